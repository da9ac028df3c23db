"""A page as the HTML that programs for mail show: every style on its element, no stylesheet, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kamdocs.errors import OutputError
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.rules.charts import is_drawn
from kamdocs.rules.pictures import SVG
from kamdocs.write.document import document, pictures, serialise
from kamdocs.write.pictures import read_picture
from kamdocs.write.screen import end_notes

_KOREAN = ", 'Malgun Gothic', 'Apple SD Gothic Neo'"
_LOGO_PX = 45


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture within a message: the id that the HTML calls it by, its ending and its content."""

    id: str
    ending: str
    content: bytes


def mail_body(page: Page, theme: Theme, assets: Path) -> tuple[etree._Element, str, tuple[Shown, ...]]:
    """The body of `page` as it is, the same as HTML for mail, and the pictures that the HTML shows.

    Bitmaps go with the message. Drawings, which programs for mail do not show, are left out. Raises OutputError for a
    chart, whose words would be lost, and where a picture is gone.
    """
    root = document(page)
    body = root.find("body")
    assert body is not None
    if any(map(is_drawn, body.iter("figure"))):
        raise OutputError("a message cannot show a chart", help="build the letter as `docx` or `pdf` only")
    end_notes(body)
    shown = tuple(_shown(root, assets))
    head = root.find("head")
    assert head is not None
    etree.SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    plain = etree.fromstring(etree.tostring(body))
    _dress(body, theme, page.language)
    return plain, serialise(root), shown


def _shown(root: etree._Element, assets: Path) -> Iterator[Shown]:
    """The bitmaps of a document, once each; their addresses become ids, and what is drawn goes."""
    known: dict[Path, Shown] = {}
    for image, file in pictures(root, assets):
        if file.suffix.lower() == SVG:
            _take_out(image)
            continue
        if file not in known:
            content = read_picture(file, image.get("src", ""))
            known[file] = Shown(f"picture{len(known) + 1}", file.suffix.lower(), content)
        image.set("src", f"cid:{known[file].id}")
    yield from known.values()


def _take_out(element: etree._Element) -> None:
    """Take an element out, but not the text that follows it."""
    before, holder, tail = element.getprevious(), element.getparent(), element.tail or ""
    assert holder is not None
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        holder.text = (holder.text or "") + tail
    holder.remove(element)


def _dress(body: etree._Element, theme: Theme, language: str) -> None:
    """Put the styles of `theme` on each element below `body`."""
    styles = _styles(theme)
    family = f"'{theme.fonts.latin.word}'{_KOREAN}, Arial, sans-serif"
    body.set("style", f"margin:0;padding:16px;font-family:{family};{styles['body']}")
    body.set("lang", language)
    for element in body.iterdescendants(etree.Element):
        kind = f"{element.tag}.{element.get('class')}"
        found = (styles.get(str(element.tag)), styles.get(kind), _within(element, styles), element.get("style"))
        if style := ";".join(filter(None, found)):
            element.set("style", style)
    for cell in body.iterfind(".//table[@class='signatures']//td"):
        cell.set("style", f"{cell.get('style')};border:none;width:50%")
    for image in body.iterfind(".//header/img"):
        image.set("height", str(_LOGO_PX))  # Outlook obeys no other height


def _within(element: etree._Element, styles: Mapping[str, str]) -> str:
    holder = element.getparent()
    return styles.get(f"{holder.tag}>{element.tag}", "") if holder is not None else ""


def _styles(theme: Theme) -> Mapping[str, str]:
    colours, line = theme.colours, f"1px solid {theme.colours.line}"
    quote = f"border-left:3px solid {colours.accent};color:{colours.strong}"
    heading = f"color:{colours.strong};line-height:1.3;margin:24px 0 8px"
    return {
        "body": f"font-size:15px;line-height:1.55;color:{colours.text};max-width:680px",
        "p": "margin:0 0 14px",
        "h1": f"font-size:24px;{heading}",
        "h2": f"font-size:19px;{heading}",
        "h3": f"font-size:16px;{heading}",
        "h4": f"font-size:15px;{heading}",
        "a": f"color:{colours.accent}",
        "ul": "margin:0 0 14px;padding-left:22px",
        "ol": "margin:0 0 14px;padding-left:22px",
        "ul.checks": "list-style-type:square",
        "li": "margin:0 0 4px",
        "li>p": "margin:0 0 4px",
        "dt": f"font-weight:bold;color:{colours.strong}",
        "dd": "margin:0 0 8px 22px",
        "header": f"border-bottom:{line};padding-bottom:12px;margin-bottom:24px",
        "header>p": f"font-size:12px;line-height:1.5;color:{colours.muted};margin:0",
        "header>img": f"height:{_LOGO_PX}px;margin-bottom:8px;display:block",
        "img": "max-width:100%",
        "hr.cut": f"border:none;border-top:1px dashed {colours.muted};margin:28px 0",
        "p.date": "text-align:right;margin:0 0 20px",
        "p.address": "margin:0 0 20px",
        "p.closing": "margin:28px 0 0",
        "p.lead": f"font-size:17px;color:{colours.strong}",
        "p.subject": "font-weight:bold",
        "p.note": f"font-size:13px;color:{colours.muted}",
        "p.by": f"font-size:13px;color:{colours.muted};margin:4px 0 0",
        "p.signature": f"border-top:1px solid {colours.text};width:280px;margin:48px 0 0;padding-top:4px",
        "div.callout": f"background-color:{colours.tint};padding:12px 16px;margin:0 0 16px",
        "blockquote": f"margin:0 0 16px;padding:2px 0 2px 16px;{quote}",
        "blockquote>p": "margin:0 0 4px",
        "table": "border-collapse:collapse;width:100%;margin:0 0 16px;font-size:14px",
        "caption": f"text-align:left;font-size:13px;color:{colours.muted};padding-bottom:4px",
        "th": f"text-align:left;vertical-align:top;padding:6px 8px;border-bottom:{line}",
        "td": f"vertical-align:top;padding:6px 8px;border-bottom:{line}",
        "td>p": "margin:0",
        "th>p": "margin:0",
        "th.number": "text-align:right",
        "td.number": "text-align:right",
        "section.notes": f"border-top:{line};margin-top:24px;padding-top:8px;font-size:13px",
    }
