"""The press: what every process of a batch has, to make one letter after the other into finished files.

What is the same for all letters (the workspace, the compiled templates, the stylesheet, the fonts, what must not leak)
is there once. A letter is rendered, written and verified as every document is; it is handed on as bytes, because only
the process that runs the batch writes into the output folder.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kamdocs.load import load
from kamdocs.load.snapshot import changed_between, files_of, files_read, refuse_changed
from kamdocs.model.batch import Made, Maker, Product
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Letter
from kamdocs.model.page import Draft, Format, Rendered
from kamdocs.model.secrets import Secrets
from kamdocs.model.workspace import Workspace
from kamdocs.render import LetterRenderer
from kamdocs.verify import verify
from kamdocs.write import write_page


@dataclass(frozen=True, slots=True)
class LetterWork:
    """The work of a batch of letters: what a process loads before its first letter.

    `read` are the files that the letters were decided from, with their SHA-256: each process has to find the same ones.
    """

    root: Path
    today: date
    use: str
    formats: tuple[Format, ...]
    read: Mapping[Path, str] = field(default_factory=dict)

    def start(self) -> Maker:
        workspace, kit, secrets = self._loaded()
        return Press(workspace, kit, secrets, self.formats).make

    def files(self) -> dict[str, bytes]:
        workspace, kit, _ = self._loaded()
        return files_of(workspace, kit)

    def below(self, root: Path) -> LetterWork:
        return replace(self, root=root)

    def _loaded(self) -> tuple[Workspace, Kit, Secrets]:
        """Raises InputError where the files are not those that were read."""
        workspace, kit, secrets = load(self.root, today=self.today, use=self.use)
        if self.read:
            refuse_changed(changed_between(self.read, files_read(workspace, kit)))
        return workspace, kit, secrets


class Press:
    """Makes letters into finished files, in memory."""

    def __init__(self, workspace: Workspace, kit: Kit, secrets: Secrets, formats: Sequence[Format]) -> None:
        self._workspace, self._kit, self._secrets = workspace, kit, secrets
        self._formats = tuple(dict.fromkeys(formats))
        self._renderer = LetterRenderer(workspace, kit)

    def make(self, letter: Letter) -> Made:
        """The files of `letter`, each held to every promise. Raises InputError or OutputError."""
        page = self._renderer.page(letter)
        own, chosen = letter.addressee.client or "", self._workspace.settings.rules
        # One for each letter, so that nothing of it stays however the process ends after it.
        with tempfile.TemporaryDirectory(prefix="kamdocs-") as bench:
            drafts = [self._written(letter, page, format, Path(bench)) for format in self._formats]
            warnings = verify(drafts, self._kit, self._secrets, own_client=own, chosen=chosen)
            products = [Product(draft.target.name, draft.file.read_bytes(), page.facts) for draft in drafts]
        return Made(tuple(products), warnings)

    def _written(self, letter: Letter, page: Rendered, format: Format, bench: Path) -> Draft:
        file, kit = bench / f"letter.{format}", self._kit
        write_page(page, format, kit.theme, file, assets=self._workspace.root, css=kit.css, carrier=kit.carrier)
        return Draft(page, format, file, Path(f"{letter.file_name}.{format}"))
