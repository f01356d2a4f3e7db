// The asker's conversation: what is typed is kept. New messages are brought by ui/live.js.
(() => {
  const form = document.querySelector("form[data-draft]");
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

  if (form) {
    const box = form.querySelector("textarea");
    const said = form.querySelector("[data-draft-said]");
    const store = `satupintu${form.dataset.draft}`; // of this tab: what the server may not have yet
    let timer = 0, kept = box.value, leaving = false;
    try {
      const [was, typed] = JSON.parse(sessionStorage.getItem(store)) || [];
      if (typed && (box.value === was || !box.value)) { box.value = typed; timer = setTimeout(() => keep(), 0); }
    } catch { /* no store in this browser */ }
    const here = (...words) => { try { words.length ? sessionStorage.setItem(store, JSON.stringify(words)) : sessionStorage.removeItem(store); } catch { /* the server keeps it all the same */ } };
    addEventListener("beforeunload", () => { leaving = true; setTimeout(() => { leaving = false; }, 5000); });
    const keep = async () => {
      if (box.value === kept) return;
      const text = box.value;
      try {
        const body = new URLSearchParams({ text, csrfmiddlewaretoken: token() });
        const answer = await fetch(form.dataset.draft, { method: "POST", body, keepalive: true });
        if (answer.ok && box.value === text && !leaving) here();
        if (answer.ok) { kept = text; said.textContent = said.dataset.draftSaid; }
      } catch { said.textContent = ""; }
    };
    box.addEventListener("input", () => { here(kept, box.value); said.textContent = ""; clearTimeout(timer); timer = setTimeout(keep, 1500); });
    document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
    form.addEventListener("submit", () => { clearTimeout(timer); kept = box.value; here(); });
  }
})();
// Handed over to another office: what comes next is heard there. Whoever is writing goes on by the link.
addEventListener("satupintu:said", () => {
  const on = document.querySelector("#keadaan [data-gone-on]");
  if (on && !document.querySelector("form[data-draft] textarea")?.value) location.replace(on.href);
});
