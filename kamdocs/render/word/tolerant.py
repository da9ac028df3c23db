"""A template compiled without its faulty tags, so that what is wrong beside them is told in the same run."""

from __future__ import annotations

from kamdocs.errors import Problem
from kamdocs.model.word_template import WordFile
from kamdocs.render.word.compiled import CompiledTemplate, FaultyTags, Rules
from kamdocs.render.word.registry import Spot
from kamdocs.render.word.surroundings import Surroundings

_MOST_TRIES = 10
"""Without a tag its pair is alone, and is left out on the next try."""


def compile_without_faults(
    word_file: WordFile, *, rules: Rules, language: str, surroundings: Surroundings
) -> tuple[CompiledTemplate | None, tuple[Problem, ...]]:
    """The template without the tags that keep it from being compiled, and what is wrong with these; None where nothing
    can be made of it."""
    ignored, problems = frozenset[Spot](), tuple[Problem, ...]()
    for _ in range(_MOST_TRIES):
        try:
            made = CompiledTemplate(
                word_file, rules=rules, language=language, surroundings=surroundings, ignored=ignored
            )
        except FaultyTags as faults:
            problems = problems or faults.problems
            if faults.spots <= ignored:
                break
            ignored |= faults.spots
        else:
            return made, problems
    return None, problems
