"""What in a text breaks the conventions of its language, by the rules of `templates/languages/<code>.yaml`.

Set apart, and never a breach, are what programs read (addresses of pages and mail, names of files, numbers of papers,
versions) and what stands in quotation marks: those are somebody else's words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

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

_BETWEEN = "\n\n"
"""Stands between the paragraphs of a text."""

_FAR = re.compile(r"\\s[*+{]|\\[ADWZ]|\[(?!\^)[^\]]*\\[sDW]|\[\^(?![^\]]*\\[nsDW])|\(\?[a-z]*s")
"""What a pattern holds that may go on from one paragraph to the next."""

_KEPT, _KEPT_LENGTH = 2048, 2000
"""How many paragraphs are kept with what was found in them, of how many characters at most: those that one document
after another holds."""


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

    @property
    def goes_far(self) -> bool:
        """Whether it may go over several paragraphs."""
        return any(_FAR.search(pattern.pattern) for pattern in (self.pattern, *self.unless))

    def breaches(self, text: str) -> Iterator[Breach]:
        right: list[tuple[int, int]] | None = None
        for match in self.pattern.finditer(text):
            if self.form.check is not None and CHECKS[self.form.check](match):
                continue
            if right is None:
                right = [found.span() for pattern in self.unless for found in pattern.finditer(text)]
            start, end = match.span("here" if "here" in self.pattern.groupindex else 0)
            if start < end and not _meets((start, end), right):
                yield Breach(self.rule, start, end, self.form.what, self.form.help)


_Found = tuple[int, Breach]
"""A breach behind the number of the form that it is of."""


class Conventions:
    """The conventions of one language, compiled once for many texts."""

    def __init__(self, rules: LanguageRules) -> None:
        forms = [form for rule, convention in rules.conventions.items() for form in _compiled(rule, convention)]
        self._near = tuple((number, form) for number, form in enumerate(forms) if not form.goes_far)
        self._far = tuple((number, form) for number, form in enumerate(forms) if form.goes_far)
        self._last = len(forms)
        self._foreign = _foreign_number(rules.locale)
        self._again = lru_cache(maxsize=_KEPT)(self._in_paragraph)

    def breaches(self, text: str) -> Iterator[Breach]:
        """The breaches in `text`, in its order; of two at one place the one whose rule stands first in the file."""
        if not text or text.isspace():
            return
        apart: list[tuple[int, int]] | None = None
        taken: list[Breach] = []
        for _, breach in sorted(self._found(text), key=lambda found: (found[0], found[1].start)):
            span = (breach.start, breach.end)
            if apart is None:
                apart = [match.span() for match in _APART.finditer(text)]
            if not _meets(span, apart) and not _meets(span, [(other.start, other.end) for other in taken]):
                taken.append(breach)
        yield from sorted(taken, key=lambda breach: breach.start)

    def _found(self, text: str) -> Iterator[_Found]:
        """All breaches, those that go over several paragraphs last."""
        for start, paragraph in _paragraphs(text):
            find = self._again if len(paragraph) <= _KEPT_LENGTH else self._in_paragraph
            for number, found in find(paragraph):
                yield number, replace(found, start=start + found.start, end=start + found.end)
        for number, form in self._far:
            yield from ((number, breach) for breach in form.breaches(text))
        yield from ((self._last, breach) for breach in _not_composed(text))

    def _in_paragraph(self, text: str) -> tuple[_Found, ...]:
        near = ((number, breach) for number, form in self._near for breach in form.breaches(text))
        return (*near, *((self._last, breach) for breach in self._with_foreign_signs(text)))

    def _with_foreign_signs(self, text: str) -> Iterator[Breach]:
        for match in self._foreign.finditer(text):
            what = "thousands are parted as in another language"
            yield Breach(MIXED_LOCALE, *match.span(), what, "write the number as this language does")


def _not_composed(text: str) -> Iterator[Breach]:
    """The first letter that is not in Unicode's composed form."""
    if not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        start = next((at for at, (own, one) in enumerate(zip(text, composed, strict=False)) if own != one), 0)
        what = "a letter and its accents are separate characters"
        yield Breach(NOT_COMPOSED, start, start + 2, what, "write it in Unicode's composed form, NFC")


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text, each with what parts it from those around it, and where in the text that begins."""
    start, parts = 0, text.split(_BETWEEN)
    for number, part in enumerate(parts):
        before, after = _BETWEEN if number else "", _BETWEEN if number < len(parts) - 1 else ""
        yield start - len(before), f"{before}{part}{after}"
        start += len(part) + len(_BETWEEN)


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
