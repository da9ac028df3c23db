"""How templates address people and organisations, by the rules of their language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kamdocs.render.current import TemplateFault, current
from kamdocs.render.views import View, lookup, names
from kamdocs.rules.address import Address, Person


class _Person(Mapping[str, Any]):
    """The fields of a view, read when they are asked for."""

    def __init__(self, view: View) -> None:
        self._view = view

    def __getitem__(self, name: str) -> Any:
        found, value = lookup(self._view, name)
        if not found:
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(names(self._view))

    def __len__(self) -> int:
        return len(names(self._view))


def _address() -> Address:
    return Address(current().writer.rules.address)


def _is_person(value: object) -> bool:
    return isinstance(value, View) and {"name", "title"} <= {*names(value)}


def _person(filter: str, value: object) -> Person:
    if not isinstance(value, View) or not _is_person(value):
        raise TemplateFault(f"`{filter}` needs a person", "name a record with a name and a title, as `recipient`")
    return _Person(value)


def _people(filter: str, value: object) -> list[Person]:
    """The people in a list, or one; none for `none`, which stands for the organisation."""
    if value is None:
        return []
    return [_person(filter, one) for one in value] if isinstance(value, list | tuple) else [_person(filter, value)]


def _called(value: object) -> str:
    return _address().called(_person("called", value))


def _addressed(value: object) -> str:
    """A person, or an organisation by its name, as the address has them."""
    if isinstance(value, View) and not _is_person(value) and (named := lookup(value, "name"))[0]:
        return _address().organisation(named[1])
    return _address().addressed(_person("addressed", value))


def _signed(value: object) -> str:
    return _address().signed(_person("signed", value))


def _you(value: object) -> str:
    return _address().you(None if value is None else _person("you", value))


def _salutation(value: object) -> str:
    return _address().salutation(_people("salutation", value))


def _closing(value: object) -> str:
    return _address().closing(_people("closing", value))


ADDRESS_FILTERS: Mapping[str, Callable[[object], str]] = {
    "called": _called,
    "addressed": _addressed,
    "signed": _signed,
    "you": _you,
    "salutation": _salutation,
    "closing": _closing,
}
"""The filters that address somebody, by the names templates call them."""
