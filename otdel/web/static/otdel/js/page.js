/* What every page can do: theme without a reload, menus and explanations beside their button, toasts, print, keys. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement;

  // Theme: shown at once; the form still tells the server, so the next page comes in it.
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-theme-form]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    const theme = event.submitter.value;
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const button of all("[data-theme-form] button[name=theme]")) {
      button.setAttribute("aria-pressed", String(button.value === theme));
    }
    const body = new FormData(form, event.submitter);
    fetch(form.action, { method: "POST", body, redirect: "manual" });
  });

  // Long lists that fold begin folded on a phone, unless the address leads into one.
  if (matchMedia("(max-width: 640px)").matches) for (const part of all("details[data-fold]")) part.open = false;

  // Popovers open beside the button that called them, inside the window, and stay beside it when the page scrolls:
  // a click that scrolls, or a keyboard that comes up on a phone, must not close a form one is writing in.
  const caller = (pop) => all(`[popovertarget="${pop.id}"]`).find((one) => one.offsetParent !== null);
  const place = (pop, button) => {
    const at = button.getBoundingClientRect();
    const left = Math.max(12, Math.min(at.left - 12, innerWidth - pop.offsetWidth - 12));
    const below = at.bottom + 8;
    const top = below + pop.offsetHeight > innerHeight ? at.top - pop.offsetHeight - 8 : below;
    pop.style.left = `${left}px`;
    pop.style.top = `${Math.max(12, Math.min(top, innerHeight - pop.offsetHeight - 12))}px`;
  };
  document.addEventListener("toggle", (event) => {
    const pop = event.target;
    if (!(pop instanceof HTMLElement) || !pop.matches(".pop:popover-open")) return;
    const button = caller(pop);
    if (button) place(pop, button);
  }, true);
  addEventListener("scroll", () => {
    for (const pop of all(".pop:popover-open")) {
      const button = caller(pop);
      if (!button) continue;
      const { top, bottom } = button.getBoundingClientRect();
      if (pop.querySelector("form") || (bottom > 0 && top < innerHeight)) place(pop, button);
      else pop.hidePopover();
    }
  }, { passive: true });

  // Toasts leave after 8 seconds, but never while somebody points at them or stands in them.
  const LEAVES_AFTER = 8000;
  const watch = (toast) => {
    let timer;
    const start = () => {
      clearTimeout(timer);
      if (!toast.matches(":hover, :focus-within")) timer = setTimeout(() => toast.remove(), LEAVES_AFTER);
    };
    const stop = () => clearTimeout(timer);
    toast.addEventListener("pointerenter", stop);
    toast.addEventListener("focusin", stop);
    toast.addEventListener("pointerleave", start);
    toast.addEventListener("focusout", () => setTimeout(start)); // after the focus has arrived elsewhere
    start();
  };
  const shelf = document.getElementById("toasts");
  if (shelf) {
    all("[data-toast]", shelf).forEach(watch);
    new MutationObserver((changes) => {
      for (const change of changes) for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) watch(node);
    }).observe(shelf, { childList: true });
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) event.target.closest("[data-toast]")?.remove();
    if (event.target.closest("[data-print]")) print();
  });
  addEventListener("beforeprint", () => all("details").forEach((one) => { one.open = true; }));

  // A part of the page that comes anew keeps the place of whoever stood in it, and its new state is read aloud.
  const stateOf = (part) => part.querySelector("header .tag")?.textContent.trim() ?? "";
  const states = new Map(all("section.panel[id]").map((part) => [part.id, stateOf(part)]));
  let stood = "";
  document.addEventListener("focusin", (event) => { stood = event.target.closest("section.panel[id]")?.id ?? ""; });
  document.addEventListener("htmx:after:swap", () => {
    for (const part of all("section.panel[id]")) {
      const heading = part.querySelector("h2");
      if (stateOf(part) && states.get(part.id) !== stateOf(part)) {
        document.getElementById("announce").textContent = `${heading?.textContent ?? ""}: ${stateOf(part)}`;
      }
      states.set(part.id, stateOf(part));
      if (part.id === stood && heading && document.activeElement === document.body) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      }
    }
  });

  // Filters send themselves when a choice changes; typing waits for Enter or the button.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-filters]");
    if (form && event.target.matches("select, [type=date]")) form.requestSubmit();
  });

  // Files: dropped on the frame or chosen; the list says what will be sent.
  const listed = (zone) => {
    const input = zone.querySelector("[type=file]");
    const list = zone.querySelector("[data-chosen]");
    list.replaceChildren(...[...input.files].map((file) => Object.assign(document.createElement("li"), { textContent: file.name })));
  };
  for (const zone of all("[data-drop]")) {
    const input = zone.querySelector("[type=file]");
    zone.classList.add("ready"); // the label and the list speak for the field, in the language of the page
    input.addEventListener("change", () => listed(zone));
    for (const kind of ["dragover", "dragleave", "drop"]) {
      zone.addEventListener(kind, (event) => {
        event.preventDefault();
        zone.classList.toggle("over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) { input.files = event.dataTransfer.files; listed(zone); }
      });
    }
  }
})();
