"""A batch of letters on one screen: load → tailor, and then, for each letter in one of many processes, render → write →
verify; what has passed is delivered by the process that runs the batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kamdocs.batch.run import run_batch
from kamdocs.errors import InputError, Problem, RequestError
from kamdocs.letter_tasks import tasks_of
from kamdocs.load import load, load_kit
from kamdocs.load.letter_data import read_letter_data, without_data
from kamdocs.load.selected import key_clients, select_clients, select_proposals
from kamdocs.load.snapshot import files_read
from kamdocs.model.batch import BatchReport, Progress
from kamdocs.model.house import DEFAULT_THEME
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Letter, LetterKind
from kamdocs.model.page import LETTER_FORMATS
from kamdocs.model.recipient import Recipient
from kamdocs.model.request import LettersRequest
from kamdocs.model.workspace import Workspace
from kamdocs.press import LetterWork
from kamdocs.print_room import is_for_printer, print_letters
from kamdocs.render import files_of_plan, untranslated
from kamdocs.rules.hints import hint
from kamdocs.tailor import (
    Batch,
    lacking,
    letters_of_proposals,
    recipients_of_clients,
    recipients_of_visits,
    tailor_letters,
)

_NOBODY = "there is nobody to write to"


@dataclass(frozen=True, slots=True)
class PlannedLetters:
    """The letters of a batch in the order of their recipients; what is doubtful about some, and what keeps others from
    being made."""

    workspace: Workspace
    kit: Kit
    letters: tuple[Letter, ...]
    problems: tuple[Problem, ...]
    use: str


def build_letters(request: LettersRequest, *, progress: Progress | None = None) -> BatchReport:
    """Build a letter for each recipient that `request` means.

    What cannot be built is told in the report and stops no other. Raises InputError where nothing can be, RequestError
    for what is not there, OutputError where the output folder cannot be used.
    """
    for_printer = is_for_printer(request)
    planned = plan_letters(request)
    if not planned.letters:
        raise InputError(planned.problems) if planned.problems else RequestError(_NOBODY)
    settings = planned.workspace.settings
    out = request.out or planned.workspace.root / settings.output / "letters" / request.kind
    formats = tuple(format for format in LETTER_FORMATS if format in request.formats)
    read = files_read(planned.workspace, planned.kit)
    report = run_batch(
        tasks_of(planned.letters, planned.workspace, planned.kit, request),
        LetterWork(request.workspace, request.today, planned.use, formats, read),
        out,
        jobs=request.jobs,
        scheduler=request.scheduler,
        progress=progress,
    )
    report = replace(report, warnings=(*planned.problems, *report.warnings))
    return _printed(report, request, planned) if for_printer else report


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


def preview_letters(request: LettersRequest) -> dict[str, Any]:
    """What `build_letters` would do, as one JSON document: for each letter its recipient, language and where it is
    known from, and who signs; what is doubtful or wrong. Raises as `build_letters` does."""
    planned = plan_letters(request)
    return {
        "kind": request.kind,
        "letters": [_shown(letter) for letter in planned.letters],
        "problems": [problem.headline() for problem in planned.problems],
    }


def plan_letters(request: LettersRequest) -> PlannedLetters:
    """What the letters of `request` would be, and what is doubtful about them; nothing is written."""
    kit = load_kit(request.workspace, DEFAULT_THEME)
    own, of_proposal = kit.letters.get(request.kind), kit.kinds.get(request.kind)
    if request.proposals is not None and of_proposal is not None and of_proposal.letter:
        return _of_proposals(request, of_proposal.use, request.proposals)
    if own is not None and request.proposals is None:
        return _of_people(request, own)
    raise _no_kind(request, kit)


def _no_kind(request: LettersRequest, kit: Kit) -> RequestError:
    """Why there is no such kind of letter for such recipients."""
    of_proposals = {id: kind for id, kind in kit.kinds.items() if kind.letter}
    if request.kind in of_proposals:
        what = f"letters of the kind `{request.kind}` are made of proposals"
        return RequestError(what, help="name those with `--proposals`, as in `--proposals status=active`")
    if request.kind in kit.letters:
        what, known = f"letters of the kind `{request.kind}` are not made of proposals", ", ".join(of_proposals)
        return RequestError(what, help=f"those are: {known}" if known else "")
    known_ids = {**kit.letters, **of_proposals}
    return RequestError(f"there is no kind of letter `{request.kind}`", help=hint(request.kind, known_ids))


def _of_proposals(request: LettersRequest, use: str, selector: str) -> PlannedLetters:
    workspace, kit, _ = load(request.workspace, today=request.today, use=use)
    chosen = select_proposals(workspace.root, selector, today=request.today)
    letters, problems = letters_of_proposals(workspace, kit, request, chosen)
    letters = tuple(
        replace(letter, files=files_of_plan(letter.plan, workspace)) for letter in letters if letter.plan is not None
    )
    return PlannedLetters(workspace, kit, letters, problems, use)


def _of_people(request: LettersRequest, kind: LetterKind) -> PlannedLetters:
    workspace, kit, _ = load(request.workspace, today=request.today, use=kind.use)
    _check_occasion(request, kind)
    data, files = _data(request, kind, workspace)
    batch = Batch(workspace, kit, request, kind, data, files, next(iter(files), None))
    tailored = tailor_letters(batch, _recipients(request, workspace))
    languages = dict.fromkeys(letter.language for letter in tailored.letters)
    if missing := untranslated(kit, request.kind, languages):
        raise InputError([*missing, *tailored.problems])
    key = key_clients(workspace.root, today=request.today) if kind.wants else ()
    problems = (*tailored.problems, *lacking(tailored.letters, key))
    return PlannedLetters(workspace, kit, tailored.letters, problems, kind.use)


def _check_occasion(request: LettersRequest, kind: LetterKind) -> None:
    if request.occasion is not None and request.occasion not in kind.occasions:
        what = f"letters of the kind `{request.kind}` are for no occasion `{request.occasion}`"
        raise RequestError(what, help=hint(request.occasion, kind.occasions))


def _data(request: LettersRequest, kind: LetterKind, workspace: Workspace) -> tuple[Mapping[str, Any], dict[Path, str]]:
    if request.data is None:
        return without_data(request.kind, kind), {}
    data, digest = read_letter_data(request.data, kind, workspace, shown=request.data)
    return data, {_place(request.data, workspace.root): digest}


def _place(file: Path, root: Path) -> Path:
    """`file` as a path in the workspace where it lies there."""
    whole, inside = file.resolve(), root.resolve()
    return whole.relative_to(inside) if whole.is_relative_to(inside) else whole


def _recipients(request: LettersRequest, workspace: Workspace) -> Sequence[Recipient]:
    if request.visits is not None:
        return recipients_of_visits(workspace, request.visits)
    if request.clients is not None:
        return recipients_of_clients(workspace, select_clients(workspace.root, request.clients, today=request.today))
    raise RequestError("nobody is named to write to", help="use `--to`, `--clients`, `--visits` or `--proposals`")


def _shown(letter: Letter) -> dict[str, Any]:
    name = letter.addressee.name
    return {
        "id": letter.id,
        "name": name.shown(letter.language) if name else "",
        "language": letter.language,
        "language_from": letter.addressee.language_from,
        "signed_by": letter.sender_id,
    }
