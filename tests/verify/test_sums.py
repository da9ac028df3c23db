"""Promise 3 in tables: what is printed adds up, worked out anew from the finished file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from kamdocs.model.page import Draft, Format
from kamdocs.rules.sums import SumRow

Finish = Callable[..., Draft]
Found = Callable[..., list[str]]

FORMATS: tuple[Format, ...] = ("docx", "pdf", "html")


def _rows(*rows: tuple[str, str, str]) -> tuple[SumRow, ...]:
    """Rows from role, label and numbers, with a space between."""
    return tuple(SumRow(role, label, tuple(map(Decimal, numbers.split()))) for role, label, numbers in rows)


PRICE = _rows(
    ("item", "Audit", "1 42000000 42000000"),
    ("item", "Pilot line", "2.5 27500000 68750000"),
    ("items", "", "110750000"),
    ("discount", "", "-750000"),
    ("net", "", "110000000"),
    ("tax", "", "11000000"),
    ("total", "", "121000000"),
)

_CELLS = '<td class="number">{}</td>'
TABLE = """<table><thead><tr><th>Item</th><th class="number">Quantity</th><th>Unit</th><th class="number">Price</th>
<th class="number">Amount</th></tr></thead><tbody>
<tr data-sum="item"><td>Audit<sup>1</sup></td><td class="number">1</td><td>package</td><td class="number">42,000,000</td><td class="number">42,000,000</td></tr>
<tr data-sum="item"><td>Pilot line</td><td class="number">2.5</td><td>line</td><td class="number">27,500,000</td><td class="number">68,750,000</td></tr>
<tr class="subtotal" data-sum="items"><th colspan="4">Sum</th><td class="number">110,750,000</td></tr>
<tr data-sum="discount"><td colspan="4">Discount of 2%</td><td class="number">−750,000</td></tr>
<tr data-sum="net"><td colspan="4">Without tax</td><td class="number">110,000,000</td></tr>
<tr data-sum="tax"><td colspan="4">Tax of 10%</td><td class="number">11,000,000</td></tr>
<tr class="total" data-sum="total"><th colspan="4">Total</th><td class="number">121,000,000</td></tr>
</tbody></table>"""  # noqa: E501  # a row is a line

CASE = _rows(
    ("cost", "Fee", "100 0 0"),
    ("cost", "Own time", "20 5 5"),
    ("costs", "", "120 5 5"),
    ("benefit", "Scrap avoided", "0 85 105"),
    ("benefits", "", "0 85 105"),
    ("flow", "", "-120 80 100"),
    ("cumulative", "", "-120 -40 60"),
    ("discounted", "", "-120 73 83"),
    ("discounted-cumulative", "", "-120 -47 35"),
)


def _plain_table(rows: tuple[SumRow, ...]) -> str:
    """A table of `rows` with a column for each number."""
    lines = []
    for row in rows:
        cells = "".join(_CELLS.format(f"{number:f}".replace("-", "−")) for number in row.numbers)
        lines.append(f'<tr data-sum="{row.role}"><td>{row.label or row.role.capitalize()}</td>{cells}</tr>')
    return f"<table><tbody>{''.join(lines)}</tbody></table>"


@pytest.mark.parametrize("format", FORMATS)
def test_tables_that_add_up_pass(finish: Finish, found: Found, format: Format) -> None:
    """A price and a business case, in which a discounted sum may differ in its last digit."""
    assert found(finish(TABLE + _plain_table(CASE), format, sums=(*PRICE, *CASE))) == []


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            ">121,000,000<",
            ">121,000,001<",
            "`Total` says 121,000,001, but the price without tax and the tax add up to 121,000,000",
        ),
        (
            ">68,750,000<",
            ">55,000,000<",
            "`Pilot line` says 55,000,000, but quantity times unit price is 68,750,000",
        ),
        (
            ">110,750,000<",
            ">110,000,000<",
            "`Sum` says 110,000,000, but the lines add up to 110,750,000",
        ),
        (
            ">−750,000<",
            ">−75,000<",
            "`Without tax` says 110,000,000, but the lines less the discount come to 110,675,000",
        ),
    ],
)
def test_a_wrong_sum_is_told_with_both_figures(
    finish: Finish, found: Found, format: Format, old: str, new: str, what: str
) -> None:
    """Whatever the format, the figure that stands there and the one that the others give."""
    assert f"sums-differ: a sum is wrong: the row {what}" in found(finish(TABLE.replace(old, new), format, sums=PRICE))


@pytest.mark.parametrize("format", FORMATS)
def test_a_figure_that_only_the_finished_file_has_wrong_is_told(finish: Finish, found: Found, format: Format) -> None:
    """The figures are those of the file, not those of the page that it was made from."""
    good, bad = finish(TABLE, format, sums=PRICE), finish(TABLE.replace(">121,0", ">122,0"), format, sums=PRICE)
    told = found(replace(bad, page=good.page))
    assert any("`Total` says 122,000,000" in line for line in told)
    assert any(line.startswith("texts-differ") for line in told)


_SECOND = TABLE.splitlines()[3]
_FIRST = TABLE.splitlines()[2]


@pytest.mark.parametrize("format", FORMATS)
def test_a_line_that_is_left_out_is_told(finish: Finish, found: Found, format: Format) -> None:
    """The sums below no longer hold."""
    told = found(finish(TABLE.replace(_SECOND, ""), format, sums=PRICE))
    assert "sums-differ: a sum is wrong: the row `Sum` says 110,750,000, but the lines add up to 42,000,000" in told


@pytest.mark.parametrize("format", FORMATS)
def test_a_line_that_is_left_out_with_its_amount_is_told(finish: Finish, found: Found, format: Format) -> None:
    """Though what is left adds up: the data have one more."""
    body = TABLE.replace(_SECOND, "").replace("110,750,000", "42,000,000").replace("110,000,000", "41,250,000")
    body = body.replace("121,000,000", "52,250,000")
    told = found(finish(body, format, sums=PRICE, corpus=("41250000", "52250000")))
    assert "sums-differ: a row of the data is missing in a table of amounts: `Pilot line`" in told


@pytest.mark.parametrize("format", FORMATS)
def test_lines_that_changed_places_are_told(finish: Finish, found: Found, format: Format) -> None:
    """The row as a whole, or only what stands beside it."""
    swapped = TABLE.replace(_FIRST, "\0").replace(_SECOND, _FIRST).replace("\0", _SECOND)
    assert found(finish(swapped, format, sums=PRICE)) == [
        "sums-differ: the rows of a table are not those of the data: `Pilot line` for `Audit`"
    ]
    beside = TABLE.replace("Audit", "\0").replace("Pilot line", "Audit").replace("\0", "Pilot line")
    assert "sums-differ: the rows of a table are not those of the data: `Pilot line` for `Audit`" in found(
        finish(beside, format, sums=PRICE)
    )


def test_a_table_that_adds_up_to_another_price_is_told(finish: Finish, found: Found) -> None:
    """Each figure is that of the data."""
    stated = (*PRICE[:-3], *_rows(("net", "", "110000000"), ("tax", "", "9900000"), ("total", "", "119900000")))
    assert found(finish(TABLE, sums=stated)) == [
        "sums-differ: a figure is not that of the data: the row `Tax of 10%` says 11,000,000, the data 9,900,000",
        "sums-differ: a figure is not that of the data: the row `Total` says 121,000,000, the data 119,900,000",
    ]


def test_a_line_that_the_data_have_not_is_told(finish: Finish, found: Found) -> None:
    """A row more than there are."""
    body = '<table><tbody><tr data-sum="payment"><td>Start</td><td class="number">60%</td></tr>'
    body += '<tr data-sum="payment"><td>End</td><td class="number">40%</td></tr></tbody></table>'
    assert found(finish(body, sums=_rows(("payment", "Start", "60")))) == [
        "sums-differ: a table of amounts has a row that the data have not: `End`"
    ]


@pytest.mark.parametrize(
    ("role", "numbers", "what"),
    [
        ("costs", "120 6 5", "the row `Costs` says 6, but the costs add up to 5"),
        ("benefits", "0 85 104", "the row `Benefits` says 104, but the benefits add up to 105"),
        ("flow", "-120 80 101", "the row `Flow` says 101, but benefits less costs are 100"),
        ("cumulative", "-120 -40 61", "the row `Cumulative` says 61, but the years so far add up to 60"),
        ("discounted-cumulative", "-120 -47 33", "says 33, but the years so far add up to 36"),
    ],
)
def test_the_columns_of_a_business_case_are_proved(
    finish: Finish, found: Found, role: str, numbers: str, what: str
) -> None:
    """Costs, benefits, what remains of a year, and what the years come to."""
    rows = tuple(replace(row, numbers=_rows(("", "", numbers))[0].numbers) if row.role == role else row for row in CASE)
    assert any(what in line for line in found(finish(_plain_table(rows), sums=CASE)))


@pytest.mark.parametrize(
    ("language", "amounts"),
    [
        ("vi", ("1.500,5", "2", "3.001", "3.001 đồng")),
        ("ko", ("1,500.5", "2", "3,001", "3,001원")),
        ("en", ("1,500.5", "2", "3,001", "KRW\u00a03,001")),
    ],
)
def test_figures_are_read_as_the_language_writes_them(
    finish: Finish, found: Found, language: str, amounts: tuple[str, ...]
) -> None:
    """Points and commas, with the currency or without: 2 times 1,500.5 is 3,001."""
    price, quantity, amount, total = amounts
    cells = "".join(map(_CELLS.format, (quantity, price, amount)))
    body = f'<table><tbody><tr data-sum="item"><td>x</td>{cells}</tr>'
    body += f'<tr data-sum="total"><td colspan="3">y</td>{_CELLS.format(total)}</tr></tbody></table>'
    assert found(finish(body, language=language, corpus=("3001",))) == []
    wrong = body.replace(f">{quantity}<", ">3<")
    assert any("but quantity times unit price is" in line for line in found(finish(wrong, language=language)))


def test_a_cell_that_is_no_number_is_told(finish: Finish, found: Found) -> None:
    """What cannot be read cannot be proved."""
    body = f'<table><tbody><tr data-sum="payment"><td>Start</td>{_CELLS.format("on call")}</tr></tbody></table>'
    assert found(finish(body)) == ["sums-differ: a figure of a table of amounts is not one number: `on call`"]


def test_a_price_in_a_table_without_marks_is_told(finish: Finish, found: Found) -> None:
    """All lines with their amounts: its sums could not be proved."""
    bare = TABLE.replace(' data-sum="item"', "")
    for role in ("items", "discount", "net", "tax", "total"):
        bare = bare.replace(f' data-sum="{role}"', "")
    assert "data-sum" not in bare
    assert found(finish(bare, sums=PRICE)) == [
        "sums-differ: a table lists the price without `data-sum`, so that its sums are not proved"
    ]
    assert found(finish(bare)) == []


def test_nothing_is_quoted_beside_a_leak(finish: Finish, found: Found) -> None:
    """Neither names nor figures."""
    body = TABLE.replace(">121,000,000<", ">121,000,001<") + "<p>Never below the secret floor</p>"
    told = found(finish(body, sums=PRICE), secrets={"internal.notes": "Never below the secret floor"})
    assert "sums-differ: a sum is wrong" in told


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("5 85 80 −40 ", "5 85 81 −39 ", "the row `Year` says 81, but benefits less costs are 80"),
        ("5 85 80 −40 ", "5 85 80 −41 ", "the row `Year` says −41, but the years so far add up to −40"),
        ("5 105 100 60 ", "", "a row of the data is missing in a table of amounts: ``"),
    ],
)
def test_a_table_with_a_row_for_each_year_is_proved(
    finish: Finish, found: Found, old: str, new: str, what: str
) -> None:
    """Across each row and from row to row."""
    stated = _rows(
        ("year", "", "120 0 -120 -120 -120"), ("year", "", "5 85 80 -40 -47"), ("year", "", "5 105 100 60 35")
    )
    lines = ["120 0 −120 −120 −120", "5 85 80 −40 −47", "5 105 100 60 35"]
    assert found(finish(_years_table(lines), sums=stated)) == []
    wrong = [line.replace(old, new) for line in lines if new or not line.startswith(old)]
    assert any(what in line for line in found(finish(_years_table(wrong), sums=stated)))


def _years_table(lines: list[str]) -> str:
    cells = ("".join(map(_CELLS.format, line.split())) for line in lines)
    rows = [f'<tr data-sum="year"><td>Year</td>{row}</tr>' for row in cells]
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def test_a_line_that_comes_to_the_same_by_other_figures_is_told(finish: Finish, found: Found) -> None:
    """All sums hold; quantity and price are not those of the data."""
    cells = '<td class="number">{}</td><td>package</td><td class="number">{}</td>'
    body = TABLE.replace(cells.format("1", "42,000,000"), cells.format("2", "21,000,000"))
    assert body != TABLE
    assert found(finish(body, sums=PRICE, corpus=("21000000",))) == [
        "sums-differ: a figure is not that of the data: the row `Audit` says 2, the data 1"
    ]
