"""Documents that nobody would think of: no word is lost, none comes twice, none changes its place."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from word_templates.filling import fill
from word_templates.word_builder import document, table
from word_templates.word_texts import lines_of


@dataclass(frozen=True)
class Pair:
    """An `if` (that holds or not, or has an `else`) or a `for` (of so many turns) around words and further pairs."""

    turns: int
    loop: bool
    content: tuple[object, ...]
    other: tuple[object, ...] | None


DATA = {"turns": [[], [1], [1, 2]]}
WORDS = st.text("abcdefgh", min_size=1, max_size=3)
LETTERS = st.sampled_from([" ", "p "])


def pairs(content: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Pairs around what `content` gives."""
    inside = st.lists(content, max_size=3).map(tuple)
    return st.builds(Pair, st.integers(0, 2), st.booleans(), inside, st.none() | inside)


TREES = st.lists(st.recursive(WORDS, pairs, max_leaves=8), max_size=5).map(tuple)


def written(tree: tuple[object, ...], letter: str = " ") -> Iterator[str]:
    """The words and the tags of a tree, one after the other; all tags with the same letter, or with none."""
    for node in tree:
        if not isinstance(node, Pair):
            yield f"{node} "
            continue
        test = f"for x in turns[{node.turns}]" if node.loop else f"if turns[{node.turns}]"
        yield f"{{%{letter}{test} %}}"
        yield from written(node.content, letter)
        if node.other is not None:
            yield f"{{%{letter}else %}}"
            yield from written(node.other, letter)
        yield f"{{%{letter}end{test.partition(' ')[0]} %}}"


def said(tree: tuple[object, ...]) -> Iterator[str]:
    """The words that the filled document must say."""
    for node in tree:
        if not isinstance(node, Pair):
            yield str(node)
        elif not node.turns:
            yield from said(node.other or ())
        else:
            for _ in range(node.turns if node.loop else 1):
                yield from said(node.content)


def words(docx: bytes) -> list[str]:
    """The words of a document in order, whatever they stand in."""
    return re.findall(r"\w+", " ".join(lines_of(docx)))


@settings(max_examples=200, deadline=None)
@given(tree=TREES, letter=LETTERS, ends=st.lists(st.booleans(), min_size=1, max_size=12))
def test_words_and_tags_in_any_paragraphs(tree: tuple[object, ...], letter: str, ends: list[bool]) -> None:
    """Wherever paragraphs end between words and tags, be the tags whole or in pieces."""
    paragraphs = [""]
    for number, token in enumerate(written(tree, letter)):
        paragraphs[-1] += token
        if ends[number % len(ends)]:
            paragraphs.append("")
    with tempfile.TemporaryDirectory() as folder:
        filled = fill(document(*paragraphs, breaks_tags=ends[0]), DATA, Path(folder))
    assert words(filled) == list(said(tree))


@settings(max_examples=60, deadline=None)
@given(tree=TREES, letter=LETTERS)
def test_each_word_and_each_tag_in_a_paragraph_of_its_own(tree: tuple[object, ...], letter: str) -> None:
    """There are as many paragraphs as words: no empty one is left, and none is missing."""
    tokens = list(written(tree, letter))
    with tempfile.TemporaryDirectory() as folder:
        filled = fill(document(*tokens, "end"), DATA, Path(folder))
    assert [line.strip() for line in lines_of(filled)] == [*said(tree), "end"]


@settings(max_examples=60, deadline=None)
@given(tree=TREES, letter=st.sampled_from([" ", "tr "]))
def test_each_word_and_each_tag_in_a_row_of_its_own(tree: tuple[object, ...], letter: str) -> None:
    """There are as many rows as words."""
    rows = [[token, ""] for token in written(tree, letter)]
    with tempfile.TemporaryDirectory() as folder:
        filled = fill(document(table(*rows, ["end", "x"])), DATA, Path(folder))
    assert [line.split()[1] for line in lines_of(filled)] == [*said(tree), "end"]


@settings(max_examples=60, deadline=None)
@given(tree=TREES, letter=LETTERS, place=st.integers(0, 1))
def test_all_in_one_cell(tree: tuple[object, ...], letter: str, place: int) -> None:
    """The other cells are as they were."""
    cells: list[object] = ["left", "right"]
    cells.insert(place, list(written(tree, letter)) or [""])
    with tempfile.TemporaryDirectory() as folder:
        filled = fill(document(table(cells)), DATA, Path(folder))
    expected = ["left", "right"]
    expected[place:place] = list(said(tree))
    assert words(filled) == expected
    assert len(lines_of(filled)) == 1
