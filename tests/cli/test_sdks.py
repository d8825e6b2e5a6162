"""`appaudit sdks` as a process: tables, JSON, and the drafted lists."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.sample_paths import sample

from appaudit.cli._sdk_table import sdk_table
from appaudit.model.facts.package import PackerFact
from appaudit.model.facts.third_party import UnknownPartyFact

PLANTED = sample("planted-shop")


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "appaudit", "sdks", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_table_names_each_sdk_with_its_evidence() -> None:
    done = run(PLANTED.apk, "--lang", "zh")
    assert done.returncode == 0
    sdks, parts, libraries = done.stdout.split("\n\n")
    (line,) = [line for line in sdks.splitlines() if line.startswith("  jpush ")]
    assert line[27:].split("  ") == ["极光推送", "深圳市和讯华谷信息技术有限公司", "置信度高", "classes cn.jpush.* (1)"]
    assert sdks.startswith("第三方SDK (5)")
    assert parts.splitlines()[0] == "组成部分（其读取计入所属产品） (1)"
    assert libraries.splitlines()[0] == "基础库与框架（自身不收集信息） (1)"


def test_the_table_says_what_a_document_already_names_in_the_language_asked_for() -> None:
    said = run(PLANTED.apk, "--sdk-list", PLANTED.sdk_list, "--lang", "en").stdout
    lines = {line.split()[0]: line for line in said.splitlines() if line.startswith("  ")}
    assert "Alipay SDK  " in lines["alipay"]
    assert "In the SDK list" in lines["alipay"]
    assert "Not disclosed" in lines["jpush"]


def test_packers_and_code_that_nobody_knows_are_listed_apart() -> None:
    facts = [PackerFact(id="legu", name="腾讯乐固"), UnknownPartyFact(name="com.example.probe", uses_network=True)]
    assert sdk_table([], facts, "zh") == (
        "加固 (1)\n  legu                     腾讯乐固\n\n"
        "无法识别的第三方代码（需人工复核） (1)\n  com.example.probe        联网\n"
    )
    assert sdk_table([], [], "en") == "No SDK recognised.\n"


def test_json_holds_detected_and_declared() -> None:
    done = run(PLANTED.apk, "--sdk-list", PLANTED.sdk_list, "--format", "json")
    document = json.loads(done.stdout)
    assert {"csj-pangle", "jpush", "umeng-analytics"} <= {row["id"] for row in document["sdks"]}
    assert {row["sdk_id"] for row in document["declared_sdks"]} == {"umeng-analytics", "wechat-opensdk", "alipay"}


def test_both_lists_are_drafted_in_chinese() -> None:
    done = run(PLANTED.apk, "--sdk-list", PLANTED.sdk_list, "--format", "sdk-list")
    assert "## 与第三方共享个人信息清单" in done.stdout
    assert "## 已收集个人信息清单" in done.stdout
    assert "| 极光推送SDK | 深圳市和讯华谷信息技术有限公司 |" in done.stdout
    assert "统计页面访问和崩溃" in done.stdout
    assert "com.qinghe.market.device.DeviceReport.deviceId" in done.stdout


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("list.csv", "\ufeff序号,SDK名称,第三方公司名称,".encode()),
        ("collected.csv", "\ufeff序号,个人信息种类,".encode()),
        ("lists.xlsx", b"PK"),
        ("l.md", b"# "),
    ],
)
def test_a_draft_is_written_as_the_file_name_asks(tmp_path: Path, name: str, beginning: bytes) -> None:
    done = run(PLANTED.apk, "--format", "sdk-list", "--output", tmp_path / name)
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(beginning)


def test_another_ending_is_a_usage_error(tmp_path: Path) -> None:
    done = run(PLANTED.apk, "--format", "sdk-list", "--output", tmp_path / "list.pdf")
    assert done.returncode == 2
    assert ".xlsx" in done.stderr
    assert not (tmp_path / "list.pdf").exists()
