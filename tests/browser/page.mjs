// What the checks of a page on disk share: opening it as a reader would, and looking at it in every width and scheme.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import puppeteer from "puppeteer-core";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [360, 768, 1024, 1600];

// A browser, and a function that opens a tab with the page at `address` and notes what it loads and complains of.
export async function browse(address, chromium) {
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
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
  return { browser, open };
}

// Every width and scheme: nothing sticks out, axe-core finds nothing. Pictures go to `shots`, if it is given.
export async function everyWidth(open, checked, shots, name) {
  for (const width of WIDTHS)
    for (const scheme of ["light", "dark"]) {
      const { tab } = await open({ width, scheme });
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${width}: ${wide} px too wide`);
      await tab.evaluate(axe);
      const { violations } = await tab.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map((v) => [v.id, v.nodes[0].html]), [], `${width}, ${scheme}`);
      if (shots) await tab.screenshot({ path: path.join(shots, `${name}-${width}-${scheme}.png`) });
      checked("axe-core, width", { width, scheme });
      await tab.close();
    }
}

// Without a script the words are there.
export async function withoutScript(open, checked, words) {
  const { tab } = await open({ script: false });
  const text = await tab.evaluate(() => document.body.innerText).catch(() => "");
  assert.ok(text === "" || text.includes(words), text);
  checked("no script");
  await tab.close();
}
