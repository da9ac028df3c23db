"""Promise 7 in charts and diagrams: their words as text, their figures as values."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest

from kamdocs.errors import Problem
from kamdocs.rules.charts import Chart, Diagram, Item, read_figure
from kamdocs.verify.blocks import drawn, page_body
from kamdocs.verify.finished import Finished
from kamdocs.verify.same_text import tight


def charts_differ(file: Finished, *, quote: bool) -> Iterator[Problem]:
    """A problem for each chart or diagram of the page that `file` does not show as it is. Without `quote` no text is
    shown."""
    figures = [read_figure(figure) for figure in drawn(page_body(file.page.html))]
    for number, figure in enumerate(figures, start=1):
        if missing := _missing(figure, file):
            said = f": it does not say `{missing}`" if quote else ""
            yield file.problem("charts-differ", f"the drawing {number} differs from its data{said}")
    if file.draft.format == "docx":
        yield from _other_values([figure for figure in figures if isinstance(figure, Chart)], file, quote=quote)


def _missing(figure: Chart | Diagram, file: Finished) -> str:
    """A text of `figure` that the drawing that says most of it does not say; empty where one says all."""
    texts = list(_texts(figure))
    fewest = texts
    for shown in map(tight, file.figures):
        fewest = min(fewest, [text for text in texts if tight(text) not in shown], key=len)
    return fewest[0] if fewest else ""


def _texts(figure: Chart | Diagram) -> Iterator[str]:
    if isinstance(figure, Diagram):
        yield from filter(None, (figure.subject, *_labels(figure.items)))
        return
    yield from (text for text in (*figure.categories, *figure.fields, *figure.marks) if text)
    if len(figure.series) > 1 and figure.kind != "gantt":
        yield from (series.name for series in figure.series)


def _labels(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        yield from item.text.split("\n")
        yield from _labels(item.items)


def _other_values(charts: list[Chart], file: Finished, *, quote: bool) -> Iterator[Problem]:
    """What the charts of a Word file hold otherwise than the page."""
    for number, (chart, found) in enumerate(zip_longest(charts, file.charts), start=1):
        if chart is None or found is None:
            yield file.problem("charts-differ", f"there are {len(file.charts)} charts for {len(charts)} in the page")
            return
        if found.differences:
            said = f": {found.differences[0]}" if quote else ""
            yield file.problem("charts-differ", f"chart {number} differs from its spreadsheet{said}")
        elif _values(chart) != list(found.numbers):
            yield file.problem("charts-differ", f"the values of chart {number} differ from its data")


def _values(chart: Chart) -> list[Decimal]:
    return [value.number for series in chart.series for value in series.values if value is not None]
