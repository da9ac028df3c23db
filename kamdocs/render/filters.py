"""What templates can do with values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from kamdocs.model.case import Range
from kamdocs.render.environment import as_text, printed
from kamdocs.render.markdown import prose_blocks
from kamdocs.render.rendering import TemplateFault, rendering
from kamdocs.render.tokens import Fragment
from kamdocs.rules.language import with_particle
from kamdocs.rules.money import Money


def _needs(kind: type | tuple[type, ...], what: str, value: object) -> Any:
    if not isinstance(value, kind):
        raise TemplateFault(f"`{what}` needs another value than this")
    return value


def _date(value: object) -> str:
    return rendering().writer.date(_needs(date, "date", value))


def _short_date(value: object) -> str:
    return rendering().writer.date(_needs(date, "short_date", value), short=True)


def _money(value: object) -> str:
    return rendering().writer.money(_needs(Money, "money", value))


def _amount(value: object) -> str:
    return rendering().writer.amount(_needs(Money, "amount", value))


def _number(value: object) -> str:
    return rendering().writer.number(_needs((Decimal, int), "number", value))


def _quantity(value: object) -> str:
    return rendering().writer.quantity(Decimal(_needs((Decimal, int), "quantity", value)))


def _percent(value: object) -> str:
    return rendering().writer.percent(Decimal(_needs((Decimal, int), "percent", value)))


def _figure(value: object, unit: str | None = None) -> str:
    return rendering().writer.figure(_needs((Decimal, Range), "figure", value), unit)


def _markdown(value: object) -> Markup:
    return rendering().store.keep(Fragment(prose_blocks(_needs(str, "markdown", value))))


def _particle(value: object, forms: str) -> str:
    """The word with the particle that fits it; a word that is already markup is read as its text."""
    text = rendering().store.plain(str(value)) if isinstance(value, Markup) else as_text(value)
    return with_particle(text, forms)


def _join(values: Iterable[object], separator: str = "") -> str:
    items = list(values)
    if any(isinstance(item, Markup) for item in items):
        between = printed(separator) if separator else Markup("")
        return between.join(printed(item) for item in items)
    return separator.join(as_text(item) for item in items)


def _replace(value: object, old: str, new: str) -> str:
    return as_text(value).replace(as_text(old), new)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "date": _date,
    "short_date": _short_date,
    "money": _money,
    "amount": _amount,
    "number": _number,
    "quantity": _quantity,
    "percent": _percent,
    "figure": _figure,
    "markdown": _markdown,
    "particle": _particle,
    "join": _join,
    "replace": _replace,
}
"""The filters of kamdocs, by the names templates call them."""

TESTS: Mapping[str, Callable[[object], bool]] = {"range": lambda value: isinstance(value, Range)}
"""The tests of kamdocs."""
