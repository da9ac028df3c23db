"""The list of contents of the zip file that a DOCX is.

Source: PKWARE, APPNOTE.TXT 6.3, sections 4.3 and 4.4.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

RECORD = struct.Struct("<4s6H3L5HL")
END = struct.Struct("<4s4H2LH")
OFFSET = struct.Struct("<L")
VERSION = 20
UNIX = 3 << 8 | VERSION
REGULAR_FILE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A member as the list of contents has it; `given` is its name as it stands there, `own` its bytes."""

    name: str
    given: str
    own: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int


def of_our_own(content: bytes) -> list[Entry]:
    """The members of a file whose list of contents is as plain as `Packer` writes it; none where it is not.

    Why: a library that reads every kind of zip file takes longer to list a letter than all else to read it.
    """
    at = len(content) - END.size
    if at < 0:
        return []
    signature, disk, first, here, count, size, start, comment = END.unpack_from(content, at)
    if signature != b"PK\5\6" or disk or first or here != count or comment or start + size != at:
        return []
    found: list[Entry] = []
    at = start
    for _ in range(count):
        if at + RECORD.size + OFFSET.size > len(content):
            return []
        signature, made_by, version, flags, method, _, _, crc, packed, size, length, *rest = RECORD.unpack_from(
            content, at
        )
        at += RECORD.size
        own = content[at + OFFSET.size : at + OFFSET.size + length]
        is_plain = (signature, made_by, version) == (b"PK\1\2", UNIX, VERSION) and rest == _NO_MORE
        if not is_plain or flags or not own.isascii() or b"\\" in own or b"\0" in own or own.endswith(b"/"):
            return []
        name = own.decode()
        found.append(Entry(name, name, own, flags, method, crc, packed, size, *OFFSET.unpack_from(content, at)))
        at += OFFSET.size + length
    return found if at == len(content) - END.size else []


_NO_MORE = [0, 0, 0, 0, REGULAR_FILE]
"""No further field, no comment, the first disk, no text, and the rights of a plain file."""
