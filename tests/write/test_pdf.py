"""PDFs: their text, their looks where looks are a promise, and what they refuse."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from support import REPOSITORY, write_pdf

from kamdocs.errors import OutputError
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.rules.pdf_text import PdfText, read_pdf
from kamdocs.write import write_page
from kamdocs.write.document import text_of

MakePage = Callable[..., Page]
THEME = REPOSITORY / "templates/themes/modern/theme.yaml"
LOGO = REPOSITORY / "profiles/house-logo.png"

RICH = """
<section class="cover"><p class="kicker">Offer 7</p><h1>Linie 제안 đề xuất</h1><p class="subtitle">Für Frau Kim</p>
<table class="facts"><tbody><tr><th>To</th><td>김철수 이사님</td></tr></tbody></table></section>
<section class="new-page"><header><p class="address">Lotus<br/>Hà Nội</p></header><p class="date">1 May 2027</p>
<p class="lead">Thưa Ông, 안녕하십니까.</p><p>Office, affluent, flow; ước, ữ, ậ, ĐỖ; 똠방각하 뷁;
₩ ₫ → ㎡ ① “x” ‘y’ – — 1\u00a0000.</p>
<ul><li>One<ul><li>Two</li></ul></li><li><p>Three</p><p>Four</p></li></ul><ol start="3"><li>Five</li></ol>
<dl><dt>Term</dt><dd>Meaning</dd></dl><div class="callout"><h3>Note</h3><p>Well <em>then</em><sup>1</sup></p></div>
<blockquote><p>Said.</p><p class="by">Kim</p></blockquote><figure><figcaption>Figure</figcaption></figure>
<table class="numbers"><tbody><tr><td><p class="value">74 %</p><p class="label">more</p></td></tr></tbody></table>
<div class="keep"><h4>Sign</h4>
<table class="signatures"><tbody><tr><td><p class="signature">Lan</p></td></tr></tbody></table>
<p class="closing">Regards</p><p class="note">Small <a href="https://x.example/a%20b">print</a></p></div></section>
"""


def squeezed(text: str) -> str:
    """`text` without white space."""
    return "".join(text.split())


def written(page: Page, theme: Theme, folder: Path) -> PdfText:
    """The text of `page` as its PDF has it."""
    file = folder / "out.pdf"
    write_pdf(page, theme, file, assets=REPOSITORY)
    return read_pdf(file, margins=theme.margins)


def body_text(page: Page) -> str:
    """The text of `page` as its template wrote it."""
    from lxml import etree

    return squeezed(text_of(etree.fromstring(page.html)))


@pytest.mark.parametrize("language", ["en", "ko", "vi"])
def test_text_in_is_text_out(language: str, make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """Every word of every element comes back, in its order, from Latin, Vietnamese and Hangul alike."""
    page = make_page(RICH, language=language)
    text = written(page, theme, tmp_path)
    assert squeezed("".join(text.pages)) == body_text(page)
    assert text.pages[0].startswith("Offer 7")
    assert text.fonts
    assert all(text.fonts.values())


LETTERS = "aefijlT1 0,.-/()ăâđêôơưứặ가각힣똠뷁ㄱ한국어「」₩₫"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(LETTERS, min_size=1, max_size=60), min_size=1, max_size=4))
def test_any_text_in_is_text_out(texts: list[str], make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """However words, hyphens and scripts are mixed, in paragraphs and in narrow columns."""
    cells = "".join(f"<td>{text}</td>" for text in texts)
    page = make_page("".join(f"<p>{text}</p>" for text in texts) + f"<table><tbody><tr>{cells}</tr></tbody></table>")
    assert squeezed("".join(written(page, theme, tmp_path).pages)) == body_text(page)


def test_the_head_of_a_table_stands_on_each_of_its_pages(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """It is repeated for the reader, and told once by the text; the total never stands alone."""
    rows = "".join(f"<tr><td>Item {number}</td><td class='number'>{number}</td></tr>" for number in range(90))
    page = make_page(
        f"<p>Before</p><table><thead><tr><th>Name</th><th>Amount</th></tr></thead><tbody>{rows}"
        "<tr class='total'><td>Total</td><td>4005</td></tr></tbody></table><p>After</p>"
    )
    text = written(page, theme, tmp_path)
    assert len(text.pages) > 2
    assert squeezed("".join(text.pages)) == body_text(page)
    printed = [whole for whole in text.everything if "Item" in whole]
    assert len(printed) == len(text.pages)
    assert all("Name" in whole for whole in printed)
    assert "Item" in text.pages[-1]


def at_every_height(content: str, lines: range) -> str:
    """`content` on pages of its own, each time one of `lines` further down."""
    return "".join(f"<section class='new-page'>{'<p>Line</p>' * count}{content}</section>" for count in lines)


def test_no_row_of_a_table_stands_alone(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """Neither the first at the foot of a page nor the last, or the total, at the head of one."""
    rows = (
        "<tr class='subtotal'><td>Row</td></tr>" + "<tr><td>Row</td></tr>" * 6 + "<tr class='total'><td>Row</td></tr>"
    )
    table = f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>"
    text = written(make_page(at_every_height(table, range(20, 34))), theme, tmp_path)
    counts = [page.split().count("Row") for page in text.pages]
    assert sum(counts) == 14 * 8
    assert 1 not in counts


@pytest.mark.parametrize(
    "after",
    [
        "<p>Text</p>",
        "<ul><li>Text</li></ul>",
        "<table><caption>Title</caption><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Row</td></tr></tbody></table>",
    ],
)
def test_no_heading_stands_at_the_foot_of_a_page(after: str, make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """Nor does the title of a table."""
    body = at_every_height("<h3>Heading</h3>" + after, range(27, 36))
    pages = written(make_page(body), theme, tmp_path).pages
    assert "".join(pages).count("Heading") == 9
    assert len(pages) > 10
    assert not [page for page in pages if page.endswith(("Heading", "Title", "Head"))]


def test_words_too_long_for_the_page_stay_on_it(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """They break, in running text and in a column, and nothing is printed beyond the margins."""
    page = make_page(
        f"<p>{'m' * 300}</p><table><tbody><tr><td>{'가' * 90}</td><td>{'w' * 200}</td></tr></tbody></table>"
    )
    file = tmp_path / "out.pdf"
    write_pdf(page, theme, file, assets=REPOSITORY)
    assert squeezed("".join(read_pdf(file, margins=theme.margins).pages)) == body_text(page)
    with pdfium.PdfDocument(file) as document:
        right = document[0].get_width() - float(theme.margins.right) * 72 / 25.4
        boxes = [item.get_bounds() for item in document[0].get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT])]
        assert boxes
        assert max(box[2] for box in boxes) <= right + 0.5


def test_korean_lines_break_between_words(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """No line of a Korean paragraph ends inside a word."""
    words = [f"설비종합효율{number}을" for number in range(60)]
    page = make_page(f"<p>{' '.join(words)}</p>", language="ko")
    lines = written(page, theme, tmp_path).pages[0].split("\n")
    assert len(lines) > 3
    assert {word for line in lines for word in line.split()} == set(words)


def printed(page: Page, theme: Theme, folder: Path) -> str:
    """All that the PDF of `page` prints, list marks too, line by line."""
    write_pdf(page, theme, folder / "out.pdf", assets=REPOSITORY)
    with pdfium.PdfDocument(folder / "out.pdf") as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_raised_figures_stay_beside_their_word(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """Whatever the length of the line, no line begins with the number of a source."""
    claims = "".join(
        f"<p>Each further point means four {'x' * length} customers.<sup>2</sup></p>" for length in range(60)
    )
    assert printed(make_page(claims), theme, tmp_path).count("customers.2") == 60


def test_a_list_begins_with_its_start(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """And the next one with 1 again."""
    body = '<ol start="4"><li>four</li><li>five</li></ol><ol><li>one</li></ol>'
    words = printed(make_page(body), theme, tmp_path).split()
    assert [word for word in words if word.endswith(".")] == ["4.", "5.", "1."]


def test_figures_in_columns_are_of_equal_width(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """1111 takes as much room as 8888, in body and total."""
    cells = "".join(
        f"<tr class='{kind}'><td class='number'>{digits}</td></tr>"
        for kind in ("subtotal", "total")
        for digits in ("1111", "8888")
    )
    file = tmp_path / "out.pdf"
    write_pdf(make_page(f"<table><tbody>{cells}</tbody></table>"), theme, file, assets=REPOSITORY)
    with pdfium.PdfDocument(file) as document:
        text = document[0].get_textpage()
        starts = [text.get_charbox(index, loose=True)[0] for index in range(text.count_chars()) if index % 6 == 0]
    assert starts[0] == pytest.approx(starts[1], abs=0.05)
    assert starts[2] == pytest.approx(starts[3], abs=0.05)


def test_running_head_and_page_number_stand_in_the_margins(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """From the second page on, and not in the body's text."""
    text = written(make_page("<p>One</p><section class='new-page'><p>Two</p></section>"), theme, tmp_path)
    assert text.pages == ("One", "Two")
    assert "One" in text.everything
    assert any("Lotus · Offer 7" in whole and "2 / 2" in whole for whole in text.everything)


def test_the_file_tells_its_title_author_language_and_outline(
    make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """As tagged PDF; headings come in the outline as they are written, without joiners."""
    file = tmp_path / "out.pdf"
    write_pdf(make_page("<h1>제안서 개요</h1><h2>가격 A &amp; B</h2>", language="ko"), theme, file, assets=REPOSITORY)
    with pdfium.PdfDocument(file) as document:
        assert [entry.get_title() for entry in document.get_toc()] == ["제안서 개요", "가격 A & B"]
        facts = document.get_metadata_dict(skip_empty=True)
        assert facts == {"Title": "Offer", "Author": "Lotus", "Producer": facts["Producer"]}
        assert document.is_tagged()
    assert "ko" in read_pdf(file, margins=theme.margins).everything


BUILD = """
import sys, yaml
from pathlib import Path
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.write.pdf import pdf_content
tokens, assets, *files = map(Path, sys.argv[1:])
theme = Theme.model_validate(yaml.load(tokens.read_text(encoding="utf-8"), yaml.BaseLoader))
for file in files:
    text = file.with_suffix(".txt").read_text(encoding="utf-8")
    page = Page(Path("x"), "ko", "Offer", "Lotus", "Head", text, {}, {}, ())
    file.write_bytes(pdf_content(page, theme, assets=assets))
"""


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another process, folder, order and batch, with another hash seed and an empty cache."""
    bodies = {
        "a": f"<body><p><img src='logo.png' alt='Logo'/></p>{RICH}</body>",
        "b": "<body><p>뷁 Offer</p></body>",
    }
    made = []
    for number, order in enumerate((["a"], ["b", "a"])):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "logo.png").write_bytes(LOGO.read_bytes())
        for name, body in bodies.items():
            (folder / f"{name}.txt").write_text(body, encoding="utf-8")
        subprocess.run(
            [sys.executable, "-c", BUILD, THEME, folder, *(folder / f"{name}.pdf" for name in order)],
            env={
                **os.environ,
                "PYTHONPATH": str(REPOSITORY),
                "PYTHONHASHSEED": str(number),
                **({"KAMDOCS_CACHE_DIR": str(folder / "cache")} if number else {}),
            },
            check=True,
        )
        made.append((folder / "a.pdf").read_bytes())
    assert made[0] == made[1]


OUTSIDE = [
    "../secret.png",
    "/etc/passwd.png",
    "file:///etc/passwd",
    "http://127.0.0.1:9/x.png",
    "//127.0.0.1/x.png",
    "link.png",
    "%2e%2e/secret.png",
]


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    """A folder with a picture, beside which lies one that is not to be had."""
    folder = tmp_path / "assets"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(LOGO.read_bytes())
    (folder / "logo.png").write_bytes(LOGO.read_bytes())
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    return folder


@pytest.mark.parametrize("source", OUTSIDE)
def test_a_picture_outside_the_workspace_is_refused(
    source: str, assets: Path, make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """However its place is written; no file is left."""
    page = make_page(f"<p><img src='logo.png' alt='a'/><img src='{source}' alt='b'/></p>")
    with pytest.raises(OutputError, match=f"`{source}` is no picture of the workspace"):
        write_pdf(page, theme, tmp_path / "out.pdf", assets=assets)
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize(
    "inside",
    [
        "<image href='file:///etc/passwd' width='9' height='9'/>",
        "<image href='http://127.0.0.1:9/x.png' width='9' height='9'/>",
        "<image href='../secret.png' width='9' height='9'/>",
        "<image href='link.png' width='9' height='9'/>",
    ],
)
def test_a_picture_cannot_load_another_from_outside(
    inside: str, assets: Path, make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """SVG loads what it names, and swallows the refusal: it is told all the same."""
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'>{inside}</svg>"
    (assets / "chart.svg").write_text(svg)
    with pytest.raises(OutputError, match="from elsewhere"):
        write_pdf(make_page("<p><img src='chart.svg' alt='x'/></p>"), theme, tmp_path / "out.pdf", assets=assets)


@pytest.mark.parametrize(
    "body",
    [
        "<p style='background: url(file:///etc/passwd)'>x</p>",
        "<link rel='attachment' href='file:///etc/passwd'/><p>x</p>",
        "<object data='file:///etc/passwd'>x</object>",
    ],
)
def test_nothing_else_is_loaded(body: str, make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """Even what no template may write: an address in a style, an attachment, an object."""
    with pytest.raises(OutputError, match="is nothing that a document may load"):
        write_pdf(make_page(body), theme, tmp_path / "out.pdf", assets=REPOSITORY)


def test_pictures_that_are_missing_are_errors(assets: Path, make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """All at once."""
    with pytest.raises(OutputError, match=r"(?s)`a\.png` is no picture.*`b\.png` is no picture"):
        write_pdf(
            make_page("<p><img src='a.png' alt='a'/><img src='b.png' alt='b'/></p>"),
            theme,
            tmp_path / "out.pdf",
            assets=assets,
        )


def test_pictures_of_the_workspace_and_embedded_ones_are_drawn(
    assets: Path, make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """A PNG file, an SVG file with Hangul in it, and in that a PNG in a data address."""
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='80' height='20'><text y='15'>매출 Sales</text>"
        f"<image width='9' height='9' href='data:image/png;base64,{dot}'/></svg>"
    )
    (assets / "50% of").mkdir()
    (assets / "50% of" / "매출.svg").write_text(svg, encoding="utf-8")
    sources = ("logo.png", "50% of/매출.svg")
    body = "".join(f"<img src='{source}' alt='x' width='40'/>" for source in sources)
    file = tmp_path / "out.pdf"
    write_pdf(make_page(f"<p>{body}</p>"), theme, file, assets=assets)
    text = read_pdf(file, margins=theme.margins)
    assert any("매출 Sales" in whole for whole in text.everything)
    assert text.pages == ("",)


def test_a_broken_link_inside_the_document_is_an_error(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """WeasyPrint only logs it."""
    with pytest.raises(OutputError, match="#gone"):
        write_pdf(make_page("<p><a href='#gone'>x</a></p>"), theme, tmp_path / "out.pdf", assets=REPOSITORY)


def test_a_theme_has_its_own_stylesheet_and_hears_of_its_faults(
    make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """It stands after ours, so that it wins; what it misspells is told."""
    page = make_page("<h2>Price</h2>")
    plain, own = tmp_path / "plain.pdf", tmp_path / "own.pdf"
    write_pdf(page, theme, plain, assets=REPOSITORY)
    write_pdf(page, theme, own, assets=REPOSITORY, css="h2 { color: #ff0000; }")
    assert plain.read_bytes() != own.read_bytes()
    with pytest.raises(OutputError, match="colr"):
        write_pdf(page, theme, own, assets=REPOSITORY, css="h2 { colr: red; }")


def test_a_file_that_cannot_be_written_is_named(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """A folder stands in its place."""
    (tmp_path / "out.pdf").mkdir()
    with pytest.raises(OutputError, match=r"cannot write `.*out\.pdf`"):
        write_page(make_page("<p>x</p>"), "pdf", theme, tmp_path / "out.pdf", assets=REPOSITORY)


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are found in another way there")
def test_a_system_without_harfbuzz_subset_makes_the_same_text(tmp_path: Path, theme: Theme) -> None:
    """Older systems have no package for it; WeasyPrint warns of it, and can do without."""
    (tmp_path / "libharfbuzz-subset.so.0").write_bytes(b"no library")
    (tmp_path / "a.txt").write_text("<body><p>한국 Offer</p></body>", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-c", BUILD, THEME, tmp_path, tmp_path / "a.pdf"],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "LD_LIBRARY_PATH": str(tmp_path)},
        check=True,
    )
    assert read_pdf(tmp_path / "a.pdf", margins=theme.margins).pages == ("한국 Offer",)


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are found in another way there")
def test_a_missing_library_is_told_with_the_command_that_brings_it(tmp_path: Path) -> None:
    """Pango cannot be loaded: an error of ours, with help, and not a word on stdout."""
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"no library")
    probe = (
        "from kamdocs.errors import OutputError\n"
        "from kamdocs.write.pdf_library import weasyprint_version\n"
        "try: weasyprint_version()\n"
        "except OutputError as error: print(error); print(error.help)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "LD_LIBRARY_PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    what, help = done.stdout.splitlines()
    assert what.startswith("WeasyPrint cannot load its libraries: cannot load library 'libpango-1.0-0'")
    assert help == "run `sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`"


def test_a_picture_that_changed_is_drawn_anew(theme: Theme, make_page: Callable[..., Page], tmp_path: Path) -> None:
    """Also in the same process, in which the pages of the last document are kept."""
    page = make_page('<p><img src="a.png" alt="a"/></p>')
    files = []
    for number, colour in enumerate(("red", "blue")):
        Image.new("RGB", (8, 8), colour).save(tmp_path / "a.png")
        files.append(tmp_path / f"{number}.pdf")
        write_pdf(page, theme, files[-1], assets=tmp_path)

    assert files[0].read_bytes() != files[1].read_bytes()
