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
