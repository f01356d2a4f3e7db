// The asker's conversation: new messages appear once and in order; what is typed is kept.
(() => {
  const log = document.querySelector("[data-live-thread]");
  const form = document.querySelector("form[data-draft]");
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

  if (form) {
    const box = form.querySelector("textarea");
    const said = form.querySelector("[data-draft-said]");
    let timer = 0, kept = box.value;
    const keep = async () => {
      if (box.value === kept) return;
      const text = box.value;
      try {
        const body = new URLSearchParams({ text, csrfmiddlewaretoken: token() });
        const answer = await fetch(form.dataset.draft, { method: "POST", body, keepalive: true });
        if (answer.ok) { kept = text; said.textContent = said.dataset.draftSaid; }
      } catch { said.textContent = ""; }
    };
    box.addEventListener("input", () => { said.textContent = ""; clearTimeout(timer); timer = setTimeout(keep, 1500); });
    document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
    form.addEventListener("submit", () => { clearTimeout(timer); kept = box.value; });
  }

  if (!log) return;
  let cursor = log.dataset.cursor, stream = null, busy = false, again = false, wait = 1000;

  const fill = (text) => {
    const holder = document.createElement("div");
    holder.innerHTML = text;
    const fresh = holder.querySelector("[data-cursor]");
    for (const each of fresh.querySelectorAll("[data-n]")) {
      const there = log.querySelector(`[data-n="${each.dataset.n}"]`);
      if (there) { if (there.outerHTML !== each.outerHTML) there.replaceWith(each); } else log.append(each);
    }
    if (fresh.dataset.cursor) cursor = fresh.dataset.cursor;
    for (const part of holder.querySelectorAll("template[data-part]")) {
      const at = document.getElementById(part.dataset.part);
      const open = at?.querySelector("details")?.open;
      if (at && at.innerHTML !== part.innerHTML) { at.innerHTML = part.innerHTML; if (open) at.querySelector("details")?.setAttribute("open", ""); }
    }
  };

  const look = async () => {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const after = cursor || "1970-01-01T00:00:00+00:00";
      const answer = await fetch(`${log.dataset.liveFetch}?after=${encodeURIComponent(after)}`, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected) fill(await answer.text());
    } catch { /* the stream comes back and asks again */ }
    busy = false;
    if (again) { again = false; look(); }
  };

  const close = () => { stream?.close(); stream = null; };
  const open = () => {
    if (stream || document.hidden) return;
    stream = new EventSource(log.dataset.liveThread);
    stream.addEventListener("open", () => { wait = 1000; look(); });
    stream.addEventListener("journal", look);
    stream.addEventListener("error", () => {
      if (stream?.readyState !== EventSource.CLOSED) return;
      close();
      setTimeout(open, wait);
      wait = Math.min(wait * 2, 60000);
    });
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("online", open);
  addEventListener("pagehide", close);
  open();
})();
