// Makes the page ready for paper: what the screen shows a part of is fetched whole, and what is drawn gets the width of
// the sheet. It is done when somebody prints, not before: few do, and the tables are long.
const SHEET = 688; // what A4 leaves between its margins, in CSS pixels
const LARGEST = 1.25; // so much is enlarged at most
const TALLEST = 760; // more than that leaves no room for the heading
const NOT_FETCHED = "The server does not answer, so only the rows on the screen are printed.";

export default function () {
  let isReady = false;

  // The browser prints as soon as this returns, so the answer must be waited for here.
  const fetched = (address) => {
    const request = new XMLHttpRequest();
    request.open("GET", address, false);
    try {
      request.send();
    } catch {
      return null;
    }
    return request.status === 200 ? request.responseText : null;
  };

  const makeReady = () => {
    if (isReady) return;
    isReady = true;
    for (const place of document.querySelectorAll("[data-table]")) {
      if (place.closest("details:not([open])")) continue;
      const table = fetched(place.dataset.table);
      if (table === null) place.textContent = NOT_FETCHED;
      else place.innerHTML = table;
      place.classList.toggle("whole", table !== null);
    }
    for (const drawn of document.querySelectorAll("[data-testid=stPlotlyChart], [data-testid=stDeckGlJsonChart]")) {
      const { offsetWidth: width, offsetHeight: height } = drawn;
      if (!width) continue;
      const size = { fit: Math.min(SHEET / width, TALLEST / height, LARGEST), width: `${width}px`, height: `${height}px` };
      for (const [name, value] of Object.entries(size)) drawn.style.setProperty(`--cci-${name}`, value);
    }
  };

  const takeBack = () => {
    isReady = false;
    for (const place of document.querySelectorAll("[data-table]")) {
      place.replaceChildren();
      place.classList.remove("whole");
    }
  };

  const paper = window.matchMedia("print");
  const turn = () => (paper.matches ? makeReady() : takeBack());
  window.addEventListener("beforeprint", makeReady);
  window.addEventListener("afterprint", takeBack);
  paper.addEventListener("change", turn);
  return () => {
    window.removeEventListener("beforeprint", makeReady);
    window.removeEventListener("afterprint", takeBack);
    paper.removeEventListener("change", turn);
  };
}
