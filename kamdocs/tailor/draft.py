"""A first proposal for a client, from the visit, the needs, the stakeholders and the services that fit.

It claims nothing that the files do not say: what a person has to add is marked where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kamdocs.model.client import Criterion, Need, Stakeholder
from kamdocs.model.draft import DraftStandard, Entry, ProposalDraft, Value
from kamdocs.model.kit import Kit
from kamdocs.model.request import DraftRequest
from kamdocs.model.workspace import Workspace
from kamdocs.rules.listing import enumerated, listed
from kamdocs.tailor.draft_basis import Basis, find_basis
from kamdocs.tailor.draft_plan import PlannedPhase, payments, phases, planned_phases, steps, team
from kamdocs.tailor.draft_price import offer_number, price
from kamdocs.tailor.draft_words import Getter, as_markdown

_MOST_NEEDS = 5
_MOST_THEMES = 3
_MOST_CASES = 4


def draft(workspace: Workspace, kit: Kit, standard: DraftStandard, request: DraftRequest) -> ProposalDraft:
    """The proposal that `request` asks for, not written yet.

    Raises RequestError with everything in `request` that there is not, or that the client's files do not say enough
    about.
    """
    basis = find_basis(workspace, kit, standard, request)
    plan = planned_phases(basis)
    parts = (_opening(basis), _reasons(basis), _work(basis, plan), _business(basis, plan))
    data = {key: value for part in parts for key, value in part.items()}
    return ProposalDraft(basis.folder.id, basis.id, tuple(_head(basis)), data)


def _head(basis: Basis) -> Iterator[str]:
    sources = ["the client's needs", "the services", *([f"the visit of {basis.visit.date}"] if basis.visit else [])]
    yield (
        f"Drafted on {basis.request.today} from {enumerated(sources)}. It builds as it stands; "
        "its documents are marked as a draft until every comment that begins with `fill in` is gone. "
        f"`kamdocs check` and each build list what is left."
    )


def _opening(basis: Basis) -> Mapping[str, Value]:
    words, services = basis.words, [service for _, service in basis.services]
    separators = {code: basis.kit.languages[code].list_separator for code in words.languages}
    title = words.made(lambda get, code: separators[code].join(get(service.name) for service in services))
    number, how = offer_number(basis)
    opening: dict[str, Value] = {
        "number": Entry(number, to_fill=how),
        "title": Entry(title, to_fill="a title that says what the client gains"),
    }
    if basis.visit:
        opening["visit"] = basis.visit.date
    opening["services"] = Entry(tuple(id for id, _ in basis.services), above=tuple(_why(basis)))
    above = tuple(_words_said(basis))
    return opening | {"summary": Entry(_summary(basis), above, "the offer in three or four sentences of your own")}


def _why(basis: Basis) -> Iterator[str]:
    for id, reason in basis.reasons.items():
        yield f"`{id}`: {reason}"
    if basis.others:
        yield f"There are also {listed(basis.others)}."


def _words_said(basis: Basis) -> Iterator[str]:
    if basis.visit and basis.visit.said:
        yield f"Said on {basis.visit.date}; these words are printed only for those who were there:"
        for said in basis.visit.said:
            yield f"  {said.who}: {basis.words.first(said.text)}"
    if not basis.client.needs:
        yield "`client.yaml` lists no needs yet; each one listed there gives this proposal something to answer."


def _summary(basis: Basis) -> Value:
    needs, standard = basis.client.needs[:_MOST_NEEDS], basis.standard

    def text(get: Getter, _: str) -> str:
        points = "\n".join(f"- {as_markdown(get(need.text))}" for need in needs)
        first = [as_markdown(get(standard.you_need)), points] if needs else []
        offered = [get(service.summary).strip() for _, service in basis.services]
        return "\n\n".join([*first, as_markdown(get(standard.we_propose)), *offered])

    return basis.words.made(text)


def _reasons(basis: Basis) -> Mapping[str, Value]:
    measured = [need for need in basis.client.needs if need.figure]
    reasons: dict[str, Value] = {}
    if measured:
        reasons["win_themes"] = [_theme(need, basis) for need in measured[:_MOST_THEMES]]
    arguments = [_argument(need, basis) for need in measured]
    criteria = tuple(_unanswered(basis))
    fill = "an argument for each criterion listed above, with its proof" if criteria else ""
    reasons["arguments"] = Entry(arguments, above=criteria, to_fill=fill)
    if basis.untold:
        why = "What proves these arguments of the services may not be shown in a proposal on this day."
        reasons["without_arguments"] = Entry(basis.untold, above=(why,))
    return reasons


def _theme(need: Need, basis: Basis) -> Value:
    return {
        "claim": Entry(basis.words.of(need.text), to_fill="our answer to this need, in a few words"),
        "client_fact": basis.today(need),
        "proof": {"need": need.id},
    }


def _argument(need: Need, basis: Basis) -> Value:
    def claim(get: Getter, code: str) -> str:
        return f"{as_markdown(basis.figure_today(need, get, code))} {as_markdown(get(need.text))}"

    return {
        "id": basis.argument_id(need),
        "kind": "insight",
        "claim": Entry(basis.words.made(claim), to_fill="what follows from this figure, and what we do about it"),
        "proof": {"need": need.id},
        "criteria": [need.id],
    }


def _unanswered(basis: Basis) -> Iterator[str]:
    """The criteria of the recipients that no argument of the services answers, heaviest first."""
    answered = {id for _, service in basis.services for argument in service.arguments for id in argument.criteria}
    found: list[tuple[Stakeholder, Criterion]] = [
        (person, criterion)
        for person in basis.client.stakeholders
        for criterion in person.criteria
        if criterion.id not in answered
    ]
    if found:
        yield "Nothing answers these criteria yet; 5 counts most:"
    for person, criterion in sorted(found, key=lambda one: -one[1].weight):
        leads = basis.workspace.readers[person.reader].leads_with[0]
        words = basis.words.first(criterion.text)
        yield f"  `{criterion.id}` ({criterion.weight}) of {person.id}, led by kind `{leads}`: {words}"


def _work(basis: Basis, plan: Sequence[PlannedPhase]) -> Mapping[str, Value]:
    scope = {
        "deliverables": Entry(
            [basis.words.of(text) for _, service in basis.services for text in service.deliverables],
            to_fill="leave out what is not handed over here",
        ),
        "assumptions": _standard_list(basis, "assumptions", "what else is taken for granted"),
        "exclusions": _standard_list(basis, "exclusions", "what else is not part of it"),
        "client_duties": _standard_list(basis, "client_duties", "what else the client provides"),
    }
    work: dict[str, Value] = {"scope": scope}
    if plan:
        work["phases"] = phases(basis, plan)
    work["team"] = team(basis)
    if cases := [f"`{case.id}`" for case in basis.fitting_cases[:_MOST_CASES]]:
        hint = f"Each reader gets the cases that fit best. What is pinned is always shown; near are {', '.join(cases)}."
        work["cases"] = Entry({"pin": []}, above=(hint,))
    return work


def _standard_list(basis: Basis, key: str, to_fill: str) -> Value:
    texts = getattr(basis.standard, key)
    return Entry([basis.words.of(text) for text in texts], to_fill=to_fill)


def _business(basis: Basis, plan: Sequence[PlannedPhase]) -> Mapping[str, Value]:
    business: dict[str, Value] = {"price": {**price(basis), "payments": payments(basis, plan)}}
    if basis.standard.terms:
        business["terms"] = [basis.words.of(text) for text in basis.standard.terms]
    return business | {"next_steps": steps(basis)}
