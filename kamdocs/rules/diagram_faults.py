"""Whether the list of a diagram can be drawn, and legibly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from kamdocs.rules.charts import Fault, words
from kamdocs.rules.vocabulary import INLINE

LONGEST_ITEM = 120
"""How many characters an item has at most."""

_LISTS = frozenset({"ol", "ul"})
_IN_TEXT = INLINE | {"p", "div"}


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What a diagram holds: `most` items in the lists of each level; `help` says what its list is."""

    most: tuple[int, ...]
    help: str


_BOUNDS = {
    "fishbone": _Bounds((6, 5), "write the causes in groups: a list, and a list in each of its items"),
    "process": _Bounds((10, 5), "write its steps as a list"),
    "organisation": _Bounds((1, 6, 8), "write a list of one item, and in it a list of those below"),
    "map": _Bounds((24, 3), "write the parts as a list, and what each answers as a list in it"),
}


def diagram_faults(figure: etree._Element, kind: str) -> Iterator[Fault]:
    """What is wrong with the lists of a diagram."""
    bounds = _BOUNDS[kind]
    lists = list(figure.iterchildren("ol", "ul"))
    if len(lists) != 1:
        what = f"has {len(lists)} lists" if lists else "has no list"
        yield figure, f"`figure.{kind}` {what}", bounds.help
    yield from _subject_faults(figure, kind)
    for top in lists[:1]:
        yield from _level_faults(top, kind, bounds, 0)


def _subject_faults(figure: etree._Element, kind: str) -> Iterator[Fault]:
    """The effect of a fishbone, and whatever else stands beside the list."""
    effects = figure.findall("p") if kind == "fishbone" else []
    if kind == "fishbone" and len(effects) != 1:
        what = f"names {len(effects)} effects" if effects else "names no effect"
        yield figure, f"`figure.fishbone` {what}", "write it in a `p` before the list"
    for effect in effects:
        yield from length_faults(effect, LONGEST_ITEM)
    for child in figure.iterchildren(etree.Element):
        if child.tag not in {"ol", "ul", "figcaption"} and child not in effects:
            yield child, f"`{child.tag}` stands in `figure.{kind}`", "it holds a list and a `figcaption`"


def _level_faults(holder: etree._Element, kind: str, bounds: _Bounds, level: int) -> Iterator[Fault]:
    """What is wrong with a list of some level and all below it."""
    if level == len(bounds.most):
        what = f"`figure.{kind}` has a list of level {level + 1}; it shows {level}"
        yield holder, what, "say it in the items above, or in the text"
        return
    items = holder.findall("li")
    if len(items) > bounds.most[level]:
        yield holder, *_too_many(kind, level, len(items), bounds.most[level])
    for item in items:
        if not words(item):
            yield item, f"an item of `figure.{kind}` has no text", "write it before what stands below it"
        yield from length_faults(item, LONGEST_ITEM)
        for stray in (stray for stray in strays(item) if stray.getparent() is not item or stray.tag not in _LISTS):
            yield (
                stray,
                f"`{stray.tag}` stands in an item of `figure.{kind}`",
                "an item holds a text and a list below it",
            )
        for below in item.iterchildren("ol", "ul"):
            yield from _level_faults(below, kind, bounds, level + 1)


def _too_many(kind: str, level: int, found: int, most: int) -> tuple[str, str]:
    if kind == "organisation" and level == 0:
        return f"`figure.organisation` has {found} items at the top; it shows one", "put the others below it"
    what = f"`figure.{kind}` has {found} items in a list of level {level + 1}; {most} at most are legible"
    return what, "make two figures of it, or leave the least important out"


def length_faults(element: etree._Element, most: int) -> Iterator[Fault]:
    """A text of more than `most` characters, lists within it not counted."""
    if (length := len(words(element))) > most:
        what = f"a text of {length} characters stands in a drawing, where {most} at most are legible"
        yield element, what, "say it in fewer words"


def strays(holder: etree._Element) -> Iterator[etree._Element]:
    """The elements in a text that are none of it, as a table or a list; what they hold is not looked at."""
    for child in holder.iterchildren(etree.Element):
        if child.tag in _IN_TEXT:
            yield from strays(child)
        else:
            yield child
