"""Batches of letters: who gets one, in which language, signed by whom, and what decides that one is made anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from ast import literal_eval
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from support import REPOSITORY, MakeWorkspace, call_kamdocs, change

import kamdocs
from kamdocs.errors import InputError
from kamdocs.letters import PlannedLetters, plan_letters
from kamdocs.letters.press import Press
from kamdocs.letters.tasks import tasks_of
from kamdocs.load import load
from kamdocs.model.base import Text
from kamdocs.model.letter import Letter
from kamdocs.model.recipient import Origin, Recipient
from kamdocs.render import LetterRenderer
from kamdocs.tailor import sample_letters

TODAY = date(2026, 11, 25)
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
VISITS = kamdocs.LettersRequest(REPOSITORY, "thank-you", TODAY, visits=NOVEMBER)
CLIENTS = kamdocs.LettersRequest(REPOSITORY, "greeting", TODAY, occasion="new-year")

HELLO = """\
---
name: Hello
sources: [clients, visits]
---
<p>{{ recipient|salutation }}</p>

We wish you well.

<p>{{ sender|signed }}</p>
"""
CLIENT = "profiles/clients/vam-co-foods/client.yaml"


def by_id(planned: PlannedLetters) -> dict[str, Letter]:
    """The letters of a batch by their ids."""
    letters = [letter for letter in planned.letters if isinstance(letter, Letter)]
    assert len(letters) == len(planned.letters)
    return {letter.id: letter for letter in letters}


def digests(request: kamdocs.LettersRequest) -> dict[str, str]:
    """What each letter of a batch is made of, by its id."""
    planned = plan_letters(request)
    return {task.id: task.made_of for task in tasks_of(planned)}


def edit(path: Path, file: str, old: str, new: str) -> None:
    """Write `new` for `old` in `path`, or at its end; a shipped file is copied there first."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((REPOSITORY / file).read_text(encoding="utf-8"), encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")


def hello(workspace: MakeWorkspace) -> kamdocs.LettersRequest:
    """A batch of the smallest kind of letter to everybody of one client, in a workspace of its own."""
    root = workspace({"templates/letters/hello.md.j2": HELLO}, base="example")
    return kamdocs.LettersRequest(root, "hello", TODAY, clients="vam-co-foods", formats=("docx",))


def test_everybody_met_in_the_span_gets_one_letter_that_holds_all_their_visits() -> None:
    """Who was at two visits gets one letter about both, the earlier first; who was at one, of that one."""
    letters = by_id(plan_letters(VISITS))
    days = {id: [visit.date.day for visit in letter.visits] for id, letter in letters.items()}
    assert days["vam-co-foods-ly-thanh-tam"] == [10, 18]
    assert days["vam-co-foods-vo-dinh-khoa"] == [18]
    assert len(letters) == 13


def test_a_span_that_ends_before_a_visit_leaves_it_out() -> None:
    """Both ends of a span count, and nothing beyond them."""
    letters = by_id(plan_letters(replace(VISITS, visits=(date(2026, 11, 10), date(2026, 11, 12)))))
    assert {letter.visits[0].date for letter in letters.values()} == {date(2026, 11, 10), date(2026, 11, 12)}


def test_own_words_are_told_from_those_of_others() -> None:
    """Of what was said in the room a letter knows which words are its reader's own."""
    visit = by_id(plan_letters(VISITS))["vam-co-foods-vo-dinh-khoa"].visits[0]
    assert [said.text.shown("en")[:6] for said in visit.said if said.own] == ["Please"]
    assert len(visit.said) == 3


@pytest.mark.parametrize(
    ("asked", "languages"),
    [(None, {"ko", "en"}), ("vi", {"vi"})],
)
def test_a_letter_is_in_the_language_of_its_reader_unless_another_is_asked_for(
    asked: str | None, languages: set[str]
) -> None:
    """The language is that of the person, else of the client; `--lang` overrides both."""
    request = replace(CLIENTS, clients="saeon-electronics", language=asked)
    assert {letter.language for letter in plan_letters(request).letters} == languages


def test_the_signer_is_the_one_asked_for_else_who_led_the_last_visit_else_the_signatory() -> None:
    """Each way to know who signs counts only where those before it say nothing."""
    id = "vam-co-foods-nguyen-hoang-son"
    assert by_id(plan_letters(VISITS))[id].sender_id == "nguyen-thu-lan"
    first_only = replace(VISITS, visits=(date(2026, 11, 10), date(2026, 11, 10)))
    assert by_id(plan_letters(first_only))[id].sender_id == "le-minh-duc"
    by_client = replace(CLIENTS, clients="saeon-electronics")
    assert {letter.sender_id for letter in plan_letters(by_client).letters} == {"nguyen-thu-lan"}
    assert by_id(plan_letters(replace(VISITS, sender="choi-yu-jin")))[id].sender_id == "choi-yu-jin"


def test_a_kind_of_a_single_file_builds(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """A new kind of letter is one new template with a header, and no line of Python."""
    report = kamdocs.build_letters(replace(hello(workspace), out=tmp_path))
    assert sorted(report.written) == sorted(file.name for file in tmp_path.glob("*.docx"))
    assert "vam-co-foods-ly-thanh-tam.vi.docx" in report.written
    assert not report.failures


def test_letters_of_proposals_are_those_of_their_kinds(tmp_path: Path) -> None:
    """A follow-up goes to everybody that a proposal is addressed to, under the name of the person."""
    request = kamdocs.LettersRequest(
        REPOSITORY, "follow-up", TODAY, proposals="vam-co-foods", formats=("docx",), out=tmp_path
    )
    report = kamdocs.build_letters(request)
    assert "vam-co-foods-huynh-kim-phuong.vi.docx" in report.written
    assert len(report.written) == 4


def test_a_proposal_that_cannot_be_told_stops_no_other() -> None:
    """Where one proposal has nothing to report, the others get their letters, and it is told."""
    planned = plan_letters(
        kamdocs.LettersRequest(REPOSITORY, "interim-results", date(2027, 3, 15), proposals="status=active")
    )
    assert planned.letters
    assert {problem.rule for problem in planned.problems} == {"missing-data"}


@pytest.mark.parametrize(
    ("file", "old", "new", "changes"),
    [
        ("templates/letters/hello.md.j2", "We wish", "We do wish", True),
        (CLIENT, "Lý Thanh Tâm", "Lý Thanh Tầm", True),
        ("profiles/house.yaml", "signatory: nguyen-thu-lan", "signatory: tran-quoc-huy", True),
        ("templates/themes/modern/theme.yaml", "", "# changed\n", True),
        ("kamdocs.yaml", "output: out", "output: elsewhere", False),
        (CLIENT, "status: active", "status: dormant", False),
    ],
)
def test_a_letter_is_made_anew_only_where_what_it_is_made_of_has_changed(
    workspace: MakeWorkspace, file: str, old: str, new: str, *, changes: bool
) -> None:
    """Templates, looks and what a letter can say decide its bytes; what else stands in the same files does not."""
    request = hello(workspace)
    before = digests(request)
    edit(request.workspace / file, file, old, new)
    after = digests(request)
    assert before.keys() == after.keys()
    assert (before["vam-co-foods-ly-thanh-tam"] != after["vam-co-foods-ly-thanh-tam"]) is changes


NOTE = {
    "templates/letters/note.md.j2": "---\nname: Note\nsources: [list]\ncolumns: {colour: words}\n"
    'data: {matter: words}\n---\n{% import "letters/parts/mine.html.j2" as mine %}\n'
    "{{ row.colour }} {{ data.matter }}\n\n{{ mine.last() }}\n",
    "templates/letters/parts/mine.html.j2": '{% macro last() %}{% include "letters/parts/deep.html.j2" %}'
    "{% endmacro %}\n",
    "templates/letters/parts/deep.html.j2": "Yours\n",
    "list.csv": "id,name,language,colour,title\nann,Ann Lee,en,blue,Head\nbob,Bob Ray,en,green,Cook\n",
    "data.yaml": "matter: May\n",
}
"""A kind whose template reaches others by an import and an include, a list and its data."""

ANN, BOB = "ann,Ann Lee,en,blue,Head\n", "bob,Bob Ray,en,green,Cook\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "anew"),
    [
        ("list.csv", "blue", "red", {"ann"}),
        ("list.csv", "Head", "Chief", {"ann"}),
        ("list.csv", ANN + BOB, BOB + ANN, set()),
        ("data.yaml", "May", "June", {"ann", "bob"}),
        ("templates/letters/parts/mine.html.j2", "macro last", "macro  last", {"ann", "bob"}),
        ("templates/letters/parts/deep.html.j2", "Yours", "Sincerely", {"ann", "bob"}),
        ("templates/languages/en.yaml", "", "# later\n", {"ann", "bob"}),
    ],
)
def test_a_letter_of_a_list_is_made_anew_where_its_row_its_data_or_a_template_changes(
    workspace: MakeWorkspace, file: str, old: str, new: str, anew: set[str]
) -> None:
    """Its own row and no other; a template however it is reached; the rules of its language. Not the order of rows."""
    root = workspace(NOTE, base="example")
    request = kamdocs.LettersRequest(
        root, "note", TODAY, to=root / "list.csv", data=root / "data.yaml", formats=("docx",)
    )
    before = digests(request)
    assert before.keys() == {"ann", "bob"}
    edit(root / file, file, old, new)
    after = digests(request)
    assert {id for id in before if before[id] != after[id]} == anew


def test_another_occasion_makes_greetings_anew() -> None:
    """The day that is greeted is part of what a letter says."""
    asked = replace(CLIENTS, clients="vam-co-foods")
    first, second = (digests(replace(asked, occasion=one)) for one in ("new-year", "tet"))
    assert first
    assert first.keys() == second.keys()
    assert all(first[id] != second[id] for id in first)


def test_other_words_in_a_visit_make_its_letters_anew(workspace: MakeWorkspace) -> None:
    """Those of the people who were there, and of nobody else."""
    request = replace(VISITS, workspace=workspace(base="example"))
    before = digests(request)
    change(
        request.workspace,
        {"profiles/clients/vam-co-foods/visits/2026-11-18.yaml": {"count the same": "weigh the same"}},
    )
    after = digests(request)
    changed = {id for id in before if before[id] != after[id]}
    assert "vam-co-foods-vo-dinh-khoa" in changed
    assert {id.rpartition("-foods-")[0] for id in changed} == {"vam-co"}


def test_another_picture_makes_a_letter_anew(workspace: MakeWorkspace) -> None:
    """The logo stands in letters, so that a new one makes new letters."""
    request = hello(workspace)
    before = digests(request)
    assert before
    other = next(REPOSITORY.glob("docs/pictures/*.png")).read_bytes()
    (request.workspace / "profiles/house-logo.png").write_bytes(other)
    assert all(before[id] != digest for id, digest in digests(request).items())


def test_no_internal_value_changes_a_byte_of_a_letter(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """What stands under `internal:` may choose whom to write to; it never reaches what is written."""
    request = hello(workspace)
    kamdocs.build_letters(replace(request, out=tmp_path / "before"))
    before = digests(request)
    change(request.workspace, {CLIENT: {"loyalty: loyal": "loyalty: switching", "tier: A": "tier: B"}})
    kamdocs.build_letters(replace(request, out=tmp_path / "after"))
    assert digests(request) == before
    files = sorted(file.name for file in (tmp_path / "before").glob("*.docx"))
    assert files
    for name in files:
        assert (tmp_path / "before" / name).read_bytes() == (tmp_path / "after" / name).read_bytes()


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        (("thank-yuo", "--visits", "2026-11-12"), 2, "there is no kind of letter `thank-yuo`"),
        (("follow-up", "--visits", "2026-11-12"), 2, "letters of the kind `follow-up` are made of proposals"),
        (("thank-you", "--proposals", "vam-co-foods"), 2, "letters of the kind `thank-you` are not made of proposals"),
        (("thank-you", "--visits", "2026-01-01..2026-01-02"), 2, "there is no visit from 2026-01-01 to 2026-01-02"),
        (("thank-you", "--visits", "2026-11-12..2026-11-01"), 2, "is no span of days"),
        (("greeting", "--clients", "vam-co-food"), 2, "there is no client `vam-co-food`"),
        (("greeting", "--clients", "tire=A"), 2, "nothing is selected by `tire`"),
        (("greeting", "--clients", "tier="), 2, "selects nothing"),
        (("greeting", "--clients", "region=Soeul"), 2, "no client has `region=Soeul`\n  = help: did you mean `Seoul`?"),
        (("greeting", "--clients", "tier=Z"), 2, "no client has `tier=Z`\n  = help: there are `A`, `B` and `C`"),
        (
            ("greeting", "--clients", "tier=A,region=Singapore,status=prospect", "--dry-run"),
            2,
            "no client fits all of `tier=A,region=Singapore,status=prospect`",
        ),
        (("greeting", "--clients", "all", "--format", "eml,pdf", "--dry-run"), 2, "there is no format `eml,pdf`"),
        (("greeting", "--clients", ""), 2, "it is empty; `all` selects everybody"),
        (
            ("greeting", "--clients", "vam-co-foods", "--data", "kamdocs.yaml"),
            2,
            "of the kind `greeting` have no values of",
        ),
        (("follow-up", "--proposals", "vam-co-foods/none"), 2, "there is no proposal `vam-co-foods/none`"),
    ],
)
def test_what_is_not_there_is_wrong_usage(asked: tuple[str, ...], code: int, told: str) -> None:
    """Kinds, clients, proposals and days that are not there are told in words, and nothing is written."""
    done = call_kamdocs("letters", "build", *asked, "--today", "2026-11-25", cwd=REPOSITORY)
    assert (done.exit_code, done.stdout) == (code, "")
    assert told in done.stderr


@pytest.mark.parametrize(
    ("selector", "clients"),
    [
        ("saeon-electronics", {"saeon-electronics"}),
        ("vam-co-foods, saeon-electronics", {"saeon-electronics", "vam-co-foods"}),
        ("status=active,region=Tay Ninh", {"vam-co-foods"}),
        ("region=singapore", {"straits-meridian"}),
        ("tier=B,tier=C,status=prospect", {"saeon-electronics"}),
        ("all", {"haesol-securities", "saeon-electronics", "straits-meridian", "vam-co-foods"}),
    ],
)
def test_a_selector_means_clients(selector: str, clients: set[str]) -> None:
    """One value of each key must hold; ids stand alone; a text is meant by the words in it."""
    letters = by_id(plan_letters(replace(CLIENTS, clients=selector)))
    assert {letter.addressee.client for letter in letters.values()} == clients


def test_a_character_without_a_glyph_is_told_at_its_recipient() -> None:
    """A sign that no font has keeps one letter from being made, and is told with the row and field that hold it."""
    planned = plan_letters(VISITS)
    letter = by_id(planned)["vam-co-foods-vo-dinh-khoa"]
    smiling = Recipient("khoa", Text("Khoa \N{GRINNING FACE}"), Origin(Path("list.csv"), 7))
    press = Press(*load(REPOSITORY, today=TODAY, use="letter"), ("pdf",))
    with pytest.raises(InputError) as refused:
        press.make(replace(letter, addressee=smiling, recipient=smiling))
    assert [problem.headline() for problem in refused.value.problems] == [
        "list.csv:7:1: `name` of `vam-co-foods-vo-dinh-khoa` cannot be printed: "
        "no font of the theme has U+1F600 GRINNING FACE"
    ]


def test_a_letter_is_the_same_whatever_was_made_before_it() -> None:
    """Made again, or in another process after all the others, a letter has the bytes that it had at first."""
    first, again = made(backwards=False), made(backwards=False)
    code = "from test_letters import *; print(made(backwards=True))"
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    other = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY / "tests", env=environment, capture_output=True, check=True
    )
    assert first == again == literal_eval(other.stdout.decode())


def made(*, backwards: bool) -> dict[str, list[str]]:
    """The SHA-256 of the files of letters of two kinds, two in each language, made in their order or `backwards`."""
    greetings = (replace(CLIENTS, clients=client) for client in ("saeon-electronics", "vam-co-foods"))
    found: dict[tuple[str, str], list[Letter]] = {}
    for letter in (letter for request in (VISITS, *greetings) for letter in plan_letters(request).letters):
        found.setdefault((letter.kind_id, letter.language), []).append(letter)
    letters = [letter for those in found.values() for letter in those[:2]]
    press = Press(*load(REPOSITORY, today=TODAY, use="letter"), ("docx", "html", "eml"))
    return {
        f"{letter.kind_id} {letter.id}": [
            sha256(product.content).hexdigest() for product in press.make(letter).products
        ]
        for letter in (reversed(letters) if backwards else letters)
    }


def test_a_kind_without_the_language_asked_for_is_told(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """A kind that is not written in a language writes none in it, and names the file; those in another language go
    out."""
    root = workspace({"templates/letters/hello.yaml": "name: Hello\n"}, base="example")
    (root / "templates/letters/hello.ko.md.j2").write_text("안녕하십니까.\n", encoding="utf-8")
    request = kamdocs.LettersRequest(root, "hello", TODAY, clients="saeon-electronics", out=tmp_path, formats=("docx",))
    report = kamdocs.build_letters(replace(request, out=tmp_path / "some"))
    assert {name.split(".")[1] for name in report.written} == {"ko"}
    assert [problem.what for failure in report.failures for problem in failure.problems] == [
        "letters of the kind `hello` are not written in `en`: no letter is made"
    ]
    with pytest.raises(InputError) as refused:
        kamdocs.build_letters(replace(request, language="en"))
    assert [problem.headline() for problem in refused.value.problems] == [
        "templates/letters/hello.en.md.j2: is missing: letters of the kind `hello` in this language need it"
    ]
    assert not [*tmp_path.glob("*.docx")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "{{ recipient.nickname }}",
            {"`nickname` is no field of `recipient`", "`nickname` is asked of a value that is not given"},
        ),
        (
            "{{ recipient.title }}",
            {"`title` is asked of a value that is not given", "a value that is not given is printed"},
        ),
        ("{{ data.event }}", {"`event` is no field of `data`"}),
        ("{{ row.seats }}", {"`seats` is no field of `row`"}),
    ],
)
def test_check_tries_each_kind_of_letter(workspace: MakeWorkspace, line: str, told: set[str]) -> None:
    """What a template prints that a letter may not have is told before there is a letter, with its place."""
    root = workspace({"templates/letters/hello.md.j2": f"---\nname: Hello\n---\nHello\n\n{line}\n"})
    report = kamdocs.check_workspace(kamdocs.CheckRequest(root, TODAY))
    found = [one for one in report.problems if one.file == Path("templates/letters/hello.md.j2")]
    assert {one.line for one in found} == {6}
    assert {one.what for one in found} == told


def test_a_name_that_a_language_lacks_is_told_at_the_kind(workspace: MakeWorkspace) -> None:
    """Its title stands in the properties of the file, in the language of the reader."""
    root = workspace({"templates/letters/hello.md.j2": "---\nname: {ko: 인사}\n---\nHello\n"})
    report = kamdocs.check_workspace(kamdocs.CheckRequest(root, TODAY))
    assert {str(one.file) for one in report.problems if one.rule == "missing-language"} == {
        "templates/letters/hello.md.j2"
    }


def test_the_kind_that_the_guide_writes_is_one(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """`docs/letters.md` shows a whole file: nothing is wrong with it, and it builds in its language."""
    guide = (REPOSITORY / "docs/letters.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```jinja\n(---\n.*?)^```", guide, flags=re.DOTALL | re.MULTILINE)
    root = workspace(
        {"templates/letters/news.en.md.j2": shown, "list.csv": "name,item,language\nKim,New,en\nLee,,en\n"}
    )
    report = kamdocs.check_workspace(kamdocs.CheckRequest(root, TODAY))
    assert not [one for one in report.problems if "news" in str(one.file)]
    request = kamdocs.LettersRequest(root, "news", TODAY, to=root / "list.csv", out=tmp_path, formats=("docx",))
    assert kamdocs.build_letters(request).written == ("kim.en.docx", "lee.en.docx")


def test_check_finds_nothing_wrong_with_the_kinds_that_are_shipped() -> None:
    """Every shipped kind of letter can be made in every language, with everything and with the least."""
    workspace, kit, _ = load(REPOSITORY, today=TODAY, use="letter")
    samples = [one for id in kit.letters for one in sample_letters(workspace, kit, id, today=TODAY)]
    assert len(samples) == 9 * len(kit.letters)
    renderer = LetterRenderer(workspace, kit)
    for letter in samples:
        assert renderer.page(letter)


def test_a_letter_that_names_another_client_is_told_once_at_its_row(workspace: MakeWorkspace) -> None:
    """However many of its formats name it: what has to be mended is the row."""
    template = "---\nname: Note\nsources: [list]\n---\nHello {{ row.remark }}.\n"
    people = "id,name,language,remark\nann,Ann Lee,en,dear Ann\nbob,Bob Ray,en,as at Haesol Securities\n"
    root = workspace({"templates/letters/note.md.j2": template, "list.csv": people}, base="example")
    formats = ("--format", "docx", "--format", "pdf", "--format", "eml")
    done = call_kamdocs("letters", "build", "note", "--to", "list.csv", *formats, "--today", "2026-11-23", cwd=root)
    assert done.exit_code == 1
    assert [line for line in done.stderr.splitlines() if "another client" in line] == [
        "list.csv: row 3: `bob.en.docx`: names another client, `haesol-securities`, in paragraph 1 of the text"
    ]
    assert sorted(file.name for file in (root / "out/letters/note").glob("[ab]*")) == ["ann.en.docx", "ann.en.pdf"]


@pytest.mark.parametrize(
    ("severity", "code", "built", "told"),
    [
        ("off", 0, ["ann", "bob"], ""),
        ("warning", 0, ["ann", "bob"], "row 3: warning: the letter names no visit and nothing that was spoken of"),
        ("error", 1, ["ann"], "row 3: the letter names no visit and nothing that was spoken of"),
    ],
)
def test_a_house_decides_how_grave_a_doubt_about_a_letter_is(
    severity: str, code: int, built: list[str], told: str, workspace: MakeWorkspace
) -> None:
    """As an error it keeps that letter back, and no other."""
    settings = (REPOSITORY / "kamdocs.yaml").read_text(encoding="utf-8") + f"rules: {{no-visit: {severity}}}\n"
    people = "id,name,family_name,gender,language,topic\nann,Ann Lee,Lee,f,en,shifts\nbob,Bob Ray,Ray,m,en,\n"
    root = workspace({"kamdocs.yaml": settings, "list.csv": people}, base="example")
    asked = ("letters", "build", "thank-you", "--to", "list.csv", "--format", "docx", "--today", "2026-11-23")
    done = call_kamdocs(*asked, cwd=root)
    assert (done.exit_code, [Path(line).name.split(".")[0] for line in done.stdout.splitlines()]) == (code, built)
    assert told in done.stderr
    assert ("names no visit" in done.stderr) is bool(told)


EVENT = (
    "host: {en: Us}\ntitle: {en: Forum}\nstart: 2026-12-10T13:30:00+07:00\nplace: {en: Hanoi}\n"
    "materials:\n  - {title: {en: Slides}}\n"
)


@pytest.mark.parametrize(("today", "early"), [("2026-11-23", True), ("2026-12-10", False)])
def test_letters_after_an_event_are_too_early_before_it(workspace: MakeWorkspace, today: str, early: bool) -> None:
    """By the value that the header of the kind names."""
    root = workspace(
        {"event.yaml": EVENT, "list.csv": "name,family_name,gender,language\nAnn Lee,Lee,f,en\n"}, base="example"
    )
    asked = ("letters", "build", "seminar-follow-up", "--to", "list.csv", "--data", "event.yaml", "--dry-run")
    done = call_kamdocs(*asked, "--today", today, cwd=root)
    told = "event.yaml: warning: `start` is 2026-12-10, and letters of the kind `seminar-follow-up` go out after it"
    assert (done.exit_code, told in done.stdout) == (0, early)


@pytest.mark.parametrize(
    ("today", "told"),
    [
        ("2026-12-20", ["`rsvp_by` was 2026-12-03", "`start` was 2026-12-10"]),
        ("2026-12-10", ["`rsvp_by` was 2026-12-03"]),
        ("2026-12-03", []),
    ],
)
def test_an_invitation_is_too_late_after_the_days_that_its_header_names(
    workspace: MakeWorkspace, today: str, told: list[str]
) -> None:
    """Not on them."""
    dry = invited(workspace, EVENT.partition("materials")[0] + "rsvp_by: 2026-12-03\n", today)
    assert [line for line in dry if "event.yaml" in line] == [
        f"  event.yaml: warning: {one}, and letters of the kind `invitation` go out before it" for one in told
    ]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("end: 2026-12-10T17:30:00+07:00\nrsvp_by: 2026-12-10\n", ""),
        (
            "end: 2026-12-10T11:30:00+07:00\n",
            "`end`, 2026-12-10 11:30+07:00, is before `start`, 2026-12-10 13:30+07:00",
        ),
        ("rsvp_by: 2026-12-11\n", "`start`, 2026-12-10 13:30+07:00, is before `rsvp_by`, 2026-12-11"),
    ],
)
def test_days_of_an_event_that_do_not_follow_each_other_are_told(
    workspace: MakeWorkspace, more: str, told: str
) -> None:
    """In the order that the header of the kind says."""
    dry = invited(workspace, EVENT.partition("materials")[0] + more, "2026-11-23")
    assert [line for line in dry if "event.yaml" in line] == [f"  event.yaml: warning: {told}"] * bool(told)


def invited(workspace: MakeWorkspace, event: str, today: str) -> list[str]:
    """The dry run of an invitation to `event`."""
    people = "name,family_name,gender,language\nAnn Lee,Lee,f,en\n"
    root = workspace({"event.yaml": event, "list.csv": people}, base="example")
    asked = ("letters", "build", "invitation", "--to", "list.csv", "--data", "event.yaml", "--dry-run")
    done = call_kamdocs(*asked, "--today", today, cwd=root)
    assert done.exit_code == 0
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("occasion", "client", "today", "told"),
    [
        ("chuseok", "saeon-electronics", date(2026, 11, 23), ["`chuseok` is over: it was on 2026-09-25"]),
        (
            "year-end",
            "saeon-electronics",
            date(2026, 3, 20),
            ["`year-end` is on 2026-12-24, and its greetings go out from 2026-12-14"],
        ),
        ("chuseok", "vam-co-foods", date(2026, 9, 20), ["`chuseok` is no day of `VN`, the reader's country"]),
        (
            "christmas",
            "vam-co-foods",
            date(2026, 12, 20),
            ["`christmas` is not greeted in `vi`, the language of the letter"],
        ),
        ("tet", "vam-co-foods", date(2027, 2, 1), []),
    ],
)
def test_an_occasion_that_does_not_fit_the_day_or_the_reader_is_told_and_greeted(
    occasion: str, client: str, today: date, told: list[str]
) -> None:
    """Whoever asks for it by its name gets it, once for each reader with a warning."""
    asked = replace(CLIENTS, clients=client, today=today, occasion=occasion, language=None)
    planned = plan_letters(asked)
    found = [one for one in planned.problems if one.rule in ("occasion-off-day", "occasion-not-kept")]
    assert planned.letters
    assert {one.what for one in found if "`en`" not in one.what} == set(told)
    assert {one.severity for one in found} <= {"warning"}


@pytest.mark.parametrize(
    ("today", "told"), [("2026-11-19", []), ("2026-11-20", ["straits-meridian/visits/2026-11-16.yaml:19"])]
)
def test_a_promise_whose_day_is_over_is_told_where_it_stands(today: str, told: list[str]) -> None:
    """Thanks that go out later than we promised something; once, whoever gets it."""
    span = (date(2026, 11, 16), date(2026, 11, 16))
    planned = plan_letters(replace(VISITS, visits=span, today=date.fromisoformat(today)))
    assert len(planned.letters) == 5
    found = [f"{one.file}:{one.line}" for one in planned.problems if one.rule == "past-promise"]
    assert found == [f"profiles/clients/{place}" for place in told]


def test_a_visit_and_a_day_that_are_still_to_come_are_told() -> None:
    """Thanks before the talk: mostly a day and a month that were swapped."""
    ahead = plan_letters(replace(VISITS, today=date(2026, 11, 16)))
    places = {f"{one.file.parent.parent.name} {one.file.stem}" for one in ahead.problems if one.rule == "still-ahead"}
    assert places == {"vam-co-foods 2026-11-18"}


def test_a_day_of_a_row_that_is_still_to_come_is_told_at_the_row(workspace: MakeWorkspace) -> None:
    """Today is none."""
    people = "name,gender,language,met_on\nAnn Lee,f,en,2026-11-23\nBob Ray,m,en,2026-12-11\n"
    root = workspace({"list.csv": people}, base="example")
    request = kamdocs.LettersRequest(root, "thank-you", date(2026, 11, 23), to=root / "list.csv")
    assert [one.line for one in plan_letters(request).problems if one.rule == "still-ahead"] == [3]


@pytest.mark.parametrize(
    ("kind", "today", "told"),
    [
        ("complaint-answer", "2026-11-18", ["still-ahead"]),
        ("complaint-answer", "2026-11-20", []),
        ("complaint-answer", "2026-12-05", ["too-late"]),
        ("reference-request", "2026-12-12", ["too-late"]),
        ("feedback-request", "2026-12-05", ["too-late"]),
        ("introduction", "2026-12-08", ["too-late", "too-late"]),
        ("introduction", "2026-11-23", []),
    ],
)
def test_days_of_data_that_do_not_fit_the_day_of_the_letters_are_told(kind: str, today: str, told: list[str]) -> None:
    """What a kind says of its days in its header, with the examples."""
    data = REPOSITORY / "examples" / "letters" / f"{kind}.yaml"
    request = kamdocs.LettersRequest(REPOSITORY, kind, date.fromisoformat(today), clients="vam-co-foods", data=data)
    found = [one.rule for one in plan_letters(request).problems if one.file.name == data.name]
    assert found == told


def test_a_house_may_keep_back_letters_that_tell_of_a_promise_that_is_over(
    workspace: MakeWorkspace, tmp_path: Path
) -> None:
    """Those that tell of that visit; the others go out."""
    root = workspace({}, base="example")
    change(root, {"kamdocs.yaml": {"languages: [en, ko, vi]": "languages: [en, ko, vi]\nrules: {past-promise: error}"}})
    visits = (date(2026, 11, 16), date(2026, 11, 18))
    request = kamdocs.LettersRequest(
        root, "thank-you", date(2026, 11, 20), visits=visits, formats=("docx",), out=tmp_path
    )
    report = kamdocs.build_letters(request)
    assert {name.rpartition("-")[0].partition("-")[0] for name in report.written} == {"vam"}
    assert [problem.rule for failure in report.failures for problem in failure.problems] == ["past-promise"]


@pytest.mark.parametrize(("today", "told"), [(date(2035, 12, 1), []), (date(2036, 1, 10), ["2037"])])
def test_a_table_of_occasions_that_runs_out_is_told(today: date, told: list[str]) -> None:
    """While somebody can still write down the days of the next year."""
    found = plan_letters(replace(CLIENTS, clients="vam-co-foods", today=today, occasion="tet")).problems
    whats = [one.what for one in found if one.rule == "occasion-without-day" and one.what.startswith("`tet`")]
    assert whats == [f"`tet` has no day in {year}: nobody is greeted on it then" for year in told]
