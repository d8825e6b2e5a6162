"""Whose an SDK is, wherever a list says it: labels, brackets, lines above several SDKs, cells; and the near twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

EGRET, BIRD = "白鹭科技有限公司", "青鸟软件有限公司"
TITLE = "第三方SDK清单\n我们接入的第三方SDK如下：\n\n"

read = reader_of("list.txt")


def owners(facts) -> list[tuple[str, str]]:
    return [(fact.name, fact.company) for fact in facts]


def block(label: str, first: str = EGRET, second: str = BIRD) -> str:
    return (
        f"{TITLE}白鹭推送SDK\n{label}：{first}\n使用目的：推送\n收集信息：OAID\n\n"
        f"青鸟地图SDK\n{label}：{second}\n使用目的：地图\n收集信息：位置信息\n"
    )


@pytest.mark.parametrize(
    "label",
    [
        "服务提供方",
        "运营单位",
        "所属单位",
        "责任主体",
        "受托方",
        "个人信息接收方",
        "归属公司",
        "技术支持方",
        "服务方",
        "合作伙伴",
    ],
)
def test_labels_of_companies(tmp_path, label):
    assert owners(read(tmp_path, block(label))) == [("白鹭推送SDK", EGRET), ("青鸟地图SDK", BIRD)]


@pytest.mark.parametrize("label", ["数据存储方", "版权所有", "App运营者"])
def test_labels_of_other_companies(tmp_path, label):
    """Where data lie, and whose the app is, does not say whose the SDK is."""
    assert owners(read(tmp_path, block(label))) == [("白鹭推送SDK", ""), ("青鸟地图SDK", "")]


def test_a_label_that_nobody_knows_with_a_company(tmp_path):
    assert owners(read(tmp_path, block("权利人"))) == [("白鹭推送SDK", EGRET), ("青鸟地图SDK", BIRD)]
    assert owners(read(tmp_path, block("权利人", "本人", "本人"))) == [("白鹭推送SDK", ""), ("青鸟地图SDK", "")]


def test_a_known_label_goes_before_one_that_nobody_knows(tmp_path):
    text = f"{TITLE}白鹭推送SDK\n权利人：{BIRD}\n提供方：{EGRET}\n使用目的：推送\n收集信息：OAID\n"
    assert owners(read(tmp_path, text)) == [("白鹭推送SDK", EGRET)]


@pytest.mark.parametrize(
    "label", ["Provided by", "Operated by", "Parent company", "Legal name", "Publisher", "SDK vendor"]
)
def test_english_labels_of_companies(tmp_path, label):
    text = f"Third-party SDK list\n\nEgret SDK\n{label}: Egret Ltd\nPurpose: push\nData collected: device model\n"
    assert owners(read(tmp_path, text)) == [("Egret SDK", "Egret Ltd")]


@pytest.mark.parametrize("between", [" - ", " / ", "｜"])
def test_a_company_behind_a_name_in_its_line(tmp_path, between):
    text = f"{TITLE}白鹭推送SDK{between}{EGRET}\n使用目的：推送\n收集信息：OAID\n"
    assert owners(read(tmp_path, text)) == [("白鹭推送SDK", EGRET)]
    twin = f"{TITLE}白鹭推送SDK{between}安卓\n使用目的：推送\n收集信息：OAID\n"
    assert [fact.company for fact in read(tmp_path, twin)] == [""]


def test_a_company_behind_by(tmp_path):
    text = "Third-party SDKs\n\nEgret SDK by Egret Ltd\nPurpose: push\nData: device model\n"
    assert owners(read(tmp_path, text)) == [("Egret SDK", "Egret Ltd")]
    twin = "Third-party SDKs\n\nEgret SDK by default\nPurpose: push\nData: device model\n"
    assert owners(read(tmp_path, twin)) == [("Egret SDK by default", "")]


TABLE = "## 第三方SDK\n\n| SDK名称 | 目的 | 收集信息 |\n|---|---|---|\n| {} | 推送 | OAID |\n"


def test_a_product_in_brackets_behind_its_company(tmp_path):
    facts = read(tmp_path, TABLE.format(f"{EGRET}（白鹭推送SDK）"), "list.md")
    assert owners(facts) == [("白鹭推送SDK", EGRET)]


def test_what_else_stands_in_brackets_behind_a_company(tmp_path):
    name = f"{EGRET}（以下简称白鹭）"
    assert owners(read(tmp_path, TABLE.format(name), "list.md")) == [(name, "")]


HEADINGS = (
    "一、{}\n\n1. 白鹭推送SDK\n使用目的：推送\n收集信息：OAID\n\n2. 白鹭统计SDK\n使用目的：统计\n收集信息：IP地址\n\n"
)
LAST = "二、{}\n\n1. 青鸟地图SDK\n使用目的：地图\n收集信息：位置信息\n"


def test_companies_above_the_sdks_that_they_offer(tmp_path):
    text = TITLE + HEADINGS.format(EGRET) + LAST.format(BIRD)
    assert owners(read(tmp_path, text)) == [("白鹭推送SDK", EGRET), ("白鹭统计SDK", EGRET), ("青鸟地图SDK", BIRD)]


def test_one_company_above_all_may_be_whose_the_app_is(tmp_path):
    text = TITLE + HEADINGS.format(EGRET)
    assert owners(read(tmp_path, text)) == [("白鹭推送SDK", ""), ("白鹭统计SDK", "")]


def test_a_company_above_reaches_down_to_the_next_heading(tmp_path):
    text = (
        TITLE
        + HEADINGS.format(EGRET)
        + LAST.format(BIRD)
        + "三、地图类\n\n1. 苍鹭SDK\n使用目的：地图\n收集信息：位置信息\n"
    )
    assert owners(read(tmp_path, text))[-1] == ("苍鹭SDK", "")


def test_sdks_with_companies_of_their_own_get_none_from_above(tmp_path):
    text = (TITLE + HEADINGS.format(EGRET) + LAST.format(BIRD)).replace(
        "使用目的：统计", "提供方：苍鹭有限公司\n使用目的：统计"
    )
    assert owners(read(tmp_path, text)) == [("白鹭推送SDK", ""), ("白鹭统计SDK", "苍鹭有限公司"), ("青鸟地图SDK", "")]


def page(*rows: str, head: str = "<th>SDK名称</th><th>目的</th><th>收集信息</th>") -> str:
    return f"<html><body><h2>第三方SDK清单</h2><table><tr>{head}</tr>{''.join(rows)}</table></body></html>"


def across(text: str) -> str:
    return f'<tr><td colspan="3">{text}</td></tr>'


PUSH = "<tr><td>白鹭推送SDK</td><td>推送</td><td>OAID</td></tr>"
MAPS = "<tr><td>青鸟地图SDK</td><td>地图</td><td>位置信息</td></tr>"


def test_a_company_across_a_table_heads_the_rows_below(tmp_path):
    facts = read(tmp_path, page(across(EGRET), PUSH, across(BIRD), MAPS), "list.html")
    assert owners(facts) == [("白鹭推送SDK", EGRET), ("青鸟地图SDK", BIRD)]


def test_a_kind_of_sdks_across_a_table_is_no_row(tmp_path):
    facts = read(tmp_path, page(across(EGRET), PUSH, across("地图类"), MAPS), "list.html")
    assert owners(facts) == [("白鹭推送SDK", EGRET), ("青鸟地图SDK", "")]


CSV = (
    "应用,{},SDK名称,{},目的,收集信息\n"
    "步步,某某网络有限公司,白鹭SDK,{},推送,OAID\n"
    "步步,某某网络有限公司,青鸟SDK,{},地图,位置信息\n"
)


@pytest.mark.parametrize("columns", [("公司", "SDK公司"), ("运营公司", "开发者")])
def test_whose_the_app_is_in_a_column_beside_whose_the_sdks_are(tmp_path, columns):
    facts = read(tmp_path, CSV.format(*columns, EGRET, BIRD), "list.csv")
    assert owners(facts) == [("白鹭SDK", EGRET), ("青鸟SDK", BIRD)]


def test_a_column_of_one_company_alone_is_whose_the_sdks_are(tmp_path):
    text = f"SDK名称,公司,目的,收集信息\n白鹭推送SDK,{EGRET},推送,OAID\n白鹭统计SDK,{EGRET},统计,IP地址\n"
    assert owners(read(tmp_path, text, "list.csv")) == [("白鹭推送SDK", EGRET), ("白鹭统计SDK", EGRET)]


def test_a_sentence_that_says_whose_the_sdk_is(tmp_path):
    text = (
        f"第三方SDK\n我们使用{EGRET}的白鹭推送SDK用于消息推送，该SDK会收集设备信息。"
        f"我们使用{BIRD}提供的青鸟地图SDK用于展示地图，该SDK会收集位置信息。\n"
    )
    assert owners(read(tmp_path, text)) == [("白鹭推送SDK", EGRET), ("青鸟地图SDK", BIRD)]
    twin = text.replace(f"{EGRET}的", "").replace(f"{BIRD}提供的", "")
    assert owners(read(tmp_path, twin)) == [("白鹭推送SDK", ""), ("青鸟地图SDK", "")]


ENGLISH = (
    "<html><body><h1>Privacy Policy</h1><h2>Third-party SDKs</h2>"
    "<p>We use {} for attribution, which collects the advertising ID.</p></body></html>"
)


@pytest.mark.parametrize(
    "named", ["the Adjust SDK provided by Adjust GmbH", "Adjust of Adjust GmbH", "Adjust by Adjust GmbH"]
)
def test_an_english_sentence_that_says_whose_it_is(tmp_path, named):
    (fact,) = read(tmp_path, ENGLISH.format(named), "list.html")
    assert (fact.name.removesuffix(" SDK"), fact.company, fact.data) == ("Adjust", "Adjust GmbH", ("advertising ID",))


def test_below_a_kind_of_service_who_provides_it_is_who_is_listed(tmp_path):
    text = (
        "<html><body><h2>Third-Party Service Providers</h2><h3>Crash Reporting</h3>"
        "<p>Service Provider: Google LLC (Firebase Crashlytics)</p>"
        "<p>Data shared: device model</p><p>Purpose: finding bugs</p>"
        "</body></html>"
    )
    (fact,) = read(tmp_path, text, "list.html")
    assert (fact.name, fact.company, fact.purpose) == ("Firebase Crashlytics", "Google LLC", "finding bugs")


def test_an_english_name_above_chinese_labels_is_no_kind_of_service(tmp_path):
    entries = "".join(
        f"{number}. {name}\n   • 提供方：Egret Inc.\n   • 功能：{aim}\n   • 收集信息：无\n\n"
        for number, name, aim in ((1, "EgretKit", "界面"), (2, "Payments", "付款页面"))
    )
    assert owners(read(tmp_path, f"第三方SDK目录\n\n本应用集成了以下SDK：\n\n{entries}")) == [
        ("EgretKit", "Egret Inc."),
        ("Payments", "Egret Inc."),
    ]


def test_english_labels_that_ran_into_what_stands_before_them(tmp_path):
    glued = "PaymentsService Provider: StripeData shared: name, card numberPurpose: taking payments"
    text = f"Third-Party Service Providers\n{glued}\n"
    (fact,) = read(tmp_path, text)
    assert (fact.name, fact.purpose, fact.data) == ("Stripe", "taking payments", ("name", "card number"))


def test_one_word_that_looks_like_a_label_parts_nothing(tmp_path):
    text = "Third-party SDKs\n\nEgret SDK\nPurpose: see myData: the screen of the app\nData collected: device model\n"
    (fact,) = read(tmp_path, text)
    assert fact.purpose == "see myData: the screen of the app"


def test_a_name_in_the_brackets_of_its_section(tmp_path):
    text = f"二、第三方 SDK 信息披露（白鹭SDK）\n· 第三方主体：{EGRET}\n· 使用目的：推送\n· 收集信息类型：OAID\n"
    assert owners(read(tmp_path, text)) == [("白鹭SDK", EGRET)]


@pytest.mark.parametrize("between", [" — ", " - ", " / "])
def test_a_name_and_its_company_in_a_column_of_providers(tmp_path, between):
    row = f"| Egret Maps{between}Egret, Inc. | maps | location |"
    text = f"## Processors\n\n| Provider | Purpose | Data |\n|---|---|---|\n{row}\n"
    assert owners(read(tmp_path, text, "list.md")) == [("Egret Maps", "Egret, Inc.")]


def test_a_company_with_its_legal_form_behind_a_comma_is_one(tmp_path):
    text = "## Processors\n\n| Provider | Purpose | Data |\n|---|---|---|\n| Egret, Inc. | maps | location |\n"
    assert owners(read(tmp_path, text, "list.md")) == [("Egret, Inc.", "Egret, Inc.")]


CARD = "<html><body><h1>第三方SDK</h1>{}</body></html>"


def card(*rows: tuple[str, str]) -> str:
    return CARD.format(
        "".join(f'<div class="row"><span>{label}</span><span>{value}</span></div>' for label, value in rows)
    )


ROWS = (("SDK名称", "白鹭统计SDK"), ("SDK服务商", EGRET), ("收集个人信息", "OAID、设备型号"), ("使用目的", "统计分析"))


def test_one_card_whose_labels_are_glued_to_their_values(tmp_path):
    (fact,) = read(tmp_path, card(*ROWS), "list.html")
    assert (fact.name, fact.company, fact.purpose, fact.data) == (
        "白鹭统计SDK",
        EGRET,
        "统计分析",
        ("OAID", "设备型号"),
    )


def test_lines_that_begin_like_labels_below_no_name(tmp_path):
    assert read(tmp_path, card(("SDK名称", "详见附录"), *ROWS[1:3]), "list.html") == []
