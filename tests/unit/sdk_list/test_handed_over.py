"""Sentences that say what is sent to whom, names above a sentence, and names before labels; with near twins."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

SHARING = "# 隐私政策\n\n## 四、我们如何与第三方共享信息\n\n"


def read(tmp_path, text: str, name: str = "list.md"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return {fact.name: fact for fact in read_sdk_list(path, shipped_lexicons()).facts}


@pytest.mark.parametrize(
    ("sentence", "name", "data", "purpose"),
    [
        ("1. 与火山引擎共享语音识别所需的录音。", "火山引擎", ("语音识别所需的录音",), ""),
        ("- 与 DeepSeek 或同类模型服务共享整理笔记所需文字。", "DeepSeek", ("整理笔记所需文字",), ""),
        ("我们会向极光推送提供设备标识、设备型号，用于送达消息。", "极光推送", ("设备标识", "设备型号"), "送达消息"),
        ("您的提问内容将发送至第三方服务商（DeepSeek）。", "DeepSeek", ("提问内容",), ""),
        ("我们会将您的手机号、验证码发送给阿里云，用于发送短信。", "阿里云", ("手机号", "验证码"), "发送短信"),
        (
            "您拍摄的照片会经加密，并上传至第三方识图平台进行识别，例如 OpenAI。",
            "OpenAI",
            ("照片",),
            None,
        ),
    ],
)
def test_who_gets_what_is_read_of_a_sentence(tmp_path, sentence, name, data, purpose):
    fact = read(tmp_path, SHARING + sentence + "\n")[name]
    assert fact.data == data
    assert purpose is None or fact.purpose == purpose


@pytest.mark.parametrize(
    "sentence",
    [
        "我们不会与火山引擎共享您的录音。",
        "我们不会将您的提问内容发送至第三方服务商（DeepSeek）。",
        "您可以与微信好友分享收藏的文章。",
        "我们与腾讯公司签署了保密协议。",
    ],
)
def test_a_refusal_and_what_the_user_does_name_nobody(tmp_path, sentence):
    assert read(tmp_path, SHARING + sentence + "\n| SDK名称 | 用途 |\n| --- | --- |\n| 白鹭SDK | 统计 |\n").keys() <= {
        "白鹭SDK"
    }


def test_what_a_sentence_sends_is_given_to_the_entry_with_the_longer_name(tmp_path):
    facts = read(
        tmp_path,
        "# 隐私政策\n\n## 1.5 第三方服务\n\n您的问题内容将发送至DeepSeek服务器进行处理。\n\n"
        "## 3.1 第三方服务提供商\n\n- 3.1.1 DeepSeek AI: 用于回答提问\n- 3.1.2 我们会与第三方签订协议\n",
    )
    assert list(facts) == ["DeepSeek AI"]
    assert facts["DeepSeek AI"].data == ("问题内容",)
    assert facts["DeepSeek AI"].purpose == "用于回答提问"


def test_an_app_that_sends_to_its_own_site_has_no_third_party(tmp_path):
    text = (
        "# 隐私政策\n\n## 登录\n\n您输入的验证码会发送给哔哩哔哩官方接口。\n\n## SDK\n\n白鹭SDK：用于统计，收集OAID。\n"
    )
    assert list(read(tmp_path, text)) == ["白鹭SDK"]


def test_the_sentence_below_a_name_says_what_it_takes(tmp_path):
    text = (
        "# 第三方SDK\n\n1.白鹭校验sdk（cn.egret.check）\n\n"
        "账号系统需要收集您的设备Mac地址、硬件序列号以提供登录校验。\n\n"
        "2.青鸟统计SDK\n\n我们会定期检查所列的内容。\n"
    )
    facts = read(tmp_path, text)
    assert next(fact.data for name, fact in facts.items() if name.startswith("白鹭校验sdk")) == (
        "设备Mac地址",
        "硬件序列号",
    )
    assert all(not fact.data for name, fact in facts.items() if name.startswith("青鸟"))


def test_a_name_stands_before_labels_that_spaces_part(tmp_path):
    text = (
        "# 第三方功能\n\n白鹭SDK （苍鹭统一管理） 第三方主体 白鹭（上海）有限公司 "
        "涉及个人信息类型 OAID、获取相册权限 接入SDK目的 "
        "展示广告 官方链接/隐私政策 https://egret.example/p\n\n白鹭SDK 第三方主体责任由其承担，涉及个人信息类型见官网\n"
    )
    facts = read(tmp_path, text)
    (fact,) = facts.values()
    assert (fact.company, fact.purpose, fact.link) == ("白鹭（上海）有限公司", "展示广告", "https://egret.example/p")
    assert fact.data[0] == "OAID"


def test_who_supplies_a_service_is_named_behind_it(tmp_path):
    lead = "# 隐私政策\n\n## 共享\n\n以下列举了具体的授权合作伙伴：\n\n"
    text = (
        "（1）消息推送服务供应商：由某某白鹭股份有限公司提供推送服务，我们可能会将您的设备型号、应用列表信息提供给某某白鹭股份有限公司，"
        "用于为您推送消息。\n\n（2）服务器供应商：腾讯云\n\n（3）短信服务商：阿里云\n\n（4）地图服务商：我们会择优选择\n"
    )
    facts = read(tmp_path, lead + text)
    assert facts.keys() == {"某某白鹭股份有限公司", "腾讯云", "阿里云"}
    assert facts["腾讯云"].purpose == "服务器"
    assert facts["某某白鹭股份有限公司"].data == ("设备型号", "应用列表信息")


def test_names_with_addresses_may_have_commas_and_two_addresses(tmp_path):
    text = (
        "# Privacy\n\nWe use services from the following entities:\n\n- Egret, Inc. https://egret.example/p\n"
        "- Bluebird https://bluebird.example/p and https://bluebird.example/q\n"
        "- AdMob, Firebase https://policies.example/p\n- See also, for more https://elsewhere.example/p\n"
    )
    facts = read(tmp_path, text)
    assert {"Egret, Inc.", "Bluebird", "AdMob", "Firebase"} == set(facts)
    assert facts["Bluebird"].link == "https://bluebird.example/p"


def test_permissions_and_keys_of_programs_are_nobody(tmp_path):
    text = "# 第三方SDK\n\n- ACCESS_WIFI_STATE\n- NSCameraUsageDescription\n- Firebase\n- AdMob\n"
    assert list(read(tmp_path, text)) == ["Firebase", "AdMob"]
