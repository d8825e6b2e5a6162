"""Sentences that say which companies offer a service and that their SDK is embedded; near twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of, told

ABOVE = "隐私政策\n\n四、我们如何接入合作伙伴的SDK\n\n"

read = reader_of("policy.txt")


def test_each_company_is_one_with_what_its_service_is_for(tmp_path):
    """Nobody was read, although every paragraph says who is embedded."""
    text = (
        f"{ABOVE}（1）基于位置服务的SDK接入\n目前我们的位置服务由白鹭软件有限公司和北京青鸟网讯科技有限公司提供，我们会接入白鹭和青鸟的SDK，\n"
        "**他们会通过SDK收集您的IMEI、位置信息。** 如您拒绝，将无法使用。\n（2）基于登录的SDK接入\n"
        "目前我们的一键登录由苍鹭科技有限公司提供，我们会接入苍鹭的SDK，但不会向其共享您的任何信息。\n"
    )
    assert told(read(tmp_path, text)) == [
        ("白鹭软件有限公司", "位置服务", "IMEI、位置信息"),
        ("北京青鸟网讯科技有限公司", "位置服务", "IMEI、位置信息"),
        ("苍鹭科技有限公司", "一键登录", ""),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "本应用由白鹭科技有限公司提供，我们重视您的隐私。",
        "目前我们的位置服务由用户提供，我们会接入您的SDK。",
        "地图服务由白鹭软件有限公司提供，我们不会接入白鹭的SDK。",
    ],
)
def test_who_offers_what_we_do_not_embed_is_nobody(tmp_path, line):
    assert told(read(tmp_path, f"{ABOVE}我们使用了青鸟SDK，用于统计，收集设备型号。\n{line}\n")) == [
        ("青鸟SDK", "统计", "设备型号")
    ]
