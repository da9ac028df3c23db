"""Text made comparable, and a document's strings put in order to be searched many times.

Compared are letters and digits alone: case, accents, width, invisible characters and punctuation make no difference.
Hangul stays syllables; between Hangul and other scripts a word ends, so that a particle hides no name.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

_DENSE = "\u1100-\u11ff\u2e80-\u2fdf\u3041-\u318f\u3400-\u9fff\uac00-\ud7a3"
_HAS_DENSE = re.compile(f"[{_DENSE}]")
_BORDER = re.compile(rf"(?<=[{_DENSE}])(?=[^\s{_DENSE}])|(?<=[^\s{_DENSE}])(?=[{_DENSE}])")
_SPACED_OUT = re.compile(r"(?<!\S)(?:\S ){5,}\S(?!\S)")
_PARTICLE = re.compile(
    "(?:은|는|이|가|을|를|의|와|과|도|만|로|으로|에|에게|에서|에는|에도|께|께서|께는|님|님은|님이|님의|님께|사|사의|이나|나"
    r"|이다|입니다|이며|이고|라는|이라는|까지|부터|보다|처럼|조차|마다|는|은){0,2}(?!\S)"
)
_STROKES = {"đ": "d", "ł": "l", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i"}
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0")
_HYPHEN = "\u2010"  # what the hyphen that does not break is, decomposed
_BARRIER = "\0"

_KEPT, _KEPT_LENGTH = 4096, 500
"""How many texts are kept folded, of how many characters at most: those that one document after another holds."""

LONG = 12
"""Weight from which a text is looked for without regard to spaces, as it does not stand inside other words."""


class _Folding(dict[int, "str | None"]):
    """What `str.translate` makes of each character, worked out when it first occurs."""

    def __missing__(self, code: int) -> str | None:
        self[code] = found = _folded(chr(code))
        return found


def _folded(character: str) -> str | None:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf") or character in _UNSEEN:
        return None
    if category == "Nd":
        return str(unicodedata.digit(character))
    return _STROKES.get(character, character) if character.isalnum() else " "


class _Showing(dict[int, "str | None"]):
    """The same for `plain`, which leaves invisible characters out and knows one hyphen."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        hidden = unicodedata.category(character) == "Cf" or character in _UNSEEN
        self[code] = found = None if hidden else "-" if character == _HYPHEN else character
        return found


_FOLDING = _Folding()
_SHOWING = _Showing()


def fold(text: str) -> str:
    """`text` as words of plain letters and digits, one space between them."""
    return _folded_again(text) if len(text) <= _KEPT_LENGTH else _folded_text(text)


def _folded_text(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).casefold()
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFKD", bare).translate(_FOLDING))
    if _HAS_DENSE.search(bare):
        bare = _BORDER.sub(" ", bare)
    return " ".join(bare.split())


_folded_again = lru_cache(maxsize=_KEPT)(_folded_text)


def plain(text: str) -> str:
    """`text` in composed, unornamented characters, with one hyphen and nothing invisible: for figures, exact names."""
    if text.isascii():
        return text
    return _plain_again(text) if len(text) <= _KEPT_LENGTH else _plain_text(text)


def _plain_text(text: str) -> str:
    return seen(unicodedata.normalize("NFKC", text))


_plain_again = lru_cache(maxsize=_KEPT)(_plain_text)


def seen(text: str) -> str:
    """`text` without its invisible characters."""
    return text if text.isascii() else text.translate(_SHOWING)


def weight(folded: str) -> int:
    """How much a folded text says: letters, where a syllable of Hangul or a Chinese character counts two."""
    letters = len(folded) - folded.count(" ")
    return letters + len(_HAS_DENSE.findall(folded))


def is_dense(character: str) -> bool:
    """Whether `character` belongs to a script that may put words together without a space."""
    return _HAS_DENSE.match(character) is not None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text and where it stands, as people say it: `on page 3`, `in the header`.

    `kind` is `read` for the running text, which goes on from passage to passage; `worded` for words of their own
    (properties, alternative texts, comments); `technical` for what programs read, measures and identifiers.
    """

    place: str
    text: str
    kind: Literal["read", "worded", "technical"] = "worded"


class Haystack:
    """Passages, folded once to be searched many times."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._places: list[str] = []
        self._starts: list[int] = []
        self._stretches: list[tuple[str, bool]] = []
        parts: list[str] = []
        length = 0
        for place, folded, flows in _pieces(passages):
            part = f" {folded}" if flows else f" {_BARRIER} {folded}"
            self._stretches.append((folded, flows))
            self._places.append(place)
            self._starts.append(length)
            parts.append(part)
            length += len(part)
        self.spaced = "".join(parts) + " "
        self._grams: dict[int, frozenset[str]] = {}

    @cached_property
    def compact(self) -> str:
        """The folded text without spaces."""
        return self.spaced.replace(" ", "")

    def stretches(self) -> Iterable[tuple[str, bool]]:
        """The folded text of each passage, and whether it goes on from the one before."""
        return self._stretches

    def starts(self, length: int) -> frozenset[str]:
        """Every run of `length` letters of the compact text."""
        if length not in self._grams:
            self._grams[length] = _grams(self.compact, length)
        return self._grams[length]

    def runs(self, words: int) -> frozenset[str]:
        """Every run of so many words."""
        found = self.spaced.split()
        return frozenset(" ".join(found[at : at + words]) for at in range(len(found) - words + 1))

    def find(self, folded: str) -> str | None:
        """The place of the first occurrence of a folded text, None where there is none.

        It stands between ends of words, or, from the weight of `LONG`, anywhere, however it is spaced.
        """
        for at in self._bounded(folded):
            return self._place(at)
        if weight(folded) >= LONG and (at := self.compact.find(folded.replace(" ", ""))) >= 0:
            return self._place(self._in_spaced(at))
        return None

    def without(self, folded: Iterable[str]) -> Haystack:
        """The same passages in which these texts, between ends of words, are blotted out."""
        copy = Haystack(())
        copy._places, copy._starts, copy.spaced = self._places, self._starts, self.spaced
        for text in sorted(folded, key=len, reverse=True):
            for at in list(copy._bounded(text)):
                copy.spaced = copy.spaced[:at] + _BARRIER * len(text) + copy.spaced[at + len(text) :]
        return copy

    def _bounded(self, folded: str) -> Iterator[int]:
        needle = f" {folded}"
        at = self.spaced.find(needle)
        while at >= 0:
            end = at + len(needle)
            if self.spaced[end] == " " or (is_dense(folded[-1]) and _PARTICLE.match(self.spaced, end)):
                yield at + 1
            at = self.spaced.find(needle, at + 1)

    def _in_spaced(self, position: int) -> int:
        """The place in the spaced text of a letter of the compact one."""
        for match in re.finditer("[^ ]+", self.spaced):
            position -= len(match[0])
            if position < 0:
                return match.end() + position
        return len(self.spaced)

    def _place(self, position: int) -> str:
        return self._places[max(0, bisect_right(self._starts, position) - 1)]


class Beginnings:
    """Short runs of letters, all of one length, with which what is looked for begins: which of them stand in one
    haystack after another, in its compact text. What stands in a passage is kept for the next haystack with the same.
    """

    def __init__(self, runs: Iterable[str], length: int) -> None:
        self._runs, self._length = frozenset(runs), length
        self._again = lru_cache(maxsize=_KEPT)(self._inside)

    def there(self, stack: Haystack) -> set[str]:
        """Those that stand in `stack`."""
        found = set[str]()
        if not self._runs:
            return found
        before, most = "", self._length - 1
        for folded, flows in stack.stretches():
            inside, head, tail = (self._again if len(folded) <= _KEPT_LENGTH else self._inside)(folded)
            found |= inside
            if flows and before:
                found |= self._runs & _grams(before + head, self._length)
            before = (before + tail)[-most:] if flows else tail
        return found

    def _inside(self, folded: str) -> tuple[frozenset[str], str, str]:
        """Those that stand in a folded text, and the letters with which it begins and ends."""
        compact, most = folded.replace(" ", ""), self._length - 1
        return self._runs & _grams(compact, self._length), compact[:most], compact[-most:]


def _grams(text: str, length: int) -> frozenset[str]:
    """Every run of `length` letters of `text`."""
    return frozenset([text[at : at + length] for at in range(len(text) - length + 1)])


def _pieces(passages: Iterable[Passage]) -> Iterator[tuple[str, str, bool]]:
    """Place, folded text, and whether it goes on from the one before; passages with words s p e l t out come again."""
    joined: list[tuple[str, str]] = []
    for passage in passages:
        text = passage.text
        folded, together = (_spelt_again if len(text) <= _KEPT_LENGTH else _spelt)(text)
        if folded:
            yield passage.place, folded, passage.kind == "read"
        if together:
            joined.append((passage.place, together))
    yield from ((place, folded, False) for place, folded in joined)


def _spelt(text: str) -> tuple[str, str]:
    """A text folded, and once more where it has words s p e l t out, with these put together."""
    folded = fold(text)
    if not _SPACED_OUT.search(folded):
        return folded, ""
    return folded, _SPACED_OUT.sub(lambda match: match[0].replace(" ", ""), folded)


_spelt_again = lru_cache(maxsize=_KEPT)(_spelt)
