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
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { browse, everyWidth, withoutScript } from "./page.mjs";

const { values: options } = parseArgs({
  options: {
    sayso: { type: "string", default: "target/release/sayso" },
    out: { type: "string" },
    shots: { type: "string" },
    chromium: { type: "string", default: process.env.CHROMIUM ?? "/usr/bin/chromium" },
  },
});
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

const { browser, open } = await browse(address, options.chromium);
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

await everyWidth(open, checked, options.shots, "compare");
await withoutScript(open, checked, "17 people");
await browser.close();
fs.rmSync(folder, { recursive: true });
if (options.out) fs.writeFileSync(options.out, JSON.stringify(record, null, 1) + "\n");
console.log(`${record.checks.length} checks of two reports side by side`);
