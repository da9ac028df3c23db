"""Word templates for tests, filled by hand: a number in braces stands where the insert of that number goes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from lxml import etree

from kamdocs.model.word_template import Filled, Html, Insert, Member, WordFile
from kamdocs.word.names import NAMESPACES
from kamdocs.word.package import read_package, write_package
from kamdocs.write.word_template import Host

W = f"{{{NAMESPACES['w']}}}"
SPACES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items() if prefix != "xml")


def word_file(data: bytes, file: str = "letter.docx") -> WordFile:
    """A DOCX as load gives it."""
    members = {name: Member(name, part, part, 0, zlib.crc32(part)) for name, part in read_package(data).items()}
    return WordFile(Path(file), members)


def made(build: Callable[[Document], object]) -> bytes:
    """A DOCX that `build` makes of Word's empty document, as python-docx has it."""
    document, buffer = docx.Document(), BytesIO()
    build(document)
    document.save(buffer)
    return buffer.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A DOCX with other parts, or more of them."""
    return write_package({**read_package(data), **parts})


def html(inside: str) -> Html:
    """Blocks of the vocabulary."""
    return Html(tuple(etree.fromstring(f"<body>{inside}</body>")))


def filled(data: bytes, *inserts: Insert) -> Filled:
    """A template with a mark for each `{0}` in a text, and a token for each in an attribute."""
    parts = {}
    for name, part in read_package(data).items():
        text = part.decode("utf-8", "replace") if name.endswith(".xml") else ""
        if re.search(r"\{\d+\}", text):
            text = re.sub(r'(\w="[^"<>]*)\{(\d+)\}', "\\1\ufdd0\\2\ufdd1", text)
            parts[name] = re.sub(r"\{(\d+)\}", r"<?kamdocs \1?>", text)
    return Filled(parts, inserts)


def placed(data: bytes, *inserts: Insert, **how: Any) -> dict[str, bytes]:
    """All parts of the template `data`, filled with `inserts`."""
    return {**read_package(data), **Host(word_file(data), **how).place(filled(data, *inserts))}


def body(parts: Mapping[str, bytes], name: str = "word/document.xml") -> etree._Element:
    """The root of a part."""
    return etree.fromstring(parts[name])


def outline(parts: Mapping[str, bytes], name: str = "word/document.xml") -> list[str]:
    """Each paragraph of a part as `Style name: text`."""
    document = docx.Document(BytesIO(write_package(parts)))
    names = {style.style_id: style.name for style in document.styles}
    return [
        f"{names[style] if (style := _style(paragraph)) else 'Normal'}: {_text(paragraph)}"
        for paragraph in body(parts, name).iter(f"{W}p")
    ]


def _style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val")


def _text(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
