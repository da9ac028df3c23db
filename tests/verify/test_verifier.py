"""One verifier for many documents: what it keeps excuses nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kamdocs.errors import InputError
from kamdocs.model.kit import Kit
from kamdocs.model.page import Draft
from kamdocs.model.secrets import ClientNames, Secret, Secrets
from kamdocs.verify import Verifier
from kamdocs.write.drafts import write_page

SOUND = "<p>Thank you for the time you gave us.</p>"
SECRET = "Prefers the cheaper bidder"


@pytest.fixture
def verifier(kit: Kit) -> Callable[..., Verifier]:
    """A verifier that knows internal values, by their path, and clients, by the folder of each."""

    def make(internal: Mapping[str, str] | None = None, clients: Mapping[str, str] | None = None) -> Verifier:
        secrets = tuple(
            Secret(Path("profiles/clients/hanbit/client.yaml"), path, value) for path, value in (internal or {}).items()
        )
        names = tuple(ClientNames(owner, (name,), may_be_named=False) for owner, name in (clients or {}).items())
        return Verifier(kit, Secrets(lambda: secrets, names))

    return make


def _rules(verifier: Verifier, draft: Draft, own_client: str = "own") -> list[str]:
    try:
        verifier.verify([draft], own_client=own_client)
    except InputError as error:
        return [problem.rule for problem in error.problems]
    return []


def test_a_leak_is_found_in_every_letter(finish: Callable[..., Draft], verifier: Callable[..., Verifier]) -> None:
    """The second letter of a verifier is searched as the five hundredth is, and as the first was."""
    held = verifier({"internal.notes": SECRET})
    sound, leaking = finish(SOUND), finish(f"<p>{SECRET}.</p>", name="lee")
    assert _rules(held, leaking) == ["leak"]
    assert _rules(held, sound) == []
    assert _rules(held, leaking) == ["leak"]
    assert [rule for _ in range(497) for rule in _rules(held, sound)] == []
    assert _rules(held, leaking) == ["leak"]


def test_what_one_letter_may_say_another_may_not(
    finish: Callable[..., Draft], verifier: Callable[..., Verifier]
) -> None:
    """Words, a number and a date that the inputs of one letter hold excuse no other letter."""
    held = verifier({"internal.notes": SECRET, "internal.budget": "415000", "internal.decided_on": "2026-12-24"})
    said = f"<p>{SECRET}. USD 415,000 on 24 December 2026.</p>"
    public = (SECRET, "415000", "2026-12-24")
    assert _rules(held, finish(said, corpus=public)) == []
    found = _rules(held, finish(said, name="lee"))
    assert found.count("leak") == 3
    assert _rules(held, finish(said, corpus=public)) == []


def test_a_client_is_named_in_its_own_letters_alone(
    finish: Callable[..., Draft], verifier: Callable[..., Verifier]
) -> None:
    """Whose letters came before makes no difference, nor does a name of two letters in a part that all share."""
    held = verifier(clients={"hanbit": "Hanbit Electronics", "sk": "SK"})
    draft = finish("<p>As we did for Hanbit Electronics and SK.</p>")
    for own, others in (("hanbit", 1), ("sk", 1), ("other", 2), ("hanbit", 1)):
        assert _rules(held, draft, own) == ["other-client-named"] * others


def test_a_leak_in_a_shared_part_is_found_each_time(
    finish: Callable[..., Draft], verifier: Callable[..., Verifier]
) -> None:
    """The running head is read once for all files that have it, and tells on each of them."""
    held = verifier({"internal.code": "Lotus · Offer"})
    drafts = [finish(SOUND), finish(f"{SOUND}<p>And again.</p>", name="lee")]
    assert [_rules(held, draft) for draft in (*drafts, *drafts)] == [["leak"]] * 4


def test_a_hole_that_the_data_of_one_letter_hold_is_one_in_the_next(
    finish: Callable[..., Draft], verifier: Callable[..., Verifier]
) -> None:
    """The same words are looked up in the data of each letter."""
    held, words = verifier(), "<p>The value is None today.</p>"
    assert _rules(held, finish(words, corpus=["The value is None today."])) == []
    assert _rules(held, finish(words, name="lee")) == ["hole"]


def test_a_value_is_sourced_by_its_own_letter(finish: Callable[..., Draft], verifier: Callable[..., Verifier]) -> None:
    """A date that the inputs of one letter hold stands without a source in another."""
    held, words = verifier(), "<p>We met on 3 November 2026.</p>"
    assert _rules(held, finish(words, corpus=["2026-11-03"])) == []
    assert _rules(held, finish(words, name="lee")) == ["unsourced-amount"]


@pytest.mark.parametrize(("secret", "head"), [("415000", "USD 415,000"), ("2026-12-24", "24 December 2026")])
def test_a_value_in_a_part_that_files_share_is_found_each_time(
    finish: Callable[..., Draft], verifier: Callable[..., Verifier], kit: Kit, tmp_path: Path, secret: str, head: str
) -> None:
    """A number or a day in a running head, which is read once for all files that have the same one."""
    held, drafts = verifier({"internal.value": secret}), []
    for name in ("kim", "lee"):
        draft = finish(SOUND, name=name)
        page = replace(draft.page, running_head=head)
        write_page(page, "docx", kit.theme, draft.file, assets=tmp_path)
        drafts.append(replace(draft, page=page))
    assert ["leak" in _rules(held, draft) for draft in (*drafts, *drafts)] == [True] * 4
