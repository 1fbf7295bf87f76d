// Which documents hold what was typed, and how well: phrases, pinyin, relaxation, ranking.

import { readingsOf } from "./pinyin.js";
import { phraseOf, unitOf } from "./query.js";

/** Bigrams of a phrase that are fetched before it is known how many documents are left. */
const FIRST_BIGRAMS = 4;
/** So few candidates are shown at once, and so checked by their text. */
const FEW = 10;
const MOST_READINGS = 16;
const MOST_WORDS = 20;
/** Share of the bigrams of a phrase that a document must hold once nothing holds the phrase. */
const COVERAGE = 0.6;
const MOST_COVERED = 16;
const SATURATION = 1.2, NORM = 0.6;
/** What a hit in the title, and one in a place, topic or other mark, counts beside the best hit in the text. */
const TITLE_WEIGHT = 1, MARK_WEIGHT = 0.4;
/** What hits count that cut across words. */
const CROSS_WEIGHT = 0.6;
/** Where letters were read as pinyin: below every literal hit. */
const PINYIN_STEP = -1000;
/** Steps of the score; documents on one step stand newest first. */
const STEPS = 16;

/** Documents with columns of the same length; `checked` is false where the text may yet show a hit to be wrong. */
function hits(docs, count, title, mark, cross, checked = true) {
  return { docs, count, title, mark, cross, checked };
}

const none = () => hits(new Int32Array(0), [], [], [], []);

/** Calls `take(doc, rows)` for each document that all results have; `rows` holds its row in each, and is used again. */
function intersect(results, take) {
  const at = new Int32Array(results.length);
  const shortest = results.reduce((best, r, n) => (r.docs.length < results[best].docs.length ? n : best), 0);
  const { docs } = results[shortest];
  for (let row = 0; row < docs.length; row++) {
    const doc = docs[row];
    let everywhere = true;
    for (let n = 0; n < results.length && everywhere; n++) {
      const held = results[n].docs;
      let k = at[n];
      while (k < held.length && held[k] < doc) k++;
      at[n] = k;
      everywhere = held[k] === doc;
    }
    if (everywhere) take(doc, at);
  }
}

/** Every document that any of the results has; the better of two. */
function unite(results) {
  const best = new Map();
  results.forEach((result) => {
    result.docs.forEach((doc, n) => {
      const now = [result.count[n], result.title[n], result.mark[n], result.cross[n]];
      const old = best.get(doc);
      best.set(doc, old ? [Math.max(old[0], now[0]), old[1] | now[1], old[2] | now[2], old[3] & now[3]] : now);
    });
  });
  const docs = Int32Array.from(best.keys()).sort();
  const column = (k) => Array.from(docs, (doc) => best.get(doc)[k]);
  return hits(docs, column(0), column(1), column(2), column(3), results.every((r) => r.checked));
}

/** Pairs of neighbouring tokens of a phrase that touch, and the tokens that touch none. */
function pieces(phrase) {
  const pairs = [], singles = [];
  phrase.forEach((part, n) => {
    const next = phrase[n + 1];
    const touchesNext = next && next.position === part.position + 1;
    const touchesLast = n > 0 && phrase[n - 1].position === part.position - 1;
    if (touchesNext) pairs.push({ first: part.token, second: next.token, offset: part.position, touchesLast });
    else if (!touchesLast) singles.push({ first: part.token, second: "", offset: part.position });
  });
  return { pairs, singles };
}

/** The fewest pairs that hold every token: every other one of each run, and its last. */
function cover(pairs) {
  return pairs.filter((pair, n) => {
    const start = pairs.slice(0, n + 1).findLastIndex((p) => !p.touchesLast);
    const last = n + 1 === pairs.length || !pairs[n + 1].touchesLast;
    return last || (n - start) % 2 === 0;
  });
}

/** Some of many, spread evenly, the ends among them. */
function spread(list, most) {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, n) => list[Math.round((n * (list.length - 1)) / (most - 1))]);
}

/** A phrase: the same tokens at the same distances. */
async function phraseHits(store, phrase) {
  const { pairs, singles } = pieces(phrase);
  const wanted = [...cover(pairs), ...singles];
  const first = spread(wanted, FIRST_BIGRAMS);
  let held = await load(store, first);
  if (held && first.length < wanted.length) {
    // few are checked by their text when they are shown
    const few = aligned(held);
    if (few.docs.length <= FEW) return { ...few, checked: false };
    held = await load(store, wanted);
  }
  // beside a pair without positions those that overlap it tell where it stands
  const bare = held?.some(({ postings, pair }) => pair.second && !postings.positions);
  if (bare) held = await load(store, [...pairs, ...singles]);
  return held ? { ...aligned(held), checked: held.length === 1 || !(bare || singles.length) } : none();
}

/** The posting lists of some pairs; null when one of them has none. */
async function load(store, wanted) {
  const lists = await Promise.all(wanted.map((pair) => store.term(pair.first, pair.second)));
  return lists.every(Boolean) ? lists.map((postings, n) => ({ postings, pair: wanted[n] })) : null;
}

/** Documents in which all pairs stand where they belong to one another. */
function aligned(held) {
  const lists = held.map(({ postings }) => postings);
  if (lists.length === 1) {
    const [only] = lists;
    return hits(only.docs, only.count, only.title, only.mark, only.cross);
  }
  const docs = [], count = [], title = [], mark = [];
  const placed = [...held.keys()].filter((n) => lists[n].positions);
  intersect(lists, (doc, row) => {
    const times = placed.length ? together(held, placed, row) : 1;
    if (!times) return;
    docs.push(doc);
    count.push(times);
    title.push(lists.every((list, n) => list.title[row[n]]) ? 1 : 0);
    mark.push(lists.every((list, n) => list.mark[row[n]]) ? 1 : 0);
  });
  return hits(Int32Array.from(docs), count, title, mark, new Uint8Array(docs.length));
}

/** How often the pairs stand in one document where they belong to one another. */
function together(held, placed, row) {
  const [first, ...others] = placed.map((n) => {
    const { postings, pair } = held[n];
    return { positions: postings.positions, at: postings.begins[row[n]], end: postings.begins[row[n] + 1], offset: pair.offset };
  });
  let times = 0;
  for (let at = first.at; at < first.end; at++) {
    const start = first.positions[at] - first.offset;
    const fits = others.every((other) => {
      while (other.at < other.end && other.positions[other.at] < start + other.offset) other.at++;
      return other.at < other.end && other.positions[other.at] === start + other.offset;
    });
    if (fits) times++;
  }
  return times;
}

/** Hits of a unit as typed: a phrase, or words that begin like a single word. */
async function literalHits(store, unit) {
  const [only] = unit.phrase;
  const word = unit.phrase.length === 1 && /^[a-z]{2,}$/.test(only.token) && !unit.exact;
  if (!word) return phraseHits(store, unit.phrase);
  const words = (await store.wordsFrom(only.token)).slice(0, MOST_WORDS);
  const found = await Promise.all(words.map((w) => phraseHits(store, [{ token: w, position: 0 }])));
  return found.length ? unite(found) : none();
}

/** Hits of a unit with what letters may be read as; `pinyin` marks documents that only a reading finds. */
async function unitHits(store, unit, simple) {
  const literal = await literalHits(store, unit);
  const letters = unit.exact || unit.where ? "" : unit.phrase.map((part) => part.token).join("");
  if (!/^[a-z]{2,40}$/.test(letters)) return { unit, ...literal, readings: [], pinyin: null };
  const readings = await readingsOf(store, letters, simple);
  const read = await tried(store, readings);
  const used = read.map(({ reading }) => reading);
  const both = unite([literal, ...read.map((one) => one.found)]);
  const known = new Set(literal.docs);
  return { unit, ...both, readings: used, pinyin: both.docs.map((doc) => (known.has(doc) ? 0 : 1)) };
}

/** The first of some readings that stand anywhere, with their hits. */
async function tried(store, readings) {
  const held = [];
  for (let at = 0; at < readings.length && held.length < MOST_READINGS; at += MOST_READINGS) {
    const some = readings.slice(at, at + MOST_READINGS);
    const found = await Promise.all(some.map((reading) => phraseHits(store, reading.phrase)));
    held.push(...found.map((one, n) => ({ reading: some[n], found: one })).filter(({ found: one }) => one.docs.length));
  }
  return held.slice(0, MOST_READINGS);
}

/** Only hits in the field that a unit names. */
function within(found) {
  const column = found.unit.where && found[found.unit.where];
  if (!column) return found;
  const kept = [...found.docs.keys()].filter((n) => column[n]);
  const pick = (values) => values && kept.map((n) => values[n]);
  const { docs, count, title, mark, cross, pinyin } = found;
  return { ...found, docs: Int32Array.from(pick([...docs])), count: pick(count), title: pick(title), mark: pick(mark),
    cross: pick(cross), pinyin: pick(pinyin) };
}

/** Step of the score of one hit; BM25F with title, marks (places, topics, initiatives …) and text. */
function weigh(store, found, n) {
  const weight = found.count[n];
  const length = store.lengths[found.docs[n]] / store.averageLength;
  const text = weight / (weight + SATURATION * (1 - NORM + NORM * length));
  const share = text + TITLE_WEIGHT * found.title[n] + MARK_WEIGHT * found.mark[n];
  const read = found.pinyin?.[n] ? PINYIN_STEP : 0;
  return share * (found.cross[n] ? CROSS_WEIGHT : 1) + read;
}

const rarity = (store, found) => Math.log(1 + (store.documents - found.docs.length + 0.5) / (found.docs.length + 0.5));

/** Documents that hold every unit, with their scores. */
function all(store, results) {
  const rarities = results.map((r) => rarity(store, r));
  const sum = rarities.reduce((a, b) => a + b, 0) || 1;
  const scores = new Map();
  if (results.length) intersect(results, (doc, row) => {
    const score = results.reduce((total, r, n) => total + weigh(store, r, row[n]) * (rarities[n] / sum), 0);
    scores.set(doc, Math.round(score * STEPS));
  });
  return scores;
}

/** Documents that hold some of the units, the more the better. */
function any(store, results) {
  const scores = new Map();
  for (const found of results) {
    const rare = rarity(store, found);
    found.docs.forEach((doc, n) => scores.set(doc, (scores.get(doc) ?? 0) + rare * (1 + weigh(store, found, n))));
  }
  for (const [doc, score] of scores) scores.set(doc, Math.round(score * STEPS));
  return scores;
}

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

/** Letters that stand side by side and are syllables each are one word of pinyin: `fan zha`. */
async function joined(store, units, simple) {
  const letters = (unit) => !unit.exact && !unit.where && unit.phrase.length === 1 && /^[a-z]+$/.test(unit.phrase[0].token);
  if (units.filter(letters).length < 2) return units;
  const { syllables } = await store.names();
  const found = [];
  for (const unit of units) {
    const last = found.at(-1);
    const fits = last?.spoken && letters(unit) && syllables.has(unit.phrase[0].token);
    if (fits) found.splice(-1, 1, { ...unitOf(`${last.text} ${unit.text}`, simple), spoken: true });
    else found.push({ ...unit, spoken: letters(unit) && syllables.has(unit.phrase[0].token) });
  }
  return found;
}

/**
 * {scores, results, relaxed, checked} of parsed units; `scores` maps documents to steps and is null when every document
 * is meant. With `relaxing`, what finds nothing is given up step by step, and `relaxed` says what.
 */
export async function match(store, query, simple, relaxing) {
  const units = await joined(store, query.units, simple);
  const found = await Promise.all(units.map((unit) => unitHits(store, unit, simple)));
  const strict = found.map(within);
  const excluded = await Promise.all(query.excluded.map((unit) => phraseHits(store, unit.phrase)));
  const without = (scores) => {
    for (const other of excluded) for (const doc of other.docs) scores.delete(doc);
    return scores;
  };
  const answer = (scores, results, relaxed) => ({ scores, results, relaxed, checked: results.every((r) => r.checked) });
  if (!units.length) return answer(excluded.length ? without(everything(store)) : null, [], null);
  const scores = all(store, strict);
  if (scores.size || !relaxing) return answer(without(scores), strict, null);
  return relax(store, units, strict, (s, r, said) => answer(without(s), r, said));
}

const everything = (store) => new Map(Array.from({ length: store.documents }, (_, doc) => [doc, 0]));

async function relax(store, units, strict, answer) {
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

/** Phrases by which a result is recognised in a text: the units themselves, their readings, the parts of loose ones. */
export function needles(results) {
  const strict = results.flatMap((r) => [r.unit, ...r.readings].map((unit) => ({ ...unit, loose: false })));
  const loose = results.flatMap((r) => (r.parts ?? []).map((pair) => ({
    text: pair.first + pair.second, phrase: phraseOf(pair.first + pair.second, null), loose: true,
  })));
  return [...strict, ...loose].filter((needle) => needle.phrase.length);
}
