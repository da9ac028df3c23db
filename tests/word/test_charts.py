"""Charts of a DOCX read back, and what is found where a chart and its spreadsheet differ."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from kamdocs.verify.word_passages import word_passages
from kamdocs.word.charts import ChartText, Column, DrawnSeries, read_charts
from kamdocs.word.drawings import read_drawings
from kamdocs.word.names import NAMESPACES
from kamdocs.word.package import PackageError, write_package
from kamdocs.word.workbook import Cell, places, read_workbook

DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items() if prefix != "xml")
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relation(identifier: str, target: str) -> str:
    """The relations of a part, of which there is one."""
    inner = f'<Relationship Id="{identifier}" Type="{TYPE}/any" Target="{target}"/>'
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def points(*texts: str) -> str:
    """A cache."""
    return "".join(f'<c:pt idx="{number}"><c:v>{text}</c:v></c:pt>' for number, text in enumerate(texts))


CHART = f"""<c:chartSpace {DECLARED}><c:chart><c:plotArea><c:barChart><c:ser>
<c:tx><c:strRef><c:f>Sheet1!$B$1</c:f><c:strCache>{points("Amount")}</c:strCache></c:strRef></c:tx>
<c:dLbls><c:dLbl><c:idx val="0"/>
<c:tx><c:rich><a:p><a:fld type="CELLRANGE"><a:t>1,234 ₫</a:t></a:fld></a:p></c:rich></c:tx></c:dLbl></c:dLbls>
<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$3</c:f><c:strCache>{points("Phần mềm", "Đào tạo")}</c:strCache></c:strRef></c:cat>
<c:val><c:numRef><c:f>Sheet1!$B$2:$B$3</c:f><c:numCache>{points("1234", "99.6")}</c:numCache></c:numRef></c:val>
<c:extLst><c:ext><c15:datalabelsRange><c15:f>Sheet1!$B$2:$B$3</c15:f>
<c15:dlblRangeCache>{points("1,234 ₫", "100 ₫")}</c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst>
</c:ser></c:barChart>
<c:valAx><c:title><c:tx><c:rich><a:p><a:r><a:t>Million</a:t></a:r></a:p></c:rich></c:tx></c:title></c:valAx>
</c:plotArea></c:chart><c:externalData r:id="rId9"/></c:chartSpace>"""
CELLS = """
<s:row><s:c r="A1" t="s"><s:v>0</s:v></s:c><s:c r="B1" t="inlineStr"><s:is><s:t>Amount</s:t></s:is></s:c>
<s:c r="C1" t="str"><s:v>Sum</s:v></s:c></s:row>
<s:row><s:c r="A2" t="s"><s:v>1</s:v></s:c><s:c r="B2"><s:v>1234</s:v></s:c>
<s:c r="C2"><s:f>B2</s:f><s:v>1234</s:v></s:c></s:row>
<s:row><s:c r="A3" t="s"><s:v>2</s:v></s:c><s:c r="B3"><s:v>99.6</s:v></s:c><s:c r="C3" s="1"/></s:row>
"""
SHARED = "<s:si><s:t>Item</s:t></s:si><s:si><s:r><s:t>Phần </s:t></s:r><s:r><s:t>mềm</s:t></s:r></s:si>"


def workbook(cells: str = CELLS, shared: str = SHARED + "<s:si><s:t>Đào tạo</s:t></s:si>") -> bytes:
    """An XLSX of one sheet."""
    sheets = '<s:sheets><s:sheet name="Sheet1" r:id="r1"/></s:sheets>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f"<s:workbook {DECLARED}>{sheets}</s:workbook>",
        "xl/_rels/workbook.xml.rels": relation("r1", "worksheets/one.xml"),
        "xl/worksheets/one.xml": f"<s:worksheet {DECLARED}><s:sheetData>{cells}</s:sheetData></s:worksheet>",
        "xl/sharedStrings.xml": f"<s:sst {DECLARED}>{shared}</s:sst>",
    }
    return write_package({name: text.encode() for name, text in parts.items()})


def parts(chart: str = CHART, book: bytes | None = None) -> dict[str, bytes]:
    """The parts of a DOCX that shows one chart."""
    shown = '<w:p><w:r><w:drawing><c:chart r:id="rId3"/></w:drawing></w:r></w:p>'
    texts = {
        "word/document.xml": f"<w:document {DECLARED}><w:body>{shown}</w:body></w:document>",
        "word/_rels/document.xml.rels": relation("rId3", "charts/one.xml"),
        "word/charts/one.xml": chart,
        "word/charts/_rels/one.xml.rels": relation("rId9", "../embeddings/one.xlsx"),
    }
    found = {name: text.encode() for name, text in texts.items()}
    return found | {"word/embeddings/one.xlsx": workbook() if book is None else book}


def only(found: Mapping[str, bytes]) -> ChartText:
    """The one chart of a DOCX."""
    (chart,) = read_charts(found)
    return chart


VALUES = (Decimal(1234), Decimal("99.6"))
ITEMS = ("Phần mềm", "Đào tạo")


def test_a_chart_is_read_with_its_spreadsheet() -> None:
    """Columns that formulas make are left out; a series has what stands at each of its points."""
    assert only(parts()) == ChartText(
        part="word/charts/one.xml",
        columns=(Column("Item", ITEMS), Column("Amount", VALUES)),
        series=(DrawnSeries("Amount", ITEMS, VALUES, ("1,234 ₫", "")),),
        titles=("Million",),
        differences=(),
    )


def test_a_point_without_a_value_is_none() -> None:
    """At its own place, in the chart and in its spreadsheet."""
    chart = CHART.replace('<c:pt idx="0"><c:v>1234</c:v></c:pt>', "")
    found = only(parts(chart, workbook(CELLS.replace('<s:c r="B2"><s:v>1234</s:v></s:c>', ""))))
    assert found.series[0].values == (None, Decimal("99.6"))
    assert found.columns[1] == Column("Amount", (None, Decimal("99.6")))


def test_pictures_come_in_the_order_of_the_text() -> None:
    """A drawing with its words, a chart, and a picture of dots, each with its alternative text."""
    svg = 'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId5"'
    shown = [f"<asvg:svgBlip {svg}/>", '<c:chart r:id="rId3"/>', '<a:blip r:embed="rId6"/>']
    drawings = "".join(f'<w:drawing><wp:docPr descr="{i}"/>{inner}</w:drawing>' for i, inner in enumerate(shown))
    found = parts()
    found["word/document.xml"] = f"<w:document {DECLARED}>{drawings}</w:document>".encode()
    more = relation("rId5", "media/one.svg").partition("<Relationship ")[2].partition("/>")[0]
    relations = found["word/_rels/document.xml.rels"].decode()
    found["word/_rels/document.xml.rels"] = relations.replace("</R", f"<Relationship {more}/></R").encode()
    found["word/media/one.svg"] = b'<svg xmlns="http://www.w3.org/2000/svg"><text>Plan</text><text>Do</text></svg>'
    read = [(drawing.alt, drawing.text, drawing.chart is not None) for drawing in read_drawings(found)]
    assert read == [("0", "Plan\nDo", False), ("1", "", True), ("2", "", False)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<c:v>99.6<", "<c:v>98.6<", "it shows `98.6` for cell B3, which holds `99.6`"),
        ("<c:v>Đào tạo<", "<c:v>Đào<", "it shows `Đào` for cell A3, which holds `Đào tạo`"),
        ("<c:v>Amount<", "<c:v>Amounts<", "it shows `Amounts` for cell B1, which holds `Amount`"),
        ("<c:v>100 ₫<", "<c:v>101 ₫<", "it shows `101 ₫` for cell B3, which holds `99.6`"),
        ("<c:v>100 ₫<", "<c:v>10 ₫<", "it shows `10 ₫` for cell B3, which holds `99.6`"),
        ('<c:pt idx="1"><c:v>99.6</c:v></c:pt>', "", "it shows nothing for cell B3, which holds `99.6`"),
        ("$A$2:$A$3", "$A$3:$A$4", "it shows `Đào tạo` for cell A4, which holds nothing"),
        ("$A$2:$A$3", "$A$2", "it shows what stands in no cell"),
        ("<a:t>1,234 ₫<", "<a:t>9,999 ₫<", "its label `9,999 ₫` is not that of its cell, `1,234 ₫`"),
        ('<c:externalData r:id="rId9"/>', "", "it has no spreadsheet"),
    ],
)
def test_a_chart_that_is_not_its_spreadsheet_is_told(old: str, new: str, said: str) -> None:
    """A number, a category, a name, a label: what a reader sees must be what an edit would show."""
    assert old in CHART
    assert said in only(parts(CHART.replace(old, new))).differences


def test_a_spreadsheet_that_is_not_its_chart_is_told() -> None:
    """Changed from its side."""
    book = workbook(CELLS.replace("<s:v>99.6<", "<s:v>99.7<"))
    found = only(parts(book=book))
    assert found.differences == ("it shows `99.6` for cell B3, which holds `99.7`",)
    assert found.columns[1].cells == (Decimal(1234), Decimal("99.7"))


def test_rounded_and_scaled_labels_are_those_of_their_number() -> None:
    """`1.2 million` is what 1234567 may be printed as; a text without digits says nothing of a number."""
    for number, label in (
        ("1234567", "1.2 million"),
        ("0.125", "12.5%"),
        ("0", "0%"),
        ("120000000", "1억 2,000만"),
        ("7", "–"),
    ):
        chart = CHART.replace("<c:v>99.6<", f"<c:v>{number}<").replace("<c:v>100 ₫<", f"<c:v>{label}<")
        book = workbook(CELLS.replace("<s:v>99.6<", f"<s:v>{number}<"))
        assert only(parts(chart, book)).differences == ()


def test_charts_come_in_the_order_of_the_text() -> None:
    """Not in that of their names."""
    found = parts()
    shown = b'<c:chart r:id="rId4"/><c:chart r:id="rId3"/>'
    found["word/document.xml"] = found["word/document.xml"].replace(b'<c:chart r:id="rId3"/>', shown)
    more = relation("rId4", "charts/two.xml").partition("<Relationship ")[2].partition("/>")[0]
    relations = found["word/_rels/document.xml.rels"].decode()
    found["word/_rels/document.xml.rels"] = relations.replace("</R", f"<Relationship {more}/></R").encode()
    found["word/charts/two.xml"] = CHART.replace('<c:externalData r:id="rId9"/>', "").encode()
    assert [chart.part for chart in read_charts(found)] == ["word/charts/two.xml", "word/charts/one.xml"]


def test_a_document_without_charts_has_none() -> None:
    """Nor has it relations."""
    assert read_charts({"word/document.xml": f"<w:document {DECLARED}/>".encode()}) == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("word/document.xml", "rId3", "rId7", "shows a chart, `rId7`, that it does not hold"),
        ("word/charts/one.xml", "<c:v>99.6<", "<c:v>many<", "holds a chart with a number that is none"),
        ("word/charts/one.xml", "<c:v>99.6<", "<c:v>NaN<", "holds a chart with a number that is none"),
        ("word/charts/one.xml", "</c:chart>", "", "holds a part that is not well-formed XML"),
    ],
)
def test_unsound_charts_are_refused(name: str, old: str, new: str, message: str) -> None:
    """As other parts are."""
    found = parts()
    found[name] = found[name].decode().replace(old, new).encode()
    with pytest.raises(PackageError, match=message):
        read_charts(found)


def test_an_unsound_spreadsheet_is_refused() -> None:
    """A zip file of something else too."""
    with pytest.raises(PackageError, match="is not a sound zip file"):
        read_charts(parts(book=b"PK none"))
    with pytest.raises(PackageError, match="holds a spreadsheet without"):
        read_workbook(write_package({"[Content_Types].xml": b"<Types/>"}))


def test_cells_are_read_by_their_kind() -> None:
    """Shared texts, texts of their own, numbers, and what formulas make of either; blank cells are none."""
    cells = read_workbook(workbook())
    assert cells["Sheet1", "A", 2] == Cell(None, "Phần mềm", derived=False)
    assert cells["Sheet1", "B", 1] == Cell(None, "Amount", derived=False)
    assert cells["Sheet1", "C", 2] == Cell(Decimal(1234), "", derived=True)
    assert ("Sheet1", "C", 3) not in cells


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("Sheet1!$B$2:$B$3", [("Sheet1", "B", 2), ("Sheet1", "B", 3)]),
        ("Sheet1!B2", [("Sheet1", "B", 2)]),
        ("'Kim''s sheet'!$AA$10", [("Kim's sheet", "AA", 10)]),
        ("Sheet1!$A$2:$B$3", []),
        ("SUM(A1)", []),
    ],
)
def test_references_name_cells_of_one_column(reference: str, expected: list[tuple[str, str, int]]) -> None:
    """Series stand in columns."""
    assert places(reference) == expected


def test_an_internal_text_is_found_in_charts_and_their_spreadsheets() -> None:
    """The search for what must not leave the house reads both."""
    chart = CHART.replace("<c:v>Đào tạo<", "<c:v>floor price<")
    chart = chart.replace("<a:r><a:t>Million</a:t></a:r>", "<a:r><a:t>sales </a:t></a:r><a:r><a:t>margin</a:t></a:r>")
    book = workbook(shared=SHARED + "<s:si><s:t>walk away price</s:t></s:si>")
    passages = {(passage.text, passage.place) for passage in word_passages(parts(chart, book))}
    assert ("floor price", "in the part `word/charts/one.xml`") in passages
    assert ("sales margin", "in the part `word/charts/one.xml`") in passages
    assert ("walk away price", "in the embedded file `word/embeddings/one.xlsx`") in passages
