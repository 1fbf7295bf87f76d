// Decoding the files of the index. Their layout: docs/handbook/search-format.md.

const VERSION = 2;
const HEADER = 12;
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
export function unwrap(buffer, kind, file) {
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  if (bytes.length < HEADER || bytes[0] !== 0x50 || bytes[1] !== 0x4a) throw new IndexError("broken", file);
  if (bytes[2] !== VERSION) throw new IndexError("version", file);
  const payload = bytes.subarray(HEADER);
  const whole = bytes[3] === kind.charCodeAt(0) && view.getUint32(4, true) === payload.length;
  if (!whole || view.getUint32(8, true) !== crc32(payload)) throw new IndexError("broken", file);
  return payload;
}

export async function inflate(bytes, file) {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new IndexError("broken", file);
  }
}

export const utf8 = (bytes) => new TextDecoder().decode(bytes);

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
  ascending(universe, count, found = new Int32Array(count), from = 0) {
    const quotient = Math.floor((universe * 45) / (64 * count));
    const low = quotient > 0 ? 31 - Math.clz32(quotient) : 0;
    let last = -1;
    for (let n = 0; n < count; n++) {
      const high = this.unary();
      last += 1 + ((high << low) | this.fixed(low));
      found[from + n] = last;
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

/**
 * The posting list of one term. Positions of posting n stand from `begins[n]` to `begins[n + 1]`; `positions` is null
 * where none are kept.
 */
export class Postings {
  constructor(head, bytes, lengths, single) {
    const bits = new BitReader(bytes);
    const { size, titles, marks, crosses } = head;
    this.docs = bits.ascending(lengths.length, size);
    this.title = marked(bits, size, titles);
    this.mark = marked(bits, size, marks);
    this.cross = marked(bits, size, crosses);
    this.count = new Uint16Array(size).fill(1);
    if (!single) for (let n = 0; n < size; n++) this.count[n] += bits.unary();
    this.begins = new Uint32Array(size + 1);
    for (let n = 0; n < size; n++) this.begins[n + 1] = this.begins[n] + this.count[n];
    this.positions = null;
    if (single || head.bare) return;
    this.positions = new Uint32Array(this.begins[size]);
    for (let n = 0; n < size; n++) bits.ascending(lengths[this.docs[n]], this.count[n], this.positions, this.begins[n]);
  }
}

/** Reads one varint after the other. */
export function varints(bytes, at) {
  const read = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (!(byte & 128)) return value;
    }
  };
  read.at = () => at;
  return read;
}

/** Numbers of characters, two a pair, by their syllables. */
export async function pinyinShard(payload, file) {
  const bytes = await inflate(payload, file);
  const end = bytes.indexOf(0);
  const keys = lines(utf8(bytes.subarray(0, end)));
  const varint = varints(bytes, end + 1);
  const sizes = keys.map(varint);
  let at = varint.at();
  return new Map(keys.map((key, n) => [key, bytes.subarray(at, (at += 2 * sizes[n]))]));
}

export const decoded = (bytes, gbk) => new TextDecoder(gbk ? "gbk" : "utf-8").decode(bytes);

/** Tokens of each term of a shard, in order: "first second". */
export function keysOf(text) {
  return lines(text).flatMap((line) => {
    const [first, following] = line.split("\t");
    return Array.from(following.matchAll(/([a-z0-9]+) |([^])/gu), ([, word, char]) => {
      return `${first} ${word ?? (char === "=" ? "" : char)}`;
    });
  });
}

/** What the table of one shard says of each term, with the bytes of its posting list. */
export async function termShard(payload, file) {
  const length = new DataView(payload.buffer, payload.byteOffset).getUint32(1, true);
  const table = await inflate(payload.subarray(5, 5 + length), file);
  const end = table.indexOf(0);
  const keys = keysOf(decoded(table.subarray(0, end), payload[0]));
  const varint = varints(table, end + 1);
  const heads = keys.map(varint).map((top) => ({ size: top >>> 4, flags: top & 15, bare: Boolean(top & NO_POSITIONS) }));
  for (const head of heads) {
    const told = (flag) => (head.flags & flag ? (head.size > 1 ? varint() : 1) : 0);
    [head.titles, head.marks, head.crosses] = [told(HAS_TITLES), told(HAS_MARKS), told(HAS_CROSSES)];
  }
  let start = 5 + length;
  for (const head of heads) head.bytes = payload.subarray(start, (start += varint()));
  return new Map(keys.map((key, n) => [key, heads[n]]));
}

/** 31 December 9999, in days from 1 January of the year 1, which is day 1; and what the calendar of JavaScript is ahead. */
export const LAST_DAY = 3652059;
const EPOCH = 719163;

/** A day as yyyymmdd; 0 for none. */
export function dayNumber(day) {
  if (day < 1) return 0;
  const date = new Date((day - EPOCH) * 86400000);
  return date.getUTCFullYear() * 10000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

export const numbered = (n) => String(n).padStart(4, "0");
export const json = async (payload, file) => JSON.parse(decoded(await inflate(payload.subarray(1), file), payload[0]));
export const lines = (text) => (text ? text.split("\n") : []);
