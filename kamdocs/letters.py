"""A batch of letters on one screen: load → tailor, and then, for each letter in one of many processes, render → write →
verify; what has passed is delivered by the process that runs the batch."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kamdocs._version import __version__
from kamdocs.batch.run import run_batch
from kamdocs.errors import InputError, RequestError
from kamdocs.load import load, load_kit
from kamdocs.load.letter_data import read_letter_data, without_data
from kamdocs.load.letter_kinds import languages_of
from kamdocs.load.selected import select_clients
from kamdocs.model.batch import BatchReport, Progress, Task
from kamdocs.model.house import DEFAULT_THEME
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Letter, LetterKind
from kamdocs.model.manifest import Mailing
from kamdocs.model.page import FORMATS
from kamdocs.model.recipient import Recipient
from kamdocs.model.request import LettersRequest
from kamdocs.model.workspace import Workspace
from kamdocs.press import LetterWork
from kamdocs.rules.hints import hint
from kamdocs.tailor.letters import Batch, Tailored, tailor_letters
from kamdocs.tailor.recipients import recipients_of_clients, recipients_of_visits


def build_letters(request: LettersRequest, *, progress: Progress | None = None) -> BatchReport:
    """Build a letter for each recipient that `request` means; what cannot be built is told in the report."""
    batch, tailored = plan_letters(request)
    if not tailored.letters:
        raise InputError(tailored.problems) if tailored.problems else RequestError("there is nobody to write to")
    out = request.out or batch.workspace.root / batch.workspace.settings.output / "letters" / request.kind
    formats = tuple(format for format in FORMATS if format in request.formats)
    work = LetterWork(request.workspace, request.today, batch.kind.use, formats)
    return run_batch(
        [_task(letter, batch) for letter in tailored.letters],
        work,
        out,
        mailing=Mailing(request.kind, _source(request), _named(batch.files)),
        # Whom a row with a fault is meant for is not known.
        meant=None if any(problem.severity == "error" for problem in tailored.problems) else (),
        prune=request.prune,
        jobs=request.jobs,
        scheduler=request.scheduler,
        progress=progress,
    )


def preview_letters(request: LettersRequest) -> dict[str, Any]:
    """What `build_letters` would do, as one JSON document: for each letter its file, recipient, language and where it
    is known from, salutation and signer; what is doubtful or wrong."""
    _, tailored = plan_letters(request)
    return {
        "kind": request.kind,
        "letters": [_shown(letter) for letter in tailored.letters],
        "problems": [problem.headline() for problem in tailored.problems],
    }


def _shown(letter: Letter) -> dict[str, Any]:
    name = letter.addressee.name or letter.addressee.company
    return {
        "id": letter.id,
        "name": name.shown(letter.language) if name else "",
        "language": letter.language,
        "language_from": letter.addressee.language_from,
        "signed_by": letter.sender_id,
    }


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
    data, files = _data(request, kind, workspace)
    batch = Batch(workspace, kit, request, kind, data, {**kit.files, **files})
    return batch, tailor_letters(batch, _recipients(request, workspace))


def _kind(id: str, kit: Kit) -> LetterKind:
    if id not in kit.letters:
        raise RequestError(f"there is no kind of letter `{id}`", help=hint(id, kit.letters))
    return kit.letters[id]


def _data(request: LettersRequest, kind: LetterKind, workspace: Workspace) -> tuple[Mapping[str, Any], dict[Path, str]]:
    if request.data is None:
        return without_data(request.kind, kind), {}
    data, digest = read_letter_data(request.data, kind, workspace, shown=request.data)
    return data, {request.data: digest}


def _recipients(request: LettersRequest, workspace: Workspace) -> Sequence[Recipient]:
    if request.visits is not None:
        return recipients_of_visits(workspace, request.visits)
    if request.clients is not None:
        return recipients_of_clients(workspace, select_clients(workspace.root, request.clients, today=request.today))
    raise RequestError("nobody is named to write to", help="use `--to`, `--clients`, `--visits` or `--proposals`")


def _source(request: LettersRequest) -> str:
    """Where the recipients come from, in the same words on each run."""
    if request.to is not None:
        file, root = request.to.resolve(), request.workspace.resolve()
        return f"--to {(file.relative_to(root) if file.is_relative_to(root) else file).as_posix()}"
    if request.visits is not None:
        return f"--visits {request.visits[0]}..{request.visits[1]}"
    return f"--clients {request.clients}" if request.clients is not None else f"--proposals {request.proposals}"


def _named(files: Mapping[Path, str]) -> dict[str, str]:
    return {file.as_posix(): digest for file, digest in files.items()}


def _task(letter: Letter, batch: Batch) -> Task:
    inputs = _named({file: digest for file, digest in letter.files.items() if file not in batch.files})
    made_of = hashlib.sha256(repr((__version__, letter)).encode()).hexdigest()
    names = tuple(f"{letter.file_name}.{format}" for format in FORMATS if format in batch.request.formats)
    return Task(letter.id, names, made_of, letter, inputs)
