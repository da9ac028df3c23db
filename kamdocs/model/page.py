"""What render hands to write, and write to verify.

A version of a document is one of two things, `Rendered`: a `Page` of HTML, of which every format is made by writers of
our own, or a `WordPage`, a template made in Word and filled, which is the document as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kamdocs.rules.sums import SumRow

if TYPE_CHECKING:
    from kamdocs.model.word_template import Filled, WordFile

Format = Literal["docx", "pdf", "html"]
LetterFormat = Literal["docx", "pdf", "html", "eml"]
LETTER_FORMATS: tuple[LetterFormat, ...] = ("docx", "pdf", "html", "eml")
"""`eml` is a draft of a message, with the letter as text and as HTML, and the files of the other formats attached."""

MIME_TYPES: Mapping[LetterFormat, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
"""What files are called in messages, for the formats that can be attached."""

FORMATS: tuple[Format, ...] = ("docx", "pdf", "html")

MANIFEST = "manifest.json"
"""The file of each output folder that says what the documents in it were made from."""

JOURNAL = ".kamdocs-journal"
"""What tells, in a folder of letters, what a run has done until its manifest is written."""


@dataclass(frozen=True, slots=True)
class Page:
    """One version of a document, rendered as HTML.

    `html` is one well-formed `<body>` element of the closed vocabulary (`kamdocs/rules/vocabulary.py`), serialised as
    XML. `path` is where the document goes, without its ending, relative to the output folder. `running_head` stands
    at the top of every page but the first. `facts` are the values that must be the same in every version, by name, in
    their canonical form (dates ISO, amounts plain decimals); `printed` are the same facts as this version prints them.
    `inputs` are the files it was made from, relative to the workspace, with the SHA-256 of each. `corpus` is every
    text, number and date (ISO) that its public inputs hold: what stands there is no leak, and no amount or date may
    stand in the document that does not. `sums` are the rows that its tables of amounts may hold, as the data have them.
    `pages_max` is how many pages it may have.
    """

    path: Path
    language: str
    title: str
    author: str
    running_head: str
    html: str
    facts: Mapping[str, str]
    printed: Mapping[str, str]
    inputs: Mapping[Path, str]
    corpus: tuple[str, ...] = ()
    sums: tuple[SumRow, ...] = ()
    pages_max: int | None = None


@dataclass(frozen=True, slots=True)
class WordPage:
    """One version of a document that a template made in Word gives.

    `template` is filled with `filled`, which write puts together. Title, author and running head of the file are those
    that the template has. `said` are its paragraphs, those of headers and footers last; what is more than text stands
    in one with what is around it. `facts` need not all be printed; `printed` are those that are. All else is as in a
    `Page`.
    """

    path: Path
    language: str
    template: WordFile
    filled: Filled
    said: tuple[str, ...]
    facts: Mapping[str, str]
    printed: Mapping[str, str]
    inputs: Mapping[Path, str]
    corpus: tuple[str, ...] = ()
    pages_max: int | None = None


Rendered = Page | WordPage


@dataclass(frozen=True, slots=True)
class Draft:
    """A finished document; `target` is where it goes once verify has passed it.

    It stands in `file`, under a temporary name, or in no file yet: then `content` is all of it.
    """

    page: Rendered
    format: LetterFormat
    file: Path
    target: Path
    content: bytes | None = None

    def read(self) -> bytes:
        """All of it; raises OSError where its file cannot be read."""
        return self.file.read_bytes() if self.content is None else self.content
