"""The look of what goes into a template: plain paragraphs as the one they replace, runs in its font."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import pairwise

from kamdocs.word.elements import Node, made, value_of, whole
from kamdocs.word.names import qualified
from kamdocs.write.word_template.html import PLAIN

_RUN, _PARAGRAPH, _PROPERTIES, _LOOK = (qualified(f"w:{tag}") for tag in ("r", "p", "pPr", "rPr"))
_TABLE, _UNDER_TABLE = qualified("w:tbl"), 120
_STYLE, _CHARACTERS = qualified("w:pStyle"), qualified("w:rStyle")
_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
    *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position"),
    *("sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"),
    *("eastAsianLayout", "specVanish", "oMath"),
)
_RANK = {qualified(f"w:{tag}"): number for number, tag in enumerate(_ORDER)}
"""Properties of runs in the order that the format wants; what is not of Word 2006 comes last."""

_BLOCK_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl"),
    *("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)
_BLOCK_RANK = {qualified(f"w:{tag}"): number for number, tag in enumerate(_BLOCK_ORDER)}
_SPACING = qualified("w:spacing")
_FONT = {qualified(f"w:{tag}") for tag in ("rFonts", "sz", "szCs", "color", "lang")}
_IN_ITS_FONT = (
    *("List", "Table", "Definition", "Quote", "Callout", "Fact"),
    *("Address", "Closing", "Date", "Signature", "Subject"),
)
"""What the styles begin with whose text is running text."""
_TAKEN = {qualified(f"w:{tag}") for tag in ("keepNext", "pageBreakBefore", "ind", "keepLines")}
_MARKS = {"Strong": ("w:b", "w:bCs"), "Emphasis": ("w:i", "w:iCs")}


def dress(blocks: Sequence[Node], paragraph: Node | None, look: Node | None) -> None:
    """Give plain paragraphs the properties of `paragraph`, and text the `look` of the run that it replaces.

    `blocks` are in the writer's own styles still.
    """
    own = None if paragraph is None else paragraph.find(_PROPERTIES)
    font = None if look is None else _font(look)
    for before, block in pairwise(blocks):
        if before.tag == _TABLE and block.tag == _PARAGRAPH:
            _off_the_table(block)
    for block in blocks:
        for found in block.iter(_PARAGRAPH):
            style = value_of(found.find(f"{_PROPERTIES}/{_STYLE}"))
            if style == PLAIN:
                _like(found, own)
            if style == PLAIN or style.startswith(_IN_ITS_FONT):
                for run in found.iter(_RUN):
                    put_on(run, look if style == PLAIN else font)


def _off_the_table(paragraph: Node) -> None:
    """Keep a paragraph under a table at a distance, whose style may have none; a heading has its own."""
    properties = paragraph.find(_PROPERTIES)
    if properties is None or value_of(properties.find(_STYLE)).startswith("Heading"):
        return
    spacing = properties.find(_SPACING)
    if spacing is None:
        properties.append(made("w:spacing", {"w:before": _UNDER_TABLE}))
        properties[:] = sorted(properties, key=_block_rank)
    elif spacing.get(qualified("w:before")) is None:
        spacing.set(qualified("w:before"), str(_UNDER_TABLE))


def put_on(run: Node, look: Node | None) -> None:
    """Give a run the properties of `look` that it has not itself."""
    if look is None:
        return
    own = run.find(_LOOK)
    if own is None:
        run.insert(0, deepcopy(look))
        return
    have = {child.tag: child for child in own}
    if _CHARACTERS in have and look.find(_CHARACTERS) is not None:
        _by_itself(own, have[_CHARACTERS])
    for child in look:
        if child.tag not in have:
            own.append(deepcopy(child))
        elif child.tag == qualified("w:rFonts"):
            _filled(have[child.tag], child)
    own[:] = sorted(own, key=lambda child: _RANK.get(str(child.tag), len(_RANK)))


def _by_itself(own: Node, style: Node) -> None:
    """Say bold or slanted itself where the run has another character style."""
    tags = _MARKS.get(value_of(style))
    if tags is None:
        return
    own.remove(style)
    own.extend([made(tag) for tag in tags if own.find(qualified(tag)) is None])


def _filled(fonts: Node, more: Node) -> None:
    for name, value in more.attrib.items():
        if name not in fonts.attrib:
            fonts.set(name, value)


def _font(look: Node) -> Node:
    return made("w:rPr", children=[deepcopy(child) for child in look if child.tag in _FONT])


def _like(paragraph: Node, own: Node | None) -> None:
    """Give a plain paragraph the properties `own`, beside what its place among others asks."""
    old = paragraph.find(_PROPERTIES)
    new = made("w:pPr") if own is None else deepcopy(own)
    for section in new.findall(qualified("w:sectPr")):
        new.remove(section)
    if old is not None:
        asked = [child for child in old if child.tag in _TAKEN and new.find(child.tag) is None]
        _space(new, old)
        paragraph.remove(old)
        new.extend(asked)
        new[:] = sorted(new, key=_block_rank)
    paragraph.insert(0, new)


def _block_rank(child: Node) -> int:
    return _BLOCK_RANK.get(str(child.tag), len(_BLOCK_RANK))


def _space(new: Node, old: Node) -> None:
    """Keep the distance that a paragraph has to what stands around it, as to a table, where it is larger."""
    asked = old.find(_SPACING)
    for name in map(qualified, ("w:before", "w:after")):
        wanted = 0 if asked is None else whole(asked.get(name))
        own = new.find(_SPACING)
        if wanted > (0 if own is None else whole(own.get(name))):
            own = made("w:spacing") if own is None else own
            own.set(name, str(wanted))
            new.append(own)
