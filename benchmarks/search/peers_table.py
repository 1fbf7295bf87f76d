"""What was measured of each search, as one table in Markdown or as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from benchmarks.search.score import Cold, Load, Rates, percentile, written

LABELS = {
    "A": "两字词",
    "B": "人名、地名、机构",
    "C": "四字，跨词",
    "D": "两字，跨词",
    "E": "标题前十字",
    "F": "两个关键词",
    "G": "繁体写法",
    "H": "拼音",
    "I": "单字",
    "J": "引号短语",
    "K": "词＋年份＋城市",
    "M": "整条标题",
}
"""Classes as readers of the table know them."""

HOW = "同一台静态服务器：HTTP/1.1，各类文件都用 gzip，不支持 Range；无头 Chromium；凡原记录里有这些字，就算应当找到"
"""What all searches have in common."""


@dataclass(frozen=True)
class Measured:
    """One search."""

    name: str
    version: str
    settings: str
    classes: Mapping[str, Rates]
    cold: Sequence[Cold]
    times: Sequence[float]
    """Milliseconds of every warm query."""


def markdown(held: Sequence[Measured], articles: int) -> str:
    """A column for each search, a row for each class and each cost; below it, how each was set."""
    head = [f"{articles} 篇：查全 / 查准 / MRR@10 / 空手", *(f"{m.name} {m.version}".strip() for m in held)]
    rows = [head, ["---"] * len(head), *class_rows(held), *cost_rows(held)]
    settings = [*(f"- {m.name}：{m.settings}" for m in held), f"- {HOW}"]
    return "\n".join([*(f"| {' | '.join(row)} |" for row in rows), "", *settings])


def class_rows(held: Sequence[Measured]) -> list[list[str]]:
    """A class that was not asked is left out; all searches are asked the same."""
    return [
        [f"{name} {label}（{held[0].classes[name].queries}）", *(cell(m.classes[name]) for m in held)]
        for name, label in LABELS.items()
        if name in held[0].classes
    ]


def cell(rates: Rates) -> str:
    shown = [written(value, ".2f") for value in (rates.recall, rates.precision, rates.rank)]
    return " / ".join([*shown, written(rates.empty, ".0%")])


LOADS: dict[str, tuple[Callable[[Load], float], str]] = {
    "请求数": (lambda load: load.requests, ".0f"),
    "千字节": (lambda load: load.bytes / 1000, ".0f"),
    "秒，10 Mbit/s、往返 50 毫秒": (lambda load: load.spent / 1000, ".2f"),
}


def cost_rows(held: Sequence[Measured]) -> list[list[str]]:
    """Costs of cold queries until the titles and until the pieces of text, then of warm ones."""
    cold = [
        [f"冷查询：{label}，中位（最多）", *(spread(m.cold, of, form) for m in held)]
        for label, (of, form) in LOADS.items()
    ]
    warm = [
        [f"热查询：毫秒，{label}", *(f"{percentile(m.times, share):.0f}" for m in held)]
        for label, share in (("中位", 0.5), ("第 95 百分位", 0.95))
    ]
    return [*cold, *warm]


def spread(cold: Sequence[Cold], of: Callable[[Load], float], form: str) -> str:
    """Median and most of the loads of the titles, then of the whole where more comes after them."""
    titles, whole = [c.titles for c in cold], [c.whole for c in cold]
    sides = [titles] if titles == whole else [titles, whole]
    return "；连同摘句 ".join(middle([of(load) for load in side], form) for side in sides)


def middle(values: Sequence[float], form: str) -> str:
    return f"{median(values):{form}}（{max(values):{form}}）"


def as_json(held: Sequence[Measured], articles: int) -> dict[str, object]:
    """Everything that the table is made of, unrounded."""
    return {"articles": articles, "searches": [one(m) for m in held]}


def one(m: Measured) -> dict[str, object]:
    return {
        "name": m.name,
        "version": m.version,
        "settings": m.settings,
        "classes": {name: asdict(rates) for name, rates in m.classes.items()},
        "cold": [asdict(c) for c in m.cold],
        "warm_ms": {"median": percentile(m.times, 0.5), "p95": percentile(m.times, 0.95)},
    }
