"""Names in the templates of letters that their kind does not give, told before a letter is made."""

from __future__ import annotations

from support import MakeWorkspace
from word_files import word_file

from kamdocs.load import load_kit
from kamdocs.model.house import DEFAULT_THEME
from kamdocs.render import template_problems, word_problems

KIND = """\
name: Note
data: {matter: text, steps: [{what: text, who: person}], told?: case, on?: date}
columns: {seat: words}
"""
SOUND = """\
{% set subject = data.matter %}
{% include "letters/parts/open.html.j2" %}

{% for step in data.steps %}
- {{ step.what }}, {{ step.who.email }}
{% endfor %}

{% if data.told %}{{ data.told.results[0].metric }}{% endif %} {{ row.seat }} {{ row.anything }} {{ recipient|you }}

{% include "letters/parts/close.html.j2" %}
"""


def test_names_that_the_kind_does_not_give_are_told_at_their_place(workspace: MakeWorkspace) -> None:
    """In Markdown, with what was meant."""
    wrong = SOUND.replace("step.what", "step.waht").replace("who.email", "who.mail").replace("row.seat", "rwo.seat")
    root = workspace({"templates/letters/note.yaml": KIND, "templates/letters/note.md.j2": wrong})
    found = template_problems(load_kit(root, DEFAULT_THEME))
    assert [(problem.line, problem.column, problem.what, problem.help) for problem in found] == [
        (5, 11, "`waht` is no field of `data.steps[]`", "did you mean `what`?"),
        (5, 32, "`mail` is no field of `data.steps[].who`", "did you mean `email`?"),
        (8, 67, "`rwo` is not defined", "did you mean `row`?"),
    ]


def test_sound_templates_of_letters_have_nothing_to_tell(workspace: MakeWorkspace) -> None:
    """Any column of a list may be asked for, and what a letter sets before it includes its parts."""
    root = workspace({"templates/letters/note.yaml": KIND, "templates/letters/note.md.j2": SOUND})
    assert template_problems(load_kit(root, DEFAULT_THEME)) == ()


def test_names_in_a_template_made_in_word_are_told_too(workspace: MakeWorkspace) -> None:
    """With the paragraph that they stand in."""
    root = workspace({"templates/letters/note.yaml": KIND})
    word_file(root / "templates/letters/note.docx", "{{ recipient|salutation }}", "{{ data.mater }} {{ data.steps }}")
    found = word_problems(load_kit(root, DEFAULT_THEME))
    assert [(problem.place, problem.what) for problem in found] == [
        ("paragraph 2", "`mater` is no field of `data`"),
        ("paragraph 2", "`data.steps` is a list, which cannot be printed"),
    ]
