"""Android packages (`.apk`)."""

from appaudit.artifacts.apk.detection import ApkReader
from appaudit.artifacts.base import ArtifactReader

READER: ArtifactReader = ApkReader()
