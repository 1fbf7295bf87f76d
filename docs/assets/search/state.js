// What a search on /search/ is, and the address that stands for it.

export const LONGEST = 200;
// Characters of a query that are searched: a pasted paragraph still finds its article, and an address stays sendable.
export const FACETS = {
  city: "城市",
  district: "县区",
  topic: "专题",
  publication: "刊物",
  kind: "体裁",
  text: "版本",
};
export const SORTS = { relevance: "最相关", newest: "最新", oldest: "最早" };
export const PAGE = 10;
// Articles shown at first, and added by each “再看”.
const MOST_SHOWN = 200;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The part of a query that is searched, on one line. */
export function trimmed(query) {
  return Array.from(query.replace(/\s+/gu, " ").trim()).slice(0, LONGEST).join("");
}

export function emptyState() {
  return { query: "", filters: {}, sort: "relevance", shown: PAGE };
}

/** {query, filters, sort, shown} that the query string of an address stands for; what it does not know it passes over. */
export function readState(search) {
  const given = new URLSearchParams(search);
  const state = { ...emptyState(), query: trimmed(given.get("q") ?? "") };
  for (const name of Object.keys(FACETS)) {
    const values = [...new Set(given.getAll(name).filter(Boolean))];
    if (values.length) state.filters[name] = values;
  }
  const months = ["from", "to"].map((name) => given.get(name)).map((month) => (MONTH.test(month ?? "") ? month : null));
  const [from, to] = months[0] && months[1] ? [...months].sort() : months;
  if (from) state.filters.from = from;
  if (to) state.filters.to = to;
  if (Object.hasOwn(SORTS, given.get("sort") ?? "")) state.sort = given.get("sort");
  const shown = Number.parseInt(given.get("shown") ?? "", 10);
  if (shown > PAGE) state.shown = Math.min(shown, MOST_SHOWN);
  return state;
}

/** The query string that stands for a state; empty for the empty state. */
export function writeState(state) {
  const out = new URLSearchParams();
  if (state.query) out.set("q", state.query);
  for (const name of Object.keys(FACETS)) for (const value of state.filters[name] ?? []) out.append(name, value);
  for (const name of ["from", "to"]) if (state.filters[name]) out.set(name, state.filters[name]);
  if (state.sort !== "relevance") out.set("sort", state.sort);
  if (state.shown > PAGE) out.set("shown", String(state.shown));
  const text = out.toString();
  return text && `?${text}`;
}

export function hasFilters(state) {
  return Object.keys(state.filters).length > 0;
}
