"""An archive of invented reports, for tests of what is derived from it."""

from __future__ import annotations

from scripts.core import dates
from scripts.core.types import (
    Archive,
    Article,
    CleanText,
    Edit,
    Evidence,
    Explanation,
    Figure,
    Fragment,
    Join,
    Layout,
    PageRecord,
    Paragraph,
    Piece,
    RawPage,
    Source,
    Tags,
)

PAPER = "江西日报《法治》周刊"
FIRST = "source_articles/jxrb-fz/2022/xiaohe.txt"
SECOND = "source_articles/jxrb-fz/2024/qinglan.txt"
HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% raw %}",
    "a|b|c",
    "# 井号",
    "`code`",
    "---",
    "\"双\"'单'",
    "第一行\n第二行",
    "[点我](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "![图](https://example.org/x.png)",
    "&lt;b&gt;",
    "[TOC]",
    "</title></h1></a></details><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "--> ]]> <!--",
    "*星* _线_ ~波~",
    "\\",
    "\u202e倒\u0000零\u2028",
)
"""Values that strangers may send, each of which means something to YAML, HTML, Markdown or Jinja."""


def article(number: int, **values: object) -> Article:
    """An invented report with sensible defaults."""
    defaults: dict[str, object] = {
        "id": f"jxrb-fz-20221130-{number:02}",
        "title": f"小河社区的第{number}盏灯",
        "kind": "article",
        "body": "夜里九点，小河社区的巡逻队又出了门。队员都是住户，轮着走一圈要四十分钟。\n\n"
        "## 邻居管邻居的事\n\n“谁家门没锁，看一眼就知道。”队长说。三个月里，小区没有丢过一辆车。",
        "city": ("南昌市",),
        "topic": ("治安防控",),
        "date": dates.parse("2022-11/2022-12"),
        "byline": ("罗小禾",),
        "publication": PAPER,
        "source": Source(FIRST, ((number * 10, number * 10 + 4),)),
        "text": "digest",
        "path": f"docs/articles/2022/jxrb-fz-20221130-{number:02}.md",
        "written": "sha256:00",
    }
    return Article(**{**defaults, **values})  # type: ignore[arg-type]


def reports() -> tuple[Article, ...]:
    """Six pieces of two pages and two of none: four cities, dates with and without doubt."""
    year = dates.parse("2024-09~")
    return (
        article(
            1,
            district=("红谷滩区",),
            initiative=("夜巡十分钟",),
            kicker="平安是最大的民生",
            subtitle="记小河社区夜巡队",
        ),
        article(2, district=("红谷滩区",), topic=("反诈", "治安防控"), review=("headline",)),
        article(
            3,
            kind="photo",
            title="夜巡队员在楼道里查看电表箱",
            body="*夜巡队员在楼道里查看电表箱。*",
            byline=(),
            photographer=("陈一舟",),
        ),
        article(4, city=("赣州市",), district=("章贡区",), topic=("基层治理",), byline=("罗小荷", "陈一舟")),
        article(
            5,
            city=("新余市",),
            district=("渝水区",),
            initiative=("夜巡十分钟",),
            source=Source(SECOND, ((3, 9),)),
            date=year,
            id="jxrb-fz-202409xx-01",
        ),
        article(
            6,
            city=("新余市", "九江市"),
            topic=("反诈",),
            kind="interview",
            source=Source(SECOND, ((11, 20), (2, 2))),
            date=year,
            id="jxrb-fz-202409xx-02",
        ),
        article(
            7,
            city=(),
            topic=(),
            date=None,
            publication=None,
            source=None,
            id="wm-xxxxxxxx-01",
            path="",
            byline=(),
            text="full",
        ),
        article(8, city=("九江市",), date=dates.parse("2023-06-20"), id="jxrb-fz-20230620-01", source=None),
    )


def records() -> dict[str, PageRecord]:
    """What is known of the first page; nothing is of the second."""
    first = PageRecord(
        publication=PAPER,
        series="“小河”系列报道",
        date=dates.parse("2022-11/2022-12"),
        text="digest",
        original="江西日报《法治》周刊，2022年",
        note="版面未印刊期，据“十月大会”推断。",
    )
    return {FIRST: first}


def sample() -> Archive:
    """Two pages, four cities, and a piece about which nothing is known."""
    return Archive(tuple(sorted(reports(), key=lambda a: a.id)), records())


def explanation(found: Article) -> Explanation:
    """What the pipeline would say about an article of the first page."""
    page = RawPage(FIRST, "ab" * 32, "utf-8", "text", ("平安赣鄱",) + ("一行",) * 99, ("",) * 100, PageRecord())
    piece = Piece(
        "article", found.title, None, None, (Fragment(10, 14, "body", ("一行",)),), (Join(12, 45, 3.5, ("J05", "X99")),)
    )
    clean = CleanText(
        found.title, None, None, (Paragraph("body", found.body, 10),), (Edit("quotes", 11, '"灯"', "“灯”"),)
    )
    tags = Tags(
        city=found.city,
        figures=(
            Figure(12000, "户", "安装门磁的住户", "2022年", "同比上升", "装了一万二千户"),
            Figure(0.5, "%", "发案下降", None, None, "半个百分点", "近"),
        ),
        evidence=(
            *(Evidence("city", city, 3.0, "小河社区的巡逻队", 10, "正文地名") for city in found.city),
            Evidence("topic", "治安防控", 2.0, "巡逻", None, "触发词"),
        ),
    )
    layout = Layout(
        (piece,),
        (Fragment(1, 1, "masthead", ("平安赣鄱",)),),
        (Fragment(60, 61, "body", ("一行没有头的字", "又一行")),),
    )
    return Explanation(page, piece, clean, tags, layout)


def explanations(archive: Archive) -> dict[str, Explanation]:
    return {a.id: explanation(a) for a in archive.articles if a.source and a.source.file == FIRST}


def hostile() -> Archive:
    """An archive in which every text that a stranger could send is hostile."""
    found = []
    for number, bad in enumerate(HOSTILE, 1):
        found.append(
            article(
                number,
                id=f"wm-20220101-{number:02}",
                title=bad,
                kicker=bad,
                subtitle=bad,
                body=f"{bad}\n\n## {bad}\n\n> {bad}\n\n- {bad}\n\n**{bad}**\n\n{bad} {bad}",
                city=("南昌市", bad),
                district=(bad,),
                topic=("反诈", bad),
                initiative=(bad,),
                byline=(bad,),
                photographer=(bad,),
                publication=bad,
                source=Source(f"source_articles/{bad}/x.txt", ((1, 2),)),
                path=f"docs/articles/2022/{bad}.md",
                review=(bad,),
                written=bad,
                page=bad,
            )
        )
    records = {
        f"source_articles/{bad}/x.txt": PageRecord(series=bad, original=bad, contributor=bad, note=bad)
        for bad in HOSTILE
    }
    return Archive(tuple(found), records)


def hostile_explanations(archive: Archive) -> dict[str, Explanation]:
    """Explanations whose quotes, edits, cues and figures are hostile too."""
    return {a.id: hostile_explanation(a) for a in archive.articles}


def hostile_explanation(found: Article) -> Explanation:
    bad, file = found.title, found.source.file if found.source else ""
    page = RawPage(file, bad, bad, "text", (bad, bad), ("", ""), PageRecord())
    piece = Piece("article", bad, bad, bad, (Fragment(1, 2, bad, (bad,)),), (Join(1, 2, 1.0, (bad,)),))
    clean = CleanText(bad, None, None, (), (Edit(bad, 1, bad, bad),))
    tags = Tags(figures=(Figure(1, bad, bad, bad, bad, bad, bad),), evidence=(Evidence(bad, bad, 1.0, bad, 1, bad),))
    return Explanation(
        page, piece, clean, tags, Layout((), (Fragment(1, 1, bad, (bad,)),), (Fragment(2, 2, bad, (bad,)),))
    )
