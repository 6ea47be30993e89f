/* Tables: cards on a phone, a stop for the keyboard only where there is something to scroll, and a CSV of what is shown. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const FEWEST = 4; // columns: a table of fewer fits a phone as it is
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };

  // A cell without its column is a riddle: each takes the column's name along. Roles stay when the display changes.
  const stack = (table) => {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    if (heads.length < FEWEST) return;
    const names = heads.map((head) => (head.querySelector(".sr") ? "" : head.firstChild?.textContent.trim() ?? ""));
    for (const row of [...table.tBodies, table.tFoot].filter(Boolean).flatMap((part) => [...part.rows])) {
      let column = 0;
      for (const cell of row.cells) {
        if (cell.tagName === "TD" && names[column]) cell.dataset.label = names[column];
        column += cell.colSpan;
      }
    }
    for (const part of [table, ...all("thead, tbody, tfoot, tr, td", table)]) part.setAttribute("role", ROLES[part.tagName]);
    for (const head of all("th", table)) head.setAttribute("role", head.closest("thead") ? "columnheader" : "rowheader");
    table.classList.add("stacks");
  };

  const stops = () => {
    for (const region of all(".scroll")) region.toggleAttribute("tabindex", region.scrollWidth > region.clientWidth + 1);
    for (const region of all(".scroll[tabindex]")) region.tabIndex = 0;
  };

  const prepare = () => {
    all(".tbl:not(.stacks, .raw, .money-lines *)").forEach(stack);
    all("[data-csv]").forEach((button) => { button.hidden = false; });
    stops();
  };
  prepare();
  document.addEventListener("htmx:after:swap", prepare);
  document.addEventListener("toggle", stops, true); // what was folded away had no width
  let waiting;
  addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(stops, 150); });

  // A cell that a spreadsheet would take for a formula is kept as text.
  const safe = (words) => (/^([=+@\t\r]|-(?!\d))/.test(words) ? `'${words}` : words);
  const quoted = (cell) => `"${safe(cell.innerText.trim().replace(/\s+/g, " ")).replaceAll('"', '""')}"`;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-csv]");
    const table = button?.closest("details")?.querySelector("table");
    if (!table) return;
    const lines = [...table.rows].map((row) => [...row.cells].map(quoted).join(","));
    const file = new Blob(["\ufeff", lines.join("\r\n")], { type: "text/csv;charset=utf-8" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `${button.closest(".panel")?.querySelector("h2")?.textContent.trim() || "otdel"}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
})();
