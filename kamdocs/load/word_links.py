"""What a Word file refers to outside itself, and what it holds that acts.

Source: ISO/IEC 29500-1, part types and relationships; which of them are misused: MITRE ATT&CK T1221 and T1559.002.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from kamdocs.load.word_attached import is_own_template
from kamdocs.load.word_fields import UNSAFE_LINK_HELP
from kamdocs.load.word_parts import StatedRelationship
from kamdocs.word.addresses import refused_address

_BREAK = "in Word, choose File > Info > Edit Links to Files > Break Link"
_PICTURE = (
    "linked-picture",
    "shows a picture that is not in it, but at `{}`",
    "delete the picture and put it in again with Insert > Pictures, or choose File > Info > Edit Links to Files > "
    "Break Link",
)
_OBJECT = (
    "linked-object",
    "is linked to another file, `{}`",
    f"{_BREAK}; for a chart: Chart Design > Edit Links to Files",
)
_MERGE = (
    "mail-merge",
    "is connected to a mail merge source, `{}`",
    "in Word, choose Mailings > Start Mail Merge > Normal Word Document",
)
_FOREIGN = (
    "foreign-part",
    "takes in a file of another format, `{}`",
    "open it in Word and save it again: Word then takes its text over",
)
_OUTSIDE: Mapping[str, tuple[str, str, str]] = {
    "attachedTemplate": (
        "external-template",
        "is attached to a template that is not in it, `{}`",
        "in Word, choose File > Options > Add-ins > Manage: Templates > Go, and write `Normal` as document template",
    ),
    "image": _PICTURE,
    "hdphoto": _PICTURE,
    "video": _PICTURE,
    "audio": _PICTURE,
    "media": _PICTURE,
    "oleObject": _OBJECT,
    "package": _OBJECT,
    "externalLinkPath": _OBJECT,
    "frame": ("linked-frame", "shows another file in a frame, `{}`", "save it as a document without frames"),
    "subDocument": (
        "linked-document",
        "is a master document of another file, `{}`",
        "in Word, choose View > Outline > Show Document, and Unlink for each",
    ),
    "aFChunk": _FOREIGN,
    "mailMergeSource": _MERGE,
    "mailMergeHeaderSource": _MERGE,
}
_EMBEDDED = (
    "embedded-object",
    "holds an object of another program, `{}`",
    "copy the object, delete it, and put it in with Home > Paste > Paste Special > Picture",
)
_CONTROL = (
    "activex",
    "holds an ActiveX control, `{}`",
    "delete it; a content control of the Developer tab does no harm",
)
_SAVE_AS = "choose File > Save As > Word Document (*.docx)"
_RIBBON = ("customised-ribbon", "changes the ribbon of Word, in `{}`", _SAVE_AS)
_ADD_IN = (
    "add-in",
    "opens an add-in beside it, `{}`",
    "in Word, choose File > Info > Check for Issues > Inspect Document, and remove Task Pane Add-ins",
)
_MACROS = ("macros", "holds macros, in `{}`", f"in Word, {_SAVE_AS}, which leaves them out")
_SIGNED = (
    "signed",
    "is signed, in `{}`, and no filled copy can carry the signature",
    "in Word, choose File > Info > View Signatures > Remove Signature, and sign the finished document",
)
_INSIDE: Mapping[str, tuple[str, str, str]] = {
    "oleObject": _EMBEDDED,
    "package": _EMBEDDED,
    "control": _CONTROL,
    "activeXControlBinary": _CONTROL,
    "aFChunk": _FOREIGN,
    "vbaProject": _MACROS,
    "wordVbaData": _MACROS,
    "extensibility": _RIBBON,
    "webextensiontaskpanes": _ADD_IN,
    "webextension": _ADD_IN,
    "origin": _SIGNED,
}
_LINKS = ("hyperlink", "hlink")
_TAGS = ("{{", "{%", "{#")


class Refused(NamedTuple):
    """What is wrong with a relationship or a part."""

    rule: str
    what: str
    help: str


def refused_relationship(relation: StatedRelationship, types: Mapping[str, str]) -> Refused | None:
    """What is wrong with `relation`; `types` are the content types of all parts."""
    if relation.kind == "hyperlink":
        return _refused_link(relation.target)
    if any(tag in relation.target or tag in relation.type for tag in _TAGS):
        what = f"holds a tag in `{_short(relation.target)}`, which is no link, but a reference to a part of the file"
        return Refused("tag-in-reference", what, _SAVE_AS)
    if is_own_template(relation):
        return None
    if relation.is_external or _is_outside(relation.target):
        standard = ("external-file", f"refers to a file outside it, as `{relation.kind}`, `{{}}`", _BREAK)
        return _told(_OUTSIDE.get(relation.kind, standard), relation.target)
    if relation.kind == "package" and _is_of_chart(relation, types):
        return None
    found = _INSIDE.get(relation.kind)
    return _told(found, relation.part) if found else None


def refused_use(relation: StatedRelationship, users: Sequence[etree._Element]) -> Refused | None:
    """What is wrong where elements other than links refer to a link, as programs load pictures by one."""
    if relation.kind != "hyperlink" or not relation.target:
        return None
    others = (name for user in users if not (name := etree.QName(user).localname).casefold().startswith(_LINKS))
    if other := next(others, ""):
        what = f"takes in what lies outside it, `{_short(relation.target)}`, as `{other}` by the address of a link"
        return Refused("external-file", what, "delete it, and put it in again from a file")
    return None


def refused_part(name: str, content_type: str) -> Refused | None:
    """What is wrong with the part `name`, whatever refers to it."""
    file = name.casefold().rpartition("/")[2]
    if "macroenabled" in content_type or "vba" in content_type or file.startswith(("vbaproject.", "vbadata.")):
        return _told(_MACROS, name)
    if "activex" in content_type or name.casefold().startswith("word/activex/"):
        return _told(_CONTROL, name)
    if name.casefold().startswith("_xmlsignatures/"):
        return _told(_SIGNED, name)
    return None


def _refused_link(target: str) -> Refused | None:
    what = refused_address(target)
    if not what:
        return None
    return Refused("unsafe-link", f"holds a link to `{_short(target)}`, which {what}", UNSAFE_LINK_HELP)


def _is_outside(target: str) -> bool:
    head = target.strip().replace("\\", "/")
    return head.startswith("//") or "://" in head or head.casefold().startswith(("file:", "data:", "mhtml:"))


def _is_of_chart(relation: StatedRelationship, types: Mapping[str, str]) -> bool:
    return "drawingml.chart" in types.get(relation.source, "") or "drawing.chartex" in types.get(relation.source, "")


def _told(found: tuple[str, str, str], target: str) -> Refused:
    rule, what, help = found
    return Refused(rule, what.replace("{}", _short(target)), help)


def _short(target: str) -> str:
    return target if len(target) <= 80 else f"{target[:79]}…"
