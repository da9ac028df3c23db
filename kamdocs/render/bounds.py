"""What keeps a template from going on without end: counted steps, and values and outputs of bounded size.

Steps are the rounds of loops, calls and includes. No clock is asked, so that the same input gives the same answer on
every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import wraps
from typing import Any

from jinja2 import Environment, nodes

from kamdocs.render.rendering import TemplateFault, rendering

COUNTED = "each round counted"
"""The filter that stands around what a loop goes over; no template can write its name."""

_MOST_STEPS = 200_000
_LONGEST_OUTPUT = 20_000_000
_LONGEST_TEXT = 100_000
_LONGEST_LIST = 20_000
_LARGEST_NUMBER = 10**30
_MOST_COLUMNS = 1_000
_ENDLESS = "loop over the data, once for each thing that is printed"


def step(count: int = 1) -> None:
    """Count steps of what is being rendered. Raises TemplateFault once there are too many."""
    current = rendering()
    current.steps += count
    if current.steps > _MOST_STEPS:
        raise TemplateFault("a template goes on without end", _ENDLESS)


class _Counted:
    """Items each of which counts as a step."""

    def __init__(self, items: Any) -> None:
        self._items = items

    def __iter__(self) -> Iterator[Any]:
        for item in self._items:
            step()
            yield item

    def __len__(self) -> int:
        return len(self._items)


def counted(items: Any) -> Iterable[Any]:
    """`items` for a loop. Raises TemplateFault for what has none."""
    if isinstance(items, str) or not hasattr(items, "__iter__"):
        raise TemplateFault("this is nothing to loop over", "name a list")
    return _Counted(items)


def count_loops(template: nodes.Template, environment: Environment) -> None:
    """Have each loop of `template` counted."""
    for loop in list(template.find_all(nodes.For)):
        loop.iter = nodes.Filter(loop.iter, COUNTED, [], [], None, None, lineno=loop.iter.lineno)
        loop.iter.set_environment(environment)


def bounded_range(*bounds: int) -> range:
    """`range`, each of whose numbers counts as a step."""
    steps = range(*bounds)
    step(len(steps))
    return steps


def bounded(value: Any) -> Any:
    """`value`, if it is no text, list or number that grows without end; else raises TemplateFault."""
    if isinstance(value, str) and len(value) > _LONGEST_TEXT:
        raise TemplateFault("a text grows without end")
    if isinstance(value, list | tuple) and len(value) > _LONGEST_LIST:
        raise TemplateFault("a list grows without end")
    if isinstance(value, int | Decimal) and not -_LARGEST_NUMBER < value < _LARGEST_NUMBER:
        raise TemplateFault("a number grows without end")
    return value


def bounded_result(filter: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, with a bounded result."""

    @wraps(filter)
    def filtered(*values: Any, **named: Any) -> Any:
        return bounded(filter(*values, **named))

    return filtered


def bounded_columns(filter: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that makes rows of as many items as it is told, which must not be too many."""

    @wraps(filter)
    def filtered(*values: Any, **named: Any) -> Any:
        asked = [value for value in (*values, *named.values()) if isinstance(value, int)]
        if any(number > _MOST_COLUMNS for number in asked):
            raise TemplateFault(f"more than {_MOST_COLUMNS:,} columns are asked for")
        return filter(*values, **named)

    return filtered


def bounded_concat(pieces: Iterable[str]) -> str:
    """The output that `pieces` make. Raises TemplateFault where it is longer than any document."""
    parts, length = list[str](), 0
    for piece in pieces:
        parts.append(piece)
        length += len(piece)
        if length > _LONGEST_OUTPUT:
            raise TemplateFault("the output of a template grows without end", _ENDLESS)
    return "".join(parts)
