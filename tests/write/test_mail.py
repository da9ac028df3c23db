"""Drafts of messages: what a program for mail reads in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from support import REPOSITORY

from kamdocs import OutputError
from kamdocs.load import load_kit
from kamdocs.model.mail import Attachment, Envelope, Mailbox
from kamdocs.model.page import Draft, Page
from kamdocs.verify.mail import messages_differ
from kamdocs.write.mail import mail_of

THEME = load_kit(REPOSITORY, "modern").theme
LONG = "Nguyễn Phúc Thụy Miên Khánh Vy Ái Ngọc Bảo Trâm Anh Thư, Giám đốc điều hành"
HEAD = Envelope(
    Mailbox("박성민", "sm.park@house.example"),
    Mailbox("Võ Đình Khoa", "khoa@vam.example"),
    "Thư cảm ơn",
    datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
)
LETTER = (
    '<body><p class="date">23 November</p><p><strong>Lời cảm ơn &amp; hẹn gặp</strong></p><p>Kính thưa Ông Khoa,</p>'
    '<p>Xem <a href="https://house.example/x?a=1&amp;b=2">báo cáo</a>.<br/>From here on</p>'
    "<ul><li>một</li><li>hai<ul><li>ba</li></ul></li></ul>"
    '<ul class="checks"><li class="done">đến</li><li>không đến</li></ul><ol start="3"><li>bốn</li></ol>'
    "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    "<blockquote><p>&gt; 한 주</p></blockquote></body>"
)


def page(html: str = LETTER) -> Page:
    """A letter as render hands it on."""
    return Page(Path("x"), "vi", "Thư", "House", "House", html, {}, {}, {})


def message(
    html: str = LETTER, *, head: Envelope = HEAD, attached: tuple[Attachment, ...] = ()
) -> tuple[bytes, EmailMessage]:
    """The draft of a letter, and what a program for mail reads in it."""
    content = mail_of(page(html), head, attached, THEME, assets=REPOSITORY)
    read = message_from_bytes(content, policy=default)
    assert isinstance(read, EmailMessage)
    return content, read


def test_names_and_subject_survive_in_three_languages() -> None:
    """Each as it was, each line short and in ASCII."""
    long = replace(
        HEAD, recipient=Mailbox(LONG, "vy@vam.example"), sender=Mailbox('Tan "Wei", Ling', "t@house.example")
    )
    content, read = message(head=long)
    raw = message_from_bytes(content)  # whose words are decoded as RFC 2047 says, unlike those of addresses before 3.13
    assert str(make_header(decode_header(raw["To"]))) == f"{LONG} <vy@vam.example>"
    assert [one.addr_spec for one in read["To"].addresses] == ["vy@vam.example"]
    assert [one.display_name for one in read["From"].addresses] == ['Tan "Wei", Ling']
    assert read["Subject"] == "Lời cảm ơn & hẹn gặp"
    assert read["X-Unsent"] == "1"
    assert read["Date"] == "Mon, 23 Nov 2026 12:00:00 +0700"
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_the_text_says_what_the_letter_says() -> None:
    """Paragraphs, marks of lists, cells, and the addresses of links."""
    text = message()[1].get_body(("plain",))
    assert text is not None
    assert text.get_content().splitlines() == [
        *("23 November", "", "Lời cảm ơn & hẹn gặp", "", "Kính thưa Ông Khoa,", ""),
        *("Xem báo cáo <https://house.example/x?a=1&b=2>.", " From here on", ""),
        *("- một", "- hai", "   - ba", "", "[x] đến", "[ ] không đến", "", "3. bốn", ""),
        *("A | B", "1 | 2", "", " > 한 주"),
    ]


def test_who_signs_beside_an_empty_cell_stands_in_lines() -> None:
    """Title, name and telephone, with the room for the signature as one empty line."""
    html = "<body><table><tr><td></td><td><p>GIÁM ĐỐC<br/><br/><br/><br/>Lan<br/>+84 24</p></td></tr></table></body>"
    text = message(html)[1].get_body(("plain",))
    assert text is not None
    assert text.get_content().splitlines() == ["GIÁM ĐỐC", "", "Lan", "+84 24"]


def test_the_same_letter_gives_the_same_bytes_and_its_own_id() -> None:
    """Nothing in a draft is left to chance, and no two have the same id."""
    assert message()[0] == message()[0]
    other = replace(HEAD, recipient=Mailbox("Khoa", "khoa@vam.example"))
    assert message()[1]["Message-ID"] != message(head=other)[1]["Message-ID"]
    assert message()[1]["Message-ID"].endswith("@house.example>")


def test_a_subject_of_its_own_goes_before_a_bold_line_and_the_kind() -> None:
    """In this order."""
    own = '<body><p><strong>Bold</strong></p><p class="subject">Own <em>one</em></p></body>'
    assert message(own)[1]["Subject"] == "Own one"
    assert message("<body><p><strong>Bold</strong> not</p><p>Text</p></body>")[1]["Subject"] == "Thư cảm ơn"


@pytest.mark.parametrize(
    "name", ["Thư cảm ơn sau cuộc gặp.pdf", "방문 감사 서한.pdf", 'a "b".pdf', "Letter.pdf", "감" * 80 + ".pdf"]
)
def test_an_attached_file_keeps_its_name_and_content(name: str) -> None:
    """By the parameters of RFC 2231."""
    (part,) = message(attached=(Attachment(name, "application/pdf", b"%PDF-\r\n.\n\0"),))[1].iter_attachments()
    assert (part.get_filename(), part.get_content()) == (name, b"%PDF-\r\n.\n\0")


def test_a_line_break_in_a_name_or_a_subject_begins_no_header() -> None:
    """Whoever let it through: what stands behind it is a word like any other."""
    evil = "Ann\r\nBcc: eve@x.example\r\n\r\nBuy"
    head = replace(HEAD, recipient=Mailbox(evil, "ann@a.example"), sender=Mailbox(evil, "b@b.example"), fallback=evil)
    _, read = message("<body><p>Hello</p></body>", head=head)
    assert {*read.keys()} == {*message()[1].keys()}
    assert read["Subject"] == "Ann Bcc: eve@x.example Buy"
    assert [one.addr_spec for one in read["To"].addresses] == ["ann@a.example"]
    assert [one.addr_spec for one in read["From"].addresses] == ["b@b.example"]


def test_the_logo_goes_with_the_message_and_nothing_is_fetched() -> None:
    """The HTML calls it by its id."""
    _, read = message('<body><header><img src="profiles/house-logo.png" alt="House"/><p>House</p></header></body>')
    html = read.get_body(("html",))
    assert html is not None
    assert 'src="cid:picture1"' in html.get_content()
    assert "http" not in html.get_content()
    assert [part["Content-ID"] for part in read.walk() if part["Content-ID"]] == ["<picture1>"]


def test_who_signs_stands_in_the_right_half_without_a_rule() -> None:
    """An empty cell keeps its half, though programs for mail give a column no more than its text."""
    _, read = message('<body><table class="signatures"><tr><td></td><td><p>Lan</p></td></tr></table></body>')
    html = read.get_body(("html",))
    assert html is not None
    cells = re.findall(r'<td style="([^"]*)"', html.get_content())
    assert [style.split(";")[-2:] for style in cells] == [["border:none", "width:50%"]] * 2


def test_a_chart_is_refused() -> None:
    """A message would leave out what it says."""
    with pytest.raises(OutputError, match="a message cannot show a chart"):
        message(
            '<body><figure class="bars"><figcaption>x</figcaption><table><tr><td>1</td></tr></table></figure></body>'
        )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"X-Unsent: 1", b"Bcc: eve@b.example", "the head says `Bcc`"),
        (b"<khoa@vam.example>", b"<khoa@vam.example>, eve@b.example", "`To` does not hold one address"),
        (b"X-Unsent: 1", b"Subject: again", "the head says `Subject` 2 times"),
    ],
)
def test_a_head_that_was_tampered_with_is_caught(tmp_path: Path, old: bytes, new: bytes, fault: str) -> None:
    """What is read back is held to one sender, one reader and one subject."""
    content = message()[0]
    assert [*messages_differ([written(tmp_path, content)])] == []
    found = messages_differ([written(tmp_path, content.replace(old, new, 1))])
    assert [problem.what for problem in found] == [fault]


def test_text_without_marks_that_says_something_else_is_caught(tmp_path: Path) -> None:
    """A line more or less, or another file than the letter."""
    more = message(LETTER.replace("Kính thưa Ông Khoa,", "Kính thưa Ông Minh,"))[0]
    (problem,) = messages_differ([written(tmp_path, more)])
    assert problem.what == "the text without marks differs from the page"
    (problem,) = messages_differ(
        [written(tmp_path, message(attached=(Attachment("x.pdf", "application/pdf", b"x"),))[0])]
    )
    assert problem.what == "`x.pdf` is attached, which is not the letter"


def written(folder: Path, content: bytes) -> Draft:
    """A draft of the letter with this content."""
    (folder / "x.eml").write_bytes(content)
    return Draft(page(), "eml", folder / "x.eml", Path("x.eml"))
