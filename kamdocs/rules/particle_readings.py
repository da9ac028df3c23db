"""How what is no Hangul is read in Korean, as far as its last syllable tells which particle follows."""

from __future__ import annotations

from collections.abc import Mapping

FIRMS: Mapping[str, str] = {"(주)": "사", "(유)": "사", "(합)": "사", "(재)": "인", "(사)": "인"}
"""Sorts of firms behind a name: 주식회사, 유한회사, 합자회사, 재단법인, 사단법인."""

CURRENCIES: Mapping[str, str] = dict(zip("$₩€£¥₫₹฿", "러원로드엔동피트", strict=True))
"""Signs of currencies, which are read after the number."""

SIGNS: Mapping[str, str] = {
    **dict.fromkeys(("%p", "%P", "%"), "트"),
    **dict.fromkeys(("°C", "°F", "°"), "도"),
    **dict(zip("‰+&#", "밀스드샵", strict=True)),
    **CURRENCIES,
}
"""Signs that are read, the longer before the shorter."""

_METRES = ("m", "mm", "cm", "km", "nm", "μm", "m2", "m3", "cm2", "cm3", "mm2", "mm3", "km2")
_GRAMS = ("g", "mg", "kg", "μg", "Kg", "KG")
UNITS: Mapping[str, str] = {
    **dict.fromkeys(_METRES, "터"),
    **dict.fromkeys(_GRAMS, "램"),
    **dict.fromkeys(("l", "L", "ml", "mL"), "터"),
    **dict.fromkeys(("Pa", "hPa", "kPa", "MPa"), "칼"),
    **dict.fromkeys(("kcal", "cal"), "리"),
    **dict.fromkeys(("kW", "MW"), "트"),
    **dict.fromkeys(("kWh", "MWh"), "시"),
    **dict(zip("thsA", "톤간초어", strict=True)),
    **dict(zip(("min", "ha", "dB"), "분르벨", strict=True)),
}
"""Units of measure: 미터, 그램, 리터, 파스칼, 톤, 시간, 분, 초, 암페어 …"""

LETTERS: Mapping[str, str] = {"l": "엘", "m": "엠", "n": "엔", "r": "알"}
"""Latin letters whose name ends in a consonant."""

WORDS: Mapping[str, str] = {
    **dict(zip(("KOSDAQ", "NASDAQ", "HACCP", "APEC", "OPEC", "TOEIC"), "닥닥썹펙펙익", strict=True)),
    **dict.fromkeys(("KIT", "BIT", "SET", "HIT", "LOT", "KNIT"), "트"),
    "CHECK": "크",
}
"""Words and abbreviations that are read otherwise than the rules say."""

_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
NUMERALS: Mapping[int, str] = {
    **{ord(numeral): str(value) for value, numeral in enumerate(_ROMAN, start=1)},
    **{ord(numeral.lower()): str(value) for value, numeral in enumerate(_ROMAN, start=1)},
    ord("²"): "제곱",
    ord("³"): "세제곱",
}
"""Roman numerals as figures, and powers as they are read."""

_HANJA = (
    "一일二이三삼四사五오六육七칠八팔九구十십百백千천萬만億억兆조零영元원圓원整정"
    "韓한美미中중日일英영獨독佛불越월北북南남東동西서甲갑乙을丙병丁정社사株주會회長장員원法법人인"
    "上상下하前전後후現현新신舊구故고先선女여男남大대小소年년月월金금件건號호第제市시道도院원部부"
)
HANJA: Mapping[str, str] = dict(zip(_HANJA[::2], _HANJA[1::2], strict=True))
"""The Chinese characters that Korean business texts still write."""
