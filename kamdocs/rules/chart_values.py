"""Whether the numbers of a chart are such as its kind can show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from lxml import etree

from kamdocs.rules.charts import Chart, Fault

MOST_WEEKS = 104
"""How many weeks a Gantt chart shows legibly."""

_FIELDS = 4


def chart_value_faults(figure: etree._Element, chart: Chart) -> Iterator[Fault]:
    """What is wrong with the numbers of a chart whose table is sound."""
    for index, series in enumerate(chart.series):
        if not any(series.values):
            yield _head(figure, index + 1), f"the series `{series.name}` has no value", "leave it out"
    if chart.kind in _OF_KINDS:
        yield from _OF_KINDS[chart.kind](figure, chart)


def _head(figure: etree._Element, column: int) -> etree._Element:
    return list(figure.iterfind("table/thead/tr/*"))[column]


def _rows(figure: etree._Element) -> list[etree._Element]:
    return figure.findall("table/tbody/tr")


def _waterfall(figure: etree._Element, chart: Chart) -> Iterator[Fault]:
    """Sums that are not what the rows above them add up to; one in the first row is where the others begin."""
    so_far = Decimal(0)
    for index, (row, value) in enumerate(zip(_rows(figure), chart.series[0].values, strict=True)):
        number = value.number if value else Decimal(0)
        if index in chart.sums and index and number != so_far:
            what = f"`{chart.categories[index]}` states {_plain(number)}; the rows above it add up to {_plain(so_far)}"
            yield row, what, "state that sum, or take the class from its `tr` if it is an amount of its own"
        so_far = number if index in chart.sums else so_far + number


def _radar(figure: etree._Element, chart: Chart) -> Iterator[Fault]:
    """Values below zero, which have no place around a centre; nothing but zeros, which have no shape."""
    numbers = [value.number for series in chart.series for value in series.values if value]
    for row, category in zip(_rows(figure), range(len(chart.categories)), strict=True):
        for series in chart.series:
            if (value := series.values[category]) and value.number < 0:
                what = f"`{value.text}` is below zero, which `figure.radar` cannot show"
                yield row, what, "show the values as `bars`"
    if not any(numbers):
        yield figure, "all values of `figure.radar` are zero", "leave it out where it has nothing to show: `{% if … %}`"


def _quadrant(figure: etree._Element, chart: Chart) -> Iterator[Fault]:
    if len(list(figure.iterchildren("ul", "ol"))) > 1:
        yield figure, "`figure.quadrant` has more than one list", "name its fields in one, or leave them without names"
    elif len(chart.fields) not in (0, _FIELDS):
        what = f"`figure.quadrant` names {len(chart.fields)} of its {_FIELDS} fields"
        yield figure, what, "name all in a list after the table, from the upper left to the lower right, or none"
    for column, series in enumerate(chart.series, start=1):
        head = _head(figure, column)
        if series.scale is None:
            continue
        low, high = series.scale
        if low >= high:
            yield head, f"the scale of `{series.name}` ends before it begins", "write the lower number first"
        elif any(value and not low <= value.number <= high for value in series.values):
            what = f"`{series.name}` has values beyond its scale from {_plain(low)} to {_plain(high)}"
            yield head, what, "widen the scale, or leave it out"


def _gantt(figure: etree._Element, chart: Chart) -> Iterator[Fault]:
    """Weeks that are no weeks, or end before they begin."""
    for index, row in enumerate(_rows(figure)):
        first, last = (series.values[index] for series in chart.series)
        if first is None or last is None:
            continue
        name = chart.categories[index]
        for value in (first, last):
            if value.number < 1 or value.number % 1:
                yield row, f"`{name}` names week {_plain(value.number)}", "weeks are whole numbers, counted from 1"
        if last.number < first.number:
            what = f"`{name}` ends in week {_plain(last.number)}, before it begins in week {_plain(first.number)}"
            yield row, what, "write the first week in the first column"
        if last.number > MOST_WEEKS:
            what = f"`{name}` ends in week {_plain(last.number)}; {MOST_WEEKS} weeks at most are legible"
            yield row, what, "count in months, and say so in the head"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


_OF_KINDS: Mapping[str, Callable[[etree._Element, Chart], Iterator[Fault]]] = {
    "waterfall": _waterfall,
    "radar": _radar,
    "quadrant": _quadrant,
    "gantt": _gantt,
}
