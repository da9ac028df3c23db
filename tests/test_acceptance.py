"""The whole way, on the example workspace: what every finished version says, and what no version does."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from page_pictures import CheckPages
from support import REPOSITORY, CheckGolden, gate, gated_fonts, run_kamdocs
from verapdf import failed_rules

from kamdocs.load import load
from kamdocs.model.kit import Kit
from kamdocs.rules.language import Writer
from kamdocs.rules.money import Money, rounded
from kamdocs.rules.pdf_text import read_pdf
from kamdocs.word.reader import outline, read_docx

TODAY = "2026-11-23"
EXPECTED: dict[str, Any] = yaml.safe_load((REPOSITORY / "tests" / "expected.yaml").read_text(encoding="utf-8"))
PROPOSALS: dict[str, Any] = EXPECTED["proposals"]
READERS = {
    "saeon-electronics": {"director": "yoon-tae-ho", "hr": "seo-mi-kyung", "finance": "kang-dong-hyun"},
    "vam-co-foods": {"director": "huynh-kim-phuong", "hr": "ly-thanh-tam", "finance": "vo-dinh-khoa"},
    "straits-meridian": {"director": "rachel-tan", "hr": "siti-rahman", "finance": "arjun-menon"},
}


_INTERNAL_KEYS = "notes|hobbies|family|traits|summary|mood|goal|margin|floor_price|day_cost|limit|tier_reason"
_INTERNAL_LINE = re.compile(rf"^(\s*(?:- )?(?:{_INTERNAL_KEYS}): )(.+)$")


@dataclass(frozen=True, slots=True)
class Built:
    """One finished version: its text, as one line, in Word and in PDF, and the outline of the Word file."""

    language: str
    docx: str
    pdf: str
    outline: str


@pytest.fixture(scope="module")
def kit() -> Kit:
    """What the example's documents are made with."""
    return load(REPOSITORY, today=date.fromisoformat(TODAY), use="proposal")[1]


def _build(proposal: str, out: Path, *more: str, root: Path = REPOSITORY) -> list[Path]:
    done = run_kamdocs("proposal", "build", proposal, "--today", TODAY, "--out", str(out), *more, cwd=root)
    assert (done.exit_code, done.stderr) == (0, "")
    return [Path(line) for line in done.stdout.splitlines()]


def _line(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module", params=PROPOSALS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, kit: Kit) -> dict[str, Any]:
    """Every version of one example proposal, by stakeholder."""
    paths = _build(request.param, tmp_path_factory.mktemp("out"))
    versions = {}
    for docx in (path for path in paths if path.suffix == ".docx"):
        stakeholder, language, _ = docx.name.split(".")
        pdf = read_pdf(docx.with_suffix(".pdf"), margins=kit.theme.margins)
        word = _line(" ".join(read_docx(docx).blocks))
        versions[stakeholder] = Built(language, word, _line(" ".join(pdf.pages)), outline(docx))
    assert len(paths) == 8
    return {"name": request.param, "versions": versions, "paths": paths}


def test_word_files_hold_to_the_format(built: dict[str, Any]) -> None:
    """The Open XML SDK finds nothing in any of them."""
    validator = gate("ooxml-validator")
    for path in (path for path in built["paths"] if path.suffix == ".docx"):
        done = subprocess.run([validator, str(path)], capture_output=True, encoding="utf-8", check=False)
        assert json.loads(done.stdout)["ok"] is True, done.stdout


def test_pdf_files_hold_to_both_standards(built: dict[str, Any]) -> None:
    """veraPDF finds nothing against PDF/A-2a and PDF/UA-1 in any of them."""
    assert [failed_rules(path) for path in built["paths"] if path.suffix == ".pdf"] == [[], [], [], []]


def test_the_text_is_the_golden_one(built: dict[str, Any], golden: CheckGolden) -> None:
    """Every paragraph and table of every version, with its Word style; `--update-golden` renews them."""
    client = built["name"].partition("/")[0]
    for stakeholder, version in built["versions"].items():
        golden(f"golden/{client}/{stakeholder}.{version.language}.txt", version.outline)


SEEN = {
    "saeon-electronics": {
        "letter": "강동현 재무담당 이사님, 안녕하십니까.",
        "summary": "제안 요약",
        "price": "투자 금액",
    },
    "straits-meridian": {"letter": "Dear Mr Menon,", "summary": "The offer in brief", "price": "What it costs"},
    "vam-co-foods": {"letter": "Kính thưa Ông Khoa,", "summary": "Tóm tắt đề xuất", "price": "Chi phí"},
}
"""A line on each page that is compared by its picture; the contents list headings too, but before."""


def test_the_pages_look_as_they_did(built: dict[str, Any], kit: Kit, page_pictures: CheckPages) -> None:
    """The finance head's cover, letter, summary and price; `--update-golden` renews what changed."""
    gated_fonts(kit.theme)
    client = built["name"].partition("/")[0]
    pdf = next(
        path
        for path in built["paths"]
        if path.name.startswith(f"{READERS[client]['finance']}.") and path.suffix == ".pdf"
    )
    pages = [[_line(line) for line in page.splitlines()] for page in read_pdf(pdf, margins=kit.theme.margins).pages]
    seen = {}
    for name, line in SEEN[client].items():
        numbers = [number for number, lines in enumerate(pages, start=1) if line in lines]
        assert numbers, f"`{line}` stands on no page"
        seen[name] = max(numbers)
    page_pictures(pdf.name.removesuffix(".pdf"), pdf, pages={"cover": 1, **seen})


def _texts(built: Mapping[str, Any], kit: Kit) -> list[tuple[str, Writer, str]]:
    """Each text of each version with its writer: Word and PDF."""
    found = []
    for stakeholder, version in built["versions"].items():
        writer = Writer(kit.languages[version.language])
        found += [(f"{stakeholder}.docx", writer, version.docx), (f"{stakeholder}.pdf", writer, version.pdf)]
    assert len(found) == 8
    return found


def _money(writer: Writer, value: object, currency: str) -> str:
    return _line(writer.money(Money(Decimal(str(value)), currency)))


def test_every_version_states_the_expected_total_and_validity(built: dict[str, Any], kit: Kit) -> None:
    """In Word and in PDF, for each reader, in the reader's language; the other way of rounding stands nowhere."""
    expected = PROPOSALS[built["name"]]
    wrong_vat = Decimal(str(expected["vat_if_rounded_the_other_way"]))
    for where, writer, text in _texts(built, kit):
        assert _money(writer, expected["grand_total"], expected["currency"]) in text, where
        assert _line(writer.date(expected["validity"]["until"])) in text, where
        assert _line(writer.number(wrong_vat)) not in text, where


def test_the_total_stands_in_words_in_languages_that_say_so(built: dict[str, Any], kit: Kit) -> None:
    """Beside the price, in Word and in PDF, as computed independently; where custom asks for none, none stands."""
    expected = PROPOSALS[built["name"]]
    money = Money(Decimal(str(expected["grand_total"])), expected["currency"])
    for where, writer, text in _texts(built, kit):
        words = _line(writer.in_words(money))
        asked = writer.rules.words is not None and writer.rules.words.with_total
        price_shown = _line(writer.amount(Money(money.amount, money.currency))) in text
        assert (words.replace(" ", "") in text.replace(" ", "")) == (asked and price_shown), where
    for language, words in expected["grand_total_in_words"].items():
        assert Writer(kit.languages[language]).in_words(money) == words


def test_the_finance_head_finds_every_line_and_payment(built: dict[str, Any], kit: Kit) -> None:
    """Line totals, subtotal, discount, tax, totals and instalments, as computed independently."""
    expected = PROPOSALS[built["name"]]
    client = built["name"].partition("/")[0]
    version = built["versions"][READERS[client]["finance"]]
    writer = Writer(kit.languages[version.language])
    amounts = [line["total"] for line in expected["lines"] if line["offered"]]
    amounts += [payment["amount"] for payment in expected["payments"]]
    amounts += [expected[name] for name in ("subtotal", "discount", "vat", "net_total", "grand_total")]
    for text in (version.docx, version.pdf):
        for amount in amounts:
            exact = rounded(Decimal(str(amount)), expected["currency"])
            printed = _line(writer.amount(Money(exact, expected["currency"])))
            assert re.search(rf"(?<![\d.,]){re.escape(printed)}(?![\d])", text), (amount, printed)


def test_only_cases_with_consent_are_named(built: dict[str, Any]) -> None:
    """Of the names of all cases' clients, only those stand anywhere that may be named in a proposal on this day."""
    client = built["name"].partition("/")[0]
    for id in EXPECTED["case_naming_in_proposals"]["not_named"]:
        case = yaml.safe_load((REPOSITORY / "cases" / f"{id}.yaml").read_text(encoding="utf-8"))
        if id == "circuit-boards-pilot" or case["client"].get("ref") == client:
            continue  # the same firm as a case that may be named, or the reader's own
        name = case["client"]["name"]
        for version in built["versions"].values():
            for text in name.values() if isinstance(name, dict) else [name]:
                assert text not in version.docx
                assert text not in version.pdf


def test_words_and_criteria_stay_with_their_owner(built: dict[str, Any]) -> None:
    """A criterion with its target stands in its owner's version and in no other."""
    client = built["name"].partition("/")[0]
    profile = yaml.safe_load((REPOSITORY / "profiles" / "clients" / client / "client.yaml").read_text(encoding="utf-8"))
    checked = 0
    for person in profile["stakeholders"]:
        for concern in person.get("concerns", []):
            for stakeholder, version in built["versions"].items():
                text = concern["text"].get(version.language)
                if stakeholder != person["id"] and text:
                    checked += 1
                    assert text not in version.docx
    assert checked


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two builds in processes of their own, with different hash seeds, time zones and neighbours in the batch."""
    first = {path.name: path.read_bytes() for path in _build("straits-meridian", tmp_path / "a")}
    argv = [sys.executable, "-m", "kamdocs", "proposal", "build", "straits-meridian", "--today", TODAY]
    argv += ["--reader", "finance", "--out", str(tmp_path / "b")]
    env = {"PYTHONHASHSEED": "1", "TZ": "Asia/Seoul", "LANG": "C", "PYTHONPATH": str(REPOSITORY), "HOME": str(tmp_path)}
    subprocess.run(argv, cwd=REPOSITORY, env={**env, "PATH": "/usr/bin:/bin"}, check=True, capture_output=True)
    second = {path.name: path.read_bytes() for path in (tmp_path / "b").rglob("arjun-menon.*")}
    assert sorted(second) == ["arjun-menon.en.docx", "arjun-menon.en.pdf"]
    for name, content in second.items():
        assert hashlib.sha256(content).hexdigest() == hashlib.sha256(first[name]).hexdigest(), name


def _copy_of_example(root: Path) -> Path:
    for name in ("kamdocs.yaml", "profiles", "cases"):
        source = REPOSITORY / name
        shutil.copytree(source, root / name) if source.is_dir() else shutil.copy(source, root / name)
    return root


def test_no_internal_value_changes_a_byte(tmp_path: Path) -> None:
    """Every internal value of the workspace rewritten: the files of the client are the same, byte for byte."""
    root = tmp_path / "changed"
    root.mkdir()
    _copy_of_example(root)
    changed = [_rewrite_internal(path) for path in sorted(root.rglob("*.yaml"))]
    assert sum(changed) > 100
    before = _build("vam-co-foods", tmp_path / "a", "--reader", "director")
    after = _build("vam-co-foods", tmp_path / "b", "--reader", "director", root=root)
    assert [path.read_bytes() for path in before] == [path.read_bytes() for path in after]


def _rewrite_internal(path: Path) -> int:
    """Put other words and figures in the place of each internal text and number; return how many."""
    count, inside, lines = 0, -1, []
    for line in path.read_text(encoding="utf-8").splitlines():
        indent = len(line) - len(line.lstrip())
        if inside >= 0 and line.strip() and indent <= inside:
            inside = -1
        if inside >= 0 and (match := _INTERNAL_LINE.match(line)):
            count += 1
            value = "47" if re.fullmatch(r"[\d.]+", match[2]) else "other words altogether"
            line = match[1] + value
        if line.strip() == "internal:":
            inside = indent
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return count


def test_nothing_is_delivered_where_a_promise_is_broken(tmp_path: Path) -> None:
    """An internal note that found its way into a template: told by its field, and no file of any version appears."""
    _copy_of_example(tmp_path)
    section = tmp_path / "templates" / "proposal" / "sections" / "win-themes.html.j2"
    section.parent.mkdir(parents=True)
    section.write_text("<h2>Why</h2><p>If price is pressed, drop the win library first; keep the coaching days.</p>")
    done = run_kamdocs("proposal", "build", "straits-meridian", "--today", TODAY, cwd=tmp_path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "internal.notes" in done.stderr
    assert "coaching" not in done.stderr
    assert not list((tmp_path / "out").rglob("*.docx"))
    assert not list((tmp_path / "out").rglob("*.pdf"))


EXAMPLES = sorted(
    file
    for file in (REPOSITORY / "examples").rglob("*.docx")
    if file.parent.name != "word"  # no proposals
)


def test_there_are_finished_examples() -> None:
    """One for each reader, in Word and as PDF."""
    assert len(EXAMPLES) == 4
    assert all(path.with_suffix(".pdf").is_file() for path in EXAMPLES)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_finished_example_is_fresh(path: Path) -> None:
    """It says what the goldens say; `tools/examples` makes it anew."""
    golden = REPOSITORY / "tests" / "golden" / path.parent.parent.name / f"{path.stem}.txt"
    assert outline(path) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_finished_example_holds_to_both_standards(path: Path) -> None:
    """PDF/A-2a and PDF/UA-1, as they lie in the repository."""
    assert failed_rules(path.with_suffix(".pdf")) == []
