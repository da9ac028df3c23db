"""Field codes of Word that fetch something, start something or hide what they do.

Source: ISO/IEC 29500-1, 17.16 (fields); DDE and DDEAUTO: ECMA-376, part 4, and the warnings of 2017 about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from kamdocs.word.addresses import refused_address
from kamdocs.word.names import qualified

_STARTS = "starts another program"
_FETCHES = "fetches text from another file"
_ACTS: Mapping[str, str] = {
    "DDE": _STARTS,
    "DDEAUTO": _STARTS,
    "INCLUDE": _FETCHES,
    "INCLUDETEXT": _FETCHES,
    "INCLUDEPICTURE": "fetches a picture from another place",
    "IMPORT": "fetches a picture from another place",
    "LINK": "fetches data from another file",
    "RD": "reads another file",
    "DATABASE": "fetches data from a database",
    "DATA": "fetches data from a database",
    "MACROBUTTON": "runs a macro",
    "CONTROL": "runs an ActiveX control",
    "HTMLCONTROL": "runs an ActiveX control",
    "OCX": "runs an ActiveX control",
    "EMBED": "holds an object of another program",
    "PRINT": "sends commands to the printer",
}
_KEEP = (
    "select it and press Ctrl+Shift+F9, which keeps what it shows as text, or delete it; Alt+F9 shows and hides fields"
)
_BY_TAG = "delete it, or write a tag such as `{{ name }}` in its place; Alt+F9 shows and hides fields"
_WRITE_OUT = "press Alt+F9, and type the whole field again, its first word in one piece"

_MARK, _KIND = qualified("w:fldChar"), qualified("w:fldCharType")
_SIMPLE, _INSTRUCTION = qualified("w:fldSimple"), qualified("w:instr")
_TEXTS = frozenset(map(qualified, ("w:instrText", "w:delInstrText", "w:t", "w:delText")))
_CHANGES = frozenset(map(qualified, ("w:ins", "w:del", "w:moveFrom", "w:moveTo")))
_CHOICE = qualified("mc:AlternateContent")

_JOINT, _SEAM = "\ue010", "\ue011"
"""Stand in a code where another field or a choice of contents prints a part of it, and where a tracked change begins
or ends."""
_EMPTY = re.compile(r"[\x00-\x1f\u00ad\u200b-\u200f\u2060-\u206f\ufeff]")
_NO_MACRO = re.compile(r"\s*(NoMacro|NoName|None)\b", re.IGNORECASE)
"""Names that no macro has: such a field is a text to be clicked at and typed over."""
_WORD = re.compile(rf"[\s\"'“”„«»{_SEAM}]*([^\s\\\"'“”„«»]*)")
_ADDRESS = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"?|([^\s"\\]\S*|\\\\\S*))')


class Act(NamedTuple):
    """What a field does, where it begins, and what helps."""

    element: etree._Element
    rule: str
    what: str
    help: str


@dataclass(slots=True)
class _Field:
    begin: etree._Element
    code: list[str] = field(default_factory=list)
    is_open: bool = True
    change: etree._Element | None = None


def acts_of_fields(root: etree._Element) -> Iterator[Act]:
    """The fields of a part that do more than print what is in the document."""
    open_fields: list[_Field] = []
    for element in root.iter(_MARK, _SIMPLE, _CHOICE, *_TEXTS):
        if element.tag == _MARK:
            yield from _mark(element, open_fields)
        elif element.tag == _SIMPLE:
            yield from _judged(element, element.get(_INSTRUCTION, ""))
            _add(open_fields, element, _JOINT)
        else:
            _add(open_fields, element, _JOINT if element.tag == _CHOICE else _content(element))
    for left in open_fields:
        yield from _judged(left.begin, "".join(left.code))


def _content(element: etree._Element) -> str:
    # A comment within a text does not end it.
    return str(element.xpath("string()"))


def _mark(element: etree._Element, open_fields: list[_Field]) -> Iterator[Act]:
    kind = element.get(_KIND, "")
    if kind == "begin":
        _add(open_fields, element, _JOINT)
        open_fields.append(_Field(element))
    elif kind == "separate" and open_fields:
        open_fields[-1].is_open = False
    elif kind == "end" and open_fields:
        ended = open_fields.pop()
        yield from _judged(ended.begin, "".join(ended.code))


def _add(open_fields: list[_Field], element: etree._Element, text: str) -> None:
    # The result of an inner field is a part of the outer one's code, where it stands in that.
    current = next((one for one in reversed(open_fields) if one.is_open), None)
    if current is None or not text:
        return
    change = next(element.iterancestors(*_CHANGES), None)
    if current.code and change is not current.change:
        current.code.append(_SEAM)
    current.change = change
    current.code.append(text)


def _judged(begin: etree._Element, code: str) -> Iterator[Act]:
    code = _EMPTY.sub("", code)
    found = _WORD.match(code)
    word = found[1] if found else ""
    rest = code[found.end() :] if found else ""
    name = re.sub(r"[^A-Za-z].*", "", word, flags=re.DOTALL).upper()
    if word.startswith("="):  # a formula
        return
    if _JOINT in word:
        yield Act(begin, "assembled-field", "holds a field whose first word another field makes", _WRITE_OUT)
    elif _SEAM in word.strip(_SEAM):
        help = "accept or reject the tracked changes in it (Review > Accept)"
        yield Act(begin, "assembled-field", "holds a field whose first word is changed by tracked changes", help)
    elif re.search(r"\{[{%#]", word):
        yield Act(begin, "assembled-field", "holds a field whose first word is a tag", _WRITE_OUT)
    elif name == "MACROBUTTON" and _NO_MACRO.match(rest):
        return
    elif name in _ACTS:
        help = _BY_TAG if name in ("MACROBUTTON", "PRINT", "CONTROL", "HTMLCONTROL", "OCX") else _KEEP
        yield Act(begin, "field-that-acts", f"holds a field `{name}`, which {_ACTS[name]}", help)
    elif name == "HYPERLINK":
        yield from _judged_link(begin, rest.replace(_SEAM, ""))


def _judged_link(begin: etree._Element, rest: str) -> Iterator[Act]:
    found = _ADDRESS.match(rest)
    if found is None:
        return
    address = re.sub(r"\\(.)", r"\1", found[1]) if found[1] is not None else found[2]
    if address and (what := refused_address(address)):
        yield Act(begin, "unsafe-link", f"holds a link to `{address[:80]}`, which {what}", UNSAFE_LINK_HELP)


UNSAFE_LINK_HELP = (
    "right-click it and choose Edit Hyperlink or Remove Hyperlink: "
    "an address begins with `https://`, `http://`, `mailto:` or `tel:`"
)
