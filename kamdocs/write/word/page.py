"""Sections of a DOCX: the page, its margins, running head and page numbers."""

from __future__ import annotations

from docx.parts.document import DocumentPart

from kamdocs.model.theme import Theme
from kamdocs.write.word.elements import Element, twips, w
from kamdocs.write.word.inline import PLAIN, run
from kamdocs.write.word.language import Tongue
from kamdocs.write.word.styles import style_id

_A4 = {"w": 11906, "h": 16838}


def cover_section(theme: Theme) -> Element:
    """The section of a cover: a page without running head or number."""
    return w("sectPr", children=_sheet(theme))


def body_section(
    theme: Theme, part: DocumentPart, *, running_head: str, bare_first_page: bool, language: Tongue
) -> Element:
    """The section of everything else; with `bare_first_page` its first page has neither running head nor number."""
    footer, footer_id = part.add_footer_part()  # type: ignore[no-untyped-call]  # python-docx left it out
    _fill(footer.element, "Footer", _page_number())
    references = [w("footerReference", {"type": "default", "r:id": footer_id})]
    if running_head:
        header, header_id = part.add_header_part()  # type: ignore[no-untyped-call]  # python-docx left it out
        _fill(header.element, "Header", [run(running_head, PLAIN, language)])
        references.insert(0, w("headerReference", {"type": "default", "r:id": header_id}))
    return w("sectPr", children=[*references, *_sheet(theme), *([w("titlePg")] if bare_first_page else [])])


def _sheet(theme: Theme) -> list[Element]:
    margins = {name: twips(getattr(theme.margins, name)) for name in ("top", "right", "bottom", "left")}
    edges = {"header": margins["top"] // 2, "footer": margins["bottom"] // 2, "gutter": 0}
    return [w("pgSz", _A4), w("pgMar", margins | edges)]


def _fill(root: Element, style: str, runs: list[Element]) -> None:
    for old in list(root):
        root.remove(old)
    root.append(w("p", children=[w("pPr", children=[w("pStyle", style_id(style))]), *runs]))


def _page_number() -> list[Element]:
    return [*_field("PAGE"), _text(" / "), *_field("NUMPAGES")]


def _field(code: str) -> list[Element]:
    """A field as Word writes it, with a result for readers that count no pages themselves."""
    instruction = w("instrText", {"xml:space": "preserve"})
    instruction.text = f" {code} "
    inner = [w("fldChar", {"fldCharType": "begin"}), instruction, w("fldChar", {"fldCharType": "separate"})]
    result = w("t")
    result.text = "2"
    return [w("r", children=[each]) for each in (*inner, result, w("fldChar", {"fldCharType": "end"}))]


def _text(text: str) -> Element:
    made = w("t", {"xml:space": "preserve"})
    made.text = text
    return w("r", children=[made])
