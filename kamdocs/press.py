"""The press: what every process of a batch has, to make one letter after the other into finished files.

What is the same for all letters (the workspace, the compiled templates, the stylesheet, the fonts, what must not leak)
is there once. A letter is rendered, written and verified as every document is; it is handed on as bytes, because only
the process that runs the batch writes into the output folder.
"""

from __future__ import annotations

import gc
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
from kamdocs.verify import verify
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
        gc.freeze()  # the workspace stays until the process ends: it is not to be looked through for every few letters
        return Press(workspace, kit, secrets, self.formats).make


class Press:
    """Makes letters into finished files, in memory."""

    def __init__(self, workspace: Workspace, kit: Kit, secrets: Secrets, formats: Sequence[Format]) -> None:
        self._workspace, self._kit, self._secrets = workspace, kit, secrets
        self._formats = tuple(dict.fromkeys(formats))
        self._renderer = LetterRenderer(workspace, kit)
        self._open = ExitStack()
        self._bench = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="kamdocs-")))

    def make(self, letter: Letter) -> Made:
        """The files of `letter`, each held to every promise. Raises InputError or OutputError."""
        page = self._renderer.page(letter)
        drafts = [self._written(letter, page, format) for format in self._formats]
        own, chosen = letter.addressee.client or "", self._workspace.settings.rules
        warnings = verify(drafts, self._kit, self._secrets, own_client=own, chosen=chosen)
        products = (Product(draft.target.name, draft.file.read_bytes(), page.facts) for draft in drafts)
        return Made(tuple(products), warnings)

    def _written(self, letter: Letter, page: Rendered, format: Format) -> Draft:
        file, kit = self._bench / f"letter.{format}", self._kit
        write_page(page, format, kit.theme, file, assets=self._workspace.root, css=kit.css, carrier=kit.carrier)
        return Draft(page, format, file, Path(f"{letter.file_name}.{format}"))
