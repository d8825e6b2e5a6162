"""Kinds of partners with their names, who provides something inside a cell, and what is no name and no use."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read_text = reader_of("list.txt")
read_markdown = reader_of("list.md")
read_page = reader_of("list.html")
read_table = reader_of("list.csv")


def test_companies_with_their_products_behind_a_kind_of_partners(tmp_path):
    found = read_markdown(
        tmp_path,
        "### 合作方清单（按类别）\n\n"
        "**广告合作方**：白鹭网络有限公司（穿山甲）、青鸟广告有限公司（优量汇）。共享信息：设备标识、IP地址。\n\n"
        "**物流合作方**：顺丰、中通、圆通。共享信息：收件人信息。\n",
    )
    assert [(fact.name, fact.company, fact.purpose) for fact in found] == [
        ("穿山甲", "白鹭网络有限公司", "广告"),
        ("优量汇", "青鸟广告有限公司", "广告"),
        ("顺丰", "", "物流"),
        ("中通", "", "物流"),
        ("圆通", "", "物流"),
    ]


@pytest.mark.parametrize("lead", ["共享的情况如下（均已取得您的同意）：", "共享的情况如下："])
def test_a_line_that_leads_to_blocks_is_the_name_of_none(tmp_path, lead):
    found = read_text(
        tmp_path,
        f"个人信息共享情况说明\n我们与第三方{lead}\n\n"
        "接收方：白鹭速运有限公司\n接收信息：姓名、手机号\n用途：配送\n\n"
        "接收方：青鸟保险有限公司\n接收信息：姓名、身份证号\n用途：投保\n",
    )
    assert [(fact.name, fact.purpose) for fact in found] == [("白鹭速运有限公司", "配送"), ("青鸟保险有限公司", "投保")]


def test_the_contact_behind_a_company_is_no_part_of_it(tmp_path):
    found = read_page(
        tmp_path,
        "<h2>第三方SDK</h2><table><tr><th>SDK名称</th><th>合作方及联系方式</th><th>处理目的</th></tr>"
        "<tr><td>白鹭客服SDK</td><td>白鹭科技有限公司<br/>电话：400-632-0000<br/>https://egret.example</td><td>客服</td></tr>"
        "<tr><td>青鸟SDK</td><td>青鸟科技有限公司<br/>邮箱：a@bluebird.example<br/>https://bluebird.example</td>"
        "<td>私信</td></tr></table>",
    )
    assert [(fact.company, fact.link) for fact in found] == [
        ("白鹭科技有限公司", "https://egret.example"),
        ("青鸟科技有限公司", "https://bluebird.example"),
    ]


def test_a_known_name_with_its_use_stands_before_labels(tmp_path):
    found = read_text(
        tmp_path,
        "我们使用了以下SDK：\n"
        "友盟：统计用户使用情况。数据：设备信息。详见 https://egret.example/p\n"
        "个推：推送通知。数据：位置信息。详见 https://bluebird.example/p\n",
    )
    assert [(fact.name, fact.purpose, fact.data) for fact in found] == [
        ("友盟", "统计用户使用情况", ("设备信息",)),
        ("个推", "推送通知", ("位置信息",)),
    ]


def test_what_all_entries_say_is_a_use_where_it_says_so(tmp_path):
    found = read_text(
        tmp_path,
        "SDK清单（节选）：\n"
        "一、白鹭推送SDK：白鹭软件有限公司：用于推送消息：收集OAID、设备型号：https://egret.example/p\n"
        "二、青鸟推送SDK：青鸟软件有限公司：用于推送消息：收集AAID、设备型号：https://bluebird.example/p\n",
    )
    assert [(fact.name, fact.purpose) for fact in found] == [("白鹭推送SDK", "推送消息"), ("青鸟推送SDK", "推送消息")]


@pytest.mark.parametrize(("cell", "name"), [("API", "白鹭智能有限公司"), ("白鹭 API", "白鹭 API")])
def test_a_cell_of_names_that_says_only_how(tmp_path, cell, name):
    found = read_table(tmp_path, f"第三方名称,SDK/API,目的\n白鹭智能有限公司,{cell},对话\n青鸟有限公司,青鸟SDK,存储\n")
    assert [fact.name for fact in found] == [name, "青鸟SDK"]


def test_a_cell_that_begins_with_who_provides_it(tmp_path):
    found = read_markdown(
        tmp_path,
        "# 第三方SDK\n\n| 场景 | 说明 |\n|---|---|\n"
        "| 微信支付 | 由白鹭支付有限公司提供，处理订单金额、商户单号 |\n"
        "| 高德地图 | 由青鸟软件有限公司提供，处理经纬度、IP |\n",
    )
    assert [(fact.name, fact.company, fact.data) for fact in found] == [
        ("微信支付", "白鹭支付有限公司", ("订单金额", "商户单号")),
        ("高德地图", "青鸟软件有限公司", ("经纬度", "IP")),
    ]


@pytest.mark.parametrize(
    ("said", "purpose"), [("com.egret.sdk", ""), ("com.egret:core:1.2", ""), ("展示地图", "展示地图")]
)
def test_a_package_is_no_use(tmp_path, said, purpose):
    found = read_markdown(tmp_path, f"## 第三方SDK\n\n- 友盟SDK - {said}\n- Bugly SDK - 崩溃上报\n")
    assert [(fact.name, fact.purpose) for fact in found] == [("友盟SDK", purpose), ("Bugly SDK", "崩溃上报")]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("《第三方信息共享清单》", "白鹭技术有限公司"),
        ("（用于识别车牌）", "白鹭技术有限公司"),
        ("（白鹭）支付SDK", "（白鹭）支付SDK"),
    ],
)
def test_a_remark_or_a_title_is_no_name(tmp_path, cell, name):
    found = read_table(tmp_path, f"SDK名称,公司,目的\n{cell},白鹭技术有限公司,支付\n青鸟SDK,青鸟有限公司,存储\n")
    assert [fact.name for fact in found] == [name, "青鸟SDK"]


def test_sections_headed_by_a_known_name_say_what_for_who_and_where(tmp_path):
    found = read_text(
        tmp_path,
        "隐私政策\n\n三、第三方服务\n"
        "1. 科大讯飞\n我们使用科大讯飞来识别语音。它由白鹭股份有限公司提供。\n隐私政策：https://egret.example/p\n"
        "2. 和风天气\n我们使用和风天气来查询天气，会收集您的位置信息。\n隐私政策：https://bluebird.example/p\n",
    )
    assert [(fact.name, fact.company, fact.purpose, fact.link) for fact in found] == [
        ("科大讯飞", "白鹭股份有限公司", "识别语音", "https://egret.example/p"),
        ("和风天气", "", "查询天气", "https://bluebird.example/p"),
    ]


@pytest.mark.parametrize(
    ("below", "links"),
    [
        ("隐私权政策：https://egret.example/p", ["https://egret.example/p", "https://bluebird.example/p"]),
        ("我们的官网：https://own.example", ["", "https://bluebird.example/p"]),
    ],
)
def test_the_line_with_the_policy_below_sentences_on_an_sdk(tmp_path, below, links):
    found = read_text(
        tmp_path,
        "本App使用的第三方SDK如下：\n\n"
        f"一、友盟SDK\n为了分析使用情况，我们使用了友盟SDK。友盟SDK需要收集您的设备MAC地址以提供统计服务。\n{below}\n\n"
        "二、高德地图SDK\n为了提供附近的门店，我们使用了高德地图SDK。高德地图SDK需要收集您的位置信息。\n"
        "隐私权政策：https://bluebird.example/p\n",
    )
    assert [fact.link for fact in found] == links


def test_the_line_with_the_company_is_no_second_entry(tmp_path):
    found = read_text(
        tmp_path,
        "五、接入的第三方SDK\n\n"
        "微博SDK\n白鹭网络技术有限公司\n用于微博登录及分享\n微博昵称、头像\nhttps://egret.example/p\n\n"
        "Facebook登录SDK\nMeta Platforms, Inc.\n用于Facebook账号登录\n用户昵称、头像\nhttps://bluebird.example/p\n",
    )
    assert [(fact.name, fact.company) for fact in found] == [
        ("微博SDK", "白鹭网络技术有限公司"),
        ("Facebook登录SDK", "Meta Platforms, Inc."),
    ]


def test_brackets_on_a_line_below_a_name(tmp_path):
    found = read_markdown(
        tmp_path,
        "## 第三方SDK信息\n\nSDK名称 | 公司 | 信息\n--- | --- | ---\n"
        "**白鹭IM**<br>（即时通讯） | 白鹭公司 | 设备信息\n**青鸟SDK** | 青鸟公司 | 设备信息\n",
    )
    assert [fact.name for fact in found] == ["白鹭IM （即时通讯）", "青鸟SDK"]
