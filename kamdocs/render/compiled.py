"""Templates that no document of today uses, looked at all the same."""

from __future__ import annotations

from kamdocs.errors import Problem
from kamdocs.model.kit import Kit
from kamdocs.render.current import Rendering, use
from kamdocs.render.faults import FAULTS, noted_problems, problem_of
from kamdocs.render.letter_names import kind_of_letter, unknown_names
from kamdocs.render.shared_code import make_environment
from kamdocs.render.sources import TemplateSources
from kamdocs.render.tokens import TokenStore
from kamdocs.rules.language import Writer


def template_problems(kit: Kit) -> tuple[Problem, ...]:
    """What keeps templates of `kit` from being used at all: their syntax, filters and tests that are not there; in
    those of letters also names that their kind does not give.

    What else is wrong with their data shows only where they are rendered.
    """
    sources, found = TemplateSources(kit.templates), list[Problem]()
    languages = next(iter(kit.languages.items()), None)
    if languages is None:
        return ()
    code, rules = languages
    environment = make_environment(sources, code)
    for template in kit.templates.values():
        use(rendering := Rendering(TokenStore(), Writer(rules)))
        try:
            marked = sources.marked(template)
            environment.compile(marked, str(template.name), str(template.file))
            if (kind := kind_of_letter(str(template.name), kit)) is not None:
                found += unknown_names(template, environment.parse(marked), kind, environment)
        except FAULTS as fault:
            found.append(problem_of(fault, template, sources, code))
        found += noted_problems(rendering.noted, sources)
    return tuple(dict.fromkeys(found))
