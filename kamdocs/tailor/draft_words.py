"""The texts of a drafted proposal, in every language that its recipients read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from kamdocs.model.base import Text
from kamdocs.model.draft import Entry, Value

Getter: TypeAlias = Callable[[Text], str]
"""Gives a text in the language at hand, or in another where it is missing in that."""

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LIST_MARK = re.compile(r"^([-+]|\d+[.)])(?=\s|$)", re.MULTILINE)


def as_markdown(text: str) -> str:
    """Plain `text` on one line, such that Markdown prints it as it is."""
    line = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    return _LIST_MARK.sub(lambda mark: f"{mark[1][:-1]}\\{mark[1][-1]}", line)


class Words:
    """Writes texts in `languages`."""

    def __init__(self, languages: Iterable[str]) -> None:
        self.languages = tuple(languages)

    def of(self, text: Text) -> Value:
        """`text` in each language; where it is missing in one, it is left to a person."""
        return text.root if isinstance(text.root, str) else self.made(lambda get, _: get(text))

    def made(self, make: Callable[[Getter, str], str]) -> Value:
        """What `make` gives in each language; where it asked for a text that is missing, that is left to a person."""
        return {code: self._made(make, code) for code in self.languages}

    def first(self, text: Text) -> str:
        """`text` in the first language in which it is given."""
        return next((given for code in self.languages if (given := text.get(code))), text.each()[0])

    def _made(self, make: Callable[[Getter, str], str], code: str) -> Value:
        missing = list[Text]()

        def get(text: Text) -> str:
            given = text.get(code)
            if given is None:
                missing.append(text)
            return self.first(text) if given is None else given

        made = make(get, code)
        return Entry(made, to_fill=f"this text in `{code}`") if missing else made
