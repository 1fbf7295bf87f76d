// One spelling for searching, and its tokens; the same as fold.py and tokens.py of scripts/search.

const CHARACTER = /^[\p{L}\p{N}]$/u;
const LETTER = /^[a-z]$/;
const DIGIT = /^[0-9]$/;

/** One code point as it is searched; `simple` maps traditional characters to simplified ones. */
function foldChar(char, simple) {
  const lowered = char.normalize("NFKC").toLowerCase();
  return simple ? Array.from(lowered, (c) => simple.get(c) ?? c).join("") : lowered;
}

const kind = (char) => (LETTER.test(char) ? 2 : DIGIT.test(char) ? 3 : CHARACTER.test(char) ? 1 : 0);

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
