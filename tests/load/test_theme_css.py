"""A theme's own stylesheet: what it may not say is told with its place, and what it may is taken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from support import REPOSITORY

from kamdocs.errors import Problem
from kamdocs.load.pictures import PictureFiles
from kamdocs.load.theme_css import read_css
from kamdocs.model.theme import Theme

THEME = Theme.model_validate(
    yaml.load((REPOSITORY / "templates/themes/modern/theme.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
)


def problems(css: str, folder: Path) -> tuple[Problem, ...]:
    """What is wrong with a stylesheet beside the tokens of the theme `modern`."""
    shutil.copy(REPOSITORY / "profiles/house-logo.png", folder / "a.png")
    return read_css(css, Path("theme.css"), PictureFiles(folder), THEME).problems


TEXT = "changes or hides text, which Word would show"
PALE, SMALL = "makes text paler, which cannot be measured", "can leave text too small to be read"
MOVED, CLOSE = "can cut off, cover or move away text, which Word would show", "can push text over other text or off"
REFUSED = [
    ("h2 { text-transform: uppercase }", 6, f"`text-transform: uppercase` {TEXT}"),
    ("p { color: #12394a; display: none }", 21, f"`display: none` {TEXT}"),
    ("p { visibility: hidden }", 5, f"`visibility: hidden` {TEXT}"),
    ("p { opacity: 40% }", 5, f"`opacity: 40%` {PALE}"),
    ("p { font-size: 0 }", 5, f"`font-size: 0` {SMALL}"),
    ("p { font-size: 1px }", 5, f"`font-size: 1px` {SMALL}"),
    ("p { font-size: 0.2em }", 5, f"`font-size: 0.2em` {SMALL}"),
    ('p::before { content: "No. " }', 13, f'`content: "No. "` {TEXT}'),
    ("h2::before { content: counter(h2) }", 14, f"`content: counter(h2)` {TEXT}"),
    ('li::after { content: leader(".") }', 13, f'`content: leader(".")` {TEXT}'),
    ('ul { list-style-type: "→" }', 6, f'`list-style-type: "→"` {TEXT}'),
    ("ol { list-style: upper-roman inside }", 6, f"`list-style: upper-roman inside` {TEXT}"),
    ("@media screen { p { display: none } }", 21, f"`display: none` {TEXT}"),
    ("p, p::before { display: none }", 16, f"`display: none` {TEXT}"),
    ("p { font-family: Georgia }", 5, "`font-family: Georgia` is not for the stylesheet: PDFs hold the fonts of the"),
    ("@media screen { p { font: 0 Georgia } }", 21, "`font: 0 Georgia` is not for the stylesheet"),
    ("@page { margin: 5mm }", 9, "`margin` of pages is not for the stylesheet: Word, charts and page numbers hang"),
    ("@page cover { size: A5 }", 15, "`size` of pages is not for the stylesheet"),
    ("@page { @top-lft { content: none } }", 9, "`@top-lft` is no part of a page"),
    ("@supports (display: grid) { }", 1, "`@supports` is not known to PDFs"),
    ("p { color: var(--x) }", 12, "`--x` is set nowhere"),
    ("h2 { --x: #12394a }", 6, "`--x` is not set for the whole document"),
    ("p { color: device-cmyk(0 1 0 0) }", 12, "colours of the kind `device-cmyk` are those of one press"),
    ("p { background: url(b.png) }", 17, "file `b.png` is missing"),
    ("İİ </style>", 4, "`</` would end the stylesheet in HTML"),
    ("p { margin: 0", 3, "`{` is opened here and not closed"),
    ("p { width: calc(1px", 12, "`calc(` is opened here and not closed"),
    ("/* h2", 1, "`/*` is opened here and not closed"),
    ('p { quotes: "a', 13, "a quote is opened here and not closed on its line"),
    ("p { color: #eeeeee }", 5, "`color: #eeeeee` on white has a contrast of 1.16:1; text needs 4.5:1"),
    ("h1 { color: #eeeeee }", 6, "`color: #eeeeee` on white has a contrast of 1.16:1; text needs 3.0:1"),
    ("p { color: transparent }", 5, "`color: transparent` on white has a contrast of 1.00:1"),
    ("p { color: rgba(0, 0, 0, 0.2) }", 5, "`color: rgba(0, 0, 0, 0.2)` on white has a contrast of 1.61:1"),
    ("p { background: #12394a }", 5, "text of the theme on `background: #12394a` has a contrast of 1.23:1"),
    ("th { background: #ffff00 }", 6, "text of the theme on `background: #ffff00` has a contrast of"),
    ("ul { list-style: square }", 6, f"`list-style: square` {TEXT}"),
    (
        "p { color: #ffff00; background-color: white }",
        5,
        "`color: #ffff00` on `background-color: white` has a contrast of 1.07:1",
    ),
    (":root { --x: #eeeeee } p { color: var(--x) }", 28, "`color: var(--x)` on white has a contrast of 1.16:1"),
    (".note, th { color: #ffffff }", 13, "`color: #ffffff` on white has a contrast of 1.00:1; text needs 4.5:1"),
    ("td, h1 { color: #888888 }", 10, "`color: #888888` on white has a contrast of 3.54:1; text needs 4.5:1"),
    ("h1, td { color: #888888 }", 10, "`color: #888888` on white has a contrast of 3.54:1; text needs 4.5:1"),
    ("i::after, p { color: #ffffff }", 15, "`color: #ffffff` on white has a contrast of 1.00:1; text needs 4.5:1"),
    (":root { --d: none } li { display: var(--d) }", 26, f"`display: var(--d)` {TEXT}"),
    (":root { --o: 0 } td { opacity: var(--o) }", 23, f"`opacity: var(--o)` {PALE}"),
    ("td { opacity: calc(0) }", 6, f"`opacity: calc(0)` {PALE}"),
    ("p { font-size: var(--s, 1pt) }", 5, f"`font-size: var(--s, 1pt)` {SMALL}"),
    ("p { font-size: calc(0pt) }", 5, f"`font-size: calc(0pt)` {SMALL}"),
    (":root { --d: block } @media screen { body { --d: none } } p { display: var(--d) }", 63, TEXT),
    (":root p { --x: #12394a }", 11, "`--x` is not set for the whole document"),
    ("p { transform: scale(0) }", 5, f"`transform: scale(0)` {MOVED}"),
    ("p { height: 0; overflow: hidden }", 16, f"`overflow: hidden` {MOVED}"),
    ("p { position: absolute; clip: rect(0 0 0 0) }", 25, f"`clip: rect(0 0 0 0)` {MOVED}"),
    ("p { position: absolute; left: -90mm }", 5, f"`position: absolute` {MOVED}"),
    ("p { position: relative; left: -90mm }", 25, f"`left: -90mm` {CLOSE}"),
    ("p { text-overflow: ellipsis }", 5, f"`text-overflow: ellipsis` {MOVED}"),
    ("p { max-lines: 1 }", 5, f"`max-lines: 1` {MOVED}"),
    ("p { -webkit-clip-path: circle(0) }", 5, f"`-webkit-clip-path: circle(0)` {MOVED}"),
    ("p { z-index: -1 }", 5, f"`z-index: -1` {MOVED}"),
    ("p { letter-spacing: -2em }", 5, f"`letter-spacing: -2em` {CLOSE}"),
    ("p { text-indent: -100% }", 5, f"`text-indent: -100%` {CLOSE}"),
    ("p { margin-left: calc(-1 * 300mm) }", 5, f"`margin-left: calc(-1 * 300mm)` {CLOSE}"),
    ("p { line-height: 2% }", 5, f"`line-height: 2%` {CLOSE}"),
]


@pytest.mark.parametrize(("css", "column", "what"), REFUSED)
def test_what_a_stylesheet_may_not_do_is_told_with_its_place(css: str, column: int, what: str, tmp_path: Path) -> None:
    """On whichever line it stands, and with what mends it."""
    for lines in (0, 2):
        found = [each for each in problems("\n" * lines + css, tmp_path) if what in each.what]
        assert [(each.line, each.column, each.rule) for each in found] == [(lines + 1, column, "stylesheet")]
        assert found[0].help
        assert found[0].source == css


FINE = [
    "h2 { letter-spacing: 0.02em; text-transform: none; margin: 0 }",
    ".kicker::before { display: none } .note::after { content: ''; background: #12394a; opacity: 0.5 }",
    "ul { list-style-type: '–  ' } ol { list-style: lower-alpha inside }",
    ".callout { color: #ffffff; background: #12394a } .callout { background: transparent }",
    "section.cover h1 { color: #ffffff } thead th { color: #ffffff }",
    "h1 { color: #cc5500 } p { color: inherit } .lead { background: none; color: currentcolor }",
    ".lead { background: url(a.png) no-repeat } .note { content: url('a.png') }",
    ".lead { background: linear-gradient(#12394a, #0f5c6e) }",
    "@media screen { p { font-family: Georgia; color: var(--unknown) } @supports (x: y) { p { margin: 0 } } }",
    "@media screen and (max-width: 30rem), screen { h2 { --own: 1 } }",
    "@page { @bottom-left { content: 'Lotus'; font-size: 6pt; margin: 2mm } background: #ffffff }",
    "@layer ours { p { margin: 0 } a:hover { margin: 0 } }",
    ":root { --accent: #0f5c6e } h3 { color: var(--accent) } h4 { color: var(--none, #0f5c6e) }",
    ":root { --d: none; --s: 9pt } h2 { text-transform: var(--d); font-size: var(--s) } td { opacity: 100% }",
    "h1, .cover h2, td { color: #12394a } thead th, section.cover p, i::after { color: #ffffff }",
    ".lead { position: relative; z-index: 0; margin: -2mm -10pt 1em auto; overflow: visible; transform: none }",
    ".lead::before { content: ''; position: absolute; left: -90mm; overflow: hidden; transform: rotate(45deg) }",
    "h1 { letter-spacing: -0.02em; word-spacing: 0; line-height: 1.05; text-indent: -2em; font-size: larger }",
    "p { margin: 0 } /* the end */",
    '@charset "utf-8"; p { margin: 0 }',
    "thead th { background: #12394a } th, td { color: #12394a; background: #f3f6f7 }",
    "",
]


@pytest.mark.parametrize("css", FINE)
def test_what_a_stylesheet_may_do_is_taken(css: str, tmp_path: Path) -> None:
    """Looks of text, ornaments, pages in the margin, and what browsers alone know."""
    assert problems(css, tmp_path) == ()


def test_the_place_of_a_picture_is_that_of_its_own_address(tmp_path: Path) -> None:
    """And not that of the first below it; what stands in a comment or a text is none."""
    css = "/* url(x.png) */ p { quotes: 'url(y.png)'; background: URL( 'a.png' ), url(b.png) }"
    place = css.index("url(b.png)") + 1
    assert [(each.column, each.what) for each in problems(css, tmp_path)] == [(place, "file `b.png` is missing")]
