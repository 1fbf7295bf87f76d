// What letters may be the pinyin of.

import { unitOf } from "./query.js";

/** Chains that are tried: of three characters and more, many a chain stands nowhere as a whole. */
const MOST_TRIED = 32, WIDTH = 200;
/** zhuang is the longest syllable; of more ways than these the rest are only made of more pieces. */
const LONGEST_SYLLABLE = 6, MOST_WAYS = 12;

/** Texts that letters may be the pinyin of: names by their full reading or initials, else pairs chained together. */
export async function readingsOf(store, letters, simple) {
  const { syllables, names } = await store.names();
  const named = names.filter((name) => name.pinyin === letters || (letters.length > 1 && name.initials === letters));
  const whole = named.filter((name) => name.pinyin === letters);
  const best = [...whole, ...named.filter((name) => name.pinyin !== letters)].map((name) => name.name);
  const chained = whole.some((name) => name.kind !== "w") ? [] : await chains(store, letters, syllables);
  let found = [...new Set([...best, ...chained])];
  if (!found.length && letters.length > 2) found = names.filter((n) => n.pinyin.startsWith(letters)).map((n) => n.name);
  return found.slice(0, MOST_TRIED).map((name) => unitOf(name, simple));
}

/** Ways to take letters apart into syllables, those of few syllables first. */
function split(letters, syllables) {
  const from = Array.from({ length: letters.length + 1 }, () => []);
  from[letters.length] = [[]];
  for (let at = letters.length - 1; at >= 0; at--) {
    for (let size = Math.min(LONGEST_SYLLABLE, letters.length - at); size > 0; size--) {
      const head = letters.slice(at, at + size);
      if (syllables.has(head)) from[at].push(...from[at + size].map((tail) => [head, ...tail]));
    }
    from[at] = from[at].sort((a, b) => a.length - b.length).slice(0, MOST_WAYS);
  }
  return from[0];
}

/** Strings of characters whose neighbours all stand side by side somewhere, of every way to read the letters. */
async function chains(store, letters, syllables) {
  const ways = split(letters, syllables).filter((way) => way.length > 1);
  const least = Math.min(...ways.map((way) => way.length));
  const found = await Promise.all(ways.filter((way) => way.length <= least + 1).map((way) => chain(store, way)));
  return found.flat().sort((a, b) => a.cost - b.cost).map(({ text }) => text);
}

async function chain(store, way) {
  const links = await Promise.all(way.slice(1).map((syllable, n) => store.readAs(way[n], syllable)));
  // from the end: only what can go on to the end is begun
  for (let n = links.length - 2; n >= 0; n--) {
    const begins = new Set(links[n + 1].map((pair) => [...pair][0]));
    links[n] = links[n].filter((pair) => begins.has([...pair][1]));
  }
  return strings(links);
}

function grouped(values, key) {
  const found = new Map();
  for (const value of values) found.set(key(value), [...(found.get(key(value)) ?? []), value]);
  return found;
}

/** Paths through the links; the fewer and commoner pairs stand before theirs, the better. */
function strings(links) {
  let paths = links[0].map((text, rank) => ({ text, cost: Math.log1p(rank) }));
  for (const pairs of links.slice(1)) {
    const next = grouped(pairs.map((pair, rank) => ({ pair: [...pair], rank })), ({ pair }) => pair[0]);
    paths = paths.flatMap(({ text, cost }) =>
      (next.get([...text].at(-1)) ?? []).map(({ pair, rank }) => ({ text: text + pair[1], cost: cost + Math.log1p(rank) })));
    paths = paths.sort((a, b) => a.cost - b.cost).slice(0, WIDTH);
  }
  return paths;
}
