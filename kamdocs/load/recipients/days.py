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


def settled(texts: Iterable[str], forms: Sequence[str]) -> Sequence[str]:
    """Those of `forms` that a column with `texts` is written in: of several that read a text as different days that one
    alone which reads a text that no other of them does, as D/M/Y reads `25/9/2026`. All where nothing tells."""
    written = set(texts)
    rivals = {form for text in written if len(days_in(text, forms)) > 1 for form in forms if days_in(text, [form])}
    readers = ({form for form in rivals if days_in(text, [form])} for text in written)
    clear = {form for found in readers if len(found) == 1 for form in found}
    return [form for form in forms if form not in rivals or form in clear] if len(clear) == 1 else forms


@cache
def _form(form: str) -> re.Pattern[str]:
    return re.compile("".join(_PARTS.get(sign, re.escape(sign)) for sign in form) + _AFTER, re.IGNORECASE)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
