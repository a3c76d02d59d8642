// Sorting and filtering. The page is complete without: this only reorders and hides rows that are already there.
(() => {
  "use strict";
  const { Event, document } = globalThis;

  /** The index of each head cell's column, with rows and columns that it spans taken into account. */
  function columnOf(head, target) {
    const taken = [];
    for (const [r, row] of [...head.rows].entries()) {
      let c = 0;
      for (const cell of row.cells) {
        while (taken[r]?.[c]) c++;
        if (cell === target) return c;
        for (let i = 0; i < cell.rowSpan; i++) {
          taken[r + i] ??= [];
          for (let j = 0; j < cell.colSpan; j++) taken[r + i][c + j] = true;
        }
        c += cell.colSpan;
      }
    }
    return -1;
  }

  /** A number or a text to sort by; nothing for a cell that says why it has no value. */
  function keyOf(row, column) {
    const cell = row.cells[column];
    if (
      cell.matches(
        ".tone-absent, .tone-trouble, :has(> .tone-absent, > .tone-trouble, .pair > .tone-absent, .pair > .tone-trouble)",
      )
    )
      return null;
    const shown = cell.textContent.trim();
    if (cell.dataset.sort === undefined && /^[✓✗]/.test(shown)) return shown.startsWith("✓") ? 1 : 0;
    const text = cell.dataset.sort ?? shown;
    const number = Number(text);
    return text === "" ? null : Number.isNaN(number) ? text.toLowerCase() : number;
  }

  /** Rows without a key come last in both directions: nothing is known of them. */
  function compare(a, b, sign) {
    if (a === null || b === null) return (a === null) - (b === null);
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0);
  }

  let filtered = false;

  function showFamilies(table) {
    table.toggleAttribute("data-flat", filtered || table.querySelector("th[aria-sort]") !== null);
  }

  function sortBy(table, head, direction) {
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    if (direction !== "none") head.setAttribute("aria-sort", direction);
    const column = columnOf(table.tHead, head);
    const sign = direction === "descending" ? -1 : 1;
    for (const body of table.tBodies) {
      const rows = [...body.rows].filter((row) => "metric" in row.dataset);
      rows.sort((a, b) => {
        const byKey = direction === "none" ? 0 : compare(keyOf(a, column), keyOf(b, column), sign);
        return byKey || a.dataset.order - b.dataset.order;
      });
      body.append(...rows);
    }
    showFamilies(table);
  }

  /** First click: best first; second: the other way; third: by family again. */
  function next(current, first) {
    const second = first === "ascending" ? "descending" : "ascending";
    return current === null ? first : current === first ? second : "none";
  }

  /** Makes the name in a column's head a button that sorts. */
  function makeSortable(head) {
    const table = head.closest("table");
    const name = head.querySelector(".name");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...name.childNodes);
    name.append(button);
    button.addEventListener("click", () => {
      sortBy(table, head, next(head.getAttribute("aria-sort"), head.dataset.sortable));
      head.dispatchEvent(new Event("etalon-state", { bubbles: true }));
    });
  }

  // What the leaderboard says of a metric is not repeated in the file for each of its rows elsewhere.
  const rowOf = new Map(
    [...document.querySelectorAll(".board tr[data-metric]")].map((row) => [
      row.querySelector("th.metric > a").hash,
      row,
    ]),
  );
  for (const link of document.querySelectorAll("main a")) {
    const item = link.closest("tr, figure, li");
    const own = rowOf.get(link.hash);
    if (item === null || own === undefined) continue;
    item.dataset.metric ??= own.dataset.metric;
    const family = item.querySelector("td.family:empty");
    family?.classList.add("repeat");
    family?.append(own.dataset.family);
  }

  // A cell's hidden words, when it is pointed at.
  document.addEventListener("pointerover", ({ target }) => {
    const cell = target.closest("td");
    if (cell === null || cell.title !== "") return;
    const words = [...cell.querySelectorAll(":scope > i")].map((item) => item.textContent);
    const text = words.join("").replace(/^[\s,;(]+/, "");
    if (text !== "" && !cell.closest(".matrix")) cell.title = text.replace(/^([^(]*)\)$/, "$1");
  });
  // A badge's caveats are those of the metric's section.
  document.addEventListener("pointerover", ({ target }) => {
    if (!target.matches("a.badge") || target.title !== "" || !/caveat/.test(target.textContent)) return;
    const caveats = document.querySelectorAll(`[id="${target.hash.slice(1)}"] .caveats li`);
    target.title = [...caveats].map((item) => item.textContent).join(" ");
  });

  for (const table of document.querySelectorAll("table.sortable")) {
    for (const body of table.tBodies) {
      [...body.rows].forEach((row, order) => (row.dataset.order = order));
    }
    for (const head of table.querySelectorAll("th[data-sortable]")) makeSortable(head);
  }
  // A column that was added to the leaderboard.
  document.addEventListener("etalon-head", (event) => makeSortable(event.target));

  /** Where a table fits its place, its head may stay in view; where not, it scrolls in a box of its own. */
  function fit() {
    for (const box of document.querySelectorAll("div.scroll")) {
      box.removeAttribute("data-fits");
      const fits = box.scrollWidth <= box.clientWidth;
      box.toggleAttribute("data-fits", fits);
      // The keyboard needs to reach a box only to scroll it.
      box.tabIndex = fits ? -1 : 0;
    }
  }

  globalThis.addEventListener("resize", fit);
  document.addEventListener("etalon-columns", fit);
  fit();

  const form = document.querySelector("form.tools");
  const board = document.querySelector("table.board");
  const total = board.querySelectorAll("tr[data-metric]").length;

  function filter() {
    const { search, family, property, controls } = form.elements;
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const controlIds = new Set(
      [...board.querySelectorAll("tbody:has(> tr.controls) > tr[data-metric]")].map(
        (row) => row.dataset.metric,
      ),
    );
    const shown = new Set();
    for (const row of board.querySelectorAll("tr[data-metric]")) {
      const { metric, family: own, search: text, tags } = row.dataset;
      const matches =
        words.every((word) => text.includes(word)) &&
        (family.value === "" || family.value === own) &&
        (property.value === "" || tags.split(" ").includes(property.value)) &&
        (controls.checked || !controlIds.has(metric));
      if (matches) shown.add(metric);
    }
    for (const item of document.querySelectorAll("[data-metric]"))
      item.hidden = !shown.has(item.dataset.metric);
    for (const row of document.querySelectorAll("tr.controls")) {
      row.hidden = row.parentElement.querySelector("tr[data-metric]:not([hidden])") === null;
    }
    filtered = shown.size < total;
    for (const table of document.querySelectorAll("table.sortable")) showFamilies(table);
    form.querySelector("output").value = filtered ? `${shown.size} of ${total} metrics, in all tables` : "";
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  // A browser may put back what was typed before the page was left.
  filter();
})();
