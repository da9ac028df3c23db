"""The texts of a part in which tags may stand, put together over the runs that Word breaks them into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from kamdocs.render.word.marks import PRESERVE, RUNS, TEXTS, detach, mark, token
from kamdocs.render.word.tags import Tag
from kamdocs.word.names import qualified
from kamdocs.word.places import PARAGRAPHS, P

Where = Literal["text", "drawn", "flat", "alt", "field"]
"""How a value is written there: in a run of Word, in one of a drawing, without breaks, in the alternative text of a
picture, in the code of a field."""

_SIGNS = {
    qualified("w:tab"): "\t",
    qualified("w:br"): "\n",
    qualified("w:cr"): "\n",
    qualified("w:noBreakHyphen"): "-",
    qualified("w:softHyphen"): "",
    qualified("a:br"): "\n",
}
_CODE = qualified("w:instrText")
_FIELD = qualified("w:fldChar")
_NOT_TEXT = frozenset(
    qualified(name)
    for name in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "a:pPr", "a:rPr", "w:txbxContent", "w:sdtPr", "w:delText")
)
"""What stands in a paragraph and is no part of its text: what was deleted, and paragraphs of their own."""
_NO_LEAVES = frozenset({_CODE, qualified("w:delText"), qualified("w:delInstrText")})
_ALT = frozenset({"descr", "title"})
_ALT_HOLDERS = frozenset({"docPr", "cNvPr"})
_COMMENT, _AUTHOR = qualified("w:comment"), qualified("w:author")
NOTED_BY = "kamdocs"
"""The author of the comments in which kamdocs tells of faults; the tags that they show are none."""
_CODES = frozenset({qualified("w:instr")})
_OPENINGS = ("{{", "{%", "{#", "#}", "{_", "}_", "%_")


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a stream: the text of `element`, or a sign that stands for it, or the value of its `attribute`."""

    element: etree._Element
    text: str
    attribute: str = ""


@dataclass(slots=True)
class Stream:
    """Pieces whose texts are read as one; `holder` is the paragraph, or the element that has the attribute."""

    holder: etree._Element
    where: Where
    atoms: list[Atom] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(atom.text for atom in self.atoms)


def streams(root: etree._Element) -> Iterator[Stream]:
    """Every stream of the part, in its order; what kamdocs itself has noted in comments is none."""
    noted = {each for comment in root.iterchildren(_COMMENT) if _is_own(comment) for each in comment.iter()}
    for element in list(root.iter(etree.Element)):
        if element not in noted:
            yield from _streams_of(element)


def _is_own(comment: etree._Element) -> bool:
    return comment.get(_AUTHOR) == NOTED_BY


def may_hold(text: str) -> bool:
    """Whether tags can stand in a text."""
    return any(sign in text for sign in _OPENINGS)


def _streams_of(element: etree._Element) -> Iterator[Stream]:
    for name, value in element.attrib.items():
        yield Stream(element, _where(element, str(name)), [Atom(element, str(value), str(name))])
    if element.tag in PARAGRAPHS:
        yield from _paragraph(element)
    elif element.tag not in TEXTS and element.tag not in _NO_LEAVES and not len(element) and element.text:
        yield Stream(element, "flat", [Atom(element, element.text)])


def _where(element: etree._Element, attribute: str) -> Where:
    if attribute in _ALT and etree.QName(element).localname in _ALT_HOLDERS:
        return "alt"
    return "field" if attribute in _CODES else "flat"


def _paragraph(paragraph: etree._Element) -> Iterator[Stream]:
    """The text of a paragraph, and the codes of its fields."""
    text, codes = Stream(paragraph, "text" if paragraph.tag == P else "drawn"), [Stream(paragraph, "field")]
    for element in _walk(paragraph):
        if element.tag in TEXTS:
            text.atoms.append(Atom(element, element.text or ""))
        elif element.tag in _SIGNS:
            text.atoms.append(Atom(element, _SIGNS[str(element.tag)]))
        elif element.tag == _CODE:
            codes[-1].atoms.append(Atom(element, element.text or ""))
        elif element.tag == _FIELD:
            codes.append(Stream(paragraph, "field"))
    yield text
    yield from (code for code in codes if code.atoms)


def _walk(element: etree._Element) -> Iterator[etree._Element]:
    for child in element.iterchildren(etree.Element):
        yield child
        if child.tag not in _NOT_TEXT and child.tag not in PARAGRAPHS:
            yield from _walk(child)


def put_marks(stream: Stream, tags: list[tuple[int, Tag]]) -> None:
    """Put a mark for each of `tags`, given with their numbers, in the place of what is written there.

    A literal leaves its text. What a tag prints looks as its code does, if the signs around it look otherwise.
    """
    at = 0
    for atom in list(stream.atoms):
        inside = [(number, tag) for number, tag in tags if tag.start < at + len(atom.text) and tag.end > at]
        if inside:
            _replace(atom, at, inside)
        at += len(atom.text)


def _replace(atom: Atom, at: int, tags: list[tuple[int, Tag]]) -> None:
    """Put the marks of `tags` into `atom`, which begins `at` in its stream."""
    pieces, end, text = list[str | int](), 0, atom.text
    for number, tag in tags:
        pieces.append(text[end : max(0, tag.start - at)])
        if 0 <= _stands_at(tag) - at < len(text):
            pieces.append(tag.code if tag.kind == "literal" else number)
        end = min(len(text), tag.end - at)
    pieces.append(text[end:])
    if atom.attribute:
        atom.element.set(atom.attribute, "".join(p if isinstance(p, str) else token(p) for p in pieces))
    elif atom.element.tag in _SIGNS:
        _become_marks(atom.element, [piece for piece in pieces if isinstance(piece, int)])
    else:
        _fill(atom.element, pieces)


def _stands_at(tag: Tag) -> int:
    """Where in the stream the mark of a tag stands: where its code begins."""
    return tag.begins if tag.code and tag.kind != "literal" else tag.start


def _become_marks(sign: etree._Element, numbers: list[int]) -> None:
    for number in numbers:
        sign.addprevious(mark(number))
    detach(sign)


def _fill(element: etree._Element, pieces: list[str | int]) -> None:
    element.text = None
    for piece in pieces:
        if isinstance(piece, int):
            element.append(mark(piece))
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece
    if element.tag in TEXTS and element.tag != TEXTS[1]:
        element.set(PRESERVE, "preserve")
    if element.tag in TEXTS and not element.text and not len(element):
        _drop_bare(element)


def _drop_bare(text: etree._Element) -> None:
    """Take out a text that has become empty, and its run where it held nothing else."""
    run = text.getparent()
    detach(text)
    if run is not None and run.tag in RUNS and all(str(child.tag).endswith("rPr") for child in run):
        detach(run)
