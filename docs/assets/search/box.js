// The search box with its panel of recent searches and completions: what the boxes of all pages have in common.

import { HUSH, calm, element } from "./dom.js";
import { recent } from "./memory.js";
import { Options } from "./options.js";
import { trimmed } from "./state.js";

const HINT = "写词语、地名、单位或拼音；几个词之间空一格，就找都有的。";
// As many as stand above the hits on a phone without pushing them out of sight.
const COMPLETIONS = 5;

/** A box with its panel: what the boxes of all pages have in common. */
export class Box {
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
