"""What can go wrong, and how it is told.

    KamdocsError        shown by the command line, never as a traceback
    ├── InputError      the user's files break a rule; holds every Problem     exit 1
    ├── RequestError    what was asked for is not there                        exit 2
    └── OutputError     a document could not be made: library, font, disk      exit 3
        ├── LibraryError  a library that makes PDFs cannot be loaded on this machine
        ├── FontError     no font that a theme names is installed; its file is told where it is known
        ├── StyleError    a theme's own stylesheet says what no PDF can show; it becomes an InputError
        └── GlyphError    no font has a character; where it stands in the user's files, it becomes an InputError

Other wrong usage (exit 2) is the command line's own: `click.UsageError`. A fault of kamdocs itself keeps its traceback.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

_FEW_LETTERS = 20
"""How many letters of a script may be missing before the script is."""

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in one file; `line` and `column` count from 1, in code points.

    `file` is relative to the workspace where it lies inside it. `line` 0 says that the fault is the file's as a
    whole. `source` is the line as it stands in the file, and `width` how many code points of it the fault covers;
    `source` is empty where the line may not be shown, as anywhere under `internal:`. `place` says in words where a
    fault in a Word file is, as in `table 3, row 2, column 4`; `line` is then only its rank in the file, and `source`
    the paragraph.
    """

    file: Path
    line: int
    column: int
    rule: str
    what: str
    severity: Severity = "error"
    help: str = ""
    source: str = field(default="", compare=False)
    width: int = field(default=1, compare=False)
    place: str = ""

    def headline(self) -> str:
        """The problem on one line, `file:line:column: what` or `file: place: what`, without its source."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else f"{self.file}"
        place = f"{self.file}: {self.place}" if self.place else place
        kind = "" if self.severity == "error" else f"{self.severity}: "
        return f"{place}: {kind}{self.what}"

    def __str__(self) -> str:
        return self.headline()


class KamdocsError(Exception):
    """Any failure that is not a fault of kamdocs itself."""

    exit_code = 1


class InputError(KamdocsError):
    """The user's files break a rule.

    `problems` holds every one found, each once, sorted by place, warnings and notes among them.
    """

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(problem.headline() for problem in self.problems))


class RequestError(KamdocsError):
    """What was asked for is not there: a client, a proposal, a reader, a stakeholder, a language, a format.

    `refused` holds everything that was asked for in vain, each as what is wrong and as help that says what there is, or
    what was probably meant; the help may be empty.
    """

    exit_code = 2

    def __init__(self, what: str, *, help: str = "", more: Iterable[tuple[str, str]] = ()) -> None:
        self.refused: tuple[tuple[str, str], ...] = ((what, help), *more)
        super().__init__("\n".join(what for what, _ in self.refused))


class OutputError(KamdocsError):
    """A document could not be made: a library or a font is missing, the disk is full, a folder is not writable.

    `help` says what mends it, where that is known.
    """

    exit_code = 3

    def __init__(self, what: str, *, help: str = "") -> None:
        self.help = help
        super().__init__(what)


class LibraryError(OutputError):
    """A library that makes PDFs cannot be loaded on this machine; `help` says what brings it."""


class FontError(OutputError):
    """None of `families` is installed, which the `key` of a theme names; `help` says what mends it."""

    def __init__(self, key: str, families: Iterable[str], *, help: str = "") -> None:
        self.key = key
        listed = ", ".join(f"`{family}`" for family in families)
        super().__init__(f"`{key}` names no font that is installed: {listed}", help=help)


class StyleError(OutputError):
    """A theme's own stylesheet says what no PDF can show; `faults` are the line, the column and what is wrong there."""

    def __init__(self, faults: Iterable[tuple[int, int, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"theme.css:{line}:{column}: {what}" for line, column, what in self.faults))


class GlyphError(OutputError):
    """None of `fonts`, those of the theme, has one of `characters`; `help` says what mends it.

    `scripts` tell of each script that is missing as a whole, `single` are the characters of no such script.
    """

    def __init__(self, characters: Iterable[str], *, fonts: Iterable[str] = (), help: str = "") -> None:
        self.characters, self.fonts = "".join(sorted(set(characters))), tuple(dict.fromkeys(fonts))
        counts = Counter(map(_script, self.characters))
        whole = sorted(script for script, count in counts.items() if script and count > _FEW_LETTERS)
        self.single = "".join(character for character in self.characters if _script(character) not in whole)
        missing = f"letters are missing in {' and '.join(f'`{font}`' for font in self.fonts)}"
        self.scripts = tuple(f"no font of the theme has {script}: {counts[script]} {missing}" for script in whole)
        names = (f"no font has {describe_character(character)}" for character in self.single)
        super().__init__("\n".join((*self.scripts, *names)), help=help)


def _script(letter: str) -> str:
    """The script of a letter, as `Hangul`, from its name in Unicode; empty for what is no letter."""
    name = unicodedata.name(letter, "") if letter.isalpha() else ""
    return "Han" if name.startswith("CJK") else name.partition(" ")[0].capitalize()


def describe_character(character: str) -> str:
    """A character by its number and name in Unicode."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"
