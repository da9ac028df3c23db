"""How a chart is drawn and set: fills, lines and type of a theme in the elements of the chart format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import east_asian_width

from kamdocs.model.theme import Colours, Theme
from kamdocs.write.charts.canvas import LEADING
from kamdocs.write.word.charts.xml import Node, x
from kamdocs.write.word.language import Tongue

_WIDE, _NARROW = 1.0, 0.57
"""The width of a letter as a part of the size of type, with some room."""
_TIGHT = 0.88
"""What of that whole phrases take."""
_SPACE = 3.0
_EMU_PER_POINT = 12700
_UNBROKEN = {"wrap": "none"}
HAIRLINE, RULE, STROKE = Decimal("0.5"), Decimal("0.75"), Decimal("1.75")
"""Widths of lines in points: of a grid, of an axis, and of a series."""


@dataclass(frozen=True, slots=True)
class Ink:
    """What a chart is set in: its theme and language, and its width in points."""

    theme: Theme
    language: Tongue
    width: float

    @property
    def colours(self) -> Colours:
        """The colours of the theme."""
        return self.theme.colours

    def breadth(self, text: str) -> float:
        """About how many points wide a text is."""
        ems = sum(_WIDE if east_asian_width(sign) in "WF" else _NARROW for sign in text)
        return ems * float(self.theme.sizes.small)

    def tight(self, text: str) -> float:
        """About how many points wide a phrase is, without room for faces that are wider than most."""
        return self.breadth(text) * _TIGHT

    @property
    def leading(self) -> float:
        """The height of a line of text in points."""
        return float(self.theme.sizes.small) * LEADING

    def lines(self, text: str, width: float) -> int:
        """About how many lines a text takes that is no wider than `width` points."""
        count, left = 1, width
        for word in text.split():
            breadth = self.tight(f"{word} ")
            count, left = (count, left - breadth) if breadth <= left + _SPACE else (count + 1, width - breadth)
        return count

    def type(self, colour: str, *, bold: bool = False, unbroken: bool = False) -> Node:
        """The look of a text as `c:txPr`, on one line where it is `unbroken`."""
        paragraph = [x("a:pPr", children=[self._look("a:defRPr", colour, bold=bold)]), self._end()]
        return x(
            "c:txPr",
            children=[x("a:bodyPr", _UNBROKEN if unbroken else ""), x("a:lstStyle"), x("a:p", children=paragraph)],
        )

    def words(self, text: str, colour: str) -> Node:
        """A text in this look as `c:tx`, which stands upright."""
        return self._rich([self._run(text, colour)], colour, x("a:bodyPr", {"rot": 0, "vert": "horz"}))

    def field(self, kind: str, text: str, number: int, colour: str, *, bold: bool, sign: str = "") -> Node:
        """A text that a field gives as `c:tx`, after a `sign`; programs that do not know the field show `text`."""
        field = {"id": f"{{4B414D44-4F43-4000-8000-{number:012X}}}", "type": kind}
        inner = [self._look("a:rPr", colour, bold=bold), x("a:pPr"), x("a:t", text=text)]
        before = [self._run(sign, self.colours.strong)] if sign else []
        return self._rich([*before, x("a:fld", field, inner)], colour, x("a:bodyPr", _UNBROKEN), bold=bold)

    def _run(self, text: str, colour: str) -> Node:
        return x("a:r", children=[self._look("a:rPr", colour), x("a:t", text=text)])

    def _rich(self, runs: Sequence[Node], colour: str, body: Node, *, bold: bool = False) -> Node:
        properties = x("a:pPr", children=[self._look("a:defRPr", colour, bold=bold)])
        paragraph = x("a:p", children=[properties, *runs, self._end()])
        return x("c:tx", children=[x("c:rich", children=[body, x("a:lstStyle"), paragraph])])

    def _end(self) -> Node:
        return x("a:endParaRPr", self._tags())

    def _tags(self) -> dict[str, str]:
        return {"lang": self.language.tag} | ({"altLang": self.language.latin} if self.language.east_asian else {})

    def _look(self, name: str, colour: str, *, bold: bool = False) -> Node:
        latin, hangul = self.theme.fonts.latin.word, self.theme.fonts.hangul.word
        faces = [x(tag, {"typeface": face}) for tag, face in (("a:latin", latin), ("a:ea", hangul), ("a:cs", latin))]
        size = round(self.theme.sizes.small * 100)
        return x(name, {**self._tags(), "sz": size, "b": int(bold), "i": 0}, [solid(colour), *faces])


def solid(colour: str) -> Node:
    """A fill of one colour, `#rrggbb`."""
    return x("a:solidFill", children=[x("a:srgbClr", colour.removeprefix("#").upper())])


def line(colour: str, width: Decimal = HAIRLINE, dash: str = "") -> Node:
    """A line, `width` points wide, broken by a pattern of the format with `dash`."""
    pattern = [x("a:prstDash", dash)] if dash else []
    look = {"w": round(width * _EMU_PER_POINT), "cap": "flat" if dash else "rnd"}
    return x("a:ln", look, [solid(colour), *pattern, x("a:round")])


def shape(fill: Node | None = None, stroke: Node | None = None) -> Node:
    """The look of a shape as `c:spPr`; it has no fill and no line where none is given."""
    edge = x("a:ln", children=[x("a:noFill")]) if stroke is None else stroke
    return x("c:spPr", children=[x("a:noFill") if fill is None else fill, edge])
