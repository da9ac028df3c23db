"""Lists of recipients as they come from contact programs and spreadsheets."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from support import REPOSITORY

from kamdocs.errors import InputError
from kamdocs.load import load
from kamdocs.load.recipients import read_recipients
from kamdocs.load.recipients.duplicates import Traits, likely_duplicates
from kamdocs.model.base import Text
from kamdocs.model.kit import Kit
from kamdocs.model.letter import LetterKind
from kamdocs.model.list_words import ListWords
from kamdocs.model.recipient import Recipient, RecipientList
from kamdocs.model.workspace import Workspace

LISTS = REPOSITORY / "examples" / "letters"
KIND = LetterKind.model_validate({"name": "A letter", "columns": {"met_on": "date", "seats": "whole"}})

Read = Callable[[str | bytes, str], RecipientList]


@pytest.fixture(scope="module")
def house() -> tuple[Workspace, Kit]:
    """The example workspace and what its letters are made with."""
    workspace, kit, _ = load(REPOSITORY, today=date(2026, 11, 23), use="letter")
    return workspace, kit


@pytest.fixture
def read(house: tuple[Workspace, Kit], tmp_path: Path) -> Read:
    """Reads a list with that content, under that name."""

    def of(content: str | bytes, name: str = "list.csv") -> RecipientList:
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_recipients(file, *house, KIND, shown=Path(name))

    return of


def told(listed: RecipientList) -> list[str]:
    """The problems, each as its place and its rule."""
    return [f"{problem.place}: {problem.rule}" for problem in listed.problems]


def words(text: Text | None) -> str | None:
    """A text in the first of its languages."""
    return text.each()[0] if text else None


def shown(one: Recipient) -> tuple[str, ...]:
    """Id, name, gender, language and where it is known from."""
    return (one.id, words(one.name) or "", one.gender or "", one.language or "", one.language_from)


EXAMPLES = {
    "recipients.csv": (
        "CSV, UTF-8, comma",
        60,
        [
            "row 8, column gender: no-gender",
            "row 42, column title: no-title",
            "row 43, column name: no-family-name",
            "row 61, column gender: no-gender",
        ],
    ),
    "recipients-google.csv": (
        "CSV, UTF-8, comma",
        15,
        ["row 4, column Name Prefix: no-gender", "row 14, column Name Prefix: no-gender"],
    ),
    "recipients-outlook.csv": ("CSV, UTF-8, comma", 12, ["row 12, column Title: no-gender", "row 13: no-name"]),
    "recipients-ko-cp949.csv": ("CSV, cp949, comma", 12, ["row 12, column 직책: no-title"]),
    "recipients-vi.xlsx": (
        "XLSX, sheet `Danh sách`",
        14,
        [
            "sheet Danh sách, row 6, column Chức vụ: foreign-title",
            "sheet Danh sách, row 9, column Họ và tên: no-family-name",
            "sheet Danh sách, row 12, column Danh xưng: no-gender",
        ],
    ),
    "contacts.vcf": (
        "vCard 3.0 and 4.0, UTF-8",
        12,
        ["card 8, line 87, column GENDER: no-gender", "card 12, line 135, column GENDER: no-gender"],
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_list_is_read_whole(name: str, house: tuple[Workspace, Kit]) -> None:
    """Each row is a recipient with an id of its own, and what is doubtful has its place."""
    form, count, doubts = EXAMPLES[name]
    listed = read_recipients(LISTS / name, *house, KIND, shown=Path(name))
    assert (listed.form, len(listed.recipients), told(listed)) == (form, count, doubts)
    assert len({one.id for one in listed.recipients}) == count


@pytest.mark.parametrize(
    ("name", "row", "expected"),
    [
        ("recipients-google.csv", 0, ("dinh-thi-my-hanh-in-tan-binh-minh", "Đinh Thị Mỹ Hạnh", "f", "vi", "script")),
        ("recipients-google.csv", 6, ("sagongseojin-byeolha", "사공서진", "", "ko", "script")),
        ("recipients-google.csv", 2, ("ta-yen-nhi-du-lich-may-ngan", "Tạ Yến Nhi", "", "vi", "script")),
        ("recipients-google.csv", 12, ("sue-park", "Sue Park", "", "", "")),
        ("recipients-outlook.csv", 1, ("dieter-vogel-vogel-dichtungen", "Dieter Vogel", "m", "", "")),
        ("recipients-outlook.csv", 9, ("peter-j-van-der-meer-bloemhof", "Peter J. van der Meer", "m", "", "")),
        ("recipients-outlook.csv", 11, ("binh-an-trading", "", "", "vi", "script")),
        ("recipients-ko-cp949.csv", 2, ("munchan-bwelkseutyudio", "문찬", "m", "ko", "headers")),
        ("recipients-ko-cp949.csv", 5, ("noeul-saebyeoksojae", "노을", "m", "ko", "headers")),
        ("recipients-ko-cp949.csv", 6, ("seomuntakhyeon-seomunmulryu", "서문탁현", "m", "ko", "headers")),
        ("recipients-vi.xlsx", 4, ("park-jin-ho-hanbit-vina-mold", "Park Jin-ho", "m", "ko", "row")),
        ("recipients.csv", 42, ("h-nhung-nie-kdam", "H'Nhung Niê Kdăm", "f", "vi", "row")),
        ("contacts.vcf", 5, ("ramon-ibanez-nunez-citricos-jucar", "Ramón Ibáñez Núñez", "m", "", "")),
        ("contacts.vcf", 8, ("choebom-bombitdiseupeulrei", "최봄", "f", "ko", "row")),
    ],
)
def test_a_row_of_an_example_list(name: str, row: int, expected: tuple[str, ...], house: tuple[Workspace, Kit]) -> None:
    """Names stand in the order of their language, forms of address tell the gender, titles stay."""
    listed = read_recipients(LISTS / name, *house, KIND, shown=Path(name))
    assert shown(listed.recipients[row]) == expected


@pytest.mark.parametrize(
    ("name", "row", "address", "email"),
    [
        (
            "recipients-google.csv",
            5,
            "광주광역시 북구 첨단과기로 26 (우\u00a061003), 대한민국",
            "sy.kook@hansolmoe.example",
        ),
        ("recipients-google.csv", 0, "26 Lý Thường Kiệt, Hà Nội 100000", "hanh.dinh@intanbinhminh.example"),
        ("recipients-google.csv", 10, "3 Benoi Sector, Singapore 629842", "huishan.koh@tigerbay.example"),
        ("recipients-outlook.csv", 1, "Industriestr. 14, 89079 Ulm, Germany", "dieter.vogel@vogel-dichtungen.example"),
        ("contacts.vcf", 2, "서울특별시 서초구 강남대로 382, 17층 (우\u00a006621), 대한민국", "ga.lee@gaeul.example"),
        (
            "contacts.vcf",
            4,
            "3 Mill Brow; rear building, Cardiff, Wales CF10 1AA, United Kingdom",
            "eleanor@celticwool.example",
        ),
        ("recipients.csv", 54, "Unit 4, Quayside Park, Cork T12 X8XX, Ireland", "o.rourke@orourkedairy.example"),
    ],
)
def test_an_address_of_an_example_list(
    name: str, row: int, address: str, email: str, house: tuple[Workspace, Kit]
) -> None:
    """An address is put together as its country writes it, and only a foreign country is named."""
    one = read_recipients(LISTS / name, *house, KIND, shown=Path(name)).recipients[row]
    assert (one.address and one.address.each()[0], one.email) == (address, email)


def test_ids_do_not_depend_on_the_order_of_rows(read: Read) -> None:
    """The lines of the Google list turned round give each person the same id."""
    head, *lines = ["name,company,email", "Kim,A,k@a.example", "Kim,A,l@a.example", "Lee,B,", "Lee,C,"]
    first, second = (read("\n".join([head, *order])) for order in (lines, lines[::-1]))
    assert {(one.id, one.email) for one in first.recipients} == {(one.id, one.email) for one in second.recipients}
    assert sorted(one.id for one in first.recipients)[2:] == ["lee-b", "lee-c"]


def test_columns_that_a_kind_declares_are_typed(read: Read) -> None:
    """`Ngày gặp` is `met_on`, a date; what is no date is told at row and column, and the row gets no letter."""
    listed = read("Họ và tên,Giới tính,Ngày gặp,Số khách,Màu sắc\nLê An,nam,2026-10-02,2,đỏ\nLê Ba,nam,32.10.2026,,\n")
    assert listed.recipients[0].row == {"met_on": date(2026, 10, 2), "seats": 2, "mau_sac": "đỏ"}
    assert [one.id for one in listed.recipients] == ["le-an"]
    assert told(listed) == ["row 3, column Ngày gặp: wrong-value"]


@pytest.mark.parametrize(
    ("header", "written", "day"),
    [
        ("met_on", "2026. 10. 2.", date(2026, 10, 2)),
        ("met_on", "2026년 10월 2일", date(2026, 10, 2)),
        ("met_on", "2026-10-02 00:00:00", date(2026, 10, 2)),
        ("met_on", "25/09/2026", date(2026, 9, 25)),
        ("met_on", "9/25/2026", date(2026, 9, 25)),
        ("met_on", "ngày 2 tháng 10 năm 2026", date(2026, 10, 2)),
        ("Ngày gặp", "2/10/2026", date(2026, 10, 2)),
        ("Ngày gặp", "2026.10.2", date(2026, 10, 2)),
    ],
)
def test_days_are_read_as_spreadsheets_write_them(header: str, written: str, day: date, read: Read) -> None:
    """By the language of the list where day and month could stand either way round."""
    names = "name,gender,language" if header == "met_on" else "Họ và tên,Giới tính,Ngôn ngữ"
    listed = read(f"{names},{header}\nLê An,f,vi,{written}\n")
    assert (told(listed), listed.recipients[0].row["met_on"]) == ([], day)


def test_a_day_that_could_be_two_is_told(read: Read) -> None:
    """With both."""
    listed = read("name,gender,language,met_on\nLê An,f,vi,2/10/2026\n")
    (problem,) = listed.problems
    assert (problem.what, problem.severity) == ("`2/10/2026` is `2026-02-10` or `2026-10-02`", "error")


def test_other_days_of_a_column_tell_the_order_of_day_and_month(read: Read) -> None:
    """Where one can stand in one order alone, and none in the other alone."""
    rows = [f"Kim {name},{day}" for name, day in (("A", "2/10/2026"), ("B", "25/9/2026"), ("C", "2026-10-03"))]
    listed = read("\n".join(("name,met_on", *rows)))
    assert [one.row["met_on"] for one in listed.recipients] == [date(2026, 10, 2), date(2026, 9, 25), date(2026, 10, 3)]
    against = read("\n".join(("name,met_on", *rows, "Kim D,9/25/2026")))
    assert [one for one in told(against) if "wrong-value" in one] == ["row 2, column met_on: wrong-value"]


def test_a_day_written_against_its_list_is_told(read: Read) -> None:
    """Beside `2/10/2026`, which is 2 October there, it would be a doubt about each of the others."""
    listed = read("Họ và tên,Giới tính,Ngày gặp\nLê An,nữ,2/10/2026\nLê Ba,nữ,9/25/2026\n")
    assert told(listed) == ["row 3, column Ngày gặp: wrong-value"]


@pytest.mark.parametrize(
    ("name", "language", "plain", "gender"),
    [
        ("Anh Trần Văn Bốn", "vi", "Trần Văn Bốn", "m"),
        ("Cô Lê Thị Chín", "vi", "Lê Thị Chín", "f"),
        ("Mrs Jane Doe", "en", "Jane Doe", "f"),
        ("Herr Max Vogel", "en", "Max Vogel", "m"),
        ("Anh Nguyen", "en", "Anh Nguyen", None),
        ("An Hà", "vi", "An Hà", None),
        ("홍길동 님", "ko", "홍길동", None),
        ("홍길동 귀하", "ko", "홍길동", None),
        ("이님", "ko", "이님", None),
        ("이꽃님", "ko", "이꽃님", None),
        ("김민 님", "ko", "김민", None),
        ("가" + "님" * 3000, "ko", "가님님", None),
        ("Mr. Tuan Tran", "en", "Tuan Tran", "m"),
        ("Pan Wei", "en", "Pan Wei", None),
        ("Chị Hoa", "vi", "Hoa", "f"),
        ("Anh Dũng", "vi", "Anh Dũng", None),
        ("Mr and Mrs Brown", "en", "Mr and Mrs Brown", None),
        ("김철수 부장님", "ko", "김철수", None),
        ("박민수 사장님 귀하", "ko", "박민수", None),
        ("김 과장", "ko", "김", None),
        ("마이클 존슨씨", "ko", "마이클 존슨", None),
        ("담당자님", "ko", None, None),
        ("여사 이순자", "ko", "이순자", "f"),
        ("박민수 씨", "ko", "박민수", None),
        ("Sig Hansen", "en", "Sig Hansen", None),
    ],
)
def test_forms_of_address_in_the_cell_of_a_name_go(
    name: str, language: str, plain: str | None, gender: str | None, read: Read
) -> None:
    """What could be the name itself stays."""
    title = "과장님" if "과장" in name else "부장님"
    (one,) = read(f"name,title,company,language\n{name},{title},A,{language}\n").recipients
    assert (words(one.name), one.gender) == (plain, gender)
    assert words(one.title) == (title.removesuffix("님") if language == "ko" else None)


def test_a_title_beside_a_name_is_the_title_where_no_column_has_one(read: Read) -> None:
    """Lists of Koreans keep both in one cell."""
    listed = read("성명,회사\n김철수 과장,가\n부장 박민수,나\n홍길동,다\n").recipients
    assert [(words(one.name), words(one.title)) for one in listed] == [
        ("김철수", "과장"),
        ("박민수", "부장"),
        ("홍길동", None),
    ]


def test_one_name_after_a_form_of_address_is_the_family_name_where_that_counts(read: Read) -> None:
    """In English; in Vietnamese it is the given name."""
    listed = read("name,language\nMr Smith,en\nMrs. O’Neil-Jones,\nChị Hoa,vi\nSmith,en\n").recipients
    assert [one.family_name for one in listed] == ["Smith", "O’Neil-Jones", None, None]


@pytest.mark.parametrize(
    ("cells", "given"),
    [
        ("Trần Thị Mai,Trần", "Mai"),
        ("Trần Thị Mai,", "Mai"),
        ("Trần Thị Mai,Thị", None),
        ('"Nguyễn Thị Lan, Kế toán",', None),
        ('"Nguyễn Thị Lan\nKế toán",', None),
        ("Nguyễn Thị Lan KT,", None),
        ("Nguyễn Thị Lan (Kế toán),", None),
        ('"Nguyễn Thị Lan, MBA",', "Lan"),
        ("NGUYỄN THỊ LAN,", "LAN"),
    ],
)
def test_the_given_name_is_the_last_word_of_a_name_alone(cells: str, given: str | None, read: Read) -> None:
    """And none where a title stands behind it."""
    assert [one.given_name for one in read(f"Họ và tên,Họ,Giới tính\n{cells},nữ\n").recipients] == [given]


@pytest.mark.parametrize("name", ["합 계", "소계", "Tổng cộng", "Total", "미정", "TBD"])
def test_what_stands_below_a_list_names_nobody(name: str, read: Read) -> None:
    """A sum, or what stands for a name that is not known yet: with a company it is that which gets the letter."""
    listed = read(f"id,name,company\na,{name},\nb,{name},Hana\n")
    assert [(one.id, one.name) for one in listed.recipients] == [("b", None)]
    assert told(listed) == ["row 2, column name: no-name", "row 3, column name: no-name"]


@pytest.mark.parametrize(
    ("written", "flag"), [("참석", True), ("불참", False), ("có", True), ("không", False), ("Y", True)]
)
def test_yes_and_no_as_lists_write_them(written: str, flag: bool, house: tuple[Workspace, Kit], tmp_path: Path) -> None:
    """In a column that a kind of letter reads so."""
    kind = LetterKind.model_validate({"name": "A letter", "columns": {"attended": "flag"}})
    (tmp_path / "list.csv").write_text(f"name,attended\nKim,{written}\n", encoding="utf-8")
    listed = read_recipients(tmp_path / "list.csv", *house, kind, shown=Path("list.csv"))
    assert [one.row["attended"] for one in listed.recipients] == [flag]


def test_a_cross_is_neither_yes_nor_no(house: tuple[Workspace, Kit], tmp_path: Path) -> None:
    """It ticks in one country and strikes out in another."""
    kind = LetterKind.model_validate({"name": "A letter", "columns": {"attended": "flag"}})
    (tmp_path / "list.csv").write_text("성명,attended\n김철수,X\n이영희,O\n", encoding="utf-8")
    listed = read_recipients(tmp_path / "list.csv", *house, kind, shown=Path("list.csv"))
    assert "row 2, column attended: wrong-value" in told(listed)
    assert [one.row["attended"] for one in listed.recipients] == [True]


def test_a_second_column_of_one_meaning_counts_where_the_first_is_empty(read: Read) -> None:
    """As rank and function in Korean sheets; templates find it by its own name too."""
    listed = read("성명,직급,직책,회사\n박영희,,센터장,가\n김민수,부장,팀장,나\n")
    assert [(words(one.title), one.row["직책"]) for one in listed.recipients] == [
        ("센터장", "센터장"),
        ("부장", "팀장"),
    ]
    assert listed.columns[2].why == "`title` is another column; this one where that is empty"


@pytest.mark.parametrize(
    ("language", "written", "address"),
    [("ko", "4524", "서울 (우\u00a004524)"), ("ko", "04524", "서울 (우\u00a004524)"), ("vi", "4524", "서울 4524")],
)
def test_a_postal_code_that_lost_its_zeros_gets_them_back(
    language: str, written: str, address: str, read: Read
) -> None:
    """As a spreadsheet takes the codes of Seoul for numbers; only where the number of digits is known."""
    (one,) = read(f"name,city,postal_code,language\nKim,서울,{written},{language}\n").recipients
    assert words(one.address) == address


def test_a_hidden_row_of_a_spreadsheet_is_told(read: Read) -> None:
    """Whoever filters a list does not see who else gets a letter."""
    book = openpyxl.load_workbook(BytesIO(workbook(("A", [["Name"], ["Kim"], ["Lee"]]))))
    book.active.row_dimensions[3].hidden = True
    book.save(content := BytesIO())
    listed = read(content.getvalue(), "list.xlsx")
    assert len(listed.recipients) == 2
    assert [one for one in told(listed) if "hidden" in one] == ["sheet A, row 3: hidden-row"]


def test_a_family_name_in_capitals_is_known_and_a_title_behind_a_name_is_no_name(read: Read) -> None:
    """A dash ends what can be read as family and given name."""
    first, second = read("name,gender,language\nTRẦN VĂN SÁU,m,vi\nTrần Bé - Kế toán,f,vi\n").recipients
    assert (first.family_name, first.given_name) == ("TRẦN", "SÁU")
    assert (second.family_name, second.given_name) == (None, None)


@pytest.mark.parametrize(
    "header", ["성 명,직 위(직급),회 사 명,언 어", "Kính gửi,Chức vụ,Đơn vị,Ngôn ngữ", "Họ & tên,Chức vụ,Công ty,Tiếng"]
)
def test_headers_as_sheets_space_and_word_them(header: str, read: Read) -> None:
    """Blanks between Hangul fill a column; letters are addressed by what stands before a name."""
    (one,) = read(f"{header}\n김철수,부장,하나,KR\n").recipients
    assert (words(one.name), words(one.company), one.language) == ("김철수", "하나", "ko")


@pytest.mark.parametrize("name", ["Smith, John", "SMITH, JOHN", "Park, Manager", "Dupont, M.", "Lan, Kế toán"])
def test_what_stands_behind_a_comma_is_told_and_never_guessed(name: str, read: Read) -> None:
    """A given name, a function: nobody knows; degrees are known."""
    listed = read(f'name,gender,title,language\n"{name}",m,Head,en\n')
    assert [(words(one.name), one.family_name) for one in listed.recipients] == [(name, None)]
    assert "row 2, column name: odd-name" in told(listed)


@pytest.mark.parametrize("name", ["Ông Nguyễn Văn An và Bà Lê Thị Bé", "Nguyễn Văn An và Lê Thị Bé", "Ann and Bob Lee"])
def test_two_people_in_a_cell_are_told(name: str, read: Read) -> None:
    """Neither of them is the one who is addressed."""
    listed = read(f"name,gender,language\n{name},m,vi\n")
    assert [(one.family_name, one.given_name) for one in listed.recipients] == [(None, None)]
    assert "row 2, column name: odd-name" in told(listed)


@pytest.mark.parametrize("name", ["Anh Mai Nguyen", "Nam Phan Trung", "Nam Cao Sơn", "Anh Trang Nguyễn", "Tuan Le"])
def test_a_name_that_is_a_form_of_address_too_stays(name: str, read: Read) -> None:
    """Where no whole Vietnamese name follows."""
    assert [(words(one.name), one.gender) for one in read(f"name,language\n{name},vi\n").recipients] == [(name, None)]


def test_a_name_without_vietnamese_letters_is_not_taken_apart(read: Read) -> None:
    """It may be that of a foreigner in a Vietnamese list."""
    listed = read("Họ và tên,Giới tính\nMai Smith,nữ\nMa Yun,nam\nCao Minh,nam\nCao Minh Đức,nam\n").recipients
    assert [one.family_name for one in listed] == [None, None, None, "Cao"]


def test_a_title_beside_a_name_that_is_not_the_one_of_its_column_is_told(read: Read) -> None:
    """The column counts; a single letter with another title is a whole name."""
    listed = read('성명,직책\n김철수 부장,과장\n이 상무,부장\n"김철수, 부장",부장\n홍길동 부장,부장님\n')
    assert [(words(one.name), words(one.title)) for one in listed.recipients] == [
        ("김철수", "과장"),
        ("이 상무", "부장"),
        ("김철수", "부장"),
        ("홍길동", "부장"),
    ]
    assert [one for one in told(listed) if "odd" in one] == ["row 2, column 직책: odd-name"]


def test_a_file_of_the_house_adds_to_the_words_of_its_language(house: tuple[Workspace, Kit], tmp_path: Path) -> None:
    """Whatever its name: what it does not say stays."""
    workspace, kit = house
    own = ListWords.model_validate({"language": "ko", "titles": ["영업부장"], "days": ["Y년 M월 D일"]})
    people = "성명,우편번호,주소\n김철수 영업부장,4524,서울\n박민수 과장,4524,서울\n"
    (tmp_path / "list.csv").write_text(people, encoding="utf-8")
    added = replace(kit, columns={**kit.columns, "zz": own})
    listed = read_recipients(tmp_path / "list.csv", workspace, added, KIND, shown=Path("list.csv")).recipients
    assert [(words(one.name), words(one.title), words(one.address)) for one in listed] == [
        ("김철수", "영업부장", "서울 (우\u00a004524)"),
        ("박민수", "과장", "서울 (우\u00a004524)"),
    ]


def test_a_title_before_the_parts_of_a_name_is_no_function(read: Read) -> None:
    """Where another column is for that."""
    (one,) = read("Title,First Name,Surname,Position,Company\nMr,John,Smith,CEO,Acme\n").recipients
    assert (one.gender, words(one.name), words(one.title)) == ("m", "John Smith", "CEO")
    (other,) = read("Title,Name,Company\nCEO,John Smith,Acme\n").recipients
    assert words(other.title) == "CEO"


def test_a_cell_that_no_sheet_has_is_told(read: Read) -> None:
    """The library that reads spreadsheets would end the process."""
    content = workbook(("A", [["Name"], ["Kim"]]))
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(spoilt := BytesIO(), "w") as other:
        for name in package.namelist():
            other.writestr(name, package.read(name).replace(b'r="A2"', b'r="AAAAAAAAAA99999999999999999999"'))
    with pytest.raises(InputError) as refused:
        read(spoilt.getvalue(), "list.xlsx")
    assert [problem.what for problem in refused.value.problems] == [
        "is a spreadsheet that cannot be read: it has no cell `AAAAAAAAA`"
    ]


def test_a_cell_far_from_the_list_is_told(read: Read) -> None:
    """What lies between would not fit into memory."""
    book = openpyxl.load_workbook(BytesIO(workbook(("A", [["Name"], ["Kim"]]))))
    book.active.cell(1_048_576, 60).value = "x"
    book.save(content := BytesIO())
    with pytest.raises(InputError) as refused:
        read(content.getvalue(), "list.xlsx")
    assert [problem.what for problem in refused.value.problems] == [
        "has something in cell BH1048576, far from the list"
    ]


@pytest.mark.parametrize(
    ("header", "row", "address"),
    [
        (
            "Name,Address,City,Postal code,Country",
            "A,1 Main St,Boston,02110,US",
            "1 Main St, Boston 02110, United States",
        ),
        ("Name,Address,City", 'A,"1 Main St, Boston",Boston', "1 Main St, Boston"),
        ("성명,주소,시,우편번호", "김철수,중구 1,서울,4524", "서울 중구 1 (우\u00a004524)"),
        ("성명,주소,우편번호,국가", "김철수,George St 1 Sydney,2000,호주", "George St 1 Sydney 2000, 오스트레일리아"),
    ],
)
def test_an_address_in_one_column_with_its_city_in_another(header: str, row: str, address: str, read: Read) -> None:
    """Nothing of it is lost; postal codes are written as in the country."""
    assert [words(one.address) for one in read(f"{header}\n{row}\n").recipients] == [address]


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Kim ★", "★"),
        ("홍길동·김철수", "·"),
        ("Kim 😀", "😀"),
        ('"Kim, Director"', ","),
        ("Tổng cộng: 2 người", ":"),
        ('"=HYPERLINK(""x"")"', "="),
        ("Lee (Annie)", "("),
        ("Trần Bé - Kế toán", "-"),
    ],
)
def test_a_name_that_holds_what_no_name_has_is_told(name: str, sign: str, read: Read) -> None:
    """As the sum below a list, or a title in the cell of the name."""
    doubts = [one.what for one in read(f"name,gender,language\n{name},f,vi\n").problems if one.rule == "odd-name"]
    assert [doubt.partition(" has ")[2] for doubt in doubts] == [f"`{sign}` in it, which names do not have"]


@pytest.mark.parametrize(
    "name",
    [
        "O'Neil-Smith",
        "Trần Văn Sáu",
        "PGS. TS. Nguyễn Văn An",
        "John Smith, MBA",
        "김철수",
        "Rajesh s/o Kumar",
        "Núria Gal·la",
        "Ksor H’Bơ",
    ],
)
def test_a_name_is_no_odd_one(name: str, read: Read) -> None:
    """Points, hyphens and apostrophes stand in names."""
    assert "odd-name" not in {one.rule for one in read(f'name\n"{name}"\n').problems}


@pytest.mark.parametrize(("language", "is_told"), [("en", True), ("vi", True), ("ko", False)])
def test_a_name_that_readers_of_the_letter_cannot_read_is_told(language: str, is_told: bool, read: Read) -> None:
    """Hangul in an English letter, Cyrillic letters anywhere; Latin names stand in every language."""
    assert "foreign-name" in {one.rule for one in read(f"name,language\nИван,{language}\n").problems}
    listed = read(f"name,title,gender,language\n김철수,부장,m,{language}\nĐỗ An,부장,m,en\nKim,부장,m,ko\n")
    found = [one.line for one in listed.problems if one.rule == "foreign-name"]
    assert found == ([2] if is_told else [])


@pytest.mark.parametrize(
    ("company", "language"),
    [("Công ty TNHH Sao Mai", "vi"), ("CTCP ABC", "vi"), ("ABC JSC", None), ("(주)ABC", "ko"), ("Sao Mai Ltd", None)],
)
def test_the_legal_form_of_a_company_tells_its_language(company: str, language: str | None, read: Read) -> None:
    """Where no person is named; a form that firms of several languages have tells none."""
    assert [one.language for one in read(f"id,company\na,{company}\n").recipients] == [language]


@pytest.mark.parametrize(
    ("written", "language"), [("국문", "ko"), ("영문", "en"), ("Tiếng Hàn", "ko"), ("Việt", "vi"), ("ENG", "en")]
)
def test_languages_by_the_names_that_sheets_give_them(written: str, language: str, read: Read) -> None:
    """Beside those of Unicode CLDR."""
    assert [one.language for one in read(f"name,language\nKim,{written}\n").recipients] == [language]


def test_columns_that_would_have_one_name_are_told_apart(read: Read) -> None:
    """A template finds both, and a header that begins with a digit under a name it can write."""
    listed = read("name,Màu,MAU,2026\nKim,a,b,c\n")
    assert listed.recipients[0].row == {
        "mau": "a",
        "mau_2": "b",
        "column_2026": "c",
        "met_on": None,
        "seats": None,
    }


@pytest.mark.parametrize(
    ("encoding", "form"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-be", "UTF-16"), ("cp949", "cp949")],
)
@pytest.mark.parametrize(("sign", "called"), [(",", "comma"), (";", "semicolon"), ("\t", "tab")])
def test_a_list_in_each_encoding(encoding: str, form: str, sign: str, called: str, read: Read) -> None:
    """The same sheet gives the same recipient, however it is saved."""
    listed = read(f"성명{sign}직책{sign}회사명\n이봄{sign}과장{sign}뷁무역\n".encode(encoding))
    assert listed.form == f"CSV, {form}, {called}"
    assert shown(listed.recipients[0]) == ("ibom-bwelkmuyeok", "이봄", "", "ko", "headers")


def test_vietnamese_of_windows_is_read(read: Read) -> None:
    """In cp1258 marks of tone follow their vowels; they come out composed."""
    parts = [
        b"H\xf2? v\xe0 t\xean".replace(b"H\xf2?", b"Ho\xf2"),
        b"Danh x\xfdng",
        b"Nguy\xea\xden V\xe3n An",
        b"\xd4ng",
    ]
    listed = read(parts[0] + b";" + parts[1] + b"\r\n" + parts[2] + b";" + parts[3] + b"\r\n")
    assert listed.form == "CSV, cp1258, semicolon"
    assert shown(listed.recipients[0]) == ("nguyen-van-an", "Nguyễn Văn An", "m", "vi", "headers")


def test_western_letters_of_windows_are_not_taken_for_vietnamese(read: Read) -> None:
    """`ã` and `ò` of cp1252 are other letters in cp1258."""
    listed = read("name,company\nJoão Simões,Però\n".encode("cp1252"))
    assert (listed.form, shown(listed.recipients[0])[1]) == ("CSV, cp1252, comma", "João Simões")


@pytest.mark.parametrize("encoding", ["shift_jis", "gb18030", "cp1251"])
def test_another_encoding_is_refused(encoding: str, read: Read) -> None:
    """Better no letter than one to a name of wrong letters."""
    names = {"shift_jis": "山田太郎", "gb18030": "王小明", "cp1251": "Иван Петров"}
    with pytest.raises(InputError, match="is in an encoding that is not known"):
        read(f"name,company\n{names[encoding]},{names[encoding]}\n".encode(encoding))


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("Kim Chul Su,Hanbit Co.,,", "the same name and company"),
        ("Lee,Y,KIM@x.example,", "the same e-mail address"),
        ("Park,Z,,010-0555-1234", "the same mobile number"),
        ("Kim Chul-su,Other,,", ""),
        ("Kim Chul-ho,Hanbit Co.,,", ""),
    ],
)
def test_likely_duplicates_are_told_and_both_get_a_letter(row: str, rule: str, read: Read) -> None:
    """Legal forms and the code of the country make no difference; the same name at another firm is another person."""
    listed = read(f"name,company,email,mobile\nKim Chul-su,Hanbit Co. Ltd.,kim@x.example,+82 10 0555 1234\n{row}\n")
    found = [problem.what for problem in listed.problems if problem.rule == "likely-duplicate"]
    assert found == ([f"is probably the same as row 2: {rule}"] if rule else [])
    assert len(listed.recipients) == 2


def test_a_name_turned_round_is_found_far_away_in_a_long_list() -> None:
    """Where neither the order of the names nor that of the companies brings the two together."""
    others = {row: Traits(f"f{row} nobody{row * row}", "") for row in range(3, 60)}
    rows = {2: Traits("chul su kim", ""), **others, 60: Traits("kim chul su", "")}
    assert likely_duplicates(rows) == {60: (2, "the same name")}


@pytest.mark.parametrize(
    ("content", "language"),
    [
        ("name,company,language\n윤태호,(주)새온전자,en\n", ("en", "row")),
        ("Họ và tên,Công ty\nĐỗ Mạnh Cường,Saeon\n", ("en", "profile")),
        ("Họ và tên,Công ty\nKim Min-jun,Hanbit\n", ("vi", "headers")),
        ("name,email\n김민준,kim@x.example\n", ("ko", "script")),
        ("name,email\nKim Min-jun,kim@x.example\n", ("", "")),
    ],
)
def test_the_nearest_to_the_person_says_the_language(content: str, language: tuple[str, str], read: Read) -> None:
    """The row, then the profile, the headers and the letters of the name."""
    assert shown(read(content).recipients[0])[-2:] == language


def test_a_person_of_a_client_is_known(read: Read) -> None:
    """By any name of the firm, without its legal form, not by part of one; what the list does not say comes from the
    profile."""
    one = read("name,company\n윤태호,(주)새온전자\n").recipients[0]
    assert (one.client, one.stakeholder, one.title and one.title.get("ko")) == (
        "saeon-electronics",
        "yoon-tae-ho",
        "대표이사",
    )
    own = read("name,company,title,address_as,gender\nĐỗ Mạnh Cường,Saeon,Director,Dr Cuong,f\n").recipients[0]
    assert (own.stakeholder, own.gender) == ("do-manh-cuong", "f")
    assert (own.title, own.address_as) == (Text("Director"), Text("Dr Cuong"))
    assert read("name,company\n윤태호,새온\n").recipients[0].client is None
    assert read("name,company\nA,Saeon Electronics Holding Vietnam\n").recipients[0].client is None


def test_of_two_people_of_one_name_nobody_knows_which_is_meant(house: tuple[Workspace, Kit], tmp_path: Path) -> None:
    """So that neither's title, gender or wish stands in the letter."""
    workspace, kit = house
    folder = workspace.clients["saeon-electronics"]
    (first,) = (one for one in folder.client.stakeholders if one.id == "yoon-tae-ho")
    both = folder.client.model_copy(
        update={"stakeholders": (*folder.client.stakeholders, first.model_copy(update={"id": "namesake"}))}
    )
    clients = {**workspace.clients, folder.id: replace(folder, client=both)}
    file = tmp_path / "list.csv"
    file.write_text("name,company\n윤태호,(주)새온전자\n", encoding="utf-8")
    (one,) = read_recipients(file, replace(workspace, clients=clients), kit, KIND, shown=file).recipients
    assert (one.client, one.stakeholder, one.title, one.gender) == ("saeon-electronics", None, None, None)


def test_a_card_folded_inside_a_letter_is_read(read: Read) -> None:
    """Bytes are joined before they are decoded; groups, preferences and escapes are understood."""
    kim = "김철수".encode()
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:" + kim[:4] + b"\r\n " + kim[4:] + b"\r\nORG:A\\, B\\; C;D\r\n"
    card += b"EMAIL:second@x.example\r\nitem1.EMAIL;type=pref:first@x.example\r\nEND:VCARD\r\n"
    listed = read(card, "one.vcf")
    one = listed.recipients[0]
    assert (shown(one)[1], one.company and one.company.each()[0], one.email) == ("김철수", "A, B; C", "first@x.example")


def test_a_card_of_vcard_2_1_is_read(read: Read) -> None:
    """Quoted-printable, with its soft line breaks."""
    name = "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EA=B9=80;=EC=B2=\r\n=A0;;;"
    card = f"BEGIN:VCARD\r\nVERSION:2.1\r\n{name}\r\nEND:VCARD\r\n"
    assert shown(read(card, "one.vcf").recipients[0])[:2] == ("gimcheol", "김철")


@pytest.mark.parametrize(
    ("card", "name", "company"),
    [
        ("FN:Sao Mai Ltd\nKIND:org", None, "Sao Mai Ltd"),
        ("N:;;;;\nFN:Sao Mai Ltd\nORG:Sao Mai Ltd;\nX-ABShowAs:COMPANY", None, "Sao Mai Ltd"),
        ("N:Lee;Ann;;;\nFN:Sao Mai Ltd\nORG:Sao Mai Ltd;\nX-ABShowAs:COMPANY", "Ann Lee", "Sao Mai Ltd"),
        ("N:;;;;\nFN:Sao Mai Ltd\nORG:Sao Mai Ltd", None, "Sao Mai Ltd"),
        ("N:Lee;Ann;;;\nFN:Ann Lee\nORG:Ann Lee", "Ann Lee", "Ann Lee"),
        ("KIND:individual\nFN:Ann Lee", "Ann Lee", None),
    ],
)
def test_the_card_of_a_company_names_no_person(card: str, name: str | None, company: str | None, read: Read) -> None:
    """RFC 6350 6.1.4, and what Apple's and Google's programs write of a company; its contact is a person."""
    one = read(f"BEGIN:VCARD\nVERSION:4.0\n{card}\nLANG:en\nEND:VCARD\n", "one.vcf").recipients[0]
    assert (words(one.name), words(one.company)) == (name, company)


def test_the_card_of_a_group_is_nobody(read: Read) -> None:
    """A list of cards is no recipient: its row is told, and the others are read."""
    group, person = "KIND:group\nFN:Friends", "FN:Ann Lee\nN:Lee;Ann;;;\nGENDER:F"
    listed = read("".join(f"BEGIN:VCARD\n{one}\nLANG:en\nEND:VCARD\n" for one in (group, person)), "two.vcf")
    doubts = ["card 1, line 1, column FN: no-name"]
    assert ([shown(one)[1] for one in listed.recipients], told(listed)) == (["Ann Lee"], doubts)


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    """A spreadsheet with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(content := BytesIO())
    return content.getvalue()


def test_a_cell_over_several_rows_counts_for_each(read: Read) -> None:
    """A company over its people; an id and a name are those of one person, whose further rows are told."""
    rows = [["Id", "Name", "Company", "Seats"], ["a", "Kim", "Hana", 1], [None, "Lee", None, 2], [None, None, None, 3]]
    book = openpyxl.load_workbook(BytesIO(workbook(("A", [*rows, [], [None, "Ann", None, 4]]))))
    for merged in ("A2:A3", "B3:B4", "C2:C6"):
        book.active.merge_cells(merged)
    book.save(content := BytesIO())
    listed = read(content.getvalue(), "list.xlsx")
    found = [(one.id, words(one.name), words(one.company), one.row["seats"]) for one in listed.recipients]
    assert found == [("a", "Kim", "Hana", 1), ("lee-hana", "Lee", "Hana", 2), ("ann-hana", "Ann", "Hana", 4)]
    assert [line for line in told(listed) if "no-name" in line] == ["sheet A, row 4, column Name: no-name"]


def test_the_first_sheet_with_headers_is_taken(read: Read) -> None:
    """The result says which; a title above the headers does no harm, numbers and dates are as they are typed."""
    rows = [["Guests"], [], ["Name", "Met on", "Seats", "Room"], ["Kim", date(2026, 10, 2), 3, 12.5]]
    listed = read(workbook(("About", [["read this"]]), ("Guests", rows)), "list.xlsx")
    assert listed.form == "XLSX, sheet `Guests`, number 2 of 2, headers in row 3"
    assert listed.recipients[0].origin.place == "sheet Guests, row 4"
    assert listed.recipients[0].row == {"met_on": date(2026, 10, 2), "seats": 3, "room": "12.5"}


def test_a_formula_without_a_value_is_told(read: Read) -> None:
    """A cell that was never worked out would be a hole in the letter."""
    listed = read(workbook(("A", [["Name", "Company"], ["Kim", "=B9"], ["Lee", "A"]])), "list.xlsx")
    assert told(listed)[0] == "sheet A, row 2, column Company: formula-error"
    assert [one.id for one in listed.recipients] == ["lee-a"]


def test_a_house_adds_words_of_its_own(workspace: Callable[..., Path]) -> None:
    """A file beside the shipped ones, and no Python."""
    root = workspace({"templates/letters/columns/house.yaml": "headers: {name: [Kontakt], vip: [Ehrengast]}\n"})
    (root / "list.csv").write_text("Kontakt;Ehrengast\nAnna Muster;ja\n", encoding="utf-8")
    found, kit, _ = load(root, today=date(2026, 11, 23), use="letter")
    listed = read_recipients(root / "list.csv", found, kit, KIND, shown=Path("list.csv"))
    assert [(column.header, column.field) for column in listed.columns] == [
        ("Kontakt", "name"),
        ("Ehrengast", "row.vip"),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("headers: {Name: [Kontakt]}", "no template could use the name `Name`"),
        ("headers: {name: ['--']}", "has no letter or digit that a header could be known by"),
        ("days: [YYYY-MM-DD]", "the form of days `YYYY-MM-DD` does not have `Y`, `M` and `D` once each"),
        ("days: [D/M]", "the form of days `D/M` does not have `Y`, `M` and `D` once each"),
        ("letters: '['", "`letters` is no regular expression"),
        ("letters: 'a*'", "the regular expression finds even nothing"),
        ("postal_code: plz", "the form does not show the code"),
    ],
)
def test_unusable_words_are_told(text: str, what: str, workspace: Callable[..., Path]) -> None:
    """At their place, as every fault in a template."""
    root = workspace({"templates/letters/columns/house.yaml": text + "\n"})
    with pytest.raises(InputError, match=what):
        load(root, today=date(2026, 11, 23), use="letter")


@pytest.mark.parametrize(
    ("row", "doubts"),
    [
        ("David Okafor,,m,en", ["row 2, column name: no-family-name"]),
        ("Dr David Okafor,,,en", ["row 2, column name: no-family-name"]),
        ("David Okafor,Okafor,m,en", []),
        ("David Okafor,,,en", ["row 2, column gender: no-gender"]),
        ("Nguyễn Văn Minh,,m,vi", []),
    ],
)
def test_a_full_name_in_one_column_is_doubtful_where_the_family_name_is_called(
    row: str, doubts: list[str], house: tuple[Workspace, Kit], tmp_path: Path
) -> None:
    """`Dear Mr Okafor` needs to know which part of the name that is; without it the full name stands there."""
    file = tmp_path / "list.csv"
    file.write_text(f"name,family_name,gender,language\n{row}\n", encoding="utf-8")
    listed = read_recipients(file, *house, KIND, shown=Path("list.csv"))
    assert told(listed) == doubts
    assert all("`family_name`" in one.help for one in listed.problems if one.rule == "no-family-name")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<html><body><table><tr><td>name</td></tr></table></body></html>", "a web page (HTML)"),
        ("\ufeff\n<!DOCTYPE html>\n<!-- a --><HTML lang=ko>", "a web page (HTML)"),
        ("<meta charset=utf-8><table border=1><tr><th>이름</th></tr></table>".encode("utf-16"), "a web page (HTML)"),
        (
            '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>',
            "a spreadsheet in XML of Excel 2003",
        ),
    ],
)
def test_a_table_that_only_calls_itself_a_spreadsheet_is_named(content: str | bytes, what: str, read: Read) -> None:
    """Many portals export a web page under the name of an old spreadsheet."""
    with pytest.raises(InputError) as refused:
        read(content, "list.xls")
    (problem,) = refused.value.problems
    assert problem.headline() == f"list.xls: is {what}, although many programs export it as `.xls`"
    assert problem.help == "open it in a spreadsheet and save it as `.xlsx`, or as `CSV UTF-8`"


def test_a_list_that_is_too_large_says_how_to_split_it(house: tuple[Workspace, Kit], tmp_path: Path) -> None:
    """By its size, before it is opened, and by its rows."""
    file = tmp_path / "list.csv"
    with file.open("wb") as sparse:
        sparse.truncate(60_000_000)
    with pytest.raises(InputError) as refused:
        read_recipients(file, *house, KIND, shown=Path("list.csv"))
    (problem,) = refused.value.problems
    assert problem.headline() == "list.csv: has 60,000,000 bytes; no more than 50,000,000 are read"
    assert problem.help == "split it into lists of no more than 100,000 rows each"


@pytest.mark.parametrize(
    ("id", "what", "help"),
    [
        ("con", "`con` cannot be an id: Windows keeps that name for a device", "write another one, as `con-1`"),
        (
            "a" * 300,
            f"`{'a' * 39}…` cannot be an id, which the names of files begin with",
            "write one of no more than 80 characters",
        ),
    ],
)
def test_an_id_that_no_file_can_have_is_refused(id: str, what: str, help: str, read: Read) -> None:
    """A long one is told in short."""
    (problem,) = (one for one in read(f"id,name,language\n{id},김철수 부장,ko\n").problems if one.rule == "bad-id")
    assert (problem.what, problem.help) == (what, help)


def test_an_id_that_is_made_is_none_that_windows_keeps_for_itself(read: Read) -> None:
    """Somebody of the name of a device gets a letter there too."""
    (one,) = read("name,language\nCon,en\n").recipients
    assert one.id.startswith("con-")
