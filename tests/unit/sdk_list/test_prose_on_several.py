"""Sentences that list several and say of each what for and what is taken, and lists that a denial stands before."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.txt")


def told(facts):
    return [(fact.name, fact.purpose, fact.data) for fact in facts]


@pytest.mark.parametrize("before", ["", "我们不会主动收集您的个人信息。"])
def test_a_denial_before_the_line_that_leads_to_a_list(tmp_path, before):
    found = read(
        tmp_path,
        f"用户隐私保护\n{before}App 内嵌的第三方组件可能会收集：\n"
        "高德地图 —— 定位；\n友盟 —— 设备信息；\n微信 —— 无。\n",
    )
    assert told(found) == [("高德地图", "", ("定位",)), ("友盟", "", ("设备信息",)), ("微信", "", ())]


def test_a_lead_that_denies_leads_to_nobody(tmp_path):
    text = "用户隐私保护\nApp 没有接入以下第三方组件：\n高德地图 —— 定位；\n友盟 —— 设备信息；\n微信 —— 头像。\n"
    assert read(tmp_path, text) == []


def test_those_whom_one_sentence_lists_others_tell_of(tmp_path):
    found = read(
        tmp_path,
        "（3）SDK 使用情况\n目前接入的 SDK 有友盟移动统计、极光推送两个。其中，友盟移动统计用于统计活跃，采集设备标识；"
        "极光推送用于下发通知，采集应用列表。\n",
    )
    assert told(found) == [("友盟移动统计", "统计活跃", ("设备标识",)), ("极光推送", "下发通知", ("应用列表",))]


@pytest.mark.parametrize(
    ("lead", "found"),
    [
        (
            "我们仅与以下合作方共享必要信息：",
            [
                ("阿里云", "短信", ("手机号",)),
                ("顺丰", "发货", ("收件人姓名", "地址")),
                ("支付宝", "付款", ("订单金额",)),
            ],
        ),
        ("您可以在以下地方找到我们：", []),
    ],
)
def test_brackets_of_a_use_and_what_is_shared(tmp_path, lead, found):
    text = f"信息\n{lead}阿里云（短信，手机号）、顺丰（发货，收件人姓名、地址）、支付宝（付款，订单金额）。\n"
    assert told(read(tmp_path, text)) == found
