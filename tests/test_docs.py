"""What the documents say is so: commands run, help is the real help, links lead somewhere, examples build."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support import REPOSITORY, MakeWorkspace, call_kamdocs

from kamdocs.model.rules import RULES

DOCUMENTS = [
    path
    for path in (
        *(REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "benchmarks/README.md")),
        *sorted((REPOSITORY / "docs").rglob("*.md")),
    )
    if path.is_file()
]
PROPOSALS = sorted((REPOSITORY / "profiles" / "clients").glob("*/proposals/*.yaml"))
LANGUAGES = {"sh", "console"}


@dataclass(frozen=True, slots=True)
class Command:
    """One command line in a document, and the lines that are shown as its output."""

    document: str
    line: int
    words: tuple[str, ...]
    output: str


def commands_in(document: str, text: str) -> Iterator[Command]:
    """The command lines of all `sh` and `console` blocks; in a `console` block they begin with `$ `."""
    for block in re.finditer(r"^```(\w+)\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE):
        language, body = block.groups()
        first = text[: block.start(2)].count("\n") + 1
        if language in LANGUAGES:
            yield from _commands(document, first, body, prompt="$ " if language == "console" else "")


def _commands(document: str, first: int, body: str, *, prompt: str) -> Iterator[Command]:
    lines = body.replace("\\\n", " ").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith(prompt) and line.strip()]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        words = tuple(shlex.split(lines[start].removeprefix(prompt), comments=True))
        if words:
            yield Command(document, first + start, words, "\n".join(lines[start + 1 : end]).strip())


COMMANDS = [
    command
    for path in DOCUMENTS
    for command in commands_in(path.relative_to(REPOSITORY).as_posix(), path.read_text(encoding="utf-8"))
]
"""Every command line in the documents."""


def _named(command: Command) -> str:
    return f"{command.document}:{command.line}"


def test_the_documents_show_commands() -> None:
    """The tests below have something to test."""
    assert DOCUMENTS
    assert PROPOSALS
    assert any(command.words[0] == "kamdocs" for command in COMMANDS)
    assert any(command.words[0] == "make" for command in COMMANDS)


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.words[0] == "kamdocs"], ids=_named)
def test_every_kamdocs_command_is_one(command: Command) -> None:
    """Each command and option in a document stands in the help of that command."""
    assert wrong_words(command.words[1:]) == []


def wrong_words(words: Iterable[str]) -> list[str]:
    """Words that name neither a command nor an option of the command they stand after."""
    path: list[str] = []
    for word in words:
        if word.startswith("-") or call_kamdocs(*path, word, "--help", cwd=REPOSITORY).exit_code:
            break
        path.append(word)
    help = call_kamdocs(*path, "--help", cwd=REPOSITORY).stdout
    options = [word.partition("=")[0] for word in words if word.startswith("-") and word != "--"]
    wrong = [option for option in options if not re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", help)]
    return wrong if path or options else list(words)


@pytest.mark.parametrize("document", sorted({c.document for c in COMMANDS if c.words[0] == "kamdocs"}))
def test_the_commands_of_a_document_work(document: str, workspace: MakeWorkspace) -> None:
    """One after another, in a workspace like the repository's, `cd` included; `<id>` and the like are left out."""
    here = workspace(base="example")
    ran = 0
    for command in (command for command in COMMANDS if command.document == document):
        if command.words[0] == "cd":
            here /= command.words[1]
        elif command.words[0] == "kamdocs" and not any(word.startswith("<") for word in command.words):
            done = call_kamdocs(*command.words[1:], *_quicker(command), cwd=here)
            assert done.exit_code == 0, (_named(command), done.stderr)
            ran += 1
    assert ran


def _quicker(command: Command) -> tuple[str, ...]:
    """Options that make a build quicker which stands in a document before too, where it makes every format."""
    if command.words[1:3] != ("proposal", "build") or "--format" in command.words:
        return ()
    same = (other for other in COMMANDS if _without_out(other.words) == _without_out(command.words))
    return () if next(same).document == command.document else ("--format", "html")


def _without_out(words: tuple[str, ...]) -> tuple[str, ...]:
    at = words.index("--out") if "--out" in words else len(words)
    return words[:at] + words[at + 2 :]


def test_a_build_that_several_documents_show_makes_every_format_once() -> None:
    """In the first of them; what only one shows, what names its formats and what is no build run as they stand."""
    plain = ("kamdocs", "proposal", "build", "saeon-electronics", "--today", "2026-11-23")
    shown = [command for command in COMMANDS if _without_out(command.words) == plain]
    assert len({command.document for command in shown}) == len(shown) > 1
    assert [_quicker(command) for command in shown] == [(), *[("--format", "html")] * (len(shown) - 1)]
    quicker = [command for command in COMMANDS if _quicker(command)]
    assert {command.words[1:3] for command in quicker} == {("proposal", "build")}
    assert not any("--format" in command.words for command in quicker)
    whole = {_without_out(command.words) for command in COMMANDS if not _quicker(command)}
    assert {_without_out(command.words) for command in quicker} <= whole


def test_a_wrong_command_and_a_wrong_option_are_caught() -> None:
    """The check above sees both."""
    assert wrong_words(("propsal", "build", "x")) == ["propsal", "build", "x"]
    assert wrong_words(("proposal", "build", "x", "--fromat", "pdf")) == ["--fromat"]
    assert wrong_words(("proposal", "build", "x", "--format", "pdf")) == []


@pytest.mark.parametrize("command", [c for c in COMMANDS if "--help" in c.words and c.output], ids=_named)
def test_help_in_a_document_is_the_real_help(command: Command) -> None:
    """A help text that is quoted is quoted to the letter."""
    assert command.output == call_kamdocs(*command.words[1:], cwd=REPOSITORY).stdout.strip()


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.words[0] == "make"], ids=_named)
def test_every_make_target_is_one(command: Command) -> None:
    """A target that a document names stands in the Makefile."""
    targets = re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert "demo" in targets
    assert {word for word in command.words[1:] if "=" not in word} <= set(targets)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    """Relative links lead to a file, and their anchors to a heading there."""
    assert lost_links(document.read_text(encoding="utf-8"), document) == []


def lost_links(text: str, document: Path) -> list[str]:
    """The links in `text`, which stands in `document`, that lead to no file or to no heading."""
    lost = list[str]()
    for link in re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)\)", _without_code(text)):
        file, _, anchor = link.partition("#")
        target = document.parent / file if file else document
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            lost.append(link)
    return lost


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives the headings of a document: small letters, hyphens for spaces, no other signs; a
    number is added to one that there was before."""
    found = dict[str, int]()
    for heading in re.findall(r"^#+ +(.*?) *#*$", _without_code(text), flags=re.MULTILINE):
        words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).lower()
        slug = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        found[slug] = found.get(slug, -1) + 1
        if found[slug]:
            found[f"{slug}-{found[slug]}"] = 0
    return {*found, *re.findall(r'<a (?:id|name)="([^"]+)"', text)}


def _without_code(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def test_a_link_that_leads_nowhere_is_caught() -> None:
    """The check above sees a file that is not there, and a heading that is not there, here and elsewhere."""
    here = REPOSITORY / "docs" / "sales-operations.md"
    links = "[a](#one-thing-ab-it) [b](#two-1) [c](#three) [d](none.md) [e](vocabulary.md#x)"
    text = f"# One thing: `a.b`, *it*\n## Two\n## Two\n{links}"
    own = {"one-thing-ab-it", "two", "two-1"}
    assert anchors(text) == own
    assert [link for link in lost_links(text, here) if link[1:] not in own] == ["#three", "none.md", "vocabulary.md#x"]


@pytest.mark.parametrize("proposal", PROPOSALS, ids=lambda path: path.stem)
def test_every_example_proposal_builds(proposal: Path, workspace: MakeWorkspace) -> None:
    """The folder parametrises the test: a new example is tested because it is there."""
    root = workspace(base="example")
    name = f"{proposal.parent.parent.name}/{proposal.stem}"
    result = call_kamdocs("proposal", "build", name, "--format", "html", "--today", "2026-11-23", cwd=root)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()


def test_every_check_that_a_house_may_set_is_listed() -> None:
    """In the guide for CI, with what it finds and how grave that is; and no other is."""
    text = (REPOSITORY / "docs" / "ci.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.* \| \w+) \|$", text, flags=re.MULTILINE))
    assert list(rows) == list(RULES)
    for id, rule in RULES.items():
        assert rows[id].startswith(rule.finds)
        assert rows[id].endswith(f" | {rule.severity}")


WORD_GUIDE = REPOSITORY / "docs" / "word-templates.md"


def python_in(text: str) -> list[str]:
    """The examples in Python of a document."""
    return re.findall(r"^```python\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)


def test_the_python_of_the_guide_for_word_templates_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the example template; it writes documents and a copy with comments."""
    for file in (REPOSITORY / "docs" / "word-templates").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    examples = python_in(WORD_GUIDE.read_text(encoding="utf-8"))
    for example in examples:
        exec(compile(example, str(WORD_GUIDE), "exec"), {})
    assert len(examples) == 2
    assert {"one.docx", "letter-1.docx", "letter-2.docx", "noted.docx"} <= {file.name for file in tmp_path.iterdir()}


def test_every_filter_and_method_of_word_templates_is_listed() -> None:
    """In the guide, but those that are for the records of a workspace, and `e`; and no other is."""
    from kamdocs.render.address import ADDRESS_FILTERS
    from kamdocs.render.filters import FILTERS, JINJA_FILTERS
    from kamdocs.render.word.filters import word_filters
    from kamdocs.render.word.methods import names_of

    text = WORD_GUIDE.read_text(encoding="utf-8")
    listed = _first_cells(text, "### Filters", "Tests are those")
    real = {*FILTERS, *JINJA_FILTERS, *word_filters(Near())} - {*ADDRESS_FILTERS, "e", "escape"}
    assert listed == real
    methods = _first_cells(
        text.replace("| a text | ", "| ").replace("| a record | ", "| "), "| of | methods", "A date without"
    )
    assert methods >= names_of("text") | names_of("record")


class Near:
    """Files that no test reads."""

    def read(self, name: str) -> bytes:
        """None."""
        raise FileNotFoundError(name)

    word_file = other = read  # type: ignore[assignment]  # they read nothing either


def _first_cells(text: str, start: str, end: str) -> set[str]:
    """The names in backticks at the beginning of each row of the tables between two lines."""
    rows = text[text.index(start) : text.index(end)].splitlines()
    cells = [row.split(" | ")[0] for row in rows if row.startswith("| `")]
    return {name for cell in cells for name in re.findall(r"`(\w+)[`(]", cell)}
