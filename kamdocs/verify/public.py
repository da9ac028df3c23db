"""What a document's own public inputs hold, which is no leak and may be stated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from kamdocs.model.kit import Kit, LanguageRules
from kamdocs.model.page import Rendered
from kamdocs.model.word_template import WordFile
from kamdocs.rules.amount_words import WordedAmounts
from kamdocs.rules.found_dates import Dates
from kamdocs.rules.found_numbers import Amounts, Numbers
from kamdocs.rules.read_numbers import FigureReader
from kamdocs.rules.search import Haystack, Passage, plain
from kamdocs.word.filled import said_by_template

_MARKDOWN = re.compile(r"[*_`\\]")
_DIGIT = re.compile(r"\d")
_KEPT = 4096
_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, eq=False)
class Tongue:
    """What reads documents of one language: what finds dates, numbers and amounts, and the words of templates.

    `dates` and `numbers` know the forms of every language of the kit, `own_dates` and `amounts` only those that
    documents of this language are written in, `worded` its amounts in words, if it has them. `figures` reads single
    numbers. `sources` are the templates: what they say is no data, so that an internal value among it is a leak.
    """

    dates: Dates
    numbers: Numbers
    own_dates: Dates
    amounts: Amounts
    sources: frozenset[str]
    figures: FigureReader
    worded: WordedAmounts | None = None

    @cached_property
    def known_in(self) -> Callable[[str], frozenset[Decimal | date]]:
        """Gives each date and number that a text holds, in any way that it may be read: a number itself, or those in
        it, and the figures of its dates."""
        return lru_cache(maxsize=_KEPT)(self._known_of)

    def _known_of(self, text: str) -> frozenset[Decimal | date]:
        shown = plain(text)
        if not _DIGIT.search(shown):
            return frozenset()
        days = {found.day for found in self.dates.find(shown)}
        figures = {figure for day in days for figure in (Decimal(day.year), in_figures(day))}
        return frozenset({*days, *figures, *self._numbers_of(shown)})

    def _numbers_of(self, text: str) -> frozenset[Decimal]:
        if _DECIMAL.fullmatch(text):
            return frozenset({Decimal(text), abs(Decimal(text))})
        return frozenset(reading for found in self.numbers.find(text) for reading in found.readings)

    def values_in(self, passage: Passage, *, dated: bool) -> tuple[Decimal | date, ...]:
        """All that the figures of a passage may be read as; where it is `dated`, those of a date are no numbers."""
        return self._values_again(passage.text, dated)

    @cached_property
    def _values_again(self) -> Callable[[str, bool], tuple[Decimal | date, ...]]:
        return lru_cache(maxsize=_KEPT)(self._values_of)

    def _values_of(self, words: str, dated: bool) -> tuple[Decimal | date, ...]:
        text = plain(words)
        days = self.dates.find(text) if dated else ()
        for found in days:
            text = text[: found.start] + "\0" * (found.end - found.start) + text[found.end :]
        numbers = (reading for number in self.numbers.find(text) for reading in number.readings)
        return (*(found.day for found in days), *numbers)

    @cached_property
    def templates(self) -> Haystack:
        """The templates, to be searched for words."""
        return Haystack(Passage("", source) for source in self.sources)

    @cached_property
    def template_figures(self) -> frozenset[Decimal | date]:
        """The numbers and dates that templates state themselves."""
        texts = [plain(source) for source in self.sources]
        days = {found.day for text in texts for found in self.dates.find(text)}
        return frozenset(
            days | {value for text in texts for found in self.numbers.find(text) for value in found.readings}
        )


def tongue(kit: Kit, language: str, word_files: Iterable[WordFile] = ()) -> Tongue:
    """What finds values in documents of `language`; where languages disagree on a date, its own form is read.
    `word_files` are the templates made in Word that the documents are made of."""
    own = kit.languages[language]
    ordered: Sequence[LanguageRules] = [own, *(rules for rules in kit.languages.values() if rules is not own)]
    numbers = Numbers(ordered)
    return Tongue(
        Dates(ordered, every_form=True),
        numbers,
        Dates([own], every_form=False),
        Amounts(own, numbers),
        frozenset([*(template.source for template in kit.templates.values()), *_in_word(word_files)]),
        FigureReader(own, numbers),
        WordedAmounts(own.words) if own.words is not None else None,
    )


def _in_word(word_files: Iterable[WordFile]) -> Iterator[str]:
    """What templates made in Word say."""
    for file in {file.file: file for file in word_files}.values():
        yield from said_by_template(file)


def in_figures(day: date) -> Decimal:
    """A date as one number: 20261123."""
    return Decimal(f"{day:%Y%m%d}")


def _run_together(text: str) -> str:
    return "".join(plain(text).casefold().split())


class Public:
    """The texts, numbers and dates that a page's public inputs and its facts hold."""

    def __init__(self, page: Rendered, tongue: Tongue) -> None:
        self.texts = (*page.corpus, *page.facts.values(), *page.printed.values())
        self._inputs = page.corpus
        self._tongue = tongue

    @cached_property
    def haystack(self) -> Haystack:
        """The texts, to be searched."""
        return Haystack(Passage("", text) for text in self.texts)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Each text on one line with single spaces, and those with Markdown also as they read without its marks."""
        shown = [" ".join(plain(text).split()) for text in self.texts]
        return (*shown, *(_MARKDOWN.sub("", text) for text in shown if _MARKDOWN.search(text)))

    def says(self, words: str) -> bool:
        """Whether an input holds `words`, however they are spaced and capitalised."""
        return _run_together(words) in self._running

    @cached_property
    def _running(self) -> str:
        return "\0".join(map(_run_together, self._inputs))

    def holds(self, folded: str) -> bool:
        """Whether a folded text stands in the public inputs, or is a single word of a template."""
        if self.haystack.find(folded) is not None:
            return True
        return " " not in folded and self._tongue.templates.find(folded) is not None

    def knows(self, value: Decimal | date) -> bool:
        """Whether an input holds a date or a number, as a value or in a text in any way that it may be read; the
        figures of a date count as numbers."""
        return value in self._known

    @cached_property
    def _known(self) -> frozenset[Decimal | date]:
        return frozenset().union(*filter(None, map(self._tongue.known_in, self.texts)))
