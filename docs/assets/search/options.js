// The list of options below the search box: a listbox in the sense of ARIA, one option of which may be active.

import { element } from "./dom.js";

/** The focus stays in `input`; arrows move through the options. */
export class Options {
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
