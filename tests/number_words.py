"""Number words written and read another way than the program does, to hold the two against each other.

Written: every digit with its place, and the text put right by substitution (Vietnamese, Korean), or by taking off the
largest power again and again (English). Read: the text split at its largest power.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_VI = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_VI_RULES = (
    (r"không trăm không mươi không", ""),
    (r"không mươi không", ""),
    (r"không mươi (\w+)", r"linh \1"),
    (r"một mươi", "mười"),
    (r"(mươi|mười) không", r"\1"),
    (r"mươi một", "mươi mốt"),
    (r"mươi bốn", "mươi tư"),
    (r"(mươi|mười) năm", r"\1 lăm"),
)
_VI_ENDS = ("", " nghìn", " triệu")

_KO = "영일이삼사오육칠팔구"
_KO_GROUPS = ["", "만", "억", "조", "경", "해", "자", "양"]

_EN_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_EN_POWERS = (
    *("thousand", "million", "billion", "trillion", "quadrillion", "quintillion", "sextillion", "septillion"),
    *("octillion", "nonillion"),
)


def vietnamese(number: int) -> str:
    """`number` in Vietnamese."""
    digits = str(number)
    digits = digits.zfill(-(-len(digits) // 9) * 9)
    triples = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    parts = []
    for at, (hundred, ten, one) in enumerate(triples):
        text = f"{_VI[int(hundred)]} trăm {_VI[int(ten)]} mươi {_VI[int(one)]}"
        for pattern, by in _VI_RULES:
            text = re.sub(pattern, by, text)
        place = len(triples) - 1 - at
        parts.append(text.strip() + _VI_ENDS[place % 3] if text.strip() else "")
        if not place % 3 and any(parts[-3:]):
            parts[-1] += " tỷ" * (place // 3)
    text = " ".join(part.strip() for part in parts if part.strip())
    return re.sub(r"^(?:không trăm )?(?:linh )?", "", text) or "không"


def korean(number: int) -> str:
    """`number` in Sino-Korean, every 일 kept."""
    digits = str(number).zfill(32)
    text = ""
    for at in range(8):
        group = "".join(
            _KO[int(digit)] + place for digit, place in zip(digits[4 * at : 4 * at + 4], "천백십 ", strict=True)
        )
        kept = re.sub("영.", "", group).strip()
        text += kept + _KO_GROUPS[7 - at] if kept else ""
    return text or "영"


def english(number: int, joint: str = " and ") -> str:
    """`number` in English; `joint` stands before the last two digits."""
    for power in range(10, 0, -1):
        if number >= 1000**power:
            return _followed(number, 1000**power, _EN_POWERS[power - 1], joint)
    if number >= 100:
        return _followed(number, 100, "hundred", joint)
    if number < 20:
        return _EN_SMALL[number]
    return _EN_TENS[number // 10 - 2] + (f"-{_EN_SMALL[number % 10]}" if number % 10 else "")


def _followed(number: int, power: int, name: str, joint: str) -> str:
    count, rest = divmod(number, power)
    start = f"{english(count, joint)} {name}"
    return start + (joint if rest < 100 else " ") + english(rest, joint) if rest else start


def american(number: int) -> str:
    """`number` in English without `and`."""
    return english(number, " ")


def read_vietnamese(text: str) -> int:
    """The number that Vietnamese words name."""
    plain = {"mốt": "một", "tư": "bốn", "lăm": "năm"}
    return sum(
        _read(block.split(), plain) * 10 ** (9 * ends.count("tỷ"))
        for block, ends in re.findall(r"(.+?)((?: tỷ)+|$) ?", text)
    )


def _read(words: Sequence[str], plain: dict[str, str]) -> int:
    for power, name in ((10**6, "triệu"), (1000, "nghìn"), (100, "trăm")):
        if name in words:
            at = words.index(name)
            return _read(words[:at], plain) * power + _read(words[at + 1 :], plain)
    if "mươi" in words:
        at = words.index("mươi")
        return 10 * _read(words[:at], plain) + _read(words[at + 1 :], plain)
    if words[:1] == ["mười"]:
        return 10 + _read(words[1:], plain)
    words = words[1:] if words[:1] == ["linh"] else words
    assert len(words) <= 1, words
    return _VI.index(plain.get(words[0], words[0])) if words else 0


def read_korean(text: str) -> int:
    """The number that Sino-Korean words name."""
    total = 0
    for group in re.findall(r"[^만억조경해자양]+[만억조경해자양]?", text):
        power = _KO_GROUPS.index(group[-1]) if group[-1] in _KO_GROUPS else 0
        digits = re.findall(r"([영일이삼사오육칠팔구])([천백십]?)", group.rstrip("만억조경해자양"))
        total += sum(_KO.index(digit) * 10 ** " 십백천".index(place or " ") for digit, place in digits) * 10 ** (
            4 * power
        )
    return total


def read_english(text: str) -> int:
    """The number that English words name."""
    words = re.split(r"[ -]", text)
    for power in range(10, 0, -1):
        if _EN_POWERS[power - 1] in words:
            at = words.index(_EN_POWERS[power - 1])
            return read_english(" ".join(words[:at])) * 1000**power + read_english(" ".join(words[at + 1 :]) or "zero")
    if "hundred" in words:
        at = words.index("hundred")
        return _EN_SMALL.index(words[at - 1]) * 100 + read_english(" ".join(words[at + 1 :]) or "zero")
    return sum(
        _EN_SMALL.index(word) if word in _EN_SMALL else 10 * _EN_TENS.index(word) + 20
        for word in words
        if word != "and"
    )
