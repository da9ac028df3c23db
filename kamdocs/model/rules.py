"""The checks whose severity a house may set in `kamdocs.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kamdocs.errors import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: what it finds, and how grave that is where `kamdocs.yaml` says nothing."""

    severity: Severity
    finds: str


EXPIRED_OFFER = "expired-offer"
TEAM_LANGUAGE = "team-language"
FIGURE_NOT_IN_PROOF = "figure-not-in-proof"
SWAP_TEST = "swap-test"
UNADDRESSED_STAKEHOLDER = "unaddressed-stakeholder"
UNANSWERED_CRITERION = "unanswered-criterion"
UNSEEN_ANSWER = "unseen-answer"
UNANSWERED_NEED = "unanswered-need"
UNPROVED_ARGUMENT = "unproved-argument"
IDLE_ARGUMENT = "idle-argument"
WEAK_PROOF = "weak-proof"
NO_DECIDER = "no-decider"

RULES: Mapping[str, Rule] = {
    EXPIRED_OFFER: Rule("warning", "an offer whose last day has passed"),
    TEAM_LANGUAGE: Rule("warning", "a member of the project's team who speaks no language that the client reads"),
    FIGURE_NOT_IN_PROOF: Rule("warning", "a figure in a claim that its proof does not hold"),
    SWAP_TEST: Rule("warning", "a win theme that would fit any other client unchanged"),
    UNADDRESSED_STAKEHOLDER: Rule("warning", "a recipient to whom no argument speaks"),
    UNANSWERED_CRITERION: Rule("warning", "a criterion of a recipient that no argument answers"),
    UNSEEN_ANSWER: Rule("warning", "a criterion that only arguments for other readers answer"),
    UNANSWERED_NEED: Rule("note", "a need of the client that no argument answers"),
    UNPROVED_ARGUMENT: Rule("note", "an argument without a proof"),
    WEAK_PROOF: Rule("warning", "a need that proves something, but has no figure, or no day it was voiced"),
    IDLE_ARGUMENT: Rule("note", "an argument that answers no criterion, need or concern"),
    NO_DECIDER: Rule("warning", "a decision group, or recipients of a proposal, of whom nobody decides"),
}
"""Every such check by its id, in the order in which the documentation lists them."""
