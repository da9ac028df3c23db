"""What the tests of the writers share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from support import REPOSITORY

from kamdocs.model.page import Page
from kamdocs.model.theme import Theme


@pytest.fixture(scope="session")
def theme() -> Theme:
    """The theme that comes with kamdocs."""
    tokens = (REPOSITORY / "templates/themes/modern/theme.yaml").read_text(encoding="utf-8")
    return Theme.model_validate(yaml.load(tokens, yaml.BaseLoader))


@pytest.fixture
def make_page() -> Callable[..., Page]:
    """Makes a page of the inside of its body: `Offer` by `Lotus`, with the running head `Lotus · Offer 7`."""

    def make(
        body: str,
        *,
        language: str = "en",
        path: str = "letter.en",
        facts: Mapping[str, str] | None = None,
        inputs: Mapping[Path, str] | None = None,
    ) -> Page:
        return Page(
            Path(path),
            language,
            "Offer",
            "Lotus",
            "Lotus · Offer 7",
            f"<body>{body}</body>",
            facts or {},
            {},
            inputs or {},
        )

    return make
