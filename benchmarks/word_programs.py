"""How benchmarks/word_templates.py starts the engines, and has npm install those in JavaScript."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from word_letters import Syntax

_HERE = Path(__file__).resolve().parent
_NODE_PACKAGES = {"docxtemplater": "3.71.0", "pizzip": "3.3.0", "easy-template-x": "7.2.8"}
SYNTAX: dict[str, Syntax] = {
    "kamdocs": "jinja",
    "raw": "jinja",
    "docxtpl": "jinja",
    "docx-mailmerge2": "fields",
    "docxtemplater": "braces",
    "easy-template-x": "braces",
}


class Engine:
    """A process that fills templates when it is told to."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment(), encoding="utf-8"
        )

    def order(self, **what: object) -> dict[str, Any]:
        """Its answer to an order."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        return json.loads(line) if line else {"fault": f"the process of {self.name} ended"}

    def end(self) -> None:
        """Let it come to its end."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def commands_of(node_folder: Path) -> dict[str, list[str]]:
    """How to start each engine that is there; why another is left out is printed."""
    commands = {name: [sys.executable, str(_HERE / "word_engines.py"), name] for name in _named("jinja", "fields")}
    if fault := _own_fault():
        print(f"kamdocs is left out: {fault}\n")
        del commands["kamdocs"]
    if fault := _install(node_folder):
        print(f"docxtemplater and easy-template-x are left out: {fault}\n")
        return commands
    script = str(_HERE / "word_engines.mjs")
    return commands | {name: ["node", script, name, str(node_folder)] for name in _named("braces")}


def _named(*syntaxes: Syntax) -> list[str]:
    return [name for name, syntax in SYNTAX.items() if syntax in syntaxes]


def _own_fault() -> str:
    probe = [sys.executable, "-c", "from kamdocs import WordTemplate"]
    done = subprocess.run(probe, env=_environment(), capture_output=True, encoding="utf-8", check=False)
    return done.stderr.strip().split("\n")[-1]


def _install(folder: Path) -> str:
    """Have npm install the engines unless they are there; say what is in the way."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "Node and npm are not on this machine"
    if _installed(folder) == _NODE_PACKAGES:
        return ""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    packages = [f"{name}@{version}" for name, version in _NODE_PACKAGES.items()]
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact", *packages]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return "" if _installed(folder) == _NODE_PACKAGES else f"npm could not install them:\n{done.stderr}"


def _installed(folder: Path) -> dict[str, str]:
    files = {name: folder / "node_modules" / name / "package.json" for name in _NODE_PACKAGES}
    there = {name: file.read_text(encoding="utf-8") for name, file in files.items() if file.is_file()}
    return {name: json.loads(text)["version"] for name, text in there.items()}


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(_HERE.parent), str(_HERE)))}
