"""What docxtpl's documentation lists, template by template: filled by kamdocs, and by docxtpl where that is right."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from support import gated_module
from word_templates.docxtpl_cases import cases_faults, cases_paragraphs, cases_places, cases_tables, cases_text
from word_templates.docxtpl_cases.case import Case
from word_templates.filling import fill, sound
from word_templates.word_texts import text_of, texts_by_place

CASES = [*cases_text.CASES, *cases_paragraphs.CASES, *cases_tables.CASES, *cases_places.CASES, *cases_faults.CASES]
each = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def said(docx: bytes, case: Case) -> tuple[str, dict[str, str]]:
    """The body, and the texts of the places that the case names."""
    places = texts_by_place(docx)
    return text_of(docx), {place: places.get(place, "") for place in case.places}


def wanted(case: Case) -> tuple[str, dict[str, str]]:
    """What the document must say."""
    return case.expected, dict(case.places)


def by_docxtpl(case: Case, template: bytes) -> bytes:
    """The template filled by docxtpl, which the test needs."""
    docxtpl = gated_module("docxtpl")
    opened, filled = docxtpl.DocxTemplate(io.BytesIO(template)), io.BytesIO()
    opened.render(dict(case.data), autoescape=case.escapes)
    opened.save(filled)
    return filled.getvalue()


@each
def test_kamdocs_fills_it(case: Case, tmp_path: Path) -> None:
    """The text is the one that was written down by hand."""
    assert said(fill(case.template(), case.data, tmp_path, case.files), case) == wanted(case)


@each
def test_kamdocs_fills_it_with_its_tags_in_pieces(case: Case, tmp_path: Path) -> None:
    """Nor does it matter into how many runs Word has broken the tags."""
    template = case.template(breaks_tags=True)
    assert said(fill(template, case.data, tmp_path, case.files), case) == wanted(case)


BARE = [(case, bare) for case in CASES if (bare := case.without_prefixes()) is not None]


@pytest.mark.parametrize(("case", "template"), BARE, ids=[case.name for case, _ in BARE])
def test_kamdocs_fills_it_without_prefixes(case: Case, template: bytes, tmp_path: Path) -> None:
    """A tag alone in its paragraph or in its row needs no letter to say so."""
    assert said(fill(template, case.data, tmp_path, case.files), case) == wanted(case)


MADE = ("span", "colour", "merged", "columns", "cell by condition", "picture", "document in", "rich", "rows left out")
SOUND = [case for case in CASES if any(word in case.name for word in MADE)]


@pytest.mark.parametrize("case", SOUND, ids=lambda case: case.name)
def test_what_is_made_is_a_sound_word_file(case: Case, tmp_path: Path) -> None:
    """What adds elements, or takes them away, leaves the file as the schema wants it."""
    sound(fill(case.template(), case.data, tmp_path, case.files), tmp_path)


RIGHT = [case for case in CASES if not case.wrong and not case.instead]
WRONG = [case for case in CASES if case.wrong]


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case.name)
def test_docxtpl_says_the_same(case: Case) -> None:
    """An existing template moves over unchanged."""
    assert said(by_docxtpl(case, case.template()), case) == wanted(case)


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case.name)
def test_docxtpl_is_wrong_where_the_case_says_so(case: Case) -> None:
    """A reason is no longer one when docxtpl has mended its fault."""
    try:
        text = said(by_docxtpl(case, case.template()), case)
    except Exception as fault:  # whatever Jinja, lxml or docxtpl itself raises on it
        text = (repr(fault), {})
    assert text != wanted(case), case.wrong


def test_each_case_has_a_name_of_its_own() -> None:
    """A case that fails can be found by its name."""
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names) > 100
