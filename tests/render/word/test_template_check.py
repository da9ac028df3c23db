"""Faults of Word templates, found without filling them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from word_files import word_file

import kamdocs
from kamdocs import Problem

PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "phone": {"anyOf": [{"type": "string"}, {"type": "null"}]}},
}
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "day": {"type": "string", "format": "date"},
        "count": {"type": "integer"},
        "price": {"x-kamdocs": "money"},
        "people": {"type": "array", "items": {"$ref": "#/$defs/Person"}},
        "contact": {"$ref": "#/$defs/Person"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "words": {"type": "object", "additionalProperties": {"type": "string"}},
        "anything": {},
        "note": {"type": "string"},
    },
    "required": ["title", "day", "count", "price", "people", "contact", "tags", "words", "anything"],
    "$defs": {"Person": PERSON},
}


def check(tmp_path: Path, *paragraphs: str, schema: Mapping[str, Any] | None = SCHEMA, data: Any = None) -> list[str]:
    """What is found in a template of these paragraphs, each with its help."""
    file = word_file(tmp_path / "t.docx", *paragraphs)
    return [_said(problem) for problem in kamdocs.check_template(file, None if data else schema, data=data)]


def _said(problem: Problem) -> str:
    kind = "" if problem.severity == "error" else f"{problem.severity}: "
    return f"{problem.place}: {kind}{problem.what} | {problem.help}"


@pytest.mark.parametrize(
    "tags",
    [
        "{{ title|upper }} {{ day|date }} {{ count + 1 }} {{ price|money }}",
        "{% for one in people %}{{ one.name }}{% if one.phone %}{{ one.phone }}{% endif %}{% endfor %}",
        "{{ tags|join(', ') }} {{ tags[0] }} {{ (people|first).name }}",
        "{{ words.hello }} {{ anything.at.all|date }}",
        "{% if note is defined %}{{ note }}{% endif %} {{ note|default('-') }}",
        "{% if day > contact.name %}x{% endif %}",
        "{{ tags|length }} {{ title|length }} {{ count }} {{ count ~ title }}",
    ],
)
def test_what_fits_the_schema_is_no_fault(tags: str, tmp_path: Path) -> None:
    """Names that are there, and values of the kind that is needed."""
    assert check(tmp_path, tags) == []


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ("{{ titel }}", "`titel` is not defined | did you mean `title`?"),
        ("{{ contact.nmae }}", "`nmae` is no field of `contact` | did you mean `name`?"),
        ("{% for p in people %}{{ p.nam }}{% endfor %}", "`nam` is no field of `people[]` | did you mean `name`?"),
        ("{{ title|date }}", "`date` needs a date, and `title` is a text | there is only `day`"),
        ("{{ count|money }}", "`money` needs an amount of money, and `count` is a number | there is only `price`"),
        (
            "{{ people }}",
            "`people` is a list, which cannot be printed"
            " | go over it, `{% for one in people %}`, or write `people|join(', ')`",
        ),
        ("{{ contact }}", "`contact` is a record, which cannot be printed | print its parts, as in `contact.name`"),
        (
            "{% for x in title %}x{% endfor %}",
            "`for` goes over `title`, which is a text | there are `people` and `tags`",
        ),
        ("{{ title * 2 }}", "`title` is calculated with as a number, and is a text | "),
        (
            "{{ people.name }}",
            "`name` is asked of `people`, which is a list"
            " | go over it, `{% for one in people %}`, and write `one.name`",
        ),
        ("{{ title.x }}", "`x` is asked of `title`, which is a text | write `title` alone"),
        ("{{ contact.phone }}", "warning: `contact.phone` may be empty | ask first: `{% if contact.phone %}`"),
        ("{{ note }}", "warning: `note` may be left out of the data | ask first: `{% if note is defined %}`"),
        (
            "{% if day == 'x' %}x{% endif %}{% if count == 'x' %}x{% endif %}",
            "warning: `count` is compared with a text, and is a number | ",
        ),
        (
            "{% if titl is defined %}x{% endif %}",
            "warning: `titl` is not defined, so what is asked here never holds | did you mean `title`?",
        ),
        ("{{ 'x.png'|picture }}", "there is no file `x.png` | paths are relative to the folder of the template"),
        ("{{ title|uper }}", "there is no filter `uper` | did you mean `upper`?"),
    ],
)
def test_what_does_not_fit_is_told(tags: str, said: str, tmp_path: Path) -> None:
    """With what was probably meant, or what there is."""
    assert check(tmp_path, tags) == [f"paragraph 1: {said}"]


def test_all_faults_are_told_at_once_each_in_its_place(tmp_path: Path) -> None:
    """Those of the header too, where text may stand between."""
    file = word_file(tmp_path / "t.docx", "{{ titel }} {{ dya }}", [["Day"], ["{{ dai }}"]], header="{{ titles }}")
    found = kamdocs.check_template(file, SCHEMA)
    assert [(problem.place, problem.what) for problem in found] == [
        ("paragraph 1", "`titel` is not defined"),
        ("paragraph 1", "`dya` is not defined"),
        ("table 1, row 2, column 1, 'Day'", "`dai` is not defined"),
        ("page header, paragraph 1", "`titles` is not defined"),
    ]
    words = [problem.source[problem.column - 1 :][: problem.width] for problem in found]
    assert words == ["titel", "dya", "dai", "titles"]


def test_faults_that_keep_a_template_from_compiling_are_told_too(tmp_path: Path) -> None:
    """With what is only doubtful beside them."""
    assert check(tmp_path, "{% if title %}x", "{name}") == [
        "paragraph 1: `if` is not closed | write `{% endif %}` where it ends",
        "paragraph 2: warning: one brace opens no tag | write `{{ name }}`",
    ]


def test_without_schema_and_data_a_whole_list_or_record_is_still_told(tmp_path: Path) -> None:
    """It shows from the other uses."""
    said = check(tmp_path, "{{ a }}{{ a.b }}", "{% for x in c %}x{% endfor %}{{ c }}", schema=None)
    assert [each.partition(" | ")[0] for each in said] == [
        "paragraph 1: `a` is a record, which cannot be printed",
        "paragraph 2: `c` is a list, which cannot be printed",
    ]


def test_sample_data_serve_as_a_schema(tmp_path: Path) -> None:
    """What one record of a list has not may be left out."""
    data = {"day": date(2026, 11, 23), "rows": [{"a": 1, "b": Decimal("2.50")}, {"a": 2}], "empty": None}
    tags = (
        "{{ day|date }} {% for row in rows %}{{ row.a * 2 }} {{ row.b }} {{ row.c }}{% endfor %} {{ empty }} {{ dai }}"
    )
    assert check(tmp_path, tags, data=data) == [
        "paragraph 1: warning: `rows[].b` may be left out of the data | ask first: `{% if ….b is defined %}`",
        "paragraph 1: `c` is no field of `rows[]` | there are `a` and `b`",
        "paragraph 1: warning: `empty` may be empty | ask first: `{% if empty %}`",
        "paragraph 1: `dai` is not defined | did you mean `day`?",
    ]


def test_several_samples_are_one_shape(tmp_path: Path) -> None:
    """As the records of a batch are."""
    said = check(tmp_path, "{{ a }} {{ b }}", data=[{"a": 1, "b": 2}, {"a": "x"}])
    assert said == ["paragraph 1: warning: `b` may be left out of the data | ask first: `{% if b is defined %}`"]


def test_a_record_of_amount_and_currency_is_money(tmp_path: Path) -> None:
    """For the check as for the filling."""
    file = word_file(tmp_path / "t.docx", "{{ price|money }}")
    data = {"price": {"amount": Decimal("4800"), "currency": "EUR"}}
    assert kamdocs.check_template(file, data=data) == ()
    assert kamdocs.WordTemplate(file).fill(data)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "properties": {"a": {"$ref": "#/$defs/A"}}, "$defs": {"A": {"$ref": "#/$defs/A"}}},
        {"properties": {"a": {"allOf": [{"properties": {"b": {"type": "string"}}}, {"required": ["b"]}]}}},
        {"properties": {"a": {"oneOf": [{"type": "object", "properties": {"b": {"const": "x"}}}, {"type": "null"}]}}},
        {"properties": {"a": {"type": ["object", "null"], "properties": {"b": {"enum": ["x", "y"]}}}}},
        {"properties": {"a": True}},
        {"additionalProperties": {"properties": {"b": {}}}},
        {},
    ],
)
def test_schemas_are_read_in_each_form(schema: Mapping[str, Any], tmp_path: Path) -> None:
    """References that go round, choices, parts, several types, anything."""
    assert check(tmp_path, "{% if a %}{{ a.b }}{% endif %}", schema=schema) == []


def test_the_schema_of_a_model_serves(tmp_path: Path) -> None:
    """As pydantic gives it, with its definitions and optional values."""
    from pydantic import BaseModel

    class Line(BaseModel):
        name: str
        price: Decimal

    class Offer(BaseModel):
        title: str
        on: date
        lines: list[Line]
        note: str | None = None

    said = check(
        tmp_path,
        "{{ title }} {{ on|date }} {% for line in lines %}{{ line.name }} {{ line.price * 2 }}{% endfor %}",
        "{% if note %}{{ note }}{% endif %} {{ note }} {{ lines[0].nam }}",
        schema=Offer.model_json_schema(),
    )
    assert said == [
        "paragraph 2: warning: `note` may be empty | ask first: `{% if note %}`",
        "paragraph 2: `nam` is no field of `lines[]` | did you mean `name`?",
    ]


def test_what_shows_on_filling_alone_is_told_with_sample_data(tmp_path: Path) -> None:
    """A check with data finds what `fill` would refuse, once for each tag."""
    tags = "{{ day|date('%d') }}{{ n / 0 }}{{ logo|picture }}{{ titel }}"
    assert check(tmp_path, tags, data={"day": date(2026, 11, 23), "n": 3, "logo": "logo.png", "title": "x"}) == [
        "paragraph 1: `date` is given other values than it takes | write `|date` alone",
        "paragraph 1: division by zero | ask first whether the number is 0: `{% if … %}`",
        "paragraph 1: there is no file `logo.png` | paths are relative to the folder of the template",
        "paragraph 1: `titel` is not defined | did you mean `title`?",
    ]


def test_methods_and_parts_of_dates_are_no_faults(tmp_path: Path) -> None:
    """What templates of docxtpl ask of texts, dates and records; another name is a fault."""
    data = {"title": "x", "day": date(2026, 11, 23), "prices": {"a": 1}}
    sound = (
        "{{ title.upper() }}{{ day.year }}{{ day.strftime('%d') }}{% for k, v in prices.items() %}{{ k }}{% endfor %}"
    )
    assert check(tmp_path, sound, data=data) == []
    assert check(tmp_path, "{{ title.year }}", data=data) == [
        "paragraph 1: `year` is asked of `title`, which is a text | write `title` alone"
    ]


def test_a_name_of_a_loop_outside_it_is_told_as_that(tmp_path: Path) -> None:
    """The loop ends in another cell or paragraph than its author believes."""
    said = "`p` is not defined | `p` is known between `{% for p in … %}` and its `{% endfor %}` alone"
    assert check(tmp_path, "{% for p in people %}{{ p.name }}{% endfor %} {{ p.name }}") == [f"paragraph 1: {said}"]


def test_a_block_is_what_stands_in_it(tmp_path: Path) -> None:
    """No other template can replace it."""
    file = word_file(tmp_path / "t.docx", "{% block a %}{{ title }}{% endblock %}")
    assert kamdocs.WordTemplate(file).fill({"title": "x"})


def test_a_document_that_is_missing_is_told(tmp_path: Path) -> None:
    """As a picture is."""
    assert check(tmp_path, "{{ 'terms.docx'|document }}") == [
        "paragraph 1: there is no file `terms.docx` | paths are relative to the folder of the template"
    ]


@pytest.mark.parametrize("kind", ["amount", ["money"]])
def test_a_kind_that_kamdocs_does_not_know_may_be_anything(kind: object, tmp_path: Path) -> None:
    """A schema may hold words of others."""
    schema = {"type": "object", "properties": {"price": {"x-kamdocs": kind}}}
    assert check(tmp_path, "{{ price|date }} {{ price.of }}", schema=schema) == []
