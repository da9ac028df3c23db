"""Which day is greeted in a letter: by the country of its reader, its language and the day of the batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from kamdocs.model.letter import Kept, Occasion


def kept_occasion(
    named: Sequence[str],
    occasions: Mapping[str, Occasion],
    *,
    country: str,
    language: str,
    today: date,
    forced: str | None = None,
) -> Kept | None:
    """The first of the occasions `named` that is kept in `country`, greeted in `language`, and whose greetings go out
    on `today`. One that is `forced` is it in any case, on that of its days that is nearest. None where there is none.
    """
    if forced is not None:
        return _nearest(forced, occasions[forced], today)
    found = (
        Kept(id, occasions[id].name, year, day, occasions[id].wish)
        for id in named
        if _is_kept(occasions[id], country, language)
        for year, day in sorted(occasions[id].dates.items())
        if _goes_out(occasions[id], day, today)
    )
    return next(found, None)


def _is_kept(occasion: Occasion, country: str, language: str) -> bool:
    in_country = not occasion.countries or country in occasion.countries
    return in_country and (not occasion.languages or language in occasion.languages)


def _goes_out(occasion: Occasion, day: date, today: date) -> bool:
    return day - timedelta(occasion.from_days_before) <= today <= day + timedelta(occasion.until_days_after)


def _nearest(id: str, occasion: Occasion, today: date) -> Kept | None:
    days = sorted(occasion.dates.items(), key=lambda kept: abs(kept[1] - today))
    return next((Kept(id, occasion.name, year, day, occasion.wish) for year, day in days), None)
