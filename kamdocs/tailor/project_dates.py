"""Dates of the work that do not go together: its start, its pauses and its payments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kamdocs.model import rules
from kamdocs.model.proposal import Pause
from kamdocs.model.workspace import KeyPath
from kamdocs.rules.time import Calendar
from kamdocs.tailor.dates import Doubt, Offer, unknown_holidays


def project_doubts(offer: Offer) -> Iterator[Doubt]:
    """What is doubtful about the dates of the work that is offered."""
    yield from _start(offer)
    yield from _pauses(offer)
    yield from _milestones(offer)
    yield from _payment_order(offer)


def _start(offer: Offer) -> Iterator[Doubt]:
    start = offer.proposal.start
    if start is None or not offer.phases:
        return
    if start < offer.issued_on:
        what = f"the work starts on {start}, before the offer is issued on {offer.issued_on}"
        yield Doubt(("start",), rules.START_BEFORE_ISSUE, what, "give it a later day")
    if not Calendar.of(offer.workspace.settings, offer.proposal.pauses).is_working_day(start):
        first = min(line.first_day for line in offer.phases if line.first_day)
        what = f"{start} is no working day; the work begins on {first}"
        yield Doubt(("start",), rules.START_ON_DAY_OFF, what, "write a day on which the house works")
    yield from unknown_holidays(offer, ("start",), max(line.last_day for line in offer.phases if line.last_day))


def _pauses(offer: Offer) -> Iterator[Doubt]:
    """Pauses outside the project, and pauses over days of one that begins before."""
    pauses = offer.proposal.pauses
    for index, pause in enumerate(pauses):
        path: KeyPath = ("pauses", index)
        earlier = [n for n, other in enumerate(pauses) if n < index and _overlap(pause, other)]
        if earlier:
            what = f"the pause from {pause.from_} to {pause.until} lies over days of the pause in item {earlier[0] + 1}"
            yield Doubt(path, rules.IDLE_PAUSE, what, "write them as one")
        elif outside := _outside(offer, pause):
            yield Doubt(path, rules.IDLE_PAUSE, outside)


def _milestones(offer: Offer) -> Iterator[Doubt]:
    milestones = {phase.id: phase.milestone for phase in offer.proposal.phases}
    for index, payment in enumerate(offer.proposal.price.payments):
        if payment.phase is not None and milestones[payment.phase] is None:
            what = f"the payment falls due on the milestone of phase `{payment.phase}`, which has none"
            help = "write what ends the phase as its `milestone`, or remove `phase`"
            path = ("price", "payments", index, "phase")
            yield Doubt(path, rules.PAYMENT_WITHOUT_MILESTONE, what, help)


def _payment_order(offer: Offer) -> Iterator[Doubt]:
    """Payments that fall due in a week before that of one above them; where no phase is named, no week is known."""
    ends = {phase.id: phase.weeks[1] for phase in offer.proposal.phases}
    due = [(i, ends[line.phase]) for i, line in enumerate(offer.proposal.price.payments) if line.phase]
    for (above, week_above), (index, week) in pairwise(due):
        if week < week_above:
            what = f"the payment falls due in week {week}, and the one above it (item {above + 1}) in week {week_above}"
            path = ("price", "payments", index, "phase")
            yield Doubt(path, rules.PAYMENT_ORDER, what, "list the payments in the order in which they fall due")


def _overlap(one: Pause, other: Pause) -> bool:
    return one.from_ <= other.until and other.from_ <= one.until


def _outside(offer: Offer, pause: Pause) -> str:
    """What is to be said of a pause that lies before the first or after the last day of the work; else nothing."""
    start = offer.proposal.start
    last = max((line.last_day for line in offer.phases if line.last_day), default=None)
    if start is None or last is None:
        return ""
    if pause.until < start:
        return f"the pause from {pause.from_} to {pause.until} ends before the work starts on {start}"
    if pause.from_ > last:
        return f"the pause from {pause.from_} to {pause.until} begins after the work ends on {last}"
    return ""
