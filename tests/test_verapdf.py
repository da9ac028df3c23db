"""The gate for PDFs: that it applies its profiles, and sees the faults that it is there for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pydyf
import pytest
from support import REPOSITORY
from verapdf import PDF_A_2A, PDF_UA_1, failed_rules
from weasyprint import HTML, Document

from kamdocs.write.pdf_archive import conform
from kamdocs.write.pdf_layout import _languages

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # WeasyPrint leaves one open

LOGO = (REPOSITORY / "profiles" / "house-logo.png").as_uri()
SOUND = (
    f'<html lang="en"><title>Offer</title><h1>Offer</h1><h2>Price</h2><p>Text <img src="{LOGO}" alt="Logo"></p></html>'
)

Spoil = Callable[[pydyf.PDF], object]


def made(folder: Path, html: str, spoil: Spoil, variant: str = "pdf/a-2a") -> Path:
    """A PDF of `html`, spoilt before it is written."""

    def finish_and_spoil(document: Document, pdf: pydyf.PDF) -> None:
        if variant == "pdf/a-2a":
            conform(pdf, _languages(document))
        spoil(pdf)

    HTML(string=html).write_pdf(folder / "out.pdf", pdf_variant=variant, finisher=finish_and_spoil)
    return folder / "out.pdf"


def of_type(pdf: pydyf.PDF, kind: str) -> list[pydyf.Dictionary]:
    """The objects of a PDF that call themselves `kind`."""
    return [item for item in pdf.objects if isinstance(item, dict) and kind in (item.get("Type"), item.get("S"))]


def leave_out_fonts(pdf: pydyf.PDF) -> None:
    """Name the fonts only, as if every machine had them."""
    for font in of_type(pdf, "/FontDescriptor"):
        del font[next(key for key in font if key.startswith("FontFile"))]


def leave_out_colours(pdf: pydyf.PDF) -> None:
    """Say nothing of which red is meant by red."""
    del pdf.catalog["OutputIntents"]


def leave_out_language(pdf: pydyf.PDF) -> None:
    """Leave it to the reader to find out."""
    del pdf.catalog["Lang"]


def leave_out_tags(pdf: pydyf.PDF) -> None:
    """Leave the order of reading open."""
    del pdf.catalog["StructTreeRoot"]


def leave_out_alternatives(pdf: pydyf.PDF) -> None:
    """Leave it to the reader to see."""
    for picture in of_type(pdf, "/Figure"):
        del picture["Alt"]


def skip_a_level(pdf: pydyf.PDF) -> None:
    """Have the second heading stand below one that there is not."""
    for heading in of_type(pdf, "/H2"):
        heading["S"] = "/H3"


def blur(pdf: pydyf.PDF) -> None:
    """Have programs invent points between those of a picture."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
            item.extra["Interpolate"] = "true"


FAULTS: dict[str, tuple[str, Spoil, list[str]]] = {
    "no title": (SOUND.replace("<title>Offer</title>", ""), bool, ["PDFUA-1 7.1-9"]),
    "no language": (SOUND, leave_out_language, ["PDFUA-1 7.2-"]),
    "no alternative text": (SOUND, leave_out_alternatives, ["PDFUA-1 7.3-1"]),
    "a level of headings skipped": (SOUND, skip_a_level, ["PDFUA-1 7.4.2-1"]),
    "no tags": (SOUND, leave_out_tags, ["PDFA-2A 6.7.3.3-1", "PDFUA-1 7.1-11"]),
    "fonts not embedded": (SOUND, leave_out_fonts, ["PDFA-2A 6.2.11.4.1-1", "PDFUA-1 7.21.4.1-1"]),
    "no colour profile": (SOUND, leave_out_colours, ["PDFA-2A 6.2.4.3-2"]),
    "a blurred picture": (SOUND, blur, ["PDFA-2A 6.2.8-3"]),
    "no glyph": (SOUND.replace("Text", "\U000f0000"), bool, ["PDFA-2A 6.2.11.8-1", "PDFUA-1 7.21.8-1"]),
}


def test_a_sound_file_breaks_no_rule(tmp_path: Path) -> None:
    """Neither of the one profile nor of the other."""
    assert failed_rules(made(tmp_path, SOUND, bool)) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_seen(fault: str, tmp_path: Path) -> None:
    """Told by the profile and the rule, with a place in the file."""
    html, spoil, rules = FAULTS[fault]
    found = failed_rules(made(tmp_path, html, spoil))
    for rule in rules:
        assert any(line.startswith(rule) and line.endswith(")") and "(root" in line for line in found), found


def test_each_profile_is_applied_for_itself(tmp_path: Path) -> None:
    """A file for screen readers alone is none for the archive, nor the other way round."""
    readable = made(tmp_path, SOUND, bool, variant="pdf/ua-1")
    assert failed_rules(readable, PDF_UA_1) == []
    assert any(line.startswith("PDFA-2A 6.6.4-1") for line in failed_rules(readable, PDF_A_2A))
    lasting = made(tmp_path, SOUND.replace("<img", '<img style="image-rendering: pixelated"'), bool, variant="pdf/a-2b")
    assert any(line.startswith("PDFUA-1 5-1") for line in failed_rules(lasting, PDF_UA_1))
