"""A document that shows the whole vocabulary, written in each language; each theme has one language to be seen in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from lxml import etree
from support import REPOSITORY

from kamdocs.load.pictures import PictureFiles
from kamdocs.model.kit import LanguageRules
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.render.checks import page_faults, part_faults
from kamdocs.render.references import fill_references
from kamdocs.rules.vocabulary import ELEMENTS, EVERYWHERE

THEMES = REPOSITORY / "templates" / "themes"
SPECIMENS = {path.stem: path for path in sorted((REPOSITORY / "tests" / "specimens").glob("*.html"))}
"""The body of the document by its language."""

THEME_OF = dict(zip(SPECIMENS, sorted(path.name for path in THEMES.iterdir()), strict=True))
"""The theme that the document is shown in, by its language."""


@cache
def theme(name: str) -> Theme:
    """One of the themes that come with kamdocs."""
    tokens = (THEMES / name / "theme.yaml").read_text(encoding="utf-8")
    return Theme.model_validate(yaml.load(tokens, yaml.BaseLoader))


def body_of(language: str) -> etree._Element:
    """The body as a template gives it."""
    text = SPECIMENS[language].read_text(encoding="utf-8")
    return etree.fromstring(f'<body lang="{language}">{text}</body>')


def faults_of(body: etree._Element) -> list[str]:
    """What render finds wrong with a body."""
    found = [*part_faults(body, PictureFiles(REPOSITORY)), *page_faults(body, complete=True)]
    return [f"line {fault.element.sourceline}: {fault.what}" for fault in found]


@cache
def specimen(language: str) -> Page:
    """The page as render hands it on: numbers, references and contents are filled in."""
    body, rules = body_of(language), REPOSITORY / "templates" / "languages" / f"{language}.yaml"
    found = LanguageRules.model_validate(yaml.load(rules.read_text(encoding="utf-8"), yaml.BaseLoader))
    faults = [fault.what for fault in fill_references(body, found)]
    assert not faults, faults
    return Page(
        path=Path(f"specimen.{language}"),
        language=language,
        title=str(body.xpath("string(.//h1)")),
        author="Lotus Advisory",
        running_head="Lotus Advisory · P-2027-014",
        html=etree.tostring(body, encoding="unicode"),
        facts={},
        printed={},
        inputs={},
    )


def names_in(body: etree._Element) -> set[str]:
    """The elements, classes and attributes of a body, as `p`, `p.lead` and `img alt`."""
    found: set[str] = set()
    for element in body.iter(etree.Element):
        tag = str(element.tag)
        found |= {tag, *(f"{tag}.{name}" for name in element.get("class", "").split())}
        found |= {name if name in EVERYWHERE else f"{tag} {name}" for name in map(str, element.attrib)}
    return found


def whole_vocabulary() -> Iterator[str]:
    """The elements, classes and attributes that there are."""
    for tag, (attributes, classes) in ELEMENTS.items():
        yield from (tag, *(f"{tag}.{name}" for name in classes), *(f"{tag} {name}" for name in attributes))
    yield from EVERYWHERE
