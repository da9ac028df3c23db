"""What the code promises about itself. Each rule is also seen to catch a planted fault."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from support import REPOSITORY, RUN, gate

PACKAGE = REPOSITORY / "kamdocs"
STAGES = ("load", "tailor", "render", "write", "verify")
SHARED = ("errors", "model", "rules", "word", "_version")
HEAVY = {
    "weasyprint",
    "docx",
    "pydantic",
    "jinja2",
    "babel",
    "holidays",
    "lxml",
    "markdown_it",
    "pypdfium2",
    "fontTools",
}
ONE_MODULE_ONLY = {"weasyprint": ("kamdocs.write.pdf_layout", "kamdocs.write.pdf_library", "kamdocs.write.reuse")}
ENVIRONMENTS = {"Environment", "NativeEnvironment", "SandboxedEnvironment", "ImmutableSandboxedEnvironment"}
MODULE_LINES, FUNCTION_LINES = 400, 60

Modules = Mapping[str, ast.Module]
"""Module names and what they hold."""


def read_package(folder: Path) -> dict[str, ast.Module]:
    """All modules of the package `folder`, by their dotted names."""
    files = sorted(folder.rglob("*.py"))
    assert files, f"no modules in {folder}"
    return {_dotted(file.relative_to(folder.parent)): ast.parse(file.read_bytes()) for file in files}


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(tree: ast.Module) -> Iterator[str]:
    """Each name that is imported anywhere in `tree`, functions included; `from a import b` gives `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def names_called(tree: ast.Module) -> Iterator[str]:
    """What is called in `tree`, as it is written: `date.today`, `Environment`."""
    return (ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))


def strays(modules: Modules) -> list[str]:
    """Imports by which a stage, or what the stages share, reaches into what is not its own."""
    return [
        f"{name} imports {target}"
        for name, tree in modules.items()
        if (part := _part(name)) in {*STAGES, *SHARED}
        for target in imports_of(tree)
        if target.split(".")[0] == "kamdocs" and _part(target) not in {part, *SHARED}
    ]


def _part(name: str) -> str:
    return name.partition(".")[2].partition(".")[0]


def cycles(modules: Modules) -> list[list[str]]:
    """Modules that import each other, directly or by way of others."""
    graph = {name: {_module_of(target, modules) for target in imports_of(tree)} for name, tree in modules.items()}
    return [path for name in graph if (path := _way_back(name, graph))]


def _module_of(target: str, modules: Modules) -> str:
    return target if target in modules else target.rpartition(".")[0]


def _way_back(start: str, graph: Mapping[str, set[str]]) -> list[str]:
    ways: list[list[str]] = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for following in graph.get(way[-1], set()) - seen:
            if following == start:
                return way
            seen.add(following)
            ways.append([*way, following])
    return []


def clocks(modules: Modules) -> list[str]:
    """Places that ask what day or time it is."""
    return [
        f"{name}: {call}"
        for name, tree in modules.items()
        for call in names_called(tree)
        if re.search(r"\b(date|datetime)\.(today|now|utcnow)$", call)
    ]


def wrong_users(modules: Modules) -> list[str]:
    """Modules that import a library that is another's business."""
    return [
        f"{name} imports {target}"
        for name, tree in modules.items()
        for target in imports_of(tree)
        if not any(f"{name}.".startswith(f"{user}.") for user in ONE_MODULE_ONLY.get(target.split(".")[0], (name,)))
    ]


def jinja_environments(modules: Modules) -> list[str]:
    """Places that construct a Jinja environment, a class made from one, or one of a class that they are given."""
    classes = {"Template", *ENVIRONMENTS} | {
        node.name
        for tree in modules.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).split(".")[-1] in ENVIRONMENTS for base in node.bases)
    }
    return [
        f"{name}: {call}"
        for name, tree in modules.items()
        if any(target.split(".")[0] == "jinja2" for target in imports_of(tree)) or "render" in name
        for call in names_called(tree)
        if _constructs(call, tree, classes)
    ]


def _constructs(call: str, tree: ast.Module, classes: set[str]) -> bool:
    """Whether `call` makes one of `classes`, or of a class that a function is given as `type[…]`."""
    given = {
        argument.arg
        for node in ast.walk(tree)
        if isinstance(node, ast.arg) and (argument := node).annotation is not None
        if ast.unparse(argument.annotation).startswith("type[")  # type: ignore[arg-type]  # asked
    }
    ours = {"Template"} if "kamdocs.model.kit.Template" in imports_of(tree) else set()
    return call.split(".")[-1] in (classes | given) - ours


def too_long(folder: Path) -> list[str]:
    """Modules and functions of `folder` beyond the limits; the aim is 300 and 25."""
    found = []
    for file in sorted(folder.rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        if (count := len(source.splitlines())) > MODULE_LINES:
            found.append(f"{file.name}: {count} lines")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    found.append(f"{file.name}: {node.name}: {length} lines")
    return found


def wrong_exports(package: str, tree: ast.Module) -> set[str]:
    """Names that are public in `package` but not in its `__all__`, and names that only stand there.

    Public is what is defined there, and what is imported from the modules of the package and not used there.
    """
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    imported, defined, listed = set(), set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith(f"{package}."):
            imported |= {alias.asname or alias.name for alias in node.names}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            defined.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            names = {
                ast.unparse(target) for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            }
            defined |= names
            if "__all__" in names:
                listed = set(ast.literal_eval(node.value))
    wrong = (defined - listed) | (imported - used - listed) | (listed - defined - imported)
    return {name for name in wrong if not name.startswith("_")}


def loaded_by(code: str) -> set[str]:
    """Top-level names of all modules that are loaded after `code`, run in a process of its own."""
    probe = f"import sys; sys.argv = ['kamdocs', '--help']\ntry:\n    {code}\nexcept SystemExit:\n    pass\n"
    done = subprocess.run(
        [sys.executable, "-c", probe + "print('loaded:', *sorted({name.split('.')[0] for name in sys.modules}))"],
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stdout.rpartition("loaded:")[2].split())


def unfit_lines(files: Iterable[Path]) -> list[str]:
    """Lines that hold a path of somebody's machine or a note on work not done."""
    unfit = re.compile(r"(?<![\w.~/])/(?:home|Users|root|work)/\w|\b(?:TO[D]O|FIX[M]E|XX[X])\b")
    return [
        f"{file.relative_to(REPOSITORY) if file.is_relative_to(REPOSITORY) else file.name}:{number}: {line.strip()}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if unfit.search(line)
    ]


def tracked_files() -> list[Path]:
    """The files that git tracks, without pictures and documents."""
    command = [gate("git"), "-c", "safe.directory=*", "ls-files", "-z"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        pytest.skip("this is no git checkout")
    paths = [REPOSITORY / name for name in done.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and path.suffix not in {".png", ".jpg", ".docx", ".pdf", ".xlsx"}]


@pytest.fixture(scope="module")
def modules() -> dict[str, ast.Module]:
    """The modules of kamdocs."""
    return read_package(PACKAGE)


def planted(**sources: str) -> dict[str, ast.Module]:
    """A package of few lines: `load__a="import x"` is the module `kamdocs.load.a`."""
    return {f"kamdocs.{name.replace('__', '.')}": ast.parse(source) for name, source in sources.items()}


def test_a_stage_imports_only_its_own_and_what_all_share(modules: Modules) -> None:
    """No stage knows another one, and nothing shared knows a stage."""
    assert all((PACKAGE / stage).is_dir() for stage in STAGES)
    assert strays(modules) == []


@pytest.mark.parametrize(
    "source",
    [
        "from kamdocs.load.files import x",
        "import kamdocs.load",
        "def f():\n    from kamdocs import load",
        "import kamdocs",
    ],
)
def test_a_stage_that_reaches_into_another_is_caught(source: str) -> None:
    """However the import is written and wherever it stands."""
    assert len(strays(planted(render__a=source))) == 1
    assert len(strays(planted(rules__a=source))) == 1
    assert strays(planted(render__a="from kamdocs.render import b\nfrom kamdocs.model import c\nimport json")) == []


def test_no_module_imports_itself_by_way_of_others(modules: Modules) -> None:
    """The import graph has no cycle."""
    assert cycles(modules) == []


def test_an_import_cycle_is_caught() -> None:
    """A cycle over three modules is seen from each of them."""
    ring = planted(a="from kamdocs.b import x", b="from kamdocs import c", c="def f():\n    import kamdocs.a")
    assert len(cycles(ring)) == 3
    assert cycles(planted(a="from kamdocs import b", b="from kamdocs import c", c="")) == []


def test_help_loads_nothing_heavy() -> None:
    """`kamdocs --help` answers at once because no library of a stage is imported for it."""
    assert loaded_by(RUN) & HEAVY == set()


def test_a_heavy_import_is_caught() -> None:
    """The probe sees a library that is imported before the help is printed."""
    assert loaded_by(f"import lxml; {RUN}") & HEAVY == {"lxml"}


def test_the_day_is_asked_for_once(modules: Modules) -> None:
    """`today` is an argument everywhere but at the command line."""
    assert [place.split(":")[0].split(".")[1] for place in clocks(modules)] == ["cli"]


@pytest.mark.parametrize("source", ["date.today()", "datetime.now(UTC)", "x = datetime.datetime.utcnow()"])
def test_a_second_clock_is_caught(source: str) -> None:
    """Each way to ask the clock is seen."""
    assert len(clocks(planted(tailor__a=source))) == 1


def test_a_library_with_one_user_has_no_other(modules: Modules) -> None:
    """Only write/pdf_layout.py knows WeasyPrint."""
    assert {user for users in ONE_MODULE_ONLY.values() for user in users} <= set(modules)
    assert wrong_users(modules) == []


def test_a_second_user_of_a_library_is_caught() -> None:
    """An import inside a function counts."""
    assert len(wrong_users(planted(verify__a="def f():\n    from weasyprint.text.fonts import x"))) == 1


def test_one_place_makes_the_jinja_environment(modules: Modules) -> None:
    """One environment means one sandbox, one strictness and one escaping."""
    assert len(jinja_environments(modules)) == 1, jinja_environments(modules)


@pytest.mark.parametrize(
    "source", ["jinja2.Environment()", "Template('x')", "class Loose(SandboxedEnvironment): ...\nLoose()"]
)
def test_a_second_jinja_environment_is_caught(source: str) -> None:
    """A class made from an environment counts, and so does a bare template."""
    assert len(jinja_environments(planted(write__a=f"import jinja2\n{source}"))) == 1


def test_what_a_package_lists_is_what_it_has(modules: Modules) -> None:
    """`__all__` is neither short nor long, and each name in it can be had."""
    packages = {name for name in modules if (PACKAGE.parent.joinpath(*name.split(".")) / "__init__.py").is_file()}
    public = [name for name in packages if "__all__" in ast.unparse(modules[name])]
    assert "kamdocs" in public
    for name in public:
        assert wrong_exports(name, modules[name]) == set(), name
        package = importlib.import_module(name)
        assert [word for word in package.__all__ if not hasattr(package, word)] == []


def test_a_forgotten_and_a_stale_export_are_caught() -> None:
    """A public name outside `__all__` is told, and so is one that only stands in it."""
    source = (
        "__all__ = ['kept', 'gone']\nfrom kamdocs.a.b import kept, forgotten, needed\nimport re\n"
        "def _own(): return needed()\nLOST = 1"
    )
    assert wrong_exports("kamdocs.a", ast.parse(source)) == {"gone", "forgotten", "LOST"}


def test_nothing_is_longer_than_it_may_be() -> None:
    """The hard limits; the aim is lower."""
    assert too_long(PACKAGE) == []


def test_a_module_and_a_function_too_long_are_caught(tmp_path: Path) -> None:
    """Lines are counted with their docstrings and comments."""
    (tmp_path / "a.py").write_text("def f() -> None:\n" + "    pass\n" * FUNCTION_LINES + "\n" * MODULE_LINES)
    assert too_long(tmp_path) == ["a.py: 461 lines", "a.py: f: 61 lines"]


def test_no_file_holds_a_path_of_a_machine_or_a_note_on_work_not_done() -> None:
    """The checkout is the same for everybody, and finished."""
    files = tracked_files()
    assert files
    assert unfit_lines(files) == []


@pytest.mark.parametrize("line", ["root = '/ho|me/kim/x'", "# TO|DO: later", "see /wo|rk/notes.md"])
def test_a_path_or_a_note_is_caught(line: str, tmp_path: Path) -> None:
    """Each pattern matches what it is for, and a web address is none."""
    line = line.replace("|", "")  # so that this file does not match
    (tmp_path / "a.py").write_text(f"# https://x.example/home/page\n{line}\n")
    assert unfit_lines([tmp_path / "a.py"]) == [f"a.py:2: {line}"]
