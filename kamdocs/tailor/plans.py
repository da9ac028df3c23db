"""The plan of every version that is asked for."""

from __future__ import annotations

from dataclasses import replace

from kamdocs.errors import InputError
from kamdocs.model.client import Client, Stakeholder
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit
from kamdocs.model.plan import Coverage, Plan
from kamdocs.model.proposal import Proposal
from kamdocs.model.request import ProposalRequest
from kamdocs.model.workspace import ClientFolder, Workspace
from kamdocs.rules.money import cash_flow, price_sheet
from kamdocs.rules.time import due_on, issued_on, valid_until
from kamdocs.tailor import details
from kamdocs.tailor.arguments import choose_claims, offered_arguments
from kamdocs.tailor.cases import choose_cases
from kamdocs.tailor.chapters import by_role
from kamdocs.tailor.documents import documents, missing, no_cases, on_the_day
from kamdocs.tailor.progress import latest_report
from kamdocs.tailor.remarks import doubts
from kamdocs.tailor.sections import order_sections, section_kinds
from kamdocs.tailor.versions import Version, find_proposal, find_versions, recipients

_TOP_CLAIMS = 3


def tailor(workspace: Workspace, kit: Kit, request: ProposalRequest) -> tuple[Plan, ...]:
    """One plan for each version that `request` asks for.

    Raises RequestError with everything in `request` that there is not, and InputError for what stands against this
    proposal on this day, as a case that may no longer be told.
    """
    folder, proposal_id = find_proposal(workspace, request, kit.kinds)
    proposal, file = folder.proposals[proposal_id], file_of("proposal", folder.id, proposal_id)
    kind = kit.kinds[request.kind]
    against = [
        *workspace.blocked.get(file, ()),
        *(doubts(proposal, file, workspace, today=request.today) if kind.offers else ()),
        *missing(request.kind, kind, proposal, file, workspace, request.today),
    ]
    if any(problem.severity == "error" for problem in against):
        raise InputError(against)
    covered = coverage(workspace, folder.client, proposal)
    language = request.language or proposal.language or folder.client.language
    asked = request if kind.per == "recipient" else replace(request, language=language)

    def plan(version: Version) -> Plan:
        made = _plan(workspace, kit, folder, proposal_id, version, covered, request)
        report = latest_report(proposal, folder.client, workspace, today=request.today)
        return on_the_day(made, kit.kinds, report, today=request.today)

    versions = tuple(plan(version) for version in find_versions(folder, proposal, asked))
    whole = plan(Version(None, by_role(versions)[0].reader_id, language))
    made = documents(whole, versions, workspace)
    if not made:
        raise InputError([no_cases(whole, file, workspace)])
    return made


def coverage(workspace: Workspace, client: Client, proposal: Proposal) -> Coverage:
    """Criteria of the recipients that no argument answers, and recipients to whom none speaks."""
    arguments = offered_arguments(proposal, workspace)
    answered = {id for argument in arguments for id in argument.criteria}
    people = recipients(client, proposal)
    return Coverage(
        unanswered=tuple(
            (person.id, criterion) for person in people for criterion in person.criteria if criterion.id not in answered
        ),
        unaddressed=tuple(person.id for person in people if not _is_addressed(person, client, proposal, workspace)),
    )


def _is_addressed(person: Stakeholder, client: Client, proposal: Proposal, workspace: Workspace) -> bool:
    claims, _ = choose_claims(workspace, client, proposal, person.reader, person)
    own_needs = {need.id for need in client.needs if need.said_by == person.id}
    return any(claim.answers or own_needs & set(claim.argument.criteria) for claim in claims)


def _plan(
    workspace: Workspace,
    kit: Kit,
    folder: ClientFolder,
    proposal_id: str,
    version: Version,
    covered: Coverage,
    request: ProposalRequest,
) -> Plan:
    client, proposal = folder.client, folder.proposals[proposal_id]
    reader = workspace.readers[version.reader]
    visit = folder.visits.get(proposal.visit) if proposal.visit else None
    claims, not_meant = choose_claims(workspace, client, proposal, version.reader, version.recipient)
    kind = kit.kinds[request.kind]
    listed, by = (
        (kind.sections, f"kind `{request.kind}`") if kind.sections else (reader.sections, f"reader `{version.reader}`")
    )
    sections, homeless = order_sections(listed, by, claims, section_kinds(kit.templates))
    cases, left_out = choose_cases(workspace, folder.id, client, proposal, reader, claims)
    risks = details.risks(proposal, workspace)
    price = price_sheet(proposal.price)
    sender_id = proposal.sender or (visit.by[0] if visit else workspace.house.signatory)
    return Plan(
        client_id=folder.id,
        proposal_id=proposal_id,
        kind_id=request.kind,
        kind=kind,
        reader_id=version.reader,
        reader=reader,
        recipient=version.recipient,
        language=version.language,
        sender_id=sender_id,
        sender=workspace.team[sender_id],
        client=client.model_copy(update={"needs": (), "stakeholders": ()}),
        proposal=proposal,
        issued_on=issued_on(proposal, request.today),
        due_on=due_on(proposal.visit, workspace.settings) if proposal.visit else None,
        valid_until=valid_until(proposal, workspace.settings, request.today),
        visit=details.visited(visit, client, version.recipient),
        needs=details.needs(client, version.recipient),
        goals=details.goals(client, proposal, version.recipient),
        sections=sections,
        claims=claims,
        top_claims=claims[:_TOP_CLAIMS],
        themes=tuple(details.themes(proposal, client, workspace)),
        cases=cases,
        people=details.people(proposal, workspace, {chosen.case.id for chosen in cases}),
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
