"""Data as YAML that a person goes on with: comments at their places, texts in blocks, lines of 120 columns."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from kamdocs.model.draft import FILL_IN, Entry, Value

_WIDTH = 120
_STEP = "  "
_PLAIN = re.compile(r"[^\W_](?:[^:#,\[\]{}\"'&*!|>%@`\n\t]|:(?=[^\s,\[\]{}])|(?<=\S)#)*")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def yaml_text(data: Mapping[str, Value], *, head: Sequence[str] = ()) -> str:
    """The text of a YAML file that holds `data`, below `head`, lines of comment; it ends with a line break."""
    lines = [line for text in head for line in _commented(text, "")]
    for key, value in data.items():
        lines += _entry(f"{key}:", value, "")
    return "\n".join(lines) + "\n"


def left_to_fill(value: Value, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Where in `value` a person still has something to do, as `price.lines.unit_price`, and what, in order."""
    if isinstance(value, Entry):
        if value.to_fill:
            yield ".".join(path), value.to_fill
        value = value.value
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from left_to_fill(below, (*path, key))
    elif not isinstance(value, str) and isinstance(value, Sequence):
        for item in value:
            yield from left_to_fill(item, path)


def _entry(head: str, value: Value, pad: str) -> list[str]:
    """The lines of `value` after its key or dash, the comments that belong to it among them."""
    if not isinstance(value, Entry):
        return _laid_out(head, value, pad, "")
    above = [line for text in value.above for line in _commented(text, pad)]
    return above + _laid_out(head, value.value, pad, value.to_fill)


def _laid_out(head: str, value: Value, pad: str, to_fill: str) -> list[str]:
    flow = _flow(value)
    if flow is not None and len(pad) + len(head) + 1 + len(flow) <= _WIDTH:
        return _noted(f"{pad}{head} {flow}", pad, to_fill)
    if isinstance(value, str):
        sign, body = _block(value, _WIDTH - len(pad) - len(_STEP))
        return _noted(f"{pad}{head} {sign}", pad, to_fill) + [f"{pad}{_STEP}{line}".rstrip(" ") for line in body]
    below = pad + _STEP
    if isinstance(value, Mapping):
        body = [line for key, one in value.items() for line in _entry(f"{key}:", one, below)]
    elif isinstance(value, Sequence):
        body = [line for item in value for line in _entry("-", item, below)]
    else:
        raise TypeError(f"no value of a YAML file: {value!r}")
    if head == "-" and not to_fill:
        return [f"{pad}- {body[0][len(below) :]}", *body[1:]]
    return _noted(f"{pad}{head}", pad, to_fill) + body


def _noted(line: str, pad: str, to_fill: str) -> list[str]:
    """`line` with its note behind it, or above it where both do not fit."""
    if not to_fill:
        return [line]
    note = f"# {FILL_IN}: {_on_one_line(to_fill)}"
    return [f"{line}  {note}"] if len(line) + 2 + len(note) <= _WIDTH else [f"{pad}{note}", line]


def _commented(text: str, pad: str) -> list[str]:
    """`text` as lines of comment; blanks before it stay, so that lists can be indented."""
    body, width = _on_one_line(text), _WIDTH - len(pad) - 2
    indent = " " * (len(text) - len(text.lstrip(" ")))
    wrap = textwrap.TextWrapper(
        width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return [f"{pad}# {line}" for line in wrap.wrap(body)] or [f"{pad}#"]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _flow(value: Value) -> str | None:
    """`value` on one line, or None where it holds a comment or a line break."""
    if isinstance(value, str):
        return None if "\n" in value and _keeps_in_block(value) else _scalar(value)
    if isinstance(value, Mapping):
        parts = [(key, _flow(below)) for key, below in value.items()]
        return None if any(part is None for _, part in parts) else _braced(f"{key}: {part}" for key, part in parts)
    if isinstance(value, Sequence):
        items = [None if isinstance(item, Mapping) else _flow(item) for item in value]
        return None if None in items else f"[{', '.join(str(item) for item in items)}]"
    return None if isinstance(value, Entry) else _written(value)


def _braced(parts: Iterable[str]) -> str:
    return f"{{{', '.join(parts)}}}"


def _written(value: int | Decimal | date) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _scalar(text: str) -> str:
    """`text` as it stands where it is read as text by every reader of YAML, else in double quotes."""
    if _PLAIN.fullmatch(text) and not text.endswith((" ", ":")) and _is_text(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", quoted)


def _is_text(text: str) -> bool:
    """Whether no reader takes `text`, unquoted, for a number, a date or a truth value."""
    return bool(_resolver().resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str")


@cache
def _resolver() -> Any:
    return yaml.resolver.Resolver()


def _keeps_in_block(text: str) -> bool:
    """Whether a block of lines holds `text` to the letter."""
    lines = text.split("\n")
    return text == text.strip() and not any(line != line.rstrip() or _ESCAPED.search(line) for line in lines)


def _block(text: str, width: int) -> tuple[str, list[str]]:
    """The sign and the lines of a long text: folded where its lines can be broken, else in quotes on one line."""
    if not _keeps_in_block(text):
        return _scalar(text), []
    if "\n" in text:
        return "|-", text.split("\n")
    if "  " in text or "\t" in text:
        return _scalar(text), []
    return ">-", textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
