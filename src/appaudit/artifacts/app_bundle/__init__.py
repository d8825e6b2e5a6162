"""Android App Bundles (`.aab`): what a build uploads to a store, which makes the packages of devices of it.

Not to be taken for `artifacts.bundle`, which reads files of packages that are made already (`.apks`, `.xapk`).
"""

from appaudit.artifacts.app_bundle.detection import AppBundleReader
from appaudit.artifacts.base import ArtifactReader

READER: ArtifactReader = AppBundleReader()
