"""Many PDFs in one, for the printer. Only this module knows pikepdf.

What repeats in them, as fonts and pictures do, stands there once. The file is for paper: the tags, links and marks of
an archive of the single ones are left out.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamdocs.errors import LibraryError, OutputError

if TYPE_CHECKING:
    from pikepdf import Dictionary, Object, Page, Pdf

_AT_ONCE = 100
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class Single:
    """A PDF that becomes part of one, and what its bookmark says; without one where that is empty."""

    file: Path
    bookmark: str = ""


def combine(singles: Iterable[Single], target: Path, *, title: str, author: str, on: date, duplex: bool) -> int:
    """Write all of `singles` into the new file `target`, in their order, and return how many pages it has.

    With `duplex` each begins on the front of a sheet. The same input gives the same bytes. No more than a hundred files
    are open at once. Raises LibraryError without pikepdf, OutputError where a file cannot be read or written.
    """
    try:
        import pikepdf
    except ImportError as error:
        help = "install it with `pip install 'kamdocs[print]'`"
        raise LibraryError("pikepdf, which joins PDFs, is not installed", help=help) from error
    try:
        with tempfile.TemporaryDirectory(prefix="kamdocs-") as bench, ExitStack() as opened:
            bundles = [*_bundles(singles, Path(bench), duplex=duplex)]
            whole, marks = _joined([bundle for bundle, _ in bundles], opened), _marks(bundles)
            with whole.open_outline() as outline:
                outline.root.extend(pikepdf.OutlineItem(said, page) for said, page in marks)
            _say(whole, title, author, on, duplex=duplex)
            _save(whole, target)
            return len(whole.pages)
    except (pikepdf.PdfError, OSError) as error:
        raise OutputError(f"cannot join the letters in one PDF: {error}") from error


_Bundle = tuple[Path, Sequence[tuple[str, int]]]
"""A file of many letters, with the bookmark of each and its page, and at last the number of pages."""


def _bundles(singles: Iterable[Single], bench: Path, *, duplex: bool) -> Iterator[_Bundle]:
    rest, number = iter(singles), 0
    while some := [*islice(rest, _AT_ONCE)]:
        number += 1
        with ExitStack() as opened:
            bundle, marks, file = _empty(opened), list[tuple[str, int]](), bench / f"{number}.pdf"
            for single in some:
                marks.append((single.bookmark, len(bundle.pages)))
                _append(bundle, _opened(single.file, opened))
                if duplex and len(bundle.pages) % 2:
                    size = bundle.pages[-1].mediabox
                    bundle.add_blank_page(page_size=(float(size[2] - size[0]), float(size[3] - size[1])))
            marks.append(("", len(bundle.pages)))
            _share(bundle.pages)
            _save(bundle, file)
        yield file, marks


def _marks(bundles: Iterable[_Bundle]) -> Iterator[tuple[str, int]]:
    """The bookmarks of all letters, with their pages in the whole."""
    before = 0
    for _, marks in bundles:
        yield from ((said, before + page) for said, page in marks if said)
        before += marks[-1][1]


def _joined(files: Iterable[Path], opened: ExitStack) -> Pdf:
    whole = _empty(opened)
    for file in files:
        _append(whole, _opened(file, opened))
    _share(whole.pages)
    return whole


def _empty(opened: ExitStack) -> Pdf:
    import pikepdf

    return opened.enter_context(pikepdf.new())


def _opened(file: Path, opened: ExitStack) -> Pdf:
    import pikepdf

    return opened.enter_context(pikepdf.open(file))


def _append(whole: Pdf, part: Pdf) -> None:
    """Add the pages of `part`, without what only a file of its own can use."""
    for page in part.pages:
        for key in ("/Annots", "/StructParents", "/Tabs"):
            if key in page.obj:
                del page.obj[key]
    whole.pages.extend(part.pages)


def _say(whole: Pdf, title: str, author: str, on: date, *, duplex: bool) -> None:
    import pikepdf

    whole.docinfo["/Title"] = title
    whole.docinfo["/Author"] = author
    whole.docinfo["/CreationDate"] = f"D:{on:%Y%m%d}120000Z"
    whole.Root["/PageMode"] = pikepdf.Name("/UseOutlines")
    if duplex:
        whole.Root["/ViewerPreferences"] = pikepdf.Dictionary(Duplex=pikepdf.Name("/DuplexFlipLongEdge"))


def _save(pdf: Pdf, file: Path) -> None:
    import pikepdf

    pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _share(pages: Iterable[Page]) -> None:
    """Have each stream that several pages hold a copy of only once."""
    seen: dict[bytes, Object] = {}
    for page in pages:
        resources: Any = page.obj.get("/Resources", {})
        for font in _values(resources, "/Font"):
            _share_in(font, ("/ToUnicode",), seen)
            for one in [*font.get("/DescendantFonts", ()), font]:
                if "/FontDescriptor" in one:
                    _share_in(one["/FontDescriptor"], (*_FILES, "/CIDSet"), seen)
                _share_in(one, ("/CIDToGIDMap",), seen)
        pictures: Any = resources.get("/XObject", {})
        for picture in _values(resources, "/XObject"):
            _share_in(picture, ("/SMask",), seen)
        _share_in(pictures, tuple(pictures.keys()), seen)


def _values(resources: Any, key: str) -> Iterator[Any]:
    found: Any = resources.get(key, {})
    return (found[name] for name in found.keys())  # noqa: SIM118 (a dictionary of a PDF is none of Python's)


def _share_in(holder: Dictionary, keys: Iterable[str], seen: dict[bytes, Object]) -> None:
    import pikepdf

    for key in keys:
        stream = holder.get(key)
        if isinstance(stream, pikepdf.Stream):
            digest = hashlib.sha256(_about(stream) + stream.read_raw_bytes()).digest()
            if digest in seen:
                holder[key] = seen[digest]
            else:
                seen[digest] = stream


def _about(stream: Any) -> bytes:
    """What the dictionary of a stream says, where it matters that two are the same: by value, or by what is shared."""
    parts = []
    for key in sorted(stream.keys()):
        value = stream[key]
        told = value.objgen if getattr(value, "is_indirect", False) else str(value)
        parts.append(f"{key} {told}")
    return "\n".join(parts).encode()
