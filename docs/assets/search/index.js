// Searching the archive: open the index, search it, complete what is typed. No DOM here.

import { complete } from "./complete.js";
import { filtered, counted, readFilters } from "./facets-of.js";
import { match, needles } from "./match.js";
import { snippet, stands } from "./snippet.js";
import { parse } from "./query.js";
import { IndexError } from "./decode.js";
import { Store } from "./store.js";

export { IndexError };

const SEARCHED = "标题、引题、副题、地名、专题、举措、署名和正文";
/** Remembered queries of whose hits some were wrong; a further page of results must not count them again. */
const MOST_WRONG = 200;
const PAGE = 10;

/** Open the index in a folder. `options.fetch` replaces the browser's. Raises IndexError. */
export async function open(base, options = {}) {
  const fetcher = options.fetch ?? ((...given) => globalThis.fetch(...given));
  const folder = new URL(base, globalThis.location?.href);
  return new Index(folder, fetcher, await Store.open(folder, fetcher));
}

class Index {
  #folder;
  #fetcher;
  #store;
  #simple = null;
  #wrong = new Map();

  constructor(folder, fetcher, store) {
    this.#folder = folder;
    this.#fetcher = fetcher;
    this.#store = store;
  }

  get meta() {
    const { documents, generation, facets, months } = this.#store.root;
    const named = Object.entries(facets).map(([name, held]) => [name, held.map(([value, label]) => ({ value, label }))]);
    const month = months.map((value) => ({ value, label: monthLabel(value) }));
    return { documents, built: generation, version: 1, facets: { ...Object.fromEntries(named), month } };
  }

  /** See docs/handbook/search-format.md. Raises IndexError, and AbortError when `signal` says so. */
  async search(query, options = {}) {
    return this.#afresh(() => this.#search(String(query ?? ""), options));
  }

  /** Numbers of all documents that a search finds, best first; for measuring. Few are checked by their text. */
  async matches(query, { filters = {} } = {}) {
    const found = await this.#match(query);
    const { wanted } = readFilters(this.#store, filters, found.query.filters);
    const columns = wanted.length ? await this.#store.columns() : null;
    const docs = ordered(this.#store, filtered(this.#store, columns, wanted, found.scores), found.scores, "relevance", null);
    if (docs.length <= PAGE) await this.#hits(query, found, docs, 0, PAGE);
    return { docs, relaxed: found.relaxed };
  }

  /** What the word at the caret may become. */
  async complete(text, caret = text.length) {
    return this.#afresh(() => complete(this.#store, this.meta.facets, text, caret));
  }

  /** Do something; should the site have been built anew meanwhile, do it once more with the new index. */
  async #afresh(act) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof IndexError)) throw error;
      const store = await Store.open(this.#folder, this.#fetcher, "reload");
      if (store.root.generation === this.#store.root.generation) throw error;
      this.#store = store;
      this.#simple = null;
      this.#wrong.clear();
      return act();
    }
  }

  async #search(query, { filters = {}, sort = "relevance", offset = 0, limit = PAGE, signal, facets = true } = {}) {
    const store = this.#store;
    const found = await this.#match(query);
    signal?.throwIfAborted();
    const { wanted, problems } = readFilters(store, filters, found.query.filters);
    const columns = facets || wanted.length ? await store.columns() : null;
    signal?.throwIfAborted();
    const scores = this.#withoutWrong(query, found);
    const held = filtered(store, columns, wanted, scores);
    const order = ordered(store, held, scores, sort, columns ?? (sort === "oldest" ? await store.columns() : null));
    const hits = await this.#hits(query, found, order, offset, limit, signal);
    const right = scores && this.#withoutWrong(query, found);
    const total = order.length;
    return {
      total,
      hits,
      facets: facets ? counted(store, columns, wanted, right) : {},
      said: said(store, found, wanted, total, scores?.size ?? store.documents),
      relaxed: found.relaxed,
      terms: terms(found.results),
      problems: [...found.query.problems, ...problems],
    };
  }

  /** The query and what it finds; the table of traditional characters is fetched once something is not found. */
  async #match(query) {
    const attempt = async (relaxing) => {
      const parsed = parse(query, this.#simple);
      return { query: parsed, ...(await match(this.#store, parsed, this.#simple, relaxing)) };
    };
    const first = await attempt(Boolean(this.#simple));
    const needed = first.query.excluded.length || (first.scores && !first.scores.size);
    if (this.#simple || !needed) return first;
    this.#simple = await this.#store.fold();
    return attempt(true);
  }

  #withoutWrong(query, found) {
    for (const doc of this.#wrong.get(query) ?? []) found.scores?.delete(doc);
    return found.scores;
  }

  /** Hits from `offset` on. Those whose text does not hold what was searched are taken out of `order`. */
  async #hits(query, found, order, offset, limit, signal) {
    const sought = needles(found.results);
    const ready = offset === 0 ? await this.#ready(found) : new Map();
    const hits = [];
    for (let at = offset; hits.length < limit && at < order.length; ) {
      const docs = order.slice(at, at + limit - hits.length);
      const cards = await Promise.all(docs.map((doc) => ready.get(doc) ?? this.#store.card(doc)));
      signal?.throwIfAborted();
      await this.#learnFold(cards, found);
      const right = docs.map((_, n) => found.checked || found.relaxed || stands(cards[n], found.results, this.#simple));
      docs.forEach((doc, n) => {
        if (right[n]) hits.push(snippet(cards[n], found.results, sought, this.#simple));
        else this.#exclude(query, doc);
      });
      const wrong = new Set(docs.filter((_, n) => !right[n]));
      if (wrong.size) order.splice(at, docs.length, ...docs.filter((doc) => !wrong.has(doc)));
      at += docs.length - wrong.size;
    }
    return hits;
  }

  /** Cards that stand ready for a query of one common word, or of letters that are read as one. */
  async #ready({ results, relaxed }) {
    if (results.length !== 1 || relaxed) return new Map();
    const [{ unit, readings }] = results;
    const held = await Promise.all([unit, ...readings.slice(0, 1)].map(({ text }) => this.#store.top(text)));
    return new Map(held.flatMap((cards) => [...cards]));
  }

  /** A text that seems not to hold a phrase may hold it in traditional characters. */
  async #learnFold(cards, { results, relaxed }) {
    if (this.#simple || relaxed) return;
    const spelt = results.filter(({ unit }) => !/^[a-z0-9\s]*$/.test(unit.text)).map((r) => ({ ...r, checked: false }));
    if (cards.some((card) => !stands(card, spelt, null))) this.#simple = await this.#store.fold();
  }

  #exclude(query, doc) {
    if (this.#wrong.size > MOST_WRONG) this.#wrong.clear();
    this.#wrong.set(query, [...(this.#wrong.get(query) ?? []), doc]);
  }
}

const monthLabel = (value) => `${Number(value.slice(0, 4))}年${Number(value.slice(5))}月`;

/** Documents in the order of a sort; equal scores stand newest first. */
function ordered(store, held, scores, sort, columns) {
  if (sort === "oldest") {
    const undated = columns.dates.filter(([first]) => !first).reduce((sum, [, , count]) => sum + count, 0);
    const dated = store.documents - undated;
    return [...held.filter((doc) => doc < dated).reverse(), ...held.filter((doc) => doc >= dated)];
  }
  if (sort === "newest" || !scores) return held;
  return held.sort((a, b) => scores.get(b) - scores.get(a) || a - b);
}

/** One sentence on what was searched and found. */
function said(store, found, wanted, total, unfiltered) {
  const where = `在${store.documents}篇报道的${SEARCHED}中`;
  const { units, excluded } = found.query;
  const sought = units.map((unit) => `“${unit.text}”`).join("、");
  const without = excluded.length ? `，不含${excluded.map((unit) => `“${unit.text}”`).join("、")}` : "";
  const read = found.results.flatMap((r) => r.readings.map((reading) => reading.text));
  const spoken = read.length ? `（拼音也读作${[...new Set(read)].join("、")}）` : "";
  const limits = wanted.map(({ name, said: words }) => `${name}：${words}`).join("，");
  const limited = limits ? `，限${limits}` : "";
  const rest = limits && !total && unfiltered ? `；去掉筛选条件有${unfiltered}篇` : "";
  if (!sought) return limited || without ? `在${store.documents}篇报道中${limited.slice(1)}${without}，共${total}篇` : `共${total}篇报道`;
  return `${where}查找${sought}${spoken}${without}${limited}，${total ? `找到${total}篇` : "没有找到"}${rest}`;
}

/** Strings to mark in titles and in the article. */
function terms(results) {
  return [...new Set(needles(results).map((needle) => needle.text))].filter((text) => text.length > 0);
}
