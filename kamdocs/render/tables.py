"""Whether the cells of a table fit together, whichever program draws it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from kamdocs.render.sources import Fault
from kamdocs.rules.charts import is_drawn
from kamdocs.rules.listing import listed
from kamdocs.rules.vocabulary import TABLE_PARTS, VALUES

_MOST_COLUMNS = 20
_WHOLE = 100


def table_faults(table: etree._Element) -> Iterator[Fault]:
    """What is wrong with the parts, the columns and the spans of a table."""
    yield from _part_faults(table)
    if next(table.iter("tr"), None) is None:
        yield Fault(table, "`table` has no rows", "leave it out where it has nothing to say: `{% if … %}`")
        return
    drawn = (parent := table.getparent()) is not None and is_drawn(parent)  # its rules tell of rows themselves
    wide = list[tuple[etree._Element, int]]()
    for group in table.iterchildren("thead", "tbody"):
        rows, taken = group.findall("tr"), set[tuple[int, int]]()
        for number, row in enumerate(rows):
            yield from _row_faults(row, number, len(rows), taken)
        wide += [(row, sum(1 for line, _ in taken if line == number)) for number, row in enumerate(rows)]
    width = max((columns for _, columns in wide), default=0)
    if width:
        yield from _width_faults(table, width)
    for row, columns in wide:
        if 0 < columns < width and not drawn:
            what = f"`tr` fills {columns} of {width} columns"
            yield Fault(row, what, "write an empty `td` where there is nothing, or a `colspan`")


def _width_faults(table: etree._Element, width: int) -> Iterator[Fault]:
    """What is wrong with a table of `width` columns."""
    if width > _MOST_COLUMNS:
        yield Fault(table, f"`table` has {width} columns; a page holds {_MOST_COLUMNS} at most", "make two of it")
    shares = [column.get("width", "").removesuffix("%") for column in table.iterfind("colgroup/col")]
    if len(shares) > width:
        yield Fault(table, f"there are {len(shares)} `col`s for {width} columns", "write one for each column")
    if (total := sum(float(share) for share in shares if share.replace(".", "", 1).isdecimal())) > _WHOLE:
        yield Fault(table, f"the columns are {total:g}% wide together", "give them 100% at most")


def _part_faults(table: etree._Element) -> Iterator[Fault]:
    """Parts that stand out of order, or more than once where there may be one."""
    places = [(TABLE_PARTS.index(str(part.tag)), part) for part in table if part.tag in TABLE_PARTS]
    for (before, _), (place, part) in pairwise(places):
        if place < before or (place == before and part.tag != "tbody"):
            order = listed(TABLE_PARTS)
            yield Fault(part, f"`{part.tag}` stands after `{TABLE_PARTS[before]}`", f"their order is {order}")


def _row_faults(row: etree._Element, number: int, rows: int, taken: set[tuple[int, int]]) -> Iterator[Fault]:
    """Cells of row `number` that reach over others or below the last of `rows`; what they take is added to `taken`."""
    if row.find("td") is None and row.find("th") is None:
        yield Fault(row, "`tr` has no cells", "leave it out, or write its `td`s")
    column = 0
    for cell in row.iterchildren("td", "th"):
        while (number, column) in taken:
            column += 1
        wide, high = (_span(cell, name) for name in ("colspan", "rowspan"))
        if number + high > rows:
            yield Fault(cell, f"`rowspan` reaches {number + high - rows} rows below the table", "make it smaller")
            high = rows - number
        own = {(number + down, column + right) for down in range(high) for right in range(wide)}
        if own & taken:
            yield Fault(cell, "`colspan` reaches over a cell that comes down from a row above", "make it smaller")
        taken |= own
        column += wide


def _span(cell: etree._Element, name: str) -> int:
    given = cell.get(name, "1")
    return int(given) if re.fullmatch(VALUES[name], given) else 1
