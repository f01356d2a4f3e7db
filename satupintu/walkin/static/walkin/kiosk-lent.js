// Numbers lent to this kiosk: fetched while the server is there, given away when it is not, told
// afterwards. They live in this browser; the server knows each of them and never renumbers one.
(() => {
  "use strict";
  const { kiosk, device } = document.body.dataset;
  if (!device) return;
  const key = "nomor" + kiosk, safe = self.isSecureContext && "serviceWorker" in navigator;
  const load = () => { try { return JSON.parse(localStorage[key]); } catch { return { day: "", numbers: {}, given: [], skew: 0, at: 0 }; } };
  const save = (kept) => { localStorage[key] = JSON.stringify(kept); };
  const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] || "";
  const codes = (kept) => [...Object.values(kept.numbers).flat(), ...kept.given.map((one) => one.code)];
  const voice = () => (self.speechSynthesis?.getVoices().some((one) => one.localService && one.lang.startsWith("id")) ? "yes" : "no");

  const exchange = async () => {
    const kept = load(), sent = kept.given;
    const answer = await fetch(kiosk + "sync/", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({ condition: { offline: safe ? "on" : "off", voice: voice() }, given: sent, held: codes(kept) }),
    }).catch(() => 0);
    const told = answer.ok && !answer.redirected && await answer.json().catch(() => 0);
    if (!told) return false;
    const now = load(); // a number may have been given away meanwhile
    now.given = now.given.filter((one) => !told.settled.includes(one.code));
    const out = new Set(now.given.map((one) => one.code));
    now.day = told.day;
    now.numbers = Object.fromEntries(Object.entries(told.numbers).map(([service, list]) => [service, list.filter((code) => !out.has(code))]));
    now.skew = new Date(told.now) - Date.now(); // the numbers' times are the server's, not this machine's
    now.at = Date.now();
    save(now);
    return true;
  };
  const sync = () => (navigator.locks ? navigator.locks.request(key, exchange) : exchange());

  const time = () => new Date(Date.now() + load().skew);

  // the next number of a service, written down before anybody sees it; null when there is none today
  const give = (service, priority, press) => {
    const kept = load(), at = time();
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: document.body.dataset.zone }).format(at);
    if (press) { // the same press once more is the same number
      const earlier = kept.given.find((one) => one.press === press);
      if (earlier) return earlier;
    }
    const code = kept.day === today && kept.numbers[service]?.shift();
    if (!code) return null;
    const one = { code, service, priority, press, at: at.toISOString() };
    kept.given.push(one);
    save(kept);
    return one;
  };
  self.satupintuLent = { sync, give, time };

  const keep = async () => {
    const worker = await navigator.serviceWorker.register(kiosk + "worker.js", { scope: kiosk });
    const shell = await fetch(kiosk + "offline/").catch(() => 0);
    if (!shell.ok || shell.redirected) return worker;
    for (const name of await caches.keys()) if (name.startsWith("kiosk")) await (await caches.open(name)).put(kiosk + "offline/", shell.clone());
    return worker;
  };
  if ("offline" in document.body.dataset) return;
  const due = () => { const kept = load(); return kept.given.length || Date.now() - kept.at > 60000; };
  const tend = () => due() && sync();
  if (safe && due()) keep().catch(() => 0);
  tend();
  setInterval(tend, 15000);
})();
