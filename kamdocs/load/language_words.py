"""Amounts in words: their forms show the words, and each unit has a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamdocs.model.kit import AmountWords
from kamdocs.model.workspace import KeyPath
from kamdocs.rules.hints import hint
from kamdocs.rules.listing import listed

_MARK = re.compile(r"\{[^{}]*\}?|\}")
_WORDS, _MARKS = ("{words}", "{Words}"), ("{words}", "{Words}", "{figures}")


def unusable_words(words: AmountWords) -> Iterator[tuple[KeyPath, str, str]]:
    """What is wrong with the amounts in words of a language: a path below `words`, what is wrong, and help."""
    for path, form in _forms(words):
        strange = next((mark for mark in _MARK.findall(form) if mark not in _MARKS), None)
        if strange is not None:
            yield path, f"`{strange}` is nothing that a form of an amount shows", f"it shows {listed(_MARKS)}"
        elif not any(mark in form for mark in _WORDS):
            yield path, "the form shows no words", f"put {' or '.join(f'`{mark}`' for mark in _WORDS)} where they stand"
    yield from _without_other(words)
    yield from _strange_words(words)


def _forms(words: AmountWords) -> Iterator[tuple[KeyPath, str]]:
    yield ("amount",), words.amount
    if words.whole_amount is not None:
        yield ("whole_amount",), words.whole_amount
    for name, form in words.forms.items():
        yield ("forms", name), form


def _without_other(words: AmountWords) -> Iterator[tuple[KeyPath, str, str]]:
    for code, names in words.currencies.items():
        for key, forms in (("unit", names.unit), ("minor", names.minor)):
            if forms is not None and "other" not in forms:
                path = ("currencies", code, key)
                yield path, f"`{key}` of `{code}` has no form `other`", "it is taken where no other form fits"


def _strange_words(words: AmountWords) -> Iterator[tuple[KeyPath, str, str]]:
    """Words to be put in place of what no number is named by."""
    if not words.instead:
        return
    from kamdocs.rules.amount_words import ALGORITHMS

    numerals = ALGORITHMS[words.algorithm]
    known = {*numerals.values, *numerals.powers, *numerals.fillers, numerals.minus, numerals.point}
    for word in words.instead:
        if word not in known:
            what = f"`{word}` is no number word of `{words.algorithm}`"
            yield ("instead", word), what, hint(word, sorted(known))
