// Speech at the kiosk: a first touch reads, a second chooses; keys read what they come to. The number
// is spoken with the product's own clips, all else with an Indonesian voice of this machine if it has
// one. What is said always stands on the screen too, and the screen says when the machine cannot speak.
(() => {
  "use strict";
  const doc = document, body = doc.body, box = doc.querySelector("[data-said]"), clips = box?.dataset.clips;
  if (!box) return;
  const on = () => body.classList.contains("speaking");
  const text = (el) => (el.getAttribute("aria-label") || [...el.querySelectorAll("b, span:not(:has(b,span,i)), i")].filter((part) => part.getClientRects().length).map((part) => part.textContent.trim()).filter((words, n, list) => words && list.indexOf(words) === n).join(". ") || el.textContent).replace(/\s+/g, " ").trim();
  const synth = self.speechSynthesis;
  const voice = () => synth?.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(doc.documentElement.lang));
  let playing, pointer = false, last;

  const stop = () => { playing?.pause(); playing = null; synth?.cancel(); };
  const clip = (name) => new Promise((end) => {
    playing = new Audio(`${clips}${name}.wav`);
    playing.onended = () => end(true);
    playing.onerror = () => end(false);
    playing.play().catch(() => end(false));
  });
  const spell = async (code) => {
    for (const name of ["nomor-antrean", ...code.toLowerCase().replace(/[^a-z0-9]/g, "")]) if (!await clip(name)) return;
  };
  const say = (words, code, first) => {
    stop();
    const speaker = voice();
    box.hidden = false;
    box.querySelector("span").textContent = speaker || !first ? words : `${words} ${box.dataset.mute}`;
    doc.dispatchEvent(new CustomEvent("satupintu:said"));
    if (speaker) {
      const speech = new SpeechSynthesisUtterance(words);
      speech.voice = speaker;
      speech.lang = speaker.lang;
      synth.speak(speech);
    } else if (code) spell(code);
  };
  const screen = () => {
    const { say: words, code } = body.dataset;
    const heading = [...doc.querySelectorAll(".k-ask h1, .k-ask p")].filter((el) => el.getClientRects().length).map((el) => el.textContent.trim()).join(" ");
    say(words || heading, code, true);
  };
  const read = (el) => { last = el; say(text(el)); };

  addEventListener("pointerdown", () => { pointer = true; }, true);
  addEventListener("keydown", () => { pointer = false; }, true);
  doc.addEventListener("focusin", ({ target }) => on() && !pointer && target.matches("a[href], button") && read(target));
  // in the capturing phase, before anything acts on the touch
  doc.addEventListener("click", (event) => {
    const el = event.target.closest?.("a[href], button");
    if (!on() || !el || event.detail === 0 || el === last || el.value === "speaking" || el.closest(".k-still")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    el.focus();
    read(el);
  }, true);
  doc.addEventListener("satupintu:look", ({ detail }) => {
    if (detail.look !== "speaking") return;
    last = null;
    if (detail.on) return screen();
    stop();
    box.hidden = true;
  });
  addEventListener("pagehide", stop);
  if (!on()) return;
  if (synth && !synth.getVoices().length) synth.onvoiceschanged = () => { synth.onvoiceschanged = null; screen(); };
  screen();
})();
