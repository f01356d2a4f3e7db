// The desk console: parts exchanged as the hall moves, the clock's words, notes kept while
// typing. The console works without it: every act is a form.
(() => {
  "use strict";
  const doc = document, desk = doc.body.dataset.desk, one = (css, of = doc) => of.querySelector(css), all = (css, of = doc) => [...of.querySelectorAll(css)];
  const say = one("[data-say]"), tell = (words) => { if (say && words) say.textContent = words; };
  const face = one("[data-clock]"), ahead = face ? face.dataset.clock * 1000 - Date.now() : 0, now = () => (Date.now() + ahead) / 1000;

  // the standard's clock: the same words as the server's; heard once at three minutes and at nought
  let heard = "";
  const put = (el, words) => { if (el.textContent !== words) el.textContent = words; };
  const clock = () => {
    const el = one("[data-due]");
    if (!el) return;
    const { due, limit, pauses, code, left, over, just } = el.dataset;
    let rest = due - now();
    for (const gap of pauses.split(" ").filter(Boolean)) {
      const [from, to] = gap.split(",");
      rest -= Math.max(0, Math.min(to, due) - Math.max(from, now()));
    }
    const late = Math.floor(-rest / 60), words = rest >= 0 ? left.replace("#", Math.ceil(rest / 60)) : late < 1 ? just : over.replace("#", late);
    put(one("[data-words]", el), words);
    const tone = rest < 0 ? "late" : rest <= 180 ? "warn" : "info";
    one(".badge", el).className = "badge bare " + tone;
    const passed = Math.max(0, limit - rest / 60), ruler = one(".next .ruler"), full = Math.min(10, Math.floor(passed * 10 / limit));
    all("rect", ruler).forEach((bar, n) => bar.setAttribute("class", n < full ? (n >= 7 ? "near" : "on") : ""));
    const mark = code + tone;
    if (heard && heard !== mark && tone !== "info" && heard.startsWith(code)) tell(`${code}: ${words}`);
    heard = mark;
  };
  // acts that open after a time open by themselves, not while the network is away
  const open = () => {
    const cut = one("[data-offline]")?.hidden === false;
    for (const el of all("[data-opens]")) {
      if (cut || now() < +el.dataset.opens) el.setAttribute("aria-disabled", "true");
      else for (const name of ["aria-disabled", "aria-describedby", "data-opens"]) el.removeAttribute(name);
    }
  };

  // parts: one answer for all; what is being used waits
  const waiting = new Map();
  const used = (part) => part.matches(":hover") && part.dataset.part === "undo" || part.contains(doc.activeElement) && doc.activeElement.matches("input,textarea,select")
    || all("input:not([type=hidden]),textarea", part).some((el) => /checkbox|radio/.test(el.type) ? el.checked !== el.defaultChecked : el.value !== el.defaultValue);
  const address = (el) => ["id", "name", "value", "href", "data-key"].map((key) => el.hasAttribute(key) ? `[${key}="${CSS.escape(el.getAttribute(key))}"]` : "").join("");
  const bare = (html) => html.replace(/name="(press|csrfmiddlewaretoken)" value="[^"]*"/g, "").replace(/data-undo="\d+"/g, "").replace(/\s+/g, " ");
  const seen = new WeakMap();
  const swap = (part, fresh) => {
    const html = fresh.innerHTML;
    if (bare(html) === bare(seen.get(part) ?? part.innerHTML)) return seen.set(part, html);
    if (used(part)) return waiting.set(part, fresh);
    waiting.delete(part);
    const focus = part.contains(doc.activeElement) && address(doc.activeElement), unfolded = all("details[open]", part).map((el) => el.id).filter(Boolean);
    part.innerHTML = html;
    seen.set(part, html);
    for (const id of unfolded) { const el = doc.getElementById(id); if (el) el.open = true; }
    if (focus) one(focus, part)?.focus({ preventScroll: true });
  };
  const work = (part, fresh) => {
    const same = part.dataset.turn === fresh.dataset.turn, form = one("#layanan", part), next = one("#layanan", fresh);
    if (same && part.dataset.state === fresh.dataset.state) { if (!form) swap(part, fresh); return; }
    if (same && form && next) {
      form.action = next.getAttribute("action");
      swap(one("[data-finish]", form), one("[data-finish]", next));
      one("#catatan-hint", form)?.remove();
      one("#catatan", form)?.removeAttribute("aria-describedby");
    } else {
      if (form && typed() !== last) save();
      if (!same) tell((one("[data-taken]") || one("[data-part=state]")).textContent);
      seen.delete(part); waiting.delete(part); part.innerHTML = fresh.innerHTML; restore();
    }
    part.dataset.turn = fresh.dataset.turn; part.dataset.state = fresh.dataset.state;
  };
  let said = 0, count = one("[data-part=waiting]")?.textContent;
  const news = () => {
    const words = one("[data-part=waiting]")?.textContent;
    if (words !== count && Date.now() - said > 60000) { tell(words); said = Date.now(); count = words; }
  };
  doc.addEventListener("satupintu:refreshed", (event) => {
    if (!event.target.matches("[data-refresh][hidden]")) return; // the parts of this page alone
    const arrival = one("[data-arrival]")?.dataset.arrival;
    for (const fresh of [...event.target.children]) {
      const part = one(`[data-part="${fresh.dataset.new}"]`);
      if (part) (fresh.dataset.new === "work" ? work : swap)(part, fresh);
    }
    event.target.replaceChildren();
    const now = one("[data-arrival]");
    if (now && arrival && now.dataset.arrival !== arrival) tell(one(".mj-who .badge")?.textContent);
    clock(); open(); news();
  });
  const later = () => setTimeout(() => waiting.forEach((fresh, part) => swap(part, fresh)));
  for (const end of ["focusout", "mouseout"]) doc.addEventListener(end, later);
  const ask = (css) => one(css)?.dispatchEvent(new CustomEvent("satupintu:refresh", { bubbles: true })), refresh = () => ask("[data-refresh][hidden]");

  // notes: kept here until the server has confirmed them
  const form = () => one("#layanan"), store = () => `satupintu.desk.${form().elements.turn.value}`;
  const typed = () => { const data = new FormData(form()); for (const name of ["csrfmiddlewaretoken", "seen"]) data.delete(name); return new URLSearchParams(data).toString(); };
  const label = (words, bad) => { const el = one("[data-saved]"); if (!el) return; el.textContent = words; el.parentElement.classList.toggle("bad", !!bad); };
  const channel = self.BroadcastChannel && new BroadcastChannel("satupintu.desk");
  let timer, saving, again, last, leaving;
  // the next page may have been asked for before the server had the last words: they wait for it here
  addEventListener("beforeunload", () => { leaving = true; setTimeout(() => { leaving = false; }, 5000); });
  const keep = () => {
    if (!form()) return;
    try { localStorage.setItem(store(), `${Date.now()} ${typed()}`); } catch { /* a full or closed store must not stop the typing */ }
    clearTimeout(timer);
    timer = setTimeout(save, 1200);
  };
  const save = async () => {
    const at = form();
    if (!at) return;
    if (saving) return void (again = true);
    const sent = typed(), key = store();
    if (sent === last) return;
    saving = true;
    const answer = await fetch(at.dataset.draft, { method: "POST", headers: { Accept: "application/json" }, body: new FormData(at), keepalive: true }).catch(() => 0);
    saving = false;
    const told = answer && !answer.redirected && await answer.json().catch(() => 0);
    if (!told || !answer.ok) {
      label(told?.why || "Belum tersimpan di server; tulisan Anda ada di komputer ini.", true);
      if (!told) timer = setTimeout(save, 5000);
      return;
    }
    last = sent;
    if (at.isConnected) {
      at.elements.seen.value = told.seen;
      const notes = at.elements.notes;
      if (told.notes !== notes.value && notes.value !== "" && told.notes.endsWith(notes.value) && told.notes.length > notes.value.length) notes.value = told.notes;
      label(told.why || told.saved, told.why);
    }
    if (!told.why && !leaving && local(key) === sent) localStorage.removeItem(key);
    channel?.postMessage("saved");
    if (told.state !== one("[data-part=work]").dataset.state) refresh();
    if (again) { again = false; save(); }
  };
  const local = (key) => localStorage.getItem(key)?.replace(/^\d+ /, "");
  // what was never confirmed does not lie about on this machine for longer than a day
  for (const key of Object.keys(localStorage)) if (key.startsWith("satupintu.desk.") && Date.now() - parseInt(localStorage.getItem(key)) > 864e5) localStorage.removeItem(key);
  const restore = () => {
    const at = form();
    if (!at) return;
    last = typed();
    const kept = local(store());
    if (!kept || kept === last) return void localStorage.removeItem(store());
    const values = new URLSearchParams(kept), names = new Set(values.keys());
    while (all("[data-need]").length && values.getAll("need_what").length > all("[data-need]").length) more();
    for (const el of at.elements) {
      if (!el.name || el.type === "hidden") continue;
      const mine = values.getAll(el.name);
      if (/checkbox|radio/.test(el.type)) el.checked = mine.includes(el.value);
      else if (names.has(el.name)) el.value = mine[all(`[name="${el.name}"]`, at).indexOf(el)] ?? el.value;
    }
    save();
  };
  const more = () => {
    const rows = all("[data-need]"), copy = rows.at(-1).cloneNode(true), n = rows.length;
    for (const el of all("[id]", copy)) { el.id = el.id.replace(/^n\d+/, "n" + n); el.value = ""; }
    for (const el of all("[for]", copy)) el.htmlFor = el.htmlFor.replace(/^n\d+/, "n" + n);
    const legend = one("legend", copy);
    legend.textContent = legend.textContent.replace(/\d+/, n + 1);
    rows.at(-1).after(copy);
    return copy;
  };
  doc.addEventListener("input", (event) => event.target.closest("#layanan") && keep());
  doc.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add]"), savenow = event.target.closest("[data-save]");
    if (add) { event.preventDefault(); one("input", more()).focus(); }
    if (savenow) { event.preventDefault(); clearTimeout(timer); last = ""; save(); }
  });
  doc.addEventListener("submit", (event) => {
    if (event.submitter?.matches("[data-save]")) { event.preventDefault(); event.stopPropagation(); clearTimeout(timer); last = ""; save(); return; }
    if (event.target.id === "layanan" && !navigator.onLine) { event.preventDefault(); keep(); offline(true); return; }
    if (event.target.id === "layanan") clearTimeout(timer);
    else if (form() && typed() !== last) { clearTimeout(timer); save(); }
  }, true);
  addEventListener("pagehide", () => form() && typed() !== last && save());

  // offline: this visit and its notes stay; nobody is called (MJ-13)
  const offline = (on) => {
    const el = one("[data-offline]");
    if (el) el.hidden = !on;
    for (const button of all(on ? "[data-needs-net]:not([aria-disabled])" : "[data-cut]")) {
      for (const [name, value] of [["aria-disabled", "true"], ["aria-describedby", "terputus"], ["data-cut", ""]]) on ? button.setAttribute(name, value) : button.removeAttribute(name);
    }
    if (!on && form() && typed() !== last) save();
  };
  addEventListener("offline", () => offline(true));
  addEventListener("online", () => { offline(false); refresh(); });
  doc.addEventListener("satupintu:stale", () => offline(true));
  doc.addEventListener("satupintu:fresh", () => offline(false));
  doc.addEventListener("submit", (event) => {
    if (navigator.onLine && !doc.documentElement.hasAttribute("data-stale") || event.target.method !== "post") return;
    event.preventDefault();
    event.stopPropagation();
    offline(true);
    refresh();
  }, true);

  // personal data covered at once; the server hears of it for the next page
  doc.addEventListener("submit", (event) => {
    const button = one("[data-blind]", event.target);
    if (!button) return;
    event.preventDefault();
    const on = doc.body.classList.toggle("masked");
    button.setAttribute("aria-pressed", on);
    fetch(event.target.action, { method: "POST", body: new FormData(event.target), redirect: "manual" }).catch(() => 0);
  });

  // an open menu closes when one looks elsewhere
  doc.addEventListener("click", (event) => all("details.bar-menu[open]").forEach((el) => el.contains(event.target) || (el.open = false)));
  doc.addEventListener("keydown", (event) => event.key === "Escape" && all("details.bar-menu[open]").forEach((el) => { el.open = false; one("summary", el).focus(); }));

  restore();
  clock();
  open();
  ask("[data-fill]"); // for who keeps the front office as well
  setInterval(clock, 1000);
  setInterval(open, 250);
  setInterval(() => { if (one("[data-arrival=coming]")) refresh(); }, 15000);
})();
