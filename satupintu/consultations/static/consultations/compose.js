// The composer of a conversation: one kind of writing at a time, drafts kept, texts picked by :: ?? @@,
// parts to be filled in, who else is there. Without it all buttons stand there and everything works.
(() => {
  "use strict";
  const doc = document, one = (css, of = doc) => of.querySelector(css), all = (css, of = doc) => [...of.querySelectorAll(css)];
  const form = one("[data-composer]");
  if (!form) return;
  const text = one("[data-text]", form), said = one("[data-said]", form), { here, state, fill, kept, offline } = form.dataset;
  const store = `satupintu.inbox.${here}`;
  one(".in-hints", form).hidden = false;
  all("[data-insert]").forEach((el) => { el.hidden = false; });

  // one kind at a time: the ground, the words of the button and Ctrl Enter follow it
  const mode = () => one("[name=mode]:checked", form)?.value || "note";
  const follow = (heard) => {
    all("[name=do]", form).forEach((button) => button.toggleAttribute("data-main", button.value === mode()));
    if (heard) one("[data-mode-said]", form).textContent = one("[name=mode]:checked", form).parentElement.textContent;
  };
  form.addEventListener("change", (event) => event.target.name === "mode" && follow(true));
  // by mouse or shortcut one goes on writing; who walks the kinds with the arrows stays among them
  form.addEventListener("click", (event) => event.target.name === "mode" && !event.target.matches(":focus-visible") && text.focus());
  follow();

  // parts in braces become fields; nothing is sent while one is empty
  const braces = () => [...new Set(text.value.match(/\{[^{}\n]{1,40}\}/g) || [])];
  const offer = () => {
    const there = braces(), shown = all("input", said).map((el) => el.dataset.part);
    if (there.join() === shown.join()) return;
    // those that stay are the same ones: who goes from one to the next keeps the focus
    const fields = new Map(all("label", said).map((label) => [one("input", label).dataset.part, label]));
    if (!fields.size || !there.length) said.replaceChildren();
    one("b", said)?.remove();
    fields.forEach((label, part) => { if (!there.includes(part)) label.remove(); });
    said.append(...there.filter((part) => !fields.has(part)).map((part) => {
      const label = doc.createElement("label"), input = doc.createElement("input");
      label.textContent = part.slice(1, -1) + " ";
      input.className = "input";
      input.dataset.part = part;
      input.addEventListener("change", () => { if (input.value) { text.value = text.value.replaceAll(part, input.value); setTimeout(changed); } });
      label.append(input);
      return label;
    }));
  };
  form.addEventListener("submit", (event) => {
    const note = event.submitter?.value === "note", left = note ? [] : braces();
    if (left.length) {
      event.preventDefault();
      event.stopImmediatePropagation();
      offer();
      const why = one("b", said) || said.insertBefore(doc.createElement("b"), said.firstChild);
      why.textContent = fill.replace("#", left[0]);
      one("input", said)?.focus();
      one("[data-mode-said]", form).textContent = fill.replace("#", left[0]);
      return;
    }
    if (!navigator.onLine) { event.preventDefault(); event.stopImmediatePropagation(); tell(offline); return; }
    clearTimeout(timer);
    sent = true;
    localStorage.removeItem(store);
    setTimeout(() => { if (event.defaultPrevented) { sent = false; changed(); } }); // too long, a file on its way
  }, true);

  // what is written is kept on the server, and here until the server has it
  let timer, sent = false, leaving = false, last = text.value, wrote = 0;
  const tell = (words) => { if (!one("input", said)) said.textContent = words; };
  const fresh = one("#baru");
  // who else is there is asked for often while somebody is, and at once by whoever comes to write
  let next;
  const rest = () => { clearTimeout(next); next = setTimeout(beat, one("[data-there]", fresh)?.textContent.trim() ? 5000 : 20000); };
  const beat = async () => { await report(); rest(); };
  const report = async () => {
    if (doc.hidden || sent) return;
    const url = new URL(fresh.dataset.refresh, location.href), data = new FormData(), typed = text.value;
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("n", url.searchParams.get("n"));
    data.set("state", state);
    data.set("writing", Date.now() - wrote < 20000 ? "1" : "0");
    if (typed !== last) { data.set("text", typed); data.set("mode", mode()); }
    const answer = await fetch(here, { method: "POST", body: data }).catch(() => 0);
    if (!answer || !answer.ok || answer.redirected) return tell(typed !== last ? offline : "");
    const html = await answer.text();
    if (typed !== last) { last = typed; tell(typed && kept); text.value === typed && !leaving ? localStorage.removeItem(store) : keep(); }
    if (html !== fresh.dataset.had) { fresh.innerHTML = html; fresh.dataset.had = html; }
  };
  // the next page may have been asked for before the server had the last words: they wait for it here
  addEventListener("beforeunload", () => { leaving = true; setTimeout(() => { leaving = false; }, 5000); });
  const keep = () => { try { localStorage.setItem(store, JSON.stringify([last, text.value])); } catch { /* a full store must not stop the typing */ } };
  const changed = () => {
    if (sent) return;
    wrote = Date.now();
    offer();
    keep();
    clearTimeout(timer);
    timer = setTimeout(beat, 1500);
  };
  text.addEventListener("input", changed);
  const before = localStorage.getItem(store);
  if (before) {
    let was, typed = before;
    try { [was, typed] = JSON.parse(before); } catch { /* kept by an older page: the text alone */ }
    if (typed === text.value) localStorage.removeItem(store);
    else if (!text.value || text.value === was) { text.value = typed; changed(); } // the server had no newer words
  }
  rest();
  text.addEventListener("focus", beat);
  doc.addEventListener("visibilitychange", beat);
  addEventListener("online", beat);
  addEventListener("offline", () => tell(offline));
  offer();

  // put something where the cursor stands
  const put = (words, from = text.selectionStart) => {
    text.setRangeText(words, from, text.selectionEnd, "end");
    text.focus();
    changed();
  };
  const canned = (button) => {
    const mark = doc.createElement("input");
    mark.type = "hidden"; mark.name = "canned"; mark.value = button.dataset.canned;
    form.append(mark);
  };
  const cite = ({ cite: ident, title }) => {
    if (all("[name=cite]", form).some((el) => el.value === ident)) return;
    const item = doc.createElement("li"), label = doc.createElement("label"), box = doc.createElement("input");
    item.className = "cite"; label.className = "tick";
    Object.assign(box, { type: "checkbox", name: "cite", value: ident, checked: true });
    label.append(box, title);
    item.append(label);
    one("[data-cites]", form).append(item);
  };
  doc.addEventListener("click", (event) => {
    const text_ = event.target.closest?.("[data-insert]"), item = event.target.closest?.("[data-cite]");
    if (text_) { put(text_.dataset.insert); canned(text_); }
    if (item) cite(item.dataset);
  });

  // the catalogue beside: found without leaving the page
  const search = one("[data-catalogue]"), found = one("[data-found]");
  const look = async (words, likely) => {
    const data = new FormData(search);
    data.set("q", words);
    if (likely) data.set("likely", "1");
    const answer = await fetch(search.action, { method: "POST", body: data }).catch(() => 0);
    return answer && answer.ok && !answer.redirected ? answer.text() : "";
  };
  search?.addEventListener("submit", async (event) => {
    event.preventDefault();
    found.innerHTML = await look(new FormData(search).get("q"));
  });

  // what may answer the question, until somebody searches
  if (search?.dataset.likely) look(search.dataset.likely, true).then((html) => { if (!found.innerHTML) found.innerHTML = html; });

  // what was answered before, once the page is there
  const alike = one("[data-similar]");
  if (alike) fetch(alike.dataset.similar).then((answer) => answer.ok && !answer.redirected && answer.text()).then((html) => { if (html) alike.innerHTML = html; }).catch(() => 0);

  // :: texts, ?? catalogue, @@ colleagues: a list under the text, chosen by arrows and Enter
  const list = doc.createElement("ul");
  Object.assign(list, { className: "in-pick", id: "pilihan", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector(".in-hints").textContent);
  text.after(list);
  let start = -1, asked = 0;
  const close = () => { list.hidden = true; list.replaceChildren(); text.removeAttribute("aria-activedescendant"); };
  const choose = (at) => all("li", list).forEach((item, n) => {
    item.setAttribute("aria-selected", n === at);
    if (n === at) { text.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
  });
  const show = (items) => {
    list.replaceChildren(...items.slice(0, 8).map(([words, act], n) => {
      const item = doc.createElement("li");
      item.id = `pilihan-${n}`;
      item.setAttribute("role", "option");
      item.textContent = words;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); act(); close(); });
      item.act = act;
      return item;
    }));
    list.hidden = !items.length;
    list.style.bottom = `${form.offsetHeight - text.offsetTop + 4}px`; // above the words, which stay to be read
    if (items.length) choose(0); else close();
  };
  const sources = {
    "::": async (words) => all("[data-insert]").filter((el) => el.dataset.shortcut.includes(words)).map((el) => [`${el.dataset.shortcut}${el.dataset.check ? ` (${el.dataset.check})` : ""}: ${el.dataset.insert.slice(0, 60)}`, () => { put(el.dataset.insert, start); canned(el); }]),
    "@@": async (words) => all("#rekan option").filter((el) => el.text.toLowerCase().includes(words)).map((el) => [el.text, () => { one("[name=mode][value=note]", form).click(); put(`@${el.text} `, start); }]),
    "??": async (words) => {
      if (words.length < 3) return [];
      const box = doc.createElement("div");
      box.innerHTML = await look(words);
      return all("[data-cite]", box).map((el) => [el.dataset.title, () => { put("", start); cite(el.dataset); }]);
    },
  };
  text.addEventListener("input", async () => {
    const typed = text.value.slice(0, text.selectionStart).match(/(::|\?\?|@@)([^\n:?@]{0,40})$/), mine = ++asked;
    if (!typed) return close();
    start = typed.index;
    const items = await sources[typed[1]](typed[2].trim().toLowerCase());
    if (mine === asked) show(items);
  });
  text.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const items = all("li", list), at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose((at + step + items.length) % items.length);
    else if ((event.key === "Enter" && !event.ctrlKey) || event.key === "Tab") { items[at]?.act(); close(); }
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  text.addEventListener("blur", () => setTimeout(close, 200));
})();
