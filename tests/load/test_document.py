"""Reading one YAML file: text, tree, places."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdocs.load import tree
from kamdocs.load.document import Document, plain_public
from kamdocs.load.text import MAX_BYTES, MAX_TEXT, barred, decode
from kamdocs.load.tree import Plain


def read(text: str) -> Plain:
    """The values in `text`, which is sound."""
    document = Document(Path("a.yaml"), text.encode())
    assert document.faults == []
    assert document.root is not None
    return plain_public(document.root)


def rules(content: bytes) -> list[tuple[int, int, str]]:
    """Line, column and rule of each problem in `content`."""
    return [(p.line, p.column, p.rule) for p in sorted(Document(Path("a.yaml"), content).problems())]


def test_scalars_keep_the_text_that_stands_in_the_file() -> None:
    """What YAML would take for a truth value, a number or a date is the field's to judge."""
    written = ["NO", "1.10", "0912345678", "2026-11-23", "12:30", "1_000", ".5", "0x1F", "y", "=", "1e3"]
    assert read("a:\n" + "".join(f"- {text}\n" for text in written)) == {"a": written}


@pytest.mark.parametrize("nothing", ["", " ~", " null", " # only a comment"])
def test_an_empty_value_is_none(nothing: str) -> None:
    """A quoted one is text."""
    assert read(f"a:{nothing}\nb: 'null'\nc: '~'\n") == {"a": None, "b": "null", "c": "~"}


@pytest.mark.parametrize("content", ["﻿a: 1\r\nb: |\r\n  x\r\n  y\r\n".encode(), b"a: 1\rb: |\r  x\r  y\r"])
def test_marks_and_line_breaks_of_other_systems_are_read(content: bytes) -> None:
    """A byte order mark is skipped; CRLF and CR are line breaks like any other."""
    document = Document(Path("a.yaml"), content)
    assert document.faults == []
    assert document.root is not None
    assert plain_public(document.root) == {"a": "1", "b": "x\ny\n"}


def test_text_is_composed() -> None:
    """Vietnamese and Korean typed on a Mac is the same text as elsewhere, keys included."""
    typed = unicodedata.normalize("NFD", "tên: Đỗ Cường 김철수")
    assert typed != "tên: Đỗ Cường 김철수"
    assert read(typed) == {"tên": "Đỗ Cường 김철수"}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a: 1\nb: \xe3\n", (2, 4, "not-utf8")),
        ("a: 한국\nb: 한".encode()[:-1], (2, 4, "not-utf8")),
        ("a: 1".encode("utf-16"), (0, 0, "not-utf8")),
        ("a: 1".encode("utf-16-le"), (0, 0, "not-utf8")),
        (b"a: 1\nb: x\x07y\n", (2, 5, "bad-character")),
        ("a: 한\u202e\n".encode(), (1, 5, "bad-character")),
        ("a: \ue000\n".encode(), (1, 4, "bad-character")),
        ("a: x\u2028y\n".encode(), (1, 5, "bad-character")),
        ("a: \ufdd0\n".encode(), (1, 4, "bad-character")),
        ("a: \U0001fffe\n".encode(), (1, 4, "bad-character")),
        (b'a: "\\0"\n', (1, 4, "bad-character")),
        (b'a: "\\u202E"\n', (1, 4, "bad-character")),
        (b'"\\x07": 1\n', (1, 1, "bad-character")),
        (b'a: "\\ud800"\n', (1, 7, "yaml")),
        (b"a: x\nb: 1\na: 2\n", (3, 1, "duplicate-key")),
        (b"a: {b: 1, b: 2}\n", (1, 11, "duplicate-key")),
        ("tên: 1\n".encode() + unicodedata.normalize("NFD", "tên: 2").encode(), (2, 1, "duplicate-key")),
        (b"a: &x 1\n", (1, 4, "anchor")),
        (b"a: *x\n", (1, 4, "alias")),
        (b"a: !!python/object:os.system x\n", (1, 4, "tag")),
        (b"a: !x {b: 1}\n", (1, 4, "tag")),
        (b"a: ! x\n", (1, 4, "tag")),
        (b"<<: {a: 1}\n", (1, 1, "merge-key")),
        (b"? [a]\n: 1\n", (1, 3, "bad-key")),
        (b"~: 1\n", (1, 1, "bad-key")),
        (b"a: 1\n---\nb: 2\n", (2, 1, "second-document")),
        (b"", (0, 0, "empty-file")),
        (b"---\n", (0, 0, "empty-file")),
        (b"- a\n", (1, 1, "not-a-mapping")),
        (b"a\n", (1, 1, "not-a-mapping")),
        (b"a: " + b"x" * (MAX_TEXT + 1), (1, 4, "too-long")),
        (b"#" * (MAX_BYTES + 1), (0, 0, "too-long")),
        (b"a: " + b"[" * 60 + b"]" * 60, (1, 53, "too-deep")),
        (b"a: " + b"[" * 100_000, (1, 53, "too-deep")),
        (b"- " * 100_000, (1, 101, "too-deep")),
    ],
)
def test_what_is_not_read_is_told_with_its_place(content: bytes, place: tuple[int, int, str]) -> None:
    """Lines and columns count from 1, in code points."""
    assert rules(content) == [place]


def test_an_alias_bomb_is_refused_at_its_first_name() -> None:
    """Nothing of it is unfolded."""
    levels = "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert rules(f"a: &a [x]\n{levels}".encode()) == [(1, 4, "anchor"), (2, 4, "anchor"), (2, 8, "alias")]


def test_all_faults_of_a_file_are_told_at_once() -> None:
    """One fault hides no other, as far as the text can be read on."""
    content = "a: x\u0007\nb: &x 1\nb: 2\nc: !y z\n".encode()
    assert [rule for _, _, rule in rules(content)] == ["bad-character", "anchor", "duplicate-key", "tag"]


def test_without_the_parser_in_c_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML is not compiled everywhere."""
    text = "a: {b: [x, y]}\nc: |-\n  한\n  국\n'd': \"\\x41\"\na: 1\n"
    fast = Document(Path("a.yaml"), text.encode())
    monkeypatch.delattr(tree.yaml, "CSafeLoader")
    slow = Document(Path("a.yaml"), text.encode())
    assert fast.problems() == slow.problems()
    assert fast.root is not None
    assert slow.root is not None
    assert plain_public(fast.root) == plain_public(slow.root) == {"a": {"b": ["x", "y"]}, "c": "한\n국", "d": "A"}


@given(st.text(st.characters(codec="utf-8")))
def test_text_in_is_text_out(text: str) -> None:
    """Any quoted text that a document can hold comes back composed, any other is refused."""
    document = Document(Path("a.yaml"), f"a: {json.dumps(text, ensure_ascii=False)}".encode())
    if barred(unicodedata.normalize("NFC", text).replace("\n", "").replace("\t", "")):
        assert {fault.rule for fault in document.faults} == {"bad-character"}
    else:
        assert document.root is not None
        assert plain_public(document.root) == {"a": unicodedata.normalize("NFC", text)}


@given(st.binary(max_size=200))
def test_no_bytes_bring_the_reader_down(content: bytes) -> None:
    """Whatever stands in a file is read or refused."""
    document = Document(Path("a.yaml"), content)
    assert document.faults or document.root is not None


@given(st.text("ab:-[]{}&*!|>'\"#%@`, \n\t?<~0", max_size=40))
def test_no_text_of_yaml_marks_brings_the_reader_down(text: str) -> None:
    """Every refusal has words of its own and a place in the text."""
    document = Document(Path("a.yaml"), text.encode())
    assert document.faults or document.root is not None
    for problem in document.problems():
        assert 0 <= problem.line <= text.count("\n") + 1
        assert "\n" not in problem.headline()


def test_a_clean_text_is_handed_on_as_it_is() -> None:
    """Emoji with their joiners are text like any other."""
    text = "a: 👩‍👩‍👧 Việt 한국\n"
    assert decode(text.encode()) == (text, [])


PLACES = """\
name: {en: Kim, ko: 김철수}
list:
  - 한국: x
    long: |-
      one
      two
  - [a, 'b c']
empty:
"""


@pytest.mark.parametrize(
    ("path", "on_key", "place"),
    [
        ((), False, (1, 1, 1)),
        (("name",), False, (1, 7, 1)),
        (("name",), True, (1, 1, 4)),
        (("name", "ko"), False, (1, 21, 3)),
        (("name", "ko"), True, (1, 17, 2)),
        (("list", 0, "한국"), False, (3, 9, 1)),
        (("list", 0, "한국"), True, (3, 5, 2)),
        (("list", 0, "long"), False, (4, 11, 2)),
        (("list", 1, 1), False, (7, 9, 5)),
        (("empty",), False, (8, 1, 5)),
        (("list", 5, "x"), False, (3, 3, 1)),
        (("name", "vi"), False, (1, 7, 1)),
        (("nowhere",), True, (1, 1, 1)),
    ],
)
def test_a_value_is_found_by_its_keys(path: tuple[str | int, ...], on_key: bool, place: tuple[int, int, int]) -> None:
    """Or the deepest part of its path that exists."""
    problem = Document(Path("a.yaml"), PLACES.encode()).problem(path, "r", "w", on_key=on_key)
    assert (problem.line, problem.column, problem.width) == place
    assert problem.source == PLACES.splitlines()[problem.line - 1]
