"""What a proposal promises about cases, held against what their clients allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kamdocs.load.records import Record
from kamdocs.load.references import Complaint
from kamdocs.model.case import PublicCase
from kamdocs.model.proposal import Proposal
from kamdocs.model.service import Argument, ArgumentProof, Service
from kamdocs.model.workspace import KeyPath

_NOT_SHOWN = "case `{}` cannot be shown in a proposal on this day"
_ASK = "ask the owner of the case, or name another"


def untold(
    records: Iterable[Record], services: Mapping[str, Service], cases: Mapping[str, PublicCase]
) -> dict[Path, list[Complaint]]:
    """What stands against each proposal that names cases which are not among `cases` as far as it needs them."""
    proposals = ((record, record.model) for record in records if record.found.kind == "proposal")
    return {
        record.found.file: found
        for record, proposal in proposals
        if isinstance(proposal, Proposal) and (found := list(_untold(record.found.file, proposal, services, cases)))
    }


def _untold(
    file: Path, proposal: Proposal, services: Mapping[str, Service], cases: Mapping[str, PublicCase]
) -> Iterator[Complaint]:
    for index, id in enumerate(proposal.cases.pin):
        if id not in cases:
            yield Complaint(file, ("cases", "pin", index), "case-not-told", _NOT_SHOWN.format(id), _ASK)
    for index, reference in enumerate(proposal.references):
        if reference.case not in cases or not cases[reference.case].callable:
            what = f"the client of case `{reference.case}` may not be called in a proposal on this day"
            yield Complaint(file, ("references", index, "case"), "case-not-told", what, _ASK)
    for path, proof in _proofs(proposal):
        yield from _proof(file, path, proof, cases)
    yield from _borrowed(file, proposal, services, cases)


def _proof(file: Path, path: KeyPath, proof: ArgumentProof, cases: Mapping[str, PublicCase]) -> Iterator[Complaint]:
    if proof.case is None:
        return
    case = cases.get(proof.case)
    if case is None:
        yield Complaint(file, (*path, "case"), "case-not-told", _NOT_SHOWN.format(proof.case), _ASK)
    elif proof.result not in {result.id for result in case.results}:
        what = f"result `{proof.result}` of case `{proof.case}` cannot be shown in a proposal"
        yield Complaint(file, (*path, "result"), "case-not-told", what, _ASK)


def _proofs(proposal: Proposal) -> Iterator[tuple[KeyPath, ArgumentProof]]:
    for index, argument in enumerate(proposal.arguments):
        if argument.proof is not None:
            yield ("arguments", index, "proof"), argument.proof
    for index, theme in enumerate(proposal.win_themes):
        yield ("win_themes", index, "proof"), theme.proof
    for index, row in enumerate(proposal.business_case.benefits if proposal.business_case is not None else ()):
        if row.proof is not None:
            yield ("business_case", "benefits", index, "proof"), row.proof


def _borrowed(
    file: Path, proposal: Proposal, services: Mapping[str, Service], cases: Mapping[str, PublicCase]
) -> Iterator[Complaint]:
    """What stands against the arguments that the services of `proposal` bring along."""
    for path, argument in _arguments_of_services(proposal, services):
        for wrong in _proof(file, path, argument.proof, cases) if argument.proof is not None else ():
            what = f"argument `{argument.id}` of this service: {wrong.what}"
            yield Complaint(file, path, wrong.rule, what, f"list `{argument.id}` in `without_arguments`")


def _arguments_of_services(proposal: Proposal, services: Mapping[str, Service]) -> Iterator[tuple[KeyPath, Argument]]:
    for index, id in enumerate(proposal.services):
        for argument in services[id].arguments if id in services else ():
            if argument.id not in proposal.without_arguments:
                yield ("services", index), argument
