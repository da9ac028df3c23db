"""What the tests of verify share: finished files of the real writers, and what verify says about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
import yaml
from support import REPOSITORY

from kamdocs.errors import InputError
from kamdocs.load.pictures import PictureFiles
from kamdocs.model.kit import Kit, LanguageRules
from kamdocs.model.page import Draft, Format, Page
from kamdocs.model.secrets import ClientNames, Secret, Secrets
from kamdocs.model.theme import Theme
from kamdocs.rules.sums import SumRow
from kamdocs.verify import verify
from kamdocs.write.drafts import write_page

FILE = Path("profiles/clients/hanbit/client.yaml")


def _yaml(name: str) -> object:
    return yaml.load((REPOSITORY / "templates" / name).read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.fixture(scope="session")
def kit() -> Kit:
    """The languages and the theme that come with kamdocs, without templates."""
    languages = {code: LanguageRules.model_validate(_yaml(f"languages/{code}.yaml")) for code in ("en", "ko", "vi")}
    theme = Theme.model_validate(_yaml("themes/modern/theme.yaml"))
    return Kit({}, languages, theme, PictureFiles(REPOSITORY), {})


@pytest.fixture
def finish(kit: Kit, tmp_path: Path) -> Callable[..., Draft]:
    """Makes a finished file of the inside of a body; `corpus` is what its public inputs hold."""

    def make(
        body: str,
        format: Format = "docx",
        *,
        language: str = "en",
        corpus: Sequence[str] = (),
        facts: Mapping[str, str] | None = None,
        printed: Mapping[str, str] | None = None,
        name: str = "kim",
        sums: Sequence[SumRow] = (),
    ) -> Draft:
        page = Page(
            Path(name),
            language,
            "Offer",
            "Lotus",
            "Lotus · Offer",
            f"<body>{body}</body>",
            facts or {},
            printed or {},
            (),
            tuple(corpus),
            tuple(sums),
        )
        draft = Draft(page, format, tmp_path / f".{name}.{format}", Path(f"out/{name}.{format}"))
        write_page(page, format, kit.theme, draft.file, assets=tmp_path)
        return draft

    return make


@pytest.fixture
def found(kit: Kit) -> Callable[..., list[str]]:
    """What verify says about drafts, `rule: what` each; `secrets` are internal values by their path."""

    def check(
        *drafts: Draft,
        secrets: Mapping[str, str] | None = None,
        names: Sequence[ClientNames] = (),
        own_client: str = "own",
    ) -> list[str]:
        values = tuple(Secret(FILE, path, value) for path, value in (secrets or {}).items())
        try:
            verify(drafts, kit, Secrets(lambda: values, tuple(names)), own_client=own_client)
        except InputError as error:
            return [f"{problem.rule}: {problem.what}" for problem in error.problems]
        return []

    return check
