"""The body of a document of HTML: what its templates give, put together and held to the closed vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from kamdocs.errors import Problem
from kamdocs.model.kit import Kit, Template
from kamdocs.render.checks import page_faults
from kamdocs.render.environment import Environment
from kamdocs.render.faults import FAULTS, problem_of
from kamdocs.render.references import fill_references
from kamdocs.render.sources import MARK, Fault, TemplateSources
from kamdocs.render.tokens import TokenStore
from kamdocs.render.tree import make_tree
from kamdocs.rules.vocabulary import HEADINGS


class HtmlBody:
    """The sections of one version in `language`, in the order in which they are appended; `root` is its `<body>`."""

    def __init__(self, language: str, kit: Kit, sources: TemplateSources, environment: Environment) -> None:
        self._language, self._kit = language, kit
        self._sources, self._environment = sources, environment
        self.store = TokenStore()
        self.root = etree.Element("body", lang=language)
        self._failed = False
        self._from: dict[etree._Element, Template] = {}
        self._problems: list[Problem] = []

    def append(self, template: Template, context: Mapping[str, Any], anchor: str, *, level: int = 0) -> None:
        """Append what `template` gives as a section with the id `anchor`, `level` steps below where its headings are;
        nothing where it gives nothing."""
        root = self._rendered(template, context)
        self._failed = self._failed or root is None
        if root is None or not len(root):
            return
        part = etree.SubElement(self.root, "section", id=anchor)
        if template.header.layout != "flow":
            part.set("class", template.header.layout)
        part.extend(list(root))
        _lower(part, level)
        self._from[part] = template

    def finish(self) -> list[Problem]:
        """All that is wrong with the sections and with the page as a whole; the marks of its elements are gone then."""
        faults = [*page_faults(self.root, complete=not self._failed)]
        faults += fill_references(self.root, self._kit.languages[self._language])
        found = [self._problem(fault) for fault in faults]
        for element in self.root.iter(etree.Element):
            if MARK in element.attrib:
                del element.attrib[MARK]
        return [*self._problems, *found]

    def _rendered(self, template: Template, context: Mapping[str, Any]) -> etree._Element | None:
        try:
            output = self._environment.get_template(str(template.name)).render(context)
        except FAULTS as fault:
            self._problems.append(problem_of(fault, template, self._sources, self._language))
            return None
        root, problems = make_tree(output, template, self._sources, self.store, self._kit.pictures)
        self._problems += problems
        return root

    def _problem(self, fault: Fault) -> Problem:
        """A fault of the page as a whole, in the template that its element comes from."""
        around = (fault.element, *fault.element.iterancestors())
        return self._sources.problem_of(fault, next(self._from[element] for element in around if element in self._from))


def _lower(part: etree._Element, level: int) -> None:
    """Put the headings of a section `level` steps below where its template has them."""
    for element in part.iter(*HEADINGS[1:]):
        step = HEADINGS.index(str(element.tag)) + level
        element.tag = HEADINGS[min(step, len(HEADINGS) - 1)]
