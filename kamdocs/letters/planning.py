"""The letters of a batch: whom they go to, what they can speak of, and what is doubtful about some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from kamdocs.errors import InputError, Problem, RequestError
from kamdocs.letters.findings import as_chosen, without_refused
from kamdocs.load import load, load_kit
from kamdocs.load.letter_data import read_letter_data, without_data
from kamdocs.load.recipients import read_recipients
from kamdocs.load.selected import key_clients, select_clients, select_proposals
from kamdocs.model.house import DEFAULT_THEME
from kamdocs.model.kit import Kit
from kamdocs.model.letter import LETTERS_FOLDER, Letter, LetterKind, Source
from kamdocs.model.page import LETTER_FORMATS
from kamdocs.model.recipient import Recipient, RecipientList
from kamdocs.model.request import LettersRequest
from kamdocs.model.workspace import Workspace
from kamdocs.render import files_of_plan, untranslated
from kamdocs.rules.hints import hint
from kamdocs.rules.listing import enumerated
from kamdocs.tailor import (
    Batch,
    lacking,
    letters_of_proposals,
    recipients_of_clients,
    recipients_of_visits,
    rows_ahead,
    tailor_letters,
    untimely,
    years_missing,
)

_SOURCES = {
    "list": ("to", "--to"),
    "clients": ("clients", "--clients"),
    "visits": ("visits", "--visits"),
    "proposals": ("proposals", "--proposals"),
}
"""Where recipients come from: each with the field of a request and the option that names it."""

_KIND_SOURCES = frozenset(get_args(Source))


@dataclass(frozen=True, slots=True)
class PlannedLetters:
    """The letters of a batch in the order of their recipients; what is doubtful about some, and what keeps others from
    being made. `use` is what the consent of cases is asked for, `listed` the list of the recipients where they come
    from one."""

    request: LettersRequest
    workspace: Workspace
    kit: Kit
    letters: tuple[Letter, ...]
    problems: tuple[Problem, ...]
    use: str
    listed: RecipientList | None = None


def plan_letters(request: LettersRequest) -> PlannedLetters:
    """What the letters of `request` would be, and what is doubtful about them; nothing is written.

    Raises InputError for faults of the workspace, of the data and of a list as a whole, RequestError for what is not
    there.
    """
    _refuse_sources(request)
    _refuse_formats(request)
    kit = load_kit(request.workspace, DEFAULT_THEME)
    if request.language is not None and request.language not in kit.languages:
        what = f"there are no rules for the language `{request.language}`"
        raise RequestError(what, help=hint(request.language, kit.languages))
    own, of_proposal = kit.letters.get(request.kind), kit.kinds.get(request.kind)
    if request.proposals is not None and of_proposal is not None and of_proposal.letter:
        return _of_proposals(request, of_proposal.use, request.proposals)
    if own is not None and request.proposals is None:
        return _of_people(request, own)
    raise _no_kind(request, kit)


def source_of(request: LettersRequest) -> str:
    """Where the recipients come from, in the same words on each run."""
    if request.to is not None:
        return f"--to {_place(request.to, request.workspace).as_posix()}"
    if request.visits is not None:
        return f"--visits {request.visits[0]}..{request.visits[1]}"
    return f"--clients {request.clients}" if request.clients is not None else f"--proposals {request.proposals}"


def _refuse_sources(request: LettersRequest) -> None:
    """Raise RequestError unless the recipients come from one source."""
    given = [option for field, option in _SOURCES.values() if getattr(request, field) is not None]
    if not given:
        raise RequestError("nobody is named to write to", help=f"use {_one_of(_SOURCES)}")
    if len(given) > 1:
        named = enumerated(f"`{option}`" for option in given)
        raise RequestError(f"{named} cannot be used together", help="the recipients come from one of them")


def _refuse_formats(request: LettersRequest) -> None:
    """Raise RequestError for formats that there are not."""
    unknown = [format for format in dict.fromkeys(request.formats) if format not in LETTER_FORMATS]
    if unknown:
        (what, help), *more = ((f"there is no format `{one}`", hint(one, LETTER_FORMATS)) for one in unknown)
        raise RequestError(what, help=help, more=more)


def _one_of(sources: Iterable[str]) -> str:
    *before, last = [f"`{_SOURCES[source][1]}`" for source in sources]
    return f"{', '.join(before)} or {last}" if before else last


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
    with_files = (
        replace(letter, files=files_of_plan(letter.plan, workspace)) for letter in letters if letter.plan is not None
    )
    return PlannedLetters(request, workspace, kit, tuple(with_files), problems, use)


def _of_people(request: LettersRequest, kind: LetterKind) -> PlannedLetters:
    workspace, kit, _ = load(request.workspace, today=request.today, use=kind.use)
    _refuse_unfit(request, kind, workspace)
    data, files = _data(request, kind, workspace)
    listed = _list(request, workspace, kit, kind)
    batch = Batch(workspace, kit, request, kind, data, files, next(iter(files), None))
    tailored = tailor_letters(batch, listed.recipients if listed else _recipients(request, workspace))
    problems = (*(listed.problems if listed else ()), *tailored.problems)
    untold = tuple(_untold(tailored.letters, kit, request))
    if untold and len(untold) == len(tailored.letters):
        languages = dict.fromkeys(letter.language for letter in tailored.letters)
        raise InputError([*untranslated(kit, request.kind, languages), *problems])
    problems = (*problems, *untold)
    key = key_clients(workspace.root, today=request.today) if kind.wants else ()
    problems = (*problems, *lacking(tailored.letters, key), *rows_ahead(tailored.letters))
    problems = as_chosen(problems, workspace.settings.rules)
    of_files = tuple(untimely(batch, tailored.letters))
    letters = without_refused(tailored.letters, problems, of_files)
    further = years_missing(kind.occasions, kit.occasions, workspace, request.today)
    return PlannedLetters(request, workspace, kit, letters, (*problems, *of_files, *further), kind.use, listed)


def _untold(letters: Sequence[Letter], kit: Kit, request: LettersRequest) -> Iterator[Problem]:
    """A problem for each recipient in whose language there is no template."""
    languages = dict.fromkeys(letter.language for letter in letters)
    missing = {language for language in languages if untranslated(kit, request.kind, [language])}
    for letter in letters:
        if letter.language in missing:
            what = f"letters of the kind `{request.kind}` are not written in `{letter.language}`: no letter is made"
            help = f"write `templates/{LETTERS_FOLDER}{request.kind}.{letter.language}.md.j2`, or use `--lang`"
            yield letter.addressee.problem("no-template", what, help=help)


def _refuse_unfit(request: LettersRequest, kind: LetterKind, workspace: Workspace) -> None:
    """Raise RequestError for a source, an occasion and a signer that letters of this kind cannot have."""
    source = next(source for source, (field, _) in _SOURCES.items() if getattr(request, field) is not None)
    if source in _KIND_SOURCES and source not in kind.sources:
        what = f"letters of the kind `{request.kind}` do not take their recipients from `{_SOURCES[source][1]}`"
        raise RequestError(what, help=f"use {_one_of(kind.sources)}")
    if request.occasion is not None and request.occasion not in kind.occasions:
        what = f"letters of the kind `{request.kind}` are for no occasion `{request.occasion}`"
        raise RequestError(what, help=hint(request.occasion, kind.occasions))
    if request.sender is not None and request.sender not in workspace.team:
        what = f"there is nobody `{request.sender}` in `profiles/team`"
        raise RequestError(what, help=hint(request.sender, workspace.team))


def _data(request: LettersRequest, kind: LetterKind, workspace: Workspace) -> tuple[Mapping[str, Any], dict[Path, str]]:
    if request.data is None:
        return without_data(request.kind, kind), {}
    if not kind.data:
        what = f"letters of the kind `{request.kind}` have no values of their own"
        raise RequestError(what, help="leave out `--data`")
    data, digest = read_letter_data(request.data, kind, workspace, shown=request.data)
    return data, {_place(request.data, workspace.root): digest}


def _place(file: Path, root: Path) -> Path:
    """`file` as a path in the workspace where it lies there."""
    whole, inside = file.resolve(), root.resolve()
    return whole.relative_to(inside) if whole.is_relative_to(inside) else whole


def _list(request: LettersRequest, workspace: Workspace, kit: Kit, kind: LetterKind) -> RecipientList | None:
    if request.to is None:
        return None
    return read_recipients(request.to, workspace, kit, kind, shown=request.to, language=request.language)


def _recipients(request: LettersRequest, workspace: Workspace) -> Sequence[Recipient]:
    if request.visits is not None:
        _refuse_span(request.visits, workspace)
        return recipients_of_visits(workspace, request.visits)
    return recipients_of_clients(workspace, select_clients(workspace.root, request.clients or "", today=request.today))


def _refuse_span(span: tuple[date, date], workspace: Workspace) -> None:
    """Raise RequestError where there is no visit between the two days of `span`, both included."""
    days = sorted(day for folder in workspace.clients.values() for day in folder.visits)
    if not any(span[0] <= day <= span[1] for day in days):
        when = f"on {span[0]}" if span[0] == span[1] else f"from {span[0]} to {span[1]}"
        help = f"the first of all visits is on {days[0]}, the last on {days[-1]}" if days else "there is none at all"
        raise RequestError(f"there is no visit {when}", help=help)
