"""Pictures that every format can show are told from those that some cannot."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageFile
from support import REPOSITORY

from kamdocs.rules.pictures import picture_fault

PNG = (REPOSITORY / "profiles" / "house-logo.png").read_bytes()
HALF = len(PNG) // 2
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
SIZED = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def _saved(mode: str, kind: str, size: tuple[int, int] = (8, 4)) -> bytes:
    stream = BytesIO()
    Image.new(mode, size).save(stream, kind)
    return stream.getvalue()


def _with_broken_points() -> bytes:
    """A PNG whose parts have their checksums, and whose points cannot be unpacked."""
    parts = [(b"IHDR", bytes.fromhex("00000008000000080800000000")), (b"IDAT", b"garbage"), (b"IEND", b"")]
    chunks = (len(held).to_bytes(4) + name + held + zlib.crc32(name + held).to_bytes(4) for name, held in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


SOUND = [
    (PNG, ".png"),
    (PNG, ".PNG"),
    *((_saved(mode, "PNG"), ".png") for mode in ("1", "L", "LA", "P", "RGB", "RGBA")),
    *((_saved(mode, "JPEG"), ".jpg") for mode in ("L", "RGB")),
    (_saved("RGB", "JPEG"), ".jpeg"),
    (_saved("P", "GIF"), ".gif"),
    (SIZED.format('<a href="https://x.example"><rect id="r" width="9" height="9"/></a><use xlink:href="#r"/>'), ".svg"),
    ('<svg xmlns="http://www.w3.org/2000/svg" width="4cm" height="20"/>', ".svg"),
    (SIZED.format('<style>rect { fill: url(#grey) }</style><image href="data:image/png;base64,' + DOT + '"/>'), ".svg"),
]
FAULTY = [
    (b"", ".png", "is no picture"),
    (b"<html>not found</html>", ".png", "is no picture"),
    (PNG[:HALF], ".png", "is no picture, or is cut off"),
    (PNG[:HALF] + b"\0" + PNG[HALF + 1 :], ".png", "is no picture, or is cut off"),
    (PNG[:HALF] + PNG[-12:], ".png", "is no picture, or is cut off"),
    (b"\x89PNG\r\n\x1a\n...IEND", ".png", "is no picture, or is cut off"),
    (b"\xff\xd8\xff...", ".jpg", "is no picture, or is cut off"),
    (b"\xff\xd8\xff...\xff\xd9", ".jpg", "is no picture, or is broken"),
    (b"GIF89a...", ".gif", "is no picture, or is cut off"),
    (PNG, ".jpg", "is image/png, which its ending does not say"),
    (PNG, ".webp", "is no picture that documents take, which are .png"),
    (PNG, "", "is no picture that documents take"),
    (_saved("CMYK", "JPEG"), ".jpg", "has colours of the kind `CMYK`"),
    (_saved("I;16", "PNG"), ".png", "has colours of the kind `I;16`"),
    (_saved("1", "PNG", (9000, 9000)), ".png", "has 9,000 by 9,000 points; 50 million are the most"),
    (_saved("1", "PNG", (16000, 16000)), ".png", "has more than 50 million points"),
    ("<svg", ".svg", "is no SVG picture, or is cut off"),
    ("<svg/>", ".svg", "is no SVG picture"),
    ('<svg xmlns="http://www.w3.org/2000/svg"/>', ".svg", "does not say how large it is"),
    ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"/>', ".svg", "does not say how large it is"),
    (SIZED.format('<g id="a"><use href="#a"/></g>'), ".svg", "has too many parts, or uses itself"),
    ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 99"/>', ".svg", "is too long or too wide"),
    ('<svg xmlns="http://www.w3.org/2000/svg" width="9m" height="9"/>', ".svg", "does not say how large it is"),
    (SIZED.format('<image href="data:image/png;base64,AA=="/>'), ".svg", "holds a picture that is broken"),
    (SIZED.format('<image href="data:image/gif;base64,%%"/>'), ".svg", "holds a picture that is broken"),
    (SIZED.format('<animateTransform attributeName="transform"/>'), ".svg", "holds a `animateTransform`"),
    (SIZED.format('<a href="javascript:1"><rect/></a>'), ".svg", "loads `javascript:1` from elsewhere"),
    ('<?xml-stylesheet href="a.css"?>' + SIZED.format(""), ".svg", "loads a style sheet"),
    (_with_broken_points(), ".png", "is no picture, or is broken"),
    (SIZED.format("<script>1</script>"), ".svg", "holds a `script`"),
    (SIZED.format("<foreignObject/>"), ".svg", "holds a `foreignObject`"),
    (SIZED.format('<rect onload="x()"/>'), ".svg", "holds a script in `onload`"),
    (SIZED.format('<image href="https://x.example/a.png"/>'), ".svg", "loads `https://x.example/a.png` from elsewhere"),
    (SIZED.format('<image xlink:href="/etc/hosts"/>'), ".svg", "loads `/etc/hosts` from elsewhere"),
    (SIZED.format("<rect style=\"fill: url( 'a.svg#b')\"/>"), ".svg", "from elsewhere"),
    (SIZED.format("<style>@import 'a.css'</style>"), ".svg", "loads something from elsewhere in its `style`"),
]


@pytest.mark.parametrize(("content", "ending"), SOUND)
def test_a_sound_picture(content: bytes | str, ending: str) -> None:
    """Of every kind that documents take."""
    assert picture_fault(content.encode() if isinstance(content, str) else content, ending) is None


@pytest.mark.parametrize(("content", "ending", "what"), FAULTY)
def test_what_is_wrong_with_a_picture_is_told(
    content: bytes | str, ending: str, what: str, recwarn: pytest.WarningsRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what mends it, without a warning of the library that reads it, and whatever others have it pass over."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    wrong = picture_fault(content.encode() if isinstance(content, str) else content, ending)
    assert wrong is not None
    assert what in wrong[0]
    assert wrong[1]
    assert not recwarn.list
