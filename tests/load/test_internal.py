"""Nothing internal reaches a model, a message, the disk or a representation; verify alone receives it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from load_support import MakeEdited
from support import REPOSITORY, MakeWorkspace

from kamdocs.cli.report import format_problems
from kamdocs.errors import InputError
from kamdocs.load import load_workspace
from kamdocs.model.secrets import ClientNames

TODAY = date(2026, 11, 23)
CLIENT = "profiles/clients/acme/client.yaml"


def internal_values(root: Path) -> dict[tuple[Path, str], str]:
    """Every value under `internal:` in the files of `root`, read by other means than kamdocs."""
    found: dict[tuple[Path, str], str] = {}
    for file in sorted([*(root / "profiles").rglob("*.yaml"), *(root / "cases").glob("*.yaml")]):
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        found |= {(file.relative_to(root), path): value for path, value in _leaves(content, "", inside=False)}
    return found


def _leaves(value: object, path: str, *, inside: bool) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        items = [(f"{path}.{key}", key, below) for key, below in value.items()]
        return [leaf for p, key, below in items for leaf in _leaves(below, p, inside=inside or key == "internal")]
    if isinstance(value, list):
        return [leaf for n, item in enumerate(value) for leaf in _leaves(item, f"{path}[{n}]", inside=inside)]
    return [(path.removeprefix("."), str(value))] if inside else []


def test_the_secrets_are_all_internal_values_of_all_files() -> None:
    """Each with its file and its keys."""
    wanted = internal_values(REPOSITORY)
    assert len(wanted) > 200
    _, secrets = load_workspace(REPOSITORY, today=TODAY, cache=False)
    assert {(secret.file, secret.path): secret.value for secret in secrets.values()} == wanted


def test_secrets_show_in_no_representation() -> None:
    """Neither one nor all, nor what reads them."""
    _, secrets = load_workspace(REPOSITORY, today=TODAY, cache=False)
    shown = f"{secrets!r} {secrets.values()!r} {secrets.read!r}"
    sentences = [secret.value for secret in secrets.values() if " " in secret.value]
    assert len(sentences) > 100
    assert [sentence for sentence in sentences if sentence in shown] == []


def test_a_file_changed_since_is_searched_anew(edited: MakeEdited) -> None:
    """What stands in it now is what must stay in the house."""
    root = edited()
    _, secrets = load_workspace(root, today=TODAY, cache=False)
    text = (root / CLIENT).read_text(encoding="utf-8")
    (root / CLIENT).write_text(
        f"# longer\n{text.replace('Never mention Suzhou', 'Never mention Ulsan')}", encoding="utf-8"
    )
    assert "Never mention Ulsan" in [secret.value for secret in secrets.values()]


FORMS = """\
summary: S
internal:
    block: |-
        first
          second
    folded: >-
        one
        two
    "quoted key": "with \\"quotes\\" and \\u00e9"
    flow: {a: [b, c], d: 'e'}
    list:
    - plain
    - {k: v}
    multi: one
      two
    # a comment
    empty:
name: N
"""


def test_internal_values_are_read_in_whatever_form_they_are_written(edited: MakeEdited) -> None:
    """Only the slices of the file that hold them are read."""
    service = (REPOSITORY / "tests/bad/_base/profiles/services/audit.yaml").read_text()
    rest = "\n".join(line for line in service.split("\n") if not line.startswith(("name:", "summary:")))
    root = edited(files={"profiles/services/audit.yaml": FORMS + rest})
    _, secrets = load_workspace(root, today=TODAY, cache=False)
    found = {s.path: s.value for s in secrets.values() if s.file.name == "audit.yaml"}
    assert found == {
        "internal.block": "first\n  second",
        "internal.folded": "one two",
        "internal.quoted key": 'with "quotes" and é',
        "internal.flow.a[0]": "b",
        "internal.flow.a[1]": "c",
        "internal.flow.d": "e",
        "internal.list[0]": "plain",
        "internal.list[1].k": "v",
        "internal.multi": "one two",
    }


def test_no_internal_value_changes_what_a_client_facing_document_can_draw_on(workspace: MakeWorkspace) -> None:
    """Promise 1, at its root: the models are equal whatever stands under `internal:`."""
    root = workspace(base="example")
    before, _ = load_workspace(root, today=TODAY, cache=False)
    changed = 0
    for file in sorted((root / "profiles").rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        other = re.sub(r"(?m)^( *)internal:\n(\1 +.*\n)+", r"\1internal: {note: something else}\n", text)
        changed += text != other
        file.write_text(other, encoding="utf-8")
    assert changed > 10
    after, _ = load_workspace(root, today=TODAY, cache=False)
    for part in ("settings", "house", "team", "readers", "services", "clients", "cases", "metrics", "library"):
        assert getattr(before, part) == getattr(after, part)


def test_internal_documents_get_what_is_internal() -> None:
    """And the cases as they stand in their files."""
    workspace, _ = load_workspace(REPOSITORY, today=TODAY, audience="internal", cache=False)
    client = workspace.clients["saeon-electronics"].client
    assert client.internal is not None
    assert client.internal.tier == "B"
    assert client.stakeholders[0].internal is not None
    assert workspace.library["hose-listing-cold-storage"].governance.status == "draft"
    assert "hose-listing-cold-storage" not in workspace.cases


def test_internal_may_stand_anywhere_and_hold_anything(edited: MakeEdited) -> None:
    """It is dropped where no model knows it, for internal documents too, and is secret all the same."""
    root = edited(
        {
            CLIENT: {
                "figure: {value: 58.6,": "internal: [a, b]\n    figure: {internal: {x: hidden}, value: 58.6,",
                "title: {en:": "title: {internal: hush, en:",
                "  owner: mai": "  owner: mai\n  own_key: [1, {internal: deep}]",
            }
        }
    )
    for audience in ("client", "internal"):
        workspace, secrets = load_workspace(root, today=TODAY, audience=audience, cache=False)
        assert not re.search("hidden|hush", repr(dict(workspace.clients)))
    assert ("deep" in repr(dict(workspace.clients))) is True
    found = {
        secret.path: secret.value for secret in secrets.values() if secret.value in ("a", "b", "hidden", "hush", "deep")
    }
    assert found == {
        "needs[0].internal[0]": "a",
        "needs[0].internal[1]": "b",
        "needs[0].figure.internal.x": "hidden",
        "stakeholders[0].title.internal": "hush",
        "internal.own_key[1].internal": "deep",
    }


MARK = "Suzhou-1968"


@pytest.mark.parametrize(
    "block",
    [
        f"internal:\n  tier: {MARK}\n",
        f"internal:\n  tier_on: {MARK}\n",
        f"internal:\n  potential: {MARK}\n",
        f"internal:\n  owner: {MARK.lower()}\n",
        f"internal:\n  deputy: {MARK}\n",
        f"internal:\n  credit: {MARK}\n",
        f"internal:\n  credit: {{rating: A, limit: '{MARK}'}}\n",
        f"internal:\n  contacts:\n    - {MARK}\n",
        f"internal:\n  contacts: [{{date: 2026-01-01, channel: call, by: mai, who: {MARK.lower()}, summary: s}}]\n",
        f"internal:\n  cautions: {MARK}\n",
        f"internal: {MARK}\n",
        f"internal:\n- {MARK}\n",
        f"internal:\n  notes: {MARK}: x\n",
        f'internal:\n  notes: "{MARK}\n',
        f"internal:\n\tnotes: {MARK}\n",
        f"internal:\n  notes: [{MARK}\n",
        f"internal:\n  notes: *{MARK}\n",
        f"internal:\n  notes: &{MARK} x\n",
        f"internal:\n  notes: !{MARK} x\n",
        f"internal:\n  notes: @{MARK}\n",
        f"internal:\n  notes: x\n  notes: {MARK}\n",
        f"internal:\n  notes: {MARK}\u202e\n",
        f'internal:\n  notes: "{MARK}\\0"\n',
        f"internal:\n  notes: {MARK}\n bad: x\n",
        f"internal:\n    notes: {MARK}\n   {MARK}: x\n",
        f"Internal: {{notes: {MARK}}}\n",
        f"internl: {{notes: {MARK}}}\n",
        f"internal: {{a: 1}}\ninternal: {{notes: {MARK}}}\n",
        f"cooperation: 1\ncooperation: [{{internal: {{a: {MARK}}}}}]\n",
        f"internal:\n  notes: |\n    {MARK}\n  tier: {MARK}",
        f"internal:\n  notes: >-\n    x\n    {MARK}\n  tier: 7\nname: {{internal: {MARK}}}\n",
        f"internal:\n  notes: x\n    {MARK}\n  tier:\n    {MARK}",
        f"internal:\n  tier: 'x\n    {MARK}'\nstatus: x",
        f"internal: x\n  {MARK}\u202e\nstatus: x\n",
        f"internal: '{MARK}'\n",
        f"x: 1\ninternal: {{notes: {MARK}}}\n",
        f"cooperation: [{{year: x, text: y, internal: {{a: {MARK}}}}}]\n",
        f"cooperation:\n  - {{yeer: 2026, internal: {{a: {MARK}, b:\n      {MARK}}}}}\n",
    ],
)
def test_no_problem_shows_an_internal_value(block: str, edited: MakeEdited) -> None:
    """Neither in its words nor in the line beneath them, whatever is wrong there or beside it."""
    root = edited({CLIENT: {"internal:\n  tier: B\n  owner: mai\n": block}})
    with pytest.raises(InputError) as raised:
        load_workspace(root, today=TODAY, cache=False)
    shown = format_problems(raised.value.problems)
    assert CLIENT in shown
    assert MARK.lower() not in shown.lower()


def test_the_line_of_a_problem_is_shown_where_nothing_is_internal(edited: MakeEdited) -> None:
    """Hiding is no excuse for hiding everything; a file that can be read shows every public line."""
    root = edited({CLIENT: {"status: prospect": "status: hot", "tier: B": "tier: Q"}})
    with pytest.raises(InputError) as raised:
        load_workspace(root, today=TODAY, cache=False)
    assert [problem.source for problem in raised.value.problems] == ["status: hot", ""]


def test_the_names_of_clients_and_whether_they_may_be_told() -> None:
    """All names in all languages; a case speaks for the client folder it refers to."""
    _, secrets = load_workspace(REPOSITORY, today=TODAY, cache=False)
    by_owner = {entry.owner: entry for entry in secrets.names}
    assert by_owner["saeon-electronics"] == ClientNames(
        "saeon-electronics",
        (
            "Saeon Electronics Co., Ltd.",
            "새온전자 주식회사",
            "Saeon Electronics",
            "새온전자",
            "Saeon",
            "Saeon Electronics Vina Co., Ltd.",
            "새온전자비나",
        ),
        may_be_named=False,
    )
    told = {entry.owner for entry in secrets.names if entry.may_be_named}
    assert "straits-meridian" in told  # by cases/straits-hai-phong-dc.yaml
    assert "straits-hai-phong-dc" not in by_owner
    assert "circuit-boards-pilot" in told  # retired, but the same client is named by circuit-boards-oee
    assert {"kosdaq-listing-parts", "furniture-line-balance", "haesol-securities"}.isdisjoint(told)
