// Texts and queries as they are searched: folding, tokens, and what a reader typed. Folding is that of fold.py and tokens.py.

const CHARACTER = /^[\p{L}\p{N}]$/u;
const LETTER = /^[a-z]$/;
const DIGIT = /^[0-9]$/;
const HAN = /^\p{Script=Han}$/u;
/** The Han characters of GB 2312, whose rows and columns stand in GBK as bytes from B0 A1 to F7 FE. */
const GB2312 = Uint8Array.from({ length: 72 * 94 * 2 }, (_, n) => (n & 1 ? 0xa1 + ((n >> 1) % 94) : 0xb0 + Math.floor(n / 188)));

/** One code point as it is searched; `simple` maps traditional characters to simplified ones. */
function foldChar(char, simple) {
  const lowered = char.normalize("NFKC").toLowerCase();
  return simple ? Array.from(lowered, (c) => simple.get(c) ?? c).join("") : lowered;
}

const kind = (char) => (LETTER.test(char) ? 2 : DIGIT.test(char) ? 3 : CHARACTER.test(char) ? 1 : 0);

let common = null;

/** Whether a text has a Han character beyond those 6,763 that simplified print gets by with: 反詐. */
export function isRare(text) {
  common ??= new Set(new TextDecoder("gbk").decode(GB2312));
  return Array.from(text.normalize("NFKC")).some((char) => HAN.test(char) && !common.has(char));
}

/**
 * Tokens of a text: {token, position, start, end}. `start` and `end` count in the text as given. Each character is a
 * token, each run of Latin letters or of digits is one; any run of other characters divides and counts one position.
 */
export function tokens(text, simple = null) {
  const found = [];
  let position = 0;
  let before = 0;
  let at = 0;
  for (const char of text) {
    for (const folded of foldChar(char, simple)) {
      const now = kind(folded);
      const begins = now === 1 || now !== before;
      if (begins) position += 1;
      if (now && begins) found.push({ token: folded, position, start: at, end: at + char.length });
      else if (now) Object.assign(found.at(-1), { token: found.at(-1).token + folded, end: at + char.length });
      before = now;
    }
    at += char.length;
  }
  return found;
}

/** A text as it is searched, for showing and for comparing. */
export function fold(text, simple = null) {
  return Array.from(text, (char) => foldChar(char, simple)).join("");
}

/** Whether a token is a run of Latin letters or digits. */
export const isWord = (token) => /^(?:[a-z]+|[0-9]+)$/.test(token);

/** Where a phrase (tokens with positions from 0) stands in the tokens of a text: pairs of start and end. */
export function find(phrase, held) {
  if (!phrase.length) return [];
  const first = phrase[0];
  const found = [];
  held.forEach((token, n) => {
    if (token.token !== first.token) return;
    const fits = phrase.every((part, k) => {
      const other = held[n + k];
      return other && other.token === part.token && other.position - token.position === part.position - first.position;
    });
    if (fits) found.push([token.start, held[n + phrase.length - 1].end]);
  });
  return found;
}

/** Fields of a query, by what readers call them. */
export const FIELDS = {
  城市: "city", 地市: "city", 县区: "district", 区县: "district", 专题: "topic", 主题: "topic",
  日期: "date", 时间: "date", 刊物: "publication", 报纸: "publication", 体裁: "kind", 版本: "text",
  标题: "title", 作者: "mark", 举措: "mark",
};
/** Tokens of a query that are searched; what is pasted beyond them is left out. */
const MOST_TOKENS = 100;
const MOST_CHARACTERS = 2000;
const MOST_UNITS = 12;
const QUOTES = { '"': '"', "“": "”", "”": "”", "„": "“", "＂": "＂", "「": "」", "『": "』" };
const FIELD = /^(\p{L}{1,6})[:：]/u;

/** The parts of a query: {text, exact, exclude, field, typed}; divided by blanks, quotes kept together. */
function parts(query, problems) {
  const found = [];
  let rest = query;
  for (;;) {
    rest = rest.trimStart();
    if (!rest) return found;
    const whole = rest;
    const part = { exact: false, exclude: false, field: null };
    if (/^[-－−][^\s\-－−]/u.test(rest)) {
      part.exclude = true;
      rest = rest.slice(1);
    }
    const named = FIELD.exec(rest);
    if (named) {
      part.field = named[1];
      rest = rest.slice(named[0].length);
    }
    const close = QUOTES[rest[0]];
    const end = close ? rest.indexOf(close, 1) : -1;
    if (close && end < 0) {
      problems.push("引号没有成对，已当作没有引号");
      rest = rest.slice(1);
      if (!rest.trim()) return found;
    }
    part.exact = end > 0;
    part.text = part.exact ? rest.slice(1, end) : /^\S*/u.exec(rest)[0];
    rest = part.exact ? rest.slice(end + 1) : rest.slice(part.text.length);
    part.typed = whole.slice(0, whole.length - rest.length);
    found.push(part);
  }
}

/** Tokens of a phrase, positions from 0. */
export function phraseOf(text, simple) {
  const held = tokens(text, simple);
  return held.map(({ token, position }) => ({ token, position: position - held[0].position }));
}

/** A unit of a query: a phrase with how it is to be searched. */
export function unitOf(text, simple, options = {}) {
  return { text: fold(text, simple).trim(), phrase: phraseOf(text, simple), exact: false, where: null, ...options };
}

/**
 * {units, excluded, filters: [[facet, text]], words, problems, cut} of what was typed; `words` is all but the filters, and
 * `cut` says that it was too much.
 */
export function parse(query, simple) {
  const problems = [];
  const found = { units: [], excluded: [], filters: [], words: "", problems };
  const short = Array.from(query).slice(0, MOST_CHARACTERS).join("");
  for (const part of parts(short, problems)) add(found, part, simple);
  curtail(found, query.length > short.length);
  const empty = !found.units.length && !found.filters.length;
  if (query.trim() && empty && !found.excluded.length && !problems.length) problems.push("检索词里没有可以查找的字");
  problems.splice(0, Infinity, ...new Set(problems));
  return found;
}

function add(found, part, simple) {
  const facet = part.field && FIELDS[part.field];
  if (part.field && !facet) {
    found.problems.push(`没有“${part.field}：”这个检索项，已当作普通文字查找`);
    part.text = `${part.field}：${part.text}`;
  }
  if (facet && facet !== "title" && facet !== "mark") {
    if (part.exclude) found.problems.push(`“${part.field}：”前面不能用减号，已略去`);
    else if (part.text) found.filters.push([facet, part.text, part.field]);
    return;
  }
  found.words = `${found.words} ${part.typed}`.trim();
  const made = unitOf(part.text, simple, { exact: part.exact, where: facet || null });
  if (made.phrase.length) (part.exclude ? found.excluded : found.units).push(made);
}

/** Leave out what is too much for one search. */
function curtail(found, cut) {
  let left = MOST_TOKENS;
  const count = found.units.reduce((sum, made) => sum + made.phrase.length, 0);
  for (const made of found.units) {
    if (left && made.phrase.length > left) made.text = made.text.slice(0, tokens(made.text)[left - 1].end);
    made.phrase = made.phrase.slice(0, left);
    left -= made.phrase.length;
  }
  const kept = found.units.filter((made) => made.phrase.length).slice(0, MOST_UNITS);
  found.cut = cut || count > MOST_TOKENS || kept.length < found.units.length;
  if (found.cut) {
    found.problems.push(`检索词太长，只用了前面${kept.reduce((sum, made) => sum + made.phrase.length, 0)}个字`);
  }
  found.units = kept;
  found.excluded = found.excluded.slice(0, MOST_UNITS);
}

const DAY = /^(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?)?[月年日]?$/;

/** [year, month, day] that a text means, as numbers, the latter two where it has them; null when there is no such day. */
function dayOf(text) {
  const found = DAY.exec(text)?.slice(1).filter(Boolean).map(Number);
  if (!found) return null;
  const [year, month = 1, day = 1] = found;
  const real = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  return real ? found : null;
}

const firstDay = ([year, month = 1, day = 1]) => year * 10000 + month * 100 + day;
const lastDay = ([year, month = 12, day = 31]) => year * 10000 + month * 100 + day;

/** The two ends of a date or range, the earlier one first; one that is open is undefined. Null when it is none. */
function ends(text) {
  const parts = text.normalize("NFKC").replace(/\s/gu, "").split(/\.{2,}|…+|[~～至到]|--/u);
  if (parts.length > 2) return null;
  const [from, to = parts.length === 1 ? from : undefined] = parts.map((part) => (part ? dayOf(part) : undefined));
  if (from === null || to === null || (!from && !to)) return null;
  return from && to && firstDay(from) > lastDay(to) ? [to, from] : [from, to];
}

/** [first, last] day as yyyymmdd that a date or range (2022-11..2023-06) means; null when it is none. */
export function days(text) {
  const [from, to] = ends(text) ?? [];
  return from || to ? [from ? firstDay(from) : 0, to ? lastDay(to) : 99991231] : null;
}

/** A date or range in words: "2022年11月至2023年6月" of "2022-11..2023-06"; either end may be open. */
export function daysSaid(text) {
  const [from, to] = ends(text).map((day) => day && day.map((number, n) => number + "年月日"[n]).join(""));
  if (from && to) return from === to ? from : `${from}至${to}`;
  return from ? `${from}以后` : `${to}以前`;
}
