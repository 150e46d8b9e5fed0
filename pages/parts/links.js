// What a parameter of a page is called where a presentation is prepared: there, both names filter the partners.
const MEANT = {
  spotlight: ["country", "spotlight"],
  events: ["event", "shown_event"],
  impact: ["programme", "impact_programme"],
};

// Copies the address of the view, which holds its whole state, and says so.
export default function ({ parentElement }) {
  const button = parentElement.querySelector("button");
  const link = parentElement.querySelector("a");
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

  // A view of a frozen state leads to one's organisation as it was then.
  const carry = () => {
    const asOf = new URLSearchParams(window.location.search).get("as_of");
    link.search = asOf ? `?as_of=${encodeURIComponent(asOf)}` : "";
  };

  // A presentation is of what the view shows; the address changes without the links being drawn again.
  const ways = parentElement.querySelectorAll(".present, .prepare");
  const carryAll = ({ currentTarget: way }) => {
    const asked = new URLSearchParams(window.location.search);
    for (const name of ["find", "found"]) asked.delete(name);
    const [name, meant] = MEANT[window.location.pathname.split("/").at(-1)] ?? [];
    if (asked.has(name) && way.matches(".prepare")) {
      asked.set(meant, asked.get(name));
      asked.delete(name);
    }
    if (way.matches(".present")) asked.set("present", "1");
    way.href = `${way.matches(".present") ? "" : "present"}?${asked}`;
  };
  const kinds = ["pointerdown", "focus", "click"];

  ways.forEach((way) => kinds.forEach((kind) => way.addEventListener(kind, carryAll)));
  button.addEventListener("click", copy);
  for (const kind of ["pointerdown", "focus", "click"]) link.addEventListener(kind, carry);
  return () => {
    clearTimeout(timer);
    button.textContent = words;
    button.removeEventListener("click", copy);
    ways.forEach((way) => kinds.forEach((kind) => way.removeEventListener(kind, carryAll)));
    for (const kind of ["pointerdown", "focus", "click"]) link.removeEventListener(kind, carry);
  };
}
