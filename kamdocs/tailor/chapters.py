"""A document for the whole group: a chapter for each type of reader, and nothing told twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from kamdocs.model.client import Role
from kamdocs.model.document import DocumentKind
from kamdocs.model.house import Reader, ReaderSection
from kamdocs.model.plan import Chapter, ChosenCase, Claim, Plan, Section

_ROLES = get_args(Role)


def by_role(plans: Iterable[Plan]) -> list[Plan]:
    """The versions for single readers, who decides first."""
    return sorted(plans, key=lambda plan: _ROLES.index(plan.recipient.role) if plan.recipient else len(_ROLES))


def with_chapters(whole: Plan, versions: Sequence[Plan]) -> Plan:
    """`whole`, the plan for nobody in particular, with a chapter for each type of reader of `versions`.

    Each argument and each case stands in the chapter of the reader whose own version ranks it highest. Criteria are
    not told: they are a person's own.
    """
    ordered = by_role(versions)
    readers = {plan.reader_id: plan.reader for plan in ordered}
    claims = _claims(ordered)
    cases = _cases(ordered, {key for told in claims.values() for claim in told for key in _proved(claim)})
    chapters = tuple(Chapter(id, reader, tuple(claims[id]), tuple(cases[id])) for id, reader in readers.items())
    sections = tuple(_sections(whole.kind_id, whole.kind, chapters))
    told_claims = tuple(claim for chapter in chapters for claim in chapter.claims)
    told_cases = tuple(chosen for chapter in chapters for chosen in chapter.cases)
    told = {claim.argument.id for claim in told_claims} | {chosen.case.id for chosen in told_cases}
    return replace(
        whole,
        chapters=chapters,
        sections=sections,
        section_ids=tuple(dict.fromkeys(section.id for section in sections)),
        claims=told_claims,
        top_claims=(),
        cases=told_cases,
        rejected=tuple(rejected for rejected in whole.rejected if rejected.id not in told),
    )


def _claims(plans: Sequence[Plan]) -> Mapping[str, list[Claim]]:
    """Each argument once, by the reader who ranks it highest, strongest first."""
    best: dict[str, tuple[Claim, str]] = {}
    for plan in plans:
        for claim in plan.claims:
            id = claim.argument.id
            if id not in best or claim.score > best[id][0].score:
                best[id] = claim, plan.reader_id
    found: dict[str, list[Claim]] = {plan.reader_id: [] for plan in plans}
    for claim, reader_id in sorted(best.values(), key=lambda one: (-one[0].score, one[0].argument.id)):
        reason = f"ranked highest by reader `{reader_id}`: {claim.reason}"
        found[reader_id].append(replace(claim, answers=(), reason=reason))
    return found


def _proved(claim: Claim) -> Iterator[str]:
    """The key of the source of a claim."""
    if claim.proof and claim.proof.source:
        yield claim.proof.source.key


def _cases(plans: Sequence[Plan], told: Collection[str]) -> Mapping[str, list[ChosenCase]]:
    """Each case once, by the reader who ranks it highest; of equal ones, the reader with the fewest so far.

    Results that a claim has `told`, by the keys of their sources, are left out where the case has others.
    """
    shown = {chosen.case.id: chosen for plan in plans for chosen in plan.cases}
    found: dict[str, list[ChosenCase]] = {plan.reader_id: [] for plan in plans}
    for id in sorted(shown, key=lambda id: (-shown[id].score, id)):
        views = [(plan.reader_id, chosen) for plan in plans for chosen in plan.cases if chosen.case.id == id]
        reader_id, chosen = min(views, key=lambda view: (-view[1].score, len(found[view[0]])))
        reason = f"ranked highest by reader `{reader_id}`: {chosen.reason}"
        found[reader_id].append(replace(_untold(chosen, told), reason=reason))
    return found


def _untold(chosen: ChosenCase, told: Collection[str]) -> ChosenCase:
    kept = [pair for pair in zip(chosen.results, chosen.sources, strict=True) if pair[1].key not in told]
    if not kept:
        return chosen
    return replace(chosen, results=tuple(result for result, _ in kept), sources=tuple(source for _, source in kept))


def _sections(kind_id: str, kind: DocumentKind, chapters: Sequence[Chapter]) -> Iterator[Section]:
    for number, listed in enumerate(kind.sections, start=1):
        reason = f"no. {number} of kind `{kind_id}`, {listed.detail}"
        if listed.each is None:
            yield Section(listed.id, listed.detail, (), reason, listed.also)
            continue
        owners = {below.id: _owner(below, chapters) for below in listed.then}
        for chapter in chapters:
            why = f"{reason}, for `{chapter.reader_id}`"
            yield Section(listed.id, listed.detail, chapter.claims, why, listed.also, chapter)
            for below in listed.then:
                if owners[below.id] == chapter.reader_id:
                    why = f"reader `{chapter.reader_id}` gives it most, {below.detail}"
                    yield Section(below.id, below.detail, (), why, below.also, chapter, level=1)


def _owner(section: ReaderSection, chapters: Sequence[Chapter]) -> str:
    """The reader whose file has the section in full, or else at all, and earliest; the first where none has it."""
    return min(chapters, key=lambda chapter: _place(section.id, chapter.reader)).reader_id


def _place(id: str, reader: Reader) -> tuple[bool, int]:
    places = [(listed.detail != "full", index) for index, listed in enumerate(reader.sections) if listed.id == id]
    return places[0] if places else (True, len(reader.sections))
