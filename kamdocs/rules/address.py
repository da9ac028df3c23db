"""How a person or an organisation is addressed in a language, by the rules of `templates/languages/<code>.yaml`.

Each form is chosen from a list of ways to name somebody: the first whose every part is known. What is not known has a
decided form and never leaves a hole: without a gender there is no honorific, so that the next way counts, mostly the
full name; a family or given name that does not stand in the name as this language writes it (`김` for `Kim Chul-su`) is
not known in it; a letter to nobody in particular opens and closes as one to the organisation.

Source: customs of correspondence, DOMAIN 5 (EN-SALUTE, EN-CLOSE-PAIR, VI-TO, VI-FAMILYNAME, VI-CLOSE, KO-NIM-GWIHA,
KO-GWIJUNG-PERSON, KO-TITLE, KO-CLOSE).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kamdocs.model.language import AddressRules, Called
from kamdocs.rules.search import fold

Person = Mapping[str, str | None]
"""The `name` of a person in the language, and what else is known: `family_name`, `given_name`, `gender` (`f`, `m`),
`title`, `address_as`. Read when it is needed, so that a field nobody prints need not be given."""


@dataclass(frozen=True, slots=True)
class Address:
    """Addresses people and organisations by the `rules` of one language."""

    rules: AddressRules

    def called(self, person: Person) -> str:
        """`person` in running text: `Mr Smith`, `Ông Minh`, `김철수 부장님`."""
        return self._first(self.rules.called, person)

    def addressed(self, person: Person) -> str:
        """`person` in the address: `Mr John Smith`, `Ông Nguyễn Văn Minh`, `부장 김철수 귀하`."""
        return self._first(self.rules.addressed, person)

    def signed(self, person: Person) -> str:
        """`person` under a letter of ours: `John Smith`, `부장 김철수 드림`."""
        return self._first(self.rules.signed, person)

    def you(self, person: Person | None) -> str:
        """How a sentence speaks to `person`, or to the readers in an organisation: `you`, `Ông`, `귀하`."""
        return (self._known(self.rules.you, person) if person else None) or self.rules.you_otherwise

    def organisation(self, name: str) -> str:
        """The organisation `name` in the address: `Acme Ltd`, `Quý Công ty An Phú`, `한빛전자 귀중`."""
        ways = [way for way in self.rules.organisations if not way.starting or name.startswith(way.starting)]
        return f"{ways[0].before}{name}{ways[0].after}" if ways else name

    def salutation(self, people: Sequence[Person]) -> str:
        """The salutation of a letter to `people` in their order, or, where there are none, to the organisation."""
        words = self.rules.salutation
        names = list(dict.fromkeys(map(self.called, people)))
        if not names:
            return words.organisation
        joined = ", ".join(names[:-1]) + words.last + names[-1] if len(names) > 1 else names[0]
        return f"{words.before}{joined}{words.after}"

    def closing(self, people: Sequence[Person]) -> str:
        """The complimentary close that goes with the salutation of `people`."""
        return self.rules.closing.person if people else self.rules.closing.organisation

    def _first(self, ways: Iterable[Called], person: Person) -> str:
        return self._known(ways, person) or _text(person, "name")

    def _known(self, ways: Iterable[Called], person: Person) -> str | None:
        """`person` by the first of `ways` whose every part is known; None where there is none. What ends with the word
        after it, as a title that is recorded as `대표님`, does not get it twice."""
        for way in ways:
            parts = self._parts(way, person)
            if all(parts):
                words = way.between.join(parts)
                after = "" if way.after.strip() and words.endswith(way.after.strip()) else way.after
                return f"{way.before}{words}{after}"
        return None

    def _parts(self, way: Called, person: Person) -> list[str]:
        """The parts of `way` up to the first that is not known, which is empty."""
        parts: list[str] = []
        for part in way.of:
            parts.append(self._part(part, person))
            if not parts[-1]:
                break
        return parts

    def _part(self, part: str, person: Person) -> str:
        if part == "honorific":
            return self._academic(person) or self._honorific(person)
        if part == "name":
            return self._name(person)
        if part == "full_name":
            return f"{self._academic(person)} {self._name(person)}".strip()
        if part == "own_given_name":
            is_own = self._part("family_name", person).casefold() in map(str.casefold, self.rules.family_names)
            return self._part("given_name", person).rpartition(" ")[2] if is_own else ""
        if part in ("family_name", "given_name"):
            return _written(_text(person, part), self._name(person))
        return _text(person, part)

    def _honorific(self, person: Person) -> str:
        gender = _text(person, "gender")
        return next((form for known, form in self.rules.honorifics.items() if known == gender), "")

    def _academic(self, person: Person) -> str:
        """What the title before the name of `person` makes of the honorific; empty without one."""
        name = _text(person, "name")
        return next((form for title, form in self.rules.academic.items() if name.startswith(f"{title} ")), "")

    def _name(self, person: Person) -> str:
        """The name of `person` without a title before it."""
        name = _text(person, "name")
        title = next((title for title in self.rules.academic if name.startswith(f"{title} ")), "")
        return name.removeprefix(title).lstrip()


def _text(person: Person, part: str) -> str:
    return str(person[part] or "").strip() if part in person else ""


def _written(part: str, name: str) -> str:
    """`part` of a name as `name` writes it: `Do` for `Đỗ` in `Do Manh Cuong`; empty where it does not stand there."""
    words, wanted = name.split(), fold(part).split()
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if wanted and fold(" ".join(words[start:end])).split() == wanted:
                return " ".join(words[start:end]).strip(",")
    return ""
