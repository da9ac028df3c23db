"""What the YAML parser says, in words that name the remedy."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from kamdocs.load.text import Fault

_CONFLICT = re.compile(r"^<{7} .*(?=(\n.*)*?\n={7}$)", re.MULTILINE)
_QUOTE = "put the whole value in quotes"


def fault(text: str, error: yaml.MarkedYAMLError) -> Fault:
    """The fault that `error`, raised on reading `text`, stands for."""
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start())
        return Fault(line, 0, 7, "yaml", "a merge stopped here", "keep one of the two versions, without these marks")
    better = _again(text) or error
    problem = better.problem or ""
    for begin, explain in _EXPLAINED:
        if begin in problem:
            return explain(text, better)
    return _at(better.problem_mark, problem or "is not YAML")


def _again(text: str) -> yaml.MarkedYAMLError | None:
    """What the parser in Python says, whose places are nearer to the cause than those of the one in C."""
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        return error
    except RecursionError:
        return None
    return None


def _at(mark: yaml.Mark | None, what: str, help: str = "", width: int = 1) -> Fault:
    if mark is None:
        return Fault(-1, 0, 1, "yaml", what, help)
    return Fault(mark.line, mark.column, width, "yaml", what, help)


def _second_colon(text: str, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark
    lines = text.split("\n")
    if mark is not None and lines[mark.line][: mark.column].count(":") == 0:
        help = "begin every line of a text below its first, or write `|-` after the key"
        return _at(mark, "a key stands where the text above goes on", help)
    return _at(mark, "a second `: ` in one value", f'{_QUOTE}, as in `title: "Offer: part one"`')


def _bad_start(text: str, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark
    character = text.split("\n")[mark.line][mark.column : mark.column + 1] if mark is not None else ""
    if character == "\t":
        return _at(mark, "a tab stands where indentation is read", "indent with spaces")
    return _at(
        mark,
        f"a value cannot begin with `{character}`" if character != "`" else "a value cannot begin with a backtick",
        _QUOTE,
    )


def _alias(text: str, error: yaml.MarkedYAMLError) -> Fault:
    return _at(error.context_mark or error.problem_mark, "a value cannot begin with `*` or `&`", _QUOTE)


def _open_quote(text: str, error: yaml.MarkedYAMLError) -> Fault:
    return _at(error.context_mark or error.problem_mark, "the quote that opens here is never closed", "close it")


def _escape(text: str, error: yaml.MarkedYAMLError) -> Fault:
    help = "write `\\\\` for a backslash, or use single quotes"
    return _at(error.problem_mark, "an escape that does not exist", help)


def _indentation(text: str, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark
    line = text.split("\n")[mark.line] if mark is not None else ""
    if mark is not None and line[: mark.column].strip():
        return _at(mark, "the value goes on after it has ended", _QUOTE)
    return _at(mark, "the indentation fits none of the lines above", "align it with the keys it belongs to")


def _no_colon(text: str, error: yaml.MarkedYAMLError) -> Fault:
    return _at(
        error.context_mark or error.problem_mark,
        "a key without `:`",
        "write `key: value`, with a space after the colon",
    )


def _bracket(text: str, error: yaml.MarkedYAMLError) -> Fault:
    return _at(error.context_mark, "the bracket that opens here is not closed, or a comma is missing", "close it")


_EXPLAINED: tuple[tuple[str, Callable[[str, yaml.MarkedYAMLError], Fault]], ...] = (
    ("mapping values are not allowed", _second_colon),
    ("cannot start any token", _bad_start),
    ("expected alphabetic or numeric character", _alias),
    ("unexpected end of stream", _open_quote),
    ("found unknown escape", _escape),
    ("escape sequence of", _escape),
    ("escape code", _escape),
    ("expected <block end>", _indentation),
    ("did not find expected key", _indentation),
    ("could not find expected ':'", _no_colon),
    ("expected ',' or", _bracket),
)
