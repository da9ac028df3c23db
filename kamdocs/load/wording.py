"""pydantic's errors in our own words: what is wrong with a value, and what mends it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, get_args

from pydantic_core.core_schema import ErrorType

from kamdocs.load.tree import Plain
from kamdocs.model.base import ID_PATTERN
from kamdocs.model.workspace import KeyPath
from kamdocs.rules.hints import meant
from kamdocs.rules.listing import listed

_PATTERNS: Mapping[str, tuple[str, str]] = {
    ID_PATTERN: (
        "is not written as an id",
        "write lower-case letters, digits and hyphens, as in `kim-chul-su`",
    ),
    r"^[a-z]{2,3}$": ("is no language code", "write its ISO 639 code, as in `en`, `ko`, `vi`"),
    r"^[A-Z]{3}$": ("is no currency code", "write its ISO 4217 code, as in `KRW`, `VND`"),
    r"^[A-Z]{2}$": ("is no country code", "write its ISO 3166 code, as in `VN`, `KR`"),
    r"^[^@\s]+@[^@\s]+$": ("is no e-mail address", "write the address alone, as in `kim@acme.example`"),
    r"^[0-9]+(-[0-9]+|\+)?$": (
        "is no number of people",
        "write digits, as in `320`, `500-1000`, `5000+`",
    ),
    r"^#[0-9a-f]{6}$": ("is no colour", 'write six hexadecimal digits in lower case, as in `"#17324d"`'),
}
MAPPING_WANTED = frozenset({"model_type", "model_attributes_type", "dict_type", "dataclass_type"})
_BUILT_IN = frozenset(get_args(ErrorType))
_WANTED = (
    (MAPPING_WANTED, "`key: value` lines", ""),
    (("tuple_type", "list_type", "set_type"), "a list", "begin each item with `- `, or write `[one, two]`"),
    (("string_type",), "text", "put the text in quotes if it holds `: `, `{` or `[`"),
)
_SEVERAL_NUMBERS = re.compile(r"-?\d{1,3}([.,' \u00a0_]\d{3})+")
_COMMA = re.compile(r"-?\d+,\d+")
_KEY = re.compile(r"[A-Za-z_]+")
_PLAIN = re.compile(r"(-?)([0-9]{0,15})((?:[.][0-9]{1,10})?)")
_YEAR_FIRST = re.compile(r"([0-9]{4})[^0-9]{1,2}([0-9]{1,2})[^0-9]{1,2}([0-9]{1,2})(?![0-9])")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[^0-9]([0-9]{1,2})[^0-9]([0-9]{4})(?![0-9])")
_MULTIPLE = re.compile(r"k|mn?|mln|bn?|tr|million|billion|thousand|nghìn|ngàn|triệu|tỷ|tỉ|천|만|억|조", re.IGNORECASE)
"""What multiplies the number before it, in English, Vietnamese and Korean."""

_WITH_UNIT = re.compile(r"(-?\d+([.]\d+)?)\s*(%|[^\d\s.,]+)")


def name_of(path: KeyPath) -> str:
    """How a sentence calls the value at `path`: by its key, and by its number in a list."""
    keys = [step for step in path if isinstance(step, str)]
    if not keys:
        return "the file"
    if "internal" in keys:
        return f"`{dotted(path)}`"
    position = f" (item {path[-1] + 1})" if isinstance(path[-1], int) else ""
    return f"`{keys[-1]}`{position}"


def dotted(path: KeyPath) -> str:
    """`path` in one word, as in `stakeholders[0].internal.notes`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def unknown_key_help(key: str, known: Collection[str], *, empty: bool) -> str:
    """What may mend an unknown key that resembles none of `known`; `empty` says that no value follows it."""
    if empty and not _KEY.fullmatch(key):
        return "a comma parts the entries of `{…}`; put a value that holds one in quotes"
    if not 0 < len(known) <= 12:
        return ""
    return f"known here {'are' if len(known) > 1 else 'is'} {listed(known)}"


def in_words(kind: str, context: Mapping[str, Any], message: str, value: Plain, *, quoting: bool) -> tuple[str, str]:
    """What is wrong with a value, as the end of a sentence that begins with its name, and help.

    `kind`, `context` and `message` are pydantic's; `value` is quoted only with `quoting`.
    """
    if value is None:
        return "is empty", ""
    for kinds, wanted, help in _WANTED:
        if kind in kinds:
            return f"needs {wanted}, not {_a(value)}", help
    if kind in ("too_short", "string_too_short"):
        least = context.get("min_length", 1)
        return ("is empty", "") if least == 1 else (f"needs {least} items", "")
    if kind == "too_long":
        return f"has more than {context['max_length']} items", ""
    if kind == "value_error":
        return f"is wrong: {context['error']}", ""
    return _scalar(kind, context, message, value, quoting)


def _scalar(kind: str, context: Mapping[str, Any], message: str, value: Plain, quoting: bool) -> tuple[str, str]:
    if not isinstance(value, str):
        return (f"needs one value, not {_a(value)}", "") if kind in _BUILT_IN else _other(kind, context, message)
    if kind == "literal_error":
        return _choice(context["expected"], value, quoting)
    if kind == "string_pattern_mismatch":
        pattern = context["pattern"]
        return _PATTERNS.get(pattern, ("is not written as it must be", f"it must match `{pattern}`"))
    if kind in ("number", "decimal_parsing", "decimal_type"):
        return "is not a number", (_number_help(value) if quoting else "") or str(context.get("help", ""))
    if kind == "day":
        return message, (_day_help(value) if quoting else "") or str(context.get("help", ""))
    if kind in _BOUNDS:
        return f"must be {_BOUNDS[kind]} {next(iter(context.values()))}", ""
    return _other(kind, context, message)


def _other(kind: str, context: Mapping[str, Any], message: str) -> tuple[str, str]:
    if kind == "string_too_long":
        return f"is longer than {context['max_length']} characters", ""
    if kind.startswith("int_"):
        return "is not a whole number", ""
    if kind.startswith("bool_"):
        return "is neither true nor false", "write `true` or `false`"
    return message, str(context.get("help", ""))


_BOUNDS = {
    "greater_than": "more than",
    "greater_than_equal": "at least",
    "less_than": "less than",
    "less_than_equal": "at most",
}


def _choice(expected: str, value: str, quoting: bool) -> tuple[str, str]:
    choices = re.findall(r"'([^']*)'", expected)
    if not quoting:
        return "has a value that it cannot have", f"choose one of {listed(choices)}"
    return f"cannot be `{value}`", meant(value, choices) or f"choose one of {listed(choices)}"


def _number_help(value: str) -> str:
    written = unicodedata.normalize("NFKC", value).strip().removeprefix("+")
    if (plain := _PLAIN.fullmatch(written)) and plain[2] + plain[3]:
        return f"write `{plain[1]}{plain[2] or 0}{plain[3]}`"
    if _SEVERAL_NUMBERS.fullmatch(written):
        return f"write `{re.sub('[^0-9-]', '', written)}`, with nothing between thousands"
    if _COMMA.fullmatch(written):
        return f"write `{written.replace(',', '.')}`, with a point before decimals"
    if (unit := _WITH_UNIT.fullmatch(written)) and not _MULTIPLE.fullmatch(unit[3]):
        return f"write `{unit[1]}`, the number alone"
    return "write all of its digits, and nothing else" if unit else ""


def _day_help(value: str) -> str:
    """How the day that `value` must mean is written; empty where it may mean several."""
    written = unicodedata.normalize("NFKC", value)
    if found := _YEAR_FIRST.match(written):
        year, month, day = map(int, found.groups())
    elif (found := _YEAR_LAST.match(written)) and int(found[1]) > 12:
        day, month, year = map(int, found.groups())
    else:
        return ""
    try:
        return f"write `{date(year, month, day)}`"
    except ValueError:
        return ""


def _a(value: Plain) -> str:
    if isinstance(value, dict):
        return "`key: value` lines"
    return "a list" if isinstance(value, list) else "plain text"
