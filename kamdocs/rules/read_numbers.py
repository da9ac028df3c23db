"""Numbers as one language prints them, read and written."""

from __future__ import annotations

import re
from decimal import Decimal

from kamdocs.model.kit import LanguageRules
from kamdocs.rules.found_numbers import Numbers
from kamdocs.rules.language import Writer
from kamdocs.rules.printed_numbers import MINUS
from kamdocs.rules.search import plain

_NEGATIVE = re.compile(rf"{MINUS}\D*$")


class FigureReader:
    """Reads and writes numbers in one language; `numbers` finds them in text."""

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
        return size if size is None or not _NEGATIVE.search(line[: found[0].start]) else -size

    def _own(self, written: str) -> Decimal | None:
        from babel.numbers import NumberFormatError, parse_decimal

        try:
            return Decimal(parse_decimal(written, locale=self._locale, strict=True))
        except NumberFormatError:
            return None

    def write(self, number: Decimal) -> str:
        """`number` in this language."""
        return self._writer.number(number)
