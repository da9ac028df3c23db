"""Cases, reduced to what their clients allow."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from load_support import MakeEdited
from support import REPOSITORY

from kamdocs.load import load_workspace
from kamdocs.load.consent import around
from kamdocs.model.case import PublicCase, Range

TODAY = date(2026, 11, 23)
CASE = "cases/pilot.yaml"
CONSENT = "consent: {level: contact, uses: [proposal], until: 2028-06-30}"
QUOTE = "quote: {text: At last one number, by: Plant director, approved: true}\ndates"


def cases(root: Path, use: str = "proposal", today: date = TODAY) -> dict[str, PublicCase]:
    """The cases of `root` that may be told."""
    return dict(load_workspace(root, today=today, use=use, cache=False)[0].cases)


def pilot(edited: MakeEdited, consent: str, **asked: str) -> PublicCase | None:
    """The case of the base workspace with another consent, a quote and a region."""
    changes = {CONSENT: f"consent: {consent}", "dates": QUOTE, "industry": "region: Bac Ninh\nindustry"}
    return cases(edited({CASE: changes}), **asked).get("pilot")


@pytest.mark.parametrize("today", [date(2026, 11, 17), date(2026, 11, 23)])
def test_the_example_cases_that_may_be_named(today: date) -> None:
    """As the house that owns them expects it for its proposals of November 2026."""
    found = cases(REPOSITORY, today=today)
    assert {id for id, case in found.items() if case.named} == {
        "circuit-boards-oee",
        "machine-tool-sales-coverage",
        "pharma-key-accounts",
        "seafood-yield",
        "straits-hai-phong-dc",
        "vam-co-sorting-line",
        "wire-harness-changeover",
    }
    assert {id for id, case in found.items() if not case.named} == {
        "cold-chain-account-plans",  # consent does not cover proposals
        "furniture-line-balance",  # consent anonymous
        "kosdaq-listing-parts",  # consent ended
        "retail-turnover",  # consent anonymous
    }  # not at all: one retired, one draft, one without consent


@pytest.mark.parametrize(
    ("level", "named", "quoted", "callable"),
    [
        ("anonymous", False, False, False),
        ("name", True, False, False),
        ("logo", True, False, False),
        ("quote", True, True, False),
        ("contact", True, True, True),
    ],
)
def test_each_level_includes_the_ones_before_it(
    level: str, named: bool, quoted: bool, callable: bool, edited: MakeEdited
) -> None:
    """What is not covered is not there."""
    case = pilot(edited, f"{{level: {level}, uses: [proposal]}}")
    assert case is not None
    assert (case.named, case.quote is not None, case.callable) == (named, quoted, callable)
    assert case.client.root == ("Beta Circuits" if named else "a maker of circuit boards")
    assert case.region is not None if named else case.region is None


def test_without_consent_a_case_is_not_there(edited: MakeEdited) -> None:
    """Not even anonymous."""
    assert pilot(edited, "{level: none, uses: []}") is None


@pytest.mark.parametrize(
    "consent", ["{level: contact, uses: [letter]}", "{level: contact, uses: [proposal], until: 2026-11-22}"]
)
def test_a_consent_that_has_ended_or_is_for_another_use_counts_as_anonymous(consent: str, edited: MakeEdited) -> None:
    """The anonymous form holds no name anywhere."""
    case = pilot(edited, consent)
    assert case is not None
    assert (case.named, case.quote, case.callable, case.region, case.client_ref) == (False, None, False, None, None)
    assert "Beta" not in repr(case)


def test_the_last_day_of_a_consent_is_included(edited: MakeEdited) -> None:
    """It ends with its day."""
    case = pilot(edited, "{level: name, uses: [proposal], until: 2026-11-23}")
    assert case is not None
    assert case.named
    assert not cases(edited(), today=TODAY + timedelta(1))["pilot"].named


def test_another_use_asks_for_another_consent(edited: MakeEdited) -> None:
    """What may stand in a letter may not stand in a proposal."""
    case = pilot(edited, "{level: name, uses: [letter]}", use="letter")
    assert case is not None
    assert case.named


def test_words_that_nobody_released_are_not_quoted(edited: MakeEdited) -> None:
    """Whatever the client as such allows."""
    changes = {"dates": QUOTE.replace("approved: true", "approved: false")}
    assert cases(edited({CASE: changes}))["pilot"].quote is None


def test_the_name_may_stand_in_the_folder_of_the_client(edited: MakeEdited) -> None:
    """A case need not repeat it."""
    case = cases(edited({CASE: {"{name: Beta Circuits}": "{ref: acme}"}}))["pilot"]
    assert (case.client.root, case.client_ref) == ("Acme Modules Co., Ltd.", "acme")


@pytest.mark.parametrize(
    ("publish", "before", "after", "direction"),
    [
        ("exact", Decimal("61.4"), Decimal("74.2"), "up"),
        ("range", Range(Decimal(60), Decimal(70)), Range(Decimal(70), Decimal(80)), "up"),
        ("direction", None, None, "up"),
    ],
)
def test_a_result_is_told_as_exactly_as_it_is_published(
    publish: str, before: object, after: object, direction: str, edited: MakeEdited
) -> None:
    """A range and a direction do not hold the value they come from."""
    root = edited({CASE: {"publish: exact": f"publish: {publish}"}, **_without_proof()})
    [result] = cases(root)["pilot"].results
    assert (result.before, result.after, result.direction) == (before, after, direction)
    assert ("61.4" in repr(result)) == (publish == "exact")


def _without_proof() -> dict[str, dict[str, str]]:
    return {"profiles/clients/acme/proposals/offer.yaml": {"    proof: {case: pilot, result: oee}\n": ""}}


def test_a_result_that_is_not_published_is_not_there(edited: MakeEdited) -> None:
    """Nothing of it."""
    root = edited({CASE: {"publish: exact": "publish: no"}, **_without_proof()})
    assert cases(root)["pilot"].results == ()


def test_one_value_has_no_direction(edited: MakeEdited) -> None:
    """A direction needs two."""
    root = edited({CASE: {"    before: 61.4\n": ""}})
    [result] = cases(root)["pilot"].results
    assert (result.before, result.after, result.direction) == (None, Decimal("74.2"), None)


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("3900000000", "3000000000", "4000000000"),
        ("38", "30", "40"),
        ("30", "30", "40"),
        ("99", "90", "100"),
        ("9.99", "9", "10"),
        ("0.38", "0.3", "0.4"),
        ("0", "0", "1"),
        ("-38", "-40", "-30"),
    ],
)
def test_a_range_lies_between_round_values(value: str, low: str, high: str) -> None:
    """Of one significant digit; a round value begins its range."""
    found = around(Decimal(value))
    assert (str(found.low), str(found.high)) == (low, high)
