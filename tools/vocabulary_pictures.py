"""Draws the examples in docs/vocabulary.md as PDF and as Word file: `python tools/vocabulary_pictures.py`.

An example is a block of `html`, and the picture stands right below it. After `html` may follow the language of the
example and how it is shown: `page` is its first page as it is, `pages` all with their heads and feet; else what stands
between the margins of the first. But for a `page`, the column is narrower than in documents so that it can be read, and
long empty stretches are left out. A picture carries the digest of its example; only those whose example has changed are
drawn, or those that are named after the command, or `all`. LibreOffice shows the Word files.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pypdfium2 as pdfium
import yaml
from lxml import etree
from PIL import Image, ImageChops, ImageDraw, ImageFont, PngImagePlugin

from kamdocs.model.kit import LanguageRules
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.render.references import fill_references
from kamdocs.write.pdf import pdf_content
from kamdocs.write.word.writer import write_docx

REPOSITORY = Path(__file__).resolve().parent.parent
PAGE = REPOSITORY / "docs" / "vocabulary.md"
PICTURES = REPOSITORY / "docs" / "pictures" / "vocabulary"
MOST_BYTES, MOST_BYTES_TOGETHER = 40_000, 1_500_000

_EXAMPLE = re.compile(
    r"^```html((?: \w+)*)\n(.*?)^```\n\n!\[[^\]\n]+\]\(pictures/vocabulary/([\w-]+)\.png\)$", re.DOTALL | re.MULTILINE
)
_DIGEST = "Example"
_A4_MM = 210
_COLUMN_MM, _MARGIN_MM = 122, 5
_PANEL, _GAP, _LABEL, _INSET = 492, 16, 24, 8
_UPRIGHT = 420
_OVERSAMPLING = 3
_EMPTY, _LEFT = 110, 44
_COLOURS = (64, 48, 32, 24, 16, 12)
_GREY, _FRAME = "#57606a", "#d0d7de"

Picture = Image.Image
Shown = Literal["column", "page", "pages"]


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of HTML in the page, and the name of its picture."""

    name: str
    language: str
    shown: Shown
    html: str

    @property
    def file(self) -> Path:
        """The picture."""
        return PICTURES / f"{self.name}.png"

    @property
    def digest(self) -> str:
        """What tells it from all others: its HTML and how it is shown."""
        return hashlib.sha256(f"{self.language}\n{self.shown}\n{self.html}".encode()).hexdigest()[:16]


def examples(markdown: str) -> list[Example]:
    """The examples of a page in their order."""
    return [_example(words.split(), html, name) for words, html, name in _EXAMPLE.findall(markdown)]


def _example(words: Sequence[str], html: str, name: str) -> Example:
    shown: Shown = "page" if "page" in words else "pages" if "pages" in words else "column"
    return Example(name, next((word for word in words if word not in ("page", "pages")), "en"), shown, html)


def body_of(example: Example) -> etree._Element:
    """The body of the document that an example is, before render has filled it in."""
    return etree.fromstring(f'<body lang="{example.language}">{example.html}</body>')


def page_of(example: Example) -> Page:
    """An example as a document; raises ValueError where it refers to nothing."""
    body = body_of(example)
    tokens = (REPOSITORY / "templates" / "languages" / f"{example.language}.yaml").read_text(encoding="utf-8")
    rules = LanguageRules.model_validate(yaml.load(tokens, yaml.BaseLoader))
    if faults := [fault.what for fault in fill_references(body, rules)]:
        raise ValueError("; ".join(faults))
    return Page(
        path=Path(example.name),
        language=example.language,
        title=str(body.xpath("string(.//h1|.//h2)")) or example.name,
        author="Red River Advisory",
        running_head="Red River Advisory · P-2027-014",
        html=etree.tostring(body, encoding="unicode"),
        facts={},
        printed={},
        inputs={},
    )


def digest_of(picture: Path) -> str:
    """The digest of the example that a picture shows; empty where there is no picture."""
    if not picture.is_file():
        return ""
    with Image.open(picture) as found:
        return str(found.info.get(_DIGEST, ""))


def draw_all(wanted: Sequence[Example]) -> None:
    """Draw the pictures of examples."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for example in wanted:
            page, theme = page_of(example), _theme(example.shown)
            (folder / f"{example.name}.pdf").write_bytes(pdf_content(page, theme, assets=REPOSITORY))
            write_docx(page, theme, folder / f"{example.name}.docx", assets=REPOSITORY)
        _convert([folder / f"{example.name}.docx" for example in wanted], folder / "word")
        for example in wanted:
            files = (folder / f"{example.name}.pdf", folder / "word" / f"{example.name}.pdf")
            _save(_labelled([_panel(file, example.shown) for file in files]), example)


def _theme(shown: Shown) -> Theme:
    """The theme `modern`; with a narrow column where no page is shown as it is."""
    file = REPOSITORY / "templates" / "themes" / "modern" / "theme.yaml"
    theme = Theme.model_validate(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader))
    right = theme.margins.right if shown == "page" else _A4_MM - _COLUMN_MM - theme.margins.left
    return theme.model_copy(update={"margins": theme.margins.model_copy(update={"right": right})})


def _convert(files: Sequence[Path], folder: Path) -> None:
    """Word files as PDFs in `folder`, as LibreOffice shows them."""
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(folder), *map(str, files)], check=True, capture_output=True)


def _panel(pdf: Path, shown: Shown) -> Picture:
    """What is shown of a PDF."""
    with closing(pdfium.PdfDocument(pdf)) as document:
        if shown == "page":
            return _page(document[0])
        if shown == "pages":
            return _below([_closed_up(_column(page, whole=True)) for page in document])
        return _closed_up(_column(document[0], whole=False))


def _page(page: pdfium.PdfPage) -> Picture:
    """A page as it is; of a wide one what is empty at its end is left out."""
    wide = page.get_width() > page.get_height()
    drawn = _drawn(page, (2 * _PANEL + _GAP if wide else _UPRIGHT) / page.get_width())
    return _closed_up(drawn) if wide else _framed(drawn)


def _drawn(page: pdfium.PdfPage, scale: float) -> Picture:
    """A page, drawn larger and averaged."""
    large: Picture = page.render(scale=scale * _OVERSAMPLING).to_pil().convert("RGB")
    return large.resize((large.width // _OVERSAMPLING, large.height // _OVERSAMPLING), Image.Resampling.BOX)


def _column(page: pdfium.PdfPage, *, whole: bool) -> Picture:
    """What stands between the margins of a page, or, of the `whole` page, in the column, without what is empty above
    and below."""
    margins, points = _theme("column").margins, 72 / 25.4
    scale = (_PANEL - 2 * _INSET) / ((_COLUMN_MM + 2 * _MARGIN_MM) * points)
    drawn = _drawn(page, scale)
    left = round((float(margins.left) - _MARGIN_MM) * points * scale) - _INSET
    top, bottom = (0 if whole else round(float(side) * points * scale) for side in (margins.top, margins.bottom))
    box = drawn.crop((left, top, left + _PANEL, drawn.height - bottom))
    inked = _ink(box).getbbox() or (0, 0, 1, 1)
    framed = Image.new("RGB", (_PANEL, inked[3] - inked[1] + 2 * _GAP), "white")
    framed.paste(box.crop((0, inked[1], _PANEL, inked[3])), (0, _GAP))
    return framed


def _below(pictures: Sequence[Picture]) -> Picture:
    """Pictures one below the other."""
    width, height = max(one.width for one in pictures), sum(one.height + _GAP for one in pictures) - _GAP
    whole = Image.new("RGB", (width, height), "white")
    for number, one in enumerate(pictures):
        whole.paste(one, (0, sum(other.height + _GAP for other in pictures[:number])))
    return whole


def _ink(picture: Picture) -> Picture:
    return ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).convert("L").point(_is_ink)


def _is_ink(level: int) -> int:
    return 255 * (level > 8)


def _closed_up(picture: Picture) -> Picture:
    """A picture without its long empty stretches, a torn line in the place of each, and framed."""
    stretches = [(top, end) for top, end in _empty_stretches(picture) if end - top > _EMPTY]
    for top, end in reversed(stretches):
        shorter = Image.new("RGB", (picture.width, picture.height - (end - top) + _LEFT), "white")
        shorter.paste(picture.crop((0, 0, picture.width, top)), (0, 0))
        shorter.paste(picture.crop((0, end, picture.width, picture.height)), (0, top + _LEFT))
        for x in range(_INSET, picture.width - _INSET, 8):
            ImageDraw.Draw(shorter).line((x, top + _LEFT // 2, x + 3, top + _LEFT // 2), fill=_FRAME)
        picture = shorter
    return _framed(picture)


def _empty_stretches(picture: Picture) -> Iterator[tuple[int, int]]:
    """First and last line of what is empty below something."""
    rows = _ink(picture).resize((1, picture.height), Image.Resampling.BOX).point(bool).tobytes()
    for match in re.finditer(rb"\x00+", rows):
        if match.start():
            yield match.start(), match.end()


def _framed(picture: Picture) -> Picture:
    ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, picture.height - 1), outline=_FRAME)
    return picture


def _labelled(panels: Sequence[Picture]) -> Picture:
    """The PDF at the left and the Word file at the right, or below where they are too wide, each below its name."""
    named = [_named(panel, name) for panel, name in zip(panels, ("PDF", "Word"), strict=True)]
    if panels[0].width > _PANEL:
        return _below(named)
    whole = Image.new("RGB", (2 * panels[0].width + _GAP, max(picture.height for picture in named)), "white")
    for number, picture in enumerate(named):
        whole.paste(picture, (number * (picture.width + _GAP), 0))
    return whole


def _named(panel: Picture, name: str) -> Picture:
    labelled = Image.new("RGB", (panel.width, panel.height + _LABEL), "white")
    ImageDraw.Draw(labelled).text((0, 2), name, fill=_GREY, font=ImageFont.load_default(13))
    labelled.paste(panel, (0, _LABEL))
    return labelled


def _save(picture: Picture, example: Example) -> None:
    """Write a picture in as many colours as its size allows."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text(_DIGEST, example.digest)
    example.file.parent.mkdir(parents=True, exist_ok=True)
    for colours in _COLOURS:
        _in_few_colours(picture, colours).save(example.file, optimize=True, pnginfo=notes)
        if example.file.stat().st_size < MOST_BYTES:
            return
    raise SystemExit(f"the picture `{example.name}` is larger than {MOST_BYTES} bytes; make its example shorter")


def _in_few_colours(picture: Picture, count: int) -> Picture:
    """A picture in so many colours, its even areas in their own."""
    few = picture.quantize(count, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    pixels = zip(*[iter(picture.tobytes())] * 3, strict=True)
    palette = few.getpalette() or []
    for (index, colour), _ in reversed(Counter(zip(few.tobytes(), pixels, strict=True)).most_common()):
        palette[3 * index : 3 * index + 3] = colour
    few.putpalette(palette)
    return few


def main(names: Sequence[str]) -> None:
    """Draw the pictures that `names` tell, `all` of them, or without names those whose example has changed."""
    found = examples(PAGE.read_text(encoding="utf-8"))
    if unknown := set(names) - {"all", *(example.name for example in found)}:
        raise SystemExit(f"docs/vocabulary.md has no example `{min(unknown)}`")
    if shutil.which("soffice") is None:
        raise SystemExit("`soffice` of LibreOffice is needed, which shows the Word files")
    for file in set(PICTURES.glob("*.png")) - {example.file for example in found}:
        file.unlink()
    changed = [example.name for example in found if example.digest != digest_of(example.file)]
    wanted = [example for example in found if "all" in names or example.name in (names or changed)]
    if wanted:
        draw_all(wanted)
    for example in wanted:
        print(example.file.relative_to(REPOSITORY))


if __name__ == "__main__":
    main(sys.argv[1:])
