"use strict";
// In: two reports in rows, which can be read without this script. Out: lines between sentences that moved, and keys that
// go from difference to difference.
(() => {
  const root = document.documentElement;
  const both = document.querySelector(".both");
  const all = (selector) => [...document.querySelectorAll(selector)];
  root.classList.add("js");

  // A line from the place of a sentence in A to its place in B, in the column between them.
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("aria-hidden", "true");
  both.append(svg);
  const moved = all("tr.moved[id^=ma]").map((row) => {
    const path = document.createElementNS(svg.namespaceURI, "path");
    svg.append(path);
    return { from: row, to: document.getElementById(row.id.replace("ma", "mb")), path };
  });
  const draw = () => {
    const frame = both.getBoundingClientRect();
    for (const { from, to, path } of moved.filter((one) => one.to)) {
      const [left, right] = [from.cells[1].getBoundingClientRect(), to.cells[1].getBoundingClientRect()];
      const [x1, x2] = [left.left - frame.left, right.right - frame.left];
      const [y1, y2] = [left, right].map((box) => (box.top + box.bottom) / 2 - frame.top);
      const middle = (x1 + x2) / 2;
      path.setAttribute("d", `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`);
    }
  };
  new ResizeObserver(draw).observe(both);

  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let at = -1;
  const choose = (row) => {
    for (const other of all("tr.on")) other.classList.remove("on");
    row.classList.add("on");
    for (const { from, to, path } of moved) path.classList.toggle("on", row === from || row === to);
    row.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  };
  const differences = all("tbody tr:not(.same)");
  const isShown = (element) => element.offsetParent !== null;
  const altered = () => all("a.altered[id]").filter(isShown);
  let place = -1;
  const keys = {
    j: () => differences.length && choose(differences[(at = Math.min(at + 1, differences.length - 1))]),
    k: () => differences.length && choose(differences[(at = Math.max(at - 1, 0))]),
    n: () => altered()[(place = Math.min(place + 1, Math.max(altered().length - 1, 0)))]?.focus(),
    p: () => altered()[(place = Math.max(place - 1, 0))]?.focus(),
    s: () => (both.classList.toggle("hide-same"), draw()),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    keys[event.key]?.();
  });
})();
