"""The help of every verb, and that its examples are true."""

from __future__ import annotations

import shlex

import pytest

from scripts.cli.main import VERBS, module, parser

from .conftest import Run

EXAMPLES = [(verb, example) for verb in VERBS for example in module(verb).EXAMPLES]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_with_examples(verb: str, run: Run) -> None:
    done = run(verb, "--help")
    assert (done.code, done.err) == (0, "")
    assert module(verb).EXAMPLES
    for example in module(verb).EXAMPLES:
        assert f"  python -m scripts {example}\n" in done.out


@pytest.mark.parametrize(("verb", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_every_example_is_understood(verb: str, example: str) -> None:
    words = shlex.split(example.partition("<")[0])
    assert words[0] == verb
    args = parser().parse_args(words)
    assert args.run is module(verb).run


def test_the_help_of_all_names_every_verb(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    for verb, summary in VERBS.items():
        assert any(line.split()[:1] == [verb] and summary in line for line in done.out.splitlines())
