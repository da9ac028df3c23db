"""What in the files of `templates/letters/columns` no list can be read with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamdocs.load.theme import Fault
from kamdocs.model.list_words import RECIPIENT_FIELDS, ListWords
from kamdocs.rules.hints import meant
from kamdocs.rules.search import fold

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def list_words_faults(words: ListWords) -> Iterator[Fault]:
    """What `words` has that shows only when a list is read."""
    for field, headers in words.headers.items():
        if not _NAME.fullmatch(field):
            help = meant(field, RECIPIENT_FIELDS) or "use lower-case letters, digits and `_`"
            yield Fault(("headers", field), f"no template could use the name `{field}`", help, "bad-name")
        for index, header in enumerate(headers):
            if not fold(header):
                what = f"`{header}` has no letter or digit that a header could be known by"
                yield Fault(("headers", field, index), what, "", "bad-header")
    for index, form in enumerate(words.days):
        if any(form.count(part) != 1 for part in "YMD"):
            what = f"the form of days `{form}` does not have `Y`, `M` and `D` once each"
            yield Fault(("days", index), what, "write it as in `D/M/Y`", "bad-form")
    yield from _no_letters(words.letters)
    if "{code}" not in words.postal_code:
        yield Fault(("postal_code",), "the form does not show the code", "put `{code}` where it stands", "bad-form")


def _no_letters(pattern: str | None) -> Iterator[Fault]:
    """What is wrong with the regular expression of the letters of a language."""
    try:
        found = re.search(pattern or ".", "")
    except re.error as error:
        what = f"`letters` is no regular expression: {error.msg}"
        yield Fault(("letters",), what, "write the letters in brackets, as in `[가-힣]`", "bad-pattern")
    else:
        if found:
            what = "the regular expression finds even nothing"
            yield Fault(("letters",), what, "let it take one character at least", "bad-pattern")
