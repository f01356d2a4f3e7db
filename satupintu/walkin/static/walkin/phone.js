// The visitor's page: a new place in line is told from the office's snapshot; the page is fetched
// anew only when its own state changed.
(() => {
  const doc = document, { body } = doc, data = body.dataset, $ = (css) => doc.querySelector(css);
  if (!("key" in data)) return;
  const ahead = data.now * 1000 - Date.now(), now = () => Date.now() + ahead; // the server's clock
  const clock = (moment) => new Date(moment).toLocaleTimeString("en-GB", { timeZone: data.zone, timeStyle: "short" }).replace(":", ".");
  const put = (el, words) => { if (el && el.textContent !== words) el.textContent = words; };
  const say = (words) => put($("[data-said]"), words);
  const get = (url) => fetch(url, { cache: "no-store" }).catch(() => 0);
  let seen = now(), armed, sound, worker, alerts = 0, busy, sent = 0;

  // called: again every ten seconds until "Saya menuju meja"
  const tone = () => {
    if (sound?.state !== "running") return;
    const voice = sound.createOscillator(), at = sound.currentTime;
    [660, 880, 660, 880].forEach((pitch, n) => voice.frequency.setValueAtTime(pitch, at + n / 2));
    voice.connect(sound.destination);
    voice.start();
    voice.stop(at + 2);
  };
  const notify = () => {
    if (!armed || !self.Notification || Notification.permission !== "granted") return;
    const more = { body: $(".p-who")?.textContent, tag: "call", renotify: true, requireInteraction: true };
    try { worker?.active ? worker.showNotification(doc.title, more) : new Notification(doc.title, more); } catch { /* the page tells */ }
  };
  const alert = () => {
    if (data.key !== "called" || data.coming || alerts++ > 11) return;
    navigator.vibrate?.([600, 200, 600, 200, 600]);
    tone();
    notify();
  };
  setInterval(alert, 10000);

  // the page anew
  const renew = async () => {
    if (busy) return void (busy = 2);
    busy = 1;
    const answer = await get(location.pathname), text = answer && answer.status < 500 && await answer.text().catch(() => 0);
    const again = busy > 1;
    busy = 0;
    if (text) show(new DOMParser().parseFromString(text, "text/html"));
    if (!text || again) setTimeout(renew, text ? 0 : 5000);
  };
  const show = (next) => {
    const before = data.key + data.call + data.service, held = doc.activeElement?.value;
    $("main").replaceChildren(...next.querySelector("main").childNodes);
    doc.title = next.title;
    body.className = next.body.className;
    Object.assign(data, { key: "", coming: "" }, next.body.dataset);
    seen = now();
    if (held) $(`main [value="${CSS.escape(held)}"]`)?.focus();
    dress();
    if (before === data.key + data.call + data.service) return;
    alerts = 0;
    if (data.key === "called") alert();
    else say([...doc.querySelectorAll(".p-say")].map((el) => el.textContent).join(" "));
  };

  // a new place in line
  const move = (people, low, high) => {
    const line = $("[data-say]"), when = $("[data-when]"), words = people ? line.dataset.one.replace("#", people) : line.dataset.none;
    if (people !== +data.ahead) {
      doc.querySelectorAll("[data-dot]").forEach((dot) => dot.remove());
      $(".me").insertAdjacentHTML("beforebegin", "<li data-dot></li>".repeat(Math.min(people, 5)));
      put(line, words);
      doc.title = doc.title.replace(/\d+/, people);
      say(words);
      data.ahead = people;
    }
    const step = 3e5, known = high != null, last = Math.ceil((now() + high * 6e4) / step) * step;
    const first = Math.floor((now() + low * 6e4) / step) * step, later = first > now();
    put(when, when.dataset[!known ? "unknown" : later ? "between" : "before"]);
    $("[data-range]").hidden = !known;
    put($("[data-times]"), (later ? clock(first) + "–" : "") + clock(last));
  };
  const hear = (snapshot) => {
    const [state, people, low, high, service] = snapshot.tickets[data.liveTicket] || [""];
    const key = state === "waiting" && people <= 2 ? "soon" : state;
    seen = now();
    put($("[data-fresh]"), `${clock(seen)} ${data.zoneWord}`);
    const moved = state === "waiting" && service !== +data.service;
    if (moved || key !== data.key || key === "called") setTimeout(renew, key === "called" ? 0 : Math.random() * 800);
    else if ($("[data-say]")) move(people, low, high);
  };
  doc.addEventListener("satupintu:version", (event) => hear(event.detail.snapshot));

  // no signal: what was true last is greyed
  const lost = (on) => {
    if (on === body.classList.contains("unseen")) return;
    body.classList.toggle("unseen", on);
    put($("[data-lost-since]"), clock(seen));
    $("[data-lost]")?.toggleAttribute("hidden", !on);
    if (!on) renew();
  };
  doc.addEventListener("satupintu:stale", () => lost(true));
  doc.addEventListener("satupintu:fresh", () => lost(false));
  addEventListener("offline", () => lost(true));
  addEventListener("online", () => lost(false));

  // "Kabari saya": asked only after the touch; a hidden page has no stream and asks by itself
  const awake = () => navigator.wakeLock?.request("screen").catch(() => 0);
  const arm = async () => {
    armed = true;
    awake();
    try { (sound ||= new AudioContext()).resume().then(tone); } catch { /* no sound here */ }
    const granted = self.Notification && await Notification.requestPermission() === "granted", told = $("[data-notified]");
    if (granted) worker = await navigator.serviceWorker?.register(data.worker).catch(() => 0);
    put(told, told?.dataset[granted ? "yes" : "no"]);
    say(told?.textContent);
    dress();
  };
  setInterval(async () => {
    if (!armed || !doc.hidden || !data.key) return;
    const answer = await get(data.live.replace("public", "snapshot"));
    if (answer.ok) hear(await answer.json());
  }, 10000);
  doc.addEventListener("visibilitychange", () => armed && !doc.hidden && awake());
  doc.addEventListener("click", (event) => event.target.closest("[data-notify]") && arm());
  doc.addEventListener("submit", (event) => { // one touch, one act
    Date.now() - sent < 3000 ? event.preventDefault() : sent = Date.now();
  });
  const dress = () => {
    const undo = $("[data-undo]");
    $("[data-notify]")?.toggleAttribute("hidden", !!armed);
    if (undo) setTimeout(() => undo.remove(), undo.dataset.undo * 1000);
  };
  dress();
  alert();
})();
