"""What a person has noted as still to be filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamdocs.load.document import Document
from kamdocs.load.places import FileSources


def marks(text: str) -> list[tuple[int, int, str]]:
    """Line, column and words of each mark in a file of `text`."""
    found = Document(Path("x.yaml"), text.encode()).fill_ins("to-fill", "warning")
    return [(problem.line, problem.column, problem.what) for problem in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 0  # fill in: the price\n", [(1, 7, "still to fill in: the price")]),
        ("# fill in: all of it\na: 1\n", [(1, 1, "still to fill in: all of it")]),
        ("a:  # fill in: b\n  - c\n", [(1, 5, "still to fill in: b")]),
        ("a: |-  # fill in: b\n  text\n", [(1, 8, "still to fill in: b")]),
        ("a: {b: 1,  # fill in: c\n  d: 2}\n", [(1, 12, "still to fill in: c")]),
        ("한글: 값  # fill in: 단가\n", [(1, 8, "still to fill in: 단가")]),
        ("a: 1  #Fill In\n", [(1, 7, "something is still to fill in here")]),
        ("a: b\n\n# fill in: the end", [(3, 1, "still to fill in: the end")]),
        ("a: |-\n  text\n# fill in: after a block\nb: 1\n", [(3, 1, "still to fill in: after a block")]),
    ],
)
def test_a_mark_is_told_at_its_place(text: str, told: list[tuple[int, int, str]]) -> None:
    """Behind a value, on a line of its own, behind the sign of a block, inside braces."""
    assert marks(text) == told


@pytest.mark.parametrize(
    "text",
    [
        'a: "x # fill in: y"\n',
        "a: 'x # fill in: y'\n",
        "a: |-\n  # fill in: y\n",
        "a: >-\n  x\n\n  # fill in: y\n",
        'a: "x\n  # fill in: y"\n',
        '"# fill in: y": 1\n',
        "a: x# fill in: y\n",
        "a: 1  # refill in: y\n",
        "a: 1  # fill inside\n",
        "a: 1  # see `# fill in: …`\n",
        "a: {",
        "",
    ],
)
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    """Text is text; a comment that speaks of marks is none; a broken file is told as such."""
    assert marks(text) == []


def test_a_mark_among_what_is_internal_tells_its_place_alone() -> None:
    """Neither its words nor its line are shown."""
    text = "a: 1\ninternal:\n  notes: x  # fill in: the secret margin\n"
    (problem,) = Document(Path("x.yaml"), text.encode()).fill_ins("to-fill", "warning")
    assert (problem.line, problem.column, problem.what) == (3, 13, "something is still to fill in here")
    assert (problem.source, "secret" in repr(problem)) == ("", False)


def test_a_file_without_a_mark_and_one_that_is_gone_have_none(tmp_path: Path) -> None:
    """No file is read for marks that cannot be in it."""
    (tmp_path / "a.yaml").write_text("a: 1\n")
    sources = FileSources(tmp_path, {})
    assert list(sources.fill_ins(Path("a.yaml"), "to-fill", "warning")) == []
    assert list(sources.fill_ins(Path("b.yaml"), "to-fill", "warning")) == []
