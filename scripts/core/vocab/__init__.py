"""Knowledge from the tables in `scripts/data`: places, topics, publications, rules. Read once, then shared."""

from scripts.core.vocab.places import Gazetteer, Place, gazetteer
from scripts.core.vocab.publications import Publication, Publications, publications
from scripts.core.vocab.rules import Rules, rule_table
from scripts.core.vocab.topics import Term, Topics, topics
from scripts.core.vocab.words import characters, frequencies, pair_counts, pairs, persons

__all__ = [
    "Gazetteer",
    "Place",
    "Publication",
    "Publications",
    "Rules",
    "Term",
    "Topics",
    "characters",
    "frequencies",
    "gazetteer",
    "pair_counts",
    "pairs",
    "persons",
    "publications",
    "rule_table",
    "topics",
]
