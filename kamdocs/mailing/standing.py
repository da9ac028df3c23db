"""How it stands with each draft of a folder, by what the log says of its reader and of its address."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from kamdocs.errors import Problem, Severity
from kamdocs.mailing.drafts import Draft
from kamdocs.mailing.sent_log import History, Line
from kamdocs.model.mailing import LetterState, Outgoing

_AGAIN = "`--again {0}` sends it, `--skip {0}` settles it"
_SAID: Mapping[LetterState, tuple[Severity, str, str]] = {
    "altered": ("error", "{1}: it is not sent", "build it anew"),
    "doubtful": (
        "error",
        "may have been sent to `{2}` on {1}: no answer of the server came",
        "look in the mailbox it was sent from; " + _AGAIN,
    ),
    "refused": (
        "error",
        "the server refused it for `{2}`: {1}",
        "correct the address and build it anew, or " + _AGAIN,
    ),
    "later": ("error", "the server does not take it now for `{2}`: {1}", "send with `--resume` later"),
    "held-back": ("warning", "is held back: {1}", "build it anew; or " + _AGAIN),
    "changed": ("warning", "another version of it went to `{2}` on {1}: it is not sent", _AGAIN),
    "same-address": ("warning", "`{2}` gets the letter to `{1}` already: it is not sent", _AGAIN),
}
"""What is said of a draft that somebody has to decide on; `{0}` is its id, `{1}` more about it, `{2}` its address."""


def standing(drafts: Sequence[Draft], known: Mapping[str, History]) -> Iterator[Outgoing]:
    """How it stands with each of `drafts`; `known` is what the log says, by id."""
    taken: dict[str, str] = {}
    for id, history in known.items():
        for line in (*history.sent, *([history.doubt] if history.doubt else ())):
            taken.setdefault(line.to.casefold(), id)
    for draft in drafts:
        state, told = _state(draft, known.get(draft.id, History()), taken.get(draft.address.casefold()))
        if state == "ready":
            taken.setdefault(draft.address.casefold(), draft.id)
        yield outgoing(draft, state, told)


def outgoing(draft: Draft, state: LetterState, told: str = "") -> Outgoing:
    """A draft, with how it stands with it."""
    shown = (draft.name, draft.address, draft.subject, draft.attached)
    return Outgoing(draft.id, draft.file.name, *shown, state, told)


def problems(drafts: Sequence[Draft], letters: Sequence[Outgoing]) -> Iterator[Problem]:
    """What somebody has to decide of `letters`, those of `drafts` in their order."""
    for draft, letter in zip(drafts, letters, strict=True):
        if letter.state in _SAID:
            severity, what, help = _SAID[letter.state]
            values = (letter.id, letter.told, letter.address)
            rule = f"mail-{letter.state}"
            yield Problem(draft.file, 0, 0, rule, what.format(*values), severity, help.format(*values))


def _state(draft: Draft, history: History, holder: str | None) -> tuple[LetterState, str]:
    if history.skipped:
        return "skipped", ""
    if history.doubt:
        return "doubtful", history.doubt.at
    if draft.fault:
        return "altered", draft.fault
    if history.sent:
        return ("sent", "") if draft.sha256 in _digests(history.sent) else ("changed", history.sent[-1].at)
    if history.refused and history.refused.to.casefold() == draft.address.casefold():
        return "refused", history.refused.answer
    if draft.held:
        return "held-back", draft.held
    return ("same-address", holder) if holder not in (None, draft.id) and holder else ("ready", "")


def _digests(lines: Collection[Line]) -> set[str]:
    return {line.sha256 for line in lines}
