"""Data of no fixed form: each value has the type that its spelling shows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kamdocs.errors import InputError
from kamdocs.load.free_data import FreeData, read_free_data


def read(tmp_path: Path, text: str, name: str = "data.yaml") -> FreeData:
    """The data in a file with this text."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_free_data(tmp_path / name)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3", 3),
        ("-12", -12),
        ("3.50", Decimal("3.50")),
        ("0.5", Decimal("0.5")),
        ("0", 0),
        ("-0", "-0"),
        ("0912345678", "0912345678"),
        ("+84 912", "+84 912"),
        ("+84912", "+84912"),
        ("1,200", "1,200"),
        ("1e5", "1e5"),
        ("1_000", "1_000"),
        (".5", ".5"),
        ("'3'", "3"),
        ('"2026-11-23"', "2026-11-23"),
        ("2026-11-23", date(2026, 11, 23)),
        ("2026-11-23 10:00", "2026-11-23 10:00"),
        ("true", True),
        ("'true'", "true"),
        ("no", "no"),
        ("NO", "NO"),
        ("~", None),
        ("", None),
        ("''", ""),
        ("|-\n  3\n", "3"),
        ("[1, a]", [1, "a"]),
        ("{b: 2}", {"b": 2}),
        ("{{ b }}", "error"),
    ],
)
def test_a_value_has_the_type_that_its_spelling_shows(written: str, value: object, tmp_path: Path) -> None:
    """Numbers are exact; what begins with 0 or + is text, and so is all in quotes."""
    if value == "error":
        with pytest.raises(InputError, match="a mapping or list stands where a key is read"):
            read(tmp_path, f"a: {written}\n")
        return
    (record,) = read(tmp_path, f"a: {written}\n").records
    assert record == {"a": value}
    assert type(record["a"]) is type(value)


def test_a_list_of_records_is_several(tmp_path: Path) -> None:
    """One document for each; a key is found on the line where it stands first."""
    data = read(tmp_path, "- {a: 1}\n- a: 2\n  b: 3\n")
    assert (data.several, data.records, data.lines) == (True, ({"a": 1}, {"a": 2, "b": 3}), {"a": 1, "b": 3})
    assert not read(tmp_path, "a: 1").several


def test_json_is_read_with_exact_numbers_and_its_dates(tmp_path: Path) -> None:
    """JSON has no way to write a date but in quotes."""
    text = '{"a": 3.50, "b": "2026-11-23", "c": "\\ud83d\\ude00", "d": [true, null], "e": "2026-13-01"}'
    (record,) = read(tmp_path, text, "data.json").records
    expected: dict[str, Any] = {
        "a": Decimal("3.50"),
        "b": date(2026, 11, 23),
        "c": "😀",
        "d": [True, None],
        "e": "2026-13-01",
    }
    assert record == expected


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("", "d.yaml", "d.yaml: is empty"),
        ("[]", "d.yaml", "d.yaml: is empty"),
        ("just text", "d.yaml", "d.yaml: plain text stands where `key: value` is read"),
        ("- a: 1\n- 2", "d.yaml", "d.yaml: not all items are `key: value`"),
        ("a: 1\na: 2", "d.yaml", "d.yaml:2:1: duplicate key `a`, first in line 1"),
        ("a: &x 1", "d.yaml", "d.yaml:1:4: anchors (`&name`) are not read"),
        ("a: !!python/object 1", "d.yaml", "d.yaml:1:4: tags (`!name`) are not read"),
        ("a: 2026-02-30", "d.yaml", "d.yaml:1:4: `2026-02-30` is not a day of the calendar"),
        ("a: b: c", "d.yaml", "d.yaml:1:5: a second `: ` in one value"),
        ('{"a": 1,}', "d.json", "d.json:1:9: is no JSON: "),
        ('{"a": 1, "a": 2}', "d.json", "d.json: duplicate key `a`"),
        ('{"a": NaN}', "d.json", "d.json: `NaN` is no number"),
        ('{"a": "\\u0000"}', "d.json", "d.json: character U+0000 cannot stand in a document"),
        ("[" * 5000 + "]" * 5000, "d.json", "d.json: more than 50 mappings and lists inside each other"),
    ],
)
def test_faults_have_their_place(text: str, name: str, said: str, tmp_path: Path) -> None:
    """As those of all YAML files have."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, text, name)
    assert str(caught.value.problems[0]).removeprefix(f"{tmp_path}/").startswith(said)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """And so is a folder."""
    with pytest.raises(InputError, match="is missing"):
        read_free_data(tmp_path / "none.yaml")
    with pytest.raises(InputError, match="is a folder, not a file"):
        read_free_data(tmp_path)


def test_a_number_longer_than_any_is_told(tmp_path: Path) -> None:
    """Python itself refuses to read it."""
    with pytest.raises(InputError, match="thousands of figures"):
        read(tmp_path, f'{{"a": {"9" * 5000}}}', "data.json")
