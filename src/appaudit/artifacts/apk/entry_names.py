"""The entries that an Android package is known by."""

from __future__ import annotations

from typing import Final

KIND: Final = "apk"
MANIFEST_NAME: Final = "AndroidManifest.xml"
FIRST_DEX_NAME: Final = "classes.dex"
