"""Notes in loops: each round has a note of its own, which knows what the loop knows."""

from __future__ import annotations

import re
from pathlib import Path

from word_templates.filling import fill, sound
from word_templates.word_builder import P, document
from word_templates.word_pieces import note
from word_templates.word_texts import texts_by_place

from kamdocs.word.package import read_package

ITEMS = {"items": [{"name": "Train", "terms": "paid monthly"}, {"name": "Coach & tour", "terms": "<free>"}]}


def test_a_note_in_a_loop_knows_its_variable(tmp_path: Path) -> None:
    """And there are as many notes as rounds, each with its own id."""
    template = document("{% for i in items %}", P("{{ i.name }}", note("{{ i.terms }}")), "{% endfor %}")
    filled = fill(template, ITEMS, tmp_path)
    parts = {name: data.decode() for name, data in read_package(filled).items() if name.endswith(".xml")}
    referred = re.findall(r'<w:footnoteReference w:id="(\d+)"', parts["word/document.xml"])
    there = re.findall(r'<w:footnote w:id="(\d+)"', parts["word/footnotes.xml"])
    assert len(set(referred)) == 2
    assert set(referred) <= set(there)
    assert re.findall("paid monthly|&lt;free&gt;", parts["word/footnotes.xml"]) == ["paid monthly", "&lt;free&gt;"]
    assert "<w:footnote" not in parts["word/document.xml"].replace("<w:footnoteReference", "").replace("footnotePr", "")
    sound(filled, tmp_path)


def test_a_note_outside_a_loop_stays_where_it_was(tmp_path: Path) -> None:
    """With and without tags beside each other, in their order."""
    template = document(P("a", note("plain")), P("b", note("{% if yes %}{{ name }}{% endif %}")), P("c"))
    filled = fill(template, {"yes": True, "name": "Kim"}, tmp_path)
    assert texts_by_place(filled)["footnotes"].split() == ["plain", "Kim"]
    sound(filled, tmp_path)


def test_a_note_of_a_paragraph_that_goes_is_not_filled(tmp_path: Path) -> None:
    """Its names need not be there then."""
    template = document("{% if yes %}", P("a", note("{{ nowhere }}")), "{% endif %}", P("b"))
    filled = fill(template, {"yes": False}, tmp_path)
    assert "nowhere" not in str(texts_by_place(filled))
    sound(filled, tmp_path)
