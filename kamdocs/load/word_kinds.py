"""What a file is that is no DOCX, as far as it shows, and how it becomes one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kamdocs.word.archive import CONTENT_TYPES

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_DOCX = "open it in Word, and choose File > Save As > Word Document (*.docx)"
_NOT_A_TEMPLATE = "a template is made in Word: File > Save As > Word Document (*.docx)"
_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "is an RTF file", _AS_DOCX),
    (b"%pdf", "is a PDF file", "take the Word file that it was made of"),
    (b"<?xml", "is an XML file", _AS_DOCX),
    (b"<html", "is a web page", _AS_DOCX),
    (b"<!doctype", "is a web page", _AS_DOCX),
)
_MAIN_TYPES: tuple[tuple[str, str], ...] = (
    ("spreadsheetml", "is an Excel workbook"),
    ("presentationml", "is a PowerPoint presentation"),
    ("visio", "is a Visio drawing"),
)
_NAMES: Mapping[str, tuple[str, str]] = {
    "mimetype": (
        "is an OpenDocument file",
        "open it in LibreOffice, and choose File > Save As > Word 2007-365 (.docx)",
    ),
    "index/document.iwa": ("is a Pages document", "choose File > Export To > Word in Pages"),
    "index.zip": ("is a Pages document", "choose File > Export To > Word in Pages"),
    "fixeddocseq.fdseq": ("is an XPS document", "take the Word file that it was made of"),
    "meta-inf/container.xml": ("is an electronic book", _NOT_A_TEMPLATE),
}

Told = tuple[str, str, str]
"""The rule, what is wrong, and what helps."""


def kind_of_content(content: bytes, name: str) -> Told | None:
    """What `content` is, where it does not begin as a zip file of any kind."""
    if not content:
        return "not-word", "is empty", _NOT_A_TEMPLATE
    if name.startswith("~$"):
        return "not-word", "is the mark that Word leaves beside an open document", f"name `{name[2:]}`, or its like"
    if content.startswith(_OLE):
        return _of_ole(content)
    begin = content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return next((("not-word", what, help) for start, what, help in _BEGINNINGS if begin.startswith(start)), None)


def kind_of_members(names: Collection[str]) -> Told | None:
    """What a zip file of other members than those of a DOCX is."""
    small = {name.casefold() for name in names}
    found = next((told for name, told in _NAMES.items() if name in small), None)
    return ("not-word", *found) if found and CONTENT_TYPES not in names else None


def kind_of_main(content_type: str) -> Told | None:
    """What a file is that begins with a part of `content_type`; None for a document or a template of Word."""
    if "macroenabled" in content_type:
        ending = ".dotm" if "template" in content_type else ".docm"
        return "macros", f"is a file with macros (`{ending}`)", _AS_DOCX
    if found := next((what for word, what in _MAIN_TYPES if word in content_type), ""):
        return "not-word", found, _NOT_A_TEMPLATE
    if content_type not in (DOCUMENT_TYPE, TEMPLATE_TYPE):
        return "not-word", f"does not say that it is a document of Word, but `{content_type or 'nothing'}`", _AS_DOCX
    return None


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT_TYPE, TEMPLATE_TYPE = f"{_WORD}.document.main+xml", f"{_WORD}.template.main+xml"


def _of_ole(content: bytes) -> Told:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return (
            "encrypted",
            "is protected by a password",
            "in Word, choose File > Info > Protect Document > Encrypt with Password, and clear the password",
        )
    if "WordDocument".encode("utf-16-le") in content:
        return "not-word", "is in the old format of Word (`.doc`)", _AS_DOCX
    return "not-word", "is in an old format of Office", _AS_DOCX
