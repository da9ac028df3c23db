"""The templates and the data that benchmarks/word_templates.py gives every engine.

Each document is described once, with its variables as `[name]`; a syntax says how an engine wants them written. No
tag is broken over runs, so that no engine has to join any.
"""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, Literal

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from lxml import etree

Syntax = Literal["jinja", "braces", "fields"]
"""`{{ name }}` of docxtpl, kamdocs and plain Jinja; `{name}` of both JavaScript engines; Word's own merge fields."""
SYNTAXES: tuple[Syntax, ...] = ("jinja", "braces", "fields")

Row = Mapping[str, Any]
COLUMNS = ("item", "description", "quantity", "price", "amount")
TABLE_ROWS, MANY = 4000, 2000
LEAN_STYLES = 38_000
"""Bytes of styles.xml as Word writes it for a letter: the templates of docxtpl, easy-template-x and docx-templates have
30 kB as a median."""

HEADER = "Blue Harbour Consulting · Reference [reference]"
FOOTER = "Blue Harbour Consulting · 12 Quay Street, Northport · [sender_phone] · [sender_email]"
LETTER = (
    "[date]",
    "[company]",
    "[first_name] [last_name]",
    "[street]",
    "[postcode] [city]",
    "[country]",
    "Dear [salutation] [last_name],",
    "Thank you for the conversation of [visit_date]. It was a pleasure to see how the people at [company] prepare "
    "their month-end, and how much of it still passes through spreadsheets that nobody likes to touch.",
    "We propose to begin with [project], for a fixed price of [price], and to deliver the first result by [deadline]. "
    "The work is done at your own office, together with those who will look after it later on.",
    "If you agree, please sign below by [reply_by] and return one copy to us. Should anything be unclear, [contact] is "
    "there for you on every working day.",
)
SIGNATURES = (("For [company]", "For Blue Harbour Consulting"), ("[first_name] [last_name]", "[contact]"))
FIRST_SPACED = 4
"""The lines of the address stand close, what follows them has space after it."""
MARKDOWN = (
    "The steps, in **this order**, with *dates agreed* beforehand:\n\n"
    "- read the books of [company]\n- agree on [project]\n- deliver by [deadline]"
)

MARKED_TEXT = (
    "The steps, in this order, with dates agreed beforehand:",
    "read the books of [company]",
    "agree on [project]",
    "deliver by [deadline]",
)
"""What the Markdown says, paragraph by paragraph."""

_NAME = re.compile(r"\[(\w+)\]")
_FIRST = ("Mina", "Jonas", "Aylin", "Pedro", "Hana", "Oskar", "Thuy", "Clara", "Viktor", "Ines")
_LAST = ("Albrecht", "Nakata", "Okafor", "Lindqvist", "Moreau", "Petrov", "Tran", "Castell", "Varga", "Holm")
_CITY = ("Northport", "Elmsworth", "Saltbridge", "Harrowfield", "Linden", "Westmere", "Castleford Bay")
_TRADE = ("Foods & Sons", "Logistics", "Instruments <North>", "Textiles", "Shipping & Trade", "Optics", "Paper Mills")
_WORK = ("the closing of the month", "the stock ledger", "the payroll checks", "the supplier invoices")


def letter_rows(count: int) -> list[dict[str, str]]:
    """`count` different sets of the 18 variables, the same ones every time."""
    chance = random.Random(18)
    return [_letter_row(number, chance) for number in range(count)]


def _letter_row(number: int, chance: random.Random) -> dict[str, str]:
    first, last, city = chance.choice(_FIRST), chance.choice(_LAST), chance.choice(_CITY)
    day = 1 + number % 28
    return {
        "reference": f"BH-{number:05}",
        "date": f"{day} October 2026",
        "company": f"{last} {chance.choice(_TRADE)} {number}",
        "first_name": first,
        "last_name": last,
        "street": f"{chance.randrange(1, 400)} {chance.choice(_LAST)} Road",
        "postcode": f"{chance.randrange(10000, 99999)}",
        "city": city,
        "country": "Northland",
        "salutation": chance.choice(("Ms", "Mr", "Dr")),
        "visit_date": f"{day} September 2026",
        "project": chance.choice(_WORK),
        "price": f"EUR {chance.randrange(8, 90)},{chance.randrange(100, 999)}.00",
        "deadline": f"{day} December 2026",
        "reply_by": f"{day} November 2026",
        "contact": f"{chance.choice(_FIRST)} {chance.choice(_LAST)}",
        "sender_phone": f"+00 5550 {chance.randrange(1000, 9999)}",
        "sender_email": f"office{chance.randrange(10, 99)}@blue-harbour.example",
    }


def with_notes(row: Row) -> dict[str, str]:
    """The variables with Markdown of their own."""
    return {**row, "notes": filled(MARKDOWN, row).replace("<", "\\<")}


def filled(text: str, row: Row) -> str:
    """`text` with the variables of `row`."""
    return _NAME.sub(lambda match: str(row[match[1]]), text)


def table_row(rows: int = TABLE_ROWS) -> dict[str, Any]:
    """Data of the long table."""
    values = (
        (f"A-{n:05}", f"Part {n} & fittings", str(n % 17), f"{n % 90}.50", f"{n * 3 % 7000}.25") for n in range(rows)
    )
    return {"rows": [dict(zip(COLUMNS, row, strict=True)) for row in values]}


def many_row() -> dict[str, str]:
    """Data of the template with 2,000 variables."""
    return {f"v{number:04}": f"value {number} & more" for number in range(MANY)}


def make_templates(folder: Path) -> None:
    """Write every template in every syntax: `letter-default.jinja.docx`, `table.fields.docx` and so on."""
    for syntax in SYNTAXES:
        _letter(syntax).save(str(folder / f"letter-default.{syntax}.docx"))
        for name, document in (
            ("letter-lean", _letter(syntax)),
            ("table", _table(syntax)),
            ("many-paragraphs", _many_paragraphs(syntax)),
            ("many-cells", _many_cells(syntax)),
        ):
            _save_lean(document, folder / f"{name}.{syntax}.docx")
    _save_lean(_letter("jinja", notes="{{ notes|markdown }}"), folder / "letter-markdown.jinja.docx")


def _letter(syntax: Syntax, notes: str = "") -> Any:
    document = docx.Document()
    section = document.sections[0]
    heading = section.header.paragraphs[0]
    heading.add_run().add_picture(io.BytesIO(_logo()), width=Mm(24))
    _write(section.header.add_paragraph(), HEADER, syntax)
    _write(section.footer.paragraphs[0], FOOTER, syntax)
    for number, text in enumerate(LETTER):
        if notes and number == len(LETTER) - 1:
            document.add_paragraph(notes)
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(10 if number > FIRST_SPACED else 0)
        _write(paragraph, text, syntax)
    table = document.add_table(0, 2, style="Table Grid")
    for texts in SIGNATURES:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            _write(cell.paragraphs[0], text, syntax)
    return document


def _table(syntax: Syntax) -> Any:
    document = docx.Document()
    document.add_paragraph("The items of the order:")
    table = document.add_table(1, len(COLUMNS), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = name
    texts = _row_texts(syntax)
    rows = [["{%tr for row in rows %}"], texts, ["{%tr endfor %}"]] if syntax == "jinja" else [texts]
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=False):
            _write(cell.paragraphs[0], text, syntax)
    return document


def _row_texts(syntax: Syntax) -> list[str]:
    if syntax == "jinja":
        return [f"{{{{ row.{name} }}}}" for name in COLUMNS]
    texts = [f"[{name}]" for name in COLUMNS]
    if syntax == "braces":
        texts[0], texts[-1] = "{#rows}" + texts[0], texts[-1] + "{/rows}"
    return texts


def _many_paragraphs(syntax: Syntax) -> Any:
    document = docx.Document()
    for name in many_row():
        _write(document.add_paragraph(), f"{name} is [{name}]", syntax)
    return document


def _many_cells(syntax: Syntax) -> Any:
    document, names = docx.Document(), list(many_row())
    table = document.add_table(0, 5)
    empty = table.add_row()._tr
    table._tbl.remove(empty)
    for start in range(0, MANY, 5):
        row = deepcopy(empty)  # add_row of python-docx takes longer with every row
        table._tbl.append(row)
        for element, name in zip(row.iter(qn("w:p")), names[start : start + 5], strict=True):
            _write(Paragraph(element, document), f"[{name}]", syntax)
    return document


def _write(paragraph: Any, text: str, syntax: Syntax) -> None:
    """Put `text` into the paragraph, its variables as the syntax has them."""
    if syntax != "fields":
        paragraph.add_run(_NAME.sub(r"{{ \1 }}" if syntax == "jinja" else r"{\1}", text))
        return
    for number, piece in enumerate(_NAME.split(text)):
        if number % 2:
            merge = OxmlElement("w:fldSimple")
            merge.set(qn("w:instr"), f" MERGEFIELD {piece} ")
            run = paragraph.add_run(f"«{piece}»")._r
            run.addprevious(merge)
            merge.append(run)
        elif piece:
            paragraph.add_run(piece)


def _logo() -> bytes:
    """A PNG of 240 x 80 pixels in bands of colour."""
    lines = b"".join(b"\0" + b"".join(bytes((20 + y, 40 + x // 2, 140)) for x in range(240)) for y in range(80))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 240, 80, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _save_lean(document: Any, file: Path) -> None:
    """Leave out what Word would not write: the second set of styles, and most of the table styles."""
    whole = io.BytesIO()
    document.save(whole)
    with zipfile.ZipFile(whole) as package, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as lean:
        for name in package.namelist():
            if "stylesWithEffects" not in name:
                lean.writestr(name, _lean_part(name, package.read(name)))


def _lean_part(name: str, data: bytes) -> bytes:
    if name == "word/styles.xml":
        return _fewer_styles(data)
    if name not in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        return data
    root = etree.fromstring(data)
    for element in [e for e in root if "stylesWithEffects" in "".join(map(str, e.attrib.values()))]:
        root.remove(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _fewer_styles(data: bytes) -> bytes:
    root = etree.fromstring(data)
    tables = [style for style in root.iter(qn("w:style")) if style.get(qn("w:type")) == "table"]
    for style in reversed(tables):
        if len(etree.tostring(root)) <= LEAN_STYLES:
            break
        if style.get(qn("w:styleId")) not in ("TableNormal", "TableGrid"):
            root.remove(style)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
