"""Elements of a Word file that fetch something or run something without a relationship or a field that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kamdocs.load.word_fields import UNSAFE_LINK_HELP, Act
from kamdocs.word.addresses import refused_address
from kamdocs.word.names import qualified

_MERGE = qualified("w:mailMerge")
_SOURCES = tuple(map(qualified, ("w:connectString", "w:query", "w:dataSource", "w:headerSource", "w:odso")))
_FORM_MACROS = (qualified("w:entryMacro"), qualified("w:exitMacro"))
_VALUE = qualified("w:val")
_VML_SOURCES = ("src", qualified("o:href"), qualified("o:althref"))
_FETCHED = re.compile(r"\s*(https?:|ftp:|file:|data:|[\\/]{2}|[A-Za-z]:[\\/])", re.IGNORECASE)
_IN_PLACE = "delete the picture and put it in again with Insert > Pictures"


def acts_of_elements(root: etree._Element) -> Iterator[Act]:
    """The elements of a part that act."""
    for element in root.iter(_MERGE, *_FORM_MACROS, qualified("v:*")):
        if element.tag == _MERGE:
            yield from _merge(element)
        elif element.tag in _FORM_MACROS:
            yield from _form_macro(element)
        else:
            yield from _drawn(element)


def _merge(element: etree._Element) -> Iterator[Act]:
    if any(element.find(source) is not None for source in _SOURCES):
        help = "in Word, choose Mailings > Start Mail Merge > Normal Word Document"
        yield Act(element, "mail-merge", "is connected to a mail merge source", help)


def _form_macro(element: etree._Element) -> Iterator[Act]:
    if name := element.get(_VALUE, ""):
        help = "right-click the form field, choose Properties, and clear Run macro on Entry and Exit"
        yield Act(element, "macros", f"holds a form field that runs a macro, `{name[:80]}`", help)


def _drawn(element: etree._Element) -> Iterator[Act]:
    for name in _VML_SOURCES:
        source = element.get(name, "")
        if _FETCHED.match(source):
            yield Act(
                element, "linked-picture", f"shows a picture that is not in it, but at `{source[:80]}`", _IN_PLACE
            )
    address = element.get("href", "")
    if address and (what := refused_address(address)):
        yield Act(element, "unsafe-link", f"holds a link to `{address[:80]}`, which {what}", UNSAFE_LINK_HELP)
