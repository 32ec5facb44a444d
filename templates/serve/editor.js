// The form of `hyokasho serve`: each field is saved by itself; what is typed stays here until the server has it.
"use strict";

const PAUSE = 900, RETRY = 4000, LOOK = 4000;
if (innerWidth < 832) $(".tree details").open = false;
const chapter = Number(main.dataset.chapter);
const saved = $("#saved"), preview = $("#preview");
const waiting = new Map();
let composing = false, timer = 0, sending = false, findings = JSON.parse(main.dataset.findings || "[]");
let stamp = main.dataset.stamp, comments = JSON.parse(main.dataset.comments || "[]");
const reading = Boolean(main.dataset.reading);
const kept = `hyokasho:${main.dataset.name}:`;

const controls = () => $$("[data-field]", main);
const control = (name) => controls().find((one) => one.dataset.field === name);
const value = (one) => one.matches("fieldset") ? $("input:checked", one)?.value ?? "" : one.type === "checkbox" ? (one.checked ? "○" : "") : one.value;
const write = (one, text) => {
  if (one.matches("fieldset")) for (const radio of $$("input", one)) radio.checked = radio.value === text;
  else if (one.type === "checkbox") one.checked = text !== "";
  else { one.value = text; one.regrid?.(); }
};

const grids = () => $$("textarea[data-lines]", main).forEach((area) => grid(area, reading));

/** Whoever only reads finds nothing to type in. */
const seal = () => {
  if (!reading) return;
  for (const one of $$("input, textarea, select, button", $("#form"))) if (one.matches("textarea, input[type=text]")) one.readOnly = true; else one.disabled = true;
};

const changed = (one) => {
  if (!one || composing || reading) return;
  waiting.set(one.dataset.field, { name: one.dataset.field, noted: one.dataset.noted, value: value(one) });
  // Until the server has it, it outlives the page.
  sessionStorage.setItem(kept + one.dataset.field, JSON.stringify(waiting.get(one.dataset.field)));
  saved.textContent = "入力中…";
  clearTimeout(timer);
  timer = setTimeout(send, PAUSE);
};

const send = async () => {
  clearTimeout(timer);
  if (sending || composing || !waiting.size) return;
  const batch = [...waiting.values()];
  waiting.clear();
  sending = true;
  saved.textContent = "保存しています…";
  try {
    const answer = await post(own("field"), { chapter, fields: batch });
    const left = new Map(answer.left.map((one) => [one.name, one.why]));
    for (const field of batch) {
      const one = control(field.name);
      if (left.has(field.name)) { conflict(one, field, left.get(field.name)); continue; }
      sessionStorage.removeItem(kept + field.name);
      if (one) one.dataset.noted = answer.noted[field.name] ?? one.dataset.noted;
      if (waiting.has(field.name)) waiting.get(field.name).noted = answer.noted[field.name];
    }
    saved.textContent = left.size ? "保存できていない欄があります" : "保存されています";
    stand(answer);
  } catch (error) {
    for (const field of batch) if (!waiting.has(field.name)) waiting.set(field.name, field);
    saved.textContent = error.message;
    timer = setTimeout(send, RETRY);
  } finally {
    sending = false;
    if (waiting.size && !timer) timer = setTimeout(send, PAUSE);
  }
};

/** What could not be written is shown with what stands in the file; nothing typed is thrown away. */
const conflict = async (one, field, why) => {
  if (!one) return;
  $(".conflict", one.parentNode)?.remove();
  const box = element("div", { className: "conflict", role: "alert" }, element("p", { textContent: why }));
  const page = new DOMParser().parseFromString(await (await fetch(own(`c/${chapter}/form`))).text(), "text/html");
  const theirs = $$("[data-field]", page).find((other) => other.dataset.field === field.name);
  if (theirs && theirs.dataset.noted !== field.noted) {
    const words = theirs.matches("fieldset") ? $("input:checked", theirs)?.value ?? "" : theirs.type === "checkbox" ? (theirs.checked ? "○" : "") : theirs.value;
    const take = element("button", { type: "button", className: "small", textContent: "ファイルの記載を採る" });
    const mine = element("button", { type: "button", className: "small", textContent: "この画面の記載を採る" });
    take.addEventListener("click", () => { write(one, words); one.dataset.noted = theirs.dataset.noted; sessionStorage.removeItem(kept + field.name); box.remove(); });
    mine.addEventListener("click", () => { one.dataset.noted = theirs.dataset.noted; box.remove(); changed(one); send(); });
    box.append(element("p", { className: "said", textContent: `ファイルの今の記載：${words || "（記載なし）"}` }), element("p", { className: "actions" }, take, mine));
  }
  one.after(box);
};

/** Shows how things stand: findings, counts, what can be taken back; the form anew where other fields stand on it. */
const stand = async (answer) => {
  findings = answer.findings;
  stamp = answer.stamp;
  $("#undo").disabled = !answer.undo;
  $("#redo").disabled = !answer.redo;
  marks(answer.chapters);
  if (answer.shape !== $(".form", main).dataset.shape) await redraw();
  tell();
  if (!preview.hidden) refresh();
};

const redraw = async () => {
  const response = await fetch(own(`c/${chapter}/form`)).catch(() => null);
  if (!response?.ok) return;
  const focused = document.activeElement?.closest("[data-field], [data-grid]"), at = focused && { name: focused.dataset.field ?? focused.dataset.grid, row: focused.dataset.grid && $$("input", focused).indexOf(document.activeElement), inner: document.activeElement.value, start: document.activeElement.selectionStart, end: document.activeElement.selectionEnd };
  const top = focused?.getBoundingClientRect().top;
  $("#form").innerHTML = await response.text();
  for (const field of waiting.values()) { const one = control(field.name); if (one) write(one, field.value); }
  grids();
  seal();
  const again = at && control(at.name);
  if (again) {
    const target = at.row !== undefined ? $$("input", again.nextElementSibling)[at.row] ?? again : again.matches("fieldset") ? $$("input", again).find((radio) => radio.value === at.inner) ?? again : again;
    target.focus({ preventScroll: true });
    if (at.start !== undefined && at.start !== null && target.setSelectionRange) try { target.setSelectionRange(at.start, at.end); } catch { /* not a text */ }
    scrollBy(0, target.getBoundingClientRect().top - top);
  }
};

const marks = (chapters) => {
  for (const link of $$(".tree [data-chapter]")) {
    const at = Number(link.dataset.chapter), known = chapters?.find((one) => one.chapter === at);
    const errors = findings.filter((one) => one.chapter === at && one.severity === "error").length;
    const inside = [];
    if (errors) inside.push(element("span", { className: "state error", textContent: errors, title: `誤り ${errors} 件` }));
    if (known?.open) inside.push(element("span", { className: "state warning", textContent: `未記載 ${known.open}` }));
    if (chapters) $(".marks", link).replaceChildren(...inside);
    else if (errors) $(".marks", link).prepend(inside[0]);
  }
  const errors = findings.filter((one) => one.severity === "error").length;
  $("#count").replaceChildren(...(errors ? [element("span", { className: "state error", textContent: errors })] : []));
};

const inside = (item, row) => item && (row.dataset.items ?? "").split(" ").includes(item);
/** What is said of an item stands below its field; where it has none, in the first cell of its row. */
const belongs = (item, row, room) => {
  if (!inside(item, row)) return false;
  const field = `[data-of="${CSS.escape(item)}"]`;
  return $(field, row) ? Boolean($(field, room.closest("td"))) : room === $(".found", row);
};
const tell = () => {
  for (const room of $$(".found", main)) {
    const row = room.closest("tr"), here = findings.filter((one) => belongs(one.item, row, room));
    room.replaceChildren(...here.map((one) => {
      const line = element("p", { className: one.severity }, `${one.word}：${one.message}`);
      if (one.repair) {
        const button = element("button", { type: "button", className: "small", textContent: one.repair });
        button.addEventListener("click", () => step("repair", { id: one.id }));
        if (!reading) line.append(" ", button);
      }
      return line;
    }));
    const said = comments.filter((one) => belongs(one.item, row, room)).length;
    if (said) room.append(element("p", { className: "said-here" }, `コメント ${said} 件`));
  }
};

const step = async (address, more) => {
  await send();
  try {
    const answer = await post(own(address), { chapter, ...more });
    await redraw();
    await stand(answer);
    if (answer.what?.length) toast(`${answer.what.join("、")}`);
    saved.textContent = "保存されています";
  } catch (error) { toast(error.message); }
};
$("#undo").addEventListener("click", () => step("undo", {}));
$("#redo").addEventListener("click", () => step("redo", {}));

main.addEventListener("click", (event) => {
  if (reading) return;
  const block = event.target.closest("[data-block]"), detach = event.target.closest("[data-detach]");
  if (block && (!block.dataset.asks || confirm(block.dataset.asks))) {
    step("block", { list: block.closest("[data-list]").dataset.list, action: block.dataset.block, at: Number(block.dataset.at ?? 0) });
  } else if (detach) step("detach", { item: detach.dataset.detach });
  const record = event.target.closest("[data-record]"), figure = event.target.closest("[data-figure]");
  if (record && (!record.dataset.asks || confirm(record.dataset.asks))) step("records", { item: record.closest("[data-records]").dataset.records, action: record.dataset.record, at: Number(record.dataset.at) });
  if (figure && (!figure.dataset.asks || confirm(figure.dataset.asks))) step("figures", { item: figure.closest("[data-figures]").dataset.figures, action: figure.dataset.figure, at: Number(figure.dataset.at ?? 0) });
  const paste = event.target.closest("[data-paste]");
  if (paste) {
    const room = paste.closest("[data-records]"), rows = cells($("[data-pasted]", room).value), into = $("[data-into]", room).value;
    const single = rows.every((row) => row.length < 2);
    step("records", { item: room.dataset.records, action: "set", rows: single ? rows.map((row) => [into, row[0]]) : rows });
  }
});
main.addEventListener("input", (event) => {
  if (!event.target.matches("[data-pasted]")) return;
  const room = event.target.closest("[data-records]"), rows = cells(event.target.value);
  $("[data-count]", room).textContent = rows.length ? `${rows.length} 行を書きます` : "";
  $("[data-paste]", room).disabled = !rows.length;
});
main.addEventListener("submit", async (event) => {
  const form = event.target, values = Object.fromEntries(new FormData(form));
  if (form.closest("[data-records], [data-figures]")) event.preventDefault();
  if (form.matches("[data-add-record]")) step("records", { item: form.closest("[data-records]").dataset.records, action: "add", title: values.title });
  if (form.matches("[data-say-figure]")) step("figures", { item: form.closest("[data-figures]").dataset.figures, action: "say", at: Number(form.dataset.sayFigure), ...values });
  if (form.matches("[data-picture]")) {
    const { file, ...words } = values, query = new URLSearchParams({ chapter, item: form.closest("[data-figures]").dataset.figures, ...words });
    const response = await fetch(own(`picture?${query}`), { method: "POST", body: file }).catch(() => null), answer = await response?.json().catch(() => null);
    if (!response?.ok || !answer) return told(form, new Error(answer?.error ?? "hyokasho につながりません"));
    await redraw();
    await stand(answer);
    toast("図を足しました");
  }
});

// While words are being converted, nothing is saved, checked or drawn.
main.addEventListener("compositionstart", () => { composing = true; });
main.addEventListener("compositionend", (event) => { composing = false; changed(event.target.closest("[data-field]")); });
main.addEventListener("input", (event) => changed(event.target.closest("[data-field]")));
main.addEventListener("focusout", () => { if (waiting.size) send(); });
main.addEventListener("keydown", (event) => {
  if (event.isComposing || !(event.ctrlKey || event.metaKey)) return;
  if (event.key === "s") { event.preventDefault(); send(); }
});
addEventListener("beforeunload", (event) => { if (waiting.size) { send(); event.preventDefault(); } });

const editor = { chapter, reading, comments, step: (...words) => step(...words), tell: () => tell() };

/* What else there is to say about the item that has the focus. */
let shown = "";
main.addEventListener("focusin", async (event) => {
  const item = event.target.closest("[data-of]")?.dataset.of;
  for (const row of $$("tr.here", main)) row.classList.remove("here");
  event.target.closest("tr")?.classList.add("here");
  if (!item || item === shown) return;
  shown = item;
  const response = await fetch(own(`beside?item=${encodeURIComponent(item)}`)).catch(() => null);
  if (!response?.ok || shown !== item) return;
  const beside = await response.json();
  showBeside(editor, item, beside);
});

/* The page as it is printed. */
const refresh = () => {
  const focused = document.activeElement?.closest("[data-of]")?.dataset.of ?? "";
  const frame = $("iframe", preview);
  frame.src = own(`page.html?at=${Date.now()}`) + (focused ? `#${encodeURIComponent(focused)}` : "");
};
$("#toggle-preview").addEventListener("click", (event) => {
  preview.hidden = !preview.hidden;
  document.body.classList.toggle("with-preview", !preview.hidden);
  event.target.setAttribute("aria-pressed", String(!preview.hidden));
  if (!preview.hidden) refresh();
});

// What others write in the same file comes in by itself, as long as nothing waits here.
const page = crypto.randomUUID?.() ?? String(Math.random());
const look = async () => {
  if (document.hidden || waiting.size || sending || composing) return;
  const known = await fetch(own(`stamp?page=${page}`)).then((response) => response.json()).catch(() => null);
  if (!known) { saved.textContent = "hyokasho につながりません"; return; }
  const others = known.others.length ? `ほかに開いている人：${known.others.join("、")}` : "";
  if ($("#others").textContent !== others) $("#others").textContent = others;
  if (known.stamp === stamp || waiting.size || sending) return;
  const response = await fetch(own(`c/${chapter}/now`)).catch(() => null), answer = await response?.json().catch(() => null);
  if (!response?.ok || !answer) { saved.textContent = answer?.error ?? "読めません"; return; }
  if (waiting.size || sending) return;
  stamp = answer.stamp;
  await redraw();
  await stand(answer);
  saved.textContent = "ほかで書かれた内容を反映しました";
};
setInterval(look, LOOK);
look();

// What an earlier page could not send any more.
for (const one of controls()) {
  const rest = sessionStorage.getItem(kept + one.dataset.field);
  if (!rest) continue;
  const field = JSON.parse(rest);
  if (field.value === value(one)) { sessionStorage.removeItem(kept + one.dataset.field); continue; }
  write(one, field.value);
  waiting.set(field.name, field);
}
if (waiting.size) send();
grids();
seal();
marks();
tell();
