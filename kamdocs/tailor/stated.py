"""What a proposal states to its readers as a claim, with its place, and what the offer itself says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kamdocs.model.base import Text
from kamdocs.model.client import Client
from kamdocs.model.kinds import file_of
from kamdocs.model.proposal import Proposal
from kamdocs.model.service import ArgumentProof
from kamdocs.model.workspace import ClientFolder, KeyPath, Workspace
from kamdocs.rules.money import price_sheet
from kamdocs.tailor.arguments import borrowed_arguments


@dataclass(frozen=True, slots=True)
class Stated:
    """A text that claims something: what people call it, where it stands, and what it rests on."""

    name: str
    file: Path
    path: KeyPath
    text: Text
    proof: ArgumentProof | None
    borrowed: str | None
    """Of the argument of a service, its id."""


def stated(workspace: Workspace, folder: ClientFolder, proposal_id: str) -> Iterator[Stated]:
    """The claims of the proposal's arguments and win themes, then those its services bring along."""
    proposal, file = folder.proposals[proposal_id], file_of("proposal", folder.id, proposal_id)
    for index, argument in enumerate(proposal.arguments):
        name = f"the claim of argument `{argument.id}`"
        yield Stated(name, file, ("arguments", index, "claim"), argument.claim, argument.proof, None)
    for index, theme in enumerate(proposal.win_themes):
        yield Stated("this win theme", file, ("win_themes", index, "claim"), theme.claim, theme.proof, None)
        fact = ("win_themes", index, "client_fact")
        yield Stated("the fact of this win theme", file, fact, theme.client_fact, theme.proof, None)
    yield from _of_services(workspace, proposal)


def _of_services(workspace: Workspace, proposal: Proposal) -> Iterator[Stated]:
    for id, index, argument in borrowed_arguments(proposal, workspace):
        name, path = f"the claim of argument `{argument.id}`", ("arguments", index, "claim")
        yield Stated(name, file_of("service", id), path, argument.claim, argument.proof, argument.id)


def offer_texts(workspace: Workspace, proposal: Proposal) -> Iterator[Text]:
    """What the offer itself undertakes: scope, phases, terms, prices, objectives, answers, payments."""
    if proposal.scope is not None:
        scope = proposal.scope
        yield from (*scope.deliverables, *scope.assumptions, *scope.exclusions, *scope.client_duties)
    for phase in proposal.phases:
        yield from (text for text in (phase.name, phase.text, phase.milestone) if text is not None)
    for id in proposal.services:
        service = workspace.services[id]
        yield from (service.summary, *service.deliverables, *(phase.text for phase in service.phases))
    yield from (*proposal.exclusive_terms, *proposal.terms)
    for line in proposal.price.lines:
        yield line.name
    for goal in proposal.objectives:
        yield from (goal.text, goal.target, goal.measured)
    yield from (requirement.answer for requirement in proposal.requirements)
    yield from (payment.on for payment in proposal.price.payments)


def offer_amounts(proposal: Proposal) -> frozenset[Decimal]:
    """The amounts of the price: of one, of each line, and the sums."""
    sheet = price_sheet(proposal.price)
    sums = (sheet.base_total, sheet.subtotal, sheet.after_discount, sheet.vat, sheet.net_total, sheet.grand_total)
    lines = [*sheet.lines, *(choice.line for choice in sheet.choices)]
    of_lines = (money for line in lines for money in (line.unit_price, line.total))
    parts = (*of_lines, *(instalment.amount for instalment in sheet.instalments), *sums)
    return frozenset(money.amount for money in (*parts, *((sheet.discount,) if sheet.discount else ())))


def known_texts(client: Client, proposal: Proposal) -> Iterator[Text]:
    """The needs and facts with their sources, and what was done together before: each states where it comes from."""
    for need in client.needs:
        yield need.text
        if need.figure is not None:
            yield need.figure.source
    for fact in proposal.facts.values():
        yield from (fact.text, fact.source)
    yield from (done.text for done in client.cooperation)


def known_values(client: Client, proposal: Proposal, *, shares: bool) -> frozenset[Decimal]:
    """The values of the needs and facts: those that are percentages, or those that are not."""
    of_needs = [(need.figure.value, need.figure.unit) for need in client.needs if need.figure is not None]
    of_facts = [(fact.value, fact.unit) for fact in proposal.facts.values() if fact.value is not None]
    return frozenset(value for value, unit in (*of_needs, *of_facts) if is_share(unit) == shares)


def is_share(unit: Text | None) -> bool:
    """Whether a unit is that of a percentage."""
    return unit is not None and "%" in unit.each()
