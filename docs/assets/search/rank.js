// Ranking: BM25F with title, marks and text, in steps; equal steps stand newest first.

import { intersect } from "./phrases.js";

const SATURATION = 1.2, NORM = 0.6;
/** What a hit in the title, and one in a place, topic or other mark, counts beside the best hit in the text. */
const TITLE_WEIGHT = 1, MARK_WEIGHT = 0.4;
/** What hits count that cut across words. */
const CROSS_WEIGHT = 0.6;
/** Where letters were read as pinyin: below every literal hit. */
const PINYIN_STEP = -1000;
/** Steps of the score; documents on one step stand newest first. */
const STEPS = 16;

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
export function all(store, results) {
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
export function any(store, results) {
  const scores = new Map();
  for (const found of results) {
    const rare = rarity(store, found);
    found.docs.forEach((doc, n) => scores.set(doc, (scores.get(doc) ?? 0) + rare * (1 + weigh(store, found, n))));
  }
  for (const [doc, score] of scores) scores.set(doc, Math.round(score * STEPS));
  return scores;
}
