// The front office as one page: box, guest book, rail. Every act is a POST of a form; a part of the
// page comes back. Nothing typed is lost: not by another ticket, an answer in error or no answer.
(() => {
  "use strict";
  const doc = document, $ = (css, from = doc) => from.querySelector(css), $$ = (css, from = doc) => [...from.querySelectorAll(css)];
  const box = $("#cari"), hits = $("#cocok"), count = $("#jumlah"), book = $("#buku"), news = $("#kabar"), badge = $("#belum"), say = news.dataset;
  const home = $("form[data-find]").action.replace(/find\/$/, ""), drafts = new Map();
  const NIK = /(?<!\d)(?:\d[ .-]?){15}\d(?!\d)/, token = () => $("[name=csrfmiddlewaretoken]").value;
  let clean = "", active = -1, asked = 0, opened = 0, pause = 0, found = "", helped = new Set();
  const form = () => $("#kartu"), key = () => self.crypto?.randomUUID?.() || Date.now() + "-" + Math.random();
  const pairs = (from, by) => [...new FormData(from, by).entries()];
  const typed = (from) => from ? JSON.stringify(pairs(from).filter(([name]) => !/^(csrf|press|opened)/.test(name))) : "";
  const dirty = () => form() && typed(form()) !== clean;

  const post = (url, list) => {
    const body = new URLSearchParams(list.filter(([name]) => name !== "csrfmiddlewaretoken"));
    return fetch(url, { method: "POST", body, headers: { "X-Part": "1", "X-CSRFToken": token() } });
  };
  const tell = (words, undo) => {
    const bar = doc.createElement("div"), line = doc.createElement("span");
    bar.className = "undo undo-at fo-undo";
    Object.assign(bar.dataset, undo ? { undo: 10, reopens: "" } : { undo: 10 });
    line.setAttribute("role", "status");
    bar.append(line);
    if (undo) {
      const button = doc.createElement("button");
      button.type = "button";
      button.textContent = say.undoWord;
      button.onclick = () => { bar.remove(); undo(); };
      bar.append(button);
    }
    news.replaceChildren(bar);
    line.textContent = words;
  };
  const refresh = () => $$("[data-refresh]").forEach((part) => part.dispatchEvent(new CustomEvent("satupintu:refresh", { bubbles: true })));
  const mark = () => $$("a[data-ticket]").forEach((row) => row.dataset.ticket === form()?.dataset.ticket ? row.setAttribute("aria-current", "true") : row.removeAttribute("aria-current"));

  // --- the guest book lies open ---
  const fresh = () => $$("[data-press]").forEach((field) => { field.value ||= key(); });
  const lay = (html, { focus = true, kept = false } = {}) => {
    book.innerHTML = html;
    if (!kept) clean = typed(form());
    fresh();
    stand();
    if (!form()) return box.focus();
    const problem = $("[data-summary]", book) || $("button[name=same]:not([data-look])", book) || $("[role=alert]", book), first = $(".match", book) ? "[name=purposes]" : "[name=name]";
    if (focus) (problem?.matches("[tabindex],button") ? problem : $(first, book) || $("input:not([type=hidden])", book))?.focus();
  };
  // The address is that of the book that lies open; Back closes it, Forward opens it again.
  const here = () => location.href.replace(/#.*/, "");
  const stand = () => {
    const at = form()?.action || home;
    mark();
    if (form()) $("[data-reopens]", news)?.remove();
    if (at === here()) return;
    if (!form() && history.state) history.back();
    else if (form() && here() === home) history.pushState("book", "", at);
    else history.replaceState(history.state, "", at);
  };
  const away = () => { // what was begun stays with its ticket; without a number it goes along
    const now = form();
    if (!dirty()) return [];
    if (!now.dataset.ticket) return pairs(now).filter(([name]) => !/^(csrf|press|opened|service|priority)/.test(name));
    drafts.set(now.action, pairs(now));
    return [];
  };
  const open = async (url, extra = [], row) => {
    const carried = away(), list = [...(drafts.get(new URL(url, location).href) || carried), ...extra], mine = ++opened;
    try {
      const answer = await post(url, [...list.filter(([name]) => name !== "do"), ["do", "look"]]);
      if (!answer.ok) throw answer;
      const html = await answer.text();
      if (mine !== opened) return;
      lay(html);
      if (list.length) clean = ""; // carried along: still unsaved
    } catch (fault) {
      fault.status ? tell(fault.status === 403 || fault.redirected ? say.signedOut : say.late) : blank(url, list, row);
    }
  };
  const blank = (url, list, row) => { // no server: a fresh sheet from this page
    book.replaceChildren($("#blangko").content.cloneNode(true));
    const now = form();
    now.setAttribute("action", url);
    $("[data-code]", now).textContent = row?.code || say.newGuest;
    $("[data-service]", now).textContent = row?.service || "";
    if (row?.ticket) { now.dataset.ticket = row.ticket; $("[data-unticketed]", now).remove(); }
    stand();
    now.press.value = key();
    now.opened_at.value = new Date().toISOString();
    fill(now, list);
    clean = "";
    $("[name=name]", now).focus();
    known(now, list.find(([name]) => name === "person")?.[1]);
  };
  const known = (now, person) => { // without a server: only who it is, the rest is known there
    if (!person) return;
    $("[name=person]", now) || now.append(Object.assign(doc.createElement("input"), { type: "hidden", name: "person" }));
    $("[name=person]", now).value = person;
    $("[name=name]", now).value = self.seen.name(person);
    $("[name=purposes]", now)?.focus();
  };
  const fill = (now, list) => {
    for (const [name, value] of list)
      for (const field of $$(`[name="${CSS.escape(name)}"]`, now))
        if (/radio|checkbox/.test(field.type)) field.checked ||= field.value === value;
        else if (field.type !== "hidden") field.value = value;
  };
  const look = (extra, url = form().action) => {
    const now = form(), list = pairs(now).filter(([name]) => !extra.some(([other]) => other === name));
    return post(url, [...list, ...extra, ["do", "look"]]).then(async (answer) => {
      if (!answer.ok || answer.redirected) return tell(say.late);
      const html = await answer.text(), since = form() === now ? pairs(now).filter(([name, value]) => !list.some(([was, then]) => was === name && then === value)) : [];
      lay(html);
      fill(form(), since); // typed while the answer was on its way
      clean = "";
      told();
    }, () => extra[0]?.[0] === "person" ? known(now, extra[0][1]) : tell(say.late));
  };

  // --- signing ---
  const sign = async (now, by) => {
    if (pairs(now).some(([, value]) => NIK.test(value))) return tell(say.nik);
    const list = pairs(now, by), url = now.action, go = by || $("[data-main]", now);
    go.setAttribute("aria-disabled", "true");
    let answer;
    try { answer = await post(url, list); } catch { answer = 0; }
    go.removeAttribute("aria-disabled");
    if (!answer) return keep(url, list);
    if (answer.redirected || answer.status === 403) return tell(say.signedOut);
    if (answer.status >= 500) return tell(say.late);
    const html = await answer.text();
    drafts.delete(url);
    lay(html, { kept: !answer.ok });
    if (answer.headers.get("X-Saved")) { told(); refresh(); }
  };
  const keep = async (url, list) => {
    await self.kept.add(url, [...list, ["signed_at", new Date().toISOString()]]);
    drafts.delete(url);
    const ticket = form()?.dataset.ticket;
    $(`a[data-ticket="${ticket}"]`)?.removeAttribute("data-unsigned");
    shut();
    tell(self.kept.where === "disk" ? say.kept : say.memory);
    box.focus();
  };
  const told = () => { const bar = $("[data-told]", book); if (bar) news.replaceChildren(bar.content.cloneNode(true)); };
  const quiet = async (now, by) => {
    const answer = await post(now.action, pairs(now, by)).catch(() => 0);
    if (!answer || answer.status >= 500 || answer.redirected) return tell(say.late);
    news.innerHTML = await answer.text();
    $$("[data-press]", now).forEach((field) => { field.value = key(); });
    now.closest("details")?.removeAttribute("open");
    refresh();
    if ("again" in now.dataset && form()) return look([]);
    if (!dirty()) box.focus();
  };
  const follow = async (now, by) => {
    away();
    const answer = await post(now.action, pairs(now, by)).catch(() => 0);
    if (!answer?.ok) return tell(say.late);
    const html = await answer.text();
    if (!answer.redirected) return void (news.innerHTML = html);
    lay(html);
    refresh();
  };
  doc.addEventListener("submit", (event) => {
    const now = event.target, by = event.submitter;
    if (now.matches("[data-find]")) { event.preventDefault(); return void enter(); }
    if (now.matches("[data-quiet]")) { event.preventDefault(); return void quiet(now, by); }
    if (now.matches("[data-follow]")) { event.preventDefault(); return void follow(now, by); }
    if (now.id !== "kartu") return;
    event.preventDefault();
    if (by?.hasAttribute("formaction")) return void look([[by.name, by.value]], by.formAction).then(refresh);
    const go = !by || by.hasAttribute("data-first") ? $("[data-main]", now) : by; // Enter in a field saves
    if (go.getAttribute("aria-disabled") !== "true") sign(now, go);
  }, true);
  doc.addEventListener("click", (event) => {
    const row = event.target.closest("a[data-ticket],a[data-open],a[data-next]"), seen = event.target.closest("[data-seen]"), one = event.target.closest("[role=option]");
    if (row && !event.ctrlKey && !event.metaKey) { event.preventDefault(); row.matches("[data-next]") ? next() : open(row.href, [], row.dataset); }
    if (seen) { const card = $(`[name=identity][value="${seen.dataset.seen}"]`, form()); card.checked = true; form().requestSubmit($("[data-main]", form())); }
    if (one) choose(one);
    const other = event.target.closest("[data-look]");
    if (other) look([[other.name, other.value]]);
    if (!event.target.closest("[data-find]")) close();
  });
  const next = () => {
    const row = $$("a[data-unsigned]").find((each) => each.dataset.ticket !== form()?.dataset.ticket);
    row ? open(row.href, [], row.dataset) : box.focus();
  };

  // --- the box finds ---
  const options = () => $$("[role=option]", hits);
  const close = () => { hits.hidden = true; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); active = -1; };
  const point = (to) => {
    const all = options();
    active = all.length ? (to + all.length) % all.length : -1;
    all.forEach((one, n) => one.setAttribute("aria-selected", n === active));
    active < 0 ? box.removeAttribute("aria-activedescendant") : box.setAttribute("aria-activedescendant", all[active].id);
    all[active]?.scrollIntoView({ block: "nearest" });
  };
  const find = async () => {
    const text = box.value.trim(), mine = ++asked;
    clearTimeout(pause);
    if (!text) return close();
    let html = NIK.test(text) ? "" : await post(home + "find/", [["q", text]]).then((answer) => answer.ok ? answer.text() : "", () => self.seen.offer(text));
    if (mine !== asked) return;
    if (NIK.test(text)) { box.value = ""; tell(say.nik); return close(); }
    found = text;
    hits.innerHTML = html;
    hits.hidden = !hits.children.length;
    box.setAttribute("aria-expanded", String(!hits.hidden));
    count.textContent = $("[data-count]", hits)?.textContent || "";
    point(0);
  };
  const choose = (one) => {
    const { url, person } = one.dataset, fresh = one.dataset.new;
    close();
    box.value = "";
    if (url) return open(url, [], { ...$(`a[data-ticket="${one.id.slice(7)}"]`)?.dataset });
    if (person && form()?.matches("[data-blank]")) return known(form(), person);
    if (person) return form() ? look([["person", person], ["same", person]]) : open(home + "new/", [["person", person]]);
    if (!form()) return open(home + "new/", said(fresh));
    fill(form(), said(fresh));
    $("[name=name]", form())?.focus();
  };
  const said = (text) => [[text.includes("@") ? "email" : /^[+\d][\d\s().-]{7,}$/.test(text) ? "phone" : "name", text]];
  const enter = async () => {
    if (hits.hidden || found !== box.value.trim()) await find();
    const one = options()[Math.max(active, 0)];
    if (one) choose(one);
  };
  box.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(find, 120); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); hits.hidden ? find() : point(active + (event.key === "ArrowDown" ? 1 : -1)); }
  });

  // --- keys ---
  const writes = (el) => el.matches?.("textarea,select,input:not([type=checkbox]):not([type=radio])");
  doc.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return escape(event);
    if (event.key.length !== 1 || /[ \/]/.test(event.key) || writes(event.target)) return;
    const chips = event.target.closest("[data-chips]"), nth = /[1-9]/.test(event.key) && chips && $$("input,button", chips).filter((one) => one.type !== "hidden")[event.key - 1];
    if (nth) { event.preventDefault(); event.stopPropagation(); nth.focus(); return nth.click(); }
    if (chips?.matches("details")) return;
    if ("letters" in doc.body.dataset) { event.stopPropagation(); box.focus(); } // a scanner writes wherever the focus is
  }, true);
  const escape = (event) => {
    if (!hits.hidden) return close();
    if (box.value) { box.value = ""; return; }
    if (!form()) return;
    event.preventDefault();
    const changed = dirty(), back = aside();
    drafts.delete(back.at);
    if (changed) tell(say.cleared, back);
  };
  const shut = () => {
    book.innerHTML = idle;
    $(".lead", book)?.remove(); // who is next, the rail knows better
    fresh();
    stand();
    box.focus();
  };
  const aside = () => { // closes the book; what it returns opens it again as it was
    const before = book.innerHTML, list = pairs(form()), at = form().action;
    shut();
    return Object.assign(() => { book.innerHTML = before; fill(form(), list); drafts.delete(at); clean = ""; stand(); $("[name=purposes],[name=name]", form())?.focus(); }, { at });
  };
  let closed = () => {};
  addEventListener("popstate", () => {
    const at = here();
    if (at === (form()?.action || home)) return;
    if (at !== home) return void (at === closed.at && !form() ? closed() : open(at));
    const changed = dirty(), kept = changed && form().dataset.ticket && pairs(form());
    closed = aside();
    if (kept) drafts.set(closed.at, kept);
    if (changed) tell(say.shut, closed);
  });
  doc.addEventListener("toggle", (event) => event.target.id === "lain" && event.target.open && $("button", event.target).focus(), true);

  // --- what waits to be sent ---
  const again = async (url, list) => {
    const answer = await post(url, list).catch(() => 0);
    if (!answer || answer.status >= 500 || answer.redirected || answer.status === 403) return "later";
    if (answer.headers.get("X-Saved")) { refresh(); return "sent"; }
    return "refused";
  };
  const sendAll = () => self.kept.send(again);
  doc.addEventListener("front:kept", ({ detail: { waiting, refused } }) => {
    badge.hidden = !(waiting + refused);
    badge.textContent = (refused ? badge.dataset.read : badge.dataset.one).replace("#", refused || waiting);
  });
  doc.addEventListener("front:sent", () => tell(say.sent));
  badge.addEventListener("click", async () => {
    const one = self.kept.all().find((each) => each.refused);
    if (!one) return sendAll();
    const answer = await post(one.url, one.pairs).catch(() => 0);
    if (!answer || answer.status >= 500) return tell(say.late);
    await self.kept.drop(one.id);
    lay(await answer.text(), { kept: true });
    if (!answer.headers.get("X-Saved")) clean = "";
  });
  for (const when of ["online", "satupintu:fresh"]) (when === "online" ? self : doc).addEventListener(when, sendAll);
  setInterval(sendAll, 15000);
  self.kept.ready.then(sendAll);
  addEventListener("beforeunload", (event) => (dirty() || drafts.size || (self.kept.where === "memory" && self.kept.all().length)) && event.preventDefault());
  doc.addEventListener("satupintu:refreshed", () => { mark(); help(); });
  doc.addEventListener("satupintu:signed-out", () => tell(say.signedOut));

  const help = () => { // a call for help is said once, however often the rail is read again
    const all = $$("[data-alert]"), fresh = all.filter((one) => !helped.has(one.dataset.alert));
    helped = new Set(all.map((one) => one.dataset.alert));
    if (fresh.length) $("#minta").textContent = fresh.map((one) => $("b", one).textContent).join(". ");
  };
  const idle = $("#kosong").innerHTML;
  help();
  clean = typed(form());
  fresh();
  mark();
  if (form()) ($("[data-summary]") || $(".match", book) && $("[name=purposes]", book) || $("[name=name]", book))?.focus(); else box.focus();
})();
