// Pieces of text around the words of a hit, and where these stand: each is a small file of its own, fetched once its entry
// comes into view. Their room is kept free by the style sheet, so that nothing moves when they come.

import { snippet } from "./mark.js";
import { reason } from "./views.js";

const AHEAD = "25% 0%";
// How far below the window an entry counts as in view.

/** Watches the entries of one list. */
export class Excerpts {
  #list;
  #fetch = new Map();
  #observer;

  constructor(list) {
    this.#list = list;
    this.#observer = new IntersectionObserver((seen) => this.#look(seen), { rootMargin: AHEAD });
  }

  /** Forget the entries of an older answer. */
  clear() {
    this.#observer.disconnect();
    this.#fetch.clear();
  }

  /** `fetch()` gives {snippet, why} of an entry, and never fails. */
  watch(entry, fetch) {
    this.#fetch.set(entry, fetch);
    this.#observer.observe(entry);
  }

  #look(seen) {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) continue;
      this.#observer.unobserve(target);
      this.#fill(target, this.#fetch.get(target));
    }
  }

  /** A site without texts says so once, and keeps no room for them. */
  async #fill(entry, fetch) {
    const found = await fetch();
    if (!entry.isConnected) return;
    this.#list.classList.toggle("textless", !found.snippet);
    if (found.snippet) entry.querySelector(".entry-snippet").replaceChildren(...snippet(found.snippet));
    const reasons = entry.querySelector(".reasons");
    reasons.replaceChildren(...[reason(found.why)].filter(Boolean));
    reasons.classList.remove("unsure");
  }
}
