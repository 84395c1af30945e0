// The service worker. Pages always come from the network; without a line it shows the page that says so. Files of the
// product itself are kept. Nothing about a person is kept here: drafts wait in the page's own storage.
// The server puts `self.kept` (addresses) and `self.offlinePage` in front of this file.
const shelf = "kasuari-1";
const isOurs = (url) => url.origin === self.location.origin && url.pathname.startsWith("/static/");

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(shelf)
      .then((cache) => cache.addAll([...self.kept, new Request(self.offlinePage, { credentials: "omit" })]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(shelf);
      const wanted = new Set([...self.kept, self.offlinePage].map((path) => new URL(path, self.location).href));
      for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (isOurs(new URL(request.url))) {
    event.respondWith(fetch(request).catch(() => caches.match(request).then((found) => found ?? Response.error())));
  } else if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(self.offlinePage).then((found) => found ?? Response.error())));
  }
});
