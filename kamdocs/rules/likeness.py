"""Whether two texts speak of the same thing: which telling words they share, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from kamdocs.model.base import Text
from kamdocs.model.kit import LanguageRules
from kamdocs.rules.search import fold, is_dense

_WORD = re.compile(r"[^\W\d_]{2,}")
_STEM = 7
_SHORTEST_STEM = 4
_SHORTEST_GRAM = 2


class Likeness:
    """Compares texts in the languages of a house; the first that both are given in counts."""

    def __init__(self, languages: Mapping[str, LanguageRules], order: Sequence[str]) -> None:
        """`order` are codes of `languages`; a text given once for every language is read as of the first."""
        self._order = [code for code in order if code in languages]
        self._rules = {code: (languages[code].wording.compare, languages[code].wording.common) for code in self._order}

    def shared(self, one: Iterable[Text], other: Iterable[Text]) -> tuple[str, ...]:
        """The telling words of `one` that `other` has too, as `one` writes them, each once."""
        ones, others = list(one), list(other)
        for code in self._order:
            here, there = self._tokens(ones, code), self._tokens(others, code)
            if here and there:
                return tuple(dict.fromkeys(word for token, word in here.items() if token in there))
        return ()

    def telling(self, texts: Iterable[Text], code: str) -> Mapping[str, str]:
        """The telling words of `texts` in one language, by what is compared of them."""
        return self._tokens(list(texts), code)

    def _tokens(self, texts: Sequence[Text], code: str) -> dict[str, str]:
        compare, common = self._rules[code]
        written = (text.get(code) for text in texts)
        return {token: word for text in written if text is not None for token, word in _of_text(text, compare, common)}


@lru_cache(maxsize=20_000)
def _of_text(text: str, compare: str, common: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(_TOKENS[compare](text, _folded(common)))


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    return fold(word)


@cache
def _folded(common: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, common))


def _stems(text: str, common: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each word without its ending: `operators` and `operator` are one."""
    for word in _WORD.findall(text):
        folded = _fold(word)
        if folded not in common and len(folded) >= _SHORTEST_STEM:
            yield folded.removesuffix("s")[:_STEM], word


def _pairs(text: str, common: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each two words that stand side by side, for languages that write words syllable by syllable."""
    for first, second in pairwise(re.findall(r"[^\W_]+|[^\w\s]", text)):
        folded = _fold(first), _fold(second)
        if all(folded) and not common & {*folded, " ".join(folded)} and not any(part.isdigit() for part in folded):
            yield " ".join(folded), f"{first} {second}"


def _grams(text: str, common: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each two syllables that stand side by side in a word, for languages that write endings onto their words."""
    for word in _WORD.findall(text):
        if not is_dense(word[0]):
            yield from _stems(word, common)
        elif len(word) >= _SHORTEST_GRAM:
            grams = ("".join(pair) for pair in pairwise(word))
            yield from ((gram, word) for gram in grams if gram not in common)


_TOKENS = {"stems": _stems, "pairs": _pairs, "grams": _grams}
