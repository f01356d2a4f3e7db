// Improves the kiosk's screens; each of them is complete without it. Forgets the visitor, counts idle
// time, moves the focus by four keys, keeps the line's figures true, watches for help and printer.
(() => {
  "use strict";
  const doc = document, body = doc.body, data = body.dataset, all = (css) => [...doc.querySelectorAll(css)];
  const base = data.kiosk, one = (css) => doc.querySelector(css), go = (address) => location.replace(address);
  const forget = () => { sessionStorage.clear(); go(base + "over/"); };
  const cookie = (name, value) => { doc.cookie = `${name}=${value};path=/;max-age=${value ? 3600 : 0};samesite=lax`; };

  // Back never shows what was there: not from the browser's memory, not by asking again
  const returned = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (returned && !("pristine" in data) && !("offline" in data)) return forget();
  addEventListener("pageshow", (event) => event.persisted && forget());
  doc.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (event.defaultPrevented || !link || link.hash || link.classList.contains("skip")) return;
    event.preventDefault();
    if ("overNow" in link.dataset) return forget();
    link.setAttribute("aria-busy", "true");
    go(link.href);
  });

  // how long a number takes, from the first touch
  addEventListener("pointerdown", () => sessionStorage.touched ||= Date.now(), true);
  one("[data-take]")?.addEventListener("submit", (event) => {
    const since = +sessionStorage.touched;
    if (since) event.target.elements.touched.value = (Date.now() - since) / 1000;
  });

  // still here?
  const still = one("[data-still-here]"), figure = still?.querySelector("[data-left]");
  let idle = 0, left = 0;
  const behind = () => [...body.children].filter((el) => el !== still);
  const ask = (on) => {
    if (still.hidden === !on) return;
    still.hidden = !on;
    behind().forEach((el) => { el.inert = on; });
    left = 10;
    if (on) still.querySelector("button").focus();
  };
  const active = () => { idle = 0; };
  // only a whole touch ends the question: on pointerdown it would fall through to the row below
  still?.addEventListener("click", () => ask(false));
  for (const what of ["pointerdown", "keydown", "wheel", "touchmove"]) addEventListener(what, active, { capture: true, passive: true });
  const changed = () => ["larger", "contrast", "lowered", "speaking"].some((look) => body.classList.contains(look));
  const resting = () => (("pristine" in data) || ("shut" in data)) && !changed();
  const idling = () => {
    if (!still || "over" in data || resting()) return;
    if (!still.hidden) {
      figure.textContent = --left;
      if (left <= 0) forget();
    } else if (++idle >= data.still) {
      ask(true);
      figure.textContent = left;
    }
  };
  setInterval(idling, 1000);

  // the number: a while, then gone
  if ("over" in data) {
    let seconds = +data.over * (body.classList.contains("speaking") ? 3 : 1);
    const line = one(".k-idle");
    setInterval(() => {
      seconds -= 1;
      if (line) line.textContent = line.textContent.replace(/\d+/, Math.max(0, seconds));
      if (seconds <= 0) forget();
    }, 1000);
    if ("printNow" in data) setTimeout(() => print(), 50);
  }

  // what a visitor switches: at once here, by cookie on the next screen
  doc.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[name=look]");
    if (!button || event.defaultPrevented) return;
    event.preventDefault();
    const on = body.classList.toggle(button.value);
    all(`button[name=look][value=${button.value}]`).forEach((el) => el.setAttribute("aria-pressed", on));
    cookie("tampilan", all("button[name=look][aria-pressed=true]").map((el) => el.value).join("."));
    doc.dispatchEvent(new CustomEvent("satupintu:look", { detail: { look: button.value, on } }));
  });

  // help and printer
  const note = one("[data-help]");
  const tell = (state) => {
    if (!note) return;
    note.hidden = !state;
    note.classList.toggle("ok", state === "coming");
    const words = state ? note.dataset[state] : "", line = note.querySelector("b");
    if (line.textContent === words) return;
    line.textContent = words;
    doc.dispatchEvent(new CustomEvent("satupintu:said"));
  };
  const look = async () => {
    const answer = await fetch(base + "state/").catch(() => 0);
    const state = answer.ok && !answer.redirected && await answer.json().catch(() => 0);
    if (!state) return;
    tell(state.help);
    if (!state.printer && "over" in data) {
      all("[data-paper]").forEach((el) => { el.hidden = true; });
      all("[data-photo]").forEach((el) => { el.hidden = false; });
    }
  };
  one("[data-call-help]")?.form.addEventListener("submit", async (event) => {
    if (event.submitter?.dataset.callHelp === undefined) return;
    event.preventDefault();
    const answer = await fetch(base + "help/", { method: "POST", body: new FormData(event.target) }).catch(() => 0);
    if (answer.ok) look();
    else one("[data-away]")?.removeAttribute("hidden");
  });
  if ("over" in data) for (const at of [1500, 4000, 7000]) setTimeout(look, at);
  setInterval(() => note && !note.hidden && look(), 3000);

  // the line as it is now
  const rows = one("[data-rows]");
  const put = (el, words) => { if (el.textContent !== words) el.textContent = words; };
  doc.addEventListener("satupintu:version", ({ detail: { snapshot } }) => {
    one("[data-away]")?.setAttribute("hidden", "");
    for (const row of rows?.querySelectorAll("[data-service]") || []) {
      const line = snapshot.services[row.dataset.service], words = rows.dataset;
      if (!line) continue;
      const count = line.waiting === 1 ? words.one : words.many;
      put(row.querySelector(".k-wait b"), line.waiting ? count.replace("#", line.waiting) : words.none);
      put(row.querySelector(".k-wait span"), line.range ? words.range.replace("#", line.range[0]).replace("#", line.range[1]) : words.unknown);
    }
    const open = snapshot.opening.open;
    if (("shut" in data) && open) go(base);
  });
  doc.addEventListener("satupintu:stale", () => {
    one("[data-away]")?.removeAttribute("hidden");
    rows?.querySelectorAll(".k-wait span").forEach((el) => put(el, rows.dataset.unknown));
  });
  doc.addEventListener("satupintu:fresh", () => one("[data-away]")?.setAttribute("hidden", ""));
  const code = one("[data-renew]");
  if (code) setInterval(() => { code.src = code.src.split("?")[0] + "?" + Date.now(); }, code.dataset.renew * 1000);
  // opening and closing change the whole screen: it is fetched anew while nobody is there
  if (resting()) setInterval(() => resting() && idle > 20 && fetch(base, { method: "HEAD" }).then((answer) => answer.ok && go(base)).catch(() => 0), 120000);

  // longer words or wider letters than drawn: first the examples give way, then the decoration; on a
  // screen too small for the true sizes the words shrink, and only at the end what is touched
  // (--touch), because nobody scrolls to a hidden button
  const root = doc.documentElement;
  const full = () => root.scrollHeight > innerHeight + 1 || root.scrollWidth > innerWidth + 1;
  const drawn = root.style.getPropertyValue("--mm");
  const fit = () => {
    body.classList.remove("tight", "tighter");
    root.style.setProperty("--mm", drawn);
    root.style.removeProperty("--touch");
    if (!matchMedia("(min-width: 41rem)").matches) return;
    for (const step of ["tight", "tighter"]) if (full()) body.classList.add(step);
    const mm = parseFloat(getComputedStyle(root).getPropertyValue("--mm"));
    const size = (name, part) => root.style.setProperty(name, mm * part + "px");
    size("--touch", 1);
    for (let part = 0.95; part > 0.47 && full(); part -= 0.05) size("--mm", part);
    for (let part = 0.95; part > 0.35 && full(); part -= 0.05) { size("--touch", part); size("--mm", Math.min(part, 0.5)); }
  };
  fit();
  doc.fonts?.ready.then(fit);
  for (const what of ["satupintu:look", "satupintu:step", "satupintu:version", "satupintu:stale", "satupintu:fresh", "satupintu:said"]) doc.addEventListener(what, fit);
  addEventListener("resize", fit);

  // after a step the focus stands at the heading, before the first choice
  const heading = one(".k-ask h1");
  if (heading && !("pristine" in data) && !("offline" in data)) { heading.tabIndex = -1; heading.focus(); }

  // four keys: up, down, choose (Enter), help (F1)
  const reachable = () => all("main a[href], main button, .k-tools button, .k-still button").filter((el) => el.getClientRects().length && !el.closest("[inert]"));
  addEventListener("keydown", (event) => {
    if (event.key === "F1") { event.preventDefault(); return one("[data-call-help]")?.click(); }
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const list = reachable(), here = list.indexOf(doc.activeElement);
    list[here < 0 ? (step > 0 ? 0 : list.length - 1) : (here + step + list.length) % list.length]?.focus();
  });
})();
