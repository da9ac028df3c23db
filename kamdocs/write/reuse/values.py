"""The values of a PDF, thousands in each letter, written by their type.

pydyf asks of each value in turn whether it is bytes, a decimal number or an object, before it writes it as text.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import pydyf  # type: ignore[import-untyped]  # it has none

_to_bytes = pydyf._to_bytes
_WRITERS: dict[type, Callable[[Any], bytes]] = {
    bytes: bytes,
    int: b"%d".__mod__,
    float: _to_bytes,
    str: lambda text: text.encode("ascii"),
    pydyf.Array: attrgetter("data"),
    pydyf.Dictionary: attrgetter("data"),
    pydyf.String: attrgetter("data"),
}


def take_place() -> None:
    """Have values be written by their type."""
    pydyf._to_bytes = _written


def _written(value: Any) -> bytes:
    """A value as it stands in a file, as `_to_bytes` of pydyf gives it."""
    return bytes(_WRITERS.get(type(value), _to_bytes)(value))
