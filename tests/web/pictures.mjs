// The first screen of every page below a folder, as pictures: node pictures.mjs FOLDER INTO

import { writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { pages, withBrowser } from "./browser.mjs";

const SETTINGS = [
  { name: "wide", width: 1280, dark: false },
  { name: "dark", width: 1280, dark: true },
  { name: "narrow", width: 360, dark: false },
];

const [folder, into] = process.argv.slice(2).map((path) => resolve(path));
await withBrowser(async (browser) => {
  for (const file of pages(folder)) {
    const name = relative(folder, file).replaceAll("/", "-");
    for (const setting of SETTINGS) {
      const page = await browser.open(pathToFileURL(file).href, setting);
      writeFileSync(join(into, `${name}-${setting.name}.png`), await page.picture());
      await page.close();
    }
  }
});
