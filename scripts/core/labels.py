"""Words in which more than one room tells readers and editors of the same thing."""

from __future__ import annotations

KINDS = {"article": "报道", "interview": "访谈", "brief": "短讯", "photo": "图片", "note": "按语"}
EDITIONS = {"digest": "摘编", "full": "全文"}
UNKNOWN_PUBLICATION = "刊物不详"
LANGUAGE = "zh-Hans"
"""Of all that the archive writes, as BCP 47 calls it."""
