// Completion of what is being typed: fields, their values, names and pinyin.

import { FIELDS, fold } from "./query.js";

/** Completions at once; whoever sees more types on instead of reading. */
const MOST = 8;
/** Articles of an archive whose file of names is some 10 KB at most. */
const SMALL = 2000;
const SHOWN_FIELDS = ["城市", "县区", "专题", "日期", "刊物", "体裁", "标题", "作者"];
const KINDS = { c: "城市", d: "县区", t: "专题", i: "举措", p: "人名", w: "词" };

/** [{label, insert, from, to, kind}]: what may stand from `from` to `to` of the text in place of the word at the caret. */
export async function complete(store, facets, text, caret) {
  const from = Math.max(...[" ", "\u3000", '"', "“", "”"].map((mark) => text.lastIndexOf(mark, caret - 1))) + 1;
  const word = text.slice(from, caret).replace(/^[-－]/u, "");
  if (!word) return [];
  const begin = caret - word.length;
  const [, field, , value] = /^(\p{L}{1,6})([:：])(.*)$/u.exec(word) ?? [];
  const made = (label, insert, kind, at = begin) => ({ label, insert, from: at, to: caret, kind });
  if (field && FIELDS[field]) {
    const options = await values(store, facets, FIELDS[field], value);
    return options.slice(0, MOST).map(({ label, insert }) => made(label, insert, field, caret - value.length));
  }
  const fields = SHOWN_FIELDS.filter((name) => name.startsWith(word)).map((name) => made(`${name}：`, `${name}:`, "检索项"));
  const names = (await namesFor(store, facets, word)).map((name) => made(name.name, name.name, KINDS[name.kind]));
  return [...fields, ...names].slice(0, MOST);
}

/** Values of a facet that begin with what was typed, in characters or in pinyin, then those that hold it. */
async function values(store, facets, facet, typed) {
  if (facet === "date") return facets.month.filter(({ value }) => value.startsWith(typed)).reverse().map(({ value, label }) => ({ label, insert: value }));
  const held = (facets[facet] ?? []).map(({ label }) => label);
  const wanted = fold(typed);
  const spoken = /^[a-z]+$/.test(wanted) ? (await store.names()).names.filter((name) => reads(name, wanted)).map((name) => name.name) : [];
  const begins = held.filter((label) => fold(label).startsWith(wanted));
  const others = held.filter((label) => fold(label).includes(wanted) || spoken.includes(label));
  return [...new Set([...begins, ...others])].map((label) => ({ label, insert: quoted(label) }));
}

const quoted = (label) => (/\s/u.test(label) ? `"${label}"` : label);
const reads = (name, letters) => name.pinyin.startsWith(letters) || name.initials.startsWith(letters);

/** Names for letters. For characters those that are here: in a large archive typing alone fetches nothing. */
async function namesFor(store, facets, word) {
  const wanted = fold(word);
  if (/^[a-z]+$/.test(wanted)) {
    const { names } = await store.names();
    const exact = names.filter((name) => name.pinyin === wanted || name.initials === wanted);
    return [...new Set([...exact, ...names.filter((name) => wanted.length > 1 && reads(name, wanted))])];
  }
  const held = ["city", "district", "topic"].flatMap((facet) => facets[facet].map(({ label }) => ({ name: label, kind: facet[0] })));
  const others = store.documents <= SMALL || store.kept.has("names.bin") ? (await store.names()).names : [];
  const fits = [...held, ...others].filter(({ name }) => name !== wanted && fold(name).startsWith(wanted));
  return fits.filter(({ name }, n) => fits.findIndex((other) => other.name === name) === n);
}
