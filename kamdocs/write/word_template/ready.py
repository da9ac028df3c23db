"""A template made ready for what is put into it: what stands in it, and what its content is written with."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from kamdocs.model.theme import Theme
from kamdocs.model.word_template import WordFile
from kamdocs.word.additions import Base
from kamdocs.word.index import Index, Styles
from kamdocs.word.numberings import Numberings
from kamdocs.write.word.flow import Flow
from kamdocs.write.word.language import tongue
from kamdocs.write.word_template.html import Pens
from kamdocs.write.word_template.neutral import drawn_theme, neutral_styles, neutral_theme


class Ready:
    """A template of which everything is looked for when it is first needed, and kept."""

    def __init__(self, word_file: WordFile, *, theme: Theme | None, language: str, assets: Path | None) -> None:
        self.file = word_file.file
        self.base = Base({name: member.data for name, member in word_file.members.items()})
        self._theme = theme
        self._language = tongue(language)
        self._assets = assets
        self._guests: dict[int, tuple[WordFile, Index]] = {}

    @cached_property
    def has_contents(self) -> bool:
        """Whether a table of contents stands in its text."""
        return self.base.index.has_contents

    def of_guest(self, word_file: WordFile) -> Ready:
        """Another template made ready in the same way."""
        return Ready(word_file, theme=self._theme, language=self._language.tag, assets=self._assets)

    def guest(self, word_file: WordFile) -> Index:
        """What is found in another Word file, which is kept as long as it is the same object."""
        held = self._guests.get(id(word_file))
        if held is None:
            parts = {name: member.data for name, member in word_file.members.items()}
            held = self._guests[id(word_file)] = (word_file, Index(parts))
        return held[1]

    @cached_property
    def pens(self) -> Pens:
        """What blocks of the vocabulary are written with."""
        neutral = neutral_theme(self.base.index)
        drawn = self._theme or drawn_theme(neutral, self.base.index)
        return Pens(neutral, drawn, self._language, self._assets, Flow(neutral))

    @cached_property
    def lacking(self) -> tuple[Styles, Numberings]:
        """The styles and numberings of which a template gets those that it has not."""
        return neutral_styles(self.pens.theme, self._language)
