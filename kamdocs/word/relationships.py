"""The relationships of parts, by which a package says what belongs to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from posixpath import dirname, join, normpath, relpath
from xml.sax.saxutils import quoteattr

from kamdocs.word.names import NAMESPACES
from kamdocs.word.package import parse_part

OFFICE = NAMESPACES["r"]
"""What the types of Word's own relationships begin with."""
_OPENING = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: `target` is the name of a part of the package, or with `external` an address."""

    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of its type, as in `image`."""
        return self.type.rpartition("/")[2]


def relationships_part(part: str) -> str:
    """The name of the part that holds the relationships of `part`; of the package with an empty name."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def read_relationships(parts: Mapping[str, bytes], part: str) -> dict[str, Relationship]:
    """The relationships of `part` by their ids; raises PackageError where they are not well formed."""
    data = parts.get(relationships_part(part))
    if data is None:
        return {}
    return {
        str(found.get("Id")): _relationship(part, {str(name): str(value) for name, value in found.attrib.items()})
        for found in parse_part(data)
        if isinstance(found.tag, str)
    }


def written_relationships(part: str, held: Mapping[str, Relationship]) -> bytes:
    """The part that holds the relationships of `part`."""
    lines = [_OPENING, f'<Relationships xmlns="{NAMESPACES["rels"]}">']
    for id, found in held.items():
        target = found.target if found.external else _relative(part, found.target)
        mode = ' TargetMode="External"' if found.external else ""
        lines.append(
            f"<Relationship Id={quoteattr(id)} Type={quoteattr(found.type)} Target={quoteattr(target)}{mode}/>"
        )
    return "".join([*lines, "</Relationships>"]).encode()


def _relationship(part: str, attributes: Mapping[str, str]) -> Relationship:
    type, target = attributes.get("Type", ""), attributes.get("Target", "")
    if attributes.get("TargetMode") == "External":
        return Relationship(type, target, external=True)
    return Relationship(type, normpath(join("/", dirname(part), target)).removeprefix("/"))


@lru_cache(maxsize=1024)
def _relative(part: str, target: str) -> str:
    folder = dirname(part)
    if target.startswith("#") or not target:
        return target
    return relpath(f"/{target}", f"/{folder}") if folder.split("/")[0] == target.split("/")[0] else f"/{target}"
