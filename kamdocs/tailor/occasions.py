"""Which day is greeted in a letter: by the country of its reader, its language and the day of the batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from kamdocs.errors import Problem
from kamdocs.model.letter import OCCASIONS_FILE, Kept, Occasion
from kamdocs.model.rules import OCCASION_NOT_KEPT, OCCASION_OFF_DAY, OCCASION_WITHOUT_DAY
from kamdocs.model.workspace import Workspace


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


def against_forced(
    kept: Kept, occasion: Occasion, *, country: str | None, language: str, today: date
) -> Iterator[tuple[str, str]]:
    """What is doubtful about greeting `occasion`, which is `kept` because somebody asked for it, each as a rule and
    what it finds. The `country` is the reader's, None where it is not known."""
    if occasion.countries and country and country not in occasion.countries:
        yield OCCASION_NOT_KEPT, f"`{kept.id}` is no day of `{country}`, the reader's country"
    if occasion.languages and language not in occasion.languages:
        yield OCCASION_NOT_KEPT, f"`{kept.id}` is not greeted in `{language}`, the language of the letter"
    ahead = (kept.on - today).days
    if ahead > occasion.from_days_before:
        first = kept.on - timedelta(occasion.from_days_before)
        yield OCCASION_OFF_DAY, f"`{kept.id}` is on {kept.on}, and its greetings go out from {first}"
    if -ahead > occasion.until_days_after:
        yield OCCASION_OFF_DAY, f"`{kept.id}` is over: it was on {kept.on}"


def years_missing(
    named: Sequence[str], occasions: Mapping[str, Occasion], workspace: Workspace, today: date
) -> Iterator[Problem]:
    """A doubt about each of the occasions `named` that has no day in the year of `today` or in the next, as lunar days
    have to be written down: nobody would be greeted then."""
    for id in named:
        dates = occasions[id].dates
        years = [
            str(year) for year in (today.year, today.year + 1) if year not in dates and year > min(dates, default=0)
        ]
        if years:
            what = f"`{id}` has no day in {' and '.join(years)}: nobody is greeted on it then"
            help = "add the day under its `dates`"
            yield from workspace.doubt_of_file(OCCASIONS_FILE, OCCASION_WITHOUT_DAY, what, help=help)


def _is_kept(occasion: Occasion, country: str, language: str) -> bool:
    in_country = not occasion.countries or country in occasion.countries
    return in_country and (not occasion.languages or language in occasion.languages)


def _goes_out(occasion: Occasion, day: date, today: date) -> bool:
    return day - timedelta(occasion.from_days_before) <= today <= day + timedelta(occasion.until_days_after)


def _nearest(id: str, occasion: Occasion, today: date) -> Kept | None:
    days = sorted(occasion.dates.items(), key=lambda kept: abs(kept[1] - today))
    return next((Kept(id, occasion.name, year, day, occasion.wish) for year, day in days), None)
