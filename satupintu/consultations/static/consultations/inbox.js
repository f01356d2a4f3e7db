// The officers' inbox: keys in the list, the count in the title. Everything works
// without it: rows are links, every act is a form.
(() => {
  "use strict";
  const doc = document, one = (css, of = doc) => of.querySelector(css), all = (css, of = doc) => [...of.querySelectorAll(css)];
  const typing = (el) => el.matches?.("textarea,select,input:not([type=checkbox]):not([type=radio])") && el.getClientRects().length; // hidden ones keep the focus for a moment

  // the next page joins the list when its end is reached: by scrolling, by j, or by its button
  let growing;
  const grow = () => growing ||= join().catch(again).finally(() => { growing = 0; });
  // without a network, or a busy server; who is signed out or sees nothing there asks no more
  const again = ({ status = 0 }) => status && status !== 429 && status < 500 || setTimeout(watch, 3000);
  const join = async () => {
    const link = one("[data-more]");
    if (!link) return;
    const answer = await fetch(link.href);
    if (!answer.ok || answer.redirected) throw answer;
    const came = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-rows]");
    came.querySelector(".in-more:first-child")?.remove(); // the way back to the top
    const [first, last] = [one(".in-g", came), all(".in-scroll .in-g").pop()];
    if (first?.firstChild.data === last?.firstChild.data) first?.remove();
    link.parentElement.replaceWith(...came.childNodes);
    watch();
  };
  // on a busy machine "below" and "reached" come together: the last one holds
  const near = new IntersectionObserver((seen) => { if (seen.at(-1).isIntersecting) grow(); });
  const watch = () => { near.disconnect(); const end = one("[data-more]"); if (end) near.observe(end); };
  watch();
  // the browser's Back leads to the page of the list from which a conversation was opened
  one(".in-only [data-rows]")?.addEventListener("click", (event) => {
    const row = event.target.closest(".in-row");
    if (row && !event.ctrlKey && !event.metaKey) history.replaceState(history.state, "", location.pathname + new URL(row.href).search);
  });
  const tickAll = one("[data-tick-all]");
  if (tickAll) {
    tickAll.hidden = false;
    tickAll.addEventListener("click", () => all(".in-tick input").forEach((box) => { box.checked = true; }));
  }

  // j k move, Enter opens (a link does that by itself), x ticks; only where letters are switched on
  const rows = () => all(".in-scroll .in-row, .in-hits .in-row");
  // what is open, or where it stood: an act may have taken it out of the list, and j goes on there
  const open = rows().findIndex((row) => row.hasAttribute("aria-current"));
  if (open >= 0 || one(".in-only")) sessionStorage.inboxAt = Math.max(0, open);
  const place = Number(sessionStorage.inboxAt || 0);
  const move = async (by) => {
    const here = () => rows().findIndex((row) => row === doc.activeElement || row.parentElement.contains(doc.activeElement));
    if (by > 0 && here() === rows().length - 1) await grow();
    const found = rows(), at = here();
    const start = at >= 0 ? at : open >= 0 ? open : place - (by > 0);
    const next = found[Math.min(found.length - 1, Math.max(0, start + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  doc.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !("letters" in doc.body.dataset) || one("dialog[open]")) return;
    if (event.key === "j" || event.key === "k") { event.preventDefault(); move(event.key === "j" ? 1 : -1); }
    if (event.key === "x") {
      const box = doc.activeElement.closest(".in-item")?.querySelector("input[type=checkbox]");
      if (box) { event.preventDefault(); box.click(); }
    }
  });
  // what acts on one conversation opens it and acts there; the list stays beside it
  const acts = /^[ehaml]$/;
  doc.addEventListener("keydown", (event) => {
    const row = one(".in-only") && doc.activeElement.closest(".in-item")?.querySelector(".in-row");
    if (!row || !acts.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || !("letters" in doc.body.dataset)) return;
    sessionStorage.inboxKey = event.key;
    row.click();
  });
  const key = sessionStorage.inboxKey;
  sessionStorage.removeItem("inboxKey");
  if (key && acts.test(key) && one("[data-composer]")) doc.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  // a summary that was opened by its key leads into its form
  doc.addEventListener("toggle", (event) => {
    const field = event.target.open && event.target.contains(doc.activeElement) && one("select,textarea,input:not([type=hidden]),button", event.target);
    if (field) field.focus();
  }, true);
  one(".in-row[aria-current]")?.scrollIntoView({ block: "nearest" });
  const thread = one("[data-thread]");
  let atEnd = !location.search.includes("before=");
  const toEnd = () => { if (atEnd) thread.scrollTop = thread.scrollHeight; };
  if (thread) {
    toEnd();
    // what came last is read from its beginning, also where a low screen does not hold all of it
    const last = atEnd && all(".msg", thread).pop();
    const above = last ? thread.getBoundingClientRect().top - last.getBoundingClientRect().top : 0;
    if (above > 0) { atEnd = false; thread.scrollTop -= above; }
    // who reads the end goes on reading it; who reads further up stays there
    thread.addEventListener("scroll", () => { atEnd = thread.scrollTop + thread.clientHeight > thread.scrollHeight - 24; }, { passive: true });
    new ResizeObserver(toEnd).observe(thread);
    new MutationObserver(toEnd).observe(one("#baru"), { childList: true });
  }

  // new ones are counted in the title and offered; the list stays where it is
  const title = doc.title;
  doc.addEventListener("satupintu:refreshed", (event) => {
    if (!event.target.matches("[data-news]")) return;
    const came = one("[data-came]", event.target)?.dataset.came;
    doc.title = came ? `(${came}) ${title}` : title;
  });
})();
