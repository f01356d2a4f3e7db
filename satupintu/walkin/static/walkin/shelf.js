// The catalogue beside the desk's notes: searching and handing over exchange only this panel.
(() => {
  const panel = document.querySelector("[data-shelf]");
  if (!panel) return;
  const fill = async (address, options) => {
    const answer = await fetch(address, options);
    if (!answer.ok || answer.redirected) return false;
    panel.innerHTML = await answer.text();
    return true;
  };
  panel.addEventListener("submit", async (event) => {
    const form = event.target;
    const data = new URLSearchParams(new FormData(form, event.submitter));
    data.set("panel", "1");
    event.preventDefault();
    const hand = form.matches("[data-shelf-hand]");
    const address = form.getAttribute("action");
    try {
      const done = hand ? await fill(address, { method: "POST", body: data }) : await fill(`${address}?${data}`);
      if (!done) form.submit();
    } catch { form.submit(); }
    panel.querySelector("input[type=search]")?.focus();
  });
  const anew = () => fill(`${panel.dataset.shelf}?panel=1`).catch(() => {});
  // another visitor at the desk: the panel is theirs
  const work = document.querySelector("[data-part=work]");
  let turn = work?.dataset.turn;
  new MutationObserver(() => { if (work.dataset.turn !== turn) { turn = work.dataset.turn; anew(); } })
    .observe(work, { attributes: true, attributeFilter: ["data-turn"] });
})();
