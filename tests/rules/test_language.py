"""How each language writes dates, numbers, amounts and figures."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from kamdocs.model.case import Range
from kamdocs.model.kit import LanguageRules
from kamdocs.rules.language import Writer
from kamdocs.rules.money import Money

LANGUAGES = Path(__file__).parents[2] / "templates" / "languages"


def _writer(language: str) -> Writer:
    text = (LANGUAGES / f"{language}.yaml").read_text(encoding="utf-8")
    return Writer(LanguageRules.model_validate(yaml.load(text, yaml.BaseLoader)))


@pytest.mark.parametrize(
    ("language", "day", "long", "short"),
    [
        ("en", date(2026, 2, 5), "5\xa0February 2026", "5\xa0Feb 2026"),
        ("ko", date(2026, 2, 5), "2026년 2월\xa05일", "2026.\xa02.\xa05."),
        ("vi", date(2026, 2, 5), "ngày\xa005 tháng\xa002 năm\xa02026", "05/02/2026"),
        ("vi", date(2026, 7, 5), "ngày\xa005 tháng\xa07 năm\xa02026", "05/07/2026"),
        ("vi", date(2026, 12, 15), "ngày\xa015 tháng\xa012 năm\xa02026", "15/12/2026"),
    ],
)
def test_dates(language: str, day: date, long: str, short: str) -> None:
    """Vietnamese pads days 1-9 and months 1 and 2 only; Korean dates in figures end with a point."""
    assert _writer(language).date(day) == long
    assert _writer(language).date(day, short=True) == short


@pytest.mark.parametrize(
    ("zone", "month", "english", "korean", "vietnamese"),
    [
        ("Asia/Ho_Chi_Minh", 12, "Vietnam Time, UTC+7", "베트남 시간, UTC+7", "Giờ Việt Nam, UTC+7"),
        ("Asia/Saigon", 12, "Vietnam Time, UTC+7", "베트남 시간, UTC+7", "Giờ Việt Nam, UTC+7"),
        ("Asia/Seoul", 12, "South Korea Time, UTC+9", "대한민국 시간, UTC+9", "Giờ Hàn Quốc, UTC+9"),
        ("Europe/London", 12, "United Kingdom Time, UTC", "영국 시간, UTC", "Giờ Vương quốc Anh, UTC"),
        ("Europe/London", 7, "United Kingdom Time, UTC+1", "영국 시간, UTC+1", "Giờ Vương quốc Anh, UTC+1"),
        ("Asia/Kolkata", 7, "India Time, UTC+5:30", "인도 시간, UTC+5:30", "Giờ Ấn Độ, UTC+5:30"),
        ("UTC", 7, "UTC", "UTC", "UTC"),
        ("Etc/GMT+3", 7, "UTC−3", "UTC−3", "UTC−3"),
    ],
)
def test_a_time_zone_is_named_with_its_offset(
    zone: str, month: int, english: str, korean: str, vietnamese: str
) -> None:
    """By its country, with the offset of that day; a zone of no country by the offset alone."""
    moment = datetime(2026, month, 17, 23, 59, 59, tzinfo=ZoneInfo(zone))
    assert [_writer(language).zone(moment) for language in ("en", "ko", "vi")] == [english, korean, vietnamese]


@pytest.mark.parametrize(
    ("language", "amount", "currency", "written"),
    [
        ("en", "244942.18", "SGD", "SGD 244,942.18"),
        ("en", "289391438", "KRW", "KRW 289,391,438"),
        ("ko", "289391438", "KRW", "289,391,438원"),
        ("ko", "244942.18", "SGD", "SGD 244,942.18"),
        ("vi", "1917337500", "VND", "1.917.337.500 đồng"),
        ("vi", "244942.18", "SGD", "244.942,18 SGD"),
        ("en", "-29700000", "KRW", "−KRW 29,700,000"),
    ],
)
def test_amounts(language: str, amount: str, currency: str, written: str) -> None:
    """Separators by language, decimals by currency, the currency where the language has it."""
    assert _writer(language).money(Money(Decimal(amount), currency)).replace("\xa0", " ") == written


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("950", "GBP", "950.00"),
        ("950.5", "GBP", "950.50"),
        ("1018.355", "SGD", "1,018.355"),
        ("12000", "KRW", "12,000"),
        ("-0.5", "EUR", "−0.50"),
    ],
)
def test_amounts_without_their_currency(amount: str, currency: str, written: str) -> None:
    """With the decimals that the currency has, and more where there are more."""
    assert _writer("en").amount(Money(Decimal(amount), currency)) == written


@pytest.mark.parametrize(
    ("language", "value", "unit", "written"),
    [
        ("en", Decimal("58.6"), "%", "58.6%"),
        ("vi", Decimal("58.6"), "%", "58,6%"),
        ("en", Decimal(1), "d", "1 day"),
        ("en", Decimal("8.5"), "d", "8.5 days"),
        ("ko", Decimal(52), "min", "52분"),
        ("vi", Decimal(52), "min", "52 phút"),
        ("en", Decimal(2140), "duplicate records", "2,140 duplicate records"),
        ("en", Decimal(24), None, "24"),
        ("vi", Range(Decimal(2_000_000_000), Decimal(3_000_000_000)), "VND", "2.000.000.000–3.000.000.000 đồng"),
        ("ko", Range(Decimal(2_000_000_000), Decimal(3_000_000_000)), "VND", "2,000,000,000~3,000,000,000동"),
        ("en", Range(Decimal(30), Decimal(40)), "%", "30–40%"),
        ("en", Range(Decimal(2000), Decimal(3000)), "MYR", "MYR 2,000.00–3,000.00"),
    ],
)
def test_figures(language: str, value: Decimal | Range, unit: str | None, written: str) -> None:
    """Percentages, amounts, unit signs with their plural, words, and values told only as a range."""
    assert _writer(language).figure(value, unit).replace("\xa0", " ") == written


def test_no_digit_of_a_number_is_lost() -> None:
    """Amounts and quantities of more than 28 digits, the usual precision of decimals, are written to the last one."""
    amount, shown = Decimal("1234567890123456789012345678901.25"), "1,234,567,890,123,456,789,012,345,678,901.25"
    assert _writer("en").money(Money(amount, "SGD")) == f"SGD\xa0{shown}"
    assert _writer("en").number(amount) == shown
    assert _writer("en").quantity(amount) == shown
    assert _writer("en").quantity(Decimal("1E+30")) == "1,000,000,000,000,000,000,000,000,000,000"
