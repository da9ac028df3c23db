"""The JSON Schemas that editors check files by."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support import REPOSITORY

from kamdocs.load import load_workspace
from kamdocs.model.kinds import KINDS
from kamdocs.model.schema import DIALECT, MODELS, schemas

SCHEMAS = REPOSITORY / "schemas"


def test_the_committed_schemas_are_those_of_the_models() -> None:
    """`kamdocs schema --out schemas` writes them anew."""
    wanted = {
        f"{name}.schema.json": json.dumps(s, ensure_ascii=False, indent=2) + "\n" for name, s in schemas().items()
    }
    assert {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.iterdir()} == wanted


def test_every_kind_of_file_has_a_schema() -> None:
    """Of the same model that reads it."""
    assert KINDS.items() <= MODELS.items()
    assert {schema["$schema"] for schema in schemas().values()} == {DIALECT}


def records(schema: Any) -> Iterator[dict[str, Any]]:
    """Every description of a mapping with keys of its own in `schema`."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for value in schema.values():
            yield from records(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from records(item)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_key_is_explained(name: str) -> None:
    """Editors show it beside the key; `internal:` may stand in every mapping."""
    schema = schemas()[name]
    found = list(records(schema))
    assert found
    for record in found:
        assert "internal" in record["properties"]
        for key, value in record["properties"].items():
            meant = schema["$defs"][Path(value["$ref"]).name] if "$ref" in value else {}
            assert value.get("description") or meant.get("description"), f"{name}: {key}"


def test_the_schema_knows_what_the_models_demand() -> None:
    """Bounds, choices, dates, required keys, and text as editors read it."""
    stakeholder = schemas()["client"]["$defs"]["Stakeholder"]
    assert stakeholder["required"] == ["id", "name", "title", "reader", "role"]
    assert stakeholder["additionalProperties"] is False
    assert stakeholder["properties"]["role"]["enum"] == ["decides", "approves", "influences", "uses", "guards"]
    assert stakeholder["properties"]["phone"]["anyOf"][0]["type"] == ["string", "number", "boolean"]
    weight = schemas()["client"]["$defs"]["Criterion"]["properties"]["weight"]
    assert (weight["type"], weight["minimum"], weight["maximum"]) == ("integer", 1, 5)
    rate = schemas()["proposal"]["$defs"]["Vat"]["properties"]["rate"]
    assert (rate["type"], rate["minimum"], rate["maximum"]) == ("number", 0, 100)
    assert schemas()["visit"]["properties"]["date"]["format"] == "date"


def test_every_file_of_the_example_names_its_schema() -> None:
    """On its first line, by a path that leads there."""
    workspace, _ = load_workspace(REPOSITORY, today=date(2026, 11, 23))
    assert len(workspace.files) > 30
    for file in workspace.files:
        first = (REPOSITORY / file).read_text(encoding="utf-8").split("\n")[0]
        mark, _, path = first.partition("$schema=")
        assert mark == "# yaml-language-server: ", file
        target = Path(os.path.normpath(REPOSITORY / file.parent / path))
        assert target.is_file()
        assert target.parent == SCHEMAS
