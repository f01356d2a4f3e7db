// Letters left under a text: <textarea data-longest="1200"> followed by <p data-left="# huruf tersisa">.
// Seen always, heard at 100, 20 and 0 only. The server counts anyway.
document.querySelectorAll("textarea[data-longest]").forEach((text) => {
  const seen = document.querySelector(`[data-left][data-for="${text.id}"]`), heard = seen?.nextElementSibling;
  if (!seen) return;
  const count = () => {
    const left = text.dataset.longest - text.value.replace(/\r?\n/g, "\r\n").length;
    seen.textContent = (left < 0 ? seen.dataset.over : seen.dataset.left).replace("#", Math.abs(left).toLocaleString("id-ID"));
    if (heard && [100, 20, 0].includes(left)) heard.textContent = seen.textContent;
  };
  text.addEventListener("input", count);
  count();
});
