"""A waterfall: bars that stand on each other's ends, carried by one that is not seen.

The spreadsheet makes the parts of each bar from the amounts, so that the chart follows them when they are edited. A
bar that crosses zero has a part above and a part below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kamdocs.rules.charts import Chart
from kamdocs.rules.colours import series_colours
from kamdocs.write.charts.barplot import PLOT_HEIGHT
from kamdocs.write.charts.labels import Box
from kamdocs.write.word.charts.axes import Axis, axis_numbers, category_axis, value_axis
from kamdocs.write.word.charts.bars import bar_ends, bar_group, bar_series, standing_gap
from kamdocs.write.word.charts.ink import Ink, line, shape, solid
from kamdocs.write.word.charts.labels import Spot, label_cells, labels
from kamdocs.write.word.charts.layout import GAP, names_below
from kamdocs.write.word.charts.plot import Plot, data_sheet, series_head
from kamdocs.write.word.charts.sheet import Column, Derived, Sheet, letter
from kamdocs.write.word.charts.xml import Node, x

_AMOUNT, _END, _BASE, _PARTS, _LABEL = 1, 2, 3, 4, 10
"""Columns of the spreadsheet: the amounts, the sum after each, the bar not seen, the seen parts, where labels stand;
then the lines from bar to bar."""
_LINKS = 3
_THIN = Decimal("0.35")
_RISE, _FALL, _SUM = range(3)
_SIGNS = ("+", "−", "=")


@dataclass(frozen=True, slots=True)
class _Step:
    """From where to where a bar reaches, and where the spreadsheet says so."""

    start: Decimal
    end: Decimal
    first: str
    last: str
    sums: bool

    @property
    def kind(self) -> int:
        return _SUM if self.sums else _RISE if self.end >= self.start else _FALL


def waterfall(chart: Chart, ink: Ink) -> Plot:
    """A bar for each amount, from the sum before to the sum after, and whole bars for sums."""
    steps = _steps(chart)
    sheet = data_sheet(chart, _columns(chart, steps))
    rise, fall = series_colours(ink.theme, 2)
    fills = (rise, fall, ink.colours.strong)
    parts = [
        bar_series(series_head(number + 1, sheet.name(_AMOUNT)), sheet, _PARTS + number, solid(fills[number % 3]), [])
        for number in range(2 * len(fills))
    ]
    base = bar_series(series_head(0, None), sheet, _BASE, None, [])
    area = Box(0, ink.leading + GAP, ink.width, ink.leading + GAP + PLOT_HEIGHT)
    group = bar_group([base, *parts], standing_gap(chart, ink, area), stacked=True)
    nodes = [group, _lines(ink, sheet, steps), category_axis(ink, "b"), value_axis(ink, _axis(ink, steps, area))]
    return Plot(sheet, nodes, area, area.bottom + names_below(chart.categories, ink))


def _axis(ink: Ink, steps: Sequence[_Step], area: Box) -> Axis:
    """The axis is not seen; it leaves room for the labels of bars below zero."""
    ends = [end for step in steps for end in (step.start, step.end)]
    if min(ends) >= 0:
        return Axis("l", least=Decimal(0), shown=False)
    return Axis("l", *bar_ends(ends, area, ink.leading + GAP), shown=False)


def _steps(chart: Chart) -> list[_Step]:
    steps: list[_Step] = []
    at, place = Decimal(0), "0"
    for number, value in enumerate(chart.series[0].values):
        amount = Decimal(0) if value is None else value.number
        sums = number in chart.sums
        end, last = (amount if sums else at + amount), f"{letter(_END)}{number + 2}"
        steps.append(_Step(Decimal(0), end, "0", last, sums) if sums else _Step(at, end, place, last, sums))
        at, place = end, last
    return steps


def _columns(chart: Chart, steps: Sequence[_Step]) -> list[Column]:
    parts = [
        Column(f"{sign} {name}", [_part(step, kind, above=above) for step in steps])
        for name, above in (("↑", True), ("↓", False))
        for kind, sign in enumerate(_SIGNS)
    ]
    ends = [_end(step, row) for row, step in enumerate(steps, start=2)]
    return [
        Column("Σ", ends),
        Column("…", [_base(step) for step in steps]),
        *parts,
        Column("…", list(map(_top, steps))),
        *(Column("—", _links(steps, number)) for number in range(_LINKS)),
    ]


def _links(steps: Sequence[_Step], number: int) -> list[Derived | None]:
    """The sums that every third bar ends at, and the one after it begins at."""
    cells: list[Derived | None] = [None] * len(steps)
    for place in range(number, len(steps) - 1, _LINKS):
        cells[place] = cells[place + 1] = Derived(f"={steps[place].last}", steps[place].end)
    return cells


def _end(step: _Step, row: int) -> Derived:
    amount = f"{letter(_AMOUNT)}{row}"
    return Derived(f"={amount}" if step.sums else f"={step.first}+{amount}", step.end)


def _base(step: _Step) -> Derived:
    low, high = sorted((step.start, step.end))
    formula = f"=MAX(MIN({step.first},{step.last}),0)+MIN(MAX({step.first},{step.last}),0)"
    return Derived(formula, max(low, Decimal(0)) + min(high, Decimal(0)))


def _part(step: _Step, kind: int, *, above: bool) -> Derived | None:
    """The part of a bar above or below zero, in the column of its kind; rises and falls may turn into each other."""
    if step.sums != (kind == _SUM):
        return None
    low, high = sorted((step.start, step.end))
    ends = f"MIN({step.first},{step.last})", f"MAX({step.first},{step.last})"
    if above:
        formula, size = f"MAX({ends[1]},0)-MAX({ends[0]},0)", max(high, Decimal(0)) - max(low, Decimal(0))
    else:
        formula, size = f"MIN({ends[0]},0)-MIN({ends[1]},0)", min(low, Decimal(0)) - min(high, Decimal(0))
    if kind == _SUM:
        return Derived(f"={formula}", size)
    turns = f"{step.last}{'>=' if kind == _RISE else '<'}{step.first}"
    return Derived(f"=IF({turns},{formula},0)", size if kind == step.kind else Decimal(0))


def _top(step: _Step) -> Derived:
    """Where the label of a bar stands: above it, or below one that is all below zero."""
    low, high = sorted((step.start, step.end))
    ends = f"{step.first},{step.last}"
    return Derived(f"=IF(MAX({ends})>0,MAX({ends}),MIN({ends}))", high if high > 0 else low)


def _lines(ink: Ink, sheet: Sheet, steps: Sequence[_Step]) -> Node:
    """Lines from bar to bar, and one that is not seen and carries the labels, since stacked bars have none outside.

    Why three lines: each is interrupted between two bars that it joins and the next two.
    """
    first = 1 + 2 * len(_SIGNS)
    joined = [
        _line(sheet, series_head(first + number, None), _edge(ink), _LABEL + 1 + number)
        for number in range(min(_LINKS, len(steps) - 1))
    ]
    below = (number for number, step in enumerate(steps) if max(step.start, step.end) <= 0 > min(step.start, step.end))
    shown = labels(ink, sheet.printed(_AMOUNT), "t", {number: Spot("b") for number in below})
    head = series_head(first + _LINKS, sheet.name(_AMOUNT))
    carrier = _line(sheet, head, shape(), _LABEL, [shown], [label_cells(sheet, _AMOUNT)])
    inner = [*joined, carrier, x("c:marker", 1), *axis_numbers()]
    return x("c:lineChart", children=[x("c:grouping", "standard"), x("c:varyColors", 0), *inner])


def _edge(ink: Ink) -> Node:
    return x("c:spPr", children=[line(ink.colours.muted, _THIN)])


def _line(
    sheet: Sheet, head: list[Node], look: Node, column: int, shown: Sequence[Node] = (), cells: Sequence[Node] = ()
) -> Node:
    nothing = x("c:marker", children=[x("c:symbol", "none")])
    data = [sheet.words(0), sheet.numbers(column), x("c:smooth", 0)]
    return x("c:ser", children=[*head, look, nothing, *shown, *data, *cells])
