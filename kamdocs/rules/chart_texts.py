"""What charts and diagrams say once they are drawn: which of their texts, and in which order.

The writers draw so, and a finished file is read by it: a text that is missing, that is another or that stands at
another's place is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kamdocs.rules.chart_layout import shared_words
from kamdocs.rules.charts import NOTHING, Chart, Diagram, Item, Series

Texts = tuple[tuple[str, bool], ...]
"""Texts in the order in which a drawing says them, each with whether it always does."""

_MOST_LABELLED, _MOST_LINES = 12, 2
"""At more points of a line, and on more lines, labels would cover each other."""
BETWEEN = " / "
"""What parts the values of a category that stand as one text."""


def values_at(chart: Chart, index: int) -> str:
    """The values of a category as one text, in the order of the series."""
    return BETWEEN.join(value.text if (value := series.values[index]) else NOTHING for series in chart.series)


def labelled_values(series: Series) -> list[int]:
    """The categories whose values a line prints where there is room for all: one alone for all that are equal."""
    drawn = [index for index, value in enumerate(series.values) if value]
    return drawn[-1:] if series.is_constant else drawn


def is_labelled(chart: Chart) -> bool:
    """Whether Word has room for the printed numbers of lines at their points."""
    return len(chart.categories) <= _MOST_LABELLED and len(chart.series) <= _MOST_LINES


def word_labels(chart: Chart) -> tuple[list[list[str]], ...]:
    """What Word prints at the points of a chart: a list for each series that has labels, with a text, which may be
    empty, for each point; in a quadrant one for all points together. Several where its room decides which."""
    if chart.kind == "quadrant":
        numbers, names, fields = "".join(_numbers(chart)), "".join(chart.categories), "".join(chart.fields)
        titles = [[fields]] if fields else []
        return [[names], *titles], [[numbers], *titles, [numbers], [names]]
    if chart.kind == "gantt":
        return ([list(chart.marks)] if any(chart.marks) else [],)
    if chart.kind == "radar" or (chart.kind == "line" and not is_labelled(chart)):
        return ([],)
    return ([list(_labels(chart, series)) for series in chart.series],)


def _labels(chart: Chart, series: Series) -> Iterator[str]:
    shown = labelled_values(series) if chart.kind == "line" else range(len(series.values))
    for index, value in enumerate(series.values):
        yield value.text if value and index in shown else ""


def axis_titles(chart: Chart) -> list[str]:
    """The names of axes that Word writes beside them."""
    if chart.kind == "quadrant":
        return [series.name for series in chart.series]
    return list(filter(None, [shared_words(chart)])) if chart.kind == "gantt" else []


def drawn_texts(figure: Chart | Diagram) -> tuple[Texts, ...]:
    """What a drawing says, letter for letter but for white space; several where its room decides which."""
    if isinstance(figure, Diagram):
        return tuple(_always(texts) for texts in _of_diagram(figure))
    if figure.kind == "quadrant":
        return _quadrant(figure)
    if figure.kind == "gantt":
        return (_gantt(figure),)
    if figure.kind == "radar":
        axes = ((name, values_at(figure, index)) for index, name in enumerate(figure.categories))
        return (_always([*_legend(figure), *(text for axis in axes for text in axis)]),)
    if figure.kind == "line":
        return (_line(figure),)
    values = (value.text if value else NOTHING for series in figure.series for value in series.values)
    return (_always([*_legend(figure), *values, *figure.categories]),)


def _always(texts: Sequence[str]) -> Texts:
    return tuple((text, True) for text in texts)


def _legend(chart: Chart) -> list[str]:
    """The names of the series; one alone is not named."""
    return [series.name for series in chart.series] if len(chart.series) > 1 else []


def _line(chart: Chart) -> Texts:
    """The last value of each line with its name, what other values have room, and the categories."""
    ends, others = [], []
    for series in chart.series:
        values = [value.text for value in series.values if value]
        if values:
            ends += [values[-1], *([series.name] if len(chart.series) > 1 else [])]
        others += [] if series.is_constant else [(text, False) for text in values[:-1]]
    return (*_always(ends), *others, *_always(chart.categories))


def _numbers(chart: Chart) -> list[str]:
    """The numbers by which a key names the points."""
    return [str(number) for number in range(1, len(chart.categories) + 1)]


def _quadrant(chart: Chart) -> tuple[Texts, Texts]:
    """The names of the points at them, or numbers with a key; then the names of the axes, that of the upright first."""
    numbers = _numbers(chart)
    key = [text for pair in zip(numbers, chart.categories, strict=True) for text in pair]
    axes = [series.name for series in chart.series][::-1]
    return (
        _always([*chart.fields, *chart.categories, *axes]),
        _always([*chart.fields, *numbers, *key, *axes]),
    )


def _gantt(chart: Chart) -> Texts:
    """The heads of the columns, what numbers of weeks have room, and each category with its milestone."""
    last = max(int(value.number) for value in chart.series[1].values if value)
    marks = chart.marks or ("",) * len(chart.categories)
    rows = [text for row in zip(chart.categories, marks, strict=True) for text in row]
    heads = [chart.heading, chart.mark_name if any(marks) else "", shared_words(chart)]
    weeks = ((str(week), False) for week in range(1, last + 1))
    return (*_always(heads), *weeks, *_always(rows))


def _of_diagram(diagram: Diagram) -> tuple[list[str], ...]:
    texts = list(_nodes(diagram.items))
    if diagram.kind == "fishbone":
        return [*texts, diagram.subject], [diagram.subject, *texts]
    if diagram.kind == "map":
        parts = enumerate(diagram.items, start=1)
        return ([text for number, item in parts for text in (str(number), *_nodes([item]))],)
    return (texts,)


def _nodes(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from _nodes(item.items)
