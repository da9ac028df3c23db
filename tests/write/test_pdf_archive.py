"""What makes a PDF fit for the archive: pictures, colours, metadata."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, PngImagePlugin
from support import REPOSITORY, write_pdf
from verapdf import failed_rules

from kamdocs.errors import OutputError
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.rules.pdf_text import read_pdf

MakePage = Callable[..., Page]

GREY = Image.linear_gradient("L").resize((40, 30))
COLOURS = Image.merge("RGB", (GREY, GREY.rotate(180), GREY))
FEW = COLOURS.quantize(16)

BITMAPS: dict[str, tuple[Image.Image, dict[str, object]]] = {
    "colours.png": (COLOURS, {}),
    "grey.png": (GREY, {}),
    "black-and-white.png": (COLOURS.convert("1"), {}),
    "palette.png": (FEW, {}),
    "see-through.png": (Image.merge("RGBA", (GREY, GREY, GREY, GREY.rotate(180))), {}),
    "grey-see-through.png": (Image.merge("LA", (GREY, GREY.rotate(180))), {}),
    "palette-see-through.png": (FEW, {"transparency": 3}),
    "one-colour-see-through.png": (COLOURS, {"transparency": (1, 2, 3)}),
    "colours.jpg": (COLOURS, {}),
    "grey.jpg": (GREY, {}),
    "progressive.jpg": (COLOURS, {"progressive": True}),
    "palette.gif": (FEW, {"transparency": 2}),
}
"""Every kind that documents take, with what Pillow is told."""

DRAWINGS = {
    "gradients": """<defs><linearGradient id="g"><stop offset="0" stop-color="red" stop-opacity=".3"/>
        <stop offset="1" stop-color="blue"/></linearGradient><radialGradient id="r"><stop offset="0" stop-color="lime"/>
        <stop offset="1" stop-color="blue" stop-opacity="0"/></radialGradient></defs>
        <rect width="40" height="30" fill="url(#g)"/><circle cx="20" cy="15" r="12" fill="url(#r)" opacity=".5"/>""",
    "see-through": """<g opacity=".4"><rect width="20" height="20" fill="#abc"/><text y="15" opacity=".5">매출</text>
        <rect x="10" width="20" height="20" fill="rgba(1,2,3,.5)" stroke="hsl(20,30%,50%)" stroke-opacity=".5"/></g>""",
    "masked": """<defs><mask id="m"><rect width="20" height="20" fill="white" fill-opacity=".6"/></mask>
        <pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><circle r="2" opacity=".3"/></pattern></defs>
        <rect width="40" height="30" fill="url(#p)"/><g mask="url(#m)"><rect width="30" height="20"/></g>""",
    "with a picture": '<image width="20" height="20" href="{png}"/>',
}


def bitmap(name: str) -> bytes:
    """The file of one of `BITMAPS`."""
    image, options = BITMAPS[name]
    file = BytesIO()
    image.save(file, Image.registered_extensions()[Path(name).suffix], **options)
    return file.getvalue()


def write_pictures(folder: Path) -> list[str]:
    """A file of every kind of picture; their names."""
    for name in BITMAPS:
        (folder / name).write_bytes(bitmap(name))
    png = f"data:image/png;base64,{b64encode(bitmap('see-through.png')).decode()}"
    for name, inside in DRAWINGS.items():
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">{inside.replace("{png}", png)}</svg>'
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    return sorted(path.name for path in folder.iterdir())


def test_pictures_of_every_kind_conform(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """Bitmaps with a transparent colour or layer too, and drawings with gradients, masks and pictures in them."""
    assets = tmp_path / "assets"
    assets.mkdir()
    names = write_pictures(assets)
    assert len(names) == len(BITMAPS) + len(DRAWINGS)
    body = "".join(f"<p><img src='{name}' alt='{name}'/></p>" for name in names)
    write_pdf(make_page(body), theme, tmp_path / "out.pdf", assets=assets)
    assert failed_rules(tmp_path / "out.pdf") == []


SEEN_THROUGH = """
body { background: linear-gradient(rgba(1, 2, 3, 0.1), transparent) }
h1 { opacity: 0.5; border-radius: 3mm; background: rgba(255, 0, 0, 0.2) }
nav, table, figure { opacity: 0.6 }
p { color: #11223380; background: radial-gradient(red, rgba(0, 0, 255, 0)) }
p em { opacity: 0.3 }
"""

CONTENT = """<h1>Offer</h1><nav><ol><li><a href="#a">Price</a></li></ol></nav><h2 id="a">Price</h2>
<p>It <em>is <a href="https://x.example">low</a></em>.</p><table><thead><tr><th>Name</th></tr></thead><tbody><tr>
<td>One</td></tr></tbody></table><figure><img src="profiles/house-logo.png" alt="Logo"/></figure>"""


def test_what_a_theme_lets_shine_through_is_read_all_the_same(
    make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """With `opacity` text stands in groups, one in the other; it conforms, and says what it says without."""
    for name, css in (("plain", ""), ("own", SEEN_THROUGH)):
        write_pdf(make_page(CONTENT), theme, tmp_path / f"{name}.pdf", assets=REPOSITORY, css=css)
    plain, own = (read_pdf(tmp_path / f"{name}.pdf", margins=theme.margins) for name in ("plain", "own"))
    assert plain.pages[0].split() == own.pages[0].split() != []
    assert failed_rules(tmp_path / "own.pdf") == []


@pytest.mark.parametrize("place", ["theme", "drawing"])
def test_colours_of_a_press_are_refused(place: str, make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """No archive can say what they look like."""
    colour = "device-cmyk(0 1 1 0)"
    rect = f'<rect width="9" height="9" fill="{colour if place == "drawing" else "red"}"/>'
    (tmp_path / "x.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{rect}</svg>')
    page, css = make_page("<p><img src='x.svg' alt='x'/></p><h2>x</h2>"), f"h2 {{ color: {colour} }}"
    with pytest.raises(OutputError, match="colours of the kind `device-cmyk`") as error:
        write_pdf(page, theme, tmp_path / "out.pdf", assets=tmp_path, css=css if place == "theme" else "")
    assert error.value.help == "write them as `#rrggbb`"


def noted_jpeg() -> bytes:
    """A photograph with a place, a comment and, as telephones take it, a second picture behind."""
    exif = Image.Exif()
    exif[0x010E] = "taken at the client's"
    file, second = BytesIO(), BytesIO()
    COLOURS.save(file, "JPEG", exif=exif, comment=b"a secret comment")
    COLOURS.save(second, "JPEG", comment=b"a second picture")
    return file.getvalue() + second.getvalue()


def noted_png() -> bytes:
    """A drawing with a comment."""
    file, notes = BytesIO(), PngImagePlugin.PngInfo()
    notes.add_text("Comment", "a secret comment")
    COLOURS.save(file, "PNG", pnginfo=notes)
    return file.getvalue()


@pytest.mark.parametrize(("name", "content"), [("x.jpg", noted_jpeg()), ("x.png", noted_png())])
def test_a_picture_says_nothing_but_what_it_shows(
    name: str, content: bytes, make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """What a camera or a program noted in its file stays out; its points are the same."""
    assert b"secret" in content
    (tmp_path / name).write_bytes(content)
    write_pdf(make_page(f"<p><img src='{name}' alt='x'/></p>"), theme, tmp_path / "out.pdf", assets=tmp_path)
    written = (tmp_path / "out.pdf").read_bytes()
    for note in (b"secret", b"taken at", b"second picture"):
        assert note not in written
    with pdfium.PdfDocument(written) as document:
        (picture,) = document[0].get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE])
        assert (
            picture.get_bitmap(render=False).to_pil().convert("RGB").tobytes()
            == Image.open(BytesIO(content)).convert("RGB").tobytes()
        )


def test_the_metadata_tell_what_the_file_is_and_nothing_else(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """In plain text: title, author, program and the two standards; no date, and no number of the machine."""
    write_pdf(make_page("<p>x</p>"), theme, tmp_path / "out.pdf", assets=REPOSITORY)
    (packet,) = re.findall(rb"<x:xmpmeta.*?</x:xmpmeta>", (tmp_path / "out.pdf").read_bytes(), re.DOTALL)
    told = re.findall(r'(?:pdf|pdfaid|pdfuaid):\w+="[^"]*"', packet.decode())
    assert [fact for fact in told if "Producer" not in fact] == [
        'pdfaid:part="2"',
        'pdfaid:conformance="A"',
        'pdfuaid:part="1"',
    ]
    assert re.findall(r"<rdf:li(?: xml:lang=\"x-default\")?>([^<]+)<", packet.decode()) == ["Offer", "Lotus"]
    assert not re.search(rb"\d{4}-\d\d|Date|uuid", packet)
