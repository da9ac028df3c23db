"""The DOCX that a page is written into. What all documents of one theme and language share is made and packed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import quoteattr

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.spec import default_content_types
from docx.oxml.parser import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart

from kamdocs.model.page import Page
from kamdocs.model.theme import Carrier, Theme
from kamdocs.word.archive import CONTENT_TYPES, Deflated, Packer, deflated, make_member
from kamdocs.word.package import DOCUMENT, read_package, write_package
from kamdocs.word.relationships import Relationship, read_relationships, relationships_part, written_relationships
from kamdocs.write.word.elements import Element
from kamdocs.write.word.flow import Flow
from kamdocs.write.word.language import Tongue
from kamdocs.write.word.looks import sized
from kamdocs.write.word.parts import core_properties, shared_parts

_CORE = "docProps/core.xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OPENING = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_KEPT, _KEPT_SIZE = 64, 8 * 1024
"""How many small parts are kept compressed, and how large one may be: those that one document after another has."""


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """What the documents of one theme and language share: `theme` in the sizes of Word, the order of its blocks, and
    the `parts` of an empty document, as they are saved, with what they are related by."""

    theme: Theme
    flow: Flow
    parts: Mapping[str, bytes]
    relations: Mapping[str, Relationship]


@lru_cache(maxsize=16)
def design(theme: Theme, language: Tongue, carrier: Carrier | None) -> Design:
    """The design of the documents of `theme` in `language`."""
    theme = sized(theme, language)
    parts = shared_parts(theme, language, carrier) | {
        _CORE: core_properties(title="", author="", language=language),
    }
    saved = BytesIO()
    docx.Document(BytesIO(write_package(parts))).save(saved)
    held = read_package(saved.getvalue())
    return Design(theme, Flow(theme), held, read_relationships(held, DOCUMENT))


class OnDemand(Part):
    """A part of a design, whose XML is read only where something is added to it."""

    _read: Element | None = None

    @property
    def element(self) -> Element:
        """Its root."""
        if self._read is None:
            self._read = parse_xml(super().blob)
        return self._read

    @property
    def blob(self) -> bytes:
        return super().blob if self._read is None else serialize_part_xml(self._read)


def empty_document(held: Design) -> DocumentPart:
    """An empty document of its own."""
    package = Package()
    root = parse_xml(held.parts[DOCUMENT])
    document = DocumentPart(PackURI(f"/{DOCUMENT}"), CONTENT_TYPE.WML_DOCUMENT_MAIN, root, package)
    package.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    for id, relation in held.relations.items():
        name, kind = PackURI(f"/{relation.target}"), _KINDS[relation.kind]
        document.rels.add_relationship(relation.type, OnDemand(name, kind, held.parts[relation.target], package), id)
    return document


_KINDS = {
    "styles": CONTENT_TYPE.WML_STYLES,
    "numbering": CONTENT_TYPE.WML_NUMBERING,
    "settings": CONTENT_TYPE.WML_SETTINGS,
    "theme": CONTENT_TYPE.OFC_THEME,
}


def packed(document: DocumentPart, held: Design, page: Page, language: Tongue) -> bytes:
    """The DOCX that holds `document`, with the properties of `page`; the same parts give the same bytes."""
    parts = [*_with_all_below(document)]
    made = {_CORE: _saved(core_properties(title=page.title, author=page.author, language=language))}
    for part in parts:
        name = str(part.partname).lstrip("/")
        made[name] = part.blob
        if part.rels:
            made[relationships_part(name)] = _relations_of(part, name)
    types = _content_types(tuple(sorted((str(part.partname), part.content_type) for part in parts)))
    changed = {name: _small(data) for name, data in made.items() if held.parts.get(name) != data}
    return _packer(held, types).pack(changed)


def _with_all_below(document: DocumentPart) -> Iterator[Part]:
    """`document` and every part that it leads to, each once."""
    found: dict[int, Part] = {}
    waiting: list[Part] = [document]
    while waiting:
        part = waiting.pop()
        if id(part) not in found:
            found[id(part)] = part
            waiting += [relation.target_part for relation in part.rels.values() if not relation.is_external]
    return iter(found.values())


def _relations_of(part: Part, name: str) -> bytes:
    relations = {
        id: Relationship(found.reltype, found.target_ref, external=True)
        if found.is_external
        else Relationship(found.reltype, str(found.target_part.partname).lstrip("/"))
        for id, found in part.rels.items()
    }
    return written_relationships(name, relations)


@lru_cache(maxsize=_KEPT)
def _content_types(parts: tuple[tuple[str, str], ...]) -> bytes:
    """The list of the types of `parts`, by ending where all parts with that ending are of one type."""
    known = {(ending, kind) for ending, kind in default_content_types}
    defaults, overrides = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}, dict[str, str]()
    for name, kind in (*parts, (f"/{_CORE}", CONTENT_TYPE.OPC_CORE_PROPERTIES)):
        ending = name.rpartition(".")[2]
        if (ending.lower(), kind) in known:
            defaults[ending] = kind
        else:
            overrides[name] = kind
    lines = [_OPENING, f'<Types xmlns="{_TYPES}">']
    lines += [f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in sorted(defaults.items())]
    lines += [
        f"<Override PartName={quoteattr(name)} ContentType={quoteattr(kind)}/>"
        for name, kind in sorted(overrides.items())
    ]
    return "".join([*lines, "</Types>"]).encode()


@lru_cache(maxsize=16)
def _packer(held: Design, types: bytes) -> Packer:
    """What packs documents of a design whose parts are of `types`; the list of these comes first in the file."""
    parts = {**held.parts, CONTENT_TYPES: types}
    return Packer({name: make_member(name, data) for name, data in parts.items()})


@lru_cache(maxsize=_KEPT)
def _saved(xml: bytes) -> bytes:
    """A part as it is saved."""
    return serialize_part_xml(parse_xml(xml))


def _small(data: bytes) -> bytes | Deflated:
    """A small part compressed, as the next document may have the same."""
    return _deflated_again(data) if len(data) <= _KEPT_SIZE and data.startswith(b"<") else data


_deflated_again = lru_cache(maxsize=_KEPT)(deflated)
