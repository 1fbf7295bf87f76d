// What is shown of a hit: a piece of its text around the best place, and why it was found.

import { find, tokens } from "./query.js";

const [ID, URL_AT, TITLE, KICKER, SUBTITLE, DATE, DATE_WORDS, CITY, DISTRICT, TOPIC, MARKS, TEXT] = Array(12).keys();
/** Characters of a snippet, and of what stands before its first hit. */
const LENGTH = 96, BEFORE = 24;
const STOPS = /[。！？；\n]/u;

function fieldsOf(card) {
  return { title: card[TITLE], mark: [card[KICKER], card[SUBTITLE], ...card[MARKS]].filter(Boolean).join("\n"), text: card[TEXT] };
}

/** Whether a document holds every unit of a strict result somewhere. */
export function stands(card, results, simple) {
  const { title, mark, text } = fieldsOf(card);
  const held = [title, mark, text, ...[card[CITY], card[DISTRICT], card[TOPIC]].flat()].map((t) => tokens(t, simple));
  return results.every((r) => r.checked || [r.unit, ...r.readings].some((unit) => held.some((h) => find(unit.phrase, h).length)));
}

/** A hit as the page shows it. */
export function snippet(card, results, needles, simple) {
  const [city, district, topic] = [card[CITY], card[DISTRICT], card[TOPIC]];
  const { title, mark, text } = fieldsOf(card);
  const spans = places(text, needles, simple);
  return {
    id: card[ID], url: card[URL_AT] || `articles/${card[ID]}/`, title, kicker: card[KICKER], subtitle: card[SUBTITLE],
    date: card[DATE], dateText: card[DATE_WORDS], city, district, topic,
    snippet: spans.length || !places(mark, needles, simple).length ? cut(text, spans) : cut(mark.replaceAll("\n", " · "), places(mark.replaceAll("\n", " · "), needles, simple)),
    why: why(results, { title, mark, city, district, topic, text }, simple),
  };
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

/** Where each unit was found, in words. */
function why(results, fields, simple) {
  const held = [
    ["标题", [fields.title]], ["城市", fields.city], ["县区", fields.district], ["专题", fields.topic],
    ["引题、举措或署名", [fields.mark]], ["正文", [fields.text]],
  ].map(([name, texts]) => [name, texts.map((text) => tokens(text, simple))]);
  const inside = (unit) => held.filter(([, texts]) => texts.some((text) => find(unit.phrase, text).length)).map(([name]) => name);
  const told = results.map((result) => {
    const literal = inside(result.unit);
    if (literal.length) return `${results.length > 1 ? `“${result.unit.text}”` : ""}见于${literal.join("、")}`;
    const read = result.readings.find((unit) => inside(unit).length);
    return read ? `拼音“${result.unit.text}”读作“${read.text}”，见于${inside(read).join("、")}` : "";
  });
  return told.filter(Boolean).join("；");
}
