"""What the columns of a list are, by the words of the files of `templates/letters/columns`."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kamdocs.load.recipients.grid import Grid, Table
from kamdocs.model.list_words import RECIPIENT_FIELDS, ListWords
from kamdocs.model.recipient import Column
from kamdocs.rules.problem_rows import DOUBT
from kamdocs.rules.search import fold

_OF_PERSON = frozenset({"name", "given_name", "family_name"})
_NAMES = _OF_PERSON | {"company"}
_SPARE = frozenset({"title", "company", "email"})
"""Fields of which a second column counts where the first is empty: no other person."""
_FIRST_ROWS = 10
_IN_HANGUL = re.compile("(?<=[가-힣]) (?=[가-힣])")
_IN_BRACKETS = re.compile(r"\s*[(\[（].*?[)\]）]\s*")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Mapped:
    """The columns of a list, one for each of its headers: the field of a recipient, `row.<name>`, or empty; the field
    that it can stand for; and the language that the headers are in, None where they tell none."""

    fields: tuple[str, ...]
    meanings: tuple[str, ...]
    whys: tuple[str, ...]
    language: str | None

    def index(self, field: str) -> int | None:
        """The column that holds a field."""
        return self.fields.index(field) if field in self.fields else None

    @property
    def names_somebody(self) -> bool:
        """Whether there is a column for the name of a person or a company."""
        return any(field in _NAMES for field in self.fields)

    @property
    def columns_of_names(self) -> Collection[int]:
        """The columns that say who a person is."""
        return [index for index, field in enumerate(self.fields) if field in _OF_PERSON]

    @property
    def columns_of_several(self) -> Collection[int]:
        """The columns that can say the same of several people."""
        return [index for index, field in enumerate(self.fields) if field not in {*_OF_PERSON, "id"}]

    @property
    def known(self) -> int:
        """How many columns are fields of a recipient."""
        return sum(field in RECIPIENT_FIELDS for field in self.fields)

    def columns(self, grid: Grid) -> tuple[Column, ...]:
        """The columns as they are shown, with the number of rows that have something in them."""
        rows = list(grid.rows.values())
        return tuple(
            Column(header, field, sum(bool(row[index]) for row in rows if index < len(row)), why)
            for index, (header, field, why) in enumerate(zip(grid.header, self.fields, self.whys, strict=True))
        )


class Headers:
    """Reads the headers of lists by all `words`; where two files read a header differently, the one counts that knows
    most headers of the list."""

    def __init__(self, words: Mapping[str, ListWords]) -> None:
        self._words = words
        self._meanings = {
            name: {
                key: field for field, headers in one.headers.items() for header in headers for key in _spellings(header)
            }
            for name, one in words.items()
        }

    def mapped(self, header: Sequence[str]) -> Mapped:
        """What the columns of `header` are."""
        counts = {name: sum(_found(cell, known) != "" for cell in header) for name, known in self._meanings.items()}
        order = sorted(counts, key=lambda name: -counts[name])
        fields: list[str] = []
        meanings: list[str] = []
        whys: list[str] = []
        spoken: Counter[str] = Counter()
        meant = [self._meaning(cell, order) for cell in header]
        for cell, (name, meaning) in zip(header, _with_prefix(header, meant), strict=True):
            field, why = _placed(cell, meaning, fields)
            fields.append(field)
            meanings.append(meaning if field == meaning or meaning in _SPARE else "")
            whys.append(why)
            if meaning and name and (language := self._words[name].language):
                spoken[language] += 1
        return Mapped(tuple(fields), tuple(meanings), tuple(whys), _spoken(spoken, fields))

    def header_row(self, table: Table) -> int | None:
        """The number of the row of headers: of the first ten rows the one with most known headers, a name among them;
        None where there is no such row."""
        first = list(table.items())[:_FIRST_ROWS]
        found = {number: self.mapped(row) for number, row in first}
        fitting = [number for number, mapped in found.items() if mapped.names_somebody]
        return max(fitting, key=lambda number: (found[number].known, -number), default=None)

    def _meaning(self, cell: str, order: Sequence[str]) -> tuple[str, str]:
        for name in order:
            if field := _found(cell, self._meanings[name]):
                return name, field
        return "", ""


def _with_prefix(header: Sequence[str], meant: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """`meant`; of `Title` beside the parts of a name, and a column for the function, that it stands before the name."""
    meanings = [meaning for _, meaning in meant]
    is_before = meanings.count("title") > 1 and "prefix" not in meanings and {"given_name", "family_name"} & {*meanings}
    for cell, (name, meaning) in zip(header, meant, strict=True):
        yield name, "prefix" if is_before and meaning == "title" and fold(cell) == "title" else meaning


def _found(cell: str, known: Mapping[str, str]) -> str:
    """The field of a header; what stands in brackets counts only where the whole is not known."""
    spellings = (*_spellings(cell), *_spellings(_IN_BRACKETS.sub(" ", cell))) if cell.strip() else ()
    return next((known[key] for key in spellings if key in known), "")


def _spellings(header: str) -> tuple[str, str]:
    """A header folded, and without blanks between Hangul, which sheets set apart to fill a column: `성 명`."""
    folded = fold(header)
    return folded, _IN_HANGUL.sub("", folded)


def _placed(cell: str, meaning: str, taken: Collection[str]) -> tuple[str, str]:
    """What a column is beside those before it, and why where it is not what its header says."""
    if cell == DOUBT:
        return "", "what was doubtful in an earlier run"
    if not cell.strip():
        return "", "it has no header"
    if meaning in RECIPIENT_FIELDS and meaning not in taken:
        return meaning, ""
    name = meaning if meaning and meaning not in RECIPIENT_FIELDS else name_in_templates(cell)
    spare = "; this one where that is empty" if meaning in _SPARE else ""
    why = f"`{meaning}` is another column{spare}" if meaning in RECIPIENT_FIELDS else ""
    free, number = f"row.{name}", 1
    while free in taken:
        number += 1
        free = f"row.{name}_{number}"
    return free, why


def name_in_templates(header: str) -> str:
    """A header as the name that templates use: lower case without accents, `_` between words. Letters of other scripts
    than Latin stay."""
    plain = fold(header).replace(" ", "_")[:_LONGEST_NAME].rstrip("_")
    plain = "".join(letter for letter in plain if letter == "_" or f"a{letter}".isidentifier())
    name = unicodedata.normalize("NFKC", plain)
    return name if name.isidentifier() else f"column_{name}".rstrip("_")


def _spoken(spoken: Counter[str], fields: Sequence[str]) -> str | None:
    """The language that most of the headers of fields are in, and at least two of them, or a third of all."""
    if not spoken:
        return None
    (language, count), *others = spoken.most_common()
    is_clear = not others or others[0][1] < count
    return language if is_clear and (count >= 2 or count * 3 >= len(fields)) else None
