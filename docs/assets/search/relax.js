// What is given up step by step where nothing holds all that was typed.

import { hits, pieces } from "./phrases.js";
import { all, any } from "./rank.js";

/** Share of the bigrams of a phrase that a document must hold once nothing holds the phrase. */
const COVERAGE = 0.6;
/** Characters of a phrase that are looked for in pieces; each costs a file. */
const MOST_COVERED = 16;

/** A phrase whose pairs may stand anywhere; a share of them is enough. */
async function scattered(store, unit, share) {
  const { pairs, singles } = pieces(unit.phrase.slice(0, MOST_COVERED));
  const wanted = [...pairs, ...singles];
  const lists = await Promise.all(wanted.map((pair) => store.term(pair.first, pair.second)));
  const seen = new Map();
  lists.forEach((postings) => postings?.docs.forEach((doc, n) => {
    const old = seen.get(doc) ?? [0, 0, 0];
    seen.set(doc, [old[0] + 1, old[1] + postings.title[n], old[2] + postings.mark[n]]);
  }));
  const least = Math.ceil(share * wanted.length);
  const docs = Int32Array.from([...seen.keys()].filter((doc) => seen.get(doc)[0] >= least)).sort();
  const column = (k) => Array.from(docs, (doc) => seen.get(doc)[k] / wanted.length);
  return { unit, ...hits(docs, column(0), column(1), column(2), new Uint8Array(docs.length)), readings: [], pinyin: null, parts: wanted };
}

/** `answer(scores, results, said)` of the first step that finds something. */
export async function relax(store, units, strict, answer) {
  const loose = (share) => Promise.all(units.map((unit, n) =>
    strict[n].docs.length || unit.exact || unit.where || unit.phrase.length < 3 ? strict[n] : scattered(store, unit, share)));
  const broken = units.filter((unit, n) => !strict[n].docs.length && !unit.exact && !unit.where && unit.phrase.length > 2);
  const named = broken.map((unit) => `“${unit.text}”`).join("、");
  if (broken.length) {
    for (const [share, said] of [
      [1, `没有连着写的${named}，以下各篇分开含有这些字词`],
      [COVERAGE, `没有${named}，以下各篇含有其中大部分字词`],
    ]) {
      const results = await loose(share);
      const scores = all(store, results);
      if (scores.size) return answer(scores, results, said);
    }
  }
  if (units.length > 1) {
    const results = await loose(COVERAGE);
    const held = results.filter((r) => r.docs.length);
    const lost = results.filter((r) => !r.docs.length).map((r) => `“${r.unit.text}”`);
    const said = lost.length ? `没有含${lost.join("、")}的报道，已略去这${lost.length > 1 ? "些" : "个"}词` : "没有一篇含有全部检索词，以下各篇含有其中一部分";
    const every = lost.length && held.length ? all(store, held) : new Map();
    if (every.size) return answer(every, held, said);
    const some = any(store, held);
    if (some.size) return answer(some, held, lost.length ? `${said}，其余的词也没有同时出现` : said);
  }
  return answer(new Map(), strict, null);
}
