"""A win theme that would fit any other client unchanged says nothing about this one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import REPOSITORY
from tailor_support import CLIENT, OFFER, changed, found, rules

from kamdocs.load import load
from kamdocs.model.kit import Kit
from kamdocs.model.proposal import WinTheme
from kamdocs.model.service import ArgumentProof
from kamdocs.model.workspace import ClientFolder, Workspace
from kamdocs.tailor import findings

TODAY = date(2026, 11, 23)
GENERIC = [
    ("A partner you can trust", "You want lasting results from experienced people."),
    ("Quality first", "Your company needs higher productivity and lower cost."),
    ("믿을 수 있는 파트너", "귀사는 경험 있는 전문가의 지속적인 성과를 원하십니다."),
    ("품질 우선", "귀사는 생산성 향상이 필요합니다."),
    ("Đối tác đáng tin cậy", "Quý Công ty mong muốn kết quả bền vững từ những chuyên gia giàu kinh nghiệm."),
    ("Chất lượng là trên hết", "Công ty cần nâng cao năng suất và giảm chi phí."),
]


@pytest.fixture(scope="module")
def example() -> tuple[Workspace, Kit]:
    """The example workspace and its kit."""
    workspace, kit, _ = load(REPOSITORY, today=TODAY, use="proposal")
    return workspace, kit


def _swapped(example: tuple[Workspace, Kit], client: str, themes: tuple[WinTheme, ...]) -> list[str]:
    """The findings of the swap test where a client's proposal had these themes."""
    workspace, kit = example
    folder = workspace.clients[client]
    ((id, proposal),) = folder.proposals.items()
    other = proposal.model_copy(update={"win_themes": themes})
    swapped = ClientFolder(folder.id, folder.client, folder.visits, {id: other})
    return [one.what for one in findings(workspace, kit, swapped, id, today=TODAY) if one.rule == "swap-test"]


def test_the_themes_of_the_examples_are_their_own(example: tuple[Workspace, Kit]) -> None:
    """Each names a figure, place, product or words of its client."""
    workspace, _ = example
    clients = [folder for folder in workspace.clients.values() if folder.proposals]
    assert len(clients) >= 3
    for folder in clients:
        for proposal in folder.proposals.values():
            assert _swapped(example, folder.id, proposal.win_themes) == []


def test_the_themes_of_one_client_do_not_fit_another(example: tuple[Workspace, Kit]) -> None:
    """Swapped between two clients of different fields, they are found."""
    workspace, _ = example
    (foreign,) = workspace.clients["vam-co-foods"].proposals.values()
    proof = ArgumentProof(need=workspace.clients["straits-meridian"].client.needs[0].id)
    themes = tuple(theme.model_copy(update={"proof": proof}) for theme in foreign.win_themes)
    assert len(_swapped(example, "straits-meridian", themes)) == len(themes)


@pytest.mark.parametrize(("claim", "fact"), GENERIC)
@pytest.mark.parametrize("client", ["saeon-electronics", "straits-meridian", "vam-co-foods"])
def test_what_fits_everybody_is_found(example: tuple[Workspace, Kit], client: str, claim: str, fact: str) -> None:
    """In every language of the house."""
    languages = {"ko": claim, "vi": claim, "en": claim}
    need = example[0].clients[client].client.needs[0].id
    theme = WinTheme.model_validate(
        {"claim": languages, "client_fact": dict.fromkeys(languages, fact), "proof": {"need": need}}
    )
    assert _swapped(example, client, (theme,)) == ["this win theme would fit any other client unchanged"]


@pytest.mark.parametrize(
    ("fact", "own"),
    [
        ("Acme must grow.", True),
        ("You run at 58.6 %.", True),
        ("Your site in Bac Ninh is full.", True),
        ("Your camera modules sell.", True),
        ("You want both models running in this building.", True),
        ("You must grow.", False),
        ("Your engine runs at 99 %.", False),
    ],
)
def test_a_name_a_figure_a_place_a_product_or_their_words_make_it_theirs(tmp_path: Path, fact: str, own: bool) -> None:
    """The help names what could be put in."""
    themes = f"win_themes:\n  - {{claim: More, client_fact: {fact}, proof: {{need: output}}}}\n"
    read = changed(tmp_path, {OFFER: {"arguments:": f"{themes}arguments:"}})
    assert ("swap-test" in rules(read)) != own
    if not own:
        assert any(line.startswith(f"{OFFER}:8:5: warning: this win theme would fit") for line in found(read))


def test_a_country_that_is_ours_too_is_not_theirs_alone(tmp_path: Path) -> None:
    """A part of both addresses tells them from nobody."""
    themes = "win_themes:\n  - {claim: More, client_fact: You must grow in Vietnam., proof: {need: output}}\n"
    changes = {
        OFFER: {"arguments:": f"{themes}arguments:"},
        CLIENT: {"Que Vo, Bac Ninh": "Que Vo, Bac Ninh, Vietnam"},
        "profiles/house.yaml": {"Trang Tien Street, Hanoi": "Trang Tien Street, Hanoi, Vietnam"},
    }
    assert "swap-test" in rules(changed(tmp_path, changes))


def test_the_figures_of_another_clients_case_are_not_theirs(tmp_path: Path) -> None:
    """Everybody could be told them."""
    fact = "You must grow by 12.8% to 74.2%."
    themes = f"win_themes:\n  - {{claim: More, client_fact: {fact}, proof: {{case: pilot, result: oee}}}}\n"
    assert "swap-test" in rules(changed(tmp_path, {OFFER: {"arguments:": f"{themes}arguments:"}}))
