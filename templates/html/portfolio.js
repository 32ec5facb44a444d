"use strict";
// The page lists everything without this; it only narrows the lists down.
(() => {
  const form = document.querySelector(".search");
  const query = document.getElementById("name");
  const several = document.getElementById("several");
  const hits = document.getElementById("hits");
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
  const rows = [...document.querySelectorAll("tbody tr")].map((row) => ({ row, text: fold(row.textContent) }));
  const narrow = () => {
    const wanted = fold(query.value.trim());
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !text.includes(wanted) || (several.checked && Number(row.dataset.places) < 2);
      if (!row.hidden) shown += 1;
    }
    hits.value = shown === rows.length ? "" : `${shown} 件`;
  };
  form.hidden = false;
  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
})();
