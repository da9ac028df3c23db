"""The axes of a chart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kamdocs.write.word.charts.formats import GENERAL
from kamdocs.write.word.charts.setting import Setting
from kamdocs.write.word.charts.shapes import RULE, line, shape
from kamdocs.write.word.charts.xml import Node, x

CATEGORIES, VALUES = 1, 2
"""The numbers of the two axes."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of numbers.

    It stands at `place` (b, l, t, r) and is one of CATEGORIES and VALUES by its `number`. `least`, `most` and `step`
    are of its scale, None for as Word likes; `code` is the number format of its numbers. `shown` keeps the axis,
    `numbered` prints its numbers, `edge` draws it, `grid` lines across. It meets the other axis at `meets` or, with
    None, at zero. Its `title` lies at `title_place`.
    """

    place: str
    least: Decimal | None = None
    most: Decimal | None = None
    step: Decimal | None = None
    number: int = VALUES
    code: str = GENERAL
    title: str = ""
    shown: bool = True
    numbered: bool = True
    edge: bool = False
    grid: bool = False
    meets: Decimal | None = None
    title_place: Node | None = None


def axis_numbers() -> list[Node]:
    """By which a group of series names its axes."""
    return [x("c:axId", CATEGORIES), x("c:axId", VALUES)]


def category_axis(
    setting: Setting, place: str, *, colour: str = "", downwards: bool = False, grid: bool = False
) -> Node:
    """The axis of the categories, which stands at `place` (b, l); `downwards` lists them from the top."""
    edge = line(colour or setting.colours.text, RULE)
    return x(
        "c:catAx",
        children=[
            x("c:axId", CATEGORIES),
            x("c:scaling", children=[x("c:orientation", "maxMin" if downwards else "minMax")]),
            x("c:delete", 0),
            x("c:axPos", place),
            *_grid(setting, grid),
            x("c:numFmt", {"formatCode": GENERAL, "sourceLinked": 0}),
            *_ticks("low"),
            shape(stroke=edge),
            setting.type(setting.colours.text),
            x("c:crossAx", VALUES),
            x("c:crosses", "autoZero"),
            x("c:auto", 0),
            x("c:lblAlgn", "ctr"),
            x("c:lblOffset", 100),
            x("c:noMultiLvlLbl", 1),
        ],
    )


def value_axis(setting: Setting, axis: Axis) -> Node:
    """An axis of numbers as the chart format has it."""
    return x(
        "c:valAx",
        children=[
            x("c:axId", axis.number),
            x("c:scaling", children=[x("c:orientation", "minMax"), *_limits(axis)]),
            x("c:delete", 0 if axis.shown else 1),
            x("c:axPos", axis.place),
            *_grid(setting, axis.grid),
            *([_title(setting, axis)] if axis.title else []),
            x("c:numFmt", {"formatCode": axis.code, "sourceLinked": 0}),
            *_ticks("low" if axis.numbered else "none"),
            shape(stroke=line(setting.colours.line) if axis.edge else None),
            setting.type(setting.colours.muted),
            x("c:crossAx", CATEGORIES if axis.number == VALUES else VALUES),
            x("c:crosses", "autoZero") if axis.meets is None else x("c:crossesAt", str(axis.meets)),
            x("c:crossBetween", "between" if axis.number == VALUES else "midCat"),
            *([x("c:majorUnit", str(axis.step))] if axis.step is not None else []),
        ],
    )


def _limits(axis: Axis) -> list[Node]:
    limits = (("c:max", axis.most), ("c:min", axis.least))
    return [x(name, str(limit)) for name, limit in limits if limit is not None]


def _grid(setting: Setting, shown: bool) -> list[Node]:
    return [x("c:majorGridlines", children=[x("c:spPr", children=[line(setting.colours.line)])])] if shown else []


def _ticks(place: str) -> list[Node]:
    return [x("c:majorTickMark", "none"), x("c:minorTickMark", "none"), x("c:tickLblPos", place)]


def _title(setting: Setting, axis: Axis) -> Node:
    place = [] if axis.title_place is None else [axis.title_place]
    return x("c:title", children=[setting.words(axis.title, setting.colours.muted), *place, x("c:overlay", 1)])
