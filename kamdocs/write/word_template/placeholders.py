"""Pictures and charts that stand in a template for those of the data: their alternative text says which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from kamdocs.model.theme import Theme
from kamdocs.model.word_template import TOKEN_CLOSE, TOKEN_OPEN, ChartData, Image, Insert, Link
from kamdocs.word.additions import Additions
from kamdocs.word.elements import Node, closest, take_out, whole
from kamdocs.word.names import NAMESPACES, qualified
from kamdocs.write.word.drawings import bitmap
from kamdocs.write.word_template.charts import replace_data
from kamdocs.write.word_template.faults import Faults
from kamdocs.write.word_template.pictures import Picture, read, related, show

_TOKEN = re.compile(f"{TOKEN_OPEN}(\\d+){TOKEN_CLOSE}")
_IMAGE_DATA, _RELATION = qualified("v:imagedata"), qualified("r:id")
_BLIP, _CHART, _EXTENT = qualified("a:blip"), qualified("c:chart"), qualified("wp:extent")
_SHAPES = (qualified("pic:pic"), qualified("wps:wsp"))
_ALTERNATES, _FALLBACK = qualified("mc:AlternateContent"), qualified("mc:Fallback")
_LENGTH = re.compile(r"\b(width|height):\s*([\d.]+)(pt|in|cm|mm|px|)", re.IGNORECASE)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "": 1.0}
_EMU_PER_POINT = 12_700


class Placeholders:
    """Fills the placeholders of one part."""

    def __init__(self, additions: Additions, part: str, theme: Theme, faults: Faults) -> None:
        self._additions = additions
        self._part = part
        self._theme = theme
        self._faults = faults

    def fill(self, root: Node, inserts: Sequence[Insert]) -> None:
        """Put pictures and data in the place of those whose texts hold their tokens, and take the tokens out."""
        for node in held(root):
            for name, value in [(str(name), str(value)) for name, value in node.attrib.items()]:
                numbers = [int(number) for number in _TOKEN.findall(value)]
                for insert in (inserts[number] for number in numbers):
                    self._put(insert, node)
                if numbers:
                    node.set(name, _said(value, name, inserts))

    def _put(self, insert: Insert, node: Node) -> None:
        if isinstance(insert, Image):
            if not self._picture(node, insert):
                self._faults.add(self._part, "a picture stands in the alternative text of what is no picture")
        elif isinstance(insert, ChartData):
            if not self._chart(node, insert):
                help = "put it into the alternative text of a chart made in Word, as a column, line or pie chart"
                self._faults.add(self._part, "the data of a chart stand in the alternative text of no chart", help)
        elif not isinstance(insert, Link):
            self._faults.add(self._part, "rich text stands in an attribute", "put it into a paragraph")

    def _picture(self, node: Node, image: Image) -> bool:
        picture = read(image.data, self._theme)
        holder = _holder(node)
        data = list(holder.iter(_IMAGE_DATA))
        for each in data[:1]:
            self._vml(each, picture)
        blips = list(holder.iter(_BLIP))
        for blip in blips[:1]:
            self._blip(blip, picture)
        return bool(data or blips)

    def _blip(self, blip: Node, picture: Picture) -> None:
        """Fit a picture into the box of the one that a `a:blip` shows, as large as it fits there undistorted."""
        shape, frame = closest(blip, *_SHAPES), closest(blip, qualified("wp:inline"), qualified("wp:anchor"))
        own = None if shape is None else shape.find(f".//{qualified('a:xfrm')}/{qualified('a:ext')}")
        room = None if frame is None else frame.find(_EXTENT)
        alone = frame is not None and len(list(frame.iter(*_SHAPES))) == 1
        box = room if alone and room is not None else own
        size = _fitted((whole(box.get("cx")), whole(box.get("cy"))), picture.shape) if box is not None else (1, 1)
        for extent in (own, room if alone else None):
            if extent is not None:
                extent.set("cx", str(size[0]))
                extent.set("cy", str(size[1]))
        show(blip, picture, self._additions, self._part, self._theme, size)
        for cut in list(blip.itersiblings(qualified("a:srcRect"))):
            take_out(cut)
        self._older(blip, picture)

    def _older(self, blip: Node, picture: Picture) -> None:
        """Let older programs see the same picture, where its other form says no token itself."""
        alternates = closest(blip, _ALTERNATES)
        fallback = None if alternates is None else alternates.find(_FALLBACK)
        if fallback is None or closest(blip, _FALLBACK) is not None or held(fallback):
            return
        shown = list(fallback.iter(_IMAGE_DATA))
        if len(shown) == 1:
            self._vml(shown[0], picture)

    def _vml(self, data: Node, picture: Picture) -> None:
        shape = data.getparent()
        style = "" if shape is None else shape.get("style") or ""
        sides = {match[1].lower(): float(match[2]) * _POINTS[match[3].lower()] for match in _LENGTH.finditer(style)}
        size = (1, 1)
        if shape is not None and len(sides) == 2:
            box = round(sides["width"] * _EMU_PER_POINT), round(sides["height"] * _EMU_PER_POINT)
            size = _fitted(box, picture.shape)
            shape.set("style", _resized(style, size))
        drawn = picture.drawing
        content = bitmap(drawn, self._theme, width=size[0], height=size[1]) if drawn else picture.content
        id = related(content, ".png" if drawn else picture.ending, self._additions, self._part)
        for cut in ("cropleft", "cropright", "croptop", "cropbottom"):
            data.attrib.pop(cut, "")
        data.attrib.pop(qualified("o:href"), "")
        data.set(_RELATION, id)

    def _chart(self, node: Node, data: ChartData) -> bool:
        charts = [found for found in _holder(node).iter(_CHART) if found.get(_RELATION)]
        for chart in charts[:1]:
            id = str(chart.get(_RELATION))
            chart.set(_RELATION, replace_data(data, id, self._additions, self._part))
        return bool(charts)


def held(root: Node) -> list[Node]:
    """The elements with a token in an attribute."""
    return [node for node in root.iter(etree.Element) if any(TOKEN_OPEN in str(value) for value in node.values())]


def _holder(node: Node) -> Node:
    """What an alternative text is that of: a drawing, a picture in a group of them, a shape."""
    if node.tag == qualified("wp:docPr"):
        drawing = closest(node, qualified("wp:inline"), qualified("wp:anchor"))
        return node if drawing is None else drawing
    own = closest(node, *_SHAPES)
    return own if own is not None and node.tag.startswith(f"{{{NAMESPACES['pic']}}}") else node


def _said(value: str, name: str, inserts: Sequence[Insert]) -> str:
    """The alternative text without its tokens, or that of the data."""
    found = [inserts[int(number)] for number in _TOKEN.findall(value)]
    told = next((insert.alt for insert in found if isinstance(insert, Image) and insert.alt), "")
    if told and name in ("descr", "alt"):
        return told
    texts = {number: insert.text for number, insert in enumerate(inserts) if isinstance(insert, Link)}
    return " ".join(_TOKEN.sub(lambda match: texts.get(int(match[1]), ""), value).split())


def _fitted(box: tuple[int, int], shape: float) -> tuple[int, int]:
    """The largest size of this shape in a box."""
    width, height = box
    if width * shape <= height:
        return max(width, 1), max(round(width * shape), 1)
    return max(round(height / shape), 1), max(height, 1)


def _resized(style: str, size: tuple[int, int]) -> str:
    sides = {"width": size[0], "height": size[1]}
    units = {match[3] for match in _LENGTH.finditer(style)}
    unit = "" if units == {""} else "pt"
    return _LENGTH.sub(lambda match: f"{match[1]}:{sides[match[1].lower()] / _EMU_PER_POINT:g}{unit}", style)
