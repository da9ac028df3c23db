"""Templates, languages and themes: the workspace's own, and beneath them those that come with kamdocs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TypeVar

from kamdocs.errors import InputError, Problem
from kamdocs.load.document import Document, read_bytes
from kamdocs.load.languages import unusable
from kamdocs.load.shipped import shipped_root
from kamdocs.load.single import record_in, record_in_text
from kamdocs.model.base import Model
from kamdocs.model.kit import Kit, LanguageRules, Template, TemplateHeader
from kamdocs.model.theme import Theme
from kamdocs.model.workspace import KeyPath

M = TypeVar("M", bound=Model)
Fault = tuple[KeyPath, str, str]
"""A path in a file, what is wrong there, and help."""

_HEADER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_HEADER_LINE = 2
_HEADER_OPEN = re.compile(r"\A---[ \t]*\n[a-z_]+:")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_PAGE_MM = (210, 297)
_LEAST_MM = 80
"""What margins leave of a page at least, across and down."""
_LINK_HELP = "put the file itself there"


def load_kit(root: Path, theme: str) -> Kit:
    """Everything documents of the workspace at `root` are made with, in the theme `theme`.

    A file of the workspace's `templates/` replaces the shipped one of the same path. Raises InputError with every
    problem found.
    """
    files, strays = _files(root)
    reader = _Reader(files)
    reader.problems += strays
    templates = {name: reader.template(name) for name in files if name.endswith(".j2")}
    languages = {
        PurePosixPath(name).stem: reader.record(name, LanguageRules, unusable)
        for name in files
        if re.fullmatch(r"languages/[^/]+\.yaml", name)
    }
    tokens = reader.record(theme_file(theme).relative_to("templates").as_posix(), Theme, _too_narrow)
    if reader.problems or tokens is None:
        raise InputError(reader.problems)
    return Kit(
        templates={name: template for name, template in templates.items() if template},
        languages={code: rules for code, rules in languages.items() if rules},
        theme=tokens,
        files=reader.digests,
    )


def theme_file(theme: str) -> Path:
    """The file of a theme, as problems name it."""
    return Path("templates", "themes", theme, "theme.yaml")


def _files(root: Path) -> tuple[Mapping[str, tuple[Path, Path]], list[Problem]]:
    """Each file below `templates/`: as problems name it and as it is opened; and the links that lead astray."""
    found: dict[str, tuple[Path, Path]] = {}
    problems: list[Problem] = []
    for base in dict.fromkeys((shipped_root().resolve(), root.resolve())):
        for path in _below(base / "templates"):
            name = path.relative_to(base / "templates").as_posix()
            if path.is_symlink() and (what := _led_astray(path, base)):
                problems.append(Problem(Path("templates", name), 0, 0, "bad-path", what, help=_LINK_HELP))
            elif path.is_file():
                found[name] = (Path("templates", name), path)
    return dict(sorted(found.items())), problems


def _below(folder: Path) -> Iterator[Path]:
    """What stands below `folder`, hidden files and folders left out."""
    for path in sorted(folder.rglob("*")):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _led_astray(link: Path, root: Path) -> str:
    """What is wrong with where `link` leads; empty for one that leads to something in `root`."""
    try:
        inside = link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return "is a link that leads nowhere"
    return "" if inside else "is a link that leads out of the workspace"


def _too_narrow(theme: Theme) -> Iterator[Fault]:
    margins = theme.margins
    for first, second, page in (("left", "right", _PAGE_MM[0]), ("top", "bottom", _PAGE_MM[1])):
        if getattr(margins, first) + getattr(margins, second) > page - _LEAST_MM:
            what = f"`{first}` and `{second}` leave less than {_LEAST_MM} mm of the page"
            yield ("margins", first), what, f"a page is {_PAGE_MM[0]} mm by {_PAGE_MM[1]} mm"


class _Reader:
    """Reads the files of a kit and keeps what is wrong with them."""

    def __init__(self, files: Mapping[str, tuple[Path, Path]]) -> None:
        self._files = files
        self.problems: list[Problem] = []
        self.digests: dict[Path, str] = {}

    def record(self, name: str, model: type[M], faults: Callable[[M], Iterable[Fault]]) -> M | None:
        """The record in the YAML file `name`; `faults` says what its fields allow, but no document can be made with."""
        content = self._content(name)
        if content is None:
            return None
        with self._noted():
            document = Document(self._files[name][0], content)
            made = record_in(document, model)
            self.problems += [document.problem(path, "unusable", what, help=help) for path, what, help in faults(made)]
            return made
        return None

    def template(self, name: str) -> Template | None:
        """The template `name`, its header read."""
        content = self._content(name)
        if content is None:
            return None
        file = self._files[name][0]
        try:
            source = content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self.problems.append(Problem(file, line, 1, "not-utf8", "is not UTF-8 text", help="save it as UTF-8"))
            return None
        self._refuse_private_use(file, source)
        match = _HEADER.match(source)
        if match is None and _HEADER_OPEN.match(source):
            self._refuse_open_header(file)
        header = self._header(file, match[1]) if match and match[1].strip() else TemplateHeader()
        body_line = source.count("\n", 0, match.end()) + 1 if match else 1
        return Template(PurePosixPath(name), file, header, source, body_line) if header else None

    def _refuse_open_header(self, file: Path) -> None:
        what, help = "the header that begins here is not closed", "end it with a line `---`"
        self.problems.append(Problem(file, 1, 1, "open-header", what, help=help, source="---", width=3))

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
