"""Name, gender and title of a person, as lists give them: in one column or in many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kamdocs.load.recipients.cells import Row
from kamdocs.load.recipients.knowledge import Knowledge
from kamdocs.load.recipients.signs import odd_sign, without_degrees
from kamdocs.model.recipient import Gender
from kamdocs.model.rules import NO_FAMILY_NAME, NO_GENDER, NO_TITLE, ODD_NAME
from kamdocs.rules.search import fold

_PARTS = ("given_name", "middle_name", "family_name")
_SHORTEST_NAME = 3
"""Letters that stay of a name without 님: 홍길동; `이꽃님` is a name."""
_GENERATION = re.compile(r"(?:[JjSs]r\.?|I{1,3}|IV|V)")


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is: the full name, what of it is known, the gender, the title, the one that stood `beside` the name,
    and words before the name that nobody knows."""

    name: str
    family_name: str
    given_name: str
    gender: Gender | None
    title: str
    beside: str = ""
    strange: str = ""


def person_in(row: Row, language: str | None, knowledge: Knowledge, *, otherwise: str) -> Person:
    """The person whom `row` names; the name is empty where it names none. `language` is what the list says, `otherwise`
    that of letters to somebody of whom nothing tells it."""
    prefix, academic, strange = _before(row.get("prefix"), knowledge)
    name, family, given = _name(row, language, knowledge)
    title, beside = row.get("title"), ""
    if row.get("name"):
        said = knowledge.honorific_before(name)
        name = knowledge.without_politeness(name.removeprefix(said).lstrip(), shortest=_SHORTEST_NAME)
        name, beside = knowledge.without_title(name, title)
        prefix, title = prefix or knowledge.gender_of(said) or knowledge.gender_of(beside), title or beside
        if said and not family and " " not in name:
            spoken = knowledge.language_of(name) or language or otherwise
            family = name if knowledge.needs("family_name", spoken) else ""
    if academic and name and not fold(name).startswith(f"{fold(academic)} "):
        name = f"{academic} {name}"
    if name and not given:
        family, given = _split(name, family, language, knowledge)
    gender = knowledge.gender_of(row.get("gender")) or prefix
    return Person(name, family, given, gender, title, beside, strange if name else "")


def _split(name: str, family: str, language: str | None, knowledge: Knowledge) -> tuple[str, str]:
    """The family and the given name, where `name` tells them and is no more than one; the `family` name if it is known
    already."""
    bare = without_degrees(name)
    if odd_sign(bare) or knowledge.joint_in(bare):
        return family, ""
    found = knowledge.split_name(bare, knowledge.language_of(name) or language)
    return found if not family or fold(found[0]) == fold(family) else (family, "")


def _name(row: Row, language: str | None, knowledge: Knowledge) -> tuple[str, str, str]:
    """The full name, and what of it is the family and the given name."""
    name, parts = _whole_name(row, knowledge), {part: row.get(part) for part in _PARTS}
    if name and parts["family_name"] and not parts["given_name"] and not _holds(name, parts["family_name"]):
        name, parts["given_name"] = "", name  # a sheet with columns for the family name and for `the name`
    if not name and any(parts.values()):
        name = knowledge.full_name(parts, language)
        if suffix := row.get("suffix"):
            name = f"{name} {suffix}" if _GENERATION.fullmatch(suffix) else f"{name}, {suffix}"
    return name, parts["family_name"], parts["given_name"]


def _whole_name(row: Row, knowledge: Knowledge) -> str:
    """What stands in the cell of the name, its lines as parts; empty for what is no name, as `Total`."""
    name = ", ".join(row.fields.get("name", "").split("\n"))
    return "" if knowledge.is_no_name(knowledge.without_politeness(name)) else name


def _holds(name: str, family: str) -> bool:
    return fold(family).replace(" ", "") in fold(name).replace(" ", "")


def _before(prefix: str, knowledge: Knowledge) -> tuple[Gender | None, str, str]:
    """The gender that the words before a name tell, the titles that stay, and what is neither."""
    genders, academic, strange = list[Gender](), list[str](), list[str]()
    if gender := knowledge.gender_of(prefix):
        return gender, "", ""
    if knowledge.is_academic(prefix):
        return None, prefix, ""
    for word in prefix.split():
        either = [knowledge.gender_of(part) for part in word.split("/")]
        if len(either) == 1 and either[0]:
            genders.append(either[0])
        elif knowledge.is_academic(word):
            academic.append(word)
        elif not all(either):
            strange.append(word)
    return (genders[0] if len(set(genders)) == 1 else None), " ".join(academic), " ".join(strange)


def name_doubts(row: Row, person: Person, language: str, knowledge: Knowledge) -> Iterator[tuple[str, str, str, str]]:
    """What is doubtful about how `person` is addressed in `language`: a field, a rule, what, and help."""
    if person.strange:
        what = f"`{person.strange}` before the name says nothing that is known; it is left out"
        yield "prefix", "unknown-prefix", what, "add it to `genders` or `academic`, or remove it"
    if row.get("gender") and knowledge.gender_of(row.get("gender")) is None:
        yield "gender", "unknown-gender", f"`{row.get('gender')}` is no gender that is known", "write `f` or `m`"
    yield from _more_than_a_name(person, knowledge)
    if not person.name or row.get("address_as"):
        return
    is_titled = knowledge.starts_with_title(person.name, language)
    if person.gender is None and not is_titled and knowledge.needs("honorific", language):
        field = "gender" if "gender" in row.at else "prefix"
        help = "write `f` or `m` in a column `gender`, or how the person is called in `address_as`"
        yield field, NO_GENDER, f"the gender is not known, which the form of address in `{language}` needs", help
    is_called_by_family = (person.gender or is_titled) and knowledge.needs("family_name", language)
    if is_called_by_family and not (person.family_name and _holds(person.name, person.family_name)):
        what = (
            f"the family name is not known, which the form of address in `{language}` needs: the full name stands there"
        )
        help = "write it in a column `family_name`, or how the person is called in `address_as`"
        yield "name", NO_FAMILY_NAME, what, help
    if knowledge.needs("title", language) and not person.title:
        help = "write the title in a column `title`"
        yield "title", NO_TITLE, f"the title is not known, which the form of address in `{language}` needs", help


def _more_than_a_name(person: Person, knowledge: Knowledge) -> Iterator[tuple[str, str, str, str]]:
    """What stands in the cell of a name beside one."""
    if odd := odd_sign(person.name) or knowledge.joint_in(person.name):
        what = f"`{person.name}` has `{odd}` in it, which names do not have"
        yield "name", ODD_NAME, what, "write the name of one person alone, or remove the row"
    if person.beside and person.beside != knowledge.without_politeness(person.title):
        what = f"beside the name stands the title `{person.beside}`, and in its column `{person.title}`, which counts"
        yield "title", ODD_NAME, what, "write the title that is right"
