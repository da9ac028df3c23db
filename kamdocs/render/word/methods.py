"""What can be asked of a value with a dot and brackets, as `prices.items()` or `day.strftime('%d/%m/%Y')`: as templates
of docxtpl do. Each is harmless and gives no more than a text or list of bounded length."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kamdocs.model.template_fields import FieldKind
from kamdocs.render.bounds import bounded, bounded_length
from kamdocs.render.current import TemplateFault
from kamdocs.render.values import as_text, printable

_FIELD = re.compile(r"{{|}}|{(\d*)(?::([^{}]*))?}")
_SPEC = re.compile(r"(?:.?[<>=^])?[-+ ]?,?0?(\d{0,3})[,_]?(?:\.\d{1,2})?[dfeg%sn]?")
_PERCENT = re.compile(r"%%|%[-+ 0]*\d{0,3}(?:\.\d{1,2})?[dfs]")
_WIDEST = 200


def _replace(text: str, old: Any, new: Any) -> str:
    before, after = as_text(old), "" if new == "" else as_text(new)
    bounded_length(len(text) + text.count(before) * (len(after) - len(before)))
    return text.replace(before, after)


def join_texts(separator: str, items: Any) -> str:
    """`items` as one text with `separator` between them; its length is known before it is made."""
    texts = [as_text(item) for item in items]
    bounded_length(sum(map(len, texts)) + len(separator) * (len(texts) - 1))
    return separator.join(texts)


def format_braces(text: str, *values: Any) -> str:
    """`text` with `values` in the place of `{}`, `{0}` or `{:,.2f}`; nothing else of a value can be named."""
    given, length = iter(values), len(text)

    def field(found: re.Match[str]) -> str:
        nonlocal length
        if found[0] in ("{{", "}}"):
            return found[0][0]
        try:
            value = values[int(found[1])] if found[1] else next(given)
        except (IndexError, StopIteration):
            raise TemplateFault("`format` is given fewer values than it prints", "give one for each `{}`") from None
        shown = _formatted(value, found[2] or "")
        bounded_length(length := length + len(shown))
        return shown

    plain = _FIELD.sub("", text)
    if "{" in plain or "}" in plain:
        raise TemplateFault("`format` takes plain fields alone", "write `{}`, `{0}` or `{:,.2f}`")
    return _FIELD.sub(field, text)


def _formatted(value: Any, spec: str) -> str:
    if not spec:
        return as_text(value)
    found = _SPEC.fullmatch(spec)
    if found is None or int(found[1] or 0) > _WIDEST or not isinstance(value, str | int | float | Decimal):
        raise TemplateFault(f"`format` cannot write this value by `{spec}`", "write it as in `{:,.2f}`")
    return format(printable(value), spec)


def format_percent(text: Any, *values: Any) -> str:
    """`text` with `values` in the place of `%s`, `%d` or `%.2f`."""
    pattern = as_text(text)
    signs = [sign for sign in _PERCENT.findall(pattern) if sign != "%%"]
    if "%" in _PERCENT.sub("", pattern) or len(signs) != len(values):
        raise TemplateFault("`format` needs a value for each `%s`", "write it as in `'%.2f'|format(price)`")
    if any(int(found[0]) > _WIDEST for sign in signs if (found := re.search(r"\d+", sign))):
        raise TemplateFault("`format` is asked for more signs than a line has")
    plain = tuple(float(value) if isinstance(value, Decimal) else value for value in values)
    if not all(isinstance(value, str | int | float) and not isinstance(value, bool) for value in plain):
        raise TemplateFault("`format` writes texts and numbers", "use the filters `date` and `money`")
    bounded_length(len(pattern) + sum(len(value) for value in plain if isinstance(value, str)))
    return str(bounded(pattern % plain))


_METHODS: Mapping[type, Mapping[str, Callable[..., Any]]] = {
    dict: {
        "items": lambda record: bounded(tuple(record.items())),
        "keys": lambda record: bounded(tuple(record)),
        "values": lambda record: bounded(tuple(record.values())),
        "get": lambda record, name, other=None: record.get(name, other),
    },
    str: {
        **{name: getattr(str, name) for name in ("upper", "lower", "title", "capitalize", "strip", "lstrip", "rstrip")},
        **{name: getattr(str, name) for name in ("startswith", "endswith")},
        "split": lambda text, *at: bounded(text.split(*at)),
        "replace": _replace,
        "join": join_texts,
        "format": format_braces,
    },
    date: {"strftime": lambda day, pattern: bounded(day.strftime(pattern[:_WIDEST])), "isoformat": date.isoformat},
}
_OF_KIND: Mapping[FieldKind, type] = {"text": str, "date": date, "record": dict}
_PARTS = {date: ("year", "month", "day"), datetime: ("hour", "minute", "second")}


def names_of(kind: FieldKind) -> frozenset[str]:
    """The methods and parts of a value of this kind."""
    held = _OF_KIND.get(kind)
    if held is None:
        return frozenset()
    return frozenset(_METHODS[held]) | (frozenset(_PARTS[date]) if held is date else frozenset())


def asked(value: Any, name: Any) -> tuple[bool, Any]:
    """Whether `value` has a method, or a part of a date, of this name, and that."""
    for kind in (dict, str, datetime, date):
        if type(value) is kind or (kind is date and isinstance(value, date)):
            if name in _PARTS.get(kind, ()):
                return True, getattr(value, name)
            method = _METHODS.get(kind, {}).get(name)
            if method is not None:
                return True, _bound(method, value)
    return False, None


def _bound(method: Callable[..., Any], value: Any) -> Callable[..., Any]:
    def call(*values: Any) -> Any:
        return method(value, *values)

    return call
