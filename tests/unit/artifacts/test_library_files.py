"""Libraries that name themselves in files of a package."""

from __future__ import annotations

import pytest
from tests.support.apk_builder import Member, zip_bytes

from appaudit.artifacts.apk.library_files import library_facts
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Limits


def found(*members: Member) -> list[tuple[str, str]]:
    facts, gaps = library_facts(SafeArchive(memoryview(zip_bytes(members)), "test.apk", Limits()))
    assert not gaps
    return [(fact.name, fact.version) for fact in facts]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "firebase-analytics.properties",
            "version=21.1.1\nclient=firebase-analytics\nfirebase-analytics_client=21.1.1\n",
            [("com.google.firebase:firebase-analytics", "21.1.1")],
        ),
        (
            "play-services-ads.properties",
            "#Built at night\r\nversion=16.0.4\r\nclient=play-services-ads\r\n",
            [("com.google.android.gms:play-services-ads", "16.0.4")],
        ),
        (
            "fabric/com.crashlytics.sdk.android.crashlytics.properties",
            "# Notice\nfabric-identifier=com.crashlytics.sdk.android:crashlytics\nfabric-version=2.6.6\n",
            [("com.crashlytics.sdk.android:crashlytics", "2.6.6")],
        ),
        (
            "billing.properties",
            "version=4.0.0\nclient=billing\nbilling_client=4.0.0\n",
            [("com.android.billingclient:billing", "4.0.0")],
        ),
        (
            "HMSCore-base.properties",
            "name=HMSCore-base\nversion=6.5.0.300",
            [("com.huawei.hms:base", "6.5.0.300")],
        ),
        (
            "agconnect-core.properties",
            "name=agconnect-core\nversion=1.6.5.300",
            [("com.huawei.agconnect:agconnect-core", "1.6.5.300")],
        ),
        (
            "META-INF/maven/com.example/lark/pom.properties",
            "#Created by Apache Maven 3.0.5\nversion=2.4\ngroupId=com.example\nartifactId=lark\n",
            [("com.example:lark", "2.4")],
        ),
        ("META-INF/com.example.lark_lark-core.version", "1.2.0\n", [("com.example.lark:lark-core", "1.2.0")]),
        (
            "META-INF/lark.properties",
            "Manifest-Version=1.0\nImplementation-Title=com.example#lark;2.1.0\nImplementation-Version=2.1.0\n",
            [("com.example:lark", "2.1.0")],
        ),
        ("META-INF/lark.properties", "Implementation-Title=lark;2.1.0\nImplementation-Version=2.1.0\n", []),
        ("META-INF/lark.properties", "Implementation-Title=com.example#lark;working@host\n", []),
        # Part of a coordinate, no version but what a build meant to write, a name that is none, and one of many parts.
        ("META-INF/maven/com.example/lark/pom.properties", "version=2.4\nartifactId=lark\n", []),
        ("META-INF/maven/com.example/lark/pom.properties", "version=${v}\ngroupId=com.example\nartifactId=lark\n", []),
        ("META-INF/com.example.lark_lark-core.version", "task ':lark:writeVersionFile' property 'version'", []),
        ("META-INF/lark_core.version", "1.2.0", []),
        ("META-INF/androidx.lark_lark.version", "1.2.0", []),
        # Words that everybody uses.
        ("billing.properties", "version=4.0.0\nclient=billing\n", []),
        ("lark.properties", "version=4.0.0\nclient=lark\nlark_client=4.0.0\n", []),
        ("base.properties", "name=base\nversion=6.5.0.300\n", []),
        # Files of the app itself, in other folders, without a version, or of nobody's library.
        ("config.properties", "version=2.0.0\nclient=lark\n", []),
        ("assets/firebase-analytics.properties", "version=21.1.1\nclient=firebase-analytics\n", []),
        ("firebase-analytics.properties", "version=${version}\nclient=firebase-analytics\n", []),
        ("firebase-analytics.properties", "client=firebase-analytics\n", []),
        ("fabric/lark.properties", "fabric-identifier=lark\nfabric-version=1.0.0\n", []),
    ],
)
def test_a_file_names_library_and_version(name, text, expected):
    assert found(Member(name, text.encode())) == expected


def test_a_file_that_cannot_be_read_is_a_gap():
    damaged = bytearray(
        zip_bytes([Member("firebase-perf.properties", b"version=1.0.0\nclient=firebase-perf\n" * 40, deflate=True)])
    )
    at = bytes(damaged).index(b"firebase-perf.properties") + len("firebase-perf.properties")
    damaged[at : at + 8] = b"\xff" * 8
    facts, gaps = library_facts(SafeArchive(memoryview(bytes(damaged)), "test.apk", Limits()))
    assert not facts
    assert [(gap.kind, gap.part) for gap in gaps] == [("dependency", "firebase-perf.properties")]
