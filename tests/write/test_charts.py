"""Charts and diagrams as they are drawn: their words, and that none leaves the drawing or lies on another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, product

import pypdfium2 as pdfium
import pytest
import yaml
from lxml import etree
from support import REPOSITORY

from kamdocs.model.theme import Theme
from kamdocs.rules.charts import CHARTS, DIAGRAMS, Chart, Diagram, Item, Series, Value
from kamdocs.rules.colours import contrast
from kamdocs.rules.svg import svg_fault
from kamdocs.write.charts import draw
from kamdocs.write.charts.paint import text_on
from kamdocs.write.charts.scales import Reach, apart, fitted
from kamdocs.write.measure import balanced, text_width, wrapped
from kamdocs.write.pdf import draw_svg

PAGE_MM, COLUMN_MM = 166, 79
_SVG = "{http://www.w3.org/2000/svg}"
_ABOVE, _BELOW = 0.7, 0.18
"""How far letters reach over and under their baseline at least, as parts of the size."""

WORDS = {
    "en": [
        "Time to fill a vacant position",
        "Attrition in the first year",
        "Trust",
        "Line supervisors trained to level 2 of the house standard for new lines",
        "Absence",
        "Rejects",
    ],
    "ko": [
        "공석 충원에 걸리는 기간",
        "입사 첫해 이직률",
        "신뢰도",
        "사내 표준 2단계까지 교육을 마친 현장 관리자 비율과 신규 라인의 관리자 비율",
        "결근율",
        "생산라인불량률관리지표",
    ],
    "vi": [
        "Thời gian tuyển dụng cho vị trí trống",
        "Tỷ lệ nghỉ việc trong năm đầu",
        "Niềm tin",
        "Tổ trưởng chuyền được đào tạo đến bậc 2 của tiêu chuẩn nội bộ cho chuyền mới",
        "Vắng mặt",
        "Hàng lỗi",
    ],
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a drawing, and the least that it covers."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def themes() -> list[str]:
    """The names of the themes that come with kamdocs."""
    found = sorted(file.parent.name for file in (REPOSITORY / "templates/themes").glob("*/theme.yaml"))
    assert found
    return found


def open_theme(name: str) -> Theme:
    """A theme that comes with kamdocs."""
    tokens = (REPOSITORY / "templates/themes" / name / "theme.yaml").read_text(encoding="utf-8")
    return Theme.model_validate(yaml.load(tokens, yaml.BaseLoader))


def value(number: float) -> Value:
    """A value and its text."""
    return Value(Decimal(str(number)), f"{number:,}%")


def series(name: str, numbers: Sequence[float | None]) -> Series:
    """A series of values."""
    return Series(name, tuple(None if number is None else value(number) for number in numbers))


def chart(kind: str, names: Sequence[str]) -> Chart:
    """A chart of `kind` over six categories."""
    data = {
        "bars": [(61, 34.5, 12, 74, None, -5), (50, 30, 22, 80, 3, 0)],
        "before-after": [(61, 34.5, 12, 74, 9, 8), (41, 14.5, 30, 74, 9, 0)],
        "line": [(61, 58, 50, 44, 40, 38), (66, None, 60, 50, 47, 45)],
        "waterfall": [(-5192, -1200, -6392, 4100, 3300, 1008)],
        "radar": [(4, 5, 3, 4, 2, 1), (2, 2, 3, 3, 4, 5)],
        "quadrant": [(4, 2, 1, 3, 2, 4), (4, 3, 5, 4, 2, 2)],
        "gantt": [(1, 3, 6, 9, 15, 16), (2, 6, 8, 14, 16, 20)],
    }[kind]
    more = [series(names[number], numbers) for number, numbers in enumerate(data)]
    made = Chart(kind, "Title", names[2], tuple(names), tuple(more))
    if kind == "waterfall":
        return replace(made, sums=frozenset({2, 5}))
    if kind == "quadrant":
        return replace(made, fields=tuple(names[index] for index in (2, 4, 5, 1)))
    return replace(made, marks=(names[1], "", *names[2:]), mark_name=names[4]) if kind == "gantt" else made


def diagram(kind: str, names: Sequence[str]) -> Diagram:
    """A diagram of `kind`."""
    below = tuple(map(Item, names[:3]))
    items = tuple(Item(name, below if index % 2 else below[:1]) for index, name in enumerate(names))
    if kind == "organisation":
        return Diagram(kind, "Title", (Item(f"{names[2]}\n{names[4]}", tuple(replace(item) for item in items)),))
    return Diagram(kind, "Title", items, names[3] if kind == "fishbone" else "")


def figure(kind: str, language: str) -> Chart | Diagram:
    """A figure of `kind` with labels in a language, one of them very long."""
    return chart(kind, WORDS[language]) if kind in CHARTS else diagram(kind, WORDS[language])


def texts_of(svg: bytes, theme: Theme) -> list[Text]:
    """The texts of a drawing, with the places they cover as they are measured."""
    found = []
    root = etree.fromstring(svg)
    for node in root.iter(f"{_SVG}text"):
        size = float(node.get("font-size", str(theme.sizes.small)))
        text = str(node.text)
        width = text_width(text, theme, size, bold=node.get("font-weight") == "700")
        x, y = float(node.get("x", "")), float(node.get("y", ""))
        left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[node.get("text-anchor", "start")]
        found.append(Text(text, left, y - size * _ABOVE, left + width, y + size * _BELOW))
    return found


def overlapping(texts: Sequence[Text]) -> list[tuple[str, str]]:
    """The pairs of texts that have a place in common."""
    return [
        (one.text, other.text)
        for one, other in combinations(texts, 2)
        if one.left < other.right - 0.1
        and other.left < one.right - 0.1
        and one.top < other.bottom - 0.1
        and other.top < one.bottom - 0.1
    ]


def outside(svg: bytes, theme: Theme) -> list[str]:
    """The texts and shapes that reach beyond the drawing."""
    root = etree.fromstring(svg)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    lost = [
        text.text
        for text in texts_of(svg, theme)
        if text.left < -0.1 or text.right > width + 0.1 or text.top < -0.1 or text.bottom > height + 0.1
    ]
    for node in root.iter(etree.Element):
        for x, y in _corners(node):
            if not (-0.1 <= x <= width + 0.1 and -0.1 <= y <= height + 0.1):
                lost.append(etree.tostring(node).decode())
    return lost


def _corners(node: etree._Element) -> Iterator[tuple[float, float]]:
    """The points between which a shape lies."""
    if node.tag == f"{_SVG}rect":
        x, y, width, height = (float(node.get(name, "")) for name in ("x", "y", "width", "height"))
        yield from ((x, y), (x + width, y + height))
    if node.tag == f"{_SVG}circle":
        x, y, radius = (float(node.get(name, "")) for name in ("cx", "cy", "r"))
        yield from ((x - radius, y - radius), (x + radius, y + radius))
    for point in node.get("points", "").split():
        x, y = map(float, point.split(","))
        yield x, y


def words_of(drawn: Chart | Diagram) -> set[str]:
    """Every word that a drawing must hold."""
    if isinstance(drawn, Diagram):
        texts = [drawn.subject, *_item_texts(drawn.items)]
    else:
        texts = [*drawn.categories, *drawn.fields, *filter(None, drawn.marks)]
        if drawn.kind not in ("gantt", "waterfall"):
            texts += [series.name for series in drawn.series]
        if drawn.kind not in ("gantt", "quadrant", "line"):
            texts += [value.text for series in drawn.series for value in series.values if value]
    return {word for text in texts for word in text.split()}


def _item_texts(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from _item_texts(item.items)


def test_every_kind_is_drawn() -> None:
    """So that the tests below leave none out."""
    assert {figure(kind, "en").kind for kind in (*CHARTS, *DIAGRAMS)} == CHARTS | DIAGRAMS


@pytest.mark.parametrize("width", [PAGE_MM, COLUMN_MM])
@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("kind", sorted(CHARTS | DIAGRAMS))
def test_words_are_whole_and_keep_their_distance(kind: str, language: str, width: int, theme: Theme) -> None:
    """On a page and in a column: every word is there, none lies on another and none leaves the drawing."""
    drawn = figure(kind, language)
    svg = draw(drawn, theme, width_mm=width)
    texts = texts_of(svg, theme)
    assert outside(svg, theme) == []
    assert overlapping(texts) == []
    held = re.sub(r"\s", "", "".join(text.text for text in texts))
    assert {word for word in words_of(drawn) if word not in held} == set()


@pytest.mark.parametrize("name", themes())
@pytest.mark.parametrize("kind", sorted(CHARTS | DIAGRAMS))
def test_every_theme_draws_every_kind(kind: str, name: str) -> None:
    """In its own colours, as a sound picture of the width asked for, the same bytes each time."""
    theme = open_theme(name)
    svg = draw(figure(kind, "vi"), theme, width_mm=PAGE_MM)
    assert svg_fault(svg) is None
    assert etree.fromstring(svg).get("width") == f"{PAGE_MM}mm"
    assert svg == draw(figure(kind, "vi"), theme, width_mm=PAGE_MM)
    assert (outside(svg, theme), overlapping(texts_of(svg, theme))) == ([], [])


NUMBERS = [(5,), (0,), (-3, -70, -12), (1, -1, 100), (0.001, 0.002), (900_000_000, 1)]


@pytest.mark.parametrize("kind", ["bars", "line", "radar"])
@pytest.mark.parametrize("categories", [1, 3, 8, 12])
def test_few_and_many_values_of_any_size_are_drawn(kind: str, categories: int, theme: Theme) -> None:
    """One and twelve categories, one to five series; equal, negative, tiny and huge values."""
    names = tuple(f"{WORDS['vi'][index % 6]} {index}" for index in range(categories))
    for count, numbers in product((1, 2, 3, 5), NUMBERS):
        rows = [[numbers[(number + place) % len(numbers)] for place in range(categories)] for number in range(count)]
        data = Chart(kind, "T", "Item", names, tuple(series(f"Series {row}", row) for row in rows))
        if kind != "radar" or (3 <= categories <= 8 and min(numbers) >= 0):
            svg = draw(data, theme, width_mm=PAGE_MM)
            assert (outside(svg, theme), overlapping(texts_of(svg, theme))) == ([], []), (count, numbers)


@pytest.mark.parametrize("kind", sorted(CHARTS | DIAGRAMS))
def test_the_words_of_a_drawing_can_be_taken_from_a_pdf(kind: str, theme: Theme) -> None:
    """They are text there, not outlines, and set in the fonts they were measured in."""
    drawn = figure(kind, "ko")
    svg = draw(drawn, theme, width_mm=PAGE_MM)
    _, _, width, height = map(float, etree.fromstring(svg).get("viewBox", "").split())
    with pdfium.PdfDocument(draw_svg(svg, theme, width=width, height=height)) as document:
        held = re.sub(r"\s", "", document[0].get_textpage().get_text_bounded())
    assert {word for word in words_of(drawn) if word not in held} == set()


def test_bars_stand_over_years_and_lie_beside_long_names(theme: Theme) -> None:
    """Upright bars begin beside each other on one line, lying ones below each other at one."""
    years = Chart("bars", "T", "Year", ("2025", "2026", "2027"), (series("A", [1, 2, 3]),))
    names = replace(years, categories=tuple(WORDS["en"][:3]))
    assert len({rect["bottom"] for rect in rects_of(draw(years, theme, width_mm=PAGE_MM))}) == 1
    assert len({rect["left"] for rect in rects_of(draw(names, theme, width_mm=PAGE_MM))}) == 1


def rects_of(svg: bytes) -> list[dict[str, float]]:
    """The rectangles of a drawing by their sides."""
    made = []
    for node in etree.fromstring(svg).iter(f"{_SVG}rect"):
        x, y, width, height = (float(node.get(name, "0")) for name in ("x", "y", "width", "height"))
        sides = {"left": x, "top": y, "right": x + width, "bottom": y + height, "length": width}
        made.append({name: round(side, 1) for name, side in sides.items()})
    return made


def test_bars_are_as_long_as_their_values(theme: Theme) -> None:
    """From one zero, on one scale."""
    names = tuple(WORDS["en"][:3])
    lengths = [
        rect["length"]
        for rect in rects_of(draw(Chart("bars", "T", "", names, (series("A", [10, 20, 40]),)), theme, width_mm=PAGE_MM))
    ]
    assert lengths[1] == pytest.approx(2 * lengths[0], abs=0.2)
    assert lengths[2] == pytest.approx(4 * lengths[0], abs=0.2)


def test_a_waterfall_goes_on_where_it_stands(theme: Theme) -> None:
    """Each amount begins at the end of the one before; a sum reaches from zero to there."""
    data = Chart("waterfall", "T", "", ("a", "b", "c", "Sum"), (series("A", [10, 5, -8, 7]),), sums=frozenset({3}))
    a, b, c, total = rects_of(draw(data, theme, width_mm=PAGE_MM))
    assert b["bottom"] == a["top"]
    assert c["top"] == b["top"]
    assert (total["top"], total["bottom"]) == (c["bottom"], a["bottom"])


def test_a_waterfall_that_begins_with_a_sum_goes_on_from_it(theme: Theme) -> None:
    """The first row may state where the others begin."""
    data = Chart("waterfall", "T", "", ("Start", "b", "Sum"), (series("A", [10, -4, 6]),), sums=frozenset({0, 2}))
    start, b, total = rects_of(draw(data, theme, width_mm=PAGE_MM))
    assert (b["top"], b["bottom"]) == (start["top"], total["top"])


@pytest.mark.parametrize("kind", ["bars", "waterfall", "line"])
def test_nothing_but_zeros_lies_on_the_ground_and_takes_little_height(kind: str, theme: Theme) -> None:
    """There is nothing that rises; the points of a line stand on the line of zero."""
    flat, high = (
        draw(Chart(kind, "T", "", ("a", "b", "c"), (series("A", [number] * 3),)), theme, width_mm=PAGE_MM)
        for number in (0, 9)
    )
    heights = [float(etree.fromstring(svg).get("viewBox", "").split()[3]) for svg in (flat, high)]
    assert heights[0] < heights[1] / 2
    ground = max(y for node in etree.fromstring(flat).iter(f"{_SVG}polyline") for _, y in _corners(node))
    points = {float(node.get("cy", "")) for node in etree.fromstring(flat).iter(f"{_SVG}circle")}
    assert points == ({ground} if kind == "line" else set())


def test_a_line_that_ends_early_has_its_last_value_at_its_point(theme: Theme) -> None:
    """Not at the end of the drawing, where it would be read as that of the last category."""
    months = ("Jan", "Feb", "Mar", "Apr")
    for rows in ([series("A", [None, 42, None, None])], [series("A", [30, 42, None, None]), series("B", [1, 2, 3, 4])]):
        svg = draw(Chart("line", "T", "", months, tuple(rows)), theme, width_mm=PAGE_MM)
        (value,) = (text for text in texts_of(svg, theme) if text.text == "42%")
        feb = next(text for text in texts_of(svg, theme) if text.text == "Feb")
        assert abs(value.left + value.right - feb.left - feb.right) < 50


def test_no_leader_looks_like_a_minus(theme: Theme) -> None:
    """None is level with the number that it leads to."""
    data = Chart("line", "T", "", ("Jan", "Feb"), (series("A", [1, 30]), series("B", [4, 90])))
    lines = [
        list(_corners(node)) for node in etree.fromstring(draw(data, theme, width_mm=PAGE_MM)).iter(f"{_SVG}polyline")
    ]
    right = max(x for line in lines for x, _ in line)
    ground = max(y for line in lines for _, y in line)
    assert [line for line in lines if line[0][1] == line[-1][1] != ground and line[-1][0] == right] == []


def test_of_many_values_on_lines_the_ends_and_extremes_are_printed(theme: Theme) -> None:
    """The others would cover the lines."""
    rows = [[100 * line + (place * 7 + 5) % 24 for place in range(24)] for line in range(5)]
    lines = tuple(series(f"S{line}", row) for line, row in enumerate(rows))
    svg = draw(Chart("line", "T", "", tuple(map(str, range(1, 25))), lines), theme, width_mm=PAGE_MM)
    wanted = {f"{number}%" for row in rows for number in (row[0], row[-1], min(row), max(row))}
    assert {text.text for text in texts_of(svg, theme) if text.text.endswith("%")} == wanted
    assert len(wanted) == 4 * 5


def test_zeros_stand_where_the_axes_of_a_quadrant_begin(theme: Theme) -> None:
    """Not in its middle, which would say that they are half of something; in Word too."""
    zeros = Chart("quadrant", "T", "", ("A", "B"), (series("x", [0, 0]), series("y", [0, 0])))
    scaled = replace(zeros, series=tuple(replace(row, scale=(Decimal(0), Decimal(1))) for row in zeros.series))
    assert draw(zeros, theme, width_mm=PAGE_MM) == draw(scaled, theme, width_mm=PAGE_MM)


def test_a_key_stands_beside_a_quadrant_that_is_as_high(theme: Theme) -> None:
    """So that no half of the drawing is empty."""
    names = tuple(f"{number} {WORDS['en'][3]}" for number in range(8))
    places = [(number % 4, number % 3) for number in range(8)]
    rows = (series("x", [x for x, _ in places]), series("y", [y for _, y in places]))
    svg = draw(Chart("quadrant", "T", "", names, rows), theme, width_mm=PAGE_MM)
    ground = max(y for node in etree.fromstring(svg).iter(f"{_SVG}polyline") for _, y in _corners(node))
    lowest = max(float(node.get("cy", "")) for node in etree.fromstring(svg).iter(f"{_SVG}circle"))
    assert ground - 40 < lowest < ground


def test_words_too_wide_for_upright_bars_lay_them_down(theme: Theme) -> None:
    """A waterfall whose amounts do not fit over its bars has them at their right."""
    names, amounts = ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"), [9_000_000_000_000.0] * 10
    data = Chart("waterfall", "T", "", names, (series("A", amounts),))
    tops = {rect["top"] for rect in rects_of(draw(data, theme, width_mm=PAGE_MM))}
    assert len(tops) == len(names)


def test_a_gap_interrupts_a_line(theme: Theme) -> None:
    """Nothing is drawn over a category without a value."""
    whole = Chart("line", "T", "", ("1", "2", "3", "4"), (series("A", [1, 2, 3, 4]),))
    broken = replace(whole, series=(series("A", [1, None, 3, 4]),))
    points = [
        [
            len(node.get("points", "").split())
            for node in etree.fromstring(svg).iter(f"{_SVG}polyline")
            if node.get("stroke-width") == "1.75"
        ]
        for svg in (draw(whole, theme, width_mm=PAGE_MM), draw(broken, theme, width_mm=PAGE_MM))
    ]
    assert points == [[4], [2]]


def test_a_line_that_stays_where_it_is_has_one_number(theme: Theme) -> None:
    """A target is told at its end; the numbers of the other line stand clear of the line below them."""
    months = ("Jan", "Feb", "Mar")
    data = Chart("line", "T", "", months, (series("A", [61.5, 70, 76]), series("Target", [75, 75, 75])))
    svg = draw(data, theme, width_mm=PAGE_MM)
    texts = texts_of(svg, theme)
    assert [text.text for text in texts if text.text.endswith("%")].count("75%") == 1
    ground = max(y for node in etree.fromstring(svg).iter(f"{_SVG}polyline") for _, y in _corners(node))
    first = next(text for text in texts if text.text == "61.5%")
    assert first.bottom < ground - 2


@pytest.mark.parametrize("width", [PAGE_MM, COLUMN_MM])
@pytest.mark.parametrize("language", WORDS)
def test_eight_long_names_of_a_radar_keep_their_distance(language: str, width: int, theme: Theme) -> None:
    """In a column they need more height than the web has."""
    names = tuple(f"{number} {WORDS[language][3]}" for number in range(8))
    data = Chart(
        "radar", "T", "", names, (series("A", [5, 4, 3, 5, 2, 1, 4, 5]), series("B", [1, 2, 3, 4, 5, 4, 3, 2]))
    )
    svg = draw(data, theme, width_mm=width)
    assert (outside(svg, theme), overlapping(texts_of(svg, theme))) == ([], [])


def test_the_greatest_values_of_a_radar_do_not_touch_their_names(theme: Theme) -> None:
    """All signs stand at the ends of the axes."""
    names = tuple(WORDS["vi"][index] for index in (0, 1, 2, 4, 5))
    svg = draw(Chart("radar", "T", "", names, (series("A", [5] * 5), series("B", [5] * 5))), theme, width_mm=PAGE_MM)
    texts = texts_of(svg, theme)
    for node in etree.fromstring(svg).iter(f"{_SVG}circle"):
        (left, top), (right, bottom) = _corners(node)
        sign = Text("sign", left, top, right, bottom)
        assert overlapping([sign, *texts]) == []


def test_points_keep_clear_of_the_names_of_the_fields(theme: Theme) -> None:
    """Also where they stand in the corners; no field is coloured, since any of them may be the good one."""
    fields = ("Keep satisfied", "Work closely", "Watch", "Keep informed")
    names, places = ("A B C", "D E F", "G H I", "J K L"), [(5, 5), (0, 5), (5, 0), (0, 0)]
    rows = [series("x", [x for x, _ in places]), series("y", [y for _, y in places])]
    svg = draw(Chart("quadrant", "T", "", names, tuple(rows), fields=fields), theme, width_mm=PAGE_MM)
    titles = [text for text in texts_of(svg, theme) if text.text in fields]
    assert len(titles) == len(fields)
    for node in etree.fromstring(svg).iter(f"{_SVG}circle"):
        (left, top), (right, bottom) = _corners(node)
        assert overlapping([Text("point", left, top, right, bottom), *titles]) == []
    assert rects_of(svg) == []


def test_short_names_stand_in_their_points(theme: Theme) -> None:
    """As the numbers of risks do that a table explains."""
    data = Chart("quadrant", "T", "", ("1", "12"), (series("x", [3, 3]), series("y", [4, 4])))
    svg = draw(data, theme, width_mm=PAGE_MM)
    dots = [float(node.get("cx", "")) for node in etree.fromstring(svg).iter(f"{_SVG}circle")]
    middles = [(text.left + text.right) / 2 for text in texts_of(svg, theme) if text.text in ("1", "12")]
    assert middles == pytest.approx(dots, abs=0.1)
    assert abs(dots[0] - dots[1]) > 14


def test_weeks_are_numbered_where_there_is_room(theme: Theme) -> None:
    """All of a few; of many each second, fourth or fifth, at its end."""
    numbers = []
    for last in (6, 30, 52):
        data = Chart("gantt", "T", "", ("A", "B"), (series("First week", [1, 3]), series("Last week", [2, last])))
        texts = texts_of(draw(data, theme, width_mm=COLUMN_MM), theme)
        numbers.append([text.text for text in texts if text.text.isdecimal()])
    assert numbers[0] == ["1", "2", "3", "4", "5", "6"]
    assert numbers[1][:2] == ["4", "8"]
    assert numbers[2][:2] == ["5", "10"]


def test_points_in_the_same_place_are_all_seen(theme: Theme) -> None:
    """Those that would hide each other are moved beside each other."""
    names = tuple(f"Risk {index}" for index in range(6))
    data = Chart("quadrant", "T", "", names, (series("x", [3] * 6), series("y", [4] * 6)))
    dots = [
        (node.get("cx"), node.get("cy"))
        for node in etree.fromstring(draw(data, theme, width_mm=PAGE_MM)).iter(f"{_SVG}circle")
    ]
    assert len(set(dots)) == len(dots) >= 6


def test_one_item_is_an_organisation_too(theme: Theme) -> None:
    """A box of its own, with nothing to be joined to."""
    svg = draw(Diagram("organisation", "T", (Item("Kim\nHead"),)), theme, width_mm=PAGE_MM)
    assert [text.text for text in texts_of(svg, theme)] == ["Kim", "Head"]
    assert list(etree.fromstring(svg).iter(f"{_SVG}polyline")) == []


def test_text_is_measured_letter_by_letter(theme: Theme) -> None:
    """In proportion to its size, wider in bold, Latin and Hangul each in its own font."""
    assert text_width("ab", theme, 10) == pytest.approx(text_width("a", theme, 10) + text_width("b", theme, 10))
    assert text_width("한글", theme, 16) == pytest.approx(2 * text_width("한글", theme, 8))
    assert text_width("Kamdocs", theme, 8, bold=True) > text_width("Kamdocs", theme, 8)
    assert text_width("", theme, 8) == 0


def test_text_is_measured_without_its_fonts_too(theme: Theme) -> None:
    """An HTML file can be written where none of them is installed."""
    tokens = theme.model_dump(mode="json")
    tokens["fonts"]["latin"]["pdf"] = tokens["fonts"]["hangul"]["pdf"] = ["No Such Font"]
    assert text_width("Price 가격", Theme.model_validate(tokens), 10) == pytest.approx(8 * 6.2)


def test_lines_end_between_words(theme: Theme) -> None:
    """A word that is wider than a line is parted, and nothing is lost; even lines are about as long as each other."""
    text = "Tổ trưởng chuyền được đào tạo đến bậc 2"
    lines = wrapped(text, theme, 8, 70)
    assert " ".join(lines) == text
    assert all(text_width(line, theme, 8) <= 70 for line in lines)
    parted = wrapped("공장관리자교육과정", theme, 8, 30)
    assert ("".join(parted), max(map(len, parted)) < 9) == ("공장관리자교육과정", True)
    even = balanced("Supervisors trained to level two", theme, 8, 120)
    assert even == ["Supervisors", "trained to level two"] or even == ["Supervisors trained", "to level two"]


def test_a_no_break_space_holds_a_value_together(theme: Theme) -> None:
    """A number is not parted from its unit."""
    assert wrapped("from 12\u00a0days", theme, 8, 40) == ["from", "12\u00a0days"]


def test_a_scale_leaves_room_for_what_stands_beyond_its_values() -> None:
    """As long as it can be, with zero on it."""
    scale = fitted([Reach(10, above=20), Reach(-5, below=10)], 100)
    assert scale(10) + 20 == pytest.approx(100)
    assert scale(-5) - 10 == pytest.approx(0)
    assert fitted([Reach(0)], 100)(0) == 0


def test_labels_are_moved_apart() -> None:
    """As little as need be, and not beyond the ends."""
    assert apart([50, 52], [10, 10], 0, 100) == [50, 60]
    assert apart([98, 99], [10, 10], 0, 100) == [85, 95]


def test_text_can_be_read_on_any_ground(theme: Theme) -> None:
    """White on dark, dark on light."""
    for ground in (theme.colours.strong, theme.colours.accent, theme.colours.tint, "#ffffff"):
        assert contrast(text_on(ground, theme), ground) >= 4.5


def test_a_text_that_leaves_a_drawing_is_caught(theme: Theme) -> None:
    """And so are two that lie on each other, so that the tests above are seen to see."""
    svg = draw(figure("bars", "en"), theme, width_mm=PAGE_MM)
    moved = re.sub(rb'<text x="0"', b'<text x="-9"', svg, count=1)
    assert moved != svg
    assert outside(moved, theme) == ["Time to fill a vacant position"]
    both = re.sub(rb' y="[\d.]+"( fill="[^"]+")(?=>|/>| text| font)', rb' y="20"\1', svg)
    assert overlapping(texts_of(both, theme)) != []
