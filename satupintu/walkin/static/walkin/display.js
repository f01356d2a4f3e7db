// The board in the hall. It follows the office's public state (ui/live.js): calls are shown and said one
// after the other, each at least data-stay seconds; what is undone disappears at once. Which call was
// announced last is remembered on this machine, so that nothing is said twice and nothing missed is lost.
// Built to stand for a month: rows are exchanged, lists are bounded, there is one AudioContext.
// <html data-said> is a log of what was really played, read by tests and by whoever looks for a fault.
(() => {
  const doc = document, root = doc.documentElement, body = doc.body, $ = (css) => doc.querySelector(css);
  const setup = JSON.parse(body.dataset.setup), { voice, words } = setup;
  const YOUNG = 60, ROWS = 5, LOG = 600;
  const face = $("[data-clock]"), ahead = face.dataset.clock * 1000 - Date.now();
  const now = () => Date.now() + ahead; // the server's clock
  const put = (el, text) => { if (el.textContent !== text) el.textContent = text; };
  const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const local = new Intl.DateTimeFormat("en-GB", { timeZone: face.dataset.zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const time = (at = now()) => local.format(at).replace(":", ".");
  const within = (windows) => windows.find(([from, to]) => from <= time() && time() < to);

  // --- memory: the cursor outlives a reload, a power cut and the server
  const shelf = setup.condition ? "localStorage" : "sessionStorage", key = "satupintu display " + setup.office;
  const recall = () => { try { return JSON.parse(self[shelf].getItem(key))?.at; } catch { return undefined; } };
  const remember = ({ id, at }) => { announced = at; try { self[shelf].setItem(key, JSON.stringify({ id, at })); } catch { /* private window */ } };

  let announced = recall(), state, busy, cancel, queue = [];
  const turn = (call) => call.id.split("-")[0]; // a number called again has the same turn
  const place = (call) => call.front ? words.front : call.desk;
  const hint = (call) => call.front ? fill(words.hint, call) : call.service;
  const worth = (call) => call.test || call.now || (now() - Date.parse(call.at)) / 1000 < YOUNG;
  const same = (one, other) => other && turn(one) === turn(other);
  // a call that is gone was undone, or its number is called anew; unless six newer ones have pushed it out
  const gone = (call) => !call.test && !state.calls.some((one) => same(one, call))
    && (state.calls.length < 6 || call.at > state.calls.at(-1).at);

  const follow = (snapshot) => {
    state = snapshot;
    announced ??= state.calls[0]?.at || ""; // a machine without memory does not call out the past
    queue = queue.filter((call) => !gone(call));
    const known = [...queue, busy].filter(Boolean).map((call) => call.id);
    const fresh = state.calls.filter((call) => call.at > announced && !known.includes(call.id) && worth(call));
    queue.push(...fresh.reverse());
    if (busy && gone(busy)) cancel();
    show();
    announce();
  };

  const announce = async () => {
    if (busy) return;
    while (queue.length) {
      const call = queue.shift();
      if (!worth(call)) continue;
      busy = call;
      if (!call.test) remember(call);
      const quiet = !call.test && within(voice.mute), long = quiet ? 2 : 1; // what is not heard is seen twice as long
      const stopped = new Promise((stop) => { cancel = stop; });
      show();
      flash(6 * long);
      await Promise.race([stopped, Promise.all([wait(body.dataset.stay * 1000 * long), quiet ? 0 : speak(call)])]);
      hush();
      body.classList.remove("calling", "long");
      busy = null;
    }
    show();
  };

  // --- the picture
  let flashing, heading = $("#kini").textContent, cut = "";
  const titled = () => put($("#kini"), "stale" in root.dataset ? words.stale : heading); // never "now" of what may be over
  const flash = (seconds) => {
    clearTimeout(flashing);
    body.classList.remove("calling", "long");
    void body.offsetWidth; // so that the border begins anew
    body.classList.add("calling");
    body.classList.toggle("long", seconds > 6);
    flashing = setTimeout(() => body.classList.remove("calling", "long"), seconds * 1000);
  };
  const ago = (at) => {
    const minutes = Math.max(0, Math.floor((now() - Date.parse(at)) / 60000));
    if (minutes < 1) return words.just;
    return minutes < 60 ? fill(words.minutes, { n: minutes }) : fill(words.hours, { n: Math.floor(minutes / 60) });
  };
  const row = $("template").content.firstElementChild, list = $(".d-last ol");
  const show = () => {
    if (!state && !busy) return; // the server's own picture stands
    const calls = state?.calls || [], rest = state?.display.rest || [];
    const left = busy ? calls.find((call) => same(call, busy)) || busy : rest.length ? null : calls[0];
    $("[data-now]").hidden = !left;
    $("[data-rest]").hidden = !!left || !state;
    if (left) {
      heading = left.test ? words.test : busy || left.now ? words.now : fill(words.last, { at: time(Date.parse(left.at)) });
      titled();
      put($(".d-number"), left.code);
      put($(".d-desk b"), place(left));
      const name = place(left), length = name.length > 11 ? " much" : name.length > 7 ? " long" : "";
      $(".d-desk b").className = "num" + length;
      put($(".d-desk span"), hint(left));
      doc.title = fill(words.title, { code: left.code, place: place(left) });
    }
    if (!state) return;
    put($(".d-say"), rest[0] || "");
    put($(".d-how"), rest[1] || "");
    const others = calls.filter((call) => call.code !== left?.code).slice(0, ROWS);
    while (list.children.length > others.length) list.lastElementChild.remove();
    while (list.children.length < others.length) list.append(row.cloneNode(true));
    others.forEach((call, n) => {
      const [code, where] = list.children[n].children;
      put(code, call.code);
      put(where.children[0], place(call));
      put(where.children[1], ago(call.at));
    });
    doc.querySelectorAll(".d-foot > p").forEach((line, n) => {
      const [first, rest] = state.display.line[n] || ["", ""];
      put(line.children[0], first || "");
      put(line.children[1], rest || "");
    });
    note();
  };
  const note = () => {
    const stale = "stale" in root.dataset, notes = state ? state.display.notes.join(" ") : $("[data-note=notes] p").textContent;
    cut = stale ? cut || time() : "";
    titled();
    put($("#tadi"), stale ? words.before : words.lately);
    if (cut) put($("[data-note=stale] p"), fill(words.cut, { at: cut }));
    put($("[data-note=notes] p"), notes);
    const shown = stale ? "stale" : notes ? "notes" : $("[data-note=message] p").textContent && "message";
    doc.querySelectorAll("[data-note]").forEach((el) => {
      el.hidden = el.dataset.note !== shown;
      el.classList.toggle("much", el.textContent.length > 62);
    });
    body.classList.toggle("stale", stale);
  };

  // --- the voice
  const clips = new Map(), sources = new Set();
  let audio, volume, told, muted = false, asked, asking;
  const log = (text) => { root.dataset.said = `${root.dataset.said || ""} ${text}`.slice(-LOG).trim(); };
  const clip = (name) => {
    if (!clips.has(name)) {
      const made = fetch(voice.clips[name]).then((answer) => answer.arrayBuffer()).then((bytes) => audio.decodeAudioData(bytes));
      made.catch(() => clips.delete(name)); // asked for again at the next call
      clips.set(name, made);
    }
    return clips.get(name);
  };
  const sentence = (call) => {
    const spelled = [...call.code.toLowerCase()].filter((sign) => /[a-z0-9]/.test(sign));
    const where = voice.places[call.front ? "front" : call.number];
    return [...(call.final ? voice.final : voice.first), ...spelled, ...(where ? [...voice.then, ...where] : [])].filter((name) => voice.clips[name]);
  };
  const play = async (names) => {
    const sounds = (await Promise.all(names.map((name) => clip(name).then((sound) => [name, sound]).catch(() => 0)))).filter(Boolean);
    let at = audio.currentTime + .05;
    const ended = sounds.map(([name, sound]) => new Promise((done) => {
      const source = audio.createBufferSource();
      source.buffer = sound;
      source.connect(volume);
      source.onended = () => { sources.delete(source); if (!source.cut) log(name); done(); };
      sources.add(source);
      source.start(at);
      at += sound.duration + voice.gap / 1000;
    }));
    await Promise.race([Promise.all(ended), wait((at - audio.currentTime + 2) * 1000)]);
  };
  const speak = async (call) => {
    if (muted || audio?.state !== "running") return;
    volume.gain.value = (within(voice.volume)?.[2] ?? 100) / 100;
    log(`| ${call.code}`);
    await play([voice.chime, ...sentence(call)]);
    if (!voice.twice || busy !== call) return;
    await wait(2000);
    if (busy === call) await play(sentence(call));
  };
  const hush = () => { for (const source of sources) { source.cut = true; source.stop(); } };

  const sound = () => muted ? "muted" : audio?.state === "running" ? "ok" : "blocked";
  const tell = async (again) => { // staff see at their screens when nobody hears us
    if (!setup.condition || (!again && told === sound())) return;
    told = sound();
    const answer = await fetch(setup.condition, { method: "POST", headers: { "X-CSRFToken": body.dataset.csrf }, body: new URLSearchParams({ sound: told }) }).catch(() => 0);
    if (answer.redirected || answer.status === 403) location.reload(); // no longer let in
    if (!answer.ok) told = "";
  };
  const heard = () => {
    const quiet = within(voice.mute), chip = $("[data-chip]");
    const text = !setup.sound ? words.preview : sound() !== "ok" ? words.mute : quiet ? fill(words.quiet, { at: quiet[1] }) : "";
    put(chip.querySelector("span"), text);
    chip.hidden = !text;
    chip.classList.toggle("planned", text !== words.mute);
    $(".d-ask").hidden = !setup.sound || sound() !== "blocked" || asked;
    tell();
  };
  const wake = () => {
    if (!setup.sound) return;
    if (!audio) {
      audio = new AudioContext();
      volume = audio.createGain();
      volume.connect(audio.destination);
      audio.onstatechange = heard;
    }
    audio.resume().then(() => Object.keys(voice.clips).reduce((before, name) => before.then(() => clip(name)).catch(() => 0), Promise.resolve())).catch(() => 0);
  };
  if (setup.sound) {
    wake();
    setTimeout(heard, 800);
    // a board that nobody touches must not stay covered
    asking = setTimeout(() => { asked = true; heard(); }, 20000);
    for (const what of ["pointerdown", "keydown"]) doc.addEventListener(what, () => { clearTimeout(asking); asked = true; wake(); heard(); });
  } else heard();
  doc.addEventListener("keydown", (event) => {
    if (!setup.keys || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.key === "f") doc.fullscreenElement ? doc.exitFullscreen() : root.requestFullscreen?.().catch(() => 0);
    if (event.key === "m") { muted = !muted; hush(); heard(); }
  });

  // --- standing in the hall
  const shifts = ["shift-0", "shift-1", "shift-2", "shift-3"];
  const loaded = Date.now();
  const stand = async () => {
    show();
    heard();
    body.classList.remove(...shifts);
    body.classList.add(shifts[Math.floor(now() / 600000) % 4]); // two pixels, so that nothing burns in
    const age = (Date.now() - loaded) / 60000, anew = state && state.display.page !== setup.page;
    if (busy || !(anew && age > 1 || time().startsWith("03.") && age > 120)) return;
    const answer = await fetch(location.href).catch(() => 0); // only when there is somebody to answer
    if (answer.ok && !busy) location.reload();
  };
  const awake = () => !doc.hidden && navigator.wakeLock?.request("screen").catch(() => 0);
  doc.addEventListener("visibilitychange", awake);
  doc.addEventListener("satupintu:version", ({ detail }) => follow(detail.snapshot));
  doc.addEventListener("satupintu:stale", note);
  doc.addEventListener("satupintu:fresh", note);
  setInterval(stand, 5000);
  setInterval(tell, 60000, true);
  awake();
  note();

  if (setup.test) {
    const [number, desk] = setup.desk;
    queue.push({ id: "0-0", code: "A-000", desk, number, front: !desk, service: "", at: "", test: true });
    const start = () => audio?.state === "running" ? announce() : setTimeout(start, 300);
    start();
  }
})();
