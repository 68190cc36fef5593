// In: the program, reports. Out: checks of the list of their pages, index.html, in a real browser, and a record.
//
//   npm ci --prefix tests/browser
//   node tests/browser/index.mjs --sayso target/release/sayso --out index.json examples/reports examples/pages/dev
//
// --chromium PATH (default: $CHROMIUM, then /usr/bin/chromium); --shots FOLDER keeps pictures.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { browse, everyWidth, withoutScript } from "./page.mjs";

const { values: options, positionals: reports } = parseArgs({
  allowPositionals: true,
  options: {
    sayso: { type: "string", default: "target/release/sayso" },
    out: { type: "string" },
    shots: { type: "string" },
    chromium: { type: "string", default: process.env.CHROMIUM ?? "/usr/bin/chromium" },
  },
});

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sayso-index-"));
// Rows whose headlines try to run scripts, and one whose figures do not agree.
const rows = path.join(folder, "rows.jsonl");
const row = (id, title, text) => JSON.stringify({ id, text: `${title}\n\n${text}` });
fs.writeFileSync(
  rows,
  [
    row("x", `<script>window.stolen = 1</script>" onclick="window.stolen = 2`, "The ferry sank, police said on Monday."),
    row(`"><script>window.stolen = 3</script>`, "غرق العبارة في الميناء", "The ferry sank on Sunday, Ines Moller said on Monday."),
    row("y", "Profit up", "Profit rose 45% to $56.1 million from $50.2 million, the ferry company said on Monday."),
    row("z", "Longwordwithoutanyblank".repeat(20), "The ferry sank, the county said on Monday."),
  ].join("\n"),
);
const pages = path.join(folder, "pages");
const run = spawnSync(options.sayso, ["check", "--format", "html", "--out", pages, rows, ...reports], { encoding: "utf8" });
assert.ok(run.status < 2, run.stderr);
const index = path.join(pages, "index.html");

const { browser, open } = await browse(String(pathToFileURL(index)), options.chromium);
const shown = (tab) => tab.$$eval("tbody tr", (rows) => rows.filter((row) => !row.hidden).map((row) => row.cells[2].textContent));
const record = { reports: 0, checks: [] };
const checked = (name, of = {}) => record.checks.push({ name, ...of });

// Links lead to pages that are there, no row runs a script, and nothing is loaded but the page.
{
  const { tab, seen } = await open();
  const links = await tab.$$eval("tbody a", (links) => links.map((link) => link.href));
  record.reports = links.length;
  for (const link of links) assert.ok(fs.existsSync(new URL(link)), link);
  assert.equal(await tab.evaluate(() => window.stolen), undefined);
  assert.deepEqual(seen.requests, [String(pathToFileURL(index))]);
  assert.deepEqual(seen.complaints, []);
  checked("links, hostile rows, no request", { links: links.length });

  // The first order, sorting by the keyboard, and back.
  const first = await shown(tab);
  const heads = await tab.$$("thead button");
  assert.equal(heads.length, 9);
  const orders = [];
  for (const direction of ["ascending", "descending", null]) {
    await heads[2].focus();
    await tab.keyboard.press("Enter");
    assert.equal(await tab.$eval("th:nth-child(3)", (head) => head.getAttribute("aria-sort")), direction);
    orders.push(await shown(tab));
  }
  assert.deepEqual(orders[2], first);
  assert.notDeepEqual(orders[0], first);
  await heads[3].click();
  const claims = await tab.$$eval("tbody tr", (rows) => rows.map((row) => Number(row.cells[3].dataset.n ?? -1)));
  assert.deepEqual(claims, [...claims].sort((a, b) => b - a));
  checked("sorting", { rows: first.length });

  // Filters.
  await tab.keyboard.press("/");
  await tab.keyboard.type("profit UP");
  assert.ok((await shown(tab)).includes("Profit up"));
  assert.match(await tab.$eval("#count", (count) => count.textContent), /^\d+ of \d+ shown$/);
  await tab.keyboard.press("Escape");
  assert.equal((await shown(tab)).length, first.length);
  await tab.click("#found");
  const found = await tab.$$eval("tbody tr:not([hidden])", (rows) => rows.map((row) => row.cells[7].textContent));
  assert.ok(found.length > 0 && found.every((words) => /error|warning|note/.test(words)), found.join());
  checked("filters", { found: found.length });
  await tab.close();
}

await everyWidth(open, checked, options.shots, "index");
await withoutScript(open, checked, "Profit up");
await browser.close();
fs.rmSync(folder, { recursive: true });
if (options.out) fs.writeFileSync(options.out, JSON.stringify(record, null, 1) + "\n");
console.log(`${record.checks.length} checks of a list of ${record.reports} pages`);
