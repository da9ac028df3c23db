"""The table styles of a document: the theme's tokens as Word table styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kamdocs.model.theme import POINTS_PER_MM, Theme
from kamdocs.rules.colours import PAPER
from kamdocs.rules.contrast import LINE_SHARE, mixed
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


@dataclass(frozen=True, slots=True)
class TableStyle:
    """A table style by the name that Word shows.

    `padding` is top, left, bottom, right of a cell in points; `ink` and `fill` are the colours of text and ground,
    `head_ink` and `head_fill` those of the first row, `band_fill` that of every other row below it; empty where the
    style says nothing.
    """

    name: str
    padding: tuple[Length, Length, Length, Length]
    rules: tuple[Rule, ...] = ()
    ink: str = ""
    fill: str = ""
    head_ink: str = ""
    head_fill: str = ""
    head_rules: tuple[Rule, ...] = ()
    band_fill: str = ""


def table_styles(theme: Theme) -> list[TableStyle]:
    """Every table style of `theme`."""
    return [*_data(theme), *_boxes(theme)]


def table_style(style: TableStyle) -> Element:
    """The `w:style` of a table style."""
    sides = zip(("top", "left", "bottom", "right"), style.padding, strict=True)
    padding = [w(side, {"w": points_to_twips(points), "type": "dxa"}) for side, points in sides]
    bands = [w("tblStyleRowBandSize", 1)] if style.band_fill else []
    borders = [w("tblBorders", children=ordered(style.rules))] if style.rules else []
    ink = character_properties(Characters(colour=style.ink or None))
    children = [
        w("name", style.name),
        w("basedOn", "TableNormal"),
        w("uiPriority", 2),
        w("qFormat"),
        *([w("rPr", children=ink)] if ink else []),
        w("tblPr", children=[*bands, *borders, w("tblCellMar", children=padding)]),
        *([w("tcPr", children=[shade(style.fill)])] if style.fill else []),
        *([_head(style)] if style.head_ink else []),
        *([_part("band2Horz", shade(style.band_fill))] if style.band_fill else []),
    ]
    return w("style", {"type": "table", "customStyle": "1", "styleId": style_id(style.name)}, children)


def _data(theme: Theme) -> Iterator[TableStyle]:
    colours, look = theme.colours, theme.looks.table
    between = Rule("insideH", HAIRLINE, colours.line)
    above, below = (Rule(side, HAIRLINE, colours.line) for side in ("top", "bottom"))
    ruled = look == "ruled"
    yield TableStyle(
        "Kamdocs Table",
        (5.4, 6.8, 5.4, 6.8),
        (between, below),
        head_ink=colours.strong if ruled else colours.on_strong,
        head_fill="" if ruled else colours.strong,
        head_rules=(Rule("top", 1, colours.strong), Rule("bottom", 0.75, colours.strong)) if ruled else (),
        band_fill=colours.tint if look == "striped" else "",
    )
    yield TableStyle("Kamdocs Facts", (3.5, 0, 3.5, 7), (above, between, below))
    boxed = theme.looks.callout == "box"
    yield TableStyle("Kamdocs Figures", (9, 10, 9, 10), tuple(_tiles(theme)), fill="" if boxed else colours.tint)
    yield TableStyle("Kamdocs Signatures", (2, 0, 2, 22))


def _tiles(theme: Theme) -> Iterator[Rule]:
    """What is drawn around key figures: they stand apart."""
    colours = theme.colours
    if theme.looks.callout == "bar":
        yield Rule("top", 2, colours.accent)
    if theme.looks.callout == "box":
        yield from (Rule("top", 0.75, colours.accent), Rule("bottom", 0.75, colours.line))
    yield from (Rule(side, _GUTTER, PAPER) for side in ("insideV", "insideH"))


def _cover(theme: Theme) -> Iterator[TableStyle]:
    colours = theme.colours
    left, right = (float(margin) * POINTS_PER_MM for margin in (theme.margins.left, theme.margins.right))
    padding = (60, left, 36, right)
    ink = "" if theme.looks.cover == "plain" else colours.on_strong
    fill = colours.strong if theme.looks.cover == "band" else ""
    yield TableStyle("Kamdocs Cover", padding, ink=ink, fill=fill)
    if theme.looks.cover == "page":
        faint = mixed(colours.on_strong, colours.strong, LINE_SHARE)
        rules = tuple(Rule(side, HAIRLINE, faint) for side in ("top", "insideH", "bottom"))
        yield TableStyle("Kamdocs Cover Facts", (3.5, 0, 3.5, 7), rules, ink=colours.on_strong)


def _boxes(theme: Theme) -> Iterator[TableStyle]:
    colours = theme.colours
    yield from _cover(theme)
    around: Mapping[str, tuple[Rule, ...]] = {
        "bar": (Rule("left", 3, colours.accent),),
        "box": tuple(Rule(side, 0.75, colours.accent) for side in ("top", "left", "bottom", "right")),
    }
    look = theme.looks.callout
    fill = "" if look == "box" else colours.tint
    yield TableStyle("Kamdocs Call-out", (8, 12, 8, 10), around.get(look, ()), fill=fill)
    dashes = tuple(Rule(side, HAIRLINE, colours.muted, dashed=True) for side in ("top", "left", "bottom", "right"))
    yield TableStyle("Kamdocs Seal", (4, 4, 4, 4), dashes)
    yield TableStyle("Kamdocs Letterhead", (0, 0, 8, 0), (Rule("bottom", HAIRLINE, colours.line),))


def _head(style: TableStyle) -> Element:
    ink = character_properties(Characters(bold=True, colour=style.head_ink))
    rules = [w("tcBorders", children=ordered(style.head_rules))] if style.head_rules else []
    fill = [shade(style.head_fill)] if style.head_fill else []
    return _part("firstRow", *rules, *fill, characters=ink)


def _part(name: str, *cell: Element, characters: Sequence[Element] = ()) -> Element:
    """What a table style says of some of its cells."""
    text = [w("rPr", children=characters)] if characters else []
    return w("tblStylePr", {"type": name}, [*text, w("tcPr", children=cell)])
