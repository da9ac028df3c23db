"""Korean particles: the form that fits the last sound of a word, whatever it is written in.

Source: National Institute of Korean Language, 한글 맞춤법 and 외래어 표기법 (where English words end in a consonant,
chapter 3, section 1), and its advice that a particle after a bracket fits the word before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from kamdocs.rules.particle_readings import CURRENCIES, FIRMS, HANJA, LETTERS, NUMERALS, SIGNS, UNITS, WORDS

_FIRST_HANGUL, _LAST_HANGUL = ord("가"), ord("힣")
_RIEUL = 8
_NOT_READ = " \t\n\r\u00a0\u200b\"'’”.,!?…·:;~-–—)]}>」』》〉】_*"
_AFTER_VOWEL = ("는", "가", "를", "와", "야", "여", "예", "였")

_DAY = re.compile(r"(?<!\d)\d{4}(?:\.\s?\d{1,2}\.\s?\d{1,2}|-\d{2}-\d{2}|/\d{1,2}/\d{1,2})$")
_TIME = re.compile(r"(?<![\d:])\d{1,2}:(\d{2})$")
_FRACTION = re.compile(r"(?<![\d/.,])(\d+)[/⁄]\d+$")
_PRICE = re.compile(rf"([{re.escape(''.join(CURRENCIES))}])\s?\d[\d,.]*$")
_NUMBER = re.compile(r"(\d+(?:,\d{3})+|\d+)(\.\d+)?$")
_MEASURE = re.compile(r"(?:(?<=\d)|(?<![a-zA-Z\d]))([a-zA-Zμ]+[23]?)$")
_LATIN = re.compile(r"[a-zA-Z]+$")

_SHORT = r"(?:^|[^aeiou]|qu)[aeiou](?:ck|k|pp?|tt?|b|c)$"
_CODA = re.compile(rf"{_SHORT}|(?:eo|ae|eu)[kpt]$|ook$|oup$|n[gh]$|[mn]$|[aeiou][mn]e$")
_CODA_OF_MARKED = re.compile(r"(?:[ptcmn]|[cn]h|ng)$")
_LIQUID = re.compile(r"le?$")
_READ_AS_WORD = 5
_STROKES = str.maketrans("đĐ", "dD")


def with_particle(word: str, particle: str) -> str:
    """Korean `word` with the form of `particle` that fits its last sound.

    `particle` names both forms, the one after a consonant first: `은/는`, `이/가`, `을/를`, `과/와`, `으로/로`; the
    other way round is understood. Figures, letters, units and signs count as they are read; after a bracket the word
    before it counts, after quotation marks the word within. Where the sound cannot be known, as after other scripts,
    both forms stand, as in 은(는); a word without any sound takes the form after a vowel.
    """
    after_consonant, after_vowel = _forms(particle)
    final = _final_consonant(word)
    if final is None:
        return word + _both(after_consonant, after_vowel)
    soft = final == 0 or (final == _RIEUL and after_consonant.startswith("으"))
    return word + (after_vowel if soft else after_consonant)


def _forms(particle: str) -> tuple[str, str]:
    """The form after a consonant and that after a vowel, whichever is named first."""
    first, second = particle.split("/")
    swapped = first.startswith(_AFTER_VOWEL) and not second.startswith(_AFTER_VOWEL)
    return (second, first) if swapped or second in ("이" + first, "으" + first) else (first, second)


def _both(after_consonant: str, after_vowel: str) -> str:
    """Both forms as they are written where either may fit: `은(는)`, `(으)로`."""
    if after_consonant[1:] == after_vowel:
        return f"({after_consonant[0]}){after_vowel}"
    return f"{after_consonant}({after_vowel})"


def _final_consonant(word: str) -> int | None:
    """Number of the final consonant of the last sound of `word`, 0 for none; None where it cannot be known."""
    text = _plain(word)
    while text:
        spoken = _spoken(text)
        if spoken:
            return (ord(spoken[-1]) - _FIRST_HANGUL) % 28
        if text[-1].isalpha():
            return None
        text = _without_end(text[:-1])
    return 0


def _plain(word: str) -> str:
    """`word` in plain characters and without what is not read at its end."""
    squared = re.sub("(?<=m)[²³]", lambda match: {"²": "2", "³": "3"}[match[0]], word)
    return _without_end(unicodedata.normalize("NFKC", squared.translate(NUMERALS)))


def _without_end(text: str) -> str:
    """`text` without marks and brackets at its end; a sort of firm in brackets is read."""
    while not text.endswith(tuple(FIRMS)):
        before = _before_bracket(text)
        shorter = before if any(map(str.isalnum, before)) else text.rstrip(_NOT_READ)
        if shorter == text:
            break
        text = shorter
    return text


def _before_bracket(text: str) -> str:
    """What stands before the bracket that closes at the end of `text`; empty without one."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in ")]") - (text[at] in "([")
        if depth == 0:
            return text[:at].rstrip() if at < len(text) - 1 else ""
    return ""


def _spoken(text: str) -> str:
    """How the end of `text` is read, in Hangul; empty where that is not known, or it is not read."""
    for reading in _READINGS:
        if spoken := reading(text):
            return spoken
    return ""


def _firm(text: str) -> str:
    return FIRMS.get(text[-3:], "")


def _calendar(text: str) -> str:
    if _DAY.search(text):
        return "일"
    time = _TIME.search(text)
    return "" if time is None else "시" if time[1] == "00" else "분"


def _fraction(text: str) -> str:
    """A fraction ends in its numerator: 삼분의 이."""
    match = _FRACTION.search(text)
    return _whole(match[1]) if match else ""


def _price(text: str) -> str:
    match = _PRICE.search(text)
    return CURRENCIES[match[1]] if match else ""


def _number(text: str) -> str:
    match = _NUMBER.search(text)
    if match is None:
        return ""
    return "영일이삼사오육칠팔구"[int(match[2][-1])] if match[2] else _whole(match[1].replace(",", ""))


def _whole(digits: str) -> str:
    """The last word of a whole number."""
    zeros = len(digits) - len(digits.rstrip("0"))
    if not zeros or zeros == len(digits):
        return "영일이삼사오육칠팔구"[int(digits[-1])]
    return "십백천"[zeros - 1] if zeros < 4 else "만억조경해자양구"[min(zeros // 4, 8) - 1]


def _measure(text: str) -> str:
    """A unit after a number; of more than one letter also alone."""
    match = _MEASURE.search(text)
    if match is None or (len(match[1]) == 1 and not re.search(r"\d\s?$", text[:-1])):
        return ""
    return UNITS.get(match[1], "")


def _sign(text: str) -> str:
    return next((spoken for sign, spoken in SIGNS.items() if text.endswith(sign)), "")


def _latin(text: str) -> str:
    """A word as English is written in Hangul, an abbreviation letter by letter."""
    tail = re.split(r"[\s\-/.]", text)[-1].translate(_STROKES)
    bare = "".join(one for one in unicodedata.normalize("NFD", tail) if not unicodedata.combining(one))
    match = _LATIN.search(bare)
    if match is None:
        return ""
    word = match[0]
    if bare != tail:
        return "은" if _CODA_OF_MARKED.search(word.lower()) else "으"
    if word.upper() in WORDS:
        return WORDS[word.upper()]
    return LETTERS.get(word[-1].lower(), "이") if _is_abbreviation(word) else _english(word.lower())


def _is_abbreviation(word: str) -> bool:
    """Whether a word is read letter by letter: in capitals and short, or without vowels."""
    vowels = re.findall("[aeiouy]+", word.lower())
    if word.isupper():
        return len(word) < _READ_AS_WORD or len(vowels) < 2
    return len(word) == 1 or not vowels or word[-1].isupper()


def _english(word: str) -> str:
    """A syllable that ends as the word does in Hangul."""
    if _LIQUID.search(word):
        return "을"
    return "은" if _CODA.search(word) else "으"


def _hangul(text: str) -> str:
    last = text[-1]
    if _FIRST_HANGUL <= ord(last) <= _LAST_HANGUL:
        return last
    name = unicodedata.name(last, "")
    if name.startswith(("HANGUL LETTER", "HANGUL CHOSEONG", "HANGUL JUNGSEONG", "HANGUL JONGSEONG")):
        return _jamo(name.split()[-1])
    return ""


def _jamo(name: str) -> str:
    """A letter by its name: 리을 for ㄹ, 아 for ㅏ."""
    if name == "RIEUL":
        return "을"
    return "아" if name[0] in "AEIOUWY" and name != "IEUNG" else "은"


def _hanja(text: str) -> str:
    return HANJA.get(text[-1], "")


_READINGS: tuple[Callable[[str], str], ...] = (
    *(_firm, _calendar, _fraction, _price, _sign, _measure, _number, _latin, _hangul, _hanja),
)
"""How the end of a text may be read; the first that knows decides."""
