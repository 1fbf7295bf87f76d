"""What each column of each table means: the page of the data shows it, the data package and the tables follow it."""

from __future__ import annotations

COLUMNS = {
    "articles.csv": {
        "id": "报道的编号，永不改变",
        "title": "标题",
        "kicker": "引题",
        "subtitle": "副题",
        "kind": "体裁：article 报道，interview 访谈，brief 短讯，photo 图片，note 按语",
        "city": "写的是哪个设区市，几个之间用竖线隔开，下同",
        "district": "写的是哪个县（市、区）或功能区",
        "topic": "专题，最主要的在前",
        "initiative": "举措：行动、调解室、工作法一类有名称的做法",
        "date": "见报日期，EDTF 格式，不确定的照实写：2024-09~、2022-11/2022-12",
        "earliest": "日期最早可能是哪一天",
        "latest": "日期最晚可能是哪一天",
        "byline": "作者",
        "photographer": "摄影",
        "publication": "刊物",
        "page": "版次",
        "series": "系列报道的名称",
        "original": "原报道的出处",
        "note": "编辑的说明：刊期、刊名是怎样推断的",
        "rights": "权利声明，RightsStatements.org 的网址",
        "text": "版本：digest 摘编，full 全文",
        "review": "还待人复核的项",
        "source": "原始文件在仓库里的路径",
        "lines": "取自原始文件的哪些行，按阅读次序",
        "length": "正文的字数，标点在内",
        "added": "收入档案的时刻，UTC；没有改动记录的构建里空着",
        "changed": "最近一次改动的时刻，UTC；同上",
        "written": "程序写下的内容的指纹；内容与它不合，就是人手改过",
        "url": "固定链接",
    },
    "figures.csv": {
        "id": "报道的编号",
        "date": "报道的日期，EDTF 格式",
        "value": "数值，万和亿已经换算",
        "unit": "单位",
        "hedge": "余、多、近、超一类的话",
        "what": "说的是什么",
        "period": "数字所指的时间，EDTF 格式",
        "change": "同比下降一类的话",
        "quote": "原句",
        "title": "报道的标题",
        "url": "报道的固定链接",
    },
    "places.csv": {
        "code": "代码：市县用 GB/T 2260，乡镇街道用统计代码，功能区的后两位是本档案自编的",
        "name": "全名",
        "level": "级别：city 设区市，county 县（市、区），zone 功能区，town 乡镇街道",
        "parent": "上级的代码",
        "city": "所在的设区市",
        "short": "简称，几个之间用竖线隔开",
        "former": "旧名",
        "articles": "本档案里写到它的报道，只数市县和功能区",
        "url": "它的页面，没有报道的没有页面",
    },
}
"""Tables and their columns in order; a meaning is shown to readers."""
TYPES = {
    "value": "number",
    "articles": "integer",
    "length": "integer",
    "earliest": "date",
    "latest": "date",
    "added": "datetime",
    "changed": "datetime",
}
"""Types of Frictionless Table Schema; all other columns hold strings. EDTF is no date to it."""
KEYS: dict[str, dict[str, object]] = {
    "articles.csv": {"primaryKey": "id"},
    "figures.csv": {
        "foreignKeys": [{"fields": "id", "reference": {"resource": "articles", "fields": "id"}}],
    },
    "places.csv": {"primaryKey": "code"},
}
