"""Cells that hold labels with their values, what stands before data in sentences, and names that name nobody."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


def table(headings: str, row: str) -> str:
    return f"## 第三方SDK\n\n| {headings} |\n|{'---|' * (headings.count('|') + 1)}\n| {row} |\n"


def test_labels_of_several_english_words_in_a_cell(tmp_path):
    cell = "Purpose: crash reports<br>Data collected: device model, IP address<br>Retention period: 90 days"
    (fact,) = read(tmp_path, table("SDK name | Company | Purpose", f"Egret SDK | Egret LLC | {cell}"))
    assert (fact.purpose, fact.data) == ("crash reports", ("device model", "IP address"))


def test_a_kind_of_data_before_a_colon_is_no_label(tmp_path):
    cell = "收集信息：设备信息：OAID、设备型号；网络信息：IP地址"
    (fact,) = read(tmp_path, table("SDK名称 | 公司 | 收集的个人信息", f"白鹭SDK | 白鹭有限公司 | {cell}"))
    assert "OAID" in " ".join(fact.data)
    assert "IP地址" in " ".join(fact.data)


def test_another_label_ends_what_stands_under_one(tmp_path):
    cell = "收集信息：OAID、设备型号<br>存储期限：90天"
    (fact,) = read(tmp_path, table("SDK名称 | 公司 | 收集的个人信息", f"白鹭SDK | 白鹭有限公司 | {cell}"))
    assert fact.data == ("OAID", "设备型号")


@pytest.mark.parametrize(
    ("said", "item"),
    [("收集您的手机号", "手机号"), ("收集用户选择的图片", "用户选择的图片"), ("收集用户的头像", "头像")],
)
def test_who_has_data_is_no_part_of_them_but_what_they_chose_is(tmp_path, said, item):
    (fact,) = read(tmp_path, table("SDK名称 | 公司 | 收集的个人信息", f"白鹭SDK | 白鹭有限公司 | {said}"))
    assert fact.data == (item,)


def test_when_data_is_taken_is_no_part_of_what_it_is_for(tmp_path):
    text = "## 第三方SDK\n\n- 白鹭输入SDK（白鹭有限公司）：输入框架，输入时自动读取剪贴板\n"
    (fact,) = read(tmp_path, text)
    assert (fact.purpose, fact.data) == ("输入框架", ("剪贴板",))


def test_what_something_is_for_behind_a_comma_stays(tmp_path):
    text = "## 第三方SDK\n\n- 白鹭输入SDK（白鹭有限公司）：输入框架，用于输入文字，读取剪贴板\n"
    (fact,) = read(tmp_path, text)
    assert fact.purpose == "输入框架，用于输入文字"


def test_a_long_english_name_begins_an_entry(tmp_path):
    name = "Egret Analytics Mobile and Embedded Devices Kit"
    (fact,) = read(
        tmp_path, f"## Third-party SDKs\n\n- {name} (Egret Technologies, Inc.): crash reports. It collects the model.\n"
    )
    assert (fact.name, fact.company) == (name, "Egret Technologies, Inc.")


@pytest.mark.parametrize(
    ("name", "is_listed"), [("各厂商推送", False), ("手机厂商推送", False), ("青鸟厂商推送", True)]
)
def test_makers_in_general_are_nobody(tmp_path, name, is_listed):
    facts = read(tmp_path, f"我们接入了{name}SDK，用于推送消息，收集OAID。\n")
    assert bool(facts) == is_listed


@pytest.mark.parametrize(
    ("verb", "data"), [("处理应用信息、设备标识符", ("应用信息", "设备标识符")), ("处理订单、退款", ())]
)
def test_what_is_handled_is_data_where_it_is_called_so(tmp_path, verb, data):
    (fact,) = read(tmp_path, f"## 第三方SDK\n\n我们接入了白鹭支付SDK，用于付款，该SDK会{verb}。\n")
    assert fact.data == data
