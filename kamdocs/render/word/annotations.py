"""Problems as comments in a copy of a Word template, at the words that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from kamdocs.errors import Problem
from kamdocs.model.word_template import WordFile
from kamdocs.render.word.marks import TEXTS, can_part, detach, mark, part_at
from kamdocs.render.word.streams import NOTED_BY, Stream, streams
from kamdocs.word.additions import Additions, Base
from kamdocs.word.elements import whole
from kamdocs.word.names import qualified
from kamdocs.word.package import DOCUMENT, parse_part
from kamdocs.word.places import P, around, places_of

INITIALS, WRITTEN_ON = "kd", "2000-01-01T00:00:00Z"
"""Who the comments are by in short and when they were written, the same on every run."""

_BOX = qualified("w:txbxContent")
_ID = qualified("w:id")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The paragraph that a comment is about, and from where to where in its text."""

    paragraph: etree._Element
    start: int
    end: int


def annotated(word_file: WordFile, problems: Iterable[Problem]) -> Mapping[str, bytes]:
    """The parts of the file that change where each of `problems` becomes a comment; empty without problems.

    Those in places that hold no comments, as headers, notes and text boxes, stand in one at the first paragraph.
    """
    told = sorted(set(problems))
    if not told:
        return {}
    body = parse_part(word_file.members[DOCUMENT].data)
    anchors = _anchors(word_file, body, told)
    additions = Additions(Base({name: member.data for name, member in word_file.members.items()}), {DOCUMENT: body})
    comments = additions.notes("comments")
    first = 1 + max((whole(each.get(_ID)) for each in comments), default=-1)
    elsewhere = [problem for problem in told if problem not in anchors]
    notes = [([problem], anchors[problem]) for problem in told if problem in anchors]
    if elsewhere:
        notes.insert(0, (elsewhere, _Anchor(_first_paragraph(body), 0, 0)))
    for number, (about, _) in enumerate(notes, first):
        comments.append(_comment(number, [_said(problem, whole=about is elsewhere) for problem in about]))
    _anchor_all(notes, first)
    return additions.parts()


def _anchors(word_file: WordFile, body: etree._Element, problems: Sequence[Problem]) -> dict[Problem, _Anchor]:
    """Where in the body the problems are, each found by the text of its paragraph and by its place."""
    wanted: dict[str, list[Problem]] = {}
    for problem in problems:
        wanted.setdefault(problem.source, []).append(problem)
    places = places_of(word_file.members)
    found = dict[Problem, _Anchor]()
    for stream in streams(body):
        if stream.where != "text" or around(stream.holder, _BOX) is not None:
            continue
        about = wanted.get(" ".join(stream.text.split("\n")).replace("\t", " "), ())
        place = places.of(DOCUMENT, stream.holder) if about else ""
        for problem in about:
            if problem.place == place:
                start = problem.column - 1
                found[problem] = _Anchor(stream.holder, start, start + problem.width)
    return found


def _anchor_all(notes: Sequence[tuple[list[Problem], _Anchor]], first: int) -> None:
    for number, (_, anchor) in enumerate(notes, first):
        stream = next(each for each in streams(anchor.paragraph) if each.where == "text")
        start, end = _parted(stream, anchor)
        _set(anchor.paragraph, number, start, end)


def _parted(stream: Stream, anchor: _Anchor) -> tuple[etree._Element | None, etree._Element | None]:
    """Nodes in front of and behind the words that a comment is about; None is the edge of the paragraph."""
    end = _node_at(stream, anchor.end) if anchor.end else None
    start = _node_at(stream, anchor.start) if end is not None else None
    return start, end


def _node_at(stream: Stream, offset: int) -> etree._Element | None:
    """A node between two runs at that place of the text; None where the run cannot be parted."""
    at = 0
    for atom in stream.atoms:
        inside = offset - at
        at += len(atom.text)
        if not 0 <= inside <= len(atom.text) or atom.element.tag != TEXTS[0]:
            continue
        run = atom.element.getparent()
        holder = None if run is None else run.getparent()
        if run is None or holder is None or inside > len(atom.element.text or ""):
            return None
        node = mark(0)
        text = atom.element.text or ""
        atom.element.text = text[:inside]
        node.tail = text[inside:] or None
        atom.element.insert(0, node)
        if not can_part(node, holder):
            return None
        part_at(node, holder)
        return node
    return None


def _set(paragraph: etree._Element, number: int, start: etree._Element | None, end: etree._Element | None) -> None:
    """Put the signs of a comment around what it is about."""
    opens = etree.Element(qualified("w:commentRangeStart"), {_ID: str(number)})
    closes = etree.Element(qualified("w:commentRangeEnd"), {_ID: str(number)})
    refers = etree.Element(qualified("w:r"))
    etree.SubElement(refers, qualified("w:commentReference"), {_ID: str(number)})
    if start is None or end is None:
        properties = paragraph.find(qualified("w:pPr"))
        paragraph.insert(0 if properties is None else 1, opens)
        paragraph.extend((closes, refers))
    else:
        start.addprevious(opens)
        end.addprevious(closes)
        end.addprevious(refers)
    for node in (start, end):
        if node is not None:
            detach(node)


def _first_paragraph(body: etree._Element) -> etree._Element:
    """The first paragraph of the body that can hold a comment; one is made where there is none."""
    for paragraph in body.iter(P):
        if around(paragraph, _BOX) is None:
            return paragraph
    made = etree.Element(P)
    body[0].insert(0, made)
    return made


def _said(problem: Problem, *, whole: bool) -> list[str]:
    """A problem in the lines of a comment, the `whole` of it with its place."""
    kind = "" if problem.severity == "error" else f"{problem.severity}: "
    place = f"{problem.place}: " if whole and problem.place else ""
    shown = [problem.source.strip()] if whole and problem.source.strip() else []
    return [f"{place}{kind}{problem.what}", *shown, *([problem.help] if problem.help else [])]


def _comment(number: int, about: Sequence[Sequence[str]]) -> etree._Element:
    made = etree.Element(
        qualified("w:comment"),
        {
            _ID: str(number),
            qualified("w:author"): NOTED_BY,
            qualified("w:date"): WRITTEN_ON,
            qualified("w:initials"): INITIALS,
        },
    )
    for line in (line for lines in about for line in lines):
        run = etree.SubElement(etree.SubElement(made, P), qualified("w:r"))
        etree.SubElement(run, TEXTS[0], {qualified("xml:space"): "preserve"}).text = _NO_XML.sub("\ufffd", line)
    return made
