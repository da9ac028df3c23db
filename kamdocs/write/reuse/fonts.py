"""The parts of fonts that earlier documents of a process embedded, used again where the same glyphs are asked for."""

from __future__ import annotations

from typing import Any

from weasyprint.pdf.fonts import Font

_subset = Font.subset
_MOST = 128
_KEPT: dict[tuple[object, ...], bytes] = {}
_DIRECTORY = 512
"""How many bytes of a font hold the checksums of all its tables (OpenType, "Table Directory"), which tell it apart."""


def take_place() -> None:
    """Have documents share the parts of their fonts."""
    Font.subset = _shared


def _shared(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """Leave of a font what the glyphs of `to_unicode` need, as `Font.subset` of WeasyPrint does."""
    whole = font.file_content
    key = whole[:_DIRECTORY], len(whole), font.index, frozenset(to_unicode), bool(font.missing), hinting
    kept = _KEPT.get(key)
    if kept is None:
        _subset(font, to_unicode, hinting)
        while len(_KEPT) >= _MOST:
            del _KEPT[next(iter(_KEPT))]
        _KEPT[key] = font.file_content
    else:
        font.file_content = kept
