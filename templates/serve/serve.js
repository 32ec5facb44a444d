// What all pages of `hyokasho serve` share, and the forms that post.
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

/* Whoever writes says it once for this browser. */

const writer = () => $("#person")?.firstChild.textContent.trim() ?? localStorage.getItem("hyokasho:person") ?? "";
const names = $$("[data-person]"), person = () => names[0]?.value.trim() ?? writer();
for (const name of names) {
  name.value = localStorage.getItem("hyokasho:person") ?? "";
  name.addEventListener("change", () => {
    localStorage.setItem("hyokasho:person", name.value.trim());
    for (const other of names) other.value = name.value;
  });
}

/** A dropped file takes the place of one that is chosen. */
const droppable = (form) => {
  const file = $("input[type=file]", form), drop = $(".drop", form);
  for (const kind of drop ? ["dragover", "dragleave", "drop"] : []) drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
    if (kind === "drop") { file.files = event.dataTransfer.files; file.dispatchEvent(new Event("change")); }
  });
  return file;
};

/** Sends a file, with what else the form says in the address. */
const upload = async (address, form, sent) => {
  const more = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const response = await fetch(`${address}?${new URLSearchParams([["name", sent.name], ...more])}`, { method: "POST", body: sent }).catch(() => null);
  const answer = await response?.json().catch(() => null);
  if (!response?.ok || !answer) throw new Error(answer?.error ?? "hyokasho につながりません");
  return answer;
};

/* Files that come back with the words of others: what became of them is told. */

const outcome = (form, answer) => {
  const lines = (title, all) => all.length ? [element("h3", { textContent: title }), element("ul", {}, ...all.map((line) => element("li", { textContent: line })))] : [];
  $(".outcome", form).replaceChildren(element("p", { textContent: answer.told }), ...lines("取り込んだ欄", answer.changed), ...lines(form.dataset.acts ? "公表しないもの" : "取り込めなかったもの", answer.left),
    element("p", {}, element("a", { href: location.href, textContent: "この画面を開き直す" })));
};
for (const form of $$("form[data-told], form[data-acts]")) {
  const file = form.dataset.told && droppable(form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    told(form, { message: "" });
    const button = $("button", form);
    button.disabled = true;
    try {
      outcome(form, file ? await upload(form.dataset.told, form, file.files[0]) : await post(form.dataset.acts, {}));
    } catch (error) { told(form, error); }
    button.disabled = false;
  });
}

/* Packets: nothing is written, a file comes. */

for (const form of $$("form[data-packet]")) form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const values = Object.fromEntries(new FormData(form)), { reader, ...more } = values;
  const response = await fetch(`${form.dataset.packet}${reader}?${new URLSearchParams(more)}`).catch(() => null);
  if (!response?.ok) return told(form, new Error((response && new DOMParser().parseFromString(await response.text(), "text/html").querySelector("main p")?.textContent) ?? "hyokasho につながりません"));
  told(form, { message: "" });
  const name = decodeURIComponent(response.headers.get("content-disposition")?.split("''")[1] ?? "packet.zip");
  const link = element("a", { href: URL.createObjectURL(await response.blob()), download: name });
  link.click();
  toast(`${name} を渡しました`);
});

/* Threads: those that wait, those of one person. */

const threads = $("#threads");
if ($("#threads-tools")) {
  const show = () => {
    const unsettled = $("#only-unsettled").checked, mine = $("#only-mine").checked, me = person();
    let shown = 0;
    for (const thread of $$(".thread", threads)) {
      thread.hidden = (unsettled && !thread.dataset.open) || (mine && !thread.dataset.voices.split("\n").includes(me));
      shown += thread.hidden ? 0 : 1;
    }
    $("#no-threads").hidden = shown > 0;
  };
  for (const box of $$("#threads-tools input")) box.addEventListener("change", show);
  for (const name of names) name.addEventListener("change", show);
  show();
}

for (const form of $$("form[data-upload]")) {
  const single = droppable(form), whole = $("[webkitdirectory]", form), folder = $("[name=folder]", form), outcomes = $(".outcomes", form);
  const named = (file) => file.name.replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N}_ー・-]+/gu, "-").slice(0, 30);
  single.addEventListener("change", () => { if (!folder.value && single.files.length === 1) folder.value = named(single.files[0]); });
  const take = async (file, name) => {
    const query = new URLSearchParams({ name: file.name, folder: name });
    const response = await fetch(`${form.dataset.upload}?${query}`, { method: "POST", body: file }).catch(() => null), answer = await response?.json().catch(() => null);
    if (!response?.ok || !answer) throw new Error(answer?.error ?? "hyokasho につながりません");
    return answer.go;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const files = [...single.files, ...whole.files].filter((file) => !file.name.startsWith(".")), button = $("button", form);
    told(form, { message: files.length ? "" : "文書を選んでください" });
    button.disabled = true;
    for (const file of files) try {
      const go = await take(file, files.length === 1 && folder.value ? folder.value : named(file));
      if (files.length === 1) location.href = go;
      outcomes.append(element("li", {}, `${file.name}　`, element("a", { href: go, textContent: "確かめる" })));
    } catch (error) {
      if (files.length === 1) told(form, error);
      else outcomes.append(element("li", {}, `${file.name}　`, element("span", { className: "late", textContent: error.message })));
    }
    button.disabled = false;
  });
}

$("#leave")?.addEventListener("click", async () => { await post("/logout", {}).catch(() => {}); location.href = "/login"; });
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

/* Words that give way to others: each assessment in one piece. */

$("#replace")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target, { wanted, instead } = form.dataset;
  let count = 0;
  try {
    for (const section of $$("section[data-name]", form)) {
      const chosen = $$(".pick:checked", section).map((box) => ({ item: box.dataset.item, noted: box.dataset.noted }));
      if (chosen.length) count += (await post(`/a/${section.dataset.name}/replace`, { wanted, instead, chosen })).done;
      for (const box of $$(".pick:checked", section)) { box.checked = false; box.disabled = true; }
    }
    told(form, { message: "" });
    $(".writes", form).textContent = `${count} 欄の言葉を替えました`;
  } catch (error) { told(form, error); }
});

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
