// Whoever signs in finds nothing of the officer before: kept screens and what they had seen go.
// What was written and not yet sent stays, locked with a key that only its own tab has.
(() => {
  "use strict";
  try { Object.keys(localStorage).filter((name) => name.startsWith("satupintu-seen-")).forEach((name) => localStorage.removeItem(name)); } catch { /* storage is off */ }
  self.caches?.keys().then((names) => names.filter((name) => name.startsWith("front-")).forEach((name) => caches.delete(name)));
})();
