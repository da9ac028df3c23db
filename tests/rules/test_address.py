"""How people and organisations are addressed in the shipped languages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from support import REPOSITORY

from kamdocs.model.kit import LanguageRules
from kamdocs.model.language import AddressRules
from kamdocs.rules.address import Address

TABLES = sorted(Path(__file__).parent.joinpath("tables").glob("address.*.txt"))
FIELDS = ("name", "family_name", "given_name", "gender", "title", "address_as")
LEAST = 60


def address_of(code: str) -> Address:
    """The shipped rules of a language."""
    text = (REPOSITORY / "templates" / "languages" / f"{code}.yaml").read_text(encoding="utf-8")
    return Address(LanguageRules.model_validate(yaml.load(text, yaml.BaseLoader)).address)


def code_of(table: Path) -> str:
    """The language of a table."""
    return table.name.split(".")[1]


def rows_of(table: Path) -> list[tuple[Mapping[str, str | None], str, str]]:
    """Person, salutation and address of each row."""
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    cells = [[None if cell == "-" else cell for cell in line.split(" | ")] for line in lines]
    return [(dict(zip(FIELDS, row, strict=False)), str(row[-2]), str(row[-1])) for row in cells]


ROWS = [(code_of(table), *row) for table in TABLES for row in rows_of(table)]


@pytest.mark.parametrize("table", TABLES, ids=code_of)
def test_each_language_has_its_table(table: Path) -> None:
    """Of sixty rows at least, none of them twice."""
    people = [tuple(person.items()) for person, _, _ in rows_of(table)]
    assert len(people) == len(set(people)) >= LEAST


@pytest.mark.parametrize(("code", "person", "salutation", "addressed"), ROWS)
def test_a_person_is_addressed_as_the_table_says(
    code: str, person: Mapping[str, str | None], salutation: str, addressed: str
) -> None:
    """In the salutation and in the address."""
    address = address_of(code)
    assert (address.salutation([person]), address.addressed(person)) == (salutation, addressed)


SMITH = {"name": "Jane Smith", "family_name": "Smith", "given_name": "Jane", "gender": "f", "title": "Chair"}
MINH = {"name": "Nguyễn Văn Minh", "family_name": "Nguyễn", "given_name": "Minh", "gender": "m", "title": "Giám đốc"}
LAN = {"name": "Trần Thị Lan", "family_name": "Trần", "given_name": "Lan", "gender": "f", "title": "Kế toán trưởng"}
KIM = {"name": "김철수", "title": "부장"}
LEE = {"name": "이영희", "title": "과장"}
TAN = {"name": "Tan Wei", "family_name": "Tan", "gender": "m", "title": "Head"}


@pytest.mark.parametrize(
    ("code", "people", "salutation", "closing"),
    [
        ("en", [], "Dear Sir or Madam,", "Yours faithfully,"),
        ("en", [SMITH], "Dear Ms Smith,", "Yours sincerely,"),
        ("en", [SMITH, TAN], "Dear Ms Smith and Mr Tan,", "Yours sincerely,"),
        ("en", [SMITH, TAN, KIM], "Dear Ms Smith, Mr Tan and 김철수,", "Yours sincerely,"),
        ("en", [SMITH, SMITH], "Dear Ms Smith,", "Yours sincerely,"),
        ("vi", [], "Kính thưa Quý Công ty,", "Trân trọng kính chào."),
        ("vi", [MINH], "Kính thưa Ông Minh,", "Trân trọng,"),
        ("vi", [MINH, LAN], "Kính thưa Ông Minh và Bà Lan,", "Trân trọng,"),
        ("vi", [MINH, LAN, SMITH], "Kính thưa Ông Minh, Bà Lan và Bà Jane Smith,", "Trân trọng,"),
        ("ko", [], "임직원 여러분, 안녕하십니까.", "귀사의 무궁한 발전을 기원합니다."),
        ("ko", [KIM], "김철수 부장님, 안녕하십니까.", "귀사의 무궁한 발전을 기원합니다."),
        ("ko", [KIM, LEE], "김철수 부장님, 이영희 과장님, 안녕하십니까.", "귀사의 무궁한 발전을 기원합니다."),
    ],
)
def test_letters_open_and_close_in_pairs(
    code: str, people: list[Mapping[str, str | None]], salutation: str, closing: str
) -> None:
    """To nobody known, to one person, to several, each named once."""
    address = address_of(code)
    assert (address.salutation(people), address.closing(people)) == (salutation, closing)


@pytest.mark.parametrize(
    ("code", "name", "addressed"),
    [
        ("en", "Acme Ltd", "Acme Ltd"),
        ("vi", "Công ty Cổ phần An Phú", "Quý Công ty Cổ phần An Phú"),
        ("vi", "An Phú", "Quý Công ty An Phú"),
        ("vi", "Ngân hàng Sen Vàng", "Quý Ngân hàng Sen Vàng"),
        ("vi", "Quý Công ty An Phú", "Quý Công ty An Phú"),
        ("ko", "한빛전자 주식회사", "한빛전자 주식회사 귀중"),
    ],
)
def test_organisations_are_addressed(code: str, name: str, addressed: str) -> None:
    """Each by the custom of the language."""
    assert address_of(code).organisation(name) == addressed


def test_running_text_the_reader_and_our_own_name() -> None:
    """The forms beside those of the table."""
    en, vi, ko = map(address_of, ("en", "vi", "ko"))
    assert [en.called(SMITH), vi.called(MINH), ko.called(KIM)] == ["Ms Smith", "Ông Minh", "김철수 부장님"]
    assert [en.you(SMITH), vi.you(LAN), vi.you({**LAN, "gender": None}), ko.you(None)] == [
        "you",
        "Bà",
        "Quý vị",
        "귀하",
    ]
    assert [en.signed(SMITH), vi.signed(MINH), ko.signed(KIM)] == ["Jane Smith", "Nguyễn Văn Minh", "부장 김철수 드림"]


def test_what_a_record_says_already_is_not_said_twice() -> None:
    """A title that was recorded with its 님."""
    assert address_of("ko").called({"name": "김철수", "title": "대표님"}) == "김철수 대표님"


def test_a_language_that_says_nothing_of_address_leaves_no_hole() -> None:
    """A name is always there."""
    address = Address(AddressRules())
    assert (address.salutation([SMITH]), address.addressed(SMITH)) == ("Jane Smith,", "Jane Smith")
    assert address.called({**SMITH, "address_as": "Jane"}) == "Jane"


def test_a_field_that_is_not_needed_is_not_read() -> None:
    """So that a title nobody prints need not be given in the language."""

    class Asked(dict[str, str | None]):
        def __getitem__(self, key: str) -> str | None:
            assert key != "title", "nobody asked for it"
            return super().__getitem__(key)

    assert address_of("en").salutation([Asked(SMITH)]) == "Dear Ms Smith,"
