"""Makes the requests for feedback of templates/letters anew, in each language: `python tools/feedback_requests.py`.

They are letters as people make them in Word, with a table to answer in. Whoever wants another opens one in Word and
changes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from order_forms import ACCENT, INK, MOMENT, close_up, data_table, lean, line_below, set_font, table_row

FOLDER = Path(__file__).parent.parent / "templates/letters"
WIDTHS = (6, 45, 46)
ROOM = Mm(16)
TO_SIGN = 34
"""Points above the name of who signs, where no empty lines leave room for it."""


@dataclass(frozen=True)
class Words:
    """What a request for feedback says in one language; `{{ … }}` and `{% … %}` are tags. Of the `address` each line
    stands with the condition under which it is there. `before` comes before the salutation, `after` behind it."""

    code: str
    locale: str
    property_title: str
    letterhead: Sequence[str]
    date: str
    subject: str
    before: bool
    address: Sequence[tuple[str, str]]
    ask: Sequence[str]
    head: tuple[str, str, str]
    then: Sequence[str]
    signature: Sequence[tuple[str, str, bool]]


EN = Words(
    code="",
    locale="en-GB",
    property_title="Your view of our work: {{ data.work }}",
    letterhead=(
        "{{ house.legal_name }}",
        "{{ house.address }}",
        "Telephone {{ house.phone }} · {{ house.email }} · {{ house.website }}",
    ),
    date="{{ today|date }}",
    subject="Your view of our work: {{ data.work }}",
    before=False,
    address=(
        ("recipient", "{{ recipient|addressed }}"),
        ("recipient and recipient.title", "{{ recipient.title }}"),
        ("organisation", "{{ organisation.name }}"),
        ("organisation and organisation.address", "{{ organisation.address }}"),
        ("not organisation and recipient.address", "{{ recipient.address }}"),
    ),
    ask=(
        "We would like to hear how you see this work: what has helped, what has not, and how our people have worked "
        "with yours. Please be as frank with us as you like.",
        "The {{ data.questions|length }} questions below take about {{ data.minutes }} minutes. You may type your "
        "answers into the table, write them by hand, or tell us on the telephone.",
    ),
    head=("", "Question", "Your answer"),
    then=(
        "Please send your answers by {{ data.answer_by|date }} to {{ sender.name }}, {{ sender.email }}.",
        "What follows: {{ data.follows }}",
    ),
    signature=(
        ("", "{{ sender|signed }}", True),
        ("", "{{ sender.title }}, {{ house.name }}", False),
        ("", "{% if sender.phone %}{{ sender.phone }} · {% endif %}{{ sender.email }}", False),
    ),
)

KO = Words(
    code=".ko",
    locale="ko-KR",
    property_title="의견 요청: {{ data.work }}",
    letterhead=(
        "{{ house.legal_name }}",
        "{{ house.address }}",
        "전화 {{ house.phone }} · {{ house.email }} · {{ house.website }}",
    ),
    date="{{ today|date }}",
    subject="‘{{ data.work }}’에 대한 의견을 여쭙니다",
    before=True,
    address=(
        ("organisation and organisation.address", "{{ organisation.address }}"),
        ("not organisation and recipient.address", "{{ recipient.address }}"),
        ("organisation and recipient", "{{ organisation.name }}"),
        ("recipient", "{{ recipient|addressed }}"),
        ("not recipient", "{{ organisation|addressed }}"),
    ),
    ask=(
        "함께 진행한 업무에서 도움이 된 점과 부족했던 점, 저희 담당자들과 일하시며 느끼신 점을 솔직하게 말씀해 주시면 "
        "감사하겠습니다.",
        "아래 {{ data.questions|length }}개 질문에 답하시는 데 {{ data.minutes }}분 정도 걸립니다. 표에 직접 "
        "입력하시거나 손으로 적어 주셔도 되고, 전화로 말씀해 주셔도 됩니다.",
    ),
    head=("", "질문", "답변"),
    then=(
        "답변은 {{ data.answer_by|date }}까지 {{ sender.title }} {{ sender.name }}({{ sender.email }})에게 보내 주시면 "
        "감사하겠습니다.",
        "이후 일정: {{ data.follows }}",
    ),
    signature=(
        ("", "{{ house.legal_name }}", False),
        ("", "{{ sender|signed }}", True),
        ("", "{% if sender.phone %}{{ sender.phone }} · {% endif %}{{ sender.email }}", False),
    ),
)

VI = Words(
    code=".vi",
    locale="vi-VN",
    property_title="Thư xin ý kiến: {{ data.work }}",
    letterhead=(
        "{{ house.legal_name }}",
        "{{ house.address }}",
        "Điện thoại: {{ house.phone }} · {{ house.email }} · {{ house.website }}",
    ),
    date="{% if house.place %}{{ house.place }}, {{ today|date }}{% else %}{{ today|date|capitalize }}{% endif %}",
    subject="Thư xin ý kiến về: {{ data.work }}",
    before=True,
    address=(
        (
            "recipient",
            "Kính gửi: {{ recipient|addressed }}{% if recipient.title %} - {{ recipient.title }}{% endif %}"
            "{% if organisation %},{% endif %}",
        ),
        ("recipient and organisation", "{{ organisation.name }}"),
        ("not recipient", "Kính gửi: {{ organisation|addressed }}"),
        ("organisation and organisation.address", "{{ organisation.address }}"),
        ("not organisation and recipient.address", "{{ recipient.address }}"),
    ),
    ask=(
        "Chúng tôi mong được nghe ý kiến thẳng thắn của {{ recipient|you }} về công việc đã thực hiện: điều gì hữu "
        "ích, điều gì chưa được, và cách làm việc của đội ngũ chúng tôi.",
        "Dưới đây là {{ data.questions|length }} câu hỏi, mất khoảng {{ data.minutes }} phút. Xin điền trực tiếp vào "
        "bảng, viết tay hoặc trao đổi qua điện thoại đều được.",
    ),
    head=("", "Câu hỏi", "Ý kiến"),
    then=(
        "Kính mong nhận được ý kiến chậm nhất {{ data.answer_by|date }}, xin gửi cho {{ sender.name }} "
        "({{ sender.email }}).",
        "Bước tiếp theo: {{ data.follows }}",
    ),
    signature=(
        ("right", "{{ sender.title|upper }}", True),
        ("right", "", False),
        ("right", "", False),
        ("right", "{{ sender.name }}", True),
        ("right", "{% if sender.phone %}{{ sender.phone }}\n{% endif %}{{ sender.email }}", False),
    ),
)


def main() -> None:
    """Write a request for feedback for each language."""
    for words in (EN, KO, VI):
        file = FOLDER / f"feedback-request{words.code}.docx"
        file.write_bytes(lean(_letter(words)))
        print(file.relative_to(FOLDER.parent.parent), file.stat().st_size)


def _letter(words: Words) -> Docx:
    letter = Document()
    _set_up(letter, words)
    _letterhead(letter, words)
    _spaced(letter.add_paragraph(words.date), before=10).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if words.locale == "vi-VN":
        _subject(letter, words)
    _address(letter, words)
    if words.before and words.locale != "vi-VN":
        _subject(letter, words)
    letter.add_paragraph("{{ recipient|salutation }}")
    if not words.before:
        _subject(letter, words)
    for text in words.ask:
        letter.add_paragraph(text)
    _questions(letter, words)
    for text in words.then:
        letter.add_paragraph(text)
    letter.add_paragraph("{{ recipient|closing }}").paragraph_format.keep_with_next = True
    _signature(letter, words)
    return letter


def _set_up(letter: Docx, words: Words) -> None:
    page = letter.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = (Mm(30), Mm(15)) if words.code == ".vi" else (Mm(25), Mm(20))
    page.top_margin, page.bottom_margin = Mm(20), Mm(20)
    for name, size, after in (("Normal", 10.5, 7), ("Header", 8.5, 0)):
        style: Any = letter.styles[name]
        set_font(style, size, bold=False, colour=INK, locale=words.locale)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(after)
    close_up(letter.styles["Normal"])
    properties = letter.core_properties
    properties.title, properties.author = words.property_title, "{{ house.legal_name }}"
    properties.comments, properties.last_modified_by = "", ""
    properties.created = properties.modified = MOMENT
    properties.language = words.locale


def _letterhead(letter: Docx, words: Words) -> None:
    page = letter.sections[0]
    page.different_first_page_header_footer = True
    first = page.first_page_header
    for number, line in enumerate(words.letterhead):
        paragraph = first.paragraphs[0] if number == 0 else first.add_paragraph(style="Header")
        run = paragraph.add_run(line)
        if number == 0:
            run.bold, run.font.size, run.font.color.rgb = True, Pt(13), ACCENT
    line_below(first.paragraphs[-1])
    page.header.paragraphs[0].text = "{{ house.name }}"


def _subject(letter: Docx, words: Words) -> None:
    run = _spaced(letter.add_paragraph(), before=8).add_run(words.subject)
    run.bold, run.font.color.rgb = True, ACCENT


def _address(letter: Docx, words: Words) -> None:
    for condition, line in words.address:
        letter.add_paragraph(f"{{% if {condition} %}}")
        _spaced(letter.add_paragraph(line), after=0)
        letter.add_paragraph("{% endif %}")
    _spaced(letter.add_paragraph(), after=2)


def _questions(letter: Docx, words: Words) -> None:
    asked = data_table(letter, WIDTHS, words.head)
    question = "{% for question in data.questions %}{{ loop.index }}"
    table_row(asked, (question, "{{ question }}{% endfor %}", ""), WIDTHS)
    asked.rows[-1].height = ROOM
    _spaced(letter.add_paragraph(), after=0)


def _signature(letter: Docx, words: Words) -> None:
    for place, line, is_bold in words.signature:
        is_first = (place, line, is_bold) == words.signature[0]
        paragraph = _spaced(letter.add_paragraph(), before=TO_SIGN if is_first and not place else 0, after=0)
        paragraph.add_run(line).bold = is_bold or None
        if place == "right":
            paragraph.paragraph_format.left_indent = Mm(85)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = (place, line, is_bold) != words.signature[-1]


def _spaced(paragraph: Paragraph, *, before: float = 0, after: float = 7) -> Paragraph:
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    return paragraph


if __name__ == "__main__":
    main()
