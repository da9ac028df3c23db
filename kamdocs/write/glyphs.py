"""Whether the fonts of a theme have every character of a text, and which of their files it needs."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont

from kamdocs.errors import GlyphError, OutputError
from kamdocs.model.theme import Theme
from kamdocs.write import css
from kamdocs.write.cuts import common_hangul, equal_figures, whole
from kamdocs.write.fonts import Face, find_fonts, hangul_help, named

_WITHOUT_GLYPH = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
_HANGUL = (
    range(0x1100, 0x1200),
    range(0x3130, 0x3190),
    range(0xA960, 0xA980),
    range(0xAC00, 0xD800),
    range(0xFFA0, 0xFFDD),
)


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font under the family name that stylesheets give it."""

    family: str
    face: Face
    file: Path


def font_files(text: str, theme: Theme) -> tuple[FontFile, ...]:
    """The font files that `text` is set in; they have a glyph for each of its characters.

    Raises GlyphError with every character without a glyph, OutputError where no font for Hangul is installed.
    """
    fonts = find_fonts(theme)
    latin = _latin_files(fonts.latin)
    others = {character for character in set(text) if _needs_glyph(character)} - _characters(latin)
    if not others:
        return latin
    if any(map(_is_hangul, others)) and not fonts.hangul:
        families = named(theme.fonts.hangul.pdf)
        raise OutputError(f"none of these fonts for Hangul is installed: {families}", help=hangul_help())
    common = _common_files(fonts.hangul)
    if not (rare := others - _characters(common)):
        return (*latin, *common)
    every = _rare_files(fonts.hangul)
    if missing := rare - _characters(every):
        raise GlyphError(missing, help=_help(bool(fonts.hangul)))
    return (*latin, *common, *every)


def font_faces(files: tuple[FontFile, ...]) -> str:
    """The `@font-face` rules of the files."""
    return "".join(
        f'@font-face {{ font-family: "{font.family}"; font-weight: {font.face.weight}; '
        f'font-style: {"italic" if font.face.italic else "normal"}; src: url("{font.file.as_uri()}"); }}\n'
        for font in files
    )


@functools.cache
def _latin_files(faces: tuple[Face, ...]) -> tuple[FontFile, ...]:
    files = [FontFile(css.LATIN, face, whole(face)) for face in faces]
    figures = [(face, equal_figures(face)) for face in faces if not face.italic]
    return (*files, *(FontFile(css.FIGURES, face, file) for face, file in figures if file))


@functools.cache
def _common_files(faces: tuple[Face, ...]) -> tuple[FontFile, ...]:
    return tuple(FontFile(css.HANGUL, face, common_hangul(face)) for face in faces)


@functools.cache
def _rare_files(faces: tuple[Face, ...]) -> tuple[FontFile, ...]:
    return tuple(FontFile(css.RARE_HANGUL, face, whole(face)) for face in faces)


@functools.cache
def _characters(files: tuple[FontFile, ...]) -> frozenset[str]:
    """The characters that each of the files has."""
    maps = []
    for file in files:
        with TTFont(file.file, lazy=True) as font:
            maps.append(frozenset(map(chr, font.getBestCmap())))
    return frozenset.intersection(*maps) if maps else frozenset()


def _needs_glyph(character: str) -> bool:
    return unicodedata.category(character) not in _WITHOUT_GLYPH


def _is_hangul(character: str) -> bool:
    return any(ord(character) in block for block in _HANGUL)


def _help(with_hangul: bool) -> str:
    advice = "write another character, or name a font in the theme that has this one"
    return (
        advice if with_hangul else f"{advice}; the Hangul font, which has many signs, is not installed: {hangul_help()}"
    )
