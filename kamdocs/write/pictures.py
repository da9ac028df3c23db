"""Pictures of the workspace, as documents hold them."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from kamdocs.errors import OutputError
from kamdocs.rules.bare import bare
from kamdocs.rules.pictures import PICTURES, picture_fault
from kamdocs.rules.stylesheets import addresses


def read_picture(file: Path, source: str) -> bytes:
    """The picture in `file`, upright and with nothing but what is seen of it.

    Raises OutputError, which names it as `source`, where it cannot be read or is no longer sound.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise OutputError(f"cannot read the picture `{source}`: {(error.strerror or str(error)).lower()}") from error
    read = _looked_at_again if len(content) <= _KEPT_SIZE else _looked_at
    fault, sound = read(content, file.suffix)
    if fault:
        raise OutputError(f"the picture `{source}` {fault[0]}", help=fault[1])
    return sound


def _looked_at(content: bytes, suffix: str) -> tuple[tuple[str, str] | None, bytes]:
    """What is wrong with a picture, with help, or the picture with nothing but what is shown."""
    fault = picture_fault(content, suffix, unpacked=False)
    return fault, b"" if fault else bare(content, PICTURES[suffix.lower()])


_KEPT_SIZE = 1024 * 1024
_looked_at_again = lru_cache(maxsize=16)(_looked_at)


def with_pictures(css: str, assets: Path) -> str:
    """The stylesheet `css` with each picture below `assets` that it shows in place of its address.

    Raises OutputError as `read_picture` does.
    """
    if "url(" not in css.lower():
        return css
    kept, place = [], 0
    for address in addresses(css):
        file = assets / address.source
        kept += [css[place : address.start], f'url("{embedded(file, address.source)}")']
        place = address.end
    return "".join((*kept, css[place:]))


def embedded(file: Path, source: str) -> str:
    """An address that holds the picture in `file`; raises OutputError as `read_picture` does."""
    content = b64encode(read_picture(file, source)).decode()
    return f"data:{PICTURES[file.suffix.lower()]};base64,{content}"
