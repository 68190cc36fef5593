"use strict";
// In: the list of reports, which can be read without this script. Out: rows that can be sorted by a column, and
// filtered.
(() => {
  const one = (selector) => document.querySelector(selector);
  const [table, tools, find, found, count] = ["table", ".tools", "#find", "#found", "#count"].map(one);
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const collator = new Intl.Collator("en", { numeric: true });

  // Cells without words come last in both directions, because there is nothing to compare.
  const compare = (column, sign) => (a, b) => {
    const [x, y] = [a, b].map((row) => row.cells[column]);
    const [noX, noY] = [x, y].map((cell) => !cell.textContent || (heads[column].className && !cell.dataset.n));
    if (noX || noY) return noX - noY;
    if (heads[column].className) return sign * (x.dataset.n - y.dataset.n);
    return sign * collator.compare(x.textContent, y.textContent);
  };
  // Once: numbers from the greatest, words from A. Twice: the other way round. Three times: as it was.
  const next = (head) => {
    const order = head.className ? ["descending", "ascending", null] : ["ascending", "descending", null];
    return order[(order.indexOf(head.getAttribute("aria-sort")) + 1) % 3];
  };
  const sort = (column) => {
    const direction = next(heads[column]);
    for (const head of heads) head.removeAttribute("aria-sort");
    if (direction) heads[column].setAttribute("aria-sort", direction);
    const sign = direction === "descending" ? -1 : 1;
    body.append(...(direction ? [...rows].sort(compare(column, sign)) : rows));
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(column));
    head.append(button);
  });

  const filter = () => {
    const wanted = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits = wanted.every((word) => words.get(row).includes(word));
      row.hidden = !fits || (found.checked && !row.classList.contains("found"));
      shown += !row.hidden;
    }
    count.textContent = shown < rows.length ? `${shown} of ${rows.length} shown` : "";
  };
  find.addEventListener("input", filter);
  found.addEventListener("change", filter);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && event.target !== find) {
      event.preventDefault();
      find.focus();
    }
    if (event.key === "Escape" && find.value) {
      find.value = "";
      filter();
    }
  });
  tools.hidden = false;
  filter();
})();
