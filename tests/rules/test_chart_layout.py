"""How the data of a chart ask to be laid out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kamdocs.rules.chart_layout import bar_height, lies, line_ends, plot_height, week_step
from kamdocs.rules.charts import Chart, Series, Value


def chart(kind: str, *numbers: str, names: tuple[str, ...] = (), series: int = 1) -> Chart:
    """A chart whose series have the same values."""
    values = tuple(Value(Decimal(number), number) for number in numbers)
    names = names or tuple(f"N{place}" for place in range(len(numbers)))
    return Chart(kind, "T", "", names, tuple(Series(f"S{place}", values) for place in range(series)))


def wide(text: str) -> float:
    """Six points for each letter."""
    return 6.0 * len(text)


@pytest.mark.parametrize(
    ("drawn", "lying"),
    [
        (chart("bars", "1", "2", "3"), False),
        (chart("bars", "1", "2", "3000000000000000000"), True),
        (chart("bars", "1000", "2", "3"), False),
        (chart("bars", "1000", "2", "3", series=5), True),
        (chart("waterfall", "1", "2"), False),
        (chart("waterfall", "1", "2", names=("a", "b " * 47 + "b")), False),
        (chart("waterfall", "1", "2", names=("a", "b " * 48 + "b")), True),
    ],
)
def test_bars_lie_where_names_or_values_have_no_room(drawn: Chart, lying: bool) -> None:
    """Over a width of 300 points; a waterfall stands as long as its names take four lines."""
    assert lies(drawn, 300.0, wide) is lying


@pytest.mark.parametrize(
    ("numbers", "ends"),
    [
        (("0", "0"), ("0", "1")),
        (("42", "42"), ("0", "42")),
        (("-42", "-42"), ("-42", "0")),
        (("10", "50"), ("0", "50")),
        (("40", "50"), ("38", "50")),
        (("-50", "-40"), ("-50", "-38")),
        (("-50", "-10"), ("-50", "0")),
        (("-5", "9"), ("-5", "9")),
    ],
)
def test_lines_begin_at_zero_or_near_their_values(numbers: tuple[str, ...], ends: tuple[str, str]) -> None:
    """Where they would leave most of the drawing empty; equal values stand above zero, or below it."""
    assert line_ends(chart("line", *numbers)) == tuple(map(Decimal, ends))


def test_many_lying_bars_are_thinner() -> None:
    """But never thinner than their values are high."""
    few, many = chart("bars", "1", "2", series=2), chart("bars", *"123456789012", series=5)
    assert bar_height(few, 8) > bar_height(many, 8) > 8


def test_nothing_but_zeros_needs_little_height() -> None:
    """There is nothing that rises."""
    assert plot_height(chart("bars", "0", "0")) < plot_height(chart("bars", "0", "1")) / 2


@pytest.mark.parametrize(("last", "step"), [(1, 1), (6, 1), (30, 2), (104, 10)])
def test_weeks_are_numbered_as_there_is_room(last: int, step: int) -> None:
    """Over a width of 300 points, with numbers of twelve."""
    assert week_step(1, last, 300 / last, 12.0) == step
