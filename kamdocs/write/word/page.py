"""Sections of a DOCX: the page, its margins, running head and page numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.hdrftr import FooterPart, HeaderPart

from kamdocs.model.theme import COLUMN_GAP_MM, Margins, Theme
from kamdocs.word.names import NAMESPACES
from kamdocs.write.word.elements import Element, twips, w
from kamdocs.write.word.fields import long_field, text_run
from kamdocs.write.word.flow import at_top, gap, is_page_break, section_end
from kamdocs.write.word.inline import PLAIN, run
from kamdocs.write.word.language import Tongue
from kamdocs.write.word.styles import style_id

_A4 = {"w": 11906, "h": 16838}
_ACROSS = {"w": 16838, "h": 11906, "orient": "landscape"}
_WORD_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
COLUMN_GAP = twips(COLUMN_GAP_MM)
"""The distance between two columns, in twips."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a stretch of a document stands on: a `cover` has neither running head nor page number."""

    cover: bool = False
    landscape: bool = False
    columns: int = 1


PORTRAIT = Sheet()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Blocks that stand on one sheet; `opens` says that they begin a page."""

    sheet: Sheet
    blocks: list[Element]
    opens: bool


@dataclass(frozen=True, slots=True)
class Running:
    """The parts that stand at the top and the foot of every page, by their relations; empty without any."""

    header: str
    footer: str


class Sheets:
    """Parts the blocks of a document into Word's sections.

    `bare_first_page` says that its first page has neither running head nor number.
    """

    def __init__(self, theme: Theme, running: Running, *, bare_first_page: bool) -> None:
        self._theme = theme
        self._running = running
        self._bare_first_page = bare_first_page
        self._edges: dict[Element, Sheet] = {}

    def edge(self, sheet: Sheet) -> Element:
        """A mark among blocks: what ends here stood on `sheet`."""
        mark = w("sectPr")
        self._edges[mark] = sheet
        return mark

    def parted(self, blocks: list[Element], close: Callable[[list[Element]], list[Element]]) -> list[Element]:
        """`blocks`, those between two marks put in order by `close`, each stretch with the properties of its sheet."""
        stretches = [*_evened(self._stretches(blocks))]
        made: list[Element] = []
        for number, stretch in enumerate(stretches, start=1):
            properties = self._properties(stretch, first=number == 1)
            closed = close(stretch.blocks) if stretch.blocks else [gap()]
            if stretch.opens and number > 1:
                at_top(closed)
            made += [*closed, properties] if number == len(stretches) else section_end(closed, properties)
        return made

    def _stretches(self, blocks: list[Element]) -> list[_Stretch]:
        found: list[_Stretch] = []
        held: list[Element] = []
        for block in blocks:
            if block not in self._edges:
                held.append(block)
                continue
            stretch, held = _without_last_breaks(held)
            if stretch:
                found.append(_after(found, self._edges[block], stretch))
        stretch, _ = _without_last_breaks(held)
        return [*found, _after(found, PORTRAIT, stretch)] if stretch or not found else found

    def _properties(self, stretch: _Stretch, *, first: bool) -> Element:
        """The `w:sectPr` of a stretch."""
        bare = first and not stretch.sheet.cover and self._bare_first_page
        return copy(_section(stretch.sheet, stretch.opens, bare, self._running, self._theme.margins))  # whole


@lru_cache(maxsize=64)
def _section(sheet: Sheet, opens: bool, bare: bool, running: Running, margins: Margins) -> Element:
    """The properties of a section, as those of one document after another are."""
    shown = [] if sheet.cover else _references(running)
    start = [] if opens else [w("type", "continuous")]
    columns = [w("cols", {"num": sheet.columns, "space": COLUMN_GAP})] if sheet.columns > 1 else []
    title_page = [w("titlePg")] if bare else []
    return w("sectPr", children=[*shown, *start, *_sizes(sheet, margins), *columns, *title_page])


def _references(running: Running) -> list[Element]:
    parts = {"header": running.header, "footer": running.footer}
    return [w(f"{name}Reference", {"type": "default", "r:id": id}) for name, id in parts.items() if id]


def _sizes(sheet: Sheet, margins: Margins) -> list[Element]:
    sides = {name: twips(getattr(margins, name)) for name in ("top", "right", "bottom", "left")}
    edges = {"header": sides["top"] // 2, "footer": sides["bottom"] // 2, "gutter": 0}
    return [w("pgSz", _ACROSS if sheet.landscape else _A4), w("pgMar", sides | edges)]


def _after(found: list[_Stretch], sheet: Sheet, blocks: list[Element]) -> _Stretch:
    """`blocks` on `sheet` as the next of those `found`."""
    before = found[-1].sheet if found else None
    flows = before is not None and not before.cover and before.landscape == sheet.landscape
    return _Stretch(sheet, blocks, opens=not flows or any(map(is_page_break, blocks[:1])))


def _evened(stretches: list[_Stretch]) -> Iterator[_Stretch]:
    """`stretches` with an empty one behind columns where none follows on their page: Word fills them evenly then."""
    for stretch, after in zip(stretches, [*stretches[1:], None], strict=True):
        yield stretch
        if stretch.sheet.columns > 1 and (after is None or after.opens):
            yield _Stretch(replace(stretch.sheet, columns=1), [], opens=False)


def _without_last_breaks(blocks: list[Element]) -> tuple[list[Element], list[Element]]:
    """`blocks`, and the page breaks at their end, which are breaks before what follows."""
    end = len(blocks)
    while end and is_page_break(blocks[end - 1]):
        end -= 1
    return blocks[:end], blocks[end:]


def running(part: DocumentPart, running_head: str, language: Tongue) -> Running:
    """The running head, where there is one, and the page numbers as parts of their own."""
    footer = _related(part, "footer", _footer())
    return Running(_related(part, "header", _header(running_head, language)) if running_head else "", footer)


def _related(document: DocumentPart, kind: str, xml: bytes) -> str:
    """The id of the relation to a new part that holds `xml`."""
    content_type = f"{_WORD_TYPES}.{kind}+xml"
    made = Part(PackURI(f"/word/{kind}1.xml"), content_type, xml, document.package)
    return document.relate_to(made, f"{NAMESPACES['r']}/{kind}")


@cache
def _footer() -> bytes:
    return _filled(FooterPart.new(Package()), "Footer", _page_number())


@lru_cache(maxsize=16)
def _header(running_head: str, language: Tongue) -> bytes:
    return _filled(HeaderPart.new(Package()), "Header", [run(running_head, PLAIN, language)])


def _filled(part: XmlPart, style: str, runs: list[Element]) -> bytes:
    """A new header or footer, as python-docx makes it, with one paragraph."""
    root = part.element
    for old in list(root):
        root.remove(old)
    root.append(w("p", children=[w("pPr", children=[w("pStyle", style_id(style))]), *runs]))
    return bytes(part.blob)


def _page_number() -> list[Element]:
    """The number of the page and of all pages; readers that count none themselves show what stands there."""
    return [*long_field("PAGE", text_run("2")), text_run(" / "), *long_field("NUMPAGES", text_run("2"))]
