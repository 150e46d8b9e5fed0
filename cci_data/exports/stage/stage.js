// Turns the scenes of a presentation. All of them are in the document, so that a move takes one frame and no server.
const SECONDS_BETWEEN_LOOKS = 60;
const SECONDS_OF_GROWTH = 4.8;
const MOST_SECONDS_A_STEP = 0.9;
const SECONDS_TO_READ_PROBLEMS = 12;
const LARGEST = 1.35;
const SMALLEST = 0.4;
const SMALLEST_HEADLINE = 0.6;
const LINES_OF_HEADLINE = 2;
const SWIPE = 50;
const KEYS = {
  ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next",
  ArrowLeft: "back", ArrowUp: "back", PageUp: "back",
  Home: "first", End: "last", p: "pause", f: "whole", b: "black", ".": "black",
};

const MODIFIERS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"];

const page = document.documentElement;
const start = location.href;
const every = Number(document.body.dataset.every) * 1000;
const hint = document.querySelector(".hint");
const isStill = matchMedia("(prefers-reduced-motion: reduce)");
let turning, growing, touched;
let [isPaused, pressedAt] = [false, 0];

const scenes = () => [...document.querySelectorAll(".scene")];
const isBlack = () => page.classList.contains("black");
const shown = () => document.querySelector(".scene.is-shown");
const button = (name) => document.querySelector(`[data-do=${name}]`);
const count = (number) => (document.querySelector("nav .number").textContent = `${number} / ${scenes().length}`);

const spills = (element) =>
  element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1;
const BOXES = ".growth, .panel, .code > div, .figures > div, .matrix thead .name, .chart > span, .latest b";
const isTooFull = (block) => spills(block) || [...block.querySelectorAll(BOXES)].some(spills);
const setSize = (block, size) => block.style.setProperty("--k", size.toFixed(2));

// First the words of a block become smaller, down to the smallest size; only then is something left out.
function fit(scene) {
  fitHeadline(scene);
  scene.querySelectorAll(".block").forEach((block) => {
    block.classList.remove("is-coded", "is-brief");
    block.querySelectorAll(".list li").forEach((entry) => (entry.hidden = false));
    block.querySelectorAll(".is-cut").forEach((words) => words.classList.remove("is-cut"));
    block.querySelectorAll(".more").forEach((more) => (more.hidden = true));
    setSize(block, SMALLEST);
    if ([...block.querySelectorAll(".matrix thead .name")].some(spills)) block.classList.add("is-coded");
    let size = LARGEST;
    setSize(block, size);
    while (isTooFull(block) && size > SMALLEST) setSize(block, (size -= 0.05));
    if (spills(block) && block.querySelector(".more")) cut(block);
    if (isTooFull(block)) block.classList.add("is-brief");
    block.querySelectorAll(".sheet").forEach(place);
  });
}

function fitHeadline(scene) {
  const heading = scene.querySelector("h1");
  const lines = () => heading.scrollHeight / parseFloat(getComputedStyle(heading).lineHeight);
  for (let size = 1; size >= SMALLEST_HEADLINE; size -= 0.05) {
    scene.style.setProperty("--h", size.toFixed(2));
    if (lines() < LINES_OF_HEADLINE + 0.5) return;
  }
}

function cut(block) {
  const entries = [...block.querySelectorAll(".list li")];
  const more = block.querySelector(".more");
  let left = entries.length;
  more.hidden = false;
  while (left > 1 && spills(block)) {
    left -= 1;
    entries[left].hidden = true;
    more.textContent = `and ${entries.length - left} more`;
  }
  more.hidden = left === entries.length;
  if (spills(block)) entries[0].querySelectorAll(".what, .detail").forEach((words) => words.classList.add("is-cut"));
}

const meet = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

// Puts each text of a map where it covers no other one, on a bubble only where it must, and hides what has no room.
function place(sheet) {
  const edge = sheet.parentElement.getBoundingClientRect();
  const whole = sheet.getBoundingClientRect();
  const unit = whole.width / sheet.querySelector("svg").viewBox.baseVal.width;
  const bubbles = [...sheet.querySelectorAll("circle")].map((circle) => {
    const [x, y, radius] = ["cx", "cy", "r"].map((name) => Number(circle.getAttribute(name)) * unit);
    return new DOMRect(whole.left + x - radius, whole.top + y - radius, 2 * radius, 2 * radius);
  });
  const texts = [];
  for (const text of sheet.querySelectorAll("[data-spots]")) {
    const { offsetWidth: width, offsetHeight: height } = text;
    const spots = text.dataset.spots.split(" ").map((spot) => {
      const [x, y, across, down] = spot.split(",").map(Number);
      const left = whole.left + (x * whole.width + across * width) / 100;
      const top = whole.top + (y * whole.height + down * height) / 100;
      return { x, y, across, down, box: new DOMRect(left, top, width, height) };
    });
    const free = spots.filter(
      ({ box }) =>
        box.left >= edge.left && box.right <= edge.right && box.top >= edge.top && box.bottom <= edge.bottom &&
        !texts.some((other) => meet(box, other)),
    );
    const clear = free.find(({ box }) => text.className.startsWith("number") || !bubbles.some((one) => meet(box, one)));
    const spot = clear ?? free[0];
    text.classList.toggle("is-lost", !spot);
    if (!spot) continue;
    texts.push(spot.box);
    const transform = `translate(${spot.across}%, ${spot.down}%)`;
    Object.assign(text.style, { left: `${spot.x}%`, top: `${spot.y}%`, transform });
  }
}

const fitAll = () => scenes().forEach(fit);

function growTo(map, step) {
  const at = (element, name, mark = ",") => element.dataset[name].split(mark);
  const [label, total] = [map.querySelector(".step"), map.querySelector(".total b")];
  map.querySelectorAll("[data-counts]").forEach((mark) => {
    const counts = at(mark, "counts").map(Number);
    if (mark.matches("circle")) mark.style.transform = `scale(${Math.sqrt(counts[step] / counts.at(-1)) || 0})`;
    else mark.classList.toggle("is-waiting", counts[step] !== counts.at(-1));
  });
  total.textContent = at(total, "totals")[step];
  label.textContent = at(label, "steps", "|")[step];
  const rows = [...map.querySelectorAll(".growth li")];
  const now = rows.filter((row) => Number(row.dataset.step) <= step).at(-1);
  rows.forEach((row) => row.classList.toggle("is-now", row === now));
}

const lastStep = (map) => map.querySelector(".step").dataset.steps.split("|").length - 1;

// Lets the bubbles of a map grow, and rest on the last step.
function grow(scene) {
  clearTimeout(growing);
  const map = scene.querySelector(".growing");
  if (!map) return;
  const last = lastStep(map);
  const pause = Math.min(MOST_SECONDS_A_STEP, SECONDS_OF_GROWTH / Math.max(last, 1)) * 1000;
  const next = (step) => {
    growTo(map, step);
    if (step < last) growing = setTimeout(next, pause, step + 1);
  };
  next(isStill.matches ? last : 0);
}

function show(scene, isByItself = false) {
  const all = scenes();
  const number = all.indexOf(scene);
  all.forEach((other) => other.classList.toggle("is-shown", other === scene));
  count(number + 1);
  const heading = scene.querySelector("h1").textContent;
  document.title = `${number + 1} / ${all.length} ${heading}`;
  if (!isByItself) document.querySelector(".said").textContent = `Scene ${number + 1} of ${all.length}: ${heading}`;
  ["first", "back"].forEach((name) => button(name).setAttribute("aria-disabled", number === 0));
  ["next", "last"].forEach((name) => button(name).setAttribute("aria-disabled", number === all.length - 1));
  const address = new URL(location.href);
  address.searchParams.set("scene", scene.id);
  history.replaceState(history.state, "", address);
  grow(scene);
  wait();
}

const following = (by) => scenes()[scenes().indexOf(shown()) + by];
const move = (by) => following(by) && show(following(by));

function wait() {
  clearTimeout(turning);
  hint?.classList.remove("is-running");
  if (!every || isPaused || isBlack()) return;
  void hint.offsetWidth;
  hint.classList.add("is-running");
  turning = setTimeout(loop, every);
}

function loop() {
  const next = following(1);
  show(next ?? scenes()[0], true);
  if (!next) look();
}

const deeds = {
  first: () => show(scenes()[0]),
  last: () => show(scenes().at(-1)),
  next: () => move(1),
  back: () => move(-1),
  pause() {
    if (!every) return;
    isPaused = !isPaused;
    button("pause").setAttribute("aria-pressed", isPaused);
    wait();
  },
  black() {
    page.classList.toggle("black");
    if (isBlack()) document.querySelector(".said").textContent = "The screen is black. Any key brings the scene back.";
    wait();
  },
  whole() {
    if (document.fullscreenElement) document.exitFullscreen();
    else page.requestFullscreen?.().catch(() => {});
  },
};

// Asks quietly whether there is anything new (the browser sends If-None-Match), and goes on without an answer.
async function look() {
  try {
    const answer = await fetch(start, { cache: "no-cache" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!fresh.querySelector(".scene") || fresh.documentElement.dataset.version === page.dataset.version) return;
    const present = fresh.getElementById(shown().id) ?? fresh.querySelector(".scene");
    fresh.querySelectorAll(".scene").forEach((scene) => scene.classList.toggle("is-shown", scene === present));
    page.dataset.version = fresh.documentElement.dataset.version;
    for (const part of [".shapes", "main"]) document.querySelector(part).replaceWith(fresh.querySelector(part));
    fitAll();
    count(scenes().indexOf(shown()) + 1);
  } catch {
    // Without a network, what is there is shown.
  }
}

const press = (name) => {
  pressedAt = Date.now();
  deeds[name]();
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (isBlack()) {
    if (MODIFIERS.includes(event.key)) return;
    event.preventDefault();
    // A key that is held down would turn the screen black and bright in turn.
    if (!event.repeat) press("black");
    return;
  }
  const isOnControl = event.target.closest?.("a, button") && [" ", "Enter"].includes(event.key);
  const name = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!name || isOnControl) return;
  event.preventDefault();
  if (name === "black" && event.repeat) return;
  press(event.key === " " && event.shiftKey ? "back" : name);
});

document.querySelector("nav").addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do]");
  if (pressed) press(pressed.dataset.do);
});

addEventListener("touchstart", ({ touches }) => (touched = touches.length === 1 ? touches[0] : null));
addEventListener("touchend", (event) => {
  const released = event.changedTouches[0];
  const [across, down] = touched ? [released.clientX - touched.clientX, released.clientY - touched.clientY] : [0, 0];
  touched = null;
  if (isBlack()) return;
  if (Math.abs(across) < SWIPE || Math.abs(across) < 2 * Math.abs(down)) return;
  press(across < 0 ? "next" : "back");
});

addEventListener("click", () => isBlack() && press("black"));

addEventListener("beforeprint", () => {
  clearTimeout(growing);
  page.classList.add("on-paper");
  document.querySelectorAll(".growing").forEach((map) => growTo(map, lastStep(map)));
  fitAll();
});
addEventListener("afterprint", () => {
  page.classList.remove("on-paper");
  fitAll();
});
addEventListener("resize", () => page.classList.contains("on-paper") || fitAll());
document.fonts.ready.then(fitAll);
if (!document.fullscreenEnabled) button("whole").hidden = true;
hint?.style.setProperty("--every", `${every}ms`);
setTimeout(() => document.querySelector(".problems")?.remove(), SECONDS_TO_READ_PROBLEMS * 1000);
setInterval(() => Date.now() - pressedAt > SECONDS_BETWEEN_LOOKS * 500 && look(), SECONDS_BETWEEN_LOOKS * 1000);
fitAll();
show(shown());
