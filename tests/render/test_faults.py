"""What a template may not do, each told with its file, line and column."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kamdocs.errors import InputError

Render = Callable[..., str]

TITLE = 'title: {en: "One voice for regional customers: a key account programme for five countries"}'

FAULTS = [
    ("<p>{{ clinet.name }}</p>", "1:7", "`clinet` is not defined"),
    ("<p>x</p>\n<p>{{ client.nmae }}</p>", "2:14", "`nmae` is no field of `client`"),
    ("<p>{{ client.needs[0].internal }}</p>", "1:20", "there is no item `0` in this list of 0"),
    ("<p>{{ client.internal.tier }}</p>", "1:14", "`internal` is no field of `client`"),
    ("<p>{{ client.stakeholders|length }}</p>{{ client }}", "1:4", "a whole client is printed"),
    ("<p>{{ proposal.start }}</p>", "1:4", "a value that is not given is printed"),
    ("<p>{{ '' }}</p>", "1:4", "a value that is not given is printed"),
    ("<p>{{ price.vat_included }}</p>", "1:4", "a yes-or-no value is printed"),
    ("<p>{{ client.name|date }}</p>", "1:19", "`date` needs another value than this"),
    ("<p>{{ client.name|uper }}</p>", "1:4", "no filter named 'uper'"),
    ("<p>{{ client.name|safe }}</p>", "1:4", "no filter named 'safe'"),
    ("{% if client %}\n<p>x</p>", "2:1", "unexpected end of template"),
    ("<p>{{ client.name.upper() }}</p>", "1:19", "`upper` cannot be asked of this value"),
    ("<p>{{ ''.__class__.__mro__ }}</p>", "1:10", "`__class__` cannot be asked of this value"),
    ("<p>{{ cycler.__init__ }}</p>", "1:7", "`cycler` is not defined"),
    ("<p>{{ say }}</p>", "1:7", "`say` is not defined"),
    ("<p>{{ 'a' * 1000000000 }}</p>", "1:11", "`*` is not for this"),
    ("<p>{{ '%s' % client.name }}</p>", "1:12", "`%` is not for this"),
    ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "1:1", "counts without end"),
    ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "1:16", "calls itself without end"),
    ('{% include "../../etc/passwd" %}', "1:1", "there is no template"),
    ("<p>{{ 1 / 0 }}</p>", "1:4", "division by zero"),
    ("<blink>x</blink>", "1:2", "`blink` is not in the vocabulary"),
    ('<p>a</p>\n<p class="leed">x</p>', "2:11", "class `leed` is not one of `p`"),
    ('<p style="color: red">x</p>', "1:2", "`p` may not carry `style`"),
    ('<p onclick="x">x</p>', "1:2", "`p` may not carry `onclick`"),
    ('<p><a href="javascript:1">x</a></p>', "1:7", "`href` leads to `javascript:1`"),
    ('<p><a href="file:///etc/passwd">x</a></p>', "1:7", "`href` leads to `file:///etc/passwd`"),
    ("<p>x</p>\n<p>y", "2:1", "is not well-formed"),
    ("<p>x</p>\n<li>y</li>", "2:2", "`li` stands in `body`"),
    ("<table><tr><td>x</td></tr></table>", "1:9", "`tr` stands in `table`"),
    ("<body><p>x</p></body>", "1:2", "`body` stands in `body`"),
    ('<ol start="abc"><li>x</li></ol>', "1:5", "`start` of `ol` is `abc`"),
    ('<table><tbody><tr><td rowspan="99999">x</td></tr></tbody></table>', "1:23", "`rowspan` of `td` is `99999`"),
    ('<img src="a.png" alt="a" width="500"/>', "1:26", "`width` of `img` is `500`"),
    ("<div>" * 50 + "<p>x</p>" + "</div>" * 50, "1:2", "`div` stands within 40 other elements"),
]


@pytest.mark.parametrize(("source", "place", "what"), FAULTS)
def test_a_fault_is_told_with_its_place(render: Render, source: str, place: str, what: str) -> None:
    """Undefined names, holes, unknown filters and elements, and everything that could harm."""
    with pytest.raises(InputError) as caught:
        render(source)
    (problem,) = caught.value.problems[:1]
    assert what in problem.what
    assert f"{problem.line}:{problem.column}" == place
    assert problem.file.as_posix() == "templates/proposal/sections/cover.html.j2"


def test_a_fault_in_a_macro_is_told_where_the_macro_stands(render: Render) -> None:
    """Through imports and macros the innermost template line is the place."""
    words = "{% macro hello(person) %}\nHello {{ person.nmae }}\n{% endmacro %}"
    source = '{% import "proposal/words.html.j2" as say with context %}\n<p>{{ say.hello(sender) }}</p>'
    with pytest.raises(InputError) as caught:
        render(source, others={"proposal/words.html.j2": words})
    (problem,) = caught.value.problems
    assert problem.headline() == "templates/proposal/words.html.j2:2:17: `nmae` is no field of `teammember`"
    assert problem.help == "did you mean `name`?"


def test_a_macro_that_is_not_there_is_named(render: Render) -> None:
    """With the file of words it was looked for in, and the one that was meant."""
    with pytest.raises(InputError) as caught:
        render(
            '{% import "proposal/words.html.j2" as say with context %}<p>{{ say.helo() }}</p>',
            others={"proposal/words.html.j2": "{% macro hello() %}Hello{% endmacro %}"},
        )
    (problem,) = caught.value.problems
    assert problem.what == "`helo` is no macro of `proposal/words.html.j2`"
    assert problem.help == "did you mean `hello`?"


def test_a_fault_in_an_include_is_told_where_it_stands(render: Render) -> None:
    """An included template is named, not the one that includes it."""
    with pytest.raises(InputError) as caught:
        render('{% include "proposal/part.html.j2" %}', others={"proposal/part.html.j2": "\n\n{{ nothing }}"})
    (problem,) = caught.value.problems
    assert problem.headline() == "templates/proposal/part.html.j2:3:4: `nothing` is not defined"


def test_every_missing_text_is_told_at_its_place_in_the_data(render: Render) -> None:
    """A language in which texts are not given: all of them at once, each at its line in the profile."""
    with pytest.raises(InputError) as caught:
        render("<p>{{ client.situation|markdown }}</p><p>{{ proposal.title }}</p>", language="vi")
    folder = "profiles/clients/straits-meridian"
    assert [
        (problem.file.as_posix(), problem.source, problem.what.partition(",")[0]) for problem in caught.value.problems
    ] == [
        (f"{folder}/client.yaml", "  en: |-", "`situation` is not given in `vi`"),
        (f"{folder}/proposals/key-account-programme-2027.yaml", TITLE, "`title` is not given in `vi`"),
    ]


def test_figures_whose_sources_nobody_lists_are_told(render: Render) -> None:
    """A version that cites must list what it cites, after the last citation."""
    with pytest.raises(InputError) as caught:
        render("{% if cited() %}<p>listed too early</p>{% endif %}<p>{{ cite(needs[0].source) }}</p>")
    (problem,) = caught.value.problems
    assert problem.headline().startswith("profiles/readers/director.yaml:")
    assert problem.rule == "unlisted-sources"
    assert problem.help == "end `sections` with one that lists them, as `sources` does"
