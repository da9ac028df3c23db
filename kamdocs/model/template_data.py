"""What templates can use of a plan, by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from kamdocs.model.client import Client
from kamdocs.model.house import House
from kamdocs.model.letter import Letter
from kamdocs.model.plan import Plan, Section
from kamdocs.model.recipient import Recipient

_UNSEEN = frozenset({"coverage", "file_name", "rejected", "sections"})
_UNSEEN_IN_LETTERS = frozenset({"plan", "addressee", "data_file", "files", "id", "kind", "sender_id"})
_SEEN_IN_FORMS = frozenset({"coverage"})

KEPT_BACK: Mapping[type, frozenset[str]] = {
    Client: frozenset({"needs", "stakeholders"}),
    Recipient: frozenset({"client", "id", "language_from", "origin", "row", "sender", "stakeholder"}),
}
"""Fields that no template sees: what a reader may know of them stands in other fields of the plan."""


@cache
def data_types(*, form: bool = False) -> Mapping[str, Any]:
    """What the template of a section can use, by name, with its type; in a `form` more, as it stays in the house."""
    unseen = _UNSEEN - _SEEN_IN_FORMS if form else _UNSEEN
    seen = {name: hint for name, hint in get_type_hints(Plan).items() if name not in unseen}
    return seen | {"house": House, "logo": str | None, "section": Section, "detail": str, "draft": str | None}


@cache
def letter_types() -> Mapping[str, Any]:
    """What the template of a letter can use, by name, with its type; what `data` and `row` hold, its kind says."""
    seen = {name: hint for name, hint in get_type_hints(Letter).items() if name not in _UNSEEN_IN_LETTERS}
    return seen | {"house": House, "logo": str | None}


@cache
def data_type_names(*, form: bool = False) -> Mapping[str, str]:
    """The same with the names of the types; of a list, that of its items."""
    return {name: _type_name(hint) for name, hint in data_types(form=form).items()}


def _type_name(hint: Any) -> str:
    if get_origin(hint) is tuple or NoneType in get_args(hint):
        return _type_name(next(part for part in get_args(hint) if part is not NoneType))
    return str(hint.__name__)
