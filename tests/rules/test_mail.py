"""What may stand in the head of a message."""

from __future__ import annotations

import pytest

from kamdocs.rules.mail import header_fault, mail_address, name_fault


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("kim@acme.example", "kim@acme.example"),
        ("Kim.Lee+hr@Acme.Example", "Kim.Lee+hr@acme.example"),
        ("lan@công-ty.example", "lan@xn--cng-ty-ixa.example"),
        ("kim@한빛.example", "kim@xn--xx3br43b.example"),
    ],
)
def test_one_address_stands_in_ascii(text: str, address: str) -> None:
    """A domain in other letters is written as the net knows it."""
    assert mail_address(text) == address


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("kim@a.example, eve@b.example", "is more than one address"),
        ("kim@a.example;eve@b.example", "is more than one address"),
        ("kim@a.example eve@b.example", "is more than one address"),
        ("Kim <kim@a.example>", "has a name beside the address"),
        ('"kim"@a.example', "has a name beside the address"),
        ("kim@a.example\r\nBcc: eve@b.example", "holds the control character U+000D"),
        ("kim@a.example\0", "holds the control character U+0000"),
        ("kim\u202e@a.example", "holds the character U+202E, which turns the direction of writing"),
        ("김@a.example", "has letters before the `@` that many servers refuse"),
        ("kim(x)@a.example", "is no e-mail address"),
        ("kim@", "is no e-mail address"),
        ("kim", "is no e-mail address"),
        ("kim..lee@a.example", "is no e-mail address"),
        ("kim@-a.example", "has a domain that there cannot be"),
        ("kim@a..example", "has a domain that there cannot be"),
        ("k" * 65 + "@a.example", "is no e-mail address"),
    ],
)
def test_what_is_not_one_address_is_refused(text: str, fault: str) -> None:
    """Two addresses, names, comments and what would begin another header."""
    with pytest.raises(ValueError, match=r"^") as refused:
        mail_address(text)
    assert str(refused.value) == fault


def test_a_name_that_looks_like_an_address_is_refused() -> None:
    """Programs for mail show the name, and many only the name."""
    assert name_fault("ceo@bank.example") == "looks like an address"
    assert name_fault("Kim\nBcc: x") == "holds the control character U+000A"
    assert name_fault("Võ Đình Khoa") is None
    assert header_fault("감사\x85합니다") == "holds the control character U+0085"
