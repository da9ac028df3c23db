"""Faults in how a template is written, which Jinja finds: what its author did, and what mends them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError

from kamdocs.errors import Problem
from kamdocs.model.kit import Template
from kamdocs.render.sources import problem_at, problem_from
from kamdocs.rules.hints import hint

_RULE = "template-syntax"
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_RAW = re.compile(r"{%[-+]?\s*raw\s*[-+]?%}.*?{%[-+]?\s*endraw\s*[-+]?%}", re.DOTALL)
_STATEMENT = re.compile(r"{%[-+]?\s*(\w+)(.*?)%}", re.DOTALL)
_OPENING = ("if", "for", "macro", "call", "filter", "with", "set", "block")
_ALONE = ("import", "from", "include", "do", "break", "continue", "else", "elif")
_JOIN = "leave it out, or join two values with `~`"
_ASSIGNED = "`==` compares two values; `{% set … = … %}` names one"

_KINDS = tuple(
    (re.compile(sign, re.DOTALL), what, help)
    for sign, what, help in (
        (r"looking for .* closed is '(\w+)'", "`{0}` is not closed", "write `{% end{0} %}` where it ends"),
        (r"expected token 'end of \w+ \w+', got '='", "`=` stands in an expression", _ASSIGNED),
        (r"unexpected '(.)', expected '(.)'", "a bracket is not closed", "write `{1}` where it ends"),
        (r"expected token 'end of \w+ \w+', got 'if'", "`else` and `if` stand in one statement", "write `elif`"),
        (r"expected token 'end of \w+ \w+', got '(.*)'", "`{0}` stands after the end of an expression", _JOIN),
        (r"unexpected char ['\"](['\"])['\"]", "a quote is not closed", "write `{0}` where it ends"),
        (r"unexpected char ['\"]([“”„‘’«»])", "`{0}` is no quote of a template", 'write `"`'),
        (r"unexpected char '&'", "`&` joins nothing here", "write `and`, or `~` to join texts"),
        (r"unexpected char '\?'", "`?` asks nothing here", "write `a if b else c`"),
        (r"unexpected char ['\"](.)", "`{0}` means nothing here", "leave it out"),
        (r"expected token 'name', got '\|'", "`||` joins nothing here", "write `or`"),
        (r"expected token 'name', got 'end", "a name is missing", "write it before the end"),
        (r"expected token '(.*?)', got 'end", "`{0}` is missing", "write it before the end"),
        (r"expected token '(.*?)', got '(.*)'", "`{1}` stands where `{0}` is wanted", "write `{0}` before it"),
        (
            r"expected an expression|unexpected 'end of|expected name",
            "a value is missing",
            "write a name or a text there",
        ),
        (r"unexpected '(.)'", "`{0}` stands where it means nothing", "leave it out, or open what it closes"),
        (r"tag name expected", "a statement is empty", "leave it out"),
        (r"missing end of raw", "`raw` is not closed", "write `{% endraw %}` where it ends"),
        (r"non-default argument", "an argument without a value stands after one with", "put it before"),
        (r"assign to '(\w+)'", "nothing can be set to this", "write a name before `=`"),
        (r"underline", "a name that begins with `_` is the other template's own", "rename it there"),
        (r"function call expression", "the arguments of a call are out of order", "write those with a name last"),
        (r"expected call", "`call` calls nothing", "write it as in `{% call box(title) %}`"),
        (r"extends another", "`extends` is not for a section", "import the other template, or include it"),
        (r"calls itself", "a loop calls itself", "write a macro instead"),
        (r"escape", "a `\\` begins nothing here", "write `\\\\` for the sign itself"),
    )
)
"""What Jinja says, what it means to the author of a template, and help."""


def syntax_problem(fault: TemplateSyntaxError, template: Template) -> Problem:
    """`fault`, found in `template`, as a problem at its place."""
    message = fault.message or ""
    for at, sign in _unclosed(template):
        if template.source.count("\n", 0, at) < fault.lineno:
            help = f"write `{_CLOSERS[sign]}` where it ends"
            return problem_from(template, at, sign, _RULE, f"`{sign}` is not closed", help)
    if match := re.match(r"Encountered unknown tag '(\w+)'(?:.* closed is '(\w+)')?", message, re.DOTALL):
        return problem_at(template, fault.lineno, _RULE, *_unknown(match[1], match[2] or ""))
    for pattern, what, help in _KINDS:
        if match := pattern.search(message) or pattern.search(message.lower()):
            told = _filled(what, match), _filled(help, match)
            start = _opened(template, match[1]) if "looking for" in message else None
            if start is not None:
                return problem_from(template, start, match[1], _RULE, *told)
            return problem_at(template, fault.lineno, _RULE, *told)
    return problem_at(template, fault.lineno, _RULE, "cannot be read as a template", "")


def _filled(text: str, match: re.Match[str]) -> str:
    """`text` with what `match` found in place of `{0}` and `{1}`."""
    return re.sub(r"{([01])}", lambda place: match[int(place[1]) + 1], text)


def _unknown(name: str, within: str) -> tuple[str, str]:
    """What is wrong with a statement that Jinja does not know, or not here, and help; `within` is what is open."""
    opened = name.removeprefix("end")
    if name in ("else", "elif") or (name != opened and opened in _OPENING):
        if within:
            return f"`{name}` stands where `{within}` is open", f"write `{{% end{within} %}}` before it"
        wanted = "if" if name in ("else", "elif") else opened
        return f"`{name}` stands without `{wanted}`", f"leave it out, or write `{{% {wanted} … %}}` before it"
    closing = [f"end{opening}" for opening in _OPENING]
    help = "write it in one word, as in `endif`" if name == "end" else hint(name, (*_OPENING, *_ALONE, *closing))
    return f"there is no statement `{name}`", help


def _body(template: Template) -> str:
    """The source of a template without its header and what is raw, everything where it stood."""
    lines = template.source.split("\n")
    head = "\n".join([" " * len(line) for line in lines[: template.body_line - 1]])
    text = "\n".join([head, *lines[template.body_line - 1 :]]) if head else template.source
    return _RAW.sub(lambda match: re.sub("[^\n]", " ", match[0]), text)


def _unclosed(template: Template) -> Iterator[tuple[int, str]]:
    """Where something of Jinja's opens that is not closed before the next opens, and its sign."""
    text, at = _body(template), 0
    while opened := re.compile(r"{{|{%|{#").search(text, at):
        sign = opened[0]
        end = text.find(_CLOSERS[sign], opened.end())
        inner = text[opened.end() : end if end >= 0 else len(text)]
        if end < 0 or (sign != "{#" and re.search(r"{{|{%", inner)):
            yield opened.start(), sign
            return
        at = end + 2


def _opened(template: Template, name: str) -> int | None:
    """Where the last block `name` opens that is not closed."""
    text = re.sub("{#.*?#}", lambda match: re.sub("[^\n]", " ", match[0]), _body(template), flags=re.DOTALL)
    stack = list[tuple[str, int]]()
    for found in _STATEMENT.finditer(text):
        word = found[1]
        if word in _OPENING and not (word == "set" and "=" in found[2]):
            stack.append((word, found.start(1)))
        elif stack and word == f"end{stack[-1][0]}":
            stack.pop()
    return next((start for opening, start in reversed(stack) if opening == name), None)
