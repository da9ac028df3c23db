"""Rendered documents as files under temporary names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from kamdocs.errors import GlyphError
from kamdocs.model.page import Draft, Format, Rendered, WordPage
from kamdocs.model.theme import Carrier, Theme
from kamdocs.write.output import discard, make_file, missing_folders, remove_empty, temporary_name, write_whole


@contextmanager
def drafted(
    pages: Sequence[Rendered],
    formats: Sequence[Format],
    theme: Theme,
    *,
    out: Path,
    assets: Path,
    css: str = "",
    carrier: Carrier | None = None,
) -> Iterator[list[Draft]]:
    """Each page in each format below `out`, under a temporary name that is gone when the block is left.

    Folders made for files that were not delivered are gone too. Raises OutputError where a file cannot be made;
    GlyphError only after all others have been, with what all of them miss.
    """
    drafts: list[Draft] = []
    made: list[Path] = []
    try:
        for page, format in product(pages, dict.fromkeys(formats)):
            target = out / page.path.with_name(f"{page.path.name}.{format}")
            made = [*missing_folders(target.parent), *made]
            drafts.append(Draft(page, format, temporary_name(target), target))
            make_file(drafts[-1].file)  # known before it is there, so that whoever stops the program leaves none
        _write_all(drafts, theme, assets, css, carrier)
        yield drafts
    finally:
        discard(drafts)
        remove_empty(made)


def _write_all(drafts: Sequence[Draft], theme: Theme, assets: Path, css: str, carrier: Carrier | None) -> None:
    glyphs: list[GlyphError] = []
    for draft in drafts:
        assert draft.format != "eml", "a message is no format of documents"
        try:
            write_page(draft.page, draft.format, theme, draft.file, assets=assets, css=css, carrier=carrier)
        except GlyphError as error:
            glyphs.append(error)
    if glyphs:
        characters = "".join(error.characters for error in glyphs)
        raise GlyphError(characters, fonts=glyphs[0].fonts, help=glyphs[0].help)


def write_page(
    page: Rendered,
    format: Format,
    theme: Theme,
    file: Path,
    *,
    assets: Path,
    css: str = "",
    carrier: Carrier | None = None,
) -> None:
    """Write `page` to `file` as `format`, in `theme` with its own stylesheet and its own styles for Word, unless a
    template made in Word says how it looks.

    Pictures are taken from below `assets`.
    """
    write_whole(file, page_content(page, format, theme, assets=assets, css=css, carrier=carrier))


def page_content(
    page: Rendered, format: Format, theme: Theme, *, assets: Path, css: str = "", carrier: Carrier | None = None
) -> bytes:
    """What `write_page` writes."""
    if isinstance(page, WordPage):
        from kamdocs.write.filled import filled_content

        return filled_content(page, format, theme=theme, assets=assets)
    if format == "docx":
        from kamdocs.write.word import docx_content

        return docx_content(page, theme, assets=assets, css=css, carrier=carrier)
    if format == "html":
        from kamdocs.write.screen import html_content

        return html_content(page, theme, assets=assets, css=css)
    from kamdocs.write.pdf import pdf_content

    return pdf_content(page, theme, assets=assets, css=css)
