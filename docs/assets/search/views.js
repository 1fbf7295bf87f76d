// What /search/ shows, as elements: its frame, an article, and what stands there when there is nothing to list.

import { element } from "./dom.js";
import { addressOf, marked } from "./mark.js";
import { recent, slash } from "./memory.js";
import { LONGEST, SORTS } from "./state.js";

export const TOO_LONG = `搜索词太长，只用了前${LONGEST}个字。`;
export const EXAMPLES = [
  ["反诈 南昌", "两个词都有的报道"],
  ["\"矛盾纠纷\"", "引号里一字不差"],
  ["禁毒 -宣传", "减号后面的不要"],
  ["城市:赣州市 调解", "只找一个城市"],
  ["日期:2022-11..2023-06 警务", "只找一段时间"],
  ["fanzha", "也可以写拼音"],
];
const BROWSE = [["cities/", "按城市"], ["topics/", "按专题"], ["dates/", "按日期"], ["articles/", "全部报道"]];

/** The parts of the page; `act` is {sort(value), more()}. */
export function frame(act) {
  const status = element("p", { class: "hidden", role: "status" });
  const said = element("h2", { class: "search-said" });
  const notes = element("div", { class: "search-notes" });
  const chips = element("div", { class: "search-chips", role: "group", "aria-label": "已用的筛选" });
  const sorts = element("fieldset", { class: "search-sorts", hidden: true }, legend("排序"), sortings(act.sort));
  const side = element("details", { class: "search-sieve", hidden: true }, element("summary", {}, "筛选"));
  const list = element("ol", { class: "entries search-hits" });
  const more = element("button", { type: "button", class: "search-more", hidden: true, onclick: act.more });
  const rest = element("div", { class: "search-rest" });
  const head = element("div", { class: "search-head" }, said, notes, chips);
  const main = element("div", { class: "main" }, sorts, list, more, rest);
  const nodes = [status, element("div", { class: "search-columns" }, head, side, main)];
  return { nodes, status, said, notes, chips, sorts, side, list, more, rest, main };
}

/** Filters that did not come; `again` tries once more. */
export function unsifted(text, again) {
  const button = element("button", { type: "button", class: "search-act", onclick: again }, "重试");
  return element("div", { class: "sieve-wrong" }, element("p", { class: "note" }, `筛选没有载入。${text}`), button);
}

function legend(text) {
  return element("legend", { class: "hidden" }, text);
}

function sortings(sort) {
  return Object.entries(SORTS).map(([value, label]) => {
    const box = element("input", { type: "radio", name: "sort", value, onchange: () => sort(value) });
    return element("label", {}, box, element("span", {}, label));
  });
}

/** What was searched and found, as a text or as nodes, and what there is to note about it. */
export function say(parts, said, notes = []) {
  parts.said.replaceChildren(...[said].flat());
  parts.said.hidden = !said;
  parts.notes.replaceChildren(...notes.filter(Boolean).map((text) => element("p", {}, text)));
}

export function sorted(parts, sort, total) {
  parts.sorts.hidden = total < 2;
  for (const box of parts.sorts.querySelectorAll("input")) box.checked = box.value === sort;
}

export function remaining(parts, count) {
  parts.more.hidden = count <= 0;
  parts.more.textContent = `再看一些（还有${count.toLocaleString("zh-CN")}篇）`;
}

/** One article; `follow` is called when its link is used. Its piece of text and where it was found come later: see excerpts.js. */
export function entry(hit, root, { terms, fold }, follow) {
  const tags = [...(hit.city ?? []), ...(hit.topic ?? [])];
  const link = element("a", { href: addressOf(hit, root, terms), onclick: follow }, marked(hit.title, terms, fold));
  return element(
    "li",
    { class: "entry" },
    element("p", { class: "entry-date" }, hit.dateText ?? ""),
    element(
      "div",
      {},
      hit.kicker ? element("p", { class: "search-kicker" }, marked(hit.kicker, terms, fold)) : null,
      element("h3", { class: "entry-title" }, link),
      element("p", { class: "entry-snippet" }),
      element("p", { class: "entry-tags" }, tags.map((tag) => element("span", { class: "kind" }, tag))),
      element("p", { class: "reasons unsure" }, reason(hit.why)),
    ),
  );
}

/** Where a hit was found, as far as is known; unseen it keeps the room of what the text will tell: see excerpts.js. */
export function reason(why) {
  return why ? element("span", {}, why) : null;
}

/** Chips [{label, drop}] of what narrows a search, and one that takes all away. */
export function chips(active, clear) {
  const all = element("button", { type: "button", class: "plain", onclick: clear }, "全部取消");
  return [...active.map(chip), ...(active.length > 1 ? [all] : [])];
}

function chip({ label, drop }) {
  const attributes = { type: "button", class: "chip", onclick: drop, "aria-label": `取消筛选：${label}` };
  return element("button", attributes, label, element("span", { "aria-hidden": "true" }, "×"));
}

function browse(root) {
  const links = BROWSE.map(([path, label]) => element("li", {}, element("a", { href: new URL(path, root).href }, label)));
  return element("ul", { class: "chips" }, links);
}

/** Nothing was found; `clear` takes the filters away, where there are any. */
export function nothing(root, clear) {
  return [
    clear && element("p", {}, element("button", { type: "button", class: "search-act", onclick: clear }, "取消全部筛选，再找一次")),
    element("p", { class: "empty" }, "可以换一个说法、少写几个字，或者改为浏览："),
    browse(root),
  ].filter(Boolean);
}

/** The search could not be done; `again` tries once more. */
export function wrong(root, text, act, again) {
  const label = act === "reload" ? "重新载入这一页" : "重试";
  return [
    element("p", { class: "search-wrong" }, text),
    element("p", {}, element("button", { type: "button", class: "search-act", onclick: again }, label)),
    element("p", { class: "empty" }, "也可以改为浏览："),
    browse(root),
  ];
}

/** Before anything is searched: examples, recent searches, and other ways; `take(text)` searches a text. */
export function welcome(root, take) {
  const use = (text) => element("button", { type: "button", class: "search-example", onclick: () => take(text) }, text);
  const examples = EXAMPLES.map(([text, what]) => element("div", {}, element("dt", {}, use(text)), element("dd", {}, what)));
  return [
    ...remembered(use),
    element("section", {}, element("h2", {}, "可以这样找"), element("dl", { class: "search-examples" }, examples)),
    element("section", {}, element("h2", {}, "也可以浏览"), browse(root)),
    shortcut(),
  ];
}

function remembered(use) {
  const kept = recent.list();
  if (!kept.length) return [];
  const items = kept.map((text) => element("li", {}, use(text)));
  const section = element("section", {}, element("h2", {}, "最近的搜索"), element("ul", { class: "chips" }, items));
  const clear = () => {
    recent.clear();
    section.replaceChildren(element("p", { class: "note", role: "status" }, "最近的搜索已清除。"));
  };
  section.append(
    element("p", { class: "note" }, "只记在这台设备上。", element("button", { type: "button", class: "plain", onclick: clear }, "清除")),
  );
  return [section];
}

/** Whoever presses single keys by accident or by voice may turn the shortcut off. */
function shortcut() {
  const box = element("input", { type: "checkbox", checked: slash.on(), onchange: () => slash.set(box.checked) });
  return element("p", { class: "note search-shortcut" }, element("label", {}, box, " 在任何一页按 / 键打开搜索（Ctrl K 总是可用）"));
}
