"""What a list says an SDK does not take is no data of it, in a cell, in brackets, in a sentence; and near twins."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.records.wording.values import items_of
from appaudit.sdk_list import read_sdk_list


def items(value: str) -> tuple[str, ...]:
    return items_of(value, shipped_lexicons().policy.languages["zh"].parties)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("订单号、购买凭证；本应用不接收支付卡号、账单地址或支付凭证", ("订单号", "购买凭证")),
        ("wifi状态（定制版本，要求不收集设备信息、应用列表、地理信息等敏感信息）", ("wifi状态",)),
        ("设备位置（可选，目前并未传值）、品类", ("设备位置", "品类")),
        ("仅调用公开API，不收集用户个人信息", ()),
        ("设备标识（不包括IMEI），位置信息", ("设备标识", "位置信息")),
        ("未收集", ()),
        ("Purchase tokens; does not receive card numbers, billing addresses", ("Purchase tokens",)),
        # Near twins: what is said of users, conditions and places of the same words.
        ("未注册用户的设备信息、订单号", ("未注册用户的设备信息", "订单号")),
        ("设备信息（IMEI、OAID）、位置信息", ("设备信息", "IMEI", "OAID", "位置信息")),
        ("Device ID, non-collected cookies", ("Device ID", "non-collected cookies")),
    ],
)
def test_what_is_not_taken_is_no_item(value, expected):
    assert items(value) == expected


def read(tmp_path, text: str):
    path = tmp_path / "list.md"
    path.write_text(f"# 隐私政策\n\n## 第三方SDK收集个人信息的情形\n\n{text}", encoding="utf-8")
    return {fact.name: fact for fact in read_sdk_list(path, shipped_lexicons()).facts}


def test_that_a_list_of_data_is_elsewhere_is_no_data(tmp_path):
    """ "的列表" was read as what each of eleven SDKs takes."""
    facts = read(
        tmp_path,
        "- 白鹭登录SDK：为了便于您使用登录功能；白鹭登录SDK获取您个人信息的列表详见《白鹭登录SDK隐私政策》。\n"
        "- 图片加载苍鹭SDK：为了便于您使用应用上传、扫一扫功能；其信息的清单见其政策。\n"
        "- 青鸟推送SDK：为了便于您接收消息；青鸟推送SDK获取您的手机号。\n",
    )
    assert {name: fact.data for name, fact in facts.items()} == {
        "白鹭登录SDK": (),
        "图片加载苍鹭SDK": (),
        "青鸟推送SDK": ("手机号",),
    }
    assert facts["图片加载苍鹭SDK"].purpose == "应用上传、扫一扫功能"


def test_of_several_things_that_a_sentence_takes_each_is_read_but_not_what_is_refused(tmp_path):
    facts = read(
        tmp_path,
        "- 我们接入了白鹭SDK方便收集崩溃信息，使用中需要读取您的设备型号，用于定位问题。\n"
        "- 我们接入了青鸟SDK收集设备型号，用于推送消息。\n"
        "- 我们接入了苍鹭SDK收集设备型号，收集类别为：个人常用设备信息，收集用途：支付。\n",
    )
    assert facts["白鹭SDK"].data == ("崩溃信息", "设备型号")
    assert facts["青鸟SDK"].data == facts["苍鹭SDK"].data == ("设备型号",)


@pytest.mark.parametrize(
    ("sentence", "purpose"),
    [
        ("为了让打卡更精准我们也接入了白鹭SDK来定位。", "让打卡更精准"),
        ("我们接入白鹭SDK，用于网络请求，更好地优化请求时延；其政策见官网。", "网络请求，更好地优化请求时延"),
        ("我们接入白鹭SDK，用于网络请求，您可以关闭它。", "网络请求"),
    ],
)
def test_a_purpose_ends_where_something_else_is_said(tmp_path, sentence, purpose):
    assert read(tmp_path, f"- {sentence}\n")["白鹭SDK"].purpose == purpose
