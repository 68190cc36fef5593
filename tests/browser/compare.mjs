// In: the program, two reports of which one rewords the other. Out: checks of the page that sets them side by side,
// in a real browser, and a record.
//
//   npm ci --prefix tests/browser
//   node tests/browser/compare.mjs --sayso target/release/sayso --out compare.json
//
// --chromium PATH (default: $CHROMIUM, then /usr/bin/chromium); --shots FOLDER keeps pictures.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import puppeteer from "puppeteer-core";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { values: options } = parseArgs({
  options: {
    sayso: { type: "string", default: "target/release/sayso" },
    out: { type: "string" },
    shots: { type: "string" },
    chromium: { type: "string", default: process.env.CHROMIUM ?? "/usr/bin/chromium" },
  },
});
const WIDTHS = [360, 768, 1024, 1600];
const A = `Pier collapses at Velm <script>window.stolen = 1</script>

VELM (VNA) - The old pier at Velm collapsed on Sunday, and 14 people were taken to hospital, the harbour office said.

“We heard a crack, and then the boards were gone,” said Ida Brack, who sells ice cream on the quay.

Mayor Tove Brandt said the pier had been checked in May and that the council would look into it. The work cost 2.4 million crowns.

The pier was built in 1911. It will stay shut until the summer, Brandt said. A ferry that was due at noon was sent to Orsa.
`;
const B = `Old pier gives way

The ageing pier in Velm collapsed on Sunday, and 17 people were taken to hospital, said the harbour office, according to VNA.

“We heard a crack, and then the boards were gone,” said Ida Brack, an ice cream seller on the quay.

The pier was checked in June and the council would look into it. The work cost 2.4 million crowns, Mayor Tove Brandt said.

The pier dates from 1911. It will stay closed until the summer. ${"Longwordwithoutanyblank".repeat(20)} was there.
`;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sayso-compare-"));
const [a, b, page] = ["a.txt", "b.txt", "compared.html"].map((name) => path.join(folder, name));
fs.writeFileSync(a, A);
fs.writeFileSync(b, B);
const run = spawnSync(options.sayso, ["compare", a, b, "--format", "html"], { encoding: "utf8" });
assert.equal(run.status, 0, run.stderr);
fs.writeFileSync(page, run.stdout);
const address = String(pathToFileURL(page));

const browser = await puppeteer.launch({ executablePath: options.chromium, args: ["--no-sandbox"] });
async function open({ width = 1600, scheme = "light", script = true } = {}) {
  const tab = await browser.newPage();
  const seen = { requests: [], complaints: [] };
  tab.on("request", (request) => seen.requests.push(request.url()));
  tab.on("console", (message) => seen.complaints.push(message.text()));
  tab.on("pageerror", (error) => seen.complaints.push(String(error)));
  await tab.setJavaScriptEnabled(script);
  await tab.setViewport({ width, height: width < 500 ? 844 : 1000 });
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await tab.goto(address, { waitUntil: "load" });
  return { tab, seen };
}
const record = { checks: [] };
const checked = (name, of = {}) => record.checks.push({ name, ...of });

// The verdict comes first, both texts are there as they are, nothing of them runs and nothing is loaded.
{
  const { tab, seen } = await open();
  const text = await tab.evaluate(() => document.body.innerText);
  assert.ok(text.includes("17 people were taken to hospital") && text.includes("14 people were taken to hospital"));
  assert.equal(await tab.evaluate(() => window.stolen), undefined);
  assert.deepEqual(seen.requests, [address]);
  assert.deepEqual(seen.complaints, []);
  checked("both texts, no script of theirs, no request");

  // The keyboard goes from change to change.
  const chosen = () => tab.$$eval("tr.on", (rows) => rows.map((row) => row.rowIndex).join());
  await tab.keyboard.press("j");
  const first = await chosen();
  await tab.keyboard.press("j");
  const second = await chosen();
  assert.notEqual(first, "");
  assert.notEqual(second, first);
  await tab.keyboard.press("k");
  assert.equal(await chosen(), first);
  checked("keys from change to change");
  await tab.close();
}

// Every width and scheme: nothing sticks out, axe-core finds nothing.
for (const width of WIDTHS)
  for (const scheme of ["light", "dark"]) {
    const { tab } = await open({ width, scheme });
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${width}: ${wide} px too wide`);
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map((v) => [v.id, v.nodes[0].html]), [], `${width}, ${scheme}`);
    if (options.shots) await tab.screenshot({ path: path.join(options.shots, `compare-${width}-${scheme}.png`) });
    checked("axe-core, width", { width, scheme });
    await tab.close();
  }

// Without a script both texts are there.
{
  const { tab } = await open({ script: false });
  const text = await tab.evaluate(() => document.body.innerText).catch(() => "");
  assert.ok(text === "" || text.includes("17 people"), text);
  checked("no script");
  await tab.close();
}
await browser.close();
fs.rmSync(folder, { recursive: true });
if (options.out) fs.writeFileSync(options.out, JSON.stringify(record, null, 1) + "\n");
console.log(`${record.checks.length} checks of two reports side by side`);
