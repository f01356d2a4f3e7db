// While too many questions come at once, sending one costs a little work: a number is looked for so
// that SHA-256 of "puzzle:number" begins with some zero bits. Written out, since crypto.subtle is
// absent on plain http. Without this script the address is proved by a code instead.
(() => {
  "use strict";
  const form = document.querySelector("form[data-puzzle]");
  if (!form) return;
  const K = [], H = [];
  for (let n = 2; K.length < 64; n++) { // the first 64 primes: roots of them are the constants
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    const part = (root) => ((n ** root % 1) * 0x100000000) | 0;
    if (H.length < 8) H.push(part(1 / 2));
    K.push(part(1 / 3));
  }
  const W = new Int32Array(64);
  const block = (h, words) => {
    for (let i = 0; i < 16; i++) W[i] = words[i];
    for (let i = 16; i < 64; i++) {
      const x = W[i - 15], y = W[i - 2];
      const s = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const t = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      W[i] = (W[i - 16] + s + W[i - 7] + t) | 0;
    }
    let [a, b, c, d, e, f, g, z] = h;
    for (let i = 0; i < 64; i++) {
      const s = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t = (z + s + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      const u = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const v = (u + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      z = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + v) | 0;
    }
    return [a, b, c, d, e, f, g, z].map((word, i) => (word + h[i]) | 0);
  };
  const first = (text) => { // the first 32 bits of the hash of an ASCII text
    const bytes = text.length + 9, words = new Int32Array(((bytes + 63) >> 6) * 16);
    for (let i = 0; i < text.length; i++) words[i >> 2] |= text.charCodeAt(i) << (24 - (i & 3) * 8);
    words[text.length >> 2] |= 0x80 << (24 - (text.length & 3) * 8);
    words[words.length - 1] = text.length * 8;
    let h = H;
    for (let i = 0; i < words.length; i += 16) h = block(h, words.subarray(i, i + 16));
    return h[0] >>> 0;
  };
  let number = 0;
  const look = () => { // in pieces, so that the page stays alive
    const bits = Number(form.dataset.puzzle), puzzle = form.elements.puzzle.value;
    for (let i = 0; i < 2000; i++, number++)
      if (first(`${puzzle}:${number}`) >>> (32 - bits) === 0) {
        form.elements.solution.value = String(number);
        form.requestSubmit();
        return;
      }
    setTimeout(look);
  };
  let looking = false;
  form.addEventListener("submit", (event) => {
    if (form.elements.solution.value) return; // solved: let it go
    event.preventDefault();
    event.stopImmediatePropagation();
    if (looking) return; // pressed twice
    looking = true;
    form.querySelector("[data-said]").textContent = form.dataset.working;
    setTimeout(look); // a form does not submit again from within its own submit event
  }, true);
})();
