"""A template made in Word: read, and refused where it is not sound or could do harm."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lxml import etree

from kamdocs.errors import InputError, Problem
from kamdocs.load.word_attached import without_own_template
from kamdocs.load.word_elements import acts_of_elements
from kamdocs.load.word_fields import acts_of_fields
from kamdocs.load.word_kinds import DOCUMENT_TYPE, TEMPLATE_TYPE, Told, kind_of_content, kind_of_main, kind_of_members
from kamdocs.load.word_links import refused_part, refused_relationship, refused_use
from kamdocs.load.word_parts import (
    StatedRelationship,
    content_types,
    is_relationships,
    main_part,
    read_relationships,
)
from kamdocs.model.word_template import Member, WordFile
from kamdocs.word.archive import CONTENT_TYPES, MOST_BYTES, PackageError, make_member, read_members
from kamdocs.word.names import NAMESPACES
from kamdocs.word.package import parse_part
from kamdocs.word.places import Places, part_names

MOST_XML_BYTES = 32 * 1024 * 1024
"""As XML a thousand pages are smaller; read, they take up to thirty times as much memory."""

_TOO_LARGE = ("too-large", "is larger than a template may be", "take out what no document needs, or divide it")
_NO_FILE = "is no file that can be read, but a pipe, a socket or a device"
_AGAIN = "open it in Word and save it again"
_STRICT = "http://purl.oclc.org/ooxml/"
_ENCODINGS = ("utf-8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii")
_REFERENCE = f"{{{NAMESPACES['r']}}}"

_Found = tuple[str, etree._Element | None, Told]
"""In which part something is wrong, where in it, and what."""


def read_word_file(file: Path) -> WordFile:
    """The DOCX or DOTX in `file`; raises InputError with everything that is wrong with it."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise InputError([_whole(file, _TOO_LARGE)])
        if file.exists() and not (file.is_file() or file.is_dir()):  # a device or a pipe may never end
            raise InputError([_whole(file, ("unreadable", _NO_FILE, ""))])
        content = file.read_bytes()
    except FileNotFoundError as fault:
        raise InputError([Problem(file, 0, 0, "missing-file", "is missing")]) from fault
    except OSError as fault:
        what = f"cannot be read: {(fault.strerror or 'unknown reason').lower()}"
        raise InputError([Problem(file, 0, 0, "unreadable", what)]) from fault
    return read_word_content(content, file)


def read_word_content(content: bytes, file: Path) -> WordFile:
    """The DOCX or DOTX that `content` is, named `file` in problems; raises InputError as `read_word_file` does.

    Of a DOTX, the list of types says afterwards that it is a document, as which it is packed.
    """
    if told := kind_of_content(content, file.name):
        raise InputError([_whole(file, told)])
    try:
        members = read_members(content)
    except PackageError as fault:
        told = kind_of_members(_names(content)) or ("not-word", str(fault), fault.help or _AGAIN)
        raise InputError([_whole(file, told)]) from fault
    if sum(len(member.data) for member in members.values() if _is_xml(member, "")) > MOST_XML_BYTES:
        raise InputError([_whole(file, _TOO_LARGE)])
    if problems := _problems(file, members):
        raise InputError(problems)
    return WordFile(file, without_own_template(_as_document(members)))


@dataclass(frozen=True, slots=True)
class _Opened:
    """The parts of a file, read: `trees` are those that are XML, `types` the content types of all,
    `users` the elements that refer to a relationship, by part and id."""

    file: Path
    trees: Mapping[str, etree._Element]
    types: Mapping[str, str]
    relations: tuple[StatedRelationship, ...]
    main: str
    users: Mapping[tuple[str, str], list[etree._Element]]


def _problems(file: Path, members: Mapping[str, Member]) -> list[Problem]:
    opened, broken = _opened(file, members)
    told = [*broken, *_of_the_whole(opened, is_sound=not broken), *_of_the_parts(opened)]
    places = _places(opened)
    found = dict.fromkeys((places.of(part, element), told) for part, element, told in told)
    return [
        Problem(file, rank if place else 0, 0, rule, what, help=help, place=place)
        for rank, (place, (rule, what, help)) in enumerate(found, start=1)
    ]


def _opened(file: Path, members: Mapping[str, Member]) -> tuple[_Opened, list[_Found]]:
    """The parts, and those that are no sound XML."""
    types: Mapping[str, str] = {}
    trees: dict[str, etree._Element] = {}
    broken: list[_Found] = []
    for name, member in members.items():  # the list of types comes first
        if _is_xml(member, types.get(name, "")):
            try:
                trees[name] = _parsed(member.data)
            except PackageError as fault:
                broken.append((name, None, ("broken-part", *_broken(fault))))
        if name == CONTENT_TYPES and name in trees:
            types = content_types(trees[name], members)
    listed = [name for name in trees if is_relationships(name)]
    relations = tuple(relation for name in listed for relation in read_relationships(name, trees[name]))
    return _Opened(file, trees, types, relations, main_part(relations, members), _all_users(trees)), broken


def _of_the_whole(opened: _Opened, *, is_sound: bool) -> Iterator[_Found]:
    """What is wrong with the kind of file; of a file of unsound parts it cannot be said."""
    if _is_strict(opened):
        help = "in Word, choose File > Save As > Word Document (*.docx), not Strict Open XML Document"
        yield "", None, ("strict-document", "is a Strict Open XML document", help)
    elif opened.main:
        if told := kind_of_main(opened.types.get(opened.main, "")):
            yield "", None, told
    elif is_sound:
        yield "", None, ("not-word", "is not a Word file: no part of it is the document", _AGAIN)


def _of_the_parts(opened: _Opened) -> Iterator[_Found]:
    for name, content_type in opened.types.items():
        # A main part with macros was told of as the kind of the file.
        if name != opened.main and (refused := refused_part(name, content_type)):
            yield "", None, (refused.rule, refused.what, refused.help)
    for relation in opened.relations:
        users = _users(opened, relation)
        refused = refused_relationship(relation, opened.types) or refused_use(relation, users)
        if refused:
            told = refused.rule, refused.what, refused.help
            yield relation.source, users[0] if users else None, told
    for name, tree in opened.trees.items():
        for act in (*acts_of_fields(tree), *acts_of_elements(tree)):
            yield name, act.element, (act.rule, act.what, act.help)


def _places(opened: _Opened) -> Places:
    main = opened.trees.get(opened.main)
    targets = {each.id: each.part for each in opened.relations if each.source == opened.main}
    return Places({"": "", **({} if main is None else part_names(opened.main, main, targets))})


def _users(opened: _Opened, relation: StatedRelationship) -> list[etree._Element]:
    """The elements of a part that refer to `relation`."""
    return opened.users.get((relation.source, relation.id), [])


def _all_users(trees: Mapping[str, etree._Element]) -> dict[tuple[str, str], list[etree._Element]]:
    found: dict[tuple[str, str], list[etree._Element]] = {}
    for part, tree in trees.items():
        for element in tree.iter(etree.Element):
            for name, value in element.attrib.items():
                if str(name).startswith(_REFERENCE):
                    found.setdefault((part, str(value)), []).append(element)
    return found


def _is_strict(opened: _Opened) -> bool:
    root = opened.trees.get(opened.main)
    types = (relation.type for relation in opened.relations if not relation.source)
    return any(kind.startswith(_STRICT) for kind in types) or (
        root is not None and str(root.tag).startswith(f"{{{_STRICT}")
    )


def _is_xml(member: Member, content_type: str) -> bool:
    # Some programs go by names, others by types, and others open whatever is referred to.
    name = member.name.casefold()
    if name.endswith((".xml", ".rels", ".vml")):
        return True
    if content_type.startswith("image/") or name.endswith(".svg"):
        return False
    begin = member.data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return content_type.endswith(("+xml", "/xml")) or begin.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<"))


def _parsed(data: bytes) -> etree._Element:
    root = parse_part(data)
    encoding = (root.getroottree().docinfo.encoding or "utf-8").casefold()
    if encoding not in _ENCODINGS:
        raise PackageError(f"holds a part that is neither UTF-8 nor UTF-16, but `{encoding}`")
    return root


def _broken(fault: PackageError) -> tuple[str, str]:
    """What is wrong with a part, and help."""
    what = str(fault).replace("holds a part that", "has a part here that").replace("holds a part with", "has here")
    if isinstance(fault.__cause__, etree.XMLSyntaxError):
        line, column = fault.__cause__.position
        what = f"{what}, at line {line}, column {column}"
    return what, _AGAIN


def _names(content: bytes) -> frozenset[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
        return frozenset()


def _whole(file: Path, told: Told) -> Problem:
    rule, what, help = told
    return Problem(file, 0, 0, rule, what, help=help)


def _as_document(members: Mapping[str, Member]) -> Mapping[str, Member]:
    root = parse_part(members[CONTENT_TYPES].data)
    stated = [element for element in root.iter(etree.Element) if _states_template(element)]
    if not stated:
        return members
    for element in stated:
        element.set("ContentType", DOCUMENT_TYPE)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return {**members, CONTENT_TYPES: make_member(CONTENT_TYPES, data)}


def _states_template(element: etree._Element) -> bool:
    return element.get("ContentType", "").partition(";")[0].strip().casefold() == TEMPLATE_TYPE
