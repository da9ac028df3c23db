"""Everything that is wrong or doubtful in a workspace: the checks stand in two lists, a line each.

A check of the workspace looks at it as a whole; a check of a proposal gets all versions of one, planned. Each yields
problems, or raises InputError with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from kamdocs.errors import InputError, Problem, RequestError
from kamdocs.load import load, load_kit, load_standard
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit
from kamdocs.model.plan import Plan
from kamdocs.model.report import CheckReport
from kamdocs.model.request import CheckRequest, ProposalRequest
from kamdocs.model.workspace import Workspace
from kamdocs.render import (
    LetterRenderer,
    data_breaches,
    render_proposals,
    template_breaches,
    template_problems,
    untranslated,
    word_problems,
)
from kamdocs.rules.time import valid_until
from kamdocs.scope import Scope
from kamdocs.tailor import findings, sample_letters, tailor, years_missing
from kamdocs.verify import altered, files_in

_THEMES = Path("templates/themes")


@dataclass(frozen=True, slots=True)
class Everything:
    """What the checks look at: the workspace, what its documents are made with, and the day."""

    workspace: Workspace
    kit: Kit
    today: date


def _left_to_fill(whole: Everything) -> Iterator[Problem]:
    for file in whole.workspace.files:
        yield from whole.workspace.fill_ins(file)


def _templates(whole: Everything) -> Iterable[Problem]:
    return template_problems(whole.kit)


def _word_templates(whole: Everything) -> Iterable[Problem]:
    return word_problems(whole.kit)


def _conventions(whole: Everything) -> Iterator[Problem]:
    yield from template_breaches(whole.kit, whole.workspace.settings)
    yield from data_breaches(whole.workspace, whole.kit)


def _letters(whole: Everything) -> Iterator[Problem]:
    """What is wrong with the kinds of letters, each tried with letters to nobody; in a language in which there is no
    template for a kind, it is not."""
    renderer = LetterRenderer(whole.workspace, whole.kit)
    for id in whole.kit.letters:
        for letter in sample_letters(whole.workspace, whole.kit, id, today=whole.today):
            if not untranslated(whole.kit, id, [letter.language]):
                yield from _raised(partial(renderer.page, letter))


def _occasions(whole: Everything) -> Iterator[Problem]:
    kit = whole.kit
    yield from years_missing(tuple(kit.occasions), kit.occasions, whole.workspace, whole.today)


def _themes(whole: Everything) -> Iterator[Problem]:
    """Those of the workspace that are not in use."""
    root = whole.workspace.root
    for theme in sorted(file.parent.name for file in (root / _THEMES).glob("*/theme.yaml")):
        if theme != whole.workspace.settings.theme:
            yield from _raised(lambda theme=theme: load_kit(root, theme))  # type: ignore[misc]  # bound on purpose


def _standard_of_drafts(whole: Everything) -> Iterator[Problem]:
    yield from _raised(lambda: load_standard(whole.workspace.root))


def _findings(plans: Sequence[Plan], whole: Everything) -> Iterable[Problem]:
    client, proposal = plans[0].client_id, plans[0].proposal_id
    return findings(whole.workspace, whole.kit, whole.workspace.clients[client], proposal, today=whole.today)


def _pages(plans: Sequence[Plan], whole: Everything) -> Iterator[Problem]:
    yield from _raised(lambda: render_proposals(plans, whole.workspace, whole.kit))


WORKSPACE_CHECKS: tuple[Callable[[Everything], Iterable[Problem]], ...] = (
    _left_to_fill,
    _templates,
    _word_templates,
    _conventions,
    _letters,
    _occasions,
    _themes,
    _standard_of_drafts,
)
PROPOSAL_CHECKS: tuple[Callable[[Sequence[Plan], Everything], Iterable[Problem]], ...] = (
    _findings,
    _pages,
)


def check_workspace(request: CheckRequest) -> CheckReport:
    """Everything that is wrong or doubtful in the workspace, or in what belongs to `request.paths`.

    Every version of each proposal is planned and rendered, none is written. Where the files cannot be read without
    errors, those are told and nothing else is looked at. Raises RequestError where one of `paths` is not there or lies
    outside the workspace.
    """
    scope = Scope.of(request.workspace, request.paths)
    try:
        workspace, kit, _ = load(scope.root, today=request.today, use="proposal")
    except InputError as error:
        return CheckReport(request.today, error.problems, files=0, proposals=0, complete=False)
    whole = Everything(workspace, kit, request.today)
    found = [problem for check in WORKSPACE_CHECKS for problem in check(whole)]
    outputs = scope.outputs()
    found += (problem for folder in outputs for problem in _finished(folder, whole))
    kept = {problem for problem in found if scope.holds(problem.file)}
    proposals = _proposals(workspace)
    for client, id in proposals:
        if scope.concerns(client):
            is_asked = scope.holds(file_of("proposal", client, id))
            kept |= {one for one in _of_proposal(client, id, whole) if is_asked or scope.holds(one.file)}
    return CheckReport(
        today=request.today,
        problems=tuple(sorted(kept)),
        files=sum(map(scope.holds, workspace.files)),
        proposals=sum(scope.holds(file_of("proposal", *one)) for one in proposals),
        finished=sum(scope.holds(file) for folder in outputs for file in files_in(folder)),
    )


def _proposals(workspace: Workspace) -> list[tuple[str, str]]:
    """Those that are still open; what has an outcome is history."""
    return [
        (client, id)
        for client, folder in workspace.clients.items()
        for id, proposal in folder.proposals.items()
        if proposal.outcome is None
    ]


def _of_proposal(client: str, id: str, whole: Everything) -> Iterator[Problem]:
    """What is to be said of one proposal, all its versions together; one that has expired is looked at as renewed."""
    proposal = whole.workspace.clients[client].proposals[id]
    has_expired = valid_until(proposal, whole.workspace.settings, whole.today) < whole.today
    request = ProposalRequest(whole.workspace.root, f"{client}/{id}", today=whole.today, renew=has_expired)
    try:
        plans = tailor(whole.workspace, whole.kit, request)
    except InputError as error:
        yield from error.problems
        return
    except RequestError as error:
        file = file_of("client", client)
        for what, help in error.refused:
            yield whole.workspace.sources.problem(file, ("stakeholders",), "no-recipient", what, help=help)
        return
    for check in PROPOSAL_CHECKS:
        yield from check(plans, whole)


def _finished(folder: Path, whole: Everything) -> Iterator[Problem]:
    """What is to be said of the finished documents in `folder`."""
    workspace, root = whole.workspace, whole.workspace.root
    current = {file.as_posix(): digest for file, digest in {**workspace.files, **whole.kit.files}.items()}
    for file, rule, what, help in altered(folder, current):
        shown = file.relative_to(root) if file.is_relative_to(root) else file
        yield from workspace.doubt_of_file(shown, rule, what, help=help)


def _raised(make: Callable[[], object]) -> tuple[Problem, ...]:
    """The problems that `make` raises."""
    try:
        make()
    except InputError as error:
        return error.problems
    return ()
