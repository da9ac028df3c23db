"""The press: what every process of a batch has, to make one letter after the other into finished files.

What is the same for all letters (the workspace, the compiled templates, the stylesheet, the fonts, what must not leak)
is there once. A letter is rendered, written and verified as every document is; it is handed on as bytes, because only
the process that runs the batch writes into the output folder.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from kamdocs.errors import InputError, Problem
from kamdocs.letters.findings import at_recipient, too_long
from kamdocs.load import load
from kamdocs.load.snapshot import changed_between, files_of, files_read, refuse_changed
from kamdocs.model.batch import Made, Maker, Product
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Letter
from kamdocs.model.mail import Attachment
from kamdocs.model.page import MIME_TYPES, Draft, Format, LetterFormat, Rendered
from kamdocs.model.rules import TOO_MANY_PAGES, severity_of
from kamdocs.model.secrets import Secrets
from kamdocs.model.workspace import Workspace
from kamdocs.render import LetterRenderer, Origins, ProposalRenderer, unprintable, unprintable_in
from kamdocs.tailor.mail import attachment_name, envelope_of, formats_of
from kamdocs.tracing import Places, traced
from kamdocs.verify import Verifier
from kamdocs.write import page_content
from kamdocs.write.mail import mail_of


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
        settle_garbage_collection()
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


def settle_garbage_collection() -> None:
    """Have what stays until the process ends not be looked through again, and what letters leave behind not so often:
    each of them makes some ten thousand objects."""
    gc.freeze()
    gc.set_threshold(10_000, *gc.get_threshold()[1:])


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
        with traced(self._workspace, self._kit, self._places(letter)):
            drafts = self._drafts(letter, page)
        warnings = self._verified(letter, drafts, own)
        products = [Product(draft.target.name, draft.read(), page.facts) for draft in drafts]
        return Made(tuple(products), warnings)

    def _verified(self, letter: Letter, drafts: Sequence[Draft], own_client: str) -> tuple[Problem, ...]:
        """What is doubtful about the files of `letter`. Raises InputError with what is wrong with them."""
        try:
            found = self._verifier.verify(drafts, own_client=own_client, origins=self._origins)
        except InputError as error:
            raise InputError(at_recipient(error.problems, letter, drafts)) from None
        long = tuple(too_long(drafts, letter, severity_of(TOO_MANY_PAGES, self._workspace.settings.rules)))
        if any(problem.severity == "error" for problem in long):
            raise InputError([*at_recipient(found, letter, drafts), *long])
        return (*at_recipient(found, letter, drafts), *long)

    def _places(self, letter: Letter) -> Places:
        """What finds characters in what `letter` is made of."""
        if letter.plan is not None:
            return partial(unprintable, (letter.plan,), self._workspace, self._kit)
        return partial(unprintable_in, letter, self._workspace, self._kit)

    def _rendered(self, letter: Letter) -> tuple[Rendered, str]:
        """The page of `letter`, and the client that it may name."""
        own = letter.addressee.client or ""
        return self._proposals.page(letter.plan) if letter.plan else self._letters.page(letter), own

    def _drafts(self, letter: Letter, page: Rendered) -> list[Draft]:
        drafts = list[Draft]()
        for format in formats_of(letter, self._formats):
            if format == "eml":
                drafts.append(self._mail(letter, page, drafts))
            else:
                drafts.append(self._written(letter, page, format))
        return drafts

    def _written(self, letter: Letter, page: Rendered, format: Format) -> Draft:
        target, kit, root = Path(f"{letter.file_name}.{format}"), self._kit, self._workspace.root
        content = page_content(page, format, kit.theme, assets=root, css=kit.css, carrier=kit.carrier)
        return Draft(page, format, target, target, content)

    def _mail(self, letter: Letter, page: Rendered, drafts: Sequence[Draft]) -> Draft:
        """The draft of a message; the PDF goes with it, or else the document for Word, where they are asked for."""
        files = {draft.format: draft.read() for draft in drafts}
        kind: LetterFormat | None = "pdf" if "pdf" in files else "docx" if "docx" in files else None
        attached = [Attachment(attachment_name(letter, kind), MIME_TYPES[kind], files[kind])] if kind else []
        envelope = envelope_of(letter, self._workspace)
        content = mail_of(page, envelope, attached, self._kit.theme, assets=self._workspace.root)
        target = Path(f"{letter.file_name}.eml")
        return Draft(page, "eml", target, target, content)
