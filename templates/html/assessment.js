"use strict";
// The page reads without this; it only searches, and shows in the contents where the reader is.
(() => {
  const form = document.querySelector(".search");
  const query = document.getElementById("query");
  const found = document.getElementById("found");
  const hits = document.getElementById("hits");
  const most = 50;
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
  const places = [...document.querySelectorAll("main tr[id], main h3[id], main h4[id], main .records tr, main figure, main .changes tr")];
  const texts = places.map((place) => fold(place.textContent));
  const heading = (place) => {
    const label = place.querySelector("th, figcaption");
    const section = place.closest(".part").querySelector("h2 .number");
    return `${section ? section.textContent : ""} ${label ? label.textContent : place.textContent}`.trim().slice(0, 40);
  };
  const search = () => {
    const wanted = fold(query.value.trim());
    found.replaceChildren();
    hits.value = "";
    if (!wanted) return;
    let count = 0;
    places.forEach((place, index) => {
      const at = texts[index].indexOf(wanted);
      if (at < 0) return;
      count += 1;
      if (count > most) return;
      if (!place.id) place.id = `found-${index}`;
      const link = document.createElement("a");
      link.href = `#${place.id}`;
      const title = document.createElement("strong");
      title.textContent = heading(place);
      const from = Math.max(0, at - 12);
      link.append(title, document.createElement("br"), `…${texts[index].slice(from, at + wanted.length + 24)}…`);
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
    query.focus();
  });

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
