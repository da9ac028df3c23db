"""What filters and tests take and give, as far as it shows without running them."""

from __future__ import annotations

from collections.abc import Mapping

from kamdocs.model.template_fields import FieldKind

TAKES: Mapping[str, FieldKind] = {
    **dict.fromkeys(("date", "short_date", "time", "weekday", "zone"), "date"),
    **dict.fromkeys(("money", "amount", "in_words"), "money"),
    **dict.fromkeys(("number", "quantity", "percent", "figure", "exact", "abs", "round"), "number"),
    **dict.fromkeys(("upper", "lower", "capitalize", "title", "trim", "markdown", "html", "link", "replace"), "text"),
    **dict.fromkeys(("numbers", "particle", "e", "escape"), "text"),
    **dict.fromkeys(("join", "first", "last", "max", "min", "sum", "map", "groupby", "batch", "slice"), "list"),
    **dict.fromkeys(("sort", "unique", "select", "reject", "selectattr", "rejectattr"), "list"),
    **dict.fromkeys(("called", "addressed", "signed", "you", "salutation", "closing"), "record"),
    "picture": "picture",
    "chart": "chart",
    "check_box": "flag",
}
"""What a filter takes; one that is not listed takes anything."""

ALSO: Mapping[str, tuple[FieldKind, ...]] = {
    "exact": ("money",),
    "first": ("text",),
    "last": ("text",),
    "join": ("text",),
    **dict.fromkeys(("salutation", "closing"), ("list",)),
}
"""What some take beside it."""

GIVES: Mapping[str, FieldKind] = {
    **dict.fromkeys(("length", "count", "abs", "int", "round", "sum"), "number"),
    **dict.fromkeys(("list", "batch", "slice", "map", "groupby"), "list"),
}
"""What a filter gives; any other gives a text."""

SAME = frozenset({"sort", "reverse", "list", "unique", "select", "reject", "selectattr", "rejectattr"})
"""Filters that give the list that they take, or some of it."""

ONE_OF = frozenset({"first", "last", "max", "min"})
"""Filters that give one of its items."""

TESTED: Mapping[str, FieldKind] = {**dict.fromkeys(("even", "odd", "divisibleby"), "number"), "worded": "money"}
"""What a test takes."""
