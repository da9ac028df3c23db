"""Documents that templates made in Word give."""

from __future__ import annotations

from pathlib import Path

from kamdocs.errors import OutputError, RequestError
from kamdocs.model.page import Format, WordPage
from kamdocs.model.word_template import Filled, WordFile
from kamdocs.word.package import write_package
from kamdocs.write.output import write_whole


def write_filled(page: WordPage, format: Format, file: Path) -> None:
    """Write `page` to `file`: the filled template itself as DOCX, or what LibreOffice makes of it as PDF.

    The same page gives the same bytes. Raises RequestError for any other format, LibraryError where LibreOffice is
    not installed, OutputError where the file cannot be made.
    """
    if format == "html":
        what = f"`{page.path.name}` is made from a Word template, of which there is no `html`"
        raise RequestError(what, help="ask for `--format docx` or `--format pdf`")
    docx = _put_together(page.template, page.filled)
    if format == "pdf":
        from kamdocs.write.office import pdf_of_word

        write_whole(file, pdf_of_word(docx))
    else:
        write_whole(file, docx)


def _put_together(template: WordFile, filled: Filled) -> bytes:
    if filled.inserts:
        raise OutputError("only text can be put into a Word template here")
    parts = {name: member.data for name, member in template.members.items()}
    return write_package(parts | {name: xml.encode() for name, xml in filled.parts.items()})
