"""How each search is asked in the browser, through the client that it ships.

Each is a JavaScript function that opens a search and gives {page, all}: `page(query, filters)` the addresses of the
first ten results, all there for showing them; `all(query, filters)` whatever is found, best first. Where pieces of
text come after the titles, `rest()` waits for those of the last page.
Filters are those of a `Query`: {city: [name], from: "2022-01", to: "2022-12"}.
"""

from __future__ import annotations

OURS = """async () => {
  const { open } = await import("/assets/search/index.js");
  const index = await open(new URL("/search/", location.href));
  let last = null;
  return {
    page: async (query, filters) => {
      last = await index.search(query, { filters });
      return last.hits.map((hit) => hit.url);
    },
    rest: () => last.excerpt && Promise.all(last.hits.map(last.excerpt)),
    all: async (query, filters) => (await index.matches(query, { filters })).docs,
  };
}"""

YEAR = "(from) => from ? [`${from.slice(0, 4)}年`] : []"
"""The label of a year, as the pages carry it."""

THREAD = """(script, setup) => {
  const thread = new Worker(script);
  const ask = (message) => new Promise((resolve, reject) => {
    thread.onmessage = ({ data }) => data.type === 4 ? reject(new Error("search failed")) : resolve(data.data);
    thread.onerror = (event) => reject(new Error(event.message));
    thread.postMessage(message);
  });
  return { ready: (data) => ask({ type: 0, data }), query: (data) => ask({ type: 2, data }) };
}"""
"""The worker of Material and of Zensical: setup is 0, a query 2, a failure 4."""

MATERIAL = f"""async (script) => {{
  const thread = ({THREAD})(script);
  const {{ config, docs }} = await (await fetch("/search/search_index.json")).json();
  await thread.ready({{ config, docs, options: {{ suggest: false }} }});
  const year = {YEAR};
  const typed = (query, {{ city = [], from }}) => [query, ...city, ...year(from)].join(" ");
  const all = async (query, filters) => {{
    const {{ items }} = await thread.query(typed(query, filters));
    return items.map(([first]) => first.location.split("#")[0]);
  }};
  return {{ all, page: async (query, filters) => (await all(query, filters)).slice(0, 10) }};
}}"""
"""There are no filters: a reader types year and city."""

ZENSICAL = f"""async (script) => {{
  const thread = ({THREAD})(script);
  const held = await (await fetch("/search.json")).json();
  await thread.ready(held);
  const year = {YEAR};
  const asked = (input, {{ city = [], from }}, page) => {{
    const tags = [...city, ...year(from)];
    const operands = tags.map((value) => ({{ type: "value", data: {{ field: "tags", value }} }}));
    const aggregation = {{ input: [{{ type: "term", data: {{ field: "tags" }} }}] }};
    const filter = {{ input: {{ type: "operator", data: {{ operator: "and", operands }} }}, aggregation }};
    return {{ input, page, filter }};
  }};
  const places = ({{ items }}) => items.map((item) => held.items[item.id].location.split("#")[0]);
  return {{
    page: async (query, filters) => places(await thread.query(asked(query, filters))),
    all: async (query, filters) => {{
      const first = await thread.query(asked(query, filters));
      const {{ next, total }} = first.pagination;
      return places(next ? await thread.query(asked(query, filters, {{ ...next, from: 0, size: total }})) : first);
    }},
  }};
}}"""
"""A query is what its search box sends, tags as its filter menu sends them."""

PAGEFIND = f"""async () => {{
  const year = {YEAR};
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  const found = async (query, {{ city, from }}) => {{
    const filters = {{ ...(city && {{ city: city[0] }}), ...(from && {{ year: year(from)[0] }}) }};
    return (await pagefind.search(query, {{ filters }})).results;
  }};
  return {{
    page: async (query, filters) => {{
      const results = (await found(query, filters)).slice(0, 10);
      return (await Promise.all(results.map((result) => result.data()))).map(({{ url }}) => url);
    }},
    all: async (query, filters) => (await found(query, filters)).map(({{ id }}) => id),
  }};
}}"""
