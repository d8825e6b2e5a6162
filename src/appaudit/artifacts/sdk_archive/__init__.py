"""SDKs as their vendors deliver them (`.aar`, `.jar`), before they are built into an app."""

from appaudit.artifacts.base import ArtifactReader
from appaudit.artifacts.sdk_archive.reader import SdkArchiveReader

READER: ArtifactReader = SdkArchiveReader()
