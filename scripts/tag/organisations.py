"""Police, courts, governments and committees that act in a piece: a small grammar of endings, cut at verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.core.types import CleanText
from scripts.tag.place_names import scan
from scripts.tag.spans import zones

ENDINGS = (
    r"公安(?:分)?局(?:交通管理局)?|公安厅|分局|派出所|交警大队|交警支队|特警支队|禁毒大队|禁毒支队|刑警大队|刑侦大队|支队|大队|"
    r"人民法院|法院|法庭|人民检察院|检察院|司法局|司法所|司法厅|政法委(?:员会)?|信访局|信访办|禁毒委(?:员会)?|禁毒办|"
    r"人民政府|县政府|区政府|市政府|县委|区委|市委|纪委监委|教育局|教体局|应急管理局|城管局|住建局|市场监管局|"
    r"综治中心|反诈中心|法律援助中心|办事处|工作委员会|管委会|管理委员会"
)
BODY = re.compile(
    rf"(?P<body>{ENDINGS})(?P<part>(?:[\u3400-\u9fff]{{1,6}}?(?:分局|派出所|大队|中队|支队|反诈中心|政治部|警务室)){{0,2}})"
)
NAME_CHARS = 16
"""Characters that a name may have before its ending: 江西省新余市公安局仙女湖 has eleven."""
PLACELESS_CHARS = 8
"""A longer run of words without any place is a clause, not a name."""
HAN_TAIL = re.compile(r"[\u3400-\u9fff]*$")
BOUNDS = re.compile(
    r"^.*(?:近日|日前|连日来|今年|以来|据悉|据了解|联合|组织|会同|协同|来到|走进|前往|记者从|获悉|依托|通过|由于|经过|按照|以及|同时|"
    r"利用|推动|推行|成立|发挥|进驻|探索出|了解|辖区|属地|通报至|任|除|据|求|告上|参观|提醒|下载|安装|拨打|报警|报案|"
    r"诉至|交至|缴入|告知|指定|撤销|希望|审理|此致|此后|最终|随后|立即|讲解|假借|自称|介绍|设立|建设|贡献|提高|破获|转交|播放|带回|配合|拘传|跑出|氛围|"
    r"上午|下午|凌晨|[日月时许]|"
    r"[在由与和向到被对把将让请从是为的了等该各名及给创]|经(?![开济])|[一二两三四五六七八九十]个)"
)
BARE = re.compile(
    rf"(?:{ENDINGS}|[县市区省乡镇]?(?:公安局|法院|检察院|司法局|政府)|属地派出所|基层派出所|各派出所|(?:基层|城区|示范|智慧|全省|全市|全县|设区市|街道).*|.队)"
)


def own_name(before: str, body: str) -> str:
    """Where the name of a body begins: at the first place in the words before its ending, else behind the verb."""
    hit = next((hit for hit in scan(before + body) if hit.start < len(before) and hit.entry.sort != "generic"), None)
    if hit and not BOUNDS.match(before[hit.end :]):
        return before[hit.start :]
    own = BOUNDS.sub("", before)
    return own if len(own) <= PLACELESS_CHARS else ""


def names_in(text: str) -> Iterator[str]:
    """Names in one stretch of text. The endings are looked for, not the names: that is one pass."""
    last = 0
    for found in BODY.finditer(text):
        before = text[max(last, found.start() - NAME_CHARS) : found.start()]
        last = found.end()
        han = HAN_TAIL.search(before)
        own = own_name(han.group() if han else "", found["body"])
        part = "" if BOUNDS.match(found["part"]) else found["part"]
        name = own + found["body"] + part
        if own and not BARE.fullmatch(name):
            yield name


def find_organisations(clean: CleanText) -> tuple[str, ...]:
    """Full names of the bodies that a piece names, in order of first mention; a bare 派出所 or 县公安局 is no name."""
    names = tuple(dict.fromkeys(name for zone in zones(clean) for name in names_in(zone.text)))
    return tuple(n for n in names if not any(n != other and n in other for other in names))
