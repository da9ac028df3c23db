"""The components for charts and diagrams: the figures they make, with numbers exact and as the language prints them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from lxml import html
from support import REPOSITORY

from kamdocs.rules.chart_faults import chart_faults
from kamdocs.rules.charts import Chart, Diagram, described, read_figure

Render = Callable[..., str]

COMPONENTS = "components/charts.html.j2"
IMPORT = f'{{% import "{COMPONENTS}" as chart %}}'
CLIENTS = {
    "en": ("straits-meridian", "rachel-tan"),
    "ko": ("saeon-electronics", "yoon-tae-ho"),
    "vi": ("vam-co-foods", "huynh-kim-phuong"),
}
ROWS = "(('Rejects', (5 / 2, 1)), ('Absence', (3, none)))"

CALLS: Mapping[str, tuple[str, str]] = {
    "bars": (
        f"bars('T', 'Item', ('2025', '2026'), {ROWS}, unit='%')",
        "T. Rejects: 2025 2.5%, 2026 1%; Absence: 2025 3%, 2026 –.",
    ),
    "before-after": (
        f"before_after('T', 'Item', ('Before', 'After'), {ROWS})",
        "T. Rejects: Before 2.5, After 1; Absence: Before 3, After –.",
    ),
    "line": (f"line('T', 'Item', ('A', 'B'), {ROWS})", "T. Rejects: A 2.5, B 1; Absence: A 3, B –."),
    "radar": ("radar('T', 'Axis', ('A',), (('x', (1,)), ('y', (2,)), ('z', (3,))))", "T. A. x: 1; y: 2; z: 3."),
    "waterfall": (
        "waterfall('T', 'Row', 'SGD', (('Fee', price.grand_total), ('All', price.grand_total, 'total')))",
        "T. SGD. Fee: 244,942.18; All: 244,942.18.",
    ),
    "quadrant": (
        "quadrant('T', 'Risk', ('Odds', 'Harm'), (('Fire', (1, 5)),), fields=('a', 'b', 'c', 'd'))",
        "T. a, b, c, d. Fire: Odds 1, Harm 5.",
    ),
    "gantt": (
        "gantt('T', 'Phase', ('First week', 'Last week', 'Milestone'), (('Pilot', 1, 4, 'Go'), ('Rest', 5, 9, none)))",
        "T. Pilot: First week 1, Last week 4, Milestone Go; Rest: First week 5, Last week 9.",
    ),
    "fishbone": (
        "fishbone('T', 'Delay', (('People', ('Too few',)), ('Method', ())))",
        "T. Delay. People: Too few; Method.",
    ),
    "process": ("process('T', (('Plan', ('Listen', 'Measure')), ('Do', ())))", "T. Plan: Listen, Measure; Do."),
    "organisation": (
        "organisation('T', ('Kim', 'Head', (('Lee', none, (('Park', 'Trainer', ()),)), ('Choi', none, ()))))",
        "T. Kim, Head: Lee (Park, Trainer), Choi.",
    ),
    "map": ("map('T', (('Price', ('What does it cost?',)), ('Terms', ())))", "T. Price: What does it cost?; Terms."),
}


def figure_of(render: Render, call: str, language: str = "en") -> html.HtmlElement:
    """The figure that a call of a component gives."""
    components = (REPOSITORY / "templates" / COMPONENTS).read_text(encoding="utf-8").partition("\n---\n")[2]
    client, to = CLIENTS[language]
    source = f"{IMPORT}<h2>Figures</h2>{{{{ chart.{call} }}}}"
    made = render(source, others={COMPONENTS: components}, client=client, to=to, language=language)
    (figure,) = html.fragment_fromstring(made, create_parent=True).iter("figure")
    return figure


@pytest.mark.parametrize("kind", CALLS)
def test_a_component_gives_a_figure_that_can_be_drawn(render: Render, kind: str) -> None:
    """Of its kind and without faults, and all that was given stands in it."""
    call, told = CALLS[kind]
    figure = figure_of(render, call)
    assert figure.get("class") == kind
    assert list(chart_faults(figure)) == []
    data = read_figure(figure)
    assert isinstance(data, Chart | Diagram)
    assert described(data).replace("\xa0", " ") == told


def test_numbers_with_a_point_stand_in_a_chart_as_they_are_written(render: Render) -> None:
    """In its rows, and in the scale of its axes."""
    figure = figure_of(render, "quadrant('T', 'Risk', ('A', 'B'), (('x', (4.25, -0.1)),), scale=(-0.5, 4.5))", "vi")
    assert [(data.get("value"), data.text) for data in figure.iter("data")] == [("4.25", "4,25"), ("-0.1", "−0,1")]
    assert [head.get("data-scale") for head in figure.iter("th")][1:3] == ["-0.5 4.5"] * 2


@pytest.mark.parametrize(("language", "printed"), [("en", "−1,234.5"), ("vi", "−1.234,5"), ("ko", "−1,234.5")])
def test_a_number_is_exact_whatever_the_language(render: Render, language: str, printed: str) -> None:
    """What is printed follows the language, the number beside it does not."""
    (data,) = figure_of(render, "bars('T', 'Item', ('A',), (('x', (-2469 / 2,)),))", language).iter("data")
    assert data.get("value") == "-1234.5"
    assert data.text == printed


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("4.25", "4.25"),
        ("-0.5", "-0.5"),
        ("25 / 2", "12.5"),
        ("-3", "-3"),
        ("0 * -1", "0"),
        ("1200", "1200"),
        ("1 / 3", "0.333333"),
        ("2000000000000 / 2", "1000000000000"),
        ("2000000000000 / 3", "666666666666.667"),
        ("price.grand_total", "244942.18"),
        ("price.vat_rate", "9"),
    ],
)
def test_exact_is_the_number_as_programs_read_it(render: Render, expression: str, printed: str) -> None:
    """Without groups, without trailing zeros, with a point, and with six decimals and fifteen digits at most."""
    assert render(f"<p>{{{{ ({expression})|exact }}}}</p>") == f"<p>{printed}</p>"
