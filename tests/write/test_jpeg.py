"""JPEG pictures without notes."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from kamdocs.write.jpeg import bare, upright

SKY_AND_EARTH = Image.new("RGB", (32, 16), "blue")
SKY_AND_EARTH.paste("brown", (0, 8, 32, 16))


def photograph(orientation: int | None = None, **options: object) -> bytes:
    """The picture as a camera writes it that was held in one of eight ways, or does not say how."""
    exif, file = Image.Exif(), BytesIO()
    if orientation:
        exif[0x0112], exif[0x010E] = orientation, "by Kim"
    SKY_AND_EARTH.save(file, "JPEG", quality=100, exif=exif, **options)
    return file.getvalue()


def points(jpeg: bytes) -> Image.Image:
    """What is seen of a picture by a program that does not know of cameras."""
    return Image.open(BytesIO(jpeg)).convert("RGB")


@pytest.mark.parametrize("orientation", [None, 1])
def test_a_picture_that_is_not_turned_keeps_its_points(orientation: int | None) -> None:
    """And loses its notes."""
    jpeg = photograph(orientation, comment=b"a comment")
    assert points(upright(jpeg)).tobytes() == points(jpeg).tobytes()
    assert not any(note in upright(jpeg) for note in (b"Kim", b"Exif", b"comment"))


@pytest.mark.parametrize(("orientation", "sky"), [(3, (16, 13)), (6, (13, 16)), (8, (2, 16))])
def test_a_turned_picture_stands_upright(orientation: int, sky: tuple[int, int]) -> None:
    """The sky is where it was seen."""
    turned = points(upright(photograph(orientation)))
    assert turned.size == ((32, 16) if orientation == 3 else (16, 32))
    red, _, blue = turned.getpixel(sky)
    assert blue > 200 > 100 > red
    assert b"Exif" not in upright(photograph(orientation))


@pytest.mark.parametrize("options", [{"progressive": True}, {"icc_profile": b"x" * 70_000}, {"dpi": (300, 300)}])
def test_a_bare_picture_is_whole(options: dict[str, object]) -> None:
    """However it is written; a second picture behind it, as telephones add one, is none of it."""
    jpeg = photograph(**options)
    assert points(bare(jpeg)).tobytes() == points(jpeg).tobytes()
    assert bare(jpeg + photograph(1)) == bare(jpeg)
    assert bare(bare(jpeg)) == bare(jpeg)


@pytest.mark.parametrize("jpeg", [b"", b"\xff\xd8", b"\xff\xd8\xff\xff\xff\xe0", b"\xff\xd8\xff\xda\x00\x02x"])
def test_what_is_cut_off_ends_there(jpeg: bytes) -> None:
    """Pictures are checked before; nothing is made up here."""
    assert bare(jpeg) == jpeg
