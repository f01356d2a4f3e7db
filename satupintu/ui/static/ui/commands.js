// The list of commands: every act of the page by its name, those of the first kind in `data-acts`
// of the dialog before the others. Without it every act is where it stands on the page.
(() => {
  "use strict";
  const doc = document, one = (css, of = doc) => of.querySelector(css), all = (css, of = doc) => [...of.querySelectorAll(css)];
  const box = one("#perintah"), find = one("#perintah-cari"), list = one("#perintah-isi");
  if (!box) return;
  all("[data-commands]").forEach((opener) => { opener.hidden = false; });
  const name = (el) => {
    const copy = el.cloneNode(true);
    all("kbd,svg", copy).forEach((part) => part.remove());
    return copy.textContent.trim() || el.getAttribute("aria-label") || "";
  };
  const row = (el) => {
    const item = doc.createElement("li"), button = doc.createElement("button"), keyed = el.dataset.key ? el : one("[data-key]", el);
    button.type = "button";
    button.append(name(el));
    if (keyed) {
      const key = doc.createElement("kbd");
      key.textContent = one("kbd", keyed)?.textContent || keyed.dataset.key;
      button.append(key);
    }
    button.addEventListener("click", () => { box.close(); el.focus(); el.click(); });
    item.append(button);
    return item;
  };
  const fill = () => {
    const words = find.value.trim().toLowerCase(), found = new Set(box.dataset.acts.split(";").flatMap((css) => all(css)));
    list.replaceChildren(...[...found].filter((el) => el.getAttribute("aria-disabled") !== "true" && name(el) && name(el).toLowerCase().includes(words)).map(row));
    one("[data-none]", box).hidden = !!list.children.length;
  };
  doc.addEventListener("click", (event) => {
    if (!event.target.closest("[data-commands]")) return;
    event.preventDefault();
    find.value = "";
    fill();
    box.showModal();
    find.focus();
  });
  // "?" lists them too; a letter, so only where the officer has letters switched on
  doc.addEventListener("keydown", (event) => {
    if (event.key !== "?" || !("letters" in doc.body.dataset) || event.target.closest("input,textarea,select,[contenteditable]")?.getClientRects().length || box.open) return;
    event.preventDefault();
    one("[data-commands]")?.click();
  });
  find.addEventListener("input", fill);
  box.addEventListener("keydown", (event) => {
    if (!box.open) return; // just closed: the page's own keys count again before the focus has left
    const items = all("button", list), at = items.indexOf(doc.activeElement);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      (items[at + (event.key === "ArrowDown" ? 1 : -1)] || find).focus();
    } else if (event.key === "Enter" && doc.activeElement === find) {
      event.preventDefault();
      items[0]?.click();
    }
    event.stopPropagation();
  });
})();
