"""A waterfall: bars that stand on each other's ends, carried by one that is not seen.

The spreadsheet makes the parts of each bar from the amounts, so that the chart follows them when they are edited. A
bar that crosses zero has a part above and a part below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kamdocs.rules.chart_layout import lies
from kamdocs.rules.charts import Chart
from kamdocs.rules.colours import series_colours
from kamdocs.write.charts.labels import Box
from kamdocs.write.word.charts.axes import Axis, axis_numbers, category_axis, value_axis
from kamdocs.write.word.charts.bars import bar_area, bar_ends, bar_gap, bar_group, bar_series
from kamdocs.write.word.charts.labels import Spot, label_cells, labels
from kamdocs.write.word.charts.plot import Plot, data_sheet, series_head
from kamdocs.write.word.charts.setting import Setting
from kamdocs.write.word.charts.shapes import line, shape, solid
from kamdocs.write.word.charts.sheet import Column, Derived, Sheet, letter
from kamdocs.write.word.charts.xml import Node, x

_AMOUNT, _END, _BASE, _PARTS, _LABEL = 1, 2, 3, 4, 10
"""Columns of the spreadsheet: the amounts, the sum after each, the bar not seen, the seen parts, where labels stand;
then the lines from bar to bar."""
_LINKS = 3
_THIN = Decimal("0.35")
_SHORT = 1000
"""What part of all bars is too short to be seen."""
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
    def is_labelled_above(self) -> bool:
        """Whether its label stands at its higher end: it does not reach from zero or from below it downwards."""
        return max(self.start, self.end) > 0

    @property
    def kind(self) -> int:
        return _SUM if self.sums else _RISE if self.end >= self.start else _FALL


def waterfall(chart: Chart, setting: Setting) -> Plot:
    """A bar for each amount, from the sum before to the sum after, and whole bars for sums; no lines join lying
    bars, which Word cannot draw among them."""
    steps, lying = _steps(chart), lies(chart, setting.width, setting.measure)
    sheet = data_sheet(chart, _columns(steps, lying=lying))
    area, height = bar_area(chart, setting, 0.0, lying=lying)
    carrier = [_lying_labels(setting, sheet)] if lying else []
    series = [bar_series(series_head(0, None), sheet, _BASE, None, []), *_parts(setting, sheet), *carrier]
    group = bar_group(series, bar_gap(chart, setting, area, lying=lying), lying=lying, stacked=True)
    axis = Axis("t" if lying else "l", *_ends(chart, setting, steps, area, lying=lying), shown=False)
    axes = [category_axis(setting, "l" if lying else "b", downwards=lying), value_axis(setting, axis)]
    nodes = [group, *([] if lying else [_lines(setting, sheet, steps)]), *axes]
    return Plot(sheet, nodes, area, height)


def _parts(setting: Setting, sheet: Sheet) -> Iterator[Node]:
    """The parts of bars that are seen: rises, falls and sums, above zero and below it."""
    fills = (*series_colours(setting.theme, 2), setting.colours.strong)
    for number in range(2 * len(fills)):
        head = series_head(number + 1, sheet.name(_AMOUNT))
        yield bar_series(head, sheet, _PARTS + number, solid(fills[number % len(fills)]), [])


def _ends(
    chart: Chart, setting: Setting, steps: Sequence[_Step], area: Box, *, lying: bool
) -> tuple[Decimal | None, Decimal | None]:
    """The ends of the axis, which is not seen; they leave room for the labels of bars that lie or are below zero."""
    ends = [end for step in steps for end in (step.start, step.end)]
    if min(ends) >= 0 and not lying:
        return Decimal(0), None
    return bar_ends(chart, ends, setting, area, lying=lying)


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


def _columns(steps: Sequence[_Step], *, lying: bool) -> list[Column]:
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
        *([Column("…", _beyond(steps))] if lying else _carried(steps)),
    ]


def _beyond(steps: Sequence[_Step]) -> list[Derived]:
    """Bars that are too short to be seen, on the side of each bar on which its label stands."""
    ends = [end for step in steps for end in (step.start, step.end)]
    short = Decimal(f"{(max(ends) - min(ends)) / _SHORT or 1:.1g}")
    return [
        Derived(f"=IF(MAX({step.first},{step.last})>0,1,-1)*{short:f}", short if step.is_labelled_above else -short)
        for step in steps
    ]


def _carried(steps: Sequence[_Step]) -> list[Column]:
    """Where labels stand, and the lines from bar to bar."""
    links = (Column("—", _links(steps, number)) for number in range(_LINKS))
    return [Column("…", list(map(_top, steps))), *links]


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


def _lines(setting: Setting, sheet: Sheet, steps: Sequence[_Step]) -> Node:
    """Lines from bar to bar, and one that is not seen and carries the labels, since stacked bars have none outside.

    Why three lines: each is interrupted between two bars that it joins and the next two.
    """
    first = 1 + 2 * len(_SIGNS)
    joined = [
        _line(sheet, series_head(first + number, None), _edge(setting), _LABEL + 1 + number)
        for number in range(min(_LINKS, len(steps) - 1))
    ]
    below = (number for number, step in enumerate(steps) if max(step.start, step.end) <= 0 > min(step.start, step.end))
    shown = labels(setting, sheet.printed(_AMOUNT), "t", {number: Spot("b") for number in below})
    head = series_head(first + _LINKS, sheet.name(_AMOUNT))
    carrier = _line(sheet, head, shape(), _LABEL, [shown], [label_cells(sheet, _AMOUNT)])
    inner = [*joined, carrier, x("c:marker", 1), *axis_numbers()]
    return x("c:lineChart", children=[x("c:grouping", "standard"), x("c:varyColors", 0), *inner])


def _lying_labels(setting: Setting, sheet: Sheet) -> Node:
    """What carries the labels of lying bars: a bar not seen behind each."""
    shown = labels(setting, sheet.printed(_AMOUNT), "inBase")
    head = series_head(1 + 2 * len(_SIGNS), None)
    return bar_series(head, sheet, _LABEL, None, [shown], labelled_by=_AMOUNT)


def _edge(setting: Setting) -> Node:
    return x("c:spPr", children=[line(setting.colours.muted, _THIN)])


def _line(
    sheet: Sheet, head: list[Node], style: Node, column: int, shown: Sequence[Node] = (), cells: Sequence[Node] = ()
) -> Node:
    nothing = x("c:marker", children=[x("c:symbol", "none")])
    data = [sheet.words(0), sheet.numbers(column), x("c:smooth", 0)]
    return x("c:ser", children=[*head, style, nothing, *shown, *data, *cells])
