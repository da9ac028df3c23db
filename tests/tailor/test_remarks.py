"""What should be looked at before a proposal is sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import REPOSITORY

from kamdocs.errors import InputError
from kamdocs.load import load
from kamdocs.model.kit import Kit
from kamdocs.model.request import ProposalRequest
from kamdocs.model.workspace import Workspace
from kamdocs.tailor import remarks, tailor

BASE = REPOSITORY / "tests" / "bad" / "_base"
OFFER = "profiles/clients/acme/proposals/offer.yaml"
LAST = date(2026, 12, 17)
AFTER = date(2026, 12, 18)


def read(root: Path, *, today: date, settings: str = "", offer: str = "") -> tuple[Workspace, Kit]:
    """A copy in `root` of the base of tests/bad, with lines added to two files, as it stands on `today`."""
    for path in (path for path in BASE.rglob("*.yaml")):
        target = root / path.relative_to(BASE)
        target.parent.mkdir(parents=True, exist_ok=True)
        added = {"kamdocs.yaml": settings, "offer.yaml": offer}.get(path.name, "")
        target.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    workspace, kit, _ = load(root, today=today, use="proposal")
    return workspace, kit


def told(read: tuple[Workspace, Kit], *, today: date) -> list[tuple[str, str]]:
    """Headline and help of each remark on the offer."""
    plans = tailor(*read, ProposalRequest(Path(), "acme", today))
    return [(remark.headline(), remark.help) for remark in remarks(plans, *read, today=today)]


def test_an_offer_that_has_expired_is_remarked_on(tmp_path: Path) -> None:
    """From the day after its last, at the day of issue, which the last day was counted from."""
    workspace = read(tmp_path, today=AFTER)
    assert told(workspace, today=LAST) == []
    assert told(workspace, today=AFTER) == [
        (
            f"{OFFER}:4:9: warning: this offer was valid until 2026-12-17, and today is 2026-12-18",
            "write the day on which it is sent, or a later last day as `valid: {until: …}`",
        )
    ]


def test_the_last_day_is_the_place_where_it_is_given(tmp_path: Path) -> None:
    """It is mended there."""
    workspace = read(tmp_path, today=AFTER, offer="valid: {until: 2026-12-01}\n")
    ((headline, help),) = told(workspace, today=AFTER)
    assert headline.startswith(f"{OFFER}:35:16: warning: this offer was valid until 2026-12-01")
    assert help == "give it a later day"


def test_the_house_may_turn_a_remark_off_or_make_it_an_error(tmp_path: Path) -> None:
    """By `rules` in `kamdocs.yaml`."""
    off = read(tmp_path / "off", today=AFTER, settings="rules: {expired-offer: off}\n")
    assert told(off, today=AFTER) == []
    error = read(tmp_path / "error", today=AFTER, settings="rules: {expired-offer: error}\n")
    with pytest.raises(InputError, match=r"offer\.yaml:4:9: this offer was valid until 2026-12-17"):
        told(error, today=AFTER)
