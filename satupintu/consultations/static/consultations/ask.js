// While the question is typed, what may answer it stands quietly below. Never takes the focus.
(() => {
  const place = document.querySelector("[data-likely]");
  const box = document.querySelector("textarea[name=question]");
  if (!place || !box) return;
  let timer = 0, asked = "", running = null;
  const look = async () => {
    const words = box.value.trim().split(/\s+/).slice(0, 24).join(" ");
    if (words === asked || words.split(" ").length < 3) return;
    asked = words;
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(`${place.dataset.likely}?q=${encodeURIComponent(words)}`, { signal: running.signal });
      if (answer.ok) place.innerHTML = await answer.text();
    } catch { /* without a connection the form works as before */ }
  };
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 600); });
})();
// Without a connection nothing is sent: what was typed stays on the page, and the page says so.
document.querySelector("form[data-offline]")?.addEventListener("submit", (event) => {
  const form = event.target;
  form.querySelector("[data-offline-said]").textContent = navigator.onLine ? "" : form.dataset.offline;
  if (!navigator.onLine) { event.preventDefault(); event.stopImmediatePropagation(); }
}, true);
addEventListener("online", () => {
  const form = document.querySelector("form[data-offline]"), said = form?.querySelector("[data-offline-said]");
  if (said?.textContent) said.textContent = form.dataset.online;
});
