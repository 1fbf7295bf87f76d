"use strict";
// After a first search: pages, scripts and parts of the index that were loaded once are there without a network too.
// The network comes first, except for parts of the index whose names change with their content.

const STORE = "archive-search-1";
const MOST = 800;
// Files that are kept; the oldest go first.
const BUILD = /\/search\/([0-9a-f]{16})\//;
// Parts of the index stand in a folder that is named after what they hold.
const scope = new URL(self.registration.scope);

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil(forgetOthers().then(() => self.clients.claim())));

self.addEventListener("message", (event) => {
  const urls = (event.data?.keep ?? []).filter((url) => ours(new URL(url)));
  event.waitUntil(Promise.allSettled(urls.map((url) => keepNew(url))).then(() => tidy(urls)));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("range") || !ours(new URL(request.url))) return;
  event.respondWith(BUILD.test(new URL(request.url).pathname) ? stored(event) : fresh(event));
});

function ours(url) {
  return url.origin === scope.origin && url.pathname.startsWith(scope.pathname);
}

/** Without its query, so that no search is ever kept. */
function key(request) {
  const url = new URL(request.url ?? request);
  url.search = url.hash = "";
  return url.href;
}

async function stored(event) {
  const store = await caches.open(STORE);
  return (await store.match(key(event.request))) ?? keep(event, await fetch(event.request));
}

async function fresh(event) {
  try {
    return keep(event, await fetch(event.request));
  } catch (error) {
    const store = await caches.open(STORE);
    const kept = await store.match(key(event.request));
    if (kept) return kept;
    throw error;
  }
}

/** The response itself, while a copy of it goes into the store. */
function keep(event, response) {
  if (keepable(response)) event.waitUntil(put(key(event.request), response.clone()));
  return response;
}

function keepable(response) {
  return response.status === 200 && response.type === "basic" && !response.redirected;
}

async function put(name, response) {
  try {
    const store = await caches.open(STORE);
    await store.put(name, response);
  } catch {
    // A store that is full keeps nothing more; the page has its response all the same.
  }
}

async function keepNew(url) {
  const store = await caches.open(STORE);
  if (await store.match(key(url))) return;
  const response = await fetch(key(url));
  if (keepable(response)) await put(key(url), response);
}

/** Let go of older builds of the index, and of the oldest files where there are too many. */
async function tidy(urls) {
  const build = (url) => BUILD.exec(new URL(url).pathname)?.[1];
  const builds = new Set(urls.map(build).filter(Boolean));
  const store = await caches.open(STORE);
  const kept = await store.keys();
  const old = (request, i) => i < kept.length - MOST || (builds.size && build(request.url) && !builds.has(build(request.url)));
  await Promise.all(kept.filter(old).map((request) => store.delete(request)));
}

async function forgetOthers() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("archive-search-") && name !== STORE);
  await Promise.all(old.map((name) => caches.delete(name)));
}
