"""What templates print: values by type and language, escaped for where they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from kamdocs.render.markdown import prose_blocks, template_html
from kamdocs.render.tokens import TokenStore, put_in

Render = Callable[..., str]


@pytest.mark.parametrize(
    ("expression", "language", "printed"),
    [
        ("client.name", "en", "Straits Meridian Logistics Group Pte. Ltd."),
        ("price.grand_total", "en", "SGD 244,942.18"),
        ("price.grand_total|amount", "en", "244,942.18"),
        ("price.discount|in_words('capital')", "en", "Six thousand five hundred Singapore dollars"),
        ("'yes' if price.grand_total is worded else 'no'", "en", "no"),
        ("valid_until", "en", "31 December 2026"),
        ("valid_until|short_date", "en", "31 Dec 2026"),
        ("price.vat_rate|percent", "en", "9%"),
        ("price.lines[3].quantity|quantity", "en", "7.25"),
        ("needs[0].figure.value|figure(needs[0].figure.unit)", "en", "19 accounts"),
        ("people|map(attribute='days')|sum|quantity", "en", "138"),
        ("['a', client.short_name]|join(' & ')", "en", "a &amp; Straits Meridian"),
        ("'2026'|particle('은/는')", "en", "2026은"),
        ("client.aliases|length", "en", "3"),
        ("visit.words[0].own", "en", None),
    ],
)
def test_a_value_is_written_by_its_type(render: Render, expression: str, language: str, printed: str | None) -> None:
    """Texts, dates, numbers and amounts in the version's language; a truth value is not printed but asked."""
    if printed is None:
        assert render(f"<p>{{% if {expression} %}}yes{{% endif %}}</p>", language=language) == "<p>yes</p>"
    else:
        found = render(f"<p>{{{{ {expression} }}}}</p>", language=language)
        assert found.replace("\xa0", " ") == f"<p>{printed}</p>"


@pytest.mark.parametrize(
    ("client", "to", "language", "printed"),
    [
        ("saeon-electronics", "kang-dong-hyun", "ko", "금289,391,438원(금이억팔천구백삼십구만일천사백삼십팔원)"),
        ("saeon-electronics", "kang-dong-hyun", "en", "-"),
    ],
)
def test_words_in_a_form_that_only_one_language_has(
    render: Render, client: str, to: str, language: str, printed: str
) -> None:
    """A template asks `is worded`; the language's file answers, for amounts and nothing else."""
    source = "<p>{% if price.vat is worded %}{{ price.grand_total|in_words('official') }}{% else %}-{% endif %}</p>"
    assert render(source, client=client, to=to, language=language) == f"<p>{printed}</p>"
    assert render(source.replace("price.vat", "client.name"), client=client, to=to, language=language) == "<p>-</p>"


def _printed(markdown: str, value: str) -> str:
    """The text of a Markdown template in which `@` stands for a printed value."""
    store = TokenStore()
    root = etree.fromstring(f"<body>{template_html(markdown.replace('@', store.keep(value)))}</body>")
    put_in(root, store)
    return "".join(root.itertext()).strip()


_NASTY = st.sampled_from(["*", "_", "`", "[", "](", "<b>", "&amp;", "|", "#", "- ", "1. ", "{{", "{%", "\\", "~", "!["])
_CLEAN = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn", "Zl", "Zp")), max_size=8)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(_NASTY | _CLEAN, min_size=1, max_size=8).map("".join).filter(str.strip))
def test_a_value_in_markdown_is_never_markup(value: str) -> None:
    """Whatever it holds, it is printed letter for letter: in a paragraph, a heading, a list, a table, a link text."""
    assert _printed("before @ after", value) == f"before {value} after"
    assert _printed("## @", value) == value.strip()
    assert _printed("- **@**", value) == value.strip()
    assert _printed("[@](https://a.example)", value) == value.strip()
    assert value in _printed("| a |\n| - |\n| x@x |", value)


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("Write to <kim@acme.example>.", "<p>Write to &lt;kim@acme.example&gt;.</p>"),
        ("See <https://acme.example>.", "<p>See &lt;https://acme.example&gt;.</p>"),
        ("Of a \\<b\\> and c", "<p>Of a &lt;b&gt; and c</p>"),
        ("One\n\n<p\nclass='{{ \"no\" }}te'>two</p>", '<p>One</p>\n<p class="note">two</p>'),
    ],
)
def test_what_is_no_element_stays_text_in_markdown(render: Render, source: str, printed: str) -> None:
    """Nothing of what traces elements to their lines is left in it."""
    assert render(source, ending="md.j2") == printed


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("{{ 0.1 + 0.2 }}", "0.3"),
        ("{{ 7 / 2 }}", "3.5"),
        ("{{ 1.5 }}", "1.5"),
        ("{{ 7|round }}", "7"),
        ("{{ '1500-3000'|numbers }} {{ '2500+'|numbers }}", "1,500-3,000 2,500+"),
        ("{% macro a() %}<{% endmacro %}{% macro b() %}x{{ client.id or 'y' }}{% endmacro %}{{ 'k'|upper }}", "K"),
        ("{% set a %}{{ 'ab' }}c{% endset %}{{ a|upper }} {{ a[1:] }}", "ABC bc"),
    ],
)
def test_calculations_are_exact_and_texts_are_texts(render: Render, source: str, printed: str) -> None:
    """Decimals, and what macros and `set` blocks give."""
    assert render(f"<p>{source}</p>") == f"<p>{printed}</p>"


def test_line_breaks_of_a_value_become_breaks(render: Render) -> None:
    """A value of several lines stays on several lines, in Markdown too."""
    html = render("x {{ 'one' ~ '\\n' ~ 'two' }} y", ending="md.j2")
    assert html == "<p>x one<br/>two y</p>"


def test_a_value_beside_markup_stays_data(render: Render) -> None:
    """Joined to what a macro made, data is still no Markdown and no HTML."""
    source = "{% macro bold(x) %}<strong>{{ x }}</strong>{% endmacro %}{{ bold('a') ~ ' *b* <i> ' ~ bold('c') }}"
    assert render(source, ending="md.j2") == "<p><strong>a</strong> *b* &lt;i&gt; <strong>c</strong></p>"


def test_prose_becomes_blocks_that_keep_the_class(render: Render) -> None:
    """Markdown in data: paragraphs take the place and the class of the paragraph they are printed in."""
    source = "<p class=\"lead\">{{ 'One *two*.\\n\\nThree.'|markdown }}</p>"
    assert render(source) == '<p class="lead">One <em>two</em>.</p><p class="lead">Three.</p>'


def test_a_section_may_hold_a_picture_alone(render: Render) -> None:
    """It has no words, and is shown."""
    picture = '<p><img src="profiles/house-logo.png" alt="Our mark"/></p>'
    assert render(picture) == picture


def test_html_in_prose_stays_text() -> None:
    """Prose may hold Markdown, but no HTML and no pictures."""
    (block,) = prose_blocks("a <b>b</b> ![x](y) [z](javascript:1)")
    assert "".join(block.itertext()) == "a <b>b</b> ![x](y) [z](javascript:1)"
    assert len(block) == 0


def test_links_and_attributes_take_values(render: Render) -> None:
    """A value in an attribute is an attribute value."""
    html = render('<p><a href="{{ client.website }}">{{ client.website }}</a></p>')
    assert html == '<p><a href="https://www.straitsmeridian.example">https://www.straitsmeridian.example</a></p>'
    assert render("[site]({{ client.website }})", ending="md.j2").startswith('<p><a href="https://www.straits')


def test_sources_are_numbered_by_first_citation(render: Render) -> None:
    """The same source keeps its number; the list holds each once."""
    source = (
        "<p>{{ cite(needs[1].source) }}{{ cite(needs[0].source) }}{{ cite(needs[1].source) }}</p>"
        "<ul>{% for line in cited() %}<li>{{ line.number }} {{ line.source }}</li>{% endfor %}</ul>"
    )
    html = render(source)
    assert html.startswith("<p><sup>1</sup><sup>2</sup><sup>1</sup></p>")
    assert html.count("<li>") == 2


def test_a_template_of_the_language_comes_before_one_for_all_in_markdown(render: Render) -> None:
    """Whichever markup the two are in."""
    own = {"proposal/sections/cover.en.html.j2": "<p>own</p>"}
    assert render("for all", ending="md.j2", others=own) == "<p>own</p>"


def test_a_template_of_the_language_comes_first(render: Render) -> None:
    """`words.<lang>` is taken before `words`, through imports too."""
    source = '{% import "proposal/words.html.j2" as say with context %}<p>{{ say.hello() }}</p>'
    others = {
        "proposal/words.html.j2": "{% macro hello() %}any{% endmacro %}",
        "proposal/words.ko.html.j2": "{% macro hello() %}{{ client.short_name|particle('은/는') }}{% endmacro %}",
    }
    assert render(source, others=others) == "<p>any</p>"
    korean = render(source, others=others, client="saeon-electronics", to="yoon-tae-ho", language="ko")
    assert korean == "<p>새온전자는</p>"
