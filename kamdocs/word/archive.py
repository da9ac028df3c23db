"""The zip file that a DOCX is: its members read within limits as they are stored, and packed again the same each time.

Source: PKWARE, APPNOTE.TXT 6.3, sections 4.3 and 4.4; of its methods a DOCX may use two (ISO/IEC 29500-2, annex C).
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path, PurePosixPath

from kamdocs.errors import OutputError
from kamdocs.model.word_template import Member
from kamdocs.word.listing import END, OFFSET, RECORD, REGULAR_FILE, UNIX, VERSION, Entry, of_our_own

MOST_PARTS = 5_000
MOST_BYTES = 256 * 1024 * 1024
"""No document of ours comes near; a file beyond is a bomb, not a letter."""

CONTENT_TYPES = "[Content_Types].xml"

_STORED, _DEFLATED = 0, 8
_METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "xz"}
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_IS_UTF8 = 0x800

_KNOWN, _KNOWN_SIZE = 64, 1024 * 1024
"""How many members are kept unpacked, and how large one may be: those that one document after another has."""

_LOCAL = struct.Struct("<4s5H3L2H")
_MIDNIGHT, _EARLIEST = 0, 1 << 5 | 1
"""1980-01-01, the first day that a zip file can tell: year 0, month 1, day 1."""

_PACKED_ALREADY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")

_FAST, _SMALL = 3, 6
# Of the document.xml of proposals (62-100 kB) level 3 takes 120-260 µs where level 6 takes 555-830, of one of 4 kB 15
# where level 6 takes 19; the part grows by 5-15 %. What that costs of the whole file depends on how much of it is
# copied: of 26 files it was 1.5 % at most where the changed parts, unpacked, are no larger than all that is copied,
# and 3-6 % in the others; there, as in a table of thousands of rows, level 6 stands. Levels 4 and 5 are between the two
# in both. Smaller windows cost 3-18 % and save nothing; other memory levels and strategies save no time. A copy of a
# compressor made before takes 2-8 µs longer than a new one.


class PackageError(OutputError):
    """The file is not a sound Word file; the message says why, without its name."""


def read_members(source: Path | bytes) -> dict[str, Member]:
    """The members of a DOCX by name, each also as it is stored there, in the order in which they are written.

    Folders are left out. Raises PackageError; and OSError where a file cannot be read.
    """
    content = source if isinstance(source, bytes) else _content(source)
    listed = of_our_own(content) or _of_any_program(content)
    if len(listed) > MOST_PARTS or sum(entry.size for entry in listed) > MOST_BYTES:
        raise PackageError("unpacks to more than a Word file may hold")
    _check_names([*(entry.name for entry in listed), *(entry.given for entry in listed if "\0" in entry.given)])
    members = {entry.name: _member(content, entry) for entry in listed}
    if CONTENT_TYPES not in members:
        raise PackageError(f"is not a Word file: it has no `{CONTENT_TYPES}`")
    return {name: members[name] for name in sorted(members, key=order)}


def order(name: str) -> tuple[bool, bool, str]:
    """Sorts the names of members as they are written."""
    # Word and the readers of mail programs expect the list of types first, then the package's relationships.
    return name != CONTENT_TYPES, not name.startswith("_rels/"), name


def make_member(name: str, data: bytes) -> Member:
    """A member that holds `data`; what is no picture is deflated."""
    if data.startswith(_PACKED_ALREADY):
        return Member(name, data, data, _STORED, zlib.crc32(data))
    return Member(name, data, zlib.compress(data, _SMALL, -zlib.MAX_WBITS), _DEFLATED, zlib.crc32(data))


@dataclass(frozen=True, slots=True)
class Deflated:
    """The content of a member, deflated: the checksum and the length are those of what it unpacks to."""

    stored: bytes
    crc: int
    size: int

    def __len__(self) -> int:
        return self.size


def deflated(data: bytes) -> Deflated:
    """`data`, deflated as `make_member` does."""
    return Deflated(zlib.compress(data, _SMALL, -zlib.MAX_WBITS), zlib.crc32(data), len(data))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What all documents have in common in which the same members are changed.

    `copied` are the members that are not, which come first in the file, so that their places never move. `changed` are
    the others' names, in their order, each with the records that stand before its own in the list of contents; `rest`
    are the records after the last.
    """

    copied: bytes
    changed: tuple[tuple[bytes, str], ...]
    rest: bytes
    count: int


class Packer:
    """Makes one DOCX after another of the same `members`, some of them changed."""

    def __init__(self, members: Mapping[str, Member]) -> None:
        _check_names(members)
        self._ready = {
            name: _ready(name, member.stored, member.method, member.crc, len(member.data))
            for name, member in members.items()
        }
        self._size = sum(len(member.stored) for member in members.values())
        # One document after another changes the same members, so the last plan is nearly always the one wanted.
        self._last: tuple[frozenset[str], _Plan] = (frozenset(), self._plan(frozenset()))

    def pack(self, changed: Mapping[str, bytes | Deflated], added: Mapping[str, bytes] | None = None) -> bytes:
        """The DOCX in which `changed` and `added` stand in the place of the members of their names, or beside them.

        All members have one date and the rights of a plain file. Equal arguments give equal bytes. Raises PackageError
        where a name leads out, differs from another only in case, or the file grows beyond what may be read.
        """
        parts = {**changed, **added} if added else changed
        plan = self._planned(frozenset(parts))
        level = _FAST if sum(map(len, parts.values())) <= self._size else _SMALL
        contents, directory = [plan.copied], list[bytes]()
        offset = len(plan.copied)
        for before, name in plan.changed:
            local, record, own = _packed(name, parts[name], level)
            contents.append(local)
            directory += (before, record, OFFSET.pack(offset), own)
            offset += len(local)
            if offset > MOST_BYTES:
                raise PackageError("is larger than a Word file may be")
        listed = b"".join((*directory, plan.rest))
        end = END.pack(b"PK\5\6", 0, 0, plan.count, plan.count, len(listed), offset, 0)
        return b"".join((*contents, listed, end))

    def _planned(self, changed: frozenset[str]) -> _Plan:
        known, plan = self._last
        if known != changed:
            plan = self._plan(changed)
            self._last = changed, plan
        return plan

    def _plan(self, changed: frozenset[str]) -> _Plan:
        names = sorted({*self._ready, *changed}, key=order)
        _check_names(names)
        copied: list[bytes] = []
        records: list[bytes] = []
        met: list[tuple[bytes, str]] = []
        offset = 0
        for name in names:
            if name in changed:
                met.append((b"".join(records), name))
                records = []
            else:
                local, record, own = self._ready[name]
                copied.append(local)
                records += (record, OFFSET.pack(offset), own)
                offset += len(local)
        return _Plan(b"".join(copied), tuple(met), b"".join(records), len(names))


def _of_any_program(content: bytes) -> list[Entry]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return [_entry(info) for info in archive.infolist() if not info.filename.endswith("/")]
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error) as fault:
        raise PackageError("is not a sound zip file") from fault


def _entry(info: zipfile.ZipInfo) -> Entry:
    own = info.orig_filename.encode("utf-8" if info.flag_bits & _IS_UTF8 else "cp437")
    told = (info.flag_bits, info.compress_type, info.CRC, info.compress_size, info.file_size, info.header_offset)
    return Entry(_name(info), info.orig_filename, own, *told)


def _content(file: Path) -> bytes:
    if file.stat().st_size > MOST_BYTES:
        raise PackageError("is larger than a Word file may be")
    return file.read_bytes()


def _name(info: zipfile.ZipInfo) -> str:
    # Some programs write UTF-8 and do not say so; as code page 437 the name would be another than in relationships.
    if not info.flag_bits & _IS_UTF8 and not info.filename.isascii():
        try:
            return info.filename.encode("cp437").decode()
        except UnicodeError:
            pass
    return info.filename


def _check_names(names: Iterable[str]) -> None:
    _checked_names(tuple(names))


@lru_cache(maxsize=_KNOWN)
def _checked_names(names: tuple[str, ...]) -> None:
    # Word takes part names for equal whatever their case.
    if len({name.casefold() for name in names}) != len(names):
        raise PackageError("holds two parts of one name")
    if any(name.startswith("/") or ".." in PurePosixPath(name).parts or "\\" in name or "\0" in name for name in names):
        raise PackageError("holds a part whose name leads out of it")
    if len(names) > MOST_PARTS or any(len(name) > 1000 for name in names):
        raise PackageError("unpacks to more than a Word file may hold")


def _member(content: bytes, entry: Entry) -> Member:
    if entry.flags & _ENCRYPTED:
        raise PackageError("holds a part that is encrypted", help="save it without a password")
    if entry.method not in (_STORED, _DEFLATED):
        told = _METHODS.get(entry.method, f"number {entry.method}")
        raise PackageError(f"is packed by a method that Word does not read ({told})", help="save it again in Word")
    made = _unpacked_again if entry.size <= _KNOWN_SIZE else _unpacked
    return made(entry.name, _stored(content, entry), entry.method, entry.crc, entry.size)


def _unpacked(name: str, stored: bytes, method: int, crc: int, size: int) -> Member:
    data = _inflated(stored, size) if method == _DEFLATED else stored
    if len(data) != size or zlib.crc32(data) != crc:
        raise PackageError("is not a sound zip file")
    return Member(name, data, stored, method, crc)


_unpacked_again = lru_cache(maxsize=_KNOWN)(_unpacked)


def _stored(content: bytes, entry: Entry) -> bytes:
    """The bytes of a member as they stand in the file, behind a header that names it as the list of contents does."""
    start = entry.offset
    if not 0 <= start <= len(content) - _LOCAL.size:
        raise PackageError("is not a sound zip file")
    signature, *_, name_length, extra_length = _LOCAL.unpack_from(content, start)
    name_start = start + _LOCAL.size
    begin = name_start + name_length + extra_length
    stored = content[begin : begin + entry.packed]
    is_sound = signature == b"PK\3\4" and content[name_start : name_start + name_length] == entry.own
    if not is_sound or len(stored) != entry.packed:
        raise PackageError("is not a sound zip file")
    return stored


def _inflated(stored: bytes, size: int) -> bytes:
    # The size that the list of contents states may be a lie, so no more than that is ever unpacked.
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = inflate.decompress(stored, size + 1)
    except zlib.error as fault:
        raise PackageError("is not a sound zip file") from fault
    if not inflate.eof or inflate.unused_data:
        raise PackageError("is not a sound zip file")
    return data


def _packed(name: str, data: bytes | Deflated, level: int) -> tuple[bytes, bytes, bytes]:
    if isinstance(data, Deflated):
        return _ready(name, data.stored, _DEFLATED, data.crc, data.size)
    if data.startswith(_PACKED_ALREADY):
        return _ready(name, data, _STORED, zlib.crc32(data), len(data))
    return _ready(name, zlib.compress(data, level, -zlib.MAX_WBITS), _DEFLATED, zlib.crc32(data), len(data))


def _ready(name: str, stored: bytes, method: int, crc: int, size: int) -> tuple[bytes, bytes, bytes]:
    """A member with its header; and its record in the list of contents, before and after the member's offset."""
    own = name.encode()
    flags = 0 if name.isascii() else _IS_UTF8
    told = (flags, method, _MIDNIGHT, _EARLIEST, crc, len(stored), size, len(own), 0)
    local = _LOCAL.pack(b"PK\3\4", VERSION, *told)
    record = RECORD.pack(b"PK\1\2", UNIX, VERSION, *told, 0, 0, 0, REGULAR_FILE)
    return b"".join((local, own, stored)), record, own
