"""Points over each other: the series of a chart of points, and the columns of the spreadsheet that each needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kamdocs.write.word.charts.labels import label_cells
from kamdocs.write.word.charts.plot import series_head
from kamdocs.write.word.charts.sheet import Cell, Column, Derived, Sheet
from kamdocs.write.word.charts.xml import Node, x

Place = tuple[Derived, Derived]
"""The coordinates of a point, across and up, as the spreadsheet makes them."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Points, their `look` in the chart format, and the `texts` of their labels.

    One that is `named` shows the categories of the chart, which are its labels where it has no texts of its own.
    """

    places: Sequence[Place]
    look: Sequence[Node]
    texts: Sequence[Cell] = ()
    named: bool = False

    def columns(self) -> list[Column]:
        """The columns of the spreadsheet that hold it."""
        across, up = ([place[side] for place in self.places] for side in (0, 1))
        return [Column("→", across), Column("↑", up), *([Column("", self.texts)] if self.texts else [])]


def series_of(layers: Sequence[Layer], sheet: Sheet, *, first: int) -> Iterator[Node]:
    """The series of a chart, each above those after it; their columns begin at the column `first`.

    Why their order is turned: LibreOffice draws the first series of points above all others, Word that of the highest
    order.
    """
    column = first
    for number, layer in enumerate(layers):
        name = sheet.name(0) if layer.named else None
        head = [*series_head(number, name, order=len(layers) - 1 - number), *layer.look]
        data = [sheet.numbers(column, "c:xVal"), sheet.numbers(column + 1, "c:yVal"), x("c:smooth", 0)]
        labelled_by = column + 2 if layer.texts else 0
        cells = [label_cells(sheet, labelled_by)] if layer.texts or layer.named else []
        yield x("c:ser", children=[*head, *data, *cells])
        column += len(layer.columns())
