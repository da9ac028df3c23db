"""What a letter is decided to be, and what is told where it lacks something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support import REPOSITORY, MakeWorkspace

from kamdocs.load import load
from kamdocs.load.letter_data import without_data
from kamdocs.load.selected import key_clients
from kamdocs.model.base import Text
from kamdocs.model.letter import Letter
from kamdocs.model.page import LetterFormat
from kamdocs.model.recipient import Origin, Recipient
from kamdocs.model.request import LettersRequest
from kamdocs.tailor.letters import Batch, Tailored, tailor_letters
from kamdocs.tailor.recipients import recipients_of_clients, recipients_of_visits
from kamdocs.tailor.wants import lacking

DAY = date(2027, 1, 28)
SPAN = (date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture(scope="module")
def batch() -> Batch:
    """A batch of greetings in the example workspace."""
    workspace, kit, _ = load(REPOSITORY, today=DAY, use="letter")
    kind = kit.letters["greeting"]
    return Batch(workspace, kit, LettersRequest(REPOSITORY, "greeting", DAY), kind, without_data("greeting", kind))


def of_kind(batch: Batch, id: str) -> Batch:
    """The same batch of another kind."""
    return replace(batch, kind=batch.kit.letters[id], request=replace(batch.request, kind=id))


def somebody(**given: str | None) -> Recipient:
    """A row of a list."""
    row = {"name": "John Smith", "language": "en", **given}
    return Recipient("john-smith", origin=Origin(Path("list.csv"), 7), **row)  # type: ignore[arg-type]  # as given


def headlines(tailored: Tailored) -> list[str]:
    """What is told."""
    return [problem.headline() for problem in tailored.problems]


def test_nobody_without_an_occasion_gets_a_greeting(batch: Batch) -> None:
    """In Britain nothing is greeted at the end of January, in Vietnam Tết is."""
    told = tailor_letters(batch, [somebody(country="GB"), somebody(), somebody(country="VN")])
    assert [letter.occasion.id for letter in told.letters if letter.occasion] == ["tet"]
    assert len(told.letters) == 1
    what = "list.csv: row 7: nothing is greeted {}on 2027-01-28: there is no letter"
    assert headlines(told) == [what.format("in `GB` "), what.format("")]
    help = "name the day with `--occasion`, or write it into `templates/letters/occasions.yaml`"
    assert [problem.help for problem in told.problems] == [
        help,
        f"give the country in a column `country`; else {help}",
    ]


def test_no_greeting_goes_out_without_an_occasion_where_the_language_is_unknown(batch: Batch) -> None:
    """Both are told: the language that the letter would have, and that there is none."""
    told = tailor_letters(batch, [replace(somebody(country="GB"), language=None)])
    assert [problem.rule for problem in told.problems] == ["language-unknown", "no-occasion"]
    assert told.letters == ()


def test_a_language_without_rules_keeps_the_greeting_back(batch: Batch) -> None:
    """Which day is greeted in it nobody knows either."""
    told = tailor_letters(batch, [somebody(language="nl")])
    assert headlines(told) == ["list.csv: row 7: there are no rules for the language `nl`"]
    assert told.letters == ()


def test_an_occasion_that_is_named_goes_to_everybody(batch: Batch) -> None:
    """On its own day."""
    forced = replace(batch, request=replace(batch.request, occasion="new-year"))
    told = tailor_letters(forced, [somebody(country="GB"), somebody(country="VN")])
    assert [letter.occasion.on for letter in told.letters if letter.occasion] == [date(2027, 1, 1)] * 2


def test_a_greeting_knows_the_visits_of_a_year_and_is_signed_by_the_head(batch: Batch) -> None:
    """Who was visited is thanked by the visitor only where visits are asked for."""
    people = recipients_of_clients(batch.workspace, ["vam-co-foods"])
    greetings = tailor_letters(batch, people).letters
    assert [len(letter.visits) for letter in greetings] == [1, 2, 1, 2]
    assert {letter.sender_id for letter in greetings} == {"nguyen-thu-lan"}
    thanks = of_kind(batch, "thank-you")
    thanks = replace(thanks, request=replace(thanks.request, visits=SPAN))
    met = recipients_of_visits(batch.workspace, SPAN)
    assert {letter.sender_id for letter in tailor_letters(thanks, met).letters} == {"nguyen-thu-lan", "park-sung-min"}


def test_columns_that_a_list_lacks_are_none(batch: Batch) -> None:
    """So that a template asks for them without a fault."""
    (letter,) = tailor_letters(of_kind(batch, "thank-you"), [somebody()]).letters
    assert letter.row == {"met_on": None, "topic": None}


DRAFT, BOTH = ("eml",), ("docx", "eml")


@pytest.mark.parametrize(
    ("name", "email", "formats", "told", "letters"),
    [
        ("Ann", "ann@a.example", BOTH, [], 1),
        ("Ann <eve@x.example>", "ann@a.example", BOTH, ["row 7, column name: the name looks like an address"], 0),
        ("Ann\nBcc:", "ann@a.example", BOTH, ["row 7, column name: the name holds the control character U+000A"], 0),
        ("Ann", "ann@a.example, eve@x.example", BOTH, ["row 7, column email: the email is more than one address"], 0),
        ("Ann <eve@x.example>", "ann@a.example", ("docx",), [], 1),
        ("Ann", None, BOTH, ["row 7, column email: warning: there is no e-mail address: no draft is made"], 1),
        ("Ann", None, DRAFT, ["row 7, column email: there is no e-mail address: no letter is made"], 0),
    ],
)
def test_a_draft_goes_to_one_address_under_a_name_that_is_none(
    batch: Batch, name: str, email: str | None, formats: tuple[LetterFormat, ...], told: list[str], letters: int
) -> None:
    """What a header could be forged with keeps the letter back, where drafts are asked for."""
    thanks = of_kind(batch, "thank-you")
    thanks = replace(thanks, request=replace(thanks.request, formats=formats))
    found = tailor_letters(thanks, [replace(somebody(), name=Text(name), email=email)])
    assert headlines(found) == [f"list.csv: {one}" for one in told]
    assert len(found.letters) == letters


def bare(letter: Letter) -> Letter:
    """A letter with nothing to speak of."""
    return replace(letter, visits=(), facts=tuple(replace(fact, recent=False) for fact in letter.facts))


def test_a_guest_of_the_first_tier_without_a_shared_fact_is_told(batch: Batch) -> None:
    """By the field, whose value nobody sees; facts of years ago are none."""
    key = key_clients(REPOSITORY, today=DAY)
    assert key == {"straits-meridian", "vam-co-foods"}
    people = recipients_of_clients(batch.workspace, ["haesol-securities", "vam-co-foods"])
    letters = tailor_letters(replace(batch, request=replace(batch.request, occasion="tet")), people).letters
    assert lacking(letters, key) == ()
    told = lacking([bare(letter) for letter in letters], key)
    file = "profiles/clients/vam-co-foods/client.yaml"
    assert told[0].headline() == (
        f"{file}: letter to `vam-co-foods-huynh-kim-phuong`: warning: the letter names nothing of this year or the "
        "last, as `internal.tier` of the client asks"
    )
    assert {str(problem.file) for problem in told} == {file}
    assert {problem.severity for problem in told} == {"warning"}
    given = [replace(bare(letter), row={"shared_fact": "the workshop in May"}) for letter in letters]
    assert lacking(given, key) == ()


def test_no_letter_depends_on_the_tier(workspace: MakeWorkspace) -> None:
    """A client of another tier gets the same letters; only what is told to the house differs."""
    root, found, told = workspace(base="example"), list[tuple[Letter, ...]](), list[bool]()
    file = root / "profiles/clients/vam-co-foods/client.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("tier: A") == 1
    for tier in "AC":
        file.write_text(text.replace("tier: A", f"tier: {tier}"), encoding="utf-8")
        here, kit, _ = load(root, today=DAY, use="letter")
        asked = LettersRequest(root, "greeting", DAY, occasion="tet")
        kind = kit.letters["greeting"]
        batch = Batch(here, kit, asked, kind, without_data("greeting", kind))
        found.append(tailor_letters(batch, recipients_of_clients(here, ["vam-co-foods"])).letters)
        told.append(bool(lacking([bare(letter) for letter in found[-1]], key_clients(root, today=DAY))))
    assert len(found[0]) > 1
    assert [replace(letter, files={}) for letter in found[0]] == [replace(letter, files={}) for letter in found[1]]
    assert told == [True, False]


def test_thanks_for_nothing_in_particular_are_told(batch: Batch) -> None:
    """Of a list without a column that the kind uses."""
    thanks = of_kind(batch, "thank-you")
    told = lacking(tailor_letters(thanks, [somebody(), replace(somebody(), row={"topic": "OEE"})]).letters, ())
    assert [problem.headline() for problem in told] == [
        "list.csv: row 7: warning: the letter names no visit and nothing that was spoken of"
    ]
    assert told[0].help == "name the days with `--visits`, or add one of the columns `met_on`, `topic`"


def test_what_a_letter_lacks_is_told_at_the_place_of_the_list(batch: Batch) -> None:
    """As all else about a card or a row of a sheet is."""
    card = replace(somebody(), origin=Origin(Path("list.vcf"), 12, place="card 2, line 12"))
    told = lacking(tailor_letters(of_kind(batch, "thank-you"), [card]).letters, ())
    assert [problem.place for problem in told] == ["card 2, line 12"]
