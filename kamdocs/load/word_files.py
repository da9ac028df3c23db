"""The templates made in Word, read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kamdocs.errors import InputError, Problem
from kamdocs.load.template_files import TemplateFile
from kamdocs.load.word_file import read_word_file
from kamdocs.model.word_template import WordFile
from kamdocs.word.package import PackageError

_HELP = "save it in Word once more, as a document (`.docx`)"


class WordFiles(Mapping[str, WordFile]):
    """The Word files among `files`, by name below `templates/`; problems name each by its path in the workspace."""

    def __init__(self, files: Mapping[str, TemplateFile]) -> None:
        self._files = files
        self._read: dict[str, WordFile] = {}

    def __getitem__(self, name: str) -> WordFile:
        if name not in self._read:
            self._read[name] = _read(self._files[name])
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _read(found: TemplateFile) -> WordFile:
    try:
        return replace(read_word_file(found.opened), file=found.file)
    except InputError as error:
        raise InputError(replace(problem, file=found.file) for problem in error.problems) from None
    except PackageError as error:
        raise InputError([Problem(found.file, 0, 0, "unreadable", str(error), help=error.help or _HELP)]) from None
