"""`kamdocs doctor`: what is missing on this machine, and the one command that mends it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from kamdocs.errors import OutputError
from kamdocs.rules.listing import listed

if TYPE_CHECKING:
    from kamdocs.model.theme import Theme

_LEAST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that kamdocs needs, or, where `needed` is false, can use.

    `detail` says what was found or what is wrong; `mend` is what to do about it.
    """

    what: str
    ok: bool
    detail: str
    mend: str = ""
    needed: bool = True


def examine(theme: Theme) -> tuple[Finding, ...]:
    """All that kamdocs needs of this machine for documents in `theme`, whether it is there or not."""
    return (_python(), _weasyprint(), *_fonts(theme), _time_zones(), _libreoffice())


@click.command()
def doctor() -> None:
    """Show what kamdocs needs of this machine, and what mends it where it is missing.

    The exit code is 3 where something needed is missing.
    """
    from kamdocs.load import load_kit
    from kamdocs.load.shipped import shipped_root
    from kamdocs.model.house import DEFAULT_THEME

    findings = examine(load_kit(shipped_root(), DEFAULT_THEME).theme)
    for finding in findings:
        click.echo(f"{_mark(finding)}  {finding.what}: {finding.detail}")
        if not finding.ok:
            click.echo(f"         {finding.mend}")
    if missing := [finding.what for finding in findings if finding.needed and not finding.ok]:
        raise OutputError(f"missing: {', '.join(missing)}")


def _mark(finding: Finding) -> str:
    if finding.ok:
        return "ok     "
    return "missing" if finding.needed else "absent "


def _python() -> Finding:
    least = ".".join(map(str, _LEAST_PYTHON))
    ok = sys.version_info >= _LEAST_PYTHON
    return Finding("Python", ok, sys.version.split()[0], mend=f"install Python {least} or newer")


def _weasyprint() -> Finding:
    from kamdocs.write.pdf_library import weasyprint_version

    try:
        return Finding("WeasyPrint, for PDF", True, weasyprint_version())
    except OutputError as error:
        return Finding("WeasyPrint, for PDF", False, str(error), mend=error.help)


def _fonts(theme: Theme) -> tuple[Finding, Finding]:
    from kamdocs.write.fonts import font_help, hangul_help

    latin, hangul = theme.fonts.latin, theme.fonts.hangul
    return (
        _font("Latin font, for PDF", latin.pdf, font_help(latin)),
        _font("Hangul font, for PDF", hangul.pdf, hangul_help(hangul)),
    )


def _font(what: str, families: tuple[str, ...], mend: str) -> Finding:
    from kamdocs.write.fonts import find_family

    faces = find_family(families)
    if not faces:
        return Finding(what, False, f"none of {listed(families)} is installed", mend)
    if all(face.weight < 600 for face in faces):
        return Finding(what, False, f"`{faces[0].file.name}` has no bold beside it", mend)
    return Finding(what, True, ", ".join(face.file.name for face in faces))


def _time_zones() -> Finding:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return Finding("Time zones", True, f"{ZoneInfo('Asia/Ho_Chi_Minh')} is known")
    except ZoneInfoNotFoundError as error:
        return Finding("Time zones", False, str(error), mend="run `pip install tzdata`")


def _libreoffice() -> Finding:
    from kamdocs.write.office import find_office, office_help

    found = find_office()
    return Finding(
        "LibreOffice, for PDF of Word templates", found is not None, found or "not found", office_help(), needed=False
    )
