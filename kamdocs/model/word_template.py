"""What the stages hand each other of a template made in Word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from lxml import etree

INSERT = "kamdocs"
"""Target of the processing instruction `<?kamdocs n?>` that stands where insert `n` goes."""

TOKEN_OPEN, TOKEN_CLOSE = "\ufdd0", "\ufdd1"
"""Signs around the number of an insert in an attribute, as in the alternative text of a picture."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the zip that a DOCX is: its content, and the same as it is stored there (`method` 8 is deflated, 0 is
    plain), with the checksum of the content."""

    name: str
    data: bytes
    stored: bytes
    method: int
    crc: int


@dataclass(frozen=True, slots=True)
class WordFile:
    """A DOCX that was found sound and harmless; `members` stand in the order in which they are written."""

    file: Path
    members: Mapping[str, Member]


@dataclass(frozen=True, slots=True)
class Html:
    """Blocks of the closed vocabulary (`kamdocs/rules/vocabulary.py`)."""

    blocks: tuple[etree._Element, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: PNG, JPEG, GIF or SVG. Without a width and a height it is as large as its file says; with one, the
    other follows. In the alternative text of a placeholder picture it takes that one's place and fits into its size."""

    data: bytes
    width_mm: Decimal | None = None
    height_mm: Decimal | None = None
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to an address."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class SubDocument:
    """Another DOCX, the body of which is put in with its styles, lists and pictures: as it is, or `filled`."""

    word_file: WordFile
    filled: Filled | None = None


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a native chart shows instead of its own data. It stands in the alternative text of the chart."""

    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Xml:
    """A piece of the document itself, as a macro gives it: elements `w:p`, `w:tbl`, `w:tr`, `w:tc` or `w:r`, or text;
    may hold inserts again."""

    xml: str


Insert = Html | Image | Link | SubDocument | ChartData | Xml


@dataclass(frozen=True, slots=True)
class Filled:
    """A template filled with data, not put together yet.

    `pieces` are the changed parts by name, each a whole XML document when its pieces are joined. `inserts` are numbered
    from 0: `<?kamdocs n?>` in a `w:t` (within a run of a paragraph), or `\\ufdd0n\\ufdd1` in an attribute, says where
    each goes. `links` are new relationships of type hyperlink, by part (`word/document.xml`), id and address, already
    named in the part. `lists` are numberings to be made: the new `numId` and that of the template's own of which it is
    a new beginning. `files` are changed parts that are no XML, as the spreadsheets behind charts.
    """

    pieces: Mapping[str, Sequence[str]]
    inserts: tuple[Insert, ...] = ()
    links: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lists: Mapping[int, int] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def parts(self) -> dict[str, str]:
        """The changed parts by name, each a whole XML document."""
        return {name: "".join(pieces) for name, pieces in self.pieces.items()}

    @property
    def contents(self) -> dict[str, bytes]:
        """All changed parts by name."""
        return {name: xml.encode() for name, xml in self.parts.items()} | dict(self.files)
