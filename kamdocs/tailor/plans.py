"""The plan of every version that is asked for."""

from __future__ import annotations

from kamdocs.errors import InputError
from kamdocs.model.coverage import Coverage
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit
from kamdocs.model.plan import Plan
from kamdocs.model.request import ProposalRequest
from kamdocs.model.workspace import Workspace
from kamdocs.rules.likeness import Likeness
from kamdocs.rules.money import cash_flow, price_sheet
from kamdocs.rules.time import due_on, issued_on, valid_until
from kamdocs.tailor import details
from kamdocs.tailor.arguments import choose_claims
from kamdocs.tailor.cases import choose_cases
from kamdocs.tailor.coverage import coverage
from kamdocs.tailor.people import rank_people
from kamdocs.tailor.reading import Reading
from kamdocs.tailor.remarks import doubts
from kamdocs.tailor.sections import order_sections, section_kinds
from kamdocs.tailor.versions import find_proposal, find_versions

_TOP_CLAIMS = 3


def tailor(workspace: Workspace, kit: Kit, request: ProposalRequest) -> tuple[Plan, ...]:
    """One plan for each version that `request` asks for.

    Raises RequestError with everything in `request` that there is not, and InputError for what stands against this
    proposal on this day, as a case that may no longer be told.
    """
    folder, proposal_id = find_proposal(workspace, request)
    proposal, file = folder.proposals[proposal_id], file_of("proposal", folder.id, proposal_id)
    against = [*workspace.blocked.get(file, ()), *doubts(workspace, kit, folder, proposal_id, today=request.today)]
    if any(problem.severity == "error" for problem in against):
        raise InputError(against)
    likeness = Likeness(kit.languages, workspace.settings.languages)
    covered = coverage(workspace, folder.client, proposal, likeness)
    readings = (
        Reading(
            workspace=workspace,
            folder=folder,
            proposal_id=proposal_id,
            reader_id=version.reader,
            recipient=version.recipient,
            language=version.language,
            on=issued_on(proposal, request.today),
            likeness=likeness,
        )
        for version in find_versions(folder, proposal, request)
    )
    return tuple(_plan(reading, kit, covered, request) for reading in readings)


def _plan(reading: Reading, kit: Kit, covered: Coverage, request: ProposalRequest) -> Plan:
    workspace, folder, recipient = reading.workspace, reading.folder, reading.recipient
    client, proposal, reader = reading.client, reading.proposal, reading.reader
    visit = folder.visits.get(proposal.visit) if proposal.visit else None
    claims, not_meant = choose_claims(reading)
    sections, homeless = order_sections(reader, reading.reader_id, claims, section_kinds(kit.templates))
    cases, left_out = choose_cases(reading, claims)
    risks = details.risks(proposal, workspace)
    price = price_sheet(proposal.price)
    sender_id = proposal.sender or (visit.by[0] if visit else workspace.house.signatory)
    return Plan(
        client_id=folder.id,
        proposal_id=reading.proposal_id,
        reader_id=reading.reader_id,
        reader=reader,
        recipient=recipient,
        language=reading.language,
        sender_id=sender_id,
        sender=workspace.team[sender_id],
        client=client.model_copy(update={"needs": (), "stakeholders": ()}),
        proposal=proposal,
        issued_on=reading.on,
        due_on=due_on(proposal.visit, workspace.settings) if proposal.visit else None,
        valid_until=valid_until(proposal, workspace.settings, request.today),
        visit=details.visited(visit, client, recipient),
        needs=details.needs(client, recipient),
        goals=details.goals(client, proposal, recipient),
        sections=sections,
        claims=claims,
        top_claims=claims[:_TOP_CLAIMS],
        themes=tuple(details.themes(proposal, client, workspace)),
        cases=cases,
        people=rank_people(reading, {chosen.case.id for chosen in cases}),
        phases=details.phases(proposal, workspace),
        price=price,
        cash_flow=cash_flow(proposal.business_case, price) if proposal.business_case else None,
        risks=risks,
        own_risks=details.own_risks(risks, reader),
        requirements=proposal.requirements,
        steps=details.steps(proposal, client, workspace),
        contacts=details.contacts(proposal, workspace),
        rejected=(*not_meant, *homeless, *left_out),
        coverage=covered,
        benefit_sources=details.benefit_sources(proposal, client, workspace),
    )
