"""Templates of the woven pages: compiled once, HTML escaped by default."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts.weave import escape

TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Jinja with every value tidied to one visible line and escaped for HTML, unless a filter has made it safe."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=tidy,
    )
    env.filters.update(md=escape.markdown, body=escape.body, front=escape.front_matter, lines=escape.lines)
    env.filters["thousands"] = thousands
    return env


def tidy(value: object) -> object:
    return escape.plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def thousands(number: int) -> str:
    return f"{number:,}"


def render(template: str, address: str, **values: object) -> str:
    """The Markdown of one page. `root` leads from its address back to the root of the site."""
    return fragment(template, address=address, root=root(address), **values)


def fragment(template: str, **values: object) -> str:
    return environment().get_template(template).render(**values)


def root(address: str) -> str:
    """The way from a page back to the root of the site."""
    return "../" * address.count("/") or "./"


def file_of(address: str) -> str:
    """Path of a page in the woven tree. Always `index.md`: in other files Zensical moves links that stand in HTML."""
    return f"{address}index.md"
