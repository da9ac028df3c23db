"""Promise 7 for footnotes, contents, charts and diagrams: every format says what the page says."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from kamdocs.model.kit import Kit
from kamdocs.model.page import Draft, Format
from kamdocs.rules.charts import CHARTS, DIAGRAMS, described, read_figure
from kamdocs.verify.charts import charts_differ
from kamdocs.verify.finished import read_back
from kamdocs.word.package import read_package, write_package

Finish = Callable[..., Draft]
Found = Callable[..., list[str]]

FORMATS: tuple[Format, ...] = ("docx", "pdf", "html")


def bars(first: str = "2025", value: str = "9", printed: str = "9 days") -> str:
    """A chart of two bars."""
    return (
        '<figure class="bars"><table><thead><tr><th>Year</th><th>Lead time</th></tr></thead><tbody>'
        f'<tr><th>{first}</th><td><data value="{value}">{printed}</data></td></tr>'
        '<tr><th>2026</th><td><data value="4">4 days</data></td></tr></tbody></table>'
        "<figcaption>Days from order to delivery</figcaption></figure>"
    )


def process(step: str = "Measure") -> str:
    """A diagram of two steps."""
    return (
        f'<figure class="process"><ol><li>{step}</li><li>Improve what was found in it</li></ol>'
        "<figcaption>Two steps</figcaption></figure>"
    )


def table(kind: str, head: str, *rows: str, after: str = "") -> str:
    """A chart of cells parted by `|`: `Rejects|2.5` is a category and a number; a value is printed with ` %` behind."""
    made = []
    for row in rows:
        name, *cells = row.split("|")
        made.append(f"<tr><th>{name}</th>{''.join(map(cell, cells))}</tr>")
    heads = "".join(f"<th>{name}</th>" for name in head.split("|"))
    inner = f"<thead><tr>{heads}</tr></thead><tbody>{''.join(made)}</tbody>"
    return f'<figure class="{kind}"><table>{inner}</table>{after}<figcaption>A title</figcaption></figure>'


def cell(text: str) -> str:
    """A number as a cell prints it; any other text as it is."""
    number = text.removeprefix("-").replace(".", "").isdigit()
    return f'<td><data value="{text}">{text} %</data></td>' if number else f"<td>{text}</td>"


FIELDS = "<ul><li>At once</li><li>Plan</li><li>By the way</li><li>Leave</li></ul>"
KINDS = {
    "bars": table("bars", "Item|Day|Night", "Feeder|41|", "Sensor|28|30", "Tape||12"),
    "many bars": table("bars", "Item|A|B|C|D", *(f"Cause {number}|{number}|2|3|4" for number in range(11))),
    "before-after": table("before-after", "Item|Before|After", "Line 1|9|4", "Line 2|8|5"),
    "line": table("line", "Month|Line 3|Target", "Jan|61.5|75", "Feb||75", "Mar|70.8|75", "Apr|76|75"),
    "many lines": table("line", "Month|A|B|C", "Jan|1|2|3", "Feb|3|2|1", "Mar|2|3|1"),
    "waterfall": table("waterfall", "Row|Million", "Time|15", "Scrap|3.5", "Work|-7.5"),
    "radar": table("radar", "Axis|Today|Target", "Order|3|4", "Upkeep|2|4", "People|1|5"),
    "quadrant": table("quadrant", "Measure|Effort|Effect", "Springs|1|5", "Sensor|4|4", after=FIELDS),
    "discs": table("quadrant", "Measure|Effort|Effect", "A|1|5", "B|4|4"),
    "numbered": table("quadrant", "Risk|Odds|Harm", *(f"A long name of a risk, {letter}|3|3" for letter in "ABCDEFGH")),
    "gantt": table("gantt", "Phase|From week|To week|Milestone", "Count|1|2|Agreed", "Change|3|9|", "End|6|12|Yours"),
    "fishbone": '<figure class="fishbone"><p>It jams</p><ul><li>Tape<ul><li>Thin</li></ul></li><li>Springs</li></ul>'
    "<figcaption>A title</figcaption></figure>",
    "tree": f'<figure class="fishbone"><p>It jams</p><ul><li>{"W" * 60}</li><li>Tape</li></ul>'
    "<figcaption>A title</figcaption></figure>",
    "organisation": '<figure class="organisation"><ul><li>Kim<br/>Head<ul><li>Lee<ul><li>An</li></ul></li><li>Choi</li>'
    "</ul></li></ul><figcaption>A title</figcaption></figure>",
    "map": '<figure class="map"><ol><li>Price<ul><li>What is it?</li></ul></li><li>Terms</li></ol>'
    "<figcaption>A title</figcaption></figure>",
}
"""Every kind, and those that are drawn in several ways in each."""


def notes(text: str = "Since 2019.") -> str:
    """A paragraph with two footnotes, and the contents."""
    return (
        '<nav class="detailed"><ol><li><a href="#one">One</a><ol><li>'
        '<a href="#two">Two of it</a></li></ol></li></ol></nav>'
        f'<h2 id="one">One</h2><p>Lotus leads<span class="footnote">{text}</span> in output'
        '<span class="footnote">Second, '
        'see <a href="https://a.example/">there</a>.</span>.</p><h3 id="two">Two of it</h3><p>More.</p>'
    )


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("body", [bars(), process(), notes(), notes() + bars() + process() + bars("x")])
def test_every_format_says_the_same(finish: Finish, found: Found, format: Format, body: str) -> None:
    """Footnotes, the table of contents, charts and diagrams stand in each as they are in the page."""
    assert found(finish(f"<section>{body}</section>", format)) == []


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", ["en", "ko", "vi"])
def test_no_kind_of_drawing_is_taken_for_another(finish: Finish, found: Found, format: Format, language: str) -> None:
    """All kinds, each in the ways in which it is drawn, between pictures that are none, and in half the width."""
    assert {re.sub(r'.*?class="([\w-]+)".*', r"\1", figure) for figure in KINDS.values()} == (CHARTS | DIAGRAMS) - {
        "process"
    }
    narrow = "".join(
        f'<div class="columns"><div><p>Words</p></div><div>{figure}</div></div>' for figure in KINDS.values()
    )
    body = f"<section>{''.join(KINDS.values())}{process()}</section><section>{narrow}</section>"
    assert found(finish(body, format, language=language)) == []


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("there", "here", "rule", "what"),
    [
        (bars(), bars("2024"), "charts-differ", "the drawing 1 differs from its data: it "),
        (process(), process("Count"), "charts-differ", "the drawing 1 differs from its data: it does not say `Count`"),
        ("", bars(), "texts-differ", "the text differs from the page"),
        (notes(), notes("Since 2020."), "texts-differ", "the text differs from the page in footnote 1 of the text"),
        (notes().replace(">Two of it</a>", ">Two</a>"), notes(), "texts-differ", "the text differs from the page"),
    ],
)
def test_what_differs_is_caught(
    finish: Finish, found: Found, format: Format, there: str, here: str, rule: str, what: str
) -> None:
    """A word of a drawing, of a footnote, or of the contents; a drawing that is not there."""
    assert any(line.startswith(f"{rule}: {what}") for line in said_of(finish, found, format, there, here))


def said_of(finish: Finish, found: Found, format: Format, there: str, here: str) -> list[str]:
    """What is said of a file of `there` whose page is `here`."""
    draft = finish(f"<section><p>Lotus</p>{there}</section>", format)
    page = replace(draft.page, html=f"<body><section><p>Lotus</p>{here}</section></body>")
    return found(replace(draft, page=page))


OTHERS = [
    ("bars", ">28 %<", ">28.2 %<"),
    ("bars", '"28">28 %<', '"27">27 %<'),
    ("bars", "Feeder", "Sensors"),
    ("bars", ">Day</th><th>Night<", ">Night</th><th>Day<"),
    ("many bars", '"3">3 %</data></td><td><data value="4">4 %<', '"4">4 %</data></td><td><data value="3">3 %<'),
    ("before-after", "9", "6"),
    ("line", ">76 %<", ">77 %<"),
    ("line", "70.8", "70.9"),
    ("line", "61.5", "62.5"),
    ("line", "75", "74"),
    ("line", ">Line 3</th><th>Target<", ">Target</th><th>Line 3<"),
    ("many lines", '<data value="3">3 %', '<data value="4">4 %'),
    ("waterfall", "-7.5", "-7.4"),
    ("radar", '<data value="2">2 %', '<data value="3">3 %'),
    ("radar", ">Today</th><th>Target<", ">Target</th><th>Today<"),
    ("quadrant", '"1">1 %</data></td><td><data value="5">5 %<', '"5">5 %</data></td><td><data value="1">1 %<'),
    ("quadrant", "<li>At once</li><li>Plan</li>", "<li>Plan</li><li>At once</li>"),
    ("quadrant", ">Effort</th><th>Effect<", ">Effect</th><th>Effort<"),
    ("numbered", "risk, D", "risk, X"),
    ("gantt", '"9">9 %', '"8">8 %'),
    ("gantt", "Agreed", "Signed"),
    ("gantt", "From week", "From month"),
    ("fishbone", "Thin", "Thick"),
    ("fishbone", "It jams", "It slips"),
    ("tree", "Tape", "Reels"),
    ("organisation", "<li>An</li>", "<li>Ahn</li>"),
    ("map", "<li>Terms</li>", "<li>Rules</li>"),
]


@pytest.mark.parametrize("format", FORMATS)
def test_whatever_a_chart_says_otherwise_is_caught(finish: Finish, kit: Kit, format: Format) -> None:
    """A value, a place, a word, a name of a series, in every kind; it is the one that is named."""
    file = read_back(finish("".join(KINDS.values()), format), kit.theme.margins)
    for kind, old, new in OTHERS:
        changed = KINDS | {kind: KINDS[kind].replace(old, new)}
        assert changed != KINDS, kind
        page = replace(file.page, html=f"<body>{''.join(changed.values())}</body>")
        planted = replace(file, draft=replace(file.draft, page=page))
        (problem,) = charts_differ(planted, quote=True)
        assert problem.what.startswith(f"the drawing {[*KINDS].index(kind) + 1} "), (kind, old)


def moved(figure: str, one: str, other: str) -> str:
    """A figure with two of its texts in each other's place."""
    assert one in figure
    assert other in figure
    return figure.replace(one, "\0").replace(other, one).replace("\0", other)


SENSOR, TAPE = (
    '<td><data value="28">28 %</data></td><td><data value="30">30 %</data></td>',
    '<td></td><td><data value="12">12 %</data></td>',
)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("one", "other"), [("Feeder", "Sensor"), (SENSOR, TAPE)])
def test_what_stands_at_the_place_of_another_is_caught(
    finish: Finish, found: Found, format: Format, one: str, other: str
) -> None:
    """Two categories in each other's place, a gap at another category: the same words and numbers in another order."""
    there = moved(KINDS["bars"], one, other)
    lines = said_of(finish, found, format, there, KINDS["bars"])
    assert [line[:52] for line in lines] == ["charts-differ: the drawing 1 differs from its data: "]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("kind", ["bars", "process"])
def test_drawings_are_counted(finish: Finish, found: Found, format: Format, kind: str) -> None:
    """One of two that are alike is missing; one is there that the page has not; two have changed places."""
    made = process() if kind == "process" else KINDS[kind]
    one, two = made, made + made
    counted = "charts-differ: the file shows {} charts and diagrams, the page has {}"
    assert counted.format(1, 2) in said_of(finish, found, format, one, two)
    assert counted.format(2, 1) in said_of(finish, found, format, two, one)
    other = made.replace("Sensor", "Reel").replace("Measure", "Count")
    lines = said_of(finish, found, format, made + other, other + made)
    assert [line[:29] for line in lines] == ["charts-differ: the drawing 1 ", "charts-differ: the drawing 2 "]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("made", [bars(), process()])
def test_a_picture_with_the_same_alternative_text_is_no_drawing(
    finish: Finish, found: Found, format: Format, made: str, tmp_path: Path
) -> None:
    """Pictures of words and of points, before a drawing and after it; a drawing that is missing is told all the
    same."""
    (tmp_path / "words.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text x="2" y="12">Lotus</text></svg>'
    )
    Image.new("RGB", (9, 9), "red").save(tmp_path / "points.png")
    alt = described(read_figure(etree.fromstring(made)))
    words, points = (f'<p><img src="{name}" alt="{alt}"/></p>' for name in ("words.svg", "points.png"))
    for body in (words + made, made + words, points + made + words + made + words):
        assert said_of(finish, found, format, body, body) == []
    lines = said_of(finish, found, format, words + words, words + made + words)
    assert any(line.startswith("charts-differ: the drawing 1 ") for line in lines)


@pytest.mark.parametrize("format", ["pdf", "html"])
@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("28 %", "29 %", "it does not say `28 %` at its place"),
        ("Sensor", "Tape", "it does not say `Sensor` at its place"),
        ("Day", "Night", "it does not say `Day` at its place"),
        ("Tape", "Tape worn", "it says `worn` too"),
    ],
)
def test_what_only_a_drawing_says_otherwise_is_caught(
    finish: Finish, kit: Kit, format: Format, old: str, new: str, what: str
) -> None:
    """One of its texts is another, while its description tells the data; texts are what is read of the file."""
    file = read_back(finish(KINDS["bars"], format), kit.theme.margins)
    (picture,) = file.pictures
    assert old in picture.text
    planted = replace(file, pictures=(replace(picture, text=picture.text.replace(old, new)),))
    told = [problem.what for problem in charts_differ(planted, quote=True)]
    assert told == [f"the drawing 1 differs from its data: {what}"]


def test_a_changed_drawing_in_a_file_is_caught(finish: Finish, found: Found) -> None:
    """The picture within an HTML file, and that of a diagram within a Word file."""
    draft = finish(KINDS["bars"], "html")
    source = draft.file.read_text(encoding="utf-8")
    match = re.search(r"svg\+xml;base64,([\w+/=]+)", source)
    assert match
    changed = b64encode(b64decode(match[1]).replace(b">28 %<", b">29 %<")).decode()
    draft.file.write_text(source.replace(match[1], changed), encoding="utf-8")
    assert found(draft) == ["charts-differ: the drawing 1 differs from its data: it does not say `28 %` at its place"]

    draft = finish(process(), "docx")
    parts = read_package(draft.file)
    name = "word/media/drawing1.svg"
    draft.file.write_bytes(write_package(parts | {name: parts[name].replace(b">Measure<", b">Count<")}))
    assert found(draft) == [
        "charts-differ: the drawing 1 differs from its data: it does not say `Measure` at its place"
    ]


@pytest.mark.parametrize("format", FORMATS)
def test_another_description_is_caught(finish: Finish, kit: Kit, format: Format) -> None:
    """It is how those learn the data who do not see them, and what tells where points stand."""
    file = read_back(finish(KINDS["quadrant"], format), kit.theme.margins)
    (picture,) = file.pictures
    planted = replace(file, pictures=(replace(picture, alt=picture.alt.replace("Effort 4", "Effort 3")),))
    told = [problem.what for problem in charts_differ(planted, quote=True)]
    assert told == ["the drawing 1 has an alternative text that differs from its data"]


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"<c:v>Day<": "<c:v>Night<", "$B$1<": "$C$1<"}, "it says `Night` for `Day`"),
        ({"$B$2:$B$4<": "$C$2:$C$4<"}, "it shows `41` for cell C2, which holds nothing"),
        ({'<c:dLbl><c:idx val="1"/>': '<c:dLbl><c:idx val="9"/>'}, "its label `28 %` is not that of its cell, ``"),
        (
            {'type="CELLRANGE"': 'type="TXLINK"', "<a:fld ": "<a:r ", "</a:fld>": "</a:r>"},
            "it says `Feeder` for `41 %`",
        ),
    ],
)
def test_a_word_chart_that_shows_other_cells_is_caught(
    finish: Finish, found: Found, changes: dict[str, str], what: str
) -> None:
    """A series under the name of another, values of another column, a label at another point, and labels that are
    gone."""
    draft = finish(KINDS["bars"], "docx")
    parts = read_package(draft.file)
    name = "word/charts/chart1.xml"
    xml = parts[name].decode()
    for old, new in changes.items():
        assert old in xml
        xml = xml.replace(old, "\0").replace(new, old).replace("\0", new)
    draft.file.write_bytes(write_package(parts | {name: xml.encode()}))
    (line,) = found(draft)
    assert line.startswith("charts-differ: the drawing 1 differs from its ")
    assert what in line


def test_a_word_chart_that_differs_from_its_spreadsheet_is_caught(finish: Finish, found: Found) -> None:
    """Word would show one number, and on the first edit another."""
    draft = finish(bars(), "docx")
    parts = read_package(draft.file)
    name = "word/charts/chart1.xml"
    changed = re.sub(rb"<c:v>9</c:v>", b"<c:v>7</c:v>", parts[name])
    assert changed != parts[name]
    draft.file.write_bytes(write_package(parts | {name: changed}))

    (line,) = found(draft)
    assert line.startswith("charts-differ: the drawing 1 differs from its spreadsheet: it shows `7`")


@pytest.mark.parametrize("format", FORMATS)
def test_an_internal_value_in_a_drawing_or_a_footnote_is_caught(finish: Finish, found: Found, format: Format) -> None:
    """In the words of a chart, of a diagram and of a footnote."""
    for body in (bars("Likes green tea"), process("Likes green tea"), notes("Likes green tea.")):
        lines = found(finish(body, format), secrets={"stakeholders[0].internal.notes": "Likes green tea"})
        assert [line.partition(":")[0] for line in lines] == ["leak"]


def test_what_differs_is_not_shown_where_something_internal_leaks(finish: Finish, found: Found) -> None:
    """The message would carry on what must not leave the house."""
    draft = finish(bars("Likes green tea"), "docx")
    parts = read_package(draft.file)
    name = "word/charts/chart1.xml"
    draft.file.write_bytes(write_package(parts | {name: parts[name].replace(b"Likes green tea", b"Other")}))

    lines = found(draft, secrets={"stakeholders[0].internal.notes": "Likes green tea"})
    assert "charts-differ: the drawing 1 differs from its spreadsheet" in lines
    assert not any("green" in line for line in lines)
