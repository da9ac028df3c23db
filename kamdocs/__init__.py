"""kamdocs turns what a key account team knows into the documents it owes its clients.

    request = kamdocs.ProposalRequest(Path("."), "saeon-electronics", today=date(2026, 11, 23))
    for path in kamdocs.build_proposal(request):
        print(path)

Names are imported when first used, so that importing kamdocs costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kamdocs._version import __version__

if TYPE_CHECKING:
    from kamdocs.api import build_proposal as build_proposal
    from kamdocs.api import check_workspace as check_workspace
    from kamdocs.api import document_kinds as document_kinds
    from kamdocs.api import explain_proposal as explain_proposal
    from kamdocs.api import new_proposal as new_proposal
    from kamdocs.api import open_workspace as open_workspace
    from kamdocs.api import preview_proposal as preview_proposal
    from kamdocs.api import schemas as schemas
    from kamdocs.api import write_schemas as write_schemas
    from kamdocs.errors import InputError as InputError
    from kamdocs.errors import KamdocsError as KamdocsError
    from kamdocs.errors import OutputError as OutputError
    from kamdocs.errors import Problem as Problem
    from kamdocs.errors import RequestError as RequestError
    from kamdocs.filling import FillRequest as FillRequest
    from kamdocs.filling import fill_template as fill_template
    from kamdocs.letters import build_letters as build_letters
    from kamdocs.letters import letter_data_schema as letter_data_schema
    from kamdocs.letters import letter_kinds as letter_kinds
    from kamdocs.letters import preview_letters as preview_letters
    from kamdocs.mailing import send_letters as send_letters
    from kamdocs.model.batch import BatchReport as BatchReport
    from kamdocs.model.mailing import SendReport as SendReport
    from kamdocs.model.mailing import SendRequest as SendRequest
    from kamdocs.model.report import CheckReport as CheckReport
    from kamdocs.model.request import CheckRequest as CheckRequest
    from kamdocs.model.request import DraftRequest as DraftRequest
    from kamdocs.model.request import LettersRequest as LettersRequest
    from kamdocs.model.request import ProposalRequest as ProposalRequest
    from kamdocs.model.template_fields import Field as Field
    from kamdocs.template_checks import TemplateCheckRequest as TemplateCheckRequest
    from kamdocs.template_checks import check_templates as check_templates
    from kamdocs.word_template import WordTemplate as WordTemplate
    from kamdocs.word_template import annotate_template as annotate_template
    from kamdocs.word_template import check_template as check_template
    from kamdocs.word_template import outline_template as outline_template

_HOMES = {
    "kamdocs.api": (
        "build_proposal",
        "check_workspace",
        "document_kinds",
        "explain_proposal",
        "new_proposal",
        "open_workspace",
        "preview_proposal",
        "schemas",
        "write_schemas",
    ),
    "kamdocs.errors": ("InputError", "KamdocsError", "OutputError", "Problem", "RequestError"),
    "kamdocs.letters": ("build_letters", "letter_data_schema", "letter_kinds", "preview_letters"),
    "kamdocs.mailing": ("send_letters",),
    "kamdocs.model.batch": ("BatchReport",),
    "kamdocs.model.mailing": ("SendReport", "SendRequest"),
    "kamdocs.model.report": ("CheckReport",),
    "kamdocs.model.request": ("CheckRequest", "DraftRequest", "LettersRequest", "ProposalRequest"),
    "kamdocs.model.template_fields": ("Field",),
    "kamdocs.filling": ("FillRequest", "fill_template"),
    "kamdocs.template_checks": ("TemplateCheckRequest", "check_templates"),
    "kamdocs.word_template": ("WordTemplate", "annotate_template", "check_template", "outline_template"),
}

__all__ = [
    "BatchReport",
    "CheckReport",
    "CheckRequest",
    "DraftRequest",
    "Field",
    "FillRequest",
    "InputError",
    "KamdocsError",
    "LettersRequest",
    "OutputError",
    "Problem",
    "ProposalRequest",
    "RequestError",
    "SendReport",
    "SendRequest",
    "TemplateCheckRequest",
    "WordTemplate",
    "__version__",
    "annotate_template",
    "build_letters",
    "build_proposal",
    "check_template",
    "check_templates",
    "check_workspace",
    "document_kinds",
    "explain_proposal",
    "fill_template",
    "letter_data_schema",
    "letter_kinds",
    "new_proposal",
    "open_workspace",
    "outline_template",
    "preview_letters",
    "preview_proposal",
    "schemas",
    "send_letters",
    "write_schemas",
]


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module `kamdocs` has no attribute `{name}`")
