"""The environment in which Word templates are compiled: that of all templates, but values become XML of Word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.compiler import Frame
from markupsafe import Markup

from kamdocs.render.bounds import bounded, step
from kamdocs.render.environment import Environment, Generator, set_up
from kamdocs.render.sources import TemplateSources
from kamdocs.render.values import as_text
from kamdocs.render.word import printing
from kamdocs.render.word.filters import word_filters
from kamdocs.render.word.methods import asked
from kamdocs.render.word.surroundings import Included, Surroundings


class _Generator(Generator):
    """Compiles each printed value as a call of what writes it in its place."""

    environment: WordEnvironment
    _looked_up = 0

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        # Data are dictionaries mostly; asking one here, without a call, makes a long table three times as fast.
        self._looked_up += 1
        held, name = f"kd_{self._looked_up}", repr(node.attr)
        self.write(f"({held}[{name}] if type({held} := (")
        self.visit(node.node, frame)
        self.write(f")) is dict and {name} in {held} else environment.getattr({held}, {name}))")

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:
        # What a filter gives is a value like any other, and written as one; Jinja prints it as it is.
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.start_write(frame, node)
        self._output_child_pre(node.filter, frame, None)
        self.visit_Filter(node.filter, inner)
        self._output_child_post(node.filter, frame, None)
        self.end_write(frame)
        self.leave_frame(inner)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if node.lineno == 0:  # the break between two parts
            self.write("str(")
            self._given = ""
            return
        writer, given = self.environment.writers.get(self.filename or "", {}).get(node.lineno, ("text", ""))
        self.write(f"environment.write_{writer}(")
        self._given = given

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(f", {self._given!r})" if self._given else ")")


class WordEnvironment(Environment):
    """`writers` says by file and line how each printed value is written, and with what further value."""

    code_generator_class = _Generator
    write_text = staticmethod(printing.text)
    write_flat = staticmethod(printing.flat)
    write_drawn = staticmethod(printing.drawn)
    write_alt = staticmethod(printing.alt)
    write_field = staticmethod(printing.field)
    writers: dict[str, dict[int, tuple[str, str]]]
    surroundings: Surroundings

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        found, value = asked(obj, attribute)
        return value if found else super().getattr(obj, attribute)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Any:
        step()
        return Included(self.surroundings.other(as_text(name)))

    def joined(self, parts: Iterable[Any]) -> str:
        pieces = list(parts)
        if any(isinstance(piece, Markup) for piece in pieces):
            return printing.joined(pieces)
        return str(bounded("".join(as_text(piece) for piece in pieces)))


def helpers() -> Mapping[str, Callable[..., Any]]:
    """What the tags call that no author writes."""
    return printing.HELPERS


def word_environment(language: str, surroundings: Surroundings) -> WordEnvironment:
    """The environment of one Word template in `language`."""
    made = set_up(WordEnvironment, TemplateSources({}), language)
    made.writers = {}
    made.surroundings = surroundings
    made.filters.update(word_filters(surroundings))
    made.globals.update(helpers())
    return made
