"""What render says of a filled template beside inserts, and what must be unique in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.document import Document
from filled_templates import NAMESPACES, SPACES, W, body, made, word_file
from lxml import etree

from kamdocs.model.word_template import Filled
from kamdocs.word.package import read_package
from kamdocs.word.relationships import read_relationships
from kamdocs.write.word_template import Host

MAIN = "word/document.xml"
REPEATED = (
    f'<w:p {SPACES}><w:bookmarkStart w:id="3" w:name="clause"/><w:r><w:drawing><wp:inline><wp:docPr id="8" name="a"/>'
    '</wp:inline></w:drawing></w:r><w:bookmarkEnd w:id="3"/><w:ins w:id="5" w:author="A"><w:r>'
    "<w:t>x</w:t></w:r></w:ins></w:p>"
)


def _place(build: Callable[[Document], object], **said: Any) -> dict[str, bytes]:
    data = made(build)
    filled = Filled({MAIN: read_package(data)[MAIN].decode()}, **said)
    return {**read_package(data), **Host(word_file(data)).place(filled)}


def test_relationships_of_links_are_added_under_their_ids() -> None:
    """Render has named them in the part already."""
    parts = _place(lambda document: document.add_paragraph("x"), links={MAIN: {"rIdK1": "https://a.example/?a=1&b=2"}})
    found = read_relationships(parts, MAIN)
    assert (found["rIdK1"].target, found["rIdK1"].external, found["rIdK1"].kind) == (
        "https://a.example/?a=1&b=2",
        True,
        "hyperlink",
    )
    assert len(found) > 1


def test_a_list_that_begins_anew_follows_the_pattern_of_its_own() -> None:
    """Every level begins with the first number of the pattern."""
    data = made(lambda document: document.add_paragraph("x", "List Number"))
    root = etree.fromstring(read_package(data)["word/numbering.xml"])
    old = root.find(f"{W}num")
    parts = _place(lambda document: document.add_paragraph("x"), lists={40: int(old.get(f"{W}numId"))})
    new = next(num for num in body(parts, "word/numbering.xml").iter(f"{W}num") if num.get(f"{W}numId") == "40")
    pattern = old.find(f"{W}abstractNumId").get(f"{W}val")
    assert new.find(f"{W}abstractNumId").get(f"{W}val") == pattern
    assert {start.get(f"{W}val") for start in new.iter(f"{W}startOverride")} == {"1"}


def test_what_a_loop_repeats_gets_ids_and_names_of_its_own() -> None:
    """Drawings, bookmarks with their ends, tracked changes."""

    def build(document: Document) -> None:
        for _ in range(3):
            document.element.body.insert(0, etree.fromstring(REPEATED))

    root = body(_place(build))
    starts = [(mark.get(f"{W}id"), mark.get(f"{W}name")) for mark in root.iter(f"{W}bookmarkStart")]
    ends = [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkEnd")]
    assert [name for _, name in starts] == ["clause", "clause_2", "clause_3"]
    assert [id for id, _ in starts] == ends == sorted({*ends})
    assert len({node.get("id") for node in root.iter(f"{{{NAMESPACES['wp']}}}docPr")}) == 3
    assert len({node.get(f"{W}id") for node in root.iter(f"{W}ins")}) == 3
