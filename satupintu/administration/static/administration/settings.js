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
