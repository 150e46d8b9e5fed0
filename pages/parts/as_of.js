// Lets links of the menu lead to the same moment as the page, which Streamlit would forget on the way. The page is loaded
// anew, so that each step of the browser's Back is a view with its whole address.
const KINDS = ["pointerdown", "focusin", "click"];

export default function () {
  const asOf = new URLSearchParams(window.location.search).get("as_of");
  const carried = new Set();

  const carry = (event) => {
    const link = event.target.closest?.("a[href]");
    if (!asOf || !link || link.getAttribute("href").startsWith("#") || link.hasAttribute("download")) return;
    const address = new URL(link.href);
    if (address.origin !== window.location.origin || address.searchParams.has("since")) return;
    if (!address.searchParams.has("as_of")) {
      address.searchParams.set("as_of", asOf);
      link.href = address.href;
      carried.add(link);
    }
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.type === "click" && carried.has(link) && isPlain && !link.target) {
      event.preventDefault();
      event.stopPropagation();
      window.location.assign(link.href);
    }
  };

  for (const kind of KINDS) document.addEventListener(kind, carry, true);
  return () => {
    for (const kind of KINDS) document.removeEventListener(kind, carry, true);
    for (const link of carried) {
      const address = new URL(link.href);
      address.searchParams.delete("as_of");
      link.href = address.href;
    }
  };
}
