"""The HTML file needs no other file."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from support import REPOSITORY

from kamdocs.errors import OutputError
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.write.screen import html_content

MakePage = Callable[..., Page]


def test_one_file_holds_text_style_and_pictures(make_page: MakePage, theme: Theme) -> None:
    """Language and title are set, the text is as it was, the picture is inside, and nothing is loaded."""
    page = make_page(
        "<h1>견적 A &amp; B</h1><p/><p>x<br/>y</p>"
        "<p><img src='profiles/house-logo.png' alt='Logo' width='40'/></p>"
        "<table><colgroup><col width='30%'/></colgroup><tbody><tr><td>1</td></tr></tbody></table>",
        language="ko",
    )
    text = html_content(page, theme, assets=REPOSITORY, css="h2 { color: red }").decode()
    root = html.fromstring(text.encode())
    assert text.startswith("<!DOCTYPE html>")
    assert root.get("lang") == "ko"
    assert root.findtext("head/title") == "Offer"
    assert [element.tag for element in root.find("body")] == ["h1", "p", "p", "p", "table"]
    assert root.findtext("body/h1") == "견적 A & B"
    source = root.find(".//img").get("src")
    assert (
        base64.b64decode(source.removeprefix("data:image/png;base64,"))
        == (REPOSITORY / "profiles/house-logo.png").read_bytes()
    )
    assert root.find(".//img").get("style").startswith("width: 40px")
    assert root.find(".//col").get("style").startswith("width: 30%")
    assert root.findtext("head/style").endswith("h2 { color: red }")
    assert "url(" not in text
    assert not root.xpath("//script | //link")


def test_a_missing_picture_is_an_error(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """It is told by its name."""
    with pytest.raises(OutputError, match=r"`gone\.png` is no picture of the workspace"):
        html_content(make_page("<p><img src='gone.png' alt='x'/></p>"), theme, assets=tmp_path)


def test_a_width_cannot_smuggle_in_a_style(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """What is no width stays out of the style."""
    page = make_page("<table><colgroup><col width='9px; color: red'/></colgroup><tbody/></table>")
    root = html.fromstring(html_content(page, theme, assets=tmp_path))
    assert root.find(".//col").get("style") is None
