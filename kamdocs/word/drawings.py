"""The pictures in the text of a DOCX, read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from kamdocs.rules.svg import svg_text
from kamdocs.word.charts import ChartText, charts_in
from kamdocs.word.names import qualified
from kamdocs.word.package import DOCUMENT, parse_part
from kamdocs.word.workbook import relations

_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_DRAWING, _PROPERTIES, _CHART = map(qualified, ("w:drawing", "wp:docPr", "c:chart"))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a document: its alternative text, its words where it is made of words and lines, and the chart of
    Word that it is."""

    alt: str
    text: str
    chart: ChartText | None = None


def read_drawings(parts: Mapping[str, bytes]) -> Iterator[Drawing]:
    """The pictures in the order of the text; raises PackageError where a chart is not sound."""
    return drawings_in(parse_part(parts[DOCUMENT]), parts)


def drawings_in(document: etree._Element, parts: Mapping[str, bytes]) -> Iterator[Drawing]:
    """The pictures of a document that is read already; raises PackageError where a chart is not sound."""
    charts, targets = iter(charts_in(document, parts)), dict[str, str]()
    for drawing in document.iter(_DRAWING):
        properties = next(drawing.iter(_PROPERTIES), None)
        alt = "" if properties is None else properties.get("descr", "")
        targets = targets or relations(parts, DOCUMENT)
        svgs = (targets.get(blip.get(qualified("r:embed"), ""), "") for blip in drawing.iter(_SVG))
        text = "\n".join(svg_text(parts[name]) for name in svgs if name in parts)
        shown = next(drawing.iter(_CHART), None)
        yield Drawing(alt, text, None if shown is None else next(charts))
