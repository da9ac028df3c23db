"""The numbers of pages in a table of contents, which LibreOffice prints as they stand in the Word file."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium

from kamdocs.word.elements import Node, closest, serialised
from kamdocs.word.index import Index
from kamdocs.word.names import qualified
from kamdocs.word.package import parse_part, read_package, write_package

_CODE, _TEXT, _RUN, _PARAGRAPH = (qualified(f"w:{tag}") for tag in ("instrText", "t", "r", "p"))
_REFERENCE = b"PAGEREF _Toc"


def with_pages(docx: bytes, pdf: bytes) -> bytes | None:
    """`docx` with the pages on which its headings stand in `pdf`, None where it has no contents or all are right.

    Headings are found by the outline of the PDF. Where pages are counted otherwise than from 1, nothing is changed.
    """
    parts = read_package(docx)
    main = Index(parts).main
    if _REFERENCE not in parts[main]:
        return None
    root = parse_part(parts[main])
    if next(root.iter(qualified("w:pgNumType")), None) is not None:
        return None
    changed = False
    headings, place = _headings(pdf), 0
    for title, shown in _entries(root):
        found = next((at for at in range(place, len(headings)) if headings[at][0].endswith(title)), None)
        page = "" if found is None else str(headings[found][1])
        place = place if found is None else found + 1
        changed = changed or page != (shown.text or "")
        shown.text = page
    return write_package({**parts, main: serialised(root)}) if changed else None


def _headings(pdf: bytes) -> list[tuple[str, int]]:
    """The headings of a PDF in their order, each with its own number before it and with that of its page."""
    document = pdfium.PdfDocument(pdf)
    try:
        found = [(each.get_title(), each.get_dest()) for each in document.get_toc()]
        pages = [(" ".join(title.split()), dest.get_index()) for title, dest in found if dest is not None]
    finally:
        document.close()
    return [(title, page + 1) for title, page in pages if page is not None]


def _entries(root: Node) -> Iterator[tuple[str, Node]]:
    """The entries of contents as kamdocs writes them: the text of each, and the element that shows its page."""
    for code in root.iter(_CODE):
        paragraph = closest(code, _PARAGRAPH)
        if paragraph is None or not (code.text or "").strip().startswith(_REFERENCE.decode()):
            continue
        texts = list(paragraph.iter(_TEXT))
        before = [text for text in texts if text.getparent() is not None and _stands_before(text, code)]
        after = [text for text in texts if text not in before]
        if before and after:
            yield " ".join("".join(text.text or "" for text in before).split()), after[0]


def _stands_before(text: Node, code: Node) -> bool:
    run, other = closest(text, _RUN), closest(code, _RUN)
    return run is not None and other is not None and other in list(run.itersiblings())
