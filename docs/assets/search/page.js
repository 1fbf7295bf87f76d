// The page /search/: one state {query, filters, sort, shown}, kept in the address; whatever changes it draws anew.

import {
  FACETS, LONGEST, PAGE, SORTS, Searcher,
  addressOf, calm, element, emptyState, explain, hasFilters, listen, marked, readState, recent, snippet, trimmed, writeState,
} from "./common.js";

const PAUSE = 120;
// Milliseconds without a keystroke before a search.
const SLOW = 200;
// Milliseconds after which a search that has not answered says that it goes on.
const HUSH = 500;
// Milliseconds of quiet before a screen reader is told.

/** Make the page live: results in `place`, the box in `form`. */
export function start(place, form, root) {
  return new Page(place, form, root);
}

class Page {
  #root;
  #form;
  #state = readState(location.search);
  #typing = false;
  #hits = [];
  #answer = null;
  #sieve = null;
  #box = null;
  #name = document.title;
  #write = calm(() => this.#address(false), PAUSE);
  #look = calm(() => this.#search(), PAUSE);
  #announce;

  constructor(place, form, root) {
    this.#root = root;
    this.#form = form;
    this.searcher = new Searcher(root);
    this.#build(place);
    this.set = listen(form.elements.q, (text) => this.type(text));
    this.#listen();
    this.#arrive();
  }

  #build(place) {
    const status = element("p", { class: "hidden", role: "status" });
    this.#announce = calm((text) => (status.textContent = text), HUSH);
    this.notes = element("div", { class: "search-notes" });
    this.chips = element("div", { class: "search-chips", role: "group", "aria-label": "筛选条件" });
    this.sorts = element("fieldset", { class: "search-sorts", hidden: true }, element("legend", { class: "hidden" }, "排序"), Object.entries(SORTS).map((sort) => this.#sort(sort)));
    this.list = element("ol", { class: "entries search-hits" });
    this.more = element("button", { type: "button", class: "search-more", hidden: true, onclick: () => this.#next() });
    this.side = element("details", { class: "search-sieve", hidden: true }, element("summary", {}, "筛选"));
    this.rest = element("div", { class: "search-rest" });
    this.main = element("div", { class: "main" }, this.notes, this.chips, this.sorts, this.list, this.more, this.rest);
    place.replaceChildren(status, element("div", { class: "columns" }, this.side, this.main));
  }

  #sort([value, label]) {
    const box = element("input", { type: "radio", name: "sort", value, onchange: () => this.#change({ sort: value }) });
    return element("label", {}, box, element("span", {}, label));
  }

  #listen() {
    addEventListener("popstate", () => this.#arrive());
    addEventListener("pagehide", () => this.#remember());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.#box) this.submit(this.#form.elements.q.value);
    });
    const wide = matchMedia("(min-width: 60rem)");
    const fold = () => (this.side.open = wide.matches);
    wide.addEventListener("change", fold);
    fold();
  }

  /** Take over the state of the address: at first, and after going back or forth. */
  #arrive() {
    this.#state = readState(location.search);
    this.#typing = false;
    this.set(this.#state.query);
    this.#search();
  }

  #remember() {
    history.replaceState({ ...history.state, y: scrollY }, "");
  }

  /** The panel of the box comes with its first use. */
  async wake() {
    this.#box ??= import("./box.js").then(({ start: make }) => make(this.#form, this));
    return this.#box;
  }

  type(text) {
    this.#typed(text);
    this.#look();
    this.#write();
  }

  /** The first letter of a new query makes a new entry of the history; those after it change that entry. */
  #typed(text) {
    if (!this.#typing) this.#address(true);
    this.#typing = true;
    this.#state = { ...this.#state, query: trimmed(text), shown: PAGE };
  }

  submit(text) {
    recent.add(text);
    this.#typed(text);
    this.#write.cancel();
    this.#look.cancel();
    this.#address(false);
    this.#typing = false;
    this.#search();
  }

  /** Something was ticked, dragged or sorted. */
  #change(change) {
    this.#look.cancel();
    this.#write.cancel();
    this.#state = { ...this.#state, shown: PAGE, ...change };
    this.#typing = false;
    this.#address(true);
    this.#search();
  }

  #address(isNew) {
    const url = location.pathname + writeState(this.#state);
    if (url === location.pathname + location.search) return;
    if (isNew) history.pushState({}, "", url);
    else history.replaceState({}, "", url);
  }
}
