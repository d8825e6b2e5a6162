"""Names that headings, small letters and glued labels hide, and labels, short forms and sentences that are no names."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


def test_a_heading_is_whom_the_line_below_takes_up(tmp_path):
    text = "# 隐私政策\n\n### 7.使用的三方SDK\n\n2.高德SDK\n\n该SDK用来定位，获取定位数据。\n"
    (fact,) = read(tmp_path, text)
    assert (fact.name, fact.purpose, fact.data) == ("高德SDK", "定位", ("定位数据",))
    assert read(tmp_path, text.replace("该SDK用来定位，", "为了改进，我们")) == []


def test_a_label_glued_to_the_brand_ends_what_is_taken(tmp_path):
    text = (
        "# 隐私政策\n\n## 使用的三方SDK\n\n"
        "1.友盟+SDK 收集个人信息类型：设备信息（IMEI/OAID） 友盟隐私权政策链接：https://www.umeng.com/policy\n"
    )
    (fact,) = read(tmp_path, text)
    assert (fact.data, fact.link) == (("设备信息", "IMEI", "OAID"), "https://www.umeng.com/policy")


def test_a_known_name_in_small_letters_is_an_entry_of_a_chinese_list(tmp_path):
    listed = "# 隐私政策\n\n## SDK的使用\n\n1、穿山甲SDK：提供广告推广服务。\n\n2、{name}：提供广告推广服务。\n"
    assert [fact.name for fact in read(tmp_path, listed.format(name="google ads"))] == ["穿山甲SDK", "google ads"]
    assert [fact.name for fact in read(tmp_path, listed.format(name="ad settings"))] == ["穿山甲SDK"]


SECTIONS = """# Third-Party Services

## Egret Maps

- **What for:** the way to a park
- **Endpoints used:**
  - `https://maps.egret.example` (primary)
- **Attribution required:** Yes — see `NOTICE.md`
- **Terms:** https://egret.example/terms
- **Self-hosting:** https://git.egret.example/maps

## Heron Heights

- **What for:** heights of hills
- **Terms:** https://heron.example/terms
"""


def test_lines_behind_a_label_are_labels(tmp_path):
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, SECTIONS)] == [
        ("Egret Maps", "the way to a park"),
        ("Heron Heights", "heights of hills"),
    ]
    entries = "# Third-Party Services\n\n- **Egret Maps:** the way to parks\n- **Self-hosting Heron:** their heights\n"
    assert [fact.name for fact in read(tmp_path, entries)] == ["Egret Maps", "Self-hosting Heron"]


TYPES = """# Sub-processors

## Infrastructure

| **Entity Name** | **Entity Type** | **Entity Country** |
|---|---|---|
| Amazon Web Services | Data center | EU |
| Vercel Inc. | {use} | EU |

## Platform

| **Entity Name** | **Purpose** | **Entity Country** |
|---|---|---|
| Vercel | Analytics | US |
| OpenAI | Text | US |
"""


def test_a_company_in_two_tables_for_two_uses_has_two_rows(tmp_path):
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, TYPES.format(use="Website hosting"))] == [
        ("Amazon Web Services", "Data center"),
        ("Vercel Inc.", "Website hosting"),
        ("Vercel", "Analytics"),
        ("OpenAI", "Text"),
    ]
    assert [fact.name for fact in read(tmp_path, TYPES.format(use="Analytics"))] == [
        "Amazon Web Services",
        "Vercel Inc.",
        "OpenAI",
    ]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("We engage third parties as outlined in the Master Services Agreement (MSA).", []),
        ("We engage third parties for the identifier, such as the Mobile Security Alliance (MSA).", ["MSA"]),
    ],
)
def test_the_short_form_of_a_contract_is_nobody(tmp_path, sentence, named):
    assert [fact.name for fact in read(tmp_path, f"# Third-party sub-processors\n\n{sentence}\n")] == named


def test_what_a_policy_says_of_itself_is_no_name(tmp_path):
    table = "# 隐私政策\n\n## 第三方SDK\n\n| SDK名称 | 目的 |\n|---|---|\n| 腾讯Bugly | 崩溃诊断 |\n\n"
    said = "> **关于广告**：{who}将同步更新广告 SDK 的名称及其收集的信息。\n"
    assert [fact.name for fact in read(tmp_path, table + said.format(who="届时本政策"))] == ["腾讯Bugly"]


def test_a_label_holds_its_word_sdk_behind_the_end_of_a_value(tmp_path):
    listed = (
        "# 第三方信息共享清单\n\nSDK 名称：白鹭支付 SDK。 SDK 包名：com.egret.pay。 当前接入版本：15.8.42。 "
        "服务提供方：白鹭有限公司。 使用目的：支付。\n"
    )
    (fact,) = read(tmp_path, listed)
    assert (fact.name, fact.company, fact.purpose) == ("白鹭支付 SDK", "白鹭有限公司", "支付")
    told = "# 第三方信息共享清单\n\n白鹭 SDK 使用目的：支付。 服务提供方：白鹭有限公司。 收集信息：OAID\n"
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, told)] == [("白鹭 SDK", "支付")]


SAFEGUARDS = """# Privacy Policy

## Information from third parties

- **Account Information**: user ID
- **OAuth Tokens**: Encrypted access tokens for API communication

## Global service providers

When we transfer data, we ensure:

- **Adequate Protection**: adequacy decisions or safeguards
- **Protective Measures**: encryption, audits
"""


def test_safeguards_and_kinds_of_cookies_are_nobody(tmp_path):
    assert [fact.name for fact in read(tmp_path, SAFEGUARDS)] == []
    cookies = "# 隐私政策\n\n## 第三方服务\n\n- 推荐类Cookies：为您推荐内容\n- 高德地图：用于展示地图\n"
    assert [fact.name for fact in read(tmp_path, cookies)] == ["高德地图"]


QUOTED = """# Privacy Policy

## Services and third parties

For login, we use the "Firebase Authentication" service from Google.

Your name is stored in the “{name}” database.
"""


def test_a_known_name_in_quotation_marks_is_used(tmp_path):
    assert [fact.name for fact in read(tmp_path, QUOTED.format(name="Cloud Firestore"))] == [
        "Firebase Authentication",
        "Cloud Firestore",
    ]
    assert [fact.name for fact in read(tmp_path, QUOTED.format(name="My Trips"))] == ["Firebase Authentication"]
