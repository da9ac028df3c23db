"""What a drafted proposal begins with: the workspace's own `templates/proposal/draft.yaml`, else the shipped one."""

from __future__ import annotations

from pathlib import Path

from kamdocs.errors import InputError, Problem
from kamdocs.load.document import read_document
from kamdocs.load.single import record_in
from kamdocs.load.template_files import find_template_files
from kamdocs.model.draft import DraftStandard

_NAME = "proposal/draft.yaml"


def load_standard(root: Path) -> DraftStandard:
    """The standard of drafts in the workspace at `root`. Raises InputError with every problem in its file."""
    files, _ = find_template_files(root)
    document = read_document(files[_NAME].file, opened=files[_NAME].opened)
    if isinstance(document, Problem):
        raise InputError([document])
    return record_in(document, DraftStandard)
