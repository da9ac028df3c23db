"""Letters in batches: load → tailor, and then, for each letter in one of many processes, render → write → verify.

planning   the letters of a batch: whom they go to, what they can speak of, what is doubtful about some
tasks      what is to be made for each, and the digest by which one is known that need not be made again
press      what every process has, to make one letter after the other into finished files
findings   what is found in the finished files of a letter, told at its recipient
preview    what a batch would be, as one document
printing   what the printer gets: one PDF of all, envelopes, labels
kinds      the kinds of letters that there are, and what each needs

`kamdocs/batch/` runs the tasks and delivers what they give; it knows nothing of letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kamdocs.batch.run import run_batch
from kamdocs.errors import InputError, Problem, RequestError
from kamdocs.letters.kinds import letter_data_schema, letter_kinds
from kamdocs.letters.planning import PlannedLetters, plan_letters, source_of
from kamdocs.letters.press import LetterWork
from kamdocs.letters.preview import preview_of
from kamdocs.letters.printing import is_for_printer, older_prints, print_letters
from kamdocs.letters.tasks import tasks_of, told_once
from kamdocs.load.snapshot import files_read
from kamdocs.model.base import LONGEST_ID
from kamdocs.model.batch import BatchReport, Failure, Progress
from kamdocs.model.manifest import Mailing
from kamdocs.model.page import LETTER_FORMATS
from kamdocs.model.recipient import RecipientList
from kamdocs.model.request import LettersRequest
from kamdocs.rules.excerpts import excerpt
from kamdocs.rules.problem_rows import DOUBT, PROBLEM_ROWS
from kamdocs.write.problem_rows import problem_rows

__all__ = ["build_letters", "letter_data_schema", "letter_kinds", "plan_letters", "preview_letters"]

_Announce = Callable[[dict[str, Any]], None]
"""Told what the letters of a batch will be, before anything is written."""


def build_letters(
    request: LettersRequest, *, progress: Progress | None = None, announce: _Announce | None = None
) -> BatchReport:
    """Build a letter for each recipient that `request` means.

    `announce` is told what the letters will be, as `preview_letters` says it, before anything is written. The rows of a
    list that are in doubt are written to `problems.csv` in the output folder. What cannot be built is told in the
    report and stops no other.

    Raises InputError where nothing can be built, RequestError for what is not there, OutputError where the output
    folder cannot be used.
    """
    for_printer = is_for_printer(request)
    planned = plan_letters(request)
    if announce:
        announce(preview_of(planned))
    if not planned.letters and not planned.problems:
        raise RequestError("there is nobody to write to")
    out = request.out or planned.workspace.root / planned.workspace.settings.output / "letters" / request.kind
    report = _run(request, planned, out, progress)
    if not planned.letters:
        raise InputError(planned.problems)
    changed = bool(report.written or report.removed)
    report = _printed(report, request, planned) if for_printer else report
    return _with_older_prints(report) if changed and "://" not in report.folder else report


def preview_letters(request: LettersRequest) -> dict[str, Any]:
    """What `build_letters` would do, as one JSON document: how the list was read, each letter with its recipient,
    language, salutation, signer and files, and what is doubtful or wrong. Raises as `build_letters` does."""
    return preview_of(plan_letters(request))


def _run(request: LettersRequest, planned: PlannedLetters, out: Path | str, progress: Progress | None) -> BatchReport:
    formats = tuple(format for format in LETTER_FORMATS if format in request.formats)
    read = files_read(planned.workspace, planned.kit)
    refused = tuple(_refused(planned))
    common, tasks = told_once(tasks_of(planned))
    is_given_back = planned.listed is not None and planned.listed.header[:1] == (DOUBT,)
    report = run_batch(
        tasks,
        LetterWork(request.workspace, request.today, planned.use, formats, read),
        out,
        mailing=Mailing(request.kind, "" if is_given_back else source_of(request), common),
        meant=None if refused else (),  # whom a row with a fault is meant for is not known
        refused=refused,
        prune=request.prune,
        jobs=request.jobs,
        scheduler=request.scheduler,
        progress=progress,
        beside={PROBLEM_ROWS: problem_rows(planned.listed, planned.problems)} if planned.listed else {},
    )
    warnings = (problem for problem in planned.problems if problem.severity != "error")
    return replace(
        report,
        failures=(*refused, *report.failures),
        warnings=(*warnings, *report.warnings),
    )


def _refused(planned: PlannedLetters) -> Iterator[Failure]:
    """Those who get no letter, as is known before one is made."""
    found: dict[str, list[Problem]] = {}
    taken = frozenset(planned.listed.ids.values()) if planned.listed else frozenset[str]()
    for problem in planned.problems:
        if problem.severity == "error":
            found.setdefault(_row_name(planned.listed, problem, taken), []).append(problem)
    return (Failure(id, tuple(problems)) for id, problems in found.items())


def _row_name(listed: RecipientList | None, problem: Problem, taken: frozenset[str]) -> str:
    """What the row of `problem` calls its recipient: its own id, although no letter can have that one, or else the one
    that is made for it; the row itself where its id is among those `taken` by others. Empty where it is no row."""
    if listed is None or problem.file != listed.file or problem.line not in listed.ids:
        return ""
    made = listed.ids[problem.line]
    own = listed.rows[problem.line][listed.id_column].strip() if listed.id_column is not None else ""
    if own in taken and own != made:
        return f"row {problem.line}"
    return excerpt(own, LONGEST_ID) or made


def _printed(report: BatchReport, request: LettersRequest, planned: PlannedLetters) -> BatchReport:
    """`report` with what the printer gets of the letters that were built."""
    failed = {failure.id for failure in report.failures}
    built = [letter for letter in planned.letters if letter.id not in failed]
    found = print_letters(request, built, Path(report.folder), planned.use)
    return replace(
        report,
        written=(*report.written, *found.written),
        unchanged=(*report.unchanged, *found.unchanged),
        warnings=(*report.warnings, *found.warnings),
    )


def _with_older_prints(report: BatchReport) -> BatchReport:
    """`report`, which tells what the printer may get of letters that are no longer what they were."""
    older = older_prints(Path(report.folder), {*report.written, *report.unchanged})
    return replace(report, warnings=(*report.warnings, *older))
