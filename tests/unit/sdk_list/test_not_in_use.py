"""Rows that by their own words, or by the format's, list nobody; and near twins of them that do."""

from __future__ import annotations

import json

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

HEADINGS = "SDK名称,所属公司,使用目的,收集的个人信息\n甲推送SDK,甲科技有限公司,消息推送,OAID\n"
ROW = "乙统计SDK,乙科技有限公司,统计,IMEI\n"
PUSH = "com.jia:push"
TREE = "releaseRuntimeClasspath - Runtime classpath.\n+--- com.jia:push:1.0\n"


def read(tmp_path, name: str, text: str):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    reading = read_sdk_list(path, shipped_lexicons())
    return [fact.name for fact in reading.facts], [gap.detail.en for gap in reading.gaps]


@pytest.mark.parametrize("mark", ["#", "//", "# "])
def test_a_line_that_is_commented_out_declares_nothing(tmp_path, mark):
    assert read(tmp_path, "sdks.csv", HEADINGS + mark + ROW) == (["甲推送SDK"], [])


def test_a_number_is_no_comment(tmp_path):
    assert read(tmp_path, "sdks.csv", HEADINGS + "#2 " + ROW)[0] == ["甲推送SDK", "#2 乙统计SDK"]


@pytest.mark.parametrize("purpose", ["已停用（不再接入）", "不再使用", "尚未启用", "No longer used"])
def test_a_row_that_says_it_is_not_in_use_declares_nothing_and_is_said(tmp_path, purpose):
    names, problems = read(tmp_path, "sdks.csv", HEADINGS + ROW.replace("统计,", f"{purpose},"))
    assert names == ["甲推送SDK"]
    assert "row 3 says that it is not in use" in problems[0]


@pytest.mark.parametrize("purpose", ["统计停用时长", "未使用地图功能时不收集"])
def test_a_purpose_that_speaks_of_use_declares(tmp_path, purpose):
    assert read(tmp_path, "sdks.csv", HEADINGS + ROW.replace("统计,", f"{purpose},")) == (
        ["甲推送SDK", "乙统计SDK"],
        [],
    )


@pytest.mark.parametrize("title", ["以下SDK已移除", "已移除的SDK", "Removed"])
def test_rows_below_a_title_of_what_is_gone_declare_nothing(tmp_path, title):
    names, problems = read(tmp_path, "sdks.csv", f"{HEADINGS}{title}\n{ROW}")
    assert names == ["甲推送SDK"]
    assert "row 4 says that it is not in use" in problems[-1]


def test_rows_below_another_title_declare(tmp_path):
    names, _ = read(tmp_path, "sdks.csv", f"{HEADINGS}以下SDK已移除\n{ROW}国内版\n丙地图SDK,丙公司,地图,位置\n")
    assert names[-1] == "丙地图SDK"
    assert "乙统计SDK" in read(tmp_path, "sdks.csv", f"{HEADINGS}以下SDK不收集个人信息\n{ROW}")[0]


@pytest.mark.parametrize(("key", "value"), [("enabled", False), ("removed", True)])
def test_an_entry_that_is_switched_off_declares_nothing_and_is_said(tmp_path, key, value):
    entries = [{"name": "甲推送SDK", key: not value}, {"name": "乙统计SDK", key: value}]
    names, problems = read(tmp_path, "sdks.json", json.dumps(entries))
    assert names == ["甲推送SDK"]
    assert "entry 2 says that it is not in use" in problems[0]


@pytest.mark.parametrize(
    "text",
    [
        TREE + "\ndebugAndroidTestRuntimeClasspath - Runtime classpath.\n\\--- com.yi:count:2.0\n",
        TREE + "\ntestImplementation - Implementation only dependencies. (n)\n\\--- com.yi:count:2.0 (n)\n",
        "dependencies {\n    implementation 'com.jia:push:1.0'\n    androidTestImplementation 'com.yi:count:2.0'\n}\n",
    ],
)
def test_what_only_tests_are_built_with_is_in_no_package(tmp_path, text):
    assert read(tmp_path, "dependencies.gradle", text) == ([PUSH], [])


@pytest.mark.parametrize(
    "text",
    [
        TREE + "\ndebugRuntimeClasspath - Runtime classpath.\n\\--- com.yi:count:2.0\n",
        "testRuntimeClasspath - x\n+--- com.x:y:1\n\n" + TREE + "\\--- com.yi:count:2.0\n",
        "dependencies {\n    implementation 'com.jia:push:1.0'\n    latestImplementation 'com.yi:count:2.0'\n}\n",
    ],
)
def test_what_other_builds_have_is_listed(tmp_path, text):
    assert read(tmp_path, "dependencies.gradle", text) == ([PUSH, "com.yi:count"], [])


@pytest.mark.parametrize(("scope", "names"), [("excluded", []), ("optional", ["com.yi:count"])])
def test_a_component_that_is_not_shipped_is_not_listed(tmp_path, scope, names):
    components = [
        {"type": "library", "group": "com.jia", "name": "push"},
        {"type": "library", "group": "com.yi", "name": "count", "scope": scope},
    ]
    bill = json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.5", "components": components})
    assert read(tmp_path, "bom.json", bill) == ([PUSH, *names], [])
