"""Asks a search in a real browser: all queries warm, some cold over a slow line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks.search.peers_sites import Peer
from benchmarks.search.queries import Query
from benchmarks.search.score import Answer, Cold, Load

LINE = {"offline": False, "latency": 50, "downloadThroughput": 1_250_000, "uploadThroughput": 1_250_000}
"""10 Mbit/s both ways and 50 ms to the first byte of each answer: the line of benchmarks/visit.py."""
PATIENCE = 600_000
"""Milliseconds after which a search counts as hanging: the largest index took a tenth of it."""
OPEN = "async (script) => {{ globalThis.engine = await ({client})(script); }}"
ASK = """async ([query, filters]) => {
  const once = async () => {
    const shown = await engine.page(query, filters);
    await engine.rest?.();
    return shown;
  };
  await once();
  const begun = performance.now();
  const shown = await once();
  const spent = performance.now() - begun;
  return { shown, spent, found: await engine.all(query, filters) };
}"""
FIRST = """async ([script, query]) => {{
  globalThis.begun = performance.now();
  globalThis.engine = await ({client})(script);
  const shown = await engine.page(query, {{}});
  return {{ shown: shown.length, spent: performance.now() - begun }};
}}"""
REST = """async () => {
  await engine.rest?.();
  return performance.now() - begun;
}"""


def script(site: Path) -> str:
    """Address of the search worker that a theme ships; empty where there is none."""
    found = sorted(site.glob("assets/javascripts/workers/search.*.js"))
    return f"/{found[0].relative_to(site).as_posix()}" if found else ""


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_context().new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    return page


def answers(page: Page, queries: Sequence[Query], numbers: Mapping[object, int]) -> Iterator[Answer]:
    """Answers to queries; `numbers` tells the document of whatever the search calls it, others are left out."""
    for query in queries:
        given: dict[str, Any] = page.evaluate(ASK, [query.text, query.filters])
        found, shown = (known(given[part], numbers) for part in ("found", "shown"))
        yield Answer(frozenset(found), tuple(shown), given["spent"])


def known(names: Sequence[object], numbers: Mapping[object, int]) -> list[int]:
    """Documents of results, in their order.

    >>> known(["/articles/b/", "", 0], {"articles/b": 1, 0: 0})
    [1, 0]
    """
    plain = (name.strip("/") if isinstance(name, str) else name for name in names)
    return [numbers[name] for name in plain if name in numbers]


def warm(browser: Browser, address: str, peer: Peer, site: Path) -> Page:
    page = opened(browser, address)
    page.evaluate(OPEN.format(client=peer.client), script(site))
    return page


def cold(browser: Browser, address: str, log: list[int], peer: Peer, site: Path, query: str) -> Cold:
    page = opened(browser, address)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    log.clear()
    given = page.evaluate(FIRST.format(client=peer.client), [script(site), query])
    titles = Load(len(log), sum(log), given["spent"])
    spent = page.evaluate(REST)
    page.context.close()
    return Cold(
        query, given["shown"], titles, Load(len(log), sum(log), spent) if len(log) > titles.requests else titles
    )
