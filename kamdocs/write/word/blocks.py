"""The blocks of a page: HTML's block elements as Word paragraphs and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from lxml import etree

from kamdocs.rules.charts import is_drawn, read_figure
from kamdocs.rules.vocabulary import INLINE
from kamdocs.write.document import text_of
from kamdocs.write.word.covers import before_title, coloured, on_cover
from kamdocs.write.word.document import Place, Target
from kamdocs.write.word.elements import (
    Element,
    hold_with_next,
    keep_with_next,
    paragraph_properties,
    set_borders,
    set_right_indent,
    set_style,
    twips,
    w,
)
from kamdocs.write.word.fields import blank, check_box
from kamdocs.write.word.flow import Flow, keeps_together, page_break, trimmed, whole
from kamdocs.write.word.inline import contents
from kamdocs.write.word.looks import BULLETS, HAIRLINE, LEVELS
from kamdocs.write.word.page import COLUMN_GAP, Sheet, Sheets
from kamdocs.write.word.styles import Rule, ordered, style_id
from kamdocs.write.word.tables import one_cell, seal, side_by_side, table
from kamdocs.write.word.toc import contents_table, heads_contents

Node = etree._Element
Content = Node | str

_SIGNATURE_WIDTH = twips(Decimal(76))
_LETTER_LOGO_SHARE = 4
"""The picture takes one part in so many of the letterhead's width."""

_LETTER_LOGO = twips(Decimal(15))
_ON_BAND = {"kicker", "subtitle", "h1"}
_CHAPTERS = {"h1", "h2"}


class Blocks:
    """Turns the elements of a page into Word blocks, on the sheets that they ask for."""

    def __init__(self, target: Target, sheets: Sheets, flow: Flow | None = None) -> None:
        self._target = target
        self._sheets = sheets
        self._flow = flow or Flow(target.theme)
        self._makers: dict[str, Callable[[Node, Place], list[Element]]] = {
            **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "dt"), self._paragraph),
            **dict.fromkeys(("ul", "ol"), self._list),
            "section": self._section,
            "header": self._header,
            "div": self._div,
            "nav": self._contents,
            "hr": self._break,
            "dl": self._plain,
            "dd": self._description,
            "table": self._table,
            "blockquote": self._quote,
            "figure": self._figure,
            "figcaption": self._figure_caption,
        }

    def document(self, body: Node, place: Place) -> list[Element]:
        """All that stands in `body`, with the sections that it stands in."""
        return self._sheets.parted(self._plain(body, place), self._flow.closed)

    def inside(self, node: Node, place: Place) -> list[Element]:
        """What stands in `node`, complete: as in a cell."""
        return self._flow.closed(self._plain(node, place))

    def _plain(self, node: Node, place: Place) -> list[Element]:
        return self._sequence(list(contents(node)), place)

    def _sequence(self, nodes: Sequence[Content], place: Place) -> list[Element]:
        """Blocks as they come; text between them makes paragraphs, white space alone does not."""
        made: list[Element] = []
        for inline, group in groupby(nodes, key=_is_inline):
            found = list(group)
            if inline and not all(_is_blank(node) for node in found):
                made.append(self._target.paragraph(place.text, found, place))
            elif not inline:
                made += [block for node in found if not isinstance(node, str) for block in self._block(node, place)]
        return made

    def _block(self, node: Node, place: Place) -> list[Element]:
        return self._target.marked(node, self._makers[str(node.tag)](node, place.of(node)))

    def _paragraph(self, node: Node, place: Place) -> list[Element]:
        name = node.get("class") or (f"nav {node.tag}" if heads_contents(node) else str(node.tag))
        style = place.styles.get(name, place.text)
        made = self._target.paragraph(style, contents(node), place)
        if node.tag in _CHAPTERS and self._opens_page(node):
            return [page_break(), made]
        if style == "Signature":
            return self._signature(made, text_of(node), place)
        return [seal([made])] if style == "Seal" else [made]

    def _opens_page(self, heading: Node) -> bool:
        """Whether a heading begins a page because it does in the PDF.

        Why: it is known only in documents with a table of contents, whose page numbers hold for Word too where both
        break alike. Headings within a chapter follow the text: where a full page of the PDF is a line too long in
        Word, breaks before all of them would leave a page almost empty.
        """
        position = self._target.positions.get(heading.get("id") or "")
        return position is not None and position.opens

    def _signature(self, label: Element, name: str, place: Place) -> list[Element]:
        """A line with its label below it, and above it what a click fills in."""
        entry = self._target.paragraph("Signature Entry", [], place)
        if not place.in_cell:
            for paragraph in (entry, label):
                set_right_indent(paragraph, max(place.width - _SIGNATURE_WIDTH, 0))
        return [blank(self._target.control(), entry, name=name), label]

    def _contents(self, node: Node, place: Place) -> list[Element]:
        return contents_table(node, place, self._target)

    def _break(self, node: Node, place: Place) -> list[Element]:
        if node.get("class") != "cut":
            return [page_break()]
        line = self._target.paragraph("Body Text", [], place)
        set_borders(line, ordered((Rule("bottom", HAIRLINE, self._target.theme.colours.muted, dashed=True),)))
        hold_with_next(line)
        return [line]

    def _description(self, node: Node, place: Place) -> list[Element]:
        return self._plain(node, replace(place, text="Definition Description"))

    def _quote(self, node: Node, place: Place) -> list[Element]:
        return self._plain(node, replace(place, text="Quote"))

    def _section(self, node: Node, place: Place) -> list[Element]:
        if node.get("class") == "cover":
            return self._on_sheet(Sheet(cover=True), self._cover(node, place), place)
        if node.get("class") == "landscape":
            sheet = replace(place.sheet, landscape=True)
            made = self._plain(node, place.across(self._target.theme))
            return self._on_sheet(sheet, [page_break(), *made], place)
        made = self._plain(node, place)
        return [page_break(), *made] if node.get("class") == "new-page" else made

    def _on_sheet(self, sheet: Sheet, blocks: list[Element], place: Place) -> list[Element]:
        """`blocks` on a sheet of their own, in the midst of those on the sheet of `place`."""
        return [self._sheets.edge(place.sheet), *blocks, self._sheets.edge(sheet)]

    def _columns(self, node: Node, place: Place) -> list[Element]:
        sheet = replace(place.sheet, columns=2)
        inner = replace(place, sheet=sheet, width=(place.width - COLUMN_GAP) // 2)
        return self._on_sheet(sheet, self._plain(node, inner), place)

    def _cover(self, node: Node, place: Place) -> list[Element]:
        """Kicker, title and subtitle stand in a band as wide as the page, what comes before and after does not."""
        theme = self._target.theme
        place = on_cover(place, theme)
        nodes = [child for child in contents(node) if not _is_blank(child)]
        marked = [number for number, child in enumerate(nodes) if _is_on_band(child)]
        if not marked:
            return coloured(self._sequence(nodes, place), theme, place)
        first, last = marked[0], marked[-1] + 1
        blocks = self._flow.closed(self._sequence(nodes[first:last], place))
        band = one_cell(blocks, "Kamdocs Cover", theme, width=place.width, bleed=True)
        above, below = self._sequence(nodes[:first], before_title(place, theme)), self._sequence(nodes[last:], place)
        return coloured([*above, band, *self._flow.set_off(below)], theme, place)

    def _header(self, node: Node, place: Place) -> list[Element]:
        """A picture at the left and what follows it at the right, or one below the other without a picture."""
        place = replace(
            place, text="Letterhead", styles={**place.styles, "address": "Letterhead"}, picture_height=_LETTER_LOGO
        )
        nodes = [child for child in contents(node) if not _is_blank(child)]
        if len(nodes) < 2 or not _is_picture(nodes[0]):
            return self._sequence(nodes, place)
        left = place.width // _LETTER_LOGO_SHARE
        right = place.width - left
        mark = self._sequence(nodes[:1], replace(place, width=left, in_cell=True, text="Table Text"))
        words = self._flow.closed(self._sequence(nodes[1:], replace(place, width=right, in_cell=True)))
        return [side_by_side([mark, words], [left, right], "Kamdocs Letterhead")]

    def _div(self, node: Node, place: Place) -> list[Element]:
        if node.get("class") == "columns":
            return self._columns(node, place)
        if node.get("class") == "keep":
            return keeps_together(self._plain(node, place))
        if node.get("class") != "callout":
            return self._plain(node, place)
        if all(_is_blank(child) or _is_plain_paragraph(child) for child in contents(node)):
            return self._plain(node, replace(place, text="Call-out"))
        return [
            one_cell(
                trimmed(self.inside(node, place)),
                "Kamdocs Call-out",
                self._target.theme,
                width=place.width,
                bleed=False,
            )
        ]

    def _list(self, node: Node, place: Place) -> list[Element]:
        if node.get("class") == "checks":
            return self._checks(node, place)
        level = min(place.level, LEVELS - 1)
        ordered = node.tag == "ol"
        number = self._target.numbering(level, int(node.get("start") or 1)) if ordered else BULLETS
        inner = replace(place, level=place.level + 1)
        items = [(item, self._item(item, inner.of(item), ordered, number)) for item in node.iterchildren("li")]
        for held in {0, len(items) - 2} & set(range(len(items) - 1)):
            keep_with_next(items[held][1])
        return [block for item, made in items for block in self._target.marked(item, made)]

    def _item(self, node: Node, place: Place, ordered: bool, number: int) -> list[Element]:
        """An item: its first text carries the mark, all else stands below it."""
        level = min(place.level, LEVELS) - 1
        suffix = f" {level + 1}" if level else ""
        own = place.text if place.in_cell else f"List {'Number' if ordered else 'Bullet'}{suffix}"
        more = place.text if place.in_cell else f"List Continue{suffix}"
        made = self._sequence(list(contents(node)), replace(place, text=more))
        if not _opens_with_text(node):
            made.insert(0, self._target.paragraph(own, [], place))
        set_style(made[0], style_id(own))
        if ordered or place.in_cell:
            paragraph_properties(made[0])[0].addnext(w("numPr", children=[w("ilvl", level), w("numId", number)]))
        return made

    def _checks(self, node: Node, place: Place) -> list[Element]:
        return [
            block
            for item in node.iterchildren("li")
            for block in self._target.marked(item, self._check(item, replace(place, level=place.level + 1).of(item)))
        ]

    def _check(self, node: Node, place: Place) -> list[Element]:
        """An item behind a box that a click ticks."""
        level = min(place.level, LEVELS)
        suffix = f" {level}" if level > 1 else ""
        made = self._sequence(list(contents(node)), replace(place, text=f"List Continue{suffix}"))
        if not _opens_with_text(node):
            made.insert(0, self._target.paragraph("List Continue", [], place))
        properties = paragraph_properties(made[0])
        set_style(made[0], style_id(f"List Check{suffix}"))
        name = text_of(node)
        box = check_box(self._target.control(), ticked=node.get("class") == "done", name=name)
        properties.addnext(w("r", children=[w("tab")]))
        properties.addnext(box)
        return made

    def _figure(self, node: Node, place: Place) -> list[Element]:
        held = replace(place, text="Figure")
        if not is_drawn(node):
            return whole(self._plain(node, held))
        captions = [block for caption in node.iterchildren("figcaption") for block in self._block(caption, held)]
        return whole([self._target.drawn(read_figure(node), held), *captions])

    def _figure_caption(self, node: Node, place: Place) -> list[Element]:
        return [self._target.paragraph("Caption", contents(node), place)]

    def _table(self, node: Node, place: Place) -> list[Element]:
        return table(node, place, self._target, self.inside)


def _is_inline(node: Content) -> bool:
    return isinstance(node, str) or node.tag in INLINE


def _is_blank(node: Content) -> bool:
    return isinstance(node, str) and not node.strip(" \t\r\n\f")


def _is_picture(node: Content) -> bool:
    return not isinstance(node, str) and node.tag == "img"


def _is_on_band(node: Content) -> bool:
    return not isinstance(node, str) and bool({node.get("class"), node.tag} & _ON_BAND)


def _is_plain_paragraph(node: Content) -> bool:
    return not isinstance(node, str) and node.tag == "p" and not node.get("class")


def _opens_with_text(item: Node) -> bool:
    first = next((node for node in contents(item) if not _is_blank(node)), None)
    if first is None or isinstance(first, str) or _is_inline(first):
        return first is not None
    return first.tag == "p" and first.get("class") not in ("signature", "seal")
