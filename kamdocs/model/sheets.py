"""Envelopes and label sheets: where on the paper addresses stand. All measures are millimetres."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import ConfigDict, Field, RootModel

from kamdocs.model.base import Model, Number, Text, Whole, Words

_Measure = Annotated[Number, Field(ge=0, le=500)]
_Count = Annotated[Whole, Field(ge=1, le=30)]
_Name = Annotated[Words, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", examples=["dl", "3x8"])]


class Box(Model):
    """A place for an address, and the size of its letters in points; a long address gets smaller ones."""

    left: _Measure = Field(description="From the left edge.")
    top: _Measure = Field(description="From the upper edge.")
    width: _Measure = Field(description="Width.")
    height: _Measure = Field(description="Height.")
    size: Annotated[Number, Field(ge=6, le=24)] = Field(description="Size of type in points.")


class EnvelopeSize(Model):
    """An envelope, as it lies with the flap up."""

    name: Text = Field(description="Name of the size.")
    width: _Measure = Field(description="Width.")
    height: _Measure = Field(description="Height.")
    sender: Box = Field(description="Where the house's address stands.")
    recipient: Box = Field(description="Where the recipient's address stands.")


class LabelSheet(Model):
    """A sheet of labels of equal size, filled row by row."""

    name: Text = Field(description="Name of the sheet.")
    page: tuple[_Measure, _Measure] = Field((Decimal(210), Decimal(297)), description="Width and height of the paper.")
    columns: _Count = Field(description="Labels side by side.")
    rows: _Count = Field(description="Labels below each other.")
    width: _Measure = Field(description="Width of a label.")
    height: _Measure = Field(description="Height of a label.")
    left: _Measure = Field(description="From the left edge of the paper to the first label.")
    top: _Measure = Field(description="From the upper edge of the paper to the first label.")
    across: _Measure = Field(description="From the left edge of a label to that of the next.")
    down: _Measure = Field(description="From the upper edge of a label to that of the next.")
    padding: _Measure = Field(description="What stays free within a label.")
    size: Annotated[Number, Field(ge=6, le=24)] = Field(description="Size of type in points.")


class EnvelopeSizes(RootModel[dict[_Name, EnvelopeSize]]):
    """`templates/letters/parts/envelopes.yaml`: the sizes of envelopes."""

    model_config = ConfigDict(frozen=True)


class LabelSheets(RootModel[dict[_Name, LabelSheet]]):
    """`templates/letters/parts/labels.yaml`: the sheets of labels."""

    model_config = ConfigDict(frozen=True)
