// Facets of /search/: values with live counts to tick. The histogram comes with them.

import { element } from "./dom.js";
import { FACETS } from "./state.js";

export { Histogram } from "./histogram.js";

const SHOWN = 7;
// Values of a facet that show at once; more are one click away.

/** Groups of tick boxes. `toggle(name, value)` is called for each tick. */
export class Facets {
  #groups;

  constructor(toggle) {
    this.#groups = Object.keys(FACETS).map((name) => new Group(name, (value) => toggle(name, value)));
    this.node = element("div", { class: "search-facets" }, this.#groups.map((group) => group.node));
  }

  /** Show counts {city: [{value, label, count}], …} under the filters {city: [value], …}. */
  update(counts, filters) {
    for (const group of this.#groups) group.update(counts[group.name] ?? [], filters[group.name] ?? []);
  }
}

/** One facet. Its boxes stay the same elements, so that a box that is ticked keeps the focus. */
class Group {
  #rows = new Map();
  #all = false;
  #toggle;
  #list = element("ul", { class: "bare" });
  #more = element("button", { type: "button", class: "plain", onclick: () => this.#unfold() });
  #found = [];
  #chosen = [];

  constructor(name, toggle) {
    this.name = name;
    this.#toggle = toggle;
    this.node = element("fieldset", { "data-facet": name }, element("legend", {}, FACETS[name]), this.#list, this.#more);
  }

  update(found, chosen) {
    this.#chosen = chosen;
    const known = new Set(found.map(({ value }) => value));
    const gone = chosen.filter((value) => !known.has(value)).map((value) => ({ value, label: value, count: 0 }));
    this.#found = [...found, ...gone].filter(({ value, count }) => count > 0 || chosen.includes(value));
    this.#draw();
  }

  #draw() {
    const shown = this.#found.filter(({ value }, i) => this.#all || i < SHOWN || this.#chosen.includes(value));
    const focus = document.activeElement;
    this.#list.replaceChildren(...shown.map((one) => this.#row(one)));
    if (focus?.isConnected) focus.focus({ preventScroll: true });
    const hidden = this.#found.length - shown.length;
    this.#more.hidden = hidden === 0;
    this.#more.textContent = `其余${hidden}个`;
    this.node.hidden = this.#found.length === 0;
  }

  #row({ value, label, count }) {
    if (!this.#rows.has(value)) this.#rows.set(value, this.#build(value, label));
    const { item, box, number } = this.#rows.get(value);
    box.checked = this.#chosen.includes(value);
    number.textContent = count.toLocaleString("zh-CN");
    return item;
  }

  #build(value, label) {
    const box = element("input", { type: "checkbox", onchange: () => this.#toggle(value) });
    const number = element("span", { class: "count" });
    return { item: element("li", {}, element("label", {}, box, ` ${label ?? value} `, number)), box, number };
  }

  #unfold() {
    const first = this.#list.children.length;
    this.#all = true;
    this.#draw();
    this.#list.children[first]?.querySelector("input").focus();
  }
}
