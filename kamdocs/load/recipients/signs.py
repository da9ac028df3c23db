"""Signs in names: those that stand in some, and those by which a cell is found to hold more than a name."""

from __future__ import annotations

import re
import unicodedata

_IN_NAMES = frozenset(".'’‘ʻʼ´`-‐‑")
_RELATION = re.compile(r"(?<= )(?:[sdw]/o|a/[lp])(?= )", re.IGNORECASE)
"""As in `Rajesh s/o Kumar`, son of."""
_DASH = re.compile(r"(?<= )[-‐‑](?= )")
_DEGREES = frozenset(
    (
        *("MBA", "EMBA", "DBA", "PhD", "DPhil", "MD", "MPhil", "MSc", "MS", "MA", "MEng", "MPH", "MPA", "LLM", "LLB"),
        *("BSc", "BS", "BA", "BEng", "BBA", "RN", "CPA", "CFA", "CFP", "CIA", "CMA", "ACCA", "FCA", "FCPA", "PMP"),
        *("JD", "PE", "SPHR", "PHR", "Esq", "Jr", "Sr", "II", "III", "IV", "V"),
    )
)
"""What stands behind a name and a comma, without points: `Ph.D.`, `Jr.`"""


def odd_sign(name: str) -> str:
    """The first sign in `name` that names do not have, as the colon of `Total: 2`; empty without one. A comma may stand
    before degrees, a dot between two letters l."""
    text = _RELATION.sub(" ", without_degrees(name))
    if _DASH.search(text):
        return "-"
    for before, sign in zip(f" {text}", text, strict=False):
        is_of_name = unicodedata.category(sign)[0] in "LM" or sign == " " or sign in _IN_NAMES
        if not is_of_name and not (sign == "·" and before in "lL"):
            return sign
    return ""


def without_degrees(name: str) -> str:
    """`name` without what stands behind its first comma, where those are degrees or the generation."""
    bare, *behind = (part.strip() for part in name.split(","))
    return bare if behind and all(part.replace(".", "") in _DEGREES for part in behind) else name
