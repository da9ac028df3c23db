"""Stage 3: templates over plans give pages of HTML. Strict, sandboxed, escaped for where a value stands."""

from __future__ import annotations

from kamdocs.render.closure import files_of_kind, pictures_named
from kamdocs.render.compiled import template_problems
from kamdocs.render.conventions import Origins, data_breaches, template_breaches
from kamdocs.render.corpus import files_of_plan
from kamdocs.render.letters import LetterRenderer, unprintable_in, untranslated
from kamdocs.render.proposals import ProposalRenderer, render_proposals
from kamdocs.render.unprintable import unprintable
from kamdocs.render.word_version import word_problems

__all__ = [
    "LetterRenderer",
    "Origins",
    "ProposalRenderer",
    "data_breaches",
    "files_of_kind",
    "files_of_plan",
    "pictures_named",
    "render_proposals",
    "template_breaches",
    "template_problems",
    "unprintable",
    "unprintable_in",
    "untranslated",
    "word_problems",
]
