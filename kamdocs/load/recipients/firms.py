"""Companies in lists: what two ways to write one have in common, and what its legal form tells."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from kamdocs.load.recipients.nearness import near
from kamdocs.model.list_words import ListWords
from kamdocs.rules.search import fold


class Firms:
    """Answers questions about the names of companies, by the legal forms of `words`, for `languages`."""

    def __init__(self, words: Sequence[ListWords], languages: Collection[str]) -> None:
        self._words, self._languages = words, languages
        self._bare: dict[str, str] = {}

    def bare(self, company: str) -> str:
        """`company` without its legal form, folded: what two ways to write one firm have in common."""
        if company not in self._bare:
            self._bare[company] = self._made_bare(company)
        return self._bare[company]

    def _made_bare(self, company: str) -> str:
        text = unicodedata.normalize("NFKC", company)
        for form in self._bracketed_forms:
            text = text.replace(form, " ")
        bare = near(text)
        while (shorter := self._without_form(bare)) != bare:
            bare = shorter
        return fold(bare) or fold(company)

    def _without_form(self, text: str) -> str:
        for form in self._forms:
            if text.startswith(f"{form} "):
                return text[len(form) + 1 :]
            if text.endswith(f" {form}"):
                return text[: -len(form) - 1]
        return text

    @cached_property
    def _forms(self) -> Sequence[str]:
        forms = {near(form) for words in self._words for form in words.legal_forms} - set(self._bracketed_forms)
        return sorted(forms, key=lambda form: (-len(form), form))

    @cached_property
    def _bracketed_forms(self) -> Sequence[str]:
        forms = (unicodedata.normalize("NFKC", form) for words in self._words for form in words.legal_forms)
        return sorted({form for form in forms if form.startswith("(")})

    def language_of(self, company: str) -> str | None:
        """The language whose lists alone have the legal form of `company`; None where it has no such form."""
        bare = near(company)
        forms = self._forms_of_one.items()
        found = {language for form, language in forms if bare.startswith(f"{form} ") or bare.endswith(f" {form}")}
        found |= {language for form, language in forms if form.startswith("(") and form in bare}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _forms_of_one(self) -> Mapping[str, str]:
        """Legal forms that one file alone knows, with its language."""
        known = Counter(form for words in self._words for form in {near(form) for form in words.legal_forms})
        return {
            near(form): words.language
            for words in self._words
            for form in words.legal_forms
            if words.language in self._languages and words.language and known[near(form)] == 1
        }
