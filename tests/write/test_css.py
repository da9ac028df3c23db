"""The stylesheets cover the vocabulary and nothing but the theme decides their values."""

from __future__ import annotations

import re

import pytest

from kamdocs.model.theme import Theme
from kamdocs.rules.charts import CHARTS, DIAGRAMS
from kamdocs.rules.vocabulary import ELEMENTS
from kamdocs.write.css import screen_stylesheet, stylesheet


@pytest.fixture(params=[stylesheet, screen_stylesheet], ids=["print", "screen"])
def sheet(request: pytest.FixtureRequest, theme: Theme) -> str:
    """Each stylesheet, without comments."""
    return re.sub(r"/\*.*?\*/", "", request.param(theme), flags=re.DOTALL)


def uncovered(sheet: str) -> list[str]:
    """What of the vocabulary has no rule: an element that browsers know how to show may go without one, and so may what
    is drawn, what only says what is listed or counted, and footnotes on a screen, which stand at its end."""
    plain = {"body", "section", "div", "thead", "tbody", "colgroup", "col", "span", "br", "td", "th", "data"}
    replaced = CHARTS | DIAGRAMS | {"detailed", "done", "numbered"} | ({"footnote"} if ".note-back" in sheet else set())
    selectors = " ".join(re.findall(r"([^{}]+)\{", sheet))
    elements = [name for name in ELEMENTS if name not in plain and not re.search(rf"(?<![\w.-]){name}\b", selectors)]
    classes = {name for _, names in ELEMENTS.values() for name in names}
    return elements + sorted(name for name in classes - replaced if f".{name}" not in selectors)


def test_every_element_and_class_has_its_look(sheet: str) -> None:
    """A new word of the vocabulary needs a rule."""
    assert uncovered(sheet) == []


def test_a_class_without_a_rule_is_caught(theme: Theme) -> None:
    """The check finds what is not there."""
    assert uncovered(stylesheet(theme).replace(".callout", ".other")) == ["callout"]
    assert uncovered(stylesheet(theme).replace("blockquote", "other")) == ["blockquote"]


def test_no_token_is_left_open(sheet: str) -> None:
    """Each has become a value."""
    assert "var(" not in sheet


def test_the_theme_decides_every_colour(theme: Theme) -> None:
    """Another theme shares no colour with this one, but the white of the screen's paper and its shadow."""
    tokens = theme.model_dump(mode="json")
    tokens["colours"] = {name: f"#0000{number:02x}" for number, name in enumerate(tokens["colours"], start=1)}
    other = Theme.model_validate(tokens)
    for make in (stylesheet, screen_stylesheet):
        shared = set(re.findall(r"#[0-9a-f]{6}\b", make(theme))) & set(re.findall(r"#[0-9a-f]{6}\b", make(other)))
        assert shared <= {"#ffffff"}


def test_sizes_and_margins_come_from_the_theme(theme: Theme) -> None:
    """As points and millimetres."""
    tokens = theme.model_dump(mode="json")
    tokens["sizes"]["text"], tokens["margins"]["left"] = "9.25", "31.5"
    sheet = stylesheet(Theme.model_validate(tokens))
    assert "font-size: 9.25pt" in sheet
    assert "31.5mm" in sheet
