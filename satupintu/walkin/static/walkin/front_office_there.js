// Who fills which guest book: this page tells its own, and shows those of colleagues in the open book
// and in the rail. Two who stand side by side do not ask the same visitor.
(() => {
  "use strict";
  const doc = document, here = doc.getElementById("siapa"), book = doc.getElementById("buku"), EVERY = 15000;
  let typed = "", soon = 0;
  const form = () => doc.getElementById("kartu"), ticket = () => form()?.dataset.ticket || "";
  const show = () => {
    for (const old of doc.querySelectorAll(".fo-rail [data-of]")) old.remove();
    const book = form()?.querySelector("[data-there]"), mine = [];
    for (const who of here.children) {
      if (who.dataset.of === ticket()) mine.push(who.innerHTML);
      const row = doc.querySelector(`.fo-rail a[data-ticket="${who.dataset.of}"]`);
      row?.after(Object.assign(who.cloneNode(true), { className: "fo-who" }));
    }
    if (book && book.innerHTML.trim() !== mine.join(" ")) book.innerHTML = mine.join(" ");
  };
  const beat = async () => {
    if (doc.hidden || !navigator.onLine) return;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", doc.querySelector("[name=csrfmiddlewaretoken]").value);
    body.set("ticket", ticket());
    body.set("writing", typed && typed === ticket() ? "1" : "0");
    const answer = await fetch(here.dataset.here, { method: "POST", body }).catch(() => 0);
    if (!answer || !answer.ok || answer.redirected) return;
    here.innerHTML = await answer.text();
    show();
  };
  const later = () => { clearTimeout(soon); soon = setTimeout(beat, 300); };
  book.addEventListener("input", () => { if (typed !== ticket()) { typed = ticket(); later(); } });
  new MutationObserver(() => { if (typed !== ticket()) typed = ""; later(); }).observe(book, { childList: true });
  doc.addEventListener("satupintu:refreshed", show);
  doc.addEventListener("visibilitychange", later);
  setInterval(beat, EVERY);
  beat();
})();
