"""The labels of a series: the printed texts of a column of the spreadsheet.

Why: Word writes the points and commas of a number format as the reader's system does, not as the document. A label
that takes its text from a cell shows what was printed, and once the data are edited what the cell then shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kamdocs.write.word.charts.layout import moved
from kamdocs.write.word.charts.setting import Setting
from kamdocs.write.word.charts.shapes import shape
from kamdocs.write.word.charts.sheet import Sheet
from kamdocs.write.word.charts.xml import Node, x

_SHOWS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
_OF_LABELS, _OF_SERIES = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}", "{02D57815-91ED-43cb-92C2-25804820EDAC}"
"""Extensions by which Word 2013 and later knows labels from cells."""


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """How labels are set: `colour` None is that of text; before each stands its `sign`; its lines are `aligned`."""

    colour: str | None = None
    bold: bool = True
    sign: str = ""
    aligned: str = "ctr"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands: on a side of its point, and how far from there, in parts of the width and the height."""

    side: str
    right: float = 0.0
    down: float = 0.0


_NONE: Mapping[int, Spot] = MappingProxyType({})
_PLAIN = LabelStyle()


def labels(
    setting: Setting,
    texts: Sequence[str | None],
    side: str,
    spots: Mapping[int, Spot] = _NONE,
    *,
    style: LabelStyle = _PLAIN,
    later: bool = True,
) -> Node:
    """A label with its text at each point that has one; `spots` are those of points that are not on `side`. Cells that
    are filled `later` have labels too.

    Why no point is marked as one without a label: LibreOffice gives those the text of their cells.
    """
    points = [
        _point(setting, number, text, spots.get(number, Spot(side)), style) for number, text in enumerate(texts) if text
    ]
    type = setting.type(style.colour or setting.colours.text, bold=style.bold, unbroken=True)
    shared = [shape(), type, x("c:dLblPos", side), *_shows()]
    return x("c:dLbls", children=[*points, *shared, _from_cells(shown=later)])


def label_cells(sheet: Sheet, column: int) -> Node:
    """What a series says of the cells that its labels stand in."""
    found = x("c15:datalabelsRange", children=sheet.label_range(column))
    return x("c:extLst", children=[x("c:ext", {"uri": _OF_SERIES}, [found])])


def _point(setting: Setting, number: int, text: str, spot: Spot, style: LabelStyle) -> Node:
    colour = style.colour or setting.colours.text
    field = setting.field("CELLRANGE", text, number, colour, bold=style.bold, sign=style.sign, aligned=style.aligned)
    place = [moved(spot.right, spot.down)] if spot.right or spot.down else []
    shown = [x("c:idx", number), *place, field, shape(), x("c:dLblPos", spot.side), *_shows()]
    return x("c:dLbl", children=[*shown, _from_cells()])


def _shows() -> list[Node]:
    return [x(f"c:show{what}", 0) for what in _SHOWS]


def _from_cells(*, shown: bool = True) -> Node:
    inner = [x("c15:showDataLabelsRange", int(shown))]
    return x("c:extLst", children=[x("c:ext", {"uri": _OF_LABELS}, inner)])
