"""An explanation as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def explained_text(explanation: Mapping[str, Any]) -> str:
    """`explanation`, as `kamdocs.explain_proposal` gives it, laid out for reading."""
    return "\n".join(_lines(explanation))


def _lines(explanation: Mapping[str, Any]) -> Iterator[str]:
    yield f"{explanation['proposal']} ({explanation['number']})"
    due = f", due {explanation['due']}" if explanation["due"] else ""
    yield f"issued {explanation['issued']}{due}, valid until {explanation['valid_until']}"
    for version in explanation["versions"]:
        yield ""
        yield from _version(version)
    yield ""
    open_criteria = [
        f"{line['criterion']} of {line['stakeholder']} (weight {line['weight']})"
        for line in explanation["unanswered_criteria"]
    ]
    yield f"criteria that no argument answers: {', '.join(open_criteria) or 'none'}"
    yield f"stakeholders whom no argument addresses: {', '.join(explanation['unaddressed_stakeholders']) or 'none'}"


def _version(version: Mapping[str, Any]) -> Iterator[str]:
    who = version["stakeholder"] or "the organisation"
    role = f", {version['role']}" if version["role"] else ""
    yield f"{who}: reader {version['reader']}{role}, in {version['language']}"
    yield "  sections"
    for number, section in enumerate(version["sections"], start=1):
        holds = f": {', '.join(section['arguments'])}" if section["arguments"] else ""
        yield f"    {number:>2}  {section['id']} ({section['detail']}){holds}"
    yield "  arguments, strongest first"
    yield from _scored(version["arguments"], lambda line: f"{line['id']} ({line['kind']})")
    yield "  cases"
    yield from _scored(version["cases"], lambda line: f"{line['id']} ({'named' if line['named'] else 'anonymous'})")
    yield "  left out"
    for line in version["rejected"]:
        yield f"        {line['kind']} {line['id']}: {line['reason']}"
    if version["unanswered_criteria"]:
        yield f"  own criteria that nothing here answers: {', '.join(version['unanswered_criteria'])}"


def _scored(lines: Sequence[Mapping[str, Any]], name: Any) -> Iterator[str]:
    for line in lines:
        yield f"    {line['score']:>3}  {name(line)}: {line['reason']}"
