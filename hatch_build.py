"""The readme and the addresses of a release, from where it is published.

A package index shows the readme without the files beside it, and a fork is published elsewhere: the address of the
repository is given when a release is built, as RELEASE_REPOSITORY (https://host/owner/appaudit). Pictures and links
then lead to the tag of the version; without it pictures are left out, and links stay as they are.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_PICTURE = re.compile(r"!\[([^\]]*)\]\((?!https?:)([^)]+)\)")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)")


class CustomMetadataHook(MetadataHookInterface):
    """Fills in `readme` and `urls`."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set both; everything else is in pyproject.toml."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        repository = os.environ.get("RELEASE_REPOSITORY", "").rstrip("/")
        metadata["readme"] = {"content-type": "text/markdown", "text": readme(text, repository, metadata["version"])}
        metadata["urls"] = addresses(repository) if repository else {}


def readme(text: str, repository: str, version: str) -> str:
    """The readme as an index can show it."""
    if not repository:
        return re.sub(r"\n{3,}", "\n\n", _PICTURE.sub("", text))
    text = _PICTURE.sub(rf"![\1]({repository}/raw/v{version}/\2)", text)
    return _LINK.sub(lambda link: f"[{link[1]}]({repository}/blob/v{version}/{link[2]}{link[3] or ''})", text)


def addresses(repository: str) -> dict[str, str]:
    """Where things are, by names that an index knows.

    https://packaging.python.org/en/latest/specifications/well-known-project-urls/ (checked 2026-11-27)
    """
    return {
        "Source": repository,
        "Documentation": f"{repository}/tree/main/docs",
        "Changelog": f"{repository}/blob/main/CHANGELOG.md",
        "Issues": f"{repository}/issues",
    }
