// Searching the archive: open the index, search it, complete what is typed. No DOM here.

import { complete } from "./complete.js";
import { filtered, counted, readFilters } from "./facets-of.js";
import { FEW, match, needles } from "./match.js";
import { differs, snippet, stands, why } from "./snippet.js";
import { daysSaid, isRare, parse } from "./query.js";
import { IndexError } from "./decode.js";
import { Store } from "./store.js";

export { IndexError };

/** Where a unit is looked for, by the field that it names; see documents.py. */
const SEARCHED = {
  "": "标题、引题、副题、地名、专题、举措、署名、刊物和正文",
  title: "标题",
  mark: "引题、副题、地名、专题、举措、署名和刊物",
};
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

  constructor(folder, fetcher, store) {
    this.#folder = folder;
    this.#fetcher = fetcher;
    this.#store = store;
  }

  get meta() {
    const { documents, generation, facets, months } = this.#store.root;
    const named = Object.entries(facets).map(([name, held]) => [name, held.map(([value, label]) => ({ value, label }))]);
    const month = months.map((value) => ({ value, label: daysSaid(value) }));
    return { documents, built: generation, version: 2, facets: { ...Object.fromEntries(named), month } };
  }

  /**
   * {total, hits, said, wider, relaxed, terms, problems, cut, fold, facets(), excerpt(hit)}; `wider` is {query, said} of
   * the same search without filters, where only these leave nothing, and `said` ends with its words; the two functions fetch what is shown
   * after the hits: counts of the facets, and {snippet, why} of a hit: the piece of
   * text around the words, null where the site has no text, and where they were found; the `why` of the hit itself
   * knows only its card.
   * Raises IndexError, and AbortError when `signal` says so.
   */
  async search(query, options = {}) {
    return this.#afresh(() => this.#search(String(query ?? ""), options));
  }

  /** Numbers of all documents that a search finds, best first; for measuring. */
  async matches(query, { filters = {} } = {}) {
    const { order, found } = await this.#found(query, { filters, sort: "relevance" });
    return { docs: order, relaxed: found.relaxed };
  }

  /** What the word at the caret may become. */
  async complete(text, caret = text.length) {
    return this.#afresh(() => complete(this.#store, this.meta.facets, text, caret));
  }

  /** Characters and what they are searched as, for marking words in texts of another spelling. */
  async fold() {
    return this.#afresh(async () => (this.#simple ??= await this.#store.fold()));
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
      return act();
    }
  }

  async #search(query, { filters = {}, sort = "relevance", offset = 0, limit = PAGE, signal } = {}) {
    const store = this.#store;
    const { found, wanted, problems, order } = await this.#found(query, { filters, sort, signal });
    const docs = order.slice(offset, offset + limit);
    const cards = await this.#cards(found, docs, offset);
    signal?.throwIfAborted();
    await this.#learn(found, docs, cards);
    const sought = needles(found.results);
    const wider = order.length ? null : unfiltered(found, wanted);
    const hits = docs.map((doc, n) => ({ ...cards[n], why: why(cards[n], doc, null, found.results, this.#simple) }));
    const place = new Map(hits.map((hit, n) => [hit, docs[n]]));
    return {
      total: order.length,
      hits,
      said: said(store, found, wanted, order.length) + (wider ? `；${wider.said}` : ""),
      wider,
      relaxed: found.relaxed,
      terms: [...new Set(sought.map((needle) => needle.text))].filter(Boolean),
      problems: [...found.query.problems, ...problems],
      cut: found.query.cut,
      fold: this.#simple,
      facets: async () => counted(store, await store.columns(), wanted, found.scores),
      excerpt: (hit) => this.#excerpt(store, hit, place.get(hit), found.results, sought),
    };
  }

  /** The query, what it finds, and the documents in order. */
  async #found(query, { filters, sort, signal }) {
    const store = this.#store;
    const answer = async (thorough) => {
      const found = await this.#match(query, thorough);
      signal?.throwIfAborted();
      const { wanted, problems } = readFilters(store, filters, found.query.filters);
      const columns = wanted.length ? await store.columns() : null;
      const held = filtered(store, columns, wanted, found.scores);
      return { found, wanted, problems, order: ordered(store, held, found.scores, sort) };
    };
    const first = await answer(false);
    if (first.found.checked || first.found.relaxed || !first.order.length || first.order.length > FEW) return first;
    const { found, order } = first;
    const right = await Promise.all(order.map((doc) => this.#stands(doc, found)));
    const whole = found.results.every((result) => result.whole);
    // what neither card nor text can tell, the rest of the index does; so it does where all that was left was wrong
    if (!whole && (right.includes(null) || !right.includes(true))) return answer(true);
    order.forEach((doc, n) => right[n] === false && found.scores.delete(doc));
    return { ...first, order: order.filter((_, n) => right[n] !== false) };
  }

  /** The query and what it finds; the table of traditional characters is fetched once something may need it. */
  async #match(query, thorough) {
    if (!this.#simple && isRare(query)) this.#simple = await this.#store.fold();
    const attempt = async (relaxing) => {
      const parsed = parse(query, this.#simple);
      return { query: parsed, ...(await match(this.#store, parsed, this.#simple, { relaxing, thorough })) };
    };
    const first = await attempt(Boolean(this.#simple));
    const needed = first.query.excluded.length || (first.scores && !first.scores.size);
    if (this.#simple || !needed) return first;
    this.#simple = await this.#store.fold();
    return attempt(true);
  }

  /** Whether a document holds what was typed; null where its card and its text cannot tell. */
  async #stands(doc, { results }) {
    const card = await this.#store.card(doc);
    if (stands(card, null, results, this.#simple)) return true;
    const text = await this.#store.text(card.url);
    if (text === null) return null;
    const simple = isRare(card.title + text) ? await this.fold() : this.#simple;
    if (stands(card, text, results, simple)) return true;
    return results.some((result) => result.mark[result.docs.indexOf(doc)]) ? null : false;
  }

  /** Cards of documents; those of a common word, or of letters that are read as one, stand ready in one file. */
  async #cards({ results, relaxed }, docs, offset) {
    const common = results.length === 1 && !relaxed && offset === 0;
    const words = common ? [results[0].unit, ...results[0].readings.slice(0, 1)] : [];
    const ready = await Promise.all(words.map((word) => this.#store.top(word)));
    return Promise.all(docs.map((doc) => ready.find((held) => held.has(doc))?.get(doc) ?? this.#store.card(doc)));
  }

  /** A title that seems not to hold its word may hold it in traditional characters. */
  async #learn({ results, relaxed }, docs, cards) {
    if (!relaxed && !this.#simple && docs.some((doc, n) => differs(cards[n], doc, null, results))) await this.fold();
  }

  async #excerpt(store, hit, doc, results, sought) {
    const record = await store.record(hit.url);
    if (record === null) return { snippet: null, why: hit.why };
    const { text } = record;
    if (!this.#simple && differs(hit, doc, text, results)) this.#simple = await store.fold();
    const found = why(hit, doc, record, results, this.#simple);
    return { snippet: snippet(text, sought, this.#simple), why: found || hit.why };
  }
}

/** Documents in the order of a sort; equal scores stand newest first. */
function ordered(store, held, scores, sort) {
  if (sort === "oldest") {
    const dated = store.documents - store.root.undated;
    return [...held.filter((doc) => doc < dated).reverse(), ...held.filter((doc) => doc >= dated)];
  }
  if (sort === "newest" || !scores) return held;
  return held.sort((a, b) => scores.get(b) - scores.get(a) || a - b);
}

const quoted = (units) => units.map((unit) => `“${unit.text}”`).join("、");

/** One sentence on what was searched and found. */
function said(store, found, wanted, total) {
  const { units, excluded } = found.query;
  const sought = Object.entries(SEARCHED).flatMap(([field, named]) => {
    const own = units.filter((unit) => (unit.where ?? "") === field);
    return own.length ? `${named}中查找${quoted(own)}` : [];
  });
  const without = excluded.length ? `，不含${quoted(excluded)}` : "";
  const read = found.results.flatMap((r) => r.readings.map((reading) => reading.text));
  const spoken = read.length ? `（拼音也读作${[...new Set(read)].join("、")}）` : "";
  const limits = wanted.map(({ name, said: words }) => `${name}：${words}`).join("，");
  const limited = limits ? `，限${limits}` : "";
  if (!sought.length) return limited || without ? `在${store.documents}篇报道中${limited.slice(1)}${without}，共${total}篇` : `共${total}篇报道`;
  return `在${store.documents}篇报道的${sought.join("，在")}${spoken}${without}${limited}，${total ? `找到${total}篇` : "没有找到"}`;
}

/** {query, said} of a search without its filters; null where there are none, or where it finds nothing either. */
function unfiltered({ query, scores }, wanted) {
  return wanted.length && query.units.length && scores?.size ? { query: query.words, said: `去掉筛选条件有${scores.size}篇` } : null;
}
