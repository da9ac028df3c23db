"""What a Word template is: each tag with its place and what it takes, its pictures, charts and boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from kamdocs.model.template_outline import ShownTag, ShownThing, TemplateOutline
from kamdocs.model.word_template import WordFile
from kamdocs.render.word.lists import Counting
from kamdocs.render.word.marks import RUNS, TEXTS
from kamdocs.render.word.parts import take_apart
from kamdocs.render.word.registry import Registry
from kamdocs.render.word.scopes import OPENERS, mark_nodes
from kamdocs.render.word.whereabouts import Whereabouts
from kamdocs.word.language import language_of
from kamdocs.word.names import qualified
from kamdocs.word.package import DOCUMENT, parse_part
from kamdocs.word.places import PARAGRAPHS, TBL, TR, Places, places_of

_DRAWN = qualified("wp:docPr")
_CHART, _PICTURE = qualified("c:chart"), qualified("pic:pic")
_CONTROL, _BOX = qualified("w:sdt"), f"{qualified('w:sdtPr')}/{qualified('w14:checkbox')}"
_WORDS = frozenset({*PARAGRAPHS, *RUNS, *TEXTS, *(qualified(f"w:{name}") for name in ("hyperlink", "ins", "smartTag"))})
_CONTROLS = frozenset({*OPENERS, "else", "elif", *(f"end{word}" for word in OPENERS)})


def outline_of(word_file: WordFile) -> TemplateOutline:
    """What the file holds, whether or not its tags fit together."""
    places = places_of(word_file.members)
    where = Whereabouts(word_file, places)
    tags, things = list[ShownTag](), list[ShownThing]()
    for name in sorted(word_file.members, key=lambda each: (each != DOCUMENT, each)):
        if name.endswith(".xml") and name.partition("/")[0] in ("word", "docProps", "customXml"):
            root = parse_part(word_file.members[name].data)
            things += _things(name, root, places)
            tags += _tags(name, root, where)
    return TemplateOutline(word_file.file, language_of(word_file.members), tuple(tags), tuple(things))


def _tags(name: str, root: etree._Element, where: Whereabouts) -> Iterator[ShownTag]:
    """The tags of a part; the tree is changed."""
    registry = Registry()
    take_apart(name, root, registry, Counting())
    nodes: Mapping[int, etree._Element] = {} if registry.faults else mark_nodes(root)
    for number, entry in enumerate(registry.entries):
        if entry.written:
            text = " ".join(entry.text[entry.start : entry.end].split())
            word = entry.code.partition(" ")[0] if entry.runs == "statement" else ""
            takes = _takes(nodes[number]) if number in nodes and word in _CONTROLS else ""
            yield ShownTag(where.of(name, entry.element), text, takes)


def _takes(node: etree._Element) -> str:
    parent = node.getparent()
    tag = None if parent is None else parent.tag
    if tag in _WORDS:
        return "words"
    return {TBL: "rows", TR: "cells"}.get(str(tag), "paragraphs")


def _things(name: str, root: etree._Element, places: Places) -> Iterator[ShownThing]:
    for drawn in root.iter(_DRAWN):
        holder = drawn.getparent()
        for kind, sign in (("picture", _PICTURE), ("chart", _CHART)):
            if holder is not None and next(holder.iter(sign), None) is not None:
                text = drawn.get("descr") or drawn.get("title") or ""
                yield ShownThing(places.of(name, drawn), kind, text)
    for control in root.iter(_CONTROL):
        if control.find(_BOX) is not None:
            titles = (control.find(f"{qualified('w:sdtPr')}/{qualified(f'w:{each}')}") for each in ("alias", "tag"))
            text = next((each.get(qualified("w:val"), "") for each in titles if each is not None), "")
            yield ShownThing(places.of(name, control), "box to tick", text)
