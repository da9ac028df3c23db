"""Makes the order forms of templates/proposal/kinds anew, in each language: `python tools/order_forms.py`.

They are Word files as people make them: styles, direct formatting, tables, a header of the first page, a footer with
page numbers. Whoever wants another opens one in Word and changes it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from kamdocs.word.package import read_package, write_package

FOLDER = Path(__file__).parent.parent / "templates/proposal/kinds"
INK, ACCENT, SHADE = RGBColor(0x1D, 0x27, 0x33), RGBColor(0x0F, 0x5C, 0x6E), "E8F0F2"
KEPT_STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "Header", "Footer", "Table Grid")
USABLE = Mm(170)
MOMENT = datetime(2026, 11, 23, tzinfo=UTC)

Row = Sequence[str]


@dataclass(frozen=True)
class Words:
    """What an order form says in one language; `{{ … }}` and `{% … %}` are tags."""

    code: str
    tax: str
    locale: str
    title: str
    property_title: str
    letterhead: Sequence[str]
    running: str
    page: tuple[str, str, str]
    intro: str
    parties: tuple[str, str, str, Sequence[tuple[str, str, str]]]
    price: tuple[str, str, Row]
    sums: Sequence[tuple[str, str, str]]
    worded: str
    options: tuple[str, Row, str, str, str]
    scope: tuple[str, str]
    schedule: tuple[str, Row, str, str]
    payments: tuple[str, Row, str, str]
    team: tuple[str, Row]
    terms: tuple[str, Sequence[str]]
    signatures: tuple[str, str, Sequence[tuple[str, str]], Sequence[str]]


EN = Words(
    code="",
    tax="{% set tax = 'GST' if price.currency in ('SGD', 'AUD', 'NZD', 'INR') else 'VAT' %}",
    locale="en-GB",
    title="Order form",
    property_title="Order form {{ proposal.number }}",
    letterhead=(
        "{{ house.legal_name }}",
        "{{ house.address }}",
        "{{ house.phone }} · {{ house.email }} · {{ house.website }}",
        "Tax code {{ house.tax_code }}",
    ),
    running="{{ house.name }} · Order form to proposal {{ proposal.number }}{% if draft %} · {{ draft }}{% endif %}",
    page=("Page ", " of ", ""),
    intro="{{ client.name }} orders from {{ house.legal_name }} the services below, as offered in proposal "
    "{{ proposal.number }} of {{ issued_on|date }}, “{{ proposal.title }}”.",
    parties=(
        "Parties",
        "Client",
        "Supplier",
        (
            ("Name", "{{ client.name }}", "{{ house.legal_name }}"),
            ("Address", "{{ client.address }}", "{{ house.address }}"),
            ("Tax code", "{{ client.tax_code or '–' }}", "{{ house.tax_code }}"),
            ("Contact", "{{ client.phone or '–' }}", "{{ sender.name }}, {{ sender.title }}\n{{ sender.email }}"),
        ),
    ),
    price=(
        "Services and price",
        "Amounts in {{ price.currency }}, {{ tax }} {{ 'included' if price.vat_included else 'not yet included' }}",
        ("Item", "Quantity", "Unit", "Unit price", "Amount"),
    ),
    sums=(
        ("price.discount", "Sum of the items", "{{ price.subtotal|amount }}"),
        (
            "price.discount",
            "Discount{% if price.discount_percent is not none %} of {{ price.discount_percent|percent }}{% endif %}: "
            "{{ price.discount_reason }}",
            "−{{ price.discount|amount }}",
        ),
        ("not price.vat_included", "Price without {{ tax }}", "{{ price.net_total|amount }}"),
        ("not price.vat_included", "{{ tax }}, {{ price.vat_rate|percent }}", "{{ price.vat|amount }}"),
        ("", "Total, {{ tax }} included", "{{ price.grand_total|money }}"),
        ("price.vat_included", "of which {{ tax }}, {{ price.vat_rate|percent }}", "{{ price.vat|amount }}"),
    ),
    worded="In words: {{ price.grand_total|in_words }}",
    options=(
        "Options",
        ("Also ordered", "Option", "Quantity", "Change, {{ price.currency }}"),
        "{{ choice.line.name }}{% if choice.replaces %}, in place of “{{ choice.replaces }}”{% endif %}",
        "{{ choice.line.quantity|quantity }} × {{ choice.line.unit }}",
        "Please tick what is ordered too. Changes are to the sum of the items, {{ tax }} "
        "{{ 'included' if price.vat_included else 'not included' }}"
        "{% if price.discount %}, before the discount{% endif %}.",
    ),
    scope=("What is delivered", "What is not included"),
    schedule=(
        "Schedule",
        ("Phase", "Weeks", "Days", "Milestone"),
        "{{ phase.weeks[0] }}–{{ phase.weeks[1] }}",
        "{% if phase.first_day %}{{ phase.first_day|short_date }} – {{ phase.last_day|short_date }}"
        "{% else %}–{% endif %}",
    ),
    payments=(
        "Payments",
        ("Due on", "Planned for", "Share", "Amount, {{ price.currency }}"),
        "Total",
        "{{ tax }} is included. Planned days follow the schedule; a payment falls due when its event has taken place.",
    ),
    team=("Team", ("Name", "Role", "Days", "Contact")),
    terms=(
        "Terms",
        (
            "Prices and terms are guaranteed for a signature by {{ valid_until|date }}, to the end of that day"
            "{% if valid_through|zone %} ({{ valid_through|zone|replace('Time', 'time') }}){% endif %}.",
            "Proposal {{ proposal.number }} is part of this order. Where the two differ, this order form counts.",
            "Payments go to {{ house.bank.holder }}, account {{ house.bank.account }}, {{ house.bank.name }}.",
            "The order is signed in two copies, one for each party.",
        ),
    ),
    signatures=(
        "Signatures",
        "Signed for and on behalf of",
        (("Client", "{{ client.name }}"), ("Supplier", "{{ house.legal_name }}")),
        ("Name and title", "Place and date", "Signature"),
    ),
)

KO = Words(
    code=".ko",
    tax="{% set tax = '부가세' if price.currency == 'KRW' else '세금' %}",
    locale="ko-KR",
    title="용역 발주서",
    property_title="용역 발주서 {{ proposal.number }}",
    letterhead=(
        "{{ house.legal_name }}",
        "{{ house.address }}",
        "전화 {{ house.phone }} · {{ house.email }} · {{ house.website }}",
        "사업자등록번호 {{ house.tax_code }}",
    ),
    running="{{ house.name }} · 용역 발주서 (제안서 {{ proposal.number }}){% if draft %} · {{ draft }}{% endif %}",
    page=("", " / ", "쪽"),
    intro="{{ client.name|particle('은/는') }} {{ house.legal_name|particle('이/가') }} {{ issued_on|date }} 제출한 "
    "제안서 {{ proposal.number }} ‘{{ proposal.title }}’에 따라 아래와 같이 용역을 발주합니다.",
    parties=(
        "계약 당사자",
        "발주사",
        "수행사",
        (
            ("상호", "{{ client.name }}", "{{ house.legal_name }}"),
            ("주소", "{{ client.address }}", "{{ house.address }}"),
            ("사업자등록번호", "{{ client.tax_code or '–' }}", "{{ house.tax_code }}"),
            (
                "연락처",
                "{{ client.phone or '–' }}",
                "{{ sender.title }} {{ sender.name }}\n{{ sender.email }}",
            ),
        ),
    ),
    price=(
        "용역 내용과 금액",
        "단위: {{ '원' if price.currency == 'KRW' else price.currency }}, "
        "{{ tax }} {{ '포함' if price.vat_included else '별도' }}",
        ("품명", "수량", "단위", "단가", "금액"),
    ),
    sums=(
        ("price.discount", "소계", "{{ price.subtotal|amount }}"),
        (
            "price.discount",
            "할인{% if price.discount_percent is not none %} {{ price.discount_percent|percent }}{% endif %} "
            "({{ price.discount_reason }})",
            "−{{ price.discount|amount }}",
        ),
        ("not price.vat_included", "공급가액", "{{ price.net_total|amount }}"),
        ("not price.vat_included", "세액 ({{ tax }} {{ price.vat_rate|percent }})", "{{ price.vat|amount }}"),
        ("", "합계 ({{ tax }} 포함)", "{{ price.grand_total|money }}"),
        ("price.vat_included", "세액 ({{ tax }} {{ price.vat_rate|percent }})", "{{ price.vat|amount }}"),
    ),
    worded="합계 금액: {{ price.grand_total|in_words }}",
    options=(
        "추가 선택 항목",
        ("추가 발주", "항목", "수량", "증감액 ({{ '원' if price.currency == 'KRW' else price.currency }})"),
        "{% if choice.replaces %}‘{{ choice.replaces }}’ 대신 {% endif %}{{ choice.line.name }}",
        "{{ choice.line.quantity|quantity }}{{ choice.line.unit }}",
        "함께 발주하실 항목에 표시해 주시기 바랍니다. 증감액은 품목 소계 기준이며, {{ tax }} "
        "{{ '포함' if price.vat_included else '별도' }}{% if price.discount %}, 할인 적용 전{% endif %} 금액입니다.",
    ),
    scope=("수행사 제공 사항", "금액에 포함되지 않는 사항"),
    schedule=(
        "추진 일정",
        ("단계", "주 차", "기간", "완료 기준"),
        "{{ phase.weeks[0] }}–{{ phase.weeks[1] }}",
        "{% if phase.first_day %}{{ phase.first_day|short_date }} ~ {{ phase.last_day|short_date }}"
        "{% else %}–{% endif %}",
    ),
    payments=(
        "대금 지급",
        ("지급 시점", "지급 예정일", "비율", "금액 ({{ '원' if price.currency == 'KRW' else price.currency }})"),
        "합계",
        "{{ tax|particle('을/를') }} 포함한 금액입니다. 지급 예정일은 추진 일정에 따른 것이며, 대금은 "
        "해당 지급 시점이 도래한 때에 지급합니다.",
    ),
    team=("투입 인력", ("성명", "담당 역할", "일수", "연락처")),
    terms=(
        "조건",
        (
            "이 발주서의 금액과 조건은 {{ valid_until|date }} 24시"
            "{% if valid_through|zone %}({{ valid_through|zone }}){% endif %}까지 서명하는 경우에 보장됩니다.",
            "제안서 {{ proposal.number|particle('은/는') }} 이 발주서의 일부를 이루며, 두 문서의 내용이 서로 다른 "
            "경우에는 이 발주서가 우선합니다.",
            "입금 계좌: {{ house.bank.name }} {{ house.bank.account }} (예금주: {{ house.bank.holder }})",
            "이 발주서는 2부를 작성하여 양 당사자가 서명 또는 날인한 후 각 1부씩 보관합니다.",
        ),
    ),
    signatures=(
        "서명",
        "위 내용을 확인하고 아래와 같이 서명 또는 날인합니다.",
        (("발주사", "{{ client.name }}"), ("수행사", "{{ house.legal_name }}")),
        ("직위·성명", "서명 일자", "서명 또는 직인"),
    ),
)

VI = Words(
    code=".vi",
    tax="{% set tax = 'thuế GTGT' if price.currency == 'VND' else 'thuế' %}",
    locale="vi-VN",
    title="Đơn đặt hàng dịch vụ",
    property_title="Đơn đặt hàng dịch vụ {{ proposal.number }}",
    letterhead=(
        "{{ house.legal_name }}",
        "{{ house.address }}",
        "Điện thoại: {{ house.phone }} · {{ house.email }} · {{ house.website }}",
        "Mã số thuế: {{ house.tax_code }}",
    ),
    running="{{ house.name }} · Đơn đặt hàng theo đề xuất số {{ proposal.number }}"
    "{% if draft %} · {{ draft }}{% endif %}",
    page=("Trang ", "/", ""),
    intro="{{ client.name }} (Bên A) đặt {{ house.legal_name }} (Bên B) thực hiện các dịch vụ dưới đây theo đề xuất số "
    "{{ proposal.number }} “{{ proposal.title }}”, phát hành {{ issued_on|date }}.",
    parties=(
        "Thông tin hai bên",
        "Bên A – Bên đặt dịch vụ",
        "Bên B – Bên cung cấp dịch vụ",
        (
            ("Tên đơn vị", "{{ client.name }}", "{{ house.legal_name }}"),
            ("Địa chỉ", "{{ client.address }}", "{{ house.address }}"),
            ("Mã số thuế", "{{ client.tax_code or '–' }}", "{{ house.tax_code }}"),
            ("Liên hệ", "{{ client.phone or '–' }}", "{{ sender.name }}, {{ sender.title }}\n{{ sender.email }}"),
        ),
    ),
    price=(
        "Dịch vụ và giá trị",
        "Đơn vị tính: {{ 'đồng' if price.currency == 'VND' else price.currency }}; "
        "{{ 'đã' if price.vat_included else 'chưa' }} bao gồm {{ tax }}",
        ("Hạng mục", "Số lượng", "Đơn vị", "Đơn giá", "Thành tiền"),
    ),
    sums=(
        ("price.discount", "Cộng các hạng mục", "{{ price.subtotal|amount }}"),
        (
            "price.discount",
            "Giảm giá{% if price.discount_percent is not none %} {{ price.discount_percent|percent }}{% endif %}: "
            "{{ price.discount_reason }}",
            "−{{ price.discount|amount }}",
        ),
        ("not price.vat_included", "Giá trị trước thuế", "{{ price.net_total|amount }}"),
        ("not price.vat_included", "T{{ tax[1:] }} {{ price.vat_rate|percent }}", "{{ price.vat|amount }}"),
        ("", "Tổng cộng, đã bao gồm {{ tax }}", "{{ price.grand_total|money }}"),
        ("price.vat_included", "Trong đó {{ tax }} {{ price.vat_rate|percent }}", "{{ price.vat|amount }}"),
    ),
    worded="Bằng chữ: {{ price.grand_total|in_words }}",
    options=(
        "Hạng mục tùy chọn",
        ("Đặt thêm", "Hạng mục", "Số lượng", "Chênh lệch"),
        "{{ choice.line.name }}{% if choice.replaces %}, thay cho “{{ choice.replaces }}”{% endif %}",
        "{{ choice.line.quantity|quantity }} {{ choice.line.unit }}",
        "Bên A đánh dấu các hạng mục đặt thêm. Chênh lệch so với tổng các hạng mục, "
        "{{ 'đã' if price.vat_included else 'chưa' }} bao gồm {{ tax }}"
        "{% if price.discount %}, trước khi giảm giá{% endif %}.",
    ),
    scope=("Bên A nhận được", "Giá không bao gồm"),
    schedule=(
        "Tiến độ thực hiện",
        ("Giai đoạn", "Tuần", "Thời gian", "Mốc hoàn thành"),
        "{{ phase.weeks[0] }}–{{ phase.weeks[1] }}",
        "{% if phase.first_day %}{{ phase.first_day|short_date }} – {{ phase.last_day|short_date }}"
        "{% else %}–{% endif %}",
    ),
    payments=(
        "Tiến độ thanh toán",
        ("Thời điểm thanh toán", "Ngày dự kiến", "Tỷ lệ", "Thành tiền"),
        "Tổng cộng",
        "Số tiền đã bao gồm {{ tax }}. Ngày dự kiến căn cứ theo tiến độ thực hiện; khoản thanh toán đến hạn khi mốc "
        "tương ứng được hoàn thành.",
    ),
    team=("Đội ngũ thực hiện", ("Họ tên", "Vai trò", "Số ngày", "Liên hệ")),
    terms=(
        "Điều khoản",
        (
            "Giá và điều kiện được giữ nguyên nếu đơn đặt hàng được ký chậm nhất đến hết {{ valid_until|date }}"
            "{% if valid_through|zone %} ({{ valid_through|zone|replace('Giờ', 'giờ') }}){% endif %}.",
            "Đề xuất số {{ proposal.number }} là một phần không tách rời của đơn đặt hàng này. Nếu hai văn bản có điểm "
            "khác nhau thì áp dụng đơn đặt hàng này.",
            "Tài khoản nhận thanh toán: {{ house.bank.holder }}, số tài khoản "
            "{{ house.bank.account }}, {{ house.bank.name }}.",
            "Đơn đặt hàng được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản.",
        ),
    ),
    signatures=(
        "Xác nhận của hai bên",
        "",
        (
            ("ĐẠI DIỆN BÊN A", "{{ client.name|upper }}"),
            ("ĐẠI DIỆN BÊN B", "{{ house.legal_name|upper }}"),
        ),
        ("Ngày …… tháng …… năm ………", "(Ký, ghi rõ họ tên, chức vụ, đóng dấu)", ""),
    ),
)


def main() -> None:
    """Write an order form for each language."""
    for words in (EN, KO, VI):
        file = FOLDER / f"order-form{words.code}.docx"
        file.write_bytes(lean(_form(words)))
        print(file.relative_to(FOLDER.parent.parent.parent), file.stat().st_size)


def _form(words: Words) -> Docx:
    form = Document()
    _set_up(form, words)
    _letterhead(form, words)
    form.add_paragraph(words.tax)
    form.add_paragraph(words.title, "Title")
    form.add_paragraph(words.intro)
    _parties(form, words)
    _prices(form, words)
    _options(form, words)
    _scope(form, words)
    _schedule(form, words)
    _payments(form, words)
    _team(form, words)
    _terms(form, words)
    _signatures(form, words)
    return form


def _set_up(form: Docx, words: Words) -> None:
    page = form.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin, page.bottom_margin = Mm(20), Mm(18)
    page.header_distance = page.footer_distance = Mm(10)
    for name, size, bold, before, after in (
        ("Normal", 9.5, False, 0, 3),
        ("Title", 19, True, 6, 4),
        ("Heading 1", 11, True, 8, 3),
        ("Header", 8.5, False, 0, 0),
        ("Footer", 8.5, False, 0, 0),
    ):
        style: Any = form.styles[name]
        set_font(style, size, bold=bold, colour=ACCENT if bold else INK, locale=words.locale)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    close_up(form.styles["Normal"])
    border = form.styles["Title"].element.find(qn("w:pPr")).find(qn("w:pBdr"))
    if border is not None:
        border.getparent().remove(border)
    properties = form.core_properties
    properties.title, properties.author = words.property_title, "{{ house.legal_name }}"
    properties.comments, properties.last_modified_by = "", ""
    properties.created = properties.modified = MOMENT
    properties.language = words.locale


def set_font(style: Any, size: float, *, bold: bool, colour: RGBColor, locale: str) -> None:
    """Set the font of a style, with that of Hangul beside it, and its language."""
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, colour
    properties = style.element.get_or_add_rPr()
    for old in (*properties.findall(qn("w:rFonts")), *properties.findall(qn("w:lang"))):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script, family in (
        ("ascii", "Calibri"),
        ("hAnsi", "Calibri"),
        ("eastAsia", "Malgun Gothic"),
        ("cs", "Calibri"),
    ):
        fonts.set(qn(f"w:{script}"), family)
    properties.insert(0, fonts)
    language = OxmlElement("w:lang")
    # Latin words in Korean text are broken as English ones.
    language.set(qn("w:val"), "en-US" if locale == "ko-KR" else locale)
    language.set(qn("w:eastAsia"), "ko-KR")
    properties.append(language)


def close_up(style: Any) -> None:
    """No space of Word's own between Hangul and figures, and single lines."""
    style.paragraph_format.line_spacing = 1.0
    properties = style.element.get_or_add_pPr()
    for name in ("autoSpaceDE", "autoSpaceDN"):
        off = OxmlElement(f"w:{name}")
        off.set(qn("w:val"), "0")
        properties.insert_element_before(
            off, "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc"
        )


def _letterhead(form: Docx, words: Words) -> None:
    page = form.sections[0]
    page.different_first_page_header_footer = True
    first = page.first_page_header.paragraphs[0]
    for number, line in enumerate(words.letterhead):
        paragraph = first if number == 0 else page.first_page_header.add_paragraph(style="Header")
        run = paragraph.add_run(line)
        if number == 0:
            run.bold, run.font.size, run.font.color.rgb = True, Pt(13), ACCENT
            paragraph.add_run("{% if draft %}\t\t{{ draft }}{% endif %}").bold = True
    line_below(page.first_page_header.paragraphs[-1])
    page.header.paragraphs[0].text = words.running
    for footer in (page.footer, page.first_page_footer):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        before, between, after = words.page
        paragraph.add_run(before)
        _field(paragraph, "PAGE")
        paragraph.add_run(between)
        _field(paragraph, "NUMPAGES")
        paragraph.add_run(after)


def line_below(paragraph: Paragraph) -> None:
    """Draw a line below a paragraph."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "8"), ("space", "4"), ("color", str(ACCENT))):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


_AFTER_BORDERS = tuple(f"w:{name}" for name in ("shd", "tabs", "spacing", "ind", "jc", "rPr"))


def _field(paragraph: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = f" {text} "
            run._r.append(instruction)


def data_table(form: Docx, widths: Sequence[int], head: Row, *, numbers: Iterable[int] = ()) -> Table:
    """A table with a head that comes again on each page; `numbers` are the columns that end at the right."""
    table = form.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for column, width in enumerate(widths):
        table.columns[column].width = int(USABLE * width / 100)
    _fill(table.rows[0].cells, head, widths, numbers, bold=True)
    for cell in table.rows[0].cells:
        _shade(cell)
    return table


def table_row(table: Table, texts: Row, widths: Sequence[int], numbers: Iterable[int] = ()) -> None:
    """Add a row that is not split over pages; `numbers` are the columns that end at the right."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    _fill(row.cells, texts, widths, numbers)


def _fill(
    cells: Sequence[_Cell], texts: Row, widths: Sequence[int], numbers: Iterable[int] = (), *, bold: bool = False
) -> None:
    right = set(numbers)
    for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        cell.width = int(USABLE * widths[column] / 100)
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.bold = bold or None
        paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(1.5)
        if column in right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _note(form: Docx, text: str) -> Paragraph:
    paragraph = form.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size = Pt(9)
    return paragraph


def _parties(form: Docx, words: Words) -> None:
    heading, client, supplier, lines = words.parties
    form.add_paragraph(heading, "Heading 1")
    widths = (20, 40, 40)
    table = data_table(form, widths, ("", client, supplier))
    for line in lines:
        table_row(table, line, widths)


def _prices(form: Docx, words: Words) -> None:
    heading, caption, head = words.price
    form.add_paragraph(heading, "Heading 1")
    _note(form, caption).paragraph_format.keep_with_next = True
    widths, numbers = (36, 11, 14, 17, 22), (1, 3, 4)
    table = data_table(form, widths, head, numbers=numbers)
    line = (
        "{% for line in price.lines %}{{ line.name }}",
        "{{ line.quantity|quantity }}",
        "{{ line.unit }}",
        "{{ line.unit_price|amount }}",
        "{{ line.total|amount }}{% endfor %}",
    )
    table_row(table, line, widths, numbers)
    for condition, label, amount in words.sums:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        wide = row.cells[0].merge(row.cells[3])
        before, after = (f"{{% if {condition} %}}", "{% endif %}") if condition else ("", "")
        _fill((wide, row.cells[4]), (before + label, amount + after), (78, 22), (1,), bold=not condition)
        if not condition:
            _shade(wide)
            _shade(row.cells[4])
    form.add_paragraph("{% if price.grand_total is worded %}")
    paragraph = form.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(4)
    paragraph.add_run(words.worded).italic = words.code != ".ko"
    form.add_paragraph("{% endif %}")


def _options(form: Docx, words: Words) -> None:
    heading, head, name, quantity, note = words.options
    form.add_paragraph("{% if price.choices %}")
    form.add_paragraph(heading, "Heading 1")
    widths, numbers = (14, 50, 15, 21), (2, 3)
    table = data_table(form, widths, head, numbers=numbers)
    option = (
        "{% for choice in price.choices %}☐",
        name,
        quantity,
        "{{ choice.change|amount }}{% endfor %}",
    )
    table_row(table, option, widths, numbers)
    for row in table.rows:
        row.cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _note(form, note).paragraph_format.space_before = Pt(4)
    form.add_paragraph("{% endif %}")


def _scope(form: Docx, words: Words) -> None:
    form.add_paragraph("{% if proposal.scope %}")
    delivered, excluded = words.scope
    form.add_paragraph(delivered, "Heading 1")
    _bullets(form, "proposal.scope.deliverables")
    form.add_paragraph("{% if proposal.scope.exclusions %}")
    form.add_paragraph(excluded, "Heading 1")
    _bullets(form, "proposal.scope.exclusions")
    form.add_paragraph("{% endif %}")
    form.add_paragraph("{% endif %}")


def _bullets(form: Docx, items: str) -> None:
    form.add_paragraph(f"{{% for item in {items} %}}")
    form.add_paragraph("{{ item }}", "List Bullet")
    form.add_paragraph("{% endfor %}")


def _schedule(form: Docx, words: Words) -> None:
    heading, head, weeks, days = words.schedule
    form.add_paragraph(heading, "Heading 1").paragraph_format.page_break_before = True
    widths = (27, 10, 25, 38)
    table = data_table(form, widths, head)
    milestone = "{% if phase.milestone %}{{ phase.milestone }}{% else %}–{% endif %}{% endfor %}"
    table_row(table, ("{% for phase in phases %}{{ phase.name }}", weeks, days, milestone), widths)


def _payments(form: Docx, words: Words) -> None:
    heading, head, total, note = words.payments
    form.add_paragraph(heading, "Heading 1")
    widths, numbers = (46, 20, 12, 22), (2, 3)
    table = data_table(form, widths, head, numbers=numbers)
    line = (
        "{% for instalment in price.instalments %}{{ instalment.on }}",
        "{% if instalment.due_on %}{{ instalment.due_on|short_date }}{% else %}–{% endif %}",
        "{{ instalment.percent|percent }}",
        "{{ instalment.amount|amount }}{% endfor %}",
    )
    table_row(table, line, widths, numbers)
    row = table.add_row()
    wide = row.cells[0].merge(row.cells[2])
    _fill((wide, row.cells[3]), (total, "{{ price.grand_total|amount }}"), (78, 22), (1,), bold=True)
    _note(form, note).paragraph_format.space_before = Pt(4)


def _team(form: Docx, words: Words) -> None:
    heading, head = words.team
    form.add_paragraph(heading, "Heading 1")
    widths, numbers = (24, 28, 9, 39), (2,)
    table = data_table(form, widths, head, numbers=numbers)
    person = (
        "{% for person in people %}{{ person.member.name }}",
        "{{ person.role }}",
        "{{ person.days|quantity }}",
        "{{ person.member.email }}{% endfor %}",
    )
    table_row(table, person, widths, numbers)


def _terms(form: Docx, words: Words) -> None:
    heading, terms = words.terms
    form.add_paragraph(heading, "Heading 1")
    for term in terms:
        if "house.bank" in term:
            form.add_paragraph("{% if house.bank %}")
        form.add_paragraph(term, "List Bullet")
        if "house.bank" in term:
            form.add_paragraph("{% endif %}")


def _signatures(form: Docx, words: Words) -> None:
    heading, opening, parties, lines = words.signatures
    form.add_paragraph(heading, "Heading 1")
    if opening:
        form.add_paragraph(opening).paragraph_format.keep_with_next = True
    table = form.add_table(rows=1, cols=2, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, (role, name) in zip(table.rows[0].cells, parties, strict=True):
        cell.width = USABLE // 2
        cell.paragraphs[0].add_run(role).bold = True
        cell.paragraphs[0].paragraph_format.space_before = Pt(3)
        cell.add_paragraph().add_run(name).bold = True
        for line in lines:
            paragraph = cell.add_paragraph(line)
            paragraph.paragraph_format.space_after = Pt(24)


def lean(form: Docx) -> bytes:
    """The form as a file, without the styles and parts that nothing in it uses."""
    styles = form.styles.element
    kept = {form.styles[name].style_id for name in KEPT_STYLES}
    kept |= {style.get(qn("w:styleId")) for style in styles.findall(qn("w:style")) if style.get(qn("w:default"))}
    kept |= {based.get(qn("w:val")) for based in styles.iter(qn("w:basedOn"))} & {"TableNormal"}
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in kept:
            styles.remove(style)
        else:
            for link in style.findall(qn("w:link")):
                style.remove(link)
    buffer = io.BytesIO()
    form.save(buffer)
    parts = read_package(buffer.getvalue())
    idle = [
        name for name in parts if name.startswith("customXml/") or "stylesWithEffects" in name or "thumbnail" in name
    ]
    for name in idle:
        del parts[name]
    for name in [name for name in parts if name.endswith(".rels") or name == "[Content_Types].xml"]:
        parts[name] = _without(parts[name], idle)
    return write_package(parts)


def _without(part: bytes, gone: Sequence[str]) -> bytes:
    root = etree.fromstring(part)
    ends = {name.rpartition("/")[2] for name in gone}
    for element in list(root):
        target = (element.get("Target") or element.get("PartName") or "").rpartition("/")[2]
        if target in ends:
            root.remove(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


if __name__ == "__main__":
    main()
