"""Content put in where its mark stands: within the line, in place of the paragraph, of the row or of the cell."""

from __future__ import annotations

from collections.abc import Sequence

from kamdocs.word.elements import Node, closest, made, take_out
from kamdocs.word.names import qualified
from kamdocs.write.word_template.content import Content
from kamdocs.write.word_template.insert_marks import PARAGRAPH, TABLE, part, section_of

_ROW, _CELL, _LINK = qualified("w:tr"), qualified("w:tc"), qualified("w:hyperlink")
_NEEDS_PARAGRAPH = {qualified(f"w:{tag}") for tag in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote")} | {
    qualified("w:comment"),
    qualified("w:body"),
}
_NOTES = (qualified("w:footnoteReference"), qualified("w:endnoteReference"))
_SECTION = qualified("w:sectPr")


def put(content: Content, run: Node) -> None:
    """Put `content` in the place of `run`, which holds nothing but its mark."""
    if content.kind == "line":
        _put_line(content.nodes, run)
    elif content.kind == "blocks":
        _put_blocks(content.nodes, run)
    else:
        _put_around(content.nodes, run, _ROW if content.kind == "row" else _CELL)


def is_place_for(content: Content, run: Node) -> bool:
    """Whether a row or a cell stands around the place of `content`, where it is to take the place of one."""
    tag = {"row": _ROW, "cell": _CELL}.get(content.kind)
    return tag is None or closest(run, tag) is not None


def has_notes(nodes: Sequence[Node]) -> bool:
    """Whether a footnote or an endnote stands in `nodes`."""
    return any(next(node.iter(*_NOTES), None) is not None for node in nodes)


def _put_line(nodes: Sequence[Node], run: Node) -> None:
    """Within a link there is no other one: the text of those put in stays."""
    in_link = closest(run, _LINK) is not None
    for node in nodes:
        if in_link and node.tag == _LINK:
            for inner in list(node):
                run.addprevious(inner)
        else:
            run.addprevious(node)
    take_out(run)


def _put_blocks(nodes: Sequence[Node], run: Node) -> None:
    paragraph, before, after, first, last = part(run)
    section = section_of(paragraph)
    for half in (before, after):
        _without_section(half)
    made_of = [*([before] if before is not None else []), *nodes, *([after] if after is not None else [])]
    if not made_of or (section is not None and made_of[-1].tag != PARAGRAPH):
        made_of.append(made("w:p"))
    for node in [*first, *made_of, *last]:
        paragraph.addprevious(node)
    if section is not None:
        _ending(made_of[-1], section)
    beside = [paragraph.getprevious(), paragraph.getnext()]
    container = paragraph.getparent()
    take_out(paragraph)
    _part_tables(made_of, beside[1])
    if container is not None:
        close(container)


def _put_around(nodes: Sequence[Node], run: Node, tag: str) -> None:
    place = closest(run, tag)
    if place is None:
        return
    for node in nodes:
        place.addprevious(node)
    take_out(place)


def close(container: Node) -> None:
    """Let a cell, a header, a note or the text end with a paragraph, as Word wants it."""
    if container.tag not in _NEEDS_PARAGRAPH:
        return
    children = [child for child in container if child.tag in (PARAGRAPH, TABLE, _SECTION, qualified("w:sdt"))]
    section = children.pop() if children and children[-1].tag == _SECTION else None
    if children and children[-1].tag != TABLE:
        return
    if section is not None:
        section.addprevious(made("w:p"))
    else:
        container.append(made("w:p"))


def _part_tables(nodes: Sequence[Node], after: Node | None) -> None:
    """Keep tables that stand side by side from becoming one."""
    for node in (nodes[0], *([after] if after is not None else [])):
        before = node.getprevious()
        if node.tag == TABLE and before is not None and before.tag == TABLE:
            node.addprevious(made("w:p"))


def _without_section(paragraph: Node | None) -> None:
    section = None if paragraph is None else section_of(paragraph)
    if section is not None:
        take_out(section)


def _ending(paragraph: Node, section: Node) -> None:
    """Let a section end with a paragraph."""
    properties = paragraph.find(qualified("w:pPr"))
    if properties is None:
        properties = made("w:pPr")
        paragraph.insert(0, properties)
    later = properties.find(qualified("w:pPrChange"))
    if later is None:
        properties.append(section)
    else:
        later.addprevious(section)
