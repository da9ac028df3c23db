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
MIXED_LOCALE = "any-mixed-locale"
NOT_COMPOSED = "any-nfc"
BAD_EXCUSE = "bad-excuse"

RULES: Mapping[str, Rule] = {
    EXPIRED_OFFER: Rule("warning", "an offer whose last day has passed"),
    MIXED_LOCALE: Rule("warning", "a number, date or amount as another language writes it"),
    NOT_COMPOSED: Rule("warning", "a letter and its accents as separate characters"),
    BAD_EXCUSE: Rule("warning", "an excuse in a template without a reason, or for a rule that there is not"),
}
"""Every such check by its id, in the order in which the documentation lists them. Beside them stand the `conventions`
of each language, in its own file."""


def severity_of(rule: str, chosen: Mapping[str, Severity | Literal["off"]]) -> Severity | Literal["off"]:
    """How grave a breach of `rule` is: as the house has `chosen`, else as the table says, else a warning."""
    return chosen.get(rule) or (RULES[rule].severity if rule in RULES else "warning")
