"""What drafts of messages promise beside what every file does: a sound head, the same text without marks, and attached
the files that were proved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kamdocs.errors import Problem
from kamdocs.model.page import Draft, Page
from kamdocs.verify.blocks import notes_of, page_blocks, page_body
from kamdocs.verify.mail_parts import MailParts, read_mail
from kamdocs.verify.same_text import tight

_MARKS = re.compile(r"(\||-|\[x?\]|\d+\.)+")


def messages_differ(drafts: Sequence[Draft]) -> Iterator[Problem]:
    """A problem for each thing that a message among `drafts`, the files of one document, says or holds otherwise."""
    for draft in drafts:
        if draft.format == "eml":
            mail = read_mail(draft.read())
            for fault in (*mail.faults, *_wrong_files(mail, drafts), *_wrong_text(mail, draft)):
                yield Problem(draft.target, 0, 0, "bad-message", fault)


def _wrong_files(mail: MailParts, drafts: Sequence[Draft]) -> Iterator[str]:
    proved = [draft.read() for draft in drafts if draft.format in ("pdf", "docx")]
    for name, content in mail.attached:
        if content not in proved:
            yield f"`{name}` is attached, which is not the letter"


def _wrong_text(mail: MailParts, draft: Draft) -> Iterator[str]:
    if not isinstance(draft.page, Page):
        return
    body = page_body(draft.page.html)
    wanted = [block.text for block in (*page_blocks(draft.page.html), *notes_of(body))]
    links = {f"<{link.get('href')}>" for link in body.iter("a")}
    if not _says("\n".join(mail.paragraphs), wanted, links):
        yield "the text without marks differs from the page"


def _says(text: str, wanted: Iterable[str], links: Iterable[str]) -> bool:
    """Whether `text` says each of `wanted` in turn and nothing else but marks and the addresses of links."""
    for link in links:
        text = text.replace(link, "")
    rest = tight(text)
    for block in map(tight, wanted):
        if not rest.startswith(block):
            mark = _MARKS.match(rest)
            rest = rest[mark.end() :] if mark else rest
        if not rest.startswith(block):
            return False
        rest = rest[len(block) :]
    return not rest
