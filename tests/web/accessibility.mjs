// Looks at every page below a folder as WCAG 2.2 AA asks: node accessibility.mjs FOLDER
// Prints one JSON line per page and setting: {page, setting, faults: […]}.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { pages, withBrowser } from "./browser.mjs";

const NARROW = 320;
// Width changes where things stand and the scheme their colours, never both, so that two settings see everything.
const SETTINGS = [
  { name: "wide, light", width: 1280, dark: false },
  { name: "narrow, dark", width: NARROW, dark: true },
];
const RULES = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] };
const TOLD = 3;

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe says, worst first come as they are. */
const checked = async (page) => {
  await page.value(`${axe}; undefined`);
  const found = await page.value(`axe.run(document, ${JSON.stringify(RULES)}).then((result) => result.violations.map(
    ({ id, impact, help, nodes }) => ({ id, impact, help, count: nodes.length,
      at: nodes.slice(0, ${TOLD}).map((node) => node.target.flat().join(" ") + ": " + node.failureSummary) })))`);
  return found.map(({ id, impact, help, count, at }) => `${impact} ${id}: ${help} (${count})\n    ${at.join("\n    ")}`);
};

/** Nothing but what asks for it scrolls sideways: success criterion 1.4.10. */
const reflowed = async (page) => {
  const width = await page.value("document.documentElement.scrollWidth");
  return width > NARROW ? [`the page is ${width} pixels wide on a screen of ${NARROW}`] : [];
};

/** The first stop of the keyboard leads past the contents, and every stop is seen: 2.4.1, 2.4.7. */
const reachable = async (page) => {
  await page.key("Tab");
  const faults = [];
  const first = await page.value("document.activeElement.getAttribute('href') ?? ''");
  const seen = `(() => { const stop = document.activeElement, box = stop.getBoundingClientRect(), style = getComputedStyle(stop);
    return style.outlineStyle !== "none" && box.right > 0 && box.bottom > 0; })()`;
  if (!(await page.value(seen))) faults.push("the link past the contents is not seen when it has the focus");
  if (!first.startsWith("#")) return [...faults, "the first stop of the keyboard is no link past the contents"];
  await page.key("Enter");
  const target = await page.value("document.querySelector(':target')?.localName ?? ''");
  if (target !== "main") faults.push(`the link past the contents leads to “${target}”`);
  return faults;
};

/** Where a page offers to search, its own script finds what it is asked for. */
const searched = async (page) => {
  const hits = await page.value(`(() => {
    const query = document.getElementById("query");
    if (!query) return 1;
    query.value = "保護";
    query.dispatchEvent(new Event("input"));
    return document.querySelectorAll("#found a").length;
  })()`);
  return hits > 0 ? [] : ["the search finds nothing"];
};

const folder = resolve(process.argv[2]);
await withBrowser(async (browser) => {
  for (const file of pages(folder)) {
    for (const setting of SETTINGS) {
      const page = await browser.open(pathToFileURL(file).href, setting);
      const faults = await checked(page);
      if (setting.width === NARROW) faults.push(...(await reflowed(page)));
      faults.push(...(await reachable(page)), ...(await searched(page)));
      faults.push(...page.requests.map((address) => `the page asked for ${address}`));
      await page.close();
      console.log(JSON.stringify({ page: relative(folder, file), setting: setting.name, faults }));
    }
  }
});
