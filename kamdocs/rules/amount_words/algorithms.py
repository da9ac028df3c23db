"""The ways to name numbers, by the names that language files call them."""

from __future__ import annotations

from collections.abc import Mapping

from kamdocs.model.kit import Algorithm
from kamdocs.rules.amount_words.english import AMERICAN, BRITISH
from kamdocs.rules.amount_words.numerals import Numerals
from kamdocs.rules.amount_words.sino_korean import SINO_KOREAN
from kamdocs.rules.amount_words.vietnamese import VIETNAMESE

ALGORITHMS: Mapping[Algorithm, Numerals] = {
    "american-english": AMERICAN,
    "british-english": BRITISH,
    "sino-korean": SINO_KOREAN,
    "vietnamese": VIETNAMESE,
}
"""Every such way by its name."""
