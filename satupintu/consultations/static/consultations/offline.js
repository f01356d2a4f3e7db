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
