"""Words in the header of a message, in ASCII.

Source: RFC 2047 (encoded words), RFC 2231 (parameters), RFC 5322 (2.2.3: folding).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from urllib.parse import quote

from kamdocs.model.mail import Mailbox

_SPECIALS = frozenset('()<>[]:;@\\,."')
_WORD_BYTES, _WIDTH, _SEGMENT = 42, 76, 60
_UNRESERVED = "!#$&+-.^_`|~"


def text_words(text: str) -> str:
    """`text` as the value of a header, in lines that fit; letters beyond ASCII as encoded words."""
    text = " ".join(text.split())
    if text.isascii() and "=?" not in text:
        return "\r\n ".join(_lines(text))
    return "\r\n ".join(_encoded(text))


def mailbox_words(mailbox: Mailbox) -> str:
    """A name with its address; the address alone where there is no name."""
    name = " ".join(mailbox.name.split())
    if not name:
        return mailbox.address
    if not name.isascii() or "=?" in name:
        words = "\r\n ".join(_encoded(name))
    elif _SPECIALS & {*name}:
        words = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    else:
        words = name
    return f"{words}\r\n <{mailbox.address}>"


def file_words(parameter: str, name: str) -> str:
    """The parameter that names an attached file, from the `;` before it; a long name in segments."""
    if name.isascii() and len(name) <= _SEGMENT and not {*'"\\'} & {*name}:
        return f';\r\n {parameter}="{name}"'
    pieces = [*_segments(quote(name, safe=_UNRESERVED))]
    if len(pieces) == 1:
        return f";\r\n {parameter}*=utf-8''{pieces[0]}"
    first = f";\r\n {parameter}*0*=utf-8''{pieces[0]}"
    return first + "".join(f";\r\n {parameter}*{number}*={piece}" for number, piece in enumerate(pieces[1:], start=1))


def _encoded(text: str) -> Iterator[str]:
    """`text` in encoded words, each of whole characters and short enough, and of whole words where it can be: some
    programs put a space between two."""
    while len(text.encode()) > _WORD_BYTES:
        end = next(at for at in range(_WORD_BYTES, 0, -1) if len(text[:at].encode()) <= _WORD_BYTES)
        end = next((at for at in range(end, 0, -1) if text[at - 1] == " "), end)
        yield _word(text[:end])
        text = text[end:]
    yield _word(text)


def _word(text: str) -> str:
    return f"=?utf-8?B?{b64encode(text.encode()).decode()}?="


def _lines(text: str) -> Iterator[str]:
    """`text` in lines that end between words."""
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > _WIDTH - 10:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _segments(quoted: str) -> Iterator[str]:
    """Percent-encoded text in pieces that part no character's code."""
    while len(quoted) > _SEGMENT:
        end = next(at for at in range(_SEGMENT, 0, -1) if "%" not in quoted[max(0, at - 2) : at])
        yield quoted[:end]
        quoted = quoted[end:]
    yield quoted
