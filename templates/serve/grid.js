// Record items of `hyokasho serve` as a grid, and what a spreadsheet puts on the clipboard.
"use strict";

/** What a spreadsheet puts on the clipboard, as rows of cells. */
const cells = (text) => {
  const rows = [[""]];
  for (let at = 0, quoted = false; at < text.length; at += 1) {
    const here = text[at], row = rows.at(-1);
    if (quoted && here === '"' && text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
    else if (quoted && here === '"') quoted = false;
    else if (!quoted && here === '"' && row.at(-1) === "") quoted = true;
    else if (!quoted && here === "\t") row.push("");
    else if (!quoted && here === "\n") rows.push([""]);
    else if (here !== "\r") row[row.length - 1] += here;
  }
  return rows.filter((row) => row.some((cell) => cell.trim()));
};

/** Record items in rows of their own; the field that is saved stands behind them. */
const grid = (area, reading) => {
  const body = element("ol", { className: "grid" });
  body.dataset.grid = area.dataset.field;
  body.dataset.of = area.dataset.of;
  const rows = () => $$("input", body);
  const flush = () => {
    area.value = rows().map((row) => row.value).filter((words) => words.trim()).join("\n");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const row = (words) => element("li", {}, element("input", { value: words, autocomplete: "off", readOnly: reading }));
  const count = () => rows().forEach((one, at) => { one.ariaLabel = `${area.ariaLabel} ${at + 1}`; });
  area.regrid = () => { body.replaceChildren(...[...area.value.split("\n").filter(Boolean), ...(reading ? [] : [""])].map(row)); count(); };
  const put = (after, words) => { const made = words.map(row); after.after(...made); count(); $("input", made.at(-1)).focus(); };
  body.addEventListener("input", (event) => {
    if (event.target === rows().at(-1) && event.target.value) { body.append(row("")); count(); }
    flush();
  });
  body.addEventListener("compositionend", () => setTimeout(flush));
  body.addEventListener("keydown", (event) => {
    if (event.isComposing || reading) return;
    const all = rows(), at = all.indexOf(event.target);
    if (event.key === "Enter") { event.preventDefault(); put(event.target.closest("li"), [""]); }
    else if (event.key === "ArrowDown" && all[at + 1]) { event.preventDefault(); all[at + 1].focus(); }
    else if (event.key === "ArrowUp" && all[at - 1]) { event.preventDefault(); all[at - 1].focus(); }
    else if (event.key === "Backspace" && !event.target.value && all.length > 1) { event.preventDefault(); event.target.closest("li").remove(); (all[at - 1] ?? all[at + 1]).focus(); count(); flush(); }
  });
  body.addEventListener("paste", (event) => {
    const pasted = cells(event.clipboardData.getData("text/plain"));
    if (reading || pasted.length < 2 && (pasted[0]?.length ?? 0) < 2) return;
    event.preventDefault();
    if (pasted.some((one) => one.length > 1)) {
      const rest = $(`[data-records="${CSS.escape(area.dataset.of)}"] .pasting`, main), room = rest && $("[data-pasted]", rest);
      if (!room) return;
      rest.open = true;
      room.value = event.clipboardData.getData("text/plain");
      room.dispatchEvent(new Event("input", { bubbles: true }));
      room.focus();
      return;
    }
    const [first, ...others] = pasted.map((one) => one[0].trim());
    event.target.value = first;
    put(event.target.closest("li"), others);
    flush();
  });
  area.regrid();
  area.hidden = true;
  area.after(body);
};
