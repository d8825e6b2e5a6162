"""Tables that were pasted with tabs between cells, a sentence alone below a name, definitions; and near twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("policy.md")


ABOVE = "隐私政策\n\n一、共享\n\n嵌入第三方代码、插件传入个人信息的情形列举如下：\n\n"
HEADINGS = "场景描述\t个人信息字段、类型\t用途和目的\t第三方机构名称\t官网链接\n"


def row(name: str, company: str, host: str, purpose: str = "统计") -> str:
    return f"{name}\t设备型号、OAID\t{purpose}\t{company}科技有限公司\thttps://{host}.example/#/p\n"


def test_a_row_that_ends_with_an_address_does_not_go_on_in_a_name_in_small_letters(tmp_path):
    facts = read(tmp_path, f"{ABOVE}{HEADINGS}{row('白鹭SDK', '白鹭', 'egret')}{row('heronSDK', '苍鹭', 'heron')}")
    assert [(fact.name, fact.company, fact.link) for fact in facts] == [
        ("白鹭SDK", "白鹭科技有限公司", "https://egret.example/#/p"),
        ("heronSDK", "苍鹭科技有限公司", "https://heron.example/#/p"),
    ]


@pytest.mark.parametrize(("name", "above"), [("policy.md", ABOVE), ("list.txt", "")])
def test_a_cell_of_several_lines_ends_no_table(tmp_path, name, above):
    """What stood below such a row was lost, and so was its company; its last line was an SDK."""
    broken = row("青鸟SDK", "青鸟", "bird", "推送消息\n定位问题\n保证功能生效")
    facts = read(tmp_path, f"{above}{HEADINGS}{broken}{row('白鹭SDK', '白鹭', 'egret')}", name)
    assert [(fact.name, fact.company, fact.purpose) for fact in facts] == [
        ("青鸟SDK", "青鸟科技有限公司", "推送消息 定位问题 保证功能生效"),
        ("白鹭SDK", "白鹭科技有限公司", "统计"),
    ]


def test_lines_that_make_no_row_stay_as_they_are(tmp_path):
    text = f"{ABOVE}{HEADINGS}{row('白鹭SDK', '白鹭', 'egret')}合计\t1\n\n二、转让\n\n我们不会转让您的信息。\t见上\n"
    assert [fact.name for fact in read(tmp_path, text)] == ["白鹭SDK"]


def test_a_first_column_of_products_holds_their_names_whatever_its_heading(tmp_path):
    text = (
        f"{ABOVE}场景描述\t个人信息类型\t个人信息字段\t第三方机构名称\t官网链接\n"
        "白鹭广告SDK\t设备信息\tIDFA\t北京白鹭\thttps://egret.example/\n"
        "青鸟广告SDK\t设备信息\tIDFA\t北京青鸟\thttps://bird.example/\n"
    )
    assert [(fact.name, fact.company) for fact in read(tmp_path, text)] == [
        ("白鹭广告SDK", "北京白鹭"),
        ("青鸟广告SDK", "北京青鸟"),
    ]


PAGE = (
    "<html><body><h1>隐私政策</h1><h2>（三）第三方SDK和插件</h2><h3>1、白鹭推送SDK</h3><p>{0}</p>"
    "<p>《条款》https://egret.example/p</p></body></html>"
)


@pytest.mark.parametrize(
    ("sentence", "purpose"),
    [
        ("消息推送通知，把状态等消息推送至用户。", "消息推送通知，把状态等消息推送至用户"),
        ("集成了白鹭SDK，用于唤起分享。", "唤起分享"),
        ("收集设备型号、OAID。", ""),
        ("请阅读其条款。", ""),
    ],
)
def test_a_sentence_alone_below_a_name_says_what_it_is_for(tmp_path, sentence, purpose):
    (fact,) = read(tmp_path, PAGE.format(sentence), "list.html")
    assert (fact.name, fact.purpose, fact.link) == ("白鹭推送SDK", purpose, "https://egret.example/p")


def test_definitions_are_no_record_of_the_operator(tmp_path):
    """The operator was read as a third party that takes all that "个人信息" means."""
    text = (
        "# 隐私政策\n\n## 2、相关词语定义\n\n服务提供者：大山（北京）科技有限公司；\n\n"
        "个人信息：指能够识别自然人身份的信息，包括姓名、IMEI。\n\n## 三、第三方SDK\n\n"
        "SDK名称：白鹭SDK\n厂家：白鹭科技有限公司\n个人信息：指纹、OAID\n使用目的：登录\n"
    )
    (fact,) = read(tmp_path, text, "list.md")
    assert (fact.name, fact.company, fact.data) == ("白鹭SDK", "白鹭科技有限公司", ("指纹", "OAID"))
