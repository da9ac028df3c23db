"""An explanation as text for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kamdocs.cli.columns import cells, padded, table, wrapped

_HEADS = ("asks", "weight", "answered by", "on the proof of")
_NAMES = 13


def explained_text(explanation: Mapping[str, Any]) -> str:
    """`explanation`, as `kamdocs.explain_proposal` gives it, laid out for reading."""
    return "\n".join(_lines(_unbroken(explanation)))


def _unbroken(value: Any) -> Any:
    """`value` with each text in it in one line: names, titles and concerns may be written in several."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        return {key: _unbroken(held) for key, held in value.items()}
    return [*map(_unbroken, value)] if isinstance(value, list | tuple) else value


def _lines(explanation: Mapping[str, Any]) -> Iterator[str]:
    yield f"{explanation['proposal']} ({explanation['number']})"
    due = f", due {explanation['due']}" if explanation["due"] else ""
    yield f"issued {explanation['issued']}{due}, valid until {explanation['valid_until']}"
    for version in explanation["versions"]:
        yield ""
        yield from _version(version)
    yield ""
    yield "who is answered by what"
    yield from _matrix(explanation["coverage"]["rows"])
    yield ""
    yield from _gaps(explanation)


def _version(version: Mapping[str, Any]) -> Iterator[str]:
    who = version["stakeholder"] or "the organisation"
    role = f", {version['role']}" if version["role"] else ""
    named = f" ({version['name']}, {version['title']})" if version["name"] else ""
    yield f"{who}{named}: reader {version['reader']}{role}, in {version['language']}"
    kinds = {line["id"]: line["kind"] for line in version["arguments"]}
    yield from _labelled("leads with", (f"{id} ({kinds[id]})" for id in version["leads_with"]))
    yield from _labelled("proves with", version["proves_with"])
    yield from _labelled("shows", (line["id"] for line in version["cases"]))
    yield "  sections"
    yield from _sections(version["sections"])
    yield "  arguments, strongest first"
    yield from _scored(version["arguments"], lambda line: f"{line['id']} ({line['kind']})")
    yield "  cases"
    yield from _scored(version["cases"], lambda line: f"{line['id']} ({'named' if line['named'] else 'anonymous'})")
    yield "  people"
    yield from _scored(version["people"], lambda line: f"{line['name']} ({line['role']})")
    yield "  left out"
    for line in version["rejected"]:
        yield from _entry(" " * 9, f"{line['kind']} {line['id']}: {line['reason']}")
    if version["unanswered_criteria"]:
        yield f"  own criteria that nothing here answers: {', '.join(version['unanswered_criteria'])}"


def _labelled(label: str, items: Iterable[str]) -> Iterator[str]:
    told = list(dict.fromkeys(items))
    yield from _entry(f"  {padded(label, _NAMES - 2)}  ", ", ".join(told) or "nothing")


def _sections(sections: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    widest = max((cells(section["id"]) for section in sections), default=0)
    for number, section in enumerate(sections, start=1):
        start = f"    {number:>3}  {padded(section['id'], widest)}  {padded(section['detail'], 5)}  "
        yield from _entry(start, ", ".join(section["arguments"]))


def _scored(lines: Sequence[Mapping[str, Any]], name: Callable[[Mapping[str, Any]], str]) -> Iterator[str]:
    for line in lines:
        yield f"    {line['score']:>3}  {name(line)}"
        yield from wrapped(line["reason"], indent=9)


def _entry(start: str, text: str) -> Iterator[str]:
    """`text` after `start`, in as many lines as it needs, each as far in as the first."""
    lines = list(wrapped(text, indent=cells(start))) or [""]
    yield (start + lines[0].lstrip()).rstrip()
    yield from lines[1:]


def _matrix(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each answer, under a line for each person."""
    cells = [cell for row in rows for cell in _cells(row)]
    head, rule, *lines = table(_HEADS, cells, indent=4)
    yield from (head, rule)
    last = ""
    for row in rows:
        if row["stakeholder"] != last:
            yield f"  {row['stakeholder']}, {row['role']} (reader {row['reader']})"
            last = row["stakeholder"]
        for _ in _cells(row):
            yield lines.pop(0)


def _cells(row: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """What one person asks stands only beside the first answer to it."""
    asks = row["id"] or f"“{row['text']}”"
    asked = (asks if row["kind"] == "criterion" else f"{row['kind']} {asks}", str(row["weight"] or ""))
    for number, answer in enumerate(row["answers"] or [None]):
        yield (*(asked if number == 0 else ("", "")), *_answer(answer))


def _answer(answer: Mapping[str, Any] | None) -> tuple[str, str]:
    if answer is None:
        return "nothing", ""
    doubts = [*(["near"] if answer["near"] else []), *([] if answer["seen"] else ["not theirs"])]
    aside = f" ({', '.join(doubts)})" if doubts else ""
    proof = f"{answer['proof']} {answer['proof_id']}" if answer["proof_id"] else "no proof"
    return f"{answer['argument']}{aside}", proof


def _gaps(explanation: Mapping[str, Any]) -> Iterator[str]:
    covered = explanation["coverage"]
    gaps = {
        "criteria that no argument answers": map(_criterion, explanation["unanswered_criteria"]),
        "criteria answered only for other readers": map(_criterion, covered["unseen_answers"]),
        "needs that no argument answers": covered["unanswered_needs"],
        "stakeholders whom no argument addresses": explanation["unaddressed_stakeholders"],
        "arguments without a proof": covered["unproved_arguments"],
        "arguments that answer nothing": covered["idle_arguments"],
        "who decides": covered["deciders"],
    }
    for what, items in gaps.items():
        yield from _entry(f"{what}: ", ", ".join(items) or "none")


def _criterion(line: Mapping[str, Any]) -> str:
    return f"{line['criterion']} of {line['stakeholder']} (weight {line['weight']})"
