// What is shown of a hit: a piece of its text around the best place, and why it was found.

import { find, isRare, tokens } from "./query.js";

/** Characters of a snippet, and of what stands before its first hit. */
const LENGTH = 96, BEFORE = 24;
const STOPS = /[。！？；\n]/u;

/** What a card shows, by the names of its fields; `names` are those of the article that stand on no card. */
function shown(card, text, names = []) {
  const named = [["标题", [card.title]], ["引题", [card.kicker]], ["副题", [card.subtitle]], ["城市", card.city]];
  return [...named, ["县区", card.district], ["专题", card.topic], ...names, ["正文", text ? [text] : []]];
}

/** Whether one of the texts of a card, or the text itself, holds a phrase. */
const holds = (fields, phrase, simple) => fields.some(([, texts]) => texts.some((text) => find(phrase, tokens(text, simple)).length));

const spellings = (result) => [result.unit, ...result.readings];

/** Row of a document in a result; -1 where it has none. */
const row = (result, doc) => result.docs.indexOf(doc);

/** Whether a card or a text holds every unit that the index has not shown to be there. */
export function stands(card, text, results, simple) {
  const fields = shown(card, text);
  const seen = (result) => spellings(result).some(({ phrase }) => holds(fields, phrase, simple));
  return results.every((result) => result.checked || seen(result));
}

/** Whether a title or a text that ought to hold some unit seems not to: it may be spelt in traditional characters. */
export function differs(card, doc, text, results) {
  if (!isRare(card.title + (text ?? ""))) return false;
  const fields = shown(card, text);
  return results.some((result) => {
    const n = row(result, doc);
    const due = result.title?.[n] || (text && !result.mark?.[n]);
    return n >= 0 && due && !result.pinyin?.[n] && !spellings(result).some(({ phrase }) => holds(fields, phrase, null));
  });
}

/** A piece of a text around its hits: [{text, hit}]. */
export function snippet(text, needles, simple) {
  return cut(text, places(text, needles, simple));
}

/** Where any of the needles stands: [start, end, number of the needle], in order, none inside another. */
function places(text, needles, simple) {
  const held = tokens(text, simple);
  const found = needles.flatMap((needle, n) => find(needle.phrase, held).map(([start, end]) => [start, end, n]));
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const kept = [];
  for (const span of found) {
    const last = kept.at(-1);
    if (last && span[0] < last[1]) last[1] = Math.max(last[1], span[1]);
    else kept.push([...span]);
  }
  return kept;
}

/** The start of the window that holds most different needles, the earliest of equals. */
function best(spans) {
  let most = 0, start = 0;
  spans.forEach(([from], n) => {
    const inside = spans.slice(n).filter(([, to]) => to <= from + LENGTH - BEFORE);
    const worth = new Set(inside.map(([, , needle]) => needle)).size * 100 + Math.min(inside.length, 9);
    if (worth > most) [most, start] = [worth, from];
  });
  return start;
}

/** The piece of a text around its hits: [{text, hit}]. */
function cut(text, spans) {
  const centre = spans.length ? best(spans) : 0;
  let from = Math.max(0, centre - BEFORE);
  const lead = text.slice(from, centre);
  const stop = Math.max(...[...lead].map((char, n) => (STOPS.test(char) ? n : -1)), -1);
  from = spans.length && stop >= 0 ? from + stop + 1 : from;
  if (/[\udc00-\udfff]/.test(text[from] ?? "")) from += 1;
  let to = Math.min(text.length, from + LENGTH);
  if (/[\ud800-\udbff]/.test(text[to - 1] ?? "")) to -= 1;
  const parts = [];
  const push = (part, hit) => part && parts.push({ text: part.replace(/\s+/gu, " "), hit });
  push(from > 0 && stop < 0 ? "…" : "", false);
  let at = from;
  for (const [start, end] of spans.filter(([s, e]) => s >= from && e <= to)) {
    push(text.slice(at, start), false);
    push(text.slice(start, end), true);
    at = end;
  }
  push(text.slice(at, to), false);
  push(to < text.length ? "…" : "", false);
  return parts.reduce((joined, part) => {
    const last = joined.at(-1);
    if (last && last.hit === part.hit) last.text += part.text;
    else joined.push(part);
    return joined;
  }, []);
}

/** Where each unit was found, in words; `record` is {text, names}, and null as long as they have not come. */
export function why(card, doc, record, results, simple) {
  const fields = shown(card, record?.text, record?.names).map(([name, texts]) => [name, texts.map((part) => tokens(part, simple))]);
  const inside = ({ phrase }) => fields.filter(([, texts]) => texts.some((held) => find(phrase, held).length)).map(([name]) => name);
  const told = results.map((result) => {
    const named = results.length > 1 ? `“${result.unit.text}”` : "";
    const literal = inside(result.unit);
    if (literal.length) return `${named}见于${literal.join("、")}`;
    const read = result.readings.find((unit) => inside(unit).length);
    if (read) return `拼音“${result.unit.text}”读作“${read.text}”，见于${inside(read).join("、")}`;
    const n = row(result, doc);
    if (n < 0 || result.parts) return "";
    const place = result.mark[n] ? "举措、署名或刊物" : "正文";
    if (!result.pinyin?.[n]) return `${named}见于${place}`;
    // which of several readings it was, only the text tells
    return result.readings.length === 1 ? `拼音“${result.unit.text}”读作“${result.readings[0].text}”，见于${place}` : "";
  });
  return told.filter(Boolean).join("；");
}
