"""The table styles of a document: the theme's tokens as Word table styles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kamdocs.model.theme import Colours, Theme
from kamdocs.write.word.elements import Element, w
from kamdocs.write.word.looks import HAIRLINE
from kamdocs.write.word.styles import (
    Characters,
    Length,
    Rule,
    character_properties,
    ordered,
    points_to_twips,
    shade,
    style_id,
)

_GUTTER = 6
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class TableStyle:
    """A table style by the name that Word shows.

    `padding` is top, left, bottom, right of a cell in points; `ink` and `fill` are the colours of text and ground,
    `head_ink` and `head_fill` those of the first row; empty where the style says nothing.
    """

    name: str
    padding: tuple[Length, Length, Length, Length]
    rules: tuple[Rule, ...] = ()
    ink: str = ""
    fill: str = ""
    head_ink: str = ""
    head_fill: str = ""


def table_styles(theme: Theme) -> list[TableStyle]:
    """Every table style of `theme`."""
    return [*_data(theme.colours), *_boxes(theme)]


def table_style(style: TableStyle) -> Element:
    """The `w:style` of a table style."""
    sides = zip(("top", "left", "bottom", "right"), style.padding, strict=True)
    padding = [w(side, {"w": points_to_twips(points), "type": "dxa"}) for side, points in sides]
    borders = [w("tblBorders", children=ordered(style.rules))] if style.rules else []
    ink = character_properties(Characters(colour=style.ink or None))
    children = [
        w("name", style.name),
        w("basedOn", "TableNormal"),
        w("uiPriority", 2),
        w("qFormat"),
        *([w("rPr", children=ink)] if ink else []),
        w("tblPr", children=[*borders, w("tblCellMar", children=padding)]),
        *([w("tcPr", children=[shade(style.fill)])] if style.fill else []),
        *([_head(style)] if style.head_fill else []),
    ]
    return w("style", {"type": "table", "customStyle": "1", "styleId": style_id(style.name)}, children)


def _data(colours: Colours) -> Iterator[TableStyle]:
    between = Rule("insideH", HAIRLINE, colours.line)
    above, below = (Rule(side, HAIRLINE, colours.line) for side in ("top", "bottom"))
    yield TableStyle(
        "Kamdocs Table",
        (4, 6, 4, 6),
        (between, below),
        head_ink=colours.on_strong,
        head_fill=colours.strong,
    )
    yield TableStyle("Kamdocs Facts", (3.5, 0, 3.5, 7), (above, between, below))
    paper = "#ffffff"
    tiles = (
        Rule("top", 2, colours.accent),
        Rule("insideV", _GUTTER, paper),
        Rule("insideH", _GUTTER, paper),
    )
    yield TableStyle("Kamdocs Figures", (9, 10, 9, 10), tiles, fill=colours.tint)
    yield TableStyle("Kamdocs Signatures", (2, 0, 2, 22))


def _boxes(theme: Theme) -> Iterator[TableStyle]:
    colours = theme.colours
    left, right = (float(margin) * _POINTS_PER_MM for margin in (theme.margins.left, theme.margins.right))
    yield TableStyle("Kamdocs Cover", (60, left, 36, right), ink=colours.on_strong, fill=colours.strong)
    bar = Rule("left", 3, colours.accent)
    yield TableStyle("Kamdocs Call-out", (8, 12, 8, 10), (bar,), fill=colours.tint)
    yield TableStyle("Kamdocs Letterhead", (0, 0, 8, 0), (Rule("bottom", HAIRLINE, colours.line),))


def _head(style: TableStyle) -> Element:
    ink = Characters(bold=True, colour=style.head_ink)
    return w(
        "tblStylePr",
        {"type": "firstRow"},
        [w("rPr", children=character_properties(ink)), w("tcPr", children=[shade(style.head_fill)])],
    )
