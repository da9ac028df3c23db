"""What the printer of a batch gets: all letters in one PDF, their envelopes and labels, in the folder `print`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from kamdocs._version import __version__
from kamdocs.errors import OutputError, Problem, RequestError
from kamdocs.load import load
from kamdocs.load.sheets import envelope_size, label_sheet
from kamdocs.model.kit import Kit
from kamdocs.model.letter import Letter
from kamdocs.model.manifest import read_manifest
from kamdocs.model.page import MANIFEST, Draft, Page
from kamdocs.model.request import LettersRequest
from kamdocs.model.secrets import Secrets
from kamdocs.model.sheets import Box
from kamdocs.model.workspace import Workspace
from kamdocs.render import LetterRenderer
from kamdocs.rules.listing import listed
from kamdocs.verify.sheets import verify_sheets
from kamdocs.write import deliver, write_page
from kamdocs.write.combined import Single, combine
from kamdocs.write.output import discard, temporary_file
from kamdocs.write.sheets import Address, address_of, envelope_pages, label_box, label_pages, too_long

PRINT_FOLDER = "print"
_COMBINED, _ENVELOPES, _LABELS = "letters.pdf", "envelopes.pdf", "labels.pdf"
_AT_ONCE, _SHEETS_AT_ONCE = 120, 4
"""So many envelopes are laid out at a time, and so many sheets of labels."""

Layout = Callable[[Sequence[Address], Page], tuple[Page, str]]


@dataclass(frozen=True, slots=True)
class Printed:
    """The files for the printer by their names in the folder of the letters: those written, those that were right as
    they stood; and what is doubtful, as recipients without an address."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()


def is_for_printer(request: LettersRequest) -> bool:
    """Whether `request` asks for anything here. Raises RequestError for what cannot be."""
    wanted = request.combined or request.envelopes or request.labels
    if wanted and isinstance(request.out, str) and "://" in request.out:
        raise RequestError("what the printer gets is written into folders of this machine only", help="name a folder")
    if request.combined and "pdf" not in request.formats:
        raise RequestError("`--combined` joins PDFs, which are not asked for", help="add `--format pdf`")
    if request.duplex and not request.combined:
        raise RequestError("`--duplex` says how `--combined` is printed", help="add `--combined`")
    if request.envelopes:
        envelope_size(request.workspace, request.envelopes)
    if request.labels:
        sheet = label_sheet(request.workspace, request.labels)
        if not 1 <= request.first_label <= sheet.columns * sheet.rows:
            raise RequestError(f"there is no label {request.first_label} on the sheet `{request.labels}`")
    return bool(wanted)


def print_letters(request: LettersRequest, letters: Sequence[Letter], folder: Path, use: str) -> Printed:
    """Write what `request` asks for of `letters`, those that were built into `folder`, in their order.

    Raises InputError for templates and data that are at fault, OutputError where a file cannot be made.
    """
    workspace, kit, secrets = load(request.workspace, today=request.today, use=use)
    with ExitStack() as opened:
        return _Room(request, workspace, kit, secrets, folder, opened).print(letters)


def older_prints(folder: Path, made: Collection[str]) -> Iterator[Problem]:
    """What stands in `folder` for the printer from before, and is none of the files `made` with its letters."""
    names = [f"{PRINT_FOLDER}/{name}" for name in (_COMBINED, _ENVELOPES, _LABELS)]
    older = [name for name in names if name not in made and (folder / name).exists()]
    if older:
        stay = "stays as an earlier run made it" if len(older) == 1 else "stay as an earlier run made them"
        what = f"{listed(older)} {stay}, though letters have changed since"
        help = "ask for what the printer gets anew, or remove it"
        yield Problem(folder, 0, 0, "stale", what, "warning", help)


class _Room:
    def __init__(
        self,
        request: LettersRequest,
        workspace: Workspace,
        kit: Kit,
        secrets: Secrets,
        folder: Path,
        opened: ExitStack,
    ) -> None:
        self._request, self._workspace, self._kit, self._secrets = request, workspace, kit, secrets
        self._folder, self._out = folder, folder / PRINT_FOLDER
        self._bench = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="kamdocs-")))
        self._warnings: list[Problem] = []

    def print(self, letters: Sequence[Letter]) -> Printed:
        request, written, unchanged = self._request, list[str](), list[str]()
        made = list[tuple[str, bool]]()
        if request.combined:
            made.append(self._combined(letters))
        if request.envelopes or request.labels:
            made += self._addressed(letters)
        for name, is_new in made:
            (written if is_new else unchanged).append(f"{PRINT_FOLDER}/{name}")
        return Printed(tuple(written), tuple(unchanged), tuple(self._warnings))

    def _combined(self, letters: Sequence[Letter]) -> tuple[str, bool]:
        files = {letter.id: self._folder / f"{letter.file_name}.pdf" for letter in letters}
        inputs = {Path(file.name): _digest(file) for file in files.values()}
        singles = [Single(files[letter.id], _bookmark(letter)) for letter in letters]
        said = {
            "duplex": "yes" if self._request.duplex else "no",
            "bookmarks": _digest_of(one.bookmark for one in singles),
        }
        return self._made(_COMBINED, singles, inputs, said, duplex=self._request.duplex)

    def _addressed(self, letters: Sequence[Letter]) -> Iterator[tuple[str, bool]]:
        renderer = LetterRenderer(self._workspace, self._kit)
        pages = {letter.id: renderer.part(letter, "postal") for letter in letters if _has_address(letter)}
        self._tell_missing(letters, pages)
        addresses = [address_of(id, page) for id, page in pages.items()]
        if self._request.envelopes and pages:
            yield self._envelopes(self._request.envelopes, addresses, pages)
        if self._request.labels and pages:
            yield self._labels(self._request.labels, addresses, pages)

    def _envelopes(self, name: str, addresses: Sequence[Address], pages: Mapping[str, Page]) -> tuple[str, bool]:
        size, theme = envelope_size(self._request.workspace, name), self._kit.theme
        fitting = self._fitting(addresses, {"note": size.sender, "address": size.recipient}, pages)

        def layout(some: Sequence[Address], page: Page) -> tuple[Page, str]:
            return envelope_pages(some, size, page, theme)

        return self._sheets(_ENVELOPES, fitting, pages, layout, {"size": repr(size)}, _AT_ONCE)

    def _labels(self, name: str, addresses: Sequence[Address], pages: Mapping[str, Page]) -> tuple[str, bool]:
        sheet, theme, first = label_sheet(self._request.workspace, name), self._kit.theme, self._request.first_label
        fitting = self._fitting(addresses, {"address": label_box(sheet)}, pages)
        start = iter([first])

        def layout(some: Sequence[Address], page: Page) -> tuple[Page, str]:
            return label_pages(some, sheet, page, theme, first=next(start, 1))

        said, many = {"sheet": repr(sheet), "first": str(first)}, sheet.columns * sheet.rows * _SHEETS_AT_ONCE
        return self._sheets(_LABELS, fitting, pages, layout, said, many, less=first - 1)

    def _tell_missing(self, letters: Sequence[Letter], pages: Mapping[str, Page]) -> None:
        for letter in letters:
            if letter.id not in pages:
                what = "there is no address: no envelope and no label"
                self._warnings.append(
                    letter.addressee.problem("no-address", what, severity="warning", column="address")
                )

    def _fitting(
        self, addresses: Sequence[Address], boxes: Mapping[str, Box], pages: Mapping[str, Page]
    ) -> list[Address]:
        """Those of `addresses` that fit into `boxes`; the others are told."""
        wrong = {*too_long(addresses, boxes, self._kit.theme)}
        for id in sorted(wrong):
            what = f"the address of `{id}` fits into no place that there is: it is left out"
            self._warnings.append(
                Problem(pages[id].path, 0, 0, "long-address", what, "warning", "choose a larger size")
            )
        return [address for address in addresses if address.id not in wrong]

    def _sheets(
        self,
        name: str,
        addresses: Sequence[Address],
        pages: Mapping[str, Page],
        layout: Layout,
        said: Mapping[str, str],
        many: int,
        *,
        less: int = 0,
    ) -> tuple[str, bool]:
        """The PDF `name` of `addresses`, `many` at a time, `less` of them at first."""
        inputs = {path: digest for page in pages.values() for path, digest in page.inputs.items()}
        said = {**said, "addresses": _digest_of(repr(address) for address in addresses)}
        if self._is_right(name, inputs, said):
            return name, False
        singles, at = list[Single](), 0
        while at < len(addresses):
            some = addresses[at : at + many - (less if at == 0 else 0)]
            at += len(some)
            singles.append(Single(self._laid_out(name, some, pages, layout, len(singles))))
        return self._made(name, singles, inputs, said, duplex=False)

    def _laid_out(
        self, name: str, some: Sequence[Address], pages: Mapping[str, Page], layout: Layout, number: int
    ) -> Path:
        first = pages[some[0].id]
        corpus = tuple(dict.fromkeys(text for one in some for text in pages[one.id].corpus))
        page, css = layout(some, replace(first, corpus=corpus, pages_max=None))
        draft = Draft(page, "pdf", self._bench / f"{number}-{name}", self._out / name)
        write_page(page, "pdf", self._kit.theme, draft.file, assets=self._workspace.root, css=css)
        verify_sheets(draft, self._kit, self._secrets)
        return draft.file

    def _made(
        self, name: str, singles: Sequence[Single], inputs: Mapping[Path, str], said: Mapping[str, str], *, duplex: bool
    ) -> tuple[str, bool]:
        if self._is_right(name, inputs, said):
            return name, False
        house = self._workspace.house.name.shown(self._workspace.settings.languages[0])
        target = self._out / name
        page = Page(Path(name), "", name, house, "", "", self._said(said), {}, inputs)
        draft = Draft(page, "pdf", temporary_file(target), target)
        try:
            combine(singles, draft.file, title=name, author=house, on=self._request.today, duplex=duplex)
            deliver([draft])
        finally:
            discard([draft])
        return name, True

    def _said(self, said: Mapping[str, str]) -> Mapping[str, str]:
        return {**said, "day": self._request.today.isoformat(), "version": __version__}

    def _is_right(self, name: str, inputs: Mapping[Path, str], said: Mapping[str, str]) -> bool:
        """Whether the file `name` was made of the same, and is as it was made."""
        try:
            entry = read_manifest((self._out / MANIFEST).read_bytes()).files[name]
            now = (
                {path.as_posix(): digest for path, digest in inputs.items()},
                self._said(said),
                _digest(self._out / name),
            )
        except (OSError, OutputError, ValueError, KeyError):
            return False
        return (entry.inputs, entry.facts, entry.sha256) == now


def _has_address(letter: Letter) -> bool:
    return (letter.organisation or letter.addressee).address is not None


def _bookmark(letter: Letter) -> str:
    """Name and organisation of the recipient."""
    both = (letter.addressee.name, letter.organisation.name if letter.organisation else None)
    return ", ".join(text.shown(letter.language) for text in both if text)


def _digest(file: Path) -> str:
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise OutputError(f"cannot read `{file}`: {(error.strerror or str(error)).lower()}") from error


def _digest_of(texts: Iterator[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()
