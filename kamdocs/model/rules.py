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
TO_FILL = "to-fill"
NO_PRICE = "no-price"
ALTERED_FILE = "altered-file"
STALE_FILE = "stale-file"

RULES: Mapping[str, Rule] = {
    EXPIRED_OFFER: Rule("warning", "an offer whose last day has passed"),
    TO_FILL: Rule("warning", "a comment `# fill in: …`, which says what a person still has to do"),
    NO_PRICE: Rule("warning", "an offer that comes to nothing"),
    ALTERED_FILE: Rule("warning", "a finished document that was edited or taken away after it was built"),
    STALE_FILE: Rule("warning", "a finished document whose inputs have changed since"),
}
"""Every such check by its id, in the order in which the documentation lists them."""
