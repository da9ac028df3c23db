"""Word templates checked, from files to problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kamdocs.errors import InputError, Problem, RequestError
from kamdocs.load.free_data import FreeData, read_free_data
from kamdocs.word.package import PackageError
from kamdocs.word_template import annotate_template, check_template

_WORDS = frozenset({"$ref", "$defs", "type", "properties", "additionalProperties", "anyOf", "oneOf", "allOf"})
"""What a JSON Schema of a record says one of."""

_LOCK = "~$"
"""What the names begin with of files by which Word says that it has another one open."""


@dataclass(frozen=True, slots=True)
class TemplateCheckRequest:
    """Templates to check, each a file or a folder that holds some, against the JSON Schema or sample data in a file.

    `annotate` is the file to write with the problems of one template as comments in a copy of it.
    """

    paths: tuple[Path, ...]
    schema: Path | None = None
    data: Path | None = None
    annotate: Path | None = None


def check_templates(request: TemplateCheckRequest) -> tuple[int, list[Problem]]:
    """How many templates there are, and everything that is wrong or doubtful in them, sorted by place.

    Raises InputError where the schema or the data cannot be read, RequestError where there is nothing to look at, or
    the copy would replace the template.
    """
    schema, data = _known(request)
    files = _files(request.paths)
    if request.annotate is not None:
        _may_annotate(request.annotate, files)
    found = {file: list(_problems(file, schema, data)) for file in files}
    if request.annotate is not None:
        from kamdocs.write.output import replace_whole

        replace_whole(request.annotate, annotate_template(files[0], found[files[0]]))
    return len(files), sorted(problem for problems in found.values() for problem in problems)


def _known(request: TemplateCheckRequest) -> tuple[Mapping[str, Any] | None, Sequence[Mapping[str, Any]] | None]:
    """What is known of the data."""
    if request.schema is not None and request.data is not None:
        raise RequestError("`--schema` and `--data` say both what the data are", help="leave one of the two out")
    schema = _one(read_free_data(request.schema)) if request.schema else None
    return schema, read_free_data(request.data).records if request.data else None


def _one(data: FreeData) -> Mapping[str, Any]:
    if data.several:
        what = "a list stands where a JSON Schema is read"
        raise InputError([Problem(data.file, 0, 0, "not-a-mapping", what, help='write `{"type": "object", …}`')])
    if not _WORDS.intersection(data.records[0]):
        what, help = "is no JSON Schema", 'write `{"type": "object", "properties": …}`; sample data go to `--data`'
        raise InputError([Problem(data.file, 0, 0, "not-a-schema", what, help=help)])
    return data.records[0]


def _files(paths: Iterable[Path]) -> list[Path]:
    files = list(dict.fromkeys(file for path in paths for file in _in(path)))
    if not files:
        raise RequestError("there is no `.docx` in this folder", help="name a template, or a folder that holds some")
    return files


def _in(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in sorted(path.rglob("*.docx")) if not file.name.startswith((_LOCK, ".")))
    else:
        yield path


def _may_annotate(out: Path, files: Sequence[Path]) -> None:
    if len(files) > 1:
        raise RequestError("`--annotate` is for one template", help="name one file")
    if out.resolve() == files[0].resolve():
        raise RequestError(f"`{out}` is the template itself", help="choose another name with `--annotate`")
    if out.suffix.lower() != ".docx":
        raise RequestError(f"`{out}` does not end with `.docx`", help=f"name it `{out.stem}.docx`")


def _problems(
    file: Path, schema: Mapping[str, Any] | None, data: Sequence[Mapping[str, Any]] | None
) -> Iterable[Problem]:
    try:
        return check_template(file, schema, data=data)
    except InputError as faults:
        return faults.problems
    except PackageError as fault:
        return (Problem(file, 0, 0, "not-word", str(fault), help="save it as `.docx` in Word"),)
