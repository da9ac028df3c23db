"""Lists in spreadsheets: XLSX and ODS, each cell as the text that a person sees."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from kamdocs.load.recipients.grid import ListFault, Table

_MOST_UNPACKED = 500_000_000
_MOST_CELLS = 20_000_000
_REMOVE_FAR = "remove the rows and columns behind the list, and save it once more"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SAVE_ANEW = "open it in a spreadsheet and save it as XLSX"


def old_format(content: bytes) -> ListFault:
    """What is wrong with a file in the old format of Office, which an encrypted one is in too."""
    if _ENCRYPTED in content:
        return ListFault("encrypted", "is encrypted with a password", "save a copy without a password")
    return ListFault("old-format", "is in the old format of Excel (`.xls`)", "save it as `.xlsx`, or as `CSV UTF-8`")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: its name and its rows by their number.

    `broken` are the cells, by row and column from 0, that hold what a formula could not work out; `hidden` the numbers
    of rows that nobody sees; `merged` the first and the last cell, both from 0, of those that are merged, of which the
    first holds what stands there. Of ODS the last three are not known.
    """

    name: str
    table: Table
    broken: Mapping[tuple[int, int], str]
    hidden: frozenset[int]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]

    def filled_down(self, columns: Collection[int], names: Collection[int]) -> Table:
        """The rows, with what stands in `columns` of cells merged over several of them, as a company over its people,
        in each of these; not where `names` are merged too, as such rows say more of one person."""
        of_before = {number for _, left, number in self._below() if left in names}
        rows = {number: list(cells) for number, cells in self.table.items()}
        for first, left, number in self._below():
            if left in columns and number not in of_before:
                rows[number][left] = rows[number][left] or rows[first][left]
        return {number: tuple(cells) for number, cells in rows.items()}

    def _below(self) -> Iterator[tuple[int, int, int]]:
        """Of the merged cells, in their first column, those below the first that stand in rows: the row of the first,
        the column, and the row."""
        for (top, left), (bottom, _) in self.merged:
            if top + 1 in self.table and left < len(self.table[top + 1]):
                below = range(top + 2, min(bottom + 1, max(self.table)) + 1)
                yield from ((top + 1, left, number) for number in below if number in self.table)


def sheets_of(content: bytes) -> Iterator[Sheet]:
    """The visible sheets of a workbook. Raises ListFault for what is no workbook."""
    from lxml import etree
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with _opened(content) as package:
        try:
            book = CalamineWorkbook.from_filelike(BytesIO(content))
            for about in book.sheets_metadata:
                if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
                    broken, hidden = _seen_in(package, about.name)
                    sheet = book.get_sheet_by_name(about.name)
                    texts = (tuple(map(_text, row)) for row in sheet.to_python(skip_empty_area=False))
                    rows = {number: row for number, row in enumerate(texts, start=1) if any(row)}
                    yield Sheet(about.name, rows, broken, hidden, sheet.merged_cell_ranges or ())
        except (CalamineError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, etree.LxmlError) as error:
            what = f"is a spreadsheet that cannot be read: {error}"
            raise ListFault("broken-file", what.replace("\n", " "), _SAVE_ANEW) from None


def kind_of(content: bytes) -> str:
    """`XLSX` or `ODS`. Raises ListFault for another kind of file in a zip."""
    with _opened(content) as package:
        names = package.namelist()
        if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
            return "XLSX"
        if "mimetype" in names and package.read("mimetype").decode("latin-1").strip() == _ODS:
            return "ODS"
    kind = "a document of Word" if "word/document.xml" in names else "a zip file"
    raise ListFault("not-a-list", f"is {kind}, not a list of recipients", "give a CSV, XLSX or vCard file")


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        package = zipfile.ZipFile(BytesIO(content))
    except zipfile.BadZipFile:
        raise ListFault("broken-file", "is damaged or cut: its end is missing", "copy it once more") from None
    if sum(entry.file_size for entry in package.infolist()) > _MOST_UNPACKED:
        package.close()
        raise ListFault("too-long", f"unpacks to more than {_MOST_UNPACKED // 1_000_000} MB")
    return package


def _text(value: Any) -> str:
    """What a cell holds, as it is typed: whole numbers without a point, dates as year-month-day."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value).strip()


def _seen_in(package: zipfile.ZipFile, sheet: str) -> tuple[Mapping[tuple[int, int], str], frozenset[int]]:
    """Cells whose formula gave an error or was never worked out, which calamine gives as empty ones, and the numbers of
    the rows that are hidden. Raises ListFault for a cell so far away that no memory would hold what lies between."""
    from lxml import etree

    name = _part_of(package, sheet)
    broken, hidden, last = dict[tuple[int, int], str](), set[int](), (0, 0)
    if not name:
        return broken, frozenset()
    with package.open(name) as part:
        tags = (f"{_MAIN}c", f"{_MAIN}row")
        for _, element in etree.iterparse(part, tag=tags, resolve_entities=False, no_network=True):
            if element.tag == f"{_MAIN}row":
                if element.get("hidden") in ("1", "true") and element.get("r", "").isdecimal():
                    hidden.add(int(element.get("r", "")))
            elif len(element) and (cell := element.get("r", "")):
                place = _place(cell)
                last = max(last[0], place[0]), max(last[1], place[1] + 1)
                if last[0] * last[1] > _MOST_CELLS:
                    raise ListFault("too-long", f"has something in cell {cell}, far from the list", _REMOVE_FAR)
                value = element.findtext(f"{_MAIN}v")
                is_unknown = element.find(f"{_MAIN}f") is not None and not value and element.get("t") != "str"
                if element.get("t") == "e" or is_unknown:
                    broken[place] = value or ""
            element.clear()
    return broken, frozenset(hidden)


def _part_of(package: zipfile.ZipFile, sheet: str) -> str:
    """The part of the package that the sheet of that name is in; empty where it is not told as in XLSX."""
    from lxml import etree

    names = set(package.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    book = etree.fromstring(package.read("xl/workbook.xml"), parser)
    links = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"), parser)
    wanted = [one.get(_LINK) for one in book.iter(f"{_MAIN}sheet") if one.get("name") == sheet]
    targets = [link.get("Target", "") for link in links if link.get("Id") in wanted]
    found = [str(PurePosixPath("xl", target)).removeprefix("/") for target in targets]
    return next((name for name in found if name in names), "")


def _place(cell: str) -> tuple[int, int]:
    """The row of `B3` counted from 1, and its column from 0. Raises ListFault for what is no cell."""
    place = _CELL.fullmatch(cell)
    if place is None:
        raise ListFault("broken-file", f"is a spreadsheet that cannot be read: it has no cell `{cell[:9]}`", _SAVE_ANEW)
    return int(place[2]), _column(place[1])


def _column(letters: str) -> int:
    """The column `A`, `B`, …, `AA` counted from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
