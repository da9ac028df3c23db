"""Single YAML files and headers that are no part of the profiles: themes, languages, templates."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from kamdocs.errors import InputError
from kamdocs.load.check import validate
from kamdocs.load.document import Document, plain_public

M = TypeVar("M", bound=BaseModel)


def record_in(document: Document, model: type[M]) -> M:
    """The record of `model` that `document` holds, without anything internal.

    Raises InputError with every problem.
    """
    if document.root is None or document.faults:
        raise InputError(document.problems())
    checked = validate(model, plain_public(document.root), document)
    if checked.model is None:
        raise InputError(checked.problems)
    return checked.model
