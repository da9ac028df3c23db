"""What a chart of a template shows in place of its own data, the look of its series kept."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from decimal import Decimal, InvalidOperation

from kamdocs.model.word_template import ChartData
from kamdocs.rules.charts import Value
from kamdocs.word.elements import Node, made, take_out, whole
from kamdocs.word.names import qualified
from kamdocs.write.word.charts.sheet import Column, Sheet

_SERIES_ORDER = (
    *("idx", "order", "tx", "spPr", "invertIfNegative", "marker", "pictureOptions", "explosion", "dPt", "dLbls"),
    *("trendline", "errBars", "cat", "xVal", "val", "yVal", "shape", "smooth", "bubbleSize", "bubble3D", "extLst"),
)
_RANK = {qualified(f"c:{tag}"): number for number, tag in enumerate(_SERIES_ORDER)}
_SERIES, _INDEX, _EXTENSIONS = qualified("c:ser"), qualified("c:idx"), qualified("c:extLst")
_SCATTERED = {qualified("c:scatterChart"), qualified("c:bubbleChart")}
_BUBBLES = qualified("c:bubbleChart")
_ACCENTS = 6
_OF_DATES = ("baseTimeUnit", "majorUnit", "majorTimeUnit", "minorUnit", "minorTimeUnit")


def sheet_of(data: ChartData, root: Node) -> Sheet:
    """The spreadsheet of a chart: the categories, as numbers where points lie by them, then a column a series."""
    numbers = [_number(text) for text in data.categories]
    scattered = any(node.tag in _SCATTERED for node in root.iter(*_SCATTERED))
    counted = scattered and None not in numbers
    categories = Column("", [_value(number) for number in numbers] if counted else data.categories)
    series = [Column(name, [_value(number) for number in values]) for name, values in data.series]
    return Sheet([categories, *series])


class Chart:
    """A chart of a template, which `sheet` gives its data."""

    def __init__(self, root: Node, sheet: Sheet) -> None:
        self._root = root
        self._sheet = sheet

    def show(self, data: ChartData) -> None:
        """Show `data`: one series after the other takes the look of that of the template, further ones that of the
        last in the next colour of the theme. In a bubble chart two make one: heights and sizes."""
        plot = self._root.find(f"{qualified('c:chart')}/{qualified('c:plotArea')}")
        if plot is None:
            return
        series = sorted(plot.iter(_SERIES), key=_order)
        bubbles = bool(series) and _group(series[0]) == _BUBBLES and len(data.series) % 2 == 0
        wanted = len(data.series) // (2 if bubbles else 1)
        for number, node in enumerate(_as_many(series, wanted)):
            self._fill(node, number, data, column=1 + number * (2 if bubbles else 1), sized=bubbles)
        _widen(plot, data)
        _without_dates(plot)
        _without_pivots(self._root)
        if data.title:
            _title(self._root, data.title)

    def _fill(self, series: Node, number: int, data: ChartData, *, column: int, sized: bool) -> None:
        for tag in ("idx", "order"):
            _put(series, made(f"c:{tag}", {"val": number}))
        _put(series, self._sheet.name(column))
        scattered = _group(series) in _SCATTERED
        words, numbers = ("c:xVal", "c:yVal") if scattered else ("c:cat", "c:val")
        counted = scattered and all(_number(text) is not None for text in data.categories)
        _put(series, self._sheet.numbers(0, words) if counted else self._sheet.words(0, words))
        self._put_numbers(series, column, numbers)
        if _group(series) == _BUBBLES:
            sizes = self._sheet.numbers(column + 1, "c:bubbleSize") if sized else _equal_sizes(len(data.categories))
            _put(series, sizes)
        _drop_points(series, len(data.categories))

    def _put_numbers(self, series: Node, column: int, tag: str) -> None:
        """The values, printed in the format of those of the template."""
        new, old = self._sheet.numbers(column, tag), series.find(qualified(tag))
        code = None if old is None else old.find(f".//{qualified('c:formatCode')}")
        for format in new.iter(qualified("c:formatCode")):
            format.text = format.text if code is None else code.text
        _put(series, new)


def _as_many(series: Sequence[Node], wanted: int) -> list[Node]:
    """`wanted` series: those there are, and more like the last one, or fewer."""
    for node in series[wanted:]:
        take_out(node)
    kept = list(series[:wanted])
    while kept and len(kept) < wanted:
        more = deepcopy(kept[-1])
        for own in (*more.findall(_EXTENSIONS), *more.findall(qualified("c:dPt"))):
            more.remove(own)
        _recolour(more, len(kept))
        kept[-1].addnext(more)
        kept.append(more)
    return kept


def _recolour(series: Node, number: int) -> None:
    """Another series in the next of the theme's colours."""
    for look in (series.find(qualified("c:spPr")), series.find(qualified("c:marker"))):
        for colour in [] if look is None else list(look.iter(qualified("a:schemeClr"), qualified("a:srgbClr"))):
            parent = colour.getparent()
            if parent is None or str(colour.get("val")) in ("bg1", "lt1", "tx1", "dk1", "FFFFFF"):
                continue
            new = made("a:schemeClr", {"val": f"accent{number % _ACCENTS + 1}"}, [deepcopy(child) for child in colour])
            parent.replace(colour, new)


def _put(series: Node, node: Node) -> None:
    """Put a child into a series in place of the one of its kind, or where the format wants it."""
    old = series.find(node.tag)
    if old is not None:
        series.replace(old, node)
        return
    rank = _RANK[str(node.tag)]
    later = next((child for child in series if _RANK.get(str(child.tag), len(_RANK)) > rank), None)
    if later is None:
        series.append(node)
    else:
        later.addprevious(node)


def _drop_points(series: Node, count: int) -> None:
    """Looks and labels of single points go with their points, and what the data were filtered or named by."""
    for tag in ("dPt", "dLbl"):
        for point in list(series.iter(qualified(f"c:{tag}"))):
            index = point.find(_INDEX)
            if index is not None and whole(index.get("val")) >= count:
                take_out(point)
    for extensions in series.findall(_EXTENSIONS):
        for extension in list(extensions):
            if any("datalabelsRange" in str(child.tag) or "filtered" in str(child.tag) for child in extension):
                extensions.remove(extension)
        if not len(extensions):
            series.remove(extensions)


def _widen(plot: Node, data: ChartData) -> None:
    """Let an axis whose ends are fixed work them out where a value, or a sum of stacked ones, lies beyond."""
    rows = [[row[place] for _, row in data.series if place < len(row)] for place in range(len(data.categories))]
    values = [value for row in rows for value in row if value is not None]
    if any(node.get("val") == "stacked" for node in plot.iter(qualified("c:grouping"))):
        values += [sum((value for value in row if value is not None), Decimal(0)) for row in rows]
    for axis in plot.iter(qualified("c:valAx")):
        bounds = {tag: axis.find(f"{qualified('c:scaling')}/{qualified(f'c:{tag}')}") for tag in ("min", "max")}
        for tag, bound in bounds.items():
            end = None if bound is None else _number(bound.get("val") or "")
            if end is not None and any(value < end if tag == "min" else value > end for value in values):
                take_out(bound)


def _without_dates(plot: Node) -> None:
    """An axis of dates becomes one of words."""
    for axis in plot.findall(qualified("c:dateAx")):
        axis.tag = qualified("c:catAx")
        for tag in _OF_DATES:
            for child in axis.findall(qualified(f"c:{tag}")):
                axis.remove(child)


def _without_pivots(root: Node) -> None:
    for tag in ("c:pivotSource", "c:pivotFmts"):
        for node in list(root.iter(qualified(tag))):
            take_out(node)


def _title(root: Node, text: str) -> None:
    """The title of a chart in the look of the one it has."""
    chart = root.find(qualified("c:chart"))
    assert chart is not None
    title = chart.find(qualified("c:title"))
    if title is None:
        title = made("c:title", children=[made("c:overlay", {"val": 0})])
        chart.insert(0, title)
    rich = title.find(f"{qualified('c:tx')}/{qualified('c:rich')}")
    paragraph = None if rich is None else rich.find(qualified("a:p"))
    if rich is None or paragraph is None:
        for old in title.findall(qualified("c:tx")):
            title.remove(old)
        paragraph = made("a:p")
        body = [made("a:bodyPr"), made("a:lstStyle"), paragraph]
        title.insert(0, made("c:tx", children=[made("c:rich", children=body)]))
    else:
        for more in rich.findall(qualified("a:p"))[1:]:
            rich.remove(more)
    _say(paragraph, text)
    deleted = chart.find(qualified("c:autoTitleDeleted"))
    if deleted is not None:
        deleted.set("val", "0")


def _say(paragraph: Node, text: str) -> None:
    runs = [child for child in paragraph if child.tag in (qualified("a:r"), qualified("a:fld"), qualified("a:br"))]
    look = runs[0].find(qualified("a:rPr")) if runs else None
    words = made("a:t")
    words.text = text
    run = made("a:r", children=[*([deepcopy(look)] if look is not None else []), words])
    place = next((number for number, child in enumerate(paragraph) if child in runs), None)
    for old in runs:
        paragraph.remove(old)
    end = paragraph.find(qualified("a:endParaRPr"))
    if place is not None:
        paragraph.insert(place, run)
    elif end is not None:
        end.addprevious(run)
    else:
        paragraph.append(run)


def _equal_sizes(count: int) -> Node:
    points = [made("c:pt", {"idx": number}, [made("c:v")]) for number in range(count)]
    for point in points:
        point[0].text = "1"
    literal = made("c:numLit", children=[made("c:ptCount", {"val": count}), *points])
    return made("c:bubbleSize", children=[literal])


def _group(series: Node) -> str:
    parent = series.getparent()
    return "" if parent is None else str(parent.tag)


def _order(series: Node) -> int:
    found = series.find(qualified("c:order"))
    return 0 if found is None else whole(found.get("val"))


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _value(number: Decimal | None) -> Value | None:
    return None if number is None else Value(number, f"{number:f}")
