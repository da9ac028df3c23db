"""The tags of a PDF, put right where WeasyPrint's are not what PDF/UA asks for."""

from __future__ import annotations

import re

import pydyf  # type: ignore[import-untyped]  # it has none

_REFERENCE = re.compile(rb"(\d+) \d+ R")


def wrap_items(_document: object, pdf: pydyf.PDF) -> None:
    """Put what stands directly in a list item, as paragraphs do, into a body of the item."""
    items = [element for element in pdf.objects if isinstance(element, pydyf.Dictionary) and element.get("S") == "/LI"]
    for item in items:
        kids: list[object] = []
        for kid in item["K"]:
            element = _element(kid, pdf)
            if element is None or element.get("S") in ("/Lbl", "/LBody"):
                kids.append(kid)
                continue
            body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array([kid])})
            body.update({"Pg": item["Pg"], "P": item.reference})
            pdf.add_object(body)
            element["P"] = body.reference
            kids.append(body.reference)
        item["K"] = pydyf.Array(kids)


def _element(kid: object, pdf: pydyf.PDF) -> pydyf.Dictionary | None:
    """The structure element that `kid` refers to; None for a run of text."""
    match = _REFERENCE.fullmatch(kid) if isinstance(kid, bytes) else None
    element = pdf.objects[int(match[1])] if match else None
    return element if isinstance(element, pydyf.Dictionary) and "S" in element else None
