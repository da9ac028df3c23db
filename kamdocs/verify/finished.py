"""A finished file, read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from lxml import etree

from kamdocs.errors import Problem
from kamdocs.model.page import Draft, Rendered
from kamdocs.model.theme import Margins
from kamdocs.rules.pdf_text import read_pdf
from kamdocs.rules.search import LONG, Haystack, Passage, weight
from kamdocs.verify.blocks import blocks_of
from kamdocs.verify.html_passages import drawing_text, html_passages, parse_html
from kamdocs.verify.mail_parts import read_mail
from kamdocs.verify.word_passages import word_passages
from kamdocs.word.drawings import Drawing, read_drawings
from kamdocs.word.package import read_package
from kamdocs.word.reader import read_docx

_BYTES = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Finished:
    """What a draft says.

    `body` is what is read, in order: a paragraph each in DOCX and HTML, a page each in PDF, where all else that stands
    on the page is left out. `sheets` is all that each page of a PDF shows, in lines that go across columns and cells.
    `notes` are its footnotes in order, and `pictures` the pictures in its text. `passages` is every string of the file,
    the body first. `fonts` tells of each font of a PDF whether it is embedded.
    """

    draft: Draft
    body: tuple[Passage, ...]
    passages: tuple[Passage, ...]
    sheets: tuple[Passage, ...] = ()
    notes: tuple[Passage, ...] = ()
    pictures: tuple[Drawing, ...] = ()
    fonts: Mapping[str, bool] = field(default_factory=dict)

    @property
    def page(self) -> Rendered:
        """The page that the file was made from."""
        return self.draft.page

    @cached_property
    def haystack(self) -> Haystack:
        """All that is in words, to be searched."""
        return Haystack(passage for passage in self.passages if passage.kind != "technical")

    @cached_property
    def machinery(self) -> Haystack:
        """What programs read, where only phrases tell anything: single words are the format's own."""
        return Haystack(passage for passage in self.passages if passage.kind == "technical")

    def find(self, folded: str) -> str | None:
        """The first place of a folded text, None where there is none."""
        place = self.haystack.find(folded)
        if place is None and " " in folded and weight(folded) >= LONG:
            return self.machinery.find(folded)
        return place

    def problem(self, rule: str, what: str, *, help: str = "") -> Problem:
        """A problem of the file as a whole, under the name that it would have had."""
        return Problem(self.draft.target, 0, 0, rule, what, help=help)


def read_back(draft: Draft, margins: Margins) -> Finished:
    """Read the file of `draft`; raises OutputError where it cannot be read."""
    if draft.format == "docx":
        return _docx(draft)
    if draft.format == "pdf":
        return _pdf(draft, margins)
    if draft.format == "eml":
        return _mail(draft)
    return _html(draft, Path(draft.file).read_text(encoding="utf-8"))


def _docx(draft: Draft) -> Finished:
    text = read_docx(draft.file)
    body = paragraphs(text.blocks)
    running = [Passage("in the header", line) for line in text.headers]
    running += [Passage("in the footer", line) for line in text.footers]
    notes, parts = footnotes(text.notes), read_package(draft.file)
    passages = (*body, *notes, *running, *word_passages(parts))
    return Finished(draft, body, passages, notes=notes, pictures=tuple(read_drawings(parts)))


def _pdf(draft: Draft, margins: Margins) -> Finished:
    text = read_pdf(draft.file, margins=margins)
    body = tuple(Passage(f"on page {number}", page, "read") for number, page in enumerate(text.pages, start=1))
    sheets = tuple(Passage(f"on page {number} or in its margins", sheet) for number, sheet in enumerate(text.sheets, 1))
    beside = "in a property, a bookmark, a link or an alternative text"
    strings = (
        Passage(beside, string, "technical" if _BYTES.search(string) else "worded")
        for string in text.everything
        if string not in text.sheets
    )
    notes, pictures = footnotes(text.notes), tuple(Drawing(*figure) for figure in text.figures)
    passages = (*body, *notes, *sheets, *strings)
    return Finished(draft, body, passages, sheets, notes=notes, pictures=pictures, fonts=text.fonts)


def _mail(draft: Draft) -> Finished:
    """A message: its HTML, its text, and what is seen of its head; attached files are drafts of their own."""
    mail = read_mail(draft.file.read_bytes())
    text = tuple(
        Passage(f"in paragraph {number} of the plain text", line) for number, line in enumerate(mail.paragraphs, 1)
    )
    head = [Passage(f"in the head, `{name}`", value) for name, value in mail.head]
    names = [Passage("in the name of an attached file", name) for name, _ in mail.attached]
    read = _html(draft, mail.html) if mail.html else Finished(draft, paragraphs(mail.paragraphs), ())
    return replace(read, passages=(*read.passages, *text, *head, *names))


def _html(draft: Draft, source: str) -> Finished:
    root = parse_html(source)
    found = root.find("body")
    passages = tuple(html_passages(root, source))
    notes = footnotes(_end_notes(root))
    body = paragraphs(block.text for block in blocks_of(found)) if found is not None else ()
    pictures = tuple(Drawing(image.get("alt", ""), drawing_text(image)) for image in root.iter("img"))
    return Finished(draft, body, (*body, *notes, *passages), notes=notes, pictures=pictures)


def _end_notes(root: etree._Element) -> list[str]:
    """The notes at the end of an HTML file, without their numbers; they and their marks are taken out."""
    for mark in [*root.iterfind(".//sup[@class='note-call']"), *root.iterfind(".//a[@class='note-back']")]:
        _take_out(mark)
    texts = []
    for notes in list(root.iterfind(".//section[@class='notes']")):
        texts += [block.text for block in blocks_of(notes)]
        _take_out(notes)
    return texts


def _take_out(element: etree._Element) -> None:
    """Take an element out of what is around it, but not the text that follows it."""
    before, holder = element.getprevious(), element.getparent()
    assert holder is not None
    if before is not None:
        before.tail = f"{before.tail or ''}{element.tail or ''}"
    else:
        holder.text = f"{holder.text or ''}{element.tail or ''}"
    element.tail = None
    holder.remove(element)


def footnotes(texts: Iterable[str]) -> tuple[Passage, ...]:
    """The texts of footnotes as passages, each with its place."""
    return tuple(Passage(f"in footnote {number}", text, "read") for number, text in enumerate(texts, start=1))


def paragraphs(texts: Iterable[str]) -> tuple[Passage, ...]:
    """The texts of paragraphs as passages, each with its place."""
    return tuple(
        Passage(f"in paragraph {number} of the text", text, "read") for number, text in enumerate(texts, start=1)
    )
