// The turn of searches: the index is opened once, and no older answer follows a newer one.

const SETTLED = 1000;
// Milliseconds after a first answer, by when what comes after it has been loaded and can be kept too.

/** Searches in turn: an answer that a newer search has overtaken is never handed out. */
export class Searcher {
  #root;
  #opening = null;
  #tries = 0;
  #turn = 0;
  #abort = new AbortController();
  #kept = false;

  constructor(root) {
    this.#root = root;
  }

  /** The index, opened once; a failure is forgotten, so that the next call tries anew. */
  index() {
    this.#opening ??= this.#open().catch((error) => {
      this.#opening = null;
      this.#tries += 1;
      throw error;
    });
    return this.#opening;
  }

  /** A second try takes nothing from the caches of the browser: what lies there may be the cause. */
  async #open() {
    const base = new URL("search/", this.#root);
    if (!this.#tries) return (await import("./index.js")).open(base);
    const { open } = await import(`./index.js?again=${this.#tries}`);
    return open(base, { fetch: (url, options) => fetch(url, { ...options, cache: "reload" }) });
  }

  /** The answer, or null when a newer search has begun since. Raises what the index raises. */
  async search(query, options) {
    this.cancel();
    const turn = this.#turn;
    const { signal } = this.#abort;
    try {
      const index = await this.index();
      if (turn !== this.#turn) return null;
      const answer = await index.search(query, { ...options, signal });
      if (turn !== this.#turn) return null;
      this.#keep();
      return answer;
    } catch (error) {
      if (turn !== this.#turn) return null;
      throw error;
    }
  }

  /** Give up what is being searched. */
  cancel() {
    this.#turn += 1;
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  /** Forget the opened index and whatever was kept of it, before trying again after an error. */
  async forget() {
    this.cancel();
    this.#opening = null;
    this.#tries += 1;
    try {
      for (const name of (await caches.keys()).filter((one) => one.startsWith("archive-"))) {
        const store = await caches.open(name);
        const parts = (await store.keys()).filter(({ url }) => url.startsWith(new URL("search/", this.#root).href));
        await Promise.all(parts.map((part) => store.delete(part)));
      }
    } catch {
      // Without a store there is nothing to forget.
    }
  }

  /** After the first answer: keep what was loaded, so that the next search works without a network. */
  async #keep() {
    if (this.#kept) return;
    this.#kept = true;
    await new Promise((done) => setTimeout(done, SETTLED));
    try {
      const { keep } = await import(new URL("assets/offline.js", this.#root));
      await keep();
    } catch {
      // A browser that keeps nothing searches with the network.
    }
  }
}

/** {text, act}: what to tell the reader of an error, and what the button does about it. */
export function explain(error) {
  if (error?.kind === "version") return { text: error.message, act: "reload" };
  if (error?.kind) return { text: error.message, act: "retry" };
  if (navigator.onLine === false)
    return { text: "现在没有网络，这次要用的索引还没有存在这台设备上。", act: "retry" };
  return { text: "搜索没有载入：网络不通，或者网站刚刚更新。", act: "retry" };
}
