// Copies the address of the view, which holds its whole state, and says so.
export default function ({ parentElement }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector("[role=status]");
  const words = button.textContent;
  let timer;

  // Over plain http a browser gives no clipboard to write to, but it copies what is selected.
  const copySelected = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    field.style.position = "fixed";
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    button.focus();
    return isCopied;
  };

  const copy = async () => {
    const text = window.location.href;
    const isCopied = await (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
      () => true,
      () => copySelected(text),
    );
    said.textContent = isCopied ? "Link copied" : "Copy it from the address bar";
    button.textContent = said.textContent;
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = words;
      said.textContent = "";
    }, 4000);
  };

  button.addEventListener("click", copy);
  return () => {
    clearTimeout(timer);
    button.textContent = words;
    button.removeEventListener("click", copy);
  };
}
