"""Letters of every kind that needs data, made from the data in `examples/letters`."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pytest
from letter_support import BARE, CLIENT_IN, DATA, KINDS, batch_of, letters_to, load_example, stakeholder_in
from support import REPOSITORY, CheckGolden

from kamdocs.errors import InputError, Problem
from kamdocs.letters.kinds import letter_kinds
from kamdocs.model.letter import Letter
from kamdocs.model.page import Draft, Format, Page
from kamdocs.model.recipient import Recipient
from kamdocs.render import LetterRenderer
from kamdocs.verify import verify
from kamdocs.word.reader import outline
from kamdocs.write import write_page

LANGUAGES = ("en", "ko", "vi")
IN_WORD, OF_A_CLIENT = "feedback-request", "reference-request"


@cache
def renderer() -> LetterRenderer:
    """What makes the pages of the example workspace."""
    workspace, kit, _ = load_example()
    return LetterRenderer(workspace, kit)


def made(letter: Letter, folder: Path, *formats: Format) -> tuple[list[Path], tuple[Problem, ...]]:
    """The finished files of `letter`, held to every promise, and what is doubtful about them."""
    workspace, kit, secrets = load_example()
    page = renderer().page(letter)
    drafts = []
    for format in formats:
        file = folder / f"{letter.file_name}.{format}"
        write_page(page, format, kit.theme, file, assets=workspace.root, css=kit.css, carrier=kit.carrier)
        drafts.append(Draft(page, format, file, Path(file.name)))
    own = letter.addressee.client or ""
    return [draft.file for draft in drafts], verify(drafts, kit, secrets, own_client=own, chosen={})


def recipients(kind: str, language: str) -> tuple[Recipient, ...]:
    """Whom letters of `kind` go to: one whose firm a request for a reference names is of that firm."""
    if kind != OF_A_CLIENT:
        return stakeholder_in(language), *BARE
    of_the_firm = tuple(replace(bare, client=CLIENT_IN["vi"]) for bare in BARE)
    return of_the_firm if language == "ko" else (stakeholder_in(language), *of_the_firm)


def test_every_kind_that_needs_data_has_some_to_try() -> None:
    """Without an example nobody knows what to write."""
    needing = {kind["id"] for kind in letter_kinds(REPOSITORY) if any(not name.endswith("?") for name in kind["data"])}
    assert needing >= set(KINDS)
    of_an_event = {"invitation", "seminar-follow-up"}
    assert (DATA / "event.yaml").is_file()
    assert {path.stem for path in DATA.glob("*.yaml")} >= needing - of_an_event


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_is_made_to_anybody_in_every_language(kind: str, language: str, tmp_path: Path) -> None:
    """To somebody of whom all is known, to a bare name and to a bare firm; nothing is doubtful about any."""
    formats: tuple[Format, ...] = ("docx",) if kind == IN_WORD else ("docx", "pdf")
    for recipient in recipients(kind, language):
        (letter,) = letters_to(batch_of(kind, language), (recipient,))
        files, doubtful = made(letter, tmp_path, *formats)
        assert [file.name for file in files] == [f"{recipient.id}.{language}.{one}" for one in formats]
        assert doubtful == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_text_is_that_of_the_golden_file(kind: str, language: str, tmp_path: Path, golden: CheckGolden) -> None:
    """What somebody reads who gets the letter; `--update-golden` renews them."""
    (letter,) = letters_to(batch_of(kind, language), recipients(kind, language)[:1])
    (file,), _ = made(letter, tmp_path, "docx")
    golden(f"golden/letters/{kind}.{language}.txt", outline(file))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_introduction_tells_a_result_with_its_period_and_source(language: str) -> None:
    """A figure without either is a claim."""
    (letter,) = letters_to(batch_of("introduction", language), (stakeholder_in(language),))
    assert letter.told is not None
    page = renderer().page(letter)
    assert isinstance(page, Page)
    source, period = (text.get(language) for text in (letter.told.result.source, letter.told.result.period))
    assert source
    assert source in page.html
    assert period
    assert period[:4] in page.html


def test_a_language_that_the_data_lack_is_told_at_its_place(tmp_path: Path) -> None:
    """In the file of `--data`, wherever it lies."""
    file = tmp_path / "data.yaml"
    file.write_text(
        "seeking: {en: plant managers}\nwhy: {en: Because., vi: Vì thế.}\nnote: Good people.\n", encoding="utf-8"
    )
    (letter,) = letters_to(batch_of("referral-request", "vi", file), (stakeholder_in("vi"),))
    with pytest.raises(InputError) as caught:
        renderer().page(letter)
    what = "`seeking` is not given in `vi`, which this document is written in"
    assert [(one.file, one.line, one.what) for one in caught.value.problems] == [(file, 1, what)]


@pytest.mark.parametrize("code", ["", ".ko", ".vi"])
def test_a_letter_in_word_leaves_room_to_sign(code: str) -> None:
    """Above the name of who signs: empty lines, or 34 points."""
    letter = docx.Document(str(REPOSITORY / f"templates/letters/{IN_WORD}{code}.docx"))
    texts = [paragraph.text for paragraph in letter.paragraphs]
    close = next(number for number, text in enumerate(texts) if "|closing" in text)
    room = sum(letter.paragraphs[number].paragraph_format.space_before.pt for number in range(close + 1, len(texts)))
    assert room >= 34 or texts[close + 2 : close + 4] == ["", ""]
