"""The closed vocabulary of HTML that templates may use and both writers support.

`ELEMENTS` gives for each element the attributes it may carry and the classes it may have. What is not listed is an
error with its template line. `lang` and `id` are allowed everywhere. docs/vocabulary.md shows each.

    section         a part of the document; its heading is an h2. `cover`: the first page, on its own.
                    `new-page`: begins on a new page
    header          letterhead at the top of a letter: logo and address
    div             `callout`: a tinted box of paragraphs. `keep`: not split over pages
    p               `lead` opens a section; `kicker` stands above a title; `subtitle` below it; `note` is small print;
                    `date` is right-aligned; `address` holds lines parted by br; `closing` is set apart above a
                    signature; `question` is the reader's question; `value` and `label` a key figure and its words;
                    `by` names the speaker of a quote; `signature` is a line to sign on
    table           without class: a data table with a head. `facts`: names and values in two columns.
                    `numbers`: key figures side by side. `signatures`: parties side by side
    tr              `total`, `subtotal`: sums
    th, td          `number`: right-aligned, figures of equal width
    span            carries `lang` within a line
    ol, ul, dl, blockquote, figure, img, a, strong, em, br, sup: as in HTML
"""

from __future__ import annotations

from collections.abc import Mapping

_CELL = ({"colspan", "rowspan", "scope"}, {"number"})

ELEMENTS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    name: (frozenset(attributes), frozenset(classes))
    for name, (attributes, classes) in {
        "body": (set(), set()),
        "section": (set(), {"cover", "new-page"}),
        "header": (set(), set()),
        "div": (set(), {"callout", "keep"}),
        "h1": (set(), set()),
        "h2": (set(), set()),
        "h3": (set(), set()),
        "h4": (set(), set()),
        "p": (
            set(),
            {"lead", "kicker", "subtitle", "note", "date", "address", "closing", "question", "value", "label", "by"}
            | {"signature"},
        ),
        "ul": (set(), set()),
        "ol": ({"start"}, set()),
        "li": (set(), set()),
        "dl": (set(), set()),
        "dt": (set(), set()),
        "dd": (set(), set()),
        "table": (set(), {"facts", "numbers", "signatures"}),
        "caption": (set(), set()),
        "colgroup": (set(), set()),
        "col": ({"width"}, set()),
        "thead": (set(), set()),
        "tbody": (set(), set()),
        "tr": (set(), {"total", "subtotal"}),
        "th": _CELL,
        "td": _CELL,
        "blockquote": (set(), set()),
        "figure": (set(), set()),
        "figcaption": (set(), set()),
        "img": ({"src", "alt", "width"}, set()),
        "a": ({"href"}, set()),
        "strong": (set(), set()),
        "em": (set(), set()),
        "span": (set(), set()),
        "sup": (set(), set()),
        "br": (set(), set()),
    }.items()
}

HEADINGS = ("h1", "h2", "h3", "h4")

_INLINE = frozenset({"a", "strong", "em", "span", "sup", "br", "img"})
_BLOCKS = frozenset({*HEADINGS, "p", "div", "ul", "ol", "dl", "table", "blockquote", "figure"})
_PARTS = frozenset({"section", "header"})

TABLE_PARTS = ("caption", "colgroup", "thead", "tbody")
"""The parts of a table in their order; `tbody` may stand there several times."""

CONTENTS: Mapping[str, frozenset[str]] = {
    "body": _BLOCKS | _PARTS,
    "section": _BLOCKS | _PARTS,
    "header": _BLOCKS | {"img"},
    "div": _BLOCKS,
    "blockquote": _BLOCKS,
    "figure": _BLOCKS | {"img", "figcaption"},
    **dict.fromkeys((*HEADINGS, "p", "dt", "caption", "figcaption", "strong", "em", "span", "sup"), _INLINE),
    "a": _INLINE - {"a"},
    **dict.fromkeys(("li", "dd", "th", "td"), _BLOCKS | _INLINE),
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
    }
)
"""Elements that hold a text or a picture."""

ONCE = frozenset({"a", "sup", "header"})
"""Elements that do not stand within one of their own kind, however deep."""

VALUES: Mapping[str, str] = {
    "colspan": r"[1-9]\d?",
    "rowspan": r"[1-9]\d{0,2}",
    "start": r"\d{1,6}",
    "id": r"[A-Za-z][\w.-]*",
    "scope": r"(col|row)(group)?",
    "width": r"(100|[1-9]\d?(\.\d+)?)%|([1-9]\d?|[12]\d\d)(\.\d+)?mm",
    "href": r"https?://[^\s/]+\S*|mailto:[^\s@]+@\S+|tel:\+?[\d ().-]+|#\S+",
}
"""What the values of attributes look like, as regular expressions."""

REQUIRED: Mapping[str, frozenset[str]] = {"img": frozenset({"src", "alt"}), "a": frozenset({"href"})}
"""The attributes that an element must carry."""

DEEPEST = 40
"""How many elements may stand within each other."""

LIST_LEVELS = 3
"""How many lists may stand within each other."""

EVERYWHERE = frozenset({"lang", "id", "class"})
"""Attributes that every element may carry."""
