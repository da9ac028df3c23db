"""In which order arguments, cases and people stand, and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import BASE, REPOSITORY
from tailor_support import CASE, CLIENT, OFFER, SETTINGS, changed, plan

from kamdocs.errors import InputError
from kamdocs.model.plan import Plan

READER = "profiles/readers/director.yaml"
BETA = BASE / CASE


def _reader(weights: str) -> dict[str, str]:
    """The director that is shipped, with other weights."""
    return {READER: (REPOSITORY / READER).read_text(encoding="utf-8") + f"weights: {weights}\n"}


def _case(**changes: str) -> str:
    text = BETA.read_text(encoding="utf-8")
    for old, new in changes.items():
        line = next(line for line in text.splitlines() if line.startswith(f"{old}:"))
        text = text.replace(line, f"{old}: {new}")
    return text


def _reasons(made: Plan, id: str) -> dict[str, int]:
    chosen = [*made.claims, *made.cases]
    (found,) = [one for one in chosen if (one.case.id if hasattr(one, "case") else one.argument.id) == id]
    return {reason.what: reason.points for reason in found.reasons}


def test_every_point_has_its_reason(tmp_path: Path) -> None:
    """An argument's score is the sum of its reasons, and the sentence says them."""
    (claim, *_) = plan(changed(tmp_path, {OFFER: {"[capacity]": "[capacity, output]"}})).claims
    assert {reason.what: reason.points for reason in claim.reasons} == {
        "answers their criterion `capacity` (5 of 5)": 15,
        "answers `output`, a need they voiced": 4,
        "suits one who decides": 3,
        "`outcome` leads this reader third": 6,
        "proved by a measured result of case `pilot`": 3,
        "given weight 3 of 5": 6,
    }
    assert claim.score == 37
    assert claim.reason == "; ".join(reason.what for reason in claim.reasons)


def test_a_house_changes_the_weights_in_a_readers_file(tmp_path: Path) -> None:
    """Weight 0 leaves a reason out; unknown keys are refused."""
    weights = "{arguments: {criterion: 1, role: 0, strength: 0}}"
    reasons = _reasons(plan(changed(tmp_path, {}, _reader(weights))), "proved")
    assert reasons["answers their criterion `capacity` (5 of 5)"] == 5
    assert not any("suits" in what or "proved" in what for what in reasons)
    with pytest.raises(InputError, match="unknown key `roll`"):
        changed(tmp_path, {}, _reader("{arguments: {roll: 1}}"))


def test_work_done_together_before_speaks_for_an_argument(tmp_path: Path) -> None:
    """Where its proof is a case of this client, or one that the client's `cooperation` tells of."""
    before = "cooperation:\n  - {year: 2025, text: A pilot, case: pilot}\nstakeholders:"
    reasons = _reasons(plan(changed(tmp_path, {CLIENT: {"stakeholders:": before}})), "proved")
    assert reasons["rests on work done with this client before"] == 4


def test_an_answer_to_a_concern_counts_and_near_words_count_half(tmp_path: Path) -> None:
    """A concern with an id is answered by naming it alone."""
    near = {CLIENT: {"    criteria:\n": "    concerns: [A method that no line has seen]\n    criteria:\n"}}
    claim = {OFFER: {"The same method brought ten lines": "The same method brought a line"}}
    reasons = _reasons(plan(changed(tmp_path, {**near, **claim})), "proved")
    assert reasons["comes near a concern of theirs (“method”, “line”)"] == 3
    named = {CLIENT: {"    criteria:\n": "    concerns: [{id: new, text: A method unseen}]\n    criteria:\n"}}
    told = {OFFER: {"[capacity]": "[capacity, new]"}}
    assert _reasons(plan(changed(tmp_path, {**named, **told})), "proved")["answers their concern `new`"] == 6


@pytest.mark.parametrize(
    ("client", "case", "is_same"),
    [
        ("700", "500-1000", True),
        ("500-1000", "1000-2000", True),
        ("5000+", "2000-5000", True),
        ("320", "500-1000", False),
        ("5000+", "200-500", False),
        ("320", "some hundred", False),
    ],
)
def test_a_firm_of_the_same_size_speaks_for_a_case(tmp_path: Path, client: str, case: str, is_same: bool) -> None:
    """Where the two numbers of people overlap; a size in words says nothing."""
    sizes = {CLIENT: {"region:": f'size: "{client}"\nregion:'}, CASE: {"services:": f'size: "{case}"\nservices:'}}
    assert ("a firm of their size" in _reasons(plan(changed(tmp_path, sizes)), "pilot")) == is_same


def test_old_results_and_cases_told_before_count_less(tmp_path: Path) -> None:
    """36 months after the last measurement, and for each earlier proposal to this client that tells a case."""
    earlier = (BASE / OFFER).read_text(encoding="utf-8").replace("L-2026-001", "L-2026-000").replace("11-17", "11-16")
    made = plan(changed(tmp_path, {}, {OFFER.replace("offer", "earlier"): earlier}))
    assert _reasons(made, "pilot")["they were told of it once before"] == -2
    later = earlier.replace("11-16", "11-18")
    made = plan(changed(tmp_path, {}, {OFFER.replace("offer", "earlier"): later}))
    assert not any("told of it" in what for what in _reasons(made, "pilot"))
    for day, old in (("2023-11-17", False), ("2023-11-16", False), ("2023-10-16", True)):
        made = plan(changed(tmp_path / day, {CASE: {"measured_on: 2025-10-10": f"measured_on: {day}"}}))
        assert ("no result is younger than 36 months" in _reasons(made, "pilot")) == old


def test_a_case_that_is_not_written_in_the_readers_language_is_left_out(tmp_path: Path) -> None:
    """With its reason; a fallback language makes it readable."""
    other = {"cases/other.yaml": _case(title="{ko: 하나}")}
    made = plan(changed(tmp_path, {SETTINGS: {"[en]": "[en, ko]"}}, other))
    assert {one.id: one.reason for one in made.rejected} == {"other": "not all of it is written in `en`"}
    fallback = {SETTINGS: {"[en]": "[en, ko]\nfallback_language: ko"}}
    assert [one.case.id for one in plan(changed(tmp_path, fallback, other)).cases] == ["pilot", "other"]


def test_every_case_left_out_has_its_reason(tmp_path: Path) -> None:
    """Excluded, nothing in common, or beyond the number shown with what speaks for it."""
    more = {f"cases/like-{number}.yaml": _case(title=f"Like {number}") for number in range(3)}
    apart = "{id: apart, name: Apart, summary: Apart, deliverables: [X], phases: [{name: P, weeks: 1, text: T}]}"
    far = _case(title="Far", industry="fishing", services="[apart]", tags="[]", problem="Ice.", solution="Salt.")
    far = far.replace("metric: Equipment effectiveness", "metric: Catch")
    files = {**more, "cases/far.yaml": far, "profiles/services/apart.yaml": apart.replace("id: apart, ", "")}
    rejected = {one.id: one.reason for one in plan(changed(tmp_path, {}, files)).rejected}
    assert rejected["far"] == "nothing in common with this client, offer or reader"
    assert rejected["like-2"].startswith("would be no. 4, and 2 are shown: same industry; ")


def test_the_team_stands_in_the_order_of_its_projects(tmp_path: Path) -> None:
    """Who is named first leads; then those who did what is shown here, in a language the reader reads."""
    mai = (BASE / "profiles/team/mai.yaml").read_text(encoding="utf-8").partition("internal:")[0]
    files = {
        "profiles/team/an.yaml": mai.replace("Mai Thu Ha", "An"),
        "profiles/team/bo.yaml": mai.replace("Mai Thu Ha", "Bo") + "projects: [pilot]\n",
    }
    team = "days: 20}\n  - {person: an, role: Adviser, days: 1}\n  - {person: bo, role: Adviser, days: 1}\n"
    people = plan(changed(tmp_path, {OFFER: {"days: 20}\n": team}}, files)).people
    assert [str(person.member.name.root) for person in people] == ["Mai Thu Ha", "Bo", "An"]
    assert people[1].reason.split("; ") == [
        "worked on `pilot`, shown here",
        "knows the client's industry from a project",
        "has done `audit` before",
        "speaks `en`",
    ]


def test_a_member_who_speaks_no_language_of_the_client_is_remarked_on(tmp_path: Path) -> None:
    """At the line that puts them into the team; the build goes on."""
    from tailor_support import TODAY

    from kamdocs.tailor import remarks

    languages = {SETTINGS: {"[en]": "[en, ko]"}, "profiles/team/mai.yaml": {"[en]": "[ko]"}}
    read = changed(tmp_path, languages)
    (remark,) = remarks([plan(read)], *read, today=TODAY)
    assert remark.headline() == f"{OFFER}:18:14: warning: `mai` speaks `ko`, but the client reads `en`"
    assert remark.rule == "team-language"
