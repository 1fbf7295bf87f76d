// Fetching and decoding the files of the index. Their layout: docs/handbook/search-format.md.

const VERSION = 1;
const HEADER = 12;
const POSITIONS = 32;
const HAS_TITLES = 1, HAS_MARKS = 2, HAS_CROSSES = 4, NO_POSITIONS = 8;

const SENTENCES = {
  missing: "检索用的数据没有取到，可能是网络断了，或者网站刚刚更新。请重试；仍然不行时请刷新页面。",
  broken: "检索用的数据不完整，可能是传输中断。请重试；仍然不行时请刷新页面。",
  version: "检索用的数据与这个页面不是同一版。请刷新页面。",
};

/** What went wrong with the index; `kind` is "missing", "broken" or "version", the message a Chinese sentence. */
export class IndexError extends Error {
  constructor(kind, file) {
    super(SENTENCES[kind]);
    this.name = "IndexError";
    this.kind = kind;
    this.file = file;
  }
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** What follows the header of a file, once the header has been checked. */
function unwrap(buffer, kind, file) {
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  if (bytes.length < HEADER || bytes[0] !== 0x50 || bytes[1] !== 0x4a) throw new IndexError("broken", file);
  if (bytes[2] !== VERSION) throw new IndexError("version", file);
  const payload = bytes.subarray(HEADER);
  const whole = bytes[3] === kind.charCodeAt(0) && view.getUint32(4, true) === payload.length;
  if (!whole || view.getUint32(8, true) !== crc32(payload)) throw new IndexError("broken", file);
  return payload;
}

async function inflate(bytes, file) {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new IndexError("broken", file);
  }
}

const utf8 = (bytes) => new TextDecoder().decode(bytes);

/** Numbers of a file of bits, read from the highest bit of each byte down. */
class BitReader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  unary() {
    let zeros = 0;
    let left = 8 - (this.at & 7);
    let byte = this.bytes[this.at >> 3] & ((1 << left) - 1);
    while (byte === 0) {
      zeros += left;
      this.at += left;
      if (this.at >> 3 >= this.bytes.length) throw new IndexError("broken");
      left = 8;
      byte = this.bytes[this.at >> 3];
    }
    const lead = left - (32 - Math.clz32(byte));
    this.at += lead + 1;
    return zeros + lead;
  }

  fixed(width) {
    let value = 0;
    while (width > 0) {
      const left = 8 - (this.at & 7);
      const take = Math.min(left, width);
      const byte = this.bytes[this.at >> 3] & ((1 << left) - 1);
      value = (value << take) | (byte >> (left - take));
      this.at += take;
      width -= take;
    }
    return value;
  }

  /** Ascending numbers below `universe`, as Rice codes of the gaps between them. */
  ascending(universe, count) {
    const quotient = Math.floor((universe * 45) / (64 * count));
    const low = quotient > 0 ? 31 - Math.clz32(quotient) : 0;
    const found = new Int32Array(count);
    let last = -1;
    for (let n = 0; n < count; n++) {
      const high = this.unary();
      last += 1 + ((high << low) | this.fixed(low));
      found[n] = last;
    }
    return found;
  }
}

/** Which of the postings have a mark: none, all, or those whose numbers follow. */
function marked(bits, size, count) {
  const found = new Uint8Array(size);
  if (count === size) found.fill(1);
  else if (count > 0) for (const n of bits.ascending(size, count)) found[n] = 1;
  return found;
}

/** The posting list of one term. `masks` has a bit for each position modulo 32; none where positions are not kept. */
class Postings {
  constructor(head, bytes, documents, single) {
    const bits = new BitReader(bytes);
    const { size, titles, marks, crosses } = head;
    this.docs = bits.ascending(documents, size);
    this.title = marked(bits, size, titles);
    this.mark = marked(bits, size, marks);
    this.cross = marked(bits, size, crosses);
    this.count = new Uint16Array(size).fill(1);
    if (!single) for (let n = 0; n < size; n++) this.count[n] += bits.unary();
    this.masks = null;
    if (!single && !head.bare) {
      this.masks = new Uint32Array(size);
      for (let n = 0; n < size; n++) {
        for (let k = this.count[n]; k > 0; k--) this.masks[n] |= 1 << bits.fixed(5);
      }
    }
  }
}

/** Terms of one shard: [first, second, head] in order, and the bytes of all posting lists. */
async function termShard(payload, file) {
  const length = new DataView(payload.buffer, payload.byteOffset).getUint32(0, true);
  const table = await inflate(payload.subarray(4, 4 + length), file);
  const end = table.indexOf(0);
  const terms = new Map();
  let at = end + 1;
  let start = 4 + length;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = table[at++];
      value |= (byte & 127) << shift;
      if (!(byte & 128)) return value;
    }
  };
  for (const line of utf8(table.subarray(0, end)).split("\n")) {
    const [first, following] = line.split("\t");
    for (const [, word, char] of following.matchAll(/([a-z0-9]+) |([^])/gu)) {
      const top = varint();
      const size = top >>> 4;
      const told = (flag) => (top & flag ? (size > 1 ? varint() : 1) : 0);
      const head = { size, titles: told(HAS_TITLES), marks: told(HAS_MARKS), crosses: told(HAS_CROSSES) };
      head.bare = Boolean(top & NO_POSITIONS);
      const bytes = varint();
      head.bytes = payload.subarray(start, start + bytes);
      start += bytes;
      const second = word ?? (char === "=" ? "" : char);
      terms.set(`${first} ${second}`, head);
    }
  }
  return terms;
}

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

const lines = (text) => (text ? text.split("\n") : []);

/** One generation of the index: everything is fetched once and kept. */
export class Store {
  static async open(base, fetcher, cache = "no-cache") {
    const payload = await Store.bytes(new URL("root.bin", base), "R", fetcher, cache);
    return new Store(base, fetcher, JSON.parse(utf8(await inflate(payload, "root.bin"))));
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
    this.termFirsts = lines(root.terms);
    this.pinyinFirsts = lines(root.pinyin);
    this.lengths = Float32Array.from(root.lengths, (digit) => 16 * 2 ** (parseInt(digit, 16) / 2));
    this.averageLength = this.lengths.reduce((sum, n) => sum + n, 0) / (this.documents || 1);
    this.kept = new Map();
    this.postings = new Map();
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
    return at < 0 ? new Map() : this.file(`t${String(at).padStart(4, "0")}.bin`, "T", termShard);
  }

  /** The posting list of a token, or of two that touch; null when no document has it. */
  async term(first, second = "") {
    const key = `${first} ${second}`;
    if (!this.postings.has(key)) {
      const head = (await this.shardOf(key)).get(key);
      const found = head ? new Postings(head, head.bytes, this.documents, second === "") : null;
      this.postings.set(key, found);
    }
    return this.postings.get(key);
  }

  /** Words of Latin letters that begin in some way, as far as they stand in the same shard. */
  async wordsFrom(start) {
    const held = [...(await this.shardOf(`${start} `)).keys()];
    return held.filter((key) => key.startsWith(start) && key.endsWith(" ")).map((key) => key.trim());
  }

  /** The card of a document: see `Document.card` in scripts/search/documents.py. */
  async card(doc) {
    const { shelf } = this.root;
    const name = `d${String(Math.floor(doc / shelf)).padStart(4, "0")}.bin`;
    const cards = await this.file(name, "D", async (payload, file) => {
      const bytes = await inflate(payload.subarray(1), file);
      return JSON.parse(new TextDecoder(payload[0] ? "gbk" : "utf-8").decode(bytes));
    });
    return cards[doc % shelf];
  }

  columns() {
    return this.file("columns.bin", "C", async (payload, file) => {
      const bytes = await inflate(payload, file);
      const length = new DataView(bytes.buffer).getUint32(0, true);
      const found = JSON.parse(utf8(bytes.subarray(4, 4 + length)));
      const n = this.documents;
      ["place", "topic", "form"].forEach((name, at) => {
        const [low, middle, high] = [0, 1, 2].map((k) => bytes.subarray(4 + length + (3 * at + k) * n).subarray(0, n));
        found[name] = { rows: found[name], ids: Uint32Array.from(low, (b, d) => b | (middle[d] << 8) | (high[d] << 16)) };
      });
      return found;
    });
  }

  names() {
    return this.file("names.bin", "N", async (payload, file) => {
      const found = JSON.parse(utf8(await inflate(payload, file)));
      const names = found.names.map(([name, reading, kind, count]) => {
        const parts = reading.split(" ");
        return { name, kind, count, pinyin: parts.join(""), initials: parts.map((part) => part[0]).join("") };
      });
      return { syllables: new Set(found.syllables.split(" ")), names };
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
    const held = await this.file(`p${String(at).padStart(4, "0")}.bin`, "P", async (payload, file) => {
      return new Map(lines(utf8(await inflate(payload, file))).map((line) => line.split("\t")));
    });
    const chars = [...(held.get(key) ?? "")];
    return Array.from({ length: chars.length / 2 }, (_, n) => chars[2 * n] + chars[2 * n + 1]);
  }
}

/** Turns a mask so that the position of a part becomes that of the beginning of its phrase. */
export function turn(mask, offset) {
  const by = offset % POSITIONS;
  return by ? ((mask >>> by) | (mask << (POSITIONS - by))) >>> 0 : mask >>> 0;
}
