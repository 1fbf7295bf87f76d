// The page /search/: one state {query, filters, sort, shown}, kept in the address; whatever changes it draws anew.

import * as views from "./views.js";
import { HUSH, calm, listen } from "./dom.js";
import { Excerpts } from "./excerpts.js";
import { told } from "./mark.js";
import { recent } from "./memory.js";
import { daysSaid } from "./query.js";
import { Searcher, explain } from "./searcher.js";
import { FACETS, PAGE, hasFilters, readState, trimmed, writeState } from "./state.js";

const PAUSE = 120;
// Milliseconds without a keystroke before a search.
const SLOW = 200;
// Milliseconds after which a search that has not answered says that it goes on.

/** Make the page live: results in `place`, the box in `form`. */
export function start(place, form, root) {
  return new Page(place, form, root);
}

class Page {
  #root;
  #form;
  #state = {};
  #typing = false;
  #scroll = 0;
  #hits = [];
  #meta = { facets: {} };
  #answer = null;
  #sifted = null;
  #box = null;
  #waking = null;
  #name = document.title;
  #announce = calm((text) => (this.parts.status.textContent = text), HUSH);
  #write = calm(() => this.#address(false), PAUSE);
  #look = calm(() => this.#search(), PAUSE);
  #slow = calm(() => this.#wait(), SLOW);

  constructor(place, form, root) {
    this.#root = root;
    this.#form = form;
    this.searcher = new Searcher(root);
    this.parts = views.frame({ sort: (sort) => this.#change({ sort }), more: () => this.#next() });
    place.replaceChildren(...this.parts.nodes);
    this.excerpts = new Excerpts(this.parts.list);
    const early = form.elements.q.value;
    this.set = listen(form.elements.q, (text) => this.type(text));
    this.#listen();
    this.#arrive(early);
  }

  #listen() {
    history.scrollRestoration = "manual";
    addEventListener("popstate", () => this.#arrive());
    addEventListener("pagehide", () => this.#remember());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.#box) this.submit(this.#form.elements.q.value);
    });
    const wide = matchMedia("(min-width: 60rem)");
    const fold = () => (this.parts.side.open = wide.matches);
    wide.addEventListener("change", fold);
    fold();
    this.parts.side.addEventListener("toggle", () => this.#sift());
  }

  /** Take over the state of the address: at first, and after going back or forth. What was typed meanwhile counts. */
  #arrive(early = "") {
    this.#state = readState(location.search);
    this.#typing = false;
    this.#scroll = history.state?.y ?? 0;
    this.#write.cancel();
    if (early && !this.#state.query) return this.type(early);
    this.set(this.#state.query);
    return this.#search();
  }

  /** The panel of the box comes with its first use. */
  wake() {
    this.#waking ??= import("./overlay.js").then((overlay) => (this.#box = overlay.start(this.#form, this.#root, this)));
    return this.#waking;
  }

  /** The first letter of a new query makes a new entry of the history; those after it change that entry. */
  type(text) {
    this.#box?.changed();
    this.#state = { ...this.#state, query: trimmed(text), shown: PAGE };
    if (this.#typing) this.#write();
    else this.#address(true);
    this.#typing = true;
    this.#look();
  }

  submit(text) {
    recent.add(text);
    this.#state = { ...this.#state, query: trimmed(text), shown: PAGE };
    this.#write.cancel();
    this.#address(!this.#typing);
    this.#typing = false;
    this.#search();
  }

  /** Something was ticked, dragged or sorted. */
  #change(change) {
    this.#write.cancel();
    this.#state = { ...this.#state, shown: PAGE, ...change };
    this.#typing = false;
    this.#address(true);
    this.#search();
  }

  #toggle(name, value) {
    const held = this.#state.filters[name] ?? [];
    this.#narrow(name, held.includes(value) ? held.filter((one) => one !== value) : [...held, value]);
  }

  #narrow(name, values) {
    const { [name]: _, ...others } = this.#state.filters;
    this.#change({ filters: values.length ? { ...others, [name]: values } : others });
  }

  #between(from, to) {
    const { from: _, to: __, ...others } = this.#state.filters;
    this.#change({ filters: { ...others, ...(from && { from }), ...(to && { to }) } });
  }

  #address(isNew) {
    const url = location.pathname + writeState(this.#state);
    if (url === location.pathname + location.search) return;
    if (!isNew) return history.replaceState({}, "", url);
    this.#remember();
    return history.pushState({}, "", url);
  }

  #remember() {
    history.replaceState({ y: scrollY }, "");
  }

  #asked(offset, limit) {
    const { filters, sort } = this.#state;
    return { filters, sort, offset, limit };
  }

  async #search() {
    this.#look.cancel();
    const { query } = this.#state;
    document.title = query ? `${query} - ${this.#name}` : this.#name;
    if (!query && !hasFilters(this.#state)) return this.#welcome();
    this.#slow();
    try {
      const answer = await this.searcher.search(query, this.#asked(0, this.#state.shown));
      if (answer) await this.#show(answer);
    } catch (error) {
      this.#fail(error);
    }
    return undefined;
  }

  #wait() {
    this.parts.main.setAttribute("aria-busy", "true");
    if (!this.#hits.length) views.say(this.parts, "正在查找……");
  }

  /** What the latest search has come to; an older one that is still on its way has nothing more to say. */
  #settle(hits) {
    this.#slow.cancel();
    this.#hits = hits;
    this.excerpts.clear();
    this.parts.main.removeAttribute("aria-busy");
    this.parts.list.replaceChildren();
    this.parts.rest.replaceChildren();
    this.parts.more.hidden = true;
  }

  #welcome() {
    this.searcher.cancel();
    this.#settle([]);
    views.say(this.parts, "");
    this.parts.sorts.hidden = this.parts.side.hidden = true;
    this.parts.chips.replaceChildren();
    const take = (text) => {
      this.set(text);
      this.submit(text);
    };
    this.parts.rest.append(...views.welcome(this.#root, take));
  }

  async #show(answer) {
    this.#meta = (await this.searcher.index()).meta ?? this.#meta;
    this.#settle(answer.hits);
    this.#answer = answer;
    const long = Array.from(this.#form.elements.q.value.trim()).length > Array.from(this.#state.query).length + 1;
    views.say(this.parts, told(answer, this.#root), [answer.relaxed, ...(answer.problems ?? []), long && !answer.cut && views.TOO_LONG]);
    this.#append(answer.hits, answer);
    this.#chips();
    views.sorted(this.parts, this.#state.sort, answer.total);
    if (!answer.total) this.parts.rest.append(...views.nothing(this.#root, this.#clear()));
    this.#announce([answer.said, answer.relaxed, ...(answer.problems ?? [])].filter(Boolean).join("。"));
    this.parts.side.hidden = !answer.total && !hasFilters(this.#state);
    this.#sift();
    if (this.#scroll) scrollTo({ top: this.#scroll, behavior: "instant" });
    this.#scroll = 0;
  }

  #append(hits, answer) {
    const keep = () => recent.add(this.#state.query);
    const entries = hits.map((hit) => views.entry(hit, this.#root, answer, keep));
    this.parts.list.append(...entries);
    const excerpt = (hit) => answer.excerpt(hit).catch(() => ({ snippet: null, why: hit.why }));
    hits.forEach((hit, n) => this.excerpts.watch(entries[n], () => excerpt(hit)));
    views.remaining(this.parts, answer.total - this.#hits.length);
  }

  /** Ten more articles, the focus on the first of them. */
  async #next() {
    const before = this.#hits.length;
    this.#slow.cancel();
    this.parts.more.disabled = true;
    try {
      const answer = await this.searcher.search(this.#state.query, this.#asked(before, PAGE));
      if (!answer) return;
      this.#hits = [...this.#hits, ...answer.hits];
      this.#append(answer.hits, answer);
      this.#state = { ...this.#state, shown: this.#hits.length };
      this.#address(false);
      this.parts.list.children[before]?.querySelector("a").focus();
      this.#announce(`又列出${answer.hits.length}篇`);
    } catch (error) {
      this.parts.more.textContent = `${explain(error).text}再试一次`;
    } finally {
      this.parts.more.disabled = false;
    }
  }

  #clear() {
    return hasFilters(this.#state) ? () => this.#change({ filters: {} }) : null;
  }

  #chips() {
    const active = Object.keys(FACETS).flatMap((name) => (this.#state.filters[name] ?? []).map((value) => [name, value]));
    const label = (name, value) => this.#meta.facets[name]?.find((one) => one.value === value)?.label ?? value;
    const shown = active.map(([name, value]) => ({ label: label(name, value), drop: () => this.#toggle(name, value) }));
    const { from, to } = this.#state.filters;
    if (from || to) shown.push({ label: daysSaid(`${from ?? ""}..${to ?? ""}`), drop: () => this.#between(null, null) });
    this.parts.chips.replaceChildren(...views.chips(shown, this.#clear()));
  }

  /** Facets and histogram come after the first results, and only where they are open to be seen. */
  async #sift() {
    const answer = this.#answer;
    if (!answer || answer === this.#sifted || !this.parts.side.open || this.parts.side.hidden) return;
    this.#sifted = answer;
    try {
      const [{ Facets, Histogram }, counts] = await Promise.all([import("./facets.js"), answer.facets()]);
      if (answer === this.#answer) this.#sieve(Facets, Histogram, counts);
    } catch (error) {
      this.#sifted = null;
      if (answer === this.#answer) this.#unsifted(explain(error).text);
    }
  }

  #sieve(Facets, Histogram, counts) {
    const { filters } = this.#state;
    this.parts.side.querySelector(".sieve-wrong")?.remove();
    if (!this.facets) {
      const months = this.#meta.facets.month ?? [];
      this.facets = new Facets((name, value) => this.#toggle(name, value));
      this.histogram = months.length > 1 ? new Histogram(months, (from, to) => this.#between(from, to)) : null;
      this.parts.side.append(...[this.histogram?.node, this.facets.node].filter(Boolean));
    }
    this.facets.update(counts, filters);
    this.histogram?.update(counts.month ?? [], filters.from, filters.to);
  }

  #unsifted(text) {
    this.parts.side.querySelector(".sieve-wrong")?.remove();
    this.parts.side.append(views.unsifted(text, () => this.#sift()));
  }

  #fail(error) {
    const { text, act } = explain(error);
    this.#settle([]);
    this.#answer = null;
    this.#chips();
    views.say(this.parts, "");
    const again = act === "reload" ? () => location.reload() : () => this.searcher.forget().then(() => this.#search());
    this.parts.rest.append(...views.wrong(this.#root, text, act, again));
    this.parts.sorts.hidden = this.parts.side.hidden = true;
    this.#announce(text);
  }
}
