"""When two ways to write a word are one."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = re.compile(r"[.,·]")


def near(text: str) -> str:
    """`text` without case, width and points, its accents kept: `Ltd.` and `ltd` are the same, `cổ` and `co` are not."""
    return " ".join(_SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold()).split())
