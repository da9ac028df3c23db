"""Languages as Word names them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from babel.core import get_global

_EAST_ASIAN_SCRIPTS = {"Hang", "Kore", "Jpan", "Hrkt", "Hani", "Hans", "Hant", "Bopo"}
# CLDR's likeliest region is where most speakers live; a house in Asia writes English as Britain does.
_REGIONS = {"en": "GB"}
_LATIN = "en-US"
HANGUL = "Hang"


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its tag for Word (`ko-KR`), and whether it is set in the East Asian font."""

    tag: str
    east_asian: bool

    @property
    def latin(self) -> str:
        """The tag of Latin text within it. Word breaks digits and Latin words anywhere where theirs is East Asian."""
        return _LATIN if self.east_asian else self.tag


@cache
def tongue(code: str) -> Tongue:
    """The language with ISO 639 code or tag `code`, in the region and script where it is likeliest."""
    language, _, rest = code.replace("_", "-").partition("-")
    likely = get_global("likely_subtags").get(language, language).split("_")
    script = next((part for part in likely if len(part) == 4), "")
    region = _REGIONS.get(language) or next((part for part in likely[1:] if len(part) == 2), "")
    return Tongue(code if rest else f"{language}-{region}".rstrip("-"), script in _EAST_ASIAN_SCRIPTS)


@cache
def tongue_of_script(script: str) -> Tongue:
    """The likeliest language written in an ISO 15924 script."""
    return tongue(get_global("likely_subtags")[f"und_{script}"].split("_")[0])


def is_ambiguous(text: str) -> bool:
    """Whether `text` has signs, such as curly quotes, that Word sets in the Latin font unless told otherwise."""
    return any(unicodedata.east_asian_width(sign) == "A" and not sign.isalpha() for sign in text)
