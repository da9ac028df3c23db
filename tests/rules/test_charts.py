"""Charts and diagrams as templates write them: what is read, how it is described, what keeps it from being drawn."""

from __future__ import annotations

from decimal import Decimal

import pytest
from lxml import etree, html

from kamdocs.rules.chart_faults import chart_faults
from kamdocs.rules.chart_layout import axis_ends, ends, lies, rings, shared_words
from kamdocs.rules.charts import Chart, Diagram, Item, Series, Value, described, read_chart, read_figure


def figure(kind: str, inner: str, *, title: str = "Title") -> html.HtmlElement:
    """A figure of `kind` with `inner` and a title; without the title where it is empty."""
    caption = f"<figcaption>{title}</figcaption>" if title else ""
    return html.fragment_fromstring(f'<figure class="{kind}">{inner}{caption}</figure>')


def table(head: str, *rows: str) -> str:
    """A table of cells parted by `|`: `Rejects|2.5` is a category and a number, `[total]Sum|3` a row of that class."""
    made = []
    for row in rows:
        name, parted, cells = row.rpartition("]")[2].partition("|")
        given = f' class="{row[1 : row.index("]")]}"' if row.startswith("[") else ""
        made.append(f"<tr{given}><th>{name}</th>{''.join(map(cell, cells.split('|') if parted else ()))}</tr>")
    heads = "".join(f"<th>{name}</th>" for name in head.split("|"))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(made)}</tbody></table>"


def cell(text: str) -> str:
    """A number as a cell prints it; any other text as it is."""
    try:
        Decimal(text)
    except ArithmeticError:
        return f"<td>{text}</td>"
    return f'<td><data value="{text}">{text}</data></td>'


def faults(kind: str, inner: str, *, title: str = "Title") -> list[tuple[str, str, str]]:
    """The tag at fault, what is wrong and the help, of a figure."""
    return [(str(at.tag), what, help) for at, what, help in chart_faults(figure(kind, inner, title=title))]


def number(text: str) -> Value:
    """A value printed as it is."""
    return Value(Decimal(text), text)


def test_a_chart_is_read_from_its_table() -> None:
    """The numbers exactly, the texts as they are printed; an empty cell is no value."""
    rows = '<tr><th>Cost<br>of  it</th><td><data value="-1234.5">−1,234.5</data>\u00a0%</td><td> </td></tr>'
    inner = table("Item|2025|2026").replace("<tbody>", f"<tbody>{rows}")
    value = Value(Decimal("-1234.5"), "−1,234.5\u00a0%")
    expected = Chart("bars", "Title", "Item", ("Cost of it",), (Series("2025", (value,)), Series("2026", (None,))))
    assert read_figure(figure("bars", inner)) == expected


def test_sums_fields_and_milestones_are_read() -> None:
    """By the classes of rows, from the list after the table, and from the third column."""
    waterfall = read_figure(
        figure("waterfall", table("Row|SGD", "Fee|3", "[subtotal]So far|3", "Gain|2", "[total]All|5"))
    )
    assert isinstance(waterfall, Chart)
    assert waterfall.sums == {1, 3}
    fields = "<ol><li>a</li><li>b</li><li>c</li><li>d</li></ol>"
    quadrant = read_figure(figure("quadrant", table("Risk|Odds|Harm", "Fire|1|5") + fields))
    assert isinstance(quadrant, Chart)
    assert quadrant.fields == ("a", "b", "c", "d")
    gantt = read_figure(figure("gantt", table("Phase|First|Last|Milestone", "Pilot|1|4|Go", "Rest|5|9|")))
    assert isinstance(gantt, Chart)
    assert (gantt.marks, gantt.mark_name, len(gantt.series)) == (("Go", ""), "Milestone", 2)


def test_a_diagram_is_read_from_its_lists() -> None:
    """What stands below an item is its own list; a break in an item is kept."""
    inner = "<p>Delay</p><ul><li>People<ul><li>Too few<br/>in May</li></ul></li><li>Method</li></ul>"
    items = (Item("People", (Item("Too few\nin May"),)), Item("Method"))
    assert read_figure(figure("fishbone", inner)) == Diagram("fishbone", "Title", items, "Delay")


def test_what_no_drawing_shows_is_not_read() -> None:
    """Citations, footnotes and the number of the caption stand elsewhere."""
    title = '<span class="caption-number">Figure 1 </span>Costs<sup>2</sup><span class="footnote">Net.</span>'
    read = read_figure(figure("bars", table("Item|A", "Fee<sup>1</sup>|3"), title=title))
    assert isinstance(read, Chart)
    assert (read.title, read.categories) == ("Costs", ("Fee",))


def test_a_figure_is_described_by_its_data() -> None:
    """Row by row, in the printed texts."""
    two = table("Item|2025|2026", "Fee|3|4", "Gain||2")
    assert described(read_figure(figure("bars", two))) == "Title. Fee: 2025 3, 2026 4; Gain: 2025 –, 2026 2."
    one = table("Item|SGD", "Fee|3", "Gain|2")
    assert described(read_figure(figure("bars", one, title="Cash."))) == "Cash. SGD. Fee: 3; Gain: 2."
    plan = table("Phase|From|To|Milestone", "Pilot|1|4|Go", "Rest|5|9|")
    assert (
        described(read_figure(figure("gantt", plan))) == "Title. Pilot: From 1, To 4, Milestone Go; Rest: From 5, To 9."
    )
    tree = "<ul><li>Kim<br/>Head<ul><li>Lee<ul><li>An</li></ul></li></ul></li></ul>"
    assert described(read_figure(figure("organisation", tree))) == "Title. Kim, Head: Lee (An)."


def test_a_long_description_ends_at_a_word() -> None:
    """It is complete up to a thousand characters."""
    parts = "".join(f"<li>Part number {count} of the document</li>" for count in range(60))
    told = described(read_figure(figure("map", f"<ul>{parts}</ul>")))
    assert told.startswith("Title. Part number 0 of the document; Part number 1")
    assert len(told) <= 1_000
    assert told.endswith("; Part number 30 of the document; Part…")


@pytest.mark.parametrize(
    ("names", "lying"),
    [
        (("2025", "2026", "2027"), False),
        (("2026", "2027"), True),
        (("Ho Chi Minh C", "2", "3"), True),
        (("여섯글자까지", "2", "3"), False),
        (("일곱글자부터는", "2", "3"), True),
        (tuple("123456789"), True),
    ],
)
def test_bars_lie_where_their_names_need_it(names: tuple[str, ...], lying: bool) -> None:
    """Names that are long, few or many; Hangul counts twice."""
    chart = Chart("bars", "T", "", names, (Series("A", tuple(number("1") for _ in names)),))
    assert lies(chart, 1_000.0, lambda text: 6.0 * len(text)) is lying


@pytest.mark.parametrize(
    ("numbers", "ends"),
    [
        (("1", "4"), ("0", "5")),
        (("-3", "70"), ("-5", "100")),
        (("0.21",), ("0", "0.25")),
        (("0",), ("0", "1")),
        ((), ("0", "1")),
    ],
)
def test_an_axis_ends_at_zero_or_at_a_round_number(numbers: tuple[str, ...], ends: tuple[str, str]) -> None:
    """The next of 1, 2, 2.5, 5 and 10 times a power of ten; at 1 where there is nothing but zero."""
    assert axis_ends(map(Decimal, numbers)) == tuple(map(Decimal, ends))


SOUND = {
    "bars": table("Item|A|B", "x|1|", "y|-2|3"),
    "before-after": table("Item|Before|After", "x|1|2"),
    "line": table("Year|A", "1|1", "2|"),
    "waterfall": table("Row|SGD", "[subtotal]Start|10", "x|-4", "[total]End|6"),
    "radar": table("Axis|A", "x|1", "y|2", "z|0"),
    "quadrant": table("Risk|Odds|Harm", "x|1|2"),
    "gantt": table("Phase|From|To", "x|1|1", "y|2|104"),
    "fishbone": "<p>Effect</p><ul><li>Group<ul><li>Cause</li></ul></li></ul>",
    "process": "<ol><li>Step<ul><li>Detail</li></ul></li></ol>",
    "organisation": "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>",
    "map": "<ol><li>Part<ul><li>Answer</li></ul></li></ol>",
}


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_figure_has_no_faults(kind: str) -> None:
    """Gaps and negative values where they can be shown, and a first row that states where a waterfall begins."""
    assert faults(kind, SOUND[kind]) == []


@pytest.mark.parametrize("kind", SOUND)
def test_a_figure_needs_a_title(kind: str) -> None:
    """It stands above the drawing, and first in its description."""
    what = f"`figure.{kind}` has no title"
    assert faults(kind, SOUND[kind], title="") == [("figure", what, "write it in a `figcaption`")]


EACH_CELL = "write a cell for each column, an empty one where there is no value"
A_NUMBER = 'say which: `<data value="12.5">12.5%</data>`; leave the cell empty without one'
CAPTION = "put it in the `figcaption`, or in the text"
TWO_COLUMNS = "write a column with what was before, and one with what came after"
WEEKS = "write the first week, the last week and, if there are any, the milestones"
ONE_TABLE = "write its data in one: a row for each category, a column for each series"
HEAD = "name the categories and each series in one row of a `thead`"
FEWER = "make two figures of it, or leave the least important out"

CELL = "a cell of a chart holds a text and, where it is a value, one `data`"
PRINT = "print the number of `value` with its sign: rounded if you like, or in thousands and more"
SCALED = "write it in the head of a series of `figure.quadrant`"
FIELD_LIST = "<ul><li>a</li><li>b</li><li>c</li><li>d</li></ul>"
INNER = "<table><tbody><tr><td>1</td></tr></tbody></table>"

FAULTS = [
    *(
        (
            "bars",
            table("Item|A", f"x{stray}|1"),
            [(tag, f"`{tag}` stands in a cell of `figure.bars`", CELL)],
        )
        for tag, stray in (
            ("table", INNER),
            ("ul", "<ul><li>y</li></ul>"),
            ("dl", "<div><dl><dt>y</dt><dd>z</dd></dl></div>"),
            ("h4", "<h4>y</h4>"),
        )
    ),
    ("line", table("Item|A", f"x|{INNER}", "y|1"), [("table", "`table` stands in a cell of `figure.line`", CELL)]),
    (
        "bars",
        table("Item|A", "x|1").replace("<thead>", "<caption>Costs</caption><thead>"),
        [("caption", "`caption` stands in the table of `figure.bars`", "write the title in the `figcaption`")],
    ),
    *(
        ("bars", table("Item|A", f"x|{cell}"), [("data", f"`{text}` does not print its number, {value}", PRINT)])
        for value, text, cell in (
            ("5", "6", '<data value="5">6</data>'),
            ("5", "−5", '<data value="5">−5</data>'),
            ("1200000000", "1,3 tỷ", '<data value="1200000000">1,3</data> tỷ'),
        )
    ),
    (
        "bars",
        table("Item|A", '1|<data value="1234567890123.456">1,234,567,890,123</data>'),
        [("data", "a number has more than 15 digits", "round it")],
    ),
    (
        "quadrant",
        table("Risk|Odds|Harm", "x|1|2") + FIELD_LIST + "<ol><li>e</li></ol>",
        [
            (
                "figure",
                "`figure.quadrant` has more than one list",
                "name its fields in one, or leave them without names",
            )
        ],
    ),
    (
        "quadrant",
        table("Risk|Odds|Harm", "x|1|2") + FIELD_LIST.replace("<li>b", "<li>b<ol><li>e</li></ol>"),
        [("ol", "`ol` stands in the name of a field", "an item of this list holds a text")],
    ),
    (
        "quadrant",
        table("Risk|Odds|Harm", "x|1|2").replace("<th>Risk", '<th data-scale="1 5">Risk'),
        [("th", "`data-scale` stands where no axis is named", SCALED)],
    ),
    (
        "bars",
        table("Item|A", "x|1").replace("<th>A", '<th data-scale="1 5">A'),
        [("th", "`data-scale` stands where no axis is named", SCALED)],
    ),
    (
        "process",
        f"<ol><li>a{INNER}<div><ul><li>b</li></ul></div></li></ol>",
        [
            ("table", "`table` stands in an item of `figure.process`", "an item holds a text and a list below it"),
            ("ul", "`ul` stands in an item of `figure.process`", "an item holds a text and a list below it"),
        ],
    ),
    (
        "bars",
        "<p>Text</p>",
        [
            ("p", "`p` stands in `figure.bars`", "it holds a `table` and a `figcaption`"),
            ("figure", "`figure.bars` has no table", ONE_TABLE),
        ],
    ),
    ("bars", SOUND["bars"] * 2, [("figure", "`figure.bars` has 2 tables", ONE_TABLE)]),
    (
        "bars",
        "<table><tbody><tr><th>x</th></tr></tbody></table>",
        [("table", "the head of the table is missing", HEAD)],
    ),
    (
        "bars",
        table("Item|A"),
        [
            ("figure", "`figure.bars` has no data", "leave it out where it has nothing to show: `{% if … %}`"),
        ],
    ),
    (
        "bars",
        table("Item|A", "x|1").replace("<td>", '<td colspan="2">'),
        [
            ("td", "a cell of a chart spans others", "write each of them"),
        ],
    ),
    ("bars", table("Item", "x"), [("figure", "`figure.bars` has no series", "write a column of values")]),
    (
        "bars",
        table("Item|A|B|C|D|E|F", "x|1|1|1|1|1|1"),
        [
            ("figure", "`figure.bars` has 6 series; 5 at most are told apart", "make two figures of it"),
        ],
    ),
    (
        "bars",
        table("Item|A", *(f"x{count}|1" for count in range(13))),
        [
            ("figure", "`figure.bars` has 13 categories; 12 at most are legible", FEWER),
        ],
    ),
    (
        "bars",
        table("Item|A|", "x|1|2", "|1|2"),
        [
            ("th", "a series has no name", "write it in the head of the table"),
            ("th", "a category has no name", "write it in the first cell of its row"),
        ],
    ),
    (
        "bars",
        table("Item|A|B", "x|1"),
        [
            ("tr", "a row has 2 cells, the head has 3", EACH_CELL),
        ],
    ),
    (
        "bars",
        table("Item|A", "x|about twelve"),
        [
            ("td", "`about twelve` has no number", A_NUMBER),
        ],
    ),
    (
        "bars",
        table("Item|A", "x|1").replace("</data>", "</data><data value='2'>2</data>"),
        [
            ("td", "a cell holds 2 numbers", "write one"),
        ],
    ),
    ("bars", table("Item|A|B", "x|1|"), [("th", "the series `B` has no value", "leave it out")]),
    (
        "bars",
        table("Item|A", f"{'x' * 81}|1"),
        [
            (
                "th",
                "a text of 81 characters stands in a drawing, where 80 at most are legible",
                "say it in fewer words",
            ),
        ],
    ),
    (
        "bars",
        table("Item|A", "x<sup>1</sup>|1"),
        [
            ("sup", "`sup` is lost in the drawing of `figure.bars`", CAPTION),
        ],
    ),
    (
        "bars",
        table("Item|A", "x<span class='footnote'>Net.</span>|1"),
        [
            ("span", "`span.footnote` is lost in the drawing of `figure.bars`", CAPTION),
        ],
    ),
    (
        "bars",
        table("Item|A", 'x <img src="a.png" alt="">|1'),
        [
            ("img", "`img` is lost in the drawing of `figure.bars`", "leave it out"),
        ],
    ),
    (
        "before-after",
        table("Item|A|B|C", "x|1|2|3"),
        [
            ("figure", "`figure.before-after` has 3 series; it shows 2", TWO_COLUMNS),
        ],
    ),
    (
        "line",
        table("Year|A", "1|1"),
        [
            ("figure", "`figure.line` has 1 category; a line joins 2", "show it as `bars`"),
        ],
    ),
    (
        "radar",
        table("Axis|A", "x|1", "y|2"),
        [
            ("figure", "`figure.radar` has 2 categories; its shape needs 3", "show them as `bars`"),
        ],
    ),
    (
        "radar",
        table("Axis|A", "x|1", "y|-2", "z|1"),
        [
            ("tr", "`-2` is below zero, which `figure.radar` cannot show", "show the values as `bars`"),
        ],
    ),
    (
        "radar",
        table("Axis|A", "x|0", "y|0", "z|0"),
        [
            (
                "figure",
                "all values of `figure.radar` are zero",
                "leave it out where it has nothing to show: `{% if … %}`",
            ),
        ],
    ),
    (
        "radar",
        table("Axis|A|B", "x|1|1", "y|2|", "z|3|1"),
        [
            ("td", "a value is missing, which `figure.radar` cannot show", "write it, or leave the row out"),
        ],
    ),
    (
        "waterfall",
        table("Row|SGD|EUR", "x|1|1"),
        [
            ("figure", "`figure.waterfall` has 2 series; it shows 1", "write one column of amounts"),
        ],
    ),
    (
        "waterfall",
        table("Row|SGD", "x|3508.50", "[total]Balance|3500"),
        [
            (
                "tr",
                "`Balance` states 3500; the rows above it add up to 3508.5",
                "state that sum, or take the class from its `tr` if it is an amount of its own",
            ),
        ],
    ),
    (
        "quadrant",
        table("Risk|Odds|Harm", "x|1|2") + "<ul><li>a</li><li>b</li></ul>",
        [
            (
                "figure",
                "`figure.quadrant` names 2 of its 4 fields",
                "name all in a list after the table, from the upper left to the lower right, or none",
            ),
        ],
    ),
    (
        "gantt",
        table("Phase|From|To", "Pilot|3|2"),
        [
            ("tr", "`Pilot` ends in week 2, before it begins in week 3", "write the first week in the first column"),
        ],
    ),
    (
        "gantt",
        table("Phase|From|To", "Pilot|0|2.5"),
        [
            ("tr", "`Pilot` names week 0", "weeks are whole numbers, counted from 1"),
            ("tr", "`Pilot` names week 2.5", "weeks are whole numbers, counted from 1"),
        ],
    ),
    (
        "gantt",
        table("Phase|From|To", "Pilot|1|105"),
        [
            (
                "tr",
                "`Pilot` ends in week 105; 104 weeks at most are legible",
                "count in months, and say so in the head",
            ),
        ],
    ),
    (
        "gantt",
        table("Phase|From|To|Milestone|More", "Pilot|1|2||"),
        [
            ("figure", "`figure.gantt` has 4 series; it shows 2", WEEKS),
        ],
    ),
    (
        "fishbone",
        "<ul><li>Group</li></ul>",
        [
            ("figure", "`figure.fishbone` names no effect", "write it in a `p` before the list"),
        ],
    ),
    (
        "fishbone",
        "<p>a</p><p>b</p><ul><li>Group</li></ul>",
        [
            ("figure", "`figure.fishbone` names 2 effects", "write it in a `p` before the list"),
        ],
    ),
    (
        "fishbone",
        "<p>a</p><ul>" + "<li>Group</li>" * 7 + "</ul>",
        [
            ("ul", "`figure.fishbone` has 7 items in a list of level 1; 6 at most are legible", FEWER),
        ],
    ),
    (
        "process",
        "<p>Step</p>",
        [
            ("figure", "`figure.process` has no list", "write its steps as a list"),
            ("p", "`p` stands in `figure.process`", "it holds a list and a `figcaption`"),
        ],
    ),
    (
        "process",
        "<ol><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ol>",
        [
            ("ul", "`figure.process` has a list of level 3; it shows 2", "say it in the items above, or in the text"),
        ],
    ),
    (
        "process",
        "<ol><li><ul><li>b</li></ul></li></ol>",
        [
            ("li", "an item of `figure.process` has no text", "write it before what stands below it"),
        ],
    ),
    (
        "organisation",
        "<ul><li>a</li><li>b</li></ul>",
        [
            ("ul", "`figure.organisation` has 2 items at the top; it shows one", "put the others below it"),
        ],
    ),
    (
        "map",
        f"<ol><li>{'x' * 121}</li></ol>",
        [
            (
                "li",
                "a text of 121 characters stands in a drawing, where 120 at most are legible",
                "say it in fewer words",
            ),
        ],
    ),
    (
        "map",
        "<ol>" + f"<li>{'x' * 100}</li>" * 16 + "</ol>",
        [
            (
                "figure",
                "`figure.map` holds 1,600 characters; 1,500 at most are legible on a page",
                "make two figures of it, or say it in fewer words",
            )
        ],
    ),
]


@pytest.mark.parametrize(("kind", "inner", "expected"), FAULTS)
def test_a_fault_is_told_with_what_mends_it(kind: str, inner: str, expected: list[tuple[str, str, str]]) -> None:
    """Each where it stands."""
    assert faults(kind, inner) == expected


@pytest.mark.parametrize(("most", "count"), [("5", 5), ("10", 5), ("20", 4), ("2.5", 5), ("0.2", 4), ("100", 5)])
def test_rings_of_a_web_stand_at_round_numbers(most: str, count: int) -> None:
    """A scale to five has a ring for each."""
    assert rings(Decimal(most)) == count


def test_a_series_is_constant_where_all_its_values_are_printed_alike() -> None:
    """Holes do not count."""
    same, other = Value(Decimal(75), "75%"), Value(Decimal(76), "76%")
    assert Series("Target", (same, None, same)).is_constant
    assert not Series("Line", (same, other)).is_constant


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("First week", "Last week"), "Week"),
        (("Tuần bắt đầu", "Tuần kết thúc"), "Tuần"),
        (("시작 주", "종료 주"), "주"),
        (("From", "To"), ""),
    ],
)
def test_what_a_plan_counts_is_what_its_columns_are_both_called(names: tuple[str, str], words: str) -> None:
    """The word that stands before the numbers of the weeks."""
    chart = Chart("gantt", "", "", (), tuple(Series(name, ()) for name in names))
    assert shared_words(chart) == words


def test_all_faults_are_told_at_once() -> None:
    """A wrong row does not hide another one."""
    told = faults("bars", table("Item|A", "x|a", "y|1|2", "|1"))
    assert [what for _, what, _ in told] == [
        "a category has no name",
        "`a` has no number",
        "a row has 3 cells, the head has 2",
    ]


def test_what_the_vocabulary_tells_is_not_told_again() -> None:
    """A `value` that is no number is its business, and so is a figure that is no chart."""
    inner = (
        '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td><data value="ten">10</data></td></tr></tbody></table>'
    )
    assert faults("bars", inner) == []
    assert faults("quadrant", table("Risk|Odds|Harm", "x|1|2").replace("<th>Odds", '<th data-scale="1">Odds')) == []
    assert faults("", "<p>Text</p>") == []


def test_a_scale_decides_where_the_axes_end() -> None:
    """And with it in which field a point stands; without one the values decide."""
    table = (
        '<figure class="quadrant"><table><thead><tr><th>Risk</th><th data-scale="1 5">Likelihood</th>'
        '<th>Impact</th></tr></thead><tbody><tr><th>a</th><td><data value="2">2</data></td><td>'
        '<data value="2">2</data></td></tr></tbody>'
        "</table><figcaption>Risks</figcaption></figure>"
    )
    across, up = read_chart(etree.fromstring(table)).series
    assert (ends(across), ends(up)) == ((1, 5), (0, 2))
    for scale, what in (("5 1", "the scale of `Likelihood` ends before it begins"), ("3 5", "beyond its scale")):
        for corner in ("<th>Risk</th>", "<td>Risk</td>"):
            written = table.replace("1 5", scale).replace("<th>Risk</th>", corner)
            ((head, said, _),) = chart_faults(etree.fromstring(written))
            assert head.text == "Likelihood"
            assert what in said
