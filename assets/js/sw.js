// The service worker. Pages always come from the network; without a line it shows the page that says so. Files of the
// product itself are kept. Nothing about a person is kept here: drafts wait in the page's own storage.
// The one exception is the packet of lessons, which says nothing of a person: it is kept whenever it was fetched and
// given up when somebody signs out.
// The server puts `self.kept` (addresses), `self.offlinePage` and `self.packet` in front of this file.
const shelf = "kasuari-1";
const pocket = "kasuari-saku";
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

async function lessons(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) await (await caches.open(pocket)).put(self.packet, answer.clone());
    return answer;
  } catch {
    return (await caches.match(self.packet)) ?? (await caches.match(self.offlinePage)) ?? Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (isOurs(new URL(request.url))) {
    event.respondWith(fetch(request).catch(() => caches.match(request).then((found) => found ?? Response.error())));
  } else if (request.mode === "navigate" && new URL(request.url).pathname === self.packet) {
    event.respondWith(lessons(request));
  } else if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(self.offlinePage).then((found) => found ?? Response.error())));
  }
});
