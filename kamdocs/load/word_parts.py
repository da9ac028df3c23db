"""How the parts of a DOCX name their kinds and refer to each other, as it stands in the file, sound or not.

Source: ISO/IEC 29500-2 (Open Packaging Conventions), clauses 8.3, 9.1 and 9.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from posixpath import dirname, normpath
from urllib.parse import unquote

from lxml import etree

from kamdocs.word.names import qualified

_RELATION = qualified("rels:Relationship")
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


@dataclass(frozen=True, slots=True)
class StatedRelationship:
    """What a part refers to by `id`; `source` is that part's name, empty for the package as a whole.

    `type` is the whole address of the kind and `kind` its last word, as `image`. `target` is written as in the file.
    """

    source: str
    id: str
    type: str
    target: str
    is_external: bool

    @property
    def kind(self) -> str:
        """The last word of the type, as `hyperlink`."""
        return self.type.rpartition("/")[2]

    @property
    def part(self) -> str:
        """The name of the part that is referred to, where it lies inside the file."""
        base = "" if self.target.startswith("/") else dirname(self.source)
        return normpath(f"/{base}/{unquote(self.target).partition('#')[0]}").lstrip("/")


def is_relationships(name: str) -> bool:
    """Whether the member `name` lists relationships."""
    return name.casefold().endswith(".rels") and "_rels/" in f"/{name}".casefold()


def read_relationships(name: str, root: etree._Element) -> list[StatedRelationship]:
    """The relationships in the member `name`, as `word/_rels/document.xml.rels`."""
    folder, _, file = name.rpartition("/")
    above = dirname(folder)
    source = f"{above}/{file[: -len('.rels')]}".strip("/")
    return [
        StatedRelationship(
            source,
            element.get("Id", ""),
            element.get("Type", "").strip(),
            element.get("Target", ""),
            element.get("TargetMode", "").strip().casefold() == "external",
        )
        for element in root.iter(_RELATION)
    ]


def content_types(root: etree._Element, names: Iterable[str]) -> dict[str, str]:
    """The content type of each part of `names`, in small letters and without parameters; empty where none is stated."""
    stated = {
        e.get("PartName", "").lstrip("/").casefold(): e.get("ContentType", "") for e in root.iter(f"{_TYPES}Override")
    }
    by_ending = {e.get("Extension", "").casefold(): e.get("ContentType", "") for e in root.iter(f"{_TYPES}Default")}
    found = {}
    for name in names:
        own = name.casefold()
        kind = stated.get(own) or by_ending.get(own.rpartition(".")[2], "")
        found[name] = kind.partition(";")[0].strip().casefold()
    return found


def main_part(package: Iterable[StatedRelationship], names: Mapping[str, object]) -> str:
    """The name of the part that the document begins with, as `word/document.xml`; empty where there is none."""
    known = {name.casefold(): name for name in names}
    targets = (relation.part for relation in package if not relation.source and relation.kind == "officeDocument")
    return next((known[part.casefold()] for part in targets if part.casefold() in known), "")
