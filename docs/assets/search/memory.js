// What is kept on this device: recent searches, and whether a key opens the search.

import { trimmed } from "./state.js";

const KEY = "archive-searches";
/** A list that is taken in at a glance. */
const MOST_REMEMBERED = 8;

/** Recent searches, newest first, kept on this device only; a browser that keeps nothing has none. */
export const recent = {
  list() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept.filter((entry) => typeof entry === "string") : [];
    } catch {
      return [];
    }
  },
  add(query) {
    const text = trimmed(query);
    if (!text) return;
    try {
      const others = recent.list().filter((entry) => entry !== text);
      localStorage.setItem(KEY, JSON.stringify([text, ...others].slice(0, MOST_REMEMBERED)));
    } catch {
      // Storage may be blocked or full: the search goes on without a memory.
    }
  },
  clear() {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Nothing was kept.
    }
  },
};

const SLASH = "archive-slash";

/** Whether the key / opens the search; archive.js asks the same. */
export const slash = {
  on() {
    try {
      return localStorage.getItem(SLASH) !== "off";
    } catch {
      return true;
    }
  },
  set(on) {
    try {
      if (on) localStorage.removeItem(SLASH);
      else localStorage.setItem(SLASH, "off");
    } catch {
      // A browser that keeps nothing keeps the shortcut.
    }
  },
};
