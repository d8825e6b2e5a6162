"""Blocks that begin by an address, data told as a way, and values that say "none" or what stays on the device."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.txt")


@pytest.mark.parametrize("label", ["地址", "注册地址", "联系地址"])
def test_a_name_above_an_address_begins_a_block(tmp_path, label):
    blocks = [
        f"{name}\n{label}：北京市海淀区上地十街1号\n公司名称：北京{name}科技有限公司\n"
        "使用目的：消息推送\n收集信息：OAID、IP地址\n"
        for name in ("融云", "青鸟", "白鹭")
    ]
    facts = read(tmp_path, "第三方SDK目录\n\n" + "\n".join(blocks))
    assert [(fact.name, fact.company) for fact in facts] == [
        (name, f"北京{name}科技有限公司") for name in ("融云", "青鸟", "白鹭")
    ]


def test_the_rest_of_a_value_above_another_label_begins_none(tmp_path):
    blocks = [
        f"{name}\n地址：北京市海淀区上地十街1号\n收集信息：OAID、IP地址、\n设备型号\n"
        f"公司名称：北京{name}科技有限公司\n使用目的：推送\n"
        for name in ("融云", "青鸟")
    ]
    first, second, *_ = read(tmp_path, "第三方SDK目录\n\n" + "\n".join(blocks))
    assert (first.name, first.data, second.name) == ("融云", ("OAID", "IP地址", "设备型号"), "青鸟")


def test_a_way_may_say_what_is_taken(tmp_path):
    text = (
        "第三方SDK目录\n\n"
        "1. 白鹭SDK\n公司：白鹭科技有限公司\n目的：分享；范围：分享页面；方式：可能收集设备型号、系统版本\n\n"
        "2. 灰鹤SDK\n公司：灰鹤科技有限公司\n目的：推送；方式：SDK自行收集；范围：首页\n\n"
        "3. 苍鹰SDK\n公司：苍鹰科技有限公司\n目的：推送；方式：可能收集设备型号\n收集信息：OAID\n"
    )
    assert [fact.data for fact in read(tmp_path, text)] == [("设备型号", "系统版本"), (), ("OAID",)]


def test_an_english_way_may_say_what_is_taken(tmp_path):
    said = "Purpose: animation; Scope: home page; Way: may collect device model and IP address"
    text = f"# Third-party SDK list\n\n### Ibis SDK\nCompany: Ibis LLC\n{said}\n"
    (fact,) = read(tmp_path, text, "list.md")
    assert (fact.purpose, fact.data) == ("animation", ("device model", "IP address"))


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ("无，仅在本地处理日志", ()),
        ("不涉及，仅用于渲染动画", ()),
        ("无，仅收集设备型号", ("设备型号",)),  # what is taken after all
        ("无线网络信息、OAID", ("无线网络信息", "OAID")),
        ("None, only crash counts stay on the device", ()),
        ("None; only used to render animations", ()),
        ("None, only collects the device model", ("device model",)),
    ],
)
def test_none_goes_on_and_stays_none(tmp_path, value, data):
    text = f"# 第三方SDK目录\n\n### 白鹭SDK\n公司：白鹭科技有限公司\n使用目的：动画\n收集信息：{value}\n"
    assert [fact.data for fact in read(tmp_path, text, "list.md")] == [data]


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ("OAID、人脸特征（仅在设备端处理）、日志（本地处理）", ("OAID", "人脸特征", "日志")),
        ("指纹（仅在本机比对，不上传）、位置（仅存储于您的设备）", ("指纹", "位置")),
        ("相册（本地存储的照片）", ("相册", "本地存储的照片")),
        ("face geometry (processed on device only), OS version", ("face geometry", "OS version")),
        ("logs (handled locally), model (stays on the device)", ("logs", "model")),
        ("storage (local photos), OS version", ("storage", "local photos", "OS version")),
    ],
)
def test_where_data_are_handled_is_no_item(tmp_path, value, data):
    text = f"# 第三方SDK目录\n\n### 白鹭SDK\n公司：白鹭科技有限公司\n使用目的：动画\n收集信息：{value}\n"
    assert [fact.data for fact in read(tmp_path, text, "list.md")] == [data]
