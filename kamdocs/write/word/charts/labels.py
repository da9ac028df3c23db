"""The labels of a series: the printed texts of a column of the spreadsheet.

Why: Word writes the points and commas of a number format as the reader's system does, not as the document. A label
that takes its text from a cell shows what was printed, and once the data are edited what the cell then shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kamdocs.write.word.charts.ink import Ink, shape
from kamdocs.write.word.charts.sheet import Sheet
from kamdocs.write.word.charts.xml import Node, x

NOWHERE_ELSE: Mapping[int, str] = {}
_SHOWS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
_OF_LABELS, _OF_SERIES = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}", "{02D57815-91ED-43cb-92C2-25804820EDAC}"
"""Extensions by which Word 2013 and later knows labels from cells."""


def labels(
    ink: Ink, texts: Sequence[str | None], place: str, places: Mapping[int, str] = NOWHERE_ELSE, *, quiet: bool = False
) -> Node:
    """A label with its text at each point that has one; `places` are those of points that are not at `place`."""
    colour = ink.colours.muted if quiet else ink.colours.text
    points = [
        _point(ink, number, text, places.get(number, place), colour, bold=not quiet) if text else _none(number)
        for number, text in enumerate(texts)
    ]
    shared = [shape(), ink.type(colour, bold=not quiet, unbroken=True), x("c:dLblPos", place), *_shows()]
    return x("c:dLbls", children=[*points, *shared, _from_cells()])


def label_cells(sheet: Sheet, column: int) -> Node:
    """What a series says of the cells that its labels stand in."""
    found = x("c15:datalabelsRange", children=sheet.label_range(column))
    return x("c:extLst", children=[x("c:ext", {"uri": _OF_SERIES}, [found])])


def _point(ink: Ink, number: int, text: str, place: str, colour: str, *, bold: bool) -> Node:
    field = ink.field("CELLRANGE", text, number, colour, bold=bold)
    shown = [x("c:idx", number), field, shape(), x("c:dLblPos", place), *_shows()]
    return x("c:dLbl", children=[*shown, _from_cells()])


def _none(number: int) -> Node:
    return x("c:dLbl", children=[x("c:idx", number), x("c:delete", 1)])


def _shows() -> list[Node]:
    return [x(f"c:show{what}", 0) for what in _SHOWS]


def _from_cells() -> Node:
    return x("c:extLst", children=[x("c:ext", {"uri": _OF_LABELS}, [x("c15:showDataLabelsRange", 1)])])
