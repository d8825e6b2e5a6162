"""SDKs and companies that a policy names, in any of the usual layouts."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text, read_document
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.third_parties import read_third_parties


@pytest.fixture(scope="module")
def parties(lexicon):
    def read(document, language="zh"):
        if isinstance(document, str):
            document = document_from_text(document)
        return read_third_parties(DocumentIndex(document, lexicon.languages[language]))

    return read


def test_html_table_gives_every_column(tmp_path, parties):
    path = tmp_path / "sdk.html"
    path.write_text(
        "<html><body><h2>第三方SDK目录</h2><table>"
        "<tr><th>序号</th><th>SDK名称</th><th>所属公司</th><th>使用目的</th><th>收集个人信息类型</th><th>隐私政策链接</th></tr>"
        "<tr><td>1</td><td>甲推送SDK</td><td>甲科技有限公司</td><td>消息推送</td><td>IMEI、OAID（匿名）</td>"
        "<td>https://a.example.org/p</td></tr>"
        "<tr><td>2</td><td>乙统计</td><td>乙科技有限公司</td><td>统计分析</td><td>无</td><td>无</td></tr>"
        "</table></body></html>",
        encoding="utf-8",
    )
    first, second = parties(read_document(path))[:2]
    assert (first.name, first.company, first.purpose) == ("甲推送SDK", "甲科技有限公司", "消息推送")
    assert first.data == ("IMEI", "OAID", "匿名")
    assert first.link == "https://a.example.org/p"
    assert (second.name, second.data, second.link) == ("乙统计", (), "")


def test_bar_table_in_plain_text(parties):
    text = (
        "六、第三方SDK\n序号 | SDK名称 | 场景描述 | 个人信息字段 | 第三方机构名称\n---|---|---|---|---\n"
        "1 | 甲登录 | 登录 | 设备标识 | 甲公司\n2 | 乙地图SDK | 定位 | 位置信息 | 乙公司\n"
    )
    assert [(p.name, p.purpose, p.data, p.company) for p in parties(text)][:2] == [
        ("甲登录", "登录", ("设备标识",), "甲公司"),
        ("乙地图SDK", "定位", ("位置信息",), "乙公司"),
    ]


def test_the_third_party_beside_a_product_is_the_company(parties):
    text = (
        "第三方SDK清单\n使用SDK名称：甲定位SDK\n第三方名称：甲软件有限公司\n使用目的：定位\n收集信息：位置信息\n\n"
        "| SDK名称 | 第三方名称 | 使用目的 |\n|---|---|---|\n| 乙推送SDK | 乙网络有限公司 | 推送 |\n"
    )
    assert [(p.name, p.company, p.purpose) for p in parties(text) if p.is_listed] == [
        ("甲定位SDK", "甲软件有限公司", "定位"),
        ("乙推送SDK", "乙网络有限公司", "推送"),
    ]


def test_numbers_and_markdown_leave_no_trace_and_an_empty_label_gives_way(parties):
    text = (
        "11.3 第三方SDK\n11.3.1 甲统计SDK\n功能：\n使用目的：统计分析\n收集信息：设备信息\n"
        "官网链接：[https://a.example.org/x](https://a.example.org/x)\n"
    )
    (found,) = (party for party in parties(text) if party.is_listed)
    assert (found.name, found.purpose, found.link) == ("甲统计SDK", "统计分析", "https://a.example.org/x")


def test_labelled_blocks(parties):
    text = (
        "第三方SDK清单\nSDK名称：甲推送\n公司名称：甲公司\n使用目的：推送\n收集信息：IMEI、MAC地址\n"
        "隐私政策链接：https://a.example.org\n\nSDK名称：乙支付\n公司名称：乙公司\n使用目的：支付\n"
    )
    found = {p.name: p for p in parties(text)}
    assert found["甲推送"].data == ("IMEI", "MAC地址")
    assert found["甲推送"].link == "https://a.example.org"
    assert (found["乙支付"].company, found["乙支付"].purpose) == ("乙公司", "支付")


def test_a_line_of_another_label_is_no_name(parties):
    text = (
        "VIVO推送SDK\n\n第三方主体：甲公司\n\n使用目的：推送消息\n\n处理方式：采取去标识、加密 方式进行传输和处理\n\n"
        "涉及个人信息类型：设备信息\n\n官网链接：https://a.example.org/\n"
    )
    assert not [party.name for party in parties(text) if "处理方式" in party.name]


def test_name_line_followed_by_labels(parties):
    text = (
        "第三方SDK列表\n甲地图SDK\n使用目的：展示地图\n所属公司：甲公司\n乙统计SDK\n使用目的：统计\n所属公司：乙公司\n"
    )
    found = {p.name: p for p in parties(text)}
    assert found["甲地图SDK"].company == "甲公司"
    assert found["乙统计SDK"].purpose == "统计"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我们接入了友盟统计SDK，用于统计。", "友盟统计SDK"),
        ("推送功能由第三方服务商个推SDK提供，会收集设备信息。", "个推SDK"),
        ("您可以使用微信登录本应用。", "微信"),
        ("支付功能由支付宝提供支付服务。", "支付宝"),
    ],
)
def test_names_in_running_text(parties, text, name):
    assert name in [party.name for party in parties(text)]


@pytest.mark.parametrize(
    "text",
    [
        "我们可能接入第三方SDK。",
        "为了您的安全，我们会审查各类SDK。",
        "请添加客服QQ 12345678。",
        "详见 https://sdk.example.org/readme 的说明。",
    ],
)
def test_words_that_name_nobody(parties, text):
    assert parties(text) == []


def test_each_party_once_with_all_that_is_said(parties):
    text = "我们接入了甲云SDK。\nSDK名称：甲云SDK\n公司名称：甲公司\n使用目的：存储\n"
    [party] = [p for p in parties(text) if "甲云" in p.name]
    assert (party.company, party.purpose) == ("甲公司", "存储")


def test_english_table(parties):
    text = (
        "SDK name | Company | Purpose | Data collected\n---|---|---|---\n"
        "Alpha SDK | Alpha Inc. | Analytics | IP address, OS version\n"
    )
    [party] = [p for p in parties(text, "en") if p.company]
    assert (party.name, party.purpose, party.data) == ("Alpha SDK", "Analytics", ("IP address", "OS version"))


def test_examples_in_brackets_after_a_class_of_recipients(parties):
    found = {
        party.name for party in parties("我们会将订单号提供给第三方支付机构（包括甲付宝、乙钱包，以下称“支付机构”）。")
    }
    assert {"甲付宝", "乙钱包"} <= found


def test_examples_of_what_is_no_name_are_no_third_parties(parties):
    text = "我们可能向合作伙伴（包括广告服务商、供应商、代理商、关联公司）共享信息。本软件（包括升级、更新）受保护。"
    assert parties(text) == []


def test_a_company_named_as_partner_is_a_third_party_and_the_operator_is_not(parties):
    text = (
        "北京甲乙科技有限公司（以下简称“我们”）尊重并保护您的隐私。\n"
        "我们的推送服务由上海丙丁网络技术有限公司提供，我们会接入其SDK。\n"
        "北京甲乙科技有限公司会与合作方共享必要信息。\n"
    )
    assert {party.name for party in parties(text)} == {"上海丙丁网络技术有限公司"}


def test_companies_whose_names_hold_words_that_join(parties):
    text = "我们接入了由深圳市和声软件技术有限公司和华为软件技术有限公司提供的SDK。"
    assert {"深圳市和声软件技术有限公司", "华为软件技术有限公司"} <= {party.name for party in parties(text)}


def test_an_entry_named_after_an_api(parties):
    text = "第三方广告\n\n1.甲乙广告API：设备信息\n\n2.丙丁API：设备信息\n"
    assert {"甲乙广告API", "丙丁API"} <= {party.name for party in parties(text)}


def test_the_company_of_a_listed_sdk_is_not_named_twice(parties):
    text = (
        "| SDK名称 | 公司名称 | 使用目的 |\n|---|---|---|\n| 甲统计SDK | 上海甲数据有限公司 | 统计 |\n\n"
        "我们的统计服务由合作方上海甲数据有限公司提供。\n"
    )
    assert [party.name for party in parties(text)] == ["甲统计SDK"]


@pytest.mark.parametrize(
    ("cell", "link"),
    [
        ("[https://a.example.org/p](https://a.example.org/p)", "https://a.example.org/p"),
        ("[隐私政策](https://a.example.org/p)", "https://a.example.org/p"),
        (r"[https://a.example.org/a\_b](https://a.example.org/a_b)", "https://a.example.org/a_b"),
        ("https://a.example.org/p(1)", "https://a.example.org/p(1)"),
        ("（https://a.example.org/p.）", "https://a.example.org/p"),
        ("**https://a.example.org/p**", "https://a.example.org/p"),
    ],
)
def test_a_link_is_an_address_without_the_marks_around_it(parties, cell, link):
    text = f"## 第三方SDK\n\n| SDK名称 | 使用目的 | 隐私政策 |\n|---|---|---|\n| 甲推送SDK | 推送 | {cell} |\n"
    assert [party.link for party in parties(text) if party.name == "甲推送SDK"] == [link]


@pytest.mark.parametrize(
    "sentence",
    [
        "如需停用，请按SDK的说明操作并共享设备信息。",
        "我们会收集SDK上报的设备信息并共享给合作方。",
        "其他渠道SDK会收集您的设备信息。",
    ],
)
def test_words_before_sdk_that_name_nobody(parties, sentence):
    assert parties(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("其中甲乙登录SDK会收集您的设备信息。", "甲乙登录SDK"),
        ("支付时将调起甲乙支付SDK并共享订单信息。", "甲乙支付SDK"),
        ("意见反馈需要用到甲乙反馈SDK，它会收集设备信息。", "甲乙反馈SDK"),
        ("我们接入在线客服SDK收集设备信息。", "在线客服SDK"),
    ],
)
def test_the_words_before_a_name_are_no_part_of_it(parties, sentence, name):
    assert [party.name for party in parties(sentence)] == [name]


@pytest.mark.parametrize(
    ("entry", "purpose"),
    [
        ("Acorn Metrics (Acorn Software, Inc.): https://acorn.example/privacy", ""),
        ("Acorn Metrics (Acorn Software, Inc.): crash reports, https://acorn.example/privacy", "crash reports"),
    ],
)
def test_an_address_that_follows_the_company_at_once_is_no_purpose(parties, entry, purpose):
    listed = [p for p in parties(f"Third-party services we use:\n\n- {entry}\n", "en") if p.is_listed]
    assert [(p.name, p.company, p.purpose, p.link) for p in listed] == [
        ("Acorn Metrics", "Acorn Software, Inc.", purpose, "https://acorn.example/privacy")
    ]


TAKES = "我们接入了青鸟安全SDK，收集您的设备信息。"


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        (f"为提高服务的安全性，更好地预防欺诈，{TAKES}", "提高服务的安全性"),
        (f"为了账号和资金安全，{TAKES}", "账号和资金安全"),
        (f"为了解崩溃的原因，{TAKES}", "了解崩溃的原因"),
        (f"出于反欺诈的目的，{TAKES}", "反欺诈的目的"),
        (f"为更好地防范网络攻击，{TAKES}", "更好地防范网络攻击"),
        (f"为帮助用户找回账号，{TAKES}", "帮助用户找回账号"),
        # An aim of something else, and what is no aim.
        (f"为提高服务的安全性，请您设置复杂的密码。{TAKES}", ""),
        (f"为第三方的行为，我们不承担责任。{TAKES}", ""),
        (f"以服务器的时间为准，{TAKES}", ""),
        (TAKES, ""),
    ],
)
def test_what_an_sdk_is_for_may_stand_before_it_in_its_sentence(parties, text, purpose):
    (party,) = (party for party in parties(f"青禾隐私政策\n一、我们收集的信息\n{text}") if party.is_listed)
    assert (party.name, party.purpose, party.data) == ("青鸟安全SDK", purpose, ("设备信息",))


@pytest.mark.parametrize(
    ("title", "names"),
    [("高德隐私权政策", []), ("青禾隐私政策", ["高德"]), ("高德接入说明", ["高德"]), ("青禾高德隐私政策", ["高德"])],
)
def test_the_author_in_the_title_is_no_third_party(parties, title, names):
    text = f"{title}\n\n一、收集\n为向您提供路线规划，高德收集您的位置信息。\n\n二、联系\n邮箱 a@qinghe.example。\n"
    assert [party.name for party in parties(text) if party.is_listed] == names
