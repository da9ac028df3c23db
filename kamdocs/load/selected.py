"""Which clients a selector means. What is internal is read to choose by, and goes no further than the chosen ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NoReturn, get_args

from kamdocs.errors import RequestError
from kamdocs.load.workspace import load_workspace
from kamdocs.model.base import Text
from kamdocs.model.client import Client, Loyalty
from kamdocs.model.house import Tier
from kamdocs.rules.hints import hint
from kamdocs.rules.search import fold
from kamdocs.rules.selectors import ALL, IDS, Selector, read_selector

_NAMED = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")

_KEYS: Mapping[str, Callable[[Client], Text | str | None]] = {
    "status": lambda client: client.status,
    "region": lambda client: client.region,
    "industry": lambda client: client.industry,
    "country": lambda client: client.country,
    "language": lambda client: client.language,
    "tier": lambda client: client.internal.tier if client.internal else None,
    "owner": lambda client: client.internal.owner if client.internal else None,
    "loyalty": lambda client: client.internal.loyalty if client.internal else None,
}

_INTERNAL: Mapping[str, Collection[str]] = {"tier": get_args(Tier), "owner": (), "loyalty": get_args(Loyalty)}
"""What is internal of clients, with all that it can be: a message never names what single clients have."""


def select_clients(root: Path, text: str, *, today: date) -> tuple[str, ...]:
    """The ids of the clients of the workspace at `root` that the selector `text` means, sorted; `all` means all.
    Raises RequestError for what is no selector, for clients that are not there and for a selector that means none."""
    selector = read_selector(text, _KEYS)
    clients = _clients(root, today)
    if text.strip() == ALL and ALL not in clients:
        return tuple(sorted(clients))
    if unknown := [id for id in selector.wanted.get(IDS, ()) if id not in clients]:
        _refuse((f"there is no client `{id}`", hint(id, clients)) for id in unknown)
    chosen = tuple(id for id, client in sorted(clients.items()) if _meant(id, client, selector))
    if not chosen:
        _refuse(_in_vain(selector, clients.values()) or [(f"no client fits all of `{text}`", "leave out a part of it")])
    return chosen


def select_proposals(root: Path, text: str, *, today: date) -> tuple[tuple[str, str], ...]:
    """The client and the id of each proposal that the selector `text` means, sorted: those named as `client/id`, and
    the open ones of the clients that it means. Raises RequestError as `select_clients` does."""
    workspace, _ = load_workspace(root, today=today)
    known = {
        f"{client}/{id}": (client, id, proposal)
        for client, folder in workspace.clients.items()
        for id, proposal in folder.proposals.items()
    }
    parts = [part.strip() for part in text.split(",")]
    named = [part for part in parts if _NAMED.fullmatch(part)]
    if unknown := [part for part in named if part not in known]:
        _refuse((f"there is no proposal `{part}`", hint(part, known)) for part in unknown)
    rest = ",".join(part for part in parts if part not in named)
    clients = select_clients(root, rest, today=today) if rest else ()
    chosen = tuple(
        sorted(
            (client, id)
            for name, (client, id, proposal) in known.items()
            if name in named or (client in clients and proposal.outcome is None)
        )
    )
    if not chosen:
        _refuse([(f"no client that `{rest}` means has an open proposal", "name a proposal as `client/id`")])
    return chosen


def _clients(root: Path, today: date) -> Mapping[str, Client]:
    workspace, _ = load_workspace(root, today=today, audience="internal")
    return {id: folder.client for id, folder in workspace.clients.items()}


def _in_vain(selector: Selector, clients: Collection[Client]) -> list[tuple[str, str]]:
    """What of `selector` no client has, each with the values that there are."""
    return [
        (f"no client has `{key}={value}`", hint(value, _INTERNAL.get(key, _values(key, clients))))
        for key, values in selector.without((IDS,)).wanted.items()
        for value in values
        if not any(_is(_KEYS[key](client), value) for client in clients)
    ]


def _values(key: str, clients: Collection[Client]) -> list[str]:
    """What clients have as `key`, in every language in which they say it."""
    given = [value for client in clients if (value := _KEYS[key](client)) is not None]
    return sorted({text for value in given for text in (value.each() if isinstance(value, Text) else (value,))})


def _refuse(refused: Iterable[tuple[str, str]]) -> NoReturn:
    (what, help), *more = refused
    raise RequestError(what, help=help, more=more)


def key_clients(root: Path, *, today: date) -> frozenset[str]:
    """The ids of the clients of the first tier, whose letters should say more than a wish: for a warning, never for a
    letter."""
    first = read_selector(f"tier={get_args(Tier)[0]}", _KEYS)
    return frozenset(id for id, client in _clients(root, today).items() if _meant(id, client, first))


def _meant(id: str, client: Client, selector: Selector) -> bool:
    ids = selector.wanted.get(IDS)
    others = selector.without((IDS,)).wanted.items()
    return (ids is None or id in ids) and all(
        any(_is(_KEYS[key](client), value) for value in values) for key, values in others
    )


def _is(given: Text | str | None, wanted: str) -> bool:
    """Whether `given` is what is wanted, or a text that has it among its words, in any language."""
    if isinstance(given, Text):
        return any(f" {fold(wanted)} " in f" {fold(text)} " for text in given.each())
    return given is not None and given.casefold() == wanted.casefold()
