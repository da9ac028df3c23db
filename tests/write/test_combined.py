"""Many PDFs in one: the pages, their order and bookmarks, what stands there once, and the memory that it takes."""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from support import gated_module

from kamdocs.errors import OutputError
from kamdocs.write.combined import Single, combine

pikepdf: Any = gated_module("pikepdf")


def make(file: Path, *lines: str, widths: int = 3, **more: Any) -> Path:
    """A PDF with a page for each of `lines`, all with the same font and picture."""
    with pikepdf.new() as pdf:
        logo = pdf.make_stream(bytes(12), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=2, Height=2)
        logo.ColorSpace, logo.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        font.Widths = pikepdf.Array(range(widths))
        resources = pikepdf.Dictionary(Font={"/F": pdf.make_indirect(font)}, XObject={"/Logo": logo}, **more)
        for line in lines:
            page = pdf.add_blank_page(page_size=(200, 100))
            page.obj.Resources = pdf.make_indirect(resources)
            page.obj.Contents = pdf.make_stream(f"/Logo Do BT /F 9 Tf 9 50 Td ({line}) Tj ET".encode())
        pdf.save(file)
    return file


def join(singles: list[Single], target: Path, *, duplex: bool = False) -> None:
    """`singles` in one file."""
    combine(singles, target, title="Letters", author="House", on=date(2026, 11, 23), duplex=duplex)


def texts(file: Path) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(file) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def test_pages_and_bookmarks_come_in_order(tmp_path: Path) -> None:
    """Each letter leads to its first page, and one without words has no bookmark."""
    one, two = make(tmp_path / "1.pdf", "one", "more"), make(tmp_path / "2.pdf", "two")
    both = [Single(two, "Trần (Hà) \\ 1 0 R"), Single(one), Single(two, "김철수")]
    join(both, tmp_path / "all.pdf")
    assert texts(tmp_path / "all.pdf") == ["two", "one", "more", "two"]
    with pikepdf.open(tmp_path / "all.pdf") as whole, whole.open_outline() as outline:
        pages = {page.obj.objgen: number for number, page in enumerate(whole.pages)}
        found = [(item.title, pages[item.destination[0].objgen]) for item in outline.root]
        assert found == [("Trần (Hà) \\ 1 0 R", 0), ("김철수", 3)]
        assert whole.check_pdf_syntax() == []
        assert {key: str(value) for key, value in whole.docinfo.items()} == {
            "/Title": "Letters",
            "/Author": "House",
            "/CreationDate": "D:20261123120000Z",
        }


def test_for_both_sides_a_letter_begins_on_a_front(tmp_path: Path) -> None:
    """After an odd number of pages there is an empty one of the same size, and the printer is told."""
    one, two = make(tmp_path / "1.pdf", "one"), make(tmp_path / "2.pdf", "two", "more")
    join([Single(one), Single(two), Single(one)], tmp_path / "all.pdf", duplex=True)
    assert texts(tmp_path / "all.pdf") == ["one", "", "two", "more", "one", ""]
    with pikepdf.open(tmp_path / "all.pdf") as whole:
        assert {tuple(page.mediabox) for page in whole.pages} == {(0, 0, 200, 100)}
        assert whole.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"


def test_what_repeats_stands_there_once(tmp_path: Path) -> None:
    """Of twenty letters in the same font with the same logo there is one font and one logo, and twenty texts."""
    files = [make(tmp_path / f"{number}.pdf", f"letter {number}") for number in range(20)]
    join([Single(file) for file in files], tmp_path / "all.pdf")
    with pikepdf.open(tmp_path / "all.pdf") as whole:
        fonts = [one for one in whole.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one]
        logos = [one for one in whole.objects if isinstance(one, pikepdf.Stream) and "/Width" in one]
        assert (len(fonts), len(logos)) == (1, 1)
        assert len({page.obj.Contents.objgen for page in whole.pages}) == 20


def test_the_same_letters_give_the_same_bytes(tmp_path: Path) -> None:
    """The file does not depend on when and where it is made."""
    singles = [Single(make(tmp_path / f"{number}.pdf", f"letter {number}"), str(number)) for number in range(450)]
    join(singles, tmp_path / "one.pdf", duplex=True)
    join(singles, tmp_path / "two.pdf", duplex=True)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_words_like_references_and_objects_in_a_circle(tmp_path: Path) -> None:
    """A text is taken as it is, and so is an object that leads to itself, or to its page."""
    with pikepdf.open(make(tmp_path / "1.pdf", "one")) as pdf:
        ring = pdf.make_indirect(pikepdf.Dictionary(Said=pikepdf.String("see (1 0 R) \\ 2 0 R")))
        ring.Self, ring.Page = ring, pdf.pages[0].obj
        pdf.pages[0].obj.Resources.Ring = ring
        pdf.save(tmp_path / "2.pdf")
    join([Single(tmp_path / "2.pdf")] * 2, tmp_path / "all.pdf")
    with pikepdf.open(tmp_path / "all.pdf") as whole:
        for page in whole.pages:
            ring = page.obj.Resources.Ring
            assert str(ring.Said) == "see (1 0 R) \\ 2 0 R"
            assert (ring.Self.objgen, ring.Page.objgen) == (ring.objgen, page.obj.objgen)


def test_what_a_page_has_from_above_it_keeps(tmp_path: Path) -> None:
    """The size that all pages of a file share stands at none of them."""
    with pikepdf.open(make(tmp_path / "1.pdf", "one", "more")) as pdf:
        for page in pdf.pages:
            pdf.Root.Pages.MediaBox = page.obj.MediaBox
            del page.obj.MediaBox
        pdf.save(tmp_path / "2.pdf")
    join([Single(tmp_path / "2.pdf")], tmp_path / "all.pdf")
    with pikepdf.open(tmp_path / "all.pdf") as whole:
        assert [tuple(page.obj.MediaBox) for page in whole.pages] == [(0, 0, 200, 100)] * 2


def test_a_file_that_is_no_pdf_is_told(tmp_path: Path) -> None:
    """In words of the reader's, with the library's reason."""
    (tmp_path / "1.pdf").write_text("not a PDF", encoding="ascii")
    with pytest.raises(OutputError, match=r"^cannot join the letters in one PDF: "):
        join([Single(tmp_path / "1.pdf")], tmp_path / "all.pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="the size of a process is read from /proc")
def test_memory_is_flat(tmp_path: Path) -> None:
    """Hundreds of letters, each with a font of its own, are held no longer than each is written."""
    held = list[float]()

    def weigh() -> None:
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        held.append(pages * resource.getpagesize() / 2**20)

    def drawn() -> Iterator[Single]:
        for number in range(240):
            if number % 40 == 0:
                weigh()
            file = make(tmp_path / f"{number}.pdf", f"letter {number}", widths=3_000 + number)
            yield Single(file, f"Letter {number}")

    combine(drawn(), tmp_path / "all.pdf", title="Letters", author="House", on=date(2026, 11, 23), duplex=False)
    weigh()
    assert max(held) < held[1] + 4
