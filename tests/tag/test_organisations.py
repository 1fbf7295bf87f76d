from __future__ import annotations

import pytest

from scripts.tag.organisations import find_organisations
from tests.tag.pieces import piece


def bodies(text: str) -> tuple[str, ...]:
    return find_organisations(piece(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("近日，新建区公安局象山派出所民警上门走访。", "新建区公安局象山派出所"),
        ("来自市应急管理局的数据显示，形势平稳。", "市应急管理局"),
        ("因拒不执行安义县人民法院的判决，他被拘留。", "安义县人民法院"),
        ("该镇联合永修县司法局开展宣传。", "永修县司法局"),
        ("瑞金市公安局交警大队查处一起违法。", "瑞金市公安局交警大队"),
    ],
)
def test_a_body_is_given_by_its_own_name_without_the_words_before_it(text: str, name: str) -> None:
    assert bodies(text) == (name,)


@pytest.mark.parametrize(
    "text", ["当地派出所赶到现场。", "他到县公安局报案。", "迁出地派出所开具证明。", "全省法院都在推行。"]
)
def test_a_body_without_a_name_of_its_own_is_none(text: str) -> None:
    assert bodies(text) == ()


def test_a_body_named_in_full_and_in_short_is_given_once() -> None:
    assert bodies("余干县公安局瑞洪派出所接警。瑞洪派出所民警到场。") == ("余干县公安局瑞洪派出所",)
