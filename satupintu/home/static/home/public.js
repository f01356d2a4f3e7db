// The public page's live figures: looks again when the hall has changed, at most every 15 seconds.
(() => {
  const part = document.querySelector("[data-now]");
  if (!part) return;
  let last = Date.now(), waiting;
  const look = async () => {
    waiting = 0;
    last = Date.now();
    const answer = await fetch(part.dataset.now).catch(() => 0);
    if (answer.ok) part.innerHTML = await answer.text();
  };
  document.addEventListener("satupintu:version", () => {
    waiting ||= setTimeout(look, Math.max(0, last + 15000 - Date.now()) + Math.random() * 800);
  });
})();
