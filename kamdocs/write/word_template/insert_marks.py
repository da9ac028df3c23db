"""Marks of inserts in the text of a filled part: a run made theirs alone, a paragraph parted where blocks go in."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from kamdocs.model.word_template import INSERT
from kamdocs.word.elements import Node, made, shell
from kamdocs.word.names import NAMESPACES, qualified
from kamdocs.word.package import parse_part

RUN, TEXT, PARAGRAPH, TABLE = (qualified(f"w:{tag}") for tag in ("r", "t", "p", "tbl"))
_RUN_PROPERTIES, _PROPERTIES, _SECTION = (qualified(f"w:{tag}") for tag in ("rPr", "pPr", "sectPr"))
_SPACE = qualified("xml:space")
_RANGES = {
    qualified(f"w:{tag}")
    for tag in (
        *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    )
}
_NOTHING = {_PROPERTIES, _RUN_PROPERTIES, qualified("w:proofErr"), qualified("w:lastRenderedPageBreak")}
_WRAPPERS = {qualified(f"w:{tag}Pr") for tag in ("sdt", "smartTag", "customXml")} | {qualified("w:sdtEndPr")}


def marks(root: Node) -> list[tuple[Node, int]]:
    """The marks in `root`, in order, each with the number of its insert."""
    found = [mark for mark in root.iter(etree.PI) if getattr(mark, "target", "") == INSERT]
    return [(mark, int(str(mark.text))) for mark in found]


def is_in_text(mark: Node) -> bool:
    """Whether a mark stands in a text of Word's own, in a run."""
    text = mark.getparent()
    run = None if text is None else text.getparent()
    return text is not None and text.tag == TEXT and run is not None and run.tag == RUN


def replace_by_text(mark: Node, text: str) -> None:
    """Put plain text in the place of a mark."""
    parent, before = mark.getparent(), mark.getprevious()
    assert parent is not None
    after = f"{text}{mark.tail or ''}"
    if before is None:
        parent.text = f"{parent.text or ''}{after}"
    else:
        before.tail = f"{before.tail or ''}{after}"
    mark.tail = None
    parent.remove(mark)


def xml_text(xml: str) -> str:
    """What a piece of a document says."""
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items() if prefix != "xml")
    return "".join(text.text or "" for text in parse_part(f"<w:x {names}>{xml}</w:x>".encode()).iter(TEXT))


def isolated(mark: Node) -> Node:
    """The run of `mark`, made one in which nothing else stands; what stood beside it is in runs like it."""
    text = mark.getparent()
    run = None if text is None else text.getparent()
    assert text is not None
    assert run is not None
    before, after = _like(run), _like(run)
    children = [child for child in run if child.tag != _RUN_PROPERTIES]
    place = children.index(text)
    first, last = _parted(text, mark)
    before.extend([*children[:place], *([first] if first is not None else [])])
    after.extend([*([last] if last is not None else []), *children[place + 1 :]])
    if _has_children(before):
        run.addprevious(before)
    if _has_children(after):
        run.addnext(after)
    if text.getparent() is run:
        run.remove(text)
    return run


def paragraph_of(run: Node) -> Node | None:
    """The paragraph that a run stands in."""
    return next(run.iterancestors(PARAGRAPH), None)


def part(run: Node) -> tuple[Node, Node | None, Node | None, list[Node], list[Node]]:
    """Take the paragraph of `run` apart, where the run stands.

    Gives the paragraph, which is still in its place and without the run; that which is to stand before and that which
    is to stand after what goes in, None where nothing is left for them; and marks of ranges that are left over, those
    before and those after.
    """
    paragraph = paragraph_of(run)
    assert paragraph is not None
    before, after = _shell(paragraph), _shell(paragraph)
    _distribute(paragraph, run, before, after)
    leftover = [_ranges(before), _ranges(after)]
    kept = [half if _says_something(half) else None for half in (before, after)]
    return paragraph, kept[0], kept[1], leftover[0] if kept[0] is None else [], leftover[1] if kept[1] is None else []


def properties_of(node: Node) -> Node | None:
    """The properties of a paragraph or run."""
    return node.find(_PROPERTIES if node.tag == PARAGRAPH else _RUN_PROPERTIES)


def section_of(paragraph: Node) -> Node | None:
    """The properties of the section that ends with a paragraph."""
    return paragraph.find(f"{_PROPERTIES}/{_SECTION}")


def _parted(text: Node, mark: Node) -> tuple[Node | None, Node | None]:
    """The text before a mark and that after it, with the marks in it."""
    last = made("w:t", {"xml:space": "preserve"})
    last.text = mark.tail
    last.extend(list(mark.itersiblings()))
    mark.tail = None
    text.remove(mark)
    text.set(_SPACE, "preserve")
    return (text if text.text or len(text) else None), (last if last.text or len(last) else None)


def _like(run: Node) -> Node:
    properties = run.find(_RUN_PROPERTIES)
    return made("w:r", children=[] if properties is None else [deepcopy(properties)])


def _has_children(run: Node) -> bool:
    return any(child.tag != _RUN_PROPERTIES for child in run)


def _shell(node: Node) -> Node:
    """An element like `node`, with its properties only."""
    like = shell(node)
    like.extend([deepcopy(child) for child in node if child.tag in _NOTHING | _WRAPPERS])
    return like


def _distribute(node: Node, run: Node, before: Node, after: Node) -> None:
    """Put what stands in `node` before `run` into `before`, and what stands after it into `after`."""
    side = before
    for child in list(node):
        if child.tag in _NOTHING | _WRAPPERS:
            continue
        if child is run:
            node.remove(child)
            side = after
        elif side is before and isinstance(child.tag, str) and any(found is run for found in child.iter(RUN)):
            halves = _shell(child), _shell(child)
            before.append(halves[0])
            after.append(halves[1])
            _distribute(child, run, *halves)
            side = after
        else:
            side.append(child)


def _ranges(half: Node) -> list[Node]:
    return [node for node in half.iter(etree.Element) if node.tag in _RANGES]


def _says_something(half: Node) -> bool:
    """Whether anything that prints stands in a paragraph, or a mark of an insert."""
    for node in half.iter():
        if isinstance(node, etree._ProcessingInstruction):
            return True
        if node.tag == TEXT and (node.text or "").strip():
            return True
        if node.tag != TEXT and isinstance(node.tag, str) and node is not half and _prints(node):
            return True
    return False


def _prints(node: Node) -> bool:
    parent = node.getparent()
    if parent is None or parent.tag != RUN:
        return False
    return node.tag != _RUN_PROPERTIES and node.tag not in _NOTHING
