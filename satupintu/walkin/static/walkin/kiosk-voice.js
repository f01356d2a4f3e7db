// Speech at the kiosk: a first touch reads, a second chooses; keys read what they come to. A voice of
// this machine for the language reads everything; without one the product's own Indonesian clips say
// the questions, the names of the choices and the number. What is said always stands on the screen
// too, and the screen says when the machine cannot read all of it.
(() => {
  "use strict";
  const doc = document, body = doc.body, box = doc.querySelector("[data-said]"), clips = box?.dataset.clips;
  if (!box) return;
  const on = () => body.classList.contains("speaking");
  const text = (el) => (el.getAttribute("aria-label") || [...el.querySelectorAll("b, span:not(:has(b,span,i)), i")].filter((part) => part.getClientRects().length).map((part) => part.textContent.trim().replace(/\.$/, "")).filter((words, n, list) => words && list.indexOf(words) === n).join(". ") || el.textContent).replace(/\s+/g, " ").trim();
  const synth = self.speechSynthesis;
  const voice = () => synth?.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(doc.documentElement.lang));
  let playing, pointer = false, last, turn = 0;

  const stop = () => { turn += 1; playing?.pause(); playing = null; synth?.cancel(); };
  const clip = (address) => new Promise((end) => {
    playing = new Audio(address);
    playing.onended = () => end(true);
    playing.onerror = () => end(false);
    playing.play().catch(() => end(false));
  });
  // clips by the name of their sentence (satupintu/walkin/sounds/make_clips.py); the words by ui's own
  const KNOWN = "apa-keperluan-anda-sentuh-satu cetak-ulang kembali kontras membaca-di-perpustakaan membeli-publikasi-atau-data meminta-rekomendasi-statistik nilai-layanan nomor-anda orang-di-depan-anda panggil-petugas perbesar perlu-didahulukan selesai silakan-duduk-nomor-akan-dipanggil-denga tanya-atau-konsultasi-data tidak-ada-orang-di-depan-anda tidak-perlu turunkan-tombol untuk-lansia-60-tahun-ke-atas-ibu-hamil ya-saya-perlu-didahulukan".split(" ");
  const named = (words) => words.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40).replace(/-$/, "");
  const sentence = (words) => [named(words)].filter((name) => KNOWN.includes(name)).map((name) => `${box.dataset.sentences}${name}.wav`);
  const word = (name) => `${clips}${name}.wav`;
  const count = (n) => n < 12 ? [`${n}`] : n < 20 ? [`${n - 10}`, "belas"] : n < 100 ? [`${Math.floor(n / 10)}`, "puluh", ...(n % 10 ? [`${n % 10}`] : [])] : null;
  const number = (code, ahead) => {
    const people = ahead > 0 ? count(+ahead) : null;
    return [
      ...sentence("Nomor Anda"), ...[...code.toLowerCase().replace(/[^a-z0-9]/g, "")].map(word),
      ...(people ? [...people.map(word), ...sentence("orang di depan Anda")] : ahead === "0" ? sentence("Tidak ada orang di depan Anda") : []),
      ...sentence("Silakan duduk; nomor akan dipanggil dengan suara dan layar"),
    ];
  };
  const say = (words, parts, first) => {
    stop();
    const speaker = voice(), mine = ++turn;
    box.hidden = false;
    box.querySelector("span").textContent = speaker || !first ? words : `${words} ${box.dataset.mute}`;
    doc.dispatchEvent(new CustomEvent("satupintu:said"));
    if (speaker) {
      const speech = new SpeechSynthesisUtterance(words);
      speech.voice = speaker;
      speech.lang = speaker.lang;
      return synth.speak(speech);
    }
    if (doc.documentElement.lang !== "id") return;
    (async () => { for (const part of parts) if (mine !== turn || !await clip(part)) return; })();
  };
  const screen = () => {
    const { say: words, code, ahead } = body.dataset;
    const lines = [...doc.querySelectorAll(".k-ask h1, .k-ask p")].filter((el) => el.getClientRects().length).map((el) => el.textContent.trim());
    const whole = sentence(lines.join(" "));
    say(words || lines.join(" "), code ? number(code, ahead) : whole.length ? whole : lines.flatMap(sentence), true);
  };
  const read = (el) => { last = el; say(text(el), sentence((el.querySelector(".k-name b") || el).textContent)); };

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
