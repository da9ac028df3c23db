"""Which font files a theme is set in."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

from kamdocs.errors import FontError
from kamdocs.model.theme import Font, Theme
from kamdocs.rules.listing import listed

_WANTED = ((400, False), (600, False), (700, False), (400, True), (700, True))
_FONTCONFIG_WEIGHTS = {80: 400, 180: 600, 200: 700}
_LIST_FORMAT = "%{family}\t%{weight}\t%{slant}\t%{index}\t%{file}\n"
_ITALIC, _BOLD = 1, 32
_ENDINGS = {".ttf", ".otf", ".ttc", ".otc"}


@dataclass(frozen=True, slots=True)
class Face:
    """One font of a family: the `index`-th of its file, in CSS weights (400 regular, 700 bold).

    The file of a variable font stands for several faces; the weight then says which.
    """

    file: Path
    weight: int
    italic: bool = False
    index: int = 0


@dataclass(frozen=True, slots=True)
class FontFiles:
    """The fonts of a theme that are installed.

    `hangul` is empty where none of the theme's is; those of headings are empty too where they are those of the text.
    """

    latin: tuple[Face, ...]
    hangul: tuple[Face, ...]
    headings: tuple[Face, ...] = ()
    headings_hangul: tuple[Face, ...] = ()


def find_fonts(theme: Theme) -> FontFiles:
    """The first installed family of each font of `theme`.

    Raises FontError where there is no Latin font. A missing Hangul font is no fault before a document needs it.
    """
    fonts = theme.fonts
    latin, headings = _latin(fonts.latin, "fonts.latin"), _latin(fonts.headings.latin, "fonts.headings.latin")
    hangul = fonts.headings.hangul
    return FontFiles(latin, find_family(fonts.hangul.pdf), headings, find_family(hangul.pdf) if hangul else ())


def _latin(font: Font | None, key: str) -> tuple[Face, ...]:
    faces = find_family(font.pdf) if font else ()
    if font and not faces:
        raise FontError(key, font.pdf, help=font_help(font))
    return faces


@functools.cache
def find_family(names: tuple[str, ...]) -> tuple[Face, ...]:
    """The faces that documents use, of the first family of `names` that has a regular one; empty without any."""
    for name in names:
        found = _choose(_packaged(name)) or _choose(_installed().get(name.casefold(), ()))
        if found:
            return found
    return ()


def family_of(font: Font) -> str:
    """The family that documents are set in where a theme names `font`; empty where none of it is installed."""
    return next((name for name in font.pdf if find_family((name,))), "")


def font_help(font: Font) -> str:
    """What brings one of the families of a font to this machine."""
    one_of = "one of " if len(font.pdf) > 1 else ""
    other = f"install {one_of}{listed(font.pdf)}, or name another font in the theme"
    if font.package is None:
        return other
    if not _is_installed(font.package):
        return f"run `pip install {font.package}`"
    return f"`{font.package}` is installed and brings none: {other}"


def _is_installed(package: str) -> bool:
    try:
        metadata.distribution(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def hangul_help(font: Font) -> str:
    """What brings one of the families of a Hangul font to this machine."""
    nanum = next((family for family in font.pdf if family.startswith("Nanum")), "")
    if font.package or not nanum:
        return font_help(font)
    if sys.platform.startswith("linux"):
        return f"run `sudo apt-get install fonts-nanum`, which brings `{nanum}`, or name another font in the theme"
    return f"install {nanum}, or name an installed Hangul font in the theme"


def _choose(faces: Iterable[Face]) -> tuple[Face, ...]:
    """One face for each style that documents use; none without a regular one."""
    by_style: dict[tuple[int, bool], Face] = {}
    for face in sorted(faces, key=lambda face: (str(face.file), face.index)):
        by_style.setdefault((face.weight, face.italic), face)
    if (400, False) not in by_style:
        return ()
    return tuple(by_style[style] for style in _WANTED if style in by_style)


def _packaged(family: str) -> Iterator[Face]:
    """The faces of a family that came as a Python package."""
    try:
        import fontpkg
    except ImportError:
        return
    try:
        files = fontpkg.family(family).files
    except fontpkg.FamilyNotInstalled:
        return
    for file in files:
        for weight in {weight for weight, _ in _WANTED}:
            if file.covers(weight):
                yield Face(file.path, weight, file.style == "italic")


@functools.cache
def _installed() -> dict[str, list[Face]]:
    """The faces of the machine by family, in lower case."""
    families: dict[str, list[Face]] = {}
    for names, face in _listed() if shutil.which("fc-list") else _scanned():
        for name in names:
            families.setdefault(name.casefold(), []).append(face)
    return families


def _listed() -> Iterator[tuple[list[str], Face]]:
    """The fonts that fontconfig knows."""
    listing = subprocess.run(["fc-list", "--format", _LIST_FORMAT], capture_output=True, check=False)
    for line in listing.stdout.decode(errors="replace").splitlines():
        family, weight, slant, index, file = line.split("\t", 4)
        for css in _css_weights(weight):
            yield family.split(","), Face(Path(file), css, slant != "0", int(index) & 0xFFFF)


def _css_weights(weight: str) -> tuple[int, ...]:
    """`80` is regular; `[40 205]` is what a variable font spans."""
    if weight.startswith("["):
        low, high = (float(part) for part in weight.strip("[]").split())
        return tuple(css for fontconfig, css in _FONTCONFIG_WEIGHTS.items() if low <= fontconfig <= high)
    css = _FONTCONFIG_WEIGHTS.get(round(float(weight or 0)))
    return (css,) if css else ()


def _scanned() -> Iterator[tuple[list[str], Face]]:
    """The fonts in the usual folders, for machines without fontconfig's tools."""
    for folder in _font_folders():
        for file in sorted(folder.rglob("*")):
            if file.suffix.lower() in _ENDINGS:
                yield from _read(file)


def _font_folders() -> list[Path]:
    home = Path.home()
    windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    candidates = {
        "win32": [windows, home / "AppData/Local/Microsoft/Windows/Fonts"],
        "darwin": [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")],
    }.get(
        sys.platform,
        [home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")],
    )
    return [folder for folder in candidates if folder.is_dir()]


def _read(file: Path) -> Iterator[tuple[list[str], Face]]:
    """The families and faces of a font file; nothing for one that cannot be read."""
    try:
        with file.open("rb") as stream:
            collection = file.suffix.lower() in {".ttc", ".otc"}
            fonts = TTCollection(stream, lazy=True).fonts if collection else [TTFont(stream, lazy=True)]
            yield from [
                (_names(font), Face(file, weight, bool(font["OS/2"].fsSelection & _ITALIC), index))
                for index, font in enumerate(fonts)
                for weight in _weights(font)
            ]
    except (TTLibError, OSError, KeyError):
        return


def _names(font: TTFont) -> list[str]:
    names = (font["name"].getBestFamilyName(), font["name"].getDebugName(1))
    return [str(name) for name in names if name]


def _weights(font: TTFont) -> tuple[int, ...]:
    if "fvar" in font:
        axes = [axis for axis in font["fvar"].axes if axis.axisTag == "wght"]
        spans = [(axis.minValue, axis.maxValue) for axis in axes]
        return tuple(weight for weight in (400, 600, 700) if any(low <= weight <= high for low, high in spans))
    is_bold = font["OS/2"].fsSelection & _BOLD  # some bold fonts give themselves another weight
    return (700 if is_bold else int(font["OS/2"].usWeightClass),)
