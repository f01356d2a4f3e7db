// *Dengarkan* where the server has no voice: the browser's own voice for the page's language reads, if it has one.
(() => {
  const button = document.querySelector("[data-listen]"), synth = window.speechSynthesis, lang = document.documentElement.lang;
  if (!button || !synth) return;
  const words = button.querySelector("span"), start = words.textContent;
  // Only a voice of this machine: others would send the text away.
  const voice = () => synth.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(lang));
  const offer = () => { button.hidden = !voice(); };
  const quiet = () => { button.setAttribute("aria-pressed", "false"); words.textContent = start; };
  const read = () => {
    const parts = [...document.querySelectorAll("main :is(h1, h3, h4, p, li)")];
    const plain = parts.filter((one) => !one.closest("nav") && !one.querySelector("a, button"));
    const said = plain.map((one) => one.innerText.trim()).filter(Boolean);
    said.forEach((text, nth) => {
      const one = new SpeechSynthesisUtterance(text);
      one.voice = voice(); one.lang = one.voice.lang;
      if (nth === said.length - 1) one.onend = quiet;
      synth.speak(one);
    });
  };
  button.addEventListener("click", () => {
    const speaks = button.getAttribute("aria-pressed") === "true";
    synth.cancel();
    if (speaks) return quiet();
    button.setAttribute("aria-pressed", "true");
    words.textContent = button.dataset.listen;
    read();
  });
  addEventListener("pagehide", () => synth.cancel());
  synth.addEventListener?.("voiceschanged", offer);
  offer();
})();
