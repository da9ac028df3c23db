"""The filled templates in examples/word are what the templates give today."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import call_kamdocs
from word_templates.filling import sound
from word_templates.word_texts import texts_by_place

EXAMPLES = Path(__file__).parents[2] / "examples/word"
LANGUAGES = {"minutes-ko": "ko", "offer-letter": "en-GB"}


def test_every_example_is_filled_here() -> None:
    """No template stands in the folder that nobody fills."""
    names = {file.stem for file in EXAMPLES.glob("*.docx")}
    assert names == {*LANGUAGES, *(f"{name}-filled" for name in LANGUAGES)}


@pytest.mark.parametrize("name", LANGUAGES)
def test_an_example_is_what_its_template_gives(name: str, tmp_path: Path) -> None:
    """Word for word, in the text, the header and the footer; small enough to be looked at."""
    template, data = EXAMPLES / f"{name}.docx", EXAMPLES / f"{name}.yaml"
    file = tmp_path / "filled.docx"
    asked = ("--data", str(data), "--lang", LANGUAGES[name], "--out", str(file))
    result = call_kamdocs("template", "fill", str(template), *asked, cwd=tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    shown = (EXAMPLES / f"{name}-filled.docx").read_bytes()
    assert texts_by_place(file.read_bytes()) == texts_by_place(shown)
    assert len(shown) < 60_000
    sound(shown, tmp_path)
