"""What should be looked at before a proposal is sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import BASE, change, changed_base

from kamdocs.errors import InputError
from kamdocs.load import load
from kamdocs.model.kit import Kit
from kamdocs.model.request import ProposalRequest
from kamdocs.model.workspace import Workspace
from kamdocs.tailor import remarks, tailor

OFFER = "profiles/clients/acme/proposals/offer.yaml"
LAST = date(2026, 12, 17)
AFTER = date(2026, 12, 18)


def read(root: Path, *, today: date, settings: str = "", offer: str = "") -> tuple[Workspace, Kit]:
    """A copy in `root` of the base of tests/bad, with lines added to two files, as it stands on `today`."""
    added = {"kamdocs.yaml": settings, OFFER: offer}
    files = {name: (BASE / name).read_text(encoding="utf-8") + text for name, text in added.items()}
    workspace, kit, _ = load(changed_base(root, files=files), today=today, use="proposal")
    return workspace, kit


def told(read: tuple[Workspace, Kit], *, today: date, renew: bool = False) -> list[tuple[str, str]]:
    """Headline and help of each remark on the offer."""
    plans = tailor(*read, ProposalRequest(Path(), "acme", today, renew=renew))
    return [(remark.headline(), remark.help) for remark in remarks(plans, *read, today=today)]


def rules_told(
    root: Path, *, today: date = LAST, settings: str = "", offer: str = "", renew: bool = False
) -> list[str]:
    """The rules of the remarks on the offer with lines added to two files."""
    workspace = read(root, today=today, settings=settings, offer=offer)
    plans = tailor(*workspace, ProposalRequest(Path(), "acme", today, renew=renew))
    return [remark.rule for remark in remarks(plans, *workspace, today=today)]


def test_an_offer_that_has_expired_is_not_built(tmp_path: Path) -> None:
    """From the day after its last; told at the day of issue, which the last day was counted from."""
    workspace = read(tmp_path, today=AFTER)
    assert told(workspace, today=LAST) == []
    with pytest.raises(
        InputError, match=r"offer\.yaml:4:9: this offer was valid until 2026-12-17, and today is"
    ) as error:
        told(workspace, today=AFTER)
    assert [problem.help for problem in error.value.problems] == [
        "issue it anew with `--renew`, or write the day on which it is sent, or a later last day as `valid: {until: …}`"
    ]


def test_the_last_day_is_the_place_where_it_is_given(tmp_path: Path) -> None:
    """It is mended there."""
    workspace = read(tmp_path, today=AFTER, offer="valid: {until: 2026-12-01}\n")
    with pytest.raises(InputError, match=r"offer\.yaml:35:16: this offer was valid until 2026-12-01") as error:
        told(workspace, today=AFTER)
    assert [problem.help for problem in error.value.problems] == [
        "issue it anew with `--renew`, or give it a later day"
    ]


def test_the_house_may_turn_a_remark_off_or_make_it_a_warning(tmp_path: Path) -> None:
    """By `rules` in `kamdocs.yaml`."""
    assert rules_told(tmp_path / "off", today=AFTER, settings="rules: {expired-offer: off}\n") == []
    warning = rules_told(tmp_path / "warning", today=AFTER, settings="rules: {expired-offer: warning}\n")
    assert warning == ["expired-offer"]


def test_a_renewed_offer_is_told_with_its_new_last_day(tmp_path: Path) -> None:
    """As a note; what has become doubtful by the new day of issue is told too, but not that it is late."""
    workspace = read(tmp_path, today=AFTER)
    note, step = told(workspace, today=AFTER, renew=True)
    assert note == (
        f"{OFFER}:4:9: note: issued anew on 2026-12-18; the terms now hold until 2027-01-17, not 2026-12-17",
        "the file stays as it is; once this is sent, write its new dates there",
    )
    assert step == (
        f"{OFFER}:32:10: warning: the step of 2026-11-24 lies before the day of issue, 2026-12-18",
        "give it a later day, or remove it",
    )


def test_a_renewed_offer_holds_as_long_as_it_did(tmp_path: Path) -> None:
    """In every version, by days or by a last day; what its file states does not change."""
    workspace, kit = read(tmp_path, today=AFTER, offer="valid: {until: 2026-12-01}\n")
    (plan, *others) = tailor(workspace, kit, ProposalRequest(Path(), "acme", AFTER, renew=True))
    assert (plan.issued_on, plan.valid_until) == (AFTER, date(2027, 1, 1))
    assert plan.valid_through.isoformat() == "2027-01-01T23:59:59+07:00"
    assert all(other.valid_until == plan.valid_until for other in others)
    assert workspace.clients["acme"].proposals["offer"].issued == date(2026, 11, 17)


def test_an_offer_issued_today_is_not_renewed(tmp_path: Path) -> None:
    """There is nothing to tell of it."""
    assert rules_told(tmp_path, today=date(2026, 11, 17), renew=True) == []


@pytest.mark.parametrize(
    ("offer", "expected"),
    [
        ("start: 2026-12-01\n", []),
        ("start: 2026-11-16\n", ["start-before-issue"]),
        ("start: 2026-12-05\n", ["start-on-day-off"]),
        ("start: 2026-12-01\npauses: [{from: 2026-12-01, until: 2026-12-02}]\n", ["start-on-day-off"]),
        ("start: 2026-12-01\npauses: [{from: 2026-12-14, until: 2026-12-18}]\n", []),
        ("start: 2026-12-01\npauses: [{from: 2027-03-01, until: 2027-03-05}]\n", ["idle-pause"]),
        ("start: 2026-12-01\npauses: [{from: 2026-11-02, until: 2026-11-30}]\n", ["idle-pause"]),
        (
            "start: 2026-12-01\n"
            "pauses: [{from: 2026-12-07, until: 2026-12-08}, {from: 2026-12-08, until: 2026-12-09}]\n",
            ["idle-pause"],
        ),
        (
            "start: 2026-12-01\n"
            "pauses: [{from: 2026-12-07, until: 2026-12-08}, {from: 2026-12-09, until: 2026-12-09}]\n",
            [],
        ),
        ("pauses: [{from: 2027-03-01, until: 2027-03-05}]\n", []),  # without a start nothing is known of it
        ("start: 2100-12-20\n", ["unknown-holidays"]),
        ("valid: {days: 14}\noutcome: {result: won, on: 2026-12-01, reason: Price}\n", ["closed-offer"]),
        ("outcome: {result: lost, on: 2026-12-17, reason: Price}\n", ["closed-offer"]),
        ("outcome: {result: withdrawn, on: 2026-12-18, reason: Price}\n", []),  # not yet
    ],
)
def test_dates_that_do_not_go_together_are_remarked_on(tmp_path: Path, offer: str, expected: list[str]) -> None:
    """On the last day of the offer; one that was accepted in time may be built after it."""
    assert rules_told(tmp_path, offer=offer) == expected


def test_an_offer_that_was_lost_expires_all_the_same(tmp_path: Path) -> None:
    """And one that was accepted after its last day."""
    for end in ("{result: lost, on: 2026-12-01, reason: Price}", "{result: won, on: 2026-12-18, reason: Late}"):
        with pytest.raises(InputError, match="this offer was valid until 2026-12-17"):
            rules_told(tmp_path / end[9:12], today=AFTER, offer=f"outcome: {end}\n")


def reread(root: Path, old: str, new: str) -> tuple[Workspace, Kit]:
    """The workspace that was read in `root`, read again with `new` in place of `old` in the offer."""
    workspace, kit, _ = load(change(root, {OFFER: {old: new}}), today=LAST, use="proposal")
    return workspace, kit


STEP = "{on: 2026-11-24, what: Presentation, who: mai}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("issued: 2026-11-17", "issued: 2026-11-18", ["late-offer"]),
        (STEP, STEP.replace("11-24", "11-17"), []),
        (STEP, STEP.replace("11-24", "11-16"), ["past-step"]),
        (STEP, STEP.replace("11-24", "12-18"), []),  # ours: the work may begin later
        (STEP, "{on: 2026-12-17, what: Decision, who: kim}", []),
        (STEP, "{on: 2026-12-18, what: Decision, who: kim}", ["step-after-validity"]),
        (STEP, "{on: 2026-12-01, what: Call, who: kim}\n  - {on: 2026-12-18, what: Kick-off, who: kim}", []),
        (", milestone: Loss map signed", "", ["payment-without-milestone"]),
        ("{on: Start, percent: 40}", "{on: Start, percent: 40, phase: measure}", []),
    ],
)
def test_steps_payments_and_the_due_date_are_remarked_on(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    """Each at the day before it is doubtful and on the first on which it is."""
    read(tmp_path, today=LAST)
    workspace = reread(tmp_path, old, new)
    plans = tailor(*workspace, ProposalRequest(Path(), "acme", LAST))
    assert [remark.rule for remark in remarks(plans, *workspace, today=LAST)] == expected


def test_an_offer_without_a_day_of_issue_is_late_from_the_day_after_it_was_due(tmp_path: Path) -> None:
    """It is issued on the day on which it is built; the place is then the visit."""
    read(tmp_path, today=LAST)
    workspace = reread(tmp_path, "issued: 2026-11-17\n", "")
    assert told(workspace, today=date(2026, 11, 17)) == []
    ((headline, _),) = told(workspace, today=date(2026, 11, 18))
    assert headline == (
        f"{OFFER}:3:8: warning: this offer was due on 2026-11-17, 3 working days after the visit of 2026-11-12; "
        "it is issued on 2026-11-18"
    )
