"""The zip file that a DOCX is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import pytest

from kamdocs.word.package import MOST_PARTS, PackageError, normalise, parse_part, read_package, write_package

TYPES = "[Content_Types].xml"


def zipped(members: Iterable[tuple[str, bytes]], *, year: int = 2026) -> bytes:
    """A zip file with `members` in this order, made in `year`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, (year, 5, 6, 7, 8, 10)), data)
    return buffer.getvalue()


def test_equal_parts_give_equal_bytes() -> None:
    """Neither the order nor the time of zipping shows."""
    one = zipped([("word/document.xml", b"<a/>"), (TYPES, b"<b/>"), ("_rels/.rels", b"<c/>")], year=2024)
    other = zipped([("_rels/.rels", b"<c/>"), (TYPES, b"<b/>"), ("word/document.xml", b"<a/>")], year=2031)
    assert one != other
    assert normalise(one) == normalise(other)


def test_the_list_of_types_comes_first() -> None:
    """Then the package's relationships, then the rest by name, all at the same time."""
    docx = write_package({"word/a.xml": b"1", "_rels/.rels": b"2", TYPES: b"3", "docProps/core.xml": b"4"})
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert archive.namelist() == [TYPES, "_rels/.rels", "docProps/core.xml", "word/a.xml"]
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_DEFLATED}


def test_parts_are_read_as_they_were_written() -> None:
    """Reading is writing backwards."""
    parts = {TYPES: b"types", "word/document.xml": "한글".encode()}
    assert read_package(write_package(parts)) == parts


@pytest.mark.parametrize(
    ("members", "fault"),
    [
        ([("word/document.xml", b"")], r"has no `\[Content_Types\].xml`"),
        ([(TYPES, b""), ("../evil.xml", b"")], "leads out of it"),
        ([(TYPES, b""), ("/etc/evil.xml", b"")], "leads out of it"),
        ([(TYPES, b""), ("word/a.xml", b"1"), ("word/A.xml", b"2")], "two parts of one name"),
        ([(TYPES, b""), *((f"{number}.xml", b"") for number in range(MOST_PARTS))], "more than a Word file may hold"),
    ],
)
def test_an_unsound_package_is_refused(members: list[tuple[str, bytes]], fault: str) -> None:
    """No part is handed on from a package that could harm."""
    with pytest.raises(PackageError, match=fault):
        read_package(zipped(members))


def test_what_is_no_zip_file_is_refused() -> None:
    """So is one cut short, and one whose content does not match its checksum."""
    sound = zipped([(TYPES, b"<types/>"), ("word/document.xml", b"<document/>")])
    for broken in (b"", b"a letter", sound[:-30], sound.replace(b"<document/>", b"<dokument/>")):
        with pytest.raises(PackageError, match="not a sound zip file"):
            read_package(broken)


def test_a_size_that_lies_is_refused() -> None:
    """A part is not unpacked beyond the size that the list of contents states."""
    whole = bytearray(zipped([(TYPES, b"x" * 1000)]))
    place = whole.index(b"PK\x01\x02") + 24
    whole[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises(PackageError, match="not a sound zip file"):
        read_package(bytes(whole))


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    ],
)
def test_a_document_type_is_refused(data: bytes) -> None:
    """Word never writes one; entities come in by it."""
    with pytest.raises(PackageError, match="document type"):
        parse_part(data)


def test_broken_xml_is_refused() -> None:
    """It is never mended, for mending loses text."""
    with pytest.raises(PackageError, match="not well-formed"):
        parse_part(b"<a>A & B</a>")
