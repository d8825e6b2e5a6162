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


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("设备信息，写入/读取外部储存", ("设备信息", "写入/读取外部储存")),
        ("获取粗略/精确位置、IMEI/MAC", ("获取粗略/精确位置", "IMEI", "MAC")),
        ("粗略位置/精确位置", ("粗略位置", "精确位置")),
    ],
)
def test_two_halves_of_an_item_around_a_stroke_are_one(tmp_path, cell, expected):
    text = f"第三方SDK名称：白鹭SDK\n收集的个人信息类型：{cell}\n用途：推送\n"
    assert read(tmp_path, text)["白鹭SDK"][2] == expected


TWICE = (
    "## Third-Party Services\n\n### Service Providers\n\n- **Egret**: Push notifications\n- **Firebase**: Analytics\n\n"
    "## Their policies\n\nOur app integrates with third-party services:\n\n- **Egret**: {egret}\n"
    "- **Firebase**: [Firebase Privacy Policy](https://firebase.example.com/privacy)\n"
)


@pytest.mark.parametrize(
    ("egret", "link"),
    [
        ("[Egret Privacy Policy](https://egret.example.com/p)", "https://egret.example.com/p"),
        ("Push notifications", ""),
    ],
)
def test_an_sdk_listed_again_with_the_title_of_its_policy_has_that_address(tmp_path, egret, link):
    found = read(tmp_path, TWICE.replace("{egret}", egret), "list.md")
    assert (found["Egret"][1], found["Egret"][3]) == ("Push notifications", link)
    assert found["Firebase"][3] == "https://firebase.example.com/privacy"


def test_the_kind_of_sharing_is_no_name(tmp_path):
    text = (
        "第三方信息共享清单\n\n共享类型：服务端 API 接口 / 云服务。\n服务提供方：白鹭计算有限公司。\n"
        "使用场景：保存账号。\n涉及信息：手机号。\n"
    )
    assert not any("共享类型" in name for name in read(tmp_path, text))


@pytest.mark.parametrize("name", ["list.txt", "list.md", "list.csv"])
@pytest.mark.parametrize("text", ["本应用未集成任何第三方SDK", "The app does not use any third-party SDKs."])
def test_a_sentence_alone_that_nobody_is_there_is_quoted_and_no_row(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    reading = read_sdk_list(path, shipped_lexicons())
    assert reading.facts == []
    assert text.rstrip(".") in reading.gaps[0].detail.en


def test_a_sentence_that_nobody_is_there_beside_a_list_leaves_the_list(tmp_path):
    text = f"{LEAD}{BLUEBIRD}\n鸿蒙版未集成任何第三方SDK。\n"
    assert list(read(tmp_path, text)) == ["蓝鸟分析"]


def test_a_counted_line_is_no_rest_of_the_value_above_it(tmp_path):
    text = EGRET.replace("{rest}", "\n（二）反作弊能力")
    assert read(tmp_path, LEAD + text + BLUEBIRD)["白鹭SDK"][1] == PURPOSE.removesuffix("反作弊能力")
    assert read(tmp_path, LEAD + text + BLUEBIRD)["蓝鸟分析"] == BOTH["蓝鸟分析"]


def block(lines: str) -> str:
    return f"第三方SDK列表\n{lines}"


NAMES = ("白鹭统计SDK", "蓝鸟推送SDK", "红隼支付SDK")


@pytest.mark.parametrize("second", ["公司名称：深圳蓝鸟科技有限公司\n", ""], ids=["told", "left out"])
def test_a_company_above_a_name_is_of_that_name_and_of_none_before(tmp_path, second):
    text = block(
        f"公司名称：北京白鹭科技有限公司\nSDK名称：{NAMES[0]}\n用途：统计\n{second}SDK名称：{NAMES[1]}\n用途：推送\n"
        f"公司名称：上海红隼支付有限公司\nSDK名称：{NAMES[2]}\n用途：支付\n"
    )
    companies = [read(tmp_path, text)[name][0] for name in NAMES]
    assert companies == ["北京白鹭科技有限公司", second[5:].strip(), "上海红隼支付有限公司"]


@pytest.mark.parametrize("own", ["隐私政策：https://own.example.com/p\n", ""], ids=["of the page", "none"])
def test_a_policy_above_the_first_name_is_of_nobody_where_blocks_end_with_theirs(tmp_path, own):
    text = block(
        f"{own}SDK名称：{NAMES[0]}\n用途：统计\n隐私政策：https://egret.example.com/p\n"
        f"SDK名称：{NAMES[1]}\n用途：推送\n隐私政策：https://bluebird.example.com/p\n"
    )
    links = [read(tmp_path, text)[name][3] for name in NAMES[:2]]
    assert links == ["https://egret.example.com/p", "https://bluebird.example.com/p"]


def test_a_value_below_a_name_without_a_label_goes_on_in_its_own_block(tmp_path):
    text = block(
        "".join(
            f"{name}\n用途：推送\n信息：设备信息，用于推送应用的使用情况和活跃程度，以及提供\n触达能力\n公司：北京{name[:2]}科技有限公司\n"
            for name in ("白鹭推送SDK", "蓝鸟推送SDK")
        )
        + f"{NAMES[2]}\n用途：支付\n信息：订单信息\n公司：上海红隼支付有限公司\n"
    )
    found = read(tmp_path, text)
    assert [(name, values[0]) for name, values in found.items()] == [
        ("白鹭推送SDK", "北京白鹭科技有限公司"),
        ("蓝鸟推送SDK", "北京蓝鸟科技有限公司"),
        (NAMES[2], "上海红隼支付有限公司"),
    ]
