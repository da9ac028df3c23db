"""The table of contents of a filled template, rebuilt from the headings that the document has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TypeGuard

from lxml import etree

from kamdocs.word.elements import Node, closest, made, take_out, value_of, valued, whole
from kamdocs.word.index import Styles
from kamdocs.word.names import qualified
from kamdocs.write.word_template.insert_marks import PARAGRAPH, RUN, TEXT

_CODE, _CHARACTER = qualified("w:instrText"), qualified("w:fldChar")
_START, _PROPERTIES = qualified("w:bookmarkStart"), qualified("w:pPr")
_OUTLINE, _STYLE = qualified("w:outlineLvl"), qualified("w:pStyle")
_SWITCH = re.compile(r'\\(\w)(?:\s+("[^"]*"|[^\s\\"]+))?')
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_NOT_READ = {qualified(f"w:{tag}") for tag in ("delText", "instrText", "txbxContent", "pict", "drawing")}
_OF_CAPTIONS = {"a", "c", "f", "b", "s"}


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that lists headings: the runs that begin it and divide code from result, and the one that ends it."""

    code: str
    begin: Node
    separate: Node
    end: Node


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading: its paragraph, its level from 1, its text and its bookmark."""

    level: int
    text: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class Looks:
    """What entries look like: those of the template, by level, and for others the style of a level and the place of the
    tab before the number of a page, in twips."""

    held: Mapping[int, Node]
    style: Callable[[int], str]
    width: int


def refresh(root: Node, styles: Styles, style: Callable[[int], str], width_at: Callable[[Node], int]) -> None:
    """Let each table of contents in a text list the headings that stand there, with a reference to the page of each.

    The field is marked so that Word works out the pages when it opens the document. Tables of figures, and those of a
    part of a document, are only marked. `style` gives the id of the style of a level, `width_at` how wide the
    text is at a place.
    """
    for found in _fields(root):
        for mark in found.begin.findall(_CHARACTER):
            mark.set(qualified("w:dirty"), "true")
        switches = {match[1]: (match[2] or "").strip('"') for match in _SWITCH.finditer(found.code)}
        if not switches.keys() & _OF_CAPTIONS:
            _rebuild(found, switches, root, styles, Looks({}, style, width_at(found.begin)))


def _fields(root: Node) -> list[_Field]:
    """The fields of contents in a text, none within another."""
    found: list[_Field] = []
    open_: list[dict[str, Node | str]] = []
    for node in root.iter(_CHARACTER, _CODE):
        kind = value_of(node, "w:fldCharType")
        if node.tag == _CODE and open_ and "separate" not in open_[-1]:
            open_[-1]["code"] = f"{open_[-1].get('code', '')}{node.text or ''}"
        elif kind == "begin":
            open_.append({"begin": _run(node)})
        elif kind == "separate" and open_:
            open_[-1]["separate"] = _run(node)
        elif kind == "end" and open_:
            _ended(open_.pop(), _run(node), found)
    return found


def _ended(held: Mapping[str, Node | str], end: Node, found: list[_Field]) -> None:
    code, begin, separate = (held.get(name) for name in ("code", "begin", "separate"))
    if isinstance(code, str) and code.split()[:1] == ["TOC"] and _is_node(begin) and _is_node(separate):
        found.append(_Field(code, begin, separate, end))


def _rebuild(field: _Field, switches: Mapping[str, str], root: Node, styles: Styles, looks: Looks) -> None:
    first, last = _paragraph(field.begin), _paragraph(field.end)
    if first is None or last is None or first.getparent() is not last.getparent():
        return
    inside = _between(first, last)
    around = closest(first, qualified("w:sdtContent"))
    headings = list(_headings(root, styles, switches, set(inside if around is None else around.iter(PARAGRAPH))))
    if not headings:
        return
    looks = replace(looks, held=_looks(inside, styles))
    pages = dict(filter(None, map(_page, inside)))
    entries = [_entry(heading, looks, pages if "n" not in switches else None) for heading in headings]
    _put_in(entries, field, first, last)
    for paragraph in inside:
        take_out(paragraph)


def _put_in(entries: Sequence[Node], field: _Field, first: Node, last: Node) -> None:
    """Put the entries before the `first` paragraph of a field, with what opens and what closes it at their ends."""
    opening = _upto(first, field)
    closing = [field.end, *field.end.itersiblings()]
    for paragraph in entries:
        first.addprevious(paragraph)
    place = 1 if len(entries[0]) and entries[0][0].tag == _PROPERTIES else 0
    for run in reversed(opening):
        entries[0].insert(place, run)
    if _holds_more(last, field.end):
        entries[-1].extend(closing)
    else:
        last_kept = made("w:p", children=[deepcopy(node) for node in last.findall(_PROPERTIES)])
        last_kept.extend(closing)
        first.addprevious(last_kept)


def _headings(root: Node, styles: Styles, switches: Mapping[str, str], inside: set[Node]) -> Iterable[_Heading]:
    levels = _Levels(styles, switches)
    number = 0
    names = {value_of(node, "w:name") for node in root.iter(_START)}
    for paragraph in root.iter(PARAGRAPH):
        if paragraph in inside or closest(paragraph, qualified("w:txbxContent")) is not None:
            continue
        level = levels.of(paragraph)
        text = "" if level is None else _text(paragraph)
        if level is None or not text:
            continue
        bookmark = next(
            (name for node in paragraph.iter(_START) if (name := value_of(node, "w:name")).startswith("_Toc")), ""
        )
        while not bookmark:
            number += 1
            bookmark = f"_Toc{900_000_000 + number}"
            if bookmark in names:
                bookmark = ""
            else:
                _bookmark(paragraph, bookmark, number)
        yield _Heading(level, text, bookmark)


class _Levels:
    """The level of a heading in a table of contents, by the switches of its field."""

    def __init__(self, styles: Styles, switches: Mapping[str, str]) -> None:
        self._styles = styles
        self._first, self._last = _range(switches.get("o"))
        self._by_outline = "u" in switches
        names = re.split(r"[;,]", switches.get("t", ""))
        self._named = {
            name.strip().casefold(): level.strip() for name, level in zip(names[::2], names[1::2], strict=False)
        }
        self._known: dict[str, int | None] = {}

    def of(self, paragraph: Node) -> int | None:
        """The level of a paragraph, None where it is no heading."""
        properties = paragraph.find(_PROPERTIES)
        style = "" if properties is None else value_of(properties.find(_STYLE))
        outline = None if properties is None else properties.find(_OUTLINE)
        if outline is not None and self._by_outline:
            level = whole(value_of(outline), 9) + 1
            return level if level <= self._last else None
        if style not in self._known:
            self._known[style] = self._of_style(style)
        return self._known[style]

    def _of_style(self, id: str) -> int | None:
        style = self._styles.by_id.get(id)
        if style is None:
            return None
        if (said := self._named.get(style.name.casefold(), "")).isdecimal():
            return int(said)
        match = _HEADING.fullmatch(style.name)
        if match and self._first <= int(match[1]) <= self._last:
            return int(match[1])
        if not self._by_outline or match:
            return None
        found = (each.node.find(f"{_PROPERTIES}/{_OUTLINE}") for each in self._styles.chain(id))
        level = next((whole(value_of(node), 9) + 1 for node in found if node is not None), 10)
        return level if level <= self._last else None


def _range(text: str | None) -> tuple[int, int]:
    match = re.fullmatch(r"(\d)-(\d)", text or "")
    if match:
        return int(match[1]), int(match[2])
    return (1, 9) if text is not None else (10, 9)


def _looks(inside: list[Node], styles: Styles) -> dict[int, Node]:
    """The properties of the entries that stand in a template, by level."""
    found: dict[int, Node] = {}
    for paragraph in inside:
        properties = paragraph.find(_PROPERTIES)
        style = None if properties is None else styles.by_id.get(value_of(properties.find(_STYLE)))
        match = None if style is None else re.fullmatch(r"toc ([1-9])", style.name, re.IGNORECASE)
        if match and properties is not None:
            found.setdefault(int(match[1]), properties)
    return found


def _page(entry: Node) -> tuple[str, str] | None:
    """What an entry of the template says, and the number of the page that Word last found for it."""
    text, tab, page = _text(entry, between="\t").rpartition("\t")
    return (text, page) if tab and page.isdecimal() else None


def _entry(heading: _Heading, looks: Looks, pages: Mapping[str, str] | None) -> Node:
    """An entry; without `pages` it has no number."""
    properties = deepcopy(looks.held[heading.level]) if heading.level in looks.held else _usual(heading.level, looks)
    runs = [_run_of(heading.text)]
    if pages is not None:
        page = _run_of(pages.get(heading.text, ""))
        code = made("w:instrText", {"xml:space": "preserve"})
        code.text = f" PAGEREF {heading.bookmark} \\h "
        marks = [made("w:fldChar", {"w:fldCharType": kind}) for kind in ("begin", "separate", "end")]
        marks[0].set(qualified("w:dirty"), "true")
        runs += [made("w:r", children=[made("w:tab")])]
        runs += [made("w:r", children=[each]) for each in (marks[0], code, marks[1])]
        runs += [page, made("w:r", children=[marks[2]])]
    link = made("w:hyperlink", {"w:anchor": heading.bookmark, "w:history": 1}, runs)
    return made("w:p", children=[properties, link])


def _usual(level: int, looks: Looks) -> Node:
    stop = made("w:tab", {"w:val": "right", "w:leader": "dot", "w:pos": looks.width})
    style = looks.style(level)
    named = [valued("w:pStyle", style)] if style else []
    return made("w:pPr", children=[*named, made("w:tabs", children=[stop])])


def _run_of(text: str) -> Node:
    words = made("w:t", {"xml:space": "preserve"})
    words.text = text
    return made("w:r", children=[words])


def _text(paragraph: Node, *, between: str = " ") -> str:
    """What a heading says."""
    parts: list[str] = []
    for node in paragraph.iter(TEXT, qualified("w:tab"), qualified("w:br")):
        parent = node.getparent()
        if parent is not None and parent.tag == RUN and closest(node, *_NOT_READ) is None:
            parts.append(node.text or "" if node.tag == TEXT else between)
    return between.join(" ".join(part.split()) for part in "".join(parts).split(between) if part.strip())


def _bookmark(paragraph: Node, name: str, number: int) -> None:
    """Put a paragraph's text into a bookmark; its id is made unique with all others."""
    properties = paragraph.find(_PROPERTIES)
    id = 1_000_000 + number
    start = made("w:bookmarkStart", {"w:id": id, "w:name": name})
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.append(made("w:bookmarkEnd", {"w:id": id}))


def _between(first: Node, last: Node) -> list[Node]:
    found = [first]
    while found[-1] is not last:
        following = found[-1].getnext()
        assert following is not None
        found.append(following)
    return found


def _upto(first: Node, field: _Field) -> list[Node]:
    """What begins a field: all from its first run to the one that divides it, with what stands before it."""
    top = next(node for node in (field.separate, *field.separate.iterancestors()) if node.getparent() is first)
    children = [child for child in first if child.tag != _PROPERTIES]
    return children[: children.index(top) + 1]


def _holds_more(last: Node, end: Node) -> bool:
    """Whether the field ends in the paragraph of its last entry."""
    before = end.getprevious()
    return before is not None and before.tag != _PROPERTIES and last.find(f".//{TEXT}") is not None


def _run(node: Node) -> Node:
    run = node.getparent()
    assert run is not None
    return run


def _paragraph(run: Node) -> Node | None:
    return next(run.iterancestors(PARAGRAPH), None)


def _is_node(node: object) -> TypeGuard[Node]:
    return isinstance(node, etree._Element)
