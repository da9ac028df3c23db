"""Where the parts of a chart stand, in points from its upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kamdocs.rules.chart_layout import NAMES_BESIDE
from kamdocs.write.charts.labels import Box
from kamdocs.write.charts.scales import Reach, fitted
from kamdocs.write.word.charts.setting import Setting
from kamdocs.write.word.charts.xml import Node, x

GAP = 4.0
_SQUARE, _STROKE, _BETWEEN = 14.0, 44.0, 11.0
"""In a legend: the sign of a series of bars, that of a line, and what is between two."""
_DIGITS = 6

Ends = tuple[Decimal, Decimal]
"""Where an axis begins and ends."""


def layout(box: Box, width: float, height: float, *, inner: bool = False) -> Node:
    """The place of a part of a chart of this size; of the plot `inner` is what stands between its axes."""
    parts = [
        ("c:xMode", "edge"),
        ("c:yMode", "edge"),
        ("c:x", _share(box.left / width)),
        ("c:y", _share(box.top / height)),
        ("c:w", _share((box.right - box.left) / width)),
        ("c:h", _share((box.bottom - box.top) / height)),
    ]
    target = [x("c:layoutTarget", "inner")] if inner else []
    return x("c:layout", children=[x("c:manualLayout", children=[*target, *(x(*part) for part in parts)])])


def corner(left: float, top: float) -> Node:
    """The place of a part that is as large as its text; as parts of the width and the height."""
    places = [("c:xMode", "edge"), ("c:yMode", "edge"), ("c:x", _share(left)), ("c:y", _share(top))]
    return x("c:layout", children=[x("c:manualLayout", children=[x(*place) for place in places])])


def moved(right: float, down: float) -> Node:
    """A part moved from where it would stand, by parts of the width and the height."""
    places = [x("c:x", f"{right:.4f}"), x("c:y", f"{down:.4f}")]
    return x("c:layout", children=[x("c:manualLayout", children=places)])


def _share(part: float) -> str:
    return f"{min(max(part, 0.0), 1.0):.4f}"


def legend_box(names: Sequence[str], setting: Setting, *, of_lines: bool) -> Box:
    """Where a legend stands: at the upper left, in as many rows as its names need. Word gives all the same width."""
    entry = max(map(setting.breadth, names)) + (_STROKE if of_lines else _SQUARE) + _BETWEEN
    in_row = max(1, min(len(names), int(setting.width // entry)))
    rows = -(-len(names) // in_row)
    return Box(0, 0, min(in_row * entry, setting.width), rows * (setting.leading + GAP))


def below_legend(legend: Box | None) -> float:
    """Where a chart begins below its legend."""
    return legend.bottom + GAP if legend else 0.0


def names_below(names: Sequence[str], setting: Setting) -> float:
    """How high the names below a plot are."""
    room = setting.width / max(1, len(names)) - GAP
    return max((setting.lines(name, room) for name in names), default=1) * setting.leading + 2 * GAP


def names_beside(names: Sequence[str], setting: Setting) -> float:
    """How wide the names at the left of a plot are."""
    return min(max(map(setting.tight, names), default=0.0), setting.width * NAMES_BESIDE) + 2 * GAP


def slot_beside(names: Sequence[str], setting: Setting, bars: float) -> float:
    """How high the place of a category is whose bars are so high together, and whose name stands beside them."""
    room = names_beside(names, setting) - 2 * GAP
    return max(bars, *(setting.lines(name, room) * setting.leading for name in names))


def ends_around(reaches: Sequence[Reach], length: float) -> Ends:
    """The ends of an axis that is `length` long, so that there is room for what stands beyond the values."""
    scale = fitted(reaches, length)
    if not scale.unit:
        return Decimal(0), Decimal(1)
    ends = (-scale.origin / scale.unit, (length - scale.origin) / scale.unit)
    low, high = (Decimal(f"{end:.{_DIGITS}g}") for end in ends)
    return low, high
