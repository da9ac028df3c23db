"""Promise 2: no client is named that has not agreed to be.

Nothing in the public inputs excuses a name: a case text that gives away whose case it is stands there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kamdocs.errors import Problem
from kamdocs.model.secrets import ClientNames
from kamdocs.rules.search import fold, is_dense, plain
from kamdocs.verify.finished import Finished
from kamdocs.verify.public import Public

_SHORTEST = 2
_EXACT_UP_TO = 4
_LEGAL_FORMS = (
    *("joint stock company", "limited liability company", "company limited", "limited company", "co ltd", "pte ltd"),
    *("pty ltd", "sdn bhd", "corporation", "corp", "company", "incorporated", "inc", "limited", "ltd", "llc", "plc"),
    *("bhd", "gmbh", "jsc", "ctcp", "cong ty trach nhiem huu han", "cong ty tnhh mtv", "cong ty tnhh", "tnhh"),
    *("cong ty co phan", "cong ty", "tap doan", "주식회사", "유한회사", "주", "유"),
)
_HELP = "say it without the name, or have the client's consent written down"
_LETTER = r"[^\W_\u1100-\u11ff\u3130-\u318f\u4e00-\u9fff\uac00-\ud7a3]"


@dataclass(frozen=True, slots=True)
class _Name:
    """A way to name a client: `exact` as it is written, `folded` as it is compared."""

    owner: str
    exact: str
    folded: str

    @property
    def is_short(self) -> bool:
        """Whether it is so short that only its very letters count, as an abbreviation."""
        return len(self.folded) <= _EXACT_UP_TO and not any(map(is_dense, self.folded))

    @property
    def is_word(self) -> bool:
        """Whether it might be a common noun too."""
        return " " not in self.folded and not any(map(is_dense, self.folded))


class Names:
    """The names that may not stand in a document for one client."""

    def __init__(self, names: Iterable[ClientNames], own_client: str) -> None:
        entries = tuple(names)
        free = [entry for entry in entries if entry.may_be_named or entry.owner == own_client]
        self._allowed = {name.folded for entry in free for name in _forms(entry)}
        forbidden = (name for entry in entries if entry not in free for name in _forms(entry))
        self._forbidden = {name.folded: name for name in forbidden if name.folded not in self._allowed}

    def problems(self, file: Finished, public: Public) -> Iterator[Problem]:
        """One problem for each client that `file` names against its will."""
        found: dict[str, str] = {}
        for name in self._forbidden.values():
            place = self._place(name, file, public) if name.owner not in found else None
            if place is not None:
                found[name.owner] = place
        for owner, place in found.items():
            yield file.problem("other-client-named", f"names another client, `{owner}`, {place}", help=_HELP)

    def _place(self, name: _Name, file: Finished, public: Public) -> str | None:
        if name.is_short:
            return _written(name.exact, file)
        place = file.find(name.folded)
        longer = [own for own in self._allowed if name.folded in own] if place is not None else []
        if longer:
            place = file.haystack.without(longer).find(name.folded)
        return None if place is None or (name.is_word and _is_common_noun(name, file, public)) else place


def _forms(entry: ClientNames) -> Iterator[_Name]:
    """The names of a client, and each without its legal form."""
    for exact in entry.names:
        folded = fold(exact)
        if len(folded) >= _SHORTEST:
            yield _Name(entry.owner, plain(exact).strip(), folded)
        core = _core(folded)
        if core != folded and (" " in core or len(core) > _EXACT_UP_TO or all(map(is_dense, core))):
            yield _Name(entry.owner, core, core)


def _core(folded: str) -> str:
    """A folded company name without its legal form, empty where nothing else is in it."""
    for form in _LEGAL_FORMS:
        if folded.endswith(f" {form}"):
            return _core(folded.removesuffix(f" {form}"))
        if folded.startswith(f"{form} "):
            return _core(folded.removeprefix(f"{form} "))
    return folded


def _written(exact: str, file: Finished) -> str | None:
    """Where an abbreviation stands, letter for letter."""
    pattern = re.compile(rf"(?<!{_LETTER}){re.escape(exact)}(?!{_LETTER})")
    return next((passage.place for passage in file.passages if pattern.search(plain(passage.text))), None)


def _is_common_noun(name: _Name, file: Finished, public: Public) -> bool:
    """Whether a name stands in the file in small letters only, as it does in the public inputs, like any word."""
    small = name.exact.lower()
    word = re.compile(rf"(?<![\w@./-]){re.escape(small)}(?![\w@/-]|\.\w)", re.IGNORECASE)
    written = {match[0] for passage in file.passages for match in word.finditer(plain(passage.text))}
    return written == {small} and any(match[0] == small for line in public.lines for match in word.finditer(line))
