"""Lists whose entries say the same in the same order: what parts them is learned from all of them together."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

ROWS = (
    ("白鹭定位SDK", "杭州白鹭网络科技有限公司", "展示附近的门店", "位置信息、设备型号", "https://egret.example/p"),
    ("苍鹭客服", "成都苍鹭信息技术有限公司", "在线咨询", "昵称、头像", "https://heron.example/p"),
    ("青鸟测速", "厦门青鸟软件有限公司", "测量网络速度", "IP地址、网络类型", "https://jay.example/p"),
)

facts = reader_of("list.txt")


def read(tmp_path, text: str):
    return [(one.name, one.company, one.purpose, "、".join(one.data), one.link) for one in facts(tmp_path, text)]


def listed(form: str, before: str = "第三方SDK清单\n\n", rows=ROWS) -> str:
    keys = ("n", "c", "p", "d", "l")
    return before + "\n".join(form.format(**dict(zip(keys, row, strict=True))) for row in rows) + "\n"


@pytest.mark.parametrize(
    "form",
    [
        "{n}｜{c}｜{p}｜{d}｜{l}",
        "{n} - {c} - {p} - {d} - {l}",
        "{n}——{p}——{d}——{c}——{l}",
        "{n}/{c} / {p} / {d} / {l}".replace("/{c}", " / {c}"),
        "{n}；{c}；{p}；{d}；{l}",
        "{n}：{c}，{p}，{d}，{l}",
        "{n}（{c}）：{p}，{d}，{l}",
        "{n}（{c}；{p}；{d}；{l}）",
        "《{n}》由{c}运营，{p}，{d}，{l}",
        "{n}：主体{c}；用途{p}；个人信息{d}；链接{l}",
        "{p}：{n}（{c}），{d}，{l}",
        "{n}\n{c}\n{p}\n{d}\n{l}\n",
    ],
)
def test_the_mark_and_the_order_are_those_of_all_entries(tmp_path, form):
    assert read(tmp_path, listed(form)) == list(ROWS)


@pytest.mark.parametrize(
    "form",
    [
        "{n}-{c}-{p}-{l}",
        "{c}-{n}-{p}-{l}",
        "{n} {c} {p} {l}",
        "{n}_{c}_{p}_{l}",
    ],
)
def test_marks_that_names_may_hold_part_them_where_the_values_say_so(tmp_path, form):
    assert read(tmp_path, listed(form)) == [(n, c, p, "", link) for n, c, p, _, link in ROWS]


def test_an_entry_without_its_address_is_read_by_the_others(tmp_path):
    text = listed("{n}｜{c}｜{p}｜{d}｜{l}").replace("｜https://heron.example/p", "")
    assert read(tmp_path, text) == [row if row[0] != "苍鹭客服" else (*row[:4], "") for row in ROWS]


def test_a_name_a_link_and_a_sentence_stand_below_each_other(tmp_path):
    text = listed("{n}\n{l}\n用于{p}，会采集{d}。\n", "我们接入了以下第三方服务：\n")
    assert read(tmp_path, text) == [(n, "", p, d, link) for n, _, p, d, link in ROWS]


@pytest.mark.parametrize(
    "text",
    [
        # the same form, of what is no third party
        "您可以这样管理第三方SDK的权限：\n相机-扫码-可在系统设置中关闭\n相册-上传头像-可在系统设置中关闭\n",
        # steps of a person
        "第三方登录\n\n注册 - 填写手机号 - 完成登录\n注销 - 填写手机号 - 完成注销\n",
        # branches of the operator, in a text about no third party
        "联系我们\n\n" + "\n".join(f"{city}分部，{city}白鹭软件有限公司，{city}市一路1号" for city in ("杭州", "成都")),
    ],
)
def test_what_looks_alike_and_names_no_third_party_is_no_list(tmp_path, text):
    assert facts(tmp_path, text, "list.md") == []


@pytest.mark.parametrize("denial", ["以下第三方SDK已移除，不再使用：", "我们未接入以下第三方SDK："])
def test_entries_below_a_denial_are_none(tmp_path, denial):
    assert facts(tmp_path, f"隐私说明\n\n{listed('{n}｜{c}｜{p}｜{d}｜{l}', denial + chr(10))}") == []


def test_sentences_are_read_as_sentences(tmp_path):
    text = (
        "第三方SDK清单\n\n白鹭SDK：当您登录时，我们会收集设备型号，用于登录。\n"
        "苍鹭SDK：当您支付时，我们会收集订单号，用于支付。\n"
    )
    found = facts(tmp_path, text)
    assert [one.name for one in found] == ["白鹭SDK", "苍鹭SDK"]
    assert not any("我们" in one.purpose for one in found)


def test_the_labels_of_an_entry_that_is_read_are_no_list(tmp_path):
    card = "{n}\n用途：{p}。\n可能收集：微信 OpenID、昵称头像。\n启用场景：微信登录、微信分享、在小程序内支付。\n"
    assert [name for name, *_ in read(tmp_path, listed(card))] == [name for name, *_ in ROWS]
