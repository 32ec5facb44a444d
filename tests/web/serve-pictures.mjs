// The screens of `hyokasho serve` as pictures: node serve-pictures.mjs ADDRESS ASSESSMENT INTO

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { withBrowser } from "./browser.mjs";

const [, , opening, name, into] = process.argv;
const base = new URL(opening).origin;
const WIDTH = 960, HEIGHT = 560;
const SCREENS = { overview: "/", editor: `/a/${name}/c/1`, findings: `/a/${name}/findings`, changes: `/a/${name}/changes`, comments: `/a/${name}/comments`,
  opinions: `/a/${name}/opinions`, points: `/a/${name}/points`, procedure: `/a/${name}/procedure`, council: `/a/${name}/council`, office: "/office",
  replace: `/replace?q=${encodeURIComponent("手当")}&with=${encodeURIComponent("給付")}&only=${name}` };

await withBrowser(async (browser) => {
  await (await browser.open(opening, { width: WIDTH })).close();
  for (const [screen, address] of Object.entries(SCREENS)) {
    const page = await browser.open(base + address, { width: WIDTH });
    await page.call("Emulation.setDeviceMetricsOverride", { width: WIDTH, height: HEIGHT, deviceScaleFactor: 1, mobile: false });
    await page.value("new Promise((done) => setTimeout(done, 800))");
    writeFileSync(join(into, `${screen}.png`), await page.picture());
    await page.close();
  }
});
