"""Values to models, and what is said where they do not fit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pytest

from kamdocs.errors import InputError
from kamdocs.load.document import Document
from kamdocs.load.single import record_in
from kamdocs.load.wording import _PATTERNS
from kamdocs.model.base import Day, Internal, Model, Number, Text, Whole
from kamdocs.model.client import Need
from kamdocs.model.house import Settings
from kamdocs.model.proposal import Price
from kamdocs.model.schema import schemas
from kamdocs.model.service import ArgumentProof


class Small(Model):
    """A record with a field of each sort."""

    name: Text
    count: Whole | None = None
    price: Number | None = None
    on: Day | None = None
    open: bool = False
    parts: tuple[Text, ...] = ()
    internal: Internal | None = None


M = TypeVar("M", bound=Model)


def read(text: str, model: type[M]) -> M:
    """The record in `text`, which stands in a.yaml."""
    return record_in(Document(Path("a.yaml"), text.encode("utf-8", "surrogatepass")), model)


TOGETHER = "write `1234567`, with nothing between thousands"
AS_LIST = "begin each item with `- `, or write `[one, two]`"
CODE = "write its ISO 639 code, as in `en`, `ko`, `vi`"
DAY = "write year-month-day, as in `2026-11-23`"
COMMA = "a comma parts the entries of `{…}`; put a value that holds one in quotes"


def told(text: str, model: type[Model] = Small) -> list[tuple[str, str]]:
    """Headline and help of each problem in `text`."""
    with pytest.raises(InputError) as raised:
        read(text, model)
    return [(problem.headline().removeprefix("a.yaml:"), problem.help) for problem in raised.value.problems]


def test_the_field_decides_what_a_scalar_means() -> None:
    """A country code stays text, a price is exact."""
    small = read("name: NO\ncount: 7\nprice: 1.10\non: 2026-11-23\nopen: yes\nparts: [1.10, 0912]\n", Small)
    assert json.loads(small.model_dump_json()) == {
        "name": "NO",
        "count": 7,
        "price": "1.10",
        "on": "2026-11-23",
        "open": True,
        "parts": ["1.10", "0912"],
        "internal": None,
    }


def test_an_optional_key_left_empty_counts_as_left_out() -> None:
    """The rest of the file is read as if it were not there."""
    small = read("name: {en: A, ko: }\ncount:\nopen:\nparts:\n", Small)
    assert small == Small(name=Text({"en": "A"}))


def test_what_is_internal_does_not_reach_the_model() -> None:
    """Neither where a place for it is declared nor elsewhere."""
    small = read("name: {en: A, internal: x}\ninternal: {a: 1}\n", Small)
    assert small.internal is None
    assert small.name == Text({"en": "A"})


@pytest.mark.parametrize(
    ("text", "problem", "help"),
    [
        ("name:", "1:1: `name` is empty", ""),
        ("count: 1", "1:1: missing key `name`", ""),
        ("name: ''", "1:7: `name` is empty", ""),
        ("name: {}", "1:7: `name` is empty", ""),
        ("name: [a]", "1:7: `name` needs text, not a list", "put the text in quotes if it holds `: `, `{` or `[`"),
        ("nam: A", "1:1: unknown key `nam`", "did you mean `name`?"),
        ("name: A\ncount: 1.5", "2:8: `count` is not a whole number", ""),
        ("name: A\ncount: [1]", "2:8: `count` needs one value, not a list", ""),
        ("name: A\nprice: 1.234.567", "2:8: `price` is not a number", TOGETHER),
        ("name: A\nprice: 1,234,567", "2:8: `price` is not a number", TOGETHER),
        ("name: A\nprice: 1 234 567", "2:8: `price` is not a number", TOGETHER),
        ("name: A\nprice: 1,5", "2:8: `price` is not a number", "write `1.5`, with a point before decimals"),
        ("name: A\nprice: 12%", "2:8: `price` is not a number", "write `12`, the number alone"),
        ("name: A\nprice: 500 USD", "2:8: `price` is not a number", "write `500`, the number alone"),
        (
            "name: A\nprice: 1e3",
            "2:8: `price` is not a number",
            "write digits with a point before decimals and nothing between thousands, as in `12000000` or `0.5`",
        ),
        ("name: A\nprice: .5", "2:8: `price` is not a number", "write `0.5`"),
        ("name: A\nprice: +3", "2:8: `price` is not a number", "write `3`"),
        ("name: A\nprice: １２.５", "2:8: `price` is not a number", "write `12.5`"),
        ("name: A\nprice: 5 triệu", "2:8: `price` is not a number", "write all of its digits, and nothing else"),
        ("name: A\nprice: 3억", "2:8: `price` is not a number", "write all of its digits, and nothing else"),
        (f"name: A\nprice: {'9' * 400}", "2:8: `price` has more than 15 digits", ""),
        (f"name: A\nprice: -{'9' * 16}.5", "2:8: `price` has more than 15 digits", ""),
        (f"name: A\nprice: 0.{'1' * 11}", "2:8: `price` has more than 10 decimals", ""),
        (f"name: A\ncount: {'9' * 5000}", "2:8: `count` has more than 15 digits", ""),
        ("name: A\non: 2026-02-29", "2:5: `on` is not a day of the calendar", ""),
        ("name: A\non: 2026-1-5", "2:5: `on` is not a date", "write `2026-01-05`"),
        ("name: A\non: 2026년 1월 5일", "2:5: `on` is not a date", "write `2026-01-05`"),
        ("name: A\non: 25/12/2026", "2:5: `on` is not a date", "write `2026-12-25`"),
        ("name: A\non: 11/12/2026", "2:5: `on` is not a date", DAY),
        ("name: A\non: 2026-13-45 10:00", "2:5: `on` is not a date", DAY),
        (f"name: A\non: {'9' * 5000}", "2:5: `on` is not a date", DAY),
        ("name: #1", "1:1: `name` is empty", "`#` begins a comment; put a text that begins with it in quotes"),
        ("name: A\nopen: maybe", "2:7: `open` is neither true nor false", "write `true` or `false`"),
        ("name: A\nparts: one", "2:8: `parts` needs a list, not plain text", AS_LIST),
        ("name: A\nparts: [one, '']", "2:14: `parts` (item 2) is empty", ""),
        ("name: A\nparts: [{ko: }]", "2:9: `parts` (item 1) is empty", ""),
        ("name: {korean: 가}", "1:8: key `korean` is no language code", CODE),
        ("name: A\n1,5: ", "2:1: unknown key `1,5`", COMMA),
    ],
)
def test_a_value_that_does_not_fit(text: str, problem: str, help: str) -> None:
    """Each has its place, its words, and its remedy where one is known."""
    assert told(text) == [(problem, help)]


def test_the_longest_numbers_are_read() -> None:
    """Fifteen digits and ten decimals."""
    small = read(f"name: A\nprice: -{'9' * 15}.{'9' * 10}\ncount: {'9' * 15}", Small)
    assert (str(small.price), small.count) == (f"-{'9' * 15}.{'9' * 10}", 10**15 - 1)


def test_every_number_of_the_models_has_a_bound() -> None:
    """Each whole number an upper one of its own; decimals are bounded by their digits."""
    found = list(_whole_numbers(schemas()))
    assert len(found) > 15
    assert [name for name, schema in found if "maximum" not in schema] == []


def _whole_numbers(schema: Any, name: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The whole numbers that `schema` describes, with the names of their fields."""
    if isinstance(schema, dict):
        if schema.get("type") == "integer":
            yield name, schema
        for key, below in schema.items():
            yield from _whole_numbers(below, key)
    elif isinstance(schema, list):
        for below in schema:
            yield from _whole_numbers(below, name)


def test_what_does_not_fit_within_a_record_is_told_at_its_place() -> None:
    """Not at the first line of the record, and all of it."""
    text = "currency: VND\nvat: {rate: 10, included: no}\nrounding: line\nlines:\n"
    line = "- {id: a, name: A, quantity: 2, unit: day, unit_price: 9e, kind: option, of: b}\n".replace("9e", "9" * 15)
    rest = "payments:\n- {on: Start, percent: 40}\n- {on: End, percent: 50}\n"
    assert told(text + line.replace(", of: b", "").replace("2,", "1,") + rest, Price) == [
        ("7:1: `payments` add up to 90 %, not to 100 %", "")
    ]
    assert told(text + line + rest, Price) == [
        ("5:30: `quantity` makes an amount of more than 15 digits", ""),
        (
            f"5:{line.index('b}') + 1}: `of` stands in a line that is no alternative",
            "write `kind: alternative`, or remove it",
        ),
    ]


def test_a_misspelt_key_is_told_once() -> None:
    """That the right one is missing says the same again."""
    assert [what for what, _ in told("titel: A\ntxt: B\n", Need)] == [
        "1:1: missing key `id`",
        "1:1: unknown key `titel`",
        "2:1: unknown key `txt`",
    ]


def test_of_a_choice_of_forms_only_the_one_meant_is_told() -> None:
    """A holiday is a date or a record; a record with a fault is not said to be no date."""
    text = "languages: [en]\ntimezone: Asia/Seoul\ncalendar: KR\nextra_holidays: [{date: 1.5., nam: x}, 2.5., []]\n"
    assert [what for what, _ in told(text, Settings)] == [
        "4:25: `date` is not a date",
        "4:31: unknown key `nam`",
        "4:40: `extra_holidays` (item 2) is not a date",
        "4:46: `extra_holidays` (item 3) needs one value, not a list",
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{case: a, result: b, need: c}", "needs exactly one of `case` with `result`, `need`, and `fact`"),
        ("{case: a}", "needs both `case` and `result`"),
        ("{result: a}", "needs both `case` and `result`"),
        ("{internal: {}}", "needs exactly one of `case` with `result`, `need`, and `fact`"),
    ],
)
def test_a_proof_is_of_one_kind(text: str, what: str) -> None:
    """A result of a case, a need, or a fact."""
    assert told(text, ArgumentProof) == [(f"1:1: the file {what}", "")]


def test_every_pattern_of_the_models_has_words() -> None:
    """No person is shown a regular expression."""
    used = set(re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', json.dumps(schemas())))
    assert {json.loads(f'"{pattern}"') for pattern in used} == set(_PATTERNS)
