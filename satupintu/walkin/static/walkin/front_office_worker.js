// Stands between the front office's browser and the server: when nobody answers, the kept screen
// does, with nobody on it. ASSETS and SHELL come from the page that imports this file.
"use strict";
const NAME = "front-" + SHELL;
const PATIENCE = 6000; // ms; a server that is silent longer is away

// Signing out takes the kept screen away; the next officer's page asks for it anew.
const keep = async () => {
  const kept = await caches.open(NAME), shell = await fetch(SHELL);
  if (!shell.ok || shell.redirected) return;
  await kept.addAll(ASSETS);
  await kept.put(SHELL, shell);
};
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(keep().catch(() => 0)));

const asked = (request) => {
  const late = new Promise((_, no) => setTimeout(no, PATIENCE));
  return Promise.race([fetch(request), late]).then((answer) => {
    if ([502, 503, 504].includes(answer.status)) throw new Error("away");
    return answer;
  });
};
const kept = (what) => caches.match(what, { ignoreSearch: true }).then((found) => found || Response.error());

addEventListener("fetch", (event) => {
  const { request } = event, { pathname, origin } = new URL(request.url);
  if (origin !== location.origin || request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(asked(request).catch(() => kept(SHELL)));
  else if (ASSETS.includes(pathname)) event.respondWith(fetch(request).catch(() => kept(request)));
});
