"""`kamdocs proposal new`: a draft that builds at once, and says what a person still has to do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from support import REPOSITORY, MakeWorkspace, call_kamdocs, small_proposal

import kamdocs

TODAY = ("--today", "2026-11-23")
CLIENTS = sorted(path.parent.name for path in (REPOSITORY / "profiles/clients").glob("*/client.yaml"))
NASTY = '- "a: b" #1 {x} *y* <z> | NO\n\n  1.10 한글 {{ 7 }} \\'
OFFER = "profiles/clients/tiny/proposals/first.yaml"


def marks(file: Path) -> list[str]:
    """What is left to fill in, as `line:column what`."""
    found = enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    places = ((number, re.search(r"(?:^|(?<=\s))# fill in: (.*)", line)) for number, line in found)
    return [f"{number}:{mark.start() + 1} {mark[1]}" for number, mark in places if mark]


def told(text: str) -> list[str]:
    """The marks that the command line tells of, in the same form."""
    return [f"{match[1]} {match[2]}" for match in re.finditer(r":(\d+:\d+): warning: still to fill in: (.*)", text)]


def tiny(*, needs: str = "[]") -> dict[str, str]:
    """A client without a proposal, in an industry of which there is no case."""
    files = small_proposal()
    record = files["profiles/clients/tiny/client.yaml"].replace("needs: []", f"needs: {needs}")
    return {"profiles/clients/tiny/client.yaml": record.replace("industry: food", "industry: astrology")}


@pytest.mark.parametrize("client", CLIENTS)
def test_a_draft_builds_at_once_and_check_repeats_what_is_left(client: str, workspace: MakeWorkspace) -> None:
    """For each example client, one without visit and proposal among them: every reader, every language."""
    root = workspace(base="example")
    made = call_kamdocs("proposal", "new", client, "--id", "first", *TODAY, cwd=root)
    file = root / f"profiles/clients/{client}/proposals/first.yaml"
    assert (made.exit_code, made.stdout) == (0, f"{file.relative_to(root)}\n")
    built = call_kamdocs("proposal", "build", f"{client}/first", "--format", "html", *TODAY, cwd=root)
    people = yaml.safe_load((file.parent.parent / "client.yaml").read_text(encoding="utf-8"))["stakeholders"]
    assert (built.exit_code, len(built.stdout.splitlines())) == (0, len(people))
    assert told(built.stderr) == marks(file)
    assert any("the price" in mark for mark in marks(file))
    checked = call_kamdocs("check", str(file), *TODAY, cwd=root)
    assert (checked.exit_code, told(checked.stdout)) == (0, marks(file))


def test_a_draft_is_marked_in_every_format_until_nothing_is_left(workspace: MakeWorkspace) -> None:
    """On the cover and at the head of each page; without marks, and with a price, it is an offer like any other."""
    root = workspace(base="example")
    call_kamdocs("proposal", "new", "haesol-securities", "--id", "first", *TODAY, cwd=root)
    build = ("proposal", "build", "haesol-securities", "--reader", "director", *TODAY)
    assert call_kamdocs(*build, "--format", "docx", "--format", "pdf", cwd=root).exit_code == 0
    call_kamdocs(*build, "--format", "html", cwd=root)
    page = root / "out/haesol-securities/first/moon-ji-hwan.ko.html"
    assert "초안" in page.read_text(encoding="utf-8")
    file = root / "profiles/clients/haesol-securities/proposals/first.yaml"
    filled = re.sub(r"[ \t]*# fill in: .*", "", file.read_text(encoding="utf-8")).replace(
        "unit_price: 0", "unit_price: 9"
    )
    file.write_text(filled, encoding="utf-8")
    done = call_kamdocs(*build, "--format", "html", cwd=root)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "초안" not in page.read_text(encoding="utf-8")


def test_a_draft_holds_what_the_files_say(workspace: MakeWorkspace) -> None:
    """The next number, the visit, services with a reason, phases in a row, payments on phases, days of work."""
    root = workspace(base="example")
    done = call_kamdocs("proposal", "new", "saeon-electronics", "--stdout", *TODAY, cwd=root)
    data = yaml.safe_load(done.stdout)
    assert data["number"] == "RRA-P-2026-044"
    assert str(data["visit"]) == "2026-11-12"
    assert set(data["services"]) == {"lean-operations-audit", "oee-dashboard"}
    assert "done in this industry (`circuit-boards-oee`" in " ".join(done.stdout.replace("\n#", "").split())
    assert [phase["weeks"] for phase in data["phases"]][:3] == [[1, 3], [4, 8], [9, 18]]
    assert [payment["percent"] for payment in data["price"]["payments"]] == [
        30,
        40,
        30,
    ]
    assert [line["unit_price"] for line in data["price"]["lines"]] == [0, 0]
    assert (data["price"]["currency"], data["price"]["vat"]) == ("KRW", {"rate": 10, "included": False})
    days = [str(step[True]) for step in data["next_steps"]]  # what PyYAML takes `on` for
    assert days == ["2026-11-25", "2026-12-03", "2026-12-15"]
    assert data["arguments"][0]["proof"] == {"need": "output"}
    assert "58.6%" in data["arguments"][0]["claim"]["ko"]
    assert not (root / "profiles/clients/saeon-electronics/proposals/lean-operations-audit-2026.yaml").exists()


def test_no_file_is_written_over(workspace: MakeWorkspace) -> None:
    """Neither a proposal nor what only has its name."""
    root = workspace(base="example")
    first = call_kamdocs("proposal", "new", "haesol-securities", *TODAY, cwd=root)
    file = root / first.stdout.strip()
    file.write_text(text := file.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    again = call_kamdocs("proposal", "new", "haesol-securities", *TODAY, cwd=root)
    assert (again.exit_code, again.stdout) == (2, "")
    assert again.stderr == (
        "error: `profiles/clients/haesol-securities/proposals/listing-readiness-2026.yaml` is there already\n"
        "  = help: go on with it, or give the new one an id of its own with `--id`\n"
    )
    assert file.read_text(encoding="utf-8") == text
    other = call_kamdocs("proposal", "new", "haesol-securities/second", *TODAY, cwd=root)
    assert (other.exit_code, Path(other.stdout.strip()).name) == (0, "second.yaml")
    assert "number: RRA-P-2026-045" in (root / other.stdout.strip()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nobody"], "error: there is no client `nobody`"),
        (
            ["saeon-electronics", "--visit", "2026-11-13"],
            "error: client `saeon-electronics` has no visit on 2026-11-13",
        ),
        (["saeon-electronics", "--service", "oee-dash"], "  = help: did you mean `oee-dashboard`?"),
        (["saeon-electronics", "--id", "Big One"], "error: no proposal can have the id `Big One`"),
        (
            ["saeon-electronics", "--visit", "12.11.2026"],
            "Error: Invalid value for '--visit': `12.11.2026` is not a date",
        ),
    ],
)
def test_what_is_not_there_is_told(args: list[str], said: str, workspace: MakeWorkspace) -> None:
    """With what was meant, where that can be guessed."""
    done = call_kamdocs("proposal", "new", *args, *TODAY, cwd=workspace(base="example"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert any(line.startswith(said) for line in done.stderr.splitlines()), done.stderr


def test_all_that_is_wrong_is_told_at_once(workspace: MakeWorkspace) -> None:
    """A visit, a service and an id."""
    args = ("--visit", "2020-01-01", "--service", "nothing", "--id", "-")
    done = call_kamdocs("proposal", "new", "saeon-electronics", *args, *TODAY, cwd=workspace(base="example"))
    assert done.stderr.count("error: ") == 3


def test_a_client_of_whom_little_is_known_is_drafted_for_with_a_service_named(workspace: MakeWorkspace) -> None:
    """No visit, no needs, no case; without a service it is told that nothing speaks for any."""
    root = workspace(
        tiny() | {"kamdocs.yaml": (REPOSITORY / "kamdocs.yaml").read_text(encoding="utf-8")}, base="example"
    )
    done = call_kamdocs("proposal", "new", "tiny", *TODAY, cwd=root)
    assert done.exit_code == 2
    assert "nothing that is known of client `tiny` speaks for any service" in done.stderr
    assert "name one with `--service`; there are `lean-operations-audit`, " in done.stderr
    made = call_kamdocs(
        "proposal", "new", "tiny", "--service", "lean-operations-audit", "--id", "first", *TODAY, cwd=root
    )
    assert made.exit_code == 0, made.stderr
    assert "`client.yaml` lists no needs yet" in (root / OFFER).read_text(encoding="utf-8")
    assert call_kamdocs("proposal", "build", "tiny", "--format", "html", *TODAY, cwd=root).exit_code == 0


def test_a_client_without_stakeholders_is_told(workspace: MakeWorkspace) -> None:
    """There would be nobody to build for."""
    files = tiny()
    client = files["profiles/clients/tiny/client.yaml"]
    files["profiles/clients/tiny/client.yaml"] = client[: client.index("stakeholders:")] + "stakeholders: []\n"
    done = call_kamdocs(
        "proposal", "new", "tiny", "--service", "oee-dashboard", *TODAY, cwd=workspace(files, base="example")
    )
    assert (done.exit_code, done.stderr) == (
        2,
        "error: client `tiny` has no stakeholders to address\n  = help: list them in its `client.yaml`\n",
    )


def test_nasty_texts_come_through_to_the_letter(workspace: MakeWorkspace) -> None:
    """Quotes, signs of YAML and of Markdown, braces, line breaks: data stay data."""
    quoted = '"' + NASTY.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    needs = f"[{{id: bread, text: {quoted}, figure: {{value: 7, unit: {quoted}, source: {quoted}}}}}]"
    root = workspace(tiny(needs=needs), base="example")
    made = call_kamdocs("proposal", "new", "tiny", "--service", "oee-dashboard", "--id", "first", *TODAY, cwd=root)
    assert made.exit_code == 0, made.stderr
    built = call_kamdocs("proposal", "build", "tiny", "--format", "html", *TODAY, cwd=root)
    assert built.exit_code == 0, built.stderr
    assert marks(root / OFFER) == told(built.stderr)
    data = yaml.safe_load((root / OFFER).read_text(encoding="utf-8"))
    assert data["win_themes"][0]["claim"] == NASTY


def test_a_text_that_is_missing_in_a_language_is_left_to_a_person(workspace: MakeWorkspace) -> None:
    """Another language stands in for it, so that the draft builds, and says so."""
    service = (REPOSITORY / "profiles/services/oee-dashboard.yaml").read_text(encoding="utf-8")
    without = service.replace("ko: OEE 현황판 구축, ", "")
    assert without != service
    root = workspace({"profiles/services/oee-dashboard.yaml": without}, base="example")
    args = ("haesol-securities", "--service", "oee-dashboard", "--id", "first")
    assert call_kamdocs("proposal", "new", *args, *TODAY, cwd=root).exit_code == 0
    file = root / "profiles/clients/haesol-securities/proposals/first.yaml"
    assert [mark for mark in marks(file) if "this text in `ko`" in mark]
    built = call_kamdocs("proposal", "build", "haesol-securities", "--format", "html", *TODAY, cwd=root)
    assert built.exit_code == 0, built.stderr


def test_an_argument_of_a_service_that_may_not_be_told_is_left_out(workspace: MakeWorkspace) -> None:
    """Its case is retired, so that the build would refuse it."""
    case = (REPOSITORY / "cases/wire-harness-changeover.yaml").read_text(encoding="utf-8")
    root = workspace(
        {"cases/wire-harness-changeover.yaml": case.replace("status: approved", "status: retired")}, base="example"
    )
    (root / "profiles/clients/saeon-electronics/proposals/bac-ninh-oee-2027.yaml").unlink()
    args = ("saeon-electronics", "--service", "oee-dashboard", "--id", "first")
    assert call_kamdocs("proposal", "new", *args, *TODAY, cwd=root).exit_code == 0
    file = root / "profiles/clients/saeon-electronics/proposals/first.yaml"
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["without_arguments"] == ["oee-changeover"]
    built = call_kamdocs("proposal", "build", "saeon-electronics", "--format", "html", *TODAY, cwd=root)
    assert built.exit_code == 0, built.stderr


def test_a_workspace_of_init_can_draft(tmp_path: Path) -> None:
    """And its editors find the schema, which the first line names."""
    call_kamdocs("init", "house", cwd=tmp_path)
    done = call_kamdocs("proposal", "new", "vam-co-foods", *TODAY, cwd=tmp_path / "house")
    assert done.exit_code == 0, done.stderr
    first = (tmp_path / "house" / done.stdout.strip()).read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../../../.kamdocs/schemas/proposal.schema.json"


def test_a_house_begins_with_words_of_its_own(workspace: MakeWorkspace) -> None:
    """By its own `templates/proposal/draft.yaml`; what is wrong in that is told."""
    shipped = (REPOSITORY / "templates/proposal/draft.yaml").read_text(encoding="utf-8")
    own = shipped.replace("percent: 40", "percent: 30")
    root = workspace({"templates/proposal/draft.yaml": own}, base="example")
    done = call_kamdocs("proposal", "new", "haesol-securities", *TODAY, cwd=root)
    assert done.exit_code == 1
    assert "templates/proposal/draft.yaml:" in done.stderr
    assert "`payments` add up to 90 %, not to 100 %" in done.stderr
    (root / "templates/proposal/draft.yaml").write_text(
        own.replace("percent: 30", "percent: 35", 1).replace("percent: 30", "percent: 35", 1), encoding="utf-8"
    )
    text = kamdocs.preview_proposal(kamdocs.DraftRequest(root, "haesol-securities", date(2026, 11, 23)))
    assert [payment["percent"] for payment in yaml.safe_load(text)["price"]["payments"]] == [35, 35, 30]


def test_nothing_internal_is_in_a_draft(workspace: MakeWorkspace) -> None:
    """A draft goes on to be a document that clients read."""
    root = workspace(base="example")
    done = call_kamdocs("proposal", "new", "haesol-securities", "--stdout", *TODAY, cwd=root)
    assert (done.exit_code, done.stdout.count("\nnumber: ")) == (0, 1)
    client = (root / "profiles/clients/haesol-securities/client.yaml").read_text(encoding="utf-8")
    for secret in ("disloyal", "calligraphy", "Hanbada", "62500000", "lawyers"):
        assert secret in client
        assert secret not in done.stdout
