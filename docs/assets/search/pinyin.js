// What letters may be the pinyin of.

import { unitOf } from "./query.js";

/** Chains that are tried: of three characters and more, many a chain stands nowhere as a whole. */
const MOST_TRIED = 24, WIDTH = 200;

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

/** Every way to take letters apart into syllables. */
function split(letters, syllables, most = 8) {
  if (!letters) return [[]];
  const found = [];
  for (let size = Math.min(6, letters.length); size > 0 && found.length < most; size--) {
    const head = letters.slice(0, size);
    if (syllables.has(head)) for (const tail of split(letters.slice(size), syllables, most)) found.push([head, ...tail]);
  }
  return found.slice(0, most);
}

/** Strings of characters whose neighbours all stand side by side somewhere, the commonest first. */
async function chains(store, letters, syllables) {
  const ways = split(letters, syllables).filter((way) => way.length > 1).sort((a, b) => a.length - b.length);
  for (const way of ways) {
    const links = await Promise.all(way.slice(1).map((syllable, n) => store.readAs(way[n], syllable)));
    // from the end: only what can go on to the end is begun
    for (let n = links.length - 2; n >= 0; n--) {
      const begins = new Set(links[n + 1].map((pair) => [...pair][0]));
      links[n] = links[n].filter((pair) => begins.has([...pair][1]));
    }
    if (links[0].length) return strings(links);
  }
  return [];
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
  return paths.map(({ text }) => text);
}
