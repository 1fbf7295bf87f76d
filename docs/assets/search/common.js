// What the overlay of every page and the page /search/ share: elements, state, the turn of searches, history, marks.
// One file, because each file is a request before the first result.

export const LONGEST = 200;
// Characters of a query that are searched: a pasted paragraph still finds its article, and an address stays sendable.
export const FACETS = {
  city: "城市",
  district: "县区",
  topic: "专题",
  publication: "刊物",
  kind: "体裁",
  text: "版本",
};
export const SORTS = { relevance: "最相关", newest: "最新", oldest: "最早" };
export const PAGE = 10;
// Articles shown at first, and added by each “再看”.
const MOST_SHOWN = 200;
// A remembered list never asks for more than this at once.
const MOST_TERMS = 20;
const SETTLED = 1000;
// Milliseconds after a first answer, by when what comes after it has been loaded and can be kept too.
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** An element with attributes and children. Texts become text nodes, never markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** The part of a query that is searched, on one line. */
export function trimmed(query) {
  return Array.from(query.replace(/\s+/gu, " ").trim()).slice(0, LONGEST).join("");
}

export function emptyState() {
  return { query: "", filters: {}, sort: "relevance", shown: PAGE };
}

/** {query, filters, sort, shown} that the query string of an address stands for; what it does not know it passes over. */
export function readState(search) {
  const given = new URLSearchParams(search);
  const state = { ...emptyState(), query: trimmed(given.get("q") ?? "") };
  for (const name of Object.keys(FACETS)) {
    const values = [...new Set(given.getAll(name).filter(Boolean))];
    if (values.length) state.filters[name] = values;
  }
  const months = ["from", "to"].map((name) => given.get(name)).map((month) => (MONTH.test(month ?? "") ? month : null));
  const [from, to] = months[0] && months[1] ? [...months].sort() : months;
  if (from) state.filters.from = from;
  if (to) state.filters.to = to;
  if (Object.hasOwn(SORTS, given.get("sort") ?? "")) state.sort = given.get("sort");
  const shown = Number.parseInt(given.get("shown") ?? "", 10);
  if (shown > PAGE) state.shown = Math.min(shown, MOST_SHOWN);
  return state;
}

/** The query string that stands for a state; empty for the empty state. */
export function writeState(state) {
  const out = new URLSearchParams();
  if (state.query) out.set("q", state.query);
  for (const name of Object.keys(FACETS)) for (const value of state.filters[name] ?? []) out.append(name, value);
  for (const name of ["from", "to"]) if (state.filters[name]) out.set(name, state.filters[name]);
  if (state.sort !== "relevance") out.set("sort", state.sort);
  if (state.shown > PAGE) out.set("shown", String(state.shown));
  const text = out.toString();
  return text && `?${text}`;
}

export function hasFilters(state) {
  return Object.keys(state.filters).length > 0;
}

/** Call `changed(text)` whenever the text of a box has changed, but never in the midst of composing a character. */
export function listen(input, changed) {
  let last = input.value;
  const look = () => {
    if (input.value === last) return;
    last = input.value;
    changed(input.value);
  };
  input.addEventListener("input", (event) => {
    if (!event.isComposing) look();
  });
  input.addEventListener("compositionend", look);
  return (text) => {
    last = text;
    input.value = text;
  };
}

/** Run `act` once things have been quiet for a while; `act.cancel()` drops a run that still waits. */
export function calm(act, milliseconds) {
  let timer = 0;
  const later = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...values), milliseconds);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

/** Searches in turn: an answer that a newer search has overtaken is never handed out. */
export class Searcher {
  #root;
  #opening = null;
  #tries = 0;
  #turn = 0;
  #abort = new AbortController();
  #kept = false;

  constructor(root) {
    this.#root = root;
  }

  /** The index, opened once; a failure is forgotten, so that the next call tries anew. */
  index() {
    this.#opening ??= this.#open().catch((error) => {
      this.#opening = null;
      this.#tries += 1;
      throw error;
    });
    return this.#opening;
  }

  /** A second try takes nothing from the caches of the browser: what lies there may be the cause. */
  async #open() {
    const base = new URL("search/", this.#root);
    if (!this.#tries) return (await import("./index.js")).open(base);
    const { open } = await import(`./index.js?again=${this.#tries}`);
    return open(base, { fetch: (url, options) => fetch(url, { ...options, cache: "reload" }) });
  }

  /** The answer, or null when a newer search has begun since. Raises what the index raises. */
  async search(query, options) {
    this.cancel();
    const turn = this.#turn;
    const { signal } = this.#abort;
    try {
      const index = await this.index();
      if (turn !== this.#turn) return null;
      const answer = await index.search(query, { ...options, signal });
      if (turn !== this.#turn) return null;
      this.#keep();
      return answer;
    } catch (error) {
      if (turn !== this.#turn) return null;
      throw error;
    }
  }

  /** Give up what is being searched. */
  cancel() {
    this.#turn += 1;
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  /** Forget the opened index and whatever was kept of it, before trying again after an error. */
  async forget() {
    this.cancel();
    this.#opening = null;
    this.#tries += 1;
    try {
      for (const name of await caches.keys()) if (name.startsWith("archive-search-")) await caches.delete(name);
    } catch {
      // Without a store there is nothing to forget.
    }
  }

  /** After the first answer: keep what was loaded, so that the next search works without a network. */
  async #keep() {
    if (this.#kept || !("serviceWorker" in navigator)) return;
    this.#kept = true;
    try {
      await navigator.serviceWorker.register(new URL("sw.js", this.#root));
      const { active } = await navigator.serviceWorker.ready;
      await new Promise((done) => setTimeout(done, SETTLED));
      const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
      active.postMessage({ keep: [new URL("search/", this.#root).href, ...loaded] });
    } catch {
      // A browser that keeps nothing searches with the network.
    }
  }
}

/** {text, act}: what to tell the reader of an error, and what the button does about it. */
export function explain(error) {
  if (error?.kind === "version") return { text: error.message, act: "reload" };
  if (error?.kind) return { text: error.message, act: "retry" };
  if (navigator.onLine === false)
    return { text: "现在没有网络，这次要用的索引还没有存在这台设备上。", act: "retry" };
  return { text: "搜索没有载入：网络不通，或者网站刚刚更新。", act: "retry" };
}

const KEY = "archive-searches";
const MOST_REMEMBERED = 8;

/** Recent searches, newest first, kept on this device only; a browser that keeps nothing has none. */
export const recent = {
  list() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept.filter((entry) => typeof entry === "string") : [];
    } catch {
      return [];
    }
  },
  add(query) {
    const text = trimmed(query);
    if (!text) return;
    try {
      const others = recent.list().filter((entry) => entry !== text);
      localStorage.setItem(KEY, JSON.stringify([text, ...others].slice(0, MOST_REMEMBERED)));
    } catch {
      // Storage may be blocked or full: the search goes on without a memory.
    }
  },
  clear() {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Nothing was kept.
    }
  },
};

const SLASH = "archive-slash";

/** Whether the key / opens the search; archive.js asks the same. */
export const slash = {
  on() {
    try {
      return localStorage.getItem(SLASH) !== "off";
    } catch {
      return true;
    }
  },
  set(on) {
    try {
      if (on) localStorage.removeItem(SLASH);
      else localStorage.setItem(SLASH, "off");
    } catch {
      // A browser that keeps nothing keeps the shortcut.
    }
  },
};

/** A text as it is compared (compatibility forms, lower case), with the place in the text of each of its units. */
function folded(text) {
  let out = "";
  const places = [];
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at));
    const plain = character.normalize("NFKC").toLowerCase();
    for (let unit = 0; unit < plain.length; unit += 1) places.push(at);
    out += plain;
    at += character.length;
  }
  places.push(text.length);
  return { out, places };
}

/** [start, end) of every place where one of the terms stands, in order; those that touch are one. */
export function spans(text, terms) {
  const { out, places } = folded(text);
  const found = [];
  for (const term of terms.map((given) => folded(given).out).filter(Boolean))
    for (let at = out.indexOf(term); at >= 0; at = out.indexOf(term, at + 1))
      found.push([places[at], places[at + term.length]]);
  const joined = [];
  for (const [start, end] of found.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** Nodes of a text with the terms marked. */
export function marked(text, terms) {
  const nodes = [];
  let done = 0;
  for (const [start, end] of spans(text, terms)) {
    nodes.push(text.slice(done, start), element("mark", {}, text.slice(start, end)));
    done = end;
  }
  return [...nodes, text.slice(done)];
}

/** Nodes of a snippet [{text, hit}]. */
export function snippet(parts) {
  return (parts ?? []).map(({ text, hit }) => (hit ? element("mark", {}, text) : text));
}

/** Address of a hit, with the words that its page shall mark; never one that leads off this site. */
export function addressOf(hit, root, terms) {
  const url = new URL(hit.url, root);
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return root.href;
  const words = terms.slice(0, MOST_TERMS).map((term) => ["find", term]);
  if (words.length) url.hash = new URLSearchParams(words).toString();
  return url.href;
}

/** The words that a hit told its page to mark. */
export function wordsOf(hash) {
  return new URLSearchParams(hash.replace(/^#/u, "")).getAll("find").filter(Boolean).slice(0, MOST_TERMS);
}
