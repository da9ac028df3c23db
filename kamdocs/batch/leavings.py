"""What earlier runs left that would double a letter, or goes to people who are no longer meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Sized
from pathlib import PurePosixPath

from kamdocs.batch.delivery import Delivery
from kamdocs.model.batch import Failure, Tasks
from kamdocs.model.manifest import Entry
from kamdocs.rules.listing import listed

_DRAFT = ".eml"
_NAMED = 5
"""How many files a warning names."""


def clear_leavings(
    tasks: Tasks, delivery: Delivery, meant: Collection[str] | None, refused: Sequence[Failure] = (), *, prune: bool
) -> None:
    """Take away what doubles a file of `tasks`, and with `prune` what earlier runs made for people of the same source
    who are no longer meant; else tell of it, and hold back what nobody would make now. Only what an entry vouches for
    is touched. Raises OutputError."""
    earlier = dict(_earlier(tasks, delivery))
    _remove_doubles(tasks, delivery, earlier)
    known = {*(meant or ()), *(task.id for task in tasks)}
    strangers = _strangers(known, delivery, earlier)
    delivery.hold(strangers, "the last run had nobody of this id to write to")
    failed = {failure.id: _why(failure) for failure in (*refused, *delivery.failures)}
    _tell_of_stale(tasks, delivery, earlier, failed)
    _tell_of_other_formats(tasks, delivery, earlier, failed)
    _tell_of_other_sources(known, delivery, earlier)
    if meant is not None:
        _remove_strangers(strangers, delivery, prune=prune)


def _earlier(tasks: Tasks, delivery: Delivery) -> Iterator[tuple[str, Entry]]:
    """The files of earlier runs of this kind that are there and that no task gives."""
    given = {name for task in tasks for name in task.names}
    for name in sorted(set(delivery.ledger.names()) & delivery.found.keys() - given):
        entry = delivery.ledger.entries(name)[-1]
        if entry.recipient and delivery.found[name] and delivery.ledger.mailing(entry).kind == delivery.kind:
            yield name, entry


def _remove_doubles(tasks: Tasks, delivery: Delivery, earlier: Mapping[str, Entry]) -> None:
    """A recipient whose letter is now in another language has one, not two; the old one goes once the new is there."""
    by_recipient = defaultdict[str, list[str]](list)
    for name, entry in earlier.items():
        by_recipient[entry.recipient].append(name)
    for task in tasks:
        endings = {_ending(name) for name in task.names if delivery.is_done(name)}
        for name in by_recipient.get(task.id, ()):
            if _ending(name) in endings:
                delivery.remove(name)


def _strangers(meant: set[str], delivery: Delivery, earlier: Mapping[str, Entry]) -> list[str]:
    """Files of the same source to people who are not known to be meant; of rows that are given back it is not known."""
    if not delivery.source:
        return []
    return [
        name
        for name, entry in earlier.items()
        if entry.recipient not in meant and delivery.ledger.mailing(entry).source == delivery.source
    ]


def _remove_strangers(strangers: Sequence[str], delivery: Delivery, *, prune: bool) -> None:
    for name in strangers if prune else ():
        if not delivery.is_edited(name):
            delivery.remove(name)
    if left := [name for name in strangers if name in delivery.found]:
        what = f"{_counted(left)} to people who are no longer meant: {listed(left, most=_NAMED)}"
        help = "somebody has edited them: remove them by hand" if prune else "remove them with `--prune`"
        delivery.warn("", "no-longer-meant", what, help)


def _tell_of_stale(tasks: Tasks, delivery: Delivery, earlier: Mapping[str, Entry], failed: Mapping[str, str]) -> None:
    """A letter that could not be made anew may still stand there as it was."""
    stale = {name: entry.recipient for name, entry in earlier.items() if entry.recipient in failed}
    for task in tasks:
        left = [name for name in task.names if not delivery.is_done(name) and delivery.ledger.entries(name)]
        stale |= dict.fromkeys(left if task.id in failed else (), task.id)
    stale = {name: id for name, id in stale.items() if name in delivery.found}
    for name, id in stale.items():
        delivery.hold([name], failed[id])
    if stale:
        told = listed(stale, most=_NAMED)
        what = f"{_as_made(stale)}, and could not be made anew: {told}"
        delivery.warn("", "stale", what)


def _tell_of_other_formats(
    tasks: Tasks, delivery: Delivery, earlier: Mapping[str, Entry], failed: Collection[str]
) -> None:
    """A letter that is now made of something else may stand there as it was, in formats that nobody asked for now."""
    made_of = {task.id: task.made_of for task in tasks if task.id not in failed}
    here = {name: entry for name, entry in earlier.items() if entry.recipient in made_of and name in delivery.found}
    older = [name for name, entry in here.items() if entry.made_of != made_of[entry.recipient]]
    delivery.hold(here, "")
    delivery.hold(older, "the last run made the letter anew, in other formats only")
    if older:
        what = f"{_as_made(older)}, from other data, in formats that were not asked for now"
        help = "ask for those formats too, or remove what is not needed"
        delivery.warn("", "stale", f"{what}: {listed(older, most=_NAMED)}", help)


def _tell_of_other_sources(known: Collection[str], delivery: Delivery, earlier: Mapping[str, Entry]) -> None:
    """Letters to others may share the folder on purpose; whoever sends what is in it sends them too. Rows that are
    given back are of the list that they stood in."""
    own = {delivery.source, ""}
    others = [
        name
        for name, entry in earlier.items()
        if delivery.source and entry.recipient not in known and name in delivery.found
        if delivery.ledger.mailing(entry).source not in own
    ]
    if others:
        stay = f"{_counted(others)} that came from another list or choice of people"
        is_sent = any(_ending(name) == _DRAFT for name in others)
        sent = "`letters send` would send what is in this folder, this too: " if is_sent else ""
        help = f"{sent}use another `--out`, or remove what is not meant"
        delivery.warn("", "other-source", f"{stay}: {listed(others, most=_NAMED)}", help)


def _why(failure: Failure) -> str:
    """Why somebody got no letter, in words."""
    said = "; ".join(f"{problem.place or problem.file.name}: {problem.what}" for problem in failure.problems)
    return f"the last run could make no letter to this reader: {said}"


def _counted(names: Sized) -> str:
    return "1 file stays" if len(names) == 1 else f"{len(names)} files stay"


def _as_made(names: Sized) -> str:
    return f"{_counted(names)} as an earlier run made {'it' if len(names) == 1 else 'them'}"


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix
