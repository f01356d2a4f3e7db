// Keeps what was typed while the server is away. Each entry is encrypted with a key that lives only
// in this tab's session; without a secure context (plain http on a network) it stays in memory.
// window.kept: add(url, pairs), all(), drop(id), send(post), lock(what), open(locked), where ("disk" | "memory").
(() => {
  "use strict";
  const office = location.pathname.split("/")[2], store = "satupintu-front-" + office, keyName = store + "-key";
  const secure = !!(self.crypto?.subtle), officer = document.body.dataset.officer;
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
  let entries = [], key, sending = false;
  const changed = () => document.dispatchEvent(new CustomEvent("front:kept", { detail: api.count() }));

  const theKey = () => key ||= (async () => {
    let raw = sessionStorage.getItem(keyName);
    if (!raw) sessionStorage.setItem(keyName, raw = text(crypto.getRandomValues(new Uint8Array(32))));
    return crypto.subtle.importKey("raw", bytes(raw), "AES-GCM", false, ["encrypt", "decrypt"]);
  })();
  const lock = async (entry) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await theKey(), new TextEncoder().encode(JSON.stringify(entry)));
    return { iv: text(iv), data: text(data) };
  };
  const open = async ({ iv, data }) => JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, await theKey(), bytes(data))));

  const save = async () => {
    if (!secure) return;
    const locked = await Promise.all(entries.map(lock));
    try { locked.length ? localStorage.setItem(store, JSON.stringify(locked)) : localStorage.removeItem(store); } catch { /* full: memory still has it */ }
  };
  const load = async () => {
    if (!secure) return;
    // What another session's key locked cannot be opened by anybody any more.
    for (const one of JSON.parse(localStorage.getItem(store) || "[]"))
      await open(one).then((entry) => entries.push(entry), () => 0);
    await save();
  };

  const api = self.kept = {
    lock, open,
    where: secure ? "disk" : "memory",
    count: () => ({ waiting: entries.filter((one) => !one.refused).length, refused: entries.filter((one) => one.refused).length }),
    all: () => entries,
    async add(url, pairs) {
      const press = pairs.find(([name]) => name === "press")?.[1];
      entries = entries.filter((one) => one.press !== press);
      entries.push({ id: crypto.getRandomValues(new Uint32Array(1))[0], press, officer, url, pairs });
      await save();
      changed();
    },
    async drop(id) { entries = entries.filter((one) => one.id !== id); await save(); changed(); },
    // One after the other, in the order in which they were written; stops when nobody answers.
    async send(post) {
      if (sending || !entries.length) return;
      sending = true;
      try {
        for (const one of entries.filter((each) => !each.refused && each.officer === officer)) {
          const answer = await post(one.url, one.pairs);
          if (answer === "sent") await api.drop(one.id);
          else if (answer === "refused") { one.refused = true; await save(); changed(); }
          else return;
        }
        if (!entries.length) document.dispatchEvent(new CustomEvent("front:sent"));
      } finally { sending = false; }
    },
  };
  api.ready = load().then(changed);
})();
