"""Words that look like slips and are none: names, dialect, classical quotations, real repetitions, numbers of all kinds."""

from __future__ import annotations

import pytest

from scripts.core.types import Fragment, Piece
from scripts.correct import correct

TRAPS = [
    "记者李莉莉、谭甜甜与通讯员胡冬冬同行",
    "村民段克全、高嵩和申未央前来报名",
    "副主任干千佳，司机土生金，教师未必明",
    "他叫王干，弟弟叫王千，都住在侯家庄",
    "人人有责，户户联防，家家户户都装了门铃",
    "孩子们高高兴兴，老人们慢慢走来，常常说谢谢",
    "民警一一核对，一个一个登记，一张张笑脸",
    "他说再研究研究，回去商量商量",
    "贴心贴心再贴心，用心用心再用心",
    "某村村民和某镇镇长一道上山",
    "立案庭庭长与执行局局长到场",
    "公安局局长、消防队队员、检察院院领导都在",
    "小轿车车内无人，大客车车门紧闭",
    "人民路路口与赣江江边的巡逻点",
    "农民工工资按时发放，家长会会长致谢",
    "经审查查明，交警警告了司机",
    "他现在在家，目的的确单纯，为了了解情况",
    "活动中中小学生最多，其中中年人不少",
    "特警总队总队长介绍，支队支队长补充",
    "旧床发出咯吱咯吱的响声，雨水滴答滴答",
    "“好，好，好！”老人连声说，“是、是、是。”",
    "2020年11月22日22时，共2020人参加",
    "拨打12123、12345、110、120120都有人接",
    "花费1212元，其中88元退回，3300多个点位",
    "车牌号为赣AO5l2S的小车停在4S店旁",
    "5G手机、O型血、B超和Wi-Fi都不是错字",
    "南昌—九江高速公路与京港澳高速相接",
    "这是他的心愿——一辈子守着这座桥",
    "买买提·吐尔逊与阿卜杜·拉赫曼同行",
    "平安江州丨警方提醒",
    "全市大、中、小学和幼儿园同日开学",
    "崽俚，冇得事，恰饭要紧，晓得啵",
    "老表讲：莫急咯，慢慢来哩",
    "子曰：学而时习之，不亦说乎",
    "己所不欲，勿施于人；有朋自远方来",
    "老吾老以及人之老，幼吾幼以及人之幼",
    "采菊东篱下，悠然见南山",
    "上善若水，水善利万物而不争",
    "入伏之后，末伏之前，巳时最热",
    "戊戌年出土的己亥杂诗抄本",
    "陶冶情操的同时参观冶炼厂",
    "土坯房、干打垒、半边户都已登记",
    "自己经营小店，周末曾去帮忙",
    "王庄王某、李庄李某与张庄张某各执一词",
    "滑滑梯和跷跷板旁有人看护",
    "建投投资、城投集团与商管公司到会",
    "星星之火，点点滴滴，层层落实，步步为营",
    "大大小小的纠纷，方方面面的关系",
    "太阳能路灯照亮大犬岭，天夫山下有人家",
    "刀刃向内，力戒空谈，办为民实事",
    "两人入职，八人入围，人均三件",
    "问天、闻天、间天三兄弟",
]
"""Where a careless corrector goes wrong; all of our own invention, save for the classics."""


@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_is_left_alone_in_a_text(text: str) -> None:
    clean = correct(Piece("article", None, None, None, (Fragment(1, 1, "body", (f"{text}。",)),)))
    assert ([p.text for p in clean.paragraphs], clean.edits) == ([f"{text}。"], ())


@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_is_left_alone_in_a_headline(text: str) -> None:
    body = Fragment(1, 1, "body", ("民警走进社区，了解群众所需。",))
    assert correct(Piece("article", text, None, None, (body,))).title == text


@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_in_a_headline_is_left_alone_whatever_the_text_says(text: str) -> None:
    body = Fragment(1, 1, "body", ("".join(TRAPS),))
    assert correct(Piece("article", text, None, None, (body,))).title == text
