"""Every version of a proposal as a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from kamdocs.errors import InputError, Problem
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit
from kamdocs.model.page import Page, Rendered
from kamdocs.model.plan import Plan, Section
from kamdocs.model.workspace import KeyPath, Workspace
from kamdocs.render.body import HtmlBody
from kamdocs.render.citations import Citations
from kamdocs.render.corpus import corpus, facts, inputs, printed_facts
from kamdocs.render.current import Rendering, use
from kamdocs.render.environment import Environment
from kamdocs.render.faults import noted_problems
from kamdocs.render.shared_code import make_environment
from kamdocs.render.sources import TemplateSources
from kamdocs.render.tokens import text_of
from kamdocs.render.version import ProposalVersion
from kamdocs.render.word_version import WordTemplates, WordVersion
from kamdocs.rules.stated_sums import stated_sums


def render_proposals(plans: Sequence[Plan], workspace: Workspace, kit: Kit) -> tuple[Rendered, ...]:
    """One page for each plan, made from the template in Word of its kind where there is one, else from its sections.

    Raises InputError with every fault of the templates and every text that is missing in a language, of all versions.
    """
    renderer = ProposalRenderer(workspace, kit)
    pages, problems = list[Rendered](), list[Problem]()
    for plan in plans:
        try:
            pages.append(renderer.page(plan))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return tuple(pages)


class ProposalRenderer:
    """Makes plans into pages, one after the other, and keeps what those of one language share."""

    def __init__(self, workspace: Workspace, kit: Kit) -> None:
        self._workspace, self._kit = workspace, kit
        self._sources = TemplateSources(kit.templates)
        self._environments: dict[str, Environment] = {}
        self._word_templates = WordTemplates(kit)

    def page(self, plan: Plan) -> Rendered:
        """The page of `plan`; raises InputError with all that is wrong with it."""
        if plan.language not in self._kit.languages:
            raise InputError([_no_language(plan)])
        version = self._version(plan)
        page = version.page()
        if page is None or version.problems:
            raise InputError(version.problems)
        return page

    def _version(self, plan: Plan) -> _HtmlVersion | WordVersion:
        if self._word_templates.has(plan.kind.name_of(plan.kind_id)):
            return WordVersion(plan, self._workspace, self._kit, self._word_templates)
        if plan.language not in self._environments:
            self._environments[plan.language] = make_environment(self._sources, plan.language)
        return _HtmlVersion(plan, self._workspace, self._kit, self._sources, self._environments[plan.language])


def _no_language(plan: Plan) -> Problem:
    return Problem(
        file_of("kamdocs"),
        0,
        0,
        "no-language",
        f"there are no rules for the language `{plan.language}`",
        help=f"write `templates/languages/{plan.language}.yaml`",
    )


class _HtmlVersion(ProposalVersion):
    """One version whose sections are rendered as HTML."""

    def __init__(
        self, plan: Plan, workspace: Workspace, kit: Kit, sources: TemplateSources, environment: Environment
    ) -> None:
        super().__init__(plan, workspace, kit)
        self._sources = sources
        self._body = HtmlBody(plan.language, kit, sources, environment)

    def page(self) -> Page:
        """The page; meaningful only where `problems` is empty."""
        use(rendering := Rendering(self._body.store, self._writer))
        citations = Citations(self._body.store)
        self._fill(citations, rendering)
        title, house = self._title(), self._text(self._workspace.house.name)
        self.problems += (*noted_problems(rendering.noted, self._sources), *self._missing.problems)
        self.problems += self._body.finish()
        if not citations.all_listed and not self.problems:
            self.problems.append(self._unlisted())
        return self._page(self._body.root, title, house)

    def _fill(self, citations: Citations, rendering: Rendering) -> None:
        """Put the sections into the body."""
        context = self._context(citations, citations.cite)
        rendering.names = (*context, "section", "detail")
        for section in self._plan.sections:
            self._append(section, context)

    def _page(self, body: etree._Element, title: str, house: str) -> Page:
        plan = self._plan
        html = etree.tostring(body, encoding="unicode")
        plain = " ".join(text_of(body).split())
        printed = printed_facts(plan, self._writer)
        return Page(
            path=self._path(),
            language=plan.language,
            title=title,
            author=house,
            running_head=" · ".join(filter(None, (house, plan.proposal.number, *self._marks()))),
            html=html,
            facts=facts(plan),
            printed={name: text for name, text in printed.items() if " ".join(text.split()) in plain},
            inputs=inputs(plan, self._workspace, self._kit, [str(image.get("src")) for image in body.iter("img")]),
            corpus=corpus(plan, self._workspace),
            sums=stated_sums(plan.price, plan.cash_flow, plan.language),
            pages_max=plan.pages_max,
        )

    def _append(self, section: Section, context: Mapping[str, Any]) -> None:
        template = self._sources.find(self._plan.kind.section_name(section.id), self._plan.language)
        if template is None:
            self.problems.append(self._no_template(section))
            return
        own = {**context, "section": self._see(section), "detail": section.detail}
        self._body.append(template, own, _anchor(section), level=section.level)

    def _unlisted(self) -> Problem:
        what = "no section lists the sources of the figures that the sections before it cite"
        help = "end `sections` with one that lists them, as `sources` does"
        return self._problem_of_list(("sections",), "unlisted-sources", what, help)

    def _no_template(self, section: Section) -> Problem:
        index = [listed.id for listed in self._plan.sections].index(section.id)
        what = f"there is no template for the section `{section.id}`"
        help = f"write `templates/{self._plan.kind.section_name(section.id)}.md.j2`"
        return self._problem_of_list(("sections", index, "id"), "no-template", what, help)

    def _problem_of_list(self, path: KeyPath, rule: str, what: str, help: str) -> Problem:
        """A problem of the list of sections, in the file of the kind or else of the reader."""
        if self._plan.kind.sections:
            return Problem(self._plan.kind.file(self._plan.kind_id), 0, 0, rule, what, help=help)
        return self._workspace.sources.problem(file_of("reader", self._plan.reader_id), path, rule, what, help=help)


def _anchor(section: Section) -> str:
    """The id of a section, unique in its document."""
    opens = section.chapter is not None and not section.level
    return f"{section.id}-{section.chapter.reader_id}" if opens and section.chapter else section.id
