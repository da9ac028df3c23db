"""`templates/themes/<name>/theme.yaml`: the brand tokens that CSS and Word styles are derived from."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kamdocs.model.base import Model, Number, Words

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$", examples=["#17324d"])]
Points = Annotated[Number, Field(gt=0, le=200)]
Millimetres = Annotated[Number, Field(ge=0, le=200)]


class Font(Model):
    """One script's font, as embedded in the PDF and as the recipient's Word has it."""

    pdf: tuple[Words, ...] = Field(min_length=1, description="Families to embed; the first that is installed is taken.")
    word: Words = Field(description="Family that the recipient's Word has.")


class Fonts(Model):
    """The fonts of a theme, by script."""

    latin: Font = Field(description="Latin, with all Vietnamese letters.")
    hangul: Font = Field(description="Hangul.")


class Colours(Model):
    """The colours of a theme."""

    text: Colour = Field(description="Running text.")
    muted: Colour = Field(description="Notes, captions, running heads.")
    accent: Colour = Field(description="Headings and rules that lead the eye.")
    strong: Colour = Field(description="Cover and table heads; `on_strong` stands on it.")
    on_strong: Colour = Field(description="Text on `strong`.")
    tint: Colour = Field(description="Ground of call-outs and total rows.")
    line: Colour = Field(description="Hairlines of tables.")


class Sizes(Model):
    """Sizes of type in points."""

    text: Points = Field(description="Running text.")
    small: Points = Field(description="Notes, captions, running heads.")
    table: Points = Field(description="Tables.")
    lead: Points = Field(description="Opening paragraph of a section.")
    title: Points = Field(description="Title on the cover.")
    h2: Points = Field(description="Heading of a section.")
    h3: Points = Field(description="Heading within a section.")
    h4: Points = Field(description="Heading of a part.")
    number: Points = Field(description="Key figures.")


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
