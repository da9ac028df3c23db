"""Ids of recipients: from name and company in plain letters, the same on every run."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kamdocs.rules.search import fold

_LONGEST_NAME, _LONGEST_COMPANY, _DIGEST = 40, 30, 6
_DEVICES = re.compile("con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names that Windows keeps for devices, whatever ending stands behind them."""
_HANGUL = re.compile("[\uac00-\ud7a3]")
_NOT_PLAIN = re.compile("[^a-z0-9]+")
_FIRST_SYLLABLE, _VOWELS, _FINALS = 0xAC00, 21, 28

# Revised Romanisation of Korean (Ministry of Culture and Tourism, 2000-8), letter by letter: no assimilation.
# Their order is that of the letters in a syllable of Unicode; `-` is the letter without a sound, or none.
_INITIALS, _MEDIALS, _ENDINGS = (
    [letter.strip("-") for letter in letters.split()]
    for letters in (
        "g kk n d tt r m b pp s ss - j jj ch k t p h",
        "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
        "- k k ks n nj nh t l lk lm lb ls lt lp lh m p ps t t ng t t k t p t",
    )
)


@dataclass(frozen=True, slots=True)
class Known:
    """What an id is made from: the name of the person, that of the company without its legal form, and what tells two
    such apart."""

    name: str
    company: str
    apart: str


def plain_words(text: str) -> str:
    """`text` in lower-case letters and digits of ASCII with hyphens between words; Hangul is romanised, and of a text
    in another script there is a short digest."""
    words = _HANGUL.sub(_syllable, fold(text))
    plain = _NOT_PLAIN.sub("-", words).strip("-")
    has_lost = any(character.isalnum() and not character.isascii() for character in words)
    return "-".join(filter(None, (plain, _digest(fold(text))))) if has_lost else plain


def is_device(id: str) -> bool:
    """Whether no file whose name begins with `id` and a point can be kept on Windows."""
    return _DEVICES.fullmatch(id) is not None


def _syllable(found: re.Match[str]) -> str:
    number = ord(found[0]) - _FIRST_SYLLABLE
    initial, rest = divmod(number, _VOWELS * _FINALS)
    medial, final = divmod(rest, _FINALS)
    return _INITIALS[initial] + _MEDIALS[medial] + _ENDINGS[final]


def made_ids(known: Mapping[int, Known], taken: Sequence[str]) -> Mapping[int, str]:
    """An id for each row, none of them among `taken`.

    Rows that would get the same one have a digest of what tells them apart behind it, all of them, so that their order
    makes no difference; those that nothing tells apart are counted.
    """
    wished = {row: _wished(one) for row, one in known.items()}
    counts = Counter([*wished.values(), *taken])
    ids, used = dict[int, str](), set(taken)
    for row, id in wished.items():
        own = id if counts[id] == 1 else f"{id}-{_digest(known[row].apart)}"
        free, number = own, 1
        while free in used or (free != id and free in counts):
            number += 1
            free = f"{own}-{number}"
        used.add(free)
        ids[row] = free
    return ids


def _wished(one: Known) -> str:
    name = _cut(plain_words(one.name), _LONGEST_NAME)
    company = _cut(plain_words(one.company), _LONGEST_COMPANY)
    wished = "-".join(filter(None, (name, company))) or _digest(one.apart)
    return f"{wished}-{_digest(one.apart)}" if is_device(wished) else wished


def _cut(words: str, longest: int) -> str:
    """As many of `words` as fit, or the beginning of the first, with a digest of all where some are left out."""
    if len(words) <= longest:
        return words
    room = longest - _DIGEST - 1
    kept = words[: room + 1].rpartition("-")[0] or words[:room]
    return f"{kept[:room].strip('-')}-{_digest(words)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
