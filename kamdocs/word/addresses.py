"""Addresses that links in a Word file may lead to."""

from __future__ import annotations

import re
from urllib.parse import unquote

SCHEMES = ("http", "https", "mailto", "tel")
"""What an address may begin with; Word hands any other to whatever program has claimed it on the reader's machine.

Source: what came of others, as CVE-2022-30190 (`ms-msdt:`).
"""

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SERVER = re.compile(r"[\\/]{2}")


def refused_address(address: str) -> str:
    """What is wrong with a link to `address`, to be read after it; empty where it may stand.

    It may lead to the web, a mailbox, a telephone, or to a file beside the document. What tags of a template in it
    print is not known here: a filled address is to be asked about again.
    """
    plain = _UNSEEN.sub("", _TAG.sub("", unquote(unquote(address))))
    scheme = _SCHEME.match(plain)
    if _SERVER.match(plain):
        return "leads to a server in the local network"
    if scheme is None:
        return "" if not plain.startswith("\\") else "leads to a file on one machine"
    name = scheme[1].casefold()
    if name == "file" or len(name) == 1:
        return "leads to a file on one machine"
    return "" if name in SCHEMES else f"begins with `{name}:`"
