/* Tips of charts: by pointer, touch or arrow keys. The points stand in data-hover: [x, title, line, line]. */
(() => {
  "use strict";
  const announce = document.getElementById("announce");
  const points = new WeakMap();

  const pointsOf = (svg) => {
    if (!points.has(svg)) points.set(svg, JSON.parse(svg.dataset.hover));
    return points.get(svg);
  };
  const hide = (svg) => {
    svg.querySelector(".hair")?.remove();
    (svg.closest(".cq") || svg.parentNode).querySelector(".tip")?.remove();
  };
  const show = (svg, number) => {
    const [x, ...words] = pointsOf(svg)[number];
    const holder = svg.closest(".cq") || svg.parentNode;
    hide(svg);
    const hair = document.createElementNS("http://www.w3.org/2000/svg", "line");
    for (const [name, value] of Object.entries({ class: "hair", x1: x, x2: x, y1: 14, y2: svg.viewBox.baseVal.height - 26 })) {
      hair.setAttribute(name, value);
    }
    svg.append(hair);
    const tip = document.createElement("div");
    tip.className = "tip";
    tip.append(...words.map((line, place) => Object.assign(document.createElement(place ? "div" : "b"), { textContent: line })));
    holder.append(tip);
    const box = svg.getBoundingClientRect();
    const left = (x * box.width) / svg.viewBox.baseVal.width;
    tip.style.left = `${left + tip.offsetWidth + 16 > box.width ? Math.max(0, left - tip.offsetWidth - 12) : left + 12}px`;
    return words;
  };
  const nearest = (svg, clientX) => {
    const box = svg.getBoundingClientRect();
    const x = ((clientX - box.left) * svg.viewBox.baseVal.width) / box.width;
    return pointsOf(svg).reduce((best, point, number, every) => (Math.abs(point[0] - x) < Math.abs(every[best][0] - x) ? number : best), 0);
  };
  const chartOf = (event) => event.target.closest?.("svg[data-hover]");

  document.addEventListener("pointermove", (event) => {
    const svg = chartOf(event);
    if (svg) show(svg, nearest(svg, event.clientX));
  });
  document.addEventListener("pointerout", (event) => {
    const svg = chartOf(event);
    if (svg && !svg.contains(event.relatedTarget)) hide(svg);
  });
  document.addEventListener("focusout", (event) => { const svg = chartOf(event); if (svg) hide(svg); });
  document.addEventListener("keydown", (event) => {
    const svg = chartOf(event);
    if (!svg) return;
    const last = pointsOf(svg).length - 1;
    const at = Number(svg.dataset.at ?? -1);
    const to = { ArrowRight: Math.min(at + 1, last), ArrowLeft: Math.max(at - 1, 0), Home: 0, End: last }[event.key];
    if (event.key === "Escape") hide(svg);
    if (to === undefined) return;
    event.preventDefault();
    svg.dataset.at = to;
    const words = show(svg, to);
    if (announce) announce.textContent = words.join(", ");
  });
})();
