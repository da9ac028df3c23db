"""The rules of the languages that templates/languages holds."""

from __future__ import annotations

import yaml
from support import REPOSITORY

from kamdocs.model.kit import LanguageRules

_FILES = sorted((REPOSITORY / "templates" / "languages").glob("*.yaml"))
assert _FILES

LANGUAGES = {
    file.stem: LanguageRules.model_validate(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader))
    for file in _FILES
}
"""By code."""
