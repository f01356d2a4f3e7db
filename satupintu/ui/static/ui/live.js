// Keeps an open page true. <body data-live="/live/3300/public" data-live-kind="display|phone|staff" data-live-ticket="mark">
// Public pages hear "satupintu:version"; on staff pages each [data-refresh] is fetched anew, as is
// any that sends a bubbling "satupintu:refresh". Silence: <html data-stale>, "satupintu:stale", ":fresh".
// <body data-live="/live/3300/staff/consultation:5">: parts with data-soon are fetched at once when that
// consultation has news. A conversation: <div data-live-thread="/live/3300/k/<token>" (an officer's follows
// the body's address: data-live-thread without a value) data-live-fetch="address" data-cursor="…">. What is
// new is asked for with ?after=<cursor> and comes as HTML: [data-n="number"] items, the next [data-cursor],
// [data-more] if that is not all, and for other parts of the page <template data-part="id">. An item stands
// once and where the answer has it, however often it comes; one that changed is exchanged. "satupintu:said"
// tells { added, changed }.
(() => {
  const doc = document, root = doc.documentElement, thread = doc.querySelector("[data-live-thread]");
  const { liveKind = "phone", liveTicket, liveDevice } = doc.body.dataset, live = thread?.dataset.liveThread || doc.body.dataset.live;
  if (!live) return;
  const base = live.replace(/\/\w+$/, ""), staff = !live.endsWith("/public"), name = "satupintu" + live;
  const asker = /\/k\//.test(live), quiet = asker || !staff && liveKind === "phone" ? 45 : 9; // seconds: two beats
  const say = (what, detail) => doc.dispatchEvent(new CustomEvent("satupintu:" + what, { detail }));
  const channel = self.BroadcastChannel && new BroadcastChannel(name);
  let source, release, polling, version, wanted, stale, since, tries = 0, heard = Date.now();

  const mark = (on) => {
    if (on === !!stale) return;
    root.toggleAttribute("data-stale", stale = on);
    say(on ? "stale" : "fresh");
  };
  const sign = () => { heard = Date.now(); mark(false); };
  const watch = () => {
    const now = Date.now();
    if (doc.hidden) return;
    if (now - heard >= (polling ? 25 : quiet) * 1000) mark(true);
    if (source && source.readyState < 2 && now - Math.max(heard, since) > quiet * 1000 + 2000) reopen();
  };

  // public: the stream brings what this page shows; who hears from another tab fetches once per
  // version, the newest wins
  const show = async (next, told) => {
    if (next && next === version) return;
    wanted = next;
    if (told) return say("version", { version: version = next, snapshot: JSON.parse(told) });
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

  // parts: never exchanged while somebody types or has typed in them; what a refusal brought back counts
  for (const el of doc.querySelectorAll("[data-typed]")) { const { value } = el; el.defaultValue = ""; el.value = value; }
  const parts = new WeakMap(), each = (act) => doc.querySelectorAll("[data-refresh]").forEach(act);
  const dirty = (el) => /^(checkbox|radio)$/.test(el.type) ? el.checked !== el.defaultChecked : el.value !== el.defaultValue;
  const inUse = (part) => part.querySelector("input:focus,textarea:focus,select:focus,dialog[open]")
    || [...part.querySelectorAll("input,textarea")].some(dirty);
  const address = (el) => ["id", "name", "value", "href"].filter((key) => el.hasAttribute(key))
    .map((key) => `[${key}="${CSS.escape(el.getAttribute(key))}"]`).join("");
  // each answer has another token in its forms: what else is the same is not exchanged under a finger
  const bare = (html) => html.replace(/(name="csrfmiddlewaretoken" value=")[^"]*/g, "$1");
  const exchange = (part, html, open) => {
    const had = part.querySelector(":focus"), focus = had && address(had);
    part.innerHTML = html;
    if (open) part.querySelector("details")?.setAttribute("open", "");
    if (focus) part.querySelector(focus)?.focus({ preventScroll: true });
  };
  const refresh = (part, within) => {
    const state = parts.get(part) || {};
    parts.set(part, state);
    state.timer ||= setTimeout(async () => {
      state.timer = 0;
      if (state.later = !!inUse(part)) return;
      const answer = await fetch(part.dataset.refresh).catch(() => 0);
      if (answer.redirected || answer.status === 403) return say("signed-out");
      const html = answer.ok ? await answer.text().catch(() => 0) : 0;
      if (html === 0) return;
      sign();
      if (bare(html) === state.html || (state.later = !!inUse(part))) return;
      state.html = bare(html);
      exchange(part, html);
      part.dispatchEvent(new CustomEvent("satupintu:refreshed", { bubbles: true }));
    }, Math.random() * within);
  };
  const refreshAll = (within) => each((part) => refresh(part, within));
  const isSoon = (part) => live.includes(":") && "soon" in part.dataset;
  const soon = () => {
    follow();
    each((part) => isSoon(part) && refresh(part, 0));
  };
  const later = () => setTimeout(() => each((part) => parts.get(part)?.later && refresh(part, 0)));
  for (const end of ["focusout", "reset", "close"]) doc.addEventListener(end, later, true);
  doc.addEventListener("satupintu:refresh", (event) => refresh(event.target, 0));

  // a conversation: one question at a time, and another one if something happened meanwhile
  let asking, missed;
  const follow = async () => {
    if (!thread) return;
    if (asking) return void (missed = true);
    asking = true;
    missed = false;
    const { liveFetch, cursor = "" } = thread.dataset, more = liveFetch.includes("?") ? "&" : "?";
    const answer = await fetch(`${liveFetch}${more}after=${encodeURIComponent(cursor)}`, { cache: "no-store" }).catch(() => 0);
    const html = answer.ok && !answer.redirected ? await answer.text().catch(() => 0) : 0;
    asking = false;
    if (answer.redirected || answer.status === 403) return say("signed-out");
    if (html === 0) return void (doc.hidden || /^4(?!29)/.test(answer.status) || setTimeout(follow, 3000 * (1 + Math.random())));
    sign();
    if (add(html) || missed) follow();
  };
  const told = new WeakMap(); // as it came: scripts of the page may have changed it since
  const add = (html) => {
    const got = new DOMParser().parseFromString(html, "text/html").body, added = [], changed = [];
    let below; // what the answer has next, or nothing: then it goes to the end
    for (const item of [...got.querySelectorAll("[data-n]")].reverse()) {
      const { n } = item.dataset, came = item.outerHTML, same = thread.querySelector(`[data-n="${CSS.escape(n)}"]`);
      if (same && (told.get(same) || same.outerHTML) === came) { below = same; continue; }
      told.set(item, came);
      (same ? changed : added).unshift(+n);
      if (same) same.replaceWith(item);
      else if (below) below.before(item);
      else thread.append(item);
      below = item;
    }
    for (const { dataset, innerHTML } of got.querySelectorAll("template[data-part]")) {
      const part = doc.getElementById(dataset.part), open = part?.querySelector("details")?.open;
      if (!part || inUse(part) || (told.get(part) ?? bare(part.innerHTML)) === bare(innerHTML)) continue;
      told.set(part, bare(innerHTML));
      exchange(part, innerHTML, open);
    }
    const next = got.querySelector("[data-cursor]")?.dataset.cursor, on = next && next !== thread.dataset.cursor;
    if (on) thread.dataset.cursor = next;
    if (added.length + changed.length) thread.dispatchEvent(new CustomEvent("satupintu:said", { bubbles: true, detail: { added, changed } }));
    return on && got.querySelector("[data-more]");
  };

  // one stream per browser: the visible tab with the lock has it, the others hear from it
  const tell = (...words) => channel?.postMessage(words);
  const take = ([what, data, told]) => {
    if (what === "hello") return source && tell(version ? "version" : "beat", version);
    sign();
    if (what === "version") show(data, told);
    if (what === "journal") each((part) => isSoon(part) || refresh(part, asker ? 60 : 600));
    if (what === "subject" || what === "journal" && asker) soon();
    if (what === "signed-out") { close(); say(what); }
  };
  if (channel) channel.onmessage = (event) => take(event.data);
  const open = () => {
    since = Date.now();
    source = new EventSource(`${live}?kind=${liveKind}&ticket=${liveTicket || ""}&whole=1`);
    for (const what of ["version", "journal", "subject", "beat", "signed-out"])
      source.addEventListener(what, ({ data }) => {
        const [name, told] = data.split(/ (.*)/s);
        tell(what, name);
        take([what, name, told]);
      });
    source.onopen = () => { tries = 0; poll(false); sign(); };
    source.onerror = () => {
      heard = Math.min(heard, Date.now() - (quiet - 9) * 1000);
      if (source?.readyState !== 2) return;
      poll(true);
      setTimeout(() => source?.readyState === 2 && reopen(), Math.min(60, 2 ** ++tries) * 1000 * (1 + Math.random()));
    };
  };
  const close = () => { source?.close(); source = null; };
  const reopen = () => { if (source) { close(); open(); } };
  const poll = (on) => {
    if (on && polling) return;
    clearInterval(polling);
    polling = on && setInterval(look, 15000, 600);
  };
  const enter = () => {
    if (!self.EventSource) return poll(true);
    if (!channel || !navigator.locks) return source || open();
    tell("hello");
    navigator.locks.request(name, () => !doc.hidden && !source && new Promise((end) => { release = end; open(); }));
  };
  const leave = () => { close(); poll(false); release?.(); };
  const look = (within) => staff ? (follow(), refreshAll(within)) : show("");
  const back = () => { heard = Date.now(); enter(); look(300); };
  doc.addEventListener("visibilitychange", () => doc.hidden ? leave() : back());
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => event.persisted && back());
  addEventListener("online", reopen);
  setInterval(watch, 1000);
  if (liveDevice !== undefined) setInterval(() => fetch(base + "/here", { method: "POST" }).catch(() => 0), 20000);
  if (!doc.hidden) enter();
})();
