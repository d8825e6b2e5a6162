"""Dependency lists: what Gradle prints, build files, CycloneDX and SPDX."""

from __future__ import annotations

import json

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list
from appaudit.sdk_list.matching import SdkNames, match_names

CATALOG = {
    "alpha-push": SdkNames(
        id="alpha-push",
        names=("甲推送",),
        prefixes=("com.alpha.push",),
        category="push",
        maven=("com.alpha.sdk:push*",),
    ),
    "alpha-count": SdkNames(
        id="alpha-count",
        names=("甲统计",),
        prefixes=("com.alpha.count",),
        category="analytics",
        maven=("com.alpha.sdk:count",),
    ),
    "okhttp": SdkNames(
        id="okhttp", names=("OkHttp",), prefixes=("okhttp3", "com.squareup.okhttp3"), category="library"
    ),
}

GRADLE = r"""
> Task :app:dependencies

releaseRuntimeClasspath - Runtime classpath of compilation 'release'.
+--- com.alpha.sdk:push:3.1.0 -> 3.2.0
|    +--- com.alpha.sdk:push-core:1.0
|    \--- com.squareup.okhttp3:okhttp:4.9.0 -> 4.12.0 (*)
+--- project :common
|    \--- com.alpha.sdk:count:{strictly 2.0} -> 2.0 (c)
+--- com.alpha.sdk:push:3.2.0 (*)
\--- org.unknown:thing:1.0 FAILED

(*) - dependencies omitted (listed previously)
"""

BUILD = """
dependencies {
    implementation 'com.alpha.sdk:push:3.2.0'
    releaseImplementation("com.alpha.sdk:count:2.0@aar")
    testImplementation project(':common')
}
"""

COMPONENTS = [
    {"type": "library", "group": "com.alpha.sdk", "name": "push", "version": "3.2.0", "supplier": {"name": "甲公司"}},
    {"name": "count", "purl": "pkg:maven/com.alpha.sdk/count@2.0?type=aar", "components": [{"name": "inner"}]},
    {"version": "1"},
]
CYCLONEDX_XML = """<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1"><components>
  <component type="library"><group>com.alpha.sdk</group><name>push</name><version>3.2.0</version></component>
  <component type="library"><name>count</name><purl>pkg:maven/com.alpha.sdk/count@2.0</purl></component>
</components></bom>"""
SPDX = {
    "spdxVersion": "SPDX-2.3",
    "packages": [
        {
            "name": "push",
            "versionInfo": "3.2.0",
            "supplier": "Organization: 甲公司",
            "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:maven/com.alpha.sdk/push@3.2.0"}],
        },
        {"name": "甲统计", "supplier": "NOASSERTION"},
    ],
}
SPDX_TAGS = """SPDXVersion: SPDX-2.3
DocumentName: app
PackageName: push
PackageVersion: 3.2.0
PackageSupplier: Organization: 甲公司
ExternalRef: PACKAGE-MANAGER purl pkg:maven/com.alpha.sdk/push@3.2.0

PackageName: 甲统计
PackageSupplier: NOASSERTION
"""
SPDX_3 = {
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [
        {"type": "SpdxDocument", "name": "app"},
        {"type": "software_Package", "name": "push", "software_packageUrl": "pkg:maven/com.alpha.sdk/push@3.2.0"},
        {"type": "software_Package", "name": "甲统计"},
    ],
}


def read(tmp_path, name: str, text: str):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    reading = read_sdk_list(path, shipped_lexicons())
    matched = match_names(reading.facts, CATALOG, shipped_lexicons().sdk_names)
    return reading, [(fact.name, fact.sdk_id, fact.reason) for fact in matched]


def test_the_output_of_gradle(tmp_path):
    reading, matched = read(tmp_path, "dependencies.txt", GRADLE)
    assert matched == [
        ("com.alpha.sdk:push", "alpha-push", "coordinate com.alpha.sdk:push*"),
        ("com.alpha.sdk:push-core", "alpha-push", "coordinate com.alpha.sdk:push*"),
        ("com.squareup.okhttp3:okhttp", "okhttp", "group com.squareup.okhttp3"),
        ("com.alpha.sdk:count", "alpha-count", "coordinate com.alpha.sdk:count"),
    ]
    assert reading.facts[0].location.symbol == "line 5"
    assert {fact.extractor for fact in reading.facts} == {"sdk_list.inventory"}
    assert ["org.unknown:thing in line 11 was not resolved" in gap.detail.en for gap in reading.gaps] == [True]


@pytest.mark.parametrize("name", ["build.gradle", "build.gradle.kts"])
def test_a_build_file(tmp_path, name):
    _, matched = read(tmp_path, name, BUILD)
    assert [sdk for _, sdk, _ in matched] == ["alpha-push", "alpha-count"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "bom.json",
            json.dumps({"bomFormat": "CycloneDX", "components": COMPONENTS}),
            ["alpha-push", "alpha-count", ""],
        ),
        ("bom.xml", CYCLONEDX_XML, ["alpha-push", "alpha-count"]),
        ("app.spdx.json", json.dumps(SPDX, ensure_ascii=False), ["alpha-push", "alpha-count"]),
        ("app.spdx", SPDX_TAGS, ["alpha-push", "alpha-count"]),
        ("app.spdx3.json", json.dumps(SPDX_3, ensure_ascii=False), ["alpha-push", "alpha-count"]),
    ],
    ids=["cyclonedx-json", "cyclonedx-xml", "spdx-json", "spdx-tags", "spdx-3"],
)
def test_bills_of_materials(tmp_path, name, text, expected):
    _, matched = read(tmp_path, name, text)
    assert [sdk for _, sdk, _ in matched] == expected


def test_what_a_bill_of_materials_says_of_the_supplier(tmp_path):
    document = json.dumps({"bomFormat": "CycloneDX", "components": COMPONENTS})
    reading, _ = read(tmp_path, "bom.json", document)
    assert (reading.facts[0].company, reading.facts[1].company) == ("甲公司", "")
    assert [gap.detail.en for gap in reading.gaps] == ["bom.json: component 4 has no name."]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("bom.json", '{"bomFormat": "CycloneDX", "components": 3}', "has no components"),
        ("bom.json", '{"bomFormat": "CycloneDX", "components": [', "not valid JSON"),
        ("bom.json", '{"bomFormat": "CycloneDX", "x": ' + "[" * 100_000, "not valid JSON"),
        ("bom.xml", '<bom xmlns="http://cyclonedx.org/schema/bom/1.5"><components>', "not well-formed"),
        (
            "bom.xml",
            '<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]><bom xmlns="http://cyclonedx.org/schema/bom/1.5">&x;</bom>',
            "has no components",
        ),
        ("app.spdx", "SPDXVersion: SPDX-2.3\n", "has no packages"),
        ("app.spdx.json", '{"spdxVersion": "SPDX-2.3", "packages": [3, {}]}', "no name"),
        ("deps.txt", "+--- project :a\n\\--- project :b\n", "no module is named"),
    ],
)
def test_a_dependency_list_without_modules_is_a_gap(tmp_path, name, text, words):
    reading, _ = read(tmp_path, name, text)
    assert reading.facts == []
    assert words in reading.gaps[0].detail.en


def test_a_coordinate_in_a_column_decides_and_an_unknown_one_leaves_the_name_to(tmp_path):
    _, matched = read(
        tmp_path, "sdks.csv", "SDK名称,包名\n推送组件,com.alpha.sdk:push:3.2.0\n甲统计,org.other:count:1.0\n"
    )
    assert matched == [
        ("推送组件", "alpha-push", "coordinate com.alpha.sdk:push*"),
        ("甲统计", "alpha-count", "alias"),
    ]


SERVICES = [
    {
        "name": "Egret Desk",
        "provider": {"name": "Egret Inc.", "url": ["https://egret.example/privacy"]},
        "description": "Help desk",
    },
    {"name": "Heron Mail", "services": [{"name": "Heron Lists", "provider": {"url": [3]}}]},
    {"provider": {"name": "Nobody"}},
    "x",
]


SERVICES_IN_XML = """<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1"><services>
<service><provider><name>Egret Inc.</name><url>https://egret.example/privacy</url></provider>
<name>Egret Desk</name><description>Help desk</description></service>
<service><name>Heron Mail</name><services><service><name>Heron Lists</name></service></services></service>
<service><provider><name>Nobody</name></provider></service></services></bom>"""


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("bom.json", json.dumps({"bomFormat": "CycloneDX", "components": [], "services": SERVICES})),
        ("bom.xml", SERVICES_IN_XML),
    ],
)
def test_services_of_a_bill_are_third_parties(tmp_path, name, document):
    path = tmp_path / name
    path.write_text(document, encoding="utf-8")
    reading = read_sdk_list(path, shipped_lexicons())
    assert [(fact.name, fact.company, fact.purpose, fact.link) for fact in reading.facts] == [
        ("Egret Desk", "Egret Inc.", "Help desk", "https://egret.example/privacy"),
        ("Heron Mail", "", "", ""),
        ("Heron Lists", "", "", ""),
    ]
    assert ["service 4" in gap.detail.en for gap in reading.gaps] == [True]
