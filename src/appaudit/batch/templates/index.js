"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("script");
  const body = document.querySelector("tbody");
  const rows = [...body.rows];
  const heads = [...document.querySelectorAll("thead th[aria-sort]")];
  const key = (row, column) => row.cells[column].dataset.key || "";

  heads.forEach((head) => {
    const column = head.cellIndex;
    const isNumber = head.classList.contains("number");
    head.querySelector("button").addEventListener("click", () => {
      // Numbers are most often wanted from the largest, names from the first.
      const first = isNumber && column > 0 ? "descending" : "ascending";
      const other = first === "ascending" ? "descending" : "ascending";
      const order = head.getAttribute("aria-sort") === first ? other : first;
      heads.forEach((item) => item.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      const compare = isNumber
        ? (a, b) => Number(key(a, column)) - Number(key(b, column))
        : (a, b) => key(a, column).localeCompare(key(b, column), root.lang, { numeric: true });
      [...rows].sort((a, b) => sign * compare(a, b) || rows.indexOf(a) - rows.indexOf(b)).forEach((row) => body.append(row));
    });
  });

  const filter = document.getElementById("filter");
  const failing = document.getElementById("failing");
  const shown = document.getElementById("shown");
  const apply = () => {
    const wanted = filter.value.trim().toLowerCase();
    let count = 0;
    rows.forEach((row) => {
      const fits = row.textContent.toLowerCase().includes(wanted) && (!failing.checked || row.classList.contains("failing"));
      row.hidden = !fits;
      count += fits;
    });
    shown.textContent = `${count} / ${rows.length}`;
  };
  filter.addEventListener("input", apply);
  failing.addEventListener("change", apply);
  apply();

  const language = document.getElementById("language");
  language.addEventListener("click", () => {
    const before = root.lang;
    root.lang = before === "zh" ? "en" : "zh";
    language.lang = before;
    language.textContent = before === "zh" ? "中文" : "English";
  });
})();
