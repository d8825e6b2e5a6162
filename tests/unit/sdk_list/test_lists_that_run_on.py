"""Entries counted inside a paragraph, names of use behind a dash, the policy among two pages, and whole purposes."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, text: str, name: str = "list.txt") -> dict[str, tuple[str, str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return {fact.name: (fact.purpose, fact.link) for fact in read_sdk_list(path, shipped_lexicons()).facts}


LEAD = "共享与第三方 SDK\n\n为实现登录与支付，我们接入了第三方 SDK。当前已接入："
ENTRIES = ("阿里云 uniCloud — 云函数与数据库存储", "微信支付 — 会员开通通道（网页端 2.1）", "支付宝 — 退款")
USES = {"阿里云 uniCloud": "云函数与数据库存储", "微信支付": "会员开通通道（网页端 2.1）", "支付宝": "退款"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LEAD + "；".join(f"（{number}）{entry}" for number, entry in enumerate(ENTRIES, 1)) + "。", USES),
        (LEAD + "\n\n" + "\n".join(f"- {entry}" for entry in ENTRIES), USES),
        # counted otherwise than from one on, and one of them without a name set apart
        (LEAD + "；".join(f"（{number}）{entry}" for number, entry in enumerate(ENTRIES, 4)) + "。", {}),
        (LEAD + f"（1）{ENTRIES[0]}；（2）由您选择；（3）{ENTRIES[2]}。", {}),
    ],
)
@pytest.mark.parametrize("name", ["list.txt", "list.md"])
def test_entries_counted_in_a_paragraph_are_those_of_a_list(tmp_path, name, text, expected):
    assert {each: use for each, (use, _) in read(tmp_path, text, name).items()} == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [("会员开通通道", {"微信支付", "支付宝"}), ("昵称、头像", {"支付宝"}), ("暂未接入", {"支付宝"})],
)
def test_somebody_known_is_listed_by_a_name_of_what_is_done(tmp_path, said, expected):
    text = f"# 隐私政策\n\n## 第三方SDK\n\n我们接入了以下第三方SDK：\n\n- 微信支付 — {said}\n- 支付宝 — 用于退款\n"
    assert set(read(tmp_path, text, "list.md")) == expected


BLOCK = (
    "1. 白鹭Open SDK\n开发者:深圳白鹭有限公司\n用途：用于分享链接\n官网链接： https://egret.example/wiki\n{policy}\n"
)
NEXT = "2. 苍鹭互联 SDK\n开发者:深圳苍鹭有限公司\n用途：用于登录\n官网链接： https://heron.example/wiki\n"


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("SDK隐私政策链接：\nhttps://egret.example/privacy", "https://egret.example/privacy"),
        ("SDK隐私政策链接：https://egret.example/privacy", "https://egret.example/privacy"),
        ("SDK隐私政策链接：", "https://egret.example/wiki"),
        ("下载链接：\nhttps://egret.example/download", "https://egret.example/wiki"),
    ],
)
def test_the_policy_below_its_label_counts_before_a_page_of_the_product(tmp_path, policy, expected):
    found = read(tmp_path, BLOCK.format(policy=policy) + NEXT)
    assert found["白鹭Open SDK"][1] == expected
    assert found["苍鹭互联 SDK"][1] == "https://heron.example/wiki"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("记录并还原运动过程", "显示运动轨迹，记录并还原运动过程"),
        ("提升定位的准确性", "显示运动轨迹，提升定位的准确性"),
        ("详见其隐私政策", "显示运动轨迹"),
        ("获取位置信息", "显示运动轨迹"),
    ],
)
def test_a_purpose_goes_on_behind_a_comma_where_what_is_done_does(tmp_path, rest, expected):
    text = (
        f"第三方SDK说明\n\n白鹭地图SDK:主要用在运动界面，用于显示运动轨迹，{rest}。\n\n蓝鸟云SDK:主要用于上传头像。\n"
    )
    assert read(tmp_path, text)["白鹭地图SDK"][0] == expected
