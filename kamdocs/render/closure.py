"""Which files the letters of one kind and language are made with, found without making one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kamdocs.model.kit import Kit, Picture, Template
from kamdocs.model.letter import LETTERS_FOLDER, OCCASIONS_FILE
from kamdocs.render.sources import TemplateSources
from kamdocs.rules.pictures import PICTURES

_NAMED = re.compile(r"{%-?\s*(?:include|import|extends|from)\s+(?:\"([^\"]+)\"|'([^']+)'|(\S))")

_LONGEST_PATH = 500
_ENDING = re.compile(rf"(?:{'|'.join(map(re.escape, PICTURES))})\b", re.IGNORECASE)
_BEFORE = re.compile(r"""[\s"'()<>|]""")


def files_of_kind(kit: Kit, kind_id: str, language: str) -> Mapping[Path, str]:
    """The templates, rules and looks that letters of `kind_id`, a kind of their own or one that is made of proposals,
    in `language` are made with, with their SHA-256.

    Every template counts where one is named by a value, and every template made in Word where the kind is made in Word.
    """
    sources = TemplateSources(kit.templates)
    stem, parts = _parts(kit, kind_id)
    wanted = {Path("templates", f"{stem}.yaml"), Path("templates", "languages", f"{language}.yaml")}
    found = [sources.find(part, language) for part in parts]
    reached = [*_reached(filter(None, found), sources, kit, language)]
    wanted |= {template.file for template in reached}
    if None in found or not found:
        wanted |= {word.file for word in kit.word_files.values()}
    if kind_id in kit.letters and kit.letters[kind_id].occasions:
        wanted.add(OCCASIONS_FILE)
    files = {file: digest for file, digest in kit.files.items() if file in wanted or _is_look(file)}
    return {**files, **pictures_named("\n".join(template.source for template in reached), kit)}


def pictures_named(text: str, kit: Kit) -> Mapping[Path, str]:
    """The pictures of the workspace whose paths stand in `text`, with their SHA-256: a document made of it can show no
    other."""
    paths = {_path_to(text, ending.start()) + ending[0] for ending in _ENDING.finditer(text)}
    found = map(kit.pictures.find, sorted(paths))
    return {picture.file: picture.digest for picture in found if isinstance(picture, Picture)}


def _path_to(text: str, end: int) -> str:
    """What stands before `end` without a space, a quotation mark or a bracket in it."""
    return _BEFORE.split(text[max(0, end - _LONGEST_PATH) : end])[-1]


def _parts(kit: Kit, kind_id: str) -> tuple[str, list[str]]:
    """The name of the file of a kind, and those of its templates, without languages and endings."""
    if kind_id in kit.letters:
        return f"{LETTERS_FOLDER}{kind_id}", [f"{LETTERS_FOLDER}{kind_id}"]
    kind = kit.kinds[kind_id]
    return kind.name_of(kind_id), [kind.section_name(section.id) for section in kind.sections]


def _is_look(file: Path) -> bool:
    return file.parts[:2] == ("templates", "themes")


def _reached(templates: Iterable[Template], sources: TemplateSources, kit: Kit, language: str) -> Iterator[Template]:
    """`templates` and all that they include and import, directly or by way of others."""
    seen: dict[Path, Template] = {}
    waiting = [*templates]
    while waiting:
        one = waiting.pop()
        if one.file in seen:
            continue
        seen[one.file] = one
        for double, single, value in _NAMED.findall(one.source):
            named = sources.find(double or single, language) if not value else None
            waiting += [named] if named else kit.templates.values() if value else []
    return iter(seen.values())
