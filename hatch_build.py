"""What a wheel carries beside the code: templates, schemas, readers and the example workspace."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedFiles(BuildHookInterface[Any]):
    """Adds the folders named under `shipped` in pyproject.toml to a wheel, and to nothing else.

    Why: hatchling's own `force-include` copies them into an editable install as well, where they would grow stale.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders, unless `version` is that of an editable install."""
        if version == "standard":
            build_data["force_include"].update(self.config["shipped"])
