"""Which cases a reader gets, in which order, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kamdocs.model.base import Text
from kamdocs.model.case import PublicCase, PublicResult
from kamdocs.model.house import Reader
from kamdocs.model.plan import ChosenCase, Claim, Reason, Rejected
from kamdocs.model.proposal import Proposal
from kamdocs.model.weights import CaseWeights
from kamdocs.rules.listing import listed
from kamdocs.tailor.proofs import named_proofs, source_of
from kamdocs.tailor.reading import Reading, counted, score, sentence

_PIN_POINTS = 100
_FRESH_MONTHS = 36
_NEAR = 2
_MOST_NEEDS = 3
_PROVES = ("", "proves an argument here", "proves the second argument here", "proves the strongest argument here")


def choose_cases(reading: Reading, claims: Sequence[Claim]) -> tuple[tuple[ChosenCase, ...], tuple[Rejected, ...]]:
    """The cases for one reader: the pinned ones, then the best others up to the reader's count."""
    reader, wishes = reading.reader, reading.proposal.cases
    proving = _proving(claims)
    scored, rejected = [], []
    for case in reading.workspace.cases.values():
        refusal = _refusal(case, reading)
        if refusal is not None:
            rejected.append(Rejected("case", case.id, refusal))
            continue
        reasons = counted(_reasons(case, reading, proving, reader.weights.cases))
        told = sentence(reasons, otherwise="nothing in common with this client, offer or reader")
        results = _ranked(case.results, reader)
        sources = tuple(source_of(case, result) for result in results)
        scored.append(ChosenCase(case, results, score(reasons), told, sources, reasons))
    scored.sort(key=lambda chosen: (-chosen.score, -chosen.case.end.toordinal(), chosen.case.id))
    places = max(reader.cases.count, len(wishes.pin))
    fitting = [chosen for chosen in scored if _fits(chosen)]
    rejected += [_left_out(chosen, places, fitting) for chosen in scored if chosen not in fitting[:places]]
    return tuple(fitting[:places]), tuple(rejected)


def _proving(claims: Sequence[Claim]) -> dict[str, int]:
    """The cases that prove one of `claims`: 3 for the strongest claim, 2 for the second, 1 for any further one."""
    found: dict[str, int] = {}
    for rank, claim in enumerate(claims):
        if claim.proof is not None and claim.proof.case is not None:
            found.setdefault(claim.proof.case.id, max(3 - rank, 1))
    return found


def earlier_uses(reading: Reading, case_id: str) -> int:
    """How many proposals issued to this client before this one told a case."""
    return sum(
        proposal.issued is not None and proposal.issued < reading.on and case_id in _cases_told(proposal)
        for id, proposal in reading.folder.proposals.items()
        if id != reading.proposal_id
    )


def _cases_told(proposal: Proposal) -> frozenset[str]:
    """The cases that a proposal pins, proves something with, or gives as a reference."""
    proved = (proof.case for proof in named_proofs(proposal) if proof.case is not None)
    return frozenset((*proposal.cases.pin, *proved, *(reference.case for reference in proposal.references)))


def _refusal(case: PublicCase, reading: Reading) -> str | None:
    """Why a case cannot be shown to this reader at all; one that is pinned is not refused for its language."""
    wishes, fallback = reading.proposal.cases, reading.workspace.settings.fallback_language
    if case.id in wishes.exclude:
        return "excluded by the proposal"
    readable = [reading.language, *([fallback] if fallback else [])]
    if case.id not in wishes.pin and any(all(text.get(code) is None for code in readable) for text in _texts(case)):
        return f"not all of it is written in `{reading.language}`"
    return None


def _texts(case: PublicCase) -> Iterator[Text]:
    """What of a case is printed."""
    yield from (case.title, case.client, case.industry, case.problem, case.solution)
    for result in case.results:
        yield from (text for text in (result.metric, result.unit, result.period, result.source) if text is not None)
    if case.quote is not None:
        yield from (case.quote.text, case.quote.by)


def _fits(chosen: ChosenCase) -> bool:
    """Whether more speaks for a case than that it exists: that it may be named fits every client."""
    return chosen.score > 0 and any(reason.telling for reason in chosen.reasons)


def _left_out(chosen: ChosenCase, places: int, fitting: Collection[ChosenCase]) -> Rejected:
    if chosen not in fitting:
        return Rejected("case", chosen.case.id, "nothing in common with this client, offer or reader")
    rank = list(fitting).index(chosen) + 1
    return Rejected("case", chosen.case.id, f"would be no. {rank}, and {places} are shown: {chosen.reason}")


@dataclass(frozen=True, slots=True)
class _Match:
    """What one case has in common with the client and the offer."""

    industry: bool
    services: frozenset[str]
    tags: frozenset[str]
    needs: tuple[str, ...]


def _match(case: PublicCase, reading: Reading) -> _Match:
    services = [reading.workspace.services[id] for id in reading.proposal.services]
    told = [case.title, case.problem, *(result.metric for result in case.results)]
    told += [Text(tag.replace("-", " ")) for tag in case.tags]
    shared = ((need.id, reading.likeness.shared([need.text], told)) for need in reading.client.needs)
    near = (f"`{id}` (“{'”, “'.join(words[:_NEAR])}”)" for id, words in shared if len(words) >= _NEAR)
    return _Match(
        industry=case.industry == reading.client.industry,
        services=frozenset(case.services) & set(reading.proposal.services),
        tags=frozenset(case.tags) & {tag for service in services for tag in service.tags},
        needs=tuple(near)[:_MOST_NEEDS],
    )


def _reasons(case: PublicCase, reading: Reading, proving: Mapping[str, int], weights: CaseWeights) -> Iterator[Reason]:
    match, client = _match(case, reading), reading.client
    best = proving.get(case.id, 0)
    yield Reason("pinned by the proposal", _PIN_POINTS * (case.id in reading.proposal.cases.pin))
    yield Reason(_PROVES[best], weights.proof * best)
    yield Reason("same industry", weights.industry * match.industry)
    yield Reason("same region", weights.region * (case.region is not None and case.region == client.region))
    yield Reason("their own project with us", weights.own * (case.client_ref == reading.folder.id))
    used = listed(sorted(match.services))
    yield Reason(f"used {used} of this offer", weights.service * len(match.services))
    yield Reason(f"problem near {', '.join(match.needs)}", weights.problem * len(match.needs))
    yield Reason(f"key words of the offer: {', '.join(sorted(match.tags))}", weights.tag * len(match.tags))
    yield Reason("a firm of their size", weights.size * same_size(case.size, client.size))
    if match.industry or match.services or match.needs or case.id in proving:
        yield from _of_results(case, reading.reader, weights.result)
    yield from _of_standing(case, reading, weights)


def _of_results(case: PublicCase, reader: Reader, points: int) -> Iterator[Reason]:
    """The kind of result the reader trusts most among those that a case has."""
    kinds = {result.kind for result in case.results}
    trusted = [kind for kind in reader.cases.prefer if kind in kinds]
    if trusted:
        rank = reader.cases.prefer.index(trusted[0])
        best = "most" if rank == 0 else f"as no. {rank + 1}"
        what = f"results of the kind this reader trusts {best} (`{trusted[0]}`)"
        yield Reason(what, points * (len(reader.cases.prefer) - rank), telling=False)


def _of_standing(case: PublicCase, reading: Reading, weights: CaseWeights) -> Iterator[Reason]:
    """What may be told of a case, how old it is, and how often this client has heard it."""
    levels = ("its client may be named", "and quoted", "and called")
    told = [what for what, may in zip(levels, (case.named, case.quote, case.callable), strict=True) if may]
    yield Reason(" ".join(told).replace(" and quoted and", ", quoted and"), weights.consent * len(told), telling=False)
    measured = [result.measured_on for result in case.results]
    if measured and _months_between(max(measured), reading.on) > _FRESH_MONTHS:
        what = f"no result is younger than {_FRESH_MONTHS} months"
        yield Reason(what, -weights.fresh, telling=False)
    times = earlier_uses(reading, case.id)
    if times:
        often = "once" if times == 1 else f"{times} times"
        yield Reason(f"they were told of it {often} before", -weights.used * times, telling=False)


def _months_between(first: date, last: date) -> int:
    """Whole months from one day to another."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)


def same_size(one: str | None, other: str | None) -> bool:
    """Whether two numbers of people overlap, each exact, a range or at least so many."""
    spans = [_span(size) for size in (one, other) if size is not None]
    known = [span for span in spans if span is not None]
    if len(known) < 2:
        return False
    (low, high), (least, most) = known
    return max(low, least) <= min(high, most)


def _span(size: str) -> tuple[float, float] | None:
    """A size as the least and most people; None where it is in words."""
    low, _, high = size.partition("-")
    if low.endswith("+") and low[:-1].isdigit():
        return int(low[:-1]), float("inf")
    if not low.isdigit() or (high and not high.isdigit()):
        return None
    return int(low), int(high or low)


def _ranked(results: tuple[PublicResult, ...], reader: Reader) -> tuple[PublicResult, ...]:
    prefer = reader.cases.prefer

    def rank(result: PublicResult) -> int:
        return prefer.index(result.kind) if result.kind in prefer else len(prefer)

    return tuple(sorted(results, key=rank))
