"""The letter that benchmarks/letters_docx.py has every program write: one page, in English, Korean and Vietnamese.

A letterhead with a picture, date, address, subject, salutation, paragraphs, a quotation, a list of promises with their
days, a close and a signature. Each letter goes to somebody else, so that no program can give what it has made before.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import docx
import docx.document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from kamdocs.load import load
from kamdocs.model.base import Text
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Heard, Letter, Meeting, Organisation, Promised
from kamdocs.model.recipient import Origin, Recipient
from kamdocs.model.secrets import Secrets
from kamdocs.model.workspace import Workspace

REPOSITORY = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 23)
LANGUAGES = ("en", "ko", "vi")
KIND, WORD_KIND = "benchmark", "benchmark-word"

HEADER = """\
# yaml-language-server: $schema=../../schemas/letter.schema.json
name: {en: After our meeting, ko: 면담 감사 서한, vi: Thư sau cuộc gặp}
sources: [visits]
pages: 1
"""
_HEAD = """\
<header>
<img src="{{ logo }}" alt="{{ house.name }}"/>
<p class="address"><strong>[house_legal_name]</strong><br/>[house_address]<br/>[house_phone]<br/>[house_reach]</p>
</header>
<p class="date">[date]</p>
<p class="address">[to]<br/>[title]<br/>[company]<br/>[street]</p>

"""
_FOOT = """\

<p>[closing]</p>
<p class="closing"><strong>[signed]</strong><br/>[sender_title], [house_name]<br/>[sender_email]</p>
"""
_PROMISED = "".join(f"- [what_{number}]: [by_{number}] ([owner_{number}])\n" for number in (1, 2, 3))
_WORDS = {
    "en": f"""\
**Thank you for your time**

[salutation]

Thank you for the time you gave us on [met_on] at [place]. It was a pleasure to see how *your own people* prepare the
close of the month, and how much of it still passes through spreadsheets that nobody likes to touch.

One sentence has stayed with us since:

> [said]

We have taken it as the measure of our work. As agreed, we will send you:

{_PROMISED}
On **[next_on]** we would like to meet you again: [next_what]. Should another day suit you better, a short word to the
address above is enough.
""",
    "ko": f"""\
**면담에 대한 감사의 말씀**

[salutation]

지난 [met_on] [place]에서 귀한 시간을 내어 주셔서 진심으로 감사드립니다. *현장의 담당자들께서* 월 결산을 준비하시는
과정을 직접 보고, 아직도 많은 일이 엑셀 파일을 거친다는 것을 알게 되었습니다.

그날 하신 말씀 가운데 한마디가 지금까지 마음에 남아 있습니다.

> [said]

저희는 이 말씀을 일의 기준으로 삼겠습니다. 약속드린 대로 다음 자료를 보내 드리겠습니다.

{_PROMISED}
**[next_on]**에 다시 찾아뵙고자 합니다([next_what]). 다른 날이 더 좋으시면 위 주소로 편하게 알려 주시기 바랍니다.
""",
    "vi": f"""\
**Thư cảm ơn sau cuộc gặp**

[salutation]

Chúng tôi trân trọng cảm ơn thời gian dành cho chúng tôi ngày [met_on] tại [place]. Chúng tôi đã được tận mắt thấy *đội
ngũ của Quý công ty* chuẩn bị khóa sổ cuối tháng, và còn bao nhiêu việc vẫn phải qua bảng tính.

Có một câu nói hôm ấy chúng tôi vẫn nhớ mãi:

> [said]

Chúng tôi lấy câu nói ấy làm thước đo cho công việc của mình. Như đã hẹn, chúng tôi xin gửi:

{_PROMISED}
**[next_on]**, chúng tôi mong được gặp lại: [next_what]. Nếu ngày khác thuận tiện hơn, xin báo cho chúng tôi theo địa
chỉ trên.
""",
}
VARIABLES = {
    "house_name": "house.name",
    "house_legal_name": "house.legal_name",
    "house_address": "house.address",
    "house_phone": "house.phone",
    "house_reach": "house.email ~ ' · ' ~ house.website",
    "date": "today|date",
    "to": "recipient|addressed",
    "title": "recipient.title",
    "company": "organisation.name",
    "street": "organisation.address",
    "salutation": "recipient|salutation",
    "met_on": "visits[0].date|date",
    "place": "visits[0].place",
    "said": "visits[0].said[0].text",
    **{f"what_{number}": f"visits[0].promises[{number - 1}].what" for number in (1, 2, 3)},
    **{f"by_{number}": f"visits[0].promises[{number - 1}].by|date" for number in (1, 2, 3)},
    **{f"owner_{number}": f"visits[0].promises[{number - 1}].owner.name" for number in (1, 2, 3)},
    "next_on": "visits[0].next_on|date",
    "next_what": "visits[0].next_what",
    "closing": "recipient|closing",
    "signed": "sender|signed",
    "sender_title": "sender.title",
    "sender_email": "sender.email",
}
"""The variables of the letter, and how our templates say them; other programs get their values by these names."""
_NAME = re.compile(r"\[(\w+)\]")
_PARTS = re.compile(r"(\[\w+\])")
LOGO = "profiles/house-logo.png"

_NAMES = {
    "en": ("Mina Albrecht", "Jonas Nakata", "Aylin Okafor", "Pedro Moreau", "Hana Castell", "Oskar Holm"),
    "ko": ("강서진", "윤도현", "백하늘", "노지안", "황보라", "남궁민재"),
    "vi": ("Đặng Thùy Linh", "Phan Quốc Bảo", "Hồ Ngọc Ánh", "Vũ Đình Phong", "Lê Mỹ Hạnh", "Trịnh Gia Huy"),
}
_TITLES = {"en": "Finance Director", "ko": "재무이사", "vi": "Giám đốc Tài chính"}
_FIRMS = {"en": "Northport Optics {}", "ko": "북항광학 {}", "vi": "Công ty Quang học Bến Bắc {}"}
_STREETS = {"en": "{} Quay Street, Northport", "ko": "북항시 부두로 {}", "vi": "{} đường Bến Cảng, thành phố Bến Bắc"}
_PLACES = {"en": "your plant in Northport", "ko": "북항 공장", "vi": "nhà máy Bến Bắc"}
_SAID = {
    "en": "The fifth working day is too late: by then number {} has been decided without the figures.",
    "ko": "영업일 닷새째면 너무 늦습니다. {}번 안건은 숫자를 보기도 전에 이미 정해집니다.",
    "vi": "Ngày làm việc thứ năm là quá muộn: việc số {} đã được quyết định mà chưa ai thấy con số.",
}
_PROMISES = {
    "en": ("Written outline of the steps", "List of the reports that can go", "Names of two houses to ask"),
    "ko": ("단계별 계획서", "없애도 되는 보고서 목록", "문의하실 수 있는 두 회사의 이름"),
    "vi": ("Bản tóm tắt các bước", "Danh mục báo cáo có thể bỏ", "Tên hai đơn vị có thể hỏi thăm"),
}
_NEXT = {"en": "a morning with your own books", "ko": "장부를 함께 보는 오전", "vi": "một buổi sáng cùng xem sổ sách"}


def make_workspace(root: Path) -> None:
    """A copy of the repository's workspace with the letter, in Markdown and as a template made in Word."""
    for name in ("profiles", "cases"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "kamdocs.yaml", root)
    folder = root / "templates" / "letters"
    folder.mkdir(parents=True)
    for kind in (KIND, WORD_KIND):
        (folder / f"{kind}.yaml").write_text(HEADER, encoding="utf-8")
    for language in LANGUAGES:
        (folder / f"{KIND}.{language}.md.j2").write_text(markdown(language), encoding="utf-8")
        word_template(root, language, "ours").save(str(folder / f"{WORD_KIND}.{language}.docx"))


def markdown(language: str) -> str:
    """The letter as a template in Markdown."""
    return _ours(_HEAD + _WORDS[language] + _FOOT)


def _ours(text: str) -> str:
    return _NAME.sub(lambda name: f"{{{{ {VARIABLES[name[1]]} }}}}", text)


def lines(language: str) -> Iterator[tuple[str, str]]:
    """The letter paragraph by paragraph as plain text, each with the name of its style in Word."""
    yield from (("Header", f"[house_{name}]") for name in ("legal_name", "address", "phone", "reach"))
    yield "Body Text", "[date]"
    yield from (("No Spacing", line) for line in ("[to]", "[title]", "[company]", "[street]"))
    for paragraph in _WORDS[language].strip().split("\n\n"):
        for line in paragraph.split("\n") if paragraph.startswith("- ") else [" ".join(paragraph.split("\n"))]:
            style = {"-": "List Bullet", ">": "Quote"}.get(line[0], "Body Text")
            yield style, line.removeprefix("- ").removeprefix("> ").replace("*", "")
    yield "Body Text", "[closing]"
    yield from (("No Spacing", line) for line in ("[signed]", "[sender_title], [house_name]", "[sender_email]"))


def word_template(root: Path, language: str, syntax: Literal["ours", "jinja", "fields"]) -> docx.document.Document:
    """The letter as a template made in Word, its tags as we, docxtpl or Word's own merge fields have them."""
    document = docx.Document()
    document.add_picture(str(root / LOGO), width=Mm(30))
    for style, line in lines(language):
        paragraph = document.add_paragraph(style=style)
        for piece in _PARTS.split(line):
            name = piece.strip("[]") if piece.startswith("[") else ""
            if name and syntax == "fields":
                _add_field(paragraph, name)
            elif piece:
                paragraph.add_run(f"{{{{ {name} }}}}" if name and syntax == "jinja" else _ours(piece))
    return document


def _add_field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" MERGEFIELD {name} ")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = name
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def opened(root: Path) -> tuple[Workspace, Kit, Secrets]:
    """The workspace as a process of a batch has it."""
    return load(root, today=TODAY, use="letter")


def letters(workspace: Workspace, kit: Kit, language: str, *, kind: str = KIND) -> Iterator[Letter]:
    """Letters without end, each to somebody else."""
    number = 0
    while True:
        number += 1
        yield _letter(workspace, kit, language, kind, number)


def _letter(workspace: Workspace, kit: Kit, language: str, kind: str, number: int) -> Letter:
    names = _NAMES[language]
    company, address = (Text(each[language].format(number)) for each in (_FIRMS, _STREETS))
    recipient = Recipient(
        id=f"reader-{number:05}",
        name=Text(names[number % len(names)]),
        origin=Origin(Path("readers.csv"), number),
        gender="f" if number % 2 else "m",
        title=Text(_TITLES[language]),
        company=company,
        address=address,
        language=language,
    )
    sender_id = workspace.house.signatory
    return Letter(
        id=recipient.id,
        kind_id=kind,
        kind=kit.letters[kind],
        language=language,
        addressee=recipient,
        recipient=recipient,
        organisation=Organisation(company, address, company),
        sender_id=sender_id,
        sender=workspace.team[sender_id],
        today=TODAY,
        visits=(_visit(workspace, language, recipient, number),),
    )


def _visit(workspace: Workspace, language: str, recipient: Recipient, number: int) -> Meeting:
    met = date(2026, 11, 1 + number % 20)
    name, title = recipient.name, recipient.title
    assert name
    assert title
    team = list(workspace.team.values())
    promises = [
        Promised(Text(what), met + timedelta(weeks=week), team[(number + week) % len(team)])
        for week, what in enumerate(_PROMISES[language], start=3)
    ]
    return Meeting(
        date=met,
        place=Text(_PLACES[language]),
        said=(Heard(name, title, own=True, text=Text(_SAID[language].format(number))),),
        promises=tuple(promises),
        next_on=met + timedelta(weeks=6),
        next_what=Text(_NEXT[language]),
    )
