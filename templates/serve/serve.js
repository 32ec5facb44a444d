// The pages of `hyokasho serve`. Each field is saved by itself; what is typed stays here until the server has it.
"use strict";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const element = (name, properties = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};

const toast = (words) => { $("#toast").textContent = words; };

/** Asks the server to write; the answer, or an error whose message people can read. */
const post = async (address, value) => {
  let response;
  try {
    response = await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value) });
  } catch {
    throw Object.assign(new Error("hyokasho につながりません。書いた内容はこの画面に残っています"), { away: true });
  }
  const answer = await response.json().catch(() => ({ error: "答えを読めません" }));
  if (!response.ok) throw new Error(answer.error ?? "できませんでした");
  return answer;
};

/* Dialogs, forms that post, the end. */

for (const button of $$("[data-opens]")) button.addEventListener("click", () => $(`#${button.dataset.opens}`).showModal());
for (const button of $$("[data-closes]")) button.addEventListener("click", () => button.closest("dialog").close());

const told = (form, error) => { $(".problem", form).textContent = error.message; };

for (const form of $$("form[data-post]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.asks && !confirm(form.dataset.asks)) return;
    const values = Object.fromEntries(new FormData(form));
    try {
      const answer = await post(form.dataset.post, values);
      if (answer.go) location.href = answer.go;
      else location.reload();
    } catch (error) { told(form, error); }
  });
}

for (const form of $$("form[data-upload]")) {
  const file = $("input[type=file]", form), folder = $("[name=folder]", form), drop = $(".drop", form);
  file.addEventListener("change", () => {
    if (!folder.value && file.files[0]) folder.value = file.files[0].name.replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N}_ー・-]+/gu, "-").slice(0, 30);
  });
  for (const kind of ["dragover", "dragleave", "drop"]) drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
    if (kind === "drop") { file.files = event.dataTransfer.files; file.dispatchEvent(new Event("change")); }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = file.files[0];
    const query = new URLSearchParams({ name: sent.name, folder: folder.value });
    const response = await fetch(`${form.dataset.upload}?${query}`, { method: "POST", body: sent }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (response?.ok && answer) location.href = answer.go;
    else told(form, new Error(answer?.error ?? "hyokasho につながりません"));
  });
}

$("#quit")?.addEventListener("click", async () => {
  await post("/quit", {}).catch(() => {});
  document.body.replaceChildren(element("main", { className: "narrow" }, element("h1", { textContent: "終了しました" }), element("p", { textContent: "この画面は閉じてかまいません。記載はすべて保存されています。" })));
});

/* The overview: filter and order. */

const list = $("#list");
if (list) {
  const body = list.tBodies[0], filter = $("#filter"), only = $("#only-open");
  const show = () => {
    const words = filter.value.trim().toLowerCase().normalize("NFKC");
    let shown = 0;
    for (const row of body.rows) {
      row.hidden = !row.textContent.toLowerCase().normalize("NFKC").includes(words) || (only.checked && !row.dataset.open);
      shown += row.hidden ? 0 : 1;
    }
    $("#none").hidden = shown > 0;
  };
  filter.addEventListener("input", show);
  only.addEventListener("change", show);
  for (const button of $$("[data-sort]")) button.addEventListener("click", () => {
    const head = button.closest("th"), up = head.getAttribute("aria-sort") !== "ascending", at = Number(button.dataset.sort);
    for (const other of $$("th[aria-sort]", list)) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const key = (row) => row.cells[at].dataset.key ?? "";
    const compare = (a, b) => key(a).localeCompare(key(b), "ja", { numeric: true });
    body.append(...[...body.rows].sort((a, b) => (up ? compare(a, b) : compare(b, a))));
  });
}

/* Repairs on the list of findings. */

const main = $("main[data-name]");
const own = (rest) => `/a/${main.dataset.name}/${rest}`;
for (const button of $$("[data-repair]")) button.addEventListener("click", async () => {
  try {
    await post(own("repair"), { chapter: 0, id: button.dataset.repair });
    location.reload();
  } catch (error) { toast(error.message); }
});

/* Judgement. */

const yesNo = { yes: true, no: false };
const decision = (form) => {
  const values = Object.fromEntries(new FormData(form));
  return { timing: values.timing || null, important: yesNo[values.important] ?? null, reason: values.reason || null };
};
for (const form of $$("form.judge")) {
  const item = form.closest("[data-item]").dataset.item;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", async () => {
    try {
      await post(own("judge"), { items: [item], ...decision(form) });
      told(form, { message: "" });
      toast("保存しました");
    } catch (error) { told(form, error); }
  });
  $("[data-propose]", form)?.addEventListener("click", (event) => {
    form.elements.reason.value = event.target.dataset.propose;
    form.dispatchEvent(new Event("change"));
  });
}
$("#many")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const items = $$(".pick:checked").map((box) => box.closest("[data-item]").dataset.item);
  if (!items.length) return told(event.target, { message: "行を選んでください" });
  try {
    await post(own("judge"), { items, ...decision(event.target) });
    location.reload();
  } catch (error) { told(event.target, error); }
});

/* The editor. */

if (document.body.classList.contains("editor")) {
  const PAUSE = 900, RETRY = 4000, LOOK = 4000;
  if (innerWidth < 832) $(".tree details").open = false;
  const chapter = Number(main.dataset.chapter);
  const saved = $("#saved"), side = $("#side"), preview = $("#preview");
  const waiting = new Map();
  let composing = false, timer = 0, sending = false, findings = JSON.parse(main.dataset.findings || "[]");
  let stamp = main.dataset.stamp;
  const kept = `hyokasho:${main.dataset.name}:`;

  const controls = () => $$("[data-field]", main);
  const control = (name) => controls().find((one) => one.dataset.field === name);
  const value = (one) => one.matches("fieldset") ? $("input:checked", one)?.value ?? "" : one.type === "checkbox" ? (one.checked ? "○" : "") : one.value;
  const write = (one, text) => {
    if (one.matches("fieldset")) for (const radio of $$("input", one)) radio.checked = radio.value === text;
    else if (one.type === "checkbox") one.checked = text !== "";
    else one.value = text;
  };

  const changed = (one) => {
    if (!one || composing) return;
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
    const focused = document.activeElement?.closest("[data-field]"), at = focused && { name: focused.dataset.field, inner: document.activeElement.value, start: document.activeElement.selectionStart, end: document.activeElement.selectionEnd };
    const top = focused?.getBoundingClientRect().top;
    $("#form").innerHTML = await response.text();
    for (const field of waiting.values()) { const one = control(field.name); if (one) write(one, field.value); }
    const again = at && control(at.name);
    if (again) {
      const target = again.matches("fieldset") ? $$("input", again).find((radio) => radio.value === at.inner) ?? again : again;
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
  const tell = () => {
    for (const room of $$(".found", main)) {
      const row = room.closest("tr"), here = findings.filter((one) => inside(one.item, row));
      room.replaceChildren(...here.map((one) => {
        const line = element("p", { className: one.severity }, `${one.word}：${one.message}`);
        if (one.repair) {
          const button = element("button", { type: "button", className: "small", textContent: one.repair });
          button.addEventListener("click", () => step("repair", { id: one.id }));
          line.append(" ", button);
        }
        return line;
      }));
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
    const block = event.target.closest("[data-block]"), detach = event.target.closest("[data-detach]");
    if (block && (!block.dataset.asks || confirm(block.dataset.asks))) {
      step("block", { list: block.closest("[data-list]").dataset.list, action: block.dataset.block, at: Number(block.dataset.at ?? 0) });
    } else if (detach) step("detach", { item: detach.dataset.detach });
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
    const said = (one) => [element("h3", { textContent: one.title }), element("p", { className: "said", textContent: one.words })];
    side.replaceChildren(element("h2", { textContent: beside.label }),
      ...(beside.guide ? [element("p", { className: "quiet-text", textContent: beside.guide })] : []),
      ...(beside.before ? said(beside.before) : []),
      ...(beside.others.length ? [element("h2", { textContent: "ほかの評価書の同じ欄" }), ...beside.others.flatMap(said)] : []));
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
  const look = async () => {
    if (document.hidden || waiting.size || sending || composing) return;
    const known = await fetch(own("stamp")).then((response) => response.json()).catch(() => null);
    if (!known) { saved.textContent = "hyokasho につながりません"; return; }
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
  marks();
  tell();
}
