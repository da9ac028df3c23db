"""E-mail address, country and postal address, as lists give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kamdocs.load.recipients.cells import Row
from kamdocs.load.recipients.knowledge import Knowledge
from kamdocs.rules.search import fold

_EXPORTED = re.compile(r"\s*:::\s*")
"""What exports of Google put between several values, the chief one first."""
_SEPARATORS = re.compile("[;,\n]")
_NAMED = re.compile(r".*<([^<>]*)>\s*", re.DOTALL)
_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@(?:[^@\s<>,;:\"().\[\]\\]+\.)+[^@\s<>,;:\"().\[\]\\]{2,}")
_PARTS = ("po_box", "extended_address", "street", "city", "region", "postal_code")


def email_in(cell: str) -> tuple[str | None, str]:
    """The e-mail address in a cell, the chief one of several in an export, None without one; and what stands there in
    its place, empty where all is well. Of several addresses that a person wrote nobody knows which is meant."""
    first = next((part for part in _EXPORTED.split(cell.strip()) if part), "")
    if are_several(first):
        return None, " ".join(first.split())
    named = _NAMED.fullmatch(first)
    address = (named[1] if named else first.strip(" ;,\n")).strip().removeprefix("mailto:")
    if not address:
        return None, ""
    sound = _EMAIL.fullmatch(address) and ".." not in address and not address.startswith(".")
    return (address, "") if sound else (None, " ".join(address.split()))


def are_several(text: str) -> bool:
    """Whether `text` gives more than one e-mail address."""
    return len([part for part in _SEPARATORS.split(text) if "@" in part]) > 1


def address_in(row: Row, language: str | None, *, home: str, shown_in: str, knowledge: Knowledge) -> str:
    """The postal address on one line, its parts in the order of `language`; a country that is not `home` is named last,
    in the language `shown_in`. Empty where the row gives none."""
    parts, country = _parts(row, knowledge), knowledge.countries.code_of(row.get("country"))
    if not parts:
        return ""
    words, at_home = knowledge.address_words(language), knowledge.home_of(language)
    if (code := parts.get("postal_code", "")).isdecimal():
        parts["postal_code"] = code.zfill(knowledge.postal_digits(country or at_home))
    if "postal_code" in parts and words.postal_code != "{code}" and country in (None, at_home):
        parts["postal_code"] = words.postal_code.format(code=parts["postal_code"])
    elif "postal_code" in parts and "city" in parts and knowledge.puts_code_before_city(country):
        parts["city"] = f"{parts.pop('postal_code')} {parts['city']}"
    line = ", ".join(_groups(parts, words.address_order or (_PARTS,)))
    name = row.get("country") if country is None else knowledge.countries.name(country, shown_in)
    is_said = not name or country == home or fold(name) in map(fold, (*parts.values(), line.rpartition(", ")[2]))
    return line if is_said else f"{line}, {name}"


def _parts(row: Row, knowledge: Knowledge) -> dict[str, str]:
    """What of an address is given, by part. One that is given as a whole is a street where its parts are not."""
    parts = {part: row.get(part) for part in _PARTS if row.get(part)}
    if "street" in parts or not row.get("address"):
        return parts
    lines = [line.strip(" ,") for line in row.fields["address"].split("\n")]
    lines = [line for line in lines if line]
    if len(lines) > 1 and row.get("country") and knowledge.countries.code_of(lines[-1]):
        lines.pop()
    whole = ", ".join(lines)
    others = {part: text for part, text in parts.items() if fold(text) not in fold(whole)}
    return {**others, "street": whole}


def _groups(parts: Mapping[str, str], order: Sequence[Sequence[str]]) -> Iterator[str]:
    groups: list[str] = []
    for group in order:
        held = [part for part in group if part in parts]
        text = " ".join(parts[part] for part in held)
        if held == ["postal_code"] and groups:
            groups[-1] = f"{groups[-1]} {text}"
        elif held:
            groups.append(text)
    yield from groups
