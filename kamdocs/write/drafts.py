"""Pages of HTML as files under temporary names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kamdocs.model.page import Draft, Format, Page
from kamdocs.model.theme import Theme
from kamdocs.write.output import discard, temporary_name


@contextmanager
def drafted(
    pages: Sequence[Page], formats: Sequence[Format], theme: Theme, *, out: Path, assets: Path
) -> Iterator[list[Draft]]:
    """Each page in each format below `out`, under a temporary name that is gone when the block is left.

    Raises OutputError where a file cannot be made.
    """
    drafts: list[Draft] = []
    try:
        for page in pages:
            for format in dict.fromkeys(formats):
                target = out / page.path.with_name(f"{page.path.name}.{format}")
                drafts.append(Draft(page, format, temporary_name(target), target))
                write_page(page, format, theme, drafts[-1].file, assets=assets)
        yield drafts
    finally:
        discard(drafts)


def write_page(page: Page, format: Format, theme: Theme, file: Path, *, assets: Path) -> None:
    """Write `page` to `file` as `format`; pictures are taken from below `assets`."""
    if format == "docx":
        from kamdocs.write.word import write_docx

        write_docx(page, theme, file, assets=assets)
    elif format == "pdf":
        from kamdocs.write.pdf import write_pdf

        write_pdf(page, theme, file, assets=assets)
    else:
        from kamdocs.write.screen import write_html

        write_html(page, theme, file, assets=assets)
