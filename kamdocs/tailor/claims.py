"""Claims have proofs: a figure in a claim is that of its proof, and none stands without one.

What counts as a figure says `kamdocs.rules.figures`. Two sorts need no proof of their own, because the offer itself
states them and is bound by them: an amount of its price, and a count that its scope, phases or terms name with the same
thing counted (`2 engineers`, where the scope says `2 engineers`). Percentages always need one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from kamdocs.errors import Problem
from kamdocs.model.base import Text
from kamdocs.model.case import PublicCase, PublicResult, Range
from kamdocs.model.client import Client
from kamdocs.model.plan import Proof
from kamdocs.model.proposal import Proposal
from kamdocs.model.rules import FIGURE_NOT_IN_PROOF
from kamdocs.model.workspace import ClientFolder, KeyPath, Workspace
from kamdocs.rules.figures import Figure, Figures
from kamdocs.rules.listing import enumerated
from kamdocs.tailor.proofs import resolve
from kamdocs.tailor.stated import Stated, known_texts, known_values, offer_amounts, offer_texts, stated

_UNPROVED = "figure-without-proof"
_UNTOLD = "figure-not-told"

_MONTH = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?![\d-])")


class _Offer:
    """What the offer states itself, worked out when a figure is held against it first."""

    def __init__(self, workspace: Workspace, figures: Figures, client: Client, proposal: Proposal) -> None:
        self._figures = figures
        self._languages = workspace.settings.languages
        self._texts = tuple(offer_texts(workspace, proposal))
        self._client = client
        self._proposal = proposal

    def states(self, figure: Figure, language: str) -> bool:
        """Whether the offer itself states `figure`, and so answers for it."""
        if figure.kind == "money":
            return bool(figure.readings & self.amounts)
        return figure.kind != "percent" and any(
            (reading, figure.counted) in self.counts.get(language, ()) for reading in figure.readings
        )

    @cached_property
    def amounts(self) -> frozenset[Decimal]:
        """The amounts of its price."""
        return offer_amounts(self._proposal)

    @cached_property
    def counts(self) -> Mapping[str, frozenset[tuple[Decimal, str]]]:
        """By language, each count with what is counted."""
        return {
            code: frozenset(
                (reading, figure.counted)
                for text in self._texts
                for figure in self._figures.find(text.get(code) or "", code)
                for reading in figure.readings
                if figure.kind in ("count", "exact")
            )
            for code in self._languages
        }

    @cached_property
    def known(self) -> _Values:
        """What its texts, the needs and the facts state, and what was done together before."""
        texts = [*self._texts, *known_texts(self._client, self._proposal)]
        worded = _worded(self._figures, texts, self._languages)
        shares = worded.shares | known_values(self._client, self._proposal, shares=True)
        return _Values(worded.numbers | shares | known_values(self._client, self._proposal, shares=False), shares)


class _Values(NamedTuple):
    """Numbers, and those of them that are percentages."""

    numbers: frozenset[Decimal]
    shares: frozenset[Decimal]

    def hold(self, figure: Figure) -> bool:
        """Whether `figure` is one of them; a percentage only of the percentages."""
        return bool(figure.readings & (self.shares if figure.kind == "percent" else self.numbers))


def figure_faults(workspace: Workspace, figures: Figures, folder: ClientFolder, proposal_id: str) -> Iterator[Problem]:
    """What is wrong with the figures in the claims of a proposal, each at its claim, in each language of it.

    Errors are a figure without a proof, and one more exact than its proof may be told; a figure that its proof does not
    hold is as grave as `kamdocs.yaml` says.
    """
    proposal = folder.proposals[proposal_id]
    judge: _Judge | None = None
    for claim in stated(workspace, folder, proposal_id):
        for language, text in _texts(claim.text, workspace.settings.languages):
            found = list(figures.find(text, language))
            if found:
                judge = judge or _Judge(workspace, figures, folder.client, proposal)
                path = claim.path if isinstance(claim.text.root, str) else (*claim.path, language)
                yield from judge.judge(claim, found, path, language)


class _Judge:
    """Holds the figures of claims against their proofs and against the offer."""

    def __init__(self, workspace: Workspace, figures: Figures, client: Client, proposal: Proposal) -> None:
        self._workspace = workspace
        self._figures = figures
        self._client = client
        self._proposal = proposal
        self._offer = _Offer(workspace, figures, client, proposal)

    def judge(self, claim: Stated, figures: Sequence[Figure], path: KeyPath, language: str) -> Iterator[Problem]:
        """What is wrong with the `figures` of a claim, which stands at `path` in `language`."""
        if claim.proof is None:
            bare = [figure for figure in figures if not self._offer.states(figure, language)]
            if bare:
                yield self._unproved(claim, bare, path)
            return
        proof = resolve(claim.proof, self._client, self._proposal, self._workspace.cases)
        if proof is None:
            return
        others = [figure for figure in figures if figure.readings and not self._holds(proof, figure, language)]
        if others and not _is_exact(proof.result):
            yield self._untold(claim, others, path, proof)
        elif others:
            what = f"{claim.name} states {_listed(others)}, which its proof, {_named(claim)}, does not hold"
            help = f"mend the figure, or name the proof that holds it{_told(proof)}"
            yield from self._workspace.doubt(claim.file, path, FIGURE_NOT_IN_PROOF, what, help=help)

    def _holds(self, proof: Proof, figure: Figure, language: str) -> bool:
        if any(_is_rounded(value, reading) for value in _measured(proof) for reading in figure.readings):
            return True
        if _worded(self._figures, list(_texts_of(proof)), self._workspace.settings.languages).hold(figure):
            return True
        if not _is_exact(proof.result):
            return self._offer.states(figure, language)
        if figure.kind == "count" and figure.readings & _lengths(proof.result):
            return True
        return self._offer.known.hold(figure) or (figure.kind == "money" and self._offer.states(figure, language))

    def _unproved(self, claim: Stated, figures: Sequence[Figure], path: KeyPath) -> Problem:
        help = "name its `proof`, or say it without the figure"
        if claim.borrowed:
            help = f"name its `proof`, or list `{claim.borrowed}` in `without_arguments` of the proposal"
        what = f"{claim.name} states {_listed(figures)} without a proof"
        return self._workspace.sources.problem(claim.file, path, _UNPROVED, what, help=help)

    def _untold(self, claim: Stated, figures: Sequence[Figure], path: KeyPath, proof: Proof) -> Problem:
        is_range = proof.result is not None and isinstance(proof.result.after, Range)
        told = "as a range" if is_range else "by its direction alone"
        what = f"{claim.name} states {_listed(figures)}, but {_named(claim)} may be told only {told}"
        help = f"say it as the result may be told{_told(proof)}"
        return self._workspace.sources.problem(claim.file, path, _UNTOLD, what, help=help)


def _worded(figures: Figures, texts: Sequence[Text], languages: Iterable[str]) -> _Values:
    """The numbers in `texts`."""
    found = (figure for code in languages for text in texts for figure in figures.find(text.get(code) or "", code))
    shares = frozenset(reading for figure in found if figure.kind == "percent" for reading in figure.readings)
    return _Values(figures.numbers(written for text in texts for written in text.each()), shares)


def _measured(proof: Proof) -> frozenset[Decimal]:
    """The values of a proof, their difference, and how much of the first that is in per cent."""
    if proof.figure is not None:
        return frozenset({proof.figure.value})
    if proof.result is None:
        return frozenset()
    before, after = proof.result.before, proof.result.after
    bounds = [bound for value in (before, after) if isinstance(value, Range) for bound in (value.low, value.high)]
    exact = [value for value in (before, after) if isinstance(value, Decimal)]
    changes = []
    if isinstance(before, Decimal) and isinstance(after, Decimal):
        changes = [abs(after - before), *([abs(after - before) * 100 / abs(before)] if before else [])]
    return frozenset((*bounds, *exact, *changes))


def _lengths(result: PublicResult | None) -> frozenset[Decimal]:
    """How long the period of a result is that stands as two months, `2024-09 / 2025-08`, both included: in months, and
    in years where it is whole years."""
    texts = result.period.each() if result is not None else ()
    named = {int(year) * 12 + int(month) for text in texts for year, month in _MONTH.findall(text)}
    if len(named) != 2:
        return frozenset()
    months = Decimal(max(named) - min(named) + 1)
    return frozenset({months, *([months / 12] if months % 12 == 0 else [])})


def _is_exact(result: PublicResult | None) -> bool:
    if result is None:
        return True
    values = (result.before, result.after)
    hidden = result.direction is not None and values == (None, None)
    return not hidden and not any(isinstance(value, Range) for value in values)


def _is_rounded(value: Decimal, stated: Decimal) -> bool:
    """Whether `stated` is `value`, or `value` rounded to the decimals of `stated`."""
    decimals = max(0, -int(stated.as_tuple().exponent))
    return round(value, decimals) == stated


def _texts_of(proof: Proof) -> Iterator[Text]:
    if proof.case is not None:
        yield from _of_case(proof.case)
    if proof.result is not None:
        yield from (proof.result.metric, proof.result.period)
    if proof.source is not None:
        yield from (proof.source.what, proof.source.source)


def _of_case(case: PublicCase) -> Iterator[Text]:
    yield from (case.title, case.problem, case.solution)
    if case.quote is not None:
        yield case.quote.text


def _named(claim: Stated) -> str:
    proof = claim.proof
    if proof is None or proof.case is None:
        return f"need `{proof.need}`" if proof and proof.need else f"fact `{proof.fact if proof else ''}`"
    return f"result `{proof.result}` of case `{proof.case}`"


def _listed(figures: Iterable[Figure]) -> str:
    return enumerated(dict.fromkeys(f"`{figure.written}`" for figure in figures))


def _told(proof: Proof) -> str:
    result = proof.result
    values = [proof.figure.value] if proof.figure else ([result.before, result.after] if result else [])
    written = [_written(value) for value in values if value is not None]
    return f": it holds {enumerated(f'`{one}`' for one in written)}" if written else ""


def _written(value: Decimal | Range) -> str:
    return f"{value.low:f} to {value.high:f}" if isinstance(value, Range) else f"{value:f}"


def _texts(text: Text, languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """`text` by language; one that counts for every language is read as the house's own."""
    codes = list(languages)
    for code in codes[:1] if isinstance(text.root, str) else codes:
        written = text.get(code)
        if written is not None:
            yield code, written
