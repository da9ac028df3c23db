"""The run of a DOCX that shows a chart, and the parts that hold it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.parts.document import DocumentPart
from lxml import etree

from kamdocs.model.theme import Theme
from kamdocs.rules.charts import Chart
from kamdocs.word.names import NAMESPACES
from kamdocs.write.charts.labels import Box
from kamdocs.write.word.charts.bars import bars
from kamdocs.write.word.charts.gantt import gantt
from kamdocs.write.word.charts.layout import layout
from kamdocs.write.word.charts.lines import lines
from kamdocs.write.word.charts.plot import Plot
from kamdocs.write.word.charts.quadrant import quadrant
from kamdocs.write.word.charts.radar import radar
from kamdocs.write.word.charts.setting import Setting
from kamdocs.write.word.charts.shapes import shape
from kamdocs.write.word.charts.waterfall import waterfall
from kamdocs.write.word.charts.xml import Node, x
from kamdocs.write.word.elements import EMU_PER_TWIP, Element, w
from kamdocs.write.word.language import Tongue

_KINDS: Mapping[str, Callable[[Chart, Setting], Plot]] = {
    "bars": bars,
    "before-after": bars,
    "line": lines,
    "radar": radar,
    "waterfall": waterfall,
    "quadrant": quadrant,
    "gantt": gantt,
}
_TWIPS_PER_POINT, _EMU_PER_POINT = 20, 12700
_FIRST_ID = 100_000
"""Drawings are numbered in one series over the document; pictures begin at 1."""
_PREFIXES = ("c", "a", "r", "c15")


def chart_run(
    chart: Chart, part: DocumentPart, theme: Theme, language: Tongue, *, width: int, number: int, alt: str
) -> Element:
    """A run with a chart that Word draws, `width` twips wide, and whose data can be edited there.

    Its parts are added to the document; `number` counts the charts of the document from 1 and gives them their names.
    """
    setting = Setting(theme, language, width / _TWIPS_PER_POINT)
    plot = _KINDS[chart.kind](chart, setting)
    package = part.package
    book_name, name = PackURI(f"/word/embeddings/chart{number}.xlsx"), PackURI(f"/word/charts/chart{number}.xml")
    book = Part(book_name, CONTENT_TYPE.SML_SHEET, plot.sheet.workbook(), package)
    space = _space(plot, setting)
    drawn = XmlPart(name, CONTENT_TYPE.DML_CHART, space, package)
    space.append(_external(drawn.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)))
    etree.cleanup_namespaces(space, top_nsmap={prefix: NAMESPACES[prefix] for prefix in _PREFIXES})
    relation = part.relate_to(drawn, RELATIONSHIP_TYPE.CHART)
    size = width * EMU_PER_TWIP, round(plot.height * _EMU_PER_POINT)
    drawing = w("drawing")
    drawing.append(_inline(relation, size, number, alt))
    return w("r", children=[drawing])


def _space(plot: Plot, setting: Setting) -> Element:
    """The root of the part of a chart, without the spreadsheet."""
    place = layout(plot.area, setting.width, plot.height, inner=True)
    area = x("c:plotArea", children=[place, *plot.nodes, shape()])
    inner = [
        x("c:autoTitleDeleted", 1),
        area,
        *([_legend(plot.legend, plot.height, setting)] if plot.legend else []),
        x("c:plotVisOnly", 1),
        x("c:dispBlanksAs", "gap"),
    ]
    space = w("c:chartSpace")
    space.extend(
        [
            x("c:date1904", 0),
            x("c:lang", setting.language.tag),
            x("c:roundedCorners", 0),
            x("c:chart", children=inner),
            shape(),
            setting.type(setting.colours.text),
        ]
    )
    return space


def _legend(box: Box, height: float, setting: Setting) -> Node:
    """The names of the series at the upper left."""
    place = layout(box, setting.width, height)
    return x("c:legend", children=[x("c:legendPos", "t"), place, x("c:overlay", 0), setting.type(setting.colours.text)])


def _external(relation: str) -> Node:
    return x("c:externalData", {"r:id": relation}, [x("c:autoUpdate", 0)])


def _inline(relation: str, size: tuple[int, int], number: int, alt: str) -> Node:
    return x(
        "wp:inline",
        dict.fromkeys(("distT", "distB", "distL", "distR"), 0),
        [
            x("wp:extent", {"cx": size[0], "cy": size[1]}),
            x("wp:effectExtent", dict.fromkeys("ltrb", 0)),
            x("wp:docPr", {"id": _FIRST_ID + number, "name": f"Chart {number}", "descr": alt}),
            x("wp:cNvGraphicFramePr"),
            x("a:graphic", children=[x("a:graphicData", {"uri": NAMESPACES["c"]}, [x("c:chart", {"r:id": relation})])]),
        ],
    )
