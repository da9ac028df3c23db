"""Makes a DOCX as Word writes it, out of text that can be read: paragraphs, tables, notes, boxes, controls, links, and
what Word strews between them.

    document(
        "Dear {{ name }},",
        table(["Item", "Price"], ["{{ line.name }}", "{{ line.price }}"]),
        P("Total ", bold("{{ total }}"), note("Without tax of {{ tax }}.")),
        headers={"default": ["{{ company }}"]},
        core={"title": "Offer {{ number }}"},
    )

A text is a paragraph where blocks stand, and a run where pieces of a paragraph stand. In it a tab, a line break and a
no-break hyphen become what Word stores for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from xml.sax.saxutils import escape

from word_templates.word_package import HEADERS, Package


class Piece:
    """What can stand in a paragraph beside text."""

    def xml(self, package: Package) -> str:
        """The piece as Word stores it."""
        raise AssertionError(type(self))


@dataclass(frozen=True)
class Run(Piece):
    """A text of one look; `properties` are the content of `w:rPr`."""

    text: str
    properties: str = ""
    lost: bool = False

    def xml(self, package: Package) -> str:
        """The run; of a deletion where it is `lost`."""
        properties = f"<w:rPr>{self.properties}</w:rPr>" if self.properties else ""
        tag = "w:delText" if self.lost else "w:t"
        return f'<w:r w:rsidR="{package.rsid()}">{properties}{_content(self.text, tag)}</w:r>'


@dataclass(frozen=True)
class Raw(Piece):
    """Anything else, as it is."""

    content: str

    def xml(self, package: Package) -> str:
        """Itself."""
        return self.content


@dataclass(frozen=True)
class Made(Piece):
    """A piece that needs the package, for a relationship or a number."""

    make: Callable[[Package], str]

    def xml(self, package: Package) -> str:
        """What it makes."""
        return self.make(package)


@dataclass(frozen=True)
class P:
    """A paragraph of `pieces`; `properties` are the content of `w:pPr`."""

    pieces: tuple[object, ...]
    properties: str = ""

    def __init__(self, *pieces: object, style: str = "", properties: str = "") -> None:
        object.__setattr__(self, "pieces", pieces)
        object.__setattr__(self, "properties", (f'<w:pStyle w:val="{style}"/>' if style else "") + properties)

    def xml(self, package: Package) -> str:
        """The paragraph, with the marks of revisions that Word gives each."""
        number = package.number()
        marks = f'w14:paraId="{number:08X}" w14:textId="77777777" w:rsidR="{package.rsid()}" w:rsidRDefault="00AB12CD"'
        properties = f"<w:pPr>{self.properties}</w:pPr>" if self.properties else ""
        return f"<w:p {marks}>{properties}{inline(self.pieces, package)}</w:p>"


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `properties` are added to `w:tcPr`."""

    content: tuple[object, ...]
    properties: str = ""

    def xml(self, package: Package) -> str:
        """The cell; its last element is a paragraph, as Word wants it."""
        content = blocks(self.content, package)
        if not content.endswith(("</w:p>", "</w:sdt>")):
            content += P().xml(package)
        return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{self.properties}</w:tcPr>{content}</w:tc>'


@dataclass(frozen=True)
class Table:
    """A table of rows of cells; a cell is a text, a block, a list of blocks or a `Cell`."""

    rows: tuple[Sequence[object], ...]

    def xml(self, package: Package) -> str:
        """The table, all of its columns of one width."""
        rows = [[_cell(cell) for cell in row] for row in self.rows]
        grid = '<w:gridCol w:w="2000"/>' * max(map(len, rows))
        properties = '<w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0"/>'
        made = "".join(
            f'<w:tr w:rsidR="{package.rsid()}" w14:paraId="{package.number():08X}" w14:textId="77777777">'
            f"{''.join(cell if isinstance(cell, str) else cell.xml(package) for cell in row)}</w:tr>"
            for row in ([c.xml(package) if isinstance(c, Control) else c for c in row] for row in rows)
        )
        return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


@dataclass(frozen=True)
class Control(Piece):
    """A content control around blocks, pieces or a cell; `properties` are added to `w:sdtPr`."""

    content: tuple[object, ...]
    properties: str = ""
    around: str = "blocks"

    def xml(self, package: Package) -> str:
        """The control."""
        if self.around == "cell":
            content = _cell(self.content[0]).xml(package)
        else:
            content = (blocks if self.around == "blocks" else inline)(self.content, package)
        number = 100000 + package.number()
        properties = f'<w:sdtPr><w:id w:val="{number}"/>{self.properties}</w:sdtPr>'
        properties = re.sub(r"(<w:id [^>]*/>)(<w:alias [^>]*/>(?:<w:tag [^>]*/>)?)", r"\2\1", properties)
        return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _cell(content: object) -> object:
    if isinstance(content, Cell) or (isinstance(content, Control) and content.around == "cell"):
        return content
    return Cell(tuple(content)) if isinstance(content, list) else Cell((content,))


def blocks(content: Iterable[object], package: Package) -> str:
    """Paragraphs, tables and controls, one after the other."""
    return "".join((P(block) if isinstance(block, str) else block).xml(package) for block in content)  # type: ignore[attr-defined]


def inline(pieces: Iterable[object], package: Package) -> str:
    """The pieces of a paragraph; a text is a run, or several where the package breaks its tags."""
    made = []
    for piece in pieces:
        if isinstance(piece, str):
            piece = broken(piece) if package.breaks_tags else Run(piece)
        made.append(piece.xml(package))  # type: ignore[attr-defined]
    return "".join(made)


_SIGNS = {"\t": "<w:tab/>", "\n": "<w:br/>", "\u2011": "<w:noBreakHyphen/>", "\f": '<w:br w:type="page"/>'}


def _content(text: str, tag: str) -> str:
    parts = (part for part in re.split("([\t\n\f\u2011])", text) if part)
    return "".join(_SIGNS.get(part) or f'<{tag} xml:space="preserve">{escape(part)}</{tag}>' for part in parts)


def document(*content: object, breaks_tags: bool = False, **parts: object) -> bytes:
    """A DOCX of `content`; for `parts` see `Package.docx`. With `breaks_tags` every tag is broken over runs."""
    package = Package(breaks_tags=breaks_tags)
    made = {
        kind: {
            of: blocks(given, package.part(f"word/{kind[:-1]}{HEADERS[of]}.xml")) for of, given in dict(value).items()
        }  # type: ignore[call-overload]
        for kind, value in parts.items()
        if kind in ("headers", "footers")
    }
    return package.docx(blocks(content, package), **{**parts, **made})  # type: ignore[arg-type]


# Pieces of a paragraph


def bold(text: str) -> Run:
    """Bold text."""
    return Run(text, "<w:b/>")


def styled(text: str, properties: str) -> Run:
    """Text with the content of `w:rPr`."""
    return Run(text, properties)


PROOF = Raw('<w:proofErr w:type="spellStart"/>'), Raw('<w:proofErr w:type="spellEnd"/>')
"""What the spelling check leaves around a word that it does not know."""

PAGE_MARK = Raw("<w:lastRenderedPageBreak/>")


def bookmark(*pieces: object, name: str = "_GoBack") -> Made:
    """A bookmark around pieces; `_GoBack` is where the pen stood last."""

    def make(package: Package) -> str:
        number = package.number()
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}{number if name == "_GoBack" else ""}"/>'
        return f'{start}{inline(pieces, package)}<w:bookmarkEnd w:id="{number}"/>'

    return Made(make)


def between(kind: int) -> tuple[object, ...]:
    """What Word strews between two runs of one word: spelling and grammar marks, a bookmark, nothing."""
    kinds: tuple[tuple[object, ...], ...] = (
        (),
        (PROOF[0],),
        (PROOF[1],),
        (bookmark(),),
        (Raw('<w:proofErr w:type="gramStart"/>'), Raw('<w:proofErr w:type="gramEnd"/>')),
    )
    return kinds[kind % len(kinds)]


_LOOKS = ("", '<w:lang w:val="en-GB"/>', '<w:rFonts w:hint="eastAsia"/>', "<w:noProof/>")


def in_runs(parts: Iterable[str], marks: Iterable[int] = (), looks: Iterable[int] = ()) -> Made:
    """A run for each of `parts`, with what `between` says between them, in looks that nobody sees."""
    pieces: list[object] = []
    for part, mark, look in zip(parts, _endless(marks), _endless(looks), strict=False):
        pieces += [*(between(mark) if pieces else ()), Run(part, _LOOKS[look % len(_LOOKS)])]
    return Made(lambda package: inline(pieces, package))


def _endless(numbers: Iterable[int]) -> Iterator[int]:
    given = list(numbers)
    yield from given
    yield from cycle(range(5))


_IN_TAG = re.compile(r"(\{\{|\{%|\{#|\}\}|%\}|#\}|\w+)")


def broken(text: str) -> Made:
    """`text` with every tag of it in runs: each brace on its own, each word apart."""
    parts: list[str] = []
    for part in _IN_TAG.split(text):
        parts += list(part) if re.fullmatch(r"[{}%#]{2}", part) else [part] if part else []
    return in_runs(parts)


def table(*rows: Sequence[object]) -> Table:
    """A table; a cell is a text, a block, a list of blocks or a `Cell`."""
    return Table(rows)


def item(*pieces: object, numbering: int = 1) -> P:
    """An item of a numbered list."""
    return P(*pieces, properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>')
