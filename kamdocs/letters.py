"""A batch of letters on one screen: load → tailor, and then, for each letter in one of many processes, render → write →
verify; what has passed is delivered by the process that runs the batch."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from kamdocs._version import __version__
from kamdocs.batch.run import run_batch
from kamdocs.errors import InputError, Problem, RequestError
from kamdocs.letter_preview import preview_of
from kamdocs.load import load, load_kit
from kamdocs.load.letter_data import read_letter_data, without_data
from kamdocs.load.letter_kinds import languages_of
from kamdocs.load.recipients import read_recipients
from kamdocs.load.selected import select_clients
from kamdocs.model.batch import BatchReport, Failure, Progress, Task
from kamdocs.model.house import DEFAULT_THEME
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Letter, LetterKind, Source
from kamdocs.model.page import FORMATS
from kamdocs.model.recipient import Recipient, RecipientList
from kamdocs.model.request import LettersRequest
from kamdocs.model.workspace import Workspace
from kamdocs.press import LetterWork
from kamdocs.rules.hints import hint
from kamdocs.rules.listing import enumerated
from kamdocs.tailor.letters import Batch, Tailored, tailor_letters
from kamdocs.tailor.recipients import recipients_of_clients, recipients_of_visits
from kamdocs.write.problem_rows import keep_problem_rows, problem_rows

Announce = Callable[[dict[str, Any]], None]
"""Told what the letters of a batch will be, before anything is written."""

_SOURCES = {
    "list": ("to", "--to"),
    "clients": ("clients", "--clients"),
    "visits": ("visits", "--visits"),
    "proposals": ("proposals", "--proposals"),
}
"""Where recipients come from: each with the field of a request and the option that names it."""

_KIND_SOURCES = frozenset(get_args(Source))


def build_letters(
    request: LettersRequest, *, progress: Progress | None = None, announce: Announce | None = None
) -> BatchReport:
    """Build a letter for each recipient that `request` means; what cannot be built is told in the report.

    `announce` is told what the letters will be, as `preview_letters` says it, before anything is written. The rows of a
    list that are in doubt are written to `problems.csv` in the output folder.
    """
    batch, tailored = plan_letters(request)
    if announce:
        announce(preview_of(batch, tailored))
    if not tailored.letters and not tailored.problems:
        raise RequestError("there is nobody to write to")
    out = request.out or batch.workspace.root / batch.workspace.settings.output / "letters" / request.kind
    if batch.listed:
        keep_problem_rows(Path(out), problem_rows(batch.listed, tailored.problems))
    if not tailored.letters:
        raise InputError(tailored.problems)
    formats = tuple(format for format in FORMATS if format in request.formats)
    work = LetterWork(request.workspace, request.today, batch.kind.use, formats)
    report = run_batch(
        [_task(letter, batch) for letter in tailored.letters],
        work,
        out,
        jobs=request.jobs,
        scheduler=request.scheduler,
        progress=progress,
    )
    return _with_problems(report, tailored.problems, batch)


def _with_problems(report: BatchReport, problems: Sequence[Problem], batch: Batch) -> BatchReport:
    """`report` with what is known of recipients before a letter is made: those who get none are failures."""
    refused: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.severity == "error":
            id = batch.listed.ids.get(problem.line, "") if batch.listed else ""
            refused.setdefault(id, []).append(problem)
    failures = (Failure(id, tuple(found)) for id, found in refused.items())
    warnings = (problem for problem in problems if problem.severity != "error")
    return replace(report, failures=(*failures, *report.failures), warnings=(*warnings, *report.warnings))


def preview_letters(request: LettersRequest) -> dict[str, Any]:
    """What `build_letters` would do, as one JSON document: how the list was read; for each letter its files, recipient,
    language and where it is known from, salutation and signer; what is doubtful or wrong."""
    return preview_of(*plan_letters(request))


def letter_kinds(path: Path) -> list[dict[str, Any]]:
    """The kinds of letters that the workspace at `path` has, sorted by id.

    Each is `id`, `name` by language, `sources` (where its recipients can come from), `data` and `columns` (the letter's
    own values and columns, with their types) and `languages` (empty where one template serves all). Raises InputError
    for faulty templates.
    """
    kit = load_kit(path, DEFAULT_THEME)
    return [
        {
            "id": id,
            "name": kind.name.root,
            "sources": list(kind.sources),
            "data": kind.data,
            "columns": kind.columns,
            "languages": [code for code in languages_of(id, {*kit.templates, *kit.word_files}) if code],
        }
        for id, kind in kit.letters.items()
    ]


def plan_letters(request: LettersRequest) -> tuple[Batch, Tailored]:
    """What the letters of `request` would be, and what is doubtful about them; nothing is written."""
    workspace, kit, _ = load(request.workspace, today=request.today, use="letter")
    kind = _kind(request.kind, kit)
    _refuse_source(request, kind)
    data, files = _data(request, kind, workspace)
    listed = _list(request, workspace, kit, kind)
    batch = Batch(workspace, kit, request, kind, data, {**kit.files, **files}, listed)
    tailored = tailor_letters(batch, listed.recipients if listed else _recipients(request, workspace))
    return batch, replace(tailored, problems=(*(listed.problems if listed else ()), *tailored.problems))


def _kind(id: str, kit: Kit) -> LetterKind:
    if id not in kit.letters:
        raise RequestError(f"there is no kind of letter `{id}`", help=hint(id, kit.letters))
    return kit.letters[id]


def _data(request: LettersRequest, kind: LetterKind, workspace: Workspace) -> tuple[Mapping[str, Any], dict[Path, str]]:
    if request.data is None:
        return without_data(request.kind, kind), {}
    data, digest = read_letter_data(request.data, kind, workspace, shown=request.data)
    return data, {request.data: digest}


def _refuse_source(request: LettersRequest, kind: LetterKind) -> None:
    """Raise RequestError unless the recipients come from one source, and one that the kind is for."""
    given = [source for source in _SOURCES if getattr(request, _SOURCES[source][0]) is not None]
    if not given:
        raise RequestError("nobody is named to write to", help=f"use {_one_of(_SOURCES)}")
    if len(given) > 1:
        named = enumerated(f"`{_SOURCES[source][1]}`" for source in given)
        raise RequestError(f"{named} cannot be used together", help="the recipients come from one of them")
    if given[0] in _KIND_SOURCES and given[0] not in kind.sources:
        what = f"letters of the kind `{request.kind}` do not take their recipients from `{_SOURCES[given[0]][1]}`"
        raise RequestError(what, help=f"use {_one_of(kind.sources)}")


def _one_of(sources: Iterable[str]) -> str:
    *before, last = [f"`{_SOURCES[source][1]}`" for source in sources]
    return f"{', '.join(before)} or {last}" if before else last


def _list(request: LettersRequest, workspace: Workspace, kit: Kit, kind: LetterKind) -> RecipientList | None:
    if request.to is None:
        return None
    return read_recipients(request.to, workspace, kit, kind, shown=request.to, language=request.language)


def _recipients(request: LettersRequest, workspace: Workspace) -> Sequence[Recipient]:
    if request.visits is not None:
        return recipients_of_visits(workspace, request.visits)
    if request.clients is not None:
        return recipients_of_clients(workspace, select_clients(workspace.root, request.clients, today=request.today))
    raise RequestError("nobody is named to write to", help="use `--to`, `--clients`, `--visits` or `--proposals`")


def _task(letter: Letter, batch: Batch) -> Task:
    inputs = {file.as_posix(): digest for file, digest in letter.files.items()}
    if batch.listed:
        inputs[batch.listed.file.as_posix()] = batch.listed.digest
    made_of = hashlib.sha256(repr((__version__, letter)).encode()).hexdigest()
    names = tuple(f"{letter.file_name}.{format}" for format in batch.request.formats)
    return Task(letter.id, names, made_of, letter, inputs)
