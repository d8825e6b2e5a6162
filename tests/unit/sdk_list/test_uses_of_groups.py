"""What several third parties are for that the list says once above them, in a title, a line or a row of a table."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def uses(tmp_path, text: str, name: str = "list.md") -> list[tuple[str, str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [(fact.name, fact.purpose) for fact in read_sdk_list(path, shipped_lexicons()).facts]


def test_a_line_below_a_title_tells_all_that_follow(tmp_path):
    entries = "".join(
        f"{name}\n第三方名称：{company}有限公司\n收集信息：设备信息\n\n"
        for name, company in (("小度", "百度在线网络技术（北京）"), ("天猫精灵", "浙江天猫技术"))
    )
    text = f"# 第三方共享清单\n\n使用目的：支持对设备的语音控制\n\n{entries}"
    assert uses(tmp_path, text) == [("小度", "支持对设备的语音控制"), ("天猫精灵", "支持对设备的语音控制")]


def test_such_a_line_tells_nothing_of_those_below_another_title(tmp_path):
    block = "第三方名称：{}有限公司\n收集信息：设备信息\n\n"
    text = (
        f"# 第三方共享清单\n\n## 语音服务\n\n使用目的：语音控制\n\n小度\n{block.format('百度网讯科技')}"
        f"## 其他事项\n\n天猫精灵\n{block.format('浙江天猫技术')}"
    )
    assert uses(tmp_path, text) == [("小度", "语音控制"), ("天猫精灵", "")]


def test_a_kind_of_services_with_its_use_is_nobody(tmp_path):
    text = (
        "# Third-party services\n\n## Advertising\n\nPurpose: to show ads\n\n"
        "- **Heron Ads**: advertising ID, IP address\n- **Crow Ads**: advertising ID, IP address\n"
    )
    assert uses(tmp_path, text) == [("Heron Ads", "to show ads"), ("Crow Ads", "to show ads")]


def test_titles_of_kinds_above_labelled_blocks(tmp_path):
    text = (
        "# Third-party services\n\n## Handling payments\n\n### Brightpay\n\nPersonal Data processed: name; e-mail.\n\n"
        "## Platform services and hosting\n\n### Heron Cloud\n\nPersonal Data processed: files.\n"
    )
    assert uses(tmp_path, text) == [
        ("Brightpay", "Handling payments"),
        ("Heron Cloud", "Platform services and hosting"),
    ]


ROWS_ZH = "| {} | | |\n| 白鹭推送SDK | 白鹭科技有限公司 | 设备信息 |\n"
ROWS_EN = "| **{}** | | |\n| Heron Cloud | US | Files |\n| Crow Store | EU | Logs |\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# 第三方SDK目录\n\n| SDK名称 | 公司 | 收集信息 |\n|---|---|---|\n" + ROWS_ZH.format("消息推送"),
            ["消息推送"],
        ),
        (
            "# Subprocessors\n\n| Vendor | Location | Data |\n|---|---|---|\n" + ROWS_EN.format("Hosting and storage"),
            ["Hosting and storage"] * 2,
        ),
    ],
)
def test_a_row_of_a_title_alone(tmp_path, text, expected):
    assert [use for _, use in uses(tmp_path, text)] == expected


def test_a_row_of_a_name_alone_is_a_row(tmp_path):
    text = "# Subprocessors\n\n| Vendor | Location | Data |\n|---|---|---|\n" + ROWS_EN.format("Stripe Payments")
    assert [name for name, _ in uses(tmp_path, text)] == ["Stripe Payments", "Heron Cloud", "Crow Store"]


def test_what_a_section_says_of_whom_a_labelled_block_names(tmp_path):
    text = (
        "# Third-party services\n\n### Microsoft Graph\n\n**Provider:** Microsoft Corporation\n\n"
        "Microsoft Graph provides secure access to calendars.\n\nSign-in is done by Microsoft.\n"
    )
    assert uses(tmp_path, text) == [("Microsoft Graph", "provides secure access to calendars")]
