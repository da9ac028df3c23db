"""Claims have proofs, and a figure in a claim is that of its proof."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import REPOSITORY
from tailor_support import CASE, CLIENT, OFFER, SERVICE, SETTINGS, changed, found, plan, rules

from kamdocs.errors import InputError
from kamdocs.load import load
from kamdocs.tailor import findings

PROOF = "    proof: {case: pilot, result: oee}\n"
CLAIM = "The same method brought ten lines from 61.4% to 74.2%."


def test_no_claim_of_the_examples_states_what_its_proof_does_not_hold() -> None:
    """All claims of all example proposals, those of the services too."""
    workspace, kit, _ = load(REPOSITORY, today=date(2026, 11, 23), use="proposal")
    proposals = [(folder, id) for folder in workspace.clients.values() for id in folder.proposals]
    assert len(proposals) >= 3
    problems = [
        one for folder, id in proposals for one in findings(workspace, kit, folder, id, today=date(2026, 11, 23))
    ]
    assert {one.rule for one in problems} <= {"unproved-argument", "unanswered-criterion"}


def test_a_figure_without_a_proof_stops_the_build(tmp_path: Path) -> None:
    """At the line of the claim."""
    read = changed(tmp_path, {OFFER: {PROOF: ""}})
    what = f"{OFFER}:10:12: the claim of argument `proved` states `61.4%` and `74.2%` without a proof"
    assert f"{what} [figure-without-proof]" in found(read)
    with pytest.raises(InputError, match="without a proof"):
        plan(read)


def test_each_language_of_a_claim_is_looked_at(tmp_path: Path) -> None:
    """A figure that stands in one language only is found there, at its line."""
    claim = "\n      en: They do it.\n      ko: 30% 줄었습니다.\n      vi: Giảm ba mươi phần trăm."
    read = changed(tmp_path, {SETTINGS: {"[en]": "[en, ko, vi]"}, OFFER: {PROOF: "", CLAIM: claim}})
    places = [line.split(": ")[0] for line in found(read) if "without a proof" in line]
    assert places == [f"{OFFER}:12:11", f"{OFFER}:13:11"]


@pytest.mark.parametrize(
    "claim",
    [
        "Two engineers stay for one year, on lines 3 and 5, from 2027.",
        "We leave 4 shift leaders behind.",
        "It costs VND 420,000,000.",
    ],
)
def test_what_the_offer_itself_undertakes_needs_no_proof(tmp_path: Path, claim: str) -> None:
    """Words, dates and labels; a count its phases name with the same thing counted; an amount of its price."""
    phase = {"weeks: [1, 4],": "weeks: [1, 4], text: Until 4 shift leaders do it alone,"}
    assert "figure-without-proof" not in rules(changed(tmp_path, {OFFER: {PROOF: "", CLAIM: claim, **phase}}))


@pytest.mark.parametrize(
    "claim", ["We leave 5 shift leaders behind.", "We leave 4 cars behind.", "It costs VND 410,000,000.", "4% less."]
)
def test_what_only_resembles_it_needs_one(tmp_path: Path, claim: str) -> None:
    """Another number, another thing counted, another amount; a percentage always."""
    phase = {"weeks: [1, 4],": "weeks: [1, 4], text: Until 4 shift leaders do it alone,"}
    assert "figure-without-proof" in rules(changed(tmp_path, {OFFER: {PROOF: "", CLAIM: claim, **phase}}))


def test_a_figure_of_a_service_is_placed_in_its_file(tmp_path: Path) -> None:
    """And help says how a proposal does without the argument."""
    borrowed = "arguments:\n  - {id: old, kind: figure, claim: 95% of our clients stay.}\n"
    service = {SERVICE: {"deliverables:": f"{borrowed}deliverables:"}}
    read = changed(tmp_path, service)
    what = f"{SERVICE}:4:36: the claim of argument `old` states `95%` without a proof [figure-without-proof]"
    assert what in found(read)
    left_out = changed(tmp_path, {**service, OFFER: {"facts:": "without_arguments: [old]\nfacts:"}})
    assert "figure-without-proof" not in rules(left_out)


@pytest.mark.parametrize(
    "figures",
    [
        "61.4% to 74.2%",
        "61% to 74%",
        "by 12.8%",
        "by 20.8%",
        "to 58.6%",
        "to 74.2% on 8 lines",
        "to 74.2% for VND 420,000,000",
    ],
)
def test_a_figure_may_be_any_that_the_proof_gives(tmp_path: Path, figures: str) -> None:
    """The values, rounded too, their difference, its share of the first; and what other facts and needs state."""
    assert "figure-not-in-proof" not in rules(changed(tmp_path, {OFFER: {"from 61.4% to 74.2%": figures}}))


@pytest.mark.parametrize("figures", ["to 75.2%", "to 75%", "by 12%", "by 8%", "to 61.4 and 47 lines"])
def test_another_figure_is_a_warning_that_names_both(tmp_path: Path, figures: str) -> None:
    """The claim and what its proof holds; the build goes on."""
    read = changed(tmp_path, {OFFER: {"from 61.4% to 74.2%": figures}})
    (line,) = [line for line in found(read) if "figure-not-in-proof" in line]
    assert line.startswith(f"{OFFER}:10:12: warning: the claim of argument `proved` states `")
    assert "which its proof, result `oee` of case `pilot`, does not hold" in line
    assert plan(read).claims


@pytest.mark.parametrize(("months", "is_held"), [("2024-09 / 2025-08", True), ("2024-09 / 2025-07", False)])
def test_a_claim_may_state_how_long_its_proof_was_measured(tmp_path: Path, months: str, is_held: bool) -> None:
    """Where other languages say `one year`, Korean writes the figure; the period of the result holds it."""
    claim = "\n      en: To 74.2% after one year.\n      ko: 1년 만에 74.2%로 높아졌습니다."
    measured = {"period: 2024-Q3 / 2025-Q3": f"period: {months}"}
    read = changed(tmp_path, {SETTINGS: {"[en]": "[en, ko]"}, OFFER: {CLAIM: claim}, CASE: measured})
    assert ("figure-not-in-proof" not in rules(read)) == is_held


@pytest.mark.parametrize(("publish", "told"), [("range", "as a range"), ("direction", "by its direction alone")])
def test_a_claim_is_not_more_exact_than_its_proof_may_be_told(tmp_path: Path, publish: str, told: str) -> None:
    """What the client of a case has not released must not come out by a claim."""
    read = changed(tmp_path, {CASE: {"publish: exact": f"publish: {publish}"}})
    (line,) = [line for line in found(read) if "figure-not-told" in line]
    assert f"states `61.4%` and `74.2%`, but result `oee` of case `pilot` may be told only {told}" in line
    with pytest.raises(InputError, match="may be told only"):
        plan(read)


def test_a_claim_may_state_the_range(tmp_path: Path) -> None:
    """Its bounds are what may be told."""
    case = {CASE: {"publish: exact": "publish: range"}}
    read = changed(tmp_path, {**case, OFFER: {"from 61.4% to 74.2%": "from 60% to 70% to 70% to 80%"}})
    assert "figure-not-told" not in rules(read)


def test_win_themes_are_held_against_their_proofs(tmp_path: Path) -> None:
    """Both the claim and the fact."""
    themes = "win_themes:\n  - {claim: A third more, client_fact: Acme runs at 85.6%., proof: {need: output}}\n"
    read = changed(tmp_path, {OFFER: {"arguments:": f"{themes}arguments:"}})
    assert any(
        "the fact of this win theme states `85.6%`, which its proof, need `output`" in line for line in found(read)
    )


def test_a_need_that_proves_something_has_a_figure_and_a_day(tmp_path: Path) -> None:
    """Without them the sources could not say what it rests on, or since when."""
    proof = {OFFER: {"{case: pilot, result: oee}": "{need: output}", CLAIM: "You lose time."}}
    bare = changed(tmp_path, {**proof, CLIENT: {"    on: 2026-11-12\n": ""}})
    what = f"{CLIENT}:12:9: warning: need `output` proves something in `L-2026-001`, but has no day [weak-proof]"
    assert what in found(bare)
    figure = '    figure: {value: 58.6, unit: "%", source: Plant report}\n'
    bare = changed(tmp_path / "figure", {**proof, CLIENT: {figure: ""}})
    assert what.replace("no day", "no figure") in found(bare)


def test_the_length_of_a_period_is_no_percentage(tmp_path: Path) -> None:
    """Twelve months hold `12 months`, not `12%`."""
    measured = {"period: 2024-Q3 / 2025-Q3": "period: 2024-09 / 2025-08"}
    read = changed(tmp_path, {OFFER: {"from 61.4% to 74.2%": "by 12%"}, CASE: measured})
    assert "figure-not-in-proof" in rules(read)


def test_a_number_of_the_offer_proves_no_percentage(tmp_path: Path) -> None:
    """`9.5` in a phase is not `9.5%`."""
    phase = {"weeks: [1, 4],": "weeks: [1, 4], text: '9.5 less.',"}
    read = changed(tmp_path, {OFFER: {PROOF: "", CLAIM: "9.5% less.", **phase}})
    assert "figure-without-proof" in rules(read)


def test_every_kind_of_proof_has_an_origin_and_a_date(tmp_path: Path) -> None:
    """For the sources: a case's result, a need, a fact."""
    more = (
        "  - {id: b, kind: figure, claim: Less., proof: {need: output}}\n"
        "  - {id: c, kind: figure, claim: More., proof: {fact: lines}}\n"
    )
    claims = plan(changed(tmp_path, {OFFER: {"facts:": f"{more}facts:"}})).claims
    sources = {claim.argument.id: claim.proof.source for claim in claims if claim.proof is not None}
    assert {id: (str(one.source.root), str(one.on)) for id, one in sources.items() if one} == {
        "proved": ("Report 14", "2025-10-10"),
        "b": ("Plant report", "2026-11-12"),
        "c": ("Plant visit", "2026-11-12"),
    }
