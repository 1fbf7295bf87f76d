// The search box in use: a panel with recent searches, completions and, outside /search/, the first results.
// A combobox in the sense of ARIA: the focus stays in the box, arrows move through the options.

import { Searcher, addressOf, calm, element, explain, listen, marked, recent, snippet, trimmed, writeState } from "./common.js";

const HINT = "写词语、地名、单位或拼音；几个词之间空一格，就找都有的。";
const RESULTS = 8;
const COMPLETIONS = 5;
const PAUSE = 90;
// Milliseconds without a keystroke before a search: below what is felt, above the pace of quick typing.
const SLOW = 250;
// Milliseconds after which a search that has not answered says that it goes on.
const HUSH = 500;
// Milliseconds of quiet before a screen reader is told, so that it is not interrupted by each letter.

/** Make the box live: over a page, or on /search/ (`page`), which shows the results itself. */
export function start(form, root, page = null) {
  return page ? new Plain(form, page) : new Overlay(form, root);
}

/** The list of options below a box, one of which may be active. */
class Options {
  #input;
  #nodes = [];
  #active = -1;

  constructor(input) {
    this.#input = input;
    this.node = element("div", { role: "listbox", id: "finder-list", "aria-label": "建议与结果", hidden: true });
  }

  get active() {
    return this.#nodes[this.#active] ?? null;
  }

  get empty() {
    return this.#nodes.length === 0;
  }

  /** Show groups [{name, label, options: [{key, href, act, content}]}]; an option that stays keeps its choice. */
  show(groups) {
    const chosen = this.active?.dataset.key;
    this.#nodes = [];
    this.node.replaceChildren(...groups.filter(({ options }) => options.length).map((group) => this.#group(group)));
    this.node.hidden = this.empty;
    this.select(chosen === undefined ? -1 : this.#nodes.findIndex((node) => node.dataset.key === chosen));
  }

  #group({ name, label, options }) {
    const nodes = options.map((option) => this.#option(option));
    return element("div", { role: "group", class: `finder-${name}`, "aria-label": label }, nodes);
  }

  #option({ key, href, act, content }) {
    const common = { role: "option", id: `finder-option-${this.#nodes.length}`, tabindex: "-1", "aria-selected": "false" };
    const node = element(href ? "a" : "div", { ...common, href, "data-key": key, onclick: act }, content);
    this.#nodes.push(node);
    return node;
  }

  select(number) {
    this.active?.setAttribute("aria-selected", "false");
    this.#active = number;
    if (!this.active) return this.#input.removeAttribute("aria-activedescendant");
    this.active.setAttribute("aria-selected", "true");
    this.active.scrollIntoView({ block: "nearest" });
    return this.#input.setAttribute("aria-activedescendant", this.active.id);
  }

  /** Down or up by one; beyond either end lies the box itself. */
  step(way) {
    const places = this.#nodes.length + 1;
    this.select(((this.#active + 1 + way + places) % places) - 1);
  }

  /** What a click on the active option would do, with the keys that are held. */
  choose({ ctrlKey, metaKey, shiftKey }) {
    const keys = { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey };
    this.active.dispatchEvent(new MouseEvent("click", keys));
  }
}

/** A box with its panel: what the boxes of all pages have in common. */
class Box {
  #origin = null;
  #asked = 0;
  completions = [];

  constructor(form, searcher) {
    this.form = form;
    this.input = form.elements.q;
    this.searcher = searcher;
    this.options = new Options(this.input);
    this.said = element("div", { class: "finder-said" });
    this.status = element("p", { class: "hidden", role: "status" });
    this.keys = element("p", { class: "finder-keys", "aria-hidden": "true" }, "↑ ↓ 选择　Enter 打开　Esc 关闭");
    this.panel = element("div", { class: "finder-panel", hidden: true }, this.said, this.options.node, this.keys);
    this.announce = calm((text) => (this.status.textContent = text), HUSH);
    this.#build();
    this.#wire();
  }

  #build() {
    const close = element("button", { type: "button", class: "finder-close", onclick: (e) => this.leave(e) }, "关闭");
    this.form.querySelector(".finder-box").append(close);
    this.form.append(this.panel, this.status);
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-controls", this.options.node.id);
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-autocomplete", "list");
  }

  #wire() {
    this.input.addEventListener("keydown", (event) => this.#pressed(event));
    this.input.addEventListener("pointerdown", () => this.open());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      recent.add(this.text);
      this.submit(this.text);
    });
    this.form.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.form.contains(relatedTarget)) this.shut();
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (target === this.form || !this.form.contains(target)) this.shut();
    });
    addEventListener("pageshow", ({ persisted }) => persisted && this.shut());
  }

  get text() {
    return trimmed(this.input.value);
  }

  get opened() {
    return this.form.classList.contains("open");
  }

  /** Show the panel; `origin` is where the focus returns to. */
  open(origin = null) {
    this.#origin = origin ?? this.#origin;
    if (this.opened) return;
    this.reveal();
    if (this.text) this.changed();
    this.draw();
  }

  reveal() {
    this.form.classList.add("open");
    this.input.setAttribute("aria-expanded", "true");
  }

  shut() {
    this.form.classList.remove("open");
    this.input.setAttribute("aria-expanded", "false");
    this.panel.hidden = true;
    this.options.select(-1);
  }

  /** Close, and give the focus back to where it was when the shortcut was pressed. */
  leave(event) {
    const [origin, byKey] = [this.#origin, event?.type !== "click" || event.detail === 0];
    this.#origin = null;
    this.shut();
    if (origin === document.body) this.input.blur();
    else if (origin?.isConnected) origin.focus();
    else if (byKey) this.input.focus();
  }

  #pressed(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.opened) this.options.step(event.key === "ArrowDown" ? 1 : -1);
      else this.open();
    } else if (event.key === "Escape" && this.opened) {
      event.preventDefault();
      this.leave(event);
    } else if (event.key === "Enter" && this.options.active) {
      event.preventDefault();
      this.options.choose(event);
    }
  }

  draw() {
    this.options.show(this.groups());
    this.keys.hidden = this.options.empty;
    this.panel.hidden = !this.opened || (this.options.empty && !this.said.hasChildNodes());
  }

  remembering() {
    const kept = recent.list();
    const clear = element("button", { type: "button", onclick: () => this.#forget() }, "清除");
    this.said.replaceChildren(...(kept.length ? [element("p", {}, "最近的搜索，只记在这台设备上"), clear] : [element("p", {}, HINT)]));
    const options = kept.map((text) => ({ key: `r${text}`, content: text, act: () => this.take(text) }));
    return { name: "recent", label: "最近的搜索", options };
  }

  completing() {
    const options = this.completions.map((one) => ({ key: `c${one.insert}`, content: named(one), act: () => this.#complete(one) }));
    return { name: "completions", label: "补全", options };
  }

  /** Ask for completions of what stands before the caret; they never disturb the results. */
  async suggest() {
    const text = this.input.value;
    const turn = (this.#asked += 1);
    const found = this.text ? await this.#completionsOf(text) : [];
    if (turn !== this.#asked || this.input.value !== text) return;
    this.completions = found.slice(0, COMPLETIONS).map((one) => ({ ...one, text }));
    if (this.opened) this.draw();
  }

  async #completionsOf(text) {
    try {
      const index = await this.searcher.index();
      return await index.complete(text, this.input.selectionStart ?? text.length);
    } catch {
      return []; // The search that runs beside this one tells what is wrong.
    }
  }

  #complete({ insert, from, to, text }) {
    if (text !== this.input.value) return;
    this.put(this.input.value.slice(0, from) + insert + this.input.value.slice(to));
    this.input.setSelectionRange(from + insert.length, from + insert.length);
    this.completions = [];
    this.edited();
  }

  #forget() {
    recent.clear();
    this.draw();
    this.status.textContent = "最近的搜索已清除";
    this.input.focus();
  }

  put(text) {
    this.set(text);
    this.input.focus();
  }
}

/** A completion with what it is. */
function named({ label, kind }) {
  return [label, element("span", { class: "finder-kind" }, ` ${kind ?? ""}`)];
}

/** The box outside /search/: its panel lies over the page and holds the first results. */
class Overlay extends Box {
  #answer = null;
  #warm = false;
  #root;
  #look = calm(() => this.#search(), PAUSE);

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
    const { terms } = this.#answer;
    const about = [hit.dateText, ...(hit.city ?? [])].filter(Boolean).join("　");
    const content = [
      element("span", { class: "finder-title" }, marked(hit.title, terms)),
      element("span", { class: "finder-about" }, about),
      element("span", { class: "finder-snippet" }, snippet(hit.snippet)),
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
    return new URL(`search/${writeState({ query: this.text, filters: {} })}`, this.#root).href;
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

  #settle(answer) {
    this.#answer = answer;
    this.panel.removeAttribute("aria-busy");
  }

  async #search() {
    const slow = setTimeout(() => this.#tell([element("p", {}, "正在查找……")]), SLOW);
    try {
      const asked = { filters: {}, sort: "relevance", offset: 0, limit: RESULTS, facets: false };
      const text = this.text;
      const answer = await this.searcher.search(text, asked);
      if (this.#warm) await this.suggest();
      if (answer && text === this.text) this.#show(answer);
    } catch (error) {
      this.#fail(error);
    } finally {
      clearTimeout(slow);
    }
  }

  /** Completions come with the results, but at the very first after them: they need one file more. */
  #show(answer) {
    if (!this.#warm) this.suggest();
    this.#warm = true;
    const notes = [answer.said, answer.relaxed, ...(answer.problems ?? [])].filter(Boolean);
    this.#settle(answer);
    this.#tell(notes.map((text) => element("p", {}, text)));
    this.announce(notes.join("。"));
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
