"""Drafted YAML: what is read back is what was written, and a person can go on with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs.load.document import Document
from kamdocs.load.text import barred, normal
from kamdocs.load.tree import plain
from kamdocs.model.draft import Entry
from kamdocs.write.yaml_text import left_to_fill, yaml_text

NASTY = (
    *(
        "NO",
        "1.10",
        "- a",
        "a: b",
        "a #b",
        "#x",
        "# fill in: x",
        "'",
        '"',
        "\\",
        "\n",
        "  ",
        "\t",
        "{",
        "]",
        ",",
        "|",
        ">",
    ),
    *(
        "~",
        "null",
        "%",
        "@",
        "`",
        "? ",
        "---",
        "...",
        "&a",
        "*b",
        "!c",
        "a:",
        "=",
        "<<",
        "2026-11-12",
        "12:30:00",
        "0x1F",
    ),
    *("한글", "Đà Nẵng", "\u00a0", "\u3000", "x\n\ny", "\n x", "x \n", "lorem ipsum dolor sit amet " * 8),
)

TEXTS = (
    st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=6)), min_size=1, max_size=6)
    .map("".join)
    .map(normal)
    .filter(lambda text: bool(text.strip()) and "\r" not in text and not barred(text))
)
VALUES = st.recursive(
    TEXTS,
    lambda below: st.one_of(
        st.lists(below, min_size=1, max_size=4),
        st.dictionaries(st.sampled_from("abcdef"), below, min_size=1, max_size=4),
        st.builds(
            Entry,
            below.filter(lambda value: not isinstance(value, Entry)),
            st.lists(TEXTS, max_size=2).map(tuple),
            st.one_of(st.just(""), TEXTS),
        ),
    ),
    max_leaves=10,
)


def bare(value: Any) -> Any:
    """`value` without comments."""
    if isinstance(value, Entry):
        return bare(value.value)
    if isinstance(value, Mapping):
        return {key: bare(below) for key, below in value.items()}
    return [bare(item) for item in value] if isinstance(value, Sequence) and not isinstance(value, str) else value


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdef"), VALUES, min_size=1, max_size=5), st.lists(TEXTS, max_size=3))
def test_what_is_read_back_is_what_was_written(data: dict[str, Any], head: list[str]) -> None:
    """Whatever stands in the texts and the comments, for kamdocs."""
    document = Document(Path("x.yaml"), yaml_text(data, head=head).encode())
    assert not document.faults
    assert document.root is not None
    assert plain(document.root) == bare(data)


@pytest.mark.parametrize(
    "text", ["NO", "1.10", "0912345678", "2026-11-12", "null", "~", "on", "1_000", "12:30", "<<", "- a"]
)
def test_other_readers_take_texts_for_texts_too(text: str) -> None:
    """What YAML takes for a number, a day or a truth value stands in quotes."""
    assert yaml.safe_load(yaml_text({"a": text})) == {"a": text}


def test_a_file_reads_well() -> None:
    """Short records on one line, long texts in blocks, comments at their places, 120 columns."""
    long = "Raise the equipment effectiveness of the eight module lines so that the 2027 models fit into the building."
    data = {
        "number": "T-1",
        "on": date(2026, 11, 23),
        "title": Entry({"en": "Bread", "ko": "빵"}, to_fill="a title"),
        "summary": {"en": "One\n\nTwo"},
        "claims": [{"id": "a", "claim": {"en": f"{long} {long}"}}],
        "team": Entry(
            [{"person": "mai", "days": Decimal("1.50")}], above=("Who does it: all of them",), to_fill="days"
        ),
        "vat": {"rate": 10, "included": False},
    }
    assert yaml_text(data, head=("Drafted.", "  - indented")) == (
        "# Drafted.\n"
        "#   - indented\n"
        "number: T-1\n"
        "on: 2026-11-23\n"
        "title: {en: Bread, ko: 빵}  # fill in: a title\n"
        "summary:\n"
        "  en: |-\n"
        "    One\n"
        "\n"
        "    Two\n"
        "claims:\n"
        "  - id: a\n"
        "    claim:\n"
        "      en: >-\n"
        f"        {long} Raise\n"
        f"        {long.removeprefix('Raise ')}\n"
        "# Who does it: all of them\n"
        "team:  # fill in: days\n"
        "  - {person: mai, days: 1.50}\n"
        "vat: {rate: 10, included: false}\n"
    )


def test_what_is_left_to_fill_in_is_told_by_its_place() -> None:
    """In the order of the file; the items of a list go by its name."""
    data = {
        "price": {"lines": [{"unit_price": Entry(0, to_fill="the price")}], "vat": Entry(0)},
        "a": Entry("x", (), "b"),
    }
    assert list(left_to_fill(data)) == [("price.lines.unit_price", "the price"), ("a", "b")]
