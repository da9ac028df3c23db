"""Documents that are longer than their readers wish, and what would shorten them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from kamdocs.errors import InputError, Problem
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit
from kamdocs.model.page import Draft, Page, Rendered
from kamdocs.model.plan import Plan
from kamdocs.model.rules import TOO_MANY_PAGES
from kamdocs.model.workspace import Workspace
from kamdocs.render import render_proposals
from kamdocs.rules.listing import enumerated
from kamdocs.rules.pdf_text import page_count
from kamdocs.write import Extent, extent

_LISTED = 3
"""How many sections are named."""

_WORTH_TELLING = 0.05
"""What is less than half of a tenth of a page is not told."""


def too_long(drafts: Sequence[Draft], plans: Sequence[Plan], workspace: Workspace, kit: Kit) -> Iterator[Problem]:
    """A remark on each finished PDF that has more pages than the `max` of its reader: which sections are the longest,
    and what they would save if they were told in short.

    `plans` are those of the pages in the drafts, in the same order.
    """
    pages = {draft.page.path: draft.page for draft in drafts}
    planned = dict(zip(pages, plans, strict=True))
    for draft in drafts:
        plan = planned[draft.page.path]
        most = plan.pages_max
        if draft.format == "pdf" and (count := page_count(draft.read())) > most:
            what = f"`{draft.target.name}` has {count} pages, more than the {most} of `max`"
            help = _help(draft.page, plan, workspace, kit)
            if plan.kind.pages is None:
                reader = file_of("reader", plan.reader_id)
                yield from workspace.doubt(reader, ("pages", "max"), TOO_MANY_PAGES, what, help=help)
            else:
                yield from workspace.doubt_of_file(plan.kind.file(plan.kind_id), TOO_MANY_PAGES, what, help=help)


def _help(page: Rendered, plan: Plan, workspace: Workspace, kit: Kit) -> str:
    """Which sections are the longest, and what `detail: short` would save in those where it saves most."""
    if not isinstance(page, Page):
        return "say less in its Word template, or raise `max`"
    now = _extent(page, workspace, kit)
    longest = enumerated([f"`{id}` with {now.sections[id]:.1f}" for id in _greatest(now.sections)])
    told = f"the longest sections are {longest} pages"
    try:
        short = _extent(_shortened(plan, now.sections, workspace, kit), workspace, kit)
        saved = {id: length - short.sections.get(id, 0.0) for id, length in now.sections.items()}
        best = [id for id in _greatest(saved) if saved[id] >= _WORTH_TELLING]
        left = _extent(_shortened(plan, best, workspace, kit), workspace, kit).pages if best else now.pages
    except InputError:  # what nobody asked for may not be complete
        best, left = [], now.pages
    if not best:
        return f"{told}; leave one out, or raise `max`"
    savings = enumerated([f"{saved[id]:.1f} in `{id}`" for id in best])
    return f"{told}; `detail: short` would save {savings}, which leaves {left} pages"


def _greatest(lengths: Mapping[str, float]) -> list[str]:
    return sorted(lengths, key=lambda id: -lengths[id])[:_LISTED]


def _shortened(plan: Plan, ids: Collection[str], workspace: Workspace, kit: Kit) -> Page:
    """The page of `plan` with the sections `ids` told in short."""
    sections = tuple(replace(section, detail="short") if section.id in ids else section for section in plan.sections)
    (page,) = render_proposals([replace(plan, sections=sections)], workspace, kit)
    assert isinstance(page, Page)
    return page


def _extent(page: Page, workspace: Workspace, kit: Kit) -> Extent:
    return extent(page, kit.theme, assets=workspace.root, css=kit.css)
