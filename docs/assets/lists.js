// Lists of more than a few entries: filter them, turn their order, and choose among all figures of the archive.

const folded = (text) => text.normalize("NFKC").toLowerCase();

/** Words after `#`: {filter: "南昌市"} of `#filter=…`; `#oldest` has no value. */
const wanted = () => new URLSearchParams(location.hash.slice(1));

export function start() {
  for (const form of document.querySelectorAll("form.sift")) sift(form);
  for (const form of document.querySelectorAll("form.facets")) choose(form);
  ownListFirst();
}

/** What searches a list for words, as a reader would type it; a field without a value stands before each of them. */
const within = (scope, words) => (isField(scope) ? words.replace(/\S+/gu, (word) => scope + word) : `${scope} ${words}`);
const isField = (scope) => scope.endsWith(":");

/** The filter above a list. A list on several pages filters the one that is open, and leads to a search of all. */
function sift(form) {
  const list = form.parentElement.querySelector("ol.entries");
  const entries = [...list.children];
  const texts = entries.map((entry) => folded(entry.textContent));
  const input = form.querySelector("input");
  const said = form.querySelector("[role=status]");
  const { scope, total } = form.dataset;
  const several = entries.length < Number(total);
  const wider = (words) => `${form.getAttribute("action")}?q=${encodeURIComponent(within(scope, words))}`;

  const apply = () => {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    const hits = texts.map((text) => words.every((word) => text.includes(word)));
    entries.forEach((entry, n) => (entry.hidden = !hits[n]));
    const count = hits.filter(Boolean).length;
    said.textContent = words.length ? `${several ? "这一页有" : "有"}${count}条` : "";
    if (!words.length || !scope) return;
    const link = document.createElement("a");
    link.href = wider(input.value.trim());
    link.textContent = `在全部${isField(scope) ? "报道" : `${Number(total).toLocaleString("zh")}篇`}里找`;
    said.append("，", link);
  };

  input.addEventListener("input", apply);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (scope && input.value.trim()) location.href = wider(input.value.trim());
  });
  input.value = wanted().get("filter") ?? "";
  form.hidden = false;
  const turn = form.querySelector("a");
  if (turn) turnable(list, turn);
  apply();
}

/** The switch between newest and oldest first. The way to the other pages is turned as well, and keeps the order. */
function turnable(list, link) {
  const pager = list.parentElement.querySelector(".pager ol");
  const { newest } = link.dataset;
  const oldest = link.getAttribute("href");
  let turned = false;
  const apply = () => {
    const now = wanted().has("oldest");
    if (now === turned) return;
    turned = now;
    for (const rows of [list, pager]) rows?.append(...[...rows.children].reverse());
    for (const other of pager?.querySelectorAll("a") ?? []) other.hash = now ? "oldest" : "";
    link.textContent = now ? "最新在前" : "最早在前";
    link.setAttribute("href", now ? `${newest}#newest` : oldest);
  };
  addEventListener("hashchange", apply);
  apply();
}

/** Before and after in the list from which the reader came stand first. */
function ownListFirst() {
  const turns = [...document.querySelectorAll(".turn[data-list]")];
  const own = turns.find((turn) => document.referrer.startsWith(new URL(turn.dataset.list, location.href).href));
  if (own && own !== turns[0]) turns[0].before(own);
}

/** Figures of the whole archive by city, topic, unit and year. Their rows come from the pages on which they stand. */
function choose(form) {
  const MORE = 20;
  const list = form.parentElement.querySelector("ol.entries");
  const pager = form.parentElement.querySelector(".pager");
  const own = [...list.children];
  const said = form.querySelector("[role=status]");
  const more = Object.assign(document.createElement("button"), { type: "button", textContent: "再看一些", hidden: true });
  list.after(more);
  const pages = new Map();
  let index = null;
  let latest = 0;

  const rowsOf = (page) => {
    if (page === 1) return own;
    if (!pages.has(page)) pages.set(page, load(page));
    return pages.get(page);
  };
  const load = async (page) => {
    const address = new URL(`${form.dataset.pages}page-${page}/`, location.href);
    const text = await (await fetched(address)).text();
    const rows = new DOMParser().parseFromString(text, "text/html").querySelectorAll("ol.entries > li");
    for (const link of [...rows].flatMap((row) => [...row.querySelectorAll("a")])) {
      link.href = new URL(link.getAttribute("href"), address).href;
    }
    return [...rows].map((row) => document.adoptNode(row));
  };
  const show = async (numbers, run) => {
    const found = await Promise.all(
      numbers.slice(0, MORE).map(async (n) => (await rowsOf(Math.floor(n / index.size) + 1))[n % index.size]),
    );
    if (run !== latest) return;
    list.append(...found);
    more.hidden = numbers.length <= MORE;
    more.onclick = () => show(numbers.slice(MORE), run).catch(failed);
  };
  const failed = () => {
    said.textContent = "没有载入，请看看网络，再选一次。";
  };
  const apply = async () => {
    const run = (latest += 1);
    const chosen = [...new FormData(form)].filter(([, value]) => value);
    history.replaceState(null, "", chosen.length ? `#${new URLSearchParams(chosen)}` : location.pathname);
    if (pager) pager.hidden = chosen.length > 0;
    more.hidden = true;
    said.textContent = "";
    if (!chosen.length) return list.replaceChildren(...own);
    index ??= await (await fetched(new URL(form.dataset.filter, location.href))).json();
    if (run !== latest) return;
    const numbers = matching(index, chosen);
    said.textContent = numbers.length ? `有${numbers.length.toLocaleString("zh")}个` : "没有这样的数字";
    list.replaceChildren();
    await show(numbers, run);
  };

  form.addEventListener("change", () => apply().catch(failed));
  form.addEventListener("reset", () => setTimeout(() => apply().catch(failed)));
  form.hidden = false;
  for (const [name, value] of wanted()) if (form.elements[name]) form.elements[name].value = value;
  if (location.hash) apply().catch(failed);
}

async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response;
}

/** Numbers of the figures that have all chosen values, in the order of the pages. */
function matching(index, chosen) {
  const want = Object.fromEntries(chosen.map(([name, value]) => [name, index[name].indexOf(value)]));
  const is = (name, value) => want[name] === undefined || want[name] === value;
  const among = (name, values) => want[name] === undefined || values.includes(want[name]);
  const found = [];
  let number = 0;
  for (const [cities, topics, figures] of index.articles) {
    const fits = among("city", cities) && among("topic", topics);
    for (let n = 0; n < figures.length; n += 2, number += 1) {
      if (fits && is("unit", figures[n]) && is("year", figures[n + 1])) found.push(number);
    }
  }
  return found;
}
