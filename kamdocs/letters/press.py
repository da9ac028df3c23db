"""The press: what every process of a batch has, to make one letter after the other into finished files.

What is the same for all letters (the workspace, the compiled templates, the stylesheet, the fonts, what must not leak)
is there once. A letter is rendered, written and verified as every document is; it is handed on as bytes, because only
the process that runs the batch writes into the output folder.
"""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from kamdocs.load import load
from kamdocs.load.snapshot import changed_between, files_of, files_read, refuse_changed
from kamdocs.model.batch import Made, Maker, Product
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Letter
from kamdocs.model.mail import Attachment
from kamdocs.model.page import MIME_TYPES, Draft, Format, LetterFormat, Rendered
from kamdocs.model.secrets import Secrets
from kamdocs.model.workspace import Workspace
from kamdocs.render import LetterRenderer, Origins, ProposalRenderer, unprintable, unprintable_in
from kamdocs.tailor.mail import attachment_name, envelope_of, formats_of
from kamdocs.tracing import Places, traced
from kamdocs.verify import Verifier
from kamdocs.write import write_page
from kamdocs.write.mail import mail_of
from kamdocs.write.output import write_whole


@dataclass(frozen=True, slots=True)
class LetterWork:
    """The work of a batch of letters: what a process loads before its first letter.

    `read` are the files that the letters were decided from, with their SHA-256: each process has to find the same ones.
    """

    root: Path
    today: date
    use: str
    formats: tuple[LetterFormat, ...]
    read: Mapping[Path, str] = field(default_factory=dict)

    def start(self) -> Maker:
        workspace, kit, secrets = self._loaded()
        gc.freeze()  # the workspace stays until the process ends: it is not to be looked through for every few letters
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

    def __init__(self, workspace: Workspace, kit: Kit, secrets: Secrets, formats: Sequence[LetterFormat]) -> None:
        self._workspace, self._kit = workspace, kit
        self._formats = tuple(dict.fromkeys(formats))  # a draft of a message is the last, as it holds another
        self._letters = LetterRenderer(workspace, kit)
        self._proposals = ProposalRenderer(workspace, kit)
        self._verifier, self._origins = Verifier(kit, secrets, workspace.settings.rules), Origins(workspace, kit)

    def make(self, letter: Letter) -> Made:
        """The files of `letter`, each held to every promise. Raises InputError or OutputError."""
        page, own = self._rendered(letter)
        # One for each letter, so that nothing of it stays however the process ends after it.
        with tempfile.TemporaryDirectory(prefix="kamdocs-") as bench:
            with traced(self._workspace, self._kit, self._places(letter)):
                drafts = self._drafts(letter, page, Path(bench))
            warnings = self._verifier.verify(drafts, own_client=own, origins=self._origins)
            products = [Product(draft.target.name, draft.file.read_bytes(), page.facts) for draft in drafts]
        return Made(tuple(products), warnings)

    def _places(self, letter: Letter) -> Places:
        """What finds characters in what `letter` is made of."""
        if letter.plan is not None:
            return partial(unprintable, (letter.plan,), self._workspace, self._kit)
        return partial(unprintable_in, letter, self._workspace, self._kit)

    def _rendered(self, letter: Letter) -> tuple[Rendered, str]:
        """The page of `letter`, and the client that it may name."""
        own = letter.addressee.client or ""
        return self._proposals.page(letter.plan) if letter.plan else self._letters.page(letter), own

    def _drafts(self, letter: Letter, page: Rendered, bench: Path) -> list[Draft]:
        drafts = list[Draft]()
        for format in formats_of(letter, self._formats):
            if format == "eml":
                drafts.append(self._mail(letter, page, drafts, bench))
            else:
                drafts.append(self._written(letter, page, format, bench))
        return drafts

    def _written(self, letter: Letter, page: Rendered, format: Format, bench: Path) -> Draft:
        file, kit = bench / f"letter.{format}", self._kit
        write_page(page, format, kit.theme, file, assets=self._workspace.root, css=kit.css, carrier=kit.carrier)
        return Draft(page, format, file, Path(f"{letter.file_name}.{format}"))

    def _mail(self, letter: Letter, page: Rendered, drafts: Sequence[Draft], bench: Path) -> Draft:
        """The draft of a message; the PDF goes with it, or else the document for Word, where they are asked for."""
        files = {draft.format: draft.file for draft in drafts}
        kind: LetterFormat | None = "pdf" if "pdf" in files else "docx" if "docx" in files else None
        attached = (
            [Attachment(attachment_name(letter, kind), MIME_TYPES[kind], files[kind].read_bytes())] if kind else []
        )
        envelope = envelope_of(letter, self._workspace)
        content = mail_of(page, envelope, attached, self._kit.theme, assets=self._workspace.root)
        write_whole(file := bench / "letter.eml", content)
        return Draft(page, "eml", file, Path(f"{letter.file_name}.eml"))
