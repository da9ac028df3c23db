"""Rendering a template that stands in the test, over a real plan of the example workspace."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from support import REPOSITORY

from kamdocs.load import load
from kamdocs.model.kit import Kit, Template, TemplateHeader
from kamdocs.model.page import Page
from kamdocs.model.plan import Plan
from kamdocs.model.request import ProposalRequest
from kamdocs.model.workspace import Workspace
from kamdocs.render import render_proposals
from kamdocs.tailor import tailor

TODAY = date(2026, 11, 23)

Render = Callable[..., str]


@pytest.fixture(scope="session")
def example() -> tuple[Workspace, Kit]:
    """The example workspace and its kit."""
    workspace, kit, _ = load(REPOSITORY, today=TODAY, use="proposal")
    return workspace, kit


def _template(name: str, source: str) -> Template:
    return Template(PurePosixPath(name), Path("templates", name), TemplateHeader(), source, 1)


def _only_sections(plan: Plan, ids: set[str]) -> Plan:
    return dataclasses.replace(plan, sections=tuple(section for section in plan.sections if section.id in ids))


def _page(example: tuple[Workspace, Kit], templates: Mapping[str, str], client: str, to: str, language: str) -> Page:
    workspace, kit = example
    kit = dataclasses.replace(kit, templates={name: _template(name, text) for name, text in templates.items()})
    request = ProposalRequest(REPOSITORY, client, TODAY, to=(to,), language=language)
    (plan,) = tailor(workspace, kit, request)
    (page,) = render_proposals([_only_sections(plan, {"cover"})], workspace, kit)
    return page


@pytest.fixture
def render(example: tuple[Workspace, Kit]) -> Render:
    """`render(source)` gives the HTML within the body and section of a version for one reader."""

    def render(
        source: str = "",
        *,
        ending: str = "html.j2",
        others: Mapping[str, str] | None = None,
        client: str = "straits-meridian",
        to: str = "rachel-tan",
        language: str = "en",
    ) -> str:
        templates = {f"proposal/sections/cover.{ending}": source, **(others or {})}
        html = _page(example, templates, client, to, language).html
        return html.partition('<section id="cover">')[2].rpartition("</section>")[0].strip()

    return render
