"use strict";
// The page lists all assessments without this; it only narrows the list down and sorts it.
(() => {
  const form = document.querySelector(".filter");
  const table = document.querySelector(".overview");
  if (!form || !table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const choices = ["department", "kind"];
  const ticks = ["undecided", "overdue"];
  const control = (id) => document.getElementById(id);
  for (const id of choices) {
    const words = [...new Set(rows.map((row) => row.dataset[id]).filter(Boolean))].sort((one, other) => one.localeCompare(other, "ja"));
    for (const word of words) control(id).append(new Option(word, word));
  }
  const narrow = () => {
    let shown = 0;
    for (const row of rows) {
      const chosen = choices.every((id) => !control(id).value || row.dataset[id] === control(id).value);
      const ticked = ticks.every((id) => !control(id).checked || Number(row.dataset[id]) > 0);
      row.hidden = !(chosen && ticked);
      const article = document.getElementById(decodeURIComponent(row.querySelector("a").hash.slice(1)));
      if (article) article.hidden = row.hidden;
      if (!row.hidden) shown += 1;
    }
    control("shown").value = shown === rows.length ? "" : `${rows.length} 件のうち ${shown} 件`;
  };
  form.hidden = false;
  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());

  const value = (row, column) => {
    const cell = row.cells[Math.min(column, row.cells.length - 1)];
    return cell.dataset.sort ?? cell.textContent.trim();
  };
  // What has no value comes last, whichever way.
  const compare = (one, other, way) => {
    const empty = (text) => text === "" || text === "－";
    if (empty(one) || empty(other)) return Number(empty(one)) - Number(empty(other));
    return way * one.localeCompare(other, "ja", { numeric: true });
  };
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const way = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      rows.sort((one, other) => compare(value(one, column), value(other, column), way));
      body.append(...rows);
    });
  });
})();
