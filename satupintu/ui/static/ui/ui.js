// Improves staff and public pages; every page works without it. Listens on the document only, so
// that parts of a page exchanged while it is open need no second start.
(() => {
  "use strict";
  const doc = document, root = doc.documentElement, all = (css) => doc.querySelectorAll(css);
  const shown = (el) => el.getClientRects().length > 0;
  // a field that has just been hidden keeps the focus for a moment (a list of commands that closed)
  const typing = (el) => el.matches?.("textarea,select,[contenteditable],input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit])") && shown(el);

  // sizes that come from a device's setting; the style sheet carries a default
  const { mm, call } = doc.body.dataset;
  if (mm) root.style.setProperty("--mm", mm + "px");
  if (call) root.style.setProperty("--call", call + "px");

  // the answer to a form, a refusal or an effect: Back and reload show the form's own page, or the one
  // that the answer names (data-posted), instead of asking to send it again
  const { posted } = doc.body.dataset, own = doc.querySelector("main form[method=post]:not([action])");
  if (posted || posted === "" && own) history.replaceState(history.state, "", posted || location.href);

  // error summary: heard first; each line leads into its field
  const reach = (id) => {
    const field = id && doc.getElementById(id);
    if (!field) return false;
    (field.closest(".field") || field).scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
    return true;
  };
  doc.querySelector("[data-summary]")?.focus();

  // on a narrow screen the bar of staff is one row that scrolls: where one is, is seen whole
  const whole = (el) => el?.closest(".bar-row") && el.scrollIntoView({ block: "nearest", inline: "nearest" });
  whole(doc.querySelector(".bar-row [aria-current]"));
  doc.addEventListener("focusin", (event) => whole(event.target));

  doc.addEventListener("click", (event) => {
    const line = event.target.closest?.("[data-summary] a");
    if (line && reach(line.hash.slice(1))) event.preventDefault();
    if (event.target.closest?.("[aria-disabled=true]")) event.preventDefault();
    if (event.target.closest?.("[data-print]")) print();
  });

  // one press, one submission: the button goes busy but keeps focus; after 8 s it may be tried again
  const busy = new Map();
  const free = (form) => {
    const [button, inside, timer] = busy.get(form) || [];
    clearTimeout(timer);
    busy.delete(form);
    if (!button) return;
    button.replaceChildren(...inside);
    button.removeAttribute("aria-disabled");
    button.removeAttribute("aria-busy");
  };
  doc.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || "noBusy" in form.dataset) return;
    if (busy.has(form)) return event.preventDefault();
    const button = event.submitter, inside = button ? [...button.childNodes] : [];
    busy.set(form, [button, inside, setTimeout(free, 8000, form)]);
    form.dataset.sent = "1";
    if (!button) return;
    const spin = doc.createElement("span");
    spin.className = "spin";
    button.setAttribute("aria-disabled", "true");
    button.setAttribute("aria-busy", "true");
    // the words change only after a tenth of a second: quick answers must not flicker
    setTimeout(() => busy.has(form) && button.replaceChildren(spin, button.dataset.busy || root.dataset.busy || "Menyimpan…"), 100);
  });
  addEventListener("pageshow", () => [...busy.keys()].forEach(free));

  // keys: function keys always; letters and digits only where the officer switched them on
  doc.addEventListener("keydown", (event) => {
    if (event.isComposing || event.repeat) return;
    const single = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    const name = (event.ctrlKey ? "Ctrl " : "") + (event.altKey ? "Alt " : "") + (event.shiftKey && !single ? "Shift " : "") + event.key;
    if (name === "Ctrl Enter") {
      const form = event.target.closest?.("form[data-ctrl-enter]") || doc.querySelector("form[data-ctrl-enter]");
      if (form) { event.preventDefault(); form.requestSubmit(form.querySelector("[data-main]") || form.querySelector(".primary") || undefined); }
      return;
    }
    if (single && (typing(event.target) || !("letters" in doc.body.dataset))) return;
    if (name === "/") {
      const search = doc.querySelector("[data-search],[role=search] input");
      if (search) { event.preventDefault(); search.focus(); }
      return;
    }
    const css = single && /\d/.test(name) ? `[data-digit="${name}"]` : `[data-key="${CSS.escape(name)}"]`;
    const target = [...all(css)].find(shown);
    if (!target) return;
    event.preventDefault();
    if (target.getAttribute("aria-disabled") === "true" || target.matches("input[type=text],input[type=search]")) target.focus();
    else {
      if (target.matches("summary")) target.focus(); // what it opens is led into from here
      target.click();
    }
  });

  // what was typed and not sent is not lost without a question
  doc.addEventListener("input", (event) => event.target.closest?.("form[data-warn-unsaved]")?.setAttribute("data-typed", ""));
  addEventListener("beforeunload", (event) => doc.querySelector("form[data-typed]:not([data-sent])") && event.preventDefault());

  // a long text tells how much is left once little is: seen from then on, heard at 100, 20, 0 and beyond
  const letters = (text) => {
    const { longest, left: fits, over } = text.dataset;
    const left = longest - [...text.value].length, words = (left < 0 ? over : fits).replace("#", Math.abs(left).toLocaleString(root.lang));
    let seen = text.parentElement.querySelector("[data-count]");
    if (!seen) {
      if (left > longest / 10) return;
      text.insertAdjacentHTML("afterend", '<p class="hint num" data-count></p><p class="vh" role="status"></p>');
      seen = text.nextElementSibling;
    }
    seen.textContent = left > longest / 10 ? "" : words;
    seen.classList.toggle("over", left < 0);
    if ([100, 20, 0].includes(left) || left < 0 && seen.dataset.count !== "over") seen.nextElementSibling.textContent = words;
    seen.dataset.count = left < 0 ? "over" : "";
  };
  all("[data-longest]").forEach(letters);
  // more than a form takes in all would not come back from the server: it stays where it stands
  doc.addEventListener("submit", (event) => {
    const book = [...event.target.querySelectorAll("[data-longest]")].find((text) => text.offsetParent && text.value.length > 80000);
    if (!book) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    letters(book);
    book.focus();
  }, true);
  doc.addEventListener("input", (event) => event.target.matches?.("[data-longest]") && letters(event.target));

  // clocks follow the server's time, not this machine's
  const first = doc.querySelector("[data-clock]");
  const ahead = first ? first.dataset.clock * 1000 - Date.now() : 0;
  const faces = {};
  const put = (el, words) => { if (el.textContent !== words) el.textContent = words; };
  const tick = () => {
    const now = Date.now() + ahead;
    for (const el of all("[data-clock]")) {
      const zone = el.dataset.zone || "Asia/Jakarta";
      faces[zone] ||= new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      put(el, faces[zone].format(now).replace(":", "."));
    }
    for (const el of all("[data-until]")) { // data-left="sisa # menit" data-over="lewat # menit"
      const left = (el.dataset.until * 1000 - now) / 60000; // the begun minute counts, before and after
      put(el, (left >= 0 ? el.dataset.left : el.dataset.over).replace("#", Math.ceil(Math.abs(left))));
    }
    for (const el of all("[data-since]")) // data-words="# menit"
      put(el, el.dataset.words.replace("#", Math.max(0, Math.floor((now - el.dataset.since * 1000) / 60000))));
    for (const bar of all("[data-undo]")) {
      if (bar.matches(":hover") || bar.contains(doc.activeElement)) continue;
      if (--bar.dataset.undo < 0) bar.remove();
    }
  };
  tick();
  setInterval(tick, 1000);
})();
