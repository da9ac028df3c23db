"""Bitmaps that many documents show, as a logo, unpacked and packed once a process."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import pydyf  # type: ignore[import-untyped]  # it has none

_MOST, _MOST_BYTES = 16, 1_000_000


class Bitmap(Protocol):
    """A bitmap as WeasyPrint has it."""

    image_data: Any
    get_x_object: Callable[[bool, float], pydyf.Stream]


@dataclass(slots=True, eq=False)
class Kept:
    """The last bitmaps that documents have shown, by their addresses and the SHA-256 of their files; large ones are not
    kept, and never more than 16."""

    _bitmaps: dict[tuple[str, str], Bitmap] = field(default_factory=dict)

    def of(self, shown: Mapping[str, str], load: Callable[[str], Bitmap | None]) -> dict[str, Bitmap]:
        """Those that are `shown`, by their addresses; `load` gives one that is not kept, None for what is no bitmap."""
        found = ((address, self._one(address, digest, load)) for address, digest in shown.items())
        return {address: bitmap for address, bitmap in found if bitmap is not None}

    def _one(self, address: str, digest: str, load: Callable[[str], Bitmap | None]) -> Bitmap | None:
        bitmap = self._bitmaps.pop((address, digest), None) or load(address)
        if bitmap is not None and len(bitmap.image_data.data) <= _MOST_BYTES:
            self._bitmaps[address, digest] = bitmap
            if len(self._bitmaps) > _MOST:
                del self._bitmaps[next(iter(self._bitmaps))]
        return bitmap


def packed_once(bitmap: Bitmap) -> Bitmap:
    """`bitmap`, that each PDF gets a copy of what was made for the first: what is in it, not how it is numbered."""
    make = functools.cache(bitmap.get_x_object)
    bitmap.get_x_object = lambda interpolate, ratio: _copy(make(interpolate, ratio))
    return bitmap


def _copy(stream: pydyf.Stream) -> pydyf.Stream:
    extra = pydyf.Dictionary(stream.extra)
    if "SMask" in extra:
        extra["SMask"] = _copy(extra["SMask"])
    return pydyf.Stream(list(stream.stream), extra, stream.compress)
