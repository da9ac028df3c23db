"""What in a text breaks the conventions of its language, by the rules of `templates/languages/<code>.yaml`.

Set apart, and never a breach, are what programs read (addresses of pages and mail, names of files, numbers of papers,
versions) and what stands in quotation marks: those are somebody else's words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kamdocs.model.kit import LanguageRules
from kamdocs.model.language import Convention, WrongForm
from kamdocs.model.rules import MIXED_LOCALE, NOT_COMPOSED
from kamdocs.rules.conventions.checks import CHECKS

STAND_IN = "\ufffc"
"""Stands in a text for a value that is not known there, as one that a template prints."""

OTHER_WORDS = "\ufffb"
"""Stands in a text for words in another language, which are read by themselves."""

_APART = re.compile(
    r"""
      \b(?:https?|ftp|mailto):[^\s<>"”]+ | \bwww\.[^\s<>"”]+ | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | `[^`\n]*`
    | (?<![\w./\\-])[\w./\\-]*\w\.(?:docx?|pdf|xlsx?|pptx?|csv|txt|md|ya?ml|html?|json|png|jpe?g|zip|vcf|ics)\b
    | (?<![\w./-])(?=[A-Za-z0-9])(?=[\w./-]*[A-Za-z])(?=[\w./-]*\d)
      [A-Za-z0-9]+(?:[-_/][A-Za-z0-9.]+)*[-_][A-Za-z0-9.]*\w
    | (?<!\w)[vV]\.?\s?\d+(?:\.\d+)*
    | “[^”\n]{0,600}” | "[^"\n]{0,600}" | ‘[^’\n]{0,600}’(?!\w)
    | «[^»\n]{0,600}» | 「[^」\n]{0,600}」 | 『[^』\n]{0,600}』
    """,
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Breach:
    """Something in a text, from `start` to `end` in code points, that breaks the convention `rule`."""

    rule: str
    start: int
    end: int
    what: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    rule: str
    pattern: re.Pattern[str]
    form: WrongForm
    unless: tuple[re.Pattern[str], ...]


class Conventions:
    """The conventions of one language, compiled once for many texts."""

    def __init__(self, rules: LanguageRules) -> None:
        self._forms = tuple(
            form for rule, convention in rules.conventions.items() for form in _compiled(rule, convention)
        )
        self._foreign = _foreign_number(rules.locale)

    def breaches(self, text: str) -> Iterator[Breach]:
        """The breaches in `text`, in its order; of two at one place the one whose rule stands first in the file."""
        if not text or text.isspace():
            return
        apart: list[tuple[int, int]] | None = None
        taken: list[Breach] = []
        for breach in self._found(text):
            span = (breach.start, breach.end)
            if apart is None:
                apart = [match.span() for match in _APART.finditer(text)]
            if not _meets(span, apart) and not _meets(span, [(other.start, other.end) for other in taken]):
                taken.append(breach)
        yield from sorted(taken, key=lambda breach: breach.start)

    def _found(self, text: str) -> Iterator[Breach]:
        for form in self._forms:
            right: list[tuple[int, int]] | None = None
            for match in form.pattern.finditer(text):
                if form.form.check is not None and CHECKS[form.form.check](match):
                    continue
                if right is None:
                    right = [found.span() for pattern in form.unless for found in pattern.finditer(text)]
                start, end = match.span("here" if "here" in form.pattern.groupindex else 0)
                if start < end and not _meets((start, end), right):
                    yield Breach(form.rule, start, end, form.form.what, form.form.help)
        yield from self._of_any_language(text)

    def _of_any_language(self, text: str) -> Iterator[Breach]:
        for match in self._foreign.finditer(text):
            what = "thousands are parted as in another language"
            yield Breach(MIXED_LOCALE, *match.span(), what, "write the number as this language does")
        if not unicodedata.is_normalized("NFC", text):
            composed = unicodedata.normalize("NFC", text)
            start = next((at for at, (own, one) in enumerate(zip(text, composed, strict=False)) if own != one), 0)
            what = "a letter and its accents are separate characters"
            yield Breach(NOT_COMPOSED, start, start + 2, what, "write it in Unicode's composed form, NFC")


def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression `pattern` of a language's file.

    Raises re.error for one that is none.
    """
    return re.compile(pattern.replace(r"\p{Lu}", _capitals()), re.MULTILINE)


def _compiled(rule: str, convention: Convention) -> Iterator[_Form]:
    unless = tuple(map(compiled, convention.unless))
    for form in convention.wrong:
        yield _Form(rule, compiled(form.pattern), form, unless)


def _meets(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _foreign_number(locale: str) -> re.Pattern[str]:
    """Whole numbers whose thousands are parted by the sign that `locale` does not use for that."""
    from babel.numbers import get_group_symbol

    sign = re.escape("," if get_group_symbol(locale) == "." else ".")
    return re.compile(rf"(?<![\w.,/-])\d{{1,3}}(?:{sign}\d{{3}}){{2,}}(?![A-Za-z\d/-]|{sign}\d)")


@cache
def _capitals() -> str:
    """The capital letters of Latin, as a class of characters."""
    latin = (*range(0x250), *range(0x1E00, 0x1F00))
    return f"[{''.join(chr(code) for code in latin if chr(code).isupper())}]"
