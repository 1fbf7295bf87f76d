// The date histogram of /search/: bars of articles a month, over which a span is dragged or moved by two handles.

import { element } from "./dom.js";
import { daysSaid } from "./query.js";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 48;
const FINE = 72;
const MIDDLE = 240;
// Most months that are drawn one by one, and by quarters; longer times are drawn by years.
const GAP = 0.18;
// Part of a bar's place that stays empty.
const JUMP = 12;
// Bars that Page Up and Page Down pass over.

/** Months since year 0 of "2022-11", and back. */
const number = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const month = (n) => `${String(Math.floor(n / 12)).padStart(4, "0")}-${String((n % 12) + 1).padStart(2, "0")}`;

/** Bars {from, to, count} that cover all months, each of 1, 3 or 12 months, whole quarters and years. */
function bins(months) {
  const numbers = months.map(({ value }) => number(value));
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const width = last - first < FINE ? 1 : last - first < MIDDLE ? 3 : 12;
  const start = first - (first % width);
  const made = Array.from({ length: Math.floor((last - start) / width) + 1 }, (_, i) => ({
    from: start + i * width,
    to: start + (i + 1) * width - 1,
    count: 0,
  }));
  months.forEach(({ count }, i) => (made[Math.floor((numbers[i] - start) / width)].count += count ?? 0));
  return made;
}

/** `choose(from, to)` is called with months, or with nulls for all time. */
export class Histogram {
  #months;
  #bins;
  #choose;
  #span = [0, 0];
  #drag = null;
  #bars;

  constructor(months, choose) {
    this.#months = months.map(({ value }) => value);
    this.#bins = bins(months);
    this.#choose = choose;
    this.#bars = this.#bins.map(() => document.createElementNS(SVG, "rect"));
    this.plot = element("div", { class: "histogram-plot" }, this.#drawing());
    this.handles = ["最早到", "最晚到"].map((label, end) => this.#handle(label, end));
    this.plot.append(...this.handles);
    this.ends = element("p", { class: "histogram-ends" });
    this.hint = element("p", { class: "note" }, "在图上拖出一段，或点一格");
    this.node = element("fieldset", { class: "histogram" }, element("legend", {}, "日期"), this.plot, this.ends, this.hint);
    this.#listen();
  }

  #drawing() {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${this.#bins.length} ${HEIGHT}`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    svg.append(...this.#bars);
    return svg;
  }

  #handle(label, end) {
    const handle = element("div", {
      class: "histogram-handle",
      role: "slider",
      tabindex: "0",
      "aria-label": label,
      "aria-orientation": "horizontal",
      "aria-valuemin": "0",
      "aria-valuemax": String(this.#bins.length - 1),
    });
    handle.addEventListener("keydown", (event) => this.#pressed(event, end));
    return handle;
  }

  #listen() {
    this.plot.addEventListener("pointerdown", (event) => this.#grab(event));
    this.plot.addEventListener("pointermove", (event) => this.#move(event));
    this.plot.addEventListener("pointerup", (event) => this.#drop(event));
    this.plot.addEventListener("pointercancel", () => this.#cancel());
  }

  /** Show counts [{value, count}] and the chosen span of months; null is an open end. */
  update(counts, from, to) {
    const held = new Map(counts.map(({ value, count }) => [value, count]));
    this.#bins = bins(this.#months.map((value) => ({ value, count: held.get(value) ?? 0 })));
    const last = this.#bins.length - 1;
    const at = (value, otherwise) => {
      if (!value) return otherwise;
      const found = Math.floor((number(value) - this.#bins[0].from) / (this.#bins[0].to - this.#bins[0].from + 1));
      return Math.min(Math.max(found, 0), last);
    };
    if (!this.#drag) this.#span = [at(from, 0), at(to, last)];
    this.#draw();
  }

  #draw() {
    const most = Math.max(1, ...this.#bins.map(({ count }) => count));
    const [first, last] = this.#span;
    this.#bars.forEach((bar, i) => {
      const height = this.#bins[i].count ? Math.max(2, (this.#bins[i].count / most) * HEIGHT) : 0;
      const place = { x: i + GAP / 2, y: HEIGHT - height, width: 1 - GAP, height };
      for (const [name, value] of Object.entries(place)) bar.setAttribute(name, value.toFixed(3));
      bar.setAttribute("class", i >= first && i <= last ? "in" : "out");
    });
    this.#place(this.handles[0], first, first, this.#bins[first].from);
    this.#place(this.handles[1], last + 1, last, this.#bins[last].to);
    const [from, to] = [this.#bins[first].from, this.#bins[last].to].map((n) => daysSaid(month(n)));
    this.ends.replaceChildren(element("span", {}, from), element("span", {}, to));
  }

  #place(handle, edge, value, at) {
    handle.style.left = `${(edge / this.#bins.length) * 100}%`;
    handle.setAttribute("aria-valuenow", String(value));
    handle.setAttribute("aria-valuetext", daysSaid(month(at)));
  }

  #pressed(event, end) {
    const last = this.#bins.length - 1;
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -JUMP, PageUp: JUMP, Home: -last, End: last };
    if (!Object.hasOwn(steps, event.key)) return;
    event.preventDefault();
    const [low, high] = end ? [this.#span[0], last] : [0, this.#span[1]];
    this.#span[end] = Math.min(Math.max(this.#span[end] + steps[event.key], low), high);
    this.#draw();
    this.#tell();
  }

  #at(event) {
    const { left, width } = this.plot.getBoundingClientRect();
    const found = Math.floor(((event.clientX - left) / width) * this.#bins.length);
    return Math.min(Math.max(found, 0), this.#bins.length - 1);
  }

  /** A handle moves its own end; elsewhere a new span begins. */
  #grab(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    const end = this.handles.indexOf(event.target);
    const fixed = end < 0 ? this.#at(event) : this.#span[1 - end];
    this.#drag = { fixed, before: [...this.#span] };
    if (end >= 0) event.target.focus({ preventScroll: true });
    else this.#span = [fixed, fixed];
    this.plot.setPointerCapture(event.pointerId);
    this.#draw();
  }

  #move(event) {
    if (!this.#drag) return;
    const at = this.#at(event);
    this.#span = [Math.min(at, this.#drag.fixed), Math.max(at, this.#drag.fixed)];
    this.#draw();
  }

  #drop() {
    if (!this.#drag) return;
    this.#drag = null;
    this.#tell();
  }

  #cancel() {
    if (!this.#drag) return;
    this.#span = this.#drag.before;
    this.#drag = null;
    this.#draw();
  }

  /** The ends of all time are open ends, so that undated articles are not shut out by a span that means all. */
  #tell() {
    const [first, last] = this.#span;
    const [from, to] = [this.#bins[first].from, this.#bins[last].to].map(month);
    this.#choose(first === 0 ? null : from, last === this.#bins.length - 1 ? null : to);
  }
}
