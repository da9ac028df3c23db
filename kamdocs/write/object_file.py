"""A PDF that is written object by object: of each only its place is kept (ISO 32000-1, 7.5)."""

from __future__ import annotations

import hashlib
import zlib
from typing import BinaryIO

_IN_ONE = 200
"""So many objects are compressed together."""

_WIDTHS = (1, 5, 2)
"""How many bytes a place has for its kind, where or in which stream it is, and which one of that stream."""

_SIZE = sum(_WIDTHS)
_FREE = b"\0" * (_SIZE - 2) + b"\xff\xff"
_IN_FILE, _IN_STREAM = 1, 2


class ObjectFile:
    """Writes the objects of a PDF into `file`, which is empty. The same objects give the same bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._length, self._hash = file, 0, hashlib.sha256()
        self._places, self._packed = bytearray(_FREE), list[tuple[int, bytes]]()
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """The number of an object that is still to be added."""
        self._places += bytes(_SIZE)
        return len(self._places) // _SIZE - 1

    def add(self, value: bytes, number: int = 0) -> int:
        """Add an object that is no stream, as one that is reserved where `number` says so; its number."""
        number = number or self.reserve()
        self._packed.append((number, value))
        if len(self._packed) == _IN_ONE:
            self._pack()
        return number

    def add_stream(self, entries: bytes, content: bytes, number: int = 0) -> int:
        """Add a stream with the `entries` of its dictionary, without `/Length`; its number."""
        number = number or self.reserve()
        self._place(number, _IN_FILE, self._length)
        self._write(b"%d 0 obj\n<< %s /Length %d >>\nstream\n" % (number, entries, len(content)))
        self._write(content)
        self._write(b"\nendstream\nendobj\n")
        return number

    def finish(self, root: int, info: int) -> None:
        """Write what is still to be written: nothing can be added after it. `root` is the catalogue."""
        if self._packed:
            self._pack()
        number, start = self.reserve(), self._length
        self._place(number, _IN_FILE, start)
        entries = b"/Type /XRef /Size %d /W [ %d %d %d ] /Root %d 0 R /Info %d 0 R" % (
            *(number + 1, *_WIDTHS, root, info),
        )
        id = self._hash.hexdigest()[:32].encode()
        table = zlib.compress(self._places)
        self.add_stream(b"%s /ID [ <%s> <%s> ] /Filter /FlateDecode" % (entries, id, id), table, number)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _pack(self) -> None:
        number, table, at = self.reserve(), list[bytes](), 0
        for index, (one, value) in enumerate(self._packed):
            self._place(one, _IN_STREAM, number, index)
            table.append(b"%d %d" % (one, at))
            at += len(value) + 1
        head = b" ".join(table) + b"\n"
        content = zlib.compress(head + b"\n".join(value for _, value in self._packed))
        entries = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(self._packed), len(head))
        self._packed.clear()
        self.add_stream(entries, content, number)

    def _place(self, number: int, *place: int) -> None:
        parts = zip((*place, 0), _WIDTHS, strict=False)
        self._places[number * _SIZE : (number + 1) * _SIZE] = b"".join(
            part.to_bytes(many, "big") for part, many in parts
        )

    def _write(self, content: bytes) -> None:
        self._file.write(content)
        self._hash.update(content)
        self._length += len(content)
