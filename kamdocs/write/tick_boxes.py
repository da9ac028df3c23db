"""The boxes to tick of a document as drawings."""

from __future__ import annotations

from lxml import etree

from kamdocs.model.theme import Theme
from kamdocs.rules.pictures import SVG

_TICKED, _OPEN = "☑", "☐"
_TICK = '<path d="M7 13.5 11 18 18 6" stroke="{accent}" stroke-width="2.6"/>'
_BOX = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none">'
    '<rect x="2" y="2" width="20" height="20" stroke="{text}" stroke-width="2"/>{tick}</svg>'
)


def put_boxes(body: etree._Element, theme: Theme, address: str) -> dict[str, bytes]:
    """Put a box before each item to tick; the drawings by the addresses of those, which begin with `address`.

    Why pictures: their alternative text tells those who hear the page whether the box is ticked.
    """
    drawings: dict[str, bytes] = {}
    for item in body.iterfind(".//ul[@class='checks']/li"):
        ticked = item.get("class") == "done"
        name = f"{address}{'ticked' if ticked else 'open'}{SVG}"
        drawings[name] = _drawn(theme, ticked=ticked)
        first = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
        box = etree.Element("img", {"class": "box"}, src=name, alt=_TICKED if ticked else _OPEN)
        box.tail, first.text = (first.text or "").lstrip(), None
        first.insert(0, box)
    return drawings


def _drawn(theme: Theme, *, ticked: bool) -> bytes:
    tick = _TICK.format(accent=theme.colours.accent) if ticked else ""
    return _BOX.format(text=theme.colours.text, tick=tick).encode()
