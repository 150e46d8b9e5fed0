// What is wrong with the scene that is shown, in sentences: text that is too small, cut off, outside, or on other text.
(share) => {
  const found = [];
  const { innerWidth: width, innerHeight: height } = window;
  const page = document.documentElement;
  if (page.scrollWidth > width || page.scrollHeight > height) found.push("the page scrolls");
  const lineage = (element) => (element ? [element, ...lineage(element.parentElement)] : []);
  const isSeen = (element) =>
    lineage(element).every((one) => {
      const style = getComputedStyle(one);
      return style.visibility === "visible" && style.display !== "none" && style.clipPath === "none";
    });
  const clip = (box, element) =>
    lineage(element)
      .filter((one) => getComputedStyle(one).overflow !== "visible")
      .map((one) => one.getBoundingClientRect())
      .reduce((left, edge) => {
        const [x, y] = [Math.max(left.left, edge.left), Math.max(left.top, edge.top)];
        return new DOMRect(x, y, Math.min(left.right, edge.right) - x, Math.min(left.bottom, edge.bottom) - y);
      }, box);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const { data, parentElement: holder } = walker.currentNode;
    if (!data.trim() || !isSeen(holder)) continue;
    const words = data.trim().slice(0, 40);
    const size = parseFloat(getComputedStyle(holder).fontSize);
    if (size < height / share - 0.01) found.push(`“${words}” is ${size} px`);
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const whole of range.getClientRects()) {
      // What ink covers: the middle of the line, without the room above and below.
      const box = new DOMRect(whole.left, whole.top + whole.height / 2 - 0.35 * size, whole.width, 0.7 * size);
      const seen = clip(box, holder);
      const isCut = holder.closest(".is-cut, h1, .panel");
      const isOutside = box.left < -1 || box.top < 0 || box.right > width + 1 || box.bottom > height;
      if (isOutside) found.push(`“${words}” is outside`);
      const isLess = seen.width < box.width - 1 || seen.height < box.height - 1;
      if (isLess && !isCut) found.push(`“${words}” is cut off`);
      if (seen.width > 0 && seen.height > 0) texts.push([words, seen, walker.currentNode]);
    }
  }
  texts.forEach(([one, box, node], index) =>
    texts.slice(index + 1).forEach(([other, next, second]) => {
      const across = Math.min(box.right, next.right) - Math.max(box.left, next.left);
      const down = Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top);
      if (node !== second && across > 1 && down > 1) found.push(`“${one}” lies on “${other}”`);
    }),
  );
  if (!texts.length) found.push("nothing is to be seen");
  return found;
}
