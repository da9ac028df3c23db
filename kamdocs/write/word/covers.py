"""Covers: what a theme's look of them asks of Word beside its styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from docx.oxml.parser import parse_xml
from docx.shared import Twips

from kamdocs.model.theme import A4_MM, Theme
from kamdocs.word.names import NAMESPACES
from kamdocs.write.word.document import Place
from kamdocs.write.word.elements import EMU_PER_TWIP, Element, paragraph_properties, paragraphs, twips, w
from kamdocs.write.word.styles import style_id

_STYLES: Mapping[str, str] = {"kicker": "Cover Kicker"}
_ON_COLOUR: Mapping[str, str] = {"table.facts": "Kamdocs Cover Facts", "Fact Name": "Cover Fact Name"}
_PICTURE = "Cover Picture"
_HEIGHT = twips(Decimal(22))
_PLATE = 160
"""How far a plate begins from the margin, in twips."""
_GROUND_ID = 1_000_000
"""An id that no picture of a document comes to."""


def on_cover(place: Place, theme: Theme) -> Place:
    """The place of what stands on a cover."""
    own = _ON_COLOUR if theme.looks.cover == "page" else {}
    return replace(place, styles={**place.styles, **_STYLES, **own}, picture_height=_HEIGHT)


def before_title(place: Place, theme: Theme) -> Place:
    """The place on a cover of what stands before the title."""
    return replace(place, text=_PICTURE) if theme.looks.cover == "page" else place


def coloured(blocks: list[Element], theme: Theme, place: Place) -> list[Element]:
    """The blocks of a cover, with the page behind them in colour where the theme has it so."""
    if theme.looks.cover != "page":
        return blocks
    for paragraph in paragraphs(blocks):
        properties = paragraph_properties(paragraph)
        if properties.style == style_id(_PICTURE):
            wide = sum(int(extent.get("cx", 0)) for extent in paragraph.iter(w("wp:extent").tag)) // EMU_PER_TWIP
            properties.ind_right = Twips(max(place.width - wide - _PLATE, 0)) if wide else None
    for first in paragraphs(blocks)[:1]:
        paragraph_properties(first).addnext(w("r", children=[_ground(theme)]))
    return blocks


def _ground(theme: Theme) -> Element:
    """A rectangle as large as the page, behind the text; those who hear the page hear nothing of it."""
    wide, high = (twips(side) * EMU_PER_TWIP for side in A4_MM)
    colour = theme.colours.strong.lstrip("#")
    return parse_xml(_RECTANGLE.format(id=_GROUND_ID, wide=wide, high=high, colour=colour))


_RECTANGLE = (
    "<w:drawing"
    + "".join(f' xmlns:{name}="{NAMESPACES[name]}"' for name in ("w", "wp", "a", "wps"))
    + '><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="0" behindDoc="1" locked="1"'
    ' layoutInCell="0" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
    '<wp:docPr id="{id}" name="Ground"><a:extLst><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    '</a:ext></a:extLst></wp:docPr><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="'
    + NAMESPACES["wps"]
    + '"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    "<a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)
