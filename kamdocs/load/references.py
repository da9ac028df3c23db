"""What files say of each other: every name leads somewhere, no id is given twice, every proof can be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kamdocs.load.known import Everything, Given, Place
from kamdocs.load.records import Record
from kamdocs.load.shape import Named
from kamdocs.load.tree import INTERNAL
from kamdocs.load.wording import dotted
from kamdocs.model.kinds import file_of
from kamdocs.model.workspace import KeyPath
from kamdocs.rules.hints import meant, there_are

_WORDS: Mapping[str, str] = {
    "team": "team member",
    "reader": "reader",
    "service": "service",
    "client": "client",
    "case": "case",
    "metric": "metric",
    "stakeholder": "stakeholder",
    "visit": "visit",
    "need": "need",
    "criterion": "criterion",
    "concern": "concern",
    "fact": "fact",
    "line": "line",
    "phase": "phase",
    "result": "result",
    "requirement": "requirement",
    "argument": "argument",
    "service-argument": "argument of a service",
}
_IN_FILES = frozenset({"team", "reader", "service", "client", "case"})
_OF_A_CLIENT = frozenset({"need", "fact"})


@dataclass(frozen=True, slots=True)
class Complaint:
    """A problem before it is placed: at `path` in `file`, on its key with `on_key`."""

    file: Path
    path: KeyPath
    rule: str
    what: str
    help: str = ""
    on_key: bool = False


def complaints(records: Iterable[Record], all_ids: Everything) -> Iterator[Complaint]:
    """Everything that is wrong between files, and between the parts of one."""
    numbers: dict[str, Place] = {}
    for record in records:
        yield from _dangling(record, all_ids)
        yield from _doubled(all_ids.given[record.found.file])
        if record.found.kind == "proposal":
            yield from _alternatives(record)
            yield from _pinned_and_excluded(record)
            yield from _number(record, numbers)


def _dangling(record: Record, all_ids: Everything) -> Iterator[Complaint]:
    known = all_ids.in_file(record)
    seen: set[tuple[KeyPath, str]] = set()
    for named in record.names:
        if named.kinds[0] in ("file", "picture"):
            continue
        if named.kinds == ("result",):
            yield from _result(record, named, all_ids.results)
        else:
            yield from _unknown(record, named, known)
        if isinstance(named.path[-1], int):
            if (named.path[:-1], named.value) in seen and INTERNAL not in named.path:
                yield Complaint(record.found.file, named.path, "listed-twice", f"`{named.value}` is listed twice")
            seen.add((named.path[:-1], named.value))


def _unknown(record: Record, named: Named, known: Mapping[str, Collection[str]]) -> Iterator[Complaint]:
    checked = [kind for kind in named.kinds if kind in known]
    if any(named.value in known[kind] for kind in checked) or 0 < len(checked) < len(named.kinds):
        return
    if not checked:
        if record.found.kind == "service" and named.kinds[0] in _OF_A_CLIENT:
            what = f"an argument of a service cannot rest on a {named.kinds[0]}; it serves every client"
            yield Complaint(record.found.file, named.path, "dangling-reference", what, "name a case and its result")
        return
    yield _complaint(record.found.file, named, [id for kind in checked for id in known[kind]])


def _result(record: Record, named: Named, results: Mapping[str, Collection[str]]) -> Iterator[Complaint]:
    holder: Any = record.data
    for step in named.path[:-1]:
        holder = holder[step]
    case = holder.get("case")
    if case in results and named.value not in results[case]:
        yield _complaint(record.found.file, named, results[case], f" of case `{case}`")


def _complaint(file: Path, named: Named, known: Collection[str], of: str = "") -> Complaint:
    *others, last = (_WORDS[kind] for kind in named.kinds)
    words = f"{', '.join(others)} or {last}" if others else last
    if INTERNAL in named.path:
        return Complaint(file, named.path, "dangling-reference", f"`{dotted(named.path)}` names an unknown {words}")
    help = meant(named.value, known)
    if not help and named.kinds[0] in _IN_FILES:
        help = f"write `{file_of(named.kinds[0], named.value).as_posix()}`"
    if not help and known:
        help = there_are(sorted(set(known)))
    return Complaint(file, named.path, "dangling-reference", f"unknown {words} `{named.value}`{of}", help)


def _doubled(places: Given) -> Iterator[Complaint]:
    groups = (
        [(*places["need"], *places["criterion"], *places["concern"]), places["stakeholder"]]
        if "need" in places
        else places.values()
    )
    for group in groups:
        seen: dict[str, Place] = {}
        for place in group:
            if place.id in seen:
                first = dotted(seen[place.id].path[:-1])
                what = f"id `{place.id}` is given twice"
                yield Complaint(place.file, place.path, "duplicate-id", what, f"it is also the id of `{first}`")
            seen.setdefault(place.id, place)


def _number(record: Record, numbers: dict[str, Place]) -> Iterator[Complaint]:
    number = record.data.get("number")
    if not isinstance(number, str):
        return
    place = Place(number, record.found.file, ("number",))
    first = numbers.setdefault(number, place)
    if first is not place:
        help = f"it is also the number of `{first.file.as_posix()}`"
        yield Complaint(place.file, place.path, "duplicate-number", f"number `{number}` is given twice", help)


def _alternatives(record: Record) -> Iterator[Complaint]:
    price = record.data.get("price")
    lines = price.get("lines") if isinstance(price, dict) else None
    rows = [row if isinstance(row, dict) else {} for row in lines] if isinstance(lines, list) else []
    kinds = {row.get("id"): row.get("kind") for row in rows if isinstance(row.get("id"), str)}
    for index, row in enumerate(rows):
        of = row.get("of")
        if isinstance(of, str) and kinds.get(of) == "alternative":
            what = f"line `{of}` is itself an alternative"
            help = "name the base or option line that both replace"
            yield Complaint(record.found.file, ("price", "lines", index, "of"), "bad-alternative", what, help)


def _pinned_and_excluded(record: Record) -> Iterator[Complaint]:
    cases = record.data.get("cases")
    pin, exclude = (cases.get("pin"), cases.get("exclude")) if isinstance(cases, dict) else (None, None)
    if not isinstance(pin, list) or not isinstance(exclude, list):
        return
    for index, id in enumerate(exclude):
        if isinstance(id, str) and id in pin:
            what = f"case `{id}` is pinned and excluded"
            yield Complaint(record.found.file, ("cases", "exclude", index), "contradiction", what, "remove it from one")
