"""Which cases a reader gets, in which order, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kamdocs.model.case import PublicCase, PublicResult
from kamdocs.model.client import Client
from kamdocs.model.house import Reader
from kamdocs.model.plan import ChosenCase, Claim, Rejected
from kamdocs.model.proposal import Proposal
from kamdocs.model.workspace import Workspace
from kamdocs.tailor.proofs import source_of

_PIN_POINTS = 100
_PROOF_POINTS = 8
_INDUSTRY_POINTS = 6
_REGION_POINTS = 3
_SERVICE_POINTS = 4
_RESULT_POINTS = 5
_OWN_POINTS = 4


def choose_cases(
    workspace: Workspace, client_id: str, client: Client, proposal: Proposal, reader: Reader, claims: Collection[Claim]
) -> tuple[tuple[ChosenCase, ...], tuple[Rejected, ...]]:
    """The cases for one reader: the pinned ones, then the best others up to the reader's count."""
    proving = {claim.proof.case.id for claim in claims if claim.proof and claim.proof.case}
    scored, rejected = [], []
    for case in workspace.cases.values():
        if case.id in proposal.cases.exclude:
            rejected.append(Rejected("case", case.id, "excluded by the proposal"))
            continue
        points = _points(case, client_id, client, proposal, reader, proving)
        score = sum(points.values())
        reason = ", ".join(f"{why} +{value}" for why, value in points.items()) or "nothing in common"
        results = _ranked(case.results, reader)
        scored.append(ChosenCase(case, results, score, reason, tuple(source_of(case, result) for result in results)))
    scored.sort(key=lambda chosen: (-chosen.score, -chosen.case.end.toordinal(), chosen.case.id))
    places = max(reader.cases.count, len(proposal.cases.pin))
    fitting = [chosen for chosen in scored if chosen.score > 0]
    rejected += [_left_out(chosen, places) for chosen in scored if chosen not in fitting[:places]]
    return tuple(fitting[:places]), tuple(rejected)


def _left_out(chosen: ChosenCase, places: int) -> Rejected:
    return Rejected("case", chosen.case.id, f"beyond the {places} shown, with {chosen.score} points: {chosen.reason}")


def _points(
    case: PublicCase, client_id: str, client: Client, proposal: Proposal, reader: Reader, proving: Collection[str]
) -> Mapping[str, int]:
    shared = set(case.services) & set(proposal.services)
    trusted = [kind for kind in reader.cases.prefer if any(result.kind == kind for result in case.results)]
    first = len(reader.cases.prefer)
    related = bool(shared) or case.industry == client.industry or case.id in proving
    points = {
        "pinned": _PIN_POINTS * (case.id in proposal.cases.pin),
        "proves a claim shown": _PROOF_POINTS * (case.id in proving),
        "same industry": _INDUSTRY_POINTS * (case.industry == client.industry),
        "same region": _REGION_POINTS * (case.region is not None and case.region == client.region),
        "their own project": _OWN_POINTS * (case.client_ref == client_id),
        f"{len(shared)} of the services": _SERVICE_POINTS * len(shared),
    }
    if related:
        best = max((first - reader.cases.prefer.index(kind) for kind in trusted), default=0)
        points[f"has {', '.join(trusted)} results"] = _RESULT_POINTS * best
    return {why: value for why, value in points.items() if value}


def _ranked(results: tuple[PublicResult, ...], reader: Reader) -> tuple[PublicResult, ...]:
    prefer = reader.cases.prefer

    def rank(result: PublicResult) -> int:
        return prefer.index(result.kind) if result.kind in prefer else len(prefer)

    return tuple(sorted(results, key=rank))
