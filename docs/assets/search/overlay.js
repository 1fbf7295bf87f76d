// The search box in use: over a page with the first results, or on /search/, which shows the results itself.
// A combobox in the sense of ARIA: the focus stays in the box, arrows move through the options.

import { Box } from "./box.js";
import { calm, element, listen } from "./dom.js";
import { addressOf, marked, told } from "./mark.js";
import { recent } from "./memory.js";
import { Searcher, explain } from "./searcher.js";
import { emptyState, writeState } from "./state.js";

// Hits that a laptop shows without scrolling.
const RESULTS = 8;
const PAUSE = 90;
// Milliseconds without a keystroke before a search: below what is felt, above the pace of quick typing.
const SLOW = 250;
// Milliseconds after which a search that has not answered says that it goes on.

/** Make the box live: over a page, or on /search/ (`page`), which shows the results itself. */
export function start(form, root, page = null) {
  return page ? new Plain(form, page) : new Overlay(form, root);
}

/** The box outside /search/: its panel lies over the page and holds the first results. */
class Overlay extends Box {
  #answer = null;
  #warm = false;
  #root;
  #look = calm(() => this.#search(), PAUSE);
  #slow = calm(() => this.#tell([element("p", {}, "正在查找……")]), SLOW);

  constructor(form, root) {
    super(form, new Searcher(root));
    this.#root = root;
    this.set = listen(this.input, () => this.changed());
  }

  groups() {
    const above = this.text ? this.completing() : this.remembering();
    return [above, ...(this.#answer ? [this.#hits(), this.#all()] : [])];
  }

  #hits() {
    const options = this.#answer.hits.slice(0, RESULTS).map((hit) => this.#hit(hit));
    return { name: "hits", label: "报道", options };
  }

  #hit(hit) {
    const { terms, fold } = this.#answer;
    const about = [hit.dateText, ...(hit.city ?? []), hit.why].filter(Boolean).join("　");
    const content = [
      element("span", { class: "finder-title" }, marked(hit.title, terms, fold)),
      element("span", { class: "finder-about" }, about),
    ];
    return { key: `h${hit.id}`, href: addressOf(hit, this.#root, terms), act: () => recent.add(this.text), content };
  }

  #all() {
    const { total } = this.#answer;
    const content = `看全部${total.toLocaleString("zh-CN")}篇，可按城市、专题、日期筛选`;
    const options = total ? [{ key: "all", href: this.#address(), act: () => recent.add(this.text), content }] : [];
    return { name: "all", label: "全部结果", options };
  }

  #address() {
    return new URL(`search/${writeState({ ...emptyState(), query: this.text })}`, this.#root).href;
  }

  submit() {
    location.assign(this.#address());
  }

  take(text) {
    this.put(text);
    this.changed();
  }

  edited() {
    this.changed();
  }

  changed() {
    this.reveal();
    if (this.text) {
      this.panel.setAttribute("aria-busy", "true");
      this.#look();
    } else this.#clear();
  }

  #clear() {
    this.suggest();
    this.#look.cancel();
    this.searcher.cancel();
    this.#settle(null);
    this.draw();
  }

  /** What the latest search has come to; an older one that is still on its way has nothing more to say. */
  #settle(answer) {
    this.#slow.cancel();
    this.#answer = answer;
    this.panel.removeAttribute("aria-busy");
  }

  async #search() {
    this.#slow();
    try {
      const asked = { filters: {}, sort: "relevance", offset: 0, limit: RESULTS };
      const text = this.text;
      const answer = await this.searcher.search(text, asked);
      if (this.#warm) await this.suggest();
      if (answer && text === this.text) this.#show(answer);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Completions come with the results, but at the very first after them: they need one file more. */
  #show(answer) {
    if (!this.#warm) this.suggest();
    this.#warm = true;
    const notes = [answer.relaxed, ...(answer.problems ?? [])].filter(Boolean);
    this.#settle(answer);
    this.#tell([told(answer, this.#root), ...notes].map((said) => element("p", {}, said)));
    this.announce([answer.said, ...notes].join("。"));
  }

  #fail(error) {
    const { text, act } = explain(error);
    const again = () => (act === "reload" ? location.reload() : this.searcher.forget().then(() => this.changed()));
    this.#settle(null);
    this.#tell([
      element("p", { class: "finder-wrong" }, text),
      element("button", { type: "button", onclick: again }, act === "reload" ? "重新载入" : "重试"),
    ]);
    this.announce(text);
  }

  #tell(nodes) {
    this.said.replaceChildren(...nodes);
    this.draw();
  }
}

/** The box of /search/: its panel only completes. */
class Plain extends Box {
  #page;

  constructor(form, page) {
    super(form, page.searcher);
    this.#page = page;
    this.set = page.set;
  }

  groups() {
    return this.text ? [this.completing()] : [];
  }

  submit(text) {
    this.#page.submit(text);
    this.shut();
  }

  edited() {
    this.#page.type(this.input.value);
  }

  changed() {
    this.reveal();
    this.suggest();
  }
}
