// The leaderboard's columns, comparison, downloads, and its state in the address. All of it is taken from what the page
// already shows: columns are fetched from the suites' tables.
(() => {
  "use strict";
  const { Blob, Event, URLSearchParams, document, history, location, setTimeout } = globalThis;
  const board = document.querySelector("table.board");
  const form = document.querySelector("form.tools");
  const [groupRow, headRow] = board.tHead.rows;
  const MOST = 3;
  const PREFIX = "#board:";

  const make = (name, fields = {}, ...children) => {
    const element = Object.assign(document.createElement(name), fields);
    element.append(...children);
    return element;
  };
  const rows = () => [...board.querySelectorAll("tr[data-metric]")];
  const shownRows = () => rows().filter((row) => !row.hidden);
  const titleOf = (head) => head.querySelector(".name").textContent.trim();

  /** What can be shown: the columns of the board itself, then those of the suites' tables. */
  const columns = [];
  const groups = [...groupRow.cells].flatMap((cell) => Array(cell.colSpan).fill(cell));
  for (const [i, head] of [...headRow.cells].entries()) {
    if (!head.classList.contains("finding")) continue;
    const group = groups[i];
    const cells = rows().map((row) => row.cells[i]);
    const suite = group.firstChild.textContent.trim();
    const whole = head.title.replace(/^.*?: (?=\S+ ?networks|convolutional|untrained)/, "") || titleOf(head);
    columns.push({ suite, title: titleOf(head), whole, head, cells, group, shown: true, own: true });
  }
  for (const section of document.querySelectorAll("section.suite")) {
    const suite = section.querySelector("h2").textContent.trim();
    for (const source of section.querySelectorAll("table.generic th.finding, table.layers th.finding")) {
      const table = source.closest("table");
      const isLayers = table.classList.contains("layers");
      const heading = isLayers ? table.parentElement.previousElementSibling.textContent.trim() : "";
      const title = isLayers ? heading.replace(/^.*?: /, "") : titleOf(source);
      const same = (text) => text.toLowerCase() === title.toLowerCase();
      const isThere = ({ suite: other, title: own, whole }) => suite === other && (same(own) || same(whole));
      if (!columns.some(isThere))
        columns.push({ suite, title, whole: title, source, shown: false, own: false });
    }
  }
  for (const column of columns)
    column.key = `${column.suite} ${column.title}`.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-");

  /** Copies a column of a suite's table to the end of the board, before the coverage. */
  function fetchColumn(column) {
    const { source, suite, title } = column;
    const at = source.cellIndex;
    const byMetric = new Map(
      [...source.closest("table").querySelectorAll("tr[data-metric]")].map((row) => [
        row.dataset.metric,
        row.cells[at],
      ]),
    );
    column.head = source.cloneNode(true);
    column.head.removeAttribute("aria-sort");
    column.head.querySelector(".name").replaceChildren(title);
    column.group = make("th", { scope: "colgroup" }, suite);
    groupRow.lastElementChild.before(column.group);
    headRow.lastElementChild.before(column.head);
    column.cells = rows().map((row) => {
      const found = byMetric.get(row.dataset.metric);
      const cell = found?.cloneNode(true) ?? make("td", { className: "tone-absent", textContent: "n/a" });
      cell.classList.add("fetched");
      row.lastElementChild.before(cell);
      return cell;
    });
    if (column.head.dataset.sortable !== undefined)
      column.head.dispatchEvent(new Event("etalon-head", { bubbles: true }));
  }

  function show(column, shown) {
    if (shown && column.head === undefined) fetchColumn(column);
    column.shown = shown;
    if (column.head === undefined) return;
    for (const cell of [column.head, ...column.cells]) cell.hidden = !shown;
    const of = columns.filter(({ group, shown: visible }) => group === column.group && visible).length;
    column.group.hidden = of === 0;
    // Hidden cells take no place, so the head above spans the visible ones alone.
    if (of > 0) column.group.colSpan = of;
    for (const wide of board.querySelectorAll("tr.controls > th"))
      wide.colSpan = 4 + columns.filter(({ shown: visible }) => visible).length;
    document.dispatchEvent(new Event("etalon-columns"));
  }

  const choices = form.querySelector(".choices");
  for (const suite of new Set(columns.map((column) => column.suite))) {
    const set = make("fieldset", {}, make("legend", { textContent: suite }));
    for (const column of columns.filter((one) => one.suite === suite)) {
      column.box = make("input", { type: "checkbox", checked: column.shown, name: "column" });
      column.box.addEventListener("input", () => show(column, column.box.checked));
      set.append(make("label", {}, column.box, ` ${column.title}`));
    }
    choices.append(set);
  }

  // Side by side.
  const place = document.querySelector("section.compare");
  const chosen = [];
  for (const row of rows()) {
    const name = row.querySelector("th.metric > a").textContent;
    const box = make("input", { type: "checkbox", className: "pick" });
    box.setAttribute("aria-label", `Compare ${name}`);
    row.querySelector("th.metric").prepend(box);
    box.addEventListener("input", () => pick(row.dataset.metric, box.checked));
  }

  function pick(metric, wanted) {
    const at = chosen.indexOf(metric);
    if (wanted && at < 0) chosen.push(metric);
    if (!wanted && at >= 0) chosen.splice(at, 1);
    while (chosen.length > MOST) chosen.shift();
    drawComparison();
    saveState();
  }

  function drawComparison() {
    const byMetric = new Map(rows().map((row) => [row.dataset.metric, row]));
    for (const [metric, row] of byMetric) row.querySelector("input.pick").checked = chosen.includes(metric);
    place.hidden = chosen.length < 2;
    if (place.hidden) return;
    const picked = chosen.map((metric) => byMetric.get(metric));
    const names = picked.map((row) =>
      make("th", { scope: "col" }, row.querySelector("th.metric > a").cloneNode(true)),
    );
    const lines = [...headRow.cells].flatMap((head, i) => {
      if (i < 2 || head.hidden) return [];
      const of = columns.find((column) => column.head === head);
      const label =
        (of === undefined ? "" : `${of.suite}: `) + (head.querySelector(".name") ?? head).textContent;
      const cells = picked.map((row) => {
        const cell = make("td");
        cell.append(...[...row.cells[i].childNodes].map((node) => node.cloneNode(true)));
        return cell;
      });
      return [make("tr", {}, make("th", { scope: "row", textContent: label }), ...cells)];
    });
    const table = make(
      "table",
      { className: "compact" },
      make("caption", { className: "vh", textContent: "The chosen metrics side by side" }),
      make("thead", {}, make("tr", {}, make("th", { scope: "col", textContent: "Question" }), ...names)),
      make("tbody", {}, ...lines),
    );
    place.querySelector(".side").replaceChildren(table);
  }

  // Downloads: what the board shows, as numbers.
  function valueOf(cell) {
    if (cell.dataset.sort !== undefined) return Number(cell.dataset.sort);
    if (/^[✓✗]/.test(cell.textContent)) return cell.textContent.startsWith("✓") ? "passed" : "failed";
    return (cell.querySelector("b") ?? cell.firstChild ?? cell).textContent.trim();
  }
  function table() {
    const shown = columns.filter((column) => column.shown);
    const at = new Map(shown.map((column) => [column, [...headRow.cells].indexOf(column.head)]));
    return shownRows().map((row) => ({
      metric: row.dataset.metric,
      family: row.dataset.family,
      ...Object.fromEntries(
        shown.map((column) => [`${column.suite}: ${column.title}`, valueOf(row.cells[at.get(column)])]),
      ),
    }));
  }
  /** Text that a spreadsheet might take for a formula is marked as text. */
  const field = (value) => {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return `"${text.replaceAll('"', '""')}"`;
  };
  function download(name, type, text) {
    const href = URL.createObjectURL(new Blob([text], { type }));
    make("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  }
  function offer(title, perform) {
    const button = make("button", { type: "button", textContent: title });
    button.setAttribute("aria-label", `Download what is shown as ${title}`);
    button.addEventListener("click", perform);
    form.querySelector(".downloads").append(button, " ");
  }
  offer("CSV", () => {
    const lines = table();
    const text = [Object.keys(lines[0] ?? {}), ...lines.map(Object.values)].map((line) =>
      line.map(field).join(","),
    );
    download("leaderboard.csv", "text/csv", `${text.join("\r\n")}\r\n`);
  });
  offer("JSON", () =>
    download("leaderboard.json", "application/json", `${JSON.stringify(table(), null, 2)}\n`),
  );

  // The state in the address: what differs from how the page opens.
  let loading = false;
  function saveState() {
    if (loading) return;
    const state = new URLSearchParams();
    const { search, family, property, controls } = form.elements;
    for (const input of [search, family, property])
      if (input.value !== "") state.set(input.name, input.value);
    if (!controls.checked) state.set("controls", "no");
    const differing = columns.filter((column) => column.shown !== column.own).map(({ key }) => key);
    if (differing.length > 0) state.set("columns", differing.join(","));
    const sorted = board.querySelector("th[aria-sort]");
    const by = columns.find(({ head }) => head === sorted);
    if (sorted !== null)
      state.set("sort", `${by?.key ?? titleOf(sorted)} ${sorted.getAttribute("aria-sort")}`);
    if (chosen.length > 0) state.set("compare", chosen.join(","));
    const text = state.toString();
    if (text === "" && !location.hash.startsWith(PREFIX)) return;
    history.replaceState(null, "", text === "" ? "#leaderboard" : PREFIX + text);
  }
  function loadState() {
    if (!location.hash.startsWith(PREFIX)) return;
    loading = true;
    const state = new URLSearchParams(location.hash.slice(PREFIX.length));
    for (const name of ["search", "family", "property"]) form.elements[name].value = state.get(name) ?? "";
    form.elements.controls.checked = state.get("controls") !== "no";
    const differing = new Set((state.get("columns") ?? "").split(","));
    for (const column of columns) {
      column.box.checked = column.own !== differing.has(column.key);
      if (column.shown !== column.box.checked) show(column, column.box.checked);
    }
    const [, by, direction] = /^(.*) (ascending|descending)$/.exec(state.get("sort") ?? "") ?? [];
    const head =
      columns.find(({ key }) => key === by)?.head ??
      [...headRow.cells].find((cell) => "sortable" in cell.dataset && titleOf(cell) === by);
    for (
      let i = 0;
      head?.querySelector("button") && i < 2 && head.getAttribute("aria-sort") !== direction;
      i++
    )
      head.querySelector("button").click();
    const known = new Set(rows().map((row) => row.dataset.metric));
    const compared = (state.get("compare") ?? "").split(",").filter((metric) => known.has(metric));
    chosen.splice(0, chosen.length, ...compared.slice(0, MOST));
    form.dispatchEvent(new Event("input", { bubbles: true }));
    loading = false;
    drawComparison();
    board.closest("section").scrollIntoView();
  }
  form.addEventListener("input", () => {
    drawComparison();
    saveState();
  });
  document.addEventListener("etalon-state", saveState);
  globalThis.addEventListener("hashchange", loadState);
  loadState();
})();
