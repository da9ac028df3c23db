"""What only gives something a name leaves no empty line."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_templates.filling import fill
from word_templates.word_builder import P, document, in_runs
from word_templates.word_texts import text_of

MACRO = "{% macro m(x) %}<{{ x }}>{% endmacro %}"


@pytest.mark.parametrize("definition", [MACRO, P(in_runs(MACRO))])
def test_a_macro_of_one_paragraph_takes_it(definition: object, tmp_path: Path) -> None:
    """Written at once or broken over runs."""
    template = document("a", definition, "b{{ m(1) }}c{{ m('&') }}")
    assert text_of(fill(template, {}, tmp_path)) == "a\nb<1>c<&>"


def test_a_set_block_of_one_paragraph_takes_it(tmp_path: Path) -> None:
    """Its text can be used as one."""
    template = document("{% set who %}Dear {{ name }}{% endset %}", "{{ who }}, {{ who|upper }}")
    assert text_of(fill(template, {"name": "Kim & Co"}, tmp_path)) == "Dear Kim & Co, DEAR KIM & CO"
