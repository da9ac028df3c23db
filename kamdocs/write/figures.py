"""The charts and diagrams of a document as drawings."""

from __future__ import annotations

from lxml import etree

from kamdocs.model.theme import A4_MM, COLUMN_GAP_MM, Theme
from kamdocs.rules.charts import described, is_drawn, read_figure
from kamdocs.rules.pictures import SVG
from kamdocs.write.charts import draw


def put_drawings(body: etree._Element, theme: Theme, address: str) -> dict[str, bytes]:
    """Put a picture in place of the data of each chart and diagram; the drawings by the addresses of those, which
    begin with `address`."""
    drawings: dict[str, bytes] = {}
    for figure in list(filter(is_drawn, body.iter("figure"))):
        data = read_figure(figure)
        name = f"{address}{len(drawings) + 1}{SVG}"
        drawings[name] = draw(data, theme, width_mm=_width_mm(figure, theme))
        for part in list(figure):
            if part.tag != "figcaption":
                figure.remove(part)
        figure.insert(0, etree.Element("img", src=name, alt=described(data), style="width: 100%"))
    return drawings


def _width_mm(figure: etree._Element, theme: Theme) -> float:
    """How wide the place of a figure is."""
    around = {str(node.get("class")) for node in figure.iterancestors("section", "div")}
    width = A4_MM["landscape" in around] - theme.margins.left - theme.margins.right
    return float((width - COLUMN_GAP_MM) / 2 if "columns" in around else width)
