"""Faults in how a template is written, which Jinja finds: what its author did, and what mends them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError

from kamdocs.errors import Problem
from kamdocs.model.kit import Template
from kamdocs.render.sources import body_of, problem_at, problem_from
from kamdocs.rules.hints import hint

_RULE = "template-syntax"
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_RAW = re.compile(r"{%[-+]?\s*raw\s*[-+]?%}.*?{%[-+]?\s*endraw\s*[-+]?%}", re.DOTALL)
_STRING = r"'(?:\\.|[^'\\])*+'|\"(?:\\.|[^\"\\])*+\""
_INNER = {"{#": re.compile(r".*?#}", re.DOTALL)} | {
    sign: re.compile(rf"(?:(?:{_STRING}|(?!{end}|{{{{|{{%).)*+|(?:(?!{end}|{{{{|{{%).)*+){end}", re.DOTALL)
    for sign, end in (("{{", "}}"), ("{%", "%}"))
}
"""What stands after a sign to the end of what it opens, whose texts may hold any sign; a text may have lost its end."""

_STATEMENT = re.compile(r"{%[-+]?\s*(\w+)(.*?)%}", re.DOTALL)
_OPENING = ("if", "for", "macro", "call", "filter", "with", "set", "block")
_ALONE = ("import", "from", "include", "do", "break", "continue", "else", "elif")
_JOIN = "leave it out, or join two values with `~`; a name is one word, as `first_name`, and a filter stands after `|`"
_LOOP = "write it as in `{% for item in items %}`"
_NO_TAG = "a name begins with a letter; a piece opens with `{% if … %}` or `{% for … %}` and ends with `{% endif %}` "
_NO_TAG += "or `{% endfor %}`"
_QUOTE = "put texts in quotes, as in `'40mm'`, and a comma between two values"
_ASSIGNED = "`==` compares two values; `{% set … = … %}` names one"

_KINDS = tuple(
    (re.compile(sign, re.DOTALL), what, help)
    for sign, what, help in (
        (r"looking for .* closed is `(\w+)`", "`{0}` is not closed", "write `{% end{0} %}` where it ends"),
        (r"expected token `in`, got", "`for` stands without `in`", _LOOP),
        (r"expected token `as`, got", "`import` stands without `as`", "write it as in `{% import 'parts' as parts %}`"),
        (r"^expected call", "`call` stands without a macro", "write it as in `{% call name() %}`"),
        (r"expected token `\(`, got", "a macro stands without `()`", "write it as in `{% macro name() %}`"),
        (r"expected token `,`, got (.*)", "{0} stands where a comma or a bracket is read", _QUOTE),
        (r"expected token `end of \w+ \w+`, got `=`", "`=` stands in an expression", _ASSIGNED),
        (r"unexpected `(.)`, expected `(.)`", "a bracket is not closed", "write `{1}` where it ends"),
        (r"expected token `end of \w+ \w+`, got `if`", "`else` and `if` stand in one statement", "write `elif`"),
        (r"expected token `end of \w+ \w+`, got (.*)", "{0} stands after the end of an expression", _JOIN),
        (r"unexpected char [\"`]([\"'])", "a quote is not closed", "write `{0}` where it ends"),
        (r"unexpected char `([“”„‘’«»])", "`{0}` is no quote of a template", 'write `"`'),
        (r"unexpected char `&", "`&` is no operator", "write `and`, or `~` to join texts"),
        (r"unexpected char `!", "`!` is no operator", "write `not`, or `!=` between two values"),
        (r"unexpected char `([#@$])", "`{0}` begins no name", _NO_TAG),
        (r"unexpected `/`", "`/` begins no name", _NO_TAG),
        (r"unexpected `>`", "`>` stands without a value before it", "write `!=` for two values that differ"),
        (r"unexpected `([]})])`", "`{0}` closes nothing", "leave it out, or write what it closes before it"),
        (r"^unexpected `(\W+)`$", "`{0}` stands without a value before it", "write a name or a text there"),
        (r"`extends` is", "`extends` is not for a section", "import the other template, or include it"),
        (r"unexpected char `\?", "`?` is no operator", "write `a if b else c`"),
        (r"expected token `name`, got `\|`", "`||` is no operator", "write `or`"),
        (
            r"expected an expression|unexpected `end of|expected name",
            "a value is missing",
            "write a name or a text there",
        ),
    )
)
"""What Jinja says, what it means to the author of a template, and help; the rest Jinja says well enough itself."""

_VALUES = {"`integer`": "a number", "`float`": "a number", "`string`": "a text"}


def lowered(said: str) -> str:
    """What Jinja says, as messages are written: lower case, no final period, names in backticks."""
    text = re.sub(r" at \d+$", "", said.rstrip("."))
    text = re.sub(r"(?<!\w)'([^']+)'", r"`\1`", text)
    text = re.sub("|".join(_VALUES), lambda kind: _VALUES[kind[0]], text)
    return text[:1].lower() + text[1:]


def syntax_problem(fault: TemplateSyntaxError, template: Template) -> Problem:
    """`fault`, found in `template`, as a problem at its place."""
    message = fault.message or ""
    for at, sign in _unclosed(template):
        if template.source.count("\n", 0, at) < fault.lineno:
            help = f"write `{_CLOSERS[sign]}` where it ends"
            return problem_from(template, at, sign, _RULE, f"`{sign}` is not closed", help)
    if match := re.match(r"Encountered unknown tag '(\w+)'(?:.* closed is '(\w+)')?", message, re.DOTALL):
        return problem_at(template, fault.lineno, _RULE, *_unknown(match[1], match[2] or ""))
    said = lowered(message)
    for pattern, what, help in _KINDS:
        if match := pattern.search(said):
            told = _filled(what, match), _filled(help, match)
            start = _opened(template, match[1]) if "looking for" in said else None
            if start is not None:
                return problem_from(template, start, match[1], _RULE, *told)
            return problem_at(template, fault.lineno, _RULE, *told)
    return problem_at(template, fault.lineno, _RULE, said, "")


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
    if name in ("elseif", "elsif"):
        return f"there is no statement `{name}`", "did you mean `elif`?"
    help = "write it in one word, as in `endif`" if name == "end" else hint(name, (*_OPENING, *_ALONE, *closing))
    return f"there is no statement `{name}`", help


def _body(template: Template) -> str:
    """The source of a template without its header and what is raw, everything where it stood."""
    start = body_of(template)
    text = re.sub("[^\n]", " ", template.source[:start]) + template.source[start:]
    return _RAW.sub(lambda match: re.sub("[^\n]", " ", match[0]), text)


def _unclosed(template: Template) -> Iterator[tuple[int, str]]:
    """Where something of Jinja's opens that is not closed before the next opens, and its sign."""
    text, at = _body(template), 0
    while opened := re.compile(r"{{|{%|{#").search(text, at):
        if not (inner := _INNER[opened[0]].match(text, opened.end())):
            yield opened.start(), opened[0]
            return
        at = inner.end()


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
