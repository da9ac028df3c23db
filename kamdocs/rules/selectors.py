"""What `--clients` and `--proposals` say: `tier=A,region=Seoul`, `saeon-electronics`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kamdocs.errors import RequestError
from kamdocs.rules.hints import hint

IDS = ""
"""The key of ids, which stand without one."""


ALL = "all"
"""What means everybody, where nothing has that id."""


@dataclass(frozen=True, slots=True)
class Selector:
    """What is wanted, by key: one of the values of each key must hold. What has no key is an id."""

    wanted: Mapping[str, tuple[str, ...]]

    def without(self, keys: Collection[str]) -> Selector:
        """What it asks beside `keys`."""
        return Selector({key: values for key, values in self.wanted.items() if key not in keys})


def read_selector(text: str, keys: Collection[str]) -> Selector:
    """The selector that `text` writes, whose keys are among `keys`. Raises RequestError for all that is none."""
    wanted: dict[str, tuple[str, ...]] = {}
    refused: list[tuple[str, str]] = []
    for part in text.split(","):
        key, sign, value = (piece.strip() for piece in part.rpartition("="))
        if not value or (sign and not key):
            refused.append((f"`{part.strip() or text}` selects nothing", "write it as in `tier=A,region=Seoul`"))
        elif key not in {*keys, IDS}:
            refused.append((f"nothing is selected by `{key}`", hint(key, keys)))
        else:
            wanted[key] = (*wanted.get(key, ()), value)
    if refused:
        raise RequestError(refused[0][0], help=refused[0][1], more=refused[1:])
    return Selector(wanted)
