// Keeps an open page true; every page is complete without it.
// <body data-live="/live/3300/public" data-live-kind="display|phone|staff" data-live-ticket="mark">
// Public pages hear each new state as "satupintu:version"; on staff pages each [data-refresh] is
// fetched anew. An element asks for its turn by a bubbling "satupintu:refresh". Silence shows as
// <html data-stale>, "satupintu:stale" and "satupintu:fresh". data-live-device: a kiosk or display.
(() => {
  "use strict";
  const doc = document, root = doc.documentElement, { live, liveKind = "phone", liveTicket, liveDevice } = doc.body.dataset;
  if (!live) return;
  const base = live.replace(/\/\w+$/, ""), staff = live.endsWith("/staff"), name = "satupintu" + live;
  const quiet = liveKind === "phone" ? 45 : 9; // seconds of silence: two beats
  const say = (what, detail) => doc.dispatchEvent(new CustomEvent("satupintu:" + what, { detail }));
  const channel = self.BroadcastChannel && new BroadcastChannel(name);
  let source, release, polling, version, wanted, tries = 0, heard = Date.now();

  const sign = () => {
    heard = Date.now();
    if (root.toggleAttribute("data-stale", false) || !sign.stale) return;
    sign.stale = false;
    say("fresh");
  };
  const watch = () => {
    const silence = (Date.now() - heard) / 1000;
    if (doc.hidden || silence < (polling ? 25 : quiet)) return;
    if (!sign.stale) {
      sign.stale = root.toggleAttribute("data-stale", true);
      say("stale");
    }
    if (silence > quiet + 2 && source?.readyState === 1) reopen(); // a line that died without a word
  };

  // public: one fetch per version, the newest wins
  const show = async (next) => {
    if (next && next === version) return;
    wanted = next;
    const answer = await fetch(`${base}/snapshot${next && "/" + next}`).catch(() => 0);
    const snapshot = answer.ok && await answer.json().catch(() => 0);
    if (wanted !== next) return;
    if (!snapshot) return void (next && setTimeout(() => wanted === next && show(next), 2000));
    sign();
    const got = answer.headers.get("ETag")?.replace(/W\/|"/g, "");
    if (got === version) return;
    version = got;
    say("version", { version, snapshot });
  };

  // parts: exchanged only while nobody is typing in them or has typed
  const parts = new WeakMap(), refreshable = () => doc.querySelectorAll("[data-refresh]");
  const dirty = (el) => /^(checkbox|radio)$/.test(el.type) ? el.checked !== el.defaultChecked : el.value !== el.defaultValue;
  const inUse = (part) => (part.contains(doc.activeElement) && doc.activeElement.matches("input,textarea,select,[contenteditable]"))
    || part.querySelector("dialog[open]") || [...part.querySelectorAll("input,textarea")].some(dirty);
  const address = (el) => ["id", "name", "value", "href"].map((key) => el.hasAttribute(key) ? `[${key}="${CSS.escape(el.getAttribute(key))}"]` : "").join("");
  const exchange = (part, html) => {
    const focus = part.contains(doc.activeElement) && address(doc.activeElement);
    const open = [...part.querySelectorAll("details[open][id]")].map((el) => el.id);
    part.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    for (const id of open) doc.getElementById(id)?.setAttribute("open", "");
    if (focus) part.querySelector(focus)?.focus({ preventScroll: true });
    part.dispatchEvent(new CustomEvent("satupintu:refreshed", { bubbles: true }));
  };
  const refresh = (part, within) => {
    const state = parts.get(part) || {};
    parts.set(part, state);
    state.timer ||= setTimeout(async () => {
      state.timer = 0;
      if (state.later = !!inUse(part)) return;
      const answer = await fetch(part.dataset.refresh).catch(() => 0);
      if (answer.redirected || answer.status === 403) return say("signed-out");
      const html = answer.ok && await answer.text().catch(() => 0);
      if (!html || html === state.html || (state.later = !!inUse(part))) return;
      exchange(part, state.html = html);
    }, Math.random() * within);
  };
  const refreshAll = (within) => refreshable().forEach((part) => refresh(part, within));
  const later = () => setTimeout(() => refreshable().forEach((part) => parts.get(part)?.later && refresh(part, 0)));
  for (const end of ["focusout", "reset", "close"]) doc.addEventListener(end, later, true);
  doc.addEventListener("satupintu:refresh", (event) => refresh(event.target, 0));

  // one stream per browser: the visible tab that holds the lock has it, the others hear from it
  const tell = (...message) => channel?.postMessage(message);
  const take = ([what, data]) => {
    if (what === "hello") return source && tell(version ? "version" : "beat", version);
    sign();
    if (what === "version") show(data);
    if (what === "journal") refreshAll(800);
    if (what === "signed-out") { close(); say(what); }
  };
  if (channel) channel.onmessage = (event) => take(event.data);
  const open = () => {
    source = new EventSource(`${live}?kind=${liveKind}&ticket=${liveTicket || ""}`);
    for (const what of ["version", "journal", "beat", "signed-out"])
      source.addEventListener(what, ({ data }) => { tell(what, data); take([what, data]); });
    source.onopen = () => { tries = 0; poll(false); sign(); };
    source.onerror = () => {
      heard = Math.min(heard, Date.now() - (quiet - 9) * 1000);
      if (source?.readyState !== 2) return; // it comes back by itself
      poll(true);
      setTimeout(reopen, Math.min(60, 2 ** ++tries) * 1000 * (1 + Math.random()));
    };
  };
  const close = () => { source?.close(); source = null; };
  const reopen = () => { if (source) { close(); open(); } };
  const poll = (on) => {
    clearInterval(polling);
    polling = on && setInterval(() => staff ? refreshAll(800) : show(""), 15000);
  };
  const enter = () => {
    if (!self.EventSource) return poll(true);
    if (!channel || !navigator.locks) return open();
    tell("hello");
    const waiting = new AbortController();
    release = () => waiting.abort();
    navigator.locks.request(name, { signal: waiting.signal }, () => new Promise((end) => { release = end; open(); })).catch(() => 0);
  };
  const leave = () => { close(); poll(false); release?.(); };
  const back = () => { heard = Date.now(); enter(); staff ? refreshAll(300) : show(""); };
  doc.addEventListener("visibilitychange", () => doc.hidden ? leave() : back());
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => event.persisted && back());
  addEventListener("online", reopen);
  setInterval(watch, 1000);
  if (liveDevice !== undefined) setInterval(() => fetch(base + "/here", { method: "POST" }).catch(() => 0), 20000);
  if (!doc.hidden) enter();
})();
