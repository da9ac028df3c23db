"""Sending against a real server on this machine: nobody gets two, and nobody is forgotten."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from mail_server import Post, drafts, post, request, subject_of
from support import REPOSITORY, RUN, MakeWorkspace, call_kamdocs, gate, run_kamdocs

from kamdocs import InputError, OutputError, RequestError, send_letters

ANN, BOB, CAN = "ann@a.example", "bob@b.example", "can@c.example"
THREE = {"ann-a": ANN, "bob-b": BOB, "can-c": CAN}
FIVE = THREE | {"dao-d": "dao@d.example", "eun-e": "eun@e.example"}


def states(report: object) -> list[str]:
    """How it stands with each letter of a report."""
    return [letter.state for letter in report.letters]  # type: ignore[attr-defined]


def events(folder: Path) -> list[str]:
    """The log of a folder, shortened."""
    lines = (json.loads(line) for line in (folder / "sent.jsonl").read_text(encoding="utf-8").splitlines())
    return [f"{line['event']} {line['id']}" for line in lines]


def test_without_send_nothing_is_sent_and_nothing_written(tmp_path: Path) -> None:
    """The dry run shows who would get what."""
    folder = drafts(tmp_path / "out", THREE)
    before = sorted(folder.iterdir())
    with post() as mailbox:
        report = send_letters(request(folder, mailbox))
    assert mailbox.received == []
    assert sorted(folder.iterdir()) == before
    assert [(one.id, one.name, one.address, one.subject, one.state) for one in report.letters] == [
        ("ann-a", "Ann A", ANN, "Thank you", "ready"),
        ("bob-b", "Bob B", BOB, "Thank you", "ready"),
        ("can-c", "Can C", CAN, "Thank you", "ready"),
    ]


def test_the_first_run_sends_one_and_the_next_the_rest(tmp_path: Path) -> None:
    """The first letter proves that all is right; each is sent once however often the command is run."""
    folder = drafts(tmp_path, FIVE)
    with post() as mailbox:
        assert send_letters(request(folder, mailbox, send=True, limit=4)).sent == ("ann-a",)
        with pytest.raises(RequestError, match=r"1 of the letters in .* has been sent"):
            send_letters(request(folder, mailbox, send=True))
        assert send_letters(request(folder, mailbox, send=True, resume=True, limit=1)).sent == ("bob-b",)
        assert send_letters(request(folder, mailbox, send=True, resume=True)).sent == ("can-c", "dao-d", "eun-e")
        assert send_letters(request(folder, mailbox, send=True, resume=True)).sent == ()
    assert mailbox.counts() == dict.fromkeys(FIVE.values(), 1)
    assert events(folder)[:3] == ["intent ann-a", "sent ann-a", "intent bob-b"]


def test_a_limit_without_resume_is_wrong_usage(tmp_path: Path) -> None:
    """The first run sends one letter in any case."""
    (tmp_path / "out").mkdir()
    asked = ("letters", "send", "out", "--server", "smtp://localhost:1", "--send", "--limit", "2")
    refused = call_kamdocs(*asked, cwd=tmp_path)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "`--limit` needs `--resume`." in refused.stderr


def test_what_leaves_the_house_is_no_draft_any_more(tmp_path: Path) -> None:
    """The mark of a draft is gone and the date is that of the sending; all else is as it was built."""
    folder = drafts(tmp_path, {"ann-a": ANN})
    with post() as mailbox:
        send_letters(request(folder, mailbox, send=True))
    ((_, content),) = mailbox.received
    draft = (folder / "ann-a.en.eml").read_bytes()
    assert b"X-Unsent" in draft
    assert b"X-Unsent" not in content
    assert content.startswith(b"Date: Mon, 23 Nov 2026 09:30:0")
    assert content.partition(b"\r\n\r\n")[2] == draft.partition(b"\r\n\r\n")[2]
    assert subject_of(content) == "Thank you"


def test_a_refused_recipient_is_told_and_the_others_get_theirs(tmp_path: Path) -> None:
    """A 550 ends nothing; it is not tried again until the address is another one."""
    folder = drafts(tmp_path, THREE)
    with post({ANN: ["550 no such user"]}) as mailbox:
        first = send_letters(request(folder, mailbox, send=True))
        assert first.sent == ("bob-b",)
        report = send_letters(request(folder, mailbox, send=True, resume=True))
        assert states(report) == ["refused", "sent", "sent"]
        (problem,) = report.problems
        assert problem.what == f"the server refused it for `{ANN}`: 550 no such user"
        drafts(folder, THREE | {"ann-a": "ann.lee@a.example"})
        assert send_letters(request(folder, mailbox, send=True, resume=True)).sent == ("ann-a",)
    assert mailbox.counts() == {BOB: 1, CAN: 1, "ann.lee@a.example": 1}


@pytest.mark.parametrize("answer", ["450 later", "data:451 later"])
def test_what_the_server_takes_later_is_sent_later(tmp_path: Path, answer: str) -> None:
    """A 4xx means that the server does not have the letter, so that it can be sent anew."""
    folder = drafts(tmp_path, THREE)
    with post({BOB: [answer]}) as mailbox:
        send_letters(request(folder, mailbox, send=True))
        report = send_letters(request(folder, mailbox, send=True, resume=True))
        assert states(report) == ["sent", "later", "sent"]
        assert send_letters(request(folder, mailbox, send=True, resume=True)).sent == ("bob-b",)
    assert mailbox.counts() == dict.fromkeys(THREE.values(), 1)


def test_a_server_that_takes_nothing_ends_the_run(tmp_path: Path) -> None:
    """Three letters in a row that it does not take now are enough."""
    folder = drafts(tmp_path, FIVE)
    with post({address: ["450 busy"] * 9 for address in FIVE.values()}) as mailbox:
        report = send_letters(request(folder, mailbox, send=True))
    assert states(report) == ["later", "later", "later", "ready", "ready"]
    assert report.stopped.endswith("does not take letters now: 450 busy")


def test_a_connection_lost_before_the_letter_is_opened_again(tmp_path: Path) -> None:
    """The server cannot have what was not handed over."""
    folder = drafts(tmp_path, THREE)
    with post({BOB: ["drop"], CAN: ["drop", "drop", "drop"]}) as mailbox:
        send_letters(request(folder, mailbox, send=True))
        report = send_letters(request(folder, mailbox, send=True, resume=True))
        assert states(report) == ["sent", "sent", "later"]
        assert "does not take letters now" in report.stopped
        assert send_letters(request(folder, mailbox, send=True, resume=True)).sent == ("can-c",)
    assert mailbox.counts() == dict.fromkeys(THREE.values(), 1)


@pytest.mark.parametrize(("answer", "got"), [("data:kept drop", 1), ("data:drop", 0)])
def test_a_connection_lost_before_the_answer_leaves_a_doubt(tmp_path: Path, answer: str, got: int) -> None:
    """Nobody knows whether the server has the letter: it is never sent again unless somebody says so."""
    folder = drafts(tmp_path, THREE)
    with post({BOB: [answer]}) as mailbox:
        send_letters(request(folder, mailbox, send=True))
        report = send_letters(request(folder, mailbox, send=True, resume=True))
        assert states(report) == ["sent", "doubtful", "sent"]
        again = send_letters(request(folder, mailbox, send=True, resume=True))
        assert states(again) == ["sent", "doubtful", "sent"]
        assert again.problems[0].what.startswith(f"may have been sent to `{BOB}` on 2026-11-23T09:30")
        assert mailbox.counts()[BOB] == got
        assert send_letters(request(folder, mailbox, send=True, again=("bob-b",))).sent == ("bob-b",)
    assert mailbox.counts()[BOB] == got + 1


@pytest.mark.parametrize(("answer", "state"), [("252 taken", "sent"), ("354 more", "doubtful"), ("", "doubtful")])
def test_an_odd_answer_to_a_letter_doubles_none(tmp_path: Path, answer: str, state: str) -> None:
    """The first digit decides (RFC 5321, 4.2.1); what is no answer says nothing, and the letter may be there."""
    folder = drafts(tmp_path, THREE)
    with post({ANN: [f"data:kept {answer or 'HTTP/1.1 what?'}"]}) as mailbox:
        assert states(send_letters(request(folder, mailbox, send=True)))[0] == state
        send_letters(request(folder, mailbox, send=True, resume=True))
        assert mailbox.counts()[ANN] == 1


def test_a_refusal_holds_where_the_connection_ends_after_it(tmp_path: Path) -> None:
    """A server that hangs up after `550` has refused the address for good, once."""
    folder = drafts(tmp_path, THREE)
    with post({BOB: ["drop 550 nobody here"] * 3}) as mailbox:
        send_letters(request(folder, mailbox, send=True))
        report = send_letters(request(folder, mailbox, send=True, resume=True))
    assert (states(report), report.stopped) == (["sent", "refused", "sent"], "")


def test_a_doubt_can_be_settled_without_sending(tmp_path: Path) -> None:
    """`skip` says that the letter is not to be sent, now and later."""
    folder = drafts(tmp_path, THREE)
    with post({ANN: ["data:kept drop"]}) as mailbox:
        send_letters(request(folder, mailbox, send=True))
        assert states(send_letters(request(folder, mailbox, send=True, skip=("ann-a",)))) == [
            "skipped",
            "ready",
            "ready",
        ]
        report = send_letters(request(folder, mailbox, send=True, resume=True))
        assert report.sent == ("bob-b",)
        assert send_letters(request(folder, mailbox, send=True, resume=True)).sent == ("can-c",)
    assert mailbox.counts() == dict.fromkeys(THREE.values(), 1)


def test_a_changed_letter_is_not_sent_to_who_has_the_first(tmp_path: Path) -> None:
    """It is told, and sent where it is named."""
    folder = drafts(tmp_path, THREE)
    with post() as mailbox:
        send_letters(request(folder, mailbox, send=True))
        drafts(folder, THREE, text="Dear reader, once more.")
        report = send_letters(request(folder, mailbox, send=True, resume=True))
        assert states(report) == ["changed", "sent", "sent"]
        assert report.problems[0].severity == "warning"
        assert send_letters(request(folder, mailbox, send=True, again=("ann-a",))).sent == ("ann-a",)
    assert mailbox.counts() == {ANN: 2, BOB: 1, CAN: 1}


def test_two_letters_to_one_address_are_told(tmp_path: Path) -> None:
    """The second is not sent unless it is named, whichever way the address is written."""
    folder = drafts(tmp_path, {"ann-a": ANN, "ann-b": "Ann@a.example"})
    with post() as mailbox:
        assert states(send_letters(request(folder, mailbox))) == ["ready", "same-address"]
        send_letters(request(folder, mailbox, send=True))
        report = send_letters(request(folder, mailbox, send=True, resume=True))
    assert states(report) == ["sent", "same-address"]
    assert len(mailbox.received) == 1


def test_who_may_have_a_letter_gets_no_other_to_the_same_address(tmp_path: Path) -> None:
    """A letter in doubt holds its address as one that was sent does."""
    folder = drafts(tmp_path, {"ann-a": ANN, "ann-b": ANN})
    with post({ANN: ["data:kept drop"]}) as mailbox:
        send_letters(request(folder, mailbox, send=True))
        report = send_letters(request(folder, mailbox, send=True, resume=True))
    assert states(report) == ["doubtful", "same-address"]
    assert len(mailbox.received) == 1


def test_a_letter_that_somebody_edited_is_not_sent(tmp_path: Path) -> None:
    """The manifest vouches for what was verified, and for nothing else."""
    folder = drafts(tmp_path, THREE)
    file = folder / "ann-a.en.eml"
    file.write_bytes(file.read_bytes().replace(b"ann@", b"eve@"))
    (folder / "stray.en.eml").write_bytes(file.read_bytes())
    with post() as mailbox:
        send_letters(request(folder, mailbox, send=True))
        report = send_letters(request(folder, mailbox, send=True, resume=True))
    assert states(report) == ["altered", "sent", "sent"]
    assert mailbox.counts() == {BOB: 1, CAN: 1}


def test_a_second_run_in_the_folder_ends_at_once(tmp_path: Path) -> None:
    """While one process has the log, no other sends."""
    from kamdocs.mailing.sent_log import open_log

    folder = drafts(tmp_path, THREE)
    with post() as mailbox, open_log(folder), pytest.raises(OutputError, match="another run sends from"):
        send_letters(request(folder, mailbox, send=True))
    assert mailbox.received == []


def test_a_torn_last_line_is_taken_away_and_any_other_ends_the_run(tmp_path: Path) -> None:
    """A line that was cut short was never relied on; one in the middle leaves nobody knowing what was sent."""
    folder = drafts(tmp_path, THREE)
    with post() as mailbox:
        send_letters(request(folder, mailbox, send=True))
        log = folder / "sent.jsonl"
        whole = log.read_bytes()
        log.write_bytes(whole + b'{"event": "intent", "id": "bob')
        assert send_letters(request(folder, mailbox, send=True, resume=True)).sent == ("bob-b", "can-c")
        log.write_bytes(b"nothing\n" + log.read_bytes())
        with pytest.raises(InputError, match=r"sent.jsonl:1:1: is no line of the log"):
            send_letters(request(folder, mailbox, send=True, resume=True))
    assert mailbox.counts() == dict.fromkeys(THREE.values(), 1)


def test_a_run_killed_at_any_point_sends_nobody_two(tmp_path: Path) -> None:
    """Our process is killed at each of its calls that send: after it is resumed everybody has one letter at most, and
    exactly one who is not in doubt."""
    strace, doubts = gate("strace"), 0
    for at in range(1, 30):
        folder = drafts(tmp_path / str(at), THREE)
        with post() as mailbox:
            send_letters(request(folder, mailbox, send=True))
            command = ["letters", "send", str(folder), "--server", mailbox.address]
            command += ["--send", "--resume", "--pause", "0"]
            killed = _killed(strace, command, at, tmp_path)
            report = send_letters(request(folder, mailbox, send=True, resume=True))
            counts = mailbox.counts()
        in_doubt = [letter.address for letter in report.letters if letter.state == "doubtful"]
        assert all(counts[address] == 1 for address in THREE.values() if address not in in_doubt), (at, counts)
        assert all(counts[address] <= 1 for address in in_doubt), (at, counts)
        doubts += len(in_doubt)
        if not killed:
            break
    else:
        pytest.fail("the command never came to its end")
    assert at > 8
    assert doubts


def _killed(strace: str, command: list[str], at: int, folder: Path) -> bool:
    """Whether the command was killed at its call `at` that sends."""
    inject = ["-e", "trace=sendto", "-e", f"inject=sendto:signal=SIGKILL:when={at}"]
    done = subprocess.run(
        [strace, "-f", "-o", os.devnull, *inject, sys.executable, "-c", RUN, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, -9, 137), done.stderr
    return done.returncode != 0


def test_a_full_disk_sends_nothing_that_cannot_be_noted(tmp_path: Path) -> None:
    """Where the log refuses the line before the letter, the letter stays."""
    folder = drafts(tmp_path / "out", THREE)
    with post() as mailbox:
        done = _sent_under("write:error=ENOSPC", folder, mailbox)
    assert (done.returncode, mailbox.received) == (3, [])
    assert "sent.jsonl`: no space left on device" in done.stderr


def test_no_letter_goes_out_that_the_disk_has_not_noted(tmp_path: Path) -> None:
    """Where the line before it cannot be forced onto the disk it stays; where the line with its answer cannot, the run
    ends. No other run sends it."""
    for when, received, state in ((1, 0, "doubtful"), (2, 1, "sent")):
        folder = drafts(tmp_path / str(when), {"ann-a": ANN})
        with post() as mailbox:
            done = _sent_under(f"fsync:error=EIO:when={when}", folder, mailbox)
            assert (done.returncode, len(mailbox.received)) == (3, received)
            assert "sent.jsonl`: input/output error" in done.stderr
            assert states(send_letters(request(folder, mailbox, send=True, resume=True))) == [state]
        assert len(mailbox.received) == received


def _sent_under(fault: str, folder: Path, mailbox: Post) -> subprocess.CompletedProcess[str]:
    """How the command ends whose calls for the log meet `fault`."""
    call, command = fault.partition(":")[0], ["letters", "send", folder, "--server", mailbox.address, "--send"]
    inject = ["-P", folder / "sent.jsonl", "-e", f"trace={call}", "-e", f"inject={fault}"]
    return subprocess.run(
        [gate("strace"), "-f", "-o", os.devnull, *inject, sys.executable, "-c", RUN, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    files = folder / "cert.pem", folder / "key.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    command = [gate("openssl"), "req", *made, "-out", str(files[0]), "-keyout", str(files[1])]
    subprocess.run(command, check=True, capture_output=True)
    return files


@pytest.mark.parametrize("from_the_start", [False, True])
def test_a_server_that_encrypts_and_wants_a_login(
    tmp_path: Path, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, from_the_start: bool
) -> None:
    """By STARTTLS and from the first byte on; the password goes nowhere but to the server."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    folder = drafts(tmp_path, {"ann-a": ANN})
    with post(login=True, certificate=certificate, from_the_start=from_the_start) as mailbox:
        wrong = request(folder, mailbox, send=True, user="kim", password="wrong words")
        with pytest.raises(OutputError, match="refuses the user `kim`: 535") as refused:
            send_letters(wrong)
        right = request(folder, mailbox, send=True, user="kim", password="right words")
        assert send_letters(right).sent == ("ann-a",)
    assert "words" not in f"{refused.value}{wrong}{(folder / 'sent.jsonl').read_text()}"


def test_nothing_goes_in_the_clear_to_another_machine(tmp_path: Path) -> None:
    """Letters only where that is allowed, a password never."""
    folder = drafts(tmp_path, {"ann-a": ANN})
    with post() as mailbox:
        server = mailbox.address.replace("127.0.0.1", "0.0.0.0")  # this machine, by an address that is not only its own
        with pytest.raises(OutputError, match="so that others could read the letters"):
            send_letters(request(folder, server, send=True))
        with pytest.raises(OutputError, match="so that others could read the password"):
            send_letters(request(folder, server, send=True, unencrypted=True, user="kim", password="right words"))
        assert (mailbox.received, mailbox.logins) == ([], [])
        assert send_letters(request(folder, server, send=True, unencrypted=True)).sent == ("ann-a",)


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, certificate: tuple[Path, Path]) -> None:
    """Encryption to whoever answers would be none."""
    folder = drafts(tmp_path, {"ann-a": ANN})
    with post(certificate=certificate) as mailbox, pytest.raises(OutputError, match="its certificate does not hold"):
        send_letters(request(folder, mailbox, send=True))
    assert mailbox.received == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("smtp://kim:words@mail.example", "`--server` names a user or a password, which others could read there"),
        ("mail.example", "`mail.example` is no address of a server"),
        ("http://mail.example", "`http://mail.example` is no address of a server"),
        ("smtp://mail.example:99999", "`--server` is no address of a server"),
    ],
)
def test_an_address_that_names_no_server_is_refused(tmp_path: Path, address: str, said: str) -> None:
    """No password is shown."""
    with pytest.raises(RequestError) as refused:
        send_letters(request(drafts(tmp_path, {"ann-a": ANN}), address))
    assert str(refused.value) == said


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Nothing is noted as sent."""
    folder = drafts(tmp_path, {"ann-a": ANN})
    with pytest.raises(OutputError, match=r"cannot reach `smtp://127.0.0.1:1`: connection refused"):
        send_letters(request(folder, "smtp://127.0.0.1:1", send=True))
    assert (folder / "sent.jsonl").read_bytes() == b""


def test_the_command_line_says_what_comes_next(tmp_path: Path) -> None:
    """What is printed is data; what to do next stands on stderr."""
    folder = drafts(tmp_path / "out", THREE)
    with post({CAN: ["550 no"]}) as mailbox:
        command = ["letters", "send", str(folder), "--server", mailbox.address]
        dry = run_kamdocs(*command, cwd=tmp_path)
        first = run_kamdocs(*command, "--send", cwd=tmp_path)
        rest = run_kamdocs(*command, "--send", "--resume", "--pause", "0", cwd=tmp_path)
    assert dry.stdout.splitlines()[0] == f"ready\tann-a\tAnn A <{ANN}>\tThank you"
    assert dry.stderr == "dry run: nothing is sent; 3 left to send; `--send` sends the first one\n"
    assert (first.exit_code, first.stdout) == (0, f"ann-a\t{ANN}\n")
    assert first.stderr == "sent 1; 2 left to send; `--send --resume` sends them\n"
    assert (rest.exit_code, rest.stdout) == (1, f"bob-b\t{BOB}\n")
    assert rest.stderr.startswith("sent 1; 1 sent before\n")
    assert "can-c.en.eml: the server refused it for `can@c.example`: 550 no" in rest.stderr


def test_an_unknown_id_and_a_folder_without_drafts_are_told(tmp_path: Path) -> None:
    """Each with what helps."""
    folder = drafts(tmp_path / "out", THREE)
    with pytest.raises(RequestError) as refused:
        send_letters(request(folder, "smtp://127.0.0.1:1", send=True, again=("bob-c",)))
    assert refused.value.refused == ((f"there is no draft to `bob-c` in `{folder}`", "did you mean `bob-b`?"),)
    with pytest.raises(RequestError, match=r"there is no `manifest.json` in"):
        send_letters(request(tmp_path, "smtp://127.0.0.1:1"))
    with pytest.raises(RequestError, match=r"there is no folder"):
        send_letters(request(tmp_path / "none", "smtp://127.0.0.1:1"))


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff", b'{"files": {"../eve.en.eml": {"sha256": ""}}}'])
def test_a_manifest_that_is_none_is_told(tmp_path: Path, content: bytes) -> None:
    """Also one that names a draft outside its folder."""
    (drafts(tmp_path, THREE) / "manifest.json").write_bytes(content)
    with pytest.raises(InputError) as refused:
        send_letters(request(tmp_path, "smtp://127.0.0.1:1"))
    (problem,) = refused.value.problems
    assert problem.headline() == f"{tmp_path}/manifest.json: is not a manifest"
    assert problem.help == "delete it, and build the letters anew"


LIST = "id,name,gender,title,email,language\nann-a,Ann Lee,f,Director,ann@a.example,en\n"
BOB_ROW = "bob-b,Bob Ray,m,Director,bob@b.example,{}\n"


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (
            LIST + BOB_ROW.format("xx"),
            "the last run could make no letter to this reader: row 3, column language:"
            " there are no rules for the language `xx`",
        ),
        (LIST, "the last run had nobody of this id to write to"),
    ],
)
def test_a_draft_of_before_is_held_back_where_the_row_is_refused_or_gone(
    workspace: MakeWorkspace, later: str, why: str
) -> None:
    """What the last run would not have made is told and not sent; a row that is right again gives it free."""
    root = workspace({"templates/letters/note.md.j2": "---\nname: Note\n---\nHello\n"}, base="example")
    people = root / "people.csv"
    build = ("letters", "build", "note", "--to", "people.csv", "--format", "eml", "--today", "2026-11-23")
    folder = root / "out/letters/note"
    for text in (LIST + BOB_ROW.format("en"), later):
        people.write_text(text, encoding="utf-8")
        call_kamdocs(*build, cwd=root)
    with post() as mailbox:
        send_letters(request(folder, mailbox, send=True))
        report = send_letters(request(folder, mailbox, send=True, resume=True))
        assert states(report) == ["sent", "held-back"]
        (problem,) = report.problems
        assert (problem.severity, problem.what) == ("warning", f"is held back: {why}")
        assert mailbox.counts() == {ANN: 1}
        people.write_text(LIST + BOB_ROW.format("en"), encoding="utf-8")
        call_kamdocs(*build, cwd=root)
        assert send_letters(request(folder, mailbox, send=True, resume=True)).sent == ("bob-b",)
    assert mailbox.counts() == {ANN: 1, BOB: 1}


def test_a_draft_is_held_back_where_only_its_letter_was_made_anew(workspace: MakeWorkspace) -> None:
    """The message would say what the letter says no more; it goes where both say the same again."""
    root = workspace({"templates/letters/note.md.j2": "---\nname: Note\n---\nHello\n"}, base="example")
    people, folder = root / "people.csv", root / "out/letters/note"
    build = ("letters", "build", "note", "--to", "people.csv", "--today", "2026-11-23", "--format", "docx")
    people.write_text(LIST, encoding="utf-8")
    call_kamdocs(*build, "--format", "eml", cwd=root)
    assert call_kamdocs(*build, cwd=root).stderr.count("stay as an earlier run") == 0
    people.write_text(LIST.replace("Ann Lee", "Ann Leigh"), encoding="utf-8")
    told = call_kamdocs(*build, cwd=root).stderr
    assert (
        "warning: 1 file stays as an earlier run made it, from other data, in formats that were not asked for now:"
        " `ann-a.en.eml`" in told
    )
    with post() as mailbox:
        report = send_letters(request(folder, mailbox, send=True))
        assert states(report) == ["held-back"]
        assert report.problems[0].what == "is held back: the last run made the letter anew, in other formats only"
        people.write_text(LIST, encoding="utf-8")
        call_kamdocs(*build, cwd=root)
        assert states(send_letters(request(folder, mailbox, send=True))) == ["sent"]
    assert mailbox.counts() == {ANN: 1}


def test_nothing_is_sent_of_a_batch_that_has_not_ended(tmp_path: Path) -> None:
    """A run that was killed has not told whom it refuses."""
    folder = drafts(tmp_path, THREE)
    (folder / ".kamdocs-journal").write_bytes(b'{"journal":1}\n')
    with post() as mailbox, pytest.raises(RequestError, match=r"the batch in .* has not ended"):
        send_letters(request(folder, mailbox, send=True))
    assert mailbox.received == []
