"""The template on the author's own disk that Word attaches a document to: it goes, since nobody else has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree

from kamdocs.load.word_parts import StatedRelationship, is_relationships
from kamdocs.model.word_template import Member
from kamdocs.word.archive import make_member
from kamdocs.word.names import qualified
from kamdocs.word.package import parse_part

_KIND = "attachedTemplate"
_ON_DISK = re.compile(r"(?:file:/{0,3})?[A-Za-z]:[\\/](?![\\/])|(?:file:///)?/?(?:Users|Applications|home)/")
_ELEMENT = qualified("w:attachedTemplate")


def is_own_template(relation: StatedRelationship) -> bool:
    """Whether `relation` leads to a template on a disk of the machine, and not over a network."""
    return relation.kind == _KIND and _ON_DISK.match(unquote(relation.target).strip()) is not None


def without_own_template(members: Mapping[str, Member]) -> Mapping[str, Member]:
    """`members` without what attaches the document to a template."""
    changed = {
        name: _without(name, member)
        for name, member in members.items()
        if _KIND.encode() in member.data and name.endswith((".xml", ".rels"))
    }
    return {**members, **changed} if changed else members


def _without(name: str, member: Member) -> Member:
    root = parse_part(member.data)
    for element in list(root.iter(etree.Element)):
        is_relation = is_relationships(name) and element.get("Type", "").endswith(f"/{_KIND}")
        parent = element.getparent()
        if parent is not None and (is_relation or element.tag == _ELEMENT):
            parent.remove(element)
    return make_member(name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
