"""Footnotes and endnotes with tags: they are filled where they are referred to, so that they know what a loop there
knows, and each round of it has a note of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from kamdocs.render.word.marks import R, mark, marks, number_of, token
from kamdocs.word.names import qualified

KINDS: Mapping[str, str] = {"footnote": "w:footnoteReference", "endnote": "w:endnoteReference"}
NOTE_ID = "\ufdd9"
"""Stands for the id of a note until it has one."""

_ID = qualified("w:id")
_TEXT = qualified("w:t")

Add = Callable[[str, int], int]


@dataclass(frozen=True, slots=True)
class Embedded:
    """A note that stands beside its reference while the document is taken apart."""

    kind: str
    id: str
    note: etree._Element
    reference: etree._Element


def embed(document: etree._Element, notes: Mapping[str, etree._Element]) -> list[tuple[Embedded, etree._Element]]:
    """Put each note with tags beside its reference in `document`, out of its part; `notes` are those parts by kind.

    Given are also the notes as they stood, by which their elements are found again.
    """
    found, moved = list[tuple[Embedded, etree._Element]](), set[etree._Element]()
    for kind, root in notes.items():
        tagged = {note.get(_ID, ""): note for note in root.iter(qualified(f"w:{kind}")) if _has_tags(note)}
        for reference in list(document.iter(qualified(KINDS[kind]))):
            original, run = tagged.get(reference.get(_ID, "")), next(reference.iterancestors(R), None)
            if original is not None and run is not None:
                copy = deepcopy(original)
                copy.tail = None
                run.addprevious(copy)
                found.append((Embedded(kind, reference.get(_ID, ""), copy, reference), original))
                moved.add(original)
    return found


def _has_tags(note: etree._Element) -> bool:
    return "{" in "".join(text.text or "" for text in note.iter(_TEXT))


def take_out(found: list[tuple[Embedded, etree._Element]]) -> None:
    """Take the notes that were embedded out of their parts."""
    for _, original in found:
        parent = original.getparent()
        if parent is not None:
            parent.remove(original)


def capture(found: Sequence[Embedded], add: Add) -> None:
    """Have each embedded note kept when its place is printed, and its reference name it."""
    for each in found:
        number = next((number_of(node) for node in marks(each.note)), None)
        if number is None:
            continue
        each.note.set(_ID, NOTE_ID)
        each.note.addprevious(mark(add("% set _kd_text", number)))
        each.note.addnext(mark(add("% endset", number)))
        each.reference.set(_ID, token(add(f"_kd_note({each.kind!r}, {each.id!r}, _kd_text)", number)))


def with_namespaces(root: etree._Element, other: etree._Element) -> etree._Element:
    """`root` with the namespaces that `other` declares too, so that what was written there can be read here."""
    if set(other.nsmap) <= set(root.nsmap):
        return root
    made = root.makeelement(root.tag, None, {**other.nsmap, **root.nsmap})  # type: ignore[dict-item]  # None is a prefix
    for name, value in root.attrib.items():
        made.set(name, value)
    made.extend(list(root))
    return made


def add_notes(xml: str, kind: str, notes: Iterable[str]) -> str:
    """The part `xml` with further `notes` at its end."""
    before, end, after = xml.rpartition(f"</w:{kind}s>")
    return "".join((before, *notes, end, after))
