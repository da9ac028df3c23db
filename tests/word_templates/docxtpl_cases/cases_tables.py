"""Tags that take rows, columns and cells; spans and colours."""

from __future__ import annotations

from word_templates.docxtpl_cases.case import case
from word_templates.word_builder import Cell, table

LINES = [{"name": "Audit", "price": 12}, {"name": "Training", "price": 7}]
MONTHS = {"months": ["Jan", "Feb", "Mar"], "rows": [{"name": "A", "sold": [1, 2, 3]}, {"name": "B", "sold": [4, 5, 6]}]}
WIDE = '<w:gridSpan w:val="2"/>'

CASES = [
    case("a value in a cell", table(["a", "{{ n }}"]), data={"n": 1}, expected="| a | 1 |"),
    case(
        "rows by condition",
        table(["head"], ["{%tr if ok %}"], ["shown"], ["{%tr endif %}"], ["foot"]),
        data={"ok": True},
        expected="| head |\n| shown |\n| foot |",
    ),
    case(
        "rows left out",
        table(["head"], ["{%tr if ok %}"], ["shown"], ["{%tr endif %}"], ["foot"]),
        data={"ok": False},
        expected="| head |\n| foot |",
    ),
    case(
        "a loop over rows",
        table(
            ["Item", "Price"],
            ["{%tr for line in lines %}", ""],
            ["{{ line.name }}", "{{ line.price }}"],
            ["{%tr endfor %}", ""],
            ["Total", "{{ total }}"],
        ),
        data={"lines": LINES, "total": 19},
        expected="| Item | Price |\n| Audit | 12 |\n| Training | 7 |\n| Total | 19 |",
    ),
    case(
        "a loop over rows with else",
        table(["{%tr for n in l %}"], ["{{ n }}"], ["{%tr else %}"], ["nothing"], ["{%tr endfor %}"]),
        data={"l": []},
        expected="| nothing |",
    ),
    case(
        "a loop over several rows",
        table(["{%tr for n in l %}"], ["{{ n }}"], ["and {{ n }} again"], ["{%tr endfor %}"]),
        data={"l": [1, 2]},
        expected="| 1 |\n| and 1 again |\n| 2 |\n| and 2 again |",
    ),
    case(
        "loops over rows in each other",
        table(
            *(["{%tr for g in groups %}"], ["{{ g.name }}"], ["{%tr for n in g.of %}"], ["- {{ n }}"]),
            *(["{%tr endfor %}"], ["{%tr endfor %}"]),
        ),
        data={"groups": [{"name": "A", "of": ["a", "b"]}, {"name": "B", "of": []}]},
        expected="| A |\n| - a |\n| - b |\n| B |",
    ),
    case(
        "a condition within a loop over rows",
        table(["{%tr for n in l %}"], ["{%tr if n > 1 %}"], ["{{ n }}"], ["{%tr endif %}"], ["{%tr endfor %}"]),
        data={"l": [1, 2, 3]},
        expected="| 2 |\n| 3 |",
    ),
    case("a comment that is a row", table(["one"], ["{#tr more rows? #}"], ["two"]), expected="| one |\n| two |"),
    case("a comment that is a cell", table(["one", "{#tc more? #}", "two"]), expected="| one | two |"),
    case(
        "columns by a loop",
        table(
            ["", "{%tc for m in months %}", "{{ m }}", "{%tc endfor %}", "End"],
            ["{%tr for row in rows %}"],
            ["{{ row.name }}", "{%tc for n in row.sold %}", "{{ n }}", "{%tc endfor %}", "."],
            ["{%tr endfor %}"],
        ),
        data=MONTHS,
        expected="|  | Jan | Feb | Mar | End |\n| A | 1 | 2 | 3 | . |\n| B | 4 | 5 | 6 | . |",
    ),
    case(
        "a cell by condition",
        table(["a", "{%tc if ok %}", "b", "{%tc endif %}", "c"]),
        data={"ok": False},
        expected="| a | c |",
    ),
    case(
        "a colour of a cell",
        table(["{% cellbg colour %}{{ n }}", "b"]),
        data={"colour": "FF8800", "n": "a"},
        expected="| a [filled FF8800] | b |",
    ),
    case(
        "a colour in a loop over rows",
        table(["{%tr for r in rows %}"], ["{% cellbg r.colour %}{{ r.n }}"], ["{%tr endfor %}"]),
        data={"rows": [{"n": 1, "colour": "AA0000"}, {"n": 2, "colour": "00BB00"}]},
        expected="| 1 [filled AA0000] |\n| 2 [filled 00BB00] |",
    ),
    case(
        "a colour instead of the cell's own",
        table([Cell(("{% cellbg c %}a",), '<w:shd w:val="clear" w:color="auto" w:fill="111111"/>')]),
        data={"c": "222222"},
        expected="| a [filled 222222] |",
    ),
    case(
        "a span of columns",
        table(["{% colspan n %}{{ title }}"], ["a", "b", "c"]),
        data={"n": 3, "title": "All"},
        expected="| All [wide 3] |\n| a | b | c |",
    ),
    case(
        "a span as wide as the loop below",
        table(
            ["{% colspan months|length %}Months"],
            ["{%tc for m in months %}", "{{ m }}", "{%tc endfor %}"],
        ),
        data=MONTHS,
        expected="| Months [wide 3] |\n| Jan | Feb | Mar |",
    ),
    case(
        "cells of a loop merged down",
        table(["{%tr for n in l %}", ""], ["{% vm %}Fruit", "{{ n }}"], ["{%tr endfor %}", ""]),
        data={"l": ["apple", "pear"]},
        expected="| Fruit | apple |\n| [joined above] | pear |",
    ),
    case(
        "cells of a loop merged across",
        table(
            ["{%tc for m in months %}", "{% hm %}All months", "{%tc endfor %}"],
            ["{%tc for m in months %}", "{{ m }}", "{%tc endfor %}"],
        ),
        data=MONTHS,
        expected="| All months [wide 3] |\n| Jan | Feb | Mar |",
    ),
    case(
        "wide cells of a loop merged across",
        table(["{%tc for m in months %}", Cell(("{% hm %}All",), WIDE), "{%tc endfor %}"]),
        data=MONTHS,
        expected="| All [wide 6] |",
    ),
    case(
        "a table in a cell",
        table(["outer", [table(["{%tr for n in l %}"], ["{{ n }}"], ["{%tr endfor %}"])]]),
        data={"l": [1, 2]},
        expected="| outer | | 1 | / | 2 | /  |",
    ),
    case(
        "a table in a cell of a loop",
        table(
            ["{%tr for g in groups %}", ""],
            ["{{ g.name }}", [table(["{%tr for n in g.of %}"], ["{{ n }}"], ["{%tr endfor %}"])]],
            ["{%tr endfor %}", ""],
        ),
        data={"groups": [{"name": "A", "of": [1, 2]}, {"name": "B", "of": [3]}]},
        expected="| A | | 1 | / | 2 | /  |\n| B | | 3 | /  |",
    ),
    case(
        "paragraphs of a cell in a loop",
        table([["{%p for n in l %}", "{{ n }}", "{%p endfor %}"], "b"]),
        data={"l": [1, 2]},
        expected="| 1 / 2 | b |",
    ),
    case(
        "tables by a loop over paragraphs",
        *("{%p for g in groups %}", "{{ g.name }}", table(["a", "{{ g.n }}"]), "{%p endfor %}", "end"),
        data={"groups": [{"name": "A", "n": 1}, {"name": "B", "n": 2}]},
        expected="A\n| a | 1 |\nB\n| a | 2 |\nend",
    ),
    case(
        "a table by condition",
        *("before", "{%p if ok %}", table(["a"]), "{%p endif %}", "after"),
        data={"ok": False},
        expected="before\nafter",
    ),
    case(
        "a table that is merged as it stands",
        table(
            [Cell(("{{ a }}",), '<w:vMerge w:val="restart"/>'), "1"],
            [Cell(("",), "<w:vMerge/>"), Cell(("{{ b }}",))],
            [Cell(("{{ c }}",), WIDE)],
        ),
        data={"a": "A", "b": "B", "c": "C"},
        expected="| A | 1 |\n| [joined above] | B |\n| C [wide 2] |",
    ),
]
