"""The numbered rules of `check`, as the terminal, GitHub and the handbook tell them. Table: `data/rules.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from scripts.core.settings import DATA
from scripts.core.types import Rule
from scripts.core.vocab.tables import document


@dataclass(frozen=True)
class Rules:
    """All rules in the order of the table, which is that of the handbook."""

    families: Mapping[str, str]
    """What each family is about, by the character with which its codes begin."""
    by_code: Mapping[str, Rule]

    def of_family(self, family: str) -> tuple[Rule, ...]:
        """The rules of a family, in order."""
        return tuple(rule for code, rule in self.by_code.items() if code[0] == family)


@lru_cache(maxsize=1)
def rule_table() -> Rules:
    """The table. Raises InputProblem when it is broken."""
    table = document(DATA / "rules.yml")
    return Rules(table["families"], {code: Rule(code, **row) for code, row in table["rules"].items()})
