// What stands beside the form in `hyokasho serve`: comments, history, guidance, other versions of the item that has the focus.
"use strict";

/** `editor` says: chapter, reading, comments, step, tell. */
const showBeside = (editor, item, beside) => {
  const said = (one) => [element("h3", { textContent: one.title }), element("p", { className: "said", textContent: one.words })];
  const others = beside.others.length ? [element("h2", { textContent: "ほかの評価書の同じ欄" }), ...beside.others.flatMap(said)] : [];
  $("#side").replaceChildren(
    element("h2", { textContent: beside.label }),
    ...(beside.guide ? [element("p", { className: "quiet-text", textContent: beside.guide })] : []),
    ...commentsOn(editor, item),
    ...(beside.before ? said(beside.before) : []),
    historyOf(editor, item),
    ...others,
  );
};

const voice = (who, words, ...more) => element("div", { className: "voice" }, element("p", { className: "who", textContent: who }), element("p", { className: "said", textContent: words }), ...more);

/** What the item said before, when it is asked for. */
const historyOf = (editor, item) => {
  const room = element("details", {}, element("summary", { textContent: "この欄の履歴" }));
  room.addEventListener("toggle", async () => {
    if (!room.open || room.children.length > 1) return;
    const history = await fetch(own(`history?item=${encodeURIComponent(item)}`)).then((response) => response.json()).catch(() => null);
    const entries = (history?.entries ?? []).map((entry) => {
      const back = element("button", { type: "button", className: "small", textContent: "この記載に戻す" });
      back.addEventListener("click", () => editor.step("restore", { item, id: entry.id }));
      return voice([entry.when, entry.who, entry.how].filter(Boolean).join("　"), entry.words || "（記載なし）", ...(editor.reading ? [] : [back]));
    });
    room.append(...(entries.length ? entries : [element("p", { className: "quiet-text", textContent: "前の記載は残っていません。" })]));
  });
  return room;
};

/** The comments on an item that wait, and room for another one. */
const commentsOn = (editor, item) => {
  const answer = () => element("p", {}, element("a", { href: own("comments"), textContent: "返信する・解決とする" }));
  const here = editor.comments.filter((one) => one.item === item).map((one) => voice(`${one.person}　${one.date}`, one.text,
    ...one.replies.map((reply) => element("p", { className: "said reply", textContent: `${reply.person}：${reply.text}` })), answer()));
  if (document.body.dataset.comments !== "yes") return here;
  const text = element("textarea", { ariaLabel: "この欄へのコメント" }), name = element("input", { ariaLabel: "名前", placeholder: "名前", value: writer(), autocomplete: "name" });
  const problem = element("p", { className: "problem", role: "alert" });
  const form = element("form", {}, text, ...($("#person") ? [] : [name]), element("button", { className: "small", textContent: "コメントを書く" }), problem);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!$("#person")) localStorage.setItem("hyokasho:person", name.value.trim());
    try {
      await post(own("comment"), { item, by: writer(), text: text.value });
      editor.comments.push({ item, person: writer(), date: "", text: text.value, replies: [] });
      editor.tell();
      form.parentNode.before(voice(writer(), text.value, answer()));
      text.value = "";
      toast("コメントを procedure.yaml に書きました");
    } catch (error) { told(form, error); }
  });
  return [...here, element("details", {}, element("summary", { textContent: "この欄にコメントを書く" }), form)];
};
