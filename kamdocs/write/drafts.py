"""Rendered documents as files under temporary names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from kamdocs.errors import GlyphError
from kamdocs.model.page import Draft, Format, Rendered, WordPage
from kamdocs.model.theme import Carrier, Theme
from kamdocs.write.output import discard, make_file, missing_folders, remove_empty, temporary_name


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
    if isinstance(page, WordPage):
        from kamdocs.write.filled import write_filled

        write_filled(page, format, file, theme=theme, assets=assets)
    elif format == "docx":
        from kamdocs.write.word import write_docx

        write_docx(page, theme, file, assets=assets, css=css, carrier=carrier)
    elif format == "pdf":
        from kamdocs.write.pdf import write_pdf

        write_pdf(page, theme, file, assets=assets, css=css)
    else:
        from kamdocs.write.screen import write_html

        write_html(page, theme, file, assets=assets, css=css)
