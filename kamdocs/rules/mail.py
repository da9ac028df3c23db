"""Addresses and texts that may stand in the header of a message.

Source: RFC 5321 (4.1.2, 4.5.3.1: what an address is and how long it may be), RFC 5322 (3.2.3: atoms), RFC 3490 (domains
in other letters). An address in a header is one address and nothing else: no name beside it, no second one, no comment.
"""

from __future__ import annotations

import re
import unicodedata

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_LONGEST_LOCAL, _LONGEST, _LONGEST_NAME = 64, 254, 200
_ACTING = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing, by which one address can look like another."""


def mail_address(text: str) -> str:
    """`text`, one e-mail address, with its domain in ASCII. Raises ValueError, which says what is wrong with it."""
    if fault := header_fault(text):
        raise ValueError(fault)
    if "<" in text or ">" in text or '"' in text:
        raise ValueError("has a name beside the address")
    if "," in text or ";" in text:
        raise ValueError("is more than one address")
    local, at, domain = text.rpartition("@")
    if not at or not local or not domain:
        raise ValueError("is no e-mail address")
    if "@" in local or any(letter.isspace() for letter in text):
        raise ValueError("is more than one address")
    return _joined(local, domain)


def _joined(local: str, domain: str) -> str:
    if not local.isascii():
        raise ValueError("has letters before the `@` that many servers refuse")
    if not _LOCAL.fullmatch(local) or len(local) > _LONGEST_LOCAL:
        raise ValueError("is no e-mail address")
    try:
        plain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise ValueError("has a domain that there cannot be") from None
    labels = plain.split(".")
    if not all(map(_LABEL.fullmatch, labels)) or len(local) + len(plain) >= _LONGEST:
        raise ValueError("has a domain that there cannot be")
    return f"{local}@{plain}"


def header_fault(text: str) -> str | None:
    """What keeps `text` out of a header; None for text that may stand there."""
    for character in text:
        if unicodedata.category(character) in _ACTING:
            return f"holds the control character U+{ord(character):04X}"
        if character in _TURNING:
            return f"holds the character U+{ord(character):04X}, which turns the direction of writing"
    return None


def name_fault(name: str) -> str | None:
    """What keeps `name` from standing before an address; None for one that may. A name that looks like an address
    would be read as the one the message is from or goes to."""
    if "@" in name or "<" in name or ">" in name:
        return "looks like an address"
    if len(name) > _LONGEST_NAME:
        return f"is longer than {_LONGEST_NAME} characters"
    return header_fault(name)
