"""The zip file that a DOCX is: read within limits, written the same on every run."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from lxml import etree

from kamdocs.word.archive import CONTENT_TYPES, MOST_BYTES, MOST_PARTS, PackageError, order, read_members

__all__ = [
    "CONTENT_TYPES",
    "DOCUMENT",
    "FOOTNOTES",
    "MOST_BYTES",
    "MOST_PARTS",
    "PackageError",
    "normalise",
    "parse_part",
    "read_package",
    "write_package",
]

DOCUMENT, FOOTNOTES = "word/document.xml", "word/footnotes.xml"

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE = 0o100644 << 16
_UNIX = 3


def read_package(file: Path | bytes) -> dict[str, bytes]:
    """The parts of a DOCX by name, sorted as `write_package` sorts them; raises PackageError."""
    return {name: member.data for name, member in read_members(file).items()}


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The DOCX that holds `parts`: in a fixed order, at a fixed time, so that equal parts give equal bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(parts, key=order):
            member = zipfile.ZipInfo(name, _EARLIEST)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = _UNIX
            member.external_attr = _REGULAR_FILE
            archive.writestr(member, parts[name], compresslevel=6)
    return buffer.getvalue()


def normalise(docx: bytes) -> bytes:
    """The same parts in the same bytes, whoever zipped them and when; raises PackageError."""
    return write_package(read_package(docx))


def parse_part(data: bytes) -> etree._Element:
    """The root element of an XML part; raises PackageError where it is not well formed or has a document type."""
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as fault:
        raise PackageError("holds a part that is not well-formed XML") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise PackageError("holds a part with a document type declaration")
    return root


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
