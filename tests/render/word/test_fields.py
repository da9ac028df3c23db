"""What a Word template needs of its data, read from its tags."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_files import word_file

from kamdocs import Field, WordTemplate


def fields(tmp_path: Path, *paragraphs: str) -> dict[str, Field]:
    """The fields of a template of these paragraphs, by their paths."""
    found = WordTemplate(word_file(tmp_path / "t.docx", *paragraphs)).fields()
    return {part.path: part for field in found for part in field.walk()}


def kinds(tmp_path: Path, *paragraphs: str) -> dict[str, str]:
    """Their kinds, by their paths."""
    return {
        path: f"list of {field.item}" if field.kind == "list" else field.kind
        for path, field in fields(tmp_path, *paragraphs).items()
    }


def test_fields_are_nested_as_the_data_are(tmp_path: Path) -> None:
    """A loop makes a list of what its body uses; the variable of the loop is no field."""
    found = WordTemplate(
        word_file(
            tmp_path / "t.docx",
            "{{ client.name }}",
            "{% for person in client.people %}",
            "{{ loop.index }} {{ person.name }}",
            "{% endfor %}",
        )
    ).fields()
    assert [field.path for field in found] == ["client"]
    assert [part.path for part in found[0].fields] == ["client.name", "client.people"]
    people = found[0].fields[1]
    assert (people.kind, people.item) == ("list", "record")
    assert [part.path for part in people.fields] == ["client.people[].name"]


def test_each_field_says_where_it_is_used(tmp_path: Path) -> None:
    """In the order of the template, each place once."""
    file = word_file(tmp_path / "t.docx", "{{ a }} {{ a }}", [["Price"], ["{{ a }}"]], header="{{ a }}")
    (field,) = WordTemplate(file).fields()
    assert field.places == ("paragraph 1", "table 1, row 2, column 1, 'Price'", "page header, paragraph 1")


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("{{ a }}", {"a": "text"}),
        ("{{ a|date }} {{ a }}", {"a": "date"}),
        ("{{ a|money }}", {"a": "money"}),
        ("{{ a * 2 }}", {"a": "number"}),
        ("{{ a + 1 }}", {"a": "number"}),
        ("{{ a ~ '.' }}", {"a": "text"}),
        ("{% if a %}x{% endif %}", {"a": "flag"}),
        ("{% if a > 3 %}x{% endif %}", {"a": "number"}),
        ("{% if a == 'x' %}x{% endif %}", {"a": "text"}),
        ("{% if a in ['x', 'y'] %}x{% endif %}", {"a": "text"}),
        ("{{ a|picture }}", {"a": "picture"}),
        ("{{ a|join(', ') }}", {"a": "list of text"}),
        ("{{ a|length }}", {"a": "any"}),
        ("{{ a[0].b }}", {"a": "list of record", "a[].b": "text"}),
        ("{{ a['b'] }}", {"a": "record", "a.b": "text"}),
        ("{{ a|date }} {{ a|money }}", {"a": "any"}),
        ("{{ a|sum(attribute='n') }}", {"a": "list of record", "a[].n": "number"}),
        ("{{ a|map(attribute='b.c')|join }}", {"a": "list of record", "a[].b": "record", "a[].b.c": "text"}),
        ("{{ (a|first).b }}", {"a": "list of record", "a[].b": "text"}),
        (
            "{% for x in a|sort(attribute='n') %}{{ x.m }}{% endfor %}",
            {"a": "list of record", "a[].n": "any", "a[].m": "text"},
        ),
    ],
)
def test_the_kind_follows_from_the_use(tags: str, expected: dict[str, str], tmp_path: Path) -> None:
    """Filters, comparisons, calculations, loops and tests show it."""
    assert kinds(tmp_path, tags) == expected


@pytest.mark.parametrize(
    ("tags", "presence"),
    [
        ("{{ a }}", "needed"),
        ("{% if a %}{{ a }}{% endif %}", "may be empty"),
        ("{% if not a %}x{% else %}{{ a }}{% endif %}", "may be empty"),
        ("{{ a if a else '-' }}", "may be empty"),
        ("{{ a or '-' }}", "may be empty"),
        ("{% if a is defined %}{{ a }}{% endif %}", "may be left out"),
        ("{% if a is not defined %}x{% else %}{{ a }}{% endif %}", "may be left out"),
        ("{% if a is none %}x{% else %}{{ a }}{% endif %}", "may be empty"),
        ("{{ a|default('-') }}", "may be left out"),
        ("{% if a %}{{ a }}{% endif %}{{ a }}", "needed"),
        ("{% if b %}{{ a }}{% endif %}", "needed"),
        ("{% if b and a %}{{ a }}{% endif %}", "may be empty"),
        ("{% if b or a %}{{ a }}{% endif %}", "needed"),
        ("{% if b %}x{% elif a %}{{ a }}{% endif %}", "may be empty"),
    ],
)
def test_what_is_only_used_behind_a_question_is_optional(tags: str, presence: str, tmp_path: Path) -> None:
    """A value behind `if` may be empty; one behind `is defined` or `default` need not be there."""
    field = fields(tmp_path, tags)["a"]
    assert (field.presence, field.optional) == (presence, presence != "needed")


@pytest.mark.parametrize(
    ("tags", "paths"),
    [
        ("{% set b = a.c %}{{ b.d }}", ["a", "a.c", "a.c.d"]),
        ("{% with b = a %}{{ b.c }}{% endwith %}{{ b }}", ["a", "a.c", "b"]),
        ("{% macro m(b, c='x') %}{{ b.d }}{{ c }}{% endmacro %}{{ m(a.e) }}", ["a", "a.e", "a.e.d"]),
        ("{% macro m(b) %}{{ b.d }}{% endmacro %}{{ m(b=a) }}", ["a", "a.d"]),
        ("{% set t = namespace(n=0) %}{% for x in a %}{% set t.n = t.n + x.p %}{% endfor %}{{ t.n }}", ["a", "a[].p"]),
        (
            "{% for k, v in a|groupby('g') %}{{ k }}{% for x in v %}{{ x.p }}{% endfor %}{% endfor %}",
            ["a", "a[].g", "a[].p"],
        ),
        ("{% for i in range(3) %}{{ i }}{% endfor %}", []),
        ("{{ a[b] }}", ["b", "a"]),
        ("{{ (a or b).c }}", ["a", "a.c", "b", "b.c"]),
        ("{% for a in a %}{{ a.b }}{% endfor %}", ["a", "a[].b"]),
        ("{% for x in a %}{% for y in x.b %}{{ y }}{% endfor %}{% else %}{{ c }}{% endfor %}", ["a", "a[].b", "c"]),
    ],
)
def test_names_that_the_template_makes_itself_are_no_fields(tags: str, paths: list[str], tmp_path: Path) -> None:
    """They stand for what they are given."""
    assert sorted(fields(tmp_path, tags)) == sorted(paths)


def test_a_macro_that_calls_itself_ends(tmp_path: Path) -> None:
    """Each call with the same arguments is read once."""
    tags = "{% macro m(n) %}{{ n.x }}{% if n.more %}{{ m(n) }}{% endif %}{% endmacro %}{{ m(a) }}"
    assert sorted(fields(tmp_path, tags)) == ["a", "a.more", "a.x"]


def test_a_macro_that_goes_down_a_tree_ends(tmp_path: Path) -> None:
    """Its arguments are others each time."""
    tags = "{% macro m(n) %}{{ n.x }}{% for c in n.parts %}{{ m(c) }}{% endfor %}{% endmacro %}{{ m(a) }}"
    assert "a.parts[].x" in fields(tmp_path, tags)


def test_the_helpers_of_the_engine_are_no_fields(tmp_path: Path) -> None:
    """As those that restart the ids of what a loop repeats."""
    assert sorted(fields(tmp_path, "{% for x in a %}", "{{ x.b|picture }}", "{% endfor %}")) == ["a", "a[].b"]


def test_the_default_of_an_argument_may_name_the_one_before_it(tmp_path: Path) -> None:
    """It is no name of the data, unless it is that of the argument itself."""
    macro = "{% macro named(first, last=first, note=note) %}{{ last }}{{ note }}{% endmacro %}{{ named(client) }}"
    assert set(fields(tmp_path, macro)) == {"client", "note"}
