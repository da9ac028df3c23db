"""What render hands to write, and write to verify."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kamdocs.rules.sums import SumRow

Format = Literal["docx", "pdf", "html"]
FORMATS: tuple[Format, ...] = ("docx", "pdf", "html")

MANIFEST = "manifest.json"
"""The file of each output folder that says what the documents in it were made from."""


@dataclass(frozen=True, slots=True)
class Page:
    """One version of a document, rendered.

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
class Draft:
    """A document written under a temporary name; `target` is where it goes once verify has passed it."""

    page: Page
    format: Format
    file: Path
    target: Path
