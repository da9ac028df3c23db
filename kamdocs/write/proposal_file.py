"""The YAML file of a drafted proposal, which never takes the place of another."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from pathlib import Path

from kamdocs.errors import OutputError, RequestError
from kamdocs.model.draft import ProposalDraft
from kamdocs.model.kinds import file_of
from kamdocs.write.output import make_file, missing_folders, remove_empty, replace_whole
from kamdocs.write.yaml_text import left_to_fill, yaml_text

_SCHEMA = "proposal.schema.json"
_SCHEMA_FOLDERS = (".kamdocs/schemas", "schemas")
"""Where a workspace keeps the schemas that its files name: one made by `kamdocs init`, and others."""


def draft_text(draft: ProposalDraft, root: Path) -> str:
    """What the file of `draft` in the workspace `root` will hold, the list of what is left to fill in at its top."""
    counted = Counter(left_to_fill(draft.data))
    listed = [f"  - {path}: {what}{f' ({n} times)' if n > 1 else ''}" for (path, what), n in counted.items()]
    head = [*_modeline(draft, root), *draft.head, "", "Left to fill in:", *listed, ""]
    return yaml_text(draft.data, head=head)


def write_draft(draft: ProposalDraft, root: Path) -> Path:
    """Write `draft` to its place in the workspace `root` and return that, the whole file or none.

    Raises RequestError where something stands there already, OutputError where it cannot be written.
    """
    target = root / file_of("proposal", draft.client_id, draft.id)
    if os.path.lexists(target):
        help = "go on with it, or give the new one an id of its own with `--id`"
        raise RequestError(f"`{target.relative_to(root)}` is there already", help=help)
    made = missing_folders(target.parent)
    try:
        make_file(target)  # of two commands at once only one can
        _fill(target, draft_text(draft, root))
    except OutputError as error:
        raise OutputError(str(error), help="`--stdout` prints the draft instead") from error
    finally:
        remove_empty(made)
    return target


def _fill(file: Path, text: str) -> None:
    """Have `text` in `file`, which is new and empty; it is gone where that fails."""
    try:
        replace_whole(file, text.encode())
    except BaseException:
        with contextlib.suppress(OSError):
            file.unlink()
        raise


def _modeline(draft: ProposalDraft, root: Path) -> list[str]:
    """The line by which editors find the schema, where the workspace keeps it."""
    folder = (root / file_of("proposal", draft.client_id, draft.id)).parent
    for schemas in _SCHEMA_FOLDERS:
        if (schema := root / schemas / _SCHEMA).is_file():
            return [f"yaml-language-server: $schema={Path(os.path.relpath(schema, folder)).as_posix()}"]
    return []
