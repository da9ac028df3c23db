"""The tags of a PDF, put right where WeasyPrint's are not what PDF/UA asks for."""

from __future__ import annotations

from collections.abc import Sequence

import pydyf  # type: ignore[import-untyped]  # it has none

from kamdocs.write.pdf_tree import Element, Tree, in_order

_HOLDERS = {"LI": "L", "LBody": "LI", "TD": "TR", "TH": "TR"}
_LEVELS = ("H1", "H2", "H3", "H4", "H5", "H6")


def mend_tags(pdf: pydyf.PDF, languages: Sequence[Sequence[str]]) -> None:
    """Tag what a page holds as what it is, in place; what only decorates it is not tagged.

    `languages` are those of the pieces of text and the pictures of each page, in the order in which they were tagged.
    """
    tree = Tree(pdf)
    _mark_languages(tree, languages)
    _mend_boxes(tree)
    _mend_pictures(tree)
    _mend_contents(tree)
    _mend_references(tree)
    _mend_notes(tree)
    _mend_headings(tree)
    _mend_cells(tree)
    _mend_lists(tree)
    tree.own_groups()
    tree.list_ids()


def _mark_languages(tree: Tree, languages: Sequence[Sequence[str]]) -> None:
    """Say of each text and picture in which language it is, where that is not the document's."""
    for holders, named in zip(tree.holders_of_runs(), languages, strict=True):
        for holder, language in zip(holders, named, strict=True):
            if language != tree.language:
                holder.item["Lang"] = pydyf.String(language)


def _mend_boxes(tree: Tree) -> None:
    """Take the name of an item or a cell from what stands in one: a box that WeasyPrint made for the layout of its
    content."""
    for kind, holder in _HOLDERS.items():
        for element in tree.of_kind(kind):
            if element.parent.kind != holder:
                element.kind = "NonStruct"
                element.item.pop("A", None)


def _mend_pictures(tree: Tree) -> None:
    """Take out the pictures that only decorate: those with an empty alternative text."""
    ornaments = [picture for picture in tree.of_kind("Figure") if "Alt" not in picture.item]
    for picture in ornaments:
        holder = picture.parent
        holder.kids = [kid for kid in holder.kids if kid != picture]
        tree.unlink(picture)
    tree.take_out(ornaments)


def _mend_contents(tree: Tree) -> None:
    """Make a table of contents of each list of links alone with leaders: they stand in what a stylesheet puts after a
    link, which is a link in a link to WeasyPrint, as links in that."""
    links = tree.of_kind("Link")
    leaders = [link for link in links if link.parent.kind == "Link" and link.parent.parent.kind == "Link"]
    lists = dict.fromkeys(leader.around("L") for leader in leaders)
    for leader in leaders:
        number = leader.parent
        number.kids = [kid for kid in number.kids if kid != leader]
        tree.unlink(leader)
    tree.take_out(leaders)
    for contents in filter(None, lists):
        entries = [entry for entry in contents.elements if entry.kind == "LI"]
        if all(_holds_links_alone(entry, tree) for entry in entries):
            contents.kind = "TOC"
            for entry in entries:
                _mend_entry(entry, tree)


def _holds_links_alone(entry: Element, tree: Tree) -> bool:
    """Whether all that an item says is linked, but for what lists in it say."""
    others = [element for element in entry.elements if element.kind not in ("Link", "L", "TOC")]
    linked = any(entry.below("Link"))
    return linked and len(tree.texts(entry)) == len(entry.elements) and all(_holds_links_alone(o, tree) for o in others)


def _mend_entry(entry: Element, tree: Tree) -> None:
    """Make of an item an entry of a table of contents: one reference, of one link, however many lines it has."""
    parts = list(entry.below("Link", "L", "TOC"))
    first, *others = (part for part in parts if part.kind == "Link")
    below = [part for part in parts if part.kind != "Link"]
    tree.merge(first, others)
    for number in first.elements:
        tree.unlink(number)
        number.kind = "Span"
    entry.kind = "TOCI"
    entry.kids = [entry.wrap("Reference", [first]), *below]


def _mend_references(tree: Tree) -> None:
    """Make one link of a link with the pictures in it and what a stylesheet puts there, and a reference of one that
    holds nothing else."""
    for link in tree.of_kind("Link"):
        added = [element for element in link.elements if element.kind == "Link"]
        for element in added:
            tree.unlink(element)
            element.kind = "Span"
        for element in link.within():
            tree.lift(element, link)
        if added and len(added) == len(tree.texts(link)):
            holder = link.parent
            holder.kids = [holder.wrap("Reference", [link]) if kid == link else kid for kid in holder.kids]


def _mend_notes(tree: Tree) -> None:
    """Make a note, with an identifier, of each span at the foot of a page, where alone spans stand in no paragraph."""
    count = 0
    for foot in tree.document.elements:
        if foot.kind != "NonStruct" or not foot.elements or any(note.kind != "Span" for note in foot.elements):
            continue
        for note in foot.elements:
            count += 1
            note.kind = "Note"
            note.item["ID"] = pydyf.String(f"note-{count}")
            note.elements[0].kind = "Lbl"


def _mend_headings(tree: Tree) -> None:
    """Have the first heading be of the first level, and none more than one below the one before it."""
    headings = list(tree.document.below(*_LEVELS))
    above = _LEVELS.index(headings[0].kind) if headings else 0
    level = -1
    for heading in headings:
        level = min(level + 1, max(0, _LEVELS.index(heading.kind) - above))
        heading.kind = _LEVELS[level]


def _mend_cells(tree: Tree) -> None:
    """Say what heads of tables head."""
    for cell in tree.of_kind("TH"):
        row = cell.parent
        heads_only = len(row.elements) > 1 and all(other.kind == "TH" for other in row.elements)
        cell.item["A"]["Scope"] = "/Column" if heads_only or row.parent.kind == "THead" else "/Row"


def _mend_lists(tree: Tree) -> None:
    """Put a list within a list where it stands, into the item before it, and what an item holds into one body."""
    for inner in tree.of_kind("L"):
        outer = inner.parent
        if outer.kind == "L":
            kids = outer.elements
            item = kids[kids.index(inner) - 1]
            outer.kids = [kid for kid in kids if kid != inner]
            item.kids = in_order([*item.elements, inner])
    for item in tree.of_kind("LI"):
        labels = [kid for kid in item.elements if kid.kind == "Lbl"]
        held = ([kid] if kid.kind != "LBody" else kid.kids for kid in item.elements if kid.kind != "Lbl")
        item.kids = [*labels, item.wrap("LBody", [kid for kids in held for kid in kids])]
