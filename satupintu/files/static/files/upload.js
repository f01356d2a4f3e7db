// Sends chosen files at once, in pieces: progress, cancel, and going on where the connection was lost.
// Without this script the form brings the files itself. The server checks everything anyway.
document.querySelectorAll("[data-upload]").forEach((field) => {
  const say = field.dataset, base = say.upload, list = field.querySelector("[data-upload-list]");
  const input = field.querySelector("input[type=file]"), heard = field.querySelector("[data-upload-says]");
  const form = field.closest("form"), suffixes = say.accept.split(",");
  let running = 0, waiting = null, turn = Promise.resolve();
  if (!base || !window.fetch || !window.FormData) return;

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const post = async (address, fields, stop) => {
    const body = new FormData();
    Object.entries({ csrfmiddlewaretoken: say.token, ...fields }).forEach(([name, value]) => body.append(name, value));
    return fetch(address, { method: "POST", body, signal: stop.signal, credentials: "same-origin" });
  };
  const calm = (seconds, stop) => new Promise((go) => {
    const timer = setTimeout(go, seconds * 1000);
    addEventListener("online", go, { once: true });
    stop.signal.addEventListener("abort", () => { clearTimeout(timer); go(); }, { once: true });
  });
  // A page that was left and opened again goes on with the same file where it was.
  const markOf = (file) => `upload:${base}:${file.name}:${file.size}:${file.lastModified}`;
  const remember = (file, key) => { try { key ? sessionStorage.setItem(markOf(file), key) : sessionStorage.removeItem(markOf(file)); } catch { /* not kept */ } };
  const remembered = (file) => { try { return sessionStorage.getItem(markOf(file)); } catch { return null; } };

  const unfit = (file) => {
    const name = (words) => words.replace("#", file.name);
    if (!file.size) return name(say.empty);
    if (file.size > say.most) return name(say.tooBig);
    return suffixes.some((one) => file.name.toLowerCase().endsWith(one)) ? "" : name(say.wrong);
  };

  const begin = async (file, stop) => {
    const key = remembered(file);
    if (key) {
      const answer = await fetch(`${base}${key}/`, { signal: stop.signal, credentials: "same-origin" });
      if (answer.ok) return answer.json();
      remember(file, "");
    }
    return told(await post(base, { name: file.name, size: file.size }, stop));
  };
  const told = async (answer) => {
    if (answer.status >= 500) throw new TypeError("again");
    const said = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : {};
    if (!answer.ok && answer.status !== 409) throw Object.assign(new Error("refused"), { words: said.words || say.failed, again: said.reason === "crowd" || answer.status === 404 });
    return said;
  };

  const send = async (file, show, stop) => {
    let state = null, lost = 0;
    while (!stop.signal.aborted) {
      try {
        state = state || await begin(file, stop);
        remember(file, state.key);
        const data = file.slice(state.received, state.received + Number(say.chunk));
        const said = await told(await post(`${base}${state.key}/`, { offset: state.received, kinds: say.kinds, piece: data }, stop));
        lost = 0;
        if (said.file) { remember(file, ""); return said; }
        state.received = said.received;
        show(state.received / file.size);
      } catch (problem) {
        if (stop.signal.aborted) break;
        if (problem.words) { remember(file, ""); if (!problem.again || ++lost > 5) throw problem; state = null; }
        if (!problem.words) { show(-1); state = null; lost += 1; }
        await calm(Math.min(30, 2 ** lost), stop);
      }
    }
    if (remembered(file)) { post(`${base}${remembered(file)}/cancel/`, {}, new AbortController()).catch(() => {}); remember(file, ""); }
    return null;
  };

  const shown = (words) => { heard.textContent = words; heard.classList.remove("vh"); };
  // What is sent without a file that was refused is sent by a second press, when that was read.
  const held = () => {
    const rows = [...list.querySelectorAll(".refused:not([data-told])")];
    rows.forEach((row) => { row.dataset.told = ""; });
    if (rows.length) { shown(say.held); rows[0].querySelector("button").focus(); }
    return rows.length > 0;
  };

  const add = async (file) => {
    const row = element("li"), text = element("span", "grow", file.name), note = element("small", "quiet");
    const bar = element("progress"), button = element("button", "button small", say.cancel), stop = new AbortController();
    bar.max = 100; bar.value = 0; bar.setAttribute("aria-label", `${say.sending} ${file.name}`);
    button.type = "button"; button.setAttribute("aria-label", `${say.cancel} ${file.name}`);
    text.append(" ", note); row.append(text, bar, button); list.append(row);
    let spoken = -1;
    const show = (part) => {
      if (part < 0) { note.textContent = heard.textContent = say.lost; return; }
      bar.value = Math.round(part * 100);
      note.textContent = `${say.sending} ${bar.value} %`;
      const step = part >= 1 ? 100 : part >= 0.5 ? 50 : 0;
      if (step !== spoken) { spoken = step; heard.textContent = `${file.name} ${step} %`; }
    };
    button.onclick = () => { stop.abort(); row.remove(); heard.textContent = ""; input.focus(); };
    const wrong = unfit(file);
    running += 1;
    try {
      if (wrong) throw Object.assign(new Error("unfit"), { words: wrong });
      show(0);
      // One after the other: a slow line carries one file sooner than five, and the first begins the session.
      const done = await (turn = turn.catch(() => {}).then(() => (stop.signal.aborted ? null : send(file, show, stop))));
      if (done) {
        const kept = element("input");
        kept.type = "hidden"; kept.name = say.name; kept.value = done.file;
        text.firstChild.textContent = done.name; note.textContent = heard.textContent = done.words;
        bar.remove(); row.append(kept);
        button.textContent = say.drop; button.setAttribute("aria-label", `${say.drop} ${done.name}`);
      }
    } catch (problem) {
      bar.remove(); row.className = "bad"; row.classList.add("refused");
      text.textContent = heard.textContent = problem.words || say.failed;
      button.textContent = say.drop; button.setAttribute("aria-label", `${say.drop} ${file.name}`);
    }
    running -= 1;
    if (!running && waiting) { const [who] = waiting; waiting = null; if (!held()) form.requestSubmit(who); }
  };

  input.addEventListener("change", () => {
    const chosen = [...input.files], room = say.atMost - list.querySelectorAll("li:not(.refused)").length;
    chosen.slice(0, Math.max(0, room)).forEach(add);
    if (chosen.length > room) shown(say.tooMany);
    input.value = "";
  });
  form?.addEventListener("reset", () => list.replaceChildren());
  form?.addEventListener("submit", (event) => {
    if (!running && !held()) return;
    event.preventDefault(); event.stopImmediatePropagation();
    if (!running) return;
    waiting = [event.submitter || undefined];
    shown(say.wait);
  }, { capture: true });
});
