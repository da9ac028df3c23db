"""The plan of every version that is asked for."""

from __future__ import annotations

from dataclasses import replace

from kamdocs.errors import InputError
from kamdocs.model.coverage import Coverage
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit
from kamdocs.model.plan import Plan
from kamdocs.model.request import ProposalRequest
from kamdocs.model.workspace import ClientFolder, Workspace
from kamdocs.rules.business_case import cash_flow
from kamdocs.rules.likeness import Likeness
from kamdocs.rules.money import price_sheet
from kamdocs.rules.time import due_on, end_of_day, issued_on, valid_until
from kamdocs.tailor import details, schedule
from kamdocs.tailor.arguments import choose_claims
from kamdocs.tailor.cases import choose_cases
from kamdocs.tailor.chapters import by_role
from kamdocs.tailor.coverage import coverage
from kamdocs.tailor.documents import documents, missing, no_cases, on_the_day
from kamdocs.tailor.people import rank_people
from kamdocs.tailor.progress import latest_report
from kamdocs.tailor.reading import Reading
from kamdocs.tailor.remarks import doubts
from kamdocs.tailor.sections import order_sections, section_kinds, unknown_additions
from kamdocs.tailor.versions import find_proposal, find_versions

_TOP_CLAIMS = 3


def tailor(workspace: Workspace, kit: Kit, request: ProposalRequest) -> tuple[Plan, ...]:
    """One plan for each version that `request` asks for.

    Raises RequestError with everything in `request` that there is not, and InputError for what stands against this
    proposal on this day, as a case that may no longer be told.
    """
    folder, proposal_id = find_proposal(
        workspace, request, [id for id, kind in kit.kinds.items() if kind.is_form == request.form]
    )
    proposal = folder.proposals[proposal_id]
    _refuse_unfit(workspace, kit, folder, proposal_id, request)
    readings = _readings(workspace, kit, folder, proposal_id, request)
    covered = coverage(workspace, folder.client, proposal, readings[0].likeness)
    report = latest_report(proposal, folder.client, workspace, today=request.today)

    def plan(reading: Reading) -> Plan:
        return on_the_day(_plan(reading, kit, covered, request), kit.kinds, report, today=request.today)

    versions = tuple(map(plan, readings))
    whole = plan(replace(readings[0], reader_id=by_role(versions)[0].reader_id, recipient=None))
    made = documents(whole, versions, workspace)
    if not made:
        raise InputError([no_cases(whole, file_of("proposal", folder.id, proposal_id), workspace)])
    return made


def _refuse_unfit(
    workspace: Workspace, kit: Kit, folder: ClientFolder, proposal_id: str, request: ProposalRequest
) -> None:
    """Raise InputError with all that stands against making this kind of document of the proposal on this day."""
    kind, file = kit.kinds[request.kind], file_of("proposal", folder.id, proposal_id)
    against = [*workspace.blocked.get(file, ())]
    if kind.offers:
        against += doubts(workspace, kit, folder, proposal_id, today=request.today)
    against += missing(request.kind, kind, folder.proposals[proposal_id], file, workspace, request.today)
    if any(problem.severity == "error" for problem in against):
        raise InputError(against)


def _readings(
    workspace: Workspace, kit: Kit, folder: ClientFolder, proposal_id: str, request: ProposalRequest
) -> tuple[Reading, ...]:
    """Who reads each version that `request` asks for; in one language where the document is not made for each."""
    proposal, language = folder.proposals[proposal_id], request.language
    if kit.kinds[request.kind].per != "recipient":
        language = language or proposal.language or folder.client.language
    found = find_versions(folder, proposal, replace(request, language=language))
    if unknown := [*unknown_additions({version.reader for version in found}, workspace, kit.templates)]:
        raise InputError(unknown)
    likeness = Likeness(kit.languages, workspace.settings.languages)
    return tuple(
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
        for version in found
    )


def _plan(reading: Reading, kit: Kit, covered: Coverage, request: ProposalRequest) -> Plan:
    workspace, folder, recipient = reading.workspace, reading.folder, reading.recipient
    client, proposal, reader = reading.client, reading.proposal, reading.reader
    visit = folder.visits.get(proposal.visit) if proposal.visit else None
    claims, not_meant = choose_claims(reading)
    kind = kit.kinds[request.kind]
    by_kind, by_reader = (kind.sections, f"kind `{request.kind}`"), (reader.sections, f"reader `{reading.reader_id}`")
    sections, homeless = order_sections(
        *(by_kind if kind.sections else by_reader), claims, section_kinds(kit.templates)
    )
    cases, left_out = choose_cases(reading, claims)
    risks = details.risks(proposal, workspace)
    phases = schedule.phases(proposal, workspace)
    price = schedule.dated(price_sheet(proposal.price), proposal, phases)
    last_day = valid_until(proposal, workspace.settings, request.today)
    sender_id = proposal.sender or (visit.by[0] if visit else workspace.house.signatory)
    return Plan(
        client_id=folder.id,
        proposal_id=reading.proposal_id,
        kind_id=request.kind,
        kind=kind,
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
        valid_until=last_day,
        valid_through=end_of_day(last_day, workspace.settings.timezone),
        visit=details.visited(visit, client, recipient),
        needs=details.needs(client, recipient),
        goals=details.goals(client, proposal, recipient),
        sections=sections,
        claims=claims,
        top_claims=claims[:_TOP_CLAIMS],
        themes=tuple(details.themes(proposal, client, workspace)),
        cases=cases,
        people=rank_people(reading, {chosen.case.id for chosen in cases}),
        phases=phases,
        price=price,
        cash_flow=cash_flow(proposal.business_case, price) if proposal.business_case else None,
        risks=risks,
        own_risks=details.own_risks(risks, reader),
        requirements=proposal.requirements,
        steps=details.steps(proposal.next_steps, client, workspace),
        contacts=details.contacts(proposal, workspace),
        rejected=(*not_meant, *homeless, *left_out),
        coverage=covered,
        benefit_sources=details.benefit_sources(proposal, client, workspace),
        weeks_not_counted=schedule.weeks_not_counted(proposal, phases, workspace.settings),
        assumption_sources=details.assumption_sources(proposal),
        draft=any(workspace.fill_ins(file_of("proposal", folder.id, reading.proposal_id))),
    )
