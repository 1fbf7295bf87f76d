"use strict";
// Colour scheme: as the system has it until the reader chooses; the choice is kept in this browser only.
(() => {
  const KEY = "archive-scheme";
  const NAMES = { auto: "随系统", light: "浅色", dark: "深色" };
  const ORDER = Object.keys(NAMES);
  const root = document.documentElement;

  const stored = () => {
    try {
      const value = localStorage.getItem(KEY);
      return ORDER.includes(value) ? value : "auto";
    } catch {
      return "auto";
    }
  };

  const apply = (scheme) => {
    root.dataset.scheme = scheme;
  };

  apply(stored());

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.scheme");
    const say = () => {
      button.querySelector("span").textContent = NAMES[root.dataset.scheme];
    };
    button.hidden = false;
    say();
    button.addEventListener("click", () => {
      const next = ORDER[(ORDER.indexOf(root.dataset.scheme) + 1) % ORDER.length];
      apply(next);
      say();
      try {
        localStorage.setItem(KEY, next);
      } catch {
        // A browser that keeps nothing shows the choice until the next page.
      }
    });
  });
})();
