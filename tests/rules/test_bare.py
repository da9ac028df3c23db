"""Pictures as documents hold them: upright, and without what cameras and programs note in them."""

from __future__ import annotations

import base64
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from kamdocs.rules.bare import bare

JPEG, PNG, GIF, SVG = "image/jpeg", "image/png", "image/gif", "image/svg+xml"
SKY_AND_EARTH = Image.new("RGB", (32, 16), "blue")
SKY_AND_EARTH.paste("brown", (0, 8, 32, 16))
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>by Kim</rdf:RDF></x:xmpmeta>'


def notes(orientation: int | None = None) -> Image.Exif:
    """What a camera notes: who took the picture, where, and how it was held."""
    exif = Image.Exif()
    exif[0x010E] = "by Kim"
    exif.get_ifd(0x8825)[29] = "by Kim on 2026:11:03"
    if orientation:
        exif[0x0112] = orientation
    return exif


def saved(kind: str, picture: Image.Image = SKY_AND_EARTH, **options: object) -> bytes:
    """A picture as a file."""
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def photograph(orientation: int | None = None, **options: object) -> bytes:
    """The picture as a camera writes it."""
    return saved("JPEG", quality=100, exif=notes(orientation), **options)


def noted_png(**options: object) -> bytes:
    """The picture with texts of each sort, as programs write them."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "by Kim")
    texts.add_text("Comment", "by Kim", zip=True)
    texts.add_itxt("XML:com.adobe.xmp", "by Kim")
    texts.add(b"prVt", b"by Kim")
    return saved("PNG", pnginfo=texts, **options)


def points(content: bytes) -> Image.Image:
    """What is seen of a picture by a program that does not know of cameras."""
    return Image.open(BytesIO(content)).convert("RGBA")


def segments(jpeg: bytes) -> bytes:
    """A JPEG with notes of each sort: before its points, between two scans, and after its end."""
    progressive = photograph(None, progressive=True, comment=b"by Kim", xmp=XMP, icc_profile=PROFILE)
    note = b"\xff\xfe\x00\x08by Kim"
    second = progressive.rindex(b"\xff\xda")
    between = progressive[:second] + note + progressive[second:]
    small = b"\xff\xe0\x00\x13JFIF\0\x01\x01\0\0\1\0\1\1\1Kim"
    return b"\xff\xd8" + small + b"\xff\xe0\x00\x0dJFXX\0\x13Kim.." + between[20:] + b"by Kim" + jpeg


NOTED = [
    (photograph(1, comment=b"by Kim", xmp=XMP), JPEG),
    (segments(photograph()), JPEG),
    (noted_png(exif=notes(1)), PNG),
    (noted_png() + b"by Kim", PNG),
    (saved("GIF", SKY_AND_EARTH.convert("P"), comment=b"by Kim"), GIF),
    (saved("GIF", SKY_AND_EARTH.convert("P"), comment=b"by Kim", save_all=True, loop=0) + b"by Kim", GIF),
]


@pytest.mark.parametrize(("content", "kind"), NOTED)
def test_a_picture_loses_its_notes_and_keeps_its_points(content: bytes, kind: str) -> None:
    """Each of its points, exactly."""
    assert b"Kim" in content
    shown = bare(content, kind)
    assert b"Kim" not in shown
    assert points(shown).tobytes() == points(content).tobytes()
    assert bare(shown, kind) == shown


@pytest.mark.parametrize(("kind", "made"), [(JPEG, photograph), (PNG, noted_png)])
@pytest.mark.parametrize("orientation", [None, 6])
def test_a_picture_keeps_the_profile_of_its_colours(kind: str, made: object, orientation: int | None) -> None:
    """A photograph in other colours than a screen's would look pale without it; turned or not."""
    content = made(
        icc_profile=PROFILE, **({"exif": notes(orientation)} if kind == PNG else {"orientation": orientation})
    )
    assert Image.open(BytesIO(bare(content, kind))).info["icc_profile"] == PROFILE


@pytest.mark.parametrize("kind", [JPEG, PNG])
@pytest.mark.parametrize(
    ("orientation", "sky"),
    [(2, (16, 2)), (3, (16, 13)), (4, (16, 13)), (5, (2, 16)), (6, (13, 16)), (7, (13, 16)), (8, (2, 16))],
)
def test_a_turned_picture_stands_upright(kind: str, orientation: int, sky: tuple[int, int]) -> None:
    """The sky is where it was seen."""
    content = photograph(orientation) if kind == JPEG else noted_png(exif=notes(orientation))
    shown = bare(content, kind)
    assert points(shown).size == ((32, 16) if orientation < 5 else (16, 32))
    red, _, blue, _ = points(shown).getpixel(sky)
    assert blue > 200 > 100 > red
    assert b"Kim" not in shown


def test_a_picture_whose_notes_are_broken_is_taken_as_it_is() -> None:
    """Nobody can say how the camera was held."""
    content = photograph(6).replace(b"Exif\0\0MM", b"Exif\0\0??").replace(b"Exif\0\0II", b"Exif\0\0??")
    assert points(bare(content, JPEG)).size == (32, 16)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_plain_png_stays_as_it_is(mode: str) -> None:
    """With what says how large its points are and which of them show the ground."""
    content = saved("PNG", Image.new(mode, (9, 9)), dpi=(300, 300))
    assert bare(content, PNG) == content


def test_a_drawing_loses_what_is_not_drawn() -> None:
    """Comments, titles, what drawing programs note for themselves, and notes of the photographs within."""
    photo = base64.b64encode(photograph()).decode()
    svg = (
        '<?xml version="1.0"?><?by Kim?><!DOCTYPE svg PUBLIC "Kim" "svg11.dtd"><!-- by Kim -->'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' xmlns:dc="urn:dc" xmlns:inkscape="urn:inkscape" width="9" height="9" inkscape:export-filename="D:\\Kim">'
        "<title>by Kim</title><desc>by Kim</desc><metadata><dc:creator>Kim</dc:creator></metadata>"
        '<inkscape:view name="Kim"/><style>/* by Kim */ rect { fill: red }</style>'
        '<text x="1" xml:space="preserve" inkscape:label="Kim" data-name="Kim" aria-label="Kim"'
        ' style="/* by Kim */fill: red/* by Kim */">a<!-- Kim -->b<dc:x>Kim</dc:x>c</text>'
        f'<image xlink:href="data:image/jpeg;base64,{photo}" xlink:title="Kim"/></svg>'
    )
    shown = bare(svg.encode(), SVG).decode()
    kept = base64.b64encode(bare(photograph(), JPEG)).decode()
    assert shown == (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
        "<style> rect { fill: red }</style>"
        '<text x="1" xml:space="preserve" style="fill: red">abc</text>'
        f'<image xlink:href="data:image/jpeg;base64,{kept}"/></svg>'
    )


@pytest.mark.parametrize("kind", [PNG, JPEG, GIF])
def test_an_empty_chunk_or_block_at_the_end_is_no_trap(kind: str) -> None:
    """What stands after the end of a picture is none of it."""
    content = saved(kind.partition("/")[2].upper(), SKY_AND_EARTH.convert("P" if kind == GIF else "RGB"))
    assert bare(content + b"\0" * 20 + zlib.compress(b"x"), kind) == bare(content, kind)
