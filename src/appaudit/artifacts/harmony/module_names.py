"""How modules of HarmonyOS are named, in packages and in themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from appaudit.artifacts.archive import SafeArchive

MODULE_NAME: Final = "module.json"
OLD_MODULE_NAME: Final = "config.json"
#: What modules in an app are called by.
_MODULES: Final = (".hap", ".hsp")


def modules_of(archive: SafeArchive) -> Sequence[str]:
    """The entries that are modules, where an archive is an app of several."""
    return [name for name in archive.names() if name.lower().endswith(_MODULES) and "/" not in name]
