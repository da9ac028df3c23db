"""What a batch of letters would be, as text for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kamdocs.cli.columns import cells, table, wrapped
from kamdocs.cli.repeated import grouped
from kamdocs.errors import Problem

_FROM = {
    "row": "its column",
    "profile": "the profile",
    "client": "the client",
    "headers": "the headers",
    "script": "the name",
    "": "unknown",
}
_WIDE = 132


def preview_text(preview: Mapping[str, Any], *, letters: bool = True) -> str:
    """`preview`, as `kamdocs.preview_letters` gives it, laid out for reading; without `letters` only how the list was
    read, what is doubtful, and the counts. It ends with a line break."""
    return "\n".join([*_lines(preview, letters), ""])


def _lines(preview: Mapping[str, Any], letters: bool) -> Iterator[str]:
    if preview["list"]:
        yield from _list(preview["list"])
        yield ""
    if letters:
        yield from _letters(preview["letters"])
        yield ""
    yield from _problems([one for one in preview["problems"] if letters or one["severity"] != "error"])
    yield from wrapped(_count(preview), indent=0)


def _list(listed: Mapping[str, Any]) -> Iterator[str]:
    yield f"{listed['file']}: {listed['form']}; {_number(listed['rows'], 'row')}"
    shown = [column for column in listed["columns"] if column["filled"] or column["field"].partition(".")[0] != "row"]
    rows = [(_one_line(one["header"]), _read_as(one), str(one["filled"])) for one in shown if one["header"]]
    yield from table(("column", "read as", "filled"), rows, indent=2)
    if left := len(listed["columns"]) - len(rows):
        yield f"  {_number(left, 'further column')} with nothing in {'it' if left == 1 else 'them'}"


def _read_as(column: Mapping[str, Any]) -> str:
    field, why = str(column["field"]), str(column["why"])
    return f"{field} ({why})" if field and why else field or why


def _letters(letters: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not letters:
        yield "no letters"
        return
    heads = ("id", "name", "language, known from", "salutation", "signed by")
    rows = [
        (
            letter["id"],
            letter["name"] or letter["company"],
            f"{letter['language']}, {_FROM.get(letter['language_from'], letter['language_from'])}",
            letter["salutation"],
            letter["signed_by"],
        )
        for letter in letters
    ]
    widest = 2 + sum(max(cells(row[index]) for row in (heads, *rows)) + 2 for index in range(len(heads)))
    yield from table(heads, rows, indent=2, width=max(widest, _WIDE))
    endings = list(dict.fromkeys(name.rpartition(".")[2] for letter in letters for name in letter["files"]))
    shown = endings[0] if len(endings) == 1 else f"{{{','.join(endings)}}}"
    yield f"  files: <id>.<language>.{shown}, as {letters[0]['files'][0]}"


def _problems(problems: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not problems:
        return
    yield "doubtful" if not any(one["severity"] == "error" for one in problems) else "wrong or doubtful"
    for one in grouped(map(_problem, problems)):
        place = one.place or (f"{one.file}:{one.line}" if one.line else str(one.file))
        severity = "" if one.severity == "error" else f"{one.severity}: "
        yield from _hanging(f"  {place}: ", f"{severity}{one.what}")
        if one.help:
            yield from _hanging("    = help: ", one.help)
    yield ""


def _problem(told: Mapping[str, Any]) -> Problem:
    parts = {name: told[name] for name in ("column", "rule", "what", "severity", "help", "place")}
    return Problem(Path(told["file"]), told["row"], **parts)


def _hanging(start: str, text: str) -> Iterator[str]:
    first, *rest = wrapped(start.lstrip() + text, indent=4, width=_WIDE)
    yield start[: len(start) - len(start.lstrip())] + first.lstrip()
    yield from rest


def _count(preview: Mapping[str, Any]) -> str:
    counts = Counter(problem["severity"] for problem in preview["problems"])
    spoken = Counter(letter["language"] for letter in preview["letters"])
    languages = ", ".join(f"{count} in {language}" for language, count in sorted(spoken.items()))
    parts = [_number(len(preview["letters"]), "letter") + (f" ({languages})" if languages else "")]
    parts += [_number(counts[kind], kind) for kind in ("error", "warning") if counts[kind]]
    return ", ".join(parts)


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _one_line(text: str) -> str:
    return " ".join(text.split())
