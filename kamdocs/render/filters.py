"""What templates can do with values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Context, Decimal
from functools import partial, wraps
from inspect import signature, unwrap
from typing import Any

from markupsafe import Markup

from kamdocs.model.case import Range
from kamdocs.render.address import ADDRESS_FILTERS
from kamdocs.render.bounds import bounded, bounded_length, step
from kamdocs.render.current import TemplateFault, current
from kamdocs.render.faults import going_on
from kamdocs.render.holes import Hole
from kamdocs.render.markdown import prose_blocks
from kamdocs.render.tokens import Fragment
from kamdocs.render.values import as_text, printed
from kamdocs.rules.money import Money
from kamdocs.rules.particles import with_particle

_DIGITS = re.compile(r"\d+")
_DECIMALS, _DIGITS_KEPT = 6, Context(prec=15)
_CURRENCY = re.compile("[A-Z]{3}")
_FORMS = re.compile(r"[^/]+/[^/]+")


_WANTED: Mapping[type, str] = {
    date: "a date",
    datetime: "a moment",
    Money: "an amount of money",
    Decimal: "a number",
    str: "a text",
}


def _needs(kind: type | tuple[type, ...], filter: str, value: object) -> Any:
    if isinstance(value, float):  # as Jinja reads `4.25`
        value = Decimal(repr(value))
    if kind is Money and isinstance(value, dict) and value.keys() == {"amount", "currency"}:
        value = _amount_of(value)
    if not isinstance(value, kind) or isinstance(value, bool):
        wanted = _WANTED[kind[0] if isinstance(kind, tuple) else kind]
        raise TemplateFault(f"`{filter}` needs {wanted}", f"name a field that holds {wanted}")
    return value


def _amount_of(value: Mapping[str, Any]) -> object:
    """An amount of money as data of no fixed form hold it: `{amount: 1200.50, currency: EUR}`."""
    amount, currency = value["amount"], value["currency"]
    if isinstance(amount, float):
        amount = Decimal(repr(amount))
    exact = isinstance(amount, int | Decimal) and not isinstance(amount, bool)
    if exact and isinstance(currency, str) and _CURRENCY.fullmatch(currency):
        return Money(Decimal(amount), currency)
    return value


def _date(value: object) -> str:
    return current().writer.date(_needs(date, "date", value))


def _short_date(value: object) -> str:
    return current().writer.date(_needs(date, "short_date", value), short=True)


def _time(value: object) -> str:
    return current().writer.time(_needs(datetime, "time", value))


def _weekday(value: object) -> str:
    return current().writer.weekday(_needs(date, "weekday", value))


def _zone(value: object) -> str:
    return current().writer.zone(_needs(datetime, "zone", value))


def _money(value: object) -> str:
    return current().writer.money(_needs(Money, "money", value))


def _amount(value: object) -> str:
    return current().writer.amount(_needs(Money, "amount", value))


def _in_words(value: object, form: str | None = None) -> str:
    amount = _needs(Money, "in_words", value)
    words = current().writer.rules.words
    try:
        return current().writer.in_words(amount, form)
    except ValueError as error:
        help = "ask first: `{% if amount is worded %}`" if words is None else "write `|in_words` alone"
        raise TemplateFault(f"`in_words`: {error}", help) from None


def _worded(value: object) -> bool:
    """Whether the language states an amount in words beside its figures."""
    words = current().writer.rules.words
    return isinstance(value, Money) and words is not None and words.with_total


def _number(value: object) -> str:
    return current().writer.number(_needs((Decimal, int), "number", value))


def _quantity(value: object) -> str:
    return current().writer.quantity(Decimal(_needs((Decimal, int), "quantity", value)))


def _percent(value: object) -> str:
    return current().writer.percent(Decimal(_needs((Decimal, int), "percent", value)))


def _figure(value: object, unit: str | None = None) -> str:
    given = _needs((Decimal, int, Range), "figure", value)
    return current().writer.figure(given if isinstance(given, Range) else Decimal(given), unit)


def _exact(value: object) -> str:
    """A number or amount as programs read it, whatever the language: `-1234.5`, with six decimals and fifteen digits at
    most."""
    given = _needs((Decimal, int, Money), "exact", value)
    number = _DIGITS_KEPT.create_decimal(given.amount if isinstance(given, Money) else given)
    plain = f"{round(number, _DECIMALS) + 0:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _numbers(value: object) -> str:
    """A text in which each number stands as the language writes it, as `1,500-3,000` for `1500-3000`."""
    writer = current().writer
    return _DIGITS.sub(lambda match: writer.number(int(match[0])), as_text(value))


def _markdown(value: object) -> Markup:
    return current().store.keep(Fragment(prose_blocks(as_text(_needs(str, "markdown", value)))))


def _particle(value: object, forms: object) -> str:
    """The word with the particle that fits it; a word that is already markup is read as its text."""
    if not isinstance(forms, str) or not _FORMS.fullmatch(forms):
        raise TemplateFault("`particle` needs the two forms of a particle", "write them as in `particle('은/는')`")
    return with_particle(as_text(value), forms)


def _join(values: Iterable[object], separator: str = "") -> str:
    items = list(values)
    if any(isinstance(item, Markup) for item in items):
        between = printed(separator) if separator else Markup("")
        return between.join(printed(item) for item in items)
    bounded_length(len(separator) * len(items))
    return separator.join(as_text(item) for item in items)


def _string(value: object) -> str:
    """A whole number in figures alone, as years are written; anything else as it is printed."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else as_text(value)


def _replace(value: object, old: object, new: object) -> str:
    text, before, after = as_text(value), as_text(old), "" if new == "" else as_text(new)
    bounded_length(len(text) + text.count(before) * (len(after) - len(before)))
    return text.replace(before, after)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "date": _date,
    "short_date": _short_date,
    "time": _time,
    "weekday": _weekday,
    "zone": _zone,
    "money": _money,
    "amount": _amount,
    "in_words": _in_words,
    "number": _number,
    "quantity": _quantity,
    "percent": _percent,
    "figure": _figure,
    "exact": _exact,
    "numbers": _numbers,
    "markdown": _markdown,
    "particle": _particle,
    "join": _join,
    "string": _string,
    "replace": _replace,
    **ADDRESS_FILTERS,
}
"""The filters of kamdocs, by the names templates call them."""

_OF_TEXTS = ("capitalize", "lower", "title", "trim", "upper")
_OF_LISTS = (
    *("batch", "count", "first", "groupby", "last", "length", "list", "map", "max", "min", "reject", "rejectattr"),
    *("reverse", "select", "selectattr", "slice", "sort", "sum", "unique"),
)
_OF_NUMBERS = ("abs", "int", "round")
_TAKES_HOLES = ("default", "d")
_ASKS_FOR_HOLES = ("defined", "undefined")
_OF_JINJA = ("environment", "context", "eval_ctx")
_IN_COLUMNS = ("batch", "slice")
_MOST_COLUMNS = 1_000

JINJA_FILTERS = (*_OF_TEXTS, *_OF_LISTS, *_OF_NUMBERS, *_TAKES_HOLES)
"""The filters of Jinja that templates have too."""

TESTS: Mapping[str, Callable[[object], bool]] = {
    "range": lambda value: isinstance(value, Range),
    "worded": _worded,
}
"""The tests of kamdocs."""


def all_filters(jinja: Mapping[str, Callable[..., Any]]) -> Mapping[str, Callable[..., Any]]:
    """Every filter that templates have: those of kamdocs, and the harmless ones of Jinja; each notes a hole, counts the
    lists that it takes, and gives nothing that grows without end."""
    plain = {name: unwrap(jinja[name]) for name in JINJA_FILTERS}  # without what asks whether a template waits
    texts = {name: _of_text(plain[name]) for name in _OF_TEXTS}
    lists = {name: _of_values(plain[name]) for name in (*_OF_LISTS, *_OF_NUMBERS)}
    lists |= {name: _in_columns(lists[name]) for name in _IN_COLUMNS}
    found = {name: guarded(name, filter) for name, filter in (dict(FILTERS) | texts | lists).items()}
    return found | {name: partial(going_on, _fitted(name, plain[name])) for name in _TAKES_HOLES}


def _fitted(name: str, filter: Callable[..., Any]) -> Callable[..., Any]:
    """`filter`, which is told as a fault where it is given other values than it takes, or gives what grows."""
    taken = signature(filter)
    fitting = set[tuple[int, tuple[str, ...]]]()

    def applied(*values: Any, **named: Any) -> Any:
        shape = (len(values), tuple(named))
        if shape not in fitting:
            try:
                taken.bind(*values, **named)
            except TypeError:
                raise TemplateFault(f"`{name}` is given other values than it takes", _usage(name, filter)) from None
            fitting.add(shape)
        return bounded(filter(*values, **named))

    return applied


def guarded(name: str, filter: Callable[..., Any]) -> Callable[..., Any]:
    """`filter`, which notes a hole it is given, counts lists, and is told as a fault where its values do not fit."""
    applied = _fitted(name, filter)

    @wraps(filter)
    def filtered(*values: Any, **named: Any) -> Any:
        hole = next((value for value in (*values, *named.values()) if isinstance(value, Hole)), None)
        if hole is not None:
            return hole.noted()
        step(sum(len(value) for value in values if isinstance(value, list | tuple)))
        result = going_on(applied, *values, **named)
        for item in result if isinstance(result, list) else ():
            if isinstance(item, Hole):
                item.noted()
        return result

    return filtered


def _usage(name: str, filter: Callable[..., Any]) -> str:
    """How a filter is called, as help."""
    needed = [
        parameter.name if parameter.default is parameter.empty else f"{parameter.name}={_as_written(parameter.default)}"
        for parameter in signature(filter).parameters.values()
        if parameter.kind is not parameter.VAR_KEYWORD and parameter.name not in _OF_JINJA
    ]
    given = needed[1:]
    return f"write `|{name}({', '.join(given)})`" if given else f"write `|{name}` alone"


def _as_written(value: object) -> str:
    return str(value).lower() if value is None or isinstance(value, bool) else repr(value)


def all_tests(jinja: Mapping[str, Any]) -> Mapping[str, Callable[..., Any]]:
    """Every test that templates have: those of kamdocs and of Jinja; each notes a hole, but those that ask for one."""
    tests = {name: _noting(test) for name, test in {**jinja, **TESTS}.items() if name not in _ASKS_FOR_HOLES}
    return tests | {name: jinja[name] for name in _ASKS_FOR_HOLES}


def _noting(test: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(test)
    def tested(*values: Any, **named: Any) -> Any:
        hole = next((value for value in (*values, *named.values()) if isinstance(value, Hole)), None)
        return test(*values, **named) if hole is None else bool(hole)

    return tested


def _of_text(filter: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of Jinja that takes what is printed of a value."""

    @wraps(filter)
    def filtered(value: object, *more: Any, **named: Any) -> Any:
        return filter(as_text(value), *more, **named)

    return filtered


def _of_values(filter: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of Jinja that takes a value as it is."""

    @wraps(filter)
    def filtered(*values: Any, **named: Any) -> Any:
        if any(isinstance(value, Markup) for value in values[:2]):
            raise TemplateFault("a piece of a document is used as a value", "use it as it is")
        return filter(*values, **named)

    return filtered


def _in_columns(filter: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that makes rows of as many items as it is told, which must not be too many."""

    @wraps(filter)
    def filtered(*values: Any, **named: Any) -> Any:
        asked = [value for value in (*values, *named.values()) if isinstance(value, int)]
        if any(number > _MOST_COLUMNS for number in asked):
            raise TemplateFault(f"more than {_MOST_COLUMNS:,} columns are asked for")
        return filter(*values, **named)

    return filtered
