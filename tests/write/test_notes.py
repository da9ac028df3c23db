"""Footnotes of a PDF and what calls them."""

from __future__ import annotations

from lxml import etree

from kamdocs.write.notes import link_notes


def test_each_note_is_called_by_a_link_before_it() -> None:
    """By its own id, or one that nothing else has; the numbers are no text."""
    body = etree.fromstring(
        '<body><p id="note-1">a<span class="footnote">b</span>c</p>'
        '<p><em>d<span class="footnote" id="own">e</span></em></p><p>f<span class="footnote">g</span></p></body>'
    )
    link_notes(body)
    calls = [(call.get("href"), call.get("data-number"), call.text) for call in body.iter("a")]
    assert calls == [("#note-2", "1", None), ("#own", "2", None), ("#note-3", "3", None)]
    assert [call.getnext().get("id") for call in body.iter("a")] == ["note-2", "own", "note-3"]
    assert "".join(body.itertext()) == "abcdefg"
