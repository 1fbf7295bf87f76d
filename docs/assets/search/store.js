// The files of the index: fetched when they are first needed, and kept.

import {
  IndexError, LAST_DAY, Postings, dayNumber, inflate, json, keysOf, lines, numbered, pinyinShard, termShard, unwrap, utf8, varints,
} from "./decode.js";

/** Compares texts by code points. */
export function compare(left, right) {
  const a = [...left], b = [...right];
  for (let n = 0; n < a.length && n < b.length; n++) {
    if (a[n] !== b[n]) return a[n].codePointAt(0) - b[n].codePointAt(0);
  }
  return a.length - b.length;
}

function compareTerms(left, right) {
  const a = left.split(" "), b = right.split(" ");
  return compare(a[0], b[0]) || compare(a[1] ?? "", b[1] ?? "");
}

/** The last shard whose first entry does not come after a term; -1 before all of them. */
function place(firsts, term, order) {
  let low = 0, high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order(firsts[middle], term) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const UNITS = ["年", "月", "日"];

/** What a plain date is called; `said` where its digits do not tell. */
function spoken(date, said) {
  if (said) return said;
  const parts = date.replace("~", "").split("-");
  return (date.endsWith("~") ? "约" : "") + parts.map((part, n) => Number(part) + UNITS[n]).join("");
}

/** Cards of the columns of a file. */
function cardsOf(columns, facets) {
  const rows = columns.map((column) => column.split("\n"));
  const names = (facet, numbers) => (numbers ? numbers.split(",").map((n) => facets[facet][n][0]) : []);
  return rows[0].map((short, n) => {
    const [link, title, kicker, subtitle, date, said, city, district, topic] = rows.slice(1).map((row) => row[n]);
    const id = short.replace("\t", date.replaceAll("-", ""));
    return {
      id, url: link || `articles/${id}/`, title, kicker, subtitle, date, dateText: spoken(date, said),
      city: names("city", city), district: names("district", district), topic: names("topic", topic),
    };
  });
}

/** One generation of the index: everything is fetched once and kept. */
export class Store {
  static async open(base, fetcher, cache = "no-cache") {
    const payload = await Store.bytes(new URL("root.bin", base), "R", fetcher, cache);
    return new Store(base, fetcher, await json(payload, "root.bin"));
  }

  static async bytes(url, kind, fetcher, cache) {
    let response;
    try {
      response = await fetcher(url, { cache });
    } catch {
      throw new IndexError("missing", url.href);
    }
    if (!response.ok) throw new IndexError("missing", url.href);
    let buffer;
    try {
      buffer = await response.arrayBuffer();
    } catch {
      throw new IndexError("broken", url.href);
    }
    return unwrap(buffer, kind, url.href);
  }

  constructor(base, fetcher, root) {
    this.base = new URL(`${root.generation}/`, base);
    this.fetcher = fetcher;
    this.root = root;
    this.documents = root.documents;
    this.termFirsts = keysOf(root.terms);
    this.pinyinFirsts = lines(root.pinyin);
    this.topNames = new Set(lines(root.names));
    this.lengths = Uint32Array.from(root.lengths, (digit) => Math.floor(16 * 2 ** (parseInt(digit, 16) / 2) + 0.5));
    this.averageLength = this.lengths.reduce((sum, n) => sum + n, 0) / (this.documents || 1);
    this.site = new URL("../", base);
    this.kept = new Map();
    this.postings = new Map();
    this.records = new Map();
  }

  /** What `decode` makes of a file; a file that failed is fetched anew the next time. */
  file(name, kind, decode) {
    if (!this.kept.has(name)) {
      const found = Store.bytes(new URL(name, this.base), kind, this.fetcher, "default").then((p) => decode(p, name));
      found.catch(() => this.kept.delete(name));
      this.kept.set(name, found);
    }
    return this.kept.get(name);
  }

  async shardOf(term) {
    const at = place(this.termFirsts, term, compareTerms);
    return at < 0 ? new Map() : this.file(`t${numbered(at)}.bin`, "T", termShard);
  }

  /** The posting list of a token, or of two that touch; null when no document has it. */
  async term(first, second = "") {
    const key = `${first} ${second}`;
    if (!this.postings.has(key)) {
      const head = (await this.shardOf(key)).get(key);
      const found = head ? new Postings(head, head.bytes, this.lengths, second === "") : null;
      this.postings.set(key, found);
    }
    return this.postings.get(key);
  }

  /** Words of Latin letters that begin in some way, as far as they stand in the same shard. */
  async wordsFrom(start) {
    const held = [...(await this.shardOf(`${start} `)).keys()];
    return held.filter((key) => key.startsWith(start) && key.endsWith(" ")).map((key) => key.trim());
  }

  /** The card of a document: see scripts/search/cards.py. */
  async card(doc) {
    const { shelf } = this.root;
    const cards = await this.file(`c${numbered(Math.floor(doc / shelf))}.bin`, "D", async (payload, file) => {
      return cardsOf(await json(payload, file), this.root.facets);
    });
    return cards[doc % shelf];
  }

  /** Cards of the first results of a common word, by document; those that do not come stand elsewhere as well. */
  async top({ text, phrase, size }) {
    const pair = phrase.length === 2 && phrase[1].position === 1 && size >= this.root.common;
    if (!pair && !this.topNames.has(text)) return new Map();
    const name = Array.from(text, (char) => char.codePointAt(0).toString(16)).join("-");
    const found = this.file(`a${name}.bin`, "A", async (payload, file) => {
      const [docs, columns] = await json(payload, file);
      const cards = cardsOf(columns, this.root.facets);
      return new Map(docs.map((doc, n) => [doc, cards[n]]));
    });
    return found.catch(() => new Map());
  }

  /** The text of an article; null where the site has it not. */
  async text(url) {
    return (await this.record(url))?.text ?? null;
  }

  /** {text, names} of an article, which the site has as JSON beside its page; null where it has not. */
  record(url) {
    if (!this.records.has(url)) this.records.set(url, this.#record(url));
    return this.records.get(url);
  }

  async #record(url) {
    try {
      const response = await this.fetcher(new URL(`${url}index.json`, this.site), {});
      const { paragraphs, initiative = [], byline = [], photographer = [], publication } = await response.json();
      const names = [["举措", initiative], ["署名", [...byline, ...photographer]], ["刊物", publication ? [publication] : []]];
      return { text: paragraphs.join("\n"), names };
    } catch {
      this.records.delete(url);
      return null;
    }
  }

  /** For each document its combination of places, of topics and of forms; and the runs of equal dates. */
  columns() {
    return this.file("columns.bin", "C", async (payload, file) => {
      const bytes = await inflate(payload, file);
      const n = this.documents;
      let at = 4 + new DataView(bytes.buffer).getUint32(0, true);
      const { runs, ...tables } = JSON.parse(utf8(bytes.subarray(4, at)));
      const found = {};
      for (const [name, rows] of Object.entries(tables)) {
        const [low, middle, high] = [0, 1, 2].map((k) => bytes.subarray(at + k * n, at + (k + 1) * n));
        found[name] = { rows, ids: Uint32Array.from(low, (byte, doc) => byte | (middle[doc] << 8) | (high[doc] << 16)) };
        at += 3 * n;
      }
      const varint = varints(bytes, at);
      const [steps, spans, counts] = [0, 1, 2].map(() => Array.from({ length: runs }, varint));
      let day = LAST_DAY;
      found.dates = steps.map((step, k) => [dayNumber((day -= step)), dayNumber(day + spans[k]), counts[k]]);
      return found;
    });
  }

  /** Characters of each syllable, and names with their readings, the commonest first. */
  names() {
    return this.file("names.bin", "N", async (payload, file) => {
      const { syllables, names, kinds, counts, odd } = JSON.parse(utf8(await inflate(payload, file)));
      const usual = new Map();
      const read = syllables.map((line) => {
        const [syllable, chars] = line.split(" ");
        const [own, others = ""] = chars.split("|");
        for (const char of own) usual.set(char, syllable);
        return [syllable, [...own, ...others]];
      });
      const named = lines(names).map((name, n) => {
        const parts = odd[n]?.split(" ") ?? Array.from(name, (char) => usual.get(char) ?? char.toLowerCase());
        const [pinyin, initials] = [parts.join(""), parts.map((part) => part[0]).join("")];
        return { name, kind: kinds[n], count: counts[n], pinyin, initials };
      });
      return { syllables: new Map(read), names: named };
    });
  }

  fold() {
    return this.file("fold.bin", "F", async (payload, file) => {
      const [from, to] = utf8(await inflate(payload, file)).split("\n").map((text) => [...text]);
      return new Map(from.map((char, n) => [char, to[n]]));
    });
  }

  /** Pairs of characters that are read as two syllables, the commonest first. */
  async readAs(first, second) {
    const key = `${first} ${second}`;
    const at = place(this.pinyinFirsts, key, compare);
    if (at < 0) return [];
    const held = await this.file(`p${numbered(at)}.bin`, "P", pinyinShard);
    const { syllables } = await this.names();
    const numbers = held.get(key) ?? [];
    const [left, right] = [syllables.get(first), syllables.get(second)];
    return Array.from({ length: numbers.length / 2 }, (_, n) => left[numbers[2 * n]] + right[numbers[2 * n + 1]]);
  }
}
