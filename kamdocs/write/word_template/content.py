"""What an insert is as Word content at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from kamdocs.model.word_template import Html, Image, Link, SubDocument, Xml
from kamdocs.word.additions import Additions
from kamdocs.word.elements import Node, made, valued
from kamdocs.word.index import Index
from kamdocs.word.merging import Merge
from kamdocs.word.names import qualified
from kamdocs.word.package import parse_part
from kamdocs.word.relationships import OFFICE, Relationship
from kamdocs.write.word_template.dress import dress, put_on
from kamdocs.write.word_template.html import is_line, write_blocks
from kamdocs.write.word_template.insert_marks import paragraph_of, properties_of
from kamdocs.write.word_template.own_styles import OwnStyles
from kamdocs.write.word_template.pictures import picture_run
from kamdocs.write.word_template.ready import Ready
from kamdocs.write.word_template.slots import Slot

Kind = Literal["line", "blocks", "row", "cell"]
_HYPERLINK = f"{OFFICE}/hyperlink"
_CONTROL = qualified("w:sdt")
_SIGNS = {"\n": "w:br", "\t": "w:tab"}


@dataclass(frozen=True, slots=True)
class Content:
    """Elements that stand within a line, or in place of a paragraph, of a row or of a cell."""

    kind: Kind
    nodes: list[Node]


class Maker:
    """Makes content for the places of one document; `taken` are its bookmarks, and `put_together` gives the parts of a
    document that is filled itself."""

    def __init__(
        self,
        ready: Ready,
        additions: Additions,
        taken: set[str],
        put_together: Callable[[SubDocument], Mapping[str, bytes]],
    ) -> None:
        self._put_together = put_together
        self._ready = ready
        self._additions = additions
        self._taken = taken

    def html(self, html: Html, slot: Slot) -> Content:
        """Blocks in the styles of the template; one plain paragraph flows within its line."""
        if not html.blocks:
            return Content("line", [])
        nodes, written = write_blocks(html.blocks, self._ready.pens, width=slot.width)
        dress(nodes, paragraph_of(slot.run), properties_of(slot.run))
        brought = self._own_styles(written, slot.part).bring(nodes)
        if not is_line(html.blocks):
            return Content("blocks", brought)
        paragraph = brought[0]
        return Content("line", [child for child in paragraph if child.tag != qualified("w:pPr")])

    def image(self, image: Image, slot: Slot) -> Content:
        """A picture in a line."""
        run = picture_run(image, self._additions, slot.part, self._ready.pens.drawn, width=slot.width)
        return Content("line", [run])

    def link(self, link: Link, slot: Slot) -> Content:
        """A link in the template's style for links; within a link only its text."""
        runs = [self.text_run(link.text, slot.run)]
        if slot.in_link:
            return Content("line", runs)
        style = self._own_styles(Index({}), slot.part).style("character", "Hyperlink")
        put_on(runs[0], made("w:rPr", children=[valued("w:rStyle", style)]))
        if link.address.startswith("#"):
            return Content("line", [made("w:hyperlink", {"w:anchor": link.address[1:], "w:history": 1}, runs)])
        relation = self._additions.relate(slot.part, Relationship(_HYPERLINK, link.address, external=True))
        return Content("line", [made("w:hyperlink", {"r:id": relation, "w:history": 1}, runs)])

    def sub_document(self, guest: SubDocument, slot: Slot) -> Content:
        """The text of another Word file, without its pages, headers, footers and comments."""
        index = self._ready.guest(guest.word_file) if guest.filled is None else Index(self._put_together(guest))
        merge = Merge(index, self._additions, slot.part, of=index.main, taken=self._taken)
        return Content("blocks", merge.bring(index.body()))

    def xml(self, xml: Xml, slot: Slot) -> Content:
        """A piece of the document itself: what it is says where it goes."""
        root = self._additions.trees[slot.part]
        names = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in root.nsmap.items() if prefix)
        holder = parse_part(f"<w:x{names}>{xml.xml}</w:x>".encode())
        nodes = list(holder)
        kinds: dict[str, Kind] = {"w:tr": "row", "w:tc": "cell", "w:p": "blocks", "w:tbl": "blocks"}
        for tag, kind in kinds.items():
            if any(node.tag == qualified(tag) for node in nodes):
                return Content(kind, nodes)
        if any(next(node.iter(qualified("w:p")), None) is not None for node in nodes if node.tag == _CONTROL):
            return Content("blocks", nodes)
        return Content("line", self._with_text(holder, slot.run))

    def _with_text(self, holder: Node, like: Node) -> list[Node]:
        """The elements in `holder`, with the text that stands between them in runs."""
        found = [self.text_run(holder.text, like)] if holder.text else []
        for node in list(holder):
            tail, node.tail = node.tail, None
            run = node
            if isinstance(node, etree._ProcessingInstruction):
                run = self.text_run(" ", like)
                run[-1].text = None
                run[-1].append(node)
            found += [run, *([self.text_run(tail, like)] if tail else [])]
        return found

    def text_run(self, text: str, like: Node) -> Node:
        """A run with `text` that looks like another."""
        properties = properties_of(like)
        run = made("w:r", children=[] if properties is None else [deepcopy(properties)])
        run.extend(_printed(text))
        return run

    def contents_style(self, level: int) -> str:
        """The id of the style of entries of a table of contents."""
        own = self._ready.base.index.styles.named("paragraph", f"toc {level}")
        return own.id if own else self._own_styles(Index({}), "").style("paragraph", f"TOC{min(level, 3)}")

    def _own_styles(self, written: Index, part: str) -> OwnStyles:
        return OwnStyles(written, self._additions, part, taken=self._taken, lacking=self._ready.lacking)


def _printed(text: str) -> Iterable[Node]:
    """The lines and tabs of a text."""
    held = ""
    for sign in text:
        if sign in _SIGNS:
            yield from _words(held)
            yield made(_SIGNS[sign])
            held = ""
        else:
            held += sign
    yield from _words(held)


def _words(text: str) -> Iterable[Node]:
    if text:
        node = made("w:t", {"xml:space": "preserve"})
        node.text = text
        yield node
