// Keeps an embedded view from holding on to the reader of the page around it: links open elsewhere, the wheel goes on
// scrolling over a map, and the page around is told how tall the view is.
export default function () {
  const openElsewhere = (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.hasAttribute("download")) return;
    const address = new URL(link.href);
    if (address.origin === window.location.origin) {
      address.searchParams.delete("embed");
      address.searchParams.delete("embed_options");
      link.href = address.href;
    }
    link.target = "_blank";
    link.rel = "noopener";
    // Otherwise Streamlit would change the page within the frame.
    event.stopPropagation();
  };

  const scrollOn = (event) => {
    if (!event.ctrlKey && !event.metaKey && event.target.closest?.("[data-testid=stDeckGlJsonChart]")) {
      event.stopPropagation();
    }
  };

  const content = document.querySelector("[data-testid=stMainBlockContainer]");
  const tellHeight = () => {
    const height = Math.ceil(content.getBoundingClientRect().height);
    window.parent.postMessage({ type: "cci-height", height }, "*");
  };
  const watch = new ResizeObserver(tellHeight);

  watch.observe(content);
  document.addEventListener("click", openElsewhere, true);
  document.addEventListener("auxclick", openElsewhere, true);
  window.addEventListener("wheel", scrollOn, { capture: true, passive: true });
  return () => {
    watch.disconnect();
    document.removeEventListener("click", openElsewhere, true);
    document.removeEventListener("auxclick", openElsewhere, true);
    window.removeEventListener("wheel", scrollOn, { capture: true });
  };
}
