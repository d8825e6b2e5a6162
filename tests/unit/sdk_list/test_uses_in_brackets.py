"""What is in brackets behind names and kinds of services, in sentences and entries; and near twins."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def rows(tmp_path, text: str, name: str = "list.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [(fact.name, fact.purpose, fact.data) for fact in read_sdk_list(path, shipped_lexicons()).facts]


SENTENCE = "隐私政策\n\n五、第三方服务\n\n{}\n\n六、您的权利\n\n您可以查询、更正您的信息。\n"


def test_a_sentence_says_in_brackets_what_each_is_for(tmp_path):
    said = "本应用集成了以下第三方服务：Supabase（数据库）、PostHog（产品分析）以及 Brevo（邮件发送）。"
    assert rows(tmp_path, SENTENCE.format(said)) == [
        ("Supabase", "数据库", ()),
        ("PostHog", "产品分析", ()),
        ("Brevo", "邮件发送", ()),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "本应用未集成以下第三方服务：Supabase（数据库）、PostHog（产品分析）。",
        "本应用集成了以下第三方服务所需的权限：相机（扫码）、麦克风（录音）。",
        "您可以通过以下第三方账号联系我们：微信（客服号）、QQ（客服群）。",
    ],
)
def test_a_denial_and_what_is_no_service_name_nobody(tmp_path, said):
    assert rows(tmp_path, SENTENCE.format(said)) == []


def test_an_entry_is_a_kind_of_service_with_who_offers_it(tmp_path):
    text = SENTENCE.format("我们可能使用以下第三方服务：\n\n• 地图服务（高德地图）\n• 邮件服务（Resend）")
    assert rows(tmp_path, text) == [("高德地图", "地图服务", ()), ("Resend", "邮件服务", ())]


def test_a_kind_of_service_with_a_remark_names_nobody(tmp_path):
    text = SENTENCE.format("我们可能使用以下第三方服务：\n\n• 地图服务（可选）\n• 邮件服务（仅限注册时）")
    assert rows(tmp_path, text) == []


def test_words_before_the_first_of_them_are_no_part_of_its_name(tmp_path):
    text = SENTENCE.format("我们可能使用以下第三方服务：\n\n• 云存储服务（如腾讯云、阿里云等）\n• 邮件服务（Resend）")
    assert [name for name, _, _ in rows(tmp_path, text)] == ["腾讯云", "阿里云", "Resend"]
