"""What keeps a template from going on without end: counted steps, and values and outputs of bounded size.

Steps are the rounds of loops, calls and includes. No clock is asked, so that the same input gives the same answer on
every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from kamdocs.render.current import TemplateFault, current, note

COUNTED = "each round counted"
"""The filter that stands around what a loop goes over; no template can write its name."""

_MOST_STEPS = 200_000
_LONGEST_OUTPUT = 20_000_000
_LONGEST_TEXT = 100_000
_LONGEST_LIST = 20_000
_LARGEST_NUMBER = 10**30
_DEEPEST_LIST = 8
ENDLESS = "template-endless"
"""The rule that a template breaks when it goes on without end."""

_ONCE_EACH = "loop over the data, once for each thing that is printed"


def step(count: int = 1) -> None:
    """Count steps of what is being rendered. Raises TemplateFault once there are too many."""
    rendering = current()
    rendering.steps += count
    if rendering.steps > _MOST_STEPS:
        raise TemplateFault("a template goes on without end", _ONCE_EACH, rule=ENDLESS)


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
    """`items` for a loop; nothing, and a fault that is noted, for what has none."""
    if isinstance(items, str) or not hasattr(items, "__iter__"):
        note(TemplateFault("`for` needs a list", "name one, or write one: `(1, 2)`"))
        return ()
    return _Counted(items)


def count_loops(template: nodes.Template, environment: Environment, file: str | None) -> None:
    """Have each loop of `template`, which stands in `file`, counted.

    Raises TemplateSyntaxError for a loop that calls itself, and for a template that extends another.
    """
    for base in template.find_all(nodes.Extends):
        what = "`extends` is not for a section"
        raise TemplateSyntaxError(what, base.lineno, filename=file)
    for loop in list(template.find_all(nodes.For)):
        if loop.recursive:
            raise TemplateSyntaxError("a loop calls itself: write a macro instead", loop.lineno, filename=file)
        loop.iter = nodes.Filter(loop.iter, COUNTED, [], [], None, None, lineno=loop.iter.lineno)
        loop.iter.set_environment(environment)


def bounded_range(*bounds: int) -> range:
    """`range`, each of whose numbers counts as a step."""
    steps = range(*bounds)
    step(len(steps))
    return steps


def bounded_length(length: int) -> None:
    """Raises TemplateFault where a text that is about to be made, `length` letters long, would grow without end."""
    if length > _LONGEST_TEXT:
        raise TemplateFault("a text grows without end", rule=ENDLESS)


def bounded(value: Any) -> Any:
    """`value`, if it is no text, list or number that grows without end; else raises TemplateFault."""
    if isinstance(value, str):
        bounded_length(len(value))
    if isinstance(value, list | tuple) and len(value) > _LONGEST_LIST:
        raise TemplateFault("a list grows without end", rule=ENDLESS)
    if isinstance(value, int | Decimal) and not -_LARGEST_NUMBER < value < _LARGEST_NUMBER:
        raise TemplateFault("a number grows without end", rule=ENDLESS)
    return value


def flat(value: Any) -> Any:
    """`value`, if it is no list within lists beyond measure; else raises TemplateFault."""
    if _depth(value, {}) > _DEEPEST_LIST:
        raise TemplateFault("lists stand within each other without end", rule=ENDLESS)
    return value


def _depth(value: Any, known: dict[int, int]) -> int:
    if not isinstance(value, list | tuple | dict):
        return 0
    if id(value) not in known:
        items = value.values() if isinstance(value, dict) else value
        known[id(value)] = 1 + max((_depth(item, known) for item in items), default=0)
    return known[id(value)]


def bounded_concat(pieces: Iterable[str]) -> str:
    """The output that `pieces` make. Raises TemplateFault where it is longer than any document."""
    parts, length = list[str](), 0
    for piece in pieces:
        parts.append(str(piece))
        length += len(parts[-1])
        if length > _LONGEST_OUTPUT:
            raise TemplateFault("the output of a template grows without end", _ONCE_EACH, rule=ENDLESS)
    return "".join(parts)
