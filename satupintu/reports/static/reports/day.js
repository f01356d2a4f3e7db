// Parts that the page leaves empty at first are asked for at once; without script a link leads there.
// Waiting grows while nothing happens in the hall: everything is asked for anew each minute.
const askAnew = (which) => document.querySelectorAll(which).forEach(
  (part) => part.dispatchEvent(new CustomEvent("satupintu:refresh", { bubbles: true })));
askAnew("[data-fill]");
setInterval(() => document.hidden || askAnew("[data-refresh]"), 60000);
