// Stands between the kiosk's browser and the server: when nobody answers, the kept screen does.
// ASSETS, SHELL and TAKE come from the page that imports this file.
"use strict";
const NAME = "kiosk-" + ASSETS.join("").split("").reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) >>> 0, 7).toString(36);
const PATIENCE = 6000; // ms; a server that is silent longer is away

addEventListener("install", (event) => event.waitUntil(
  caches.open(NAME).then((kept) => kept.addAll([...ASSETS, SHELL])).then(() => skipWaiting()),
));
addEventListener("activate", (event) => event.waitUntil(
  caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("kiosk") && name !== NAME).map((name) => caches.delete(name)))).then(() => clients.claim()),
));

const asked = (request) => {
  const late = new Promise((_, no) => setTimeout(no, PATIENCE));
  return Promise.race([fetch(request), late]).then((answer) => {
    if ([502, 503, 504].includes(answer.status)) throw new Error("away");
    return answer;
  });
};
const shell = () => caches.match(SHELL, { ignoreSearch: true });
const instead = async (request, copy) => {
  const { pathname } = new URL(request.url), chosen = /\/for\/([\w-]+)\/$/.exec(pathname);
  if (request.method === "POST" && pathname === TAKE) {
    const form = await copy.formData(), known = new URLSearchParams();
    for (const name of ["service", "priority", "press"]) known.set(name, form.get(name) || "");
    return Response.redirect(`${SHELL}?${known}`, 303);
  }
  if (chosen) return Response.redirect(`${SHELL}?service=${chosen[1]}`, 303);
  return shell();
};

addEventListener("fetch", (event) => {
  const { request } = event, { pathname, origin } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") {
    const copy = request.method === "POST" ? request.clone() : null;
    event.respondWith(pathname === SHELL ? shell().then((kept) => kept || fetch(request)) : asked(request).catch(() => instead(request, copy)));
  } else if (request.method === "GET" && ASSETS.includes(pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreSearch: true })));
  }
});
