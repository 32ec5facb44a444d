"use strict";
// The page reads without this; it only filters and moves between the changes.
(() => {
  const changes = [...document.querySelectorAll(".change")];
  const filters = document.querySelector(".filters");
  if (!filters) return;
  const box = (id) => document.getElementById(id);
  const update = () => {
    let shown = 0;
    for (const change of changes) {
      const data = change.dataset;
      const part = change.closest(".part").dataset.part;
      change.hidden =
        (box("only-marked").checked && data.mark !== "true") ||
        (box("only-open").checked && data.open !== "true") ||
        (box("hide-orthographic").checked && data.orthographic === "true") ||
        (box("part").value !== "" && box("part").value !== part);
      if (!change.hidden) shown += 1;
    }
    for (const part of document.querySelectorAll(".part")) part.hidden = !part.querySelector(".change:not([hidden])");
    box("shown").textContent = `${shown} 件を表示`;
  };
  const step = (direction) => {
    const visible = changes.filter((change) => !change.hidden);
    const current = visible.findIndex((change) => change.classList.contains("current"));
    const next = visible[Math.min(Math.max(current + direction, 0), visible.length - 1)];
    if (!next) return;
    for (const change of changes) change.classList.remove("current");
    next.classList.add("current");
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  };
  const toggle = (id) => { box(id).checked = !box(id).checked; update(); };
  filters.addEventListener("change", update);
  filters.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select, input[type=text]")) return;
    const action = { j: () => step(1), k: () => step(-1), m: () => toggle("only-marked"), o: () => toggle("hide-orthographic") }[event.key];
    if (action) { event.preventDefault(); action(); }
  });
  update();
})();
