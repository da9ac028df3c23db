"""What each reader of the example proposals gets, and why."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from support import REPOSITORY

from kamdocs.errors import InputError, RequestError
from kamdocs.load import load
from kamdocs.model.kit import Kit, TemplateHeader
from kamdocs.model.plan import Plan
from kamdocs.model.request import ProposalRequest
from kamdocs.model.workspace import Workspace
from kamdocs.tailor import explain, tailor

TODAY = date(2026, 11, 23)
EXPECTED: dict[str, Any] = yaml.safe_load((REPOSITORY / "tests" / "expected.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def example() -> tuple[Workspace, Kit]:
    """The example workspace and its kit."""
    workspace, kit, _ = load(REPOSITORY, today=TODAY, use="proposal")
    return workspace, kit


def _plans(example: tuple[Workspace, Kit], proposal: str, **asked: Any) -> tuple[Plan, ...]:
    return tailor(*example, ProposalRequest(Path(), proposal, TODAY, **asked))


def _plan(example: tuple[Workspace, Kit], proposal: str, to: str) -> Plan:
    (plan,) = _plans(example, proposal, to=(to,))
    return plan


def test_everybody_addressed_gets_a_version_in_their_language(example: tuple[Workspace, Kit]) -> None:
    """One version a stakeholder, in the order of the client file; a person's own language comes first."""
    plans = _plans(example, "saeon-electronics")
    assert [(plan.recipient and plan.recipient.id, plan.reader_id, plan.language) for plan in plans] == [
        ("yoon-tae-ho", "director", "ko"),
        ("seo-mi-kyung", "hr", "ko"),
        ("kang-dong-hyun", "finance", "ko"),
        ("do-manh-cuong", "technical", "en"),
    ]


def test_only_those_the_proposal_names_are_addressed(example: tuple[Workspace, Kit]) -> None:
    """`to` of the proposal leaves out the fifth stakeholder, unless asked for by name."""
    assert len(_plans(example, "straits-meridian")) == 4
    (plan,) = _plans(example, "straits-meridian", to=("grace-lim",))
    assert plan.recipient is not None
    assert plan.recipient.id == "grace-lim"


def test_a_reader_without_a_stakeholder_gets_one_version_for_the_organisation(
    example: tuple[Workspace, Kit],
) -> None:
    """Named by the reader, in the client's language, with nobody's own words or criteria."""
    (plan,) = _plans_of_lonely_reader(example)
    assert plan.recipient is None
    assert plan.visit is not None
    assert plan.visit.words == ()
    assert not any(need.own for need in plan.needs)
    assert not any(goal.own for goal in plan.goals)


def _plans_of_lonely_reader(example: tuple[Workspace, Kit]) -> tuple[Plan, ...]:
    return _plans(_without_hr(example), "vam-co-foods", readers=("hr",))


def _without_hr(example: tuple[Workspace, Kit]) -> tuple[Workspace, Kit]:
    """The example, but nobody of one client is an HR head."""
    workspace, kit = example
    folder = workspace.clients["vam-co-foods"]
    without_hr = tuple(person for person in folder.client.stakeholders if person.reader != "hr")
    client = folder.client.model_copy(update={"stakeholders": without_hr})
    needs = tuple(need for need in client.needs if need.said_by != "ly-thanh-tam")
    visits = {day: visit.model_copy(update={"said": visit.said[:1]}) for day, visit in folder.visits.items()}
    changed = dataclasses.replace(folder, client=client.model_copy(update={"needs": needs}), visits=visits)
    proposal = folder.proposals["plant-2-and-export-2027"]
    steps = tuple(step for step in proposal.next_steps if step.who != "ly-thanh-tam")
    changed = dataclasses.replace(
        changed, proposals={"plant-2-and-export-2027": proposal.model_copy(update={"next_steps": steps})}
    )
    return dataclasses.replace(workspace, clients={**workspace.clients, "vam-co-foods": changed}), kit


@pytest.mark.parametrize("name", EXPECTED["proposals"])
def test_open_criteria_are_the_expected_ones(example: tuple[Workspace, Kit], name: str) -> None:
    """The criteria of the recipients that no argument answers, and nobody left unaddressed."""
    coverage = _plans(example, name)[0].coverage
    assert [criterion.id for _, criterion in coverage.unanswered] == EXPECTED["proposals"][name]["unanswered_criteria"]
    assert coverage.unaddressed == ()


@pytest.mark.parametrize("name", EXPECTED["proposals"])
def test_dates_are_the_expected_ones(example: tuple[Workspace, Kit], name: str) -> None:
    """Issue, due date and validity, the same in every version."""
    expected = EXPECTED["proposals"][name]
    for plan in _plans(example, name):
        assert plan.issued_on == expected["validity"]["issued"]
        assert plan.valid_until == expected["validity"]["until"]
        assert plan.due_on == expected["due"]["due"]
        assert sum(person.days for person in plan.people) == expected["team_days"]


def test_each_reader_is_led_with_what_convinces_them(example: tuple[Workspace, Kit]) -> None:
    """The strongest argument is of a kind the reader trusts and answers a criterion of their own."""
    strongest = {plan.reader_id: plan.claims[0] for plan in _plans(example, "saeon-electronics")}
    assert {reader: claim.argument.id for reader, claim in strongest.items()} == {
        "director": "no-other-module-maker",
        "hr": "stay-longer",
        "finance": "overtime-base",
        "technical": "read-only-signals",
    }
    assert all(claim.answers for claim in strongest.values())


def test_an_argument_for_others_is_left_out_with_its_reason(example: tuple[Workspace, Kit]) -> None:
    """`readers` of an argument is kept to, and said."""
    plan = _plan(example, "saeon-electronics", "kang-dong-hyun")
    assert "no-other-module-maker" not in {claim.argument.id for claim in plan.claims}
    reasons = {rejected.id: rejected.reason for rejected in plan.rejected}
    assert reasons["no-other-module-maker"] == "meant for `director`"


def test_pinned_cases_come_first_and_excluded_ones_never(example: tuple[Workspace, Kit]) -> None:
    """Up to the reader's count the best fitting follow; each choice has its reason."""
    plan = _plan(example, "saeon-electronics", "seo-mi-kyung")
    ids = [chosen.case.id for chosen in plan.cases]
    assert ids[:2] == ["circuit-boards-oee", "wire-harness-changeover"]
    assert len(ids) == 3
    assert "cold-chain-account-plans" not in ids
    assert all(chosen.reason for chosen in plan.cases)


def test_results_stand_in_the_order_the_reader_trusts(example: tuple[Workspace, Kit]) -> None:
    """HR sees people first, finance money first."""
    for to, first in (("seo-mi-kyung", "people"), ("kang-dong-hyun", "money")):
        case = _plan(example, "saeon-electronics", to).cases[0]
        assert case.results[0].kind == first


def test_words_of_a_visit_reach_only_those_who_were_there(example: tuple[Workspace, Kit]) -> None:
    """All four were at the visit of Vàm Cỏ's proposal; own words come first, and no need names its speaker."""
    plan = _plan(example, "vam-co-foods", "vo-dinh-khoa")
    assert plan.visit is not None
    assert plan.visit.present
    assert [spoken.own for spoken in plan.visit.words] == [True, False, False]
    assert [need.own for need in plan.needs] == [True, False, False, False]
    assert plan.client.stakeholders == ()
    assert plan.client.needs == ()


def test_targets_are_shown_only_to_their_owner(example: tuple[Workspace, Kit]) -> None:
    """A criterion with its target is a goal in its owner's version alone."""
    own = {
        plan.reader_id: [goal.target.get("ko") for goal in plan.goals if goal.own and goal.target]
        for plan in _plans(example, "saeon-electronics")
    }
    assert own == {"director": ["OEE ≥ 68 %"], "hr": ["≤ 26 %"], "finance": ["24개월 이내"], "technical": []}


@pytest.mark.parametrize(
    ("asked", "message", "help"),
    [
        (
            {"proposal": "saeon-electronic"},
            "there is no client `saeon-electronic`",
            "did you mean `saeon-electronics`?",
        ),
        (
            {"proposal": "Saeon Electronics"},
            "there is no client `Saeon Electronics`",
            "did you mean `saeon-electronics`?",
        ),
        ({"proposal": "빔꼬푸드"}, "there is no client `빔꼬푸드`", "there are `haesol-securities`, "),
        ({"proposal": "clients/vam-co-foods"}, "there is no client `clients`", "did you mean `vam-co-foods`?"),
        ({"proposal": "/"}, "there is no client `/`", "there are `haesol-securities`, "),
        (
            {"proposal": "saeon-electronics/x"},
            "client `saeon-electronics` has no proposal `x`",
            "there is only `bac-ninh-oee-2027`",
        ),
        ({"proposal": "haesol-securities"}, "client `haesol-securities` has no proposal", "proposals/<id>.yaml"),
        ({"readers": ("finanse",)}, "there is no reader `finanse`", "did you mean `finance`?"),
        ({"to": ("kang",)}, "client `saeon-electronics` has no stakeholder `kang`", "did you mean `kang-dong-hyun`?"),
        (
            {"language": "ja"},
            "language `ja` is none of the `languages` in `kamdocs.yaml`",
            "there are `en`, `ko` and `vi`",
        ),
        ({"language": "kr"}, "language `kr` is none of the `languages` in `kamdocs.yaml`", "did you mean `ko`?"),
        ({"formats": ("odt",)}, "there is no format `odt`", "there are `docx`, `pdf` and `html`"),
        ({"readers": ("hr,finance",)}, "there is no reader `hr,finance`", "give each by itself: `hr`, `finance`"),
    ],
)
def test_what_is_not_there_is_told(
    example: tuple[Workspace, Kit], asked: dict[str, Any], message: str, help: str
) -> None:
    """A client, proposal, reader, stakeholder, language or format that there is not, with what was probably meant."""
    with pytest.raises(RequestError) as caught:
        _plans(example, **{"proposal": "saeon-electronics", **asked})
    assert str(caught.value) == message
    ((_, told),) = caught.value.refused
    assert help in told


def test_all_that_is_not_there_is_told_at_once(example: tuple[Workspace, Kit]) -> None:
    """Several of one sort too, each once; without the client nobody is known who may be unknown."""
    asked: dict[str, Any] = {"readers": ("x", "y", "x"), "to": ("z",), "language": "ja", "formats": ("odt",)}
    with pytest.raises(RequestError) as caught:
        _plans(example, "saeon-electronics/w", **asked)
    assert [what for what, _ in caught.value.refused] == [
        "client `saeon-electronics` has no proposal `w`",
        "there is no reader `x`",
        "there is no reader `y`",
        "client `saeon-electronics` has no stakeholder `z`",
        "language `ja` is none of the `languages` in `kamdocs.yaml`",
        "there is no format `odt`",
    ]
    with pytest.raises(RequestError) as caught:
        _plans(example, "w", **asked)
    assert len(caught.value.refused) == 5


def test_what_is_asked_for_twice_is_given_once(example: tuple[Workspace, Kit]) -> None:
    """A reader with a stakeholder, a reader without, and a person."""
    twice = {"readers": ("hr", "hr"), "to": ("yoon-tae-ho", "yoon-tae-ho")}
    plans = _plans(example, "saeon-electronics", **twice)
    assert [plan.recipient and plan.recipient.id for plan in plans] == ["yoon-tae-ho", "seo-mi-kyung"]
    with_nobody = _plans(_without_hr(example), "vam-co-foods", readers=("hr", "hr"))
    assert [(plan.recipient, plan.reader_id) for plan in with_nobody] == [(None, "hr")]


def test_the_template_of_one_language_does_not_move_claims(example: tuple[Workspace, Kit]) -> None:
    """A `method.vi` without `kinds` leaves the claims of every version where they were."""
    workspace, kit = example
    general = kit.templates["proposal/sections/method.html.j2"]
    name = PurePosixPath("proposal/sections/method.vi.html.j2")
    own = dataclasses.replace(general, name=name, header=TemplateHeader())
    changed = dataclasses.replace(kit, templates={**kit.templates, str(name): own})
    before = _plan(example, "saeon-electronics", "do-manh-cuong").sections
    assert any(section.claims for section in before if section.id == "method")
    assert _plan((workspace, changed), "saeon-electronics", "do-manh-cuong").sections == before


def test_the_explanation_is_plain_data(example: tuple[Workspace, Kit]) -> None:
    """One JSON document with every choice and its reason."""
    explanation = explain(_plans(example, "straits-meridian"))
    assert json.loads(json.dumps(explanation)) == explanation
    assert explanation["unanswered_criteria"] == [
        {"stakeholder": "siti-rahman", "criterion": "certificate", "weight": 2}
    ]
    assert explanation["versions"][0]["arguments"][0]["reason"]


def test_a_proposal_whose_case_may_no_longer_be_told_is_blocked() -> None:
    """After the consent of a reference has ended, the proposal cannot be built; the place is told."""
    workspace, kit, _ = load(REPOSITORY, today=date(2029, 1, 1), use="proposal")
    with pytest.raises(InputError) as caught:
        tailor(workspace, kit, ProposalRequest(Path(), "saeon-electronics", date(2029, 1, 1)))
    assert {problem.file.name for problem in caught.value.problems} == {"bac-ninh-oee-2027.yaml"}
