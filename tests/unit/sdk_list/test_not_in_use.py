"""Rows that by their own words, or by the format's, list nobody; and near twins of them that do."""

from __future__ import annotations

import json

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

HEADINGS = "SDK名称,所属公司,使用目的,收集的个人信息\n甲推送SDK,甲科技有限公司,消息推送,OAID\n"
ROW = "乙统计SDK,乙科技有限公司,统计,IMEI\n"
PUSH = "com.jia:push"
BOTH = ["甲推送SDK", "乙统计SDK"]
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


def with_column(heading: str, value: str) -> str:
    headed, first = HEADINGS.splitlines()
    return f"{headed},{heading}\n{first},\n{ROW.strip()},{value}\n"


@pytest.mark.parametrize(
    "value",
    [
        "未使用", "已移除", "已下线", "拟接入", "计划接入", "已停用", "暂未启用", "已于2024年3月移除",
        "本应用未集成", "已于2022年移除", "已于2022年底移除", "示例", "不适用于本应用", "非本应用使用",
        "已停用，不再维护", "not in use", "Removed", "planned", "Deprecated", "Removed in v3.2",
    ],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["状态", "使用状态", "备注", "Status"])
def test_a_column_says_that_an_sdk_is_not_there(tmp_path, heading, value):
    names, problems = read(
        tmp_path,
        "sdks.csv",
        with_column(heading, value).replace("已停用，", '"已停用，').replace("不再维护\n", '不再维护"\n'),
    )
    assert names == ["甲推送SDK"]
    assert f"row 3 says that it is not in use (乙统计SDK：{value})" in problems[0]


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("状态", "使用中"), ("状态", "已启用"), ("状态", "正常"), ("状态", "未使用时不收集"),
        ("状态", "将于2030年移除"), ("备注", "用于移除水印"), ("备注", "本应用集成"), ("备注", "不适用"),
        ("备注", "示例图片上传"), ("备注", "2022年起接入"), ("备注", "适用于本应用"),
        ("备注", "未启用；授权后启用"), ("备注", "默认停用"), ("Status", "active"),
        ("是否自启动", "否"), ("Cookie", "未使用"), ("关联启动", "未启用"),
    ],
)  # fmt: skip
def test_a_column_that_says_something_else_leaves_a_declaration(tmp_path, heading, value):
    assert read(tmp_path, "sdks.csv", with_column(heading, value)) == (BOTH, [])


@pytest.mark.parametrize(
    ("heading", "value"), [("是否使用", "否"), ("是否启用", "未启用"), ("Enabled", "no"), ("Android", "×")]
)
def test_a_column_of_yes_and_no_says_that_an_sdk_is_not_there(tmp_path, heading, value):
    assert read(tmp_path, "sdks.csv", with_column(heading, value))[0] == ["甲推送SDK"]
    assert read(tmp_path, "sdks.csv", with_column(heading, "是"))[0] == BOTH


@pytest.mark.parametrize("value", ["仅iOS", "iOS only", "iOS", "iOS端", "iPhone、iPad"])
def test_an_sdk_of_another_system_is_not_there(tmp_path, value):
    assert read(tmp_path, "sdks.csv", with_column("适用平台", value))[0] == ["甲推送SDK"]


@pytest.mark.parametrize("value", ["Android", "双端", "全平台", "Android/iOS", "iOS、Android", "HarmonyOS"])
def test_an_sdk_of_this_system_or_of_several_is_there(tmp_path, value):
    assert read(tmp_path, "sdks.csv", with_column("适用平台", value)) == (BOTH, [])


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("乙统计SDK（已移除）", []),
        ("乙统计SDK (iOS only)", []),
        ("乙统计SDK（去水印）", ["乙统计SDK（去水印）"]),
        ("乙统计SDK（iOS）", ["乙统计SDK（iOS）"]),
    ],
)
def test_a_remark_behind_a_name(tmp_path, name, names):
    assert read(tmp_path, "sdks.csv", HEADINGS + ROW.replace("乙统计SDK", name))[0] == ["甲推送SDK", *names]


GONE = [
    "历史使用过、现已移除的SDK", "二、曾使用的SDK", "计划接入的SDK", "Previously used SDKs", "以下SDK均未接入。",
    "历史版本曾使用、现已下线的SDK", "我们承诺不使用以下SDK", "以下SDK供各方了解，本应用并未接入",
    "本应用不包含下列SDK。",
    "其他公司常用的SDK（非本应用）", "以下内容为填写示例", "下表为示例，不代表实际接入情况。", "暂未上线的SDK",
    "历史SDK（已停用）", "待接入", "填写示例", "拟于2031年接入的SDK",
    "以下SDK已于2023年下线，不再使用。", "以下SDK仅用于iOS版本",
]  # fmt: skip
THERE = [
    "新增SDK", "历史悠久的SDK", "计划", "使用中的SDK", "我们不使用以下SDK的定位功能",
    "以下SDK已接入",
    "本应用接入以下SDK", "以下SDK仅用于Android版本", "本应用（非本地版本）使用的SDK",
    "如您不同意，本应用不使用上述SDK收集信息",
    "以下SDK已于2023年接入",
]  # fmt: skip


def document(above: str) -> str:
    table = "|SDK名称|所属公司|使用目的|收集的个人信息|\n|---|---|---|---|\n|{}|\n"
    return "# SDK清单\n\n{}\n{}\n\n{}".format(
        table.format("甲推送SDK|甲科技有限公司|消息推送|OAID"),
        above,
        table.format("乙统计SDK|乙科技有限公司|统计|IMEI"),
    )


@pytest.mark.parametrize("mark", ["", "## ", "## {}\n\n### 统计类"])
def test_a_table_of_a_document_stands_below_what_says_that_nobody_in_it_is_there(tmp_path, mark):
    for title in (*GONE, *THERE):
        above = mark.format(title) if "{" in mark else mark + title
        names = read(tmp_path, "sdks.md", document(above))[0]
        assert names == (BOTH if title in THERE else ["甲推送SDK"]), title


def test_a_title_above_the_headings_of_a_table_is_of_all_its_rows(tmp_path):
    for title in GONE[:-1]:
        assert read(tmp_path, "sdks.csv", f"{title}\n{HEADINGS}")[0] == [], title
    for title in THERE:
        assert read(tmp_path, "sdks.csv", f"{title}\n{HEADINGS}")[0] == ["甲推送SDK"], title


@pytest.mark.parametrize(("state", "names"), [("已移除", []), ("使用中", ["乙统计SDK"])])
def test_labelled_lines_and_cells_of_documents_say_how_it_stands(tmp_path, state, names):
    card = "SDK名称：{}\n所属公司：{}科技有限公司\n使用目的：推送\n状态：{}\n\n"
    text = "第三方SDK清单\n\n" + card.format("甲推送SDK", "甲", "使用中") + card.format("乙统计SDK", "乙", state)
    assert read(tmp_path, "sdks.txt", text)[0] == ["甲推送SDK", *names]
    table = "# SDK清单\n\n|SDK名称|所属公司|使用目的|状态|\n|---|---|---|---|\n|甲推送SDK|甲公司|推送|使用中|\n"
    assert read(tmp_path, "sdks.md", f"{table}|乙统计SDK|乙公司|统计|{state}|\n")[0] == ["甲推送SDK", *names]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("status", "removed"), ("status", "已移除"), ("enabled", "false"), ("isEnabled", False), ("inUse", False),
        ("状态", "未使用"), ("platform", "iOS"), ("platforms", ["ios"]), ("deprecated", True),
    ],
)  # fmt: skip
def test_an_entry_says_in_words_that_it_is_not_there(tmp_path, key, value):
    entries = [{"name": "甲推送SDK"}, {"name": "乙统计SDK", key: value}]
    names, problems = read(tmp_path, "sdks.json", json.dumps(entries))
    assert names == ["甲推送SDK"]
    assert f"(乙统计SDK：{key}: " in problems[0]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("status", "active"), ("status", 0), ("enabled", "true"), ("platforms", ["ios", "android"]), ("platforms", []),
        ("deprecated", False), ("cookies", "未使用"),
    ],
)  # fmt: skip
def test_an_entry_that_says_something_else_declares(tmp_path, key, value):
    entries = [{"name": "甲推送SDK"}, {"name": "乙统计SDK", key: value}]
    assert read(tmp_path, "sdks.json", json.dumps(entries)) == (BOTH, [])


def test_a_module_that_was_not_resolved_is_in_no_package(tmp_path):
    names, problems = read(tmp_path, "dependencies.gradle", TREE + "\\--- com.yi:count:2.0 FAILED\n")
    assert names == [PUSH]
    assert "com.yi:count in line 3 was not resolved" in problems[0]
    assert read(tmp_path, "dependencies.gradle", TREE + "\\--- com.yi:count:2.0\n")[0] == [PUSH, "com.yi:count"]


@pytest.mark.parametrize(("title", "names"), [("已下线SDK", []), ("曾使用的SDK", []), ("推送类", ["极光推送SDK"])])
def test_an_entry_of_somebody_known_below_a_heading_of_those_who_are_gone_declares_nothing(tmp_path, title, names):
    entry = "- {}：乙科技有限公司，用于推送，收集IMEI\n"
    text = f"# 第三方SDK清单\n\n## {title}\n\n{entry.format('极光推送SDK')}\n## 当前\n\n{entry.format('甲推送SDK')}"
    assert read(tmp_path, "sdks.md", text)[0] == [*names, "甲推送SDK"]


def test_a_remark_behind_a_bare_name(tmp_path):
    assert read(tmp_path, "sdks.csv", "甲推送SDK\n乙统计SDK（已移除）\n")[0] == ["甲推送SDK"]
    assert read(tmp_path, "sdks.csv", "甲推送SDK\n乙统计SDK（去水印）\n")[0] == ["甲推送SDK", "乙统计SDK（去水印）"]
