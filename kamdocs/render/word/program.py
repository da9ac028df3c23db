"""All pieces of a Word template as one Jinja program, so that what one part sets, the next can use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.environment import Template as JinjaTemplate
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

from kamdocs.render.bounds import ENDLESS
from kamdocs.render.current import TemplateFault
from kamdocs.render.word.environment import WordEnvironment
from kamdocs.render.word.parts import Piece
from kamdocs.render.word.registry import Registry

PART_BREAK = "\x00"
"""What is printed between two parts; no XML can hold it."""
_BREAK = "\ue007"
_NO_LINE = 0

_OPEN, _CLOSE = "\ue000", "\ue001"
_CONSTANT = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_NO_TEXT = re.compile("[\ud800-\udfff]").search
_LONGEST_OUTPUT = 256_000_000
_BATCH = 2_000
_TOO_DEEP = "more stands within each other here than can be read"
_ONCE_EACH = "loop over the data, once for each thing that is printed"


class Program:
    """The pieces of the parts of a template, compiled: what Jinja reads, line by line, and the number of the tag on
    each line."""

    def __init__(
        self, parts: Mapping[str, Sequence[Piece]], registry: Registry, environment: WordEnvironment, file: Path
    ) -> None:
        self.names = list(parts)
        self._environment, self._file = environment, str(file)
        self._constants, self.lines, self.numbers = list[str](), list[str](), dict[int, int]()
        for index, pieces in enumerate(parts.values()):
            if index:
                self.lines.append(_BREAK)
            for piece in pieces:
                self._add(piece, registry)
        self.source = "\n".join(self.lines)
        environment.writers[self._file] = {
            line: (registry.entries[number].writer, registry.entries[number].given)
            for line, number in self.numbers.items()
        }

    def _add(self, piece: Piece, registry: Registry) -> None:
        if isinstance(piece, str):
            self._add_constant(piece)
        else:
            self.lines.append(registry.entries[piece].line)
            self.numbers[len(self.lines)] = piece

    def _add_constant(self, xml: str) -> None:
        self._constants.append(xml)
        self.lines.append(f"{_OPEN}{len(self._constants) - 1}{_CLOSE}")

    def tree(self) -> nodes.Template:
        """What Jinja makes of it, the XML in its places. Raises TemplateSyntaxError."""
        tree = self._environment._parse(self.source, None, self._file)
        _Dissolved().visit(tree)
        for output in tree.find_all(nodes.Output):
            output.nodes = [each for node in output.nodes for each in self._filled(node)]
        return tree

    def _filled(self, node: nodes.Expr) -> Iterator[nodes.Expr]:
        """A printed value as it is; text of the program as the XML that it stands for, parts apart."""
        if not isinstance(node, nodes.TemplateData):
            yield node
            return
        for index, text in enumerate(node.data.split(_BREAK)):
            if index:
                yield nodes.Const(PART_BREAK, lineno=_NO_LINE)
            xml = "".join(self._constants[int(found[1])] for found in _CONSTANT.finditer(text))
            if xml:
                yield nodes.TemplateData(xml, lineno=node.lineno)

    def compile(self) -> JinjaTemplate:
        """The template that is run. Raises TemplateSyntaxError."""
        environment = self._environment
        try:
            code = environment.compile(self.tree(), None, self._file)
        except RecursionError:
            raise TemplateSyntaxError(_TOO_DEEP, 1, filename=self._file) from None
        return JinjaTemplate.from_code(environment, code, environment.globals, None)


class _Dissolved(NodeTransformer):
    """Blocks, which no other template replaces, as what stands in them."""

    def visit_Block(self, node: nodes.Block) -> nodes.Node:
        self.generic_visit(node)
        return nodes.Scope(node.body, lineno=node.lineno)


def faulty_tags(
    registry: Registry, environment: WordEnvironment, file: Path
) -> Iterator[tuple[int, TemplateSyntaxError]]:
    """Each tag that Jinja cannot read, looked at by itself; filters and tests that are not there are noted on the line
    of its number, counted from 1."""
    for number, entry in enumerate(registry.entries):
        if not entry.written or not entry.code:
            continue
        try:
            tree = environment._parse("\n" * number + alone(entry.line), None, str(file))
            environment._generate(tree, None, str(file))
        except TemplateSyntaxError as fault:
            fault.lineno = number + 1
            yield number, fault
        except RecursionError:
            yield number, TemplateSyntaxError(_TOO_DEEP, number + 1, filename=str(file))


_ENDED = frozenset({"if", "for", "macro", "call", "filter", "with", "block"})


def alone(line: str) -> str:
    """A tag with what must stand around it, so that it can be read without the others."""
    found = re.match(r"{% (\w+)", line)
    word = found[1] if found else ""
    if word in ("elif", "else"):
        return f"{{% if true %}}{line}{{% endif %}}"
    if word in ("break", "continue"):
        return f"{{% for one in () %}}{line}{{% endfor %}}"
    if word.startswith("end"):
        return ""
    if word == "set" and "=" not in line.partition("|")[0]:
        return f"{line}{{% endset %}}"
    return f"{line}{{% end{word} %}}" if word in _ENDED else line


def printed(pieces: Iterable[str]) -> list[str]:
    """All that a template prints, piece by piece. Raises TemplateFault where it is more than any document holds."""
    found, rest, length = list[str](), iter(pieces), 0
    while batch := list(islice(rest, _BATCH)):
        found += batch
        length += sum(map(len, batch))
        if length > _LONGEST_OUTPUT:
            raise TemplateFault("the output of a template grows without end", _ONCE_EACH, rule=ENDLESS)
    return found


def by_part(pieces: list[str], count: int) -> Iterator[list[str]]:
    """The pieces of each of `count` parts."""
    start = 0
    if not count:
        return
    for _ in range(count - 1):
        end = pieces.index(PART_BREAK, start)
        yield pieces[start:end]
        start = end + 1
    yield pieces[start:]


def constants(template: JinjaTemplate) -> set[str]:
    """The texts that stand in the code of a template, XML that is printed as it is among them."""
    found, codes = set[str](), [template.root_render_func.__code__]
    while codes:
        for constant in codes.pop().co_consts:
            if isinstance(constant, str) and not _NO_TEXT(constant):
                found.add(constant)
            elif isinstance(constant, CodeType):
                codes.append(constant)
    return found


class LightContext(Context):
    """A context that is made for one filling and costs next to nothing."""

    def __init__(self, environment: WordEnvironment, data: dict[str, Any], eval_context: nodes.EvalContext) -> None:
        self.parent, self.vars = data, {}
        self.environment, self.eval_ctx = environment, eval_context
        self.exported_vars, self.name, self.globals_keys, self.blocks = set(), None, set(environment.globals), {}
