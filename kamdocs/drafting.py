"""A proposal drafted from what the files say: load → tailor → write, without a document."""

from __future__ import annotations

from pathlib import Path

from kamdocs.load import load, load_standard
from kamdocs.model.draft import ProposalDraft
from kamdocs.model.request import DraftRequest
from kamdocs.tailor import draft
from kamdocs.write import draft_text, write_draft


def new_proposal(request: DraftRequest) -> Path:
    """Draft the proposal that `request` asks for, write it to its place among the profiles, and return that.

    It builds at once; what a person still has to do in it is marked by comments `# fill in: …`. Raises InputError for
    faults in the user's files, RequestError for what is not there, is not enough to draft from, or is there already.
    """
    return write_draft(_drafted(request), request.workspace)


def preview_proposal(request: DraftRequest) -> str:
    """What the file that `new_proposal` writes would hold; nothing is written."""
    return draft_text(_drafted(request), request.workspace)


def _drafted(request: DraftRequest) -> ProposalDraft:
    workspace, kit, _ = load(request.workspace, today=request.today, use="proposal")
    return draft(workspace, kit, load_standard(request.workspace), request)
