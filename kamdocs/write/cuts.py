"""Fonts cut to what documents need, kept in the user's cache folder.

A Hangul font has some 18,000 glyphs, and reading it costs more than all the rest of a letter. Documents are set in
a fixed part of it, the same for all of them, so that no letter's bytes depend on its batch; the whole font is used
only where a document has a syllable outside that part.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import hashlib
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import fontTools
from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from kamdocs.rules.cache import cache_folder
from kamdocs.write.fonts import Face

_RECIPE = "5"
_DIGITS = tuple(map(ord, "0123456789"))
_SYLLABLES = range(0xAC00, 0xD7A4)
_HANJA = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x30000))


def common_hangul(face: Face) -> Path:
    """A font of the 2,350 syllables of KS X 1001 and all signs of `face`, without Hanja."""
    return _kept("common", face, _cut_common)


def whole(face: Face) -> Path:
    """A file that holds nothing but `face`: its own, or one taken out of a collection or a variable font."""
    if face.index == 0 and face.file.suffix.lower() in {".ttf", ".otf"} and not _is_variable(face.file):
        return face.file
    return _kept("whole", face, _as_it_is)


def equal_figures(face: Face) -> Path | None:
    """A font like `face` whose figures are all as wide as its 0; None where they are that already.

    Why: figures that stand in a column must be of equal width, and not every font has them so.
    """
    face = Face(whole(face), face.weight, face.italic)
    with _opened(face) as font:
        cmap = font.getBestCmap()
        widths = {font["hmtx"][cmap[digit]][0] for digit in _DIGITS}
        if len(widths) == 1 or "glyf" not in font:
            return None
    return _kept("figures", face, _even_out)


def _fonts_folder() -> Path:
    """The folder for cuts, created; a temporary one where the user's cache cannot be written."""
    try:
        folder = cache_folder() / "fonts"
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return _temporary_folder()


@functools.cache
def _temporary_folder() -> Path:
    folder = tempfile.mkdtemp(prefix="kamdocs-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@functools.cache
def _kept(kind: str, face: Face, cut: Callable[[TTFont], TTFont]) -> Path:
    """The file of a cut, made now unless an earlier run has made it from the same font in the same way."""
    key = hashlib.sha256(face.file.read_bytes())
    key.update(f"{_RECIPE} {fontTools.version} {kind} {face.index} {face.weight}".encode())
    folder = _fonts_folder()
    file = folder / f"{kind}-{key.hexdigest()[:32]}.ttf"
    if not file.exists():
        made = io.BytesIO()
        with _opened(face) as font:
            cut(font).save(made)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".tmp", delete=False) as unfinished:
            unfinished.write(made.getvalue())
        Path(unfinished.name).replace(file)
    return file


@contextlib.contextmanager
def _opened(face: Face) -> Iterator[TTFont]:
    with TTFont(face.file, fontNumber=face.index, recalcTimestamp=False, recalcBBoxes=False) as font:
        if "fvar" in font:
            axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
            font = instantiateVariableFont(
                _cut(font, list(font.getBestCmap())), axes | {"wght": face.weight}, inplace=True
            )
        yield font


def _is_variable(file: Path) -> bool:
    with TTFont(file, lazy=True) as font:
        return "fvar" in font


def _as_it_is(font: TTFont) -> TTFont:
    return font


def _cut(font: TTFont, codes: list[int]) -> TTFont:
    options = subset.Options(hinting=False, notdef_outline=True, recalc_timestamp=False, legacy_kern=False)
    options.drop_tables += ["FFTM"]  # the font editor's own dates
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    return font


def _cut_common(font: TTFont) -> TTFont:
    return _cut(font, [code for code in font.getBestCmap() if _is_common(chr(code))])


def _is_common(character: str) -> bool:
    code = ord(character)
    if code in _SYLLABLES:
        return _in_standard(character)
    return not any(code in block for block in _HANJA)


def _even_out(font: TTFont) -> TTFont:
    cmap, glyphs, metrics = font.getBestCmap(), font.getGlyphSet(), font["hmtx"]
    width = metrics[cmap[ord("0")]][0]
    drawn = {}
    for name in (cmap[digit] for digit in _DIGITS):
        outline, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
        glyphs[name].draw(outline)
        outline.replay(TransformPen(pen, (1, 0, 0, 1, round((width - metrics[name][0]) / 2), 0)))
        drawn[name] = pen.glyph()
    for name, glyph in drawn.items():
        glyph.recalcBounds(font["glyf"])
        font["glyf"][name] = glyph
        metrics[name] = (width, glyph.xMin)
    return font


def _in_standard(syllable: str) -> bool:
    try:
        return len(syllable.encode("euc_kr")) == 2
    except UnicodeEncodeError:
        return False
