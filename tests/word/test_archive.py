"""The zip file that a DOCX is, as it is stored and as it is packed again."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdocs.word.archive import MOST_PARTS, PackageError, Packer, make_member, read_members

TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
PARTS = {TYPES: b"<types/>", "_rels/.rels": b"<rels/>", DOCUMENT: b"<document>" + b"text " * 200 + b"</document>"}


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file as other programs make it: at a date of its own, at the highest level."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            member = zipfile.ZipInfo(name, (2026, 5, 6, 7, 8, 10))
            archive.writestr(member, data, compress_type=method, compresslevel=9)
    return buffer.getvalue()


def opened(content: bytes) -> dict[str, bytes]:
    """What zipfile reads of a zip file, checksums compared."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def in_records(content: bytes, place: int, value: bytes) -> bytes:
    """The zip file with `value` at `place` in every record of its list of contents."""
    changed = bytearray(content)
    at = changed.find(b"PK\1\2")
    while at >= 0:
        changed[at + place : at + place + len(value)] = value
        at = changed.find(b"PK\1\2", at + 4)
    return bytes(changed)


def streamed(parts: Mapping[str, bytes]) -> bytes:
    """A zip file written to a pipe: sizes stand in data descriptors behind the members."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.content = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.content += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, data in parts.items():
            archive.writestr(name, data)
    return pipe.content


def large(parts: Mapping[str, bytes]) -> bytes:
    """A zip file whose members have the long sizes of zip64."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            with archive.open(name, "w", force_zip64=True) as stream:
                stream.write(data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "make",
    [zipped, streamed, large, lambda parts: b"MZ a program" + zipped(parts), lambda parts: zipped(parts, 0)],
    ids=["plain", "data descriptors", "zip64", "bytes before it", "stored"],
)
def test_members_are_read_as_they_are_stored(make: Callable[[Mapping[str, bytes]], bytes]) -> None:
    """Whoever made the zip, the stored bytes unpack to the content, and packing gives the parts back."""
    members = read_members(make(dict(reversed(PARTS.items()))))
    assert list(members) == [TYPES, "_rels/.rels", DOCUMENT]
    assert {name: member.data for name, member in members.items()} == PARTS
    for member in members.values():
        plain = zlib.decompress(member.stored, -15) if member.method == 8 else member.stored
        assert plain == member.data
        assert member.crc == zlib.crc32(plain)
    assert opened(Packer(members).pack({})) == PARTS


def test_a_file_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    """A path and its content give the same."""
    file = tmp_path / "a.docx"
    file.write_bytes(zipped(PARTS))
    assert read_members(file) == read_members(file.read_bytes())


def test_folders_are_left_out_and_names_in_utf_8_are_understood() -> None:
    """WPS writes names in UTF-8 without the mark for it."""
    content = zipped({**PARTS, "word/": b"", "word/media/그림.png": PNG})
    unmarked = in_records(content, 8, b"\0\0")
    assert unmarked != content
    assert list(read_members(unmarked))[2:] == [DOCUMENT, "word/media/그림.png"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "not a sound zip file"),
        (zipped(PARTS)[:-30], "not a sound zip file"),
        (zipped(PARTS).replace(b"PK\3\4", b"PK\3\5"), "not a sound zip file"),
        (zipped(PARTS, 0).replace(b"<rels/>", b"<role/>"), "not a sound zip file"),
        (zipped(PARTS).replace(b"word/document", b"word/dokument", 1), "not a sound zip file"),
        (in_records(zipped(PARTS), 24, struct.pack("<L", 7)), "not a sound zip file"),
        (in_records(zipped(PARTS), 20, struct.pack("<L", 2_000_000)), "not a sound zip file"),
        (in_records(zipped(PARTS), 42, struct.pack("<L", 2_000_000)), "not a sound zip file"),
        (in_records(zipped(PARTS), 24, struct.pack("<L", 0x0FFFFFFF)), "more than a Word file may hold"),
        (in_records(zipped(PARTS), 8, b"\1\0"), "is encrypted"),
        (in_records(zipped(PARTS), 10, b"\x09\0"), r"method that Word does not read \(Deflate64\)"),
        (zipped(PARTS, zipfile.ZIP_BZIP2), r"method that Word does not read \(bzip2\)"),
        (zipped(PARTS, zipfile.ZIP_LZMA), r"method that Word does not read \(LZMA\)"),
        (zipped({**PARTS, "../a.xml": b""}), "leads out of it"),
        (zipped({**PARTS, "/a.xml": b""}), "leads out of it"),
        (zipped({**PARTS, "word\\a.xml": b""}), "leads out of it"),
        (zipped({**PARTS, "word/a.xmlZ.png": b""}).replace(b"a.xmlZ", b"a.xml\0"), "leads out of it"),
        (zipped({**PARTS, "WORD/Document.xml": b""}), "two parts of one name"),
        (zipped({**PARTS, **{f"{n}.xml": b"" for n in range(MOST_PARTS)}}), "more than a Word file may hold"),
        (zipped({DOCUMENT: b""}), "has no `.Content_Types"),
    ],
)
def test_an_unsound_zip_is_refused(content: bytes, fault: str) -> None:
    """Each with words for what is wrong."""
    with pytest.raises(PackageError, match=fault):
        read_members(content)


def test_a_bomb_is_not_unpacked_beyond_what_it_says() -> None:
    """50 MB that are said to be 1 kB are refused by their real size."""
    bomb = zipped({**PARTS, DOCUMENT: b"\0" * 50_000_000})
    assert len(bomb) < 100_000
    lying = bomb.replace(struct.pack("<L", 50_000_000), struct.pack("<L", 1000))
    tracemalloc.start()
    try:
        with pytest.raises(PackageError, match="not a sound zip file"):
            read_members(lying)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_stream_that_goes_on_or_never_ends_is_refused() -> None:
    """What stands behind the end would be copied unseen; without an end, Word takes the file for broken."""
    sound = make_member(DOCUMENT, PARTS[DOCUMENT])
    deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
    endless = deflate.compress(sound.data) + deflate.flush(zlib.Z_SYNC_FLUSH)
    for stored in (sound.stored + b"hidden", endless):
        packed = Packer({TYPES: make_member(TYPES, b""), DOCUMENT: replace(sound, stored=stored)}).pack({})
        with pytest.raises(PackageError, match="not a sound zip file"):
            read_members(packed)


@given(st.data())
def test_damage_is_refused_or_harmless(data: st.DataObject) -> None:
    """Whatever bytes are changed, there is a PackageError or sound members, never another failure."""
    content = bytearray(zipped(PARTS))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        members = read_members(bytes(content))
    except PackageError:
        return
    assert all(zlib.crc32(member.data) == member.crc for member in members.values())


NAMES = st.text(st.characters(min_codepoint=33, max_codepoint=0xD000, exclude_characters="\\/:\x7f"), min_size=1).map(
    lambda name: f"word/{name}.xml"
)
CONTENTS = st.dictionaries(NAMES, st.binary(max_size=300) | st.just(PNG) | st.just(b"<a/>" * 2000), max_size=5)


@given(CONTENTS, CONTENTS, CONTENTS)
def test_what_is_read_back_is_what_was_put_in(
    own: dict[str, bytes], changed: dict[str, bytes], added: dict[str, bytes]
) -> None:
    """Copied, changed and added parts alike, twice the same bytes, whatever was packed between."""
    wanted = {**own, **changed, **added}
    if len({name.casefold() for name in wanted}) < len(wanted) or any(".." in name for name in wanted):
        return
    packer = Packer({name: make_member(name, data) for name, data in own.items()})
    packed = packer.pack(changed, added)
    packer.pack({})
    assert packer.pack(changed, added) == packed
    assert opened(packed) == wanted


def test_unchanged_members_keep_their_stored_bytes() -> None:
    """They are copied, not deflated again; the list of types is first in the file."""
    members = read_members(zipped({**PARTS, "word/styles.xml": b"<styles/>" * 500}))
    packed = Packer(members).pack({DOCUMENT: b"<document>new</document>"})
    assert all(member.stored in packed for name, member in members.items() if name != DOCUMENT)
    assert packed.index(b"[Content_Types].xml") == 30
    assert [name for name, member in read_members(packed).items() if member != members.get(name)] == [DOCUMENT]


def test_dates_and_rights_are_fixed() -> None:
    """All members are of 1980-01-01 and may be read by all."""
    packed = Packer(read_members(zipped(PARTS))).pack({DOCUMENT: b"<a/>"}, {"word/media/image1.png": PNG})
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o100644}
        assert {info.filename: info.compress_type for info in archive.infolist()}["word/media/image1.png"] == 0


def test_names_that_harm_are_not_packed() -> None:
    """Neither by what is added nor by what is changed."""
    packer = Packer(read_members(zipped(PARTS)))
    with pytest.raises(PackageError, match="leads out of it"):
        packer.pack({}, {"../a.xml": b""})
    with pytest.raises(PackageError, match="two parts of one name"):
        packer.pack({"WORD/document.xml": b""})


def test_python_docx_opens_what_is_packed() -> None:
    """With the changed text in it."""
    made = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Dear NAME")
    document.save(made)
    members = read_members(made.getvalue())
    packed = Packer(members).pack({DOCUMENT: members[DOCUMENT].data.replace(b"NAME", b"Ms Kim")})
    assert [paragraph.text for paragraph in docx.Document(io.BytesIO(packed)).paragraphs] == ["Dear Ms Kim"]
