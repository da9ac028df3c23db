"""Charts and diagrams as templates write them: a `figure` whose class says how its data are drawn.

A chart is a `table` in the figure, a row for each category and a column for each series; a cell holds
`<data value="-5192.1">−5,192</data>`, the number, of fifteen digits at most, and how it is printed: rounded, or in
thousands and more. A diagram is a list in the figure. The `figcaption` is the title of both.

    bars            a bar for each value; several series stand side by side
    before-after    two series: a bar before and a bar after for each category
    line            a line for each series, over the categories
    waterfall       one series: each row adds to the sum so far; rows of class `subtotal` or `total` state the sum
    radar           an axis for each category, a line for each series
    quadrant        two series, the coordinates of each category; the head of a series may state its scale, as in
                    `<th data-scale="1 5">`; a list of four after the table names the fields, from the upper left to
                    the lower right
    gantt           two series, the first and the last week of each category; a third column may name a milestone
    fishbone        a `p` names the effect; the list its causes in groups
    process         steps one after the other; a list within one holds details
    organisation    one item and below it those who report to it
    map             the parts of a document in their order, each with what it answers
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

CHARTS = frozenset({"bars", "before-after", "line", "waterfall", "radar", "quadrant", "gantt"})
DIAGRAMS = frozenset({"fishbone", "process", "organisation", "map"})


def is_drawn(element: etree._Element) -> bool:
    """Whether an element is a chart or diagram: what is drawn in place of its data."""
    return element.tag == "figure" and element.get("class") in CHARTS | DIAGRAMS


Fault = tuple[etree._Element, str, str]
"""The element at fault, what is wrong with it, and what mends it."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number, and the text it is printed as."""

    number: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one name, one for each category; None where there is none.

    `scale` is where their axis begins and ends (quadrant), None where the values decide it.
    """

    name: str
    values: tuple[Value | None, ...]
    scale: tuple[Decimal, Decimal] | None = None

    @property
    def is_constant(self) -> bool:
        """Whether all its values are printed alike, as those of a target are: one of them says it for all."""
        return len({value.text for value in self.values if value}) == 1


@dataclass(frozen=True, slots=True)
class Chart:
    """The data of a chart.

    `heading` names what the categories are. `sums` are the indexes of the categories that state a sum (waterfall).
    `fields` are the names of the four fields of a quadrant, from the upper left, the upper right, the lower left to
    the lower right; empty without names. `marks` hold a text for each category (gantt: its milestone), empty where
    it has none; `mark_name` names their column.
    """

    kind: str
    title: str
    heading: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    sums: frozenset[int] = frozenset()
    fields: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    mark_name: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A node of a diagram and what stands below it; a `br` in it is a line break in `text`."""

    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagram:
    """The data of a diagram; `subject` is the effect of a fishbone, else empty."""

    kind: str
    title: str
    items: tuple[Item, ...]
    subject: str = ""


_SUMS = ("subtotal", "total")
_UNDRAWN_CLASSES = frozenset({"footnote", "caption-number"})
_BREAK = "\N{LINE SEPARATOR}"
_SPACES = re.compile(r"[ \t\r\n\f]+")
_GANTT_SERIES = 2
_LONGEST_DESCRIPTION = 1_000
NOTHING = "\N{EN DASH}"
"""What stands for a value that there is none of."""


def read_figure(figure: etree._Element) -> Chart | Diagram:
    """The data of a `figure` that has no faults; `chart_faults` tells them. An empty cell is no value."""
    return read_diagram(figure) if figure.get("class") in DIAGRAMS else read_chart(figure)


def read_diagram(figure: etree._Element) -> Diagram:
    """The data of a diagram without faults."""
    subject = next((words(paragraph) for paragraph in figure.iterchildren("p")), "")
    return Diagram(figure.get("class", ""), _title(figure), tuple(_items(figure)), subject)


def read_chart(figure: etree._Element) -> Chart:
    """The data of a chart without faults."""
    kind = figure.get("class", "")
    head, *rows = (
        list(row.iterchildren("th", "td")) for part in ("thead", "tbody") for row in figure.iterfind(f"table/{part}/tr")
    )
    names = [words(cell) for cell in head]
    last = _GANTT_SERIES if kind == "gantt" else len(names) - 1
    columns = range(1, last + 1)
    return Chart(
        kind,
        _title(figure),
        names[0],
        tuple(words(row[0]) for row in rows),
        tuple(
            Series(names[column], tuple(value_of(row[column]) for row in rows), scale_of(head[column]))
            for column in columns
        ),
        _sums(figure) if kind == "waterfall" else frozenset(),
        tuple(item.text for item in _items(figure)),
        tuple(words(row[last + 1]) for row in rows) if len(names) > last + 1 else (),
        names[last + 1] if len(names) > last + 1 else "",
    )


def _title(figure: etree._Element) -> str:
    return next((words(caption) for caption in figure.iterchildren("figcaption")), "")


def scale_of(cell: etree._Element) -> tuple[Decimal, Decimal] | None:
    """The scale that the head of a column states."""
    stated = cell.get("data-scale", "").split()
    return (Decimal(stated[0]), Decimal(stated[1])) if stated else None


def value_of(cell: etree._Element) -> Value | None:
    """The number of a cell and all that the cell prints; None without a `data`."""
    data = cell.find(".//data")
    return None if data is None else Value(Decimal(data.get("value", "")), words(cell))


def words(element: etree._Element, *, breaks: str = " ") -> str:
    """The text of an element as it is drawn, without citations, footnotes and lists in it; `breaks` stand for `br`s."""
    lines = _SPACES.sub(" ", "".join(_texts(element))).split(_BREAK)
    return breaks.join(line.strip(" ") for line in lines if line.strip(" "))


def is_undrawn(element: etree._Element) -> bool:
    """Whether a drawing leaves out what stands in `element`."""
    return element.tag in ("sup", "img") or element.get("class") in _UNDRAWN_CLASSES


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in ("br", "p", "div"):
            yield _BREAK
        if isinstance(child.tag, str) and child.tag not in ("ol", "ul") and not is_undrawn(child):
            yield from _texts(child)
        yield child.tail or ""


def _items(holder: etree._Element) -> Iterator[Item]:
    """The items of the lists that stand directly in an element."""
    for item in holder.iterfind("*/li"):
        yield Item(words(item, breaks="\n"), tuple(_items(item)))


def _sums(figure: etree._Element) -> frozenset[int]:
    rows = figure.iterfind("table/tbody/tr")
    return frozenset(number for number, row in enumerate(rows) if row.get("class") in _SUMS)


def described(figure: Chart | Diagram) -> str:
    """The figure in words: its title, then its data row by row as they are printed; what is very long is cut off."""
    rows = _rows(figure) if isinstance(figure, Chart) else _nodes(figure.items)
    if isinstance(figure, Chart):
        own = (figure.series[0].name,) if len(figure.series) == 1 else ()
        begun = (figure.title, *own, ", ".join(figure.fields))
    else:
        begun = (figure.title, figure.subject)
    text = ". ".join((*(part.rstrip(".") for part in begun if part), "; ".join(rows)))
    text += "" if text.endswith((".", "?", "!")) else "."
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return text[:_LONGEST_DESCRIPTION].rpartition(" ")[0].rstrip(",;:.") + "…"


def _rows(chart: Chart) -> Iterator[str]:
    for index, category in enumerate(chart.categories):
        values = [(series.name, value.text if (value := series.values[index]) else NOTHING) for series in chart.series]
        if chart.marks and chart.marks[index]:
            values.append((chart.mark_name, chart.marks[index]))
        named = (f"{name} {text}" if len(values) > 1 else text for name, text in values)
        yield f"{category}: {', '.join(named)}"


def _nodes(items: Sequence[Item]) -> Iterator[str]:
    """Each item with what stands below it."""
    for item in items:
        below = ", ".join(_below(item.items))
        text = item.text.replace("\n", ", ")
        yield f"{text}: {below}" if below else text


def _below(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        inner = ", ".join(_below(item.items))
        text = item.text.replace("\n", ", ")
        yield f"{text} ({inner})" if inner else text
