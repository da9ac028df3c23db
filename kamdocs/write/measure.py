"""How wide texts are in the fonts of a theme, and where their lines end."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from fontTools.ttLib import TTFont

from kamdocs.model.theme import Theme
from kamdocs.write.cuts import whole
from kamdocs.write.fonts import Face, find_family

_UNKNOWN = 1.0
"""The width of a character that no font of the theme has, in em."""

_UNINSTALLED = 0.62
"""The mean width of a character where no Latin font of the theme is installed, in em: that of wide faces."""

_HEAVY, _LIGHT = (700, 600, 400), (400,)


def text_width(text: str, theme: Theme, size: float, *, bold: bool = False) -> float:
    """How wide `text` is in points, letter by letter."""
    latin, hangul = (_widths(names, bold) for names in (theme.fonts.latin.pdf, theme.fonts.hangul.pdf))
    total = 0.0
    for character in text:
        code = ord(character)
        total += latin.get(code) or hangul.get(code) or (_UNKNOWN if latin else _UNINSTALLED)
    return total * size


def wrapped(text: str, theme: Theme, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The lines of `text`, none wider than `width` points; a word that is wider is parted, and no letter is lost."""
    lines: list[str] = []
    for piece in (piece for word in text.split(" ") if word for piece in _pieces(word, theme, size, width, bold)):
        longer = f"{lines[-1]} {piece}" if lines else piece
        if lines and text_width(longer, theme, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def balanced(text: str, theme: Theme, size: float, width: float, *, bold: bool = False) -> list[str]:
    """As many lines as `wrapped` gives, of lengths as equal as words allow."""
    lines = wrapped(text, theme, size, width, bold=bold)
    low, high = 0.0, width
    while len(lines) > 1 and high - low > 1:
        middle = (low + high) / 2
        narrower = wrapped(text, theme, size, middle, bold=bold)
        fits = len(narrower) == len(lines) and widest_word(text, theme, size, bold=bold) <= middle
        low, high, lines = (low, middle, narrower) if fits else (middle, high, lines)
    return lines


def widest_word(text: str, theme: Theme, size: float, *, bold: bool = False) -> float:
    """How wide the widest word of `text` is in points."""
    return max((text_width(word, theme, size, bold=bold) for word in text.split(" ")), default=0.0)


def _pieces(word: str, theme: Theme, size: float, width: float, bold: bool) -> Iterator[str]:
    """`word` as it is, or parted where it is wider than `width`."""
    piece = ""
    for character in word:
        if piece and text_width(piece + character, theme, size, bold=bold) > width:
            yield piece
            piece = ""
        piece += character
    yield piece


@functools.cache
def _widths(names: tuple[str, ...], bold: bool) -> Mapping[int, float]:
    """The widths of the characters of the first installed family, in em; empty where none is."""
    faces = {face.weight: face for face in find_family(names) if not face.italic}
    chosen = next((faces[weight] for weight in (_HEAVY if bold else _LIGHT) if weight in faces), None)
    return _advances(chosen) if chosen else {}


def _advances(face: Face) -> Mapping[int, float]:
    with TTFont(whole(face), lazy=True) as font:
        em, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        return {code: metrics[name][0] / em for code, name in font.getBestCmap().items() if metrics[name][0]}
