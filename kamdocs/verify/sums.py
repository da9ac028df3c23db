"""Promise 3 in tables: what is printed adds up, worked out anew from the figures of the finished file, and no line is
missing or beside another's amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from lxml import etree

from kamdocs.errors import Problem
from kamdocs.model.kit import LanguageRules
from kamdocs.rules.found_numbers import Numbers
from kamdocs.rules.language import Writer
from kamdocs.rules.search import plain
from kamdocs.rules.sums import LISTED, ROLES, SumRow, wrong_sums
from kamdocs.verify.blocks import blocks_of, page_blocks, page_body
from kamdocs.verify.finished import Finished
from kamdocs.verify.same_text import tight

_MARK = "data-sum"
_MINUS = re.compile(r"[-\N{MINUS SIGN}\N{EN DASH}△▲(]\D*$")
_NEAR = 2_000
"""How many characters after what was found before the next figure of a PDF is looked for."""

_Fault = tuple[str, str]
"""What is wrong, and the figures and names that tell it."""


class FigureReader:
    """Reads and writes numbers in one language."""

    def __init__(self, rules: LanguageRules, numbers: Numbers) -> None:
        self._locale, self._numbers, self._writer = rules.locale, numbers, Writer(rules)

    def read(self, text: str) -> Decimal | None:
        """The only number in `text`; None where there is none, several, or one that may be read in two ways."""
        line = plain(text)
        found = list(self._numbers.find(line))
        if len(found) != 1:
            return None
        readings, own = found[0].readings, self._own(line[found[0].start : found[0].end])
        size = own if own in readings else next(iter(readings)) if len(readings) == 1 else None
        return size if size is None or not _MINUS.search(line[: found[0].start]) else -size

    def _own(self, written: str) -> Decimal | None:
        from babel.numbers import NumberFormatError, parse_decimal

        try:
            return parse_decimal(written, locale=self._locale, strict=True)
        except NumberFormatError:
            return None

    def write(self, number: Decimal) -> str:
        """`number` in this language."""
        return self._writer.number(number)


def sums_differ(file: Finished, reader: FigureReader, *, quote: bool) -> Iterator[Problem]:
    """A problem for each figure of a table of amounts that is not what the figures around it give, and for each table
    whose rows are not those of the data. Without `quote` no figure and no name is shown."""
    for table, rows in _tables(file):
        texts = {cell: text for row in rows for cell, text in _figures(row, file).items()}
        faults = _unreadable(texts, reader) or _faults(rows, texts, file, reader)
        if not rows and _lists_the_price(table, file, reader):
            what = f"a table lists the price without `{_MARK}`, so that its sums cannot be proved"
            yield file.problem("sums-differ", what, help=f'write `<tr {_MARK}="item">` and the like')
        yield from (file.problem("sums-differ", f"{what}{told if quote else ''}") for what, told in faults)
