"""Number formats of a spreadsheet, derived from how numbers are printed."""

from __future__ import annotations

import re
from decimal import Decimal

from kamdocs.rules.charts import Value
from kamdocs.rules.printed_numbers import PRINTED_NUMBER

GENERAL = "General"

_SIGN = re.compile("[-\N{MINUS SIGN}\N{EN DASH}]")
_GROUP = 3
_SCALES = ((Decimal(1), ""), *((Decimal(10) ** -power, "," * (power // _GROUP)) for power in (3, 6, 9, 12)))
"""What a printed number is of its value, and how a format says so: `,` divides by a thousand."""
_LONGEST = 255


def number_format(value: Value) -> str:
    """The format code by which a spreadsheet prints a number as its text does: `#,##0" ₫"` for `1.234 ₫`.

    `General` where the text is no such number. A spreadsheet writes points and commas as its own system does.
    """
    match = PRINTED_NUMBER.search(value.text)
    if match is None:
        return GENERAL
    before, digits, after = value.text[: match.start()], match[0], value.text[match.end() :]
    sign = _SIGN.search(before)
    if (value.number < 0) != bool(sign):
        return GENERAL
    core = _core(abs(value.number), digits, after)
    unsigned = _SIGN.sub("", before, count=1)
    positive = _quoted(unsigned) + core
    minus = _quoted(sign[0]) if sign else '"\N{MINUS SIGN}"'
    negative = minus + _quoted(unsigned.replace("+", "")) + core
    code = f"{positive};{negative}"
    return code if core and len(code) <= _LONGEST else GENERAL


def _core(size: Decimal, digits: str, after: str) -> str:
    """The format of the digits and of what stands after them; empty where they are not those of `size`."""
    parts = re.split(r"\D", digits)
    for decimals in dict.fromkeys((0, len(parts[-1]) if len(parts) > 1 else 0)):
        shown = Decimal("".join(parts)).scaleb(-decimals)
        grouped = len(parts) - bool(decimals) > 1 or shown < 10**_GROUP
        plain = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
        for scale, code in _SCALES:
            if shown == round(size * scale, decimals) and (shown or not size):
                return plain + code + _quoted(after)
        if "%" in after and shown == round(size * 100, decimals):
            start, _, end = after.partition("%")
            return f"{plain}{_quoted(start)}%{_quoted(end)}"
    return ""


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '"\\""') + '"' if text else ""
