"""Elements of the chart format, made in one expression each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from kamdocs.word.names import NAMESPACES, qualified

Node = etree._Element


def x(
    name: str, given: Mapping[str, object] | str | int = "", children: Iterable[Node] = (), *, text: str | None = None
) -> Node:
    """The element `name`, as in `c:ser`; a text or number in place of the attributes is its `val`, `""` means none."""
    prefix = name.partition(":")[0]
    made = etree.Element(qualified(name), nsmap={prefix: NAMESPACES[prefix]})
    attributes = given if isinstance(given, Mapping) else {"val": given} if given != "" else {}
    for key, value in attributes.items():
        made.set(qualified(key) if ":" in key else key, str(value))
    made.extend(children)
    made.text = text
    return made
