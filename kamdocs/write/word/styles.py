"""The form of Word's paragraph, character and table styles; which ones there are says `word_looks.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from kamdocs.write.word.elements import Element, w

Side = Literal["top", "left", "bottom", "right", "insideH", "insideV", "between"]
Length = Decimal | int | float

SIDES: tuple[Side, ...] = ("top", "left", "bottom", "right", "insideH", "insideV", "between")
"""In the order that the format wants."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line at one side; `width` and `gap` (to the text) in points."""

    side: Side
    width: Length
    colour: str
    gap: int = 0
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Characters:
    """How characters look; sizes in points, colours as `#rrggbb`, None where the style says nothing.

    `font` is the family for Latin and the one for Hangul.
    """

    font: tuple[str, str] | None = None
    size: Length | None = None
    colour: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    tracking: Length = 0
    underline: bool = False
    tabular: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """How a paragraph stands; lengths in points, None for no say.

    `whole_words` says that none is hyphenated. `line` is the least height of a line, or with `exact` the height.
    """

    before: Length | None = None
    after: Length | None = None
    line: Length | None = None
    exact: bool = False
    left: Length | None = None
    right: Length | None = None
    hanging: Length | None = None
    align: Literal["", "left", "right", "center"] = ""
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    numbering: tuple[int, int] | None = None
    whole_words: bool = False
    rules: tuple[Rule, ...] = ()
    fill: str = ""


_PLAIN = Characters()
_LIKE_ITS_BASE = Block()


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style by the name that Word shows; `following` is the style of the paragraph typed after it."""

    name: str
    based_on: str = "Normal"
    following: str = ""
    characters: Characters = _PLAIN
    block: Block = _LIKE_ITS_BASE


@lru_cache(maxsize=512)
def style_id(name: str) -> str:
    """The id that stands for a style's name in the file."""
    return "".join(character for character in name if character.isalnum())


def stored_name(name: str) -> str:
    """The name as the file holds it: Word's own headings, captions, headers and footers in lower case."""
    lowered = ("Heading", "Caption", "Header", "Footer", "Footnote", "TOC")
    return name.lower() if name.split()[0] in lowered and not name.startswith("TOC Heading") else name


def paragraph_style(style: Style) -> Element:
    """The `w:style` of a paragraph style."""
    children = [w("name", stored_name(style.name))]
    if style.name != "Normal":
        children.append(w("basedOn", style_id(style.based_on)))
    if style.following:
        children.append(w("next", style_id(style.following)))
    children += [w("uiPriority", 1), w("qFormat")]
    own = _hangul_rules() if style.name == "Normal" else _block(style.block)
    children += _wrapped("pPr", own) + _wrapped("rPr", character_properties(style.characters))
    attributes = {"type": "paragraph", "styleId": style_id(style.name)}
    if style.name == "Normal":
        attributes = {"type": "paragraph", "default": "1", "styleId": "Normal"}
    elif stored_name(style.name) not in _WORDS_OWN:
        attributes["customStyle"] = "1"
    return w("style", attributes, children)


def character_properties(characters: Characters) -> list[Element]:
    """The children of `w:rPr` in the order that the format wants."""
    found: list[Element] = []
    if characters.font is not None:
        latin, hangul = characters.font
        found.append(w("rFonts", {"ascii": latin, "hAnsi": latin, "eastAsia": hangul, "cs": latin}))
    for name, on in (("b", characters.bold), ("i", characters.italic)):
        found += [w(each, "" if on else 0) for each in (name, f"{name}Cs") if on is not None]
    if characters.colour is not None:
        found.append(w("color", characters.colour.lstrip("#")))
    if characters.tracking:
        found.append(w("spacing", points_to_twips(characters.tracking)))
    if characters.size is not None:
        found += [w(name, round(characters.size * 2)) for name in ("sz", "szCs")]
    return [*found, *_marks(characters)]


def _marks(characters: Characters) -> Iterator[Element]:
    if characters.underline:
        yield w("u", "single")
    if characters.raised:
        yield w("vertAlign", "superscript")
    if characters.tabular:
        yield w("w14:numSpacing", {"w14:val": "tabular"})


def rule(found: Rule) -> Element:
    """A border of a paragraph, a table or a cell."""
    eighths = round(found.width * 8)
    if not eighths:
        return w(found.side, "nil")
    return w(
        found.side,
        {
            "val": "dashed" if found.dashed else "single",
            "sz": eighths,
            "space": found.gap,
            "color": found.colour.lstrip("#"),
        },
    )


def ordered(rules: tuple[Rule, ...]) -> list[Element]:
    """Borders in the order that the format wants."""
    return [rule(found) for found in sorted(rules, key=lambda found: SIDES.index(found.side))]


def shade(fill: str) -> Element:
    """A ground of one colour."""
    return w("shd", {"val": "clear", "color": "auto", "fill": fill.lstrip("#")})


def points_to_twips(points: Length) -> int:
    """Points as Word's twentieths of a point."""
    return round(points * 20)


def _wrapped(name: str, children: list[Element]) -> list[Element]:
    return [w(name, children=children)] if children else []


def _hangul_rules() -> list[Element]:
    """Hangul breaks between words only, and no space is put in between it and figures or Latin letters.

    Why: they stand in Normal, because Word breaks Hangul anywhere in a paragraph without a style that says so.
    """
    return [w("wordWrap"), w("autoSpaceDE", 0), w("autoSpaceDN", 0)]


def _block(block: Block) -> list[Element]:
    return [*_before_spacing(block), *_spacing(block), *_after_spacing(block)]


def _before_spacing(block: Block) -> Iterator[Element]:
    if block.keep_next:
        yield w("keepNext")
    if block.keep_lines:
        yield w("keepLines")
    if block.numbering is not None:
        number, level = block.numbering
        yield w("numPr", children=[*([w("ilvl", level)] if level else []), w("numId", number)])
    if block.rules:
        yield w("pBdr", children=ordered(block.rules))
    if block.fill:
        yield shade(block.fill)
    if block.whole_words:
        yield w("suppressAutoHyphens")


def _spacing(block: Block) -> Iterator[Element]:
    spacing: dict[str, object] = {}
    if block.before is not None:
        spacing["before"] = points_to_twips(block.before)
    if block.after is not None:
        spacing["after"] = points_to_twips(block.after)
    if block.line is not None:
        spacing |= {"line": points_to_twips(block.line), "lineRule": "exact" if block.exact else "atLeast"}
    if spacing:
        yield w("spacing", spacing)
    lengths = {"left": block.left, "right": block.right, "hanging": block.hanging}
    indents = {name: points_to_twips(length) for name, length in lengths.items() if length is not None}
    if indents:
        yield w("ind", indents)


def _after_spacing(block: Block) -> Iterator[Element]:
    if block.align:
        yield w("jc", block.align)
    if block.outline is not None:
        yield w("outlineLvl", block.outline)


_WORDS_OWN = frozenset(
    ["Title", "Subtitle", "Body Text", "Quote", "caption", "header", "footer", "Date", "Closing", "Signature"]
    + ["TOC Heading", "footnote text", *(f"toc {level}" for level in range(1, 4))]
    + [f"heading {level}" for level in range(1, 4)]
    + [f"List {kind}{level}" for kind in ("Bullet", "Number", "Continue") for level in ("", " 2", " 3")]
)
