"""How a chart is set: the type of a theme in the elements of the chart format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from kamdocs.model.theme import POINTS_PER_MM, Colours, Theme
from kamdocs.write.charts.canvas import LEADING, Canvas
from kamdocs.write.measure import text_width
from kamdocs.write.word.charts.shapes import solid
from kamdocs.write.word.charts.xml import Node, x
from kamdocs.write.word.language import Tongue

_WIDE, _NARROW = 1.0, 0.57
"""The width of a letter as a part of the size of type, with some room."""
_TIGHT = 0.88
"""What of that whole phrases take."""
_SPACE = 3.0
_UNBROKEN = {"wrap": "none"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a chart is set in: its theme and language, and its width in points."""

    theme: Theme
    language: Tongue
    width: float

    @property
    def colours(self) -> Colours:
        """The colours of the theme."""
        return self.theme.colours

    @property
    def size(self) -> float:
        """The size of its texts in points."""
        return float(self.theme.sizes.small)

    def canvas(self) -> Canvas:
        """A drawing of this width as the PDF has it, by which both are laid out alike."""
        return Canvas(self.theme, self.width / POINTS_PER_MM)

    def measure(self, text: str) -> float:
        """How wide a bold text is in the PDF, in points: by it both formats decide alike."""
        return text_width(text, self.theme, self.size, bold=True)

    def breadth(self, text: str) -> float:
        """About how many points wide a text is."""
        ems = sum(_WIDE if east_asian_width(sign) in "WF" else _NARROW for sign in text)
        return ems * self.size

    def tight(self, text: str) -> float:
        """About how many points wide a phrase is, without room for faces that are wider than most."""
        return self.breadth(text) * _TIGHT

    @property
    def leading(self) -> float:
        """The height of a line of text in points."""
        return self.size * LEADING

    def lines(self, text: str, width: float) -> int:
        """About how many lines a text takes that is no wider than `width` points."""
        count, left = 1, width
        for word in text.split():
            if self.tight(word) > left + _SPACE:
                count, left = count + 1, width
            left -= self.tight(f"{word} ")
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

    def field(
        self, kind: str, text: str, number: int, colour: str, *, bold: bool, sign: str = "", aligned: str = "ctr"
    ) -> Node:
        """A text that a field gives as `c:tx`, after a `sign`; programs that do not know the field show `text`."""
        field = {"id": f"{{4B414D44-4F43-4000-8000-{number:012X}}}", "type": kind}
        inner = [self._look("a:rPr", colour, bold=bold), x("a:pPr"), x("a:t", text=text)]
        before = [self._run(sign, self.colours.strong)] if sign else []
        body = x("a:bodyPr", _UNBROKEN)
        return self._rich([*before, x("a:fld", field, inner)], colour, body, bold=bold, aligned=aligned)

    def _run(self, text: str, colour: str) -> Node:
        return x("a:r", children=[self._look("a:rPr", colour), x("a:t", text=text)])

    def _rich(self, runs: Sequence[Node], colour: str, body: Node, *, bold: bool = False, aligned: str = "ctr") -> Node:
        properties = x("a:pPr", {"algn": aligned}, [self._look("a:defRPr", colour, bold=bold)])
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
