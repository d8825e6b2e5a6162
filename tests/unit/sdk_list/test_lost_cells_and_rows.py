"""Headings that a word tells, names that are several, the company below a name, addresses that a cell broke."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


@pytest.mark.parametrize("heading", ["隐私权限政策链接", "隐私保护相关说明地址"])
def test_a_heading_that_a_word_tells_stands_among_others(tmp_path, heading):
    headings = ["第三方 SDK", "使用目的", "收集个人信息类型", "运营方", heading, "适用操作系统"]
    cells = [
        *("白鹭推送SDK", "消息推送", "设备信息", "白鹭科技有限公司", "https://bailu.example/p", "Android"),
        *("青鸟统计", "统计分析", "IP地址", "青鸟网络有限公司", "https://qing.example/p", "Android"),
    ]
    facts = read(tmp_path, "第三方 SDK 目录\n\n" + "\n\n".join([*headings, *cells]) + "\n", "list.txt")
    assert [(fact.name, fact.company, fact.purpose, fact.link) for fact in facts] == [
        ("白鹭推送SDK", "白鹭科技有限公司", "消息推送", "https://bailu.example/p"),
        ("青鸟统计", "青鸟网络有限公司", "统计分析", "https://qing.example/p"),
    ]


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("Stripe, PayPal: payments", ["Stripe", "PayPal"]),
        ("**Google Analytics, Mixpanel and Amplitude**: usage", ["Google Analytics", "Mixpanel", "Amplitude"]),
        ("华为推送、小米推送：用于消息推送", ["华为推送", "小米推送"]),
        ("**Heronwise, Crowguard**: usage", ["Heronwise, Crowguard"]),
        ("Sentry: errors", ["Sentry"]),
    ],
)
def test_known_names_of_one_entry_are_rows_each(tmp_path, entry, names):
    facts = read(tmp_path, f"# 第三方服务 Third-party services\n\n- {entry}\n- Sentry: errors\n")
    assert [fact.name for fact in facts if fact.name != "Sentry" or names == ["Sentry"]] == names
    assert len({fact.purpose for fact in facts if fact.name in names}) == 1


def test_the_company_stands_below_the_name(tmp_path):
    text = (
        "# Third-party SDKs\n\n**Heron Push**\nHeron Technology Co., Ltd.\nPurpose: messages\nData: device token\n\n"
        "**Crow Stats**\nProvider: Crow Analytics Inc.\nUsed for: statistics\nData collected: IP address\n"
        "[Privacy policy](https://crow.example/privacy)\n"
    )
    assert [(fact.name, fact.company, fact.purpose, fact.link) for fact in read(tmp_path, text)] == [
        ("Heron Push", "Heron Technology Co., Ltd.", "messages", ""),
        ("Crow Stats", "Crow Analytics Inc.", "statistics", "https://crow.example/privacy"),
    ]


def test_one_company_in_two_rows_of_a_table(tmp_path):
    text = (
        "# Sub-processors\n\n| Sub-processor | Purpose |\n|---|---|\n| Heron Cloud, Inc. | Hosting |\n"
        "| Heron Cloud, Inc. | Backups of files |\n| Crow Ltd | Mail |\n"
    )
    assert [fact.purpose for fact in read(tmp_path, text)] == ["Hosting", "Backups of files", "Mail"]


@pytest.mark.parametrize(
    ("cell", "link"),
    [
        ("https://epay.example.com/main /account?id=policy", "https://epay.example.com/main/account?id=policy"),
        ("https://host. example.com/page.html", "https://host.example.com/page.html"),
        ("https://host.example/p 见附录", "https://host.example/p"),
    ],
)
def test_an_address_that_a_cell_broke(tmp_path, cell, link):
    text = f"# 第三方SDK\n\n| SDK名称 | 使用目的 | 隐私政策 |\n|---|---|---|\n| 白鹭推送SDK | 推送 | {cell} |\n"
    assert [fact.link for fact in read(tmp_path, text)] == [link]


def test_what_stands_behind_a_dash_is_no_part_of_the_name(tmp_path):
    entries = "".join(
        f"#### {number}. **{name}** - {gloss}\n- **用途**：{use}\n- **环境变量**：`KEY`\n- **必要性**：核心功能\n\n"
        for number, (name, gloss, use) in enumerate(
            [("Heron AI", "语音转文字", "将语音转换为文字"), ("白鹭云", "数据存储", "存储用户资料")], 1
        )
    )
    facts = read(tmp_path, f"# 第三方平台与服务清单\n\n## 核心服务\n\n{entries}")
    assert [(fact.name, fact.purpose) for fact in facts] == [
        ("Heron AI", "将语音转换为文字"),
        ("白鹭云", "存储用户资料"),
    ]


@pytest.mark.parametrize(
    ("entry", "is_there"),
    [
        ("白鹭广告SDK：用于展示广告；如您拒绝权限，不会获取您的IDFA", True),
        ("白鹭广告SDK：用于展示广告。不收集个人信息", True),
        ("白鹭广告SDK：未接入，仅用于测试", False),
    ],
)
def test_an_entry_that_says_what_is_not_taken_is_there(tmp_path, entry, is_there):
    lead = "### 第三方共享\n\n可能涉及以下第三方服务：\n\n"
    names = [fact.name for fact in read(tmp_path, f"{lead}- {entry}\n- 极光推送：用于推送\n")]
    assert ("白鹭广告SDK" in names) == is_there


def test_a_label_that_leads_to_the_policy(tmp_path):
    text = (
        "第三方SDK\n\n1）SDK名称：白鹭播放器\nSDK厂家：白鹭科技有限公司\n收集个人信息：设备型号\n"
        "收集的用户信息及权限说明详见隐私政策链接：https://bailu.example/p\n"
    )
    assert [fact.link for fact in read(tmp_path, text, "list.txt")] == ["https://bailu.example/p"]


def test_a_section_on_somebody_of_the_table_is_no_second_row(tmp_path):
    text = (
        "# Vendors\n\n| Vendor | Function |\n|---|---|\n| **Supabase** | Storage |\n| **Heron Inc.** | Mail |\n\n"
        "## Per-vendor data scope\n\n### Supabase\n- **Stores:** names and cases\n- **Encryption:** at rest\n\n"
        "### Heron Inc.\n- **Stores:** rendered mail\n- **Encryption:** at rest\n"
    )
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [
        ("Supabase", "Storage"),
        ("Heron Inc.", "Mail"),
    ]
