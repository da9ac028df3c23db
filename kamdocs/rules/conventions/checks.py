"""Checks that no regular expression can make; a language's file names one beside a pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kamdocs.rules.particles import with_particle

_FORMS = ("은/는", "이/가", "을/를", "과/와", "으로/로")
_VOWELS = frozenset("AEIOUY")
_SURE_ENDS = frozenset("AEIOULMN")
_LONGEST_ACRONYM = 5


def fits_particle(match: re.Match[str]) -> bool:
    """Whether the Korean particle `here` fits the `word` before it, or nobody can tell.

    A word in Latin letters is told only where all readings end alike: capitals that are read letter by letter, as
    they hold no vowel, or short ones that end in a vowel or in L, M, N. A decimal that ends in 0 is read in two ways.
    """
    word, particle = match["word"], match["here"]
    if not _is_read_in_one_way(word):
        return True
    return next(with_particle(word, forms) == word + particle for forms in _FORMS if particle in forms.split("/"))


def _is_read_in_one_way(word: str) -> bool:
    letters = re.sub(r"[\d.,%]", "", word)
    if letters.isascii() and letters:
        if not word[-1].isalpha() or not letters.isupper() or len(letters) > _LONGEST_ACRONYM:
            return word[-1].isdigit() or word[-1] == "%"
        return word[-1] in _SURE_ENDS or _VOWELS.isdisjoint(letters)
    return not ("." in word and word.endswith("0"))


CHECKS: Mapping[str, Callable[[re.Match[str]], bool]] = {"particle": fits_particle}
"""What finds of a pattern are held to, by name: a find that passes is no breach."""

CHECKED_GROUPS = ("word", "here")
"""The groups that a pattern with a check has."""
