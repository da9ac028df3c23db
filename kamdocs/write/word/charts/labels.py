"""The labels of a series: the printed texts of a column of the spreadsheet.

Why: Word writes the points and commas of a number format as the reader's system does, not as the document. A label
that takes its text from a cell shows what was printed, and once the data are edited what the cell then shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kamdocs.write.word.charts.ink import Ink, shape
from kamdocs.write.word.charts.layout import moved
from kamdocs.write.word.charts.sheet import Sheet
from kamdocs.write.word.charts.xml import Node, x

_SHOWS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
_OF_LABELS, _OF_SERIES = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}", "{02D57815-91ED-43cb-92C2-25804820EDAC}"
"""Extensions by which Word 2013 and later knows labels from cells."""


@dataclass(frozen=True, slots=True)
class Look:
    """How labels look: `colour` None is that of text; before each stands its `sign`."""

    colour: str | None = None
    bold: bool = True
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands: on a side of its point, and how far from there, in parts of the width and the height."""

    side: str
    right: float = 0.0
    down: float = 0.0


_NONE: Mapping[int, Spot] = MappingProxyType({})
_PLAIN = Look()


def labels(
    ink: Ink, texts: Sequence[str | None], side: str, spots: Mapping[int, Spot] = _NONE, *, look: Look = _PLAIN
) -> Node:
    """A label with its text at each point that has one; `spots` are those of points that are not on `side`."""
    points = [
        _point(ink, number, text, spots.get(number, Spot(side)), look) if text else _none(number)
        for number, text in enumerate(texts)
    ]
    type = ink.type(look.colour or ink.colours.text, bold=look.bold, unbroken=True)
    shared = [shape(), type, x("c:dLblPos", side), *_shows()]
    return x("c:dLbls", children=[*points, *shared, _from_cells()])


def label_cells(sheet: Sheet, column: int) -> Node:
    """What a series says of the cells that its labels stand in."""
    found = x("c15:datalabelsRange", children=sheet.label_range(column))
    return x("c:extLst", children=[x("c:ext", {"uri": _OF_SERIES}, [found])])


def _point(ink: Ink, number: int, text: str, spot: Spot, look: Look) -> Node:
    colour = look.colour or ink.colours.text
    field = ink.field("CELLRANGE", text, number, colour, bold=look.bold, sign=look.sign)
    place = [moved(spot.right, spot.down)] if spot.right or spot.down else []
    shown = [x("c:idx", number), *place, field, shape(), x("c:dLblPos", spot.side), *_shows()]
    return x("c:dLbl", children=[*shown, _from_cells()])


def _none(number: int) -> Node:
    return x("c:dLbl", children=[x("c:idx", number), x("c:delete", 1)])


def _shows() -> list[Node]:
    return [x(f"c:show{what}", 0) for what in _SHOWS]


def _from_cells() -> Node:
    return x("c:extLst", children=[x("c:ext", {"uri": _OF_LABELS}, [x("c15:showDataLabelsRange", 1)])])
