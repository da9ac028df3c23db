"""`templates/proposal/kinds/<id>.yaml`: what a document of a proposal is, what it is made for, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from kamdocs.model.base import Id, Misfit, Model, Text, Words, refuse
from kamdocs.model.house import ReaderPages, ReaderSection

Per = Literal["recipient", "group", "case", "person", "proposal"]

KINDS_FOLDER = "proposal/kinds/"
"""Folder of the kinds of documents below `templates/`."""

FORMS_FOLDER = "forms/"
"""Folder of the forms below `templates/`: kinds of documents that stay in the house, and their sections."""

SECTIONS = "proposal/sections/"
"""Folder of the sections of all other kinds below `templates/`."""


class KindSection(ReaderSection):
    """One section of a kind of document."""

    each: Literal["reader"] | None = Field(
        None, description="Repeated as a chapter for each type of reader in the group."
    )
    then: tuple[ReaderSection, ...] = Field(
        (),
        description="Sections below the chapters, each in one only: that of the reader whose file gives it most.",
    )


class DocumentKind(Model):
    """`templates/proposal/kinds/<id>.yaml`: a kind of document that is made of a proposal."""

    name: Text = Field(description="Name, as other documents list it among their enclosures.")
    audience: Literal["client", "internal"] = Field(
        "client", description="Who reads it; `internal` in a form, which stands in `templates/forms`."
    )
    per: Per = Field(
        description="What one document is made for: a recipient, the group of all recipients, a case that they are "
        "shown, a person of the team, or the proposal as a whole."
    )
    sections: tuple[KindSection, ...] = Field((), description="Sections in order; else those of the reader's file.")
    pages: ReaderPages | None = Field(None, description="Length; else that of the reader's file.")
    use: Words = Field("proposal", description="What the consent of cases must name for them to be told in full.")
    offers: bool = Field(True, description="Whether it states the terms of the offer, which must not have expired.")
    letter: bool = Field(False, description="Whether it is a letter, which `kamdocs letters` builds too.")
    title: Text | None = Field(None, description="What stands before the title of the document in its properties.")
    encloses: tuple[Id, ...] = Field((), description="Kinds of documents that it lists as enclosed.")
    needs: tuple[Words, ...] = Field((), description="Keys of the proposal without which it cannot be made.")

    @model_validator(mode="after")
    def _fits(self) -> DocumentKind:
        refuse(self._misfits())
        return self

    def _misfits(self) -> Iterator[Misfit]:
        ids = [section.id for section in self.sections]
        for index, section in enumerate(self.sections):
            if section.id in ids[:index]:
                help = f"item {ids.index(section.id) + 1} lists it too"
                yield Misfit(("sections", index), f"lists `{section.id}` a second time", help)
            if section.each is not None and self.per != "group":
                yield Misfit(("sections", index, "each"), "stands in a kind that is not `per: group`")
            if section.then and section.each is None:
                yield Misfit(("sections", index, "then"), "follows a section without `each`", "write `each: reader`")

    @property
    def is_form(self) -> bool:
        """Whether it stays in the house."""
        return self.audience == "internal"

    def section_name(self, id: str) -> str:
        """The name of the template of its section `id`, without language and ending."""
        return f"{FORMS_FOLDER if self.is_form else SECTIONS}{id}"

    def name_of(self, id: str) -> str:
        """The name of its file below `templates/`, without ending, where `id` is its own. A template made in Word that
        has it too, with or without a language, is what the document is made from."""
        return f"{FORMS_FOLDER if self.is_form else KINDS_FOLDER}{id}"

    def file(self, id: str) -> Path:
        """Its file, as problems name it."""
        return Path("templates", f"{self.name_of(id)}.yaml")
