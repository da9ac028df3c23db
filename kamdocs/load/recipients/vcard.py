"""Lists of cards: vCard 2.1, 3.0 and 4.0, each card as a row.

Source: RFC 2426 (3.0), RFC 6350 (4.0), and the vCard 2.1 specification of 1996 for what is quoted-printable.
"""

from __future__ import annotations

import quopri
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kamdocs.load.recipients.decoding import decoded
from kamdocs.load.recipients.grid import Grid, ListFault

_PARTS: Mapping[str, tuple[str, ...]] = {
    "N": ("N.family", "N.given", "N.additional", "N.prefix", "N.suffix"),
    "ORG": ("ORG", "ORG.unit"),
    "ADR": ("ADR.pobox", "ADR.extended", "ADR.street", "ADR.locality", "ADR.region", "ADR.code", "ADR.country"),
    "GENDER": ("GENDER",),
}
_WHOLE = ("FN", "TITLE", "EMAIL", "TEL", "LANG", "NICKNAME", "BDAY", "CATEGORIES", "URL", "NOTE")
_HEADER = (
    *("FN", *_PARTS["N"], "GENDER", "TITLE", *_PARTS["ORG"], "EMAIL", "EMAIL.2", "TEL.cell", "TEL", *_PARTS["ADR"]),
    *("LANG", "NICKNAME", "BDAY", "CATEGORIES", "URL", "NOTE"),
)
_FOLD = re.compile(rb"\r?\n[ \t]")
_SOFT = re.compile(rb"=\r?\n")
_LINE = re.compile(
    r"(?:[\w-]+\.)?(?P<name>[A-Za-z][\w-]*)(?P<params>(?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)*):(?P<value>.*)"
)
_PARAM = re.compile(r";([^=;:\"]+)(?:=((?:\"[^\"]*\"|[^;:\"])*))?")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_TOKEN = re.compile(r"\\.|.", re.DOTALL)
_LAST_PREFERENCE = 100
_NAME = ("FN", *_PARTS["N"])


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    value: str
    types: frozenset[str]
    preference: int


@dataclass(slots=True)
class _Card:
    line: int
    properties: list[_Property] = field(default_factory=list)


def is_vcard(content: bytes) -> bool:
    """Whether `content` begins as a list of cards does."""
    start = content[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start[:11].upper() == b"BEGIN:VCARD"


def read_cards(content: bytes) -> Grid:
    """The cards of a list. Raises ListFault where one is not closed, or a line in it cannot be read."""
    text_of_bytes, encoding = _joined(content)
    cards = list(_cards(text_of_bytes))
    rows = {card.line: _row(card.properties) for card in cards}
    used = tuple(index for index in range(len(_HEADER)) if any(row[index] for row in rows.values()))
    versions = sorted({one.value for card in cards for one in card.properties if one.name == "VERSION"})
    return Grid(
        form=", ".join(("vCard " + " and ".join(versions) if versions else "vCard", encoding)),
        header=tuple(_HEADER[index] for index in used),
        rows={number: tuple(row[index] for index in used) for number, row in rows.items()},
        header_row=0,
        places={card.line: f"card {number}, line {card.line}" for number, card in enumerate(cards, start=1)},
    )


def _joined(content: bytes) -> tuple[list[tuple[int, str]], str]:
    """The lines as they were before they were folded, each with the number of its first one, and the encoding. Bytes
    are joined, not text: some programs fold in the middle of a letter."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = decoded(content)[0].encode()
    marked = _FOLD.sub(lambda found: b"\x01" * found[0].count(b"\n"), content)
    if b"QUOTED-PRINTABLE" in content.upper():
        marked = _SOFT.sub(b"\x01", marked)
    _, encoding = decoded(marked.replace(b"\x01", b""))
    codec = encoding if encoding.startswith("cp") else "utf-8-sig"
    lines, number = [], 1
    for line in marked.splitlines():
        lines.append((number, unicodedata.normalize("NFC", line.replace(b"\x01", b"").decode(codec))))
        number += 1 + line.count(b"\x01")
    return lines, encoding


def _cards(lines: Iterable[tuple[int, str]]) -> Iterator[_Card]:
    card: _Card | None = None
    for number, line in lines:
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            _refuse_open(card)
            card = _Card(number)
        elif word == "END:VCARD" and card:
            yield card
            card = None
        elif word and card:
            card.properties.append(_property(line, number))
    _refuse_open(card)


def _refuse_open(card: _Card | None) -> None:
    if card:
        what = f"the card that begins on line {card.line} is not closed"
        raise ListFault("broken-vcard", what, "end it with a line `END:VCARD`", line=card.line)


def _property(line: str, number: int) -> _Property:
    found = _LINE.fullmatch(line)
    if found is None:
        help = "a line that goes on begins with a blank"
        raise ListFault("broken-vcard", f"line {number} is no property of a card", help, line=number)
    given = [(key.strip().upper(), value.strip('"')) for key, value in _PARAM.findall(found["params"])]
    types = {part.strip().lower() for key, value in given for part in (value if key == "TYPE" else key).split(",")}
    preferences = [int(value) for key, value in given if key == "PREF" and value.isdecimal()]
    preference = min([*preferences, *([1] if "pref" in types else []), _LAST_PREFERENCE])
    return _Property(found["name"].upper(), _value(found["value"], dict(given)), frozenset(types), preference)


def _value(value: str, given: Mapping[str, str]) -> str:
    if given.get("ENCODING", "").upper() != "QUOTED-PRINTABLE" and "QUOTED-PRINTABLE" not in given:
        return value
    try:
        return quopri.decodestring(value.encode()).decode(given.get("CHARSET", "utf-8"))
    except (LookupError, UnicodeDecodeError):
        return quopri.decodestring(value.encode()).decode("utf-8", "replace")


def _row(properties: Sequence[_Property]) -> tuple[str, ...]:
    cells: dict[str, str] = {}
    ordered = sorted(properties, key=lambda one: (one.preference, "home" in one.types))
    for one in ordered:
        if one.name in _PARTS and not any(name in cells for name in _PARTS[one.name]):
            between = " " if one.name == "N" else ", "
            cells |= dict(zip(_PARTS[one.name], _parts(one.value, between), strict=False))
        elif one.name in _WHOLE:
            _add(cells, one)
    said = {one.name: one.value.strip().lower() for one in ordered}
    kind = said.get("KIND") or said.get("X-ADDRESSBOOKSERVER-KIND")
    if kind == "group":
        cells = _without(cells, _NAME)
    elif kind == "org" or said.get("X-ABSHOWAS") == "company" or _is_named_as_company(cells):
        cells = _as_company(cells)
    return tuple(cells.get(name, "") for name in _HEADER)


def _is_named_as_company(cells: Mapping[str, str]) -> bool:
    """Whether the card has the name of its organisation and no other: of a company, by programs that know no kinds."""
    return not any(map(cells.get, _PARTS["N"])) and cells.get("FN") == cells.get("ORG")


def _as_company(cells: Mapping[str, str]) -> dict[str, str]:
    """`cells` with the name of the card as that of a company; the parts of another name are those of its contact."""
    name = cells.get("FN", "")
    is_contact = any(cells.get(part) not in (None, "", name) for part in _PARTS["N"])
    return {"ORG": name, **_without(cells, ("FN",) if is_contact else _NAME)}


def _without(cells: Mapping[str, str], names: Collection[str]) -> dict[str, str]:
    return {name: text for name, text in cells.items() if text and name not in names}


def _add(cells: dict[str, str], one: _Property) -> None:
    name, value = one.name, _plain(one.value)
    if name == "TEL":
        name, value = ("TEL.cell" if "cell" in one.types else "TEL"), value.removeprefix("tel:")
    if name == "EMAIL" and name in cells:
        name = "EMAIL.2"
    cells.setdefault(name, value)


def _parts(value: str, between: str) -> list[str]:
    """The parts of a value with semicolons; where a part is a list, with `between` in place of its commas."""
    parts = [""]
    for token in _TOKEN.findall(value):
        if token == ";":
            parts.append("")
        else:
            parts[-1] += between if token == "," and between == " " else token
    return [*map(_plain, parts)]


def _plain(value: str) -> str:
    """`value` without its escapes."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()
