// The kiosk while its server is away: the same questions, a number from those lent, and back to the
// living screen as soon as somebody answers.
(() => {
  "use strict";
  const doc = document, body = doc.body, base = body.dataset.kiosk, lent = self.satupintuLent, all = (css) => doc.querySelectorAll(css);
  const facts = JSON.parse(doc.getElementById("kiosk-data").textContent);
  const asked = new URLSearchParams(location.search);
  history.replaceState(null, "", location.pathname);
  let service = asked.get("service"), press = asked.get("press") || "", over;

  const show = (step) => {
    all("[data-step]").forEach((el) => { el.hidden = el.dataset.step !== step; });
    body.classList.toggle("asks", step === "ask");
    body.classList.toggle("taken", step === "number" || step === "none");
    body.toggleAttribute("data-pristine", step === "rows");
    doc.dispatchEvent(new CustomEvent("satupintu:step"));
  };
  const start = () => { clearInterval(over); service = press = ""; delete body.dataset.over; show("rows"); };
  const words = (name, text) => all(`[data-word=${name}]`).forEach((el) => { el.textContent = text; });
  const clock = (at) => new Intl.DateTimeFormat("en-GB", { timeZone: facts.zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at).replace(":", ".");
  const day = (at) => new Intl.DateTimeFormat("id-ID", { timeZone: facts.zone, weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(at);

  // the kept page knows only the time at which it was kept
  const face = doc.querySelector("[data-clock]");
  face.removeAttribute("data-clock");
  const tick = () => {
    face.textContent = clock(lent.time());
    face.nextElementSibling.textContent = day(lent.time());
  };
  if (lent) { tick(); setInterval(tick, 5000); }

  const number = (priority) => {
    const one = lent?.give(service, priority, press);
    if (!one) return show("none"), stay();
    const at = new Date(one.at), told = facts.services[service] || {};
    words("code", one.code);
    words("service", told.name);
    words("foot", told.foot);
    words("date", `${day(at)} · ${clock(at)} ${facts.zone_word}`);
    all("[data-word=priority]").forEach((el) => { el.hidden = !priority; });
    body.dataset.code = one.code;
    show("number");
    stay();
    if (facts.prints === "browser") setTimeout(() => print(), 50);
  };
  const stay = () => {
    let seconds = facts.seconds;
    body.dataset.over = seconds;
    words("left", seconds);
    over = setInterval(() => { words("left", --seconds); if (seconds <= 0) start(); }, 1000);
  };

  doc.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (!button || event.defaultPrevented) return;
    if (button.dataset.service) { service = button.dataset.service; press = ""; show("ask"); }
    if ("priority" in button.dataset) number(button.dataset.priority === "1");
    if ("startOver" in button.dataset) start();
  });
  if (service && asked.has("priority")) number(asked.get("priority") === "1");
  else show(service ? "ask" : "rows");

  // somebody answers again: what was given away is told, then the living screen comes back
  setInterval(async () => {
    if (await lent?.sync() && "pristine" in body.dataset) location.replace(base);
  }, 4000);
})();
