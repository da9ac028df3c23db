"""Signs in the text of a template that were meant as something else: braces of no value, entities of no character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree

from kamdocs.render.sources import Fault
from kamdocs.rules.hints import meant

_SIGNS = re.compile(r"[{}]+|&(\w+)(;?)")
_NAMES = sorted(f"&{name}" for name in html5 if name.endswith(";"))


def literal_faults(root: etree._Element) -> Iterator[Fault]:
    """What is wrong with the text of `root`, in which no value stands yet, only what templates hold themselves."""
    for element in root.iter(etree.Element):
        for after, text in ((None, element.text), *((child, child.tail) for child in element)):
            for sign in _SIGNS.finditer(text or ""):
                if wrong := _wrong(sign):
                    nth = sign.string.count(sign[0], 0, sign.start()) + 1
                    yield Fault(element, *wrong, sign[0], after, nth=nth)


def _wrong(sign: re.Match[str]) -> tuple[str, str] | None:
    name, ended = sign[1], sign[2]
    if name is None:
        return (
            f"`{sign[0]}` belongs to no value",
            f"a value is written `{{{{ … }}}}`; the sign itself, `{{{{ '{sign[0]}' }}}}`",
        )
    if ended and f"{name};" not in html5:
        return f"`{sign[0]}` names no character", meant(sign[0], _NAMES, near=0.8) or "write the character itself"
    if not ended and name in html5:
        return f"`{sign[0]}` has no `;`", f"write `{sign[0]};`, or `{{{{ '&' }}}}{name}` for the sign itself"
    return None
