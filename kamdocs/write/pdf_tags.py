"""The tags of a PDF, put right where WeasyPrint's are not what PDF/UA asks for."""

from __future__ import annotations

import pydyf  # type: ignore[import-untyped]  # it has none

from kamdocs.write.pdf_tree import Element, Tree


def mend_tags(pdf: pydyf.PDF) -> None:
    """Tag tables of contents, references, footnotes and items of lists as what they are."""
    tree = Tree(pdf)
    _mend_contents(tree)
    _mend_references(tree)
    _mend_notes(tree)
    _mend_cells(tree)
    _wrap_items(tree)
    tree.own_groups()
    tree.list_ids()


def _mend_contents(tree: Tree) -> None:
    """Make a table of contents of each list with leaders: they stand in what a stylesheet puts after a link, which is
    a link in a link to WeasyPrint, as links in that."""
    lists: dict[Element, None] = {}
    for leader in tree.of_kind("Link"):
        number = leader.parent
        if number.kind != "Link" or number.parent.kind != "Link":
            continue
        number.kids = [kid for kid in number.kids if kid != leader]
        tree.unlink(leader)
        tree.take_out(leader)
        if (around := number.around("L")) is not None:
            lists[around] = None
    for contents in lists:
        contents.kind = "TOC"
        for entry in contents.elements:
            if entry.kind == "LI":
                _mend_entry(entry, tree)


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
    """Make one link of a link and what a stylesheet puts in it, and a reference of one that holds nothing else."""
    for link in tree.of_kind("Link"):
        added = [element for element in link.elements if element.kind == "Link"]
        for element in added:
            tree.unlink(element)
            element.kind = "Span"
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


def _mend_cells(tree: Tree) -> None:
    """Take the name of a cell from what stands in one: a box that WeasyPrint made for the layout of its content."""
    for box in (*tree.of_kind("TD"), *tree.of_kind("TH")):
        if box.parent.kind != "TR":
            box.kind = "NonStruct"
            del box.item["A"]


def _wrap_items(tree: Tree) -> None:
    """Put what stands directly in a list item, as paragraphs do, into a body of the item."""
    for item in tree.of_kind("LI"):
        item.kids = [
            item.wrap("LBody", [kid]) if isinstance(kid, Element) and kid.kind not in ("Lbl", "LBody") else kid
            for kid in item.kids
        ]
