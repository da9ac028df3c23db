"""Texts that the spreadsheet breaks into lines, so that they follow an edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kamdocs.write.word.charts.sheet import Composed

_SPREAD = 200
"""More spaces than a name has letters: parted by so many, its words lie apart by that."""


def quoted(text: str) -> str:
    """A text as formulas have it; nothing for none."""
    return '"' + text.replace('"', '""') + '"' if text else ""


def broken(cell: str, text: str, lines: Sequence[str]) -> Composed:
    """The text of a cell on lines; where one ends within a word, it does not."""
    formula, shown = cell, text
    for place in reversed(list(_ends(text, lines))):
        formula = f'SUBSTITUTE({formula}," ",CHAR(10),{text.count(" ", 0, place) + 1})'
        shown = f"{shown[:place]}\n{shown[place + 1 :]}"
    return Composed(f"={formula}", shown)


def lines_of(cell: str, text: str, lines: Sequence[str]) -> Iterator[Composed]:
    """Each of the lines of the text of a cell, as so many of its words; as it is where one ends within a word."""
    words = [len(line.split(" ")) for line in lines]
    for number, line in enumerate(lines):
        start, count = sum(words[:number]), words[number] if number < len(lines) - 1 else len(text)
        formula = f'TRIM(MID(SUBSTITUTE({cell}," ",REPT(" ",{_SPREAD})),{start * _SPREAD + 1},{count * _SPREAD}))'
        yield Composed(f"={formula if ' '.join(lines) == text else quoted(line)}", line)


def _ends(text: str, lines: Sequence[str]) -> Iterator[int]:
    """Where the spaces are at which lines end."""
    place = 0
    for line in lines[:-1]:
        place += len(line)
        if text[place] == " ":
            yield place
            place += 1
