"""Countries by the names that lists give them, in any language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from kamdocs.model.list_words import ListWords
from kamdocs.rules.search import fold


class Countries:
    """Answers questions about countries, by the names that `words` and Unicode CLDR give them; those in `locales`, by
    language, before those in others."""

    def __init__(self, words: Sequence[ListWords], locales: Mapping[str, str]) -> None:
        self._words, self._locales = words, locales
        self._known: dict[str, str | None] = {}

    def code_of(self, text: str) -> str | None:
        """The ISO 3166 code of the country that `text` is, or names in any language; None where it is no country."""
        if text not in self._known:
            self._known[text] = self._found(text)
        return self._known[text]

    def _found(self, text: str) -> str | None:
        code, name = text.strip().upper(), fold(text)
        if len(code) == 2 and code in _territories("en"):
            return code
        for words in self._words:
            for country, names in words.countries.items():
                if name in map(fold, names):
                    return country
        return next(self._named(name), None)

    def _named(self, name: str) -> Iterator[str]:
        for locale in (*self._locales.values(), *_every_language()):
            if found := _codes(locale).get(name):
                yield found

    def name(self, code: str, language: str) -> str:
        """The name of a country in `language`."""
        return _territories(self._locales[language]).get(code, code)


@lru_cache(maxsize=512)
def _territories(locale: str) -> Mapping[str, str]:
    """Names of countries by code, in the language of a locale."""
    from babel import Locale

    names = Locale.parse(locale).territories
    return {code: name for code, name in names.items() if len(code) == 2 and code.isalpha() and code != "ZZ"}


@lru_cache(maxsize=512)
def _codes(locale: str) -> Mapping[str, str]:
    return {fold(name): code for code, name in _territories(locale).items()}


@lru_cache(maxsize=1)
def _every_language() -> tuple[str, ...]:
    from babel.localedata import locale_identifiers

    return tuple(sorted(locale for locale in locale_identifiers() if "_" not in locale))
