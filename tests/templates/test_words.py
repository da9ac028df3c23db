"""The words of every language: the same names, so that every section finds its sentence in each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from support import REPOSITORY

WORDS = sorted((REPOSITORY / "templates" / "proposal").glob("words.*.html.j2"))
ENGLISH = REPOSITORY / "templates" / "proposal" / "words.en.html.j2"
SECTIONS = sorted((REPOSITORY / "templates" / "proposal").rglob("*.html.j2"))


def _names(text: str) -> Mapping[str, tuple[str, ...]]:
    """Macros with their parameters, dictionaries with their keys."""
    tree = Environment().parse(re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL))
    found = {macro.name: tuple(str(arg.name) for arg in macro.args) for macro in tree.find_all(nodes.Macro)}
    for assigned in tree.find_all(nodes.Assign):
        if isinstance(assigned.target, nodes.Name) and isinstance(assigned.node, nodes.Dict):
            keys = [pair.key.as_const() for pair in assigned.node.items]
            found[assigned.target.name] = tuple(sorted(keys))
    return found


def test_there_are_words_in_three_languages() -> None:
    """English, Korean and Vietnamese."""
    assert {path.name.split(".")[1] for path in WORDS} >= {"en", "ko", "vi"}


@pytest.mark.parametrize("path", WORDS, ids=lambda path: path.name)
def test_words_have_the_names_that_sections_use(path: Path) -> None:
    """Every `say.<name>` of the sections is a macro or dictionary of each language."""
    assert SECTIONS
    used = {name for section in SECTIONS for name in re.findall(r"\bsay\.(\w+)", section.read_text(encoding="utf-8"))}
    names = _names(path.read_text(encoding="utf-8"))
    assert used
    assert sorted(used - set(names)) == []


@pytest.mark.parametrize("path", WORDS, ids=lambda path: path.name)
def test_headings_and_labels_are_the_same_in_every_language(path: Path) -> None:
    """A label that one language lacks would be a hole in its documents."""
    english, other = _names(ENGLISH.read_text(encoding="utf-8")), _names(path.read_text(encoding="utf-8"))
    for name in ("heading", "label"):
        assert set(other[name]) == set(english[name])
