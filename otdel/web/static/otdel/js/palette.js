/* Ctrl K opens the palette; g and then a letter opens a section; ? opens the help. Keys of one letter rest while
   somebody types, and for good when they are turned off in the help. */
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

  const help = document.getElementById("keys");
  const letters = help.querySelector("[name=letters]");
  const OFF = "otdel-letters-off";
  const remembered = (act) => { try { return act(localStorage); } catch { return null; } }; // a browser may refuse
  letters.checked = !remembered((store) => store.getItem(OFF));
  letters.addEventListener("change", () => remembered((store) => (letters.checked ? store.removeItem(OFF) : store.setItem(OFF, "1"))));
  const openHelp = () => {
    document.querySelectorAll(".pop:popover-open").forEach((pop) => pop.hidePopover());
    if (!help.open) help.showModal();
  };
  help.addEventListener("click", (event) => { if (event.target === help) help.close(); });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-keys]")) openHelp(); });

  let leading = 0; // when g was pressed
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") { event.preventDefault(); open(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open || help.open || !letters.checked || typing(event.target)) return;
    if (event.key === "?") { event.preventDefault(); openHelp(); return; }
    const letter = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : ""; // the key, whatever the layout
    if (Date.now() - leading < 1500) {
      leading = 0;
      const place = dialog.querySelector(`[data-key="${CSS.escape(letter)}"]`);
      if (letter && place) { event.preventDefault(); place.click(); }
    } else if (letter === "g") leading = Date.now();
  });
})();
