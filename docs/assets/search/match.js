// Which documents hold what was typed: phrases, words by their beginning, pinyin.

import { hits, none, phraseHits, unite } from "./phrases.js";
import { readingsOf } from "./pinyin.js";
import { phraseOf, unitOf } from "./query.js";
import { all } from "./rank.js";
import { relax } from "./relax.js";

/** So few candidates are checked by what is shown of them, rather than by more of the index. */
export const FEW = 10;
/** Pairs of each phrase that are fetched before it is known how many documents are left, of one phrase and of several. */
const PROBED = 3, PROBED_OF_MANY = 2;
/** Readings that are looked up at once, of three characters at most (names, of which many sound alike) and of more. */
const STEP_OF_SHORT = 16, STEP = 2;
/** Latin words with one beginning that are looked up. */
const MOST_WORDS = 20;

/** Hits of a unit as typed: a phrase, or words that begin like a single word. */
async function literalHits(store, unit, most) {
  const [only] = unit.phrase;
  const word = unit.phrase.length === 1 && /^[a-z]{2,}$/.test(only.token) && !unit.exact;
  if (!word) return phraseHits(store, unit.phrase, most);
  const words = (await store.wordsFrom(only.token)).slice(0, MOST_WORDS);
  const found = await Promise.all(words.map((w) => phraseHits(store, [{ token: w, position: 0 }], most)));
  return found.length ? unite(found) : none();
}

/** A unit with the number of documents that hold it. */
const sized = (unit, { docs }) => ({ ...unit, size: docs.length });

/** Hits of a unit with what letters may be read as; `pinyin` marks documents that only a reading finds. */
async function unitHits(store, unit, simple, most) {
  const literal = await literalHits(store, unit, most);
  const letters = unit.exact || unit.where ? "" : unit.phrase.map((part) => part.token).join("");
  if (!/^[a-z]{2,40}$/.test(letters)) return { unit: sized(unit, literal), ...literal, readings: [], pinyin: null };
  const readings = await readingsOf(store, letters, simple);
  const read = await tried(store, readings);
  const used = read.map(({ reading, found }) => sized(reading, found));
  const both = unite([literal, ...read.map((one) => one.found)]);
  const known = new Set(literal.docs);
  return { unit: sized(unit, literal), ...both, readings: used, pinyin: both.docs.map((doc) => (known.has(doc) ? 0 : 1)) };
}

/** Hits of the likeliest readings; less likely ones are looked up only while nothing is found. */
async function tried(store, readings) {
  const short = readings.every((reading) => reading.phrase.length < 4);
  const step = short ? STEP_OF_SHORT : STEP;
  for (let at = 0; at < readings.length; at += step) {
    const some = readings.slice(at, at + step);
    const found = await Promise.all(some.map((reading) => phraseHits(store, reading.phrase, PROBED)));
    // a chain of pairs that stand side by side elsewhere is no accident where three of them stand as they should
    const held = found.map((one, n) => ({ reading: some[n], found: { ...one, checked: true, whole: true } }));
    if (held.some((one) => one.found.docs.length)) return held.filter((one) => one.found.docs.length);
  }
  return [];
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
 * is meant. With `relaxing`, what finds nothing is given up step by step, and `relaxed` says what. With `thorough` no
 * pair of a phrase is left out.
 */
export async function match(store, query, simple, { relaxing, thorough = false }) {
  const units = await joined(store, query.units, simple);
  const excluded = await Promise.all(query.excluded.map((unit) => phraseHits(store, unit.phrase, Infinity)));
  const without = (scores) => {
    for (const other of excluded) for (const doc of other.docs) scores.delete(doc);
    return scores;
  };
  const answer = (scores, results, relaxed) => ({ scores, results, relaxed, checked: results.every((r) => r.checked) });
  if (!units.length) return answer(excluded.length ? without(everything(store)) : null, [], null);
  const { results, scores } = await strict(store, units, simple, { relaxing, thorough });
  if (scores.size || !relaxing) return answer(without(scores), results, null);
  return relax(store, units, results, (s, r, said) => answer(without(s), r, said));
}

/** What holds every unit. Long phrases are probed first: where few documents are left, the rest need not be fetched. */
async function strict(store, units, simple, { relaxing, thorough }) {
  const fetched = async (most) => {
    const found = await Promise.all(units.map((unit) => unitHits(store, unit, simple, most)));
    const results = found.map(within);
    return { results, scores: all(store, results) };
  };
  const probed = await fetched(thorough ? Infinity : units.length > 1 ? PROBED_OF_MANY : PROBED);
  const enough = probed.scores.size <= FEW && (probed.scores.size || !relaxing);
  return enough || probed.results.every((result) => result.whole) ? probed : fetched(Infinity);
}

const everything = (store) => new Map(Array.from({ length: store.documents }, (_, doc) => [doc, 0]));

/** Phrases by which a result is recognised in a text: the units themselves, their readings, the parts of loose ones. */
export function needles(results) {
  const strict = results.flatMap((r) => [r.unit, ...r.readings].map((unit) => ({ ...unit, loose: false })));
  const loose = results.flatMap((r) => (r.parts ?? []).map((pair) => ({
    text: pair.first + pair.second, phrase: phraseOf(pair.first + pair.second, null), loose: true,
  })));
  return [...strict, ...loose].filter((needle) => needle.phrase.length);
}
