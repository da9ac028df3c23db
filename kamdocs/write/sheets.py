"""Addresses on envelopes and on sheets of labels, as pages for the printer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lxml import etree

from kamdocs.model.page import Page
from kamdocs.model.sheets import Box, EnvelopeSize, LabelSheet
from kamdocs.model.theme import Theme
from kamdocs.write.document import text_of
from kamdocs.write.measure import wrapped

_POINTS_PER_MM, _LEADING = 72 / 25.4, 1.3
_LEAST, _STEP = 6.5, 0.5
_WHITE = re.compile(r"[^\S\xa0]+")
"""White space that a line may break at: a postal code keeps the no-break space that a language writes it with."""

_SPARE = 0.94
"""The part of the width that lines are measured by, as words are set a little wider than letter by letter."""

_SHEET = """@page {{ size: {width}mm {height}mm; margin: 0; @top-left {{ content: none; border: none; }}
  @bottom-right {{ content: none; }} }}
@page :first {{ margin: 0; }}
body {{ hyphens: manual; }}
section {{ position: relative; width: {width}mm; height: {height}mm; break-after: page; margin: 0; overflow: hidden; }}
section:last-child {{ break-after: auto; }}
* + section {{ margin: 0; }}
p.address, p.note {{ position: absolute; margin: 0; color: #000000; line-height: 1.3; text-align: left; }}
"""


@dataclass(frozen=True, slots=True)
class Address:
    """What is printed for one letter: its id, its language, the house's lines and those of the recipient."""

    id: str
    language: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    box: Box
    kind: str
    language: str
    lines: tuple[str, ...]


def address_of(id: str, page: Page) -> Address:
    """The addresses that the part `postal` of a letter's templates gives."""
    body = etree.fromstring(page.html)
    return Address(id, page.language, _lines(body, "note"), _lines(body, "address"))


def envelope_pages(addresses: Sequence[Address], size: EnvelopeSize, page: Page, theme: Theme) -> tuple[Page, str]:
    """A page for each of `addresses`, with its stylesheet; what else it says of itself is that of `page`."""
    sheets = (
        (
            _Place(size.sender, "note", one.language, one.sender),
            _Place(size.recipient, "address", one.language, one.recipient),
        )
        for one in addresses
    )
    return _page(page, sheets, theme), _SHEET.format(width=size.width, height=size.height)


def label_pages(
    addresses: Sequence[Address], sheet: LabelSheet, page: Page, theme: Theme, *, first: int
) -> tuple[Page, str]:
    """Sheets of labels, the first address on the label `first`, counted from 1, with their stylesheet."""
    many, width, height = sheet.columns * sheet.rows, *sheet.page
    sheets: dict[int, list[_Place]] = {}
    for number, one in enumerate(addresses, start=first - 1):
        place = _Place(_label(sheet, number % many), "address", one.language, one.recipient)
        sheets.setdefault(number // many, []).append(place)
    return _page(page, sheets.values(), theme), _SHEET.format(width=width, height=height)


def too_long(addresses: Sequence[Address], boxes: Mapping[str, Box], theme: Theme) -> Iterator[str]:
    """The ids of those whose address fits nowhere, not in the smallest letters; `boxes` are by `note` and `address`."""
    for one in addresses:
        held = {"note": one.sender, "address": one.recipient}
        if any(_fitting(held[kind], box, theme) is None for kind, box in boxes.items()):
            yield one.id


def label_box(sheet: LabelSheet) -> Box:
    """The place within the first label of `sheet`."""
    return _label(sheet, 0)


def _label(sheet: LabelSheet, number: int) -> Box:
    row, column = divmod(number, sheet.columns)
    return Box(
        left=sheet.left + column * sheet.across + sheet.padding,
        top=sheet.top + row * sheet.down + sheet.padding,
        width=sheet.width - 2 * sheet.padding,
        height=sheet.height - 2 * sheet.padding,
        size=sheet.size,
    )


def _page(page: Page, sheets: Iterable[Iterable[_Place]], theme: Theme) -> Page:
    body = etree.Element("body")
    for places in sheets:
        section = etree.SubElement(body, "section")
        for place in places:
            paragraph = etree.SubElement(section, "p", {"class": place.kind})
            paragraph.set("lang", place.language)
            paragraph.set("style", _style(place, theme))
            _fill(paragraph, place.lines)
    return replace(page, html=etree.tostring(body, encoding="unicode"))


def _style(place: _Place, theme: Theme) -> str:
    box = place.box
    size = _fitting(place.lines, box, theme) or _LEAST
    return f"left: {box.left}mm; top: {box.top}mm; width: {box.width}mm; font-size: {size}pt"


def _fitting(lines: Sequence[str], box: Box, theme: Theme) -> float | None:
    """The size of type in which `lines` fit into `box`, as large as it may be; None where there is none."""
    size = float(box.size)
    width, height = (float(value) * _POINTS_PER_MM for value in (box.width * Decimal(str(_SPARE)), box.height))
    while size >= _LEAST:
        count = sum(len(wrapped(line, theme, size, width)) for line in lines)
        if count * size * _LEADING <= height:
            return size
        size -= _STEP
    return None


def _fill(paragraph: etree._Element, lines: Sequence[str]) -> None:
    paragraph.text = lines[0]
    for line in lines[1:]:
        etree.SubElement(paragraph, "br").tail = line


def _lines(body: etree._Element, kind: str) -> tuple[str, ...]:
    found = body.find(f".//p[@class='{kind}']")
    if found is None:
        return ()
    return tuple(line for line in (" ".join(_WHITE.split(line.strip())) for line in text_of(found).split("\n")) if line)
