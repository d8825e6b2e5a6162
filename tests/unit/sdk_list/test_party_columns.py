"""Tables whose column of names is headed by a role, or by what is offered, in words too common for labels."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

_ROWS = "| Brightwell | Website hosting | US |\n| Outline Systems | Members | UK |\n| Threadwise | Letters | US |\n"
_ROWS_ZH = "| 白鹭云雀 | 消息推送 | 设备信息 |\n| 青鸟鹭岛 | 数据统计 | IP地址 |\n"


def _read(folder: Path, text: str) -> list[tuple[str, str]]:
    path = folder / "list.md"
    path.write_text(text, encoding="utf-8")
    return [(fact.name, fact.purpose) for fact in read_sdk_list(path, shipped_lexicons()).facts]


@pytest.mark.parametrize(
    "heading",
    [
        "Data Processor",
        "Data sub-processors",
        "Recipient of personal data",
        "Platform",
        "Technology partner",
        "Subcontractor",
        "Who receives it",
        "Services we use",
        "External tool",
        "Cloud provider",
    ],
)
def test_headings_of_parties(tmp_path: Path, heading: str) -> None:
    text = f"# Subprocessors\n\n| {heading} | Purpose | Location |\n|---|---|---|\n{_ROWS}"
    assert _read(tmp_path, text) == [
        ("Brightwell", "Website hosting"),
        ("Outline Systems", "Members"),
        ("Threadwise", "Letters"),
    ]


@pytest.mark.parametrize("heading", ["数据处理者", "接收主体", "第三方平台", "插件", "组件名称", "技术服务商"])
def test_headings_of_parties_zh(tmp_path: Path, heading: str) -> None:
    text = f"# 第三方信息共享清单\n\n| {heading} | 使用目的 | 收集信息 |\n|---|---|---|\n{_ROWS_ZH}"
    assert _read(tmp_path, text) == [("白鹭云雀", "消息推送"), ("青鸟鹭岛", "数据统计")]


@pytest.mark.parametrize(
    "table",
    [
        "| Permission | Purpose |\n|---|---|\n| Camera | Scanning codes |\n| Location | Showing the map |\n",
        "| Platform | Purpose | Data |\n|---|---|---|\n| Android | Crashes | Model |\n| iOS | Crashes | Model |\n",
        "| Platform type | Purpose |\n|---|---|\n| Watches | Showing steps |\n| Tablets | Showing maps |\n",
    ],
)
def test_other_headings_name_nobody(tmp_path: Path, table: str) -> None:
    assert _read(tmp_path, f"# Third-party services\n\n{table}") == []


def test_title_in_front_matter_heads_the_page(tmp_path: Path) -> None:
    table = f"| Data Processor | Services Provided | Location |\n|---|---|---|\n{_ROWS}"
    titled = f"---\ntitle: 'Current list of subprocessors'\n---\n\nWe keep it up to date.\n\n{table}"
    assert len(_read(tmp_path, titled)) == 3


def test_title_in_front_matter_yields_to_one_of_the_page(tmp_path: Path) -> None:
    table = "| Tool | Purpose |\n|---|---|\n| Hammerlight | Nailing |\n| Sawyer | Cutting |\n"
    text = f"---\ntitle: Third-party services\n---\n\n# Our workshop\n\n{table}"
    assert _read(tmp_path, text) == []
