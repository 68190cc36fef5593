// In: the program, reports. Out: checks of its pages in a real browser, and a record of the results.
//
//   npm ci --prefix tests/browser
//   node tests/browser/check.mjs --sayso target/release/sayso --out browser.json examples/reports/*.txt
//
// REPORT@DAY gives the day of publication.
// --chromium PATH (default: $CHROMIUM, then /usr/bin/chromium); --shots FOLDER keeps pictures of every page.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import puppeteer from "puppeteer-core";

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const axe = fs.readFileSync(axeFile, "utf8");
const { values: options, positionals: reports } = parseArgs({
  allowPositionals: true,
  options: {
    sayso: { type: "string", default: "target/release/sayso" },
    out: { type: "string" },
    shots: { type: "string" },
    chromium: { type: "string", default: process.env.CHROMIUM ?? "/usr/bin/chromium" },
  },
});

const WIDTHS = [360, 768, 1024, 1600];
const MOST_BYTES = 300_000;
// A report that tries to run scripts in the page.
const HOSTILE = `<script>window.stolen = 1</script>

VELM, Orland — “</p></article><script>window.stolen = 2</script><img src=x onerror="window.stolen = 3">,” said Ines "onmouseover=window.stolen=4" Moller, a </style> pilot.

“' onfocus='window.stolen=5' autofocus='\u2028\u202Ereversed\u202C <a href=javascript:window.stolen=6>here</a>,” said Ada Quill. “&lt;b&gt; ]]> <!-- We waited.”

Sales </span> rose 45% to $56 <b>million from $50 million on Monday, May 3, 2016. The dam holds between 900 and 650 <i>tonnes of silt.

On 1 May 2024 about 12 <img src=x onerror="window.stolen=7"> boats and \u202e$5 million a </span> year sank. According to https://tarn.example/?a=<b>&c='d' the fog came fast. ${"Longwordwithoutanyblank".repeat(20)} said police.
`;
// A report whose figures do not agree, in every way that a page can show.
const WRONG = `Council budget in doubt

ULDEN — The town will spend $3.2 million on roads, $1.1 million on schools and $0.9 million on the pool, for a total of $6.2 million, Mayor Rolf Dane said on Thursday. Guards earn $900 a month, or $10,800 a year.

Profit rose 25% to $56 million from $50 million, the harbour company said. Ada Quill, its head, said the lease costs $250 million a month for five months, a total of $1.25 billion. Moss leads Odell by 10 points, 49 percent to 40 percent.

Alder said profit rose 60% to $110 million while Birch said it was up from $90 million. The hearing is set for Monday, May 3, 2016. The dam holds between 900 and 650 tonnes of silt, and the firm paid $20 million (£15 million) and later about $4 million (£30 million).
`;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sayso-browser-"));
const from = (file) => (file.endsWith(".txt") ? ["--from", "text"] : []);
const day = (report) => /@(\d{4}-\d\d-\d\d)$/.exec(report)?.[1];
const plainPath = (report) => report.replace(/@[\d-]{10}$/, "");
const published = (report) => (day(report) ? ["--published", day(report)] : []);
const run = (verb, report, ...more) => execFileSync(options.sayso, [verb, plainPath(report), ...from(plainPath(report)), ...published(report), ...more], { encoding: "utf8", maxBuffer: 1 << 28 });
const read = (report, ...more) => run("read", report, ...more);
const checked = (report, ...more) => run("check", report, "--fail-on", "never", ...more);
const browser = await puppeteer.launch({ executablePath: options.chromium, args: ["--no-sandbox"] });

/** A tab that shows a page and records its requests, console messages and errors. */
async function open(file, { width = 1600, height = width < 500 ? 780 : 1000, scheme = "light", script = true } = {}) {
  const tab = await browser.newPage();
  const seen = { requests: [], complaints: [] };
  tab.on("request", (request) => seen.requests.push(request.url()));
  tab.on("console", (message) => seen.complaints.push(message.text()));
  tab.on("pageerror", (error) => seen.complaints.push(String(error)));
  await tab.setJavaScriptEnabled(script);
  await tab.setViewport({ width, height });
  await tab.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
  await tab.goto(String(pathToFileURL(file)), { waitUntil: "load" });
  return { tab, seen };
}

/** Figures and times that the page shows: no ordinals, nothing twice. */
function measured(lines) {
  const all = (type) => lines.filter((line) => line.type === type).map((line) => line.data);
  const times = all("time");
  const overlap = (a, b) => a.span.start < b.span.end && b.span.start < a.span.end;
  return [...times, ...all("figure").filter((f) => f.role !== "ordinal" && !times.some((t) => overlap(f, t)))];
}

const lines = (jsonl) => jsonl.trim().split("\n").map((line) => JSON.parse(line));

/** The spans of each attribution, hedge, figure, time, finding as JSONL has them: one string of all its characters. */
function expected(jsonl) {
  const all = lines(jsonl);
  const text = [...all.find((line) => line.type === "report").data.text];
  const spans = new Map();
  const add = (id, list) => spans.set(id, [...(spans.get(id) ?? []), ...list]);
  let findings = 0;
  for (const { type, data } of all) {
    if (type === "finding") add(`s${++findings}`, [data.primary, ...data.related]);
    if (type === "attribution") add(data.id, [...data.source, ...data.cue, ...data.content]);
    if (type === "claim") add(data.attribution ?? data.id, [...data.triggers, ...(data.attribution ? [] : data.content)]);
  }
  for (const { id, span } of measured(all)) add(id, [span]);
  const covered = (list) => {
    const on = new Set(list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));
    return text.filter((_, i) => on.has(i)).join("");
  };
  return new Map([...spans].map(([id, list]) => [id, covered(list)]));
}

const shown = (text) => text.replace(/[\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, "\ufffd");

/** Unfolds everything and asks for all marks, or brings back what was there before. */
const everything = (tab, on) => tab.evaluate((on) => {
  for (const e of document.querySelectorAll("details")) {
    if (on) e.dataset.was = e.open;
    e.open = on || e.dataset.was === "true";
  }
  const marks = document.querySelector(on ? "#marks-all" : "#marks-quiet");
  if (marks) marks.checked = true;
}, on);

/** Every span is on the page, is visible, and links to its row, and the row links back. */
async function linked(tab, wanted) {
  const found = await tab.evaluate(() => {
    const out = {};
    for (const piece of document.querySelectorAll("#report [data-ids]:not(.tag)")) {
      const box = piece.getBoundingClientRect();
      for (const id of piece.dataset.ids.split(" ")) {
        out[id] ??= { text: "", hidden: 0 };
        out[id].text += piece.textContent;
        out[id].hidden += piece.textContent.trim() && !(box.width > 0 && box.height > 0) ? 1 : 0;
      }
    }
    for (const id of Object.keys(out)) {
      const row = document.getElementById(id);
      const tag = document.getElementById("t" + id);
      out[id].row = Boolean(row?.getBoundingClientRect().height);
      out[id].there = tag?.getAttribute("href") === "#" + id;
      out[id].back = Boolean(row?.querySelector(`a[href="#t${id}"]`));
      out[id].described = document.getElementById(tag?.getAttribute("aria-describedby"))?.closest(".topic, li") === row;
    }
    return out;
  });
  for (const [id, text] of wanted) {
    assert.equal(found[id]?.text, shown(text), `${id}: the words of its pieces`);
    const { hidden, row, there, back, described } = found[id];
    assert.deepEqual({ hidden, row, there, back, described }, { hidden: 0, row: true, there: true, back: true, described: true }, id);
  }
  const dead = await tab.$$eval('a[href^="#"]', (links) =>
    links.map((link) => link.getAttribute("href")).filter((href) => !document.getElementById(href.slice(1))));
  assert.deepEqual(dead, [], "links without a target");
  const twice = await tab.$$eval("[id]", (all) => all.map((e) => e.id).filter((id, i, ids) => ids.indexOf(id) !== i));
  assert.deepEqual(twice, [], "ids that occur twice");
  return wanted.size;
}

/** Each finding has a row with its message, arithmetic and assumptions, and errors come first. Its figures have a frame in the
 *  text and links from the row. Its severity is shown by a sign and not by colour alone. */
async function findings(tab, jsonl) {
  const wanted = lines(jsonl).filter((line) => line.type === "finding").map((line) => line.data);
  const rows = await tab.$$eval(".finding", (all) => all.map((row) => ({ id: row.id, text: row.innerText, links: row.querySelectorAll(".inputs a").length })));
  assert.equal(rows.length, wanted.length, "a row for each finding");
  const flat = (text) => text.replace(/\s+/g, " ");
  for (const [n, finding] of wanted.entries()) {
    const { text, links } = rows.find((row) => row.id === `s${n + 1}`);
    for (const part of [finding.message, finding.severity, ...finding.assumptions, ...finding.related.map((r) => r.label)])
      assert.ok(flat(text).includes(shown(flat(part))), `s${n + 1}: ${part} in ${text}`);
    assert.ok(links > 0, `s${n + 1}: its row links to its figures`);
  }
  const rank = (severity) => ["error", "warning", "note"].indexOf(severity);
  const order = rows.map((row) => rank(wanted[Number(row.id.slice(1)) - 1].severity));
  assert.deepEqual(order, order.toSorted(), "errors, then warnings, then notes");
  const agreed = rows.map((row) => wanted[Number(row.id.slice(1)) - 1]).map((f) => f.code === "S008" && /^agrees/.test(f.verdict));
  assert.deepEqual(agreed, agreed.toSorted(), "weekdays that agree come last");
  const unseen = await tab.$$eval("#report .checked", (all) => all.filter((e) => getComputedStyle(e).outlineStyle === "none").length);
  assert.equal(unseen, 0, "figures of findings have a frame");
  const signs = await tab.$$eval("#report .sign[data-ids]", (all) => all.map((e) => [/s-(\w+)/.exec(e.className)[1], e.textContent[0]]));
  const signsOf = { error: "✗", warning: "!", note: "✓≈≠" };
  assert.equal(signs.length, wanted.length, "a sign for each finding");
  for (const [severity, sign] of signs) assert.ok(signsOf[severity].includes(sign), `${severity}: ${sign}`);
  return wanted.length;
}

async function accessible(tab) {
  await tab.evaluate(axe);
  const result = await tab.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  const say = (v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(", ")}`;
  assert.deepEqual(result.violations.map(say), [], "axe-core");
  return { passed: result.passes.length, undecided: result.incomplete.map((v) => `${v.id} ×${v.nodes.length}`) };
}

async function fits(tab, width) {
  // The page is widest with every "why" open and all marks.
  await everything(tab, true);
  const { has, needs } = await tab.evaluate(() => ({ has: innerWidth, needs: document.documentElement.scrollWidth }));
  assert.ok(needs <= has, `${needs} pixels wide in a window of ${width}`);
  const cut = await tab.$$eval("main *, aside *", (all) =>
    all.filter((e) => !e.closest(".vh, dialog, .skip") && e.getBoundingClientRect().right > innerWidth + 1).length);
  assert.equal(cut, 0, `elements beyond the edge at ${width} pixels`);
  await everything(tab, false);
}

/** On a phone what needs a look and the way to who says what are there without scrolling. */
async function phone(file) {
  const { tab } = await open(file, { width: 390, height: 844 });
  const bottoms = await tab.$$eval("h1, .about, .verdict, .glance .skipped, .jump a", (all) => all.map((e) => [e.className || e.tagName, Math.round(e.getBoundingClientRect().bottom)]));
  for (const [name, bottom] of bottoms) assert.ok(bottom > 0 && bottom <= 844, `${name} ends at ${bottom} of 844 pixels`);
  const names = bottoms.map(([name]) => name);
  assert.ok(names.includes("verdict") || names.includes("skipped"), "a verdict");
  assert.ok(await tab.$$eval(".jump a", (all) => all.every((e) => e.getBoundingClientRect().height >= 24)), "links that a thumb can hit");
  await tab.click('.jump a[href="#ledger"]');
  await new Promise((done) => setTimeout(done, 100));
  const top = await tab.$eval("#ledger", (e) => e.getBoundingClientRect().top);
  assert.ok(top < 844 / 2, `the jump leads to who says what, now at ${top}`);
  await tab.close();
  return Object.fromEntries(bottoms);
}

/** To a reader who only wants to read: no frames of figures that agree, nothing uncertain, numbers without gaps. */
async function calm(tab) {
  const seen = await tab.evaluate(() => {
    const style = (e) => getComputedStyle(e);
    const all = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
    const frames = all("#text .figure, #text .time").filter((e) => style(e).borderTopColor !== "rgba(0, 0, 0, 0)").length;
    const noted = all("#text .checked.s-note").filter((e) => style(e).outlineStyle !== "none").length;
    const unsure = all("#report .tag.unsure").length + all("#report .u-said").filter((e) => style(e).textDecorationLine.includes("underline")).length;
    const lost = all("#report .said:not(.u-said)").filter((e) => !style(e).textDecorationLine.includes("underline")).length;
    const numbers = all("#ledger .sources .claim .tag:first-child, #ledger .topic > .tag").map((e) => Number(/\d+/.exec(e.textContent)[0]));
    const bare = all("#report .tag i").map((e) => e.textContent.trim()).filter((words) => /^(may|will|if|should|likely|not)\b/.test(words));
    return { frames, noted, unsure, lost, bare, numbers: numbers.sort((a, b) => a - b) };
  });
  const { numbers, ...rest } = seen;
  assert.deepEqual(rest, { frames: 0, noted: 0, unsure: 0, lost: 0, bare: [] }, "quiet marks");
  assert.deepEqual(numbers, numbers.map((_, i) => i + 1), "numbers without gaps");
}

/** The key and the button copy the lines that the page has for a row. */
async function copies(tab) {
  await tab.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { globalThis.copied = text; } }, configurable: true }));
  await tab.keyboard.press("j");
  const id = await tab.evaluate(() => location.hash.slice(1));
  await tab.keyboard.press("c");
  const [copied, wanted] = await tab.$eval("#" + id, (row) => [globalThis.copied, row.querySelector(".cite").textContent]);
  assert.equal(copied, wanted, "c copies the lines of the chosen row");
  const last = await tab.evaluateHandle(() => [...document.querySelectorAll(".claim .copy")].filter((e) => e.checkVisibility()).at(-1));
  await last.focus();
  await tab.keyboard.press("Enter");
  const [again, own] = await last.evaluate((e) => [globalThis.copied, e.closest("li").querySelector(".cite").textContent]);
  assert.equal(again, own, "the button copies those of its row");
  assert.ok(own.split("\n").length >= 3, own);
  await tab.keyboard.press("Escape");
  await tab.evaluate(() => document.activeElement.blur());
}

async function firstPaint(tab) {
  for (let tries = 0; tries < 50; tries++) {
    const at = await tab.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
    if (at !== undefined) return Math.round(at);
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error("nothing was painted");
}

/** A figure or time links to its row, also if its section is folded, and back. */
async function folded(tab) {
  const mark = await tab.$("#report a.figure, #report a.time");
  if (!mark) return;
  const id = await mark.evaluate((e) => e.getAttribute("href").slice(1));
  await tab.$eval("#" + id, (row) => { if (row.closest("details").open) row.closest("details").querySelector("summary").click(); });
  assert.equal(await tab.$eval("#" + id, (row) => row.closest("details").open), false, "sections fold");
  await mark.focus();
  await tab.keyboard.press("Enter");
  const seen = await tab.$eval("#" + id, (row) => [row.getBoundingClientRect().height > 0, row.classList.contains("on"), document.activeElement === row]);
  assert.deepEqual(seen, [true, true, true], `${id}: its row is unfolded, is highlighted, has the focus`);
  await tab.focus(`#${id} q a`);
  await tab.keyboard.press("Enter");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "t" + id, "and the row links back to its words");
  await tab.keyboard.press("Escape");
}

/** n and p step through the findings. A figure of the row links to the text, and the finding stays chosen. */
async function stepped(tab) {
  const ids = await tab.$$eval("#text .sign, h1 .sign", (all) => all.filter((e) => e.checkVisibility()).map((e) => e.dataset.ids));
  for (const id of ids) {
    await tab.keyboard.press("n");
    const at = await tab.evaluate((id) => [location.hash, document.activeElement.id, document.getElementById(id).classList.contains("on"), document.querySelectorAll("#report .checked.on").length > 0], id);
    assert.deepEqual(at, ["#" + id, "t" + id, true, true], "n goes through all findings");
  }
  if (!ids.length) return;
  await tab.keyboard.press("p");
  const id = ids.at(-2) ?? ids[0];
  assert.equal(await tab.evaluate(() => location.hash), "#" + id, "p goes back");
  const href = await tab.$eval(`#${id} .inputs a:last-of-type`, (a) => (a.focus(), a.getAttribute("href")));
  if (href.startsWith("#t")) {
    await tab.keyboard.press("Enter");
    const at = await tab.evaluate(() => [location.hash, document.activeElement.id]);
    assert.deepEqual(at, ["#" + id, href.slice(1)], "a figure of a finding is a link");
  }
  await tab.keyboard.press("Escape");
  await tab.evaluate(() => document.activeElement.blur());
}

/** Uses the page with the keyboard alone. */
async function walk(tab) {
  const state = () => tab.evaluate(() => ({
    hash: location.hash.slice(1),
    focus: document.activeElement.id,
    lit: document.querySelectorAll("#report .on").length,
    row: document.querySelector("#ledger .claim.on, #ledger .topic.on")?.id ?? "",
  }));
  const ids = await tab.evaluate(() => [...new Set([...document.querySelectorAll("#report .tag[data-ids]:not(.sign)")].filter((t) => t.checkVisibility()).map((t) => t.dataset.ids))]);
  for (const id of ids) {
    await tab.keyboard.press("j");
    const at = await state();
    assert.deepEqual([at.hash, at.row, at.focus], [id, id, "t" + id], "j goes through all claims");
    assert.ok(at.lit > 1, `${id} is highlighted in the text`);
    const seen = await tab.evaluate((id) => {
      const inside = (e) => { const b = e.getBoundingClientRect(); return b.bottom > 0 && b.top < innerHeight; };
      return [document.getElementById(id), document.getElementById("t" + id)].map(inside);
    }, id);
    assert.deepEqual(seen, [true, true], `${id}: words and row are both in the window`);
  }
  await tab.keyboard.press("k");
  assert.equal((await state()).hash, ids.at(-2) ?? ids[0], "k goes back");
  const ring = await tab.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(ring, "solid", "the focused element has a ring");
  await tab.keyboard.press("Enter");
  assert.equal((await state()).focus, (await state()).hash, "Enter goes to the row");
  await tab.keyboard.press("w");
  assert.equal(await tab.$eval(".claim.on details, .topic.on", (d) => d.open ?? true), true, "w says why");
  await tab.keyboard.press("h");
  assert.equal(await tab.$eval("#report .said:not(.u-said, .perhaps)", (e) => getComputedStyle(e).textDecorationThickness), "2px", "h asks for all marks");
  await tab.keyboard.press("h");
  assert.equal(await tab.$eval("#report .said:not(.u-said, .perhaps)", (e) => getComputedStyle(e).textDecorationLine), "none", "h again takes the marks off");
  await tab.keyboard.press("h");
  const kind = await tab.$eval(".legend [data-kind]:not([data-kind='0'])", (e) => e.dataset.kind);
  await tab.keyboard.press(kind);
  const kinds = await tab.$$eval(".claim:not(.gone)", (rows) => [...new Set(rows.map((r) => /\bk(\d)/.exec(r.className)[1]))]);
  assert.deepEqual(kinds, [kind], "a digit leaves one kind of source");
  await tab.keyboard.press("Escape");
  await tab.keyboard.press("/");
  assert.equal((await state()).focus, "find", "/ goes to the search");
  const name = await tab.$$eval(".source h3", (all) => all[0]?.lastChild.textContent.trim());
  if (name) {
    await tab.keyboard.type(name);
    assert.ok(await tab.$eval(".source:not(.gone) h3", (e, name) => e.textContent.includes(name), name), "search finds a source");
  }
  await tab.keyboard.press("Escape");
  assert.equal(await tab.$$eval(".gone", (all) => all.length), 0, "Esc brings all back");
  await copies(tab);
  await folded(tab);
  await stepped(tab);
  await tab.keyboard.press("?");
  assert.equal(await tab.$eval("#keys", (d) => d.open), true, "? shows the keys");
  await tab.keyboard.press("Escape");
  assert.equal(await tab.$eval("#keys", (d) => d.open), false, "Esc closes them");
  // Tab reaches every control once.
  const wanted = await tab.$$eval("a[href], button, input, summary", (all) =>
    all.filter((e) => !e.closest("dialog") && e.checkVisibility() && !(e.type === "radio" && !e.checked)).length);
  await tab.evaluate(() => { document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0); globalThis.reached = new Set(); });
  await tab.focus(".skip");
  for (let n = 0; n < wanted; n++) {
    await tab.evaluate(() => globalThis.reached.add(document.activeElement));
    await tab.keyboard.press("Tab");
  }
  assert.equal(await tab.evaluate(() => globalThis.reached.size), wanted, "Tab reaches everything");
  return { claims: ids.length, stops: wanted };
}

/** The page without its script: all of the text, links, why. */
async function bare(file, words) {
  const { tab, seen } = await open(file, { script: false });
  assert.equal(await tab.$eval("article", (e) => e.innerText), words, "the text is the same without script");
  const offered = await tab.$$eval(".tools, .copy, dialog", (all) => all.filter((e) => getComputedStyle(e).display !== "none").length);
  assert.equal(offered, 0, "controls that need the script are hidden");
  const uncertain = await tab.$("#fold-uncertain > summary");
  if (uncertain) {
    const marked = () => tab.$$eval("#report .tag.unsure", (all) => all.filter((e) => e.checkVisibility()).length > 0);
    const before = await marked();
    await uncertain.click();
    assert.deepEqual([before, await marked()], [false, true], "uncertain readings are marked once they are asked for");
    await uncertain.click();
  }
  const tag = await tab.$("#report .tag[data-ids]:not(.sign, .unsure)");
  if (tag) {
    const href = await tag.evaluate((e) => e.getAttribute("href"));
    await tag.click();
    assert.equal(await tab.$eval(":target", (e) => "#" + e.id), href, "a number leads to its row");
    // A position has no details.
    const summary = await tab.$(`${href} summary`);
    await summary?.click();
    if (summary) assert.equal(await tab.$eval(`${href} details`, (d) => d.open), true, "why opens");
    await (await tab.$(`${href} .tag`)).click();
    assert.equal(await tab.$eval(":target", (e) => "#" + e.dataset.ids), href, "and the row leads back");
  }
  const sign = await tab.$("#report .sign:not(.agreed)");
  if (sign) {
    const href = await sign.evaluate((e) => e.getAttribute("href"));
    const figure = await tab.$(`${href} .inputs a[href^="#t"]`);
    const leads = await figure.evaluate((e) => e.getAttribute("href").slice(1));
    await figure.focus();
    await tab.keyboard.press("Enter");
    assert.equal(await tab.$eval(":target", (e) => e.id), leads, "a finding leads to its figures");
  }
  const mark = await tab.$("#report a.figure, #report a.time");
  if (mark) {
    const id = await mark.evaluate((e) => e.getAttribute("href").slice(1));
    assert.equal(await tab.$eval("#" + id, (row) => row.closest("details").open), false, "figures and times are folded");
    await mark.click();
    assert.equal(await tab.$eval(":target", (e) => e.id), id, "a figure leads to its row");
    assert.ok(await tab.$eval("#" + id, (e) => e.getBoundingClientRect().height > 0), "also in a folded section");
    await (await tab.$(`#${id} q a`)).click();
    assert.equal(await tab.$eval(":target", (e) => e.id), "t" + id, "and the row leads back");
  }
  const paint = await firstPaint(tab);
  assert.deepEqual(seen.complaints, []);
  await tab.close();
  return paint;
}

async function printed(file) {
  const { tab } = await open(file, { scheme: "dark" });
  await tab.emulateMediaType("print");
  const hidden = await tab.$$eval(".claim, .measure, .finding, .finding .arithmetic, article p, tr", (all) =>
    all.filter((e) => !e.closest("#fold-uncertain, .jump") && !e.checkVisibility()).map((e) => e.className));
  assert.deepEqual(hidden.filter((name) => name !== "key"), [], "everything is printed but what is uncertain");
  assert.equal(await tab.$$eval("#fold-uncertain .claim", (all) => all.filter((e) => e.checkVisibility()).length), 0, "that only if it is unfolded");
  assert.equal(await tab.$eval("aside", (e) => getComputedStyle(e).overflowY), "visible", "the ledger is not cut");
  const pdf = await tab.pdf({ format: "A4", printBackground: false });
  await tab.close();
  return pdf.length;
}

async function check(report) {
  const name = path.basename(plainPath(report)).replace(/\.\w+$/, "");
  const html = checked(report, "--format", "html");
  assert.equal(html, read(report, "--format", "html"), "the same bytes again, and by either verb");
  const file = path.join(folder, name + ".html");
  fs.writeFileSync(file, html);
  const jsonl = checked(report, "--format", "jsonl");
  const wanted = expected(jsonl);
  const result = { report: name, words: fs.readFileSync(plainPath(report), "utf8").split(/\s+/).filter(Boolean).length, bytes: Buffer.byteLength(html), axe: {} };
  assert.ok(result.bytes < MOST_BYTES, `${result.bytes} bytes`);
  let words;
  for (const width of WIDTHS) {
    for (const scheme of ["light", "dark"]) {
      const { tab, seen } = await open(file, { width, scheme });
      await fits(tab, width);
      await calm(tab);
      await everything(tab, true);
      result.claims = await linked(tab, wanted);
      result.findings = await findings(tab, jsonl);
      if (width === 360 || width === 1600) result.axe[`${width} ${scheme}, all marks`] = await accessible(tab);
      await everything(tab, false);
      if (width === 360 || width === 1600) result.axe[`${width} ${scheme}`] = await accessible(tab);
      words = await tab.$eval("article", (e) => e.innerText);
      result.measures = await tab.$$eval(".measure", (all) => all.length);
      if (options.shots) await tab.screenshot({ path: path.join(options.shots, `${name}-${width}-${scheme}.png`), fullPage: width < 1024 });
      if (width === 1600 && scheme === "light") {
        result.first_paint_ms = await firstPaint(tab);
        const claims = await tab.$(".claim");
        if (claims) result.keyboard = await walk(tab);
        if (wanted.size) {
          await tab.click("#help");
          result.axe.keys = await accessible(tab);
          await tab.click("#keys button");
          assert.equal(await tab.$eval("#keys", (d) => d.open), false, "the keys can be closed");
        }
      }
      assert.deepEqual(seen.requests.filter((url) => !url.startsWith(String(pathToFileURL(file)))), [], "requests");
      assert.deepEqual(seen.complaints, [], "console messages and errors");
      assert.equal(await tab.evaluate(() => globalThis.stolen), undefined, "words of the report ran");
      await tab.close();
    }
  }
  result.phone = await phone(file);
  result.first_paint_without_script_ms = await bare(file, words);
  result.printed_bytes = await printed(file);
  return result;
}

const hostile = path.join(folder, "hostile.txt");
fs.writeFileSync(hostile, HOSTILE);
const wrong = path.join(folder, "wrong.txt");
fs.writeFileSync(wrong, WRONG);
const nobody = path.join(folder, "nobody.txt");
fs.writeFileSync(nobody, "Storm shuts the harbour of Velm\n\nThe storm came in the night. The harbour is shut. Two boats lie on the quay.\n");
const results = [];
let failures = 0;
for (const report of [...reports, `${wrong}@2016-12-20`, hostile, nobody]) {
  try {
    const result = await check(report);
    results.push(result);
    console.log(`${result.report}: ${result.words} words, ${result.claims} spans, ${result.measures} of them figures and times, ${result.bytes} bytes, first paint ${result.first_paint_without_script_ms} ms`);
  } catch (error) {
    failures += 1;
    results.push({ report: path.basename(report), failed: error.message });
    console.error(`${report}: ${error.stack}`);
  }
}
const version = (module) => createRequire(import.meta.url)(module + "/package.json").version;
const date = new Date().toISOString().slice(0, 10);
const summary = { date, browser: await browser.version(), axe: version("axe-core"), widths: WIDTHS, pages: results.length, failures, results };
if (options.out) fs.writeFileSync(options.out, JSON.stringify(summary, null, 1) + "\n");
await browser.close();
fs.rmSync(folder, { recursive: true });
process.exit(failures ? 1 : 0);
