"""A template in Word into which what could not be printed as text is put, document by document."""

from __future__ import annotations

from pathlib import Path

from kamdocs.model.theme import Theme
from kamdocs.model.word_template import Filled, WordFile
from kamdocs.write.word_template.placing import Placing
from kamdocs.write.word_template.ready import Ready


class Host:
    """A template made ready once: what stands in it is looked for when it is needed, and kept.

    Charts and diagrams are drawn in `theme`, or in black and grey and the template's own font without one. Pictures
    of `Html` are looked for under `assets`.
    """

    def __init__(
        self, word_file: WordFile, *, theme: Theme | None = None, language: str = "en", assets: Path | None = None
    ) -> None:
        self._ready = Ready(word_file, theme=theme, language=language, assets=assets)

    def place(self, filled: Filled) -> dict[str, bytes]:
        """The parts of one document that differ from the template's, and those that it has not, by name, in UTF-8.

        Equal documents give equal bytes. Raises InputError, with every fault, where an insert cannot stand where its
        mark is, and OutputError where a picture cannot be shown in Word.
        """
        return Placing(self._ready, filled).parts()

    @property
    def has_contents(self) -> bool:
        """Whether the template has a table of contents, which `place` rebuilds even where nothing else is put in."""
        return self._ready.has_contents
