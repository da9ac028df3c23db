"""A whole workspace: what is found, what is held against what."""

from __future__ import annotations

import os
import pickle
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from load_support import MakeEdited
from support import REPOSITORY

from kamdocs.errors import InputError
from kamdocs.load import find_workspace, load_workspace
from kamdocs.load.known import _LISTS
from kamdocs.load.references import _WORDS
from kamdocs.load.shape import _plan, _Step
from kamdocs.model.schema import MODELS
from kamdocs.model.workspace import Workspace

TODAY = date(2026, 11, 23)
CASE = "cases/pilot.yaml"
CLIENT = "profiles/clients/acme/client.yaml"
OFFER = "profiles/clients/acme/proposals/offer.yaml"
VISIT = "profiles/clients/acme/visits/2026-11-12.yaml"


def loaded(root: Path) -> Workspace:
    """The workspace `root`, read anew."""
    return load_workspace(root, today=TODAY, cache=False)[0]


def told(root: Path) -> list[str]:
    """Every problem of the workspace `root`, in one line each."""
    with pytest.raises(InputError) as raised:
        load_workspace(root, today=TODAY, cache=False)
    return [problem.headline() for problem in raised.value.problems]


def test_the_repository_is_a_sound_workspace() -> None:
    """Every file of it is read."""
    workspace = loaded(REPOSITORY)
    files = [*(REPOSITORY / "profiles").rglob("*.yaml"), *(REPOSITORY / "cases").glob("*.yaml")]
    assert len(files) > 30
    assert set(workspace.files) == {path.relative_to(REPOSITORY) for path in [*files, REPOSITORY / "kamdocs.yaml"]}
    assert workspace.blocked == {}


def test_visits_and_proposals_stand_by_their_client() -> None:
    """Visits by date, proposals by id."""
    folder = loaded(REPOSITORY).clients["vam-co-foods"]
    assert list(folder.visits) == [date(2026, 11, 10), date(2026, 11, 18)]
    assert list(folder.proposals) == ["plant-2-and-export-2027"]
    assert folder.visits[date(2026, 11, 18)].date == date(2026, 11, 18)


def test_a_workspace_is_found_from_a_folder_inside_it(edited: MakeEdited, tmp_path: Path) -> None:
    """The nearest one counts; above all of them there is none."""
    root = edited()
    assert find_workspace(root / "profiles" / "clients") == root.resolve()
    with pytest.raises(InputError, match=re.escape(f"{tmp_path}: no `kamdocs.yaml` here or in a folder above")):
        find_workspace(tmp_path)


@pytest.mark.parametrize(
    "folder",
    [
        "profiles",
        "profiles/clients",
        "profiles/clients/acme/visits",
        "profiles/clients/acme/proposals",
        "profiles/readers",
        "profiles/services",
        "profiles/team",
        "cases",
    ],
)
def test_a_folder_that_is_a_file_is_told_alone(folder: str, edited: MakeEdited) -> None:
    """Nothing is called missing that may stand in it."""
    root = edited()
    shutil.rmtree(root / folder, ignore_errors=True)
    (root / folder).write_text("")
    assert told(root) == [f"{folder}: is a file, not a folder"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_folder_that_is_a_broken_link_is_told(edited: MakeEdited) -> None:
    """It is not taken for one that is not there."""
    root = edited()
    shutil.rmtree(root / "cases")
    (root / "cases").symlink_to("nowhere")
    assert told(root) == ["cases: is a link that leads nowhere"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes there")
def test_what_is_no_file_is_told_and_not_waited_for(edited: MakeEdited) -> None:
    """A pipe and a device that never ends; a visit that cannot be read is still one that there was."""
    root = edited()
    os.mkfifo(root / "profiles/team/lan.yaml")
    (root / VISIT).unlink()
    (root / VISIT).symlink_to("/dev/zero")
    special = "is no file that can be read, but a pipe, a socket or a device"
    assert told(root) == [f"{VISIT}: {special}", f"profiles/team/lan.yaml: {special}"]


def test_a_file_that_is_too_long_is_not_read(edited: MakeEdited) -> None:
    """Its size is told."""
    root = edited(files={"profiles/team/lan.yaml": "#" * 2_000_001})
    assert told(root) == ["profiles/team/lan.yaml: has 2,000,001 bytes; no more than 2,000,000 are read"]


def test_a_picture_that_is_too_large_is_not_read(edited: MakeEdited) -> None:
    """Its size is told."""
    root = edited({"profiles/house.yaml": {"signatory: mai": "signatory: mai\nlogo: huge.png"}})
    with (root / "huge.png").open("wb") as huge:
        huge.truncate(3_000_000_000)
    assert told(root) == ["profiles/house.yaml:9:7: `huge.png` has 3,000,000,000 bytes; 30,000,000 are the most"]


def test_a_paper_may_be_any_file_a_logo_only_a_picture(edited: MakeEdited) -> None:
    """Both are there; a second look at sound files sees them too."""
    paper = "papers: [{number: 7, title: Contract, kind: contract, date: 2026-01-05, file: contract.pdf}]\nneeds:"
    root = edited({CLIENT: {"needs:": paper}}, files={"contract.pdf": "%PDF"})
    for _ in range(2):
        load_workspace(root, today=TODAY)
    (root / "contract.pdf").unlink()
    with pytest.raises(InputError, match=r"file `contract\.pdf` is missing"):
        load_workspace(root, today=TODAY)
    edited(
        {"profiles/house.yaml": {"signatory: mai": "signatory: mai\nlogo: contract.pdf"}}, files={"contract.pdf": "x"}
    )
    (problem,) = told(root)
    assert problem.startswith("profiles/house.yaml:9:7: `contract.pdf` is no picture")


def test_shipped_readers_are_there_and_a_house_replaces_them(edited: MakeEdited) -> None:
    """A reader of the workspace counts instead of the shipped one of the same name."""
    shipped = (REPOSITORY / "profiles" / "readers" / "hr.yaml").read_text(encoding="utf-8")
    root = edited(files={"profiles/readers/hr.yaml": re.sub(r"max: \d+", "max: 3", shipped)})
    readers = loaded(root).readers
    assert set(readers) >= {"director", "finance", "hr", "technical"}
    assert readers["hr"].pages.max == 3


def test_a_workspace_can_be_sent_to_another_process() -> None:
    """Batches are made by several; places are found there too."""
    workspace, secrets = load_workspace(REPOSITORY, today=TODAY, cache=False)
    copy, copied_secrets = pickle.loads(pickle.dumps((workspace, secrets)))
    assert copy.clients == workspace.clients
    assert copied_secrets.values() == secrets.values()
    problem = copy.sources.problem(Path("kamdocs.yaml"), ("calendar",), "r", "w")
    assert problem.source == "calendar: VN"


def test_leftovers_of_editors_are_passed_over(edited: MakeEdited) -> None:
    """Nobody asked for them."""
    names = [
        ".client.yaml.swp",
        "client.yaml~",
        "#client.yaml#",
        ".#client.yaml",
        "client.yaml.bak",
        "client.yaml.orig",
    ]
    root = edited(files={f"profiles/clients/acme/{name}": "broken: [" for name in names})
    assert set(loaded(root).clients) == {"acme"}


def test_other_files_may_lie_beside_a_client(edited: MakeEdited) -> None:
    """Papers, notes, what was sent."""
    root = edited(files={"profiles/clients/acme/notes.md": "x", "profiles/clients/acme/papers/1.pdf": "x"})
    assert set(loaded(root).clients) == {"acme"}


def test_all_problems_of_all_files_are_told_at_once(edited: MakeEdited) -> None:
    """Text, values and references, sorted by place."""
    root = edited(
        {
            "kamdocs.yaml": {"calendar: VN": "calendar: vietnam"},
            CLIENT: {"said_by: kim": "said_by: lee", "status: prospect": "status: hot"},
            VISIT: {"by: [mai]": "by: [mai, may]"},
            CASE: {"services: [audit]": "services: [audit"},
        },
        files={"profiles/team/Kim.yaml": "name: Kim\n"},
    )
    assert told(root) == [
        f"{CASE}:5:11: the bracket that opens here is not closed, or a comma is missing",
        "kamdocs.yaml:3:11: `calendar` is no country code",
        f"{CLIENT}:3:9: `status` cannot be `hot`",
        f"{CLIENT}:14:14: unknown stakeholder `lee`",
        f"{VISIT}:3:11: unknown team member `may`",
        "profiles/team/Kim.yaml: the name of this file is no id",
    ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({VISIT: {"with: [kim]": "with: [kim, kim]"}}, f"{VISIT}:2:13: `kim` is listed twice"),
        ({OFFER: {"who: mai": "who: lee"}}, f"{OFFER}:32:47: unknown team member or stakeholder `lee`"),
        ({OFFER: {"[capacity]": "[output, outputs]"}}, f"{OFFER}:12:24: unknown criterion, need or concern `outputs`"),
        ({OFFER: {"[audit]": "[audit]\nwithout_arguments: [x]"}}, f"{OFFER}:6:21: unknown argument of a service `x`"),
        ({OFFER: {"{person: mai": "{person: kim"}}, f"{OFFER}:18:14: unknown team member `kim`"),
        (
            {CASE: {"unit: ": "metric_id: oee\n    unit: "}},
            f"{CASE}:15:16: unknown metric `oee`",
        ),
        (
            {CASE: {"{name: Beta": "{ref: beta, name: Beta"}},
            f"{CASE}:2:15: unknown client `beta`",
        ),
        ({CASE: {"2025-08-29": "2023-08-29"}}, f"{CASE}:20:33: `end` is before `start`"),
        (
            {CASE: {"{name: Beta Circuits}": "{}"}},
            f"{CASE}:2:9: the client may be named, but has neither `name` nor `ref`",
        ),
        (
            {"kamdocs.yaml": {"calendar": "fallback_language: ko\ncalendar"}},
            "kamdocs.yaml:3:20: `fallback_language` is `ko`, which is none of `languages`",
        ),
        ({OFFER: {"services": "valid: {until: 2026-11-16}\nservices"}}, f"{OFFER}:5:16: `until` is before `issued`"),
    ],
)
def test_what_does_not_fit_together(changes: dict[str, dict[str, str]], problem: str, edited: MakeEdited) -> None:
    """Each is told at the value that is wrong."""
    assert told(edited(changes)) == [problem]


def test_a_metric_may_be_named_by_results(edited: MakeEdited) -> None:
    """cases/metrics.yaml is optional, and no case."""
    metrics = "oee: {name: OEE, unit: '%', better: up}\n"
    root = edited({CASE: {"unit: ": "metric_id: oee\n    unit: "}}, files={"cases/metrics.yaml": metrics})
    workspace = loaded(root)
    assert workspace.metrics["oee"].better == "up"
    assert set(workspace.cases) == {"pilot"}


def test_an_argument_of_a_service_serves_every_client(edited: MakeEdited) -> None:
    """It cannot rest on what one client said, but may answer criteria that several clients have."""
    argument = "arguments:\n  - {{id: a, kind: method, claim: C, criteria: [speed], proof: {proof}}}\nsummary"
    service = "profiles/services/audit.yaml"
    root = edited({service: {"summary": argument.format(proof="{need: output}")}})
    what = "an argument of a service cannot rest on a need; it serves every client"
    assert told(root) == [f"{service}:3:70: {what}"]
    root = edited({service: {"{need: output}": "{case: pilot, result: oee}"}})
    assert set(loaded(root).services) == {"audit"}


def test_what_a_file_gives_that_cannot_be_read_is_not_missed_elsewhere(edited: MakeEdited) -> None:
    """One fault is one problem."""
    assert told(edited({CLIENT: {"status: prospect": "status: [prospect"}})) == [
        f"{CLIENT}:3:9: the bracket that opens here is not closed, or a comma is missing"
    ]


@pytest.mark.parametrize("case", ["draft", "retired"])
def test_a_proposal_is_blocked_where_its_case_may_not_be_told(case: str, edited: MakeEdited) -> None:
    """Other documents of the workspace are not."""
    workspace = loaded(edited({CASE: {"status: approved": f"status: {case}"}}))
    assert [problem.headline() for problem in workspace.blocked[Path(OFFER)]] == [
        f"{OFFER}:20:9: case `pilot` cannot be shown in a proposal on this day",
        f"{OFFER}:34:12: the client of case `pilot` may not be called in a proposal on this day",
        f"{OFFER}:11:19: case `pilot` cannot be shown in a proposal on this day",
    ]


def test_an_argument_of_a_service_blocks_only_proposals_that_use_it(edited: MakeEdited) -> None:
    """`without_arguments` leaves it out."""
    service = "summary: Four weeks on the shop floor."
    argument = f"{service}\narguments:\n  - {{id: a, kind: method, claim: C, proof: {{case: other, result: oee}}}}"
    other = (REPOSITORY / "tests/bad/_base/cases/pilot.yaml").read_text().replace("publish: exact", "publish: no")
    changes = {"profiles/services/audit.yaml": {service: argument}}
    workspace = loaded(edited(changes, files={"cases/other.yaml": other}))
    [problem] = workspace.blocked[Path(OFFER)]
    what = "argument `a` of this service: result `oee` of case `other` cannot be shown in a proposal"
    assert (problem.headline(), problem.help) == (f"{OFFER}:5:12: {what}", "list `a` in `without_arguments`")
    root = edited({OFFER: {"services: [audit]": "services: [audit]\nwithout_arguments: [a]"}})
    assert loaded(root).blocked == {}


def test_every_kind_that_models_name_has_words() -> None:
    """A dangling reference of a new kind is not told as a fault of kamdocs."""
    kinds = {kind for model in MODELS.values() for kind in _kinds(_plan(model))}
    assert {"team", "visit", "result"} < kinds
    assert kinds - {"file", "picture"} <= set(_WORDS)
    assert {kind for lists in _LISTS.values() for kind in lists} <= set(_WORDS)


def _kinds(step: _Step | None) -> set[str]:
    if step is None:
        return set()
    below = [*(step.keys or {}).values(), step.items, step.entries]
    return {*step.kinds, *(kind for one in below for kind in _kinds(one))}
