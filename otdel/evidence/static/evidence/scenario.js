/* A slider says its amount while it moves; the server answers when it is let go. */
(() => {
  "use strict";
  const whole = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });
  document.addEventListener("input", (event) => {
    const slider = event.target.closest("#scenario input[type=range]");
    if (!slider) return;
    const sign = slider.form.dataset.sign;
    const amount = whole.format(Number(slider.value));
    const words = document.documentElement.lang === "en" ? `${sign}${amount}` : `${amount}\u00a0${sign}`;
    const said = document.getElementById(slider.id.replace("at-", "out-"));
    if (said) said.textContent = words;
    slider.setAttribute("aria-valuetext", words);
  });
})();
