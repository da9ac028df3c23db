"""Headers, footers, notes and properties; what docxtpl's objects do and filters do here.

| docxtpl, in Python | kamdocs, in the template |
|---|---|
| `RichText(…)`, `R(…)` and `{{r text }}` | `{{ text|markdown }}`; `{{r … }}` is understood |
| `RichTextParagraph(…)` and `{{p text }}` | `{{ text|markdown }}`; `{{p … }}` is understood |
| `Listing(…)` | `{{ text }}`: line breaks and tabs are kept, and signs of XML are text |
| `\\a` and `\\f` in a text | refused: XML cannot hold them; `|markdown` makes paragraphs |
| `InlineImage(…, width=Mm(40))` | `{{ 'logo.png'|picture(width='40mm') }}` |
| `replace_pic(…)`, `replace_media(…)` | `{{ 'photo.png'|picture }}` in the alternative text of the picture |
| `new_subdoc(…)` | `{{ 'part.docx'|document }}` |
| `build_url_id(…)`, links in `RichText` | tags in the address of a link; links of `|markdown` |
| `replace_embedded(…)`, `replace_zipname(…)` | nothing: embedded files stay as they are; a chart takes data |
| filters of one's own in `jinja_env` | nothing: templates have the filters that are documented |
| `get_undeclared_template_variables()` | `WordTemplate(…).fields()` |
| `render` several times | `fill` as often as asked, and `fill_many` |
| `autoescape=True`, `|e` | always so |
"""

from __future__ import annotations

import io

from PIL import Image
from word_templates.docxtpl_cases.case import case
from word_templates.word_builder import P, document, table
from word_templates.word_pieces import note, picture


def png(width: int, height: int) -> bytes:
    """A blue picture of so many pixels."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "blue").save(buffer, "PNG")
    return buffer.getvalue()


CASES = [
    case(
        "headers and footers",
        "body {{ n }}",
        data={"n": 1, "ok": True, "l": ["a", "b"]},
        parts={
            "headers": {
                "default": ["head {{ n }}", "{%p if ok %}", "shown", "{%p endif %}"],
                "first": ["first {{ n }}"],
            },
            "footers": {"default": [table(["{% for x in l %}{{ x }}{% endfor %}", "{{ n }}"]), ""]},
        },
        expected="body 1",
        places={"header (default)": "head 1\nshown", "header (first)": "first 1", "footer (default)": "| ab | 1 |\n"},
    ),
    case(
        "headers of even pages",
        "body",
        data={"n": 1},
        parts={"headers": {"default": ["odd {{ n }}"], "even": ["even {{ n }}"]}},
        expected="body",
        places={"header (default)": "odd 1", "header (even)": "even 1"},
    ),
    case(
        "a footnote",
        P("See", note("Note {{ n }}.")),
        data={"n": 1},
        expected="See",
        places={"footnotes": "Note 1."},
    ),
    case(
        "the properties of the document",
        "body",
        data={"n": 7, "who": "Mai"},
        parts={
            "core": {
                "title": "Offer {{ n }}",
                "subject": "For {{ who }}",
                "creator": "{{ who }}",
            }
        },
        expected="body",
        places={"core title": "Offer 7", "core subject": "For Mai", "core creator": "Mai"},
    ),
    case(
        "rich text",
        P("{{ text|markdown }}"),
        data={"text": "plain **bold** text"},
        instead="RichText",
        expected="plain bold text",
    ),
    case(
        "rich text with the letter for runs",
        P("It is {{r text|markdown }}."),
        data={"text": "*so*"},
        instead="RichText",
        expected="It is so.",
    ),
    case(
        "rich paragraphs",
        *("before", "{{p text|markdown }}", "after"),
        data={"text": "One.\n\nTwo."},
        instead="RichTextParagraph",
        expected="before\nOne.\nTwo.\nafter",
    ),
    case(
        "a listing",
        "{{ code }}",
        data={"code": "if a < b:\n\treturn &c"},
        instead="Listing",
        expected="if a < b:\n\treturn &c",
    ),
    case(
        "a picture",
        P("Logo: {{ 'logo.png'|picture(width='40mm') }}"),
        instead="InlineImage",
        files={"logo.png": png(20, 10)},
        expected="Logo: ",
        places={"pictures": "40 x 20 mm"},
    ),
    case(
        "a picture by the name in the data",
        P("{{ logo|picture(height='10mm') }}"),
        data={"logo": "logo.png"},
        instead="InlineImage",
        files={"logo.png": png(20, 10)},
        expected="",
        places={"pictures": "20 x 10 mm"},
    ),
    case(
        "a picture in place of another",
        P(picture(png(50, 20), alt="{{ photo|picture }}")),
        data={"photo": "photo.png"},
        instead="replace_pic",
        files={"photo.png": png(20, 20)},
        expected="",
        places={"pictures": "20 x 20 mm"},
    ),
    case(
        "a document in a document",
        *("before", "{{ 'part.docx'|document }}", "after"),
        instead="new_subdoc",
        files={"part.docx": document("one", table(["two", "three"]), "four")},
        expected="before\none\n| two | three |\nfour\nafter",
    ),
]
