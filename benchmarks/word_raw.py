"""The bound that a template engine on Jinja can come near and not pass: nothing but compiled Jinja and one deflate.

It is no engine: it takes tags as they stand in the XML, knows no scope but a row of its own (`{%tr … %}`), checks
nothing, has no sandbox and prints text alone. What is not rendered keeps its compressed bytes.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_DATE = 33
"""1 January 1980, as a zip writes it."""
_ROW_TAG = re.compile(r"<w:tr\b(?:(?!</w:tr>).)*?\{%tr (.*?)%\}.*?</w:tr>", re.DOTALL)


class RawTemplate:
    """A DOCX, its tagged parts compiled, the others as they are stored."""

    def __init__(self, file: Path) -> None:
        bytearray(
            1 << 20
        )  # glibc learns from it to keep the memory of compressors, which halves the price of a deflate
        environment = Environment(autoescape=True, undefined=StrictUndefined)
        data = file.read_bytes()
        with zipfile.ZipFile(file) as package:
            infos = package.infolist()
            texts = {info.filename: package.read(info) for info in infos}
        tagged = [info.filename for info in infos if info.filename.endswith(".xml") and b"{{" in texts[info.filename]]
        self._compiled = [
            (name, environment.from_string(_ROW_TAG.sub(r"{% \1%}", texts[name].decode()))) for name in tagged
        ]
        self._local, self._central, self._count = b"", b"", len(infos)
        for info in [info for info in infos if info.filename not in tagged]:
            start = info.header_offset + 30 + sum(struct.unpack_from("<2H", data, info.header_offset + 26))
            self._local, self._central = _append(
                (self._local, self._central),
                info.filename,
                data[start : start + info.compress_size],
                (info.compress_type, info.CRC, info.file_size),
            )

    def fill(self, row: Mapping[str, Any]) -> bytes:
        """The document for one row."""
        both = self._local, self._central
        for name, template in self._compiled:
            content = template.render(row).encode()
            stored = zlib.compress(content, 6, -zlib.MAX_WBITS)
            both = _append(both, name, stored, (zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content)))
        local, central = both
        end = _END.pack(b"PK\5\6", 0, 0, self._count, self._count, len(central), len(local), 0)
        return local + central + end


def _append(both: tuple[bytes, bytes], name: str, stored: bytes, facts: tuple[int, int, int]) -> tuple[bytes, bytes]:
    """The members so far and their directory, each with one more; `facts` are method, checksum and size."""
    local, central = both
    method, crc, size = facts
    sizes = crc, len(stored), size, len(name), 0
    header = _LOCAL.pack(b"PK\3\4", 20, 0, method, 0, _DATE, *sizes)
    entry = _CENTRAL.pack(b"PK\1\2", 20, 20, 0, method, 0, _DATE, *sizes, 0, 0, 0, 0, len(local))
    return b"".join((local, header, name.encode(), stored)), central + entry + name.encode()
