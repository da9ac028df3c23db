"""Pages of a PDF compared with committed pictures of them.

Each page is drawn four times as large as its picture and averaged, so that the rasteriser's rounding of hairlines and
strokes is evened out. A page has changed where one of three measures says so. Each stays low when the same page is
drawn with other anti-aliasing; tests/test_page_pictures.py plants the faults that they are there to see:

    ink      something is drawn that was not there, or gone. Every pixel may take any value between the lightest and
             the darkest of its nine neighbours in the other picture, and a third of their range beyond, so that an
             edge may lie half a millimetre beside where it was; what lies outside is averaged along 17 pixels of a
             line, the length of a short word: noise is scattered, a word or a rule is not
    colour   the colour of a place, averaged over about 3 mm, so that the paper between the strokes counts too
    areas    pixels of an even colour, where nothing is anti-aliased: a tint may not change at all

Not seen are a digit for another one in running text, a move by less than half a millimetre, and small print in a
colour that is nearly the same: the goldens of texts are there for the first, the tests of stylesheets for the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import reduce
from pathlib import Path
from typing import Protocol

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter, ImageOps

DOTS_PER_INCH = 50
OVERSAMPLING = 4
COLOURS = 64

INK, INK_LENGTH, EVEN_SLACK, EDGE_SLACK = 12, 17, 4, 3
"""The mean excess (of 255) along so many pixels that is no change; what a pixel may differ by in any case, and, where
its neighbours differ, by which part of their range more. Other anti-aliasing gives up to 11, a lost hairline 14."""

COLOUR, COLOUR_RADIUS = 11, 3
"""The difference (of 255) under a Gaussian blur of that radius that is no change. Other anti-aliasing gives up to 10, a
heading in the other one of two dark blues 14."""

AREA, AREA_COLOUR, EVEN = 30, 3, 3
"""How many even pixels may differ by more than so many levels, and how far neighbours of an even pixel differ. Other
anti-aliasing gives up to 3 pixels; a tint one step greener is hundreds."""

PICTURES = Path(__file__).parent / "golden" / "pictures"
CHANGED = Path(__file__).parent / ".pictures"

Picture = Image.Image
_GAP = 8


class CheckPages(Protocol):
    """Compares pages with the pictures in tests/golden/pictures; see the fixture `page_pictures`."""

    def __call__(self, name: str, pdf: Path | bytes, *, pages: Mapping[str, int] | None = None) -> None:
        """Compare `pages` of `pdf` with their pictures below `name`; without `pages` all of them, and their count."""


def check_pages(
    name: str,
    pdf: Path | bytes,
    *,
    pages: Mapping[str, int] | None = None,
    update: bool = False,
    golden: Path = PICTURES,
    changed: Path = CHANGED,
) -> None:
    """Compare pages of `pdf` with the pictures `golden/name/<page>.png`; `update` writes those that have changed.

    `pages` gives the names of pages with their numbers, counted from 1; without it every page is compared under its
    number, and one too many or too few is a change. What changed is shown in `changed/name/<page>.png` as before,
    after and difference, and told with AssertionError.
    """
    drawn = draw_pages(pdf, pages)
    folder, shown = golden / name, changed / name
    found = {page: what for page in _names(drawn, folder) if (what := _change(drawn.get(page), folder / f"{page}.png"))}
    if update:
        _renew(folder, {page: drawn.get(page) for page in found})
    elif found:
        lines = [
            f"page {page} {what}: {show(shown / f'{page}.png', folder / f'{page}.png', drawn.get(page))}"
            for page, what in found.items()
        ]
        what = f"{len(found)} of {len(_names(drawn, folder))} pages of `{name}` changed"
        help = "look at before, after and difference, and where they are meant run pytest with `--update-golden`"
        raise AssertionError("\n".join((f"{what}; {help}", *lines)))


def draw_pages(pdf: Path | bytes, pages: Mapping[str, int] | None = None) -> dict[str, Picture]:
    """A picture of each of `pages` that there is by its name; without them of every page by its number from 1."""
    with closing(pdfium.PdfDocument(pdf)) as document:
        numbers = range(1, len(document) + 1)
        wanted = {str(number): number for number in numbers} if pages is None else pages
        return {name: draw(document[number - 1]) for name, number in wanted.items() if number in numbers}


def draw(page: pdfium.PdfPage, oversampling: int = OVERSAMPLING, **options: object) -> Picture:
    """A picture of one page, drawn `oversampling` times as large and averaged; `options` are those of pypdfium2."""
    size = tuple(round(points * DOTS_PER_INCH / 72) for points in page.get_size())
    large: Picture = page.render(scale=oversampling * DOTS_PER_INCH / 72, **options).to_pil().convert("RGB")
    return large.resize(size, Image.Resampling.BOX)


def difference(before: Picture, after: Picture) -> str:
    """What sets two pictures apart, as `ink 233`; empty where they show the same."""
    if before.size != after.size:
        return f"is {after.width} by {after.height} pixels for {before.width} by {before.height}"
    found = (
        ("ink", INK, _highest(_along_lines(_excess(before, after)))),
        ("colour", COLOUR, _highest(_colour(before, after))),
        ("areas", AREA, _count(_areas(before, after))),
    )
    measures = [f"{name} {value} (up to {limit} is none)" for name, limit, value in found if value > limit]
    return "differs in " + ", ".join(measures) if measures else ""


def show(file: Path, golden: Path, after: Picture | None) -> Path:
    """Write a page before (`golden`), `after`, and with what differs in red, side by side to `file`; the path."""
    before = _read(golden) if golden.is_file() else None
    size = next(picture.size for picture in (after, before) if picture)
    left, right = (picture or Image.new("RGB", size, "#dddddd") for picture in (before, after))
    panels = [left, right] + ([_marked(left, right)] if left.size == right.size else [])
    width = sum(panel.width + _GAP for panel in panels) - _GAP
    strip = Image.new("RGB", (width, max(panel.height for panel in panels)), "#808080")
    for number, panel in enumerate(panels):
        strip.paste(panel, (sum(other.width + _GAP for other in panels[:number]), 0))
    file.parent.mkdir(parents=True, exist_ok=True)
    strip.save(file)
    return file


def save(picture: Picture, file: Path) -> None:
    """Write a picture in few colours, the even ones of its areas unchanged."""
    small = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    pixels = zip(*[iter(picture.tobytes())] * 3, strict=True)
    palette = small.getpalette() or []
    for (index, colour), _ in reversed(Counter(zip(small.tobytes(), pixels, strict=True)).most_common()):
        palette[3 * index : 3 * index + 3] = colour
    small.putpalette(palette)
    file.parent.mkdir(parents=True, exist_ok=True)
    small.save(file, optimize=True)


def _names(drawn: Mapping[str, Picture], folder: Path) -> list[str]:
    """The pages that are there or were there, `2` before `10`."""
    return sorted(drawn.keys() | {path.stem for path in folder.glob("*.png")}, key=lambda name: (len(name), name))


def _change(after: Picture | None, golden: Path) -> str:
    if after is None:
        return "is gone"
    return difference(_read(golden), after) if golden.is_file() else "is new"


def _renew(folder: Path, found: Mapping[str, Picture | None]) -> None:
    for page, picture in found.items():
        if picture is None:
            (folder / f"{page}.png").unlink()
        else:
            save(picture, folder / f"{page}.png")


def _read(file: Path) -> Picture:
    with Image.open(file) as picture:
        return picture.convert("RGB")


def _excess(one: Picture, other: Picture) -> Picture:
    """How far each pixel of either picture lies outside what its neighbours in the other one allow."""
    return _most(ImageChops.lighter(_outside(one, other), _outside(other, one)))


def _outside(picture: Picture, other: Picture) -> Picture:
    least, most = other.filter(ImageFilter.MinFilter(3)), other.filter(ImageFilter.MaxFilter(3))
    slack = ImageChops.subtract(most, least).point(lambda spread: EVEN_SLACK + spread // EDGE_SLACK)
    above = ImageChops.subtract(picture, ImageChops.add(most, slack))
    return ImageChops.lighter(above, ImageChops.subtract(ImageChops.subtract(least, slack), picture))


def _along_lines(excess: Picture) -> Picture:
    return excess.filter(ImageFilter.BoxBlur((INK_LENGTH // 2, 0)))


def _colour(one: Picture, other: Picture) -> Picture:
    blur = ImageFilter.GaussianBlur(COLOUR_RADIUS)
    return _most(ImageChops.difference(one.filter(blur), other.filter(blur)))


def _areas(one: Picture, other: Picture) -> Picture:
    """White where both are even and their colours differ."""
    edges = _most(ImageChops.lighter(_spread(one), _spread(other))).point(lambda spread: 255 * (spread > EVEN))
    apart = _most(ImageChops.difference(one, other)).point(lambda levels: 255 * (levels > AREA_COLOUR))
    return ImageChops.subtract(apart, edges)


def _spread(picture: Picture) -> Picture:
    return ImageChops.subtract(picture.filter(ImageFilter.MaxFilter(3)), picture.filter(ImageFilter.MinFilter(3)))


def _most(picture: Picture) -> Picture:
    """The largest of the three channels of each pixel."""
    lighter: Callable[[Picture, Picture], Picture] = ImageChops.lighter
    return reduce(lighter, picture.split())


def _highest(grey: Picture) -> int:
    return max(level for level, count in enumerate(grey.histogram()) if count)


def _count(grey: Picture) -> int:
    return sum(grey.histogram()[1:])


def _marked(before: Picture, after: Picture) -> Picture:
    """The page in pale grey, and in red what differs."""
    pale = ImageOps.autocontrast(after.convert("L")).point(lambda level: 200 + level * 55 // 255).convert("RGB")
    apart = _most(ImageChops.difference(before, after)).point(lambda level: min(255, 3 * level))
    return Image.composite(Image.new("RGB", pale.size, "#d00000"), pale, apart)
