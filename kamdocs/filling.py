"""Word templates filled with data of no fixed form, from file to file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from kamdocs.errors import InputError, Problem, RequestError
from kamdocs.load.free_data import FreeData, read_free_data
from kamdocs.rules.hints import hint
from kamdocs.word_template import WordTemplate

FillFormat = Literal["docx", "pdf"]

_MEANT = re.compile(r"did you mean `([^`]+)`\?")
_NEEDED = re.compile(r"name a field that holds (a date|a number|an amount of money)")
_WRITTEN = {"a date": "2026-11-23", "a number": "1200.50", "an amount of money": "{amount: 1200.50, currency: EUR}"}
"""How data of no fixed form write what a filter may need."""

_NO_NAME = re.compile(r"[^\w.-]+")
_NAMED_BY = ("id", "name")


@dataclass(frozen=True, slots=True)
class FillRequest:
    """A template to fill with the data in a file, YAML or JSON.

    `out` is the file to write, or the folder where the data are a list: one document for each item. Without it that is
    the name of the template with `-filled` after it, here. `language` is that in which dates and numbers are written.
    """

    template: Path
    data: Path
    out: Path | None = None
    format: FillFormat = "docx"
    language: str | None = None


def fill_template(request: FillRequest) -> list[Path]:
    """Fill a template and give the paths written, each whole.

    Nothing is written where anything is wrong with the template or with any record of the data: InputError holds every
    fault. Raises RequestError where a file would be written over one of those that are read, and OutputError.
    """
    from kamdocs.write.office import pdf_of_word
    from kamdocs.write.output import replace_whole

    _known_language(request.language)
    data = read_free_data(request.data)
    template = WordTemplate(request.template, language=request.language)
    targets = _targets(request, data)
    for target, document in zip(targets, _filled(template, data), strict=True):
        replace_whole(target, pdf_of_word(document) if request.format == "pdf" else document)
    return targets


def _known_language(language: str | None) -> None:
    """Refuse a language of which nothing is known, in whatever country; that of a document itself may be any."""
    from kamdocs.load import load_kit
    from kamdocs.load.shipped import shipped_root
    from kamdocs.model.house import DEFAULT_THEME

    if language is not None and language.partition("-")[0] not in (
        known := load_kit(shipped_root(), DEFAULT_THEME).languages
    ):
        raise RequestError(f"there is no language `{language}`", help=hint(language, sorted(known)))


def _targets(request: FillRequest, data: FreeData) -> list[Path]:
    default = Path(f"{request.template.stem}-filled")
    if data.several:
        folder = request.out or default
        if folder.is_file():
            help = "name a folder with `--out`: the data are a list, which makes several documents"
            raise RequestError(f"`{folder}` is a file", help=help)
        several = [folder / f"{name}.{request.format}" for name in _names(data.records)]
        for target in several:
            _keep(target, request)
        return several
    target = request.out or default.with_name(f"{default.name}.{request.format}")
    if target.is_dir():
        target = target / f"{default.name}.{request.format}"
    _keep(target, request)
    return [target]


def _keep(target: Path, request: FillRequest) -> None:
    """Refuse to write over what is read, and a name that says another format."""
    for read, what in ((request.template, "the template"), (request.data, "the data")):
        if target.resolve() == read.resolve():
            raise RequestError(f"`{target}` is {what} itself", help="choose another name with `--out`")
    if target.suffix.lower() != f".{request.format}":
        help = f"name it `{target.stem}.{request.format}`, or say `--format` as its ending does"
        raise RequestError(f"`{target}` does not end with `.{request.format}`", help=help)


def _names(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A name for the file of each record: its `id` or `name`, else its number; one that comes again is numbered."""
    taken = set[str]()
    for number, record in enumerate(records, 1):
        own = next((str(record[key]) for key in _NAMED_BY if isinstance(record.get(key), str | int)), "")
        stem = _NO_NAME.sub("-", own).strip("-.")[:80] or str(number)
        name, again = stem, 1
        while name.casefold() in taken:
            again += 1
            name = f"{stem}-{again}"
        taken.add(name.casefold())
        yield name


def _filled(template: WordTemplate, data: FreeData) -> list[bytes]:
    """The document of every record. Raises InputError with the faults of all of them."""
    found, documents = dict[Problem, list[int]](), list[bytes]()
    for number, record in enumerate(data.records, 1):
        try:
            documents.append(template.fill(record))
        except InputError as faults:
            for problem in faults.problems:
                found.setdefault(problem, []).append(number)
    if found:
        raise InputError(_told(problem, numbers, data) for problem, numbers in found.items())
    return documents


def _told(problem: Problem, numbers: list[int], data: FreeData) -> Problem:
    """A fault with the record that has it, and where what was meant stands in the data."""
    meant = _MEANT.search(problem.help)
    if meant and meant[1] in data.lines:
        problem = replace(problem, help=f"{problem.help} It stands in {data.file}:{data.lines[meant[1]]}")
    if needed := _NEEDED.fullmatch(problem.help):
        problem = replace(problem, help=f"{problem.help}, written as `{_WRITTEN[needed[1]]}` in {data.file}")
    if not data.several:
        return problem
    others = len(numbers) - 1
    more = f" and {others} other{'' if others == 1 else 's'}" if others else ""
    return replace(problem, what=f"{problem.what}, in record {numbers[0]}{more}")
