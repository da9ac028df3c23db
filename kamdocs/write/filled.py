"""Documents that templates made in Word give."""

from __future__ import annotations

from pathlib import Path

from kamdocs.errors import RequestError
from kamdocs.model.page import Format, WordPage
from kamdocs.model.theme import Theme
from kamdocs.word.archive import Packer
from kamdocs.write.word_template import Host


def filled_content(page: WordPage, format: Format, *, theme: Theme, assets: Path) -> bytes:
    """`page` as a file: the filled template itself as DOCX, or what LibreOffice makes of it as PDF.

    The same page gives the same bytes. Raises RequestError for any other format, LibraryError where LibreOffice is
    not installed, OutputError where the file cannot be made.
    """
    if format == "html":
        what = f"`{page.path.name}` is made from a Word template, of which there is no `html`"
        raise RequestError(what, help="ask for `--format docx` or `--format pdf`")
    docx = _put_together(page, theme, assets)
    if format == "pdf":
        from kamdocs.write.office import pdf_of_word

        return pdf_of_word(docx)
    return docx


def _put_together(page: WordPage, theme: Theme, assets: Path) -> bytes:
    host = Host(page.template, theme=theme, language=page.language, assets=assets)
    changed = host.place(page.filled) if page.filled.inserts or host.has_contents else page.filled.contents
    return Packer(page.template.members).pack({}, changed)
