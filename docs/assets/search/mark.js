// Words of a search, marked in titles, snippets and articles; and the addresses that carry them to an article or onwards.

import { element } from "./dom.js";
import { emptyState, writeState } from "./state.js";

const MOST_TERMS = 20;
// Words that an address carries.

/**
 * A text as it is compared (compatibility forms, lower case, and the spelling of `fold` where it is given), with the
 * place in the text of each of its units.
 */
function folded(text, fold) {
  let out = "";
  const places = [];
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at));
    const lowered = character.normalize("NFKC").toLowerCase();
    const plain = fold ? Array.from(lowered, (one) => fold.get(one) ?? one).join("") : lowered;
    for (let unit = 0; unit < plain.length; unit += 1) places.push(at);
    out += plain;
    at += character.length;
  }
  places.push(text.length);
  return { out, places };
}

/** [start, end) of every place where one of the terms stands, in order; those that touch are one. */
export function spans(text, terms, fold = null) {
  const { out, places } = folded(text, fold);
  const found = [];
  for (const term of terms.map((given) => folded(given, fold).out).filter(Boolean))
    for (let at = out.indexOf(term); at >= 0; at = out.indexOf(term, at + 1))
      found.push([places[at], places[at + term.length]]);
  const joined = [];
  for (const [start, end] of found.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** Nodes of a text with the terms marked, in any spelling that `fold` knows. */
export function marked(text, terms, fold = null) {
  const nodes = [];
  let done = 0;
  for (const [start, end] of spans(text, terms, fold)) {
    nodes.push(text.slice(done, start), element("mark", {}, text.slice(start, end)));
    done = end;
  }
  return [...nodes, text.slice(done)];
}

/** Nodes of a snippet [{text, hit}]. */
export function snippet(parts) {
  return (parts ?? []).map(({ text, hit }) => (hit ? element("mark", {}, text) : text));
}

/** Address of a hit, with the words that its page shall mark; never one that leads off this site. */
export function addressOf(hit, root, terms) {
  const url = new URL(hit.url, root);
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return root.href;
  const words = terms.slice(0, MOST_TERMS).map((term) => ["find", term]);
  if (words.length) url.hash = new URLSearchParams(words).toString();
  return url.href;
}

/** Nodes of what an answer says; where only filters leave nothing, its end leads to the same search without them. */
export function told({ said, wider }, root) {
  if (!wider) return [said];
  const address = `search/${writeState({ ...emptyState(), query: wider.query })}`;
  return [said.slice(0, -wider.said.length), element("a", { href: new URL(address, root).href }, wider.said)];
}

/** The words that a hit told its page to mark. */
export function wordsOf(hash) {
  return new URLSearchParams(hash.replace(/^#/u, "")).getAll("find").filter(Boolean).slice(0, MOST_TERMS);
}
