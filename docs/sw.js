"use strict";
// Pages, scripts and parts of the index that were loaded once are there without a network too (assets/offline.js asks
// for it). The network comes first, except for parts of the index whose names change with their content.

const STORE = "archive-search-1";
const MOST = 800;
// Files that are kept; the oldest go first.
const BUILD = /\/search\/([0-9a-f]{16})\//;
// Parts of the index stand in a folder that is named after what they hold.
const DOWNLOADS = /^(?:data|admin)\/./;
// What is loaded to be kept elsewhere, or needs the network anyhow.
const scope = new URL(self.registration.scope);
const offline = new URL("about/offline/", scope).href;
// The page that tells that there is no network.
let off = false;

self.addEventListener("install", (event) => event.waitUntil(keepNew(offline).catch(() => {}).then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(ready()));

self.addEventListener("message", (event) => {
  if (event.data?.forget) {
    off = true;
    event.waitUntil(forgetAll());
    return;
  }
  off = false;
  const urls = (event.data?.keep ?? []).filter((url) => ours(new URL(url)));
  const done = Promise.allSettled(urls.map((url) => keepNew(url))).then(() => tidy(urls));
  event.waitUntil(done.finally(() => event.ports[0]?.postMessage("kept")));
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
    return keep(event, (await event.preloadResponse) ?? (await fetch(event.request)));
  } catch (error) {
    const store = await caches.open(STORE);
    const kept = await store.match(key(event.request));
    if (kept) return kept;
    if (event.request.mode === "navigate" && (await store.match(offline))) return elsewhere(event.request.url);
    throw error;
  }
}

/** Leads to the page about reading without a network, which offers to try again. */
function elsewhere(wish) {
  return Response.redirect(`${offline}#${new URLSearchParams({ page: wish })}`);
}

/** The response itself, while a copy of it goes into the store. */
function keep(event, response) {
  if (keepable(response) && !off) event.waitUntil(put(key(event.request), response.clone()));
  return response;
}

function keepable(response) {
  const { pathname } = new URL(response.url);
  return response.status === 200 && response.type === "basic" && !response.redirected && !DOWNLOADS.test(pathname.slice(scope.pathname.length));
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
  const surplus = (request, i) => i < kept.length - MOST && request.url !== offline;
  const outdated = (request) => builds.size && build(request.url) && !builds.has(build(request.url));
  const old = (request, i) => surplus(request, i) || outdated(request);
  await Promise.all(kept.filter(old).map((request) => store.delete(request)));
}

/** Take over the open pages; pages load while the worker starts, where the browser can do both at a time. */
async function ready() {
  await self.registration.navigationPreload?.enable();
  await forgetAll((name) => name !== STORE);
  await self.clients.claim();
}

async function forgetAll(which = () => true) {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("archive-") && which(name)).map((name) => caches.delete(name)));
}
