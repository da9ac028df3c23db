"""Promise 7 in charts and diagrams: each shows what the data of the page say, in their order."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import zip_longest

from lxml import etree

from kamdocs.errors import Problem
from kamdocs.model.page import Page
from kamdocs.rules.chart_texts import Texts, axis_titles, drawn_texts, values_at, word_labels
from kamdocs.rules.charts import Chart, Diagram, described, is_drawn, read_figure
from kamdocs.verify.blocks import drawn, page_body
from kamdocs.verify.finished import Finished
from kamdocs.verify.same_text import tight
from kamdocs.word.charts import ChartText
from kamdocs.word.drawings import Drawing
from kamdocs.word.workbook import DIGITS

_Cell = Decimal | str | None
_SOFT_HYPHEN = "\u00ad"
_HELPED = frozenset({"waterfall", "quadrant", "gantt"})
"""Kinds whose series Word draws by means of others, which formulas make of the spreadsheet."""


def charts_differ(file: Finished, *, quote: bool) -> Iterator[Problem]:
    """A problem for each chart or diagram of the page that `file` does not show as it is. Without `quote` no text is
    shown. Those of a template made in Word are its own."""
    if not isinstance(file.page, Page):
        return
    body = page_body(file.page.html)
    figures = [read_figure(figure) for figure in drawn(body)]
    pictures = list(_drawings(body, file.pictures))
    if len(pictures) != len(figures):
        what = f"the file shows {len(pictures)} charts and diagrams, the page has {len(figures)}"
        yield file.problem("charts-differ", what)
        return
    for number, (figure, picture) in enumerate(zip(figures, pictures, strict=True), start=1):
        native = file.draft.format == "docx" and isinstance(figure, Chart)
        what, said = next(_differences(figure, picture, native=native), ("", ""))
        if what:
            yield file.problem("charts-differ", f"the drawing {number} {what}{said if quote else ''}")


def _drawings(body: etree._Element, pictures: Iterable[Drawing]) -> Iterator[Drawing]:
    """The pictures of a file that are charts and diagrams: they hold words, and among those of the same alternative
    text none stands at the place of an `img` of the page."""
    are_drawn: defaultdict[str, deque[bool]] = defaultdict(deque)
    for element in body.iter("img", "figure"):
        if element.tag == "img":
            are_drawn[_plain(element.get("alt", ""))].append(False)
        elif is_drawn(element):
            are_drawn[_plain(described(read_figure(element)))].append(True)
    for picture in pictures:
        places = are_drawn[_plain(picture.alt)]
        if (not places or places.popleft()) and (picture.chart or picture.text):
            yield picture


def _differences(figure: Chart | Diagram, picture: Drawing, *, native: bool) -> Iterator[tuple[str, str]]:
    """What is wrong with a picture, and the texts that tell it."""
    if native and isinstance(figure, Chart):
        yield from _of_word(figure, picture.chart)
    elif unsaid := _unsaid(drawn_texts(figure), picture.text):
        yield "differs from its data", unsaid
    if _plain(picture.alt) != _plain(described(figure)):
        yield "has an alternative text that differs from its data", ""


def _plain(text: str) -> str:
    return tight(text).replace(_SOFT_HYPHEN, "")


def _unsaid(readings: Iterable[Texts], shown: str) -> str:
    """The first text that a drawing does not say at its place; empty where all stand there, and nothing else."""
    found = [_first_unsaid(texts, _plain(shown)) for texts in readings]
    faults = [fault for fault in found if fault]
    return max(faults)[1] if len(faults) == len(found) else ""


def _first_unsaid(texts: Texts, shown: str) -> tuple[int, str] | None:
    """How much of a drawing is as it should be, and what is not; None where all is."""
    ends = {0}
    for text, always in texts:
        wanted = _plain(text)
        found = {end + len(wanted) for end in ends if shown.startswith(wanted, end)}
        if not found and always:
            return max(ends), f": it does not say `{text}` at its place"
        ends = found if always else ends | found
    return None if len(shown) in ends else (max(ends), f": it says `{shown[max(ends) :]}` too")


def _of_word(chart: Chart, found: ChartText | None) -> Iterator[tuple[str, str]]:
    """How a chart of Word differs from its spreadsheet or from the data of the page."""
    if found is None:
        yield "is no chart that can be edited", ""
        return
    if found.differences:
        yield "differs from its spreadsheet", f": {found.differences[0]}"
    shown = list(_shown(found, chart.kind))
    faults = [_first_difference(shown, list(_data(chart, labels))) for labels in word_labels(chart)]
    if all(faults):
        yield "differs from its data", max(filter(None, faults))[1]


def _first_difference(shown: list[list[_Cell]], data: list[list[_Cell]]) -> tuple[int, str] | None:
    """In which of its lists a chart first differs from its data, and how; None where it does not."""
    nothing: list[_Cell] = []
    for number, (given, wanted) in enumerate(zip_longest(shown, data, fillvalue=nothing)):
        for one, other in zip_longest(given, wanted):
            if _unbroken(one) != _unbroken(other):
                return number, f": it says {_quoted(one)} for {_quoted(other)}"
    return None


def _unbroken(cell: _Cell) -> _Cell:
    """A cell, its text without what parts its lines."""
    return _plain(cell) if isinstance(cell, str) else cell


def _quoted(cell: _Cell) -> str:
    return "nothing" if cell is None else f"`{cell}`"


def _data(chart: Chart, labels: list[list[str]]) -> Iterator[list[_Cell]]:
    """What a chart of Word is to say: the columns of its spreadsheet, the names of its axes, what stands at its points
    and along its axis, and its series."""
    values = [
        [None if value is None else DIGITS.create_decimal(value.number) for value in series.values]
        for series in chart.series
    ]
    series = [_cells([each.name, *cells]) for each, cells in zip(chart.series, values, strict=True)]
    yield _cells([chart.heading, *chart.categories])
    yield from series
    yield from (
        _cells([name, *texts]) for name, texts in ((chart.mark_name, chart.marks), ("", chart.fields)) if any(texts)
    )
    yield list(axis_titles(chart))
    yield from map(_cells, labels)
    if chart.kind == "radar":
        yield [f"{name}\n{values_at(chart, index)}" for index, name in enumerate(chart.categories)]
    elif chart.kind != "quadrant":
        yield list(chart.categories)
    yield from () if chart.kind in _HELPED else series


def _shown(chart: ChartText, kind: str) -> Iterator[list[_Cell]]:
    """What a chart of Word says, in the same order."""
    yield from (_cells([column.name, *column.cells]) for column in chart.columns)
    yield list(chart.titles)
    labels = [series.labels for series in chart.series if any(series.labels)]
    yield from (_cells(["".join(texts)] if kind == "quadrant" else texts) for texts in labels)
    yield from map(
        list, dict.fromkeys(tuple(_cells(series.categories)) for series in chart.series if any(series.categories))
    )
    yield from (_cells([series.name, *series.values]) for series in chart.series if kind not in _HELPED)


def _cells(cells: Iterable[_Cell]) -> list[_Cell]:
    """Cells up to the last that holds anything; None where one holds nothing."""
    found = [None if cell == "" else cell for cell in cells]
    while found and found[-1] is None:
        found.pop()
    return found
