// An index of invented reports with the interface of docs/assets/search/index.js, for tests of the page alone.
// `globalThis.fake` says how it behaves: {held: [queries until the event "release"], fail: {query: kind}, kind: kind at opening}.

export class IndexError extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

const CITIES = ["南昌市", "赣州市", "九江市", "新余市", "上饶市", "吉安市", "宜春市", "抚州市", "萍乡市", "鹰潭市", "景德镇市"];
const TOPICS = ["反诈", "禁毒", "治安防控", "矛盾调解", "智慧警务", "交通安全", "普法", "基层治理"];
const SUBJECTS = ["反诈宣传进了菜市场", "禁毒课堂开在村口", "夜巡队守着小河社区", "“母舅坐上”调解室里的一下午", "警务站多了一张长椅"];
const MESSAGES = {
  missing: "找不到检索索引：网站还没有建好索引，或者地址不对。",
  broken: "索引的一个文件不完整，可能是网络中断。请重试。",
  version: "索引和这一页不是同一次建站的，请重新载入这一页。",
};
const controls = () => globalThis.fake ?? {};

const documents = Array.from({ length: 64 }, (_, i) => {
  const [year, month] = [2021 + (i % 4), ((i * 7) % 12) + 1];
  const subject = SUBJECTS[i % SUBJECTS.length];
  return {
    id: `jxrb-fz-${year}${String(month).padStart(2, "0")}xx-${i}`,
    url: "articles/jxrb-fz-20221130-01/",
    title: `${CITIES[i % 11].slice(0, -1)}：${subject}`,
    kicker: i % 4 ? null : "平安是最大的民生",
    month: `${year}-${String(month).padStart(2, "0")}`,
    city: [CITIES[i % 11]],
    topic: [TOPICS[i % 8], TOPICS[(i * 3 + 1) % 8]].filter((one, at, all) => all.indexOf(one) === at),
    publication: ["江西日报《法治》周刊"],
    kind: [["article", "interview", "brief"][i % 3]],
    text: ["digest"],
    body: `夜里九点，${CITIES[i % 11]}的巡逻队又出了门，队员都是住户。${subject}以后，来问的人多了，反诈的小册子一个月发了${i * 12 + 30}份，派出所的民警说，最管用的还是邻居之间的一句提醒。`,
  };
});
documents.push({
  ...documents[0],
  id: "hostile",
  url: "javascript:alert(1)",
  title: "<img src=x onerror=alert(1)> 反诈",
  kicker: "</h3><script>alert(1)</script>",
  body: "<svg onload=alert(1)> 标记都只是文字。",
});
const LABELS = { article: "报道", interview: "访谈", brief: "简讯", digest: "摘编" };
const NAMES = ["city", "district", "topic", "publication", "kind", "text"];

const counted = (found, name) => {
  const counts = new Map();
  for (const one of found) for (const value of one[name] ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value, count]) => ({ value, label: LABELS[value] ?? value, count }));
};

const months = (found) => {
  const counts = new Map();
  for (const one of found) counts.set(one.month, (counts.get(one.month) ?? 0) + 1);
  return [...counts].sort().map(([value, count]) => ({ value, label: value, count }));
};

const fits = (one, filters) =>
  NAMES.every((name) => !filters[name]?.length || filters[name].some((value) => one[name]?.includes(value))) &&
  (!filters.from || one.month >= filters.from) &&
  (!filters.to || one.month <= filters.to);

const cut = (text, terms) => {
  const at = terms.map((term) => text.indexOf(term)).find((place) => place >= 0);
  if (at === undefined) return [{ text: `${text.slice(0, 70)}……`, hit: false }];
  const term = terms.find((one) => text.startsWith(one, at));
  const start = Math.max(0, at - 24);
  return [
    { text: (start ? "……" : "") + text.slice(start, at), hit: false },
    { text: term, hit: true },
    { text: `${text.slice(at + term.length, at + 50)}……`, hit: false },
  ];
};

class Index {
  meta = { documents: documents.length, built: "2026-11-01", version: "1", facets: { ...Object.fromEntries(NAMES.map((name) => [name, counted(documents, name)])), month: months(documents) } };

  async search(query, { filters = {}, sort = "relevance", offset = 0, limit = 10 } = {}) {
    (globalThis.asked ??= []).push(query);
    await new Promise((done) => (controls().held?.includes(query) ? addEventListener("release", done) : setTimeout(done)));
    (globalThis.answered ??= []).push(query);
    const kind = controls().fail?.[query];
    if (kind) throw new IndexError(kind, MESSAGES[kind]);
    const terms = query.split(" ").filter(Boolean);
    const matching = documents.filter((one) => terms.every((term) => `${one.title}${one.body}`.includes(term)));
    const found = matching.filter((one) => fits(one, filters));
    if (sort !== "relevance") found.sort((a, b) => (a.month < b.month ? -1 : 1) * (sort === "oldest" ? 1 : -1));
    const facets = Object.fromEntries(NAMES.map((name) => [name, counted(matching.filter((one) => fits(one, { ...filters, [name]: [] })), name)]));
    facets.month = months(matching.filter((one) => fits(one, { ...filters, from: null, to: null })));
    const hits = found.slice(offset, offset + limit).map((one) => ({
      ...one,
      date: one.month,
      dateText: `${one.month.slice(0, 4)}年${Number(one.month.slice(5))}月`,
      why: terms.some((term) => one.title.includes(term)) ? "标题里有" : null,
    }));
    return {
      total: found.length,
      hits,
      fold: null,
      facets: async () => facets,
      excerpt: async (hit) => ({ snippet: cut(hit.body, terms), why: hit.why }),
      said: `在${this.meta.documents}篇报道里查“${query}”，找到${found.length}篇`,
      relaxed: null,
      terms,
      problems: query.includes("年代:") ? ["没有“年代”这个字段，按普通文字查。"] : [],
    };
  }

  async complete(text, caret) {
    const from = text.lastIndexOf(" ", caret - 1) + 1;
    const typed = text.slice(from, caret);
    return [...CITIES, ...TOPICS]
      .filter((name) => typed && name.startsWith(typed) && name !== typed)
      .map((name) => ({ label: name, insert: name, from, to: caret, kind: CITIES.includes(name) ? "城市" : "专题" }));
  }
}

export async function open() {
  const { kind } = controls();
  if (kind) throw new IndexError(kind, MESSAGES[kind]);
  return new Index();
}
