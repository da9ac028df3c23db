"""Whether a chart or diagram can be drawn, and legibly: what stands in its `figure`, and how its table is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from kamdocs.rules.chart_values import chart_value_faults
from kamdocs.rules.charts import CHARTS, DIAGRAMS, Fault, is_undrawn, read_chart, value_of, words
from kamdocs.rules.colours import MOST_SERIES
from kamdocs.rules.diagram_faults import diagram_faults, length_faults, strays
from kamdocs.rules.printed_numbers import prints
from kamdocs.rules.vocabulary import VALUES

MOST_CATEGORIES = {
    "bars": 12,
    "before-after": 12,
    "line": 24,
    "waterfall": 12,
    "radar": 8,
    "quadrant": 12,
    "gantt": 20,
}
"""How many categories a chart of each kind shows legibly."""

LONGEST_NAME, LONGEST_VALUE, LONGEST_MARK = 80, 24, 120
"""How many characters the names, the printed values and the milestones in a drawing have at most."""

MOST_CHARACTERS = 1_500
"""How many characters a drawing holds on a page."""

MOST_DIGITS = 15
"""How many digits of a number spreadsheets keep."""

_FEWEST_CATEGORIES = {
    "line": (2, "a line joins", "show it as `bars`"),
    "radar": (3, "its shape needs", "show them as `bars`"),
}
_SERIES = {
    "before-after": (2, "write a column with what was before, and one with what came after"),
    "waterfall": (1, "write one column of amounts"),
    "quadrant": (2, "write a column for each of the two axes"),
    "gantt": (2, "write the first week, the last week and, if there are any, the milestones"),
}
_GAPS = frozenset({"bars", "before-after", "line"})
"""Kinds that show that there is no value."""


def chart_faults(figure: etree._Element) -> Iterator[Fault]:
    """What keeps a `figure` from being drawn; nothing for one that is no chart or diagram.

    A `value` or a scale that is no number is the vocabulary's to tell; nothing more is said of the figure then.
    """
    kind = figure.get("class", "")
    if kind not in CHARTS | DIAGRAMS:
        return
    numbers = [("value", data.get("value", "")) for data in figure.iter("data")]
    numbers += [("data-scale", head.get("data-scale", "")) for head in figure.iterfind(".//*[@data-scale]")]
    if not all(re.fullmatch(VALUES[name], number) for name, number in numbers):
        return
    yield from _common_faults(figure, kind)
    if kind in DIAGRAMS:
        yield from diagram_faults(figure, kind)
        return
    found = list(_stray_faults(figure, kind)) or list(_table_faults(figure, kind))
    yield from found
    if not found:
        yield from chart_value_faults(figure, read_chart(figure))


def _common_faults(figure: etree._Element, kind: str) -> Iterator[Fault]:
    """What any figure has or has not: a title, and nothing that no drawing shows."""
    if not any(words(caption) for caption in figure.iterchildren("figcaption")):
        yield figure, f"`figure.{kind}` has no title", "write it in a `figcaption`"
    for element in figure.iter("sup", "img", "a", "span"):
        footnote = element.get("class") == "footnote"
        if next(element.iterancestors("figcaption"), None) is None and (is_undrawn(element) or element.tag == "a"):
            name = "span.footnote" if footnote else str(element.tag)
            help = "leave it out" if element.tag == "img" else "put it in the `figcaption`, or in the text"
            yield element, f"`{name}` is lost in the drawing of `figure.{kind}`", help
    length = sum(len(words(element)) for element in figure.iter("th", "td", "li"))
    if length > MOST_CHARACTERS:
        what = f"`figure.{kind}` holds {length:,} characters; {MOST_CHARACTERS:,} at most are legible on a page"
        yield figure, what, "make two figures of it, or say it in fewer words"
    if kind in CHARTS:
        allowed = {"table", "figcaption"} | ({"ol", "ul"} if kind == "quadrant" else set())
        for child in figure.iterchildren(etree.Element):
            if child.tag not in allowed:
                yield child, f"`{child.tag}` stands in `figure.{kind}`", "it holds a `table` and a `figcaption`"


def _stray_faults(figure: etree._Element, kind: str) -> Iterator[Fault]:
    """What stands in the table of a chart, or in its list, and in no drawing."""
    for table in figure.iterchildren("table"):
        for caption in table.iterchildren("caption"):
            yield caption, f"`caption` stands in the table of `figure.{kind}`", "write the title in the `figcaption`"
        for cell in table.iterfind("*/tr/*"):
            for stray in strays(cell):
                help = "a cell of a chart holds a text and, where it is a value, one `data`"
                yield stray, f"`{stray.tag}` stands in a cell of `figure.{kind}`", help
    for stray in (stray for item in figure.iterfind("*/li") for stray in strays(item)):
        yield stray, f"`{stray.tag}` stands in the name of a field", "an item of this list holds a text"
    axes = [cell for row in figure.iterfind("table/thead/tr") for cell in list(row)[1:]] if kind == "quadrant" else []
    for scaled in figure.iterfind("table/*/tr/*[@data-scale]"):
        if scaled not in axes:
            help = "write it in the head of a series of `figure.quadrant`"
            yield scaled, "`data-scale` stands where no axis is named", help


def _table_faults(figure: etree._Element, kind: str) -> Iterator[Fault]:
    """What is wrong with how the table of a chart is made."""
    tables = figure.findall("table")
    if len(tables) != 1:
        what = f"has {len(tables)} tables" if tables else "has no table"
        help = "write its data in one: a row for each category, a column for each series"
        yield figure, f"`figure.{kind}` {what}", help
        return
    heads, rows = tables[0].findall("thead/tr"), tables[0].findall("tbody/tr")
    if len(heads) != 1:
        what = f"has {len(heads)} rows" if heads else "is missing"
        yield tables[0], f"the head of the table {what}", "name the categories and each series in one row of a `thead`"
        return
    if not rows:
        yield figure, f"`figure.{kind}` has no data", "leave it out where it has nothing to show: `{% if … %}`"
        return
    for cell in (cell for row in (*heads, *rows) for cell in row.iterchildren("th", "td")):
        if cell.get("colspan", "1") != "1" or cell.get("rowspan", "1") != "1":
            yield cell, "a cell of a chart spans others", "write each of them"
            return
    yield from _count_faults(figure, kind, _cells(heads[0]), len(rows))
    yield from _name_faults(_cells(heads[0]), rows)
    for row in rows:
        yield from _row_faults(kind, row, len(_cells(heads[0])))


def _cells(row: etree._Element) -> list[etree._Element]:
    return list(row.iterchildren("th", "td"))


def _count_faults(figure: etree._Element, kind: str, head: Sequence[etree._Element], rows: int) -> Iterator[Fault]:
    """Too many or too few series and categories."""
    series, most = len(head) - 1, MOST_CATEGORIES[kind]
    wanted, help = _SERIES.get(kind, (0, ""))
    marked = kind == "gantt" and series == wanted + 1
    if wanted and series != wanted and not marked:
        yield figure, f"`figure.{kind}` has {series} series; it shows {wanted}", help
    elif series == 0:
        yield figure, f"`figure.{kind}` has no series", "write a column of values"
    elif series > MOST_SERIES:
        what = f"`figure.{kind}` has {series} series; {MOST_SERIES} at most are told apart"
        yield figure, what, "make two figures of it"
    if rows > most:
        what = f"`figure.{kind}` has {rows} categories; {most} at most are legible"
        yield figure, what, "make two figures of it, or leave the least important out"
    fewest, why, help = _FEWEST_CATEGORIES.get(kind, (1, "", ""))
    if rows < fewest:
        yield figure, f"`figure.{kind}` has {rows} categor{'y' if rows == 1 else 'ies'}; {why} {fewest}", help


def _name_faults(head: Sequence[etree._Element], rows: Sequence[etree._Element]) -> Iterator[Fault]:
    """Series and categories without a name, or with one too long."""
    for cell in head:
        if not words(cell) and cell is not head[0]:
            yield cell, "a series has no name", "write it in the head of the table"
        yield from length_faults(cell, LONGEST_NAME)
    for cell in (cell for row in rows for cell in _cells(row)[:1]):
        if not words(cell):
            yield cell, "a category has no name", "write it in the first cell of its row"
        yield from length_faults(cell, LONGEST_NAME)


def _row_faults(kind: str, row: etree._Element, wanted: int) -> Iterator[Fault]:
    """A row that has not as many cells as the head, and cells that hold no number, or more than one."""
    cells = _cells(row)
    if len(cells) != wanted:
        what = f"a row has {len(cells)} cells, the head has {wanted}"
        yield row, what, "write a cell for each column, an empty one where there is no value"
        return
    for cell in cells[1:3] if kind == "gantt" else cells[1:]:
        yield from _value_faults(kind, cell)
    for cell in cells[3:] if kind == "gantt" else ():
        yield from length_faults(cell, LONGEST_MARK)


def _value_faults(kind: str, cell: etree._Element) -> Iterator[Fault]:
    numbers, text = len(cell.findall(".//data")), words(cell)
    if numbers > 1:
        yield cell, f"a cell holds {numbers} numbers", "write one"
    elif not numbers and text:
        shown = text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
        yield (
            cell,
            f"`{shown}` has no number",
            'say which: `<data value="12.5">12.5%</data>`; leave the cell empty without one',
        )
    elif not numbers and kind not in _GAPS:
        yield cell, f"a value is missing, which `figure.{kind}` cannot show", "write it, or leave the row out"
    else:
        yield from length_faults(cell, LONGEST_VALUE)
        yield from _number_faults(cell)


def _number_faults(cell: etree._Element) -> Iterator[Fault]:
    """A number that spreadsheets do not keep, or that is another than the one that is printed."""
    value = value_of(cell)
    if value is None:
        return
    given = cell.find(".//data")
    assert given is not None
    if len(value.number.normalize().as_tuple().digits) > MOST_DIGITS:
        yield given, f"a number has more than {MOST_DIGITS} digits", "round it"
    elif not prints(value.text, value.number):
        what = f"`{value.text}` does not print its number, {value.number:f}"
        yield given, what, "print the number of `value` with its sign: rounded if you like, or in thousands and more"
