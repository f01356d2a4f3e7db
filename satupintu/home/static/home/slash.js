// "/" leads into the search, as on the pages of staff (ui.js does it, never while one types). A single
// key can disturb who speaks to their device, so it can be switched off; this browser remembers.
(() => {
  const place = document.querySelector("[data-slash]"), box = place?.querySelector("input"), store = "satupintu.slash";
  if (!box) return;
  const follow = () => document.body.toggleAttribute("data-letters", box.checked);
  try { box.checked = localStorage.getItem(store) !== "off"; } catch { /* a closed store: on until the page is left */ }
  place.hidden = false;
  follow();
  box.addEventListener("change", () => {
    follow();
    try { localStorage.setItem(store, box.checked ? "on" : "off"); } catch { /* as above */ }
  });
})();
