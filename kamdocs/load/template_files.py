"""Which files below `templates/` are read, and which stand where none is."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kamdocs.errors import Problem
from kamdocs.load.shipped import shipped_root
from kamdocs.model.base import ID_PATTERN
from kamdocs.model.document import FORMS_FOLDER, KINDS_FOLDER, SECTIONS
from kamdocs.rules.hints import meant_language

TEMPLATES = "templates"
_LANGUAGES = "languages/"
_THEMES, _OF_A_THEME = "themes/", ("theme.css", "theme.docx")
_CODE = re.compile(r"[a-z]{2,3}")
_ID = re.compile(ID_PATTERN)
_MARKUP = ("md", "html")
_READ = (".j2", ".yaml", ".docx")
_OPEN_IN_WORD = "~$"
"""How the files begin that Word keeps beside one as long as it is open."""
_OF_WORD = re.compile(r"(.*)\.(docx|dotx|docm|dotm|doc|dot|odt|rtf)", re.IGNORECASE | re.DOTALL)
_ALMOST_SECTION = re.compile(r"([a-z0-9-]+(?:\.[a-z]+)?)\.(md|html?)(\.(jinja2?|j2))?", re.IGNORECASE)
_WITH_A_KIND = (KINDS_FOLDER, FORMS_FOLDER)
_ALMOST_YAML = re.compile(r"(.*)\.ya?ml", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A file below `templates/`, as problems name it and as it is opened."""

    file: Path
    opened: Path


@dataclass(slots=True)
class _Walk:
    """What stands below one `templates/` by its name there, and the problems of what cannot be read."""

    files: dict[str, TemplateFile] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, name: str, rule: str, what: str, help: str = "") -> None:
        """Report what stands at `name`."""
        self.problems.append(Problem(Path(TEMPLATES, name), 0, 0, rule, what, help=help))


def find_template_files(root: Path) -> tuple[Mapping[str, TemplateFile], list[Problem]]:
    """The files below the `templates/` of the workspace `root` and the shipped ones, by their names there, and the
    problems of what cannot be one or would never be read.

    A file of the workspace takes the place of the shipped one of the same name, whichever markup the two are in.
    """
    base, root = shipped_root().resolve(), root.resolve()
    shipped = _walked(base)
    own = _walked(root, shipped) if root != base else shipped
    kept = {name: file for name, file in shipped.files.items() if own is shipped or not _other_markup(name, own.files)}
    files = dict(sorted({**kept, **own.files}.items()))
    _misnamed(own, files, {PurePosixPath(name).stem for name in files if name.startswith(_LANGUAGES)})
    return files, own.problems


def _walked(base: Path, shipped: _Walk | None = None) -> _Walk:
    walk, top = _Walk(), base / TEMPLATES
    if top.is_symlink() and (wrong := _led_astray(top, base)):
        walk.refuse("", "bad-path", *wrong)
    elif top.exists() and not top.is_dir():
        walk.refuse("", "not-a-folder", "is a file, not a folder")
    else:
        _descend(top, PurePosixPath(), base, walk, shipped or _Walk())
    return walk


def _descend(folder: Path, name: PurePosixPath, base: Path, walk: _Walk, shipped: _Walk) -> None:
    """Take up everything in `folder`, hidden files left out; links to folders are not followed."""
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry for entry in found if not _is_hidden(entry.name)), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        walk.refuse(name.as_posix(), "unreadable", f"cannot be read: {(error.strerror or 'unknown reason').lower()}")
        return
    for entry in entries:
        below = name / entry.name
        _take(entry, below.as_posix(), base, walk, shipped)
        if entry.is_dir(follow_symlinks=False):
            _descend(Path(entry.path), below, base, walk, shipped)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", _OPEN_IN_WORD))


def _take(entry: os.DirEntry[str], name: str, base: Path, walk: _Walk, shipped: _Walk) -> None:
    path = Path(entry.path)
    is_read = name.endswith(_READ) or name in shipped.files
    if entry.is_symlink() and (wrong := _led_astray(path, base)):
        walk.refuse(name, "bad-path", *wrong)
    elif entry.is_symlink() and path.is_dir():
        walk.refuse(name, "bad-path", "is a link to a folder, which is not followed", "put the folder itself there")
    elif entry.is_dir():
        walk.folders.add(name)
        if is_read:
            walk.refuse(name, "not-a-file", "is a folder, not a file")
    elif not entry.is_file():
        if is_read:
            walk.refuse(name, "not-a-file", "is no file that can be read, but a pipe, a socket or a device")
    elif name in shipped.folders:
        walk.refuse(name, "not-a-folder", "is a file, not a folder")
    else:
        walk.files[name] = TemplateFile(Path(TEMPLATES, name), path)


def _led_astray(link: Path, root: Path) -> tuple[str, str] | None:
    """What is wrong with where `link` leads, and help; None for one that leads to something in `root`."""
    try:
        inside = link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return "is a link that leads nowhere", "put the file itself there"
    return None if inside else ("is a link that leads out of the workspace", "put the file itself there")


def _other_markup(name: str, files: Collection[str]) -> str:
    """The one of `files` that is the template `name` in the other markup; empty without one."""
    stem, _, markup = name.removesuffix(".j2").rpartition(".")
    if not name.endswith(".j2") or markup not in _MARKUP:
        return ""
    (other,) = set(_MARKUP) - {markup}
    return found if (found := f"{stem}.{other}.j2") in files else ""


def _misnamed(walk: _Walk, every: Collection[str], languages: Collection[str]) -> None:
    """Report the files whose names nothing asks for; `every` are the names of all files, the shipped ones too."""
    for name in walk.files:
        word = not name.startswith(_THEMES) and _OF_WORD.fullmatch(name)
        wrong = _wrong_word_name(word, every, languages) if word else _wrong_name(name, walk.files, languages)
        for rule, what, help in wrong:
            walk.refuse(name, rule, what, help)


def _wrong_name(name: str, files: Collection[str], languages: Collection[str]) -> Iterator[tuple[str, str, str]]:
    last = PurePosixPath(name).name
    if name.endswith(".j2"):
        yield from _wrong_template_name(name, languages)
        if (other := _other_markup(name, files)) and other < name:
            yield "bad-name", f"stands beside `{PurePosixPath(other).name}`; only one of them can be used", "remove one"
    elif not name.endswith(".yaml") and (almost := _ALMOST_YAML.fullmatch(last)):
        yield "not-read", "is not read", f"rename it to `{almost[1]}.yaml`"
    elif name.startswith(_LANGUAGES) and name.endswith(".yaml") and not _CODE.fullmatch(last.removesuffix(".yaml")):
        yield "bad-name", "the rules of a language are named by its ISO 639 code", "rename it, as in `ko.yaml`"
    elif name.startswith(KINDS_FOLDER) and not _ID.fullmatch(last.removesuffix(".yaml")):
        yield "bad-id", "no kind of document can have this name", "use lower-case letters, digits and hyphens"
    elif name.startswith(_THEMES) and last not in _OF_A_THEME and last.lower().endswith((".css", ".docx", ".dotx")):
        ending = "css" if last.lower().endswith(".css") else "docx"
        yield "not-read", "is not read", f"a theme has one such file; name it `theme.{ending}`"
    elif name.startswith(SECTIONS) and (like := _ALMOST_SECTION.fullmatch(last)):
        yield "not-read", "is not read", f"rename it to `{like[1]}.{_markup_of(like[2])}.j2`"


def _wrong_template_name(name: str, languages: Collection[str]) -> Iterator[tuple[str, str, str]]:
    stem, *others = PurePosixPath(name).name.removesuffix(".j2").split(".")
    if not others or others[-1] not in _MARKUP or len(others) > 2:
        help = "name it `<id>.html.j2`, `<id>.md.j2` for Markdown, `<id>.<language>.html.j2` for one language"
        yield "bad-name", "no template can have this name", help
    elif len(others) == 2 and others[0] not in languages:
        help = meant_language(others[0], languages) or f"write `{TEMPLATES}/{_LANGUAGES}{others[0]}.yaml`"
        yield "no-language", f"there are no rules for the language `{others[0]}`", help
    elif name.startswith(SECTIONS) and not _ID.fullmatch(stem):
        yield "bad-id", "no section can have this name", "use lower-case letters, digits and hyphens"


def _wrong_word_name(
    found: re.Match[str], every: Collection[str], languages: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the name of a file of a word processor, which `_OF_WORD` has found."""
    path = PurePosixPath(found[0])
    id, *others = PurePosixPath(found[1]).name.split(".")
    kind = f"{path.parent}/{id}.yaml"
    if found[2] != "docx":
        yield "not-read", "is not read", f"save it in Word as a document, `{PurePosixPath(found[1]).name}.docx`"
    elif found[0].startswith(SECTIONS):
        yield "not-read", "is not read: no section is made in Word", f"put it into `{TEMPLATES}/{KINDS_FOLDER}`"
    elif not found[0].startswith(_WITH_A_KIND):
        return
    elif not _ID.fullmatch(id) or len(others) > 1:
        help = "name it `<id>.docx`, or `<id>.<language>.docx` for one language, as `order-form.ko.docx`"
        yield "bad-name", "no template can have this name", help
    elif others and others[0] not in languages:
        help = meant_language(others[0], languages) or f"write `{TEMPLATES}/{_LANGUAGES}{others[0]}.yaml`"
        yield "no-language", f"there are no rules for the language `{others[0]}`", help
    elif kind not in every:
        yield "no-kind", f"nothing says what document it is: there is no `{id}.yaml` beside it", _kind_help(kind)


def _kind_help(kind: str) -> str:
    audience = ", audience: internal" if kind.startswith(FORMS_FOLDER) else ""
    return f"write `{TEMPLATES}/{kind}` with `{{name: …, per: recipient{audience}}}`"


def _markup_of(ending: str) -> str:
    return "md" if ending.lower() == "md" else "html"
