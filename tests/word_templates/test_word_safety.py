"""Data is never read as template or as XML; a template cannot harm; what cannot be printed is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from word_templates.docxtpl_cases.cases_places import png
from word_templates.filling import fill, refused
from word_templates.word_builder import P, document, table
from word_templates.word_pieces import field, link, note, picture, text_box
from word_templates.word_texts import texts_by_place

LITERAL = [
    "{{ 7*7 }}",
    "{% if x %}",
    "{# gone #}",
    "{%p if x %}",
    "{{",
    "}}",
    "{_{ a }_}",
    "A & B <C>",
    "&amp; &lt; &#10;",
    "]]>",
    "<![CDATA[x]]>",
    "<!-- x -->",
    "<?kamdocs 0?>",
    "</w:t></w:r></w:p>",
    "<w:br/>",
    "\"quoted\" 'quoted'",
    "‘curly’ – “curly”",
    "\\n \\t \\",
    "%s %(a)s {0}",
    "한글 Tiếng Việt עברית 😀",
    " leading and trailing ",
    "a  b",
    "\u00a0",
    "0",
]


@pytest.mark.parametrize("value", LITERAL)
def test_data_is_printed_as_it_is(value: str, tmp_path: Path) -> None:
    """In every kind of place: paragraph, cell, note, header, box, attribute, property."""
    template = document(
        *("{{ v }}", table(["{{ v }}"]), P("a", note("{{ v }}")), P(text_box("{{ v }}"))),
        P(picture(png(4, 4), alt="{{ v }}")),
        headers={"default": ["{{ v }}"]},
        core={"title": "{{ v }}"},
        custom={"v": "{{ v }}"},
        sections=2,
    )
    before, after = texts_by_place(template), texts_by_place(fill(template, {"v": value}, tmp_path))
    assert after == {place: text.replace("{{ v }}", value) for place, text in before.items()}


@pytest.mark.parametrize(
    ("value", "said"),
    [("a\nb", "a\nb"), ("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\tb", "a\tb"), ("a\n\nb", "a\n\nb"), ("\na", "\na")],
)
def test_line_breaks_and_tabs_of_data_become_words_own(value: str, said: str, tmp_path: Path) -> None:
    """In the body, in a header and in a cell, and the paragraph stays one."""
    template = document("<{{ v }}>", table(["{{ v }}"]), headers={"default": ["{{ v }}"]})
    texts = texts_by_place(fill(template, {"v": value}, tmp_path))
    assert texts == {"body": f"<{said}>\n| {said} |", "header (default)": said}


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\x0b", "U+000B"),
        ("\x0c", "U+000C"),
        ("\x1f", "U+001F"),
        ("\ufffe", "U+FFFE"),
        ("\uffff", "U+FFFF"),
        ("\ud800", "U+D800"),
        ("\udfff", "U+DFFF"),
    ],
)
@pytest.mark.parametrize("place", ["body", "header", "alt", "title"])
def test_characters_that_xml_cannot_hold_are_named(character: str, name: str, place: str, tmp_path: Path) -> None:
    """Others lose them without a word, and at times all that follows."""
    templates = {
        "body": document("one", "{{ v }}"),
        "header": document("one", headers={"default": ["{{ v }}"]}),
        "alt": document(P(picture(png(4, 4), alt="{{ v }}"))),
        "title": document("one", core={"title": "{{ v }}"}),
    }
    (problem,) = refused(templates[place], {"v": f"a{character}b"}, tmp_path)
    assert name in problem.what
    assert problem.place
    assert character not in str(problem) + problem.help


@pytest.mark.parametrize("value", ["\ue0000\ue001", "\ue000", "<?kamdocs 0?>\ue0001\ue001"])
def test_data_cannot_stand_for_an_insert(value: str, tmp_path: Path) -> None:
    """The signs around the number of an insert are text in data, or are refused; they never fetch a picture."""
    from kamdocs.errors import InputError

    template = document(P(picture(png(4, 4), alt="{{ v }}")), "{{ v }}", "{{ text|markdown }}")
    try:
        texts = texts_by_place(fill(template, {"v": value, "text": "*secret*"}, tmp_path))
    except InputError:
        return
    assert texts["alt"] == value
    assert texts["body"].count("secret") == 1


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "\\\\server\\share", "data:text/html,x", "vbscript:x"]
)
def test_a_target_of_a_link_cannot_run_or_fetch(address: str, tmp_path: Path) -> None:
    """What data makes of an address must be one that a reader may follow."""
    refused(document(P(link("here", to="{{ v }}"))), {"v": address}, tmp_path)


PAYLOADS = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ range.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ().__class__.__base__ }}",
    "{{ v.__class__ }}",
    "{{ v['__class__'] }}",
    "{{ v|attr('__class__') }}",
    "{{ v|attr('__cl' ~ 'ass__') }}",
    "{{ [v]|map(attribute='__class__')|list }}",
    "{{ [v]|map('attr', '__class__')|list }}",
    "{{ '{0.__class__}'.format(v) }}",
    "{{ '{0.__class__.__init__.__globals__}'.format_map(d) }}",
    "{{ ('{0.__class__}'|string).format(v) }}",
    "{{ v.format.__self__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ config }}",
    "{{ request }}",
    "{{ loop }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ url_for.__globals__ }}",
    "{{ dict.mro() }}",
    "{{ caller.__globals__ }}",
    "{% macro m() %}x{% endmacro %}{{ m.__globals__ }}",
    "{% macro m() %}x{% endmacro %}{{ m._func }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{% set x = v.__class__ %}{{ x }}",
    "{% if v.__class__ %}x{% endif %}",
    "{{ d.items() }}",
    "{{ d.items }}",
    "{% do d.clear() %}x",
    "{% do d.update({'a': 1}) %}x",
    "{% set d.a = 2 %}x",
    "{{ l.append(1) }}",
    "{% include '/etc/passwd' %}",
    "{% include '../../etc/passwd' %}",
    "{% import 'os' as os %}{{ os }}",
    "{% extends '/etc/passwd' %}",
    "{{ '/etc/passwd'|picture }}",
    "{{ '../secret.docx'|document }}",
    "{{ 'https://lotus.example/logo.png'|picture }}",
]
HARMLESS: dict[str, Any] = {"v": "text", "d": {"a": 1}, "l": [1]}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_template_reaches_python(payload: str, tmp_path: Path) -> None:
    """Each is refused with the place where it stands, and the data is as it was."""
    for problem in refused(document("one", payload), HARMLESS, tmp_path):
        assert "paragraph 2" in problem.place
    assert HARMLESS == {"v": "text", "d": {"a": 1}, "l": [1]}


@pytest.mark.parametrize("place", ["footer", "footnote", "title", "custom", "alt", "link", "box"])
def test_no_template_reaches_python_from_elsewhere(place: str, tmp_path: Path) -> None:
    """docxtpl runs such a tag in the footer and in the title of the document."""
    payload = PAYLOADS[0]
    made = {
        "footer": lambda: document("a", footers={"default": [payload]}),
        "footnote": lambda: document(P("a", note(payload))),
        "title": lambda: document("a", core={"title": payload}),
        "custom": lambda: document("a", custom={"x": payload}),
        "alt": lambda: document(P(picture(png(4, 4), alt=payload))),
        "link": lambda: document(P(link("a", to=f"https://lotus.example/{payload}"))),
        "box": lambda: document(P(text_box(payload))),
    }
    assert refused(made[place](), HARMLESS, tmp_path)


ENDLESS = [
    "{% for i in range(10000000000) %}x{% endfor %}",
    "{% for i in range(9999) %}{% for j in range(9999) %}{% for k in range(9999) %}{{ k }}" + "{% endfor %}" * 3,
    "{% for i in range(9999) %}{% for j in range(9999) %}{% set x = j %}{% endfor %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{{ 'a' * 1000000000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ v|center(1000000000) }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ v.ljust(1000000000) }}",
    "{{ lipsum(n=100000) }}",
    "{% set s = namespace(x='ab') %}{% for i in range(64) %}{% set s.x = s.x ~ s.x %}{% endfor %}{{ s.x }}",
    "{% set s = namespace(x=[1]) %}{% for i in range(64) %}{% set s.x = [s.x, s.x] %}{% endfor %}{{ s.x|length }}",
    "{% for i in l recursive %}{{ loop(l) }}{% endfor %}",
    "{{ l|batch(100000000)|list|length }}",
    "{{ 'a'|replace('a', 'aa' * 100000000) }}",
    "{% include 'template.docx' %}",
]


@pytest.mark.parametrize("template", ENDLESS)
def test_what_has_no_end_is_stopped(template: str, tmp_path: Path) -> None:
    """Within the test's own time and memory, as a fault of the template."""
    assert refused(document("one", template), HARMLESS, tmp_path)


def test_what_has_no_end_over_paragraphs_and_rows_is_stopped(tmp_path: Path) -> None:
    """Loops of whole paragraphs and rows count as others do."""
    deep = ["{% for a in l %}", "{% for b in l %}", "{% for c in l %}", "x", *["{% endfor %}"] * 3]
    data = {"l": list(range(2000))}
    assert refused(document(*deep), data, tmp_path)
    assert refused(document(table(*([tag] for tag in deep))), data, tmp_path)


@pytest.mark.parametrize("value", [None, "", True, False, [], [1], {}, {"a": 1}])
def test_what_is_no_text_is_not_printed(value: object, tmp_path: Path) -> None:
    """Neither `None` nor `True` nor a whole list ever stands in a document."""
    (problem,) = refused(document("one", table(["a", "{{ v }}"])), {"v": value}, tmp_path)
    assert problem.place.startswith("table 1, row 1, column 2")


@pytest.mark.parametrize(("value", "said"), [(2026, "2026"), (1234567, "1234567"), (0, "0"), (-5, "-5")])
def test_whole_numbers_print_as_they_are_written(value: int, said: str, tmp_path: Path) -> None:
    """A year, a number of an order and a quantity are not grouped."""
    assert texts_by_place(fill(document("{{ v }}"), {"v": value}, tmp_path)) == {"body": said}


def test_equal_template_and_data_give_equal_bytes(tmp_path: Path) -> None:
    """Nothing of the time or of the order of a set is in a document."""
    template = document("{{ v }}", "{{ text|markdown }}", headers={"default": ["{{ v }}"]})
    data = {"v": "a", "text": "- one\n- [two](https://lotus.example)"}
    assert fill(template, data, tmp_path) == fill(template, data, tmp_path)


def test_the_data_is_not_changed(tmp_path: Path) -> None:
    """Filling takes no part of the data away."""
    data = {"l": [{"n": 1}, {"n": 2}], "d": {"a": {"b": "c"}}}
    copy = {"l": [{"n": 1}, {"n": 2}], "d": {"a": {"b": "c"}}}
    fill(document("{% for x in l %}{% set x2 = x.n %}{{ x2 }}{% endfor %}{{ d.a.b }}"), data, tmp_path)
    assert data == copy


@pytest.mark.parametrize(
    ("code", "said"),
    [('HYPERLINK "{{ url }}"', "javascript:"), ('HYPERLINK "java{{ url }}"', "javajavascript:")],
)
def test_a_link_in_the_code_of_a_field_cannot_run(code: str, said: str, tmp_path: Path) -> None:
    """With what stands before the tag."""
    (told,) = refused(document(P(field(code, "x"))), {"url": "javascript:alert(1)"}, tmp_path)
    assert told.what == f"this link begins with `{said}`"
