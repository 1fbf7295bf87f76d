// Filters and counts: columns that give each document its places, topics, form and days.

import { days, daysSaid, fold } from "./query.js";

export const NAMES = {
  city: "城市", district: "县区", topic: "专题", publication: "刊物", kind: "体裁", text: "版本", date: "日期", month: "日期",
};
/** Where each facet stands: the column, and the place in its rows. */
const PLACES = {
  city: ["place", 0], district: ["place", 1], topic: ["topic", 0], publication: ["form", 0], kind: ["form", 1], text: ["form", 2],
};
const MOST_MONTHS = 24;

const padded = (month) => Number(month.replace("-", ""));

/** Filters of the page and of the query as {facet, values | days, name, said}; and what was wrong with them. */
export function readFilters(store, given, typed) {
  const wanted = [], problems = [];
  for (const facet of Object.keys(PLACES)) {
    const values = [given[facet] ?? []].flat();
    if (values.length) wanted.push(choice(store, facet, values));
  }
  for (const month of [given.month ?? []].flat()) wanted.push(span(month));
  if (given.from || given.to) wanted.push(span(`${given.from ?? ""}..${given.to ?? ""}`));
  for (const [facet, text, field] of typed) {
    const found = facet === "date" ? span(text) : typedValues(store, facet, text);
    if (found) wanted.push(found);
    else problems.push(facet === "date" ? `“${text}”不是日期，请写成 2022-11 或 2022-11..2023-06` : `没有叫“${text}”的${field}`);
    if (!found && facet !== "date") wanted.push({ facet, rows: new Set(), name: NAMES[facet], said: text });
  }
  return { wanted: wanted.filter(Boolean), problems };
}

/** The filter of a date or range; null where it is none. */
function span(text) {
  const range = days(text);
  return range && { facet: "date", days: range, name: NAMES.date, said: daysSaid(text) };
}

function choice(store, facet, values) {
  const held = store.root.facets[facet];
  const numbers = held.flatMap(([value], n) => (values.includes(value) ? [n] : []));
  return { facet, rows: new Set(numbers), name: NAMES[facet], said: values.map((v) => held.find(([h]) => h === v)?.[1] ?? v).join("、") };
}

/** Values that a reader may mean by a text: the label itself, else those that begin with it, else those that hold it. */
function typedValues(store, facet, text) {
  const held = store.root.facets[facet];
  const found = new Set();
  for (const part of text.split(/[,，、|]/u).filter(Boolean)) {
    const wanted = fold(part);
    const tests = [(l) => l === wanted, (l) => l.startsWith(wanted), (l) => l.includes(wanted)];
    const fits = tests.map((t) => held.filter(([v, l]) => t(fold(l)) || v === part)).find((list) => list.length);
    for (const [value] of fits ?? []) found.add(value);
  }
  return found.size ? choice(store, facet, [...found]) : null;
}

/** Which rows of a column a choice allows. */
function allowed(columns, { facet, rows }) {
  const [column, at] = PLACES[facet];
  return Uint8Array.from(columns[column].rows, (row) => (row[at].some((value) => rows.has(value)) ? 1 : 0));
}

/** Documents [from, to) of each run of equal dates with what `take` says of the run. */
function eachRun(columns, take) {
  let from = 0;
  for (const [first, last, count] of columns.dates) {
    take(from, from + count, first, last);
    from += count;
  }
}

/** For each filter a test of documents. */
function tests(store, columns, wanted) {
  return wanted.map((filter) => {
    if (filter.facet !== "date") {
      const rows = allowed(columns, filter);
      const { ids } = columns[PLACES[filter.facet][0]];
      return { facet: filter.facet, pass: (doc) => rows[ids[doc]] === 1 };
    }
    const inside = new Uint8Array(store.documents);
    eachRun(columns, (from, to, first, last) => {
      if (first && first <= filter.days[1] && last >= filter.days[0]) inside.fill(1, from, to);
    });
    return { facet: "date", pass: (doc) => inside[doc] === 1 };
  });
}

const everyone = (store) => Array.from({ length: store.documents }, (_, doc) => doc);

/** Documents that pass every filter, newest first. */
export function filtered(store, columns, wanted, scores) {
  const held = scores ? [...scores.keys()].sort((a, b) => a - b) : everyone(store);
  const checks = wanted.length ? tests(store, columns, wanted) : [];
  return checks.length ? held.filter((doc) => checks.every((check) => check.pass(doc))) : held;
}

/** Counts of each value of each facet; a facet is counted without its own filter, so that others can be chosen. */
export function counted(store, columns, wanted, scores) {
  const checks = tests(store, columns, wanted);
  const held = scores ? [...scores.keys()] : everyone(store);
  const failing = held.map((doc) => checks.filter((check) => !check.pass(doc)).map((check) => check.facet));
  const passing = (facet) => held.filter((_, n) => failing[n].every((failed) => failed === facet));
  const facets = Object.keys(PLACES).map((facet) => [facet, valueCounts(store, columns, facet, passing(facet))]);
  return { ...Object.fromEntries(facets), month: months(store, columns, passing("date")) };
}

function valueCounts(store, columns, facet, docs) {
  const [column, at] = PLACES[facet];
  const { rows, ids } = columns[column];
  const byRow = new Uint32Array(rows.length);
  for (const doc of docs) byRow[ids[doc]]++;
  const counts = new Uint32Array(store.root.facets[facet].length);
  rows.forEach((row, n) => row[at].forEach((value) => (counts[value] += byRow[n])));
  return store.root.facets[facet].map(([value, label], n) => ({ value, label, count: counts[n] })).filter((v) => v.count);
}

/** Documents of each month; a date of doubt counts in every month that it may mean. */
function months(store, columns, docs) {
  const held = new Uint8Array(store.documents);
  for (const doc of docs) held[doc] = 1;
  const counts = new Map(store.root.months.map((month) => [padded(month), 0]));
  eachRun(columns, (from, to, first, last) => {
    let count = 0;
    for (let doc = from; doc < to; doc++) count += held[doc];
    const start = Math.floor(first / 10000) * 12 + (Math.floor(first / 100) % 100) - 1;
    const end = Math.floor(last / 10000) * 12 + (Math.floor(last / 100) % 100) - 1;
    if (!first || !count || end - start >= MOST_MONTHS) return;
    for (let n = start; n <= end; n++) {
      const month = Math.floor(n / 12) * 100 + (n % 12) + 1;
      counts.set(month, (counts.get(month) ?? 0) + count);
    }
  });
  return store.root.months.map((value) => ({ value, count: counts.get(padded(value)) }));
}
