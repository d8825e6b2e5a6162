"""The draft has what is missing, with what is known filled in and the rest marked, and nothing that is there."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from tests.support.sample_paths import sample

from appaudit.cli import exit_code_of

PLANTED, CLEAN = sample("planted-shop"), sample("clean-shop")


def draft(tmp_path, case, name, *arguments):
    path = tmp_path / name
    command = ["draft", case.apk, "--policy", case.policy, "--sdk-list", case.sdk_list, "--output", path]
    assert exit_code_of([*map(str, command), "--as-of", "2026-11-24", *arguments]) == 0
    return path


def text_of(path):
    made = Document(BytesIO(path.read_bytes()))
    rows = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in made.paragraphs), *rows])


@pytest.mark.parametrize("name", ["d.md", "d.docx"])
def test_missing_clauses_are_drafted_with_the_data_of_the_app(name, tmp_path) -> None:
    path = draft(tmp_path, PLANTED, name, "--lang", "zh")
    text = text_of(path) if name.endswith("docx") else path.read_text("utf-8")
    assert "使用【请填写：功能】时，我们收集您的已安装应用列表，用于【请填写：目的】。" in text
    assert "注销后删除或匿名化您的个人信息。【请核对】" in text
    assert "【新增】穿山甲SDK" in text
    assert "北京巨量引擎网络技术有限公司" in text
    assert "【新增】支付宝SDK" not in text
    assert "支付宝（中国）网络技术有限公司" in text
    assert "已收集个人信息清单" in text
    assert "与第三方共享个人信息清单" in text


def test_in_english_clauses_are_in_english(tmp_path) -> None:
    text = draft(tmp_path, PLANTED, "d.md", "--lang", "en").read_text("utf-8")
    assert "When you use [to fill in: function] we collect your Installed apps for [to fill in: purpose]." in text
    assert "## 2. Table of third-party SDKs, completed" in text


def test_what_the_policy_has_is_not_drafted(tmp_path) -> None:
    text = draft(tmp_path, CLEAN, "d.md", "--lang", "zh").read_text("utf-8")
    assert "没有需要补充的条款。" in text
    assert "【新增】" not in text.replace("标有“【新增】”", "")


def test_the_same_inputs_give_the_same_bytes(tmp_path) -> None:
    first, second = draft(tmp_path, PLANTED, "a.docx"), draft(tmp_path, PLANTED, "b.docx")
    assert first.read_bytes() == second.read_bytes()


def test_another_ending_is_refused(tmp_path) -> None:
    assert exit_code_of(["draft", str(CLEAN.apk), "--output", str(tmp_path / "d.pdf")]) == 2
