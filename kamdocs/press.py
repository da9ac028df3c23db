"""The press: what every process of a batch has, to make one letter after the other into finished files.

What is the same for all letters (the workspace, the compiled templates, the stylesheet, the fonts, what must not leak)
is there once. A letter is rendered, written and verified as every document is; it is handed on as bytes, because only
the process that runs the batch writes into the output folder.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kamdocs.load import load
from kamdocs.model.batch import Made, Maker, Product
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Letter
from kamdocs.model.page import Draft, Format, Rendered
from kamdocs.model.secrets import Secrets
from kamdocs.model.workspace import Workspace
from kamdocs.render import LetterRenderer
from kamdocs.verify import Verifier
from kamdocs.write import write_page


@dataclass(frozen=True, slots=True)
class LetterWork:
    """The work of a batch of letters: what a process loads before its first letter."""

    root: Path
    today: date
    use: str
    formats: tuple[Format, ...]

    def start(self) -> Maker:
        workspace, kit, secrets = load(self.root, today=self.today, use=self.use)
        return Press(workspace, kit, secrets, self.formats).make


class Press:
    """Makes letters into finished files, in memory."""

    def __init__(self, workspace: Workspace, kit: Kit, secrets: Secrets, formats: Sequence[Format]) -> None:
        self._workspace, self._kit = workspace, kit
        self._formats = tuple(dict.fromkeys(formats))
        self._renderer = LetterRenderer(workspace, kit)
        self._verifier = Verifier(kit, secrets, workspace.settings.rules)
        self._open = ExitStack()
        self._bench = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="kamdocs-")))

    def make(self, letter: Letter) -> Made:
        """The files of `letter`, each held to every promise. Raises InputError or OutputError."""
        page = self._renderer.page(letter)
        drafts = [self._written(letter, page, format) for format in self._formats]
        warnings = self._verifier.verify(drafts, own_client=letter.addressee.client or "")
        products = (Product(draft.target.name, draft.file.read_bytes(), page.facts) for draft in drafts)
        return Made(tuple(products), warnings)

    def _written(self, letter: Letter, page: Rendered, format: Format) -> Draft:
        file, kit = self._bench / f"letter.{format}", self._kit
        # A file written over another costs twenty times as much: what stood there is first made safe on the disk.
        file.unlink(missing_ok=True)
        write_page(page, format, kit.theme, file, assets=self._workspace.root, css=kit.css, carrier=kit.carrier)
        return Draft(page, format, file, Path(f"{letter.file_name}.{format}"))
