"""Which section each claim stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kamdocs.model.house import ReaderSection
from kamdocs.model.kit import SECTIONS, Template
from kamdocs.model.plan import Claim, Rejected, Section


def section_kinds(templates: Mapping[str, Template]) -> Mapping[str, tuple[str, ...]]:
    """The argument kinds that each section shows, by section id; where a language has a template of its own, the
    header of the one for every language counts."""
    sections = [template for name, template in templates.items() if name.startswith(SECTIONS)]
    general_last = sorted(sections, key=lambda template: -template.name.name.count("."))
    return {template.name.name.split(".")[0]: template.header.kinds for template in general_last}


def order_sections(
    listed: Sequence[ReaderSection], by: str, claims: Sequence[Claim], kinds: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Section, ...], tuple[Rejected, ...]]:
    """The sections that `by` lists, in order, each claim in the one that is most its own, and the claims without a
    place.

    Each claim stands in one section only: of those that show its kind the one with the fewest kinds.
    """
    homes = {claim.argument.id: _home(claim, listed, kinds) for claim in claims}
    sections = tuple(
        Section(
            id=section.id,
            detail=section.detail,
            claims=tuple(claim for claim in claims if homes[claim.argument.id] == section.id),
            reason=f"no. {number} of {by}, {section.detail}",
        )
        for number, section in enumerate(listed, start=1)
    )
    homeless = tuple(
        Rejected(
            "argument",
            claim.argument.id,
            f"no section of this {by.partition(' ')[0]} shows kind `{claim.argument.kind}`",
        )
        for claim in claims
        if homes[claim.argument.id] is None
    )
    return sections, homeless


def _home(claim: Claim, listed: Sequence[ReaderSection], kinds: Mapping[str, tuple[str, ...]]) -> str | None:
    fitting = [section.id for section in listed if claim.argument.kind in kinds.get(section.id, ())]
    return min(fitting, key=lambda id: len(kinds[id]), default=None)
