"""Promise 2: no client is named that has not agreed to be.

Nothing in the public inputs excuses a name: a case text that gives away whose case it is stands there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from kamdocs.errors import Problem
from kamdocs.model.secrets import ClientNames
from kamdocs.rules.search import Beginnings, fold, is_dense, plain
from kamdocs.verify.finished import Finished
from kamdocs.verify.public import Public
from kamdocs.verify.strings import SHARED, Strings, kept

_SHORTEST = 2
_EXACT_UP_TO = 4
_STARTS = (8, 4)
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
    """The names of all clients, ordered once so that many files for one client after another are searched quickly."""

    def __init__(self, names: Iterable[ClientNames]) -> None:
        self._forms = [(entry, tuple(_forms(entry))) for entry in names]
        self._for = lru_cache(maxsize=SHARED)(self._names_for)

    def problems(self, file: Finished, public: Public, own_client: str) -> Iterator[Problem]:
        """One problem for each client but `own_client` that `file` names against its will."""
        yield from self._for(own_client).problems(file, public)

    def _names_for(self, own_client: str) -> _Forbidden:
        free = [entry.may_be_named or entry.owner == own_client for entry, _ in self._forms]
        pairs = [(is_free, forms) for is_free, (_, forms) in zip(free, self._forms, strict=True)]
        allowed = {name.folded for is_free, forms in pairs if is_free for name in forms}
        forbidden = (name for is_free, forms in pairs if not is_free for name in forms)
        return _Forbidden({name.folded: name for name in forbidden if name.folded not in allowed}, allowed)


class _Forbidden:
    """The names that may not stand in a document for one client, and those that may."""

    def __init__(self, forbidden: Mapping[str, _Name], allowed: Set[str]) -> None:
        self._forbidden, self._allowed = forbidden, allowed
        self._by_start: dict[int, dict[str, list[_Name]]] = {}
        self._tiny: list[_Name] = []
        for name in forbidden.values():
            compact = name.folded.replace(" ", "")
            length = next((length for length in _STARTS if len(compact) >= length), 0)
            if length:
                self._by_start.setdefault(length, {}).setdefault(compact[:length], []).append(name)
            else:
                self._tiny.append(name)
        self._begin = {length: Beginnings(names, length) for length, names in self._by_start.items()}
        self._order = {name: number for number, name in enumerate(forbidden)}
        self._again = kept(self._candidates)

    def problems(self, file: Finished, public: Public) -> Iterator[Problem]:
        candidates = {*self._candidates(file.own)}.union(*map(self._again, file.shared))
        found: dict[str, str] = {}
        for folded in sorted(candidates, key=self._order.__getitem__):
            name = self._forbidden[folded]
            place = self._place(name, file, public) if name.owner not in found else None
            if place is not None:
                found[name.owner] = place
        for owner, place in found.items():
            yield file.problem("other-client-named", f"names another client, `{owner}`, {place}", help=_HELP)

    def _candidates(self, strings: Strings) -> tuple[str, ...]:
        """The names, folded, that may stand in `strings`: their first letters do, or all of very short ones."""
        begun = [
            name
            for length, names in self._by_start.items()
            for stack in (strings.haystack, strings.machinery)
            for start in self._begin[length].there(stack)
            for name in names[start]
        ]
        tiny = [name for name in self._tiny if name.is_short or name.folded in strings.haystack.spaced]
        return tuple(name.folded for name in (*begun, *tiny) if not name.is_short or name.exact in strings.plain)

    def _place(self, name: _Name, file: Finished, public: Public) -> str | None:
        if name.is_short:
            return _written(name.exact, file)
        place = file.find(name.folded)
        longer = [own for own in self._allowed if name.folded in own] if place is not None else []
        if longer:
            place = file.find(name.folded, without=longer)
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
    return next((passage.place for passage in file.everything if pattern.search(plain(passage.text))), None)


def _is_common_noun(name: _Name, file: Finished, public: Public) -> bool:
    """Whether a name stands in the file in small letters only, as it does in the public inputs, like any word."""
    small = name.exact.lower()
    word = re.compile(rf"(?<![\w@./-]){re.escape(small)}(?![\w@/-]|\.\w)", re.IGNORECASE)
    written = {match[0] for passage in file.everything for match in word.finditer(plain(passage.text))}
    return written == {small} and any(match[0] == small for line in public.lines for match in word.finditer(line))
