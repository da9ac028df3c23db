"""Each use that a template makes of its data."""

from __future__ import annotations

from collections.abc import Collection

from jinja2 import nodes

from kamdocs.render.uses.statements import Statements
from kamdocs.render.uses.values import Scope, Use


def find_uses(tree: nodes.Template, helpers: Collection[str]) -> list[Use]:
    """Each use of the data in `tree`, in its order; `helpers` are names that are no data."""
    finder = Statements(frozenset(helpers))
    finder.run(tree.body, Scope({}))
    finder.finish()
    return list(dict.fromkeys(finder.found))
