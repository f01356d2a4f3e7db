// Without a connection nothing is sent, nothing that was typed is lost, and the page stays and says so.
(() => {
  "use strict";
  const doc = document, root = doc.documentElement, store = "satupintu.sent";
  const strip = doc.createElement("p");
  Object.assign(strip, { className: "strip slim warn in-cut", hidden: true, textContent: doc.body.dataset.cut });
  strip.setAttribute("role", "alert");
  doc.querySelector("main").before(strip);
  const silent = () => !navigator.onLine || root.hasAttribute("data-stale");
  const tell = () => { strip.hidden = !silent(); };
  ["online", "offline"].forEach((name) => addEventListener(name, tell));
  ["satupintu:stale", "satupintu:fresh"].forEach((name) => doc.addEventListener(name, tell));
  tell();

  // a silent stream is no proof: then, and only then, the server is asked before the page is left
  const leave = async (event, go) => {
    if (!silent()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (navigator.onLine && await fetch(location.href, { method: "HEAD" }).catch(() => 0)) { root.removeAttribute("data-stale"); tell(); return go(); }
    strip.hidden = true; // said once more
    setTimeout(tell, 50);
  };
  addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (navigator.onLine || !form.matches("[data-composer]")) leave(event, () => form.requestSubmit(submitter));
  }, true);
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.target || link.hash || event.ctrlKey || event.metaKey || event.shiftKey) return;
    leave(event, () => { location = link.href; });
  }, true);

  // what a form held that broke off on its way stands in it again: Back tells that it did not arrive
  const form = doc.querySelector("main form[data-warn-unsaved]");
  const sent = JSON.parse(sessionStorage.getItem(store) || "{}");
  sessionStorage.removeItem(store);
  const lost = sent.lost || performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (sent.where && lost && !(form && sent.where === location.pathname)) sessionStorage.setItem(store, JSON.stringify({ ...sent, lost }));
  else if (sent.where && lost) for (const field of form.elements) {
    const values = sent.typed.filter(([name]) => name === field.name).map(([, value]) => value);
    if (/^(checkbox|radio)$/.test(field.type)) field.checked = values.includes(field.value);
    else if (values.length && field.type !== "hidden") field.value = values[0];
  }
  form?.addEventListener("submit", () => {
    const typed = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
    sessionStorage.setItem(store, JSON.stringify({ where: location.pathname, typed }));
  });
})();
