"""What a compiled template tells of itself without data: what it needs, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from jinja2 import nodes

from kamdocs.errors import InputError, Problem
from kamdocs.model.template_fields import Field
from kamdocs.render.current import TemplateFault
from kamdocs.render.uses.found import find_uses
from kamdocs.render.uses.values import Use, constant
from kamdocs.render.word.compiled import CompiledTemplate
from kamdocs.render.word.fields import fields_of
from kamdocs.render.word.findings import Finding, found_alone, found_with
from kamdocs.render.word.schemas import Shape
from kamdocs.render.word.surroundings import Surroundings

_OF_LOOPS = ("loop", "caller", "varargs", "kwargs", "self", "super")


def fields(compiled: CompiledTemplate) -> tuple[Field, ...]:
    """What the template needs of its data, in its order."""
    return fields_of(_uses(compiled, compiled.program.tree()), compiled.place_of)


def faults(compiled: CompiledTemplate, shape: Shape | None, surroundings: Surroundings) -> list[Problem]:
    """What is wrong with the template, for data of this `shape` where one is known, in its `surroundings`."""
    tree = compiled.program.tree()
    uses = _uses(compiled, tree)
    found = [
        *_lost_files(tree, surroundings),
        *(found_with(uses, shape, compiled.loops) if shape else found_alone(uses)),
    ]
    return [
        *_each_once(
            compiled.problem(each.line, each.rule, each.what, each.help, severity=each.severity)
            for each in dict.fromkeys(found)
        )
    ]


def _uses(compiled: CompiledTemplate, tree: nodes.Template) -> Sequence[Use]:
    return find_uses(tree, {*compiled.environment.globals, *_OF_LOOPS})


def _each_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Without those that a tag which is written twice, as that of a box to tick, has twice."""
    seen = set[tuple[object, ...]]()
    for problem in problems:
        key = (problem.place, problem.column, problem.source, problem.what)
        if key not in seen:
            seen.add(key)
            yield problem


def _lost_files(tree: nodes.Template, surroundings: Surroundings) -> Iterator[Finding]:
    """Files that the template names outright and that are not there."""
    filters = [(each.lineno, each.name, constant(each.node)) for each in tree.find_all(nodes.Filter)]
    pictures = [(line, name) for line, filter, name in filters if filter == "picture"]
    documents = [(line, name) for line, filter, name in filters if filter == "document"]
    documents += [(each.lineno, constant(each.template)) for each in tree.find_all(nodes.Include)]
    documents += [(each.lineno, constant(each.template)) for each in tree.find_all(nodes.Import)]
    documents += [(each.lineno, constant(each.template)) for each in tree.find_all(nodes.FromImport)]
    for named, read in ((pictures, surroundings.read), (documents, surroundings.word_file)):
        for line, name in named:
            if isinstance(name, str) and (lost := _lost(read, name)):
                yield Finding(line, "missing-file", str(lost), lost.help)


def _lost(read: Callable[[str], object], name: str) -> TemplateFault | None:
    """Why the file `name` cannot be had; what is wrong in it is told of itself when it is used."""
    try:
        read(name)
    except TemplateFault as fault:
        return fault
    except InputError as faults:
        return TemplateFault(f"`{name}` {faults.problems[0].what}", faults.problems[0].help)
    return None
