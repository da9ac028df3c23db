"""The checks whose severity a house may set in `kamdocs.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kamdocs.errors import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: what it finds, and how grave that is where `kamdocs.yaml` says nothing."""

    severity: Severity
    finds: str


EXPIRED_OFFER = "expired-offer"
TOO_MANY_PAGES = "too-many-pages"
CLOSED_OFFER = "closed-offer"
LATE_OFFER = "late-offer"
VISIT_AFTER_ISSUE = "visit-after-issue"
START_BEFORE_ISSUE = "start-before-issue"
START_ON_DAY_OFF = "start-on-day-off"
UNKNOWN_HOLIDAYS = "unknown-holidays"
IDLE_PAUSE = "idle-pause"
PAYMENT_WITHOUT_MILESTONE = "payment-without-milestone"
PAYMENT_ORDER = "payment-order"
PAST_STEP = "past-step"
STEP_AFTER_VALIDITY = "step-after-validity"
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
TO_FILL = "to-fill"
NO_PRICE = "no-price"
ALTERED_FILE = "altered-file"
STALE_FILE = "stale-file"
MIXED_LOCALE = "any-mixed-locale"
NOT_COMPOSED = "any-nfc"
BAD_EXCUSE = "bad-excuse"
LANGUAGE_UNKNOWN = "language-unknown"
LANGUAGE_UNCLEAR = "language-unclear"
NO_GENDER = "no-gender"
NO_FAMILY_NAME = "no-family-name"
NO_TITLE = "no-title"
FOREIGN_TITLE = "foreign-title"
FOREIGN_NAME = "foreign-name"
ODD_NAME = "odd-name"
LIKELY_DUPLICATE = "likely-duplicate"
HIDDEN_ROW = "hidden-row"
NO_SHARED_FACT = "no-shared-fact"
NO_VISIT = "no-visit"
NO_CASE = "no-case"
PAST_PROMISE = "past-promise"
OCCASION_WITHOUT_DAY = "occasion-without-day"
OCCASION_OFF_DAY = "occasion-off-day"
OCCASION_NOT_KEPT = "occasion-not-kept"
TOO_EARLY = "too-early"
TOO_LATE = "too-late"
STILL_AHEAD = "still-ahead"
DATA_ORDER = "data-order"

RULES: Mapping[str, Rule] = {
    EXPIRED_OFFER: Rule("error", "an offer whose last day has passed"),
    CLOSED_OFFER: Rule("warning", "an offer that is won, lost or withdrawn"),
    LATE_OFFER: Rule("warning", "an offer that is issued after the day on which it was due"),
    VISIT_AFTER_ISSUE: Rule("error", "an offer that is issued before the visit that it answers"),
    START_BEFORE_ISSUE: Rule("warning", "work that starts before the offer of it is issued"),
    START_ON_DAY_OFF: Rule("warning", "work that starts on a day on which the house is closed or the project pauses"),
    UNKNOWN_HOLIDAYS: Rule("warning", "a date that was counted in years whose public holidays are not known"),
    IDLE_PAUSE: Rule("warning", "a pause outside the project, or over days of another pause"),
    PAYMENT_WITHOUT_MILESTONE: Rule("warning", "a payment at the end of a phase that ends with no milestone"),
    PAYMENT_ORDER: Rule("warning", "payments that do not stand in the order of their days"),
    PAST_STEP: Rule("warning", "a next step before the day of issue"),
    STEP_AFTER_VALIDITY: Rule("warning", "a client whose first step comes after the last day of the offer"),
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
    TOO_MANY_PAGES: Rule(
        "warning", "a finished PDF that has more pages than its reader wishes, or its kind of letter allows"
    ),
    TO_FILL: Rule("warning", "a comment `# fill in: …`, which says what a person still has to do"),
    NO_PRICE: Rule("warning", "an offer that comes to nothing"),
    ALTERED_FILE: Rule("warning", "a finished document that was edited or taken away after it was built"),
    STALE_FILE: Rule("warning", "a finished document whose inputs have changed since"),
    MIXED_LOCALE: Rule("warning", "a number, date or amount as another language writes it"),
    NOT_COMPOSED: Rule("warning", "a letter and its accents as separate characters"),
    BAD_EXCUSE: Rule("warning", "an excuse in a template without a reason, or for a rule that there is not"),
    LANGUAGE_UNKNOWN: Rule(
        "warning", "a recipient whose language nobody knows, so that the letter is in the first of the house"
    ),
    LANGUAGE_UNCLEAR: Rule("warning", "a name in the letters of another language than the headers of the list"),
    NO_GENDER: Rule("warning", "a recipient whose gender the form of address needs, and nobody knows"),
    NO_FAMILY_NAME: Rule("warning", "the same of the family name"),
    NO_TITLE: Rule("warning", "the same of the title"),
    FOREIGN_TITLE: Rule("warning", "a title in other letters than those of the language, which is left out"),
    FOREIGN_NAME: Rule("warning", "a name in letters that only another language than that of the letter is written in"),
    ODD_NAME: Rule("warning", "a name with figures or signs that no name has, as the sum below a list"),
    LIKELY_DUPLICATE: Rule("warning", "two rows of a list that are probably one recipient"),
    HIDDEN_ROW: Rule("warning", "a row of a list that is hidden in the spreadsheet, as by a filter"),
    NO_SHARED_FACT: Rule("warning", "a letter to a client of the first tier that names nothing that was done together"),
    NO_VISIT: Rule("warning", "thanks that name no visit and nothing that was spoken of"),
    NO_CASE: Rule("warning", "a letter that should tell a case and has none that may be told"),
    PAST_PROMISE: Rule("warning", "a letter that says what we promised by a day that is over"),
    OCCASION_WITHOUT_DAY: Rule("warning", "an occasion that has no day in this year or the next"),
    OCCASION_OFF_DAY: Rule("warning", "a greeting of `--occasion` that goes out when its day is over or far ahead"),
    OCCASION_NOT_KEPT: Rule("warning", "the same to a reader in whose country or language the day is not greeted"),
    TOO_EARLY: Rule("warning", "letters about an event that go out before its day"),
    TOO_LATE: Rule("warning", "letters about an event that go out after it, or after the day until which to reply"),
    STILL_AHEAD: Rule("warning", "letters that speak of a day as over that is still to come"),
    DATA_ORDER: Rule("warning", "days of `--data` that do not follow each other, as an end before the start"),
}
"""Every such check by its id, in the order in which the documentation lists them. Beside them stand the `conventions`
of each language, in its own file."""


Chosen = Mapping[str, Severity | Literal["off"]]
"""The severities that a house has chosen, by rule."""


def severity_of(rule: str, chosen: Chosen) -> Severity | Literal["off"]:
    """How grave a breach of `rule` is: as the house has `chosen`, else as the table says, else a warning."""
    return chosen.get(rule) or (RULES[rule].severity if rule in RULES else "warning")
