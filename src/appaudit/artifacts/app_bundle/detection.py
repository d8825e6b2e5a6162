"""Tells app bundles from others by names alone, so that a scan of another kind does not load what reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from appaudit.artifacts.apk.entry_names import FIRST_DEX_NAME, MANIFEST_NAME
from appaudit.artifacts.app_bundle.modules import BASE, MANIFEST_PLACE
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import ArtifactReading, Limits, Stages
from appaudit.errors import ExtractionError, UnreadableArtifactError

_CONFIG_PLACE: Final = "BundleConfig.pb"


class AppBundleReader:
    """Reader of `.aab` files.

    Asked before the readers of SDKs and of bundles of packages: a module may hold class files and packages as assets.
    """

    kind = "app_bundle"
    is_asked_first = True

    def detect(self, path: Path) -> bool:
        """True for a zip archive with the configuration or the base of an app bundle, which is no package itself."""
        try:
            with SafeArchive.open(path) as archive:
                if archive.has(MANIFEST_NAME) or archive.has(FIRST_DEX_NAME):
                    return False
                return archive.has(_CONFIG_PLACE) or archive.has(f"{BASE}/{MANIFEST_PLACE}")
        except (UnreadableArtifactError, ExtractionError):
            return False

    def read(self, path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
        """Read all modules; what cannot be read becomes a gap.

        Raises:
            UnreadableArtifactError: It is no archive, has more entries than allowed, or no module.
        """
        from appaudit.artifacts.app_bundle.reader import read_bundle  # most files are of other kinds

        return read_bundle(path, limits, stages)
