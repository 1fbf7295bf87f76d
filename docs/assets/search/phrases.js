// Phrases in the postings: which documents hold the same tokens at the same distances, and how often.

/**
 * Documents with columns of the same length. `checked` is false where the text may yet show a hit to be wrong, `whole`
 * where more of the index would show it.
 */
export function hits(docs, count, title, mark, cross, checked = true, whole = true) {
  return { docs, count, title, mark, cross, checked, whole };
}

export const none = () => hits(new Int32Array(0), [], [], [], []);

/** Calls `take(doc, rows)` for each document that all results have; `rows` holds its row in each, and is used again. */
export function intersect(results, take) {
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
export function unite(results) {
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
  return hits(docs, column(0), column(1), column(2), column(3), results.every((r) => r.checked), results.every((r) => r.whole));
}

/** Pairs of neighbouring tokens of a phrase that touch, and the tokens that touch none. */
export function pieces(phrase) {
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

/** A phrase of which at most `most` pairs are fetched; one more is fetched where that is all of them. */
export async function phraseHits(store, phrase, most) {
  const { pairs, singles } = pieces(phrase);
  const wanted = [...cover(pairs), ...singles];
  const whole = wanted.length <= most + 1;
  let held = await load(store, whole ? wanted : spread(wanted, most));
  if (!held) return none();
  if (!whole) return { ...aligned(held), checked: false, whole };
  // beside a pair without positions those that overlap it tell where it stands
  const bare = held.some(({ postings, pair }) => pair.second && !postings.positions);
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
