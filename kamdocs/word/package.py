"""The zip file that a DOCX is: read within limits, written the same on every run."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath

from lxml import etree

from kamdocs.errors import OutputError

MOST_PARTS = 5_000
MOST_BYTES = 256 * 1024 * 1024
"""No document of ours comes near; a file beyond is a bomb, not a letter."""

CONTENT_TYPES = "[Content_Types].xml"
DOCUMENT, FOOTNOTES = "word/document.xml", "word/footnotes.xml"

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE = 0o100644 << 16
_UNIX = 3


class PackageError(OutputError):
    """The file is not a sound Word file; the message says why, without its name."""


def read_package(file: Path | bytes) -> dict[str, bytes]:
    """The parts of a DOCX by name, sorted as `write_package` sorts them; raises PackageError."""
    try:
        with zipfile.ZipFile(BytesIO(file) if isinstance(file, bytes) else file) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check(members)
            parts = {member.filename: _bounded(archive, member) for member in members}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise PackageError("is not a sound zip file") from fault
    if CONTENT_TYPES not in parts:
        raise PackageError(f"is not a Word file: it has no `{CONTENT_TYPES}`")
    return {name: parts[name] for name in sorted(parts, key=_order)}


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The DOCX that holds `parts`: in a fixed order, at a fixed time, so that equal parts give equal bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(parts, key=_order):
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
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise PackageError("holds a part that is not well-formed XML") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise PackageError("holds a part with a document type declaration")
    return root


def _order(name: str) -> tuple[bool, bool, str]:
    # Word and the readers of mail programs expect the list of types first, then the package's relationships.
    return name != CONTENT_TYPES, not name.startswith("_rels/"), name


def _check(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(names) > MOST_PARTS or sum(member.file_size for member in members) > MOST_BYTES:
        raise PackageError("unpacks to more than a Word file may hold")
    # Word takes part names for equal whatever their case.
    if len({name.casefold() for name in names}) != len(names):
        raise PackageError("holds two parts of one name")
    if any(name.startswith("/") or ".." in PurePosixPath(name).parts or "\\" in name for name in names):
        raise PackageError("holds a part whose name leads out of it")


def _bounded(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    # The size that the list of contents states may be a lie, so no more than that is ever unpacked.
    with archive.open(member) as stream:
        data = stream.read(member.file_size + 1)
    if len(data) != member.file_size:
        raise PackageError("is not a sound zip file")
    return data
