"""What a theme says of its looks is obeyed by the stylesheets and by Word's styles alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pypdfium2 as pdfium
import pytest
from lxml import etree
from pydantic import ValidationError
from support import write_pdf

from kamdocs.model.page import Page
from kamdocs.model.theme import Looks, Theme
from kamdocs.word.names import NAMESPACES, qualified
from kamdocs.word.package import parse_part, read_package
from kamdocs.word.reader import outline
from kamdocs.write.css import screen_stylesheet, stylesheet
from kamdocs.write.word import write_docx

MakePage = Callable[..., Page]

COVER = (
    '<section class="cover"><p><img src="logo.svg" alt="Logo"/></p><p class="kicker">No. 7</p><h1>Offer</h1>'
    '<p class="subtitle">For Ms Kim</p><table class="facts"><tbody><tr><th>Issued</th><td>May</td></tr></tbody></table>'
    "</section><section><h2>Price</h2><p>x</p></section>"
)
TABLE = (
    '<table><thead><tr><th>Item</th><th class="number">Sum</th></tr></thead><tbody><tr><td>a</td><td>1</td></tr>'
    '<tr class="subtotal"><td>b</td><td>1</td></tr><tr class="total"><td>c</td><td>2</td></tr></tbody></table>'
)
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
ACCENT, STRONG, ON_STRONG, TINT = "0F5C6E", "12394A", "FFFFFF", "EEF4F5"


SUMS = "D8E1E4"
"""A tenth of `STRONG` in `TINT`."""


def with_looks(theme: Theme, **looks: str) -> Theme:
    """`theme` with other looks."""
    tokens: dict[str, Any] = theme.model_dump(mode="json")
    tokens["looks"] |= looks
    return Theme.model_validate(tokens)


def written(page: Page, theme: Theme, folder: Path) -> dict[str, etree._Element]:
    """The document and the styles of the DOCX of `page`."""
    (folder / "logo.svg").write_text(LOGO)
    write_docx(page, theme, folder / "a.docx", assets=folder)
    parts = read_package(folder / "a.docx")
    return {name: parse_part(parts[f"word/{name}.xml"]) for name in ("document", "styles")}


def style(styles: etree._Element, name: str) -> etree._Element:
    """The style with this id."""
    (found,) = styles.findall(f"w:style[@w:styleId='{name}']", {"w": NAMESPACES["w"]})
    return found


def drawn(element: etree._Element, path: str) -> list[tuple[str, str]]:
    """What stands at `path`: each local name, with its colour or fill."""
    spaces = {"w": NAMESPACES["w"]}
    return [
        (etree.QName(each).localname, (each.get(qualified("w:fill")) or each.get(qualified("w:color")) or "").upper())
        for each in element.findall(path, spaces)
    ]


@pytest.mark.parametrize(
    ("part", "look"),
    [(part, look) for part, field in Looks.model_fields.items() for look in get_args(field.annotation)],
)
def test_each_look_has_its_stylesheet(part: str, look: str, theme: Theme) -> None:
    """Both media obey it: it gives another sheet than the others do."""
    for sheet in (stylesheet, screen_stylesheet):
        others = [other for other in get_args(Looks.model_fields[part].annotation) if other != look]
        own = sheet(with_looks(theme, **{part: look}))
        assert "var(--" not in own
        assert all(sheet(with_looks(theme, **{part: other})) != own for other in others)


def test_every_look_can_be_printed(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """WeasyPrint knows all that the stylesheets of looks say."""
    (tmp_path / "logo.svg").write_text(LOGO)
    for number in range(3):
        looks = {part: get_args(field.annotation)[number] for part, field in Looks.model_fields.items()}
        file = tmp_path / f"{number}.pdf"
        write_pdf(make_page(COVER + TABLE), with_looks(theme, **looks), file, assets=tmp_path)
        assert file.stat().st_size


@pytest.mark.parametrize(
    ("look", "border"), [("bar", [("left", ACCENT)]), ("rule", [("bottom", ACCENT)]), ("plain", [])]
)
def test_section_headings_carry_their_mark_in_their_style(
    look: str, border: list[tuple[str, str]], make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """So that a heading typed in Word has it too; those within a section have none."""
    parts = written(make_page("<h2>Price</h2><h3>a</h3><h4>b</h4>"), with_looks(theme, heading=look), tmp_path)
    names = [each.get(qualified("w:val"), "") for each in parts["document"].iter(qualified("w:pStyle"))]
    marks = [drawn(style(parts["styles"], name), "w:pPr/w:pBdr/*") for name in names]
    assert marks == [border, [], []]


@pytest.mark.parametrize(
    ("look", "head", "bands", "sums"),
    [
        ("filled", [("shd", STRONG)], [], [("shd", TINT)]),
        ("ruled", [("tcBorders", "")], [], [("tcBorders", "")]),
        ("striped", [("shd", STRONG)], [("shd", TINT)], [("shd", SUMS)]),
    ],
)
def test_tables_are_drawn_by_their_style(
    look: str,
    head: list[tuple[str, str]],
    bands: list[tuple[str, str]],
    sums: list[tuple[str, str]],
    make_page: MakePage,
    theme: Theme,
    tmp_path: Path,
) -> None:
    """Head and stripes, and Word draws them in tables typed later; sums within are drawn by their cells."""
    parts = written(make_page(TABLE), with_looks(theme, table=look), tmp_path)
    table = style(parts["styles"], "KamdocsTable")
    assert drawn(table, "w:tblStylePr[@w:type='firstRow']/w:tcPr/*") == head
    assert drawn(table, "w:tblStylePr[@w:type='band2Horz']/w:tcPr/*") == bands
    assert len(table.findall("w:tblPr/w:tblStyleRowBandSize", {"w": NAMESPACES["w"]})) == len(bands)
    (asked,) = parts["document"].iter(qualified("w:tblLook"))
    assert (asked.get(qualified("w:noHBand")), asked.get(qualified("w:val"))) == (
        ("0", "0420") if look == "striped" else ("1", "0620")
    )
    assert (f"background: #{SUMS.lower()}" in stylesheet(with_looks(theme, table=look))) is (look == "striped")
    cells = list(parts["document"].iter(qualified("w:tc")))
    assert [each for each in drawn(cells[4], "w:tcPr/*") if each[0] != "tcW"] == sums


@pytest.mark.parametrize("heads", [0, 1, 2])
def test_stripes_fall_on_the_same_rows_as_in_the_pdf(
    heads: int, make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """The first of each body is plain, the second tinted; sums have a ground of their own, and count."""
    head = f"<thead>{'<tr><th>h</th></tr>' * heads}</thead>" if heads else ""
    row, total = "<tr><td>a</td></tr>", "<tr class='subtotal'><td>a</td></tr>"
    bodies = f"<tbody>{row * 2}{total}{row * 2}</tbody><tbody>{row * 2}</tbody>"
    striped = with_looks(theme, table="striped")
    document = written(make_page(f"<table>{head}{bodies}</table>"), striped, tmp_path)["document"]
    grounds = [
        ground(row, banded=(number - bool(heads)) % 2 == 1)
        for number, row in enumerate(document.iter(qualified("w:tr")))
    ]
    assert grounds[heads:] == ["", TINT, SUMS, TINT, "", "", TINT]


def ground(row: etree._Element, *, banded: bool) -> str:
    """The ground of a row of one cell in Word: its own, or where the table's style has stripes theirs."""
    own = [colour for _, colour in drawn(row, "w:tc/w:tcPr/w:shd")]
    return own[0].replace("AUTO", "") if own else TINT if banded else ""


@pytest.mark.parametrize(
    ("look", "sides", "fill"),
    [
        ("bar", {"left": ACCENT, "top": TINT, "bottom": TINT, "right": TINT}, TINT),
        ("box", {"left": ACCENT, "top": ACCENT, "bottom": ACCENT, "right": ACCENT}, ""),
        ("tint", {"left": TINT, "top": TINT, "bottom": TINT, "right": TINT}, TINT),
    ],
)
def test_callouts_are_drawn_alike_as_paragraph_and_as_table(
    look: str, sides: dict[str, str], fill: str, make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """Paragraphs alone need no table."""
    page = make_page('<div class="callout"><p>a</p></div><div class="callout"><h4>b</h4></div>')
    styles = written(page, with_looks(theme, callout=look), tmp_path)["styles"]
    paragraph, table = style(styles, "Callout"), style(styles, "KamdocsCallout")
    assert dict(drawn(paragraph, "w:pPr/w:pBdr/*")) == sides
    assert drawn(paragraph, "w:pPr/w:shd") == ([("shd", fill)] if fill else [])
    assert drawn(table, "w:tcPr/w:shd") == ([("shd", fill)] if fill else [])
    assert {side for side, _ in drawn(table, "w:tblPr/w:tblBorders/*")} == {
        side for side, colour in sides.items() if colour == ACCENT
    }


@pytest.mark.parametrize(
    ("look", "ink", "fill"), [("band", ON_STRONG, STRONG), ("page", ON_STRONG, ""), ("plain", "", "")]
)
def test_a_cover_is_drawn_by_its_table_style(
    look: str, ink: str, fill: str, make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """Its text is the same in all of them; on a whole page of colour the facts have a style for it."""
    parts = written(make_page(COVER), with_looks(theme, cover=look), tmp_path)
    band = style(parts["styles"], "KamdocsCover")
    assert [colour for _, colour in drawn(band, "w:tcPr/w:shd")] == ([fill] if fill else [])
    found = [each.get(qualified("w:val")).upper() for each in band.findall("w:rPr/w:color", {"w": NAMESPACES["w"]})]
    assert found == ([ink] if ink else [])
    lines = outline(tmp_path / "a.docx").splitlines()
    facts = (
        "table 1x2 [Kamdocs Cover Facts]: Issued | May" if look == "page" else "table 1x2 [Kamdocs Facts]: Issued | May"
    )
    assert facts in lines
    assert "  Title: Offer" in lines


def test_a_page_of_colour_lies_behind_the_text_and_is_no_picture_to_those_who_hear_it(
    make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """One rectangle as large as the page, in the theme's colour, marked as decoration; a logo stands on white."""
    document = written(make_page(COVER), with_looks(theme, cover="page"), tmp_path)["document"]
    (anchor,) = document.iter(qualified("wp:anchor"))
    assert anchor.get("behindDoc") == "1"
    (extent,) = anchor.iter(qualified("wp:extent"))
    assert (int(extent.get("cx", 0)) // 36000, int(extent.get("cy", 0)) // 36000) == (210, 297)
    assert [colour.get("val", "").upper() for colour in anchor.iter(qualified("a:srgbClr"))] == [STRONG]
    assert len(anchor.findall(".//{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative")) == 1
    plate = next(document.iter(qualified("w:p")))
    assert plate.find("w:pPr/w:pStyle", {"w": NAMESPACES["w"]}).get(qualified("w:val")) == "CoverPicture"
    assert not [*written(make_page(COVER), theme, tmp_path)["document"].iter(qualified("wp:anchor"))]


def test_headings_have_a_font_and_a_weight_of_their_own_in_word_too(
    make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """As the theme names them, in the styles of titles and headings, and where Word offers fonts."""
    tokens = theme.model_dump(mode="json")
    tokens["fonts"]["headings"] = {"latin": {"pdf": ["Nunito"], "word": "Georgia"}, "weight": "regular"}
    styles = written(make_page("<h2>x</h2>"), Theme.model_validate(tokens), tmp_path)["styles"]
    for name in ("Title", "Heading1", "KeyFigure"):
        fonts = style(styles, name).find("w:rPr/w:rFonts", {"w": NAMESPACES["w"]})
        assert (fonts.get(qualified("w:ascii")), fonts.get(qualified("w:eastAsia"))) == ("Georgia", "Malgun Gothic")
        assert style(styles, name).find("w:rPr/w:b", {"w": NAMESPACES["w"]}).get(qualified("w:val")) == "0"
    offered = read_package(tmp_path / "a.docx")["word/theme.xml"].decode()
    assert '<a:majorFont><a:latin typeface="Georgia"/>' in offered
    assert '<a:minorFont><a:latin typeface="Calibri"/>' in offered


LONG_TITLE = (
    "Nâng cao năng lực quản trị sản xuất tinh gọn và chuyển đổi số cho chuỗi nhà máy chế biến thực phẩm Vàm Cỏ giai"
    " đoạn 2026–2029"
)


@pytest.mark.parametrize("cover", ["band", "page", "plain"])
def test_the_largest_title_stays_on_its_cover(cover: str, make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """A long one, in the language with the tallest letters; a point more is refused."""
    tokens: dict[str, Any] = with_looks(theme, cover=cover).model_dump(mode="json")
    tokens["sizes"]["title"] = "40"
    (tmp_path / "logo.svg").write_text(LOGO)
    page = make_page(COVER.replace("Offer", LONG_TITLE), language="vi")
    write_pdf(page, Theme.model_validate(tokens), tmp_path / "a.pdf", assets=tmp_path)
    with pdfium.PdfDocument(tmp_path / "a.pdf") as document:
        assert len(document) == 2
    tokens["sizes"]["title"] = "41"
    with pytest.raises(ValidationError, match="less than or equal to 40"):
        Theme.model_validate(tokens)
