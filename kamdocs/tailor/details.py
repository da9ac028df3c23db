"""What one reader may see of the visit, the needs, the goals, the team and the plan of work."""

from __future__ import annotations

from collections.abc import Iterable

from kamdocs.model.client import Client, Need, Stakeholder, Visit
from kamdocs.model.house import Reader
from kamdocs.model.plan import (
    Contact,
    Goal,
    NeedLine,
    RiskLine,
    Source,
    Spoken,
    Step,
    Theme,
    Visited,
)
from kamdocs.model.progress import ComingStep
from kamdocs.model.proposal import NextStep, Proposal
from kamdocs.model.workspace import Workspace
from kamdocs.tailor.proofs import of_need, resolve

_TOP_RISKS = 3


def visited(visit: Visit | None, client: Client, recipient: Stakeholder | None) -> Visited | None:
    """The visit; the words spoken in it only for those who were there."""
    if visit is None:
        return None
    present = recipient is not None and recipient.id in visit.with_
    people = {person.id: person for person in client.stakeholders}
    words = tuple(
        Spoken(people[said.who].name, people[said.who].title, recipient is people[said.who], said.text)
        for said in visit.said
        if present
    )
    own_first = tuple(sorted(words, key=lambda spoken: not spoken.own))
    next_ = visit.next
    return Visited(
        visit.date, visit.place, present, own_first, next_.on if next_ else None, next_.what if next_ else None
    )


def needs(client: Client, recipient: Stakeholder | None) -> tuple[NeedLine, ...]:
    """The client's needs, the reader's own first; nobody else's name stands with one."""

    def line(need: Need) -> NeedLine:
        own = recipient is not None and need.said_by == recipient.id
        return NeedLine(need.text, own, need.on, need.figure, of_need(client, need.id).source)

    return tuple(sorted(map(line, client.needs), key=lambda line: not line.own))


def goals(client: Client, proposal: Proposal, recipient: Stakeholder | None) -> tuple[Goal, ...]:
    """The proposal's objectives; without them the figures of the needs. The reader's own targets come after."""
    stated = tuple(
        Goal(goal.text, goal.baseline, goal.target, goal.by, goal.measured, None, own=False)
        for goal in proposal.objectives
    )
    figures = tuple(
        Goal(need.text, need.figure, None, None, None, of_need(client, need.id).source, own=False)
        for need in client.needs
        if need.figure
    )
    own = tuple(
        Goal(criterion.text, None, criterion.target, None, None, None, own=True)
        for criterion in (recipient.criteria if recipient else ())
        if criterion.target
    )
    return (stated or figures) + own


def risks(proposal: Proposal, workspace: Workspace) -> tuple[RiskLine, ...]:
    """The risks, gravest first."""
    ranked = sorted(proposal.risks, key=lambda risk: -risk.likelihood * risk.impact)
    return tuple(RiskLine(risk, workspace.team[risk.owner]) for risk in ranked)


def own_risks(risks: tuple[RiskLine, ...], reader: Reader) -> tuple[RiskLine, ...]:
    """The risks of the kind of result that the reader trusts most; where there are none, the gravest three."""
    own = tuple(line for line in risks if line.risk.kind == reader.cases.prefer[0])
    return own or risks[:_TOP_RISKS]


def steps(planned: Iterable[NextStep | ComingStep], client: Client, workspace: Workspace) -> tuple[Step, ...]:
    """The steps that are planned by day, each with the name of who takes it."""
    theirs = {person.id: person for person in client.stakeholders}

    def line(step: NextStep | ComingStep) -> Step:
        person = theirs.get(step.who)
        who = person or workspace.team[step.who]
        return Step(step.on, step.what, who.name, who.title, person.gender if person else None, ours=person is None)

    return tuple(sorted(map(line, planned), key=lambda step: step.on))


def themes(proposal: Proposal, client: Client, workspace: Workspace) -> Iterable[Theme]:
    """The win themes with their proofs."""
    for theme in proposal.win_themes:
        proof = resolve(theme.proof, client, proposal, workspace.cases)
        if proof is not None:
            yield Theme(theme.claim, theme.client_fact, proof)


def benefit_sources(proposal: Proposal, client: Client, workspace: Workspace) -> tuple[Source | None, ...]:
    """Where the figures of each benefit of the business case come from."""
    rows = proposal.business_case.benefits if proposal.business_case else ()
    proofs = (resolve(row.proof, client, proposal, workspace.cases) for row in rows)
    return tuple(proof.source if proof else None for proof in proofs)


def assumption_sources(proposal: Proposal) -> tuple[Source | None, ...]:
    """Where each assumption of the business case comes from."""
    assumptions = proposal.business_case.assumptions if proposal.business_case else ()
    return tuple(
        Source(f"assumption/{number}", line.text, line.source, line.on) if line.source else None
        for number, line in enumerate(assumptions, start=1)
    )


def contacts(proposal: Proposal, workspace: Workspace) -> tuple[Contact, ...]:
    """Whom the client may call, as far as the consent covers this use."""
    known = ((workspace.cases[line.case], line.contact) for line in proposal.references)
    return tuple(Contact(case, contact) for case, contact in known if case.callable)
