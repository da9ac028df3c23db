"""`templates/themes/<name>/theme.yaml`: the brand tokens that CSS and Word styles are derived from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from kamdocs.model.base import Id, Model, Number, PicturePath, Words

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$", examples=["#17324d"])]
Millimetres = Annotated[Number, Field(ge=0, le=200)]


class Font(Model):
    """One script's font, as embedded in the PDF and as the recipient's Word has it."""

    pdf: tuple[Words, ...] = Field(min_length=1, description="Families to embed; the first that is installed is taken.")
    word: Words = Field(description="Family that the recipient's Word has.")
    word_scale: Annotated[Number, Field(ge=0.8, le=1.25)] = Field(
        Decimal(1), description="Size in Word as a multiple of that in the PDF, so that both families look alike large."
    )
    package: Id | None = Field(
        None, description="Python package that brings one of the families, told where all of them are missing."
    )


class HeadingFonts(Model):
    """The fonts of titles, headings and key figures, where they are not those of the text."""

    latin: Font | None = Field(None, description="Latin, with all Vietnamese letters; without it that of the text.")
    hangul: Font | None = Field(None, description="Hangul; without it that of the text.")
    weight: Literal["regular", "bold"] = Field("bold", description="Weight of titles and headings.")


class Fonts(Model):
    """The fonts of a theme, by script."""

    latin: Font = Field(description="Latin, with all Vietnamese letters.")
    hangul: Font = Field(description="Hangul.")
    headings: HeadingFonts = Field(HeadingFonts(), description="Titles, headings and key figures.")
    fallback: Literal["sans-serif", "serif"] = Field(
        "sans-serif", description="What HTML is set in where the reader has none of the fonts."
    )
    bold: Literal["semibold", "bold"] = Field(
        "semibold", description="Weight of bold text in PDF and HTML; Word has `bold` alone."
    )

    def of_headings(self) -> tuple[Font, Font]:
        """The Latin and the Hangul font that headings are set in."""
        return self.headings.latin or self.latin, self.headings.hangul or self.hangul


class Colours(Model):
    """The colours of a theme."""

    text: Colour = Field(description="Running text.")
    muted: Colour = Field(description="Notes, captions, running heads.")
    accent: Colour = Field(description="Headings and rules that lead the eye.")
    strong: Colour = Field(description="Cover and table heads; `on_strong` stands on it.")
    on_strong: Colour = Field(description="Text on `strong`.")
    tint: Colour = Field(description="Ground of call-outs, total rows and striped rows.")
    line: Colour = Field(description="Hairlines of tables.")


class Looks(Model):
    """How the parts that make a theme are drawn."""

    cover: Literal["band", "page", "plain"] = Field(
        "band",
        description="The title on a `band` of colour; on a whole `page` of it; or `plain`, on white under a rule.",
    )
    heading: Literal["bar", "rule", "plain"] = Field(
        "bar", description="Section headings: an accent `bar` beside them, a `rule` below them, or `plain`."
    )
    table: Literal["filled", "ruled", "striped"] = Field(
        "filled",
        description="Tables: a `filled` head; `ruled` lines alone; or `striped`, a filled head and every other row "
        "tinted.",
    )
    callout: Literal["bar", "box", "tint"] = Field(
        "bar", description="Call-outs and key figures: a tint with an accent `bar`, a white `box`, or a `tint` alone."
    )


class Sizes(Model):
    """Sizes of type in points: from what can be read to what a page holds, its longest words and titles too."""

    text: Number = Field(description="Running text.", ge=7, le=18)
    small: Number = Field(description="Notes, captions, running heads.", ge=6, le=18)
    table: Number = Field(description="Tables.", ge=6, le=18)
    lead: Number = Field(description="Opening paragraph of a section.", ge=7, le=24)
    title: Number = Field(description="Title on the cover.", ge=14, le=40)
    h2: Number = Field(description="Heading of a section.", ge=10, le=32)
    h3: Number = Field(description="Heading within a section.", ge=8, le=24)
    h4: Number = Field(description="Heading of a part.", ge=7, le=18)
    number: Number = Field(description="Key figures.", ge=10, le=32)


POINTS_PER_MM = 72 / 25.4
A4_MM = (Decimal(210), Decimal(297))
"""Width and height of a page."""

COLUMN_GAP_MM = Decimal(8)
"""What stands free between two columns."""


class Margins(Model):
    """Margins of the A4 page in millimetres."""

    top: Millimetres = Field(description="Top.")
    right: Millimetres = Field(description="Right.")
    bottom: Millimetres = Field(description="Bottom.")
    left: Millimetres = Field(description="Left.")


class Theme(Model):
    """The brand tokens."""

    fonts: Fonts = Field(description="Fonts by script.")
    colours: Colours = Field(description="Colours.")
    sizes: Sizes = Field(description="Sizes of type in points.")
    margins: Margins = Field(description="Margins of the page in millimetres.")
    line_height: Annotated[Number, Field(ge=1, le=2)] = Field(description="Line height as a multiple of the size.")
    looks: Looks = Field(Looks(), description="How cover, headings, tables and call-outs are drawn.")
    logo: PicturePath | None = Field(
        None, description="Picture file that stands in place of the house's logo, relative to the workspace."
    )


@dataclass(frozen=True, slots=True)
class CarriedStyle:
    """A style of a `theme.docx`: its kind (`paragraph`, `character`, `table`), the names that Word shows of it and of
    what it is based on (empty for nothing), and the elements that give its look, as XML."""

    kind: str
    name: str
    based_on: str
    look: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """What documents take of a `theme.docx`: its styles, and its part with colours and fonts where it has one."""

    styles: tuple[CarriedStyle, ...]
    theme: bytes | None
