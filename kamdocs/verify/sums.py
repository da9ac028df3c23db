"""Promise 3 in tables: what is printed adds up, worked out anew from the figures of the finished file, and no line is
missing or beside another's amount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from lxml import etree

from kamdocs.errors import Problem
from kamdocs.model.page import Page
from kamdocs.rules.read_numbers import FigureReader
from kamdocs.rules.sums import LISTED, SumRow, wrong_sums
from kamdocs.verify.blocks import page_body
from kamdocs.verify.figures import cell_text, figures_of
from kamdocs.verify.finished import Finished
from kamdocs.verify.same_text import tight

_MARK = "data-sum"

_HELP = "mend the template that this table comes from"

_Fault = tuple[str, str]
"""What is wrong, and the names and figures that tell it."""


def sums_differ(file: Finished, reader: FigureReader, *, quote: bool) -> Iterator[Problem]:
    """A problem for each figure of a table of amounts that is not what the figures around it give, and for each row
    that is not the one of the data. Without `quote` no name and no figure is shown.

    Tables that a template made in Word has are not looked at, as nothing says which of their rows are sums.
    """
    page = file.page
    if not isinstance(page, Page):
        return
    texts = figures_of(file, page)
    for table in page_body(page.html).iter("table"):
        marked = [row for row in table.iter("tr") if row.get(_MARK)]
        rows = [_row(row, texts, reader) for row in marked]
        faults = [fault for row in rows if isinstance(row, str) for fault in _unreadable(row)]
        sound = [row for row in rows if isinstance(row, SumRow)]
        faults = faults or [*_sums(sound, reader)] or [*_unlike(sound, page.sums, reader)]
        yield from (file.problem("sums-differ", f"{what}{told if quote else ''}", help=_HELP) for what, told in faults)
        if not marked and _lists_the_price(table, page.sums, reader):
            help = f'write `<tr {_MARK}="item">` and the like; docs/vocabulary.md tells how'
            what = f"a table lists the price without `{_MARK}`, so that its sums are not proved"
            yield file.problem("sums-differ", what, help=help)


def _row(row: etree._Element, texts: Mapping[etree._Element, str], reader: FigureReader) -> SumRow | str:
    """A row with its numbers as the file has them, its label all that stands before them; or the text of a cell that is
    no number."""
    label, numbers = "", list[Decimal]()
    for cell in row.iterchildren("td", "th"):
        text = texts.get(cell, cell_text(cell))
        if cell.get("class") != "number":
            label = label if numbers else f"{label} {cell_text(cell)}".strip()
        elif text and (number := reader.read(text)) is not None:
            numbers.append(number)
        elif text:
            return text
    return SumRow(str(row.get(_MARK)), label, tuple(numbers))


def _unreadable(text: str) -> Iterator[_Fault]:
    yield "a figure of a table of amounts is not one number", f": `{text}`"


def _sums(rows: Sequence[SumRow], reader: FigureReader) -> Iterator[_Fault]:
    for wrong in wrong_sums(rows):
        printed, worked_out = map(reader.write, (wrong.printed, wrong.worked_out))
        yield "a sum is wrong", f": the row `{wrong.row.label}` says {printed}, but {wrong.how} {worked_out}"


def _unlike(rows: Sequence[SumRow], stated: Sequence[SumRow], reader: FigureReader) -> Iterator[_Fault]:
    """What is wrong with rows that add up, by the data: the first fault of each role."""
    for role in dict.fromkeys(row.role for row in rows):
        given, wanted = ([row for row in each if row.role == role] for each in (rows, stated))
        if wanted:
            yield from [*_misplaced(given, wanted), *_misstated(given, wanted, reader)][:1]


def _misplaced(given: Sequence[SumRow], wanted: Sequence[SumRow]) -> Iterator[_Fault]:
    if wanted[0].role not in LISTED:
        return
    for number, row in enumerate(wanted):
        if number == len(given):
            yield "a row of the data is missing in a table of amounts", f": `{row.label}`"
        elif number < len(given) and tight(row.label) not in tight(given[number].label):
            yield "the rows of a table are not those of the data", f": `{given[number].label}` for `{row.label}`"
    if len(given) > len(wanted):
        yield "a table of amounts has a row that the data have not", f": `{given[len(wanted)].label}`"


def _misstated(given: Sequence[SumRow], wanted: Sequence[SumRow], reader: FigureReader) -> Iterator[_Fault]:
    data_of = wanted if wanted[0].role in LISTED else [wanted[0]] * len(given)
    for row, data in zip(given, data_of, strict=False):
        for printed, number in zip(row.numbers, data.numbers[-len(row.numbers) :], strict=False):
            if printed != number:
                said = f": the row `{row.label}` says {reader.write(printed)}, the data {reader.write(number)}"
                yield "a figure is not that of the data", said


def _lists_the_price(table: etree._Element, stated: Sequence[SumRow], reader: FigureReader) -> bool:
    """Whether a table without marks names every offered line with its amount."""
    items = {tight(row.label): row.numbers[-1] for row in stated if row.role == "item"}
    found = set()
    for row in table.iter("tr"):
        texts = [cell_text(cell) for cell in row.iterchildren("td", "th")]
        amounts = {reader.read(text) for text in texts}
        found |= {label for text in texts if items.get(label := tight(text)) in amounts - {None}}
    return bool(items) and found == items.keys()
