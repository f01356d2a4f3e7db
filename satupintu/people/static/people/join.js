// Asks every three seconds whether somebody has typed the code; a new code after its time.
(() => {
  "use strict";
  const shownAt = Date.now(), lasts = document.body.dataset.codeSeconds * 1000;
  const look = async () => {
    const answer = await fetch(location.href, { redirect: "manual", method: "HEAD" }).catch(() => 0);
    if (answer && (answer.type === "opaqueredirect" || Date.now() - shownAt > lasts)) return location.reload();
    setTimeout(look, 3000);
  };
  setTimeout(look, 3000);
})();
