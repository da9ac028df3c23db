"""Stage 1: YAML in, checked and frozen models out; what is internal kept apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kamdocs.errors import InputError, Problem
from kamdocs.load.kinds import use_of_kind
from kamdocs.load.kit import load_kit, theme_problem
from kamdocs.load.standard import load_standard
from kamdocs.load.theme import theme_file
from kamdocs.load.workspace import WORKSPACE_FILE, Audience, find_workspace, load_workspace
from kamdocs.load.zone import house_zone
from kamdocs.model.house import DEFAULT_THEME
from kamdocs.model.kit import Kit
from kamdocs.model.rules import RULES
from kamdocs.model.secrets import Secrets
from kamdocs.model.workspace import Workspace
from kamdocs.rules.hints import hint

__all__ = [
    "Audience",
    "find_workspace",
    "house_zone",
    "load",
    "load_kit",
    "load_standard",
    "load_workspace",
    "theme_problem",
    "use_of_kind",
]

_SETTINGS = Path(WORKSPACE_FILE)


def load(root: Path, *, today: date, use: str) -> tuple[Workspace, Kit, Secrets]:
    """The workspace at `root`, what its documents are made with, and what must stay out of them.

    `use` is what the consent of cases is asked for. Raises InputError with every problem of every file.
    """
    try:
        workspace, secrets = load_workspace(root, today=today, use=use)
    except InputError as error:
        raise InputError([*error.problems, *_problems_of_kit(root)]) from None
    kit = _kit_of(workspace)
    if problems := [*_without_rules(workspace, kit), *_unknown_rules(workspace, kit)]:
        raise InputError(problems)
    return workspace, kit, secrets


def _problems_of_kit(root: Path) -> tuple[Problem, ...]:
    """What is wrong with templates and languages; not with a theme, as the settings that name it may be wrong."""
    try:
        load_kit(root, DEFAULT_THEME)
    except InputError as error:
        return error.problems
    return ()


def _kit_of(workspace: Workspace) -> Kit:
    """The kit; a theme that is not there is told where it is named."""
    theme = workspace.settings.theme
    try:
        return load_kit(workspace.root, theme)
    except InputError as error:
        what = f"there is no theme `{theme}`"
        raise InputError(
            workspace.sources.problem(_SETTINGS, ("theme",), "unknown-theme", what, help=problem.help)
            if problem.file == theme_file(theme) and problem.rule == "missing-file"
            else problem
            for problem in error.problems
        ) from None


def _without_rules(workspace: Workspace, kit: Kit) -> Iterator[Problem]:
    """The languages of the house that nothing says how to write."""
    for index, code in enumerate(workspace.settings.languages):
        if code not in kit.languages:
            what, help = f"there are no rules for the language `{code}`", f"write `templates/languages/{code}.yaml`"
            yield workspace.sources.problem(_SETTINGS, ("languages", index), "no-language", what, help=help)


def _unknown_rules(workspace: Workspace, kit: Kit) -> Iterator[Problem]:
    """The rules in `kamdocs.yaml` that are neither a check of kamdocs nor a convention of a language."""
    known = [*RULES, *(rule for rules in kit.languages.values() for rule in rules.conventions)]
    for rule in workspace.settings.rules:
        if rule not in known:
            what, help = f"unknown rule `{rule}`", hint(rule, known)
            yield workspace.sources.problem(_SETTINGS, ("rules", rule), "unknown-rule", what, help=help, on_key=True)
