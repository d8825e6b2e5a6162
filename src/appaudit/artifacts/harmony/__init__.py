"""HarmonyOS packages: HAP and HSP modules, apps that hold several, and HAR archives of libraries."""

from __future__ import annotations

from appaudit.artifacts.base import ArtifactReader
from appaudit.artifacts.harmony.detection import HarmonyReader

READER: ArtifactReader = HarmonyReader()
