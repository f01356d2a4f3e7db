// The visitor's page: what the office's snapshot shows of this number is told here; the page itself
// is fetched anew only when its own state changed (HP-4, 6, 8, 9, 10). Without script all is there too.
(() => {
  const doc = document, body = doc.body, data = body.dataset, $ = (css) => doc.querySelector(css);
  if (!("key" in data)) return;
  const ahead = data.now * 1000 - Date.now(), now = () => Date.now() + ahead; // the server's clock
  const face = new Intl.DateTimeFormat("en-GB", { timeZone: data.zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const clock = (moment) => face.format(moment).replace(":", ".");
  const put = (el, words) => { if (el && el.textContent !== words) el.textContent = words; };
  const mine = (snapshot) => snapshot.tickets[data.liveTicket] || ["", 0];
  const keyOf = ([state, people]) => state === "waiting" && people <= 2 ? "soon" : state;
  let seen = now(), armed = false, sound, worker, alerts = 0, fetching;

  // --- called: words, colour, vibration, tone, again every ten seconds until "Saya menuju meja"
  const tone = () => {
    if (sound?.state !== "running") return;
    for (const [n, pitch] of [660, 880, 660, 880].entries()) {
      const voice = sound.createOscillator(), volume = sound.createGain(), at = sound.currentTime + n / 2;
      voice.frequency.value = pitch;
      volume.gain.setValueAtTime(.3, at);
      volume.gain.exponentialRampToValueAtTime(.001, at + .48);
      voice.connect(volume).connect(sound.destination);
      voice.start(at);
      voice.stop(at + .5);
    }
  };
  const notify = () => {
    if (!armed || Notification.permission !== "granted") return;
    const options = { body: $(".p-who")?.textContent || "", tag: data.liveTicket, renotify: true, requireInteraction: true };
    if (worker?.active) worker.showNotification(doc.title, options).catch(() => 0);
    else try { new Notification(doc.title, options); } catch { /* the page itself tells */ }
  };
  const alert = () => {
    if (data.key !== "called" || data.coming || alerts++ > 11) return;
    try { navigator.vibrate?.([600, 200, 600, 200, 600]); } catch { /* before the first touch */ }
    tone();
    if (doc.hidden) notify();
  };
  setInterval(alert, 10000);

  // --- the page anew
  const renew = async () => {
    if (fetching) return void (fetching = "again");
    fetching = "once";
    const answer = await fetch(location.pathname, { cache: "no-store" }).catch(() => 0);
    const text = answer && answer.status < 500 ? await answer.text().catch(() => 0) : 0;
    if (text) show(new DOMParser().parseFromString(text, "text/html"));
    else setTimeout(renew, 5000);
    const again = fetching === "again";
    fetching = "";
    if (again) renew();
  };
  const show = (next) => {
    const before = data.key + data.call, held = doc.activeElement?.value;
    $("main").replaceChildren(...next.querySelector("main").childNodes);
    doc.title = next.title;
    body.className = next.body.className;
    for (const name of Object.keys(data)) delete data[name];
    Object.assign(data, next.body.dataset);
    seen = now();
    if (held) $(`main [value="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
    dress();
    if (before === data.key + data.call) return;
    alerts = 0;
    if (data.key === "called") { alert(); notify(); }
    else put($("[data-said]"), [...doc.querySelectorAll(".p-say")].map((el) => el.textContent).join(" "));
  };

  // --- a new place in line, told from the snapshot alone
  const range = (low, high) => {
    const step = 3e5, when = $("[data-when]"), words = when.dataset;
    const first = Math.floor((now() + low * 6e4) / step) * step, last = Math.ceil((now() + high * 6e4) / step) * step;
    const known = high != null, later = first > now();
    put(when, !known ? words.unknown : later ? words.between : words.before);
    $("[data-range]").hidden = !known;
    if (known) put($("[data-times]"), (later ? clock(first) + "–" : "") + clock(last));
  };
  const move = (people) => {
    const say = $("[data-say]"), words = people ? say.dataset.one.replace("#", people) : say.dataset.none;
    doc.querySelectorAll("[data-dot]").forEach((dot) => dot.remove());
    $(".p-line .me").insertAdjacentHTML("beforebegin", "<li data-dot></li>".repeat(Math.min(people, 5)));
    put(say, words);
    doc.title = doc.title.replace(/^\(\d+\)/, `(${people})`);
    put($("[data-said]"), words);
    data.ahead = people;
  };
  const hear = (snapshot) => {
    const entry = mine(snapshot), key = keyOf(entry);
    seen = now();
    put($("[data-fresh]"), `${clock(seen)} ${data.zoneWord}`);
    if (key !== data.key || key === "called") return void setTimeout(renew, key === "called" ? 0 : Math.random() * 800);
    if (!$("[data-say]")) return;
    if (entry[1] !== +data.ahead) move(entry[1]);
    range(entry[2], entry[3]);
  };
  doc.addEventListener("satupintu:version", (event) => hear(event.detail.snapshot));

  // --- no signal: what was true last is greyed and says when that was
  const lost = (on) => {
    body.classList.toggle("unseen", on);
    const strip = $("[data-lost]");
    if (!strip) return;
    put($("[data-lost-since]"), clock(seen));
    strip.hidden = !on;
  };
  doc.addEventListener("satupintu:stale", () => lost(true));
  doc.addEventListener("satupintu:fresh", () => { lost(false); renew(); });
  addEventListener("offline", () => lost(true));
  addEventListener("online", () => { lost(false); renew(); });

  // --- "Kabari saya": asked only after the touch; a hidden page asks by itself, its stream is closed
  const arm = async () => {
    armed = true;
    try { sound ||= new AudioContext(); sound.resume(); } catch { /* no sound on this phone */ }
    navigator.wakeLock?.request("screen").catch(() => 0);
    const answer = self.Notification ? await Notification.requestPermission() : "none";
    if (answer === "granted") worker = await navigator.serviceWorker?.register(data.worker).catch(() => 0);
    const told = $("[data-notified]");
    put(told, answer === "granted" ? told?.dataset.yes : told?.dataset.no);
    put($("[data-said]"), told?.textContent || "");
    tone();
  };
  setInterval(async () => {
    if (!armed || !doc.hidden || data.key === "") return;
    const answer = await fetch(data.live.replace("public", "snapshot")).catch(() => 0);
    const snapshot = answer.ok && await answer.json().catch(() => 0);
    if (snapshot) hear(snapshot);
  }, 10000);
  doc.addEventListener("visibilitychange", () => armed && !doc.hidden && navigator.wakeLock?.request("screen").catch(() => 0));

  doc.addEventListener("click", (event) => event.target.closest?.("[data-notify]") && arm());
  let sent = 0; // one touch, one act
  doc.addEventListener("submit", (event) => Date.now() - sent < 3000 ? event.preventDefault() : sent = Date.now());
  const dress = () => {
    const button = $("[data-notify]"), undo = $("[data-undo]");
    if (button) button.hidden = armed;
    if (undo) setTimeout(() => undo.remove(), undo.dataset.undo * 1000);
  };
  dress();
  alert();
})();
