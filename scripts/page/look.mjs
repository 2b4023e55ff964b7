// Looks at pages of the report in a browser: a picture in light, in dark and on a phone, a printed PDF, and what a check of
// accessibility finds. Ends with 1 where a page loads something, runs something, is too wide for a phone, or is hard to
// reach for someone. Making the pages is left to `klausel report --html`.
//
//   npm install && node look.mjs FOLDER PAGE.html…
//   node look.mjs PICTURE.png PAGE.html      only the beginning of the page, for the README
//   CHROMIUM=/usr/bin/chromium by default.

import { mkdtempSync, readFileSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [folder, ...pages] = process.argv.slice(2);
if (!folder || pages.length === 0) {
  console.error("usage: node look.mjs FOLDER PAGE.html…");
  process.exit(2);
}
const only = folder.endsWith(".png") ? folder : null;
if (!only) mkdirSync(folder, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const profile = mkdtempSync(join(tmpdir(), "look-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

const views = [
  { name: "light", colorScheme: "light", width: 1180, height: 900 },
  { name: "dark", colorScheme: "dark", width: 1180, height: 900 },
  { name: "phone", colorScheme: "light", width: 390, height: 844 },
];
// A browser draws no picture of any height.
const highest = 14000;
const picture = async (tab, { width }, name) => {
  const height = await tab.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width, height: Math.min(height, highest) };
  await tab.screenshot({ path: join(folder, name), fullPage: true, clip, timeout: 180000 });
};
let wrong = 0;
const found = (page, what) => {
  wrong += 1;
  console.log(`${page}: ${what}`);
};

if (only) {
  const tab = await browser.newPage();
  await tab.setViewportSize({ width: 1080, height: 1600 });
  await tab.goto(pathToFileURL(resolve(pages[0])).href);
  await tab.screenshot({ path: only });
  pages.length = 0;
}
for (const file of pages) {
  const name = basename(file, ".html");
  const url = pathToFileURL(resolve(file)).href;
  for (const view of views) {
    const tab = await browser.newPage();
    tab.on("request", (request) => request.url() !== url && found(name, `loads ${request.url()}`));
    tab.on("console", (message) => found(name, `says ${message.text()}`));
    await tab.emulateMedia({ colorScheme: view.colorScheme });
    await tab.setViewportSize({ width: view.width, height: view.height });
    await tab.goto(url);
    await picture(tab, view, `${name}-${view.name}.png`);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) found(name, `${view.name}: ${wide} pixels too wide`);
    await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    for (const one of violations) {
      found(name, `${view.name}: ${one.impact}: ${one.id}: ${one.help} (${one.nodes.length}): ${one.nodes[0].html.slice(0, 160)}`);
    }
    if (view.name === "light") {
      await picture(tab, view, `${name}-open.png`);
    }
    await tab.close();
  }
  const tab = await browser.newPage();
  await tab.goto(url);
  await tab.pdf({ path: join(folder, `${name}.pdf`), preferCSSPageSize: true, printBackground: false });
  await tab.setViewportSize({ width: 1180, height: 900 });
  await tab.screenshot({ path: join(folder, `${name}-first.png`) });
  await tab.close();
  console.log(`${name}: looked at`);
}
await browser.close();
rmSync(profile, { recursive: true, force: true });
process.exit(wrong > 0 ? 1 : 0);
