"""Templates are compiled once in a process, and say the same each time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kamdocs.errors import InputError
from kamdocs.model.kit import Kit
from kamdocs.model.workspace import Workspace
from kamdocs.render.current import Rendering, use
from kamdocs.render.shared_code import make_environment
from kamdocs.render.sources import TemplateSources
from kamdocs.render.tokens import TokenStore
from kamdocs.rules.language import Writer

Render = Callable[..., str]


def test_environments_share_the_code_of_a_template(example: tuple[Workspace, Kit]) -> None:
    """In other languages and for other kits too; another text, or another file, has code of its own."""
    _, kit = example
    use(Rendering(TokenStore(), Writer(kit.languages["en"])))
    english, korean = (make_environment(TemplateSources({}), language) for language in ("en", "ko"))
    code = english.compile("<p>{{ shared }}</p>", "a.html.j2", "templates/a.html.j2")
    assert korean.compile("<p>{{ shared }}</p>", "a.html.j2", "templates/a.html.j2") is code
    assert korean.compile("<p>{{ other }}</p>", "a.html.j2", "templates/a.html.j2") is not code
    assert korean.compile("<p>{{ shared }}</p>", "b.html.j2", "templates/b.html.j2").co_filename != code.co_filename


def test_a_constant_is_written_as_each_language_writes_it(render: Render) -> None:
    """What a filter makes of one does not stand in the code that languages share."""
    source = "<p>{{ 5000|number }}</p>"
    reader = {"client": "vam-co-foods", "to": "huynh-kim-phuong"}
    written = [render(source, **reader, language=language) for language in ("en", "vi", "en")]
    assert [("5,000" in html, "5.000" in html) for html in written] == [(True, False), (False, True), (True, False)]


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("{% if not client %}{{ client.name|upper_each }}{% endif %}", "there is no filter `upper_each`"),
        ("{% if not client and client is niec %}x{% endif %}", "there is no test `niec`"),
        ("{% macro once(x) %}{{ x }}{% endmacro %}<p>{{ once() }}</p>", "`once` is not given `x`"),
        ("{% break %}", "`break` or `continue` stands outside a loop"),
    ],
)
def test_what_is_seen_at_compiling_is_told_each_time(render: Render, source: str, what: str) -> None:
    """A filter or test that is not there, a macro's parameters, a mistake for which there is no code at all."""
    told = []
    for _ in range(2):
        with pytest.raises(InputError) as error:
            render(source)
        told.append(error.value.problems)
    assert told[0] == told[1]
    assert any(what in problem.what for problem in told[0])
