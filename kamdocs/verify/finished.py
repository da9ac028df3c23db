"""A finished file, read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from lxml import etree

from kamdocs.errors import Problem
from kamdocs.model.page import Draft, Rendered
from kamdocs.model.theme import Margins
from kamdocs.rules.pdf_text import read_pdf
from kamdocs.rules.search import LONG, Passage, weight
from kamdocs.verify.blocks import blocks_of
from kamdocs.verify.html_passages import drawing_text, html_passages, parse_html
from kamdocs.verify.mail_parts import read_mail
from kamdocs.verify.stretches import stretches_of
from kamdocs.verify.strings import SHARED, Strings
from kamdocs.verify.word_passages import passages_of_part
from kamdocs.word.drawings import Drawing, drawings_in
from kamdocs.word.package import DOCUMENT, FOOTNOTES, PackageError, parse_part, read_package
from kamdocs.word.reader import blocks, notes, numbered

_RUNNING = ("word/header", "in the header"), ("word/footer", "in the footer")
_KEPT_SIZE = 1024 * 1024
_BYTES = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Finished:
    """What a draft says.

    `body` is what is read, in order: a paragraph each in DOCX and HTML, a page each in PDF, where all else that stands
    on the page is left out. `sheets` is all that each page of a PDF shows, in lines that go across columns and cells.
    `notes` are its footnotes in order, and `pictures` the pictures in its text. `passages` is every string of the file,
    the body first, without those that are `shared`: of stretches and parts that other files may have too. `fonts` tells
    of each font of a PDF whether it is embedded.
    """

    draft: Draft
    body: tuple[Passage, ...]
    passages: tuple[Passage, ...]
    sheets: tuple[Passage, ...] = ()
    notes: tuple[Passage, ...] = ()
    pictures: tuple[Drawing, ...] = ()
    fonts: Mapping[str, bool] = field(default_factory=dict)
    shared: tuple[Strings, ...] = ()

    @property
    def page(self) -> Rendered:
        """The page that the file was made from."""
        return self.draft.page

    @cached_property
    def own(self) -> Strings:
        """The strings of this file alone."""
        return Strings(self.passages)

    @property
    def strings(self) -> tuple[Strings, ...]:
        """All strings of the file, its own first."""
        return (self.own, *self.shared)

    @property
    def everything(self) -> Iterator[Passage]:
        """Every string of the file, the body first."""
        return (passage for strings in self.strings for passage in strings.passages)

    def find(self, folded: str, *, without: Iterable[str] = ()) -> str | None:
        """The first place of a folded text, None where there is none; what stands in a text of `without` does not
        count, nor then what programs read."""
        blotted = tuple(without)
        stacks = (strings.haystack for strings in self.strings)
        places = ((stack.without(blotted) if blotted else stack).find(folded) for stack in stacks)
        place = next((place for place in places if place is not None), None)
        if place is None and not blotted and " " in folded and weight(folded) >= LONG:
            machinery = (strings.machinery.find(folded) for strings in self.strings)
            return next((place for place in machinery if place is not None), None)
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
    return _html(draft, draft.read().decode())


def _docx(draft: Draft) -> Finished:
    parts = read_package(draft.read())
    if DOCUMENT not in parts:
        raise PackageError(f"is not a Word file: it has no `{DOCUMENT}`")
    document = parse_part(parts[DOCUMENT])
    stretches = [*stretches_of(document)]
    body = paragraphs(text for stretch in stretches for text in stretch.texts)
    ends = footnotes(notes(parse_part(parts[FOOTNOTES])) if FOOTNOTES in parts else ())
    running = [*numbered(parts, "word/header"), *numbered(parts, "word/footer")]
    beside = (_strings_of(name, parts[name]) for name in dict.fromkeys([*running, *parts]) if name != DOCUMENT)
    shared = (*(stretch.beside for stretch in stretches if stretch.beside.passages), *beside)
    pictures = tuple(drawings_in(document, parts))
    return Finished(draft, body, (*body, *ends), notes=ends, pictures=pictures, shared=shared)


def _strings_of(name: str, data: bytes) -> Strings:
    """The strings of one part of a DOCX; what small parts hold is kept for the next file with the same."""
    return _strings_again(name, data) if len(data) <= _KEPT_SIZE else _read_strings(name, data)


def _read_strings(name: str, data: bytes) -> Strings:
    said = [Passage(place, line) for start, place in _RUNNING if name.startswith(start) for line in _lines(name, data)]
    return Strings([*said, *passages_of_part(name, data)])


_strings_again = lru_cache(maxsize=SHARED)(_read_strings)


def _lines(name: str, data: bytes) -> Iterable[str]:
    return blocks(parse_part(data)) if name.endswith(".xml") else ()


def _pdf(draft: Draft, margins: Margins) -> Finished:
    text = read_pdf(draft.file if draft.content is None else draft.content, margins=margins)
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
    mail = read_mail(draft.read())
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
    for section in list(root.iterfind(".//section[@class='notes']")):
        texts += [block.text for block in blocks_of(section)]
        _take_out(section)
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
