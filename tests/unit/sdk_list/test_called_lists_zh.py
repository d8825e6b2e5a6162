"""Chinese lists that are called ones of third parties name whom nobody knows; sentences say what somebody is for."""

from __future__ import annotations

import json

import pytest
from tests.support.sdk_lists import reader_of, told

read = reader_of("list.txt")

_POLICY = "4. 数据安全\n• 建议您定期备份数据\n\n5. 第三方服务\n{}\n{}\n\n6. 联系我们\n• 发送邮件至开发者邮箱\n"
_LEAD = "本应用使用以下第三方服务："


def test_an_entry_of_a_called_list_needs_no_known_name(tmp_path):
    text = _POLICY.format(_LEAD, "• GitHub：用于检查应用更新\n• 坚果云（可选）：用于云端备份")
    assert told(read(tmp_path, text)) == [("GitHub", "用于检查应用更新", ""), ("坚果云（可选）", "用于云端备份", "")]


def test_a_kind_of_service_says_what_an_entry_of_a_called_list_is_for(tmp_path):
    text = f"## 7. 第三方服务\n\n{_LEAD}\n- **青鸟搜索 (BirdSeek)**：AI问答服务\n- **RAGFlow**：文档检索服务\n"
    assert told(read(tmp_path, text, "list.md")) == [
        ("青鸟搜索 (BirdSeek)", "AI问答服务", ""),
        ("RAGFlow", "文档检索服务", ""),
    ]


def test_entries_that_nobody_calls_third_parties_are_none(tmp_path):
    text = _POLICY.format("本应用提供以下功能：", "• 青鸟记账：用于记录收支\n• 青鸟日记：用于记录心情").replace(
        "第三方服务", "功能"
    )
    assert read(tmp_path, text) == []


def test_a_called_list_one_of_whose_entries_is_of_data_stays_with_what_is_known(tmp_path):
    text = _POLICY.format(_LEAD, "• GitHub：用于检查应用更新\n• 设备信息：用于保障安全")
    assert [fact.name for fact in read(tmp_path, text)] == ["GitHub"]


@pytest.mark.parametrize("aside", ["（崩溃统计，默认关闭）", "（崩溃统计）", ""])
def test_what_stands_in_brackets_behind_a_name_keeps_it_a_name(tmp_path, aside):
    block = f"腾讯 Bugly{aside}\n• 服务商：深圳市腾讯计算机系统有限公司\n• 用途：定位和修复问题\n• 采集数据：崩溃堆栈\n"
    (fact,) = read(tmp_path, f"第三方服务\n\n{_LEAD}\n\n{block}")
    assert (fact.name, fact.company) == (f"腾讯 Bugly{aside}", "深圳市腾讯计算机系统有限公司")


_SENTENCES = [
    ("我们的应用使用 Google AdMob 服务展示广告。", ("Google AdMob", "展示广告")),
    ("我们可能会使用 Firebase Analytics 来了解使用情况。", ("Firebase Analytics", "了解使用情况")),
    ("本应用通过 LiveKit 服务，利用 WebRTC 技术为您提供语音通话功能。", ("LiveKit", "语音通话功能")),
]


@pytest.mark.parametrize(("sentence", "said"), _SENTENCES)
def test_sentences_say_whom_an_app_uses_and_what_for(tmp_path, sentence, said):
    (fact,) = read(tmp_path, f"# 隐私政策\n\n我们重视您的隐私。\n\n{sentence}\n", "policy.md")
    assert (fact.name, fact.purpose) == said


@pytest.mark.parametrize(
    "sentence", ["我们不会使用 Firebase Analytics 来了解您。", "您可能会使用 Google Maps 查看位置。"]
)
def test_what_an_app_does_not_use_or_its_users_do_names_nobody(tmp_path, sentence):
    assert read(tmp_path, f"# 隐私政策\n\n我们重视您的隐私。\n\n{sentence}\n", "policy.md") == []


def test_articles_of_an_interface_are_pages_below_their_titles(tmp_path):
    articles = [
        {
            "title": "1. 广告 (AdMob)",
            "content": "<p>我们使用 <strong>Google AdMob</strong> 服务展示广告，以支持应用的开发、维护和日常运行。</p>",
        },
        {
            "title": "2. 统计",
            "content": "<p>我们使用 <strong>Firebase Analytics</strong> 来了解应用的使用情况，并改进服务。</p>",
        },
    ]
    facts = read(tmp_path, json.dumps(articles, ensure_ascii=False), "list.json")
    assert [fact.name for fact in facts] == ["Google AdMob", "Firebase Analytics"]


def test_other_bullets_of_east_asian_pages_begin_entries(tmp_path):
    text = "Article 7\nThe App uses these third-party services:\n・Stripe: payments\n・Vercel: hosting\n"
    assert told(read(tmp_path, text)) == [("Stripe", "payments", ""), ("Vercel", "hosting", "")]


def test_the_use_behind_a_name_in_bold_is_kept_above_its_labels(tmp_path):
    entry = "- **{} SDK**: For {} login\n\n  - Data Shared: Authentication token\n  - Privacy Policy: https://{}.example\n\n"
    text = "## Third-party SDKs\n\n### 1. Login\n\n" + entry.format("Egret", "Egret", "egret")
    text += "### 2. Maps\n\n" + entry.format("Finch", "Finch", "finch")
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text, "list.md")] == [
        ("Egret SDK", "For Egret login"),
        ("Finch SDK", "For Finch login"),
    ]


def test_whoever_is_meant_and_not_named_is_nobody(tmp_path):
    assert read(tmp_path, f"## 第三方服务\n\n{_LEAD}\n- 某云：用于解析您输入的文本。\n", "list.md") == []


def test_sentences_between_a_name_and_its_first_label_say_what_for_and_what(tmp_path):
    entry = "（{}）{}：用于{}。处理的信息包括{}。提供方：{}有限公司。\n"
    text = "我们接入的第三方 SDK 情况如下：\n" + entry.format(
        1, "青鸟支付 SDK", "订单的支付", "订单号、支付金额", "青鸟"
    )
    facts = read(tmp_path, text + entry.format(2, "苍鹭短信 SDK", "发送验证码", "手机号码", "苍鹭"))
    assert [(fact.name, fact.company, fact.purpose, fact.data) for fact in facts] == [
        ("青鸟支付 SDK", "青鸟有限公司", "用于订单的支付", ("订单号", "支付金额")),
        ("苍鹭短信 SDK", "苍鹭有限公司", "用于发送验证码", ("手机号码",)),
    ]


@pytest.mark.parametrize("label", ["Processes", "Receives", "Type of data collected by a third-party SDK"])
def test_english_labels_of_what_is_taken(tmp_path, label):
    block = "{0} PUSH\n\n{1}: device identity information\n\n(such as IMEI, OAID), IP address\n\nPurpose: push\n\n"
    block += "Third party: {0} Software Co., Ltd\n\nPrivacy Policy: https://{0}.example/privacy\n\n"
    text = "List of Third Party SDKs\n\n" + block.format("Xiaomi", label) + block.format("Huawei", label)
    assert [(fact.name, fact.data) for fact in read(tmp_path, text)] == [
        (name, ("device identity information", "IMEI", "OAID", "IP address")) for name in ("Xiaomi PUSH", "Huawei PUSH")
    ]
