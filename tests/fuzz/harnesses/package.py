"""Whole artifacts of every kind: packages, bundles, apps of HarmonyOS, SDK archives."""

from __future__ import annotations

from tests.fuzz.files import as_file
from tests.hostile import mutations
from tests.hostile.seeds import apk, bundle, harmony, sdk_archive

from appaudit.artifacts import open_artifact
from appaudit.artifacts.base import Limits
from appaudit.errors import ReaderFaultError, UnreadableArtifactError

LIMITS = Limits(entries=500, entry_bytes=1 << 18, total_bytes=1 << 20, nested_bytes=1 << 18, text_bytes=1 << 16)
mutate = mutations.mutate_package


def seeds() -> list[bytes]:
    return [apk.content(), bundle.content(), harmony.content(), sdk_archive.content()]


def fuzz(data: bytes) -> None:
    try:
        reading = open_artifact(as_file(data, "x.apk"), limits=LIMITS)
    except ReaderFaultError:
        raise  # what a reader did not foresee
    except UnreadableArtifactError:
        return
    assert reading.facts or reading.gaps or reading.contents.class_archives  # classes are read later
