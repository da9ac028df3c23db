"""Every place of a DOCX that can hold a tag: each is filled, and a fault in it is told with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from word_templates.docxtpl_cases.cases_places import png
from word_templates.filling import fill, refused, sound
from word_templates.word_builder import P, Run, bold, broken, document, in_runs, item, table
from word_templates.word_pieces import (
    chart,
    check_box,
    commented,
    control,
    deleted,
    drop_down,
    endnote,
    field,
    inserted,
    link,
    moved_away,
    moved_here,
    note,
    picture,
    plain_text,
    smart_art,
    text_box,
)
from word_templates.word_texts import texts_by_place

TAG = "{{ name }}"
SPLIT = in_runs(["{", "{ na", "me }", "}"], marks=[0, 0, 0])
MARKED = in_runs(["{{ ", "name", " }}"], marks=[1, 2, 3])

PLACES: Mapping[str, tuple[tuple[object, ...], dict[str, Any], str, str]] = {
    "body": ((TAG,), {}, "body", "paragraph 1"),
    "table cell": ((table(["a", TAG]),), {}, "body", "table 1, row 1, column 2"),
    "nested table": ((table(["a", [table(["b"], [TAG])]]),), {}, "body", "table"),
    "a table in a table in a table": ((table([[table([[table([TAG])]])]]),), {}, "body", "table"),
    "header": (("b",), {"headers": {"default": [TAG]}}, "header (default)", "header"),
    "header of the first page": (("b",), {"headers": {"first": [TAG]}}, "header (first)", "header"),
    "header of even pages": (("b",), {"headers": {"even": [TAG]}}, "header (even)", "header"),
    "table of a header": (("b",), {"headers": {"default": [table([TAG]), ""]}}, "header (default)", "header"),
    "footer": (("b",), {"footers": {"default": [TAG]}}, "footer (default)", "footer"),
    "footer of the first page": (("b",), {"footers": {"first": [TAG]}}, "footer (first)", "footer"),
    "footer of even pages": (("b",), {"footers": {"even": [TAG]}}, "footer (even)", "footer"),
    "text box": ((P(text_box(TAG)),), {}, "text box", "text box"),
    "text box for old readers": ((P(text_box(TAG)),), {}, "text box (VML)", "text box"),
    "table of a text box": ((P(text_box(table([TAG]), "")),), {}, "text box", "text box"),
    "text box of a header": (("b",), {"headers": {"default": [P(text_box(TAG))]}}, "text box", "header"),
    "content control": ((control(TAG, title="t"),), {}, "body", "paragraph 1"),
    "content control in a paragraph": ((P("a ", control(TAG, around="pieces")),), {}, "body", "paragraph 1"),
    "content control around a cell": ((table([control(TAG, around="cell")]),), {}, "body", "table 1, row 1, column 1"),
    "content control for text": ((P(plain_text(TAG)),), {}, "body", "paragraph 1"),
    "content control that shows its placeholder": ((P(plain_text(TAG, placeholder=True)),), {}, "body", "paragraph 1"),
    "content control to choose from": ((P(drop_down(TAG, ["a", "b"])),), {}, "body", "paragraph 1"),
    "text of a hyperlink": ((P(link(TAG, to="https://lotus.example")),), {}, "body", "paragraph 1"),
    "text of a link within": ((P(link(TAG, anchor="part")),), {}, "body", "paragraph 1"),
    "target of a hyperlink": ((P(link("a", to=f"https://lotus.example/{TAG}")),), {}, "links", "paragraph 1"),
    "tracked insertion": ((P(inserted(TAG)),), {}, "body", "paragraph 1"),
    "tracked move": ((P(moved_here(TAG)),), {}, "body", "paragraph 1"),
    "split runs": ((P(SPLIT),), {}, "body", "paragraph 1"),
    "split by spelling marks and bookmarks": ((P(MARKED),), {}, "body", "paragraph 1"),
    "split by a look": ((P("{{ na", bold("me }}")),), {}, "body", "paragraph 1"),
    "split by an insertion": ((P("{{ na", inserted("me }}")),), {}, "body", "paragraph 1"),
    "around a deletion": ((P("{{ na", deleted("old"), "me }}"),), {}, "body", "paragraph 1"),
    "result of a field": ((P(field("DATE", TAG)),), {}, "body", "paragraph 1"),
    "item of a list": ((item(TAG),), {}, "body", "paragraph 1"),
    "footnote": ((P("a", note(TAG)),), {}, "footnotes", "footnote"),
    "table of a footnote": ((P("a", note(table([TAG]), "")),), {}, "footnotes", "footnote"),
    "endnote": ((P("a", endnote(TAG)),), {}, "endnotes", "endnote"),
    "comment": ((P(commented("a", comment=[TAG])),), {}, "comments", "comment"),
    "text with a comment": ((P(commented(TAG, comment=["c"])),), {}, "body", "paragraph 1"),
    "alternative text of a picture": ((P(picture(png(4, 4), alt=TAG)),), {}, "alt", "paragraph 1"),
    "alternative text of a text box": ((P(text_box("a", alt=TAG)),), {}, "alt", "paragraph 1"),
    "alternative text of a chart": ((P(chart("T", ["a"], [("s", [1])], alt=TAG)),), {}, "alt", "paragraph 1"),
    "core title": (("b",), {"core": {"title": TAG}}, "core title", "title"),
    "core subject": (("b",), {"core": {"subject": TAG}}, "core subject", "subject"),
    "core keywords": (("b",), {"core": {"keywords": TAG}}, "core keywords", "keywords"),
    "core author": (("b",), {"core": {"creator": TAG}}, "core creator", ""),
    "core description": (("b",), {"core": {"description": TAG}}, "core description", ""),
    "custom property": (("b",), {"custom": {"number": TAG}}, "custom number", "number"),
    "variable of the document": (("b",), {"variables": {"state": TAG}}, "variable state", ""),
    "title of a chart": ((P(chart(TAG, ["a"], [("s", [1])])),), {}, "chart 1 title", "chart"),
    "category of a chart": ((P(chart("T", [TAG], [("s", [1])])),), {}, "chart 1 data", "chart"),
    "series of a chart": ((P(chart("T", ["a"], [(TAG, [1])])),), {}, "chart 1 data", "chart"),
    "tip of a hyperlink": ((P(link("a", to="https://lotus.example", tip=TAG)),), {}, "tips", "paragraph 1"),
    "title of a picture": ((P(picture(png(4, 4), title=TAG)),), {}, "alt title", "paragraph 1"),
    "company of the document": (("b",), {"app": {"Company": TAG}}, "app Company", ""),
    "SmartArt": ((P(smart_art("one", TAG)),), {}, "SmartArt", ""),
}
each = pytest.mark.parametrize("name", PLACES)
NAME = "Hanbit & Söhne <김>"
SIMPLE = "hanbit"


@each
def test_a_tag_is_filled(name: str, tmp_path: Path) -> None:
    """The place says what it said, with the value where the tag stood, whatever signs the value holds."""
    content, parts, place, _ = PLACES[name]
    template = document(*content, **parts)
    value = SIMPLE if place == "links" else NAME
    before, after = texts_by_place(template), texts_by_place(fill(template, {"name": value}, tmp_path))
    assert TAG in before[place]
    assert after[place] == before[place].replace(TAG, value)
    assert TAG not in "".join(text for at, text in after.items() if at != "deleted")


@each
def test_a_fault_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    """A misspelt name is one fault, in words that a reader of the document can follow."""
    content, parts, _, told = PLACES[name]
    problems = refused(document(*content, **parts), {"nmae": "x"}, tmp_path)
    assert {problem.what for problem in problems} == {problems[0].what}
    assert "`name`" in problems[0].what
    assert "`nmae`" in problems[0].help + problems[0].what
    assert problems[0].place
    assert re.search(told, problems[0].place)


def test_a_document_with_every_place_is_filled_at_once(tmp_path: Path) -> None:
    """No place is in the way of another."""
    content = [block for blocks, _, _, _ in PLACES.values() for block in blocks]
    parts = {
        "headers": {kind: [TAG, P(text_box(TAG))] for kind in ("default", "first", "even")},
        "footers": {kind: [TAG] for kind in ("default", "first", "even")},
        "core": dict.fromkeys(("title", "subject", "creator", "keywords", "description", "category"), TAG),
        "custom": {"number": TAG},
        "variables": {"state": TAG},
        "app": {"Company": TAG},
    }
    template = document(*content, **parts)
    filled = fill(template, {"name": SIMPLE}, tmp_path)
    before, after = texts_by_place(template), texts_by_place(filled)
    assert after == {place: text.replace(TAG, SIMPLE) for place, text in before.items()}
    sound(filled, tmp_path)


def test_tracked_deletions_are_left_alone(tmp_path: Path) -> None:
    """What a revision took away is no part of the text, be it whole or half of a tag, or no tag at all."""
    template = document(
        P("kept ", deleted("old {{ name }} {% if %}"), moved_away("{{ nowhere }}")),
        P("{% if ok %}", deleted("{% endif %}"), "yes{% endif %}"),
    )
    texts = texts_by_place(fill(template, {"name": "x", "ok": True}, tmp_path))
    assert texts["deleted"] == "old {{ name }} {% if %}\n{% endif %}\n{{ nowhere }}"
    assert texts["body"] == "kept \nyes"


def test_a_fault_within_a_text_box_is_told_once(tmp_path: Path) -> None:
    """Word stores the box a second time, for old readers."""
    assert len(refused(document(P(text_box("{{ name }}"))), {}, tmp_path)) == 1


@pytest.mark.parametrize(("ok", "ticked"), [(True, "1"), (False, "0")])
def test_a_box_to_tick_is_ticked(ok: bool, ticked: str, tmp_path: Path) -> None:
    """A box that is named by a tag follows the data, and shows it."""
    filled = fill(document(P(check_box(title="{{ ok }}"), " agreed")), {"ok": ok}, tmp_path)
    texts = texts_by_place(filled)
    assert texts["ticked"] == ticked
    assert texts["body"] == ("\u2612" if ok else "\u2610") + " agreed"


def test_what_is_broken_in_one_place_and_whole_in_another_reads_the_same(tmp_path: Path) -> None:
    """A header is read as the body is."""
    template = document(P(broken(TAG)), headers={"default": [P(Run("{{"), Run(" name"), Run("}}"))]})
    texts = texts_by_place(fill(template, {"name": "Kim"}, tmp_path))
    assert texts == {"body": "Kim", "header (default)": "Kim"}
