"""Promise 2: no other client is named without its consent. Every fault is planted in a real file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kamdocs.model.page import Draft, Format
from kamdocs.model.secrets import ClientNames

Finish = Callable[..., Draft]
Found = Callable[..., list[str]]

OWN = ClientNames("own", ("Straits Meridian Holdings Pte. Ltd.", "Straits Meridian", "SMH"), False)
KUTUB = ClientNames("kutub", ("Kutub Cold Chain Sdn. Bhd.", "쿠툽 콜드체인"), False)
HANBIT = ClientNames("hanbit", ("(주)한빛", "Hanbit"), False)
VAM_CO = ClientNames("vam-co", ("Công ty Cổ phần Thực phẩm Vàm Cỏ", "Vàm Cỏ", "VCF"), False)
ALL = (OWN, KUTUB, HANBIT, VAM_CO)


def named(owner: str, place: str = "in paragraph 1 of the text") -> list[str]:
    """The message about a client that is named."""
    return [f"other-client-named: names another client, `{owner}`, {place}"]


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_another_client_is_caught_in_every_format(finish: Finish, found: Found, format: Format) -> None:
    """A name that an author put into a case text is caught although the public inputs hold it."""
    text = "Kutub Cold Chain Sdn. Bhd. had fourteen accounts."
    place = "on page 1" if format == "pdf" else "in paragraph 1 of the text"
    assert found(finish(f"<p>{text}</p>", format, corpus=(text,)), names=ALL) == named("kutub", place)
    assert found(finish("<p>A carrier had fourteen accounts.</p>", format), names=ALL) == []


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("as Kutub Cold Chain did", "kutub"),
        ("KUTUB COLD CHAIN", "kutub"),
        ("쿠툽 콜드체인은 성과를 냈습니다", "kutub"),
        ("(주)한빛과 함께", "hanbit"),
        ("한빛은 고객입니다", "hanbit"),
        ("주식회사 한빛에서", "hanbit"),
        ("like Hanbit", "hanbit"),
        ("write to kim@hanbit.example", "hanbit"),
        ("Công ty Cổ phần Thực phẩm Vàm Cỏ", "vam-co"),
        ("Thực phẩm Vàm Cỏ", "vam-co"),
        ("nhà máy Vam Co", "vam-co"),
        ("as VCF does", "vam-co"),
        ("VCF는 고객입니다", "vam-co"),
        ("V<strong>C</strong>F", "vam-co"),
    ],
)
def test_another_client_is_caught_under_each_of_its_names(finish: Finish, found: Found, text: str, owner: str) -> None:
    """With and without its legal form, with particles, without accents, as an abbreviation."""
    assert found(finish(f"<p>{text}</p>"), names=ALL) == named(owner)


@pytest.mark.parametrize(
    "text",
    [
        "Straits Meridian asked us",
        "SMH",
        "the straits and the meridian",
        "vcf",
        "VCFX",
        "한빛물산은 다른 회사입니다",
        "Hanbitan",
    ],
)
def test_the_own_client_and_other_words_may_stand(finish: Finish, found: Found, text: str) -> None:
    """The client itself, other companies, and abbreviations in other letters."""
    assert found(finish(f"<p>{text}</p>"), names=ALL) == []


def test_a_client_that_agreed_may_be_named(finish: Finish, found: Found) -> None:
    """Consent covers the name, and not the shorter name of another client inside or beside it."""
    agreed = ClientNames("hanbit-securities", ("Hanbit Securities",), True)
    assert found(finish("<p>as Hanbit Securities did</p>"), names=(*ALL, agreed)) == []
    assert found(finish("<p>as Hanbit Securities and Hanbit did</p>"), names=(*ALL, agreed)) == named("hanbit")
    assert found(finish("<p>as Hanbit Holdings did</p>"), names=(*ALL, agreed)) == named("hanbit")


def test_the_clients_own_case_may_be_told(finish: Finish, found: Found) -> None:
    """A case of the own client holds its names too."""
    case = ClientNames("straits-case", ("Straits Meridian",), False)
    assert found(finish("<p>Straits Meridian gained</p>"), names=(OWN, case)) == []


def test_a_name_that_is_a_common_noun_is_told_from_it(finish: Finish, found: Found) -> None:
    """In small letters it may stand where the public inputs have the word too."""
    summit = ClientNames("summit", ("Summit",), False)
    corpus = ("Two days before the summit",)
    assert found(finish("<p>Two days before the summit</p>", corpus=corpus), names=(summit,)) == []
    assert found(finish("<p>Two days before Summit asked</p>", corpus=corpus), names=(summit,)) == named("summit")
    assert found(finish("<p>ask summit</p>"), names=(summit,)) == named("summit")
