"""What was probably meant by a name that there is not, and which names there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from kamdocs.rules.listing import enumerated

_MOST_NAMED = 12


def meant(word: str, known: Iterable[str], *, near: float = 0.55) -> str:
    """Help that names the nearest of `known`, or the only one that `word` is a part of, as `kim` of `kim-chul-su`.

    It is empty where none is as `near` as that, on a scale from 0 to 1.
    """
    names, asked = {name.casefold(): name for name in known}, word.casefold()
    close = get_close_matches(asked, names, n=1, cutoff=near) or [name for name in names if asked in name.split("-")]
    return f"did you mean `{names[close[0]]}`?" if len(close) == 1 else ""


def there_are(known: Iterable[str]) -> str:
    """Help that lists `known`, the first twelve of them; empty where there are none."""
    names = [f"`{name}`" for name in known]
    if len(names) > _MOST_NAMED:
        return f"there are {', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED} more"
    if len(names) > 1:
        return f"there are {enumerated(names)}"
    return f"there is only {names[0]}" if names else ""


def hint(word: str, known: Iterable[str]) -> str:
    """The nearest of `known`; where none is near, which there are."""
    names = list(known)
    return meant(word, names) or there_are(names)


def in_loop(word: str, loops: Collection[str]) -> str:
    """Help for `loop`, and for a name that one of `loops` gives to its items, where it stands outside; else empty."""
    head = "for …" if word == "loop" else f"for {word} in …"
    known = f"`{word}` is known between `{{% {head} %}}` and its `{{% endfor %}}` alone"
    return known if word == "loop" or word in loops else ""


def meant_language(code: str, known: Iterable[str]) -> str:
    """Help for a code that is none of the languages `known`: one that resembles it, or the one spoken in the country
    that has this code."""
    from babel.languages import get_official_languages

    names = list(known)
    spoken = [one for one in get_official_languages(code.upper()) if one in names]
    return f"did you mean `{spoken[0]}`?" if spoken else meant(code, names)
