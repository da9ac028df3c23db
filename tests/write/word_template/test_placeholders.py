"""Pictures and charts of a template that data take the place of."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from docx.document import Document
from docx.shared import Mm
from filled_templates import NAMESPACES, SPACES, body, html, made, placed, with_parts
from lxml import etree
from PIL import Image as Pixels

from kamdocs.errors import InputError
from kamdocs.model.word_template import ChartData, Image, Insert, Link
from kamdocs.word.package import read_package
from kamdocs.word.relationships import OFFICE, Relationship, read_relationships, written_relationships
from kamdocs.word.workbook import read_workbook

C, A, WP = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("c", "a", "wp"))
R = f"{{{NAMESPACES['r']}}}"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'


def picture(wide: int, high: int) -> bytes:
    """A picture in one colour."""
    buffer = BytesIO()
    Pixels.new("RGB", (wide, high), "green").save(buffer, "PNG")
    return buffer.getvalue()


def with_picture(alt: str) -> bytes:
    """A template with a picture of 60 by 30 mm."""

    def build(document: Document) -> None:
        shape = document.add_picture(BytesIO(picture(20, 10)), Mm(60), Mm(30))
        shape._inline.docPr.set("descr", alt)

    return made(build)


@pytest.mark.parametrize(
    ("image", "size"),
    [
        (Image(picture(10, 10)), (30, 30)),
        (Image(picture(40, 10)), (60, 15)),
        (Image(picture(10, 40)), (Decimal("7.5"), 30)),
        (Image(SVG), (60, 30)),
    ],
)
def test_a_picture_fits_undistorted_into_the_box_of_the_placeholder(image: Image, size: tuple[Decimal, int]) -> None:
    """Its own size does not count there."""
    root = body(placed(with_picture("Logo {0}"), image))
    sizes = [
        (int(node.get("cx")), int(node.get("cy"))) for node in root.iter(f"{WP}extent", f"{A}ext") if node.get("cx")
    ]
    assert sizes == [(size[0] * 36000, size[1] * 36000)] * 2


def test_the_token_leaves_the_alternative_text() -> None:
    """The text of the data stands there, or what stood beside the token."""
    plain = placed(with_picture("Logo {0} of Lotus"), Image(picture(1, 1)))
    told = placed(with_picture("{0}"), Image(picture(1, 1), alt="A green square"))
    assert [next(body(each).iter(f"{WP}docPr")).get("descr") for each in (plain, told)] == [
        "Logo of Lotus",
        "A green square",
    ]


def test_a_drawing_stands_beside_its_bitmap() -> None:
    """Programs that know SVG show it, all others the bitmap."""
    parts = placed(with_picture("{0}"), Image(SVG))
    found = read_relationships(parts, "word/document.xml")
    ids = [node.get(f"{R}embed") for node in body(parts).iter() if node.get(f"{R}embed")]
    assert [found[id].target.rpartition(".")[2] for id in ids] == ["png", "svg"]
    assert b'Extension="svg"' in parts["[Content_Types].xml"]


OLD = (
    f'<w:p {SPACES}><w:r><w:pict><v:shape id="_x0000_i1" alt="Logo {{0}}" '
    'style="width:150pt;height:75pt"><v:imagedata r:id="rId90" cropleft="1"/></v:shape></w:pict></w:r></w:p>'
)


def test_a_picture_of_an_older_word_is_replaced_in_a_header_too() -> None:
    """In VML the sizes stand in a style."""

    def build(document: Document) -> None:
        document.sections[0].header.is_linked_to_previous = False
        document.sections[0].header._element.append(etree.fromstring(OLD))

    data = made(build)
    name = next(name for name in read_package(data) if name.startswith("word/header"))
    relations = written_relationships(name, {"rId90": Relationship(f"{OFFICE}/image", "word/media/old.png")})
    parts = with_parts(data, {f"word/_rels/{name[5:]}.rels": relations, "word/media/old.png": picture(1, 1)})
    done = placed(parts, Image(picture(10, 10)))
    shape = next(body(done, name).iter("{urn:schemas-microsoft-com:vml}shape"))
    assert (shape.get("alt"), shape.get("style")) == ("Logo", "width:75pt;height:75pt")
    target = read_relationships(done, name)[shape[0].get(f"{R}id")].target
    assert (
        done[target] == read_package(parts)[target] if target in read_package(parts) else done[target][:4] == b"\x89PNG"
    )
    assert shape[0].get("cropleft") is None


@pytest.mark.parametrize("insert", [Image(picture(1, 1)), ChartData((), ()), html("<p>a</p>")])
def test_what_cannot_stand_in_an_alternative_text_is_a_fault(insert: Insert) -> None:
    """A text box is no picture and no chart."""

    def build(document: Document) -> None:
        box = '<wp:extent cx="1" cy="1"/><wp:docPr id="1" name="Box" descr="{0}"/>'
        anchor = f"<w:r {SPACES}><w:drawing><wp:inline>{box}</wp:inline></w:drawing></w:r>"
        document.add_paragraph()._p.append(etree.fromstring(anchor))

    with pytest.raises(InputError, match=r"letter\.docx: text: "):
        placed(made(build), insert)


def test_a_link_in_an_alternative_text_is_its_words() -> None:
    """Nothing can be clicked there."""
    parts = placed(with_picture("See {0}"), Link("https://a.example/", "our site"))
    assert next(body(parts).iter(f"{WP}docPr")).get("descr") == "See our site"


def _series(number: int, kind: str) -> str:
    words, numbers = ("xVal", "yVal") if kind in ("scatterChart", "bubbleChart") else ("cat", "val")
    colour = f'<c:spPr><a:solidFill><a:schemeClr val="accent{number + 1}"/></a:solidFill></c:spPr>'
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>Sheet1!$B$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>Old</c:v></c:pt></c:strCache></c:strRef></c:tx>{colour}'
        f"<c:dPt><c:idx val='9'/></c:dPt><c:{words}><c:strRef><c:f>Sheet1!$A$2</c:f><c:strCache><c:ptCount val='1'/>"
        f"<c:pt idx='0'><c:v>Secret</c:v></c:pt></c:strCache></c:strRef></c:{words}><c:{numbers}><c:numRef>"
        "<c:f>Sheet1!$B$2</c:f><c:numCache><c:formatCode>0.0</c:formatCode><c:ptCount val='1'/><c:pt idx='0'>"
        f"<c:v>99</c:v></c:pt></c:numCache></c:numRef></c:{numbers}></c:ser>"
    )


def with_chart(kind: str, *, series: int = 2, times: int = 1) -> bytes:
    """A template with a chart of this kind, shown some times over, as a loop gives it."""
    before = {"barChart": '<c:barDir val="col"/>', "scatterChart": '<c:scatterStyle val="lineMarker"/>'}.get(kind, "")
    axes = "" if kind in ("pieChart", "doughnutChart") else '<c:axId val="1"/><c:axId val="2"/>'
    inner = "".join(_series(number, kind) for number in range(series))
    dates = '<c:dateAx><c:axId val="1"/><c:baseTimeUnit val="days"/></c:dateAx>' if kind == "lineChart" else ""
    chart = (
        f"<c:chartSpace {SPACES}><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr b='1'/>"
        f"<a:t>Old title</a:t></a:r></a:p></c:rich></c:tx></c:title>"
        f"<c:plotArea><c:{kind}>{before}{inner}{axes}</c:{kind}>{dates}"
        "</c:plotArea>"
        '</c:chart><c:externalData r:id="rId1"/></c:chartSpace>'
    )
    drawing = (
        f'<w:p {SPACES}><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/>'
        f'<wp:docPr id="5" name="Chart" descr="{{0}}"/><a:graphic><a:graphicData uri="{NAMESPACES["c"]}">'
        '<c:chart r:id="rId77"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )

    def build(document: Document) -> None:
        for _ in range(times):
            document.element.body.insert(0, etree.fromstring(drawing))

    data = made(build)
    parts = read_package(data)
    name = "word/document.xml"
    relations = {**read_relationships(parts, name), "rId77": Relationship(f"{OFFICE}/chart", "word/charts/chart1.xml")}
    book = {"rId1": Relationship(f"{OFFICE}/package", "word/embeddings/Microsoft_Excel_Sheet.xlsx")}
    types = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
        b'<Override PartName="/word/charts/chart1.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>',
    )
    more = {
        "word/_rels/document.xml.rels": written_relationships(name, relations),
        "word/charts/chart1.xml": chart.encode(),
        "word/charts/_rels/chart1.xml.rels": written_relationships("word/charts/chart1.xml", book),
        "word/embeddings/Microsoft_Excel_Sheet.xlsx": b"old",
        "[Content_Types].xml": types,
    }
    return with_parts(data, more)


DATA = ChartData(
    ("Spring", "Summer", "Autumn"),
    (
        ("North", (Decimal(1), Decimal("2.5"), None)),
        ("South", (Decimal(4), Decimal(5), Decimal(6))),
        ("East & West", (Decimal(7),) * 3),
    ),
    title="Visits",
)


@pytest.mark.parametrize("kind", ["barChart", "lineChart", "areaChart", "pieChart", "doughnutChart", "radarChart"])
def test_a_chart_shows_the_data_with_the_looks_of_its_series(kind: str) -> None:
    """Further series take the look of the last in the next colour; nothing of the old data stays."""
    parts = placed(with_chart(kind), DATA)
    root = body(parts, "word/charts/chart1.xml")
    series = list(root.iter(f"{C}ser"))
    assert [each.findtext(f"{C}tx//{C}v") for each in series] == ["North", "South", "East & West"]
    assert [each.find(f"{C}spPr//{A}schemeClr").get("val") for each in series] == ["accent1", "accent2", "accent3"]
    assert [[v.text for v in each.find(f"{C}val").iter(f"{C}v")] for each in series] == [
        ["1", "2.5"],
        ["4", "5", "6"],
        ["7"] * 3,
    ]
    assert [v.text for v in series[2].find(f"{C}cat").iter(f"{C}v")] == ["Spring", "Summer", "Autumn"]
    assert series[2].findtext(f"{C}val//{C}f") == "Sheet1!$D$2:$D$4"
    assert series[0].findtext(f"{C}val//{C}formatCode") == "0.0"
    assert list(root.iter(f"{C}dPt", f"{C}dateAx")) == []
    assert [text.text for text in root.iter(f"{A}t")] == ["Visits"]
    assert b"Secret" not in parts["word/charts/chart1.xml"]
    cells = read_workbook(parts["word/embeddings/Microsoft_Excel_Sheet.xlsx"])
    assert (cells["Sheet1", "D", 1].text, cells["Sheet1", "B", 3].number) == ("East & West", Decimal("2.5"))


@pytest.mark.parametrize(("most", "kept"), [("10", ["10"]), ("6", [])])
def test_an_axis_ends_where_it_is_fixed_unless_a_value_lies_beyond(most: str, kept: list[str]) -> None:
    """A bar that is cut off says what is not so."""
    data = with_chart("barChart")
    axis = f'<c:valAx><c:axId val="2"/><c:scaling><c:max val="{most}"/></c:scaling></c:valAx></c:plotArea>'
    chart = read_package(data)["word/charts/chart1.xml"].replace(b"</c:plotArea>", axis.encode())
    root = body(placed(with_parts(data, {"word/charts/chart1.xml": chart}), DATA), "word/charts/chart1.xml")
    assert [node.get("val") for node in root.iter(f"{C}max")] == kept


def test_fewer_series_leave_none_of_the_old() -> None:
    """A series without data goes."""
    parts = placed(with_chart("barChart"), ChartData(("a",), (("One", (Decimal(1),)),)))
    assert len(list(body(parts, "word/charts/chart1.xml").iter(f"{C}ser"))) == 1


def test_points_lie_by_numbers_where_the_categories_are_numbers() -> None:
    """A chart of points has places along both axes."""
    data = ChartData(("1.5", "3"), (("One", (Decimal(1), Decimal(2))),))
    root = body(placed(with_chart("scatterChart", series=1), data), "word/charts/chart1.xml")
    assert [v.text for v in next(root.iter(f"{C}xVal")).iter(f"{C}v")] == ["1.5", "3"]
    assert root.find(f".//{C}xVal/{C}numRef") is not None


def test_in_a_bubble_chart_two_series_make_heights_and_sizes() -> None:
    """Without sizes all bubbles are alike."""
    heights, sizes = ("Heights", (Decimal(1), Decimal(2))), ("Sizes", (Decimal(8), Decimal(9)))
    both = body(placed(with_chart("bubbleChart"), ChartData(("1", "2"), (heights, sizes))), "word/charts/chart1.xml")
    one = body(placed(with_chart("bubbleChart"), ChartData(("1", "2"), (heights,))), "word/charts/chart1.xml")
    assert [[v.text for v in node.iter(f"{C}v")] for node in both.iter(f"{C}bubbleSize")] == [["8", "9"]]
    assert [[v.text for v in node.iter(f"{C}v")] for node in one.iter(f"{C}bubbleSize")] == [["1", "1"]]


def test_a_chart_that_is_shown_twice_becomes_two() -> None:
    """As in a loop: each has its part, its spreadsheet and its number."""
    parts = placed(with_chart("barChart", times=2), DATA)
    found = read_relationships(parts, "word/document.xml")
    names = [found[chart.get(f"{R}id")].target for chart in body(parts).iter(f"{C}chart")]
    books = [each.target for name in names for each in read_relationships(parts, name).values()]
    assert len({*names}) == len({*books}) == 2
    assert len({drawing.get("id") for drawing in body(parts).iter(f"{WP}docPr")}) == 2
    assert all(read_workbook(parts[book]) for book in books)
