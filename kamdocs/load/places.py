"""Places in the files of a workspace, found again when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kamdocs.errors import Problem, Severity
from kamdocs.load.comments import may_be_marked
from kamdocs.load.document import Document, read_bytes, read_document
from kamdocs.load.files import Found
from kamdocs.model.workspace import KeyPath


class FileSources:
    """The files of the workspace `root`; `shipped` are those that lie elsewhere, by the path problems name."""

    def __init__(self, root: Path, shipped: Mapping[Path, Path]) -> None:
        self._root = root
        self._shipped = shipped
        self._documents: dict[Path, Document | Problem] = {}

    def problem(
        self,
        file: Path,
        path: KeyPath,
        rule: str,
        what: str,
        *,
        severity: Severity = "error",
        help: str = "",
        on_key: bool = False,
        words: tuple[str, str] | None = None,
    ) -> Problem:
        """A problem at the value that `path` leads to in `file`, at its key with `on_key`, or at the deepest part of
        `path` that exists; `words` are what stands before the words in question there, and these."""
        document = self._document(file)
        if isinstance(document, Problem):
            return Problem(file, 0, 0, rule, what, severity, help)
        return document.problem(path, rule, what, on_key=on_key, severity=severity, help=help, words=words)

    def fill_ins(self, file: Path, rule: str, severity: Severity) -> Iterator[Problem]:
        """A problem at each comment `# fill in: …` of `file`."""
        content = read_bytes(file, opened=self._shipped.get(file, self._root / file))
        if not isinstance(content, Problem) and may_be_marked(content):
            document = self._document(file)
            if isinstance(document, Document):
                yield from document.fill_ins(rule, severity)

    def _document(self, file: Path) -> Document | Problem:
        if file not in self._documents:
            opened = self._shipped.get(file, self._root / file)
            self._documents[file] = read_document(file, opened=opened)
        return self._documents[file]

    def __reduce__(self) -> tuple[type[FileSources], tuple[Path, Mapping[Path, Path]]]:
        """What a worker process needs: where the files lie, not what was read of them."""
        return FileSources, (self._root, self._shipped)


def sources_of(root: Path, files: Iterable[Found]) -> FileSources:
    """The sources of the workspace `root` with its `files`."""
    return FileSources(root, {found.file: found.opened for found in files if found.opened != root / found.file})
