"""Tags that take whole paragraphs, and those that join them."""

from __future__ import annotations

from word_templates.docxtpl_cases.case import case
from word_templates.word_builder import P, item

NB = "\N{NO-BREAK SPACE}"
HOUSE = (
    "My house is",
    "{%- if town -%}",
    f"{NB}in town",
    "{%- else -%}",
    f"{NB}in the country",
    "{%- endif -%}",
    f"{NB}and I love it.",
)

CASES = [
    case(
        "paragraphs by condition",
        *("before", "{%p if ok %}", "one", "two {{ n }}", "{%p endif %}", "after"),
        data={"ok": True, "n": 2},
        expected="before\none\ntwo 2\nafter",
    ),
    case(
        "paragraphs left out",
        *("before", "{%p if ok %}", "one", "two {{ n }}", "{%p endif %}", "after"),
        data={"ok": False, "n": 2},
        expected="before\nafter",
    ),
    case(
        "paragraphs with elif and else",
        *("{%p if n > 9 %}", "high", "{%p elif n > 4 %}", "middle", "{%p else %}", "low", "{%p endif %}"),
        data={"n": 5},
        expected="middle",
    ),
    case(
        "a loop over paragraphs",
        *("{%p for p in people %}", "{{ loop.index }}. {{ p.name }}", "as {{ p.role }}", "{%p endfor %}", "end"),
        data={"people": [{"name": "Kim", "role": "buyer"}, {"name": "Lee", "role": "owner"}]},
        expected="1. Kim\nas buyer\n2. Lee\nas owner\nend",
    ),
    case(
        "a loop over paragraphs with else",
        *("{%p for p in people %}", "{{ p }}", "{%p else %}", "nobody", "{%p endfor %}"),
        data={"people": []},
        expected="nobody",
    ),
    case(
        "a condition within a loop over paragraphs",
        *("{%p for n in l %}", "{%p if n > 1 %}", "{{ n }} is more", "{%p endif %}", "next", "{%p endfor %}"),
        data={"l": [1, 2]},
        expected="next\n2 is more\nnext",
    ),
    case(
        "loops over paragraphs in each other",
        *("{%p for g in groups %}", "{{ g.name }}", "{%p for n in g.of %}", "- {{ n }}"),
        *("{%p endfor %}", "{%p endfor %}"),
        data={"groups": [{"name": "A", "of": ["a", "b"]}, {"name": "B", "of": []}]},
        expected="A\n- a\n- b\nB",
    ),
    case(
        "a set value in a paragraph of its own",
        *("one", "{%p set total = a + b %}", "Total {{ total }}"),
        data={"a": 1, "b": 2},
        expected="one\nTotal 3",
    ),
    case(
        "items of a list",
        *("{%p for n in names %}", item("{{ n }}"), "{%p endfor %}"),
        data={"names": ["a", "b"]},
        expected="a\nb",
    ),
    case("a comment that is a paragraph", "one", "{#p say more here #}", "two", expected="one\ntwo"),
    case(
        "paragraphs joined by a condition that holds",
        *HOUSE,
        data={"town": True},
        expected=f"My house is{NB}in town{NB}and I love it.",
    ),
    case(
        "paragraphs joined by a condition that does not hold",
        *HOUSE,
        data={"town": False},
        expected=f"My house is{NB}in the country{NB}and I love it.",
    ),
    case(
        "lines joined within a paragraph",
        "My house is\n{%- if town -%}\n in town\n{%- endif -%}\n and green.",
        data={"town": True},
        expected="My house is in town and green.",
    ),
    case(
        "a paragraph of one look by condition",
        *("{%p if ok %}", P("Heading", style="Heading1"), "{%p endif %}", "text"),
        data={"ok": True},
        expected="Heading\ntext",
    ),
    case(
        "a macro of paragraphs",
        *("{%p macro person(p) %}", "Name {{ p.name }}", "Role {{ p.role }}", "{%p endmacro %}"),
        *("begin", "{{p person(one) }}", "{{p person(two) }}", "end"),
        data={"one": {"name": "Kim", "role": "buyer"}, "two": {"name": "Lee", "role": "owner"}},
        expected="begin\nName Kim\nRole buyer\nName Lee\nRole owner\nend",
    ),
    case(
        "tags in a loop in a paragraph beside text",
        *("People: {% for n in names %}{{ n }}{% if not loop.last %}, {% endif %}{% endfor %}.", "end"),
        data={"names": ["Kim", "Lee"]},
        expected="People: Kim, Lee.\nend",
    ),
]
