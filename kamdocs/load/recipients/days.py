"""Days as people and spreadsheets write them in lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

_PARTS = {
    "Y": r"(?P<year>\d{4})",
    "M": r"(?P<month>\d{1,2})",
    "D": r"(?P<day>\d{1,2})",
    "/": r"\s*[-./]\s*",
    " ": r"\s*",
}
_AFTER = r"\.?(?:[ T]0?0:00(?::00)?)?"
"""A point, as Koreans write it, or the midnight that spreadsheets put there."""


def days_in(text: str, forms: Iterable[str]) -> Sequence[date]:
    """The days that `text` can be, earliest first, in `forms` as `D/M/Y`; each once."""
    found = (_form(form).fullmatch(text) for form in forms)
    return sorted({day for match in found if match and (day := _day(match))})


@cache
def _form(form: str) -> re.Pattern[str]:
    return re.compile("".join(_PARTS.get(sign, re.escape(sign)) for sign in form) + _AFTER, re.IGNORECASE)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
