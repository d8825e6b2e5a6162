"""Values that go on in a second line: no field of one SDK may slip to the next."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, text: str, name: str = "list.txt") -> dict[str, tuple[str, str, tuple[str, ...], str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    facts = read_sdk_list(path, shipped_lexicons()).facts
    return {fact.name: (fact.company, fact.purpose, fact.data, fact.link) for fact in facts}


LEAD = "我们接入的第三方SDK如下：\n\n"
EGRET = (
    "第三方SDK名称：白鹭SDK\n应用场景：统计分析，并通过地理位置校验报表数据的准确性，提供基础{rest}\n"
    "收集的个人信息类型：设备Mac地址\n第三方SDK提供方：白鹭科技（北京）有限公司\n"
    "隐私政策：https://egret.example.com/policy\n"
)
BLUEBIRD = (
    "第三方SDK名称：蓝鸟分析\n应用场景：崩溃日志\n收集的个人信息类型：系统日志\n"
    "第三方SDK提供方：深圳市蓝鸟计算机有限公司\n隐私政策：https://bluebird.example.com/policy\n"
)
PURPOSE = "统计分析，并通过地理位置校验报表数据的准确性，提供基础反作弊能力"
BOTH = {
    "白鹭SDK": ("白鹭科技（北京）有限公司", PURPOSE, ("设备Mac地址",), "https://egret.example.com/policy"),
    "蓝鸟分析": ("深圳市蓝鸟计算机有限公司", "崩溃日志", ("系统日志",), "https://bluebird.example.com/policy"),
}


@pytest.mark.parametrize("rest", ["反作弊能力", "\n反作弊能力"], ids=["whole", "in two lines"])
@pytest.mark.parametrize("blocks", [EGRET + BLUEBIRD, BLUEBIRD + EGRET], ids=["first", "last"])
def test_a_purpose_that_goes_on_below_stays_with_its_sdk(tmp_path, blocks, rest):
    assert read(tmp_path, LEAD + blocks.replace("{rest}", rest)) == BOTH


def test_the_rest_of_the_last_value_stands_above_the_next_name(tmp_path):
    first = (
        "第三方SDK名称：白鹭SDK\n收集的个人信息类型：设备Mac地址\n"
        "应用场景：统计分析，并通过地理位置校验报表数据的准确性，提供基础\n反作弊能力\n"
    )
    assert read(tmp_path, LEAD + first + BLUEBIRD) == {
        "白鹭SDK": ("", PURPOSE, ("设备Mac地址",), ""),
        "蓝鸟分析": BOTH["蓝鸟分析"],
    }


def test_a_company_that_goes_on_below_is_whole(tmp_path):
    text = EGRET.replace("{rest}", "").replace("白鹭科技（北京）有限公司", "白鹭科技（北京）股\n份有限公司")
    assert read(tmp_path, LEAD + text + BLUEBIRD)["白鹭SDK"][0] == "白鹭科技（北京）股份有限公司"


def test_a_line_below_a_whole_company_is_no_part_of_it_and_begins_nothing(tmp_path):
    text = EGRET.replace("{rest}", "").replace("北京）有限公司", "北京）有限公司\n以其公布为准")
    found = read(tmp_path, LEAD + text + BLUEBIRD)
    assert {name: values[0] for name, values in found.items()} == {name: values[0] for name, values in BOTH.items()}


def test_a_name_without_its_label_begins_a_block_where_the_labels_begin_again(tmp_path):
    text = EGRET.replace("{rest}", "") + BLUEBIRD.replace("第三方SDK名称：蓝鸟分析", "蓝鸟分析SDK")
    found = read(tmp_path, LEAD + text)
    assert found["蓝鸟分析SDK"] == BOTH["蓝鸟分析"]
    assert found["白鹭SDK"][0] == BOTH["白鹭SDK"][0]


def test_a_label_that_names_blocks_begins_the_next_below_a_line_taken_for_a_name(tmp_path):
    """A heading inside a block may take what is below it, and never what belongs to the next block."""
    text = EGRET.replace("{rest}", "\n# 反作弊能力")
    assert read(tmp_path, LEAD + text + BLUEBIRD, "list.md")["蓝鸟分析"] == BOTH["蓝鸟分析"]


PART = (
    "<h2>第三方SDK目录</h2><div><h3>OPPO SDK</h3><p><b>个人信息收集范围：</b>设备Mac地址，软件安装列表</p>"
    "<p><b>使用目的：</b>消息推送</p><p><b>所属机构：</b>广东白鹭科技有限公司</p>{links}</div>"
)
SITE = '<p><b>官网链接：</b><a href="https://open.egret.example.com/wiki">https://open.egret.example.com/wiki</a></p>'
POLICY = '<p><b>隐私政策：</b><a href="https://egret.example.com/doc/366">https://egret.example.com/doc/366</a></p>'


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (SITE + POLICY, "https://egret.example.com/doc/366"),
        (POLICY + SITE, "https://egret.example.com/doc/366"),
        (SITE, "https://open.egret.example.com/wiki"),
    ],
)
def test_the_address_that_a_label_calls_a_policy_is_the_one(tmp_path, links, expected):
    assert read(tmp_path, PART.replace("{links}", links), "list.html")["OPPO SDK"][3] == expected
