"""Apps that come as several packages in one file (`.apks`, `.xapk`, `.apkm`), read as one app."""

from appaudit.artifacts.base import ArtifactReader
from appaudit.artifacts.bundle.reader import BundleReader

READER: ArtifactReader = BundleReader()
