"""Photographs in finished documents: upright, and without what the camera noted, in every format."""

from __future__ import annotations

import base64
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, PngImagePlugin
from support import REPOSITORY

from kamdocs.errors import OutputError
from kamdocs.model.page import Format, Page
from kamdocs.model.theme import Theme
from kamdocs.write.drafts import write_page
from kamdocs.write.pictures import with_pictures

MakePage = Callable[..., Page]
FORMATS: tuple[Format, ...] = ("docx", "pdf", "html")
DATA = re.compile(rb"data:[\w/+.;=-]*;base64,([\w+/=]*)")
SKY_AND_EARTH = Image.new("RGB", (64, 32), "blue")
SKY_AND_EARTH.paste("brown", (0, 16, 64, 32))


def photograph(kind: str, orientation: int = 1) -> bytes:
    """A picture with the place where it was taken and who took it, as cameras and programs note that."""
    exif, texts, file = Image.Exif(), PngImagePlugin.PngInfo(), BytesIO()
    exif[0x0112], exif[0x010E] = orientation, "SECRET"
    exif.get_ifd(0x8825)[29] = "SECRET"
    texts.add_text("Author", "SECRET")
    texts.add_itxt("XML:com.adobe.xmp", "SECRET")
    more = {"pnginfo": texts} if kind == "PNG" else {"comment": b"SECRET", "xmp": b"<x>SECRET</x>"}
    SKY_AND_EARTH.save(file, kind, exif=exif, **more)
    return file.getvalue()


def drawing() -> bytes:
    """A drawing with who made it, and a photograph within."""
    photo = base64.b64encode(photograph("JPEG")).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32"><!-- SECRET --><title>SECRET</title>'
        f'<metadata>SECRET</metadata><image width="64" height="32" href="data:image/jpeg;base64,{photo}"/></svg>'
    ).encode()


def all_of(file: Path) -> bytes:
    """Every byte of a finished file, unpacked: the parts of a DOCX, what stands in the addresses of an HTML file."""
    content = file.read_bytes()
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as archive:
            return b"".join(map(archive.read, archive.namelist()))
    if file.suffix == ".pdf":
        with pdfium.PdfDocument(content) as document:
            found = (each for page in document for each in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE]))
            return content + b"".join(bytes(each.get_data(decode_simple=True)) for each in found)
    inside = b"".join(map(base64.b64decode, DATA.findall(content)))
    return content + inside + b"".join(map(base64.b64decode, DATA.findall(inside)))


@pytest.mark.parametrize("format", FORMATS)
def test_what_cameras_and_programs_note_is_in_no_finished_file(
    format: Format, make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """Neither of pictures in the text, nor of those that a theme's stylesheet shows, nor of those within drawings."""
    files = {
        "a.jpg": photograph("JPEG"),
        "b.png": photograph("PNG"),
        "c.svg": drawing(),
        "d.jpg": photograph("JPEG", 6),
    }
    for name, content in files.items():
        assert b"SECRET" in content
        (tmp_path / name).write_bytes(content)
    css = "h2 { background: url(a.jpg) } p { background: url(b.png) } body { background: url(d.jpg) }"
    page = make_page("<h2>x</h2>" + "".join(f'<p><img src="{name}" alt="x"/></p>' for name in files))
    file = tmp_path / f"offer.{format}"
    write_page(page, format, theme, file, assets=tmp_path, css=css)
    assert b"\xff\xd8\xff" in all_of(file)
    assert b"SECRET" not in all_of(file)


def shown(file: Path) -> Image.Image:
    """The one picture of a finished file."""
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as archive:
            (name,) = (name for name in archive.namelist() if name.startswith("word/media/"))
            return Image.open(BytesIO(archive.read(name)))
    if file.suffix == ".pdf":
        with pdfium.PdfDocument(file) as document:
            (picture,) = document[0].get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE])
            return picture.get_bitmap(render=False).to_pil()
    (picture,) = DATA.findall(file.read_bytes())
    return Image.open(BytesIO(base64.b64decode(picture)))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_taken_upright_stands_upright(
    format: Format, kind: str, make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """As high as it is wide where the camera was turned, and with the sky where it was seen."""
    name = f"a.{kind.lower()}"
    (tmp_path / name).write_bytes(photograph(kind, 6))
    file = tmp_path / f"offer.{format}"
    write_page(make_page(f'<p><img src="{name}" alt="x"/></p>'), format, theme, file, assets=tmp_path)
    picture = shown(file).convert("RGB")
    assert picture.size == (32, 64)
    red, _, blue = picture.getpixel((28, 32))
    assert blue > 200 > 100 > red
    if format == "docx":
        with zipfile.ZipFile(file) as archive:
            (extent,) = re.findall(rb'<wp:extent cx="(\d+)" cy="(\d+)"', archive.read("word/document.xml"))
        assert int(extent[1]) == 2 * int(extent[0])


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_that_broke_since_it_was_checked_is_told(
    format: Format, make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """By its name; no file is written."""
    (tmp_path / "a.png").write_bytes((REPOSITORY / "profiles/house-logo.png").read_bytes()[:900])
    page = make_page('<p><img src="a.png" alt="x"/></p>')
    with pytest.raises(OutputError, match=r"a\.png.* is no picture, or is cut off"):
        write_page(page, format, theme, tmp_path / f"offer.{format}", assets=tmp_path)
    assert not (tmp_path / f"offer.{format}").exists()


@pytest.mark.parametrize(
    "written", ["url(profiles/x.png)", 'url( "profiles/x.png" )', "URL('profiles/x.png')", "URL(  profiles/x.png)"]
)
def test_pictures_of_a_stylesheet_stand_in_it(written: str, tmp_path: Path) -> None:
    """However their addresses are written; what only looks like one stays as it is, and so do all other places."""
    logo = REPOSITORY / "profiles/house-logo.png"
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles/x.png").write_bytes(logo.read_bytes())
    css = "/* url(ours.png) */\n.lead {{ background: {0}; quotes: 'url(y.png)'; mask: {0} }}\nh2 {{ margin: 0 }}\n"
    data = f'url("data:image/png;base64,{base64.b64encode(logo.read_bytes()).decode()}")'
    assert with_pictures(css.format(written), tmp_path) == css.format(data)
