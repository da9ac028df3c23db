"""How values are printed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from jinja2.runtime import Macro, Undefined
from markupsafe import Markup

from kamdocs.errors import describe_character
from kamdocs.model.case import Range
from kamdocs.render.current import TemplateFault, current, note
from kamdocs.render.tokens import STAND_IN
from kamdocs.render.views import View, describe
from kamdocs.rules.language import Writer
from kamdocs.rules.money import Money

_BARRED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")
_PARTS = {"list": "go over it with `{% for … %}`, or write `|join(', ')` after it"}
_MOST_PLACES = 1_000
_ASK_FIRST = "ask first whether it is given: `{% if … %}`"


def as_text(value: object) -> str:
    """`value` as the version's language writes it.

    Raises TemplateFault for what is no text: nothing, an empty text, a whole record, a piece of a document.
    """
    if isinstance(value, Undefined):
        return str(value)
    if value is None or value == "":
        raise TemplateFault("a value that is not given is printed", _ASK_FIRST, rule="not-given")
    if isinstance(value, Markup):
        return _text_of_markup(value)
    if isinstance(value, str):
        if barred := _BARRED.search(value):
            what = f"the character {describe_character(barred[0])} is printed, which no document can hold"
            raise TemplateFault(what, "leave it out")
        return str(value)
    if current().as_written and isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"{printable(value):f}" if isinstance(value, Decimal) else str(printable(value))
    return _written(value, current().writer)


def printable(value: Any) -> Any:
    """`value`, if it is no number that cannot be written in figures; else raises TemplateFault."""
    if isinstance(value, float | Decimal) and not isfinite(value):
        raise TemplateFault("what is printed as a number is none", "look where the data come from")
    if isinstance(value, Decimal) and max(abs(value.adjusted()), abs(int(value.as_tuple().exponent))) > _MOST_PLACES:
        raise TemplateFault(f"a number of more than {_MOST_PLACES} places is printed", "look where the data come from")
    return value


def printed(value: object) -> Markup:
    """What a template's output holds for `value`: markup as it is, anything else as a token."""
    if isinstance(value, Markup):
        return value
    try:
        text = as_text(value)
    except TemplateFault as fault:
        note(fault)
        text = STAND_IN
    return current().store.keep(text)


def _text_of_markup(markup: Markup) -> str:
    """The text that a macro or a `set` block gave, if it gave nothing else."""
    if "<" in markup:
        raise TemplateFault("a piece of a document is used as a text", "use it as it is")
    return current().text_of_markup(str(markup))


def _written(value: object, writer: Writer) -> str:
    if isinstance(value, bool):
        raise TemplateFault("a yes-or-no value is printed", "say in words what it means: `{% if … %}`")
    if isinstance(value, Decimal | int):
        return writer.number(value)
    if isinstance(value, float):
        return writer.number(Decimal(repr(value)))
    if isinstance(value, date):
        return writer.date(value)
    if isinstance(value, Money):
        return writer.money(value)
    if isinstance(value, Range):
        return writer.figure(value, None)
    raise TemplateFault(f"a whole {(kind := _kind(value))} is printed", _PARTS.get(kind, "print its parts, one by one"))


def _kind(value: object) -> str:
    if isinstance(value, View):
        return describe(value)
    if isinstance(value, dict) and current().as_written:
        return "record"
    if isinstance(value, list | tuple | dict):
        return "list"
    return "macro" if isinstance(value, Macro) else "thing"
