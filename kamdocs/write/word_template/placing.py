"""The inserts of one document put where their marks stand."""

from __future__ import annotations

from functools import cached_property

from kamdocs.model.word_template import (
    TOKEN_OPEN,
    ChartData,
    Filled,
    Html,
    Image,
    Insert,
    Link,
    SubDocument,
    Xml,
)
from kamdocs.word.additions import Additions
from kamdocs.word.elements import Node
from kamdocs.word.index import bookmarks
from kamdocs.word.package import parse_part
from kamdocs.word.relationships import OFFICE, Relationship
from kamdocs.write.word_template.content import Content, Maker
from kamdocs.write.word_template.contents import refresh
from kamdocs.write.word_template.faults import Faults
from kamdocs.write.word_template.insert_marks import is_in_text, isolated, marks, replace_by_text, xml_text
from kamdocs.write.word_template.placeholders import Placeholders
from kamdocs.write.word_template.putting import has_notes, is_place_for, put
from kamdocs.write.word_template.ready import Ready
from kamdocs.write.word_template.sections import Sections
from kamdocs.write.word_template.slots import Slot, room
from kamdocs.write.word_template.tidy import tidy

_HYPERLINK = f"{OFFICE}/hyperlink"
_DEEPEST = 50
"""So many pieces of a document may stand within each other; macros that call themselves end somewhere."""

_NOTE_HELP = "footnotes go into the text and its tables, not into headers, footers, notes, comments or text boxes"
_CHART_HELP = "put the tag into the alternative text of a chart that was made in Word"


class Placing:
    """One document: its changed parts as trees, and what is added to the template for it."""

    def __init__(self, ready: Ready, filled: Filled) -> None:
        self._ready = ready
        self._filled = filled
        self._trees = {name: parse_part(text.encode()) for name, text in filled.parts.items()}
        self._additions = Additions(ready.base, self._trees)
        self._faults = Faults(ready.file)
        self._maker = Maker(
            ready, self._additions, bookmarks(text.encode() for text in filled.parts.values()), self._put_together
        )

    def parts(self) -> dict[str, bytes]:
        """The parts that differ from the template's, by name."""
        self._add_links()
        self._add_lists()
        for part in self._filled.parts:
            self._fill(part, self._trees[part])
            self._placeholders(part)
        self._faults.raise_found()
        self._refresh()
        tidy(self._trees, self._ready.base.index)
        return self._additions.parts() | dict(self._filled.files)

    def _refresh(self) -> None:
        """Let the table of contents list what the text holds now."""
        main = self._ready.base.index.main
        if self._ready.has_contents and main in self._trees:
            styles, style = self._ready.base.index.styles, self._maker.contents_style
            refresh(self._trees[main], styles, style, self._sections.width_at)

    def _put_together(self, guest: SubDocument) -> dict[str, bytes]:
        """The parts of a template that was filled for this document."""
        parts = {name: member.data for name, member in guest.word_file.members.items()}
        if guest.filled is None or not guest.filled.inserts:
            return parts | (guest.filled.contents if guest.filled else {})
        return parts | Placing(self._ready.of_guest(guest.word_file), guest.filled).parts()

    def _placeholders(self, part: str) -> None:
        texts = [self._filled.parts[part], *(each.xml for each in self._filled.inserts if isinstance(each, Xml))]
        if any(TOKEN_OPEN in text for text in texts):
            theme = self._ready.pens.drawn
            found = Placeholders(self._additions, part, theme, self._faults)
            found.fill(self._trees[part], self._filled.inserts)

    def _add_links(self) -> None:
        for part, links in self._filled.links.items():
            for id, address in links.items():
                self._additions.set_relationship(part, id, Relationship(_HYPERLINK, address, external=True))

    def _add_lists(self) -> None:
        numberings = self._ready.base.index.numberings
        for number, original in self._filled.lists.items():
            pattern = numberings.pattern_of(original)
            if pattern is not None:
                self._additions.set_numbering(number, pattern, numberings.begun_anew(original))

    def _fill(self, part: str, root: Node, depth: int = 0) -> None:
        if depth > _DEEPEST:
            self._faults.add(part, f"more than {_DEEPEST} pieces of the document stand within each other")
            return
        for mark, number in marks(root):
            if not is_in_text(mark):
                self._replace(mark, self._filled.inserts[number], part)
                continue
            run = isolated(mark)
            slot = Slot(part, part == self._ready.base.index.main, run, room(run, self._sections.width_at(run)))
            insert = self._filled.inserts[number]
            content = self._content(insert, slot)
            if content is None or not self._fits(content, slot):
                continue
            put(content, run)
            for node in content.nodes if isinstance(insert, Xml) else ():
                self._fill(part, node, depth + 1)

    def _fits(self, content: Content, slot: Slot) -> bool:
        """Whether `content` can stand at its slot; where not, that is a fault."""
        if not slot.takes_notes and has_notes(content.nodes):
            self._faults.add(slot.part, "a footnote stands where Word has none", _NOTE_HELP)
            return False
        if not is_place_for(content, slot.run):
            self._faults.add(slot.part, f"a {content.kind} of a table stands in no table", "put the tag into a table")
            return False
        return True

    def _replace(self, mark: Node, insert: Insert, part: str) -> None:
        """Put the words of a link in the place of a mark where there is no text of Word's, as in a chart."""
        if isinstance(insert, Link | Xml):
            replace_by_text(mark, insert.text if isinstance(insert, Link) else xml_text(insert.xml))
        else:
            self._faults.add(part, "rich content stands where only text can", "put the tag into a paragraph")

    def _content(self, insert: Insert, slot: Slot) -> Content | None:
        match insert:
            case Html():
                return self._maker.html(insert, slot)
            case Image():
                return self._maker.image(insert, slot)
            case Link():
                return self._maker.link(insert, slot)
            case SubDocument():
                return self._maker.sub_document(insert, slot)
            case Xml():
                return self._maker.xml(insert, slot)
            case ChartData():
                self._faults.add(slot.part, "the data of a chart stand in a line of text", _CHART_HELP)
        return None

    @cached_property
    def _sections(self) -> Sections:
        main = self._ready.base.index.main
        root = self._trees.get(main)
        return Sections(parse_part(self._ready.base.index.parts[main]) if root is None else root)
