"use strict";
// The page reads without this; it only searches, folds the contents on small screens, and shows in them where the reader is.
(() => {
  const form = document.querySelector(".search");
  const query = document.getElementById("query");
  const found = document.getElementById("found");
  const hits = document.getElementById("hits");
  const contents = document.querySelector(".fold");
  const most = 50;
  const around = { before: 12, after: 24 };

  // What is compared (３ and ③ and 3 are one), and where each character of it stands in the text as it is written.
  const marks = /[\u3099\u309a\uff9e\uff9f]/;
  const folded = (text) => {
    const characters = [...text];
    let fold = "";
    const places = [];
    let at = 0;
    for (let index = 0; index < characters.length; index += 1) {
      const start = at;
      let character = characters[index];
      at += character.length;
      while (index + 1 < characters.length && marks.test(characters[index + 1])) {
        index += 1;
        character += characters[index];
        at += characters[index].length;
      }
      let own = character.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
      if (own === " " && fold.endsWith(" ")) own = "";
      fold += own;
      for (let unit = 0; unit < own.length; unit += 1) places.push(start);
    }
    places.push(text.length);
    return { fold, places };
  };
  // Nothing that only screen readers are told, and nothing that was not chosen.
  const written = (place) => {
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    let text = "";
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest(".options, .unseen")) text += walker.currentNode.data + " ";
    }
    return text.replace(/\s+/g, " ").trim();
  };
  const places = [...document.querySelectorAll("main tr[id], main h3[id], main h4[id], main .records tr, main figure, main .changes tr")];
  let texts;
  const heading = (place) => {
    const label = place.querySelector("th, figcaption");
    const section = place.closest(".part").querySelector("h2 .number");
    return `${section ? section.textContent : ""} ${label ? label.textContent : place.textContent}`.trim().slice(0, 40);
  };
  const excerpt = ({ text, fold: { places } }, at, length) => {
    const [start, end] = [places[at], places[at + length]];
    const hit = document.createElement("mark");
    hit.textContent = text.slice(start, end);
    const from = Math.max(0, start - around.before);
    const to = Math.min(text.length, end + around.after);
    return [`${from > 0 ? "…" : ""}${text.slice(from, start)}`, hit, `${text.slice(end, to)}${to < text.length ? "…" : ""}`];
  };
  const search = () => {
    texts ??= places.map((place) => { const text = written(place); return { text, fold: folded(text) }; });
    const wanted = folded(query.value.trim()).fold;
    found.replaceChildren();
    hits.value = "";
    if (!wanted) return;
    let count = 0;
    places.forEach((place, index) => {
      const at = texts[index].fold.fold.indexOf(wanted);
      if (at < 0) return;
      count += 1;
      if (count > most) return;
      if (!place.id) place.id = `found-${index}`;
      const link = document.createElement("a");
      link.href = `#${place.id}`;
      const title = document.createElement("strong");
      title.textContent = heading(place);
      link.append(title, document.createElement("br"), ...excerpt(texts[index], at, wanted.length));
      const item = document.createElement("li");
      item.append(link);
      found.append(item);
    });
    hits.value = count === 0 ? "見つかりません" : `${count} か所${count > most ? `（初めの ${most} か所を表示）` : ""}`;
  };
  form.hidden = false;
  query.addEventListener("input", search);
  form.addEventListener("submit", (event) => { event.preventDefault(); found.querySelector("a")?.focus(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input")) return;
    event.preventDefault();
    contents.open = true;
    query.focus();
  });

  // On a small screen the contents cover the text, so they close again when they have led somewhere.
  const small = matchMedia("(max-width: 60rem)");
  const fold = () => { contents.open = !small.matches; };
  fold();
  small.addEventListener("change", fold);
  contents.addEventListener("click", (event) => { if (small.matches && event.target.closest("a")) contents.open = false; });

  const links = new Map([...document.querySelectorAll(".tree a")].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    const entry = entries.find((one) => one.isIntersecting);
    if (!entry) return;
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(entry.target.id)?.setAttribute("aria-current", "location");
  }, { rootMargin: "0px 0px -70% 0px" });
  for (const id of links.keys()) {
    const target = document.getElementById(id);
    if (target) seen.observe(target);
  }
})();
