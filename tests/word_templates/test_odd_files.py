"""Templates that are sound but unusual."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from word_templates.filling import fill, refused, sound
from word_templates.word_builder import P, document, table
from word_templates.word_pieces import link, note

from kamdocs.render.word.schemas import shape_of
from kamdocs.word.package import read_package, write_package

RELATIONS = "word/_rels/document.xml.rels"


def test_braces_of_an_address_that_are_no_tag_stay(tmp_path: Path) -> None:
    """Word writes a brace and a blank of an address as `{%20`, which only looks as a tag begins."""
    filled = fill(document(P(link("site", to="https://x.example/{%20a}")), "{{ n }}"), {"n": 1}, tmp_path)
    assert b"https://x.example/{%20a}" in read_package(filled)[RELATIONS]


def test_a_filled_document_serves_as_a_template_again(tmp_path: Path) -> None:
    """The links that it gets then have ids of their own."""
    site = P(link("site", to="https://x.example/{{ a }}"))
    first = fill(document(site, "{_{ b }_}"), {"a": "1"}, tmp_path)
    again = read_package(fill(first, {"b": "2"}, tmp_path))
    assert b"kd1" in again[RELATIONS]
    parts = read_package(first)
    more = parts[RELATIONS].replace(
        b"</Relationships>",
        b'<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"'
        b' Target="https://y.example/{{ c }}" TargetMode="External"/></Relationships>',
    )
    text = parts["word/document.xml"].replace(
        b"</w:body>", b'<w:p><w:hyperlink r:id="rId90"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p></w:body>'
    )
    third = fill(write_package({**parts, RELATIONS: more, "word/document.xml": text}), {"b": 2, "c": "3"}, tmp_path)
    ids = re.findall(rb' Id="([^"]+)"', read_package(third)[RELATIONS])
    assert len(ids) == len(set(ids))


def test_a_cell_of_nothing_but_a_bookmark_gets_a_paragraph(tmp_path: Path) -> None:
    """Where a loop takes all that stood between its ends."""
    template = document(table(["{% for x in l %}", "a"]), P("b"))
    parts = read_package(template)
    cell = re.search(rb"<w:tc>.*?</w:tc>", parts["word/document.xml"], re.DOTALL)
    assert cell
    marked = (
        b'<w:tc><w:tcPr/><w:p><w:r><w:t>{% for x in l %}</w:t></w:r></w:p><w:bookmarkStart w:id="9" w:name="m"/>'
        b'<w:bookmarkEnd w:id="9"/><w:p><w:r><w:t>{% endfor %}</w:t></w:r></w:p></w:tc>'
    )
    text = parts["word/document.xml"].replace(cell[0], marked, 1)
    sound(fill(write_package({**parts, "word/document.xml": text}), {"l": []}, tmp_path), tmp_path)


def test_a_macro_of_another_file_with_a_note_is_refused(tmp_path: Path) -> None:
    """Its note would stand in a part that this file has not."""
    other = document("{% macro m(x) %}", P("a", note("{{ x }}")), "{% endmacro %}")
    (tmp_path / "macros.docx").write_bytes(other)
    (told,) = refused(document("{% import 'macros.docx' as m %}", "{{ m.m(1) }}"), {}, tmp_path)
    assert "a macro of another file holds a footnote" in told.what


@pytest.mark.parametrize("choice", [{"$ref": "#"}, {"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}])
def test_a_schema_that_refers_to_itself_has_an_end(choice: object) -> None:
    """What it says then is that anything may stand there."""
    assert shape_of({"anyOf": [choice, choice]}).is_open
