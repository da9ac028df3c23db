"""A page as a DOCX."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from support import REPOSITORY, gate, made_twice

from kamdocs.errors import OutputError
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.rules.charts import CHARTS, DIAGRAMS
from kamdocs.rules.vocabulary import ELEMENTS
from kamdocs.word.names import NAMESPACES, qualified
from kamdocs.word.package import parse_part, read_package, write_package
from kamdocs.word.reader import outline, read_docx
from kamdocs.write.word import write_docx

THEME = Theme.model_validate(
    yaml.safe_load((REPOSITORY / "templates/themes/modern/theme.yaml").read_text(encoding="utf-8"))
)
LOGO = REPOSITORY / "profiles" / "house-logo.png"

ENGLISH = """
<section class="cover"><p class="kicker">Proposal</p><h1>Fewer stops</h1><p class="subtitle">For Ms Kim</p>
<table class="facts"><tbody><tr><th>Number</th><td>P-1</td></tr></tbody></table></section>
<section id="sum"><h2>In short</h2><p class="question">Does it pay?</p><p class="lead">It does.</p>
<p>See <a href="#price">the price</a>, <a href="https://a.example/?a=1&amp;b=2">the method</a><sup>1</sup>.</p>
<table class="numbers"><tbody><tr><td><p class="value">31 %</p><p class="label">return</p></td>
<td><p class="value">14</p><p class="label">months</p></td></tr></tbody></table>
<ul><li>one<ul><li>two<ul><li>three</li></ul></li></ul></li></ul><ol><li>first</li><li>second</li></ol>
<div class="callout"><p>Decide by Friday.</p><p>Nothing else.</p></div>
<blockquote><p>It stands.</p><p class="by">Plant manager</p></blockquote></section>
<section class="new-page" id="price"><h2>Price</h2><table><caption>Price by line</caption>
<colgroup><col width="60%"/><col width="40%"/></colgroup>
<thead><tr><th>Item</th><th class="number">Amount</th></tr></thead>
<tbody><tr><td>Audit</td><td class="number">5</td></tr>
<tr class="total"><td>Sum</td><td class="number">5</td></tr></tbody>
</table><div class="callout"><h4>Terms</h4><ul><li>none</li></ul></div>
<figure><img src="house-logo.png" alt="Our mark" width="20mm"/><figcaption>The mark</figcaption></figure>
<div class="keep"><p class="closing">Yours</p>
<table class="signatures"><tbody><tr><td><p class="signature">Name</p></td>
<td><p class="signature">Name</p></td></tr></tbody></table></div></section>
"""
KOREAN = """
<section class="cover"><h1>정지 시간을 줄이는 제안</h1></section>
<section><h2>요약</h2><p>‘순간 정지’는 “교체”로 기록됩니다. 2026년 11월 23일 <strong>가동률</strong> <em>라인</em></p>
<table><thead><tr><th>항목</th><th class="number">금액</th></tr></thead>
<tbody><tr><td>측정</td><td class="number">5</td></tr>
</tbody></table></section>
"""
VIETNAMESE = """
<header><img src="house-logo.png" alt="Biểu trưng" width="28mm"/><p class="address">Công ty<br/>Hà Nội</p></header>
<p class="date">Hà Nội, ngày 23 tháng 11</p><p class="address">Kính gửi: Ông Minh</p><p>Thưa Ông,</p>
<ol start="3"><li>Năng suất</li></ol><dl><dt>Giá</dt><dd>5</dd></dl><p class="note">Nguồn</p>
<p class="closing">Trân trọng,</p><p class="signature">Đức</p>
"""
SAMPLES = {"en": ENGLISH, "ko": KOREAN, "vi": VIETNAMESE}


def page(html: str, *, language: str = "en", running_head: str = "Kang &amp; Partners") -> Page:
    """A page whose body holds `html`."""
    return Page(
        path=Path("offer"),
        language=language,
        title="Fewer stops",
        author="Kang & Partners",
        running_head=running_head.replace("&amp;", "&"),
        html=f"<body>{html}</body>",
        facts={},
        printed={},
        inputs={},
    )


def written(
    folder: Path, html: str, *, language: str = "en", theme: Theme = THEME, running_head: str = "K & P"
) -> Path:
    """The DOCX of `html`; its pictures are those of the house."""
    file = folder / "offer.docx"
    write_docx(page(html, language=language, running_head=running_head), theme, file, assets=LOGO.parent)
    return file


def part(file: Path, name: str) -> etree._Element:
    """A part of a DOCX, `document` or `styles`."""
    return parse_part(read_package(file)[f"word/{name}.xml"])


def found(root: etree._Element, path: str) -> list[etree._Element]:
    """The elements at `path`, written with the usual prefixes."""
    spaces = {prefix: address for prefix, address in NAMESPACES.items() if prefix != "xml"}
    return list(root.iterfind(path, spaces))


def value(element: etree._Element, name: str = "w:val") -> str:
    """An attribute by its prefixed name."""
    return element.get(qualified(name), "")


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<h1>A</h1><h2>B</h2><h3>C</h3><h4>D</h4>", "Title: A\nHeading 1: B\nHeading 2: C\nHeading 3: D\n"),
        ("<p>\n  Dear   <strong>Ms</strong>\n Kim </p>", "Body Text: Dear Ms Kim\n"),
        ('<p class="address">A<br/> B</p><p class="date">C</p>', "Address: A / B\nDate: C\n"),
        ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "List Bullet: a\nList Number 2: b\nList Bullet: c\n"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "List Bullet: a\nList Continue: b\n"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "Definition Term: a\nDefinition Description: b\n"),
        ('<blockquote><p>a</p><p class="by">b</p></blockquote>', "Quote: a\nQuote Source: b\n"),
        ('<div class="callout"><p>a</p><p>b</p></div>', "Call-out: a\nCall-out: b\n"),
        (
            '<div class="callout"><h4>a</h4><ul><li>b</li></ul></div>',
            "table 1x1 [Kamdocs Call-out]:\n  Heading 3: a\n  List Bullet: b\n",
        ),
        (
            '<section class="cover"><p>Mark</p><p class="kicker">a</p><h1>b</h1><p class="subtitle">c</p></section>'
            "<p>d</p>",
            "Body Text: Mark\ntable 1x1 [Kamdocs Cover]:\n  Cover Kicker: a\n  Title: b\n  Subtitle: c\nBody Text: d\n",
        ),
        (
            "<table><caption>t</caption><thead><tr><th>a</th><th>b</th></tr></thead>"
            '<tbody><tr><td rowspan="2">c</td><td>d</td></tr><tr><td>e</td></tr></tbody></table>',
            "Caption: t\ntable 3x2 [Kamdocs Table]: a | b\n  c | d\n   | e\n",
        ),
        (
            '<table class="facts"><tbody><tr><th>a</th><td>b</td></tr></tbody></table>',
            "table 1x2 [Kamdocs Facts]: a | b\n",
        ),
        (
            '<figure><img src="house-logo.png" alt="mark" width="20mm"/><figcaption>a</figcaption></figure>',
            "Figure: [picture: mark]\nCaption: a\n",
        ),
        (
            '<header><img src="house-logo.png" alt="mark" width="20mm"/><p class="address">a<br/>b</p></header>',
            "table 1x2 [Kamdocs Letterhead]: [picture: mark] | a / b\n",
        ),
    ],
)
def test_html_becomes_word_structure(tmp_path: Path, html: str, lines: str) -> None:
    """Headings, lists, quotes, boxes and tables are Word's own, by the styles that Word shows."""
    assert outline(written(tmp_path, html)) == lines


WRAPPED = {
    "li": "<ul>{}</ul>",
    "dt": "<dl>{}</dl>",
    "dd": "<dl>{}</dl>",
    "caption": "<table>{}<tbody><tr><td>x</td></tr></tbody></table>",
    "colgroup": "<table>{}<tbody><tr><td>x</td></tr></tbody></table>",
    "col": "<table><colgroup>{}</colgroup><tbody><tr><td>x</td></tr></tbody></table>",
    "thead": "<table>{}</table>",
    "tbody": "<table>{}</table>",
    "tr": "<table><tbody>{}</tbody></table>",
    "th": "<table><tbody><tr>{}</tr></tbody></table>",
    "td": "<table><tbody><tr>{}</tr></tbody></table>",
    "figcaption": "<figure>{}</figure>",
    "data": "<table><tbody><tr><td>{}</td></tr></tbody></table>",
}
CHART = (
    "<table><thead><tr><th>said</th><th>a</th><th>b</th></tr></thead><tbody>"
    + "".join(
        f'<tr><th>c{n}</th><td><data value="{n}">{n}</data></td><td><data value="{n + 1}">{n + 1}</data></td></tr>'
        for n in (1, 2, 3)
    )
    + "</tbody></table><figcaption>said</figcaption>"
)
DIAGRAM = "<p>said</p><ul><li>one<ul><li>two</li></ul></li></ul><figcaption>said</figcaption>"
FILLED = {
    "table": "<tbody><tr><td>said</td></tr></tbody>",
    "thead": "<tr><th>said</th></tr>",
    "tbody": "<tr><td>said</td></tr>",
    "tr": "<td>said</td>",
    "colgroup": "<col/>",
    "ul": "<li>said</li>",
    "ol": "<li>said</li>",
    "dl": "<dt>said</dt>",
    "nav": '<ol><li><a href="#said">said</a></li></ol>',
    "figure": "<p>said</p>",
} | dict.fromkeys(("img", "br", "hr", "col"), "")
CASES = [(name, kind) for name, (_, kinds) in ELEMENTS.items() if name != "body" for kind in ("", *sorted(kinds))]


@pytest.mark.parametrize(("name", "kind"), CASES, ids=[f"{name}.{kind}" for name, kind in CASES])
def test_every_element_and_class_of_the_vocabulary_is_supported(tmp_path: Path, name: str, kind: str) -> None:
    """Its text is in the DOCX, in styles that are there, and no paragraph is empty but where Word wants one."""
    given = {"img": ' src="house-logo.png" alt="mark"', "data": ' value="1"', "a": ' href="#end"'}.get(name, "")
    filled = CHART if kind in CHARTS else DIAGRAM if kind in DIAGRAMS else FILLED.get(name, "said")
    if kind == "waterfall":
        filled = re.sub(r"<th>b</th>|(</td>)<td>.*?</td>", r"\1", filled)
    element = f'<{name} class="{kind}"{given}>{filled}</{name}>'.replace(' class=""', "")
    around = "<p>before{}</p>" if kind == "footnote" else WRAPPED.get(name, "{}")
    file = written(tmp_path, around.format(element) + '<h2 id="said"><span id="end">end</span></h2>')
    assert read_docx(file).blocks[-1:] == ("end",)
    text = read_docx(file).notes if kind == "footnote" else read_docx(file).blocks
    assert ("said" in text) == (name not in ("img", "br", "hr", "col", "colgroup"))
    assert unknown_styles(file) == set()
    assert empty_paragraphs(file) == []


def unknown_styles(file: Path) -> set[str]:
    """Ids of styles that the parts of a DOCX use and its styles do not define."""
    known = {value(style, "w:styleId") for style in found(part(file, "styles"), "w:style")}
    names = (
        "document",
        "styles",
        "numbering",
        "footnotes",
        *(f"{kind}{n}" for kind in ("header", "footer") for n in (1, 2)),
    )
    parts = [part(file, name) for name in names if f"word/{name}.xml" in read_package(file)]
    tags = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
    return {value(use) for root in parts for tag in tags for use in found(root, f".//w:{tag}")} - known


def empty_paragraphs(file: Path) -> list[str]:
    """Styles of the paragraphs that show nothing, other than those that Word wants around tables and in empty cells."""
    shown = (".//w:t", ".//w:drawing", ".//w:br", "w:pPr/w:pBdr")
    return [
        style
        for paragraph in found(part(file, "document"), ".//w:p")
        if not any(found(paragraph, what) for what in shown)
        for style in (value(found(paragraph, "w:pPr/w:pStyle")[0]),)
        if style not in ("TableGap", "TableText")
    ]


def test_the_checks_above_see_planted_faults(tmp_path: Path) -> None:
    """A style that is not there, and a paragraph put in for its height."""
    file = written(tmp_path, '<p class="lead">said</p><p class="note">more</p>')
    parts = read_package(file)
    document = parts["word/document.xml"].replace(b'w:val="Lead"', b'w:val="Leed"').replace(b"<w:t>more</w:t>", b"")
    file.write_bytes(write_package(parts | {"word/document.xml": document}))
    assert unknown_styles(file) == {"Leed"}
    assert empty_paragraphs(file) == ["Note"]


@pytest.mark.parametrize("language", SAMPLES)
def test_the_validator_of_the_format_finds_nothing(tmp_path: Path, language: str) -> None:
    """Microsoft's Open XML SDK reads every sample without a fault, and finds a planted one."""
    validator = gate("ooxml-validator")
    file = written(tmp_path, SAMPLES[language], language=language)
    done = subprocess.run([validator, file], capture_output=True, encoding="utf-8", check=False)
    assert '"ok": true' in done.stdout, done.stdout


def test_the_validator_sees_a_planted_fault(tmp_path: Path) -> None:
    """A gate that passes everything is none."""
    validator = gate("ooxml-validator")
    file = written(tmp_path, "<p>said</p>")
    parts = read_package(file)
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:pPr>", b"<w:pPr><w:jc/>", 1)
    file.write_bytes(write_package(parts))
    done = subprocess.run([validator, file], capture_output=True, encoding="utf-8", check=False)
    assert '"ok": false' in done.stdout


def test_equal_pages_give_equal_bytes(tmp_path: Path) -> None:
    """In other processes, time zones and hash seeds too."""
    code = "import sys; from pathlib import Path; import test_word as t; "
    code += "t.write_docx(t.page(t.ENGLISH), t.THEME, Path(sys.argv[1]), assets=t.LOGO.parent)"
    one, other = made_twice(code, tmp_path, tests=Path(__file__).parent)
    assert one == other


def test_nothing_is_left_of_a_library_s_template(tmp_path: Path) -> None:
    """The package holds what the document needs and nothing else, and says whose it is."""
    file = written(tmp_path, "<p>said</p>", running_head="head")
    assert list(read_package(file)) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme.xml",
    ]
    strings = read_docx(file).strings
    assert {"Fewer stops", "Kang & Partners", "en-GB"} <= set(strings)
    assert not [text for text in strings if "python" in text.lower() or "2013" in text]


def test_fonts_and_languages_come_from_theme_and_page(tmp_path: Path) -> None:
    """Latin and Hangul have a font each that Word has; the language is told to Word in full."""
    root = part(written(tmp_path, KOREAN, language="ko"), "styles")
    fonts = found(root, "w:docDefaults//w:rFonts")[0]
    assert (value(fonts, "w:ascii"), value(fonts, "w:eastAsia")) == ("Calibri", "Malgun Gothic")
    language = found(root, "w:docDefaults//w:lang")[0]
    assert (value(language), value(language, "w:eastAsia")) == ("en-US", "ko-KR")
    assert not [name for font in found(root, ".//w:rFonts") for name in font.attrib if "Theme" in str(name)]


@pytest.mark.parametrize(
    ("code", "tag"), [("en", "en-GB"), ("vi", "vi-VN"), ("ja", "en-US"), ("th", "th-TH"), ("xx", "xx")]
)
def test_a_language_is_named_with_its_likeliest_region(tmp_path: Path, code: str, tag: str) -> None:
    """Any language will do; there is no list of them."""
    root = part(written(tmp_path, "<p>said</p>", language=code), "styles")
    assert value(found(root, "w:docDefaults//w:lang")[0]) == tag


def test_words_in_another_language_are_marked(tmp_path: Path) -> None:
    """On the runs, so that Word checks the spelling of each in its own language."""
    html = '<p>Dear <span lang="ko">김지원</span></p><p lang="vi">Kính gửi</p><ul><li lang="ko">가</li></ul>'
    root = part(written(tmp_path, html), "document")
    tags = [
        (run.findtext(qualified("w:t")), [value(tag) for tag in found(run, "w:rPr/w:lang")])
        for run in found(root, ".//w:r")
    ]
    assert tags == [("Dear ", []), ("김지원", ["en-US"]), ("Kính gửi", ["vi-VN"]), ("가", ["en-US"])]


def test_hangul_breaks_between_words_and_its_quotes_are_hangul(tmp_path: Path) -> None:
    """No break inside a word, no space between figure and Hangul, curly quotes in the Hangul font."""
    file = written(tmp_path, "<p>“교체”로 기록</p><p>2026년</p>", language="ko")
    normal = next(style for style in found(part(file, "styles"), "w:style") if value(style, "w:styleId") == "Normal")
    rules = {
        tag: [value(rule) for rule in found(normal, f"w:pPr/w:{tag}")]
        for tag in ("wordWrap", "autoSpaceDE", "autoSpaceDN")
    }
    assert rules == {"wordWrap": [""], "autoSpaceDE": ["0"], "autoSpaceDN": ["0"]}
    hints = [bool(found(run, "w:rPr/w:rFonts")) for run in found(part(file, "document"), ".//w:r")]
    assert hints == [True, False]


def test_every_numbered_list_begins_anew(tmp_path: Path) -> None:
    """Each has a numbering of its own, started where HTML says, at its own level."""
    html = '<ol><li>a</li><li>b<ol><li>c</li></ol></li></ol><p>x</p><ol start="7"><li>d</li></ol>'
    file = written(tmp_path, html)
    items = [
        (value(found(item, "w:numId")[0]), value(found(item, "w:ilvl")[0]))
        for item in found(part(file, "document"), ".//w:numPr")
    ]
    assert items == [("3", "0"), ("3", "0"), ("4", "1"), ("5", "0")]
    starts = {
        value(number, "w:numId"): [
            (value(o, "w:ilvl"), value(found(o, "w:startOverride")[0])) for o in found(number, "w:lvlOverride")
        ]
        for number in found(part(file, "numbering"), "w:num")
    }
    assert starts == {"1": [], "2": [], "3": [("0", "1")], "4": [("1", "1")], "5": [("0", "7")]}


def test_tables_have_repeated_heads_whole_rows_and_stated_widths(tmp_path: Path) -> None:
    """Head rows repeat, no row splits, columns are as wide as `col` says, sums are marked."""
    html = (
        '<table><colgroup><col width="75%"/><col width="25%"/></colgroup>'
        '<thead><tr><th>a</th><th class="number">b</th></tr></thead>'
        '<tbody><tr><td>c</td><td class="number">1</td></tr>'
        '<tr class="total"><td>d</td><td class="number">2</td></tr></tbody></table>'
    )
    root = part(written(tmp_path, html), "document")
    assert [len(found(row, "w:trPr/w:tblHeader")) for row in found(root, ".//w:tr")] == [1, 0, 0]
    assert len(found(root, ".//w:trPr/w:cantSplit")) == 3
    first, second = (int(value(column, "w:w")) for column in found(root, ".//w:gridCol"))
    assert (first + second, round(first / (first + second), 3)) == (9411, 0.75)
    styles = [value(style) for style in found(root, ".//w:pStyle")]
    assert styles[:6] == ["TableHead", "TableHeadNumber", "TableText", "TableNumber", "TableTotal", "TableTotalNumber"]
    assert len(found(root, ".//w:tcPr/w:shd")) == 2


def test_only_data_tables_have_heads_on_a_ground_of_colour(tmp_path: Path) -> None:
    """All rows of their heads; the names above signatures are plain."""
    data = "<table><thead><tr><th>a</th></tr><tr><td>b</td></tr></thead><tbody><tr><th>c</th></tr></tbody></table>"
    names = '<table class="signatures"><thead><tr><th>d</th></tr></thead><tbody><tr><td>e</td></tr></tbody></table>'
    root = part(written(tmp_path, data + names), "document")
    cells = [
        (value(found(cell, ".//w:pStyle")[0]), [value(shade, "w:fill") for shade in found(cell, "w:tcPr/w:shd")])
        for cell in found(root, ".//w:tc")
    ]
    ground = THEME.colours.strong.lstrip("#")
    assert cells == [
        ("TableHead", []),
        ("TableHead", [ground]),
        ("TableRowHead", []),
        ("FactName", []),
        ("TableText", []),
    ]
    assert [value(look, "w:firstRow") for look in found(root, ".//w:tblLook")] == ["1", "0"]


def test_columns_without_widths_fit_what_stands_in_them(tmp_path: Path) -> None:
    """A column of long text is wider than one of figures, and no word of the narrow one breaks."""
    html = f"<table><tbody><tr><td>1,250,000</td><td>{'long text ' * 20}</td></tr></tbody></table>"
    root = part(written(tmp_path, html), "document")
    narrow, wide = (int(value(column, "w:w")) for column in found(root, ".//w:gridCol"))
    assert 900 < narrow < 1500
    assert narrow + wide == 9411


def test_a_long_word_does_not_squeeze_other_columns(tmp_path: Path) -> None:
    """Where not all words fit, the longest are broken, as addresses are in the PDF."""
    address = f"https://a.example/{'x' * 90}"
    words = [f"<td>{word}</td>" for word in ("Maintenance", "Responsibility", address, "Preparation")]
    file = written(tmp_path, f"<table><tbody><tr>{''.join(words)}</tr></tbody></table>")
    wide = [int(value(column, "w:w")) for column in found(part(file, "document"), ".//w:gridCol")]
    size = float(THEME.sizes.table) * 20 * 0.52
    assert all(width > size * len(word) for width, word in zip(wide, ("Maintenance", "Responsibility"), strict=False))
    assert wide[2] > sum(wide) / 3


def test_merged_cells_fill_the_grid(tmp_path: Path) -> None:
    """Every row covers every column, whatever spans or is missing."""
    html = (
        '<table><tbody><tr><td rowspan="2" colspan="2">a</td><td>b</td></tr><tr><td>c</td></tr>'
        '<tr><td>d</td></tr><tr><td colspan="3">e</td></tr></tbody></table>'
    )
    root = part(written(tmp_path, html), "document")
    spans = [
        [int(value(s)) for c in found(row, "w:tc") for s in found(c, "w:tcPr/w:gridSpan")]
        for row in found(root, ".//w:tr")
    ]
    merges = [[value(m) for m in found(row, ".//w:vMerge")] for row in found(root, ".//w:tr")]
    assert spans == [[2], [2], [2], [3]]
    assert merges == [["restart"], [""], [], []]


def test_a_cover_stands_alone_without_head_or_number(tmp_path: Path) -> None:
    """It is a section of its own; head and page number begin after it."""
    file = written(tmp_path, '<section class="cover"><h1>a</h1></section><p>b</p>', running_head="the head")
    cover, rest = found(part(file, "document"), ".//w:sectPr")
    assert not found(cover, "w:headerReference")
    assert not found(cover, "w:footerReference")
    assert len(found(rest, "w:headerReference")) == len(found(rest, "w:footerReference")) == 1
    assert not found(rest, "w:titlePg")
    assert (read_docx(file).headers, read_docx(file).footers) == (("the head",), ("2 / 2",))
    codes = [code.text for code in found(part(file, "footer1"), ".//w:instrText")]
    assert codes == [" PAGE ", " NUMPAGES "]


def test_a_letter_has_a_bare_first_page(tmp_path: Path) -> None:
    """Without a cover the first page of the only section has neither head nor number."""
    (section,) = found(part(written(tmp_path, "<p>Dear Ms Kim</p>"), "document"), ".//w:sectPr")
    assert len(found(section, "w:titlePg")) == 1
    size, margins = found(section, "w:pgSz")[0], found(section, "w:pgMar")[0]
    assert (value(size, "w:w"), value(size, "w:h")) == ("11906", "16838")
    assert [value(margins, f"w:{side}") for side in ("top", "right", "bottom", "left")] == [
        "1474",
        "1134",
        "1361",
        "1361",
    ]


def test_sections_begin_on_new_pages_where_told(tmp_path: Path) -> None:
    """By a property of their first paragraph; after a cover the page is new already."""
    html = (
        '<section class="cover"><h1>a</h1></section><section class="new-page"><h2>b</h2></section>'
        '<section class="new-page"><h2>c</h2></section><section><h2>d</h2></section>'
    )
    root = part(written(tmp_path, html), "document")
    breaking = [paragraph for paragraph in found(root, "w:body/w:p") if found(paragraph, "w:pPr/w:pageBreakBefore")]
    assert ["".join(map(str, paragraph.itertext())) for paragraph in breaking] == ["c"]


def test_what_is_kept_together_is_chained(tmp_path: Path) -> None:
    """Every paragraph but the last is kept with the next one."""
    root = part(written(tmp_path, '<div class="keep"><p>a</p><p>b</p><p>c</p></div><p>d</p>'), "document")
    assert [len(found(paragraph, "w:pPr/w:keepNext")) for paragraph in found(root, "w:body/w:p")] == [1, 1, 0, 0]


def test_tables_are_followed_by_a_paragraph(tmp_path: Path) -> None:
    """Word joins two tables that touch, and repairs a text or cell that ends with one."""
    one = "<table><tbody><tr><td>a</td></tr></tbody></table>"
    nested = f"<table><tbody><tr><td>{one}</td></tr></tbody></table>"
    root = part(written(tmp_path, one + nested), "document")
    tables = list(root.iter(qualified("w:tbl")))
    assert len(tables) == 3
    assert all(following is not None and following.tag == qualified("w:p") for following in map(next_of, tables))


def next_of(element: etree._Element) -> etree._Element | None:
    """The following sibling."""
    return element.getnext()


def test_links_lead_to_addresses_and_bookmarks(tmp_path: Path) -> None:
    """An address is a relationship, an id a bookmark under a name that Word takes, wherever it stands."""
    html = (
        '<p><a href="https://a.example/?a=1&amp;b=2">out</a> <a href="#1-é b">in</a></p><h2 id="1-é b">there</h2>'
        '<ul><li id="item">x</li></ul><table><caption id="cap">t</caption>'
        '<tbody><tr id="row"><td id="cell">y</td></tr></tbody>'
        '</table><p>z<span id="word">w</span></p>'
    )
    file = written(tmp_path, html)
    root = part(file, "document")
    names = [value(mark, "w:name") for mark in found(root, ".//w:bookmarkStart")]
    assert names == ["a1_é_b", "item", "cap", "row", "cell", "word"]
    assert len({value(mark, "w:id") for mark in found(root, ".//w:bookmarkStart")}) == len(names)
    outside, inside = found(root, ".//w:hyperlink")
    assert value(inside, "w:anchor") == "a1_é_b"
    relations = parse_part(read_package(file)["word/_rels/document.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    assert targets[value(outside, "r:id")] == "https://a.example/?a=1&b=2"


def test_a_link_to_nowhere_is_an_error(tmp_path: Path) -> None:
    """It would be dead in Word without a word of warning."""
    with pytest.raises(OutputError, match="link to `#price` leads nowhere"):
        written(tmp_path, '<p><a href="#price">the price</a></p>')


def test_pictures_have_their_text_and_width(tmp_path: Path) -> None:
    """In millimetres or as a part of the text's width, never wider than it; each with a number of its own."""
    image = '<img src="house-logo.png" alt="mark" width="{}"/>'
    html = "".join(f"<p>{image.format(width)}</p>" for width in ("20mm", "50%", "400mm"))
    root = part(written(tmp_path, html), "document")
    pictures = found(root, ".//wp:inline")
    widths = [round(int(found(picture, "wp:extent")[0].get("cx", "0")) / 36000) for picture in pictures]
    assert widths == [20, 83, 166]
    named = [
        (found(picture, "wp:docPr")[0].get("id"), found(picture, "wp:docPr")[0].get("descr")) for picture in pictures
    ]
    assert named == [("1", "mark"), ("2", "mark"), ("3", "mark")]


def test_a_logo_without_a_width_is_as_high_as_its_place_wants(tmp_path: Path) -> None:
    """On a cover and in a letterhead, whatever the resolution of the file."""
    image = '<img src="house-logo.png" alt="mark"/>'
    html = f'<section class="cover"><p>{image}</p><h1>a</h1></section><header>{image}<p>b</p></header>'
    extents = found(part(written(tmp_path, html), "document"), ".//wp:extent")
    assert [round(int(extent.get("cy", "0")) / 36000) for extent in extents] == [22, 15]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("missing.png", "`missing.png` is no picture of the workspace"),
        ("../pyproject.png", "`../pyproject.png` is no picture of the workspace"),
        ("broken.png", "the picture `broken.png` is no picture, or is cut off"),
        ("data:image/png;base64,AAAA", "`data:image/png;base64,AAAA` is no picture of the workspace"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_an_error(tmp_path: Path, source: str, fault: str) -> None:
    """Nothing outside the given folder is read, and nothing is left out in silence."""
    (tmp_path / "broken.png").write_bytes(b"not a picture")
    with pytest.raises(OutputError) as caught:
        write_docx(page(f'<p><img src="{source}" alt="a"/></p>'), THEME, tmp_path / "a.docx", assets=tmp_path)
    assert fault in str(caught.value)


ROW, HEAD = "<tr><td>a</td><td>b</td></tr>", "<thead><tr><th>a</th><th>b</th></tr></thead>"


def held(element: etree._Element) -> list[bool]:
    """For each row of a table, or each paragraph that is no part of one, whether it is kept with the next."""
    parts = found(element, "w:tr") or [element]
    return [all(map(keeps_next, part.iter(qualified("w:p")))) for part in parts]


def keeps_next(paragraph: etree._Element) -> bool:
    """Whether a paragraph says that it stays with the next."""
    return [value(mark) for mark in found(paragraph, "w:pPr/w:keepNext")] == [""]


FIGURE = "<figure><p>b</p><figcaption>c</figcaption></figure>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<table>{HEAD}<tbody>{ROW * 5}</tbody></table>", [[False, True, False, False, True, False]]),
        (f"<table><tbody>{ROW * 3}</tbody></table>", [[True, True, False]]),
        (f"<table><tbody>{ROW}</tbody></table>", [[False]]),
        (f'<table class="signatures"><tbody>{ROW * 2}</tbody></table>', [[True, False]]),
        ("<ul><li>a</li><li>b</li><li>c</li><li>d</li></ul>", [[True], [False], [True], [False]]),
        ("<ul><li>a</li></ul>", [[False]]),
        (f"<p>a</p><table><tbody>{ROW}</tbody></table>", [[True], [False]]),
        (
            f"<p>a</p><table><caption>b</caption><tbody>{ROW}</tbody></table>",
            [[True], [True], [False]],
        ),
        (f'<table><tbody>{ROW}</tbody></table><p class="note">a</p>', [[True], [False]]),
        ('<p>a</p><p class="note">b</p><p>c</p>', [[True], [False], [False]]),
        (f"<table><tbody>{ROW}</tbody></table><blockquote><p>a</p></blockquote>", [[True], [False]]),
        (f"<p>a</p>{FIGURE}{FIGURE}<p>d</p>", [[True], [True], [False], [True], [False], [False]]),
        ("<figure><figcaption>a</figcaption><p>b</p></figure><p>c</p>", [[True], [False], [False]]),
        (f"{FIGURE}<table><tbody>{ROW}</tbody></table>", [[True], [False], [False]]),
        (
            f"{FIGURE}<table><caption>d</caption><tbody>{ROW}</tbody></table>",
            [[True], [False], [True], [False]],
        ),
    ],
)
def test_what_belongs_together_stays_on_one_page(tmp_path: Path, html: str, expected: list[list[bool]]) -> None:
    """The first two rows or items and the last two, a table with its introduction, a note with what it is on, a figure
    with its caption; but no figure with the next or with a table below it."""
    body = part(written(tmp_path, html), "document")[0]
    shown = [element for element in body if element.tag != qualified("w:sectPr") and "".join(element.itertext())]
    assert [held(element) for element in shown] == expected


def test_signs_that_word_has_elements_for_come_back(tmp_path: Path) -> None:
    """Soft hyphens, hyphens that do not break, and spaces that do not break are text."""
    text = "non\u2011breaking soft\u00adhyphen 5\u00a0% 가\u200b나"
    assert read_docx(written(tmp_path, f"<p>{text}</p>")).blocks == (text,)


LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), min_size=1)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(LETTERS.map(str.strip).filter(bool), min_size=1, max_size=4))
def test_text_in_is_text_out(tmp_path: Path, words: list[str]) -> None:
    """Whatever the letters, they are in the DOCX as they were in the HTML."""
    html = "".join(f"<p>{escape(word)}</p>" for word in words)
    assert read_docx(written(tmp_path, html)).blocks == tuple(re.sub(" +", " ", word) for word in words)


def test_a_theme_decides_fonts_colours_and_sizes(tmp_path: Path) -> None:
    """Every token that Word can show is in the styles, none of another theme."""
    changed = THEME.model_dump()
    changed["colours"] |= {"strong": "#102030", "accent": "#405060"}
    changed["fonts"]["latin"]["word"] = "Georgia & Co"
    changed["fonts"]["latin"]["word_scale"] = "1"
    changed["sizes"]["h2"] = "21"
    text = read_package(written(tmp_path, "<h2>a</h2>", theme=Theme.model_validate(changed)))[
        "word/styles.xml"
    ].decode()
    assert "102030" in text
    assert "405060" in text
    assert "12394a" not in text.lower()
    assert 'w:ascii="Georgia &amp; Co"' in text
    assert '<w:sz w:val="42"/>' in text
