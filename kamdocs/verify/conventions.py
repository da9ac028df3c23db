"""What in a finished document breaks the conventions of its language: warnings, which refuse no file.

The page is read once for all its formats: `same_text` has proved that they say the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from lxml import etree

from kamdocs.errors import Problem, Severity
from kamdocs.model.kit import Kit
from kamdocs.model.page import Draft, Rendered, WordPage
from kamdocs.model.rules import Chosen, severity_of
from kamdocs.rules.charts import is_drawn
from kamdocs.rules.conventions import OTHER_WORDS, Breach, Conventions
from kamdocs.rules.vocabulary import INLINE
from kamdocs.verify.blocks import page_body

_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(r" *\n[ \n]*")
_APART = "\n\n"
"""Stands between paragraphs, so that what goes on over one space or line break does not go on over it."""
_SOMEBODY_ELSE = frozenset({"blockquote"})


class Origins(Protocol):
    """Where the words of a document come from."""

    def of(self, breach: Breach, words: str, language: str) -> tuple[Problem, ...] | None:
        """`breach`, which a document in `language` makes with `words`, told where they stand; nothing where they are
        excused there, and None where they come from no single place."""


class Speech:
    """The conventions of all languages of a kit, each compiled when it is first needed."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._conventions: dict[str, Conventions] = {}

    def breaches(self, text: str, language: str) -> Iterator[Breach]:
        """The breaches in `text`; none in a language that has no rules."""
        if language not in self._conventions and language in self._kit.languages:
            self._conventions[language] = Conventions(self._kit.languages[language])
        yield from self._conventions[language].breaches(text) if language in self._conventions else ()


def unconventional(
    drafts: Sequence[Draft], speech: Speech, chosen: Chosen, origins: Origins | None
) -> Iterator[Problem]:
    """Each breach in the pages of `drafts` once: at its origin, or, where it has none, under the first of its files."""
    first = {id(draft.page): draft for draft in reversed(drafts)}
    for draft in sorted(first.values(), key=lambda draft: draft.target):
        seen: set[tuple[str, str]] = set()
        for language, text in spoken(draft.page).items():
            for breach in speech.breaches(text, language):
                words, severity = text[breach.start : breach.end], severity_of(breach.rule, chosen)
                if severity != "off" and (breach.rule, words) not in seen:
                    seen.add((breach.rule, words))
                    told = origins.of(breach, words, language) if origins else None
                    yield from (_told(draft, text, breach, severity),) if told is None else told


def spoken(page: Rendered) -> Mapping[str, str]:
    """All that `page` says, by language, with a blank line between paragraphs or cells; quotations and what is drawn
    are left out. What a template made in Word gives is all in one language."""
    if isinstance(page, WordPage):
        return {page.language: _APART.join(page.said)}
    reader = _Reader()
    reader.read(page_body(page.html), page.language)
    reader.lines[page.language] += [_APART, page.running_head]
    return {language: _BREAKS.sub(_shorter, "".join(parts)).strip() for language, parts in reader.lines.items()}


def _shorter(breaks: re.Match[str]) -> str:
    return breaks[0].replace(" ", "")[: len(_APART)]


class _Reader:
    """Gathers text by language."""

    def __init__(self) -> None:
        self.lines: defaultdict[str, list[str]] = defaultdict(list)
        self._notes: list[tuple[etree._Element, str]] = []

    def read(self, body: etree._Element, language: str) -> None:
        """Gather all of `body`, its footnotes last."""
        self._read(body, language)
        while self._notes:
            note, its = self._notes.pop(0)
            self.lines[its].append(_APART)
            self._inside(note, its)

    def _read(self, element: etree._Element, around: str) -> None:
        language = element.get("lang") or around
        if element.tag == "br":
            self.lines[around].append("\n")
        elif element.get("class") == "footnote":
            self._notes.append((element, language))
        elif element.tag == "sup" or element.tag in _SOMEBODY_ELSE or not isinstance(element.tag, str):
            return
        elif element.tag in INLINE and language == around:
            self._inside(element, language)
        else:
            self.lines[around].append(OTHER_WORDS if element.tag in INLINE else _APART)
            self.lines[language].append(_APART if language != around else "")
            self._inside(element, language)
            self.lines[language].append(_APART)

    def _inside(self, element: etree._Element, language: str) -> None:
        if not is_drawn(element):
            self.lines[language].append(_SPACE.sub(" ", element.text or ""))
        for child in element:
            if not is_drawn(element) or child.tag == "figcaption":
                self._read(child, language)
                self.lines[language].append(_SPACE.sub(" ", child.tail or ""))


def _told(draft: Draft, text: str, breach: Breach, severity: Severity) -> Problem:
    """`breach` under the name of the file."""
    start = text.rfind("\n", 0, breach.start) + 1
    before, end = text[max(start, breach.start - 30) : breach.start], breach.end + 20
    after = text[breach.end : end].partition("\n")[0]
    what = f"{breach.what}: `{before}{text[breach.start : breach.end]}{after}`"
    return Problem(draft.target, 0, 0, breach.rule, what, severity, breach.help)
