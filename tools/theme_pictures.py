"""Makes the pictures of the themes in docs/pictures anew, all of one proposal: `python tools/theme_pictures.py`."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image

import kamdocs

REPOSITORY = Path(__file__).parent.parent
PROPOSAL, READER, LANGUAGE, TODAY = "saeon-electronics", "kang-dong-hyun", "en", date(2026, 11, 23)
PAGES = (1, 4, 5)
WIDTH, GAP = 420, 12
GROUND, COLOURS = "#c9ccd1", 160


def main() -> None:
    """Write a picture for each theme."""
    for theme in sorted(path.parent.name for path in (REPOSITORY / "templates/themes").glob("*/theme.yaml")):
        with tempfile.TemporaryDirectory() as folder:
            pdf = _built(theme, Path(folder))
            picture = _side_by_side([_page(pdf, number) for number in PAGES])
        file = REPOSITORY / "docs/pictures" / f"theme-{theme}.png"
        picture.quantize(COLOURS).save(file, optimize=True)
        print(file.relative_to(REPOSITORY), file.stat().st_size)


def _built(theme: str, root: Path) -> Path:
    for name in ("profiles", "cases", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    settings = (REPOSITORY / "kamdocs.yaml").read_text(encoding="utf-8")
    (root / "kamdocs.yaml").write_text(f"{settings}theme: {theme}\n", encoding="utf-8")
    request = kamdocs.ProposalRequest(root, PROPOSAL, TODAY, to=(READER,), formats=("pdf",), language=LANGUAGE)
    (file,) = kamdocs.build_proposal(request)
    return file


def _page(pdf: Path, number: int) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[number - 1]
        return page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")


def _side_by_side(pages: list[Image.Image]) -> Image.Image:
    height = pages[0].height + 2 * GAP
    made = Image.new("RGB", (len(pages) * (WIDTH + GAP) + GAP, height), GROUND)
    for place, page in enumerate(pages):
        made.paste(page, (GAP + place * (WIDTH + GAP), GAP))
    return made


if __name__ == "__main__":
    main()
