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
      const name = NAMES[root.dataset.scheme];
      button.querySelector("span").textContent = name;
      button.setAttribute("aria-label", `切换深浅色，现在${name}`);
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

// Search: the box is plain HTML that leads to /search/ by itself; its modules come with the first use.
(() => {
  const assets = new URL("./", document.currentScript.src);
  const root = new URL("../", assets);
  const load = (name) => import(new URL(`search/${name}.js`, assets));

  const slashOn = () => {
    try {
      return localStorage.getItem("archive-slash") !== "off";
    } catch {
      return true;
    }
  };
  const writing = (place) => place.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const asked = (event) =>
    event.ctrlKey || event.metaKey
      ? event.key.toLowerCase() === "k" && !event.altKey && !event.shiftKey
      : event.key === "/" && !event.altKey && !event.isComposing && slashOn() && !writing(event.target);

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("form.finder");
    const place = document.getElementById("search");
    const failed = () => {
      place.textContent = "搜索没有载入：网络不通，或者网站刚刚更新。请重新载入这一页。";
    };
    const page = place && load("page").then((module) => module.start(place, form, root));
    page?.catch(failed);

    let box = null;
    const wake = () => {
      box ??= (page ? page.then((started) => started.wake()) : load("overlay").then((module) => module.start(form, root)))
        .catch(() => (box = null));
      return box;
    };
    const open = (origin) => wake().then((opened) => opened?.open(origin));

    form.elements.q.addEventListener("focus", wake);
    form.elements.q.addEventListener("pointerdown", () => open());
    document.addEventListener("keydown", (event) => {
      if (!asked(event)) return;
      event.preventDefault();
      const origin = form.contains(document.activeElement) ? null : document.activeElement;
      form.elements.q.focus({ preventScroll: !page });
      form.elements.q.select();
      open(origin);
    });

    const mark = () => {
      if (location.hash.startsWith("#find=")) load("highlight").then((module) => module.start(document.getElementById("content")));
    };
    mark();
    addEventListener("hashchange", mark);
  });
})();

// Lists: their filter and order come when there is one on the page.
(() => {
  const assets = new URL("./", document.currentScript.src);
  document.addEventListener("DOMContentLoaded", () => {
    if (document.querySelector("form.sift, form.facets, .turn[data-list]")) {
      import(new URL("lists.js", assets)).then((module) => module.start());
    }
  });
})();

// Copying: what is there to be taken along whole has a button behind it.
document.addEventListener("DOMContentLoaded", () => {
  for (const node of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: "复制" });
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      said.textContent = "";
      try {
        await navigator.clipboard.writeText(node.textContent.trim());
        said.textContent = "已复制";
      } catch {
        getSelection().selectAllChildren(node);
        said.textContent = "浏览器不让复制，已替你选中";
      }
    });
    node.after(button, said);
  }
});

// Reading without a network: its module comes last of all, when the page has been painted.
(() => {
  const module = new URL("offline.js", document.currentScript.src);
  const idle = globalThis.requestIdleCallback ?? setTimeout;
  addEventListener("load", () =>
    idle(() =>
      import(module).then(({ keep, start }) => {
        const place = document.getElementById("offline");
        const kept = keep();
        return Promise.all([kept, place && start(place, kept)]);
      }),
    ),
  );
})();
