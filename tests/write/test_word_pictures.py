"""Pictures in a DOCX: SVG natively with a bitmap beside it, and bitmaps as they are."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from lxml import etree
from PIL import Image
from support import REPOSITORY, gate

from kamdocs.errors import OutputError
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.word.names import qualified
from kamdocs.word.package import normalise, parse_part, read_package
from kamdocs.write.word import write_docx

THEME = Theme.model_validate(
    yaml.safe_load((REPOSITORY / "templates/themes/modern/theme.yaml").read_text(encoding="utf-8"))
)

_SVG = 'xmlns="http://www.w3.org/2000/svg"'
LOGO = f'<svg {_SVG} width="20mm" height="10mm"><rect x="10%" width="50%" height="100%" fill="#ff0000"/></svg>'
CHART = f'<svg {_SVG} viewBox="0 0 400 100"><text y="60" font-size="40">매출 Sales Lợi nhuận</text></svg>'
EMU_PER_MM = 36000


def written(folder: Path, html: str, **files: str) -> Path:
    """The DOCX of `html`; its pictures are `files`, SVG by their names without ending."""
    for name, content in files.items():
        (folder / f"{name}.svg").write_text(content, encoding="utf-8")
    file = folder / "offer.docx"
    page = Page(Path("offer"), "en", "Offer", "Lotus", "Lotus", f"<body>{html}</body>", {}, {}, {})
    write_docx(page, THEME, file, assets=folder)
    return file


def elements(file: Path, name: str) -> list[etree._Element]:
    """The elements of a name in the text of a DOCX."""
    return list(parse_part(read_package(file)["word/document.xml"]).iter(name))


def image(source: str, attributes: str = "") -> str:
    """A paragraph with a picture."""
    return f'<p><img src="{source}" alt="mark" {attributes}/></p>'


def related(file: Path, relation: str) -> str:
    """The part of a DOCX that a relation of its document leads to."""
    relations = etree.fromstring(read_package(file)["word/_rels/document.xml.rels"])
    return next("word/" + found.get("Target", "") for found in relations if found.get("Id") == relation)


def bitmaps(file: Path) -> list[bytes]:
    """The pictures that a program without SVG shows, in order."""
    blips = elements(file, qualified("a:blip"))
    return [read_package(file)[related(file, blip.get(qualified("r:embed"), ""))] for blip in blips]


def drawings(file: Path) -> list[str]:
    """The parts that a program with SVG shows, in order."""
    names = (
        element.get(qualified("r:embed"), "")
        for element in elements(file, "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip")
    )
    return [related(file, name) for name in names]


def millimetres(file: Path) -> list[tuple[float, float]]:
    """The width and height of each picture."""
    extents = elements(file, qualified("wp:extent"))
    return [(int(extent.get("cx", "0")) / EMU_PER_MM, int(extent.get("cy", "0")) / EMU_PER_MM) for extent in extents]


def test_a_drawing_stands_in_word_as_itself_and_as_a_bitmap(tmp_path: Path) -> None:
    """The bitmap has 300 points an inch, a ground that shows through, and nothing about who made it or when."""
    file = written(tmp_path, image("logo.svg"), logo=LOGO)
    assert [read_package(file)[name].decode() for name in drawings(file)] == [
        f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n{LOGO}"
    ]
    assert [found.get("uri") for found in elements(file, qualified("a:ext")) if found.get("uri")] == [
        "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
    ]
    with Image.open(BytesIO(bitmaps(file)[0])) as drawn:
        assert drawn.size == (237, 119)
        assert drawn.info == {}
        clear = (255, 255, 255, 0)
        assert [drawn.getpixel((x, 60)) for x in (5, 80, 200)] == [clear, (255, 0, 0, 255), clear]


def test_the_list_of_types_names_the_drawing(tmp_path: Path) -> None:
    """Also after the package is written anew; Word does not open a part of unknown type."""
    file = written(tmp_path, image("logo.svg"), logo=LOGO)
    parts = read_package(normalise(file.read_bytes()))
    assert b'PartName="/word/media/drawing1.svg" ContentType="image/svg+xml"' in parts["[Content_Types].xml"]
    assert b'Extension="png" ContentType="image/png"' in parts["[Content_Types].xml"]


def test_a_drawing_shown_twice_is_one_part_with_a_bitmap_for_each_size(tmp_path: Path) -> None:
    """As a logo is, on the cover and in the letterhead."""
    file = written(tmp_path, image("logo.svg") + image("logo.svg", 'width="60mm"'), logo=LOGO)
    assert drawings(file) == ["word/media/drawing1.svg"] * 2
    assert [Image.open(BytesIO(content)).width for content in bitmaps(file)] == [237, 709]


@pytest.mark.parametrize(
    ("size", "width", "millimetres_shown"),
    [
        ('width="96" height="48"', "", (25.4, 12.7)),
        ('width="1in" height="0.5in" viewBox="0 0 9 9"', "", (25.4, 12.7)),
        ('height="12.7mm" viewBox="0 0 200 100"', "", (25.4, 12.7)),
        ('width="6em" height="3em"', "", (21.2, 10.6)),
        ('viewBox="0 0 200 100"', "", (166.0, 83.0)),
        ('width="100%" height="100%" viewBox="0 0 200 100"', "50%", (83.0, 41.5)),
        ('width="4000" height="1000"', "", (166.0, 41.5)),
        ('width="100" height="1000"', "100%", (22.0, 220.0)),
    ],
)
def test_a_drawing_is_as_large_as_it_says(
    tmp_path: Path, size: str, width: str, millimetres_shown: tuple[float, float]
) -> None:
    """Or as wide as its place where it has a shape only, as in the PDF; never larger than the page."""
    file = written(tmp_path, image("a.svg", f'width="{width}"'), a=f"<svg {_SVG} {size}/>")
    assert millimetres(file) == [pytest.approx(millimetres_shown, abs=0.1)]


def test_equal_drawings_give_equal_bytes(tmp_path: Path) -> None:
    """In processes of their own, each of which draws it for the first time."""
    code = (
        "import sys; sys.path[:0] = sys.argv[1:3]; from pathlib import Path; import test_word_pictures as t\n"
        "t.written(Path(sys.argv[3]), t.image('chart.svg'), chart=t.CHART)"
    )
    folders = [tmp_path / seed for seed in ("1", "2")]
    for folder in folders:
        folder.mkdir()
        paths = (str(REPOSITORY / "tests"), str(Path(__file__).parent))
        environment = os.environ | {"PYTHONHASHSEED": folder.name, "PYTHONPATH": str(REPOSITORY)}
        subprocess.run([sys.executable, "-c", code, *paths, str(folder)], env=environment, check=True)
    once, again = ((folder / "offer.docx").read_bytes() for folder in folders)
    assert once == again


def test_what_is_not_drawn_stays_out_of_the_file(tmp_path: Path) -> None:
    """Comments, document types and instructions tell of whoever drew it."""
    chart = (
        '<?xml version="1.0"?><?author Kim?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">'
        f"<!-- by Kim --><svg {_SVG} width='9' height='9'><!-- Kim --><rect width='9' height='9'/></svg>"
    )
    file = written(tmp_path, image("chart.svg"), chart=chart)
    assert not [name for name, content in read_package(file).items() if b"Kim" in content or b"DOCTYPE" in content]


_BOMB = "".join(f'<g id="a{n}">' + f'<use href="#a{n + 1}"/>' * 10 + "</g>" for n in range(8))
_CHAIN = "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(5000))


@pytest.mark.parametrize(
    ("svg", "fault"),
    [
        (f"<svg {_SVG} width='9' height='9'><rect>", "is no SVG picture, or is cut off"),
        ("<p>chart</p>", "is no SVG picture"),
        (f"<svg {_SVG}><rect width='9' height='9'/></svg>", "does not say how large it is"),
        (f"<svg {_SVG} width='9' height='9000'/>", "is too long or too wide"),
        (f"<svg {_SVG} width='0' height='9'/>", "does not say how large it is"),
        (f"<svg {_SVG} width='900000' height='900000'/>", "is too large"),
        (f"<svg {_SVG} width='9' height='9'><script>1</script></svg>", "holds a `script`"),
        (f"<svg {_SVG} width='9' height='9' onload='1'/>", "holds a script in `onload`"),
        (f"<svg {_SVG} width='9' height='9'><image href='http://127.0.0.1:9/a.png'/></svg>", "from elsewhere"),
        (f"<svg {_SVG} width='9' height='9'><image href='../secret.png'/></svg>", "from elsewhere"),
        (f"<svg {_SVG} width='9' height='9'><style>@import 'a.css';</style></svg>", "from elsewhere"),
        (f"<svg {_SVG} width='9' height='9'><rect fill='url(file:///etc/passwd)'/></svg>", "from elsewhere"),
        (f"<svg {_SVG} width='9' height='9'>{_BOMB}</svg>", "has too many parts, or uses itself"),
        (f"<svg {_SVG} width='9' height='9'>{_CHAIN}</svg>", "has too many parts, or uses itself"),
        (
            f"<svg {_SVG} width='9' height='9'><g id='a'><use href='#a'/></g></svg>",
            "has too many parts, or uses itself",
        ),
        (
            f"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg {_SVG} width='9' height='9'><text>&a;</text></svg>",
            "has entities of its own",
        ),
    ],
)
def test_a_drawing_that_is_unfit_is_refused(tmp_path: Path, svg: str, fault: str) -> None:
    """Whatever wants to load, run or repeat itself for ever; the error names the picture and what mends it."""
    with pytest.raises(OutputError, match=rf"^the picture `a\.svg` .*{re.escape(fault)}") as caught:
        written(tmp_path, image("a.svg"), a=svg)
    assert caught.value.help
    assert not (tmp_path / "offer.docx").exists()


def test_all_unfit_pictures_are_told_at_once(tmp_path: Path) -> None:
    """A drawing and a bitmap."""
    (tmp_path / "b.png").write_bytes(b"not a picture")
    with pytest.raises(OutputError) as caught:
        written(tmp_path, image("a.svg") + image("b.png"), a="<svg/>")
    assert [line.split("`")[1] for line in str(caught.value).splitlines()] == ["a.svg", "b.png"]


def test_a_picture_inside_a_drawing_is_drawn(tmp_path: Path) -> None:
    """What is embedded belongs to it."""
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    inside = f"<image width='9' height='9' href='data:image/png;base64,{dot}'/>"
    file = written(tmp_path, image("a.svg"), a=f"<svg {_SVG} width='9' height='9'>{inside}</svg>")
    with Image.open(BytesIO(bitmaps(file)[0])) as drawn:
        assert drawn.getpixel((10, 10))[3] > 0


@pytest.mark.parametrize(("ending", "mode"), [("gif", "P"), ("png", "RGBA"), ("jpg", "RGB")])
def test_bitmaps_stand_in_word_as_they_are(tmp_path: Path, ending: str, mode: str) -> None:
    """A point of theirs is a pixel, as in the PDF, whatever resolution the file states."""
    Image.new(mode, (192, 96)).save(tmp_path / f"a.{ending}", dpi=(300, 300))
    file = written(tmp_path, image(f"a.{ending}"))
    assert bitmaps(file) == [(tmp_path / f"a.{ending}").read_bytes()]
    assert millimetres(file) == [pytest.approx((50.8, 25.4), abs=0.01)]


def test_a_jpeg_saved_for_the_web_stands_in_word(tmp_path: Path) -> None:
    """It begins with another segment than those by which python-docx knows a JPEG; nothing of the picture changes."""
    stream = BytesIO()
    Image.new("RGB", (192, 96), (200, 30, 30)).save(stream, "JPEG")
    plain = stream.getvalue()
    after = 4 + int.from_bytes(plain[4:6])
    (tmp_path / "a.jpg").write_bytes(plain[:2] + b"\xff\xec\x00\x0cDucky" + bytes(5) + plain[after:])
    file = written(tmp_path, image("a.jpg"))
    with Image.open(BytesIO(bitmaps(file)[0])) as shown:
        assert (shown.size, shown.getpixel((5, 5))) == ((192, 96), Image.open(BytesIO(plain)).getpixel((5, 5)))
    assert millimetres(file) == [pytest.approx((50.8, 25.4), abs=0.01)]


def test_the_validator_of_the_format_takes_drawings(tmp_path: Path) -> None:
    """Microsoft's Open XML SDK knows the extension that Word writes for SVG."""
    validator = gate("ooxml-validator")
    Image.new("P", (9, 9)).save(tmp_path / "dot.gif")
    html = f"<header><img src='logo.svg' alt='mark'/><p>K</p></header>{image('chart.svg')}{image('dot.gif')}"
    file = written(tmp_path, html, logo=LOGO, chart=CHART)
    done = subprocess.run([validator, file], capture_output=True, encoding="utf-8", check=False)
    assert '"ok": true' in done.stdout, done.stdout
