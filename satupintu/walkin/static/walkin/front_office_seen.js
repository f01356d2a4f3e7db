// Who was seen today and in the last 30 days, for the box when no server answers. Encrypted with the
// key of front_office_kept.js; forgotten at signing out and when the time of a session is over.
// window.seen: offer(words) gives rows for the box, find(words) the people among them, name(id), clear().
(() => {
  "use strict";
  const doc = document, office = location.pathname.split("/")[2], store = "satupintu-seen-" + office, home = `/o/${office}/front/`;
  const shell = "shell" in doc.body.dataset, disk = self.kept.where === "disk", EVERY = 600000;
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  let people = [], rail = "", until = 0, turn = 0;

  const save = async () => {
    const mine = ++turn, locked = disk && await self.kept.lock({ people, rail, until });
    if (locked && mine === turn && people.length) try { localStorage.setItem(store, JSON.stringify(locked)); } catch { /* full: memory still has it */ }
  };
  const clear = () => { turn++; people = []; rail = ""; localStorage.removeItem(store); };
  const load = async () => {
    const locked = disk && localStorage.getItem(store), known = locked && await self.kept.open(JSON.parse(locked)).catch(() => 0);
    if (!known || known.until < Date.now()) return clear(); // another session's, or too old
    ({ people, rail, until } = known);
    if (shell && rail) { const part = doc.querySelector(".fo-rail"); part.innerHTML = rail; part.dispatchEvent(new CustomEvent("satupintu:refreshed", { bubbles: true })); }
  };
  const read = async () => {
    const answer = await fetch(home + "lately/").catch(() => 0);
    if (!answer.ok || answer.redirected) return;
    const rows = doc.createElement("template");
    until = Date.now() + answer.headers.get("X-Seconds") * 1000;
    rows.innerHTML = await answer.text();
    people = [...rows.content.children].map((row) => ({ id: row.dataset.person, name: row.querySelector("b").textContent, words: fold(row.textContent), html: row.outerHTML }));
    line();
  };
  const line = () => { // numbers and services only: the rows of the line name nobody
    if (shell && !navigator.onLine) return;
    rail = [...doc.querySelectorAll(".fo-rail a[data-ticket]")].map((row) => `<li>${row.outerHTML}</li>`).join("");
    const title = doc.querySelector(".fo-rail h2");
    rail &&= `<section>${title ? title.outerHTML : ""}<ul class="rows">${rail}</ul></section>`;
    save();
  };
  const find = (words) => {
    const asked = fold(words).split(/\s+/).filter(Boolean);
    if (asked.join("").length < 3 || until < Date.now()) return [];
    return people.filter((one) => asked.every((word) => one.words.includes(word))).slice(0, 8).map((one) => one.html);
  };
  const numbers = (words) => {
    const bare = (code) => code.replace(/\W0*/, "").toLowerCase();
    return [...doc.querySelectorAll("a[data-ticket]")].filter((row) => bare(row.dataset.code) === bare(words) || +row.dataset.code.slice(2) === +words)
      .map((row) => `<li role="option" id="cocok-t${row.dataset.ticket}" aria-selected="false" data-url="${row.getAttribute("href")}"><b class="num tk">${row.dataset.code}</b></li>`);
  };
  self.seen = {
    find,
    offer: (text) => { // what fits of the line, else of the people seen, and always somebody new
      const say = doc.getElementById("kabar").dataset, found = numbers(text);
      const add = doc.createElement("li"), name = doc.createElement("b");
      Object.assign(add, { id: "cocok-baru" }).setAttribute("role", "option");
      add.dataset.new = name.textContent = text;
      add.append(say.newGuest + ": ", name);
      return (found.length ? found : find(text)).join("") + add.outerHTML + `<li hidden role="presentation" data-count>${say.cached}</li>`;
    },
    name: (id) => people.find((one) => one.id === String(id))?.name || "",
    clear,
  };
  doc.addEventListener("satupintu:refreshed", (event) => event.target.matches(".fo-rail") && self.seen.ready.then(line));
  doc.addEventListener("satupintu:signed-out", clear);
  self.seen.ready = load().then(read);
  setInterval(() => doc.hidden || read(), EVERY);

  // the living screen comes back by itself, unless somebody writes
  const back = async () => (await fetch(home + "rail/").catch(() => 0)).ok && !doc.getElementById("kartu") && !doc.getElementById("cari").value && location.replace(home);
  if (shell) { addEventListener("online", back); setInterval(back, 5000); }

  (async () => {
    if (!disk || !navigator.serviceWorker) return;
    await navigator.serviceWorker.register(home + "worker.js", { scope: home });
    const worker = (await navigator.serviceWorker.ready).active;
    if (!shell) worker.postMessage("keep");
  })().catch(() => 0);
})();
