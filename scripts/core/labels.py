"""Words in which more than one room tells readers and editors of the same thing."""

from __future__ import annotations

KINDS = {"article": "报道", "interview": "访谈", "brief": "短讯", "photo": "图片", "note": "按语"}
EDITIONS = {"digest": "摘编", "full": "全文"}
RIGHTS = {"InC": "受版权保护", "InC-RUU": "受版权保护，权利人无从查找", "UND": "没有查明", "NKC": "没有已知的版权"}
"""Those of the twelve statements of RightsStatements.org that old newspapers need, by their codes."""
ALL_FURNITURE = "没有一行归入文章，都当成了口号、报头一类"
"""What is said of a page of which nothing becomes an article."""
UNKNOWN_PUBLICATION = "刊物不详"
LANGUAGE = "zh-Hans"
"""Of all that the archive writes, as BCP 47 calls it."""
FIELDS = {
    "byline": "作者",
    "city": "城市",
    "date": "日期",
    "district": "县（市、区）",
    "headline": "标题",
    "initiative": "举措",
    "kicker": "引题",
    "kind": "体裁",
    "order": "语序",
    "organisation": "机构",
    "photographer": "摄影",
    "place": "提到的地方",
    "publication": "刊物",
    "subtitle": "副题",
    "text": "正文",
    "title": "标题",
    "topic": "专题",
}
"""Fields of an article, as evidence and review marks name them."""
ROLES = {
    "answer": "回答",
    "body": "正文",
    "byline": "署名",
    "caption": "图片说明",
    "column": "栏目名",
    "continuation": "转版",
    "date": "日期",
    "editor": "编辑署名",
    "footer": "页脚",
    "heading": "小标题",
    "headline": "标题",
    "kicker": "引题",
    "label": "标记",
    "lead": "核心提示",
    "list": "列项",
    "masthead": "报头",
    "menu": "菜单",
    "meta": "网页信息",
    "question": "提问",
    "run-in": "段首小标题",
    "series": "系列名",
    "slogan": "口号",
    "source": "来源",
    "subtitle": "副题",
    "title": "标题",
}
"""Roles of the lines of a raw page."""
