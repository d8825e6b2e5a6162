"""Android packages (`.apk`)."""

from appaudit.artifacts.apk.reader import ApkReader
from appaudit.artifacts.base import ArtifactReader

READER: ArtifactReader = ApkReader()
