"""What is known of languages, countries, names and firms when a list is read; all of it is data of the kit."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from kamdocs.load.recipients.countries import Countries
from kamdocs.load.recipients.firms import Firms
from kamdocs.load.recipients.nearness import near
from kamdocs.model.kit import Kit
from kamdocs.model.list_words import ListWords, NameField
from kamdocs.model.recipient import Gender
from kamdocs.rules.search import fold

_DEFAULT_ORDER: tuple[NameField, ...] = ("given_name", "middle_name", "family_name")
_SHORTEST_TITLE = 2
_WHOLE_NAME = 3
"""Words of a name with all its parts: Trần Văn Bốn."""
_SHORTEST_JOB = 2
"""Letters that stay of a title without 님: 부장."""
_LATIN = re.compile("(?:FULLWIDTH )?LATIN |MODIFIER LETTER ")


class Knowledge:
    """Answers questions about what stands in a list, by the data of `kit`."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._words = list(kit.columns.values())
        self._in_language = _by_language(self._words)
        self.firms = Firms(self._words, kit.languages)
        self.countries = Countries(self._words, {code: rules.locale for code, rules in kit.languages.items()})

    def language_of(self, text: str) -> str | None:
        """The language that alone writes the letters of `text`; None where it has no such letters, or of several."""
        found = {
            language
            for language, words in self._in_language.items()
            if words.letters and re.search(words.letters, text) and language in self._kit.languages
        }
        return found.pop() if len(found) == 1 else None

    def language_named(self, text: str) -> str | None:
        """The code of the language that `text` names by its code, a locale or a name; None where there is none."""
        code = re.split(r"[-_]", text.strip().lower())[0]
        if code in self._kit.languages:
            return code
        return self._language_names.get(fold(text)) or self._languages_at_home.get(text.strip().upper())

    @cached_property
    def _languages_at_home(self) -> Mapping[str, str]:
        """Languages by the country of their locale, by which lists call them too: `VN`. None where it has several."""
        found = [(rules.country, code) for code, rules in self._kit.languages.items()]
        several = Counter(country for country, _ in found)
        return {country: code for country, code in found if country and several[country] == 1}

    @cached_property
    def _language_names(self) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for code, rules in self._kit.languages.items():
            names |= {fold(name): code for name in (*rules.name.each(), _own_name(code))}
        further = ((code, named) for words in self._words for code, named in words.languages.items())
        return {fold(name): code for code, named in further for name in named if code in self._kit.languages} | names

    def gender_of(self, word: str) -> Gender | None:
        """The gender that a word of a column, or a form of address before a name, tells."""
        return self._genders.get(near(word))

    @cached_property
    def _genders(self) -> Mapping[str, Gender]:
        found: dict[str, Gender] = {}
        for rules in self._kit.languages.values():
            found |= {near(form): gender for gender, form in rules.address.honorifics.items()}
        for words in self._words:
            for gender, forms in words.genders.items():
                found |= dict.fromkeys(map(near, forms), gender)
        return found

    def honorific_before(self, name: str) -> str:
        """The form of address that `name` begins with; empty without one. One that could be a name or an initial is
        none: it is a word of the rules or of lists, has two letters at least and ends with a point, or, where it is a
        name too, a whole name of its language follows it, as in `Anh Trần Văn Bốn`."""
        first, _, rest = name.partition(" ")
        if not rest.lstrip()[:1].isalpha() or rest.split()[0].casefold() in self._joints:
            return ""
        is_title = first.endswith(".") and len(near(first)) >= _SHORTEST_TITLE and self.gender_of(first) is not None
        if near(first) in self._honorifics or is_title:
            return first
        language = self._titles.get(near(first))
        return first if language is not None and (not language or self._is_whole_name(rest, language)) else ""

    def _is_whole_name(self, text: str, language: str) -> bool:
        """Whether `text` is a name with all its parts that is written in `language` alone."""
        has_family = self.split_name(text, language)[0] != ""
        return has_family and self.language_of(text) == language and len(text.split()) >= _WHOLE_NAME

    def without_politeness(self, text: str, *, shortest: int = 0) -> str:
        """`text`, a name or a title, without the words after it by which a language is polite, as 님 and 귀하: those
        that stand apart, and others where so many letters of a name stay, as other names and titles end so too; of a
        title, two of its last word."""
        while (bare := self._less_polite(text, shortest)) != text:
            text = bare
        return text

    def _less_polite(self, text: str, shortest: int) -> str:
        for word in self._politeness:
            bare = text.removesuffix(word)
            is_apart = bare.endswith(" ") and bare.strip() != ""
            is_long = len(bare) >= shortest if shortest else len(bare.rpartition(" ")[2]) >= _SHORTEST_JOB
            if bare != text and (is_apart or is_long):
                return bare.rstrip()
        return text

    @cached_property
    def _politeness(self) -> Sequence[str]:
        """What is put after a name or a title in languages with a script of their own, by us or by lists."""
        scripts = {words.language for words in self._words if words.own_script}
        rules = [rules.address for language, rules in self._kit.languages.items() if language in scripts]
        after = {way.after.strip() for one in rules for way in (*one.called, *one.addressed)}
        courtesies = {word for words in self._words for word in words.courtesies}
        return sorted({*after, *courtesies} - {""}, key=len, reverse=True)

    @cached_property
    def _honorifics(self) -> frozenset[str]:
        rules = self._kit.languages.values()
        return frozenset(near(form) for one in rules for form in one.address.honorifics.values())

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """Words of columns for gender, written without a point, that are forms of address too, as their capital letter
        says; with their language where they are names too."""
        found: dict[str, str] = {}
        for words in self._words:
            forms = (form for forms in words.genders.values() for form in forms)
            also_names = {near(form): words.language or "" for form in words.also_names}
            found |= {near(form): "" for form in forms if form[:1].isupper() and not form.endswith(".")} | also_names
        return found

    @cached_property
    def _joints(self) -> frozenset[str]:
        """What stands between two people: `and`, `và`."""
        return frozenset(rules.address.salutation.last.strip() for rules in self._kit.languages.values())

    def without_title(self, name: str, title: str) -> tuple[str, str]:
        """`name` without the title that stands before or after it in languages with a script of their own, as in
        `김철수 부장`, and that title; it is `title` or one of those that lists in the language have. One letter with
        another title than this is a name."""
        words, title = name.split(), self.without_politeness(title)
        for word, rest in ((words[-1], words[:-1]), (words[0], words[1:])) if len(words) > 1 else ():
            bare, left = self.without_politeness(word), " ".join(rest).rstrip(",")
            is_job = bare == title or (bare in self._jobs and (not title or len(left) > 1))
            if is_job and self.language_of(word):
                return left, bare
        return name, ""

    @cached_property
    def _jobs(self) -> frozenset[str]:
        return frozenset(title for words in self._words for title in words.titles)

    def is_no_name(self, text: str) -> bool:
        """Whether `text` stands in columns for names where there is none, as `Total`."""
        return bool(text) and fold(text).replace(" ", "") in self._no_names

    @cached_property
    def _no_names(self) -> frozenset[str]:
        return frozenset(fold(text).replace(" ", "") for words in self._words for text in words.no_names)

    def flag_of(self, text: str) -> str:
        """`yes` or `no`, where `text` says so in any language; else `text`."""
        return self._flags.get(text.casefold(), text)

    @cached_property
    def _flags(self) -> Mapping[str, str]:
        every = ((said, word) for words in self._words for said, forms in words.flags.items() for word in forms)
        return {word.casefold(): said for said, word in every}

    def joint_in(self, name: str) -> str:
        """The word of `name` that joins two people, as `and`; empty without one."""
        return next((word for word in name.split()[1:-1] if word.casefold() in self._joints), "")

    def is_academic(self, word: str) -> bool:
        """Whether `word` is a title that stays before a name."""
        return near(word) in self._academic

    @cached_property
    def _academic(self) -> frozenset[str]:
        return frozenset(near(title) for one in self._kit.languages.values() for title in one.address.academic)

    def needs(self, part: str, language: str) -> bool:
        """Whether the first ways to address somebody in `language` use a part: `honorific`, `title`."""
        rules = self._kit.languages.get(language)
        return rules is not None and any(part in way.of for way in rules.address.called)

    def starts_with_title(self, name: str, language: str) -> bool:
        """Whether `name` begins with a title that takes the place of the honorific in `language`."""
        rules = self._kit.languages.get(language)
        return rules is not None and any(name.startswith(f"{title} ") for title in rules.address.academic)

    def is_in_script_of(self, language: str, text: str) -> bool:
        """Whether `text` can stand in `language`: it has letters of its script, where the language has its own, and
        none of other scripts than that and the Latin one."""
        words = self._in_language.get(language)
        has_own = not (words and words.own_script and words.letters) or bool(re.search(words.letters, text))
        return has_own and not self.is_strange_to(language, text)

    def is_strange_to(self, language: str, text: str) -> bool:
        """Whether `text` has letters that readers of `language` need not know: neither Latin ones nor its own."""
        words = self._in_language.get(language)
        own = words.letters if words and words.own_script else None
        letters = {sign for sign in text if not sign.isascii() and sign.isalpha()}
        return any(
            not _LATIN.match(unicodedata.name(sign, "")) and not (own and re.match(own, sign)) for sign in letters
        )

    def full_name(self, parts: Mapping[str, str], language: str | None) -> str:
        """The name made of its parts, in the order of the language that its letters tell, or else of `language`."""
        text = " ".join(parts.values())
        own = self._in_language.get(self.language_of(text) or "")
        spoken = self._in_language.get(language or "")
        words = own or (spoken if spoken and not spoken.own_script else None)
        order, between = (words.name_order, words.name_between) if words else ((), " ")
        order = order or _DEFAULT_ORDER
        rest = [part for part in _DEFAULT_ORDER if part not in order]
        return between.join(parts[part] for part in (*order, *rest) if parts.get(part))

    def split_name(self, name: str, language: str | None) -> tuple[str, str]:
        """The family and the given name of somebody whose full name begins with a family name of the language; empty
        where it does not."""
        rules, own = self._kit.languages.get(language or ""), self._in_language.get(language or "")
        if own and own.letters and not own.own_script and name.isascii():
            return "", ""  # as well one of another language
        families = sorted(rules.address.family_names if rules else (), key=len, reverse=True)
        folded = name.casefold()
        found = next((one for one in families if folded.startswith(f"{one.casefold()} ")), "")
        words = name.split()
        is_shortened = len(words[-1]) > 1 and words[-1].isupper() and not name.isupper() if words else True  # `KT`
        return (" ".join(words[: len(found.split())]), words[-1]) if found and not is_shortened else ("", "")

    def address_words(self, language: str | None) -> ListWords:
        """The file that says how an address is put together: that of the language, or else the first that does."""
        own = self._in_language.get(language or "")
        if own and own.address_order:
            return own
        others = (words for words in self._words if words.address_order and not words.language)
        return next(others, ListWords())

    def day_forms(self, language: str | None) -> Sequence[str]:
        """The ways in which lists in `language` write days, and those with the year first; all ways where there is no
        language or it has none of its own."""
        every = list(dict.fromkeys(form for words in self._words for form in words.days))
        own = self._in_language.get(language or "", ListWords()).days
        has_order = any(not form.startswith("Y") for form in own)
        return [form for form in every if form in own or form.startswith("Y")] if has_order else every

    def home_of(self, language: str | None) -> str | None:
        """The country of `language`; None where it has none."""
        rules = self._kit.languages.get(language or "")
        return rules.country or None if rules else None

    def postal_digits(self, country: str | None) -> int:
        """How many digits postal codes have in `country`; 0 where they vary, or are not known."""
        return next((words.postal_digits[country] for words in self._words if country in words.postal_digits), 0)

    def puts_code_before_city(self, country: str | None) -> bool:
        """Whether the postal code stands before the city in `country`."""
        return any(country in words.postal_code_before_city for words in self._words)


def _by_language(every: Iterable[ListWords]) -> Mapping[str, ListWords]:
    """The words of each language; of several files in one, the later ones say again what they say."""
    found: dict[str, ListWords] = {}
    for words in every:
        if words.language:
            known = found.setdefault(words.language, words)
            said = {name: getattr(words, name) for name in words.model_fields_set}
            found[words.language] = known.model_copy(update=said)
    return found


def _own_name(code: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code).get_display_name() or ""
    except (ValueError, UnknownLocaleError):
        return ""
