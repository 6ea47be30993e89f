/* Ctrl K opens the palette; g and then a letter opens a section. Single letters rest while somebody types. */
(() => {
  "use strict";
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const none = dialog.querySelector("[data-none]");
  const items = [...dialog.querySelectorAll("[role=option]")];
  const shown = () => items.filter((item) => !item.parentElement.hidden);
  let at = 0;

  const mark = () => {
    items.forEach((item) => item.setAttribute("aria-selected", "false"));
    const item = shown()[at];
    if (item) { item.setAttribute("aria-selected", "true"); item.scrollIntoView({ block: "nearest" }); }
    input.setAttribute("aria-activedescendant", item ? item.id : "");
    none.hidden = Boolean(item);
  };
  const search = () => {
    const words = input.value.trim().toLowerCase();
    for (const item of items) item.parentElement.hidden = !item.textContent.toLowerCase().includes(words);
    at = 0;
    mark();
  };
  const open = () => { if (!dialog.open) dialog.showModal(); input.value = ""; search(); input.focus(); };

  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    const count = shown().length;
    if (event.key === "ArrowDown" && count) at = (at + 1) % count;
    else if (event.key === "ArrowUp" && count) at = (at + count - 1) % count;
    else if (event.key === "Enter" && count) shown()[at].click();
    else return;
    event.preventDefault();
    mark();
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-palette]")) return;
    document.querySelectorAll(".pop:popover-open").forEach((pop) => pop.hidePopover());
    open();
  });

  let leading = 0; // when g was pressed
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") { event.preventDefault(); open(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open || typing(event.target)) return;
    const letter = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : ""; // the key, whatever the layout
    if (Date.now() - leading < 1500) {
      leading = 0;
      const place = document.querySelector(`.nav [data-key="${CSS.escape(letter)}"]`);
      if (letter && place) { event.preventDefault(); place.click(); }
    } else if (letter === "g") leading = Date.now();
  });
})();
