"""A letter as the draft of a message, the same bytes from the same input.

Source: RFC 5322 (the head), RFC 2045 to 2047 (the parts), RFC 2183 (attachments), RFC 2387 (pictures of the text).
`X-Unsent: 1` has Outlook open the file as a message that is still to be sent.
"""

from __future__ import annotations

import binascii
import hashlib
from collections.abc import Iterable, Sequence
from email.utils import format_datetime
from pathlib import Path

from lxml import etree

from kamdocs.model.mail import Attachment, Envelope
from kamdocs.model.page import Page, Rendered
from kamdocs.model.theme import Theme
from kamdocs.rules.pictures import PICTURES
from kamdocs.write.mail_html import Shown, mail_body
from kamdocs.write.mail_text import paragraphs_of, plain_text
from kamdocs.write.mail_words import file_words, mailbox_words, text_words

_LINE = b"\r\n"
_LONGEST_SUBJECT = 200

Entity = bytes
"""The head and the content of one part."""


def mail_of(
    page: Rendered, envelope: Envelope, attachments: Sequence[Attachment], theme: Theme, *, assets: Path
) -> bytes:
    """`page` as a message from and to whom `envelope` says, as text and as HTML, with `attachments`.

    The subject is the page's paragraph `subject`, else its first paragraph that is bold as a whole, else what the
    envelope says. What a template made in Word gives has no HTML. Pictures are files under `assets`. Raises
    OutputError where one is gone, and for a chart, which no message shows.
    """
    if isinstance(page, Page):
        body, html, shown = mail_body(page, theme, assets)
        subject = _subject(body) or envelope.fallback
        texts = [_text(plain_text(body)), _html(html, shown)]
    else:
        subject, texts = envelope.fallback, [_text(paragraphs_of(page.said))]
    seed = hashlib.sha256(b"".join((*texts, *(one.content for one in attachments)))).hexdigest()
    content = _multipart("alternative", texts, f"a{seed}") if len(texts) > 1 else texts[0]
    if attachments:
        content = _multipart("mixed", [content, *map(_attached, attachments)], f"m{seed}")
    return _head(envelope, subject, content) + content


def _head(envelope: Envelope, subject: str, content: bytes) -> bytes:
    lines = [
        f"From: {mailbox_words(envelope.sender)}",
        f"To: {mailbox_words(envelope.recipient)}",
        f"Subject: {text_words(subject)}",
        f"Date: {format_datetime(envelope.at)}",
    ]
    digest = hashlib.sha256("\n".join(lines).encode() + content).hexdigest()[:40]
    lines.append(f"Message-ID: <{digest}@{envelope.sender.address.rpartition('@')[2]}>")
    lines += ["X-Unsent: 1", "MIME-Version: 1.0"]
    return _LINE.join([line.encode("ascii") for line in lines]) + _LINE


def _subject(body: etree._Element) -> str:
    """What the page names as its subject, in one line."""
    own = next(body.iterfind(".//p[@class='subject']"), None)
    found = own if own is not None else next(filter(_is_bold, body.iterfind(".//p")), None)
    return " ".join("".join(map(str, found.itertext())).split())[:_LONGEST_SUBJECT] if found is not None else ""


def _is_bold(element: etree._Element) -> bool:
    """Whether all that a paragraph says stands in one `strong`."""
    if element.get("class") or (element.text or "").strip() or len(element) != 1:
        return False
    return element[0].tag == "strong" and not (element[0].tail or "").strip()


def _text(text: str) -> Entity:
    return _part('text/plain; charset="utf-8"; format=flowed', text.replace("\n", "\r\n").encode())


def _html(html: str, shown: Sequence[Shown]) -> Entity:
    part = _part('text/html; charset="utf-8"', html.replace("\n", "\r\n").encode())
    if not shown:
        return part
    pictures = [_part(PICTURES[one.ending], one.content, _inline(one)) for one in shown]
    boundary = f"r{hashlib.sha256(part).hexdigest()}"
    return _multipart("related", [part, *pictures], boundary, '; type="text/html"')


def _inline(picture: Shown) -> Iterable[str]:
    return (f"Content-ID: <{picture.id}>", f'Content-Disposition: inline; filename="{picture.id}{picture.ending}"')


def _attached(attachment: Attachment) -> Entity:
    kind = attachment.kind + file_words("name", attachment.name)
    return _part(
        kind, attachment.content, ["Content-Disposition: attachment" + file_words("filename", attachment.name)]
    )


def _part(kind: str, content: bytes, more: Iterable[str] = ()) -> Entity:
    """One part; whatever it holds goes in Base64, which no server on the way alters."""
    head = (f"Content-Type: {kind}", "Content-Transfer-Encoding: base64", *more, "", "")
    lines = [binascii.b2a_base64(content[at : at + 57], newline=False) for at in range(0, len(content), 57)]
    return _LINE.join([line.encode("ascii") for line in head]) + _LINE.join(lines) + _LINE


def _multipart(kind: str, parts: Sequence[Entity], boundary: str, more: str = "") -> Entity:
    """Parts in one. No line of Base64 and of no head here begins with two hyphens, so that any boundary holds."""
    mark = boundary[:60].encode()
    head = f'Content-Type: multipart/{kind}{more};\r\n boundary="{mark.decode()}"\r\n\r\n'.encode("ascii")
    return head + b"".join(b"--" + mark + _LINE + part for part in parts) + b"--" + mark + b"--" + _LINE
