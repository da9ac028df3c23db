"""Templates, languages and themes: the workspace's own, and beneath them those that come with kamdocs."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TypeVar

from kamdocs.errors import InputError, Problem
from kamdocs.load.document import Document, read_bytes
from kamdocs.load.shipped import shipped_root
from kamdocs.load.single import record_in, record_in_text
from kamdocs.model.base import Model
from kamdocs.model.kit import Kit, LanguageRules, Template, TemplateHeader
from kamdocs.model.theme import Theme

M = TypeVar("M", bound=Model)

_HEADER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_HEADER_LINE = 2
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


def load_kit(root: Path, theme: str) -> Kit:
    """Everything documents of the workspace at `root` are made with, in the theme `theme`.

    A file of the workspace's `templates/` replaces the shipped one of the same path. Raises InputError with every
    problem found.
    """
    files = _files(root)
    reader = _Reader(files)
    templates = {name: reader.template(name) for name in files if name.endswith(".j2")}
    languages = {
        PurePosixPath(name).stem: reader.record(name, LanguageRules)
        for name in files
        if re.fullmatch(r"languages/[^/]+\.yaml", name)
    }
    tokens = reader.record(f"themes/{theme}/theme.yaml", Theme)
    if reader.problems or tokens is None:
        raise InputError(reader.problems)
    return Kit(
        templates={name: template for name, template in templates.items() if template},
        languages={code: rules for code, rules in languages.items() if rules},
        theme=tokens,
        files=reader.digests,
    )


def _files(root: Path) -> Mapping[str, tuple[Path, Path]]:
    """Each file below `templates/`: the name that problems give it, and the file itself."""
    found: dict[str, tuple[Path, Path]] = {}
    for base in dict.fromkeys((shipped_root().resolve(), root.resolve())):
        for file in _below(base / "templates"):
            name = file.relative_to(base / "templates").as_posix()
            found[name] = (Path("templates", name), file)
    return dict(sorted(found.items()))


def _below(folder: Path) -> Iterator[Path]:
    """The files below `folder` whose real place is below it too, hidden ones left out."""
    inside = folder.resolve()
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.is_file() and not hidden and os.path.commonpath([file.resolve(), inside]) == str(inside):
            yield file


class _Reader:
    """Reads the files of a kit and keeps what is wrong with them."""

    def __init__(self, files: Mapping[str, tuple[Path, Path]]) -> None:
        self._files = files
        self.problems: list[Problem] = []
        self.digests: dict[Path, str] = {}

    def record(self, name: str, model: type[M]) -> M | None:
        """The record in the YAML file `name`."""
        content = self._content(name)
        if content is None:
            return None
        with self._noted():
            return record_in(Document(self._files[name][0], content), model)
        return None

    def template(self, name: str) -> Template | None:
        """The template `name`, its header read."""
        content = self._content(name)
        if content is None:
            return None
        file = self._files[name][0]
        try:
            source = content.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self.problems.append(Problem(file, line, 1, "not-utf8", "is not UTF-8 text", help="save it as UTF-8"))
            return None
        self._refuse_private_use(file, source)
        match = _HEADER.match(source)
        header = self._header(file, match[1]) if match else TemplateHeader()
        body_line = source.count("\n", 0, match.end()) + 1 if match else 1
        return Template(PurePosixPath(name), file, header, source, body_line) if header else None

    def _header(self, file: Path, text: str) -> TemplateHeader | None:
        with self._noted():
            return record_in_text(text, TemplateHeader, file=file, line=_HEADER_LINE)
        return None

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Keeps the problems that are raised inside."""
        try:
            yield
        except InputError as error:
            self.problems += error.problems

    def _refuse_private_use(self, file: Path, source: str) -> None:
        for number, line in enumerate(source.split("\n"), start=1):
            if match := _PRIVATE_USE.search(line):
                what = f"holds the private-use character U+{ord(match[0]):04X}"
                self.problems.append(
                    Problem(file, number, match.start() + 1, "private-use", what, help="remove it", source=line)
                )

    def _content(self, name: str) -> bytes | None:
        if name not in self._files:
            file = Path("templates", name)
            self.problems.append(Problem(file, 0, 0, "missing-file", "is not there", help=self._there_is(name)))
            return None
        shown, opened = self._files[name]
        content = read_bytes(shown, opened=opened)
        if isinstance(content, Problem):
            self.problems.append(content)
            return None
        self.digests[shown] = hashlib.sha256(content).hexdigest()
        return content

    def _there_is(self, name: str) -> str:
        folder = PurePosixPath(name).parent.parent
        beside = {other.split("/")[1] for other in self._files if other.startswith(f"{folder}/")}
        return f"there is {', '.join(f'`{id}`' for id in sorted(beside))}" if beside else ""
