/* What if: every move of a slider is sent to the server at once, never two at a time; the last position wins. */
(() => {
  "use strict";
  const show = (html) => {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    for (const fresh of holder.content.querySelectorAll("[id]")) {
      document.getElementById(fresh.id)?.replaceChildren(...fresh.childNodes);
    }
  };
  const speak = (form) => {
    for (const slider of form.querySelectorAll("input[type=range]")) {
      const at = document.getElementById(`${slider.id}-at`);
      if (at) slider.setAttribute("aria-valuetext", at.textContent.trim());
    }
  };
  for (const form of document.querySelectorAll("form[data-whatif]")) {
    let busy = false;
    let again = false;
    const ask = async () => {
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      try {
        const answer = await fetch(form.action, {
          method: "POST", body: new FormData(form), headers: { "X-What-If": "fragment" },
        });
        if (answer.ok) {
          show(await answer.text());
          speak(form);
        }
      } finally {
        busy = false;
        if (again) {
          again = false;
          ask();
        }
      }
    };
    form.addEventListener("input", ask);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask();
    });
    document.querySelector(`[data-reset="${form.id}"]`)?.addEventListener("click", (event) => {
      event.preventDefault();
      for (const slider of form.querySelectorAll("input[type=range]")) slider.value = slider.dataset.start;
      for (const seen of form.querySelectorAll("input[type=hidden][name$='-seen']")) {
        const box = form.querySelector(`input[type=checkbox][name="${seen.name.slice(0, -5)}"]`);
        if (box) box.checked = seen.value === "1";
      }
      ask();
    });
  }
})();
