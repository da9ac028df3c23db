"""What the page as a whole gives: numbers of captions, references to them, the table of contents."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from kamdocs.errors import InputError
from kamdocs.model.kit import Kit
from kamdocs.model.workspace import Workspace
from kamdocs.render.references import fill_references

Render = Callable[..., str]

FIGURE = '<figure id="{id}"><img src="profiles/house-logo.png" alt="a"/><figcaption>{title}</figcaption></figure>'
TABLE = '<table id="{id}"><caption class="numbered">{title}</caption><tbody><tr><td>a</td></tr></tbody></table>'


def shown(html: str) -> list[str]:
    """The text of each paragraph, caption and entry."""
    root = etree.fromstring(f"<body>{html}</body>")
    found = root.xpath("//p | //caption | //figcaption | //nav//a")
    return [" ".join("".join(element.itertext()).split(" ")).strip() for element in found]


@pytest.mark.parametrize(
    ("language", "numbered"),
    [
        ("en", ["Figure\u00a01 One", "Table\u00a01 Two", "Figure\u00a02 Three"]),
        ("ko", ["그림\u00a01 One", "표\u00a01 Two", "그림\u00a02 Three"]),
        ("vi", ["Hình\u00a01 One", "Bảng\u00a01 Two", "Hình\u00a02 Three"]),
    ],
)
def test_figures_and_tables_are_counted_apart(render: Render, language: str, numbered: list[str]) -> None:
    """A caption begins with its number, in the words of the language; one without the class `numbered` does not."""
    plain = "<table><caption>amounts in VND</caption><tbody><tr><td>a</td></tr></tbody></table>"
    html = render(
        FIGURE.format(id="a", title="One")
        + TABLE.format(id="b", title="Two")
        + plain
        + FIGURE.format(id="c", title="Three"),
        client="vam-co-foods" if language == "vi" else "saeon-electronics" if language == "ko" else "straits-meridian",
        to={"vi": "huynh-kim-phuong", "ko": "seo-mi-kyung"}.get(language, "rachel-tan"),
        language=language,
    )

    assert shown(html) == [*numbered[:2], "amounts in VND", numbered[2]]


def test_captions_are_counted_by_what_they_stand_at(example: tuple[Workspace, Kit]) -> None:
    """Not by their label, which may be the same word for both."""
    rules = example[1].languages["en"].model_copy(update={"figure_label": "No.", "table_label": "No."})
    body = etree.fromstring(f"<body>{FIGURE.format(id='a', title='A')}{TABLE.format(id='b', title='B')}</body>")
    assert list(fill_references(body, rules)) == []
    assert [span.text for span in body.iter("span")] == ["No.\u00a01", "No.\u00a01"]


def test_a_reference_shows_the_number_of_what_it_leads_to(render: Render) -> None:
    """Also where it stands before its figure; the link leads to the number itself."""
    html = render(
        '<p><a class="number" href="#b"/></p>' + FIGURE.format(id="a", title="A") + TABLE.format(id="b", title="B")
    )

    assert shown(html)[0] == "Table\u00a01"
    link = etree.fromstring(f"<body>{html}</body>").find(".//p/a")
    assert link is not None
    assert f'id="{link.get("href", "")[1:]}">Table\u00a01</span>' in html


def test_a_reference_shows_the_heading_of_what_it_leads_to(render: Render) -> None:
    """The heading itself, or the first of a section."""
    html = render(
        '<h2 id="own">Price <em>and</em> terms</h2><p><a class="title" href="#own"/>; '
        '<a class="title" href="#cover"/></p>'
    )

    assert shown(html) == ["Price and terms; Price and terms"]


def test_the_contents_list_the_headings(render: Render) -> None:
    """Those of sections, and with `detailed` those within them; the heading of the contents is not among them."""
    headings = "<h2>One</h2><h3>Within</h3><h2>Two</h2>"

    assert shown(render(f"<h2>Contents</h2><nav/>{headings}")) == ["One", "Two"]
    assert shown(render(f'<h2>Contents</h2><nav class="detailed"/>{headings}')) == ["One", "Within", "Two"]


def test_no_contents_list_the_heading_of_contents(render: Render) -> None:
    """Of a second one, say: Word keeps them out of all."""
    html = render("<h2>Contents</h2><nav/><h2>In detail</h2><nav class='detailed'/><h2>One</h2><h3>Within</h3>")

    assert shown(html) == ["One", "One", "Within"]


def test_the_entries_of_the_contents_lead_to_their_headings(render: Render) -> None:
    """A heading with an id keeps it; one without gets one that nothing else has."""
    html = render('<h2>Contents</h2><nav/><h2 id="a">One</h2><p id="heading-1">x</p><h2>Two</h2>')

    root = etree.fromstring(f"<body>{html}</body>")
    targets = [link.get("href", "")[1:] for link in root.iterfind(".//nav//a")]
    assert targets == ["a", "heading-3"]
    assert [element.tag for target in targets for element in root.iterfind(f".//*[@id='{target}']")] == ["h2", "h2"]


WRONG = [
    ('<p><a class="number" href="#x"/></p><p id="x">x</p>', "`#x` has no number"),
    ('<p><a class="title" href="#x"/></p><p id="x">x</p>', "`#x` has no heading"),
    ('<p><a class="title" href="#x">x</a></p><h2 id="x">x</h2>', "`a.title` is not empty"),
    ('<p>x <a href="#x"/></p><h2 id="x">x</h2>', "`a` is empty"),
    ("<h2>Contents</h2><nav/>", "there is no heading that `nav` could list"),
    ("<nav><p>x</p></nav><h2>x</h2>", "`p` stands in `nav`"),
    ("<h2>x<span class='footnote'>y</span></h2>", "`span.footnote` stands within `h2`"),
    ("<ul><li><div class='columns'><p>x</p></div></li></ul>", "`div.columns` stands within `li`"),
    ("<hr/>", "`hr` has no `class`"),
    ("<table><tbody><tr><td><data value='1,5'>1,5</data></td></tr></tbody></table>", "`value` of `data` is `1,5`"),
]


@pytest.mark.parametrize(("source", "what"), WRONG)
def test_what_cannot_be_is_told(render: Render, source: str, what: str) -> None:
    """With its template line."""
    with pytest.raises(InputError) as raised:
        render(source)

    assert [(problem.line, problem.what) for problem in raised.value.problems] == [(1, what)]


def test_a_table_of_a_markdown_template_may_be_aligned(render: Render) -> None:
    """A column at the right holds numbers."""
    html = render("| a | b |\n| :- | -: |\n| x | 1 |\n", ending="md.j2")

    assert '<th>a</th>\n<th class="number">b</th>' in html
    assert '<td>x</td>\n<td class="number">1</td>' in html


def test_a_document_begins_with_a_heading_of_the_first_level(render: Render) -> None:
    """Those who hear it would look for the one above."""
    with pytest.raises(InputError, match="`h3` comes before any `h2`"):
        render("<h3>x</h3><p>y</p>")
