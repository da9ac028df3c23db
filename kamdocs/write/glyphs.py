"""Whether the fonts of a theme have every character of a text, and which of their files it needs."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont

from kamdocs.errors import FontError, GlyphError
from kamdocs.model.theme import Theme
from kamdocs.write import css
from kamdocs.write.cuts import common_hangul, equal_figures, whole
from kamdocs.write.fonts import Face, FontFiles, family_of, find_fonts, hangul_help

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
    """The font files that `text` is set in; those of the text have a glyph for each of its characters.

    Raises GlyphError with every character without a glyph, FontError where no font for Hangul is installed.
    """
    fonts = find_fonts(theme)
    latin = _latin_files(fonts.latin)
    headings = tuple(FontFile(css.HEADINGS, face, whole(face)) for face in fonts.headings)
    others = set(filter(_needs_glyph, set(text) - _characters(latin)))
    if not others:
        return (*latin, *headings)
    _want_hangul(others, fonts, theme)
    common = (*_common_files(fonts.hangul, css.HANGUL), *_common_files(fonts.headings_hangul, css.HEADINGS_HANGUL))
    if not (rare := others - _characters(_common_files(fonts.hangul, css.HANGUL))):
        return (*latin, *headings, *common)
    every = _rare_files(fonts.hangul)
    if missing := rare - _characters(every):
        families = map(family_of, (theme.fonts.latin, theme.fonts.hangul))
        raise GlyphError(missing, fonts=filter(None, families), help=_help(fonts, theme))
    return (*latin, *headings, *common, *every)


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
def _common_files(faces: tuple[Face, ...], family: str) -> tuple[FontFile, ...]:
    return tuple(FontFile(family, face, common_hangul(face)) for face in faces)


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


def _want_hangul(characters: set[str], fonts: FontFiles, theme: Theme) -> None:
    """Raise FontError where some of `characters` are Hangul, and a font for it is not installed."""
    given = (
        ("fonts.hangul", theme.fonts.hangul, fonts.hangul),
        ("fonts.headings.hangul", theme.fonts.headings.hangul, fonts.headings_hangul),
    )
    for key, font, faces in given:
        if font and not faces and any(map(_is_hangul, characters)):
            raise FontError(key, font.pdf, help=hangul_help(font))


def _help(fonts: FontFiles, theme: Theme) -> str:
    advice = "write another character, or name a font in the theme that has this one"
    if fonts.hangul:
        return advice
    help = hangul_help(theme.fonts.hangul)
    return f"{advice}; the Hangul font, which has many signs, is not installed: {help}"
