"""What drawings are made of: shapes and lines of text, in points from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from kamdocs.model.theme import POINTS_PER_MM, Theme
from kamdocs.write.charts.paint import Paint, accent, quiet, text_on
from kamdocs.write.css import HANGUL, LATIN, RARE_HANGUL
from kamdocs.write.measure import balanced, text_width, wrapped

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

_EDGE = 0.75
_SVG = "{http://www.w3.org/2000/svg}"
LEADING = 1.28
"""The height of a line of text as a multiple of its size."""

_ASCENT, _CAPITAL = 0.98, 0.72
"""How far the baseline is below the top of a line, and the height of a capital, as multiples of the size."""


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set."""

    size: float
    colour: str
    bold: bool = False

    @property
    def leading(self) -> float:
        """The height of a line."""
        return self.size * LEADING

    @property
    def middle(self) -> float:
        """How far the baseline is below the middle of a capital."""
        return self.size * _CAPITAL / 2


class Canvas:
    """A drawing of a given width, which is as high as it turns out."""

    def __init__(self, theme: Theme, width_mm: float) -> None:
        self.theme = theme
        self.width_mm = width_mm
        self.width = width_mm * POINTS_PER_MM
        self.accent, self.strong, self.quiet = accent(theme), theme.colours.strong, quiet(theme)
        colours, size = theme.colours, float(theme.sizes.small)
        self.tint, self.hairline = colours.tint, colours.line
        self.label = Type(size, colours.text)
        self.bold = replace(self.label, bold=True)
        self.note = Type(size, colours.muted)
        self.quiet_bold = replace(self.note, bold=True)
        self._root = etree.fromstring(f'<svg xmlns="{_SVG[1:-1]}"/>')
        self._group = etree.SubElement(self._root, f"{_SVG}g", {"font-family": _families(theme)})
        self._group.set("font-size", _number(size))

    def on(self, ground: str) -> Type:
        """Bold text on `ground`."""
        return replace(self.bold, colour=text_on(ground, self.theme))

    def plain_on(self, ground: str) -> Type:
        """Text on `ground`."""
        return replace(self.label, colour=text_on(ground, self.theme))

    def measure(self, text: str, type: Type) -> float:
        """How wide `text` is."""
        return text_width(text, self.theme, type.size, bold=type.bold)

    def lines(self, text: str, type: Type, width: float, *, even: bool = False) -> list[str]:
        """The lines of `text` within `width`; `even` makes them about as long as each other."""
        break_up = balanced if even else wrapped
        return break_up(text, self.theme, type.size, max(width, type.size), bold=type.bold)

    def text(self, x: float, baseline: float, text: str, type: Type, *, anchor: Anchor = "start") -> None:
        """A line of text, in the size of all others."""
        given = {"x": _number(x), "y": _number(baseline), "fill": type.colour}
        if type.bold:
            given["font-weight"] = "700"
        if anchor != "start":
            given["text-anchor"] = anchor
        self._add("text", given).text = text

    def block(self, x: float, top: float, lines: Sequence[str], type: Type, *, anchor: Anchor = "start") -> float:
        """Lines of text below each other; gives where they end."""
        for number, line in enumerate(lines):
            self.text(x, top + type.size * _ASCENT + number * type.leading, line, type, anchor=anchor)
        return top + len(lines) * type.leading

    def centred(self, x: float, middle: float, lines: Sequence[str], type: Type, *, anchor: Anchor = "middle") -> None:
        """Lines of text around the height `middle`."""
        first = middle + type.middle - (len(lines) - 1) * type.leading / 2
        for number, line in enumerate(lines):
            self.text(x, first + number * type.leading, line, type, anchor=anchor)

    def rect(self, x: float, y: float, width: float, height: float, paint: Paint) -> None:
        """A rectangle, its edge within it."""
        inset = _EDGE / 2 if paint.edge else 0.0
        given = {"x": _number(x + inset), "y": _number(y + inset)}
        given |= {"width": _number(width - 2 * inset), "height": _number(height - 2 * inset)}
        self._add("rect", given | _filled(paint))

    def polygon(self, points: Iterable[Point], paint: Paint) -> None:
        """A closed shape."""
        self._add("polygon", {"points": _points(points), **_filled(paint)})

    def circle(self, x: float, y: float, radius: float, paint: Paint) -> None:
        """A disc."""
        given = {"cx": _number(x), "cy": _number(y), "r": _number(radius)}
        self._add("circle", given | _filled(paint))

    def line(self, points: Iterable[Point], colour: str, *, width: float = 0.75, dash: str = "") -> None:
        """A line through points."""
        given = {"points": _points(points), "fill": "none", "stroke": colour, "stroke-width": _number(width)}
        given |= {"stroke-linejoin": "round"} | ({"stroke-dasharray": dash} if dash else {})
        self._add("polyline", given)

    def svg(self, height: float) -> bytes:
        """The drawing as a file, `height` points high."""
        self._root.set("width", f"{_number(self.width_mm)}mm")
        self._root.set("height", f"{_number(height / POINTS_PER_MM)}mm")
        self._root.set("viewBox", f"0 0 {_number(self.width)} {_number(height)}")
        etree.indent(self._root, space=" ")
        return etree.tostring(self._root, encoding="utf-8", xml_declaration=True) + b"\n"

    def _add(self, name: str, given: dict[str, str]) -> etree._Element:
        return etree.SubElement(self._group, f"{_SVG}{name}", given)


def _families(theme: Theme) -> str:
    """The fonts by their names in PDFs, then as machines have them."""
    own, fonts = (LATIN, HANGUL, RARE_HANGUL), theme.fonts
    named = (*own, *fonts.latin.pdf, fonts.latin.word, *fonts.hangul.pdf, fonts.hangul.word)
    plain = (name for name in dict.fromkeys(named) if not set(name) & set("',"))
    return ", ".join((*(f"'{name}'" for name in plain), "sans-serif"))


def _filled(paint: Paint) -> dict[str, str]:
    return {"fill": paint.fill} | ({"stroke": paint.edge, "stroke-width": _number(_EDGE)} if paint.edge else {})


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    """`value` with two decimals at most, and no minus before a zero."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
