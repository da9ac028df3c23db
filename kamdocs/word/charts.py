"""The charts of a DOCX read back: their words and numbers, and whether what is drawn is what the spreadsheet holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from kamdocs.rules.printed_numbers import prints
from kamdocs.word.names import qualified
from kamdocs.word.package import DOCUMENT, PackageError, parse_part
from kamdocs.word.workbook import Cell, Place, places, read_workbook, relations, rounded

_SIGNS = "\N{BLACK RIGHT-POINTING TRIANGLE}\N{BLACK UP-POINTING TRIANGLE}\N{NO-BREAK SPACE}"
"""What stands beside the name of an axis and is no part of it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a spreadsheet: its name, and what its cells hold up to the last that holds anything."""

    name: str
    cells: tuple[Decimal | str | None, ...]


@dataclass(frozen=True, slots=True)
class DrawnSeries:
    """A series as a chart shows it, point by point: its categories, its values, and its labels, empty where there is
    none."""

    name: str
    categories: tuple[str, ...]
    values: tuple[Decimal | None, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartText:
    """What a chart says.

    `part` is its name. `columns` are those of its spreadsheet, without those that formulas make; numbers have fifteen
    digits. `series` are those that it draws, also those that are not seen, and `titles` the names of its axes.
    `differences` says where the chart and its spreadsheet differ.
    """

    part: str
    columns: tuple[Column, ...]
    series: tuple[DrawnSeries, ...]
    titles: tuple[str, ...]
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reference:
    """Cells that a chart names, and what it shows for each, in their order."""

    cells: list[Place]
    shown: dict[int, str]
    kind: str


def read_charts(parts: Mapping[str, bytes]) -> tuple[ChartText, ...]:
    """The charts of a DOCX in the order of its text; raises PackageError where one is not sound."""
    return charts_in(parse_part(parts[DOCUMENT]), parts)


def charts_in(document: etree._Element, parts: Mapping[str, bytes]) -> tuple[ChartText, ...]:
    """The charts of a document that is read already; raises PackageError where one is not sound."""
    shown = [chart.get(qualified("r:id"), "") for chart in document.iter(qualified("c:chart"))]
    targets = relations(parts, DOCUMENT) if shown else {}
    missing = [relation for relation in shown if targets.get(relation) not in parts]
    if missing:
        raise PackageError(f"shows a chart, `{missing[0]}`, that it does not hold")
    return tuple(_read(parts, targets[relation]) for relation in shown)


def _read(parts: Mapping[str, bytes], part: str) -> ChartText:
    root = parse_part(parts[part])
    data = root.find(qualified("c:externalData"))
    book = relations(parts, part).get("" if data is None else data.get(qualified("r:id"), ""), "")
    series = tuple(map(_series, root.iter(qualified("c:ser"))))
    titles = tuple(_text(title).strip(_SIGNS) for title in root.iter(qualified("c:title")))
    if book not in parts:
        return ChartText(part, (), series, titles, ("it has no spreadsheet",))
    cells = read_workbook(parts[book])
    told = (said for reference in _references(root) for said in _differences(reference, cells))
    return ChartText(part, tuple(_columns(cells)), series, titles, (*told, *_stale(root)))


def _columns(cells: Mapping[Place, Cell]) -> Iterator[Column]:
    """The columns that hold anything below their name, none of it made by formulas."""
    found: dict[tuple[str, int, str], dict[int, Cell]] = {}
    for (sheet, letters, row), cell in cells.items():
        found.setdefault((sheet, len(letters), letters), {})[row] = cell
    for _, rows in sorted(found.items()):
        if max(rows) > 1 and not any(cell.derived for cell in rows.values()):
            name = rows[1].text if 1 in rows else ""
            yield Column(name, tuple(_content(rows.get(row)) for row in range(2, max(rows) + 1)))


def _content(cell: Cell | None) -> Decimal | str | None:
    return None if cell is None else cell.text if cell.number is None else cell.number


def _series(series: etree._Element) -> DrawnSeries:
    name, categories = (_points(series.find(qualified(tag))) for tag in ("c:tx", "c:cat"))
    found = series.find(qualified("c:val"))
    values = _points(series.find(qualified("c:yVal")) if found is None else found)
    labels = _labels(series)
    count = max([*labels, *categories, *values], default=-1) + 1
    return DrawnSeries(
        name.get(0, ""),
        tuple(categories.get(index, "") for index in range(count)),
        tuple(rounded(values[index]) if index in values else None for index in range(count)),
        tuple(labels.get(index, "") for index in range(count)),
    )


def _points(holder: etree._Element | None) -> dict[int, str]:
    """What is shown for each cell of a reference."""
    points = () if holder is None else holder.iter(qualified("c:pt"))
    return {int(point.get("idx", "0")): point.findtext(qualified("c:v")) or "" for point in points}


def _labels(series: etree._Element) -> dict[int, str]:
    """What is written at each point, for programs that read no cells, without the signs before it."""
    return {
        int(index.get("val", "0")): "".join(map(_text, label.iter(qualified("a:fld"))))
        for label in series.iter(qualified("c:dLbl"))
        if (index := label.find(qualified("c:idx"))) is not None
    }


def _text(holder: etree._Element) -> str:
    return "".join(text.text or "" for text in holder.iter(qualified("a:t")))


def _references(root: etree._Element) -> Iterator[_Reference]:
    for kind in ("c:strRef", "c:numRef", "c15:datalabelsRange"):
        for found in root.iter(qualified(kind)):
            prefix, _, name = kind.partition(":")
            formula = found.findtext(qualified(f"{prefix}:f")) or ""
            yield _Reference(places(formula), _points(found), name)


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
    return kind == "datalabelsRange" and prints(shown, cell.number)


def _stale(root: etree._Element) -> Iterator[str]:
    """Labels that programs which read no cells would print otherwise."""
    for series in root.iter(qualified("c:ser")):
        texts = _points(next(series.iter(qualified("c15:dlblRangeCache")), None))
        for index, written in _labels(series).items():
            if written and texts.get(index) != written:
                yield f"its label `{written}` is not that of its cell, `{texts.get(index, '')}`"
