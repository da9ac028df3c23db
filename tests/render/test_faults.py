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
    ("<p>{{ needs[9].internal }}</p>", "1:13", "there is no item `9` in this list of"),
    ("<p>{{ client.needs }}</p>", "1:14", "`needs` is no field of `client`"),
    ("<p>{{ proposal.outcome|upper }}</p>", "1:4", "a value that is not given is printed"),
    ("<p>{{ client|string }}</p>", "1:4", "a whole client is printed"),
    ("{% macro a() %}<b>x</b>{% endmacro %}<p>{{ a()|upper }}</p>", "1:41", "a piece of a document is used as a text"),
    ("{% macro a() %}x{% endmacro %}<p>{{ a()|length }}</p>", "1:34", "a piece of a document is used as a value"),
    ("<p>{{ cite(none) }}</p>", "1:7", "`cite` needs a source"),
    ("<p>{{ cite(client) }}</p>", "1:7", "`cite` needs a source"),
    ("<p>{{ cite() }}</p>", "1:4", "other arguments are given here than are taken"),
    ("<p>{{ client.name|in_words }}</p>", "1:19", "`in_words` needs an amount of money"),
    ("<p>{{ price.vat|in_words('offical') }}</p>", "1:17", "`in_words`: the language has no form `offical`"),
    ("<p>{{ client.name|particle(5) }}</p>", "1:19", "`particle` needs the two forms of a particle"),
    ("<p>{{ ''|markdown }}</p>", "1:4", "a value that is not given is printed"),
    ("<p>{{ issued_on|date(1) }}</p>", "1:17", "`date` is given other values than it takes"),
    ("{% macro a(x) %}{{ x }}{% endmacro %}<p>{{ a(1, 2) }}</p>", "1:44", "`a` takes 1 value, and is given 2"),
    ("{% macro a(x) %}{{ x }}{% endmacro %}<p>{{ a() }}</p>", "1:44", "`a` is not given `x`"),
    ("{% for a, b in (1, 2) %}{% endfor %}", "1:1", "there are more or fewer names"),
    ("{% for a, b in ((1, 2, 3),) %}{% endfor %}", "1:1", "there are more or fewer names here than values"),
    ("<p>{{ client + 1 }}</p>", "1:14", "`+` is used on what is no number"),
    ("<p>{{ 1 if client < 1 else 2 }}</p>", "1:4", "these values cannot be compared"),
    ("<p>{{ client[1:] }}</p>", "1:4", "this is nothing to take a part of"),
    ("<p>{{ nothing[1:] }}</p>", "1:7", "`nothing` is not defined"),
    ("<p>{{ client[client] }}</p>", "1:4", "this cannot be asked of this value"),
    ("<p>{{ ((1, 2) * 4000000000)|length }}</p>", "1:15", "`*` is used on what is no number"),
    ("{% for a in (1, 2) recursive %}{{ loop((1,)) }}{% endfor %}", "1:32", "a loop calls itself"),
    (
        "{% set s = namespace(x=1) %}{% for a in range(60) %}{% set s.x = (s.x, s.x) %}{% endfor %}",
        "1:1",
        "lists stand within each other without end",
    ),
    (
        "{% set s = namespace(x='a'|markdown) %}{% for a in range(60) %}{% set s.x = s.x ~ s.x %}{% endfor %}",
        "1:1",
        "a text grows without end",
    ),
    ("{% set a = range(15000)|list %}{% for x in range(20) %}{{ a|sort|sum }}{% endfor %}", "1:56", "without end"),
    ("<p>{{ client.internal.tier }}</p>", "1:14", "`internal` is no field of `client`"),
    ("<p>{{ needs|length }} {{ client }}</p>", "1:1", "a whole client is printed"),
    ("<p>{{ proposal.outcome }}</p>", "1:4", "a value that is not given is printed"),
    ("<p>{{ '' }}</p>", "1:4", "a value that is not given is printed"),
    ("<p>{{ price.vat_included }}</p>", "1:4", "a yes-or-no value is printed"),
    ("<p>{{ client.name|date }}</p>", "1:19", "`date` needs a date"),
    ("<p>{{ client.name|uper }}</p>", "1:19", "there is no filter `uper`"),
    ("<p>{{ client.name|safe }}</p>", "1:19", "there is no filter `safe`"),
    ("{% if client %}\n<p>x</p>", "1:4", "`if` is not closed"),
    ("<p>{{ client.name.upper() }}</p>", "1:19", "`upper` cannot be asked of this value"),
    ("<p>{{ ''.__class__.__mro__ }}</p>", "1:10", "`__class__` cannot be asked of this value"),
    ("<p>{{ cycler.__init__ }}</p>", "1:7", "`cycler` is not defined"),
    ("<p>{{ say }}</p>", "1:7", "`say` is not defined"),
    ("<p>{{ 'a' * 1000000000 }}</p>", "1:11", "`*` is not for this"),
    ("<p>{{ '%s' % client.name }}</p>", "1:12", "`%` is not for this"),
    ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "1:1", "goes on without end"),
    ("{% for a in range(10**9) %}{% endfor %}", "1:21", "is not for this"),
    ("{% for a in range(1000000000) %}{% endfor %}", "1:1", "goes on without end"),
    (
        "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}<p>{{ a(40) }}</p>",
        "1:1",
        "goes on without end",
    ),
    (
        "{% if n is not defined %}{% set n = 40 %}{% endif %}{% if n %}{% set n = n - 1 %}\n"
        + '{% include "proposal/sections/cover.html.j2" %}\n' * 2
        + "{% endif %}",
        "2:1",
        "goes on without end",
    ),
    (
        "{% set s = namespace(x=(1, 2)) %}{% for a in range(60) %}{% set s.x = s.x + s.x %}{% endfor %}",
        "1:1",
        "a list grows without end",
    ),
    (
        "{% set s = namespace(x=99) %}{% for a in range(60) %}{% set s.x = s.x * s.x %}{% endfor %}",
        "1:1",
        "a number grows without end",
    ),
    (
        '{% set s = namespace(x="aa") %}{% for a in range(60) %}{% set s.x = s.x|replace("a", "aaaa") %}{% endfor %}',
        "1:1",
        "a text grows without end",
    ),
    (
        '{% set s = namespace(x="aa") %}{% for a in range(60) %}{% set s.x = (s.x, s.x)|join("-") %}{% endfor %}',
        "1:1",
        "a text grows without end",
    ),
    (
        '{% set s = namespace(x="aa") %}{% for a in range(15) %}{% set s.x = s.x ~ s.x %}{% endfor %}'
        '{{ s.x|replace("a", s.x)|length }}',
        "1:93",
        "a text grows without end",
    ),
    ("<p>{{ (1, 2)|batch(1000000000, 0)|list|length }}</p>", "1:4", "more than 1,000 columns"),
    ("<p>{{ (1, 2)|slice(1000000000)|list|length }}</p>", "1:4", "more than 1,000 columns"),
    ("{% for a in range(99999) %}<p>" + 300 * "x" + "</p>{% endfor %}", "1:1", "output of a template grows"),
    ("{% for a in client %}{% endfor %}", "1:4", "`for` needs a list"),
    ("{% for a in client.name %}{% endfor %}", "1:4", "`for` needs a list"),
    ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "1:1", "calls itself without end"),
    ('{% include "../../etc/passwd" %}', "1:1", "there is no template"),
    ("<p>{{ 1 / 0 }}</p>", "1:4", "division by zero"),
    ("<blink>x</blink>", "1:2", "`blink` is not in the vocabulary"),
    ('<p>a</p>\n<p class="leed">x</p>', "2:11", "class `leed` is not one of `p`"),
    ('<p style="color: red">x</p>', "1:2", "`p` may not carry `style`"),
    ('<p onclick="x">x</p>', "1:2", "`p` may not carry `onclick`"),
    ('<p><a href="javascript:1">x</a></p>', "1:7", "`href` of `a` is `javascript:1`"),
    ('<p><a href="file:///etc/passwd">x</a></p>', "1:7", "`href` of `a` is `file:///etc/passwd`"),
    ("<p>x</p>\n<p>y", "2:2", "`p` is not closed"),
    ("<p>x</p>\n<li>y</li>", "2:2", "`li` stands in `body`"),
    ("<table><tr><td>x</td></tr></table>", "1:9", "`tr` stands in `table`"),
    ("<table></table>", "1:2", "`table` has no rows"),
    ("<table><tbody><tr></tr></tbody></table>", "1:16", "`tr` has no cells"),
    ("<table><tbody><tr><td>a</td></tr></tbody><caption>c</caption></table>", "1:43", "`caption` stands after `tbody`"),
    ('<table><tbody><tr><td rowspan="2">a</td></tr></tbody></table>', "1:23", "`rowspan` reaches 1 rows below"),
    (
        '<table><tbody><tr><td>a</td><td rowspan="2">b</td></tr>\n<tr><td colspan="2">c</td></tr></tbody></table>',
        "2:9",
        "`colspan` reaches over a cell",
    ),
    ("<table><tbody><tr>" + "<td>a</td>" * 21 + "</tr></tbody></table>", "1:2", "`table` has 21 columns"),
    (
        '<table><colgroup><col width="90%"/><col width="90%"/></colgroup><tbody><tr><td>a</td><td>b</td></tr></tbody>'
        "</table>",
        "1:2",
        "the columns are 180% wide together",
    ),
    ("<dl><dd>x</dd></dl>", "1:6", "`dd` has no `dt` before it"),
    ("<ul></ul>", "1:2", "`ul` is empty"),
    ("<p><sup>a<em><sup>b</sup></em></sup></p>", "1:15", "`sup` stands within another `sup`"),
    (
        "<table><tbody><tr><td><ul><li>"
        "<table><tbody><tr><td>a</td></tr></tbody></table></li></ul></td></tr></tbody></table>",
        "1:32",
        "`table` stands within another `table`",
    ),
    ('<p><a href="mailto:a b">x</a></p>', "1:7", "`href` of `a` is `mailto:a b`"),
    ("<p>{{ 'a\\u0001' }}</p>", "1:4", "the character U+0001 without a name is printed, which no document can hold"),
    ("{% if nosuch is none %}<p>x</p>{% endif %}", "1:7", "`nosuch` is not defined"),
    ("<p>{{ claims|map(attribute='txt')|list|length }}</p>", "1:29", "`txt` is no field of `claim`"),
    ("{% break %}", "1:4", "`break` or `continue` stands outside a loop"),
    ("{% macro a(b, b) %}{% endmacro %}", "1:1", "a macro names an argument twice"),
    ("{% extends none %}", "1:4", "`extends` is not for a section"),
    ("<p>{{ 1e400 }}</p>", "1:4", "a value does not fit here"),
    ("{% call nosuch() %}x{% endcall %}", "1:9", "`nosuch` is not defined"),
    ("<body><p>x</p></body>", "1:2", "`body` stands in `body`"),
    ('<ol start="abc"><li>x</li></ol>', "1:5", "`start` of `ol` is `abc`"),
    ('<table><tbody><tr><td rowspan="99999">x</td></tr></tbody></table>', "1:23", "`rowspan` of `td` is `99999`"),
    ('<p><img src="profiles/house-logo.png" alt="a" width="500"/></p>', "1:47", "`width` of `img` is `500`"),
    ("<p>x</i></p>", "1:5", "`</i>` closes nothing"),
    ("<p>x</p></p>", "1:9", "`</p>` closes nothing"),
    ("<p>x</p></body>", "1:9", "`</body>` stands in it"),
    ("<p>a < b</p>", "1:6", "a `<` begins no element"),
    ("<p class=lead>x</p>", "1:4", "the value of `class` has no quotes"),
    ('<p class="lead>x</p>', "1:4", "the value of `class` holds `<`"),
    ("<p>x</p><!-- a", "1:9", "a comment is not closed"),
    ("<p>x</p>\n<?php echo 1 ?>", "2:1", "`<?php` is no element"),
    ("<p>x</p>\nloose words", "2:1", "the text `loose words` stands loose"),
    ("<p>x</p>\n{{ client.name }}", "2:1", "stands loose"),
    ("<ul><li>x</li> more </ul>", "1:16", "the text `more` stands loose"),
    ("<h2>x</h2>\n<h3></h3>", "2:2", "`h3` is empty"),
    ("<p><span> </span></p>", "1:5", "`span` is empty"),
    ("<p><ul><li>x</li></ul></p>", "1:5", "`ul` stands in `p`"),
    ("<div><strong>x</strong></div>", "1:7", "`strong` stands in `div`"),
    ("<h2>x</h2><h4>y</h4>", "1:12", "`h4` follows `h2`"),
    ("<ul><li>" * 4 + "x" + "</li></ul>" * 4, "1:26", "a list stands within 3 others"),
    ('<p lang="xx">x</p>', "1:10", "there is no language `xx`"),
    ('<p><a href="#nowhere">x</a></p>', "1:13", "`#nowhere` leads nowhere"),
    ('<p id="a">x</p>\n<p id="a">y</p>', "1:8", "the id `a` is given twice"),
    ('<p id="cover">x</p>', "1:8", "the id `cover` is given twice"),
    ('<p id="a b">x</p>', "1:4", "`id` of `p` is `a b`"),
    ('<p><img src="profiles/house-logo.png"/></p>', "1:5", "`img` has no `alt`"),
    ('<p><img alt="x"/></p>', "1:5", "`img` has no `src`"),
    ('<p><img src="none.png" alt="x"/></p>', "1:14", "file `none.png` is missing"),
    ('<p><img src="/etc/hosts" alt="x"/></p>', "1:14", "`/etc/hosts` is no path in the workspace"),
    ('<p><img src="../a.png" alt="x"/></p>', "1:14", "`../a.png` is no path in the workspace"),
    ('<p><img src="https://x.example/a.png" alt="x"/></p>', "1:14", "is no path in the workspace"),
    ('<p><img src="data:image/png;base64,AA==" alt="x"/></p>', "1:14", "file `data:image/png;base64,AA==` is missing"),
    ('<p><img src="README.md" alt="x"/></p>', "1:14", "`README.md` is no picture that documents take"),
    ('<p><img src="profiles" alt="x"/></p>', "1:14", "`profiles` is a folder"),
    ("<div>" * 50 + "<p>x</p>" + "</div>" * 50, "1:197", "`div` stands within 40 other elements"),
    ("<p>{{ '{{' }}</p>\n{% if client = 1 %}<p>x</p>{% endif %}", "2:14", "`=` stands in an expression"),
    ("<p>{{ '{{ x }}' }}</p>\n<p>{{ client.name </p>\n<p>{{ client.name }}</p>", "2:4", "`{{` is not closed"),
    ("<p>{{ 'a }} it's {{ client.name }}</p>", "1:16", "`s` stands after the end of an expression"),
    ("{% block a %}{% endblock %}\n{% block a %}{% endblock %}", "2:10", "block `a` defined twice"),
    (r"<p>{{ '\N{foo}' }}</p>", "1:4", "unknown Unicode character name"),
    ('<p>{{ "a }}</p>', "1:4", "a quote is not closed"),
    ("<p>{{ client| }}</p>", "1:4", "expected token `name`, got `end of print statement`"),
    ("<p>{{ {1 2} }}</p>", "1:4", "expected token `:`, got a number"),
    ("<p>{{ client 5 }}</p>", "1:4", "a number stands after the end of an expression"),
    ("<p>{{ 'a\nb' }}</p>\n<p>{{ a @ b }}</p>", "3:9", "`@` begins no name"),
    ("{% set 1 = 2 %}", "1:1", "can't assign to `const`"),
    ("<p>{{ client.name|default(1, 2, 3) }}</p>", "1:19", "`default` is given other values than it takes"),
    ("<p>{{ client.name|date(form=1) }}</p>", "1:19", "`date` is given other values than it takes"),
    ("{% for a in range(1, 2, 3, 4) %}{% endfor %}", "1:1", "other arguments are given here than are taken"),
    ("{% macro f(a) %}x{% endmacro %}<p>{{ f(a=1, a=2) }}</p>", "1:35", "an argument is given twice"),
    ("{% if 1 in 5 %}<p>x</p>{% endif %}", "1:1", "a list is needed here"),
    ("<p>{{ 5|max }}</p>", "1:4", "a list is needed here"),
    ("<p>{{ needs|sum }}</p>", "1:4", "these values cannot be calculated with"),
    ("<p>{{ -client }}</p>", "1:4", "these values cannot be calculated with"),
    ("<p>{{ (1, 2)['a':]|length }}</p>", "1:4", "the bounds of a slice must be whole numbers"),
    ("{% for a in (1,) %}" * 25 + "{% endfor %}" * 25, "1:1", "blocks are nested too deeply"),
    ("{% if client %}" * 120 + "{% endif %}" * 120, "1:1", "blocks are nested too deeply"),
    ('<p class="lead"id="b">x</p>', "1:9", "a space is missing between two attributes"),
    ("<p class='lead'id='b'>x</p>", "1:9", "a space is missing between two attributes"),
    ('<p>y</p><p class="lead"<em>x</em></p>', "1:9", "an element is not written to its end"),
    ("<p>y</p>\n<!DOCTYPE html><p>x</p>", "2:1", "`<!` stands in it"),
    ('<?xml version="1.0"?><p>x</p>', "1:1", "`<?xml` stands in it"),
    ("<p>y</p>\n<p>x</p", "2:5", "a closing tag has no `>`"),
    ("<p><img src='profiles/house-logo.png' alt='>'>x</em></p>", "1:48", "`</em>` closes nothing"),
]


@pytest.mark.parametrize(("source", "place", "what"), FAULTS)
def test_a_fault_is_told_with_its_place(render: Render, source: str, place: str, what: str) -> None:
    """Undefined names, holes, unknown filters and elements, and everything that could harm."""
    with pytest.raises(InputError) as caught:
        render(source)
    (problem,) = caught.value.problems
    assert what in problem.what
    assert f"{problem.line}:{problem.column}" == place
    assert problem.file.as_posix() == "templates/proposal/sections/cover.html.j2"


def test_each_brace_of_no_value_is_told_where_it_stands(render: Render) -> None:
    """Though the same signs stand before it, and with itself in the help."""
    with pytest.raises(InputError) as caught:
        render("<p>}} {x} {{ client.name }} {y}</p>")
    told = [(problem.column, problem.what.partition(" ")[0], problem.help) for problem in caught.value.problems]
    help = "a value is written `{{{{ … }}}}`; the sign itself, `{{{{ '{}' }}}}`".format
    assert sorted(told) == [
        (4, "`}}`", help("}}")),
        (7, "`{`", help("{")),
        (9, "`}`", help("}")),
        (29, "`{`", help("{")),
        (31, "`}`", help("}")),
    ]


def test_an_entity_without_its_end_is_mended_as_the_help_says(render: Render) -> None:
    """Either way."""
    with pytest.raises(InputError) as caught:
        render("<p>a &nbsp b</p>")
    (problem,) = caught.value.problems
    assert problem.help == "write `&nbsp;`, or `{{ '&' }}nbsp` for the sign itself"
    assert render("<p>a &nbsp; b {{ '&' }}nbsp</p>") == "<p>a \u00a0 b &amp;nbsp</p>"


def test_the_value_of_an_attribute_may_hold_a_sign_of_elements(render: Render) -> None:
    """In an element that nothing closes too."""
    html = render("<p><img src='profiles/house-logo.png' alt='a > b'><br>x</p>")
    assert html == '<p><img src="profiles/house-logo.png" alt="a &gt; b"/><br/>x</p>'


@pytest.mark.parametrize(("code", "meant"), [("kr", "ko"), ("jp", "ja"), ("zh_TW", "zh")])
def test_a_language_that_there_is_not_is_mended(render: Render, code: str, meant: str) -> None:
    """By the one spoken in the country of that code, or else the nearest."""
    with pytest.raises(InputError) as caught:
        render(f'<p lang="{code}">x</p>')
    (problem,) = caught.value.problems
    assert (problem.what, problem.help) == (f"there is no language `{code}`", f"did you mean `{meant}`?")


def test_a_default_fits_all_that_it_takes(render: Render) -> None:
    """By place or by name, and for what is not there too."""
    assert render(
        "<p>{{ nothing|default('a') }}{{ ''|d('b', true) }}{{ none|default(default_value='c', boolean=true) }}</p>"
    ) == ("<p>abc</p>")


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


def test_an_ampersand_stands_for_itself(render: Render) -> None:
    """Where it begins no entity, as in HTML."""
    assert render("<p>R&D &amp; sales &mdash; A & B &#65;</p>") == "<p>R&amp;D &amp; sales — A &amp; B A</p>"


def test_every_hole_of_a_template_is_told_at_once(render: Render) -> None:
    """Printed, asked, looped over, called, filtered and compared: each name at its own line."""
    lines = [
        "<p>{{ one }} {{ two|date }} {{ client.three }}</p>",
        "{% if four %}<p>x</p>{% endif %}{% for x in five.items %}<p>x</p>{% endfor %}",
        "{% if client.six == 1 %}<p>x</p>{% endif %}<p>{{ seven(1) }} {{ client }} {{ eight.nine }}</p>",
        '{% for x in client.ten|selectattr("a")|list %}<p>x</p>{% endfor %}',
    ]
    with pytest.raises(InputError) as caught:
        render("\n".join(lines))
    told = [(problem.line, problem.what.partition(" ")[0]) for problem in caught.value.problems]
    assert sorted(told) == [
        *((1, f"`{name}`") for name in ("one", "three", "two")),
        *((2, f"`{name}`") for name in ("five", "four")),
        *((3, name) for name in ("`eight`", "`seven`", "`six`", "a")),
        (4, "`ten`"),
    ]


def test_every_unknown_filter_of_a_template_is_told_at_once(render: Render) -> None:
    """And unknown tests, with what was meant."""
    with pytest.raises(InputError) as caught:
        render("<p>{{ client.name|uper }}\n{{ client.name|monney }}</p>{% if client is defind %}{% endif %}")
    assert [(problem.line, problem.what, problem.help) for problem in caught.value.problems] == [
        (1, "there is no filter `uper`", "did you mean `upper`?"),
        (2, "there is no filter `monney`", "did you mean `money`?"),
        (2, "there is no test `defind`", "did you mean `defined`?"),
    ]


def test_what_no_template_can_write_is_not_meant(render: Render) -> None:
    """The filter by which rounds of loops are counted."""
    with pytest.raises(InputError) as caught:
        render("<p>{{ needs|round_counted }}</p>")
    (problem,) = caught.value.problems
    assert "each" not in problem.help


def test_a_template_that_a_language_lacks_is_told_once(render: Render) -> None:
    """As the file that is missing, though every section asks for it."""
    with pytest.raises(InputError) as caught:
        render(
            '{% import "proposal/words.html.j2" as say with context %}<p>x</p>',
            others={"proposal/words.en.html.j2": "", "proposal/words.vi.html.j2": ""},
            language="ko",
        )
    (problem,) = (problem for problem in caught.value.problems if problem.rule == "no-template")
    assert problem.headline() == "templates/proposal/words.ko.html.j2: is missing: documents in `ko` need it"
    assert problem.help == "write it after `templates/proposal/words.en.html.j2`"
