"""Dates of a proposal that do not go together, or that have passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kamdocs.model import rules
from kamdocs.model.plan import PhaseLine
from kamdocs.model.proposal import Proposal
from kamdocs.model.workspace import KeyPath, Workspace
from kamdocs.rules.time import Calendar, due_on, issued_on, valid_until
from kamdocs.tailor.schedule import phases


@dataclass(frozen=True, slots=True)
class Doubt:
    """What one of the checks finds at `path` in the proposal's file."""

    path: KeyPath
    rule: str
    what: str
    help: str = ""


@dataclass(frozen=True)
class Offer:
    """A proposal as it is to be issued, and as its file states it, on one day."""

    proposal: Proposal
    stated: Proposal
    workspace: Workspace
    today: date

    @property
    def issued_on(self) -> date:
        """The day of issue."""
        return issued_on(self.proposal, self.today)

    @property
    def last_day(self) -> date:
        """The last day on which the terms hold."""
        return valid_until(self.proposal, self.workspace.settings, self.today)

    @cached_property
    def phases(self) -> tuple[PhaseLine, ...]:
        """The phases, dated where the start is known."""
        return phases(self.proposal, self.workspace)


def offer_doubts(offer: Offer) -> Iterator[Doubt]:
    """What is doubtful about the dates of `offer` itself: its issue, its end, and what follows in between."""
    yield from _validity(offer)
    yield from _outcome(offer)
    yield from _visit(offer)
    yield from _past_steps(offer)
    yield from _late_steps(offer)


def _validity(offer: Offer) -> Iterator[Doubt]:
    outcome = offer.proposal.outcome
    accepted = outcome is not None and outcome.result == "won" and outcome.on <= offer.last_day
    if offer.last_day >= offer.today or accepted:
        return
    what = f"this offer was valid until {offer.last_day}, and today is {offer.today}"
    valid = offer.proposal.valid
    renew = "issue it anew with `--renew`"
    if valid is not None and valid.until is not None:
        yield Doubt(("valid", "until"), rules.EXPIRED_OFFER, what, f"{renew}, or give it a later day")
    else:
        help = f"{renew}, or write the day on which it is sent, or a later last day as `valid: {{until: …}}`"
        yield Doubt(("issued",), rules.EXPIRED_OFFER, what, help)


def _outcome(offer: Offer) -> Iterator[Doubt]:
    outcome = offer.proposal.outcome
    if outcome is not None and outcome.on <= offer.today:
        what, help = f"this offer was {outcome.result} on {outcome.on}", "remove `outcome` if it is open again"
        yield Doubt(("outcome", "result"), rules.CLOSED_OFFER, what, help)


def _visit(offer: Offer) -> Iterator[Doubt]:
    """What is wrong between the visit and the day of issue; a renewed offer was in time, or late, when first issued."""
    visit, issued = offer.proposal.visit, offer.issued_on
    if visit is None:
        return
    path: KeyPath = ("issued",) if offer.stated.issued else ("visit",)
    if issued < visit:
        what = f"the offer is issued on {issued}, before the visit of {visit} that it answers"
        yield Doubt(path, rules.VISIT_AFTER_ISSUE, what, "mend one of the two dates")
        return
    settings = offer.workspace.settings
    yield from unknown_holidays(offer, ("visit",), visit)
    due = due_on(visit, settings)
    if offer.proposal.issued == offer.stated.issued and issued > due:
        days = settings.proposal.days_after_visit
        count = "1 working day" if days == 1 else f"{days} working days"
        what = f"this offer was due on {due}, {count} after the visit of {visit}; it is issued on {issued}"
        yield Doubt(path, rules.LATE_OFFER, what)


def _past_steps(offer: Offer) -> Iterator[Doubt]:
    for index, step in enumerate(offer.proposal.next_steps):
        if step.on < offer.issued_on:
            what = f"the step of {step.on} lies before the day of issue, {offer.issued_on}"
            yield Doubt(("next_steps", index, "on"), rules.PAST_STEP, what, "give it a later day, or remove it")


def _late_steps(offer: Offer) -> Iterator[Doubt]:
    """Where all that the client is to do, deciding among it, comes when the terms hold no longer."""
    steps = enumerate(offer.proposal.next_steps)
    theirs = [(step.on, index) for index, step in steps if step.who not in offer.workspace.team]
    day, index = min(theirs, default=(offer.last_day, 0))
    if day > offer.last_day:
        what = f"the client's first step is on {day}, after the last day of the offer, {offer.last_day}"
        help = "let the offer hold longer with `valid`, or ask for an earlier day"
        yield Doubt(("next_steps", index, "on"), rules.STEP_AFTER_VALIDITY, what, help)


def unknown_holidays(offer: Offer, path: KeyPath, day: date) -> Iterator[Doubt]:
    """That `day`, which is counted from the value at `path`, lies in a year of which no public holidays are known."""
    settings = offer.workspace.settings
    first, last = Calendar.of(settings).known_years
    if not first <= day.year <= last:
        known = f"the public holidays of {settings.calendar} are known from {first} to {last} only"
        what = f"working days are counted in {day.year}, and {known}"
        yield Doubt(path, rules.UNKNOWN_HOLIDAYS, what, "list those days in `extra_holidays` in `kamdocs.yaml`")
