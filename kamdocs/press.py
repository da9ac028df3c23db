"""The press: what every process of a batch has, to make one letter after the other into finished files.

What is the same for all letters (the workspace, the compiled templates, the stylesheet, the fonts, what must not leak)
is there once. A letter is rendered, written and verified as every document is; it is handed on as bytes, because only
the process that runs the batch writes into the output folder.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kamdocs.load import load
from kamdocs.model.batch import Made, Maker, Product
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Letter
from kamdocs.model.mail import Attachment
from kamdocs.model.page import MIME_TYPES, Draft, Format, LetterFormat, Rendered
from kamdocs.model.secrets import Secrets
from kamdocs.model.workspace import Workspace
from kamdocs.render import LetterRenderer
from kamdocs.tailor.mail import attachment_name, envelope_of, formats_of
from kamdocs.verify import verify
from kamdocs.write import write_page
from kamdocs.write.mail import mail_of
from kamdocs.write.output import write_whole


@dataclass(frozen=True, slots=True)
class LetterWork:
    """The work of a batch of letters: what a process loads before its first letter."""

    root: Path
    today: date
    use: str
    formats: tuple[LetterFormat, ...]

    def start(self) -> Maker:
        workspace, kit, secrets = load(self.root, today=self.today, use=self.use)
        return Press(workspace, kit, secrets, self.formats).make


class Press:
    """Makes letters into finished files, in memory."""

    def __init__(self, workspace: Workspace, kit: Kit, secrets: Secrets, formats: Sequence[LetterFormat]) -> None:
        self._workspace, self._kit, self._secrets = workspace, kit, secrets
        self._formats = tuple(dict.fromkeys(formats))  # a draft of a message is the last, as it holds another
        self._renderer = LetterRenderer(workspace, kit)
        self._bench = Path(tempfile.mkdtemp(prefix="kamdocs-"))
        weakref.finalize(self, shutil.rmtree, self._bench, ignore_errors=True)

    def make(self, letter: Letter) -> Made:
        """The files of `letter`, each held to every promise. Raises InputError or OutputError."""
        page = self._renderer.page(letter)
        drafts = list[Draft]()
        for format in formats_of(letter, self._formats):
            drafts.append(self._mail(letter, page, drafts) if format == "eml" else self._written(letter, page, format))
        own, chosen = letter.addressee.client or "", self._workspace.settings.rules
        warnings = verify(drafts, self._kit, self._secrets, own_client=own, chosen=chosen)
        products = (Product(draft.target.name, draft.file.read_bytes(), page.facts) for draft in drafts)
        return Made(tuple(products), warnings)

    def _written(self, letter: Letter, page: Rendered, format: Format) -> Draft:
        file, kit = self._bench / f"letter.{format}", self._kit
        write_page(page, format, kit.theme, file, assets=self._workspace.root, css=kit.css, carrier=kit.carrier)
        return Draft(page, format, file, Path(f"{letter.file_name}.{format}"))

    def _mail(self, letter: Letter, page: Rendered, drafts: Sequence[Draft]) -> Draft:
        """The draft of a message; the PDF goes with it, or else the document for Word, where they are asked for."""
        files = {draft.format: draft.file for draft in drafts}
        kind: LetterFormat | None = "pdf" if "pdf" in files else "docx" if "docx" in files else None
        attached = (
            [Attachment(attachment_name(letter, kind), MIME_TYPES[kind], files[kind].read_bytes())] if kind else []
        )
        envelope = envelope_of(letter, self._workspace)
        content = mail_of(page, envelope, attached, self._kit.theme, assets=self._workspace.root)
        write_whole(file := self._bench / "letter.eml", content)
        return Draft(page, "eml", file, Path(f"{letter.file_name}.eml"))
