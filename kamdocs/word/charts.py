"""The charts of a DOCX read back: their words and numbers, and whether what is drawn is what the spreadsheet holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from kamdocs.word.names import qualified
from kamdocs.word.package import DOCUMENT, PackageError, parse_part
from kamdocs.word.workbook import Cell, Place, places, read_workbook, relations, rounded

_HALF = Decimal("0.5")
_SCALES = [Decimal(10) ** power for power in (0, 2, -3, -4, -6, -8, -9, -12)]
"""What printed numbers are of their values: as they are, per cent, thousands to billions, and 만 and 억."""
PRINTED_NUMBER = re.compile(r"\d(?:[\d.,'’\u00a0\u202f]*\d)?")
"""The figures of a number, with what parts them in any language."""


@dataclass(frozen=True, slots=True)
class ChartText:
    """What a chart says.

    `part` is its name. `texts` are its names of series and axes, categories and labels, and what else its spreadsheet
    names, each once; `numbers` are those that the spreadsheet holds, series by series, to fifteen digits. What the
    spreadsheet makes by formulas is in neither. `differences` says where the chart and its spreadsheet differ.
    """

    part: str
    texts: tuple[str, ...]
    numbers: tuple[Decimal, ...]
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reference:
    """Cells that a chart names, and what it shows for each, in their order."""

    cells: list[Place]
    shown: dict[int, str]
    kind: str


def read_charts(parts: Mapping[str, bytes]) -> tuple[ChartText, ...]:
    """The charts of a DOCX in the order of its text; raises PackageError where one is not sound."""
    targets = relations(parts, DOCUMENT)
    shown = [chart.get(qualified("r:id"), "") for chart in parse_part(parts[DOCUMENT]).iter(qualified("c:chart"))]
    missing = [relation for relation in shown if targets.get(relation) not in parts]
    if missing:
        raise PackageError(f"shows a chart, `{missing[0]}`, that it does not hold")
    return tuple(_read(parts, targets[relation]) for relation in shown)


def _read(parts: Mapping[str, bytes], part: str) -> ChartText:
    root = parse_part(parts[part])
    data = root.find(qualified("c:externalData"))
    book = relations(parts, part).get("" if data is None else data.get(qualified("r:id"), ""), "")
    if book not in parts:
        return ChartText(part, tuple(dict.fromkeys(_written(root))), (), ("it has no spreadsheet",))
    cells = read_workbook(parts[book])
    found = list(_references(root))
    derived = {place[:2] for place, cell in cells.items() if cell.derived}
    own = {place: cell for place, cell in cells.items() if place[:2] not in derived}
    words = [text for reference in found for text in reference.shown.values() if reference.kind != "numRef"]
    named = [cell.text for cell in own.values() if cell.text]
    columns = sorted(own, key=lambda place: (place[0], len(place[1]), place[1], place[2]))
    return ChartText(
        part,
        tuple(dict.fromkeys([*_written(root), *words, *named])),
        tuple(number for place in columns if (number := own[place].number) is not None),
        (*(said for reference in found for said in _differences(reference, cells)), *_stale(root)),
    )


def _written(root: etree._Element) -> Iterator[str]:
    """What is written in the chart itself: names of axes, and labels for programs that read no cells; no mere signs."""
    return (text.text for text in root.iter(qualified("a:t")) if text.text and any(map(str.isalnum, text.text)))


def _references(root: etree._Element) -> Iterator[_Reference]:
    for kind in ("c:strRef", "c:numRef", "c15:datalabelsRange"):
        for found in root.iter(qualified(kind)):
            prefix, _, name = kind.partition(":")
            formula = found.findtext(qualified(f"{prefix}:f")) or ""
            shown = {
                int(point.get("idx", "0")): point.findtext(qualified("c:v")) or ""
                for point in found.iter(qualified("c:pt"))
            }
            yield _Reference(places(formula), shown, name)


def _differences(reference: _Reference, cells: Mapping[Place, Cell]) -> Iterator[str]:
    """What a chart shows otherwise than its cells hold it."""
    if not reference.cells or max(reference.shown, default=0) >= len(reference.cells):
        yield "it shows what stands in no cell"
        return
    for index, place in enumerate(reference.cells):
        shown, cell = reference.shown.get(index), cells.get(place)
        if not _agree(shown, cell, reference.kind):
            held = "nothing" if cell is None else f"`{cell.text if cell.number is None else cell.number}`"
            said = "nothing" if shown is None else f"`{shown}`"
            yield f"it shows {said} for cell {place[1]}{place[2]}, which holds {held}"


def _agree(shown: str | None, cell: Cell | None, kind: str) -> bool:
    if cell is None or shown is None:
        return not (cell and (cell.text or cell.number is not None)) and not shown
    if cell.number is None:
        return shown == cell.text
    if kind == "numRef":
        return rounded(shown) == cell.number
    return kind == "datalabelsRange" and _prints(shown, cell.number)


def _prints(text: str, number: Decimal) -> bool:
    """Whether a text prints `number`, rounded; True for a text without digits."""
    printed = PRINTED_NUMBER.findall(text)
    return not printed or any(_rounds_to(digits, abs(number)) for digits in printed)


def _rounds_to(digits: str, size: Decimal) -> bool:
    """Whether `size` is printed so, whatever its signs between digits mean."""
    parts = re.split(r"\D", digits)
    for decimals in {0, len(parts[-1]) if len(parts) > 1 else 0}:
        shown = Decimal("".join(parts))
        near = (scale for scale in _SCALES if abs((size * scale).scaleb(decimals) - shown) <= _HALF)
        if any(scale == 1 or shown for scale in near):
            return True
    return False


def _stale(root: etree._Element) -> Iterator[str]:
    """Labels that programs which read no cells would print otherwise."""
    for series in root.iter(qualified("c:ser")):
        texts = {
            point.get("idx"): point.findtext(qualified("c:v"))
            for cache in series.iter(qualified("c15:dlblRangeCache"))
            for point in cache.iter(qualified("c:pt"))
        }
        for label in series.iter(qualified("c:dLbl")):
            written = "".join(_written(label))
            index = label.find(qualified("c:idx"))
            if written and index is not None and texts.get(index.get("val")) != written:
                yield f"its label `{written}` is not that of its cell, `{texts.get(index.get('val')) or ''}`"
