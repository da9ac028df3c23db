"""Which section each claim stands in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from kamdocs.errors import Problem
from kamdocs.model.document import SECTIONS
from kamdocs.model.house import ReaderSection
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Template, TemplateHeader
from kamdocs.model.plan import Claim, Rejected, Section
from kamdocs.model.workspace import Workspace
from kamdocs.rules.hints import hint


def section_kinds(templates: Mapping[str, Template]) -> Mapping[str, tuple[str, ...]]:
    """The argument kinds that each section shows, by section id; where a language has a template of its own, the
    header of the one for every language counts."""
    return {id: header.kinds for id, header in _headers(templates).items()}


def unknown_additions(
    readers: Collection[str], workspace: Workspace, templates: Mapping[str, Template]
) -> Iterator[Problem]:
    """What `readers` ask sections for beside themselves (`also`) that their templates cannot add."""
    headers = _headers(templates)
    asked = (
        (reader, index, section, place)
        for reader in sorted(readers)
        for index, section in enumerate(workspace.readers[reader].sections)
        for place in range(len(section.also))
    )
    for reader, index, section, place in asked:
        known = headers[section.id].adds if section.id in headers else section.also
        if section.also[place] not in known:
            what = f"the section `{section.id}` cannot add `{section.also[place]}`"
            help = (
                hint(section.also[place], known) or "leave it out, or name it in `adds` in the header of its template"
            )
            path = ("sections", index, "also", place)
            yield workspace.sources.problem(file_of("reader", reader), path, "unknown-addition", what, help=help)


def _headers(templates: Mapping[str, Template]) -> Mapping[str, TemplateHeader]:
    sections = [template for name, template in templates.items() if name.startswith(SECTIONS)]
    general_last = sorted(sections, key=lambda template: -template.name.name.count("."))
    return {template.name.name.split(".")[0]: template.header for template in general_last}


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
            reason=f"no. {number} of {by}, {', with '.join((section.detail, *section.also))}",
            also=section.also,
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
