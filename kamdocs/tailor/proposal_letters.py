"""Letters that are made of proposals, of any number of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kamdocs.errors import InputError, Problem, RequestError
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Letter, LetterKind, Organisation
from kamdocs.model.plan import Plan
from kamdocs.model.request import LettersRequest, ProposalRequest
from kamdocs.model.workspace import Workspace
from kamdocs.tailor.plans import tailor
from kamdocs.tailor.recipients import recipient_of


def letters_of_proposals(
    workspace: Workspace, kit: Kit, request: LettersRequest, proposals: Sequence[tuple[str, str]]
) -> tuple[tuple[Letter, ...], tuple[Problem, ...]]:
    """The letters of the kind that is asked for, of each of `proposals` (client, id), and what stands against those
    of which none can be made."""
    plans, problems = list[Plan](), list[Problem]()
    for client, id in proposals:
        try:
            plans += tailor(workspace, kit, _request(request, client, id))
        except InputError as error:
            problems += error.problems
        except RequestError as error:
            file = file_of("proposal", client, id)
            problems += (Problem(file, 0, 0, "no-recipient", what, help=help) for what, help in error.refused)
    return tuple(_with_ids(plans, workspace)), tuple(problems)


def _request(request: LettersRequest, client: str, id: str) -> ProposalRequest:
    return ProposalRequest(
        workspace=request.workspace,
        proposal=f"{client}/{id}",
        today=request.today,
        language=request.language,
        kind=request.kind,
    )


def _with_ids(plans: Sequence[Plan], workspace: Workspace) -> Iterator[Letter]:
    """Each plan as a letter with the id of its recipient; with that of the proposal behind it where several are for the
    same."""
    names = [f"{plan.client_id}-{plan.recipient.id if plan.recipient else plan.file_name}" for plan in plans]
    count = Counter(names)
    for plan, name in zip(plans, names, strict=True):
        yield _letter(name if count[name] == 1 else f"{name}-{plan.proposal_id}", plan, workspace)


def _letter(id: str, plan: Plan, workspace: Workspace) -> Letter:
    folder = workspace.clients[plan.client_id]
    addressee = replace(recipient_of(folder, plan.recipient), id=id)
    return Letter(
        id=id,
        kind_id=plan.kind_id,
        kind=LetterKind(name=plan.kind.name, title=plan.kind.title, pages=plan.pages_max),
        language=plan.language,
        addressee=addressee,
        recipient=addressee if addressee.name else None,
        organisation=Organisation(plan.client.name, plan.client.address, plan.client.short_name),
        sender_id=plan.sender_id,
        sender=plan.sender,
        today=plan.today,
        plan=plan,
    )
