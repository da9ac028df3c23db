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
TOO_MANY_PAGES = "too-many-pages"

RULES: Mapping[str, Rule] = {
    EXPIRED_OFFER: Rule("warning", "an offer whose last day has passed"),
    TOO_MANY_PAGES: Rule("warning", "a finished PDF that has more pages than its reader wishes"),
}
"""Every such check by its id, in the order in which the documentation lists them."""
