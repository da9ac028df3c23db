"""What a template lacks, in a look that goes with any: sizes by its own text, no fonts and no colours of a house."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal

from kamdocs.model.theme import Theme
from kamdocs.word.elements import Node, made, take_out, value_of, valued
from kamdocs.word.index import Index, Styles
from kamdocs.word.names import NAMESPACES, qualified
from kamdocs.word.numberings import Numberings
from kamdocs.word.package import parse_part
from kamdocs.write.word.language import Tongue
from kamdocs.write.word.parts import shared_parts

_SIZE, _FONTS = f".//{qualified('w:rPr')}/{qualified('w:sz')}", qualified("a:minorFont")
_USUAL = Decimal(10)
_SIZES: Mapping[str, tuple[Decimal, int]] = {
    "text": (Decimal(1), 16),
    "small": (Decimal("0.9"), 16),
    "table": (Decimal(1), 16),
    "lead": (Decimal("1.1"), 18),
    "title": (Decimal(2), 32),
    "h2": (Decimal("1.5"), 24),
    "h3": (Decimal("1.25"), 20),
    "h4": (Decimal("1.1"), 18),
    "number": (Decimal(2), 32),
}
"""Sizes as parts of that of the text, and the largest in points."""

_GREY, _BLACK, _LIGHT = "#7f7f7f", "#000000", "#f2f2f2"
_OF_A_HOUSE = [qualified(f"w:{tag}") for tag in ("rFonts", "color", "lang")]
_GRID_LINE = {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "auto"}
_FAMILIES = ("Be Vietnam Pro", "Noto Sans", "Liberation Sans", "DejaVu Sans")
_HANGUL = ("NanumBarunGothic", "NanumGothic", "Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic")
"""What words in diagrams are set in where they are drawn as a picture, as far as it is installed."""

_CELL_SPACE = "30"
"""What stands above and below the text of a cell, in twips."""

_LINK = "0563C1"
"""The colour of links in Word."""


def text_size(index: Index) -> Decimal:
    """The size of a template's text in points: that of its default style, or of what all styles begin with."""
    styles = index.styles
    default = styles.default.get("paragraph")
    found = [] if default is None else [style.node.find(_SIZE) for style in styles.chain(default.id)]
    if styles.root is not None:
        found.append(styles.root.find(f"{qualified('w:docDefaults')}/{_SIZE}"))
    stated = next((value_of(size) for size in found if size is not None), "")
    return Decimal(stated) / 2 if stated.isdecimal() else _USUAL


def _half_points(size: Decimal, most: int) -> str:
    return str(min(round(size * 2) / Decimal(2), Decimal(most)))


def neutral_theme(index: Index) -> Theme:
    """Sizes in proportion to the text of a template, in its own fonts, all in black, grey and white."""
    size = min(max(text_size(index), Decimal(8)), Decimal(16))
    name = _minor_font(index)
    latin = {"pdf": [name, *_FAMILIES], "word": name, "package": "fontpkg-be-vietnam-pro"}
    hangul = {"pdf": [*_HANGUL], "word": "Malgun Gothic"}
    sizes = {name: _half_points(size * share, most) for name, (share, most) in _SIZES.items()}
    colours = dict.fromkeys(("text", "accent", "strong"), _BLACK) | {"muted": _GREY, "line": "#bfbfbf"}
    return Theme.model_validate(
        {
            "fonts": {"latin": latin, "hangul": hangul},
            "colours": colours | {"on_strong": "#ffffff", "tint": _LIGHT},
            "sizes": sizes,
            "margins": {"top": "25", "right": "25", "bottom": "25", "left": "25"},
            "line_height": "1.2",
            "looks": {"cover": "plain", "heading": "plain", "table": "ruled", "callout": "box"},
        }
    )


def drawn_theme(neutral: Theme, index: Index) -> Theme:
    """`neutral` with the colours that a template itself has for what is drawn."""
    found = _colours(index)
    colours = {"accent": found.get("accent1"), "strong": found.get("dk2"), "muted": found.get("accent3")}
    given = {name: colour for name, colour in colours.items() if colour}
    return neutral.model_copy(update={"colours": neutral.colours.model_copy(update=given)})


def neutral_styles(theme: Theme, language: Tongue) -> tuple[Styles, Numberings]:
    """The styles and numberings of the writer without fonts, colours and heights of lines, and those it has not."""
    parts = shared_parts(theme, language)
    roots = [parse_part(parts[f"word/{name}.xml"]) for name in ("styles", "numbering")]
    for root in roots:
        _plain(root)
    styles, numberings = roots
    for style in styles.findall(qualified("w:style")):
        _plain_style(style, theme)
        if value_of(style, "w:styleId") == "TableText":
            _set_cell_space(style)
    heading = next(each for each in styles if value_of(each, "w:styleId") == "Heading3")
    styles.append(_fourth(heading))
    styles.append(_table_grid())
    return Styles(styles), Numberings(numberings)


def _plain(root: Node) -> None:
    for node in list(root.iter(*_OF_A_HOUSE)):
        parent = node.getparent()
        take_out(node)
        if parent is not None and not len(parent):
            take_out(parent)
    for spacing in root.iter(qualified("w:spacing")):
        if spacing.get(qualified("w:lineRule")) == "atLeast":
            for name in ("w:line", "w:lineRule"):
                spacing.attrib.pop(qualified(name), "")


def _plain_style(style: Node, theme: Theme) -> None:
    """A style whose text is as large as that of the template says no size."""
    same = str(round(theme.sizes.text * 2))
    for tag in ("w:sz", "w:szCs"):
        for size in style.findall(f"{qualified('w:rPr')}/{qualified(tag)}"):
            if value_of(size) == same:
                take_out(size)
    if value_of(style, "w:styleId") == "FootnoteText":
        for indent in list(style.iter(qualified("w:ind"))):
            take_out(indent)
    if value_of(style, "w:styleId") == "Hyperlink":
        for properties in style.findall(qualified("w:rPr")):
            properties.insert(0, valued("w:color", _LINK))


def _set_cell_space(style: Node) -> None:
    for spacing in style.iter(qualified("w:spacing")):
        spacing.set(qualified("w:before"), _CELL_SPACE)
        spacing.set(qualified("w:after"), _CELL_SPACE)


def _fourth(heading: Node) -> Node:
    made = deepcopy(heading)
    made.set(qualified("w:styleId"), "Heading4")
    for tag, value in (("w:name", "heading 4"), ("w:outlineLvl", "3")):
        for node in made.iter(qualified(tag)):
            node.set(qualified("w:val"), value)
    return made


def _table_grid() -> Node:
    sides = [made(f"w:{side}", _GRID_LINE) for side in ("top", "left", "bottom", "right", "insideH", "insideV")]
    spacing = made("w:spacing", {"w:after": 0, "w:line": 240, "w:lineRule": "auto"})
    children = [
        valued("w:name", "Table Grid"),
        valued("w:basedOn", "TableNormal"),
        valued("w:uiPriority", 39),
        made("w:pPr", children=[spacing]),
        made("w:tblPr", children=[made("w:tblBorders", children=sides)]),
    ]
    return made("w:style", {"w:type": "table", "w:styleId": "TableGrid"}, children)


def _colours(index: Index) -> dict[str, str]:
    """The colours of a template by their names, as far as they are plain ones."""
    part = index.related("theme")
    scheme = None if part is None else parse_part(index.parts[part]).find(f".//{qualified('a:clrScheme')}")
    found = {}
    for colour in () if scheme is None else scheme:
        plain = colour.find(qualified("a:srgbClr"))
        if plain is not None:
            found[str(colour.tag).rpartition("}")[2]] = f"#{str(plain.get('val')).lower()}"
    return found


def _minor_font(index: Index) -> str:
    """The font that a template has for its text."""
    part = index.related("theme")
    if part is None:
        return "Calibri"
    found = parse_part(index.parts[part]).find(f".//{_FONTS}/{{{NAMESPACES['a']}}}latin")
    return (found.get("typeface") if found is not None else "") or "Calibri"
