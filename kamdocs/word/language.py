"""The language that a Word file is written in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kamdocs.model.word_template import Member
from kamdocs.word.names import qualified
from kamdocs.word.package import parse_part

_STYLES, _CORE, _MAIN = "word/styles.xml", "docProps/core.xml", "word/document.xml"
_LANGUAGE = f".//{qualified('w:docDefaults')}//{qualified('w:lang')}"
_STATED = re.compile(rb"<dc:language>\s*([A-Za-z]{2,3})")
_HANGUL = re.compile("[\uac00-\ud7a3]")


def language_of(members: Mapping[str, Member]) -> str:
    """The code of the language of a document, as `ko`; empty where it states none.

    Word notes two for all text, one of them for East Asian letters: that one counts where the document has such.
    """
    core = members.get(_CORE)
    if core and (stated := _STATED.search(core.data)):
        return stated[1].decode().lower()
    styles = members.get(_STYLES)
    found = None if styles is None else parse_part(styles.data).find(_LANGUAGE)
    if found is None:
        return ""
    eastern = found.get(qualified("w:eastAsia"), "").partition("-")[0]
    main = members.get(_MAIN)
    if eastern == "ko" and main and _HANGUL.search(main.data.decode(errors="replace")):
        return eastern
    return found.get(qualified("w:val"), "").partition("-")[0]
