"""Tags as Word saves them: broken over runs, with marks between, with what its autocorrection makes of them."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_templates.filling import fill
from word_templates.word_builder import P, Raw, Run, bold, document, in_runs, table
from word_templates.word_pieces import inserted, link
from word_templates.word_texts import text_of

TEXT = (
    "Dear {{ client['name']|upper }}, {% if n % 2 == 1 %}odd{% else %}even{% endif %} {{ \"}}\" }}"
    "{% for i in l %}{{ i }}{% if not loop.last %}, {% endif %}{% endfor %}{# no {{ more }} #} {{ {'a': 1}['a'] }}."
)
DATA = {"client": {"name": "Kim"}, "n": 3, "l": [1, 2], "a": 9, "b": 4}
SAID = "Dear KIM, odd }}1, 2 1."


def test_whole_tags_are_read() -> None:
    """What the other tests here break stands first as it is."""
    with tempfile.TemporaryDirectory() as folder:
        assert text_of(fill(document(TEXT), DATA, Path(folder))) == SAID


@pytest.mark.parametrize("mark", range(5))
def test_tags_may_be_broken_between_every_two_characters(mark: int, tmp_path: Path) -> None:
    """A run for each character, with a mark of one kind between any two."""
    template = document(P(in_runs(TEXT, marks=[mark] * len(TEXT), looks=range(len(TEXT)))))
    assert text_of(fill(template, DATA, tmp_path)) == SAID


CUTS = st.sets(st.integers(1, len(TEXT) - 1))
NUMBERS = st.lists(st.integers(0, 4), max_size=12)


@settings(max_examples=60, deadline=None)
@given(cuts=CUTS, marks=NUMBERS, looks=NUMBERS)
def test_any_breaking_says_the_same(cuts: set[int], marks: list[int], looks: list[int]) -> None:
    """Wherever the runs end, and whatever stands between them."""
    parts = [TEXT[start:end] for start, end in pairwise([0, *sorted(cuts), len(TEXT)])]
    template = document(P(in_runs(parts, marks, looks)))
    with tempfile.TemporaryDirectory() as folder:
        assert text_of(fill(template, DATA, Path(folder))) == SAID


@settings(max_examples=30, deadline=None)
@given(cuts=st.sets(st.integers(1, 60)), marks=NUMBERS)
def test_any_breaking_of_tags_that_stand_alone_says_the_same(cuts: set[int], marks: list[int]) -> None:
    """Nor is a row or a paragraph missed whose tag is in pieces."""

    def cut(text: str) -> P:
        edges = [0, *sorted(c for c in cuts if c < len(text)), len(text)]
        return P(in_runs([text[start:end] for start, end in pairwise(edges)], marks))

    rows = table([cut("{% for i in l %}")], [cut("{{ i }}")], [cut("{%tr endfor %}")])
    template = document(cut("{%p if n > 1 %}"), rows, cut("{% endif %}"), cut("{{ n }}"))
    with tempfile.TemporaryDirectory() as folder:
        assert text_of(fill(template, DATA, Path(folder))) == "| 1 |\n| 2 |\n3"


TYPED: dict[str, tuple[object, str]] = {
    "curly single quotes": ("{{ client[‘name’] }}", "Kim"),
    "curly double quotes": ("{{ client[“name”] }}", "Kim"),
    "low quotes of German": ("{{ client[„name“] }}", "Kim"),
    "a pair of closing quotes": ("{{ client[’name’] }}", "Kim"),
    "a curly apostrophe within a text": ("{{ 'a' ~ \"it’s\" }}", "ait’s"),
    "a dash as a minus": ("{{ a – b }}", "5"),
    "a minus sign as a minus": ("{{ a \u2212 b }}", "5"),
    "a dash within a text": ("{{ 'a – b' }}", "a – b"),
    "a dash in curly quotes": ("{{ “a – b” }}", "a – b"),
    "a no-break hyphen as a minus": ("{{ a\u2011b }}", "5"),
    "a no-break space": ("{{\u00a0client.name\u00a0}}", "Kim"),
    "a no-break space within a text": ("{{ 'a\u00a0b' }}", "a\u00a0b"),
    "a narrow no-break space": ("{% if\u202fa > b %}more{% endif %}", "more"),
    "a tab in a tag": ("{{\tclient.name\t}}", "Kim"),
    "a line break in a tag": ("{{ client\n.name }}", "Kim"),
    "a page that broke in a tag": (
        P("{{ client", Raw("<w:r><w:lastRenderedPageBreak/><w:t>.name</w:t></w:r>"), " }}"),
        "Kim",
    ),
    "a dash for whitespace control": ("a {{– client.name –}} b", "aKimb"),
    "an empty run": (P("{", Raw("<w:r><w:t/></w:r>"), "{ client.name }", Raw("<w:r/>"), "}"), "Kim"),
    "a run of a look within": (P("{{ client.", bold("name"), " }}"), "Kim"),
    "braces within a text": ("{{ '}}' }}{{ \"{{\" }}{{ '%}' }}", "}}{{%}"),
    "a dictionary": ("{{ {'a': 1}['a'] }}", "1"),
    "a dictionary without spaces": ("{{{'a': 1}['a']}}", "1"),
    "a remainder": ("{% if a % 2 %}odd{% endif %}", "odd"),
    "signs of XML": ("{% if a > b and b < a %}{{ '<&>' }}{% endif %}", "<&>"),
    "a link within": (P("{{ client.", link("name", anchor="x"), " }}"), "Kim"),
    "an insertion within": (P("{{ cli", inserted("ent.na"), "me }}"), "Kim"),
    "text that keeps no spaces": (P(Raw("<w:r><w:t>{{ client.name }}</w:t></w:r>"), Run(" b")), "Kim b"),
    "a single brace": ("a { b } c {{ a }}", "a { b } c 9"),
    "braces of a set": ("{ {{ a }} }", "{ 9 }"),
    "a percent sign": ("10 % and {{ b }} %", "10 % and 4 %"),
    "a number sign": ("#1 {{ a }} {#no#}#2", "#1 9 #2"),
}


@pytest.mark.parametrize("name", TYPED)
def test_what_word_makes_of_what_was_typed_is_understood(name: str, tmp_path: Path) -> None:
    """In a tag; within a text of a tag, and beside it, every sign stays as it was typed."""
    content, said = TYPED[name]
    assert text_of(fill(document(content), DATA, tmp_path)) == said
