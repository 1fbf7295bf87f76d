// The words of a search, marked in the article that was found by them. They stand in the fragment of the address.

import { element } from "./dom.js";
import { spans, wordsOf } from "./mark.js";
import { isRare } from "./query.js";

const BLOCK = "h1, h2, h3, p, li, dt, dd, td, th, blockquote, figcaption";
const APART = ".crumbs, .after, svg, script, button";
// What is not the article itself: the way to it, related reports, the account of how it was made.

const INDEX = new URL("../../search/", import.meta.url);
const HAN = /\p{Script=Han}/u;

let bar = null;

/** Mark the words that the address names, and go to the first of them. */
export async function start(article) {
  clear(article);
  const { hash } = location;
  const words = wordsOf(hash);
  if (!words.length) return;
  show(article, words, null);
  if (!speltOtherwise(article, words)) return;
  const fold = await spelling();
  if (!fold || location.hash !== hash) return;
  clear(article);
  show(article, words, fold);
}

function show(article, words, fold) {
  const marks = blocks(article).flatMap((nodes) => mark(nodes, words, fold));
  bar = new Bar(marks, words, () => leave(article));
  document.body.append(bar.node);
  bar.go(0, "instant");
}

const textOf = (nodes) => nodes.map((node) => node.data).join("");

/** Whether a word is missing from a text in which there are traditional characters. */
function speltOtherwise(article, words) {
  const texts = blocks(article).map(textOf);
  const missing = words.filter((word) => HAN.test(word) && !texts.some((text) => spans(text, [word]).length));
  return missing.length > 0 && texts.some(isRare);
}

/** Characters and what they are searched as; null where the index does not come. */
async function spelling() {
  try {
    const { open } = await import("./index.js");
    return await (await open(INDEX)).fold();
  } catch {
    return null;
  }
}

/** Text nodes of the article, by the block that they stand in, so that a word may run across a link. */
function blocks(article) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const found = new Map();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(APART)) continue;
    const block = node.parentElement.closest(BLOCK) ?? node.parentElement;
    found.set(block, [...(found.get(block) ?? []), node]);
  }
  return [...found.values()];
}

/** Wrap each place of the words in these text nodes; the marks in reading order. */
function mark(nodes, words, fold) {
  const marks = [];
  const places = spans(textOf(nodes), words, fold);
  let before = 0;
  for (const node of nodes) {
    const length = node.data.length;
    const here = places
      .map(([start, end]) => [Math.max(start - before, 0), Math.min(end - before, length)])
      .filter(([start, end]) => start < end);
    if (here.length) marks.push(...wrap(node, here));
    before += length;
  }
  return marks;
}

function wrap(node, places) {
  const text = node.data;
  const marks = places.map(([start, end]) => element("mark", { class: "found" }, text.slice(start, end)));
  const between = places.map(([start], i) => text.slice(places[i - 1]?.[1] ?? 0, start));
  node.replaceWith(...between.flatMap((plain, i) => [plain, marks[i]]), text.slice(places.at(-1)[1]));
  return marks;
}

/** Take all marks away again; the text is as it was. */
function clear(article) {
  bar?.remove();
  bar = null;
  for (const found of article.querySelectorAll("mark.found")) {
    const parent = found.parentNode;
    found.replaceWith(...found.childNodes);
    parent.normalize();
  }
}

function leave(article) {
  clear(article);
  history.replaceState(history.state, "", location.pathname + location.search);
}

/** The line that tells how often the words stand here, leads from one to the next, and takes the marks away. */
class Bar {
  #marks;
  #leave;
  #at = 0;
  #place = element("span", { class: "found-place" });
  #escape = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) this.#leave();
  };

  constructor(marks, words, done) {
    this.#marks = marks;
    this.#leave = done;
    const named = words.map((word) => `“${word}”`).join("");
    const said = marks.length ? `${named}标出${marks.length}处` : `文中没有逐字写着${named}`;
    const step = (way, label) => element("button", { type: "button", onclick: () => this.go(this.#at + way) }, label);
    this.node = element(
      "div",
      { class: "found-bar", role: "region", "aria-label": "文中的搜索词" },
      element("span", { role: "status", class: "found-said" }, said),
      ...(marks.length > 1 ? [step(-1, "上一处"), this.#place, step(1, "下一处")] : []),
      element("button", { type: "button", "aria-keyshortcuts": "Escape", onclick: done }, "取消标记"),
    );
    document.addEventListener("keydown", this.#escape);
  }

  go(number, behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth") {
    if (!this.#marks.length) return;
    this.#marks[this.#at].classList.remove("current");
    this.#at = (number + this.#marks.length) % this.#marks.length;
    this.#marks[this.#at].classList.add("current");
    this.#marks[this.#at].scrollIntoView({ block: "center", behavior });
    this.#place.textContent = `${this.#at + 1} / ${this.#marks.length}`;
  }

  remove() {
    document.removeEventListener("keydown", this.#escape);
    this.node.remove();
  }
}
