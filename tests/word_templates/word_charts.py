"""The parts of a chart and of a SmartArt."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

import xlsxwriter

_OPEN = "http://schemas.openxmlformats.org"
_SPACES = (
    f'xmlns:c="{_OPEN}/drawingml/2006/chart" xmlns:a="{_OPEN}/drawingml/2006/main" '
    f'xmlns:r="{_OPEN}/officeDocument/2006/relationships" xmlns:dgm="{_OPEN}/drawingml/2006/diagram"'
)
_DIAGRAM_STYLE = (
    '<dgm:styleLbl name="node0"><dgm:scene3d><a:camera prst="orthographicFront"/><a:lightRig rig="threePt" dir="t"/>'
    "</dgm:scene3d><dgm:sp3d/></dgm:styleLbl>"
)

Series = Sequence[tuple[str, Sequence[float]]]


def chart_part(title: str, categories: Sequence[str], series: Series, relation: str) -> str:
    """A bar chart; `relation` leads to its spreadsheet."""
    text = f"<c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{escape(title)}</a:t></a:r></a:p></c:rich></c:tx>"
    rows = "".join(_series(index, name, categories, values) for index, (name, values) in enumerate(series))
    axes = (
        '<c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx>'
    )
    return (
        f'<c:chartSpace {_SPACES}><c:chart><c:title>{text}<c:overlay val="0"/></c:title><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>{rows}<c:axId val="1"/><c:axId val="2"/>'
        f'</c:barChart>{axes}</c:plotArea><c:plotVisOnly val="1"/></c:chart><c:externalData r:id="{relation}">'
        '<c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(index: int, name: str, categories: Sequence[str], values: Sequence[float]) -> str:
    column, last = chr(ord("B") + index), len(categories) + 1
    named = _cells("str", f"Sheet1!${column}$1", [name])
    listed = _cells("str", f"Sheet1!$A$2:$A${last}", categories)
    counted = _cells("num", f"Sheet1!${column}$2:${column}${last}", list(map(str, values)))
    place = f'<c:idx val="{index}"/><c:order val="{index}"/>'
    return f"<c:ser>{place}<c:tx>{named}</c:tx><c:cat>{listed}</c:cat><c:val>{counted}</c:val></c:ser>"


def _cells(kind: str, formula: str, texts: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{number}"><c:v>{escape(text)}</c:v></c:pt>' for number, text in enumerate(texts))
    form = "<c:formatCode>General</c:formatCode>" if kind == "num" else ""
    cache = f'<c:{kind}Cache>{form}<c:ptCount val="{len(texts)}"/>{points}</c:{kind}Cache>'
    return f"<c:{kind}Ref><c:f>{formula}</c:f>{cache}</c:{kind}Ref>"


def workbook(categories: Sequence[str], series: Series) -> bytes:
    """The spreadsheet of a chart, the same at any time."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2026, 3, 2)})  # noqa: DTZ001 (Excel knows no time zones)
        sheet = book.add_worksheet("Sheet1")
        sheet.write_column(1, 0, categories)
        for column, (name, values) in enumerate(series, start=1):
            sheet.write_string(0, column, name)
            sheet.write_column(1, column, values)
    return buffer.getvalue()


def diagram_parts(texts: Sequence[str]) -> list[tuple[str, str, str]]:
    """The four parts of a SmartArt: name, kind of relationship, content."""
    return [
        ("data", "diagramData", _diagram_data(texts)),
        ("layout", "diagramLayout", f'<dgm:layoutDef {_SPACES} uniqueId="urn:list"><dgm:layoutNode/></dgm:layoutDef>'),
        (
            "quickStyle",
            "diagramQuickStyle",
            f'<dgm:styleDef {_SPACES} uniqueId="urn:plain">{_DIAGRAM_STYLE}</dgm:styleDef>',
        ),
        ("colors", "diagramColors", f'<dgm:colorsDef {_SPACES} uniqueId="urn:grey"/>'),
    ]


def _diagram_data(texts: Sequence[str]) -> str:
    points = "".join(
        f'<dgm:pt modelId="{number}"><dgm:prSet/><dgm:spPr/><dgm:t><a:bodyPr/><a:lstStyle/><a:p><a:r>'
        f'<a:rPr lang="en-GB"/><a:t>{escape(text)}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for number, text in enumerate(texts, start=1)
    )
    links = "".join(
        f'<dgm:cxn modelId="{100 + number}" srcId="0" destId="{number}" srcOrd="{number - 1}" destOrd="0"/>'
        for number in range(1, len(texts) + 1)
    )
    listed = f'<dgm:ptLst><dgm:pt modelId="0" type="doc"><dgm:prSet/><dgm:spPr/></dgm:pt>{points}</dgm:ptLst>'
    return f"<dgm:dataModel {_SPACES}>{listed}<dgm:cxnLst>{links}</dgm:cxnLst><dgm:bg/><dgm:whole/></dgm:dataModel>"
