"""Jinja's tags in the text of a Word template, as people type them there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["print", "statement", "comment", "literal"]
Level = Literal["", "p", "tr", "tc", "r"]

_OPEN = re.compile(r"{{|{%|{#|{_{|}_}|{_%|%_}")
_ENDS = {"{{": "}}", "{%": "%}"}
_LITERALS = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
"""Signs that are printed, as docxtpl writes them: https://docxtpl.readthedocs.io/en/latest/#escaping-autoescaping."""

_DOUBLE, _SINGLE = '"“”„‟«»＂', "'‘’‚‛＇"
_QUOTES = dict.fromkeys(_DOUBLE, _DOUBLE) | dict.fromkeys(_SINGLE, _SINGLE)
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_PLAIN = {
    **dict.fromkeys("–—−‑‐", "-"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000\t\n", " "),
    **dict.fromkeys("\u00ad\u200b\ufeff", ""),
    "…": "...",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
}
"""What Word makes of signs while one types, and what was typed; beside them blanks that break no line."""

_TRIMS = "-+–—−‑‐"

_LEVEL = re.compile(r"(p|tr|tc|r)\s+(?=\S)")
_LEVEL_OF_STATEMENT = re.compile(rf"\s*{_LEVEL.pattern}")
_OPERATOR = re.compile(r"(if|else|and|or|in|is|not)\b|[|.\[(+*/%~<>=!,-]")
_ENDS_RAW = re.compile(r"{%[-+]?\s*endraw\s*[-+]?%}")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in a text, from `start` to `end`.

    `code` is what Jinja reads of it, on one line; of a literal, what is printed. `level` is the prefix of docxtpl: the
    paragraph, row, cell or run that it takes. `begins` is where in the text its code begins. `trims` says whether it
    takes the blanks before and after it. `closed` is false where its end is missing.
    """

    kind: Kind
    code: str
    start: int
    end: int
    begins: int = 0
    level: Level = ""
    trims: tuple[bool, bool] = (False, False)
    closed: bool = True

    @property
    def word(self) -> str:
        """The first word of its code: `if` of `if a == b`."""
        found = re.match(r"\w+", self.code)
        return found[0] if found else ""


class Lexer:
    """Finds the tags of one part, paragraph by paragraph; what is raw or a comment may go on over several."""

    def __init__(self) -> None:
        self._raw = False
        self._comment = False

    @property
    def is_inside(self) -> bool:
        """Whether the next text goes on with something raw, or with a comment."""
        return self._raw or self._comment

    def tags(self, text: str) -> Iterator[Tag]:
        """The tags in the next text."""
        at = 0
        while at < len(text):
            if self._comment:
                found = _comment_until(text, at)
                self._comment = not found.closed
            elif self._raw:
                ends = _ENDS_RAW.search(text, at)
                if ends is None:
                    return
                self._raw = False
                found = Tag("comment", "", ends.start(), ends.end())
            else:
                opens = _OPEN.search(text, at)
                if opens is None:
                    return
                found = self._tag(text, opens)
            yield found
            at = found.end

    def _tag(self, text: str, opens: re.Match[str]) -> Tag:
        sign, start = opens[0], opens.start()
        if sign in _LITERALS:
            return Tag("literal", _LITERALS[sign], start, opens.end())
        if sign == "{#":
            found = _comment_until(text, start)
            self._comment = not found.closed
            return found
        end = _end(text, opens.end(), _ENDS[sign])
        if end < 0:
            code = "" if sign == "{{" else text[opens.end() :].partition("}")[0].strip(" -+%")
            return Tag("print" if sign == "{{" else "statement", code, start, opens.end(), closed=False)
        found = _read(text, start, end)
        self._raw = found.kind == "statement" and found.code == "raw"
        return Tag("comment", "", start, end) if self._raw else found


def _comment_until(text: str, start: int) -> Tag:
    """A comment, or the rest of one."""
    end = text.find("#}", start)
    level = _LEVEL.match(text, start + 2) if text.startswith("{#", start) else None
    return Tag(
        "comment",
        "",
        start,
        len(text) if end < 0 else end + 2,
        level=level[1] if level else "",  # type: ignore[arg-type]  # the pattern has no other
        closed=end >= 0,
    )


def _end(text: str, start: int, sign: str) -> int:
    """Where the tag whose code begins at `start` is closed by `sign`; -1 where it is not."""
    for strict in (True, False):  # a quote or bracket that is not closed must not swallow the rest of the document
        end = _closed(text, start, sign, strict=strict)
        if end >= 0:
            return end
    return -1


def _closed(text: str, at: int, sign: str, *, strict: bool) -> int:
    quotes, brackets = "", list[str]()
    while at < len(text):
        character = text[at]
        if quotes:
            at += character == "\\"
            quotes = "" if character in quotes else quotes
        elif text.startswith(sign, at) and not brackets:
            return at + 2
        elif text.startswith(("{{", "{%"), at):
            return -1
        elif strict:
            quotes = _closing(text, at)
            _balance(brackets, character)
        at += 1
    return -1


def _closing(text: str, at: int) -> str:
    """The signs that close the quote at `at`; empty for what opens none."""
    family = _QUOTES.get(text[at], "")
    straight = family[:1]
    return straight if text[at] == straight and text.find(straight, at + 1) >= 0 else family


def _balance(brackets: list[str], character: str) -> None:
    if character in "([{":
        brackets.append(character)
    elif brackets and brackets[-1] == _BRACKETS.get(character):
        brackets.pop()


def _read(text: str, start: int, end: int) -> Tag:
    """The tag from `start` to `end`."""
    kind: Kind = "print" if text[start + 1] == "{" else "statement"
    first, last = start + 2, end - 2
    before, after = text[first] in _TRIMS and first < last, text[last - 1] in _TRIMS and last - 1 > first
    trims = (before and text[first] != "+", after and text[last - 1] != "+")
    inner = text[first + before : last - ((after and kind == "statement") or trims[1])]
    level = _level(inner, kind)
    skipped = level.end() if level else len(inner) - len(inner.lstrip())
    code = typed(inner[skipped:]).strip()
    begins = first + before + skipped
    return Tag(kind, code, start, end, begins, level[1] if level else "", trims)  # type: ignore[arg-type]  # as above


def _level(inner: str, kind: Kind) -> re.Match[str] | None:
    """The prefix of docxtpl; a value may be called `p` or `r` itself."""
    if kind == "statement":
        return _LEVEL_OF_STATEMENT.match(inner)
    found = _LEVEL.match(inner)
    return None if found and _OPERATOR.match(inner, found.end()) else found


def typed(code: str) -> str:
    """`code` as it was typed, before Word made other quotes and dashes of it; what stands in quotes stays."""
    pieces, at = list[str](), 0
    while at < len(code):
        family = _closing(code, at)
        end = next((i for i in range(at + 1, len(code)) if code[i] in family and code[i - 1] != "\\"), 0)
        if family and end:
            pieces.append(_quoted(code[at : end + 1], _QUOTES[code[at]][0]))
            at = end + 1
            continue
        pieces.append(_PLAIN.get(code[at], code[at]))
        at += 1
    return "".join(pieces)


def _quoted(text: str, quote: str) -> str:
    """A text in quotes, with straight ones."""
    if text[0] == text[-1] == quote:
        return text.replace("\n", "\\n").replace("\t", "\\t")
    inner = text[1:-1].replace(quote, f"\\{quote}")
    return f"{quote}{inner}{quote}".replace("\n", "\\n").replace("\t", "\\t")
