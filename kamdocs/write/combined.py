"""Many PDFs in one, for the printer. Only this module knows pikepdf.

What repeats in them, as fonts and pictures do, stands there once. The file is for paper: the tags, links and marks of
an archive of the single ones are left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamdocs.errors import LibraryError, OutputError
from kamdocs.write.object_file import ObjectFile

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

_LEFT_OUT = frozenset({"/Annots", "/Parent", "/StructParents", "/Tabs"})
"""What of a page only a file of its own can use."""

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""What a page may have from the node that it hangs on (ISO 32000-1, table 30)."""

_REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|\b(\d+) (\d+) R\b", re.DOTALL)
"""Another object, or a text, in which something may look like one."""


_Number = tuple[int, int]
"""What an object of a PDF is known by: its number, and how often that was given anew."""


@dataclass(frozen=True, slots=True)
class Single:
    """A PDF that becomes part of one, and what its bookmark says; without one where that is empty."""

    file: Path
    bookmark: str = ""


def combine(singles: Iterable[Single], target: Path, *, title: str, author: str, on: date, duplex: bool) -> None:
    """Write all of `singles` into the new file `target`, in their order.

    With `duplex` each begins on the front of a sheet. The same input gives the same bytes. One file is open at a time,
    and nothing of it is kept but what tells its fonts and pictures from others. Raises LibraryError without pikepdf,
    OutputError where a file cannot be read or written.
    """
    try:
        import pikepdf
    except ImportError as error:
        help = "install it with `pip install 'kamdocs[print]'`"
        raise LibraryError("pikepdf, which joins PDFs, is not installed", help=help) from error
    try:
        with target.open("wb") as file:
            whole = _Whole(ObjectFile(file))
            for single in singles:
                with pikepdf.open(single.file) as part:
                    whole.append(part, single.bookmark, duplex=duplex)
            whole.finish(title, author, on, duplex=duplex)
    except (pikepdf.PdfError, OSError) as error:
        raise OutputError(f"cannot join the letters in one PDF: {error}") from error


class _Whole:
    """The file for the printer, written as its parts come; `pages` are the numbers of its pages."""

    def __init__(self, objects: ObjectFile) -> None:
        self._objects, self._known = objects, dict[bytes, int]()
        self._root, self.pages, self._marks = objects.reserve(), list[int](), list[tuple[str, int]]()

    def append(self, part: Pdf, bookmark: str, *, duplex: bool) -> None:
        """Add the pages of `part`."""
        copy, first = _Copy(part, self._objects, self._known), len(self.pages)
        copy.numbers.update((page.obj.objgen, self._objects.reserve()) for page in part.pages)
        for page in part.pages:
            number = copy.numbers[page.obj.objgen]
            self._objects.add(b"<< /Parent %d 0 R %s >>" % (self._root, copy.page(page)), number)
            self.pages.append(number)
        if bookmark and len(self.pages) > first:
            self._marks.append((bookmark, self.pages[first]))
        if duplex and len(self.pages) % 2:
            left, low, right, top = (float(one) for one in part.pages[-1].mediabox)
            sheet = b"/MediaBox [ 0 0 %.6f %.6f ] /Resources << >>" % (right - left, top - low)
            self.pages.append(self._objects.add(b"<< /Type /Page /Parent %d 0 R %s >>" % (self._root, sheet)))

    def finish(self, title: str, author: str, on: date, *, duplex: bool) -> None:
        """Write what holds the pages together."""
        kids = b" ".join(b"%d 0 R" % page for page in self.pages)
        self._objects.add(b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (len(self.pages), kids), self._root)
        about = (_string(title), _string(author), f"{on:%Y%m%d}".encode())
        info = self._objects.add(b"<< /Title %s /Author %s /CreationDate (D:%s120000Z) >>" % about)
        said = b"/ViewerPreferences << /Duplex /DuplexFlipLongEdge >>" if duplex else b""
        catalogue = b"<< /Type /Catalog /Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines %s >>"
        self._objects.finish(self._objects.add(catalogue % (self._root, self._outline(), said)), info)

    def _outline(self) -> int:
        """The number of the list of bookmarks."""
        outline, numbers = self._objects.reserve(), [self._objects.reserve() for _ in self._marks]
        for index, (said, page) in enumerate(self._marks):
            links = b"/Prev %d 0 R " % numbers[index - 1] if index else b""
            links += b"/Next %d 0 R " % numbers[index + 1] if index + 1 < len(numbers) else b""
            item = (_string(said), outline, links, page)
            self._objects.add(b"<< /Title %s /Parent %d 0 R %s/Dest [ %d 0 R /Fit ] >>" % item, numbers[index])
        ends = b"/First %d 0 R /Last %d 0 R" % (numbers[0], numbers[-1]) if numbers else b""
        return self._objects.add(b"<< /Type /Outlines /Count %d %s >>" % (len(numbers), ends), outline)


class _Copy:
    """Takes objects of `part` over; `numbers` are those that they have in the whole, by what they had.

    What an object leads to is taken over before it, so that two that say the same also read the same, and one stands
    for both.
    """

    def __init__(self, part: Pdf, objects: ObjectFile, known: dict[bytes, int]) -> None:
        self._part, self._objects, self._known = part, objects, known
        self.numbers, self._begun = dict[_Number, int](), set[_Number]()

    def page(self, page: Page) -> bytes:
        """The entries of `page`, its own and those that it has from above."""
        entries: dict[str, Any] = {key: value for key, value in page.obj.items() if key not in _LEFT_OUT}
        for key in _INHERITED:
            above: Any = page.obj
            while key not in entries and (above := above.get("/Parent")) is not None:
                entries |= {key: above[key]} if key in above else {}
        return self._entries(entries)

    def _entries(self, entries: Mapping[str, Any]) -> bytes:
        from pikepdf import Dictionary

        return self._renumbered(Dictionary(entries).unparse()[3:-3])

    def _renumbered(self, text: bytes) -> bytes:
        """`text` with the references that are right in the whole."""
        return _REFERENCE.sub(
            lambda found: found[0] if found[1] is None else b"%d 0 R" % self._taken((int(found[1]), int(found[2]))),
            text,
        )

    def _taken(self, old: _Number) -> int:
        """The number in the whole of the object that is `old` in the part."""
        if old not in self.numbers:
            if old in self._begun:
                return self.numbers.setdefault(old, self._objects.reserve())  # it leads back to itself
            self._begun.add(old)
            self.numbers[old] = self._shared(self._part.get_object(old), old)
        return self.numbers[old]

    def _shared(self, value: Any, old: _Number) -> int:
        """The number of `value`: that of one that says the same, where there is one."""
        from pikepdf import Stream

        content: bytes | None = None
        if isinstance(value, Stream):
            said = self._entries({key: one for key, one in value.items() if key != "/Length"})
            content = value.read_raw_bytes()
        else:
            said = self._renumbered(_plain(value))
        digest = hashlib.sha256(b"%d %s " % (content is not None, said) + (content or b"")).digest()
        reserved = self.numbers.get(old, 0)
        if reserved or digest not in self._known:
            add = self._objects.add
            number = add(said, reserved) if content is None else self._objects.add_stream(said, content, reserved)
            self._known.setdefault(digest, number)
        return reserved or self._known[digest]


def _plain(value: Any) -> bytes:
    """`value` as it is written, which may be a number or nothing of Python's."""
    from pikepdf import Array, Object

    return value.unparse(resolved=True) if isinstance(value, Object) else Array([value]).unparse()[2:-2]


def _string(text: str) -> bytes:
    return b"<%s>" % (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode()
