// The officers' inbox: keys in the list, the count in the title, the list of commands. Everything
// works without it: rows are links, every act is a form.
(() => {
  "use strict";
  const doc = document, one = (css, of = doc) => of.querySelector(css), all = (css, of = doc) => [...of.querySelectorAll(css)];
  const typing = (el) => el.matches?.("textarea,select,input:not([type=checkbox]):not([type=radio])") && el.getClientRects().length; // hidden ones keep the focus for a moment

  // j k move, Enter opens (a link does that by itself), x ticks; only where letters are switched on
  const rows = () => all(".in-scroll .in-row, .in-hits .in-row");
  const move = (by) => {
    const found = rows(), at = found.findIndex((row) => row === doc.activeElement || row.parentElement.contains(doc.activeElement));
    const start = at < 0 ? found.findIndex((row) => row.hasAttribute("aria-current")) : at;
    const next = found[Math.min(found.length - 1, Math.max(0, start + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  doc.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !("letters" in doc.body.dataset) || one("dialog[open]")) return;
    if (event.key === "j" || event.key === "k") { event.preventDefault(); move(event.key === "j" ? 1 : -1); }
    if (event.key === "x") {
      const box = doc.activeElement.closest(".in-item")?.querySelector("input[type=checkbox]");
      if (box) { event.preventDefault(); box.click(); }
    }
  });
  // a summary that was opened by its key leads into its form
  doc.addEventListener("toggle", (event) => {
    const field = event.target.open && event.target.contains(doc.activeElement) && one("select,textarea,input:not([type=hidden]),button", event.target);
    if (field) field.focus();
  }, true);
  one(".in-row[aria-current]")?.scrollIntoView({ block: "nearest" });
  const thread = one("[data-thread]");
  if (thread && !location.search.includes("before=")) thread.scrollTop = thread.scrollHeight;

  // new ones are counted in the title and offered; the list stays where it is
  const title = doc.title;
  doc.addEventListener("satupintu:refreshed", (event) => {
    if (!event.target.matches("[data-news]")) return;
    const came = one("[data-came]", event.target)?.dataset.came;
    doc.title = came ? `(${came}) ${title}` : title;
  });

  // every act of the page by its name: Ctrl+K
  const dialog = one("#perintah"), opener = one("[data-commands]");
  if (opener) opener.hidden = false;
  const words = (el) => { const copy = el.cloneNode(true); all("kbd,svg", copy).forEach((part) => part.remove()); return (copy.textContent || el.getAttribute("aria-label") || "").trim() || el.getAttribute("aria-label"); };
  const fill = () => {
    const list = one("#perintah-isi"), wanted = one("#perintah-cari").value.trim().toLowerCase();
    const found = all("[data-command], .topbar nav a, .tabs a").map((el) => [words(el), el]).filter(([name]) => name && name.toLowerCase().includes(wanted));
    list.replaceChildren(...found.map(([name, el]) => {
      const item = doc.createElement("li"), button = doc.createElement("button"), key = el.dataset.key || one("[data-key]", el)?.dataset.key;
      button.type = "button";
      button.textContent = name;
      if (key) { const kbd = doc.createElement("kbd"); kbd.textContent = key; button.append(kbd); }
      button.addEventListener("click", () => { dialog.close(); el.focus(); el.click(); });
      item.append(button);
      return item;
    }));
    one("[data-none]", dialog).hidden = found.length > 0;
  };
  opener?.addEventListener("click", () => { one("#perintah-cari").value = ""; fill(); dialog.showModal(); one("#perintah-cari").focus(); });
  one("#perintah-cari")?.addEventListener("input", fill);
  dialog?.addEventListener("keydown", (event) => {
    const buttons = all("#perintah-isi button"), at = buttons.indexOf(doc.activeElement);
    if (event.key === "Enter" && at < 0) { event.preventDefault(); buttons[0]?.click(); }
    if (event.key === "ArrowDown") { event.preventDefault(); buttons[Math.min(at + 1, buttons.length - 1)]?.focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); (buttons[at - 1] || one("#perintah-cari")).focus(); }
  });
})();
