"""The closed vocabulary of HTML that templates may use and both writers support.

`ELEMENTS` gives for each element the attributes it may carry and the classes it may have. What is not listed is an
error with its template line. `lang` and `id` are allowed everywhere. docs/vocabulary.md shows each.

    section         a part of the document; its heading is an h2. `cover`: the first page, on its own.
                    `new-page`: begins on a new page. `landscape`: on pages of its own, wider than high
    header          letterhead at the top of a letter: logo and address
    nav             the table of contents, written empty; the headings of the document are put in, with their pages.
                    `detailed`: those within sections too
    div             `callout`: a tinted box of paragraphs. `keep`: not split over pages. `columns`: two columns
    hr              `page-break`: what follows begins a page. `cut`: a dashed line to cut along
    p               `lead` opens a section; `kicker` stands above a title; `subtitle` below it; `note` is small print;
                    `date` is right-aligned; `address` holds lines parted by br; `subject` says what a letter is
                    about; `closing` is set apart above a signature; `question` is the reader's question; `value` and
                    `label` a key figure and its words; `by` names the speaker of a quote; `signature` is a line to
                    sign on; `seal` the place of a seal
    table           without class: a data table with a head. `facts`: names and values in two columns.
                    `numbers`: key figures side by side. `signatures`: parties side by side
    caption         `numbered`: begins with its number, as in `Table 1`
    tr              `total`, `subtotal`: sums. `data-sum` says what an amount is to those around it, so that the sums
                    are proved on the finished file (`kamdocs/rules/sums.py`)
    th, td          `number`: right-aligned, figures of equal width
    data            the number in a cell, exactly, beside what is printed
    ul              `checks`: boxes to tick; an li of class `done` is ticked
    figure          a picture, or by its class a chart or diagram (`kamdocs/rules/charts.py`)
    figcaption      begins with its number, as in `Figure 1`
    a               written empty, `number` stands for the number of a figure or table, `title` for a heading
    span            carries `lang` within a line. `footnote`: stands at the foot of the page
    ol, dl, blockquote, img, strong, em, br, sup: as in HTML
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from kamdocs.rules.charts import CHARTS, DIAGRAMS
from kamdocs.rules.sums import ROLES

_CELL = ({"colspan", "rowspan", "scope"}, {"number"})

ELEMENTS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    name: (frozenset(attributes), frozenset(classes))
    for name, (attributes, classes) in {
        "body": (set(), set()),
        "section": (set(), {"cover", "new-page", "landscape"}),
        "header": (set(), set()),
        "nav": (set(), {"detailed"}),
        "div": (set(), {"callout", "keep", "columns"}),
        "hr": (set(), {"page-break", "cut"}),
        "h1": (set(), set()),
        "h2": (set(), set()),
        "h3": (set(), set()),
        "h4": (set(), set()),
        "p": (
            set(),
            {"lead", "kicker", "subtitle", "note", "date", "address", "subject", "closing", "question", "value"}
            | {"label", "by", "signature", "seal"},
        ),
        "ul": (set(), {"checks"}),
        "ol": ({"start"}, set()),
        "li": (set(), {"done"}),
        "dl": (set(), set()),
        "dt": (set(), set()),
        "dd": (set(), set()),
        "table": (set(), {"facts", "numbers", "signatures"}),
        "caption": (set(), {"numbered"}),
        "colgroup": (set(), set()),
        "col": ({"width"}, set()),
        "thead": (set(), set()),
        "tbody": (set(), set()),
        "tr": ({"data-sum"}, {"total", "subtotal"}),
        "th": (_CELL[0] | {"data-scale"}, _CELL[1]),
        "td": _CELL,
        "blockquote": (set(), set()),
        "figure": (set(), set(CHARTS | DIAGRAMS)),
        "figcaption": (set(), set()),
        "img": ({"src", "alt", "width"}, set()),
        "a": ({"href"}, {"number", "title"}),
        "data": ({"value"}, set()),
        "strong": (set(), set()),
        "em": (set(), set()),
        "span": (set(), {"footnote"}),
        "sup": (set(), set()),
        "br": (set(), set()),
    }.items()
}

HEADINGS = ("h1", "h2", "h3", "h4")

INLINE = frozenset({"a", "strong", "em", "span", "sup", "br", "img", "data"})
"""Elements that stand within a line."""

_TEXT = INLINE - {"data"}
_BLOCKS = frozenset({*HEADINGS, "p", "div", "ul", "ol", "dl", "table", "blockquote", "figure"})
_PARTS = frozenset({"section", "header", "nav", "hr"})

TABLE_PARTS = ("caption", "colgroup", "thead", "tbody")
"""The parts of a table in their order; `tbody` may stand there several times."""

CONTENTS: Mapping[str, frozenset[str]] = {
    "body": _BLOCKS | _PARTS,
    "section": _BLOCKS | _PARTS,
    "header": _BLOCKS | {"img"},
    "div": _BLOCKS,
    "blockquote": _BLOCKS,
    "figure": _BLOCKS | {"img", "figcaption"},
    **dict.fromkeys((*HEADINGS, "p", "dt", "caption", "figcaption", "strong", "em", "span", "sup", "data"), _TEXT),
    "a": _TEXT - {"a"},
    **dict.fromkeys(("li", "dd", "th"), _BLOCKS | _TEXT),
    "td": _BLOCKS | INLINE,
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "dl": frozenset({"dt", "dd"}),
    "table": frozenset(TABLE_PARTS),
    "colgroup": frozenset({"col"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
}
"""Which elements may stand directly in an element; in one that is not named, none. Text may stand where `em` may."""

NEVER_EMPTY = frozenset(
    {
        *HEADINGS,
        "p",
        "li",
        "dt",
        "dd",
        "caption",
        "figcaption",
        "ul",
        "ol",
        "dl",
        "blockquote",
        "figure",
        "div",
        "header",
        "section",
        "data",
        "strong",
        "em",
        "span",
        "sup",
    }
)
"""Elements that hold a text or a picture."""

NEVER_WITHOUT_WORDS = frozenset({*HEADINGS, "a", "caption", "figcaption"})
"""Elements that a picture alone does not fill, unless its `alt` says what it shows."""

LIST_MARKS = ("•", "–", "-", "·")
"""What may stand before the items of a list without numbers: marks that fonts of text have."""

ONCE = frozenset({"a", "sup", "header", "figure", "table"})
"""Elements that do not stand within one of their own kind, however deep."""

_IN_LINES = frozenset({*HEADINGS, "caption", "figcaption", "thead", "header", "figure", "a", "sup"})
NOT_WITHIN: Mapping[str, frozenset[str]] = {
    "span.footnote": _IN_LINES | {"span.footnote"},
    "div.columns": frozenset({"div", "li", "dd", "td", "th", "blockquote", "figure", "section.cover"}),
    "section.landscape": frozenset({"section.cover", "section.landscape"}),
    "hr": frozenset({"section.cover"}),
    **{f"figure.{kind}": frozenset({"li", "dd", "td", "th", "blockquote", "header"}) for kind in CHARTS | DIAGRAMS},
    "a.number": frozenset({"figure", *HEADINGS}),
    "a.title": frozenset({"figure", *HEADINGS}),
}
"""What does not stand within others, however deep; a name after a point is a class."""

REFERENCES = frozenset({"number", "title"})
"""Classes of links that are written empty; what they refer to gives their text."""

CAPTION_NUMBER = "caption-number"
"""Class of the `span` that render puts at the beginning of a numbered caption; no template writes it."""

VALUES: Mapping[str, str] = {
    "colspan": r"[1-9]\d?",
    "rowspan": r"[1-9]\d{0,2}",
    "start": r"\d{1,6}",
    "id": r"[A-Za-z][\w.-]*",
    "scope": r"(col|row)(group)?",
    "value": r"-?\d{1,15}(\.\d{1,6})?",
    "data-scale": r"-?\d{1,9}(\.\d{1,6})? -?\d{1,9}(\.\d{1,6})?",
    "data-sum": "|".join(ROLES),
    "width": r"(100|[1-9]\d?(\.\d+)?)%|([1-9]\d?|[12]\d\d)(\.\d+)?mm",
    "href": r"https?://[^\s/]+\S*|mailto:[^\s@]+@\S+|tel:\+?[\d ().-]+|#\S+",
}
"""What the values of attributes look like, as regular expressions."""

REQUIRED: Mapping[str, frozenset[str]] = {
    "img": frozenset({"src", "alt"}),
    "a": frozenset({"href"}),
    "data": frozenset({"value"}),
    "hr": frozenset({"class"}),
}
"""The attributes that an element must carry."""

DEEPEST = 40
"""How many elements may stand within each other."""

LIST_LEVELS = 3
"""How many lists may stand within each other."""

EVERYWHERE = frozenset({"lang", "id", "class"})
"""Attributes that every element may carry."""


def kind(element: etree._Element) -> str:
    """What an element is: its tag, with its class after a point where it has one."""
    return ".".join(filter(None, (str(element.tag), element.get("class"))))
