"""Charts that Word draws and edits itself."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import docx
import pytest
import yaml
from lxml import etree
from support import REPOSITORY, gate, made_twice

from kamdocs.model.theme import Theme
from kamdocs.rules.chart_texts import word_labels
from kamdocs.rules.charts import CHARTS, Chart, Series, Value
from kamdocs.rules.colours import series_colours
from kamdocs.word.charts import ChartText, Column, read_charts
from kamdocs.word.names import NAMESPACES, qualified
from kamdocs.word.package import normalise, parse_part, read_package, write_package
from kamdocs.word.reader import outline
from kamdocs.word.workbook import read_workbook
from kamdocs.write.charts import draw
from kamdocs.write.word.charts import chart_run
from kamdocs.write.word.charts.breaks import broken, lines_of
from kamdocs.write.word.charts.formats import number_format
from kamdocs.write.word.language import tongue

THEME = Theme.model_validate(
    yaml.load((REPOSITORY / "templates/themes/modern/theme.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
)
WIDTH = 9400


def series(name: str, *values: tuple[str, str] | None) -> Series:
    """A series of numbers and how they are printed."""
    return Series(name, tuple(None if value is None else Value(Decimal(value[0]), value[1]) for value in values))


BARS = Chart("bars", "Stops", "Line", ("A", "B"), (series("Stops", ("12", "12"), ("7.5", "7.5")),))
SAMPLES: Mapping[str, tuple[str, Chart]] = {
    "bars": (
        "vi",
        Chart(
            "bars",
            "Chi phí",
            "Hạng mục",
            ("Phần mềm", "Đào tạo", "Hoàn lại"),
            (series("Năm 1", ("1234567890", "1.234.567.890 ₫"), None, ("-5000", "−5.000 ₫")),),
        ),
    ),
    "before-after": (
        "ko",
        Chart(
            "before-after",
            "정지 시간",
            "공정",
            ("계획된 정지와 품목 교체", "고장"),
            (series("도입 전", ("12.5", "12.5%"), ("31", "31%")), series("도입 후", ("4", "4%"), ("2.25", "2.25%"))),
        ),
    ),
    "line": (
        "en",
        Chart(
            "line",
            "OEE",
            "Month",
            ("Jan", "Feb", "Mar"),
            (
                series("Line 1", ("61", "61%"), ("63", "63%"), ("67", "67%")),
                series("Line 2", ("55", "55%"), None, None),
            ),
        ),
    ),
    "waterfall": (
        "en",
        Chart(
            "waterfall",
            "Savings",
            "Item",
            ("Stops", "Licence", "Service", "Energy", "Sum"),
            (series("EUR", ("60", "+60"), ("-100", "−100"), ("-30", "−30"), ("90", "+90"), ("20", "20")),),
            sums=frozenset({4}),
        ),
    ),
    "radar": (
        "ko",
        Chart("radar", "역량", "항목", ("계획", "자료", "품질"), (series("현재", ("2", "2"), ("3", "3"), ("1", "1")),)),
    ),
    "quadrant": (
        "en",
        Chart(
            "quadrant",
            "Who decides",
            "Who",
            ("Plant", "Finance"),
            (series("Interest", ("8", "8"), ("3", "3")), series("Influence", ("9", "9"), ("2", "2"))),
            fields=("Keep satisfied", "Work closely", "Watch", "Keep informed"),
        ),
    ),
    "gantt": (
        "vi",
        Chart(
            "gantt",
            "Kế hoạch",
            "Bước",
            ("Chẩn đoán", "Thiết kế"),
            (series("Tuần đầu", ("1", "1"), ("3", "3")), series("Tuần cuối", ("2", "2"), ("6", "6"))),
            marks=("", "Phê duyệt"),
            mark_name="Mốc",
        ),
    ),
}


def document(*charts: tuple[str, Chart], alt: str = "said") -> bytes:
    """A DOCX with these charts and their languages."""
    made = docx.Document()
    for number, (language, chart) in enumerate(charts, start=1):
        run = chart_run(chart, made.part, THEME, tongue(language), width=WIDTH, number=number, alt=alt)
        made.add_paragraph()._p.append(run)
    buffer = BytesIO()
    made.save(buffer)
    return normalise(buffer.getvalue())


def drawn(chart: Chart, language: str = "en") -> etree._Element:
    """The root of the part of a chart."""
    return parse_part(read_package(document((language, chart)))["word/charts/chart1.xml"])


def said(chart: Chart, language: str = "en") -> ChartText:
    """A chart read back."""
    (found,) = read_charts(read_package(document((language, chart))))
    return found


def values(root: etree._Element, path: str) -> list[list[str]]:
    """What is cached for the values of each series of a kind of chart, `-` for none."""
    return [
        [
            next((point.findtext(qualified("c:v")) or "" for point in points if point.get("idx") == str(number)), "-")
            for number in range(int(root.xpath("number(//c:cat//c:ptCount/@val)", namespaces=dict(NAMESPACES))))
        ]
        for found in root.xpath(f"//c:{path}/c:ser/c:val", namespaces=dict(NAMESPACES))
        for points in [list(found.iter(qualified("c:pt")))]
    ]


def test_there_is_a_sample_of_every_kind() -> None:
    """The tests below look at all kinds."""
    assert set(SAMPLES) == CHARTS


@pytest.mark.parametrize("kind", SAMPLES)
def test_words_and_numbers_are_read_back(kind: str) -> None:
    """From the chart and from its spreadsheet, which agree."""
    language, chart = SAMPLES[kind]
    found = said(chart, language)
    assert found.differences == ()
    columns = {
        each.name: {row: value.number for row, value in enumerate(each.values) if value} for each in chart.series
    }
    read = {column.name: {row: cell for row, cell in enumerate(column.cells) if cell} for column in found.columns}
    assert read | columns == read
    assert found.columns[0] == Column(chart.heading, chart.categories)
    assert found.titles == {"gantt": ("Tuần",), "quadrant": ("Interest", "Influence")}.get(kind, ())
    labels = [[label for label in each.labels if label] for each in found.series if any(each.labels)]
    printed = [["".join(texts)] for texts in labels] if kind == "quadrant" else labels
    assert printed in [[[text for text in texts if text] for texts in reading] for reading in word_labels(chart)]


def test_the_validator_of_the_format_finds_nothing(tmp_path: Path) -> None:
    """Microsoft's Open XML SDK reads charts of every kind and their spreadsheets, and finds a planted fault."""
    validator = gate("ooxml-validator")
    parts = read_package(document(*SAMPLES.values()))
    faulty = parts["word/charts/chart1.xml"].replace(b"<c:gapWidth", b'<c:smooth val="0"/><c:gapWidth')
    files = {
        "sound.docx": (write_package(parts), True),
        "sound.xlsx": (parts["word/embeddings/chart4.xlsx"], True),
        "faulty.docx": (write_package(parts | {"word/charts/chart1.xml": faulty}), False),
    }
    for name, (content, sound) in files.items():
        (tmp_path / name).write_bytes(content)
        done = subprocess.run([validator, tmp_path / name], capture_output=True, encoding="utf-8", check=False)
        assert f'"ok": {str(sound).lower()}' in done.stdout, done.stdout


def test_parts_are_named_and_declared() -> None:
    """A chart and a spreadsheet each, with the types that Word looks for."""
    parts = read_package(document(("en", BARS), ("en", BARS)))
    types = parts["[Content_Types].xml"].decode()
    for number in (1, 2):
        assert f"word/charts/_rels/chart{number}.xml.rels" in parts
        assert f'PartName="/word/charts/chart{number}.xml" ContentType="application/vnd.openxmlformats' in types
        assert parts[f"word/embeddings/chart{number}.xlsx"].startswith(b"PK")
    assert 'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"' in types


def test_the_drawing_has_its_text_its_name_and_its_width(tmp_path: Path) -> None:
    """Drawings are numbered apart from pictures."""
    parts = read_package(document(("en", BARS), ("en", BARS), alt="Stops by line: A 12; B 7.5."))
    body = parse_part(parts["word/document.xml"])
    properties = [dict(found.attrib) for found in body.iter(qualified("wp:docPr"))]
    alt = "Stops by line: A 12; B 7.5."
    assert properties == [
        {"id": "100001", "name": "Chart 1", "descr": alt},
        {"id": "100002", "name": "Chart 2", "descr": alt},
    ]
    assert {extent.get("cx") for extent in body.iter(qualified("wp:extent"))} == {str(WIDTH * 635)}
    file = tmp_path / "charts.docx"
    file.write_bytes(write_package(parts))
    assert outline(file) == f"Normal: [picture: {alt}]\n" * 2


def test_equal_charts_give_equal_bytes(tmp_path: Path) -> None:
    """In other processes, time zones and hash seeds too."""
    code = "import sys; from pathlib import Path; import test_word_charts as t; "
    code += "Path(sys.argv[1]).write_bytes(t.document(*t.SAMPLES.values()))"
    one, other = made_twice(code, tmp_path, tests=Path(__file__).parent)
    assert one == other


def test_labels_print_what_the_document_prints() -> None:
    """They take their text from cells, so that no computer writes its own points and commas, and follow edits."""
    root = drawn(SAMPLES["bars"][1], "vi")
    fields = [(field.get("type"), field.findtext(qualified("a:t"))) for field in root.iter(qualified("a:fld"))]
    assert fields == [("CELLRANGE", "1.234.567.890 ₫"), ("CELLRANGE", "−5.000 ₫")]
    assert root.findtext(f".//{qualified('c15:datalabelsRange')}/{qualified('c15:f')}") == "Sheet1!$B$2:$B$4"


@pytest.mark.parametrize(
    ("number", "text", "code"),
    [
        ("12", "12", '#,##0;"−"#,##0'),
        ("1234", "1.234 ₫", '#,##0" ₫";"−"#,##0" ₫"'),
        ("2026", "2026", '0;"−"0'),
        ("-5192.1", "−5,192", '#,##0;"−"#,##0'),
        ("-3", "-3", '#,##0;"-"#,##0'),
        ("60", "+60", '"+"#,##0;"−"#,##0'),
        ("12.5", "12,5 %", '#,##0.0" %";"−"#,##0.0" %"'),
        ("0.125", "12.5%", '#,##0.0%;"−"#,##0.0%'),
        ("1.234", "1.234", '#,##0.000;"−"#,##0.000'),
        ("1234567", "€1.2 million", '"€"#,##0.0,," million";"−""€"#,##0.0,," million"'),
        ("3", '3 "', '#,##0" "\\""";"−"#,##0" "\\"""'),
        ("0", "0%", '#,##0"%";"−"#,##0"%"'),
        ("120000000", "1억 2,000만", "General"),
        ("12", "a dozen", "General"),
        ("12", "13", "General"),
        ("-5", "(5)", "General"),
    ],
)
def test_formats_print_numbers_as_the_document_does(number: str, text: str, code: str) -> None:
    """Once data are edited in Word, labels follow by these; numbers stay as they are where no format fits."""
    assert number_format(Value(Decimal(number), text)) == code


def test_a_waterfall_stands_on_what_is_not_seen() -> None:
    """Also where bars fall through zero and rise from below it; the spreadsheet makes the parts by formulas. A line
    joins the end of each bar to the next."""
    root = drawn(SAMPLES["waterfall"][1])
    base, rise, fall, total, rise_below, fall_below, total_below = values(root, "barChart")
    assert base == ["0", "0", "-40", "0", "0"]
    assert rise == ["60", "0", "0", "20", "-"]
    assert fall == ["0", "60", "0", "0", "-"]
    assert total == ["-", "-", "-", "-", "20"]
    assert rise_below == ["0", "0", "0", "-70", "-"]
    assert fall_below == ["0", "-40", "-30", "0", "-"]
    assert total_below == ["-", "-", "-", "-", "0"]
    *joined, labelled = values(root, "lineChart")
    assert labelled == ["60", "60", "-70", "20", "20"]
    assert joined == [["60", "60", "-", "20", "20"], ["-", "-40", "-40", "-", "-"], ["-", "-", "-70", "-70", "-"]]
    places = root.xpath("//c:lineChart//c:dLbl/c:dLblPos/@val", namespaces=dict(NAMESPACES))
    assert places == ["t", "t", "b", "t", "t"]


def test_the_spreadsheet_of_a_waterfall_reckons_with_the_amounts() -> None:
    """Its formulas, worked out by hand for other amounts, keep the chart right after an edit."""
    parts = read_package(document(SAMPLES["waterfall"]))
    sheet = read_package(parts["word/embeddings/chart1.xlsx"])["xl/worksheets/sheet1.xml"].decode()
    formulas = dict(re.findall(r'<c r="(\w+)"[^>]*><f>([^<]*)</f>', sheet))
    assert formulas["C2"] == "0+B2"
    assert formulas["C3"] == "C2+B3"
    assert formulas["C6"] == "B6"
    assert formulas["D3"] == "MAX(MIN(C2,C3),0)+MIN(MAX(C2,C3),0)"
    assert formulas["F3"] == "IF(C3&lt;C2,MAX(MAX(C2,C3),0)-MAX(MIN(C2,C3),0),0)"


def test_bars_of_a_plan_cover_their_weeks_whole() -> None:
    """A bar reaches from the end of the week before its first to the end of its last, which its number marks."""
    start, length, *_ = values(drawn(SAMPLES["gantt"][1]), "barChart")
    assert start == ["0", "2"]
    assert length == ["2", "4"]


@pytest.mark.parametrize(
    ("categories", "direction"),
    [
        (("2024", "2025", "2026"), "col"),
        (("Planned stops and changeovers", "Faults"), "bar"),
        (("품목 교체 시간 단축", "고장"), "bar"),
    ],
)
def test_bars_lie_where_categories_are_long(categories: tuple[str, ...], direction: str) -> None:
    """Names beside lying bars need not be turned or broken."""
    numbers = series("Stops", *[("12", "12") for _ in categories])
    root = drawn(Chart("bars", "", "", categories, (numbers,)))
    assert [found.get("val") for found in root.iter(qualified("c:barDir"))] == [direction]


def test_colours_fonts_and_language_are_those_of_the_document() -> None:
    """What was before is quieter than what is after; Hangul has its own font."""
    root = drawn(SAMPLES["before-after"][1], "ko")
    fills = root.xpath("//c:ser/c:spPr/a:solidFill/a:srgbClr/@val", namespaces=dict(NAMESPACES))
    after, before = series_colours(THEME, 2)
    assert [f"#{fill.lower()}" for fill in fills] == [before, after]
    assert {face.get("typeface") for face in root.iter(qualified("a:latin"))} == {"Calibri"}
    assert {face.get("typeface") for face in root.iter(qualified("a:ea"))} == {"Malgun Gothic"}
    assert {look.get("sz") for look in root.iter(qualified("a:defRPr"))} == {"800"}
    assert {look.get("lang") for look in root.iter(qualified("a:defRPr"), qualified("a:rPr"))} == {"ko-KR"}
    assert [found.get("val") for found in root.iter(qualified("c:lang"))] == ["ko-KR"]


@pytest.mark.parametrize(
    ("chart", "legends"), [(BARS, 0), (SAMPLES["before-after"][1], 1), (SAMPLES["waterfall"][1], 0)]
)
def test_a_legend_stands_where_series_are_to_be_told_apart(chart: Chart, legends: int) -> None:
    """The bars of a waterfall are one series to the reader."""
    root = drawn(chart)
    assert len(root.findall(f".//{qualified('c:legend')}")) == legends
    assert not list(root.iter(qualified("c:title")))


def xpath(root: etree._Element, path: str) -> list[str]:
    """The attributes or texts at a path."""
    return [str(found) for found in root.xpath(path, namespaces=dict(NAMESPACES))]


def test_the_lines_of_series_are_broken_as_in_the_pdf() -> None:
    """So that they are told apart without colours."""
    root = drawn(SAMPLES["line"][1])
    assert xpath(root, "//c:ser/c:idx/@val") == ["0", "1"]
    assert xpath(root, "//c:ser[1]/c:spPr/a:ln/a:prstDash/@val") == []
    assert xpath(root, "//c:ser[2]/c:spPr/a:ln/a:prstDash/@val") == ["dash"]


def test_a_legend_begins_at_the_upper_left_and_the_plot_below_it() -> None:
    """Where the PDF has it too."""
    root = drawn(SAMPLES["before-after"][1], "ko")
    place = {name: float(xpath(root, f"//c:legend//c:{name}/@val")[0]) for name in "xywh"}
    plot = {name: float(xpath(root, f"//c:plotArea/c:layout//c:{name}/@val")[0]) for name in "xywh"}
    assert (place["x"], place["y"]) == (0, 0)
    assert place["y"] + place["h"] <= plot["y"]
    assert plot["x"] + plot["w"] <= 1
    assert plot["y"] + plot["h"] <= 1


def test_labels_of_lines_stand_clear_of_them() -> None:
    """Above the higher line, below the lower, aside of a steep one; one that stays where it is has one label."""
    numbers = ("61.5", "64.2", "63.8", "70.8", "74.1", "76.6")
    values = series("A", *((number, f"{number} %") for number in numbers)), series("Target", *[("75", "75 %")] * 6)
    root = drawn(Chart("line", "", "", tuple("123456"), values))
    sides = [xpath(root, f"//c:ser[{number}]//c:dLbl/c:dLblPos/@val") for number in (1, 2)]
    assert sides == [["b", "b", "b", "t", "b", "t"], ["b"]]
    aside = map(float, xpath(root, "//c:ser[1]//c:dLbl[c:idx/@val='3']//c:x/@val"))
    assert [place < 0 for place in aside] == [True]


def test_the_ends_of_a_web_carry_the_values_of_all_series() -> None:
    """As the spreadsheet composes them; numbers that it would write otherwise stand as they are printed."""
    rows = (series("A", ("3", "3 pt"), ("70", "70"), ("0.5", "50%")), series("B", ("4", "4 pt"), None, ("1", "100%")))
    chart = Chart("radar", "", "", ("Data", "People", "Flow"), rows)
    assert said(chart).series[0].categories == ("Data\n3 pt / 4 pt", "People\n70 / –", "Flow\n50% / 100%")
    parts = read_package(document(("en", chart)))
    sheet = read_package(parts["word/embeddings/chart1.xlsx"])["xl/worksheets/sheet1.xml"].decode()
    formulas = [formula.replace("&amp;", "&") for formula in re.findall(r"<f>([^<]*)</f>", sheet)]
    assert formulas == [
        'A2&CHAR(10)&B2&" pt"&" / "&C2&" pt"',
        'A3&CHAR(10)&B3&" / "&"–"',
        'A4&CHAR(10)&"50%"&" / "&"100%"',
    ]


def test_points_that_would_hide_each_other_are_drawn_apart() -> None:
    """By formulas, so that they follow the coordinates; short names stand in their points."""
    chart = Chart("quadrant", "", "", ("1", "2"), (series("x", ("3", "3"), ("3", "3")), series("y", *[("4", "4")] * 2)))
    root = drawn(chart)
    across, up = (xpath(root, f"//c:ser[1]/c:{name}//c:v/text()") for name in ("xVal", "yVal"))
    assert across[0] == "3"
    assert float(across[1]) != 3
    assert up == ["4", "4"]
    assert set(xpath(root, "//c:dLbl/c:dLblPos/@val")) == {"ctr"}
    assert [column.cells for column in said(chart).columns] == [("1", "2"), (3, 3), (4, 4)]


def test_names_of_fields_stand_in_the_outer_corners() -> None:
    """At the edges of the scale, away from the points."""
    root = drawn(SAMPLES["quadrant"][1])
    least, most = (float(xpath(root, f"//c:valAx[1]//c:{end}/@val")[0]) for end in ("min", "max"))
    across = list(map(float, xpath(root, "//c:ser[2]/c:xVal//c:v/text()")))
    near = (most - least) / 50
    assert [abs(place - end) < near for place, end in zip(across, (least, most) * 2, strict=True)] == [True] * 4
    assert xpath(root, "//c:ser[2]//c:dLbl/c:dLblPos/@val") == ["r", "l", "r", "l"]


def test_series_of_points_are_of_one_length() -> None:
    """LibreOffice draws nothing of a shorter one; the edge and the cross of the square have most points."""
    root = drawn(SAMPLES["quadrant"][1])
    assert set(xpath(root, "//c:xVal//c:ptCount/@val | //c:yVal//c:ptCount/@val")) == {"11"}


LONG = tuple(f"{number} people who are trained to level two of the plan of the house by June" for number in range(1, 9))


def wide(kind: str, *rows: Series, names: tuple[str, ...] = LONG) -> Chart:
    """A chart with long names."""
    return Chart(kind, "", "Item", names, rows)


def test_names_without_room_in_a_quadrant_are_a_key_to_numbers() -> None:
    """Numbers stand in the points and beside the names, a label for each line; the spreadsheet makes both."""
    numbers = [("1", "1"), ("3", "3"), ("5", "5"), ("3", "3")] * 2
    chart = wide("quadrant", series("x", *numbers), series("y", *numbers[::-1]))
    root, found = drawn(chart), said(chart)
    points, discs, key, _ = found.series
    assert points.labels[:8] == discs.labels[:8] == tuple("12345678")
    assert " ".join(filter(None, key.labels)) == " ".join(LONG)
    assert [column.name for column in found.columns] == ["Item", "x", "y"]
    assert found.differences == ()
    right = float(xpath(root, "//c:valAx[1]//c:max/@val")[0])
    assert {float(place) < right for place in xpath(root, "//c:ser[3]/c:xVal//c:v/text()")} == {True}


def test_the_lines_of_a_key_follow_their_cells() -> None:
    """Each is so many words of its name; one that ends within a word stands as it is."""
    first, last = lines_of("A2", "one two three", ["one two", "three"])
    assert first.formula == '=TRIM(MID(SUBSTITUTE(A2," ",REPT(" ",200)),1,400))'
    assert last.formula == '=TRIM(MID(SUBSTITUTE(A2," ",REPT(" ",200)),401,2600))'
    assert [line.formula for line in lines_of("A2", "abcdef", ["abc", "def"])] == ['="abc"', '="def"']


def test_the_ends_of_a_web_are_broken_as_in_the_pdf() -> None:
    """Programs set names of axes in a radar on one line; the spreadsheet breaks them between words."""
    chart = wide("radar", series("A", *[("3", "3")] * 8))
    lines = [text.split("\n") for text in said(chart).series[0].categories]
    assert {len(found) > 2 for found in lines} == {True}
    assert [" ".join(found[:-1]) for found in lines] == list(LONG)
    assert broken("A2", "one two three", ["one", "two three"]).formula == '=SUBSTITUTE(A2," ",CHAR(10),1)'
    assert broken("A2", "abcdef", ["abc", "def"]).formula == "=A2"


def test_series_of_points_are_drawn_alike_by_word_and_libreoffice() -> None:
    """The first lies above all others in LibreOffice, that of the highest order in Word."""
    root = drawn(SAMPLES["quadrant"][1])
    assert xpath(root, "//c:ser/c:idx/@val") == ["0", "1", "2"]
    assert xpath(root, "//c:ser/c:order/@val") == ["2", "1", "0"]


def test_a_line_that_stays_where_it_is_has_one_label() -> None:
    """LibreOffice gives a point that is marked as one without a label the text of its cell."""
    root = drawn(Chart("line", "", "", ("1", "2", "3"), (series("A", *[("42", "42 %")] * 3),)))
    assert xpath(root, "//c:dLbl/c:idx/@val") == ["2"]
    assert xpath(root, "//c:dLbls/c:extLst//c15:showDataLabelsRange/@val") == ["0"]


def test_a_waterfall_lies_where_its_names_have_no_room() -> None:
    """Labels stand behind the ends of bars, on the left of those below zero; no lines join lying bars."""
    amounts = [("500", "500"), ("-600", "−600"), ("-30", "−30"), ("60", "60")] * 2
    root = drawn(wide("waterfall", series("EUR", *amounts)))
    assert xpath(root, "//c:barDir/@val") == ["bar"]
    assert values(root, "lineChart") == []
    assert [Decimal(number) > 0 for number in values(root, "barChart")[-1]][:4] == [True, True, False, False]
    assert xpath(root, "//c:dLbl/c:dLblPos/@val") == ["inBase"] * 8


def test_long_milestones_are_broken_into_lines() -> None:
    """As in the PDF, so that weeks keep their room."""
    rows = (series("First week", ("1", "1")), series("Last week", ("4", "4")))
    mark = "Report signed by the plant manager, by the works council and by the head of quality of the group"
    chart = Chart("gantt", "", "", ("Diagnosis",), rows, marks=(mark,), mark_name="Ends with")
    (label,) = filter(None, (text for found in said(chart).series for text in found.labels))
    assert label.count("\n") > 1
    assert label.replace("\n", " ") == mark


def test_rows_that_are_much_higher_than_their_bars_keep_to_the_format() -> None:
    """It has no gap of more than five bars."""
    rows = (series("First week", ("1", "1")), series("Last week", ("4", "4")))
    chart = Chart("gantt", "", "", ("진단",), rows, marks=("보고서 승인 " * 17,), mark_name="끝")
    assert xpath(drawn(chart, "ko"), "//c:gapWidth/@val") == ["500"]


@pytest.mark.parametrize("kind", ["bars", "waterfall", "line"])
def test_nothing_but_zeros_takes_little_height(kind: str) -> None:
    """There is nothing that rises."""
    flat, high = (
        Chart(kind, "", "", ("A", "B", "C"), (series("S", *[(number, number)] * 3),)) for number in ("0", "9")
    )
    heights = [
        int(parse_part(read_package(document(("en", chart)))["word/document.xml"]).xpath("string(//@cy)"))
        for chart in (flat, high)
    ]
    assert heights[0] < heights[1] / 2


@pytest.mark.parametrize("numbers", [("9", "10"), ("1,234,567 VND", "10"), ("1,234,567,890 VND per year", "10")])
@pytest.mark.parametrize("names", [("A", "B", "C", "D"), ("Planned", "Unplanned", "Slow", "Rejects"), LONG[:4]])
@pytest.mark.parametrize("kind", ["bars", "waterfall"])
def test_bars_stand_or_lie_as_in_the_pdf(kind: str, names: tuple[str, ...], numbers: tuple[str, str]) -> None:
    """One decision, whatever the letters of each are wide."""
    rows = series("A", *[("9", text) for text in numbers * 2])
    chart = wide(kind, rows, names=names)
    svg = etree.fromstring(draw(chart, THEME, width_mm=WIDTH / 1440 * 25.4))
    tops = [float(bar.get("y", "")) for bar in svg.iter("{http://www.w3.org/2000/svg}rect")]
    lying = tops == sorted(set(tops))  # below each other; upright ones have one top, or rise
    assert xpath(drawn(chart), "//c:barDir/@val") == ["bar" if lying else "col"]


def test_many_bars_have_their_numbers_too() -> None:
    """As in the PDF: sixty at most."""
    rows = [series(f"S{number}", *[("1", "1")] * 12) for number in range(5)]
    chart = wide("bars", *rows, names=tuple(f"Category {number}" for number in range(12)))
    assert len(drawn(chart).findall(f".//{qualified('c:dLbl')}")) == 60


def test_a_milestone_stands_behind_its_bar_after_a_sign() -> None:
    """The sign is no part of its text."""
    root = drawn(SAMPLES["gantt"][1], "vi")
    assert xpath(root, "//c:dLbl//a:t/text()") == ["◆\u00a0", "Phê duyệt"]
    assert said(SAMPLES["gantt"][1], "vi").differences == ()


@pytest.mark.parametrize(("weeks", "step"), [(8, "1"), (30, "2"), (104, "10")])
def test_weeks_are_numbered_as_there_is_room(weeks: int, step: str) -> None:
    """And lines are drawn at the same weeks."""
    last = (str(weeks), str(weeks))
    rows = (series("First week", ("1", "1"), ("2", "2")), series("Last week", ("2", "2"), last))
    chart = Chart("gantt", "", "", ("Diagnosis", "Hand-over"), rows, marks=("", "Report signed"), mark_name="Ends with")
    root = drawn(chart)
    assert xpath(root, "//c:valAx/c:majorUnit/@val") == [step]
    assert len(root.findall(f".//{qualified('c:valAx')}/{qualified('c:majorGridlines')}")) == 1


def test_texts_are_no_formulas_and_nothing_else_stands_in_the_spreadsheet() -> None:
    """A category that begins with `=` is what it says; the spreadsheet names no author and no day."""
    chart = Chart("bars", "", "=Line", ("=1+1", "@A_x0041_"), (series("=SUM(B2)", ("1", "1"), ("2", "2")),))
    parts = read_package(document(("en", chart)))
    book = parts["word/embeddings/chart1.xlsx"]
    cells = read_workbook(book)
    assert {place[1:]: cell.text or str(cell.number) for place, cell in cells.items()} == {
        ("A", 1): "=Line",
        ("A", 2): "=1+1",
        ("A", 3): "@A_x0041_",
        ("B", 1): "=SUM(B2)",
        ("B", 2): "1",
        ("B", 3): "2",
    }
    assert not any(cell.derived for cell in cells.values())
    properties = read_package(book)["docProps/core.xml"].decode()
    assert re.findall(r"<dc:creator>(.*?)</dc:creator>", properties) in ([], [""])
    assert set(re.findall(r"\d{4}-\d\d-\d\d", properties)) == {"2000-01-01"}


def test_charts_of_nothing_but_holes_and_zeros_are_drawn() -> None:
    """What cannot be measured has an axis all the same."""
    for kind in sorted(CHARTS):
        chart = Chart(kind, "", "", ("A", "B"), (series("S", ("0", "0"), None), series("T", ("0", "0"), None)))
        found = said(chart)
        assert found.differences == ()
        assert [column.cells for column in found.columns[1:3]] == [(0,), (0,)]
