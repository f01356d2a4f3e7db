// Improves the settings: previews follow what is typed, calls can be heard. Nothing needs it.
(() => {
  "use strict";
  const doc = document;
  const follow = () => {
    for (const el of doc.querySelectorAll("[data-follows]")) {
      const field = doc.getElementById(el.dataset.follows);
      if (!field) continue;
      const words = field.value.trim() || el.dataset.else || "";
      if (el.textContent !== words) el.textContent = words;
    }
  };
  doc.addEventListener("input", follow);
  follow();
  // the effect of what is being typed; without a script, or when nobody answers, by the button
  const waits = new WeakMap();
  const effect = async (form) => {
    const part = form.querySelector("[data-effect]"), body = new FormData(form), mine = {};
    waits.set(form, { mine });
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Part": "effect" } }).catch(() => 0);
    if (!answer.ok || answer.redirected || waits.get(form)?.mine !== mine) return;
    const now = doc.createElement("template");
    now.innerHTML = await answer.text();
    const [words, acts] = now.content.firstElementChild.children, focused = part.lastElementChild.contains(doc.activeElement);
    if (part.firstElementChild.innerHTML !== words.innerHTML) part.firstElementChild.innerHTML = words.innerHTML;
    part.lastElementChild.replaceWith(acts);
    if (focused) acts.querySelector("button").focus();
    part.removeAttribute("data-old");
    const call = doc.querySelector("[data-hear]"), told = (name) => decodeURIComponent(answer.headers.get(name) || "");
    if (call && told("X-Hear")) { call.dataset.hear = told("X-Hear"); doc.querySelector("[data-hear-words]").textContent = told("X-Words"); }
  };
  doc.addEventListener("input", ({ target: { form } }) => {
    const part = form?.querySelector("[data-effect]");
    if (!part) return;
    part.toggleAttribute("data-old", true);
    clearTimeout(waits.get(form)?.timer);
    waits.set(form, { timer: setTimeout(effect, 700, form) });
  });
  doc.addEventListener("submit", ({ target }) => { clearTimeout(waits.get(target)?.timer); waits.delete(target); });
  doc.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-hear]");
    if (!button) return;
    for (const address of button.dataset.hear.split(" ").filter(Boolean)) {
      const clip = new Audio(address);
      const ended = new Promise((done) => { clip.onended = clip.onerror = done; });
      await clip.play().then(() => ended).catch(() => 0);
    }
  });
})();
