"""Expressions, filters, conditions, loops, macros and values within paragraphs."""

from __future__ import annotations

from word_templates.docxtpl_cases.case import case
from word_templates.word_builder import P, bold, styled

PEOPLE = [{"name": "Kim", "role": "buyer"}, {"name": "Lee", "role": "owner"}]

CASES = [
    case("a variable", "Dear {{ name }},", data={"name": "Ms Kim"}, expected="Dear Ms Kim,"),
    case("without spaces in the braces", "Dear {{name}},", data={"name": "Ms Kim"}, expected="Dear Ms Kim,"),
    case("an attribute", "{{ client.name }}", data={"client": {"name": "Hanbit"}}, expected="Hanbit"),
    case("an item by key", "{{ client['name'] }}", data={"client": {"name": "Hanbit"}}, expected="Hanbit"),
    case("an item by number", "{{ lines[1] }}", data={"lines": ["one", "two"]}, expected="two"),
    case("an attribute of an item", "{{ lines[0].name }}", data={"lines": PEOPLE}, expected="Kim"),
    case("a sum", "{{ a + b * 2 }}", data={"a": 1, "b": 3}, expected="7"),
    case("a division", "{{ a // b }} and {{ a % b }}", data={"a": 17, "b": 5}, expected="3 and 2"),
    case("joined texts", "{{ first ~ ' ' ~ last }}", data={"first": "Ha", "last": "Mai"}, expected="Ha Mai"),
    case("a condition in an expression", "{{ 'yes' if ok else 'no' }}", data={"ok": False}, expected="no"),
    case("a comparison", "{{ 'many' if n > 3 and n < 9 else 'few' }}", data={"n": 5}, expected="many"),
    case("a literal", "{{ 'plain' }} {{ 12 }}", expected="plain 12"),
    case("a whole number", "In {{ year }}.", data={"year": 2026}, expected="In 2026."),
    case("a filter", "{{ name|upper }}", data={"name": "Kim"}, expected="KIM"),
    case("filters in a row", "{{ name|lower|capitalize }}", data={"name": "kIM"}, expected="Kim"),
    case("a filter with an argument", "{{ names|join(', ') }}", data={"names": ["a", "b"]}, expected="a, b"),
    case("a default", "{{ missing|default('none') }}", expected="none"),
    case("a length", "{{ names|length }} names", data={"names": ["a", "b"]}, expected="2 names"),
    case("a replacement", "{{ name|replace('-', ' ') }}", data={"name": "a-b"}, expected="a b"),
    case("a first and a last", "{{ n|first }} {{ n|last }}", data={"n": ["a", "b", "c"]}, expected="a c"),
    case("a sorted list", "{{ n|sort|join(' ') }}", data={"n": ["b", "c", "a"]}, expected="a b c"),
    case("a part of a list", "{{ n[1:]|join(' ') }}", data={"n": ["a", "b", "c"]}, expected="b c"),
    case("fields of a list", "{{ p|map(attribute='name')|join(', ') }}", data={"p": PEOPLE}, expected="Kim, Lee"),
    case(
        "a list by a condition",
        "{{ p|selectattr('role', 'equalto', 'owner')|map(attribute='name')|first }}",
        data={"p": PEOPLE},
        expected="Lee",
    ),
    case("a test", "{% if n is divisibleby 3 %}thrice{% endif %}", data={"n": 9}, expected="thrice"),
    case("a membership", "{% if 'a' in names %}there{% endif %}", data={"names": ["a"]}, expected="there"),
    case("an if that holds", "I {% if ok %}do {% endif %}agree", data={"ok": True}, expected="I do agree"),
    case("an if that does not", "I {% if ok %}do {% endif %}agree", data={"ok": False}, expected="I agree"),
    case("if and else", "{% if ok %}yes{% else %}no{% endif %}", data={"ok": False}, expected="no"),
    case(
        "if, elif and else",
        "{% if n > 9 %}high{% elif n > 4 %}middle{% else %}low{% endif %}",
        data={"n": 5},
        expected="middle",
    ),
    case(
        "an if in an if",
        "{% if a %}A{% if b %}B{% else %}-{% endif %}{% endif %}.",
        data={"a": True, "b": False},
        expected="A-.",
    ),
    case("a negation", "{% if not ok %}no{% endif %}!", data={"ok": False}, expected="no!"),
    case("a loop", "{% for n in names %}<{{ n }}>{% endfor %}", data={"names": ["a", "b"]}, expected="<a><b>"),
    case("a loop over none", "[{% for n in names %}{{ n }}{% endfor %}]", data={"names": []}, expected="[]"),
    case("a loop with else", "{% for n in l %}{{ n }}{% else %}none{% endfor %}", data={"l": []}, expected="none"),
    case("a filtered loop", "{% for n in l if n > 1 %}{{ n }}{% endfor %}", data={"l": [1, 2, 3]}, expected="23"),
    case("a range", "{% for n in range(3) %}{{ n }}{% endfor %}", expected="012"),
    case(
        "the place in a loop",
        "{% for n in l %}{{ loop.index }}/{{ loop.length }} {{ n }}{% if not loop.last %}, {% endif %}{% endfor %}",
        data={"l": ["a", "b"]},
        expected="1/2 a, 2/2 b",
    ),
    case(
        "the first of a loop, counted from nought and from the end",
        "{% for n in l %}{% if loop.first %}^{% endif %}{{ loop.index0 }}{{ loop.revindex }}{% endfor %}",
        data={"l": ["a", "b"]},
        expected="^0211",
    ),
    case(
        "a cycle",
        "{% for n in l %}{{ loop.cycle('odd', 'even') }} {% endfor %}.",
        data={"l": [1, 2, 3]},
        expected="odd even odd .",
    ),
    case(
        "a loop in a loop",
        "{% for g in groups %}{{ g.name }}: {% for n in g.of %}{{ n }} {% endfor %}; {% endfor %}.",
        data={"groups": [{"name": "A", "of": ["a", "b"]}, {"name": "B", "of": ["c"]}]},
        expected="A: a b ; B: c ; .",
    ),
    case(
        "keys and values",
        "{% for key, value in pairs %}{{ key }}={{ value }} {% endfor %}.",
        data={"pairs": [["a", "x"], ["b", "y"]]},
        expected="a=x b=y .",
    ),
    case("a set value", "{% set total = a + b %}Total {{ total }}", data={"a": 1, "b": 2}, expected="Total 3"),
    case("a set block", "{% set x %}Dear {{ n }}{% endset %}{{ x }}!", data={"n": "Kim"}, expected="Dear Kim!"),
    case(
        "a value kept over a loop",
        "{% set s = namespace(n=0) %}{% for x in l %}{% set s.n = s.n + x %}{% endfor %}{{ s.n }}",
        data={"l": [1, 2, 3]},
        expected="6",
    ),
    case(
        "a macro",
        "{% macro greet(name, how='Dear') %}{{ how }} {{ name }}{% endmacro %}"
        "{{ greet('Kim') }}, {{ greet('Lee', 'Hello') }}",
        expected="Dear Kim, Hello Lee",
    ),
    case(
        "a macro with a caller",
        "{% macro framed() %}[{{ caller() }}]{% endmacro %}{% call framed() %}{{ n }}{% endcall %}",
        data={"n": "in"},
        expected="[in]",
    ),
    case(
        "a filter over a block",
        "{% filter upper %}dear {{ n }}{% endfilter %}!",
        data={"n": "Kim"},
        expected="DEAR KIM!",
    ),
    case("two set at once", "{% set a, b = p %}{{ b }} {{ a }}", data={"p": ["x", "y"]}, expected="y x"),
    case(
        "asked whether given",
        "{{ 'a' if x is defined else 'b' }}{{ 'c' if n is none else 'd' }}",
        data={"n": None},
        expected="bc",
    ),
    case("asked in the line", "{% if x is not defined %}none{% endif %}", expected="none"),
    case(
        "what changes in a loop",
        "{% for n in l %}{% if loop.changed(n) %}{{ n }}{% else %}-{% endif %}{% endfor %}",
        data={"l": ["a", "a", "b"]},
        expected="a-b",
    ),
    case(
        "neighbours in a loop",
        "{% for n in l %}{{ n }}{% if loop.nextitem is defined %}<{{ loop.nextitem }} {% endif %}{% endfor %}",
        data={"l": [1, 2, 3]},
        expected="1<2 2<3 3",
    ),
    case(
        "keys and values of a dictionary",
        "{% for key, value in prices.items() %}{{ key }}: {{ value }}; {% endfor %}.",
        data={"prices": {"a": 1, "b": 2}},
        expected="a: 1; b: 2; .",
    ),
    case(
        "keys of a dictionary",
        "{% for k in d %}{{ k }}={{ d[k] }} {% endfor %}.",
        data={"d": {"a": 1}},
        expected="a=1 .",
    ),
    case(
        "groups",
        "{% for role, of in p|groupby('role') %}{{ role }}: {{ of|length }} {% endfor %}.",
        data={"p": PEOPLE},
        expected="buyer: 1 owner: 1 .",
    ),
    case("a sum of fields", "{{ l|sum(attribute='n') }}", data={"l": [{"n": 1}, {"n": 2}]}, expected="3"),
    case("with", "{% with x = n * 2 %}{{ x }}{% endwith %}", data={"n": 4}, expected="8"),
    case("a comment", "Seen{# not seen: {{ nothing }} #}.", expected="Seen."),
    case("raw", "{% raw %}{{ as it is }}{% endraw %}", expected="{{ as it is }}"),
    case("escaped delimiters", "Write {_{ name }_} or {_% if %_}.", expected="Write {{ name }} or {% if %}."),
    case(
        "a line break in a value", "At {{ address }}.", data={"address": "1 A St\nHanoi"}, expected="At 1 A St\nHanoi."
    ),
    case("a tab in a value", "{{ columns }}", data={"columns": "a\tb"}, expected="a\tb"),
    case(
        "spaces at the ends of a value",
        "<{{ text }}>",
        data={"text": "  in  "},
        expected="<  in  >",
    ),
    case("signs of XML, escaped", "{{ n|e }}!", data={"n": "A & B <C>"}, expected="A & B <C>!"),
    case("signs of XML, escaped by itself", "{{ n }}!", data={"n": "A & B <C>"}, escapes=True, expected="A & B <C>!"),
    case("signs of XML in the template", "R&D, a < b > c: {{ n }}", data={"n": "1"}, expected="R&D, a < b > c: 1"),
    case(
        "a comparison with signs of XML",
        "{% if a < b and b >= c %}yes{% endif %}",
        data={"a": 1, "b": 2, "c": 2},
        expected="yes",
    ),
    case("curly quotes in a tag", "{{ client[‘name’] }} {{ “x” }}", data={"client": {"name": "Kim"}}, expected="Kim x"),
    case(
        "a tag half bold",
        P("Dear {{ na", bold("me }}"), ", ", bold("hello")),
        data={"name": "Kim"},
        expected="Dear Kim, hello",
    ),
    case(
        "an if over runs of several looks",
        P("A ", bold("{% if ok %}bold "), styled("{{ n }}", "<w:i/>"), "{% endif %} Z"),
        data={"ok": True, "n": "both"},
        expected="A bold both Z",
    ),
    case(
        "line breaks within a paragraph", "one {{ n }}\ntwo {{ n }}\ttab", data={"n": "x"}, expected="one x\ntwo x\ttab"
    ),
    case(
        "letters of any script", "{{ name }} – {{ 'é' }}", data={"name": "김민지 Nguyễn"}, expected="김민지 Nguyễn – é"
    ),
    case(
        "a whole run by condition",
        P("A", "{%r if ok %}", bold("B"), "{%r endif %}", "C"),
        data={"ok": True},
        expected="ABC",
    ),
    case(
        "a whole run left out",
        P("A", "{%r if ok %}", bold("B"), "{%r endif %}", "C"),
        data={"ok": False},
        expected="AC",
    ),
]
