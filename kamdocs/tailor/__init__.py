"""Stage 2: what each reader gets, in which order, and why. Pure functions."""

from __future__ import annotations

from kamdocs.tailor.coverage import coverage
from kamdocs.tailor.draft import draft
from kamdocs.tailor.explain import explain
from kamdocs.tailor.letter_days import rows_ahead, untimely
from kamdocs.tailor.letters import Batch, tailor_letters
from kamdocs.tailor.occasions import years_missing
from kamdocs.tailor.plans import tailor
from kamdocs.tailor.proposal_letters import letters_of_proposals
from kamdocs.tailor.recipients import recipients_of_clients, recipients_of_visits
from kamdocs.tailor.remarks import findings, remarks
from kamdocs.tailor.sample_letters import sample_letters
from kamdocs.tailor.wants import lacking

__all__ = [
    "Batch",
    "coverage",
    "draft",
    "explain",
    "findings",
    "lacking",
    "letters_of_proposals",
    "recipients_of_clients",
    "recipients_of_visits",
    "remarks",
    "rows_ahead",
    "sample_letters",
    "tailor",
    "tailor_letters",
    "untimely",
    "years_missing",
]
