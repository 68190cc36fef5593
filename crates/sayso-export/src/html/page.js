"use strict";
// In: the page, which can be read without this script. Out: words and rows that are highlighted together, keyboard
// shortcuts, search, filters.
(() => {
  const root = document.documentElement;
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  if (!one(".tools")) return; // The page has no rows.
  const ROW = ".claim, .topic, .measure, .finding";
  const rows = new Map(all(ROW).map((row) => [row.id, row]));
  // The pieces of each row, in the order of the text.
  const pieces = new Map();
  for (const piece of all("#report [data-ids]"))
    for (const id of piece.dataset.ids.split(" ").filter((id) => rows.has(id)))
      pieces.has(id) ? pieces.get(id).push(piece) : pieces.set(id, [piece]);
  const order = (kind) => [...pieces.keys()].filter((id) => rows.get(id).matches(kind));
  const [claims, findings] = [order(".claim, .topic"), order(".finding")];
  // The row that an address names, directly or by its place in the text.
  const named = (hash) => [hash.slice(1), hash.replace(/^#t/, "")].find((id) => pieces.has(id));
  // What is folded away and not marked in the text: uncertain readings, weekdays that agree.
  const isOff = (id) => Boolean(rows.get(id).closest("#fold-uncertain:not([open]), #fold-agreed:not([open])"));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (element) => element?.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
  const paint = (id, name, on) => {
    for (const element of [rows.get(id), ...(pieces.get(id) ?? [])]) element?.classList.toggle(name, on);
  };

  // At most one row is chosen. It and its words are highlighted.
  let chosen = null;
  const choose = (id, focus) => {
    if (chosen) paint(chosen, "on", false);
    chosen = id;
    if (!id) return history.replaceState(null, "", location.pathname + location.search);
    paint(id, "on", true);
    for (let fold = rows.get(id).closest(".section, .more"); fold; fold = fold.parentElement.closest(".section, .more"))
      fold.open = true;
    // The words come last because showing the row can also move the window.
    show(rows.get(id));
    show(pieces.get(id)[0]);
    focus?.focus({ preventScroll: true });
    history.replaceState(null, "", "#" + id);
  };
  const tag = (id) => document.getElementById("t" + id);

  // The innermost claim at a piece. Clicking again chooses the claim around it.
  const claimAt = (element) => {
    const row = element.closest(ROW);
    if (row) return row.id;
    const ids = element.closest("#report [data-ids]")?.dataset.ids.split(" ").filter((id) => rows.has(id) && !isOff(id)) ?? [];
    ids.reverse();
    return ids[(ids.indexOf(chosen) + 1) % ids.length];
  };
  let near = [];
  const point = (event) => {
    near.forEach((id) => paint(id, "near", false));
    const row = event.target.closest?.(ROW);
    const piece = event.target.closest?.("#report [data-ids]");
    near = row ? [row.id] : (piece?.dataset.ids.split(" ").filter((id) => !rows.has(id) || !isOff(id)) ?? []);
    near.forEach((id) => paint(id, "near", true));
  };
  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link?.matches('.inputs a[href^="#t"]')) {
      // The finding stays chosen while its figures are looked at.
      event.preventDefault();
      const figure = document.getElementById(link.hash.slice(1));
      choose(link.closest(ROW).id, figure);
      return show(figure);
    }
    // A link to a part that is folded unfolds it, and one to a row chooses the row.
    const part = link?.hash && document.getElementById(link.hash.slice(1))?.closest("summary");
    if (part) part.parentElement.open = true;
    if (link && !link.matches(".tag, .figure, .time, .measure q a, .points a, .inputs a")) return;
    if (event.target.closest("button, summary, input, label, dl, dialog") || !getSelection().isCollapsed) return;
    const id = link ? named(link.hash) : claimAt(event.target);
    if (!id && link) return;
    if (!id) return void (chosen && event.target.closest("main") && choose(null));
    if (link) event.preventDefault();
    choose(id, link && (link.closest("#report") ? rows.get(id) : tag(id)));
  });
  const fromAddress = () => {
    const id = named(location.hash);
    if (id) choose(id);
  };
  addEventListener("hashchange", fromAddress);

  // The words that are searched for and the kinds that are shown. Other rows are hidden.
  const find = one("#find");
  const kinds = new Set();
  const filter = () => {
    const words = find.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const [id, row] of rows) {
      const text = (row.closest(".source") ?? row).querySelector("h3")?.textContent + " " +
        (row.closest(".source")?.querySelector(".role")?.textContent ?? "") + " " + row.textContent;
      const lower = text.toLowerCase();
      const kind = /\bk(\d)/.exec(row.className)[1];
      const stays = words.every((word) => lower.includes(word)) && (!kinds.size || kinds.has(kind));
      row.classList.toggle("gone", !stays);
      count += stays;
    }
    for (const source of all(".source")) source.classList.toggle("gone", !one(".claim:not(.gone), .topic:not(.gone)", source));
    for (const piece of all("#report [data-ids]")) {
      const own = piece.dataset.ids.split(" ").filter((id) => rows.has(id));
      piece.classList.toggle("off", own.length > 0 && own.every((id) => rows.get(id).classList.contains("gone")));
    }
    one("#count").textContent = words.length || kinds.size ? `${count} of ${rows.size} shown` : "";
  };
  const toggleKind = (kind) => {
    if (!one(`.legend [data-kind="${kind}"]`)) return;
    kinds.has(kind) ? kinds.delete(kind) : kinds.add(kind);
    for (const button of all(".legend button")) button.setAttribute("aria-pressed", kinds.has(button.parentNode.dataset.kind));
    filter();
  };
  for (const item of all(".legend li")) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    button.append(...item.childNodes);
    button.addEventListener("click", () => toggleKind(item.dataset.kind));
    item.append(button);
  }
  find.addEventListener("input", filter);

  const marks = ["quiet", "all", "off"].map((name) => one("#marks-" + name));
  const nextMarks = () => (marks[(marks.findIndex((radio) => radio.checked) + 1) % marks.length].checked = true);
  const keys = one("#keys");
  one("#help").addEventListener("click", () => keys.showModal());
  const everything = () => {
    find.value = "";
    kinds.clear();
    for (const button of all(".legend button")) button.setAttribute("aria-pressed", "false");
    filter();
    if (chosen) choose(null);
  };

  const step = (by, order) => {
    const left = order.filter((id) => !isOff(id) && !rows.get(id).classList.contains("gone"));
    if (!left.length) return;
    const at = left.indexOf(chosen);
    const next = at < 0 ? (by > 0 ? 0 : left.length - 1) : Math.min(Math.max(at + by, 0), left.length - 1);
    const inLedger = document.activeElement?.closest?.("#ledger li");
    choose(left[next], inLedger ? rows.get(left[next]) : tag(left[next]));
  };
  // What is copied is in the page.
  const citation = (row) => one(".cite", row).textContent;
  const copy = async (row, button) => {
    const say = (words) => {
      one("#count").textContent = words;
      if (button) button.textContent = words;
      if (button) setTimeout(() => (button.textContent = "copy"), 2000);
    };
    try {
      await navigator.clipboard.writeText(citation(row));
      say("copied");
    } catch {
      // Without the right to use the clipboard the words are shown and selected.
      const details = one("details", row);
      if (details) details.open = true;
      if (details) getSelection().selectAllChildren(one(".cite", row));
      say("not copied");
    }
  };
  for (const row of all(".claim, .finding")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "copy";
    button.addEventListener("click", () => copy(row, button));
    row.append(button);
  }
  const copyChosen = () => {
    // The row that has the focus, otherwise the chosen one.
    const row = document.activeElement?.closest?.(ROW) ?? rows.get(chosen);
    if (row) copy(row, one(".copy", row));
  };
  const why = () => {
    const details = chosen && one("details", rows.get(chosen));
    if (!details) return;
    details.open = !details.open;
    show(details);
  };
  const keyed = {
    j: () => step(1, claims),
    k: () => step(-1, claims),
    n: () => step(1, findings),
    p: () => step(-1, findings),
    w: why,
    c: copyChosen,
    h: nextMarks,
    "/": () => find.focus(),
    "?": () => keys.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.key === "Escape") {
      everything();
      if (document.activeElement === find) find.blur();
      return;
    }
    if (event.target.matches("input, textarea, select") || !one("#letters").checked) return;
    const action = /^[1-6]$/.test(event.key) ? () => toggleKind(event.key) : keyed[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  root.classList.add("js");
  one(".tools").hidden = false;
  // The target of scrolling must not be hidden under the head of the ledger.
  const ledger = one("#ledger");
  const head = one("header", ledger);
  new ResizeObserver(() => (ledger.style.scrollPaddingTop = `${head.offsetHeight + 12}px`)).observe(head);
  fromAddress();
})();
