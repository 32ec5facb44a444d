// Uses the pages of `hyokasho serve` as people do: node serve.mjs ADDRESS ASSESSMENT PASSAGE CHAPTER-WITH-RECORDS
// Prints one JSON line per screen and journey: {page, setting, faults: […]}.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { withBrowser } from "./browser.mjs";

const [, , opening, name, passage, lists] = process.argv;
const base = new URL(opening).origin;
const own = (rest) => `${base}/a/${name}/${rest}`;
const SETTINGS = [
  { name: "wide, light", width: 1280, dark: false },
  { name: "narrow, dark", width: 320, dark: true },
];
const SCREENS = { overview: `${base}/`, editor: own("c/0"), "editor, second chapter": own("c/1"), grid: `${base}/a/${lists}`, findings: own("findings"), changes: own("changes"),
  comments: own("comments"), reviewer: own("reviewer"), council: own("council"), opinions: own("opinions"), points: own("points"), procedure: own("procedure"), office: `${base}/office`,
  replace: `${base}/replace?q=${encodeURIComponent("手当")}&with=${encodeURIComponent("給付")}&only=${name}`, search: `${base}/search?q=${encodeURIComponent("評価")}`, passage: `${base}/passage/${passage}` };
const RULES = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] };
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const told = (page, setting, faults) => console.log(JSON.stringify({ page, setting, faults }));

const checked = async (page) => {
  await page.value(`${axe}; undefined`);
  return page.value(`axe.run(document, ${JSON.stringify(RULES)}).then((result) => result.violations.map(
    ({ id, help, nodes }) => id + ": " + help + " (" + nodes.length + ") " + nodes[0].target + " " + nodes[0].failureSummary))`);
};

/** Waits until an expression in the page holds. */
const until = async (page, expression) => {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await page.value(`Boolean(${expression})`)) return true;
    await pause(100);
  }
  return false;
};
const saved = (page) => until(page, `document.querySelector("#saved").textContent === "保存されています"`);

await withBrowser(async (browser) => {
  const first = await browser.open(opening, SETTINGS[0]);
  const faults = [];
  if (await first.value("location.search")) faults.push("the secret stays in the address bar");
  told("opening", SETTINGS[0].name, faults);
  await first.close();
  for (const [screen, address] of Object.entries(SCREENS)) {
    for (const setting of SETTINGS) {
      const page = await browser.open(address, setting);
      const faults = await checked(page);
      const width = await page.value("document.documentElement.scrollWidth");
      if (width > setting.width) faults.push(`the page is ${width} pixels wide on a screen of ${setting.width}`);
      await page.key("Tab");
      if (!(await page.value("document.activeElement.classList.contains('skip')"))) faults.push("the first stop of the keyboard leads past nothing");
      faults.push(...page.requests.filter((request) => !request.startsWith(base)).map((request) => `the page asked for ${request}`));
      told(screen, setting.name, faults);
      await page.close();
    }
  }

  // Written, converted, saved, taken back: by keyboard and with an input method.
  const page = await browser.open(own("c/0"), SETTINGS[0]);
  const problems = [];
  const hold = (fine, words) => { if (!fine) problems.push(words); };
  const field = `document.querySelector("[data-of='cover.title']")`;
  const before = await page.value(`${field}.value`);
  await page.value(`${field}.focus(); ${field}.setSelectionRange(${field}.value.length, ${field}.value.length)`);
  let posts = page.requests.length;
  await page.call("Input.imeSetComposition", { text: "かんじ", selectionStart: 3, selectionEnd: 3 });
  await page.key("Enter");
  await pause(2500);
  hold(page.requests.slice(posts).every((request) => !request.endsWith("/field")), "something was saved while words were being converted");
  await page.call("Input.insertText", { text: "漢字" });
  hold(await until(page, `${field}.value.endsWith("漢字")`), "the converted words are not in the field");
  await until(page, `document.querySelector("#saved").textContent !== "保存されています"`);
  hold(await saved(page), "the field was not saved");
  hold(page.requests.slice(posts).some((request) => request.endsWith("/field")), "nothing was sent");
  hold(await page.value(`document.activeElement === ${field}`), "the focus left the field that was saved");
  await page.close();

  const again = await browser.open(own("c/0"), SETTINGS[0]);
  hold((await again.value(`${field}.value`)) === `${before}漢字`, "what was saved is not there after a reload");
  await again.value(`document.querySelector("#undo").click()`);
  hold(await until(again, `${field}.value === ${JSON.stringify(before)}`), "it was not taken back");
  await again.value(`document.querySelector("#redo").click()`);
  hold(await until(again, `${field}.value.endsWith("漢字")`), "it was not made again");
  await again.value(`document.querySelector("#undo").click()`);
  hold(await until(again, `${field}.value === ${JSON.stringify(before)}`), "it was not taken back again");

  // Two tabs, the same field: both are shown, nothing typed is thrown away.
  const other = await browser.open(own("c/0"), SETTINGS[0]);
  const type = async (tab, words) => {
    await tab.value(`${field}.focus(); ${field}.select()`);
    await tab.call("Input.insertText", { text: words });
  };
  await type(again, "先に書いた人");
  await until(again, `document.querySelector("#saved").textContent !== "保存されています"`);
  hold(await saved(again), "the first of two was not saved");
  await type(other, "後に書いた人");
  hold(await until(other, `document.querySelector(".conflict")?.textContent.includes("先に書いた人")`), "the second of two is not told of the first");
  hold((await other.value(`${field}.value`)) === "後に書いた人", "what the second typed is gone");
  await other.value(`[...document.querySelectorAll(".conflict button")].at(-1).click()`);
  hold(await until(other, `!document.querySelector(".conflict")`) && (await saved(other)), "the second could not insist");
  await again.close();
  await other.close();
  const last = await browser.open(own("c/0"), SETTINGS[0]);
  hold((await last.value(`${field}.value`)) === "後に書いた人", "what the second insisted on is not there");
  await last.value(`document.querySelector("#undo").click()`);
  await until(last, `${field}.value === "先に書いた人"`);

  // What somebody else writes comes in while nothing waits here.
  const watching = await browser.open(own("c/0"), SETTINGS[0]);
  await type(last, "ほかの画面から");
  hold(await until(watching, `${field}.value === "ほかの画面から"`), "what another tab wrote does not come in");
  await until(watching, `document.querySelector("#others").textContent.includes("ほかの画面")`) || problems.push("nobody is told that another page is open");

  // A comment beside the item, seen on the page of comments; what the item said before, said again.
  const click = (tab, words) => tab.value(`[...document.querySelectorAll("summary, button")].find((one) => one.offsetParent && one.textContent.includes(${JSON.stringify(words)}))?.click()`);
  await watching.value(`${field}.focus()`);
  hold(await until(watching, `document.querySelector("#side form")`), "there is no room for a comment beside the item");
  await click(watching, "この欄にコメントを書く");
  await watching.value(`document.querySelector("#side form textarea").focus()`);
  await watching.call("Input.insertText", { text: "根拠は何か。" });
  await watching.value(`document.querySelector("#side form input").focus()`);
  await watching.call("Input.insertText", { text: "審査会" });
  await watching.value(`document.querySelector("#side form button").click()`);
  hold(await until(watching, `document.querySelector("tr .said-here")`), "the comment is not shown at its item");
  await click(watching, "この欄の履歴");
  hold(await until(watching, `document.querySelector("#side").textContent.includes("先に書いた人")`), "what the item said before is not told");
  const comments = await browser.open(own("comments"), SETTINGS[0]);
  hold(await comments.value(`document.querySelector(".thread").textContent.includes("根拠は何か。")`), "the comment is not among the comments");
  hold((await comments.value(`document.querySelector("[data-person]").value`)) === "審査会", "the name is asked for again");
  await comments.close();

  // Record items by keyboard: a row more, a list pasted, both saved.
  const grid = await browser.open(`${base}/a/${lists}`, SETTINGS[0]);
  const rows = `[...document.querySelector(".grid").querySelectorAll("input")]`;
  const count = await grid.value(`${rows}.length`);
  await grid.value(`${rows}[0].focus()`);
  await grid.key("Enter");
  hold((await grid.value(`${rows}.length`)) === count + 1 && (await grid.value(`document.activeElement === ${rows}[1]`)), "Enter makes no row");
  await grid.value(`const data = new DataTransfer(); data.setData("text/plain", "甲\\r\\n乙\\r\\n"); ${rows}[1].dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))`);
  hold((await grid.value(`${rows}[1].value + ${rows}[2].value`)) === "甲乙", "a pasted list does not become rows");
  hold(await saved(grid), "the rows were not saved");
  await grid.close();
  const stored = await browser.open(`${base}/a/${lists}`, SETTINGS[0]);
  hold((await stored.value(`${rows}[1].value + ${rows}[2].value`)) === "甲乙", "the rows are not there after a reload");
  await stored.close();
  told("journeys", SETTINGS[0].name, problems);
  await watching.close();
  await last.close();
});
