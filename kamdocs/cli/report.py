"""Problems as people read them: place, line, caret, remedy, and a count at the end."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from kamdocs.cli.columns import cells
from kamdocs.cli.repeated import grouped
from kamdocs.errors import KamdocsError, OutputError, Problem, RequestError

_BOLD, _RED, _YELLOW, _BLUE, _PLAIN = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[34m", "\x1b[0m"
_LONGEST, _BEFORE = 160, 60
"""How much of a line is shown, and how much of it before the fault, in code points."""
_CARETS = {"error": _RED, "warning": _YELLOW, "note": _BLUE}


def format_problems(problems: Iterable[Problem], *, colour: bool = False) -> str:
    """All `problems` in the order of their places, one block each, and a last line that counts them; the same in many
    rows of a list is one block that names all of them.

    The text ends with a line break; it is empty where there are no problems.
    """
    ordered = sorted(problems)
    if not ordered:
        return ""
    blocks = [_block(problem, colour) for problem in grouped(ordered)]
    return "\n\n".join([*blocks, _count(ordered)]) + "\n"


def _block(problem: Problem, colour: bool) -> str:
    number = str(problem.line) if problem.line and not problem.place else ""
    gutter = " " * (len(number) or 2)
    lines = [_painted(problem.headline(), _BOLD, colour)]
    if problem.source.strip():
        source, start = _window(_shown(problem.source.rstrip()), problem.column - 1)
        before, under = source[:start], source[start : start + problem.width]
        carets = _painted("^" * max(cells(under), 1), _CARETS[problem.severity], colour)
        lines += [f"{gutter} |", f"{number or gutter} | {source}", f"{gutter} | {_blank(before)}{carets}"]
    if problem.help:
        lines.append(f"{gutter} = help: {problem.help}")
    return "\n".join(lines)


def _count(problems: Iterable[Problem]) -> str:
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(
        f"{counts[kind]} {kind}{'' if counts[kind] == 1 else 's'}"
        for kind in ("error", "warning", "note")
        if counts[kind]
    )


def _window(source: str, start: int) -> tuple[str, int]:
    """The part of a long line about `start` that is worth reading, and where `start` lies in it."""
    if len(source) <= _LONGEST:
        return source, start
    first = max(0, min(start - _BEFORE, len(source) - _LONGEST))
    left, right = "…" if first else "", "…" if first + _LONGEST < len(source) else ""
    return f"{left}{source[first : first + _LONGEST]}{right}", start - first + len(left)


def _shown(source: str) -> str:
    """`source` without characters that would act on the terminal."""
    return "".join(
        "\ufffd" if c != "\t" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in source
    )


def _blank(text: str) -> str:
    """Blanks as wide as `text`; a tab stays a tab, since its width depends on the terminal."""
    return "".join("\t" if character == "\t" else " " * cells(character) for character in text)


def _painted(text: str, code: str, colour: bool) -> str:
    return f"{code}{text}{_PLAIN}" if colour else text


def format_failure(failure: KamdocsError, *, colour: bool = False) -> str:
    """What the command line prints for `failure`, whose problems it prints as such: what failed, and what mends it."""
    if isinstance(failure, RequestError):
        return "\n".join(_failed(what, help, colour) for what, help in failure.refused)
    return _failed(str(failure), failure.help if isinstance(failure, OutputError) else "", colour)


def _failed(what: str, help: str, colour: bool) -> str:
    lines = [f"{_painted('error', _RED, colour)}: {what}"]
    return "\n".join(lines + ([f"  = help: {help}"] if help else []))
