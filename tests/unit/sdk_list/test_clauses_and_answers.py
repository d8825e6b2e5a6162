"""What labels in brackets, short clauses, answers and remarks say of the SDK that they stand below or beside."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read_text = reader_of("list.txt")
read_markdown = reader_of("list.md")
read_page = reader_of("list.html")
read_table = reader_of("list.csv")


def rows(facts):
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts]


@pytest.mark.parametrize("label", ["收集目的", "使用目的"])
def test_a_label_in_brackets_may_begin_with_a_shorter_one(tmp_path, label):
    found = read_text(
        tmp_path,
        "附录：第三方SDK清单\n\n"
        f"【SDK名称】白鹭认证SDK\n【开发者】白鹭云计算有限公司\n【{label}】一键登录\n【收集类型】网络类型、手机号码\n\n"
        f"【SDK名称】青鸟分享SDK\n【开发者】青鸟技术有限公司\n【{label}】社交分享\n【收集类型】设备标识、网络状态\n",
    )
    assert rows(found) == [
        ("白鹭认证SDK", "白鹭云计算有限公司", "一键登录", ("网络类型", "手机号码"), ""),
        ("青鸟分享SDK", "青鸟技术有限公司", "社交分享", ("设备标识", "网络状态"), ""),
    ]


SENTENCES = (
    "## 我们接入的第三方SDK\n\n"
    "1. **白鹭推送SDK**\n   提供方：白鹭网络科技有限公司。{said}\n"
    "2. **青鸟定位SDK**\n   提供方：青鸟软件有限公司。我们用它展示附近的门店，它会收集位置信息、Wi-Fi信息。\n"
)


def test_sentences_behind_a_company_say_what_for_and_what_is_taken(tmp_path):
    found = read_markdown(tmp_path, SENTENCES.format(said="我们用它向您推送消息，它会收集设备标识符、网络信息。"))
    assert rows(found) == [
        ("白鹭推送SDK", "白鹭网络科技有限公司", "推送消息", ("设备标识符", "网络信息"), ""),
        ("青鸟定位SDK", "青鸟软件有限公司", "展示附近的门店", ("位置信息", "Wi-Fi信息"), ""),
    ]


def test_what_sentences_behind_a_company_deny_is_not_taken(tmp_path):
    found = read_markdown(tmp_path, SENTENCES.format(said="我们不会使用它收集设备标识符、网络信息。"))
    assert (found[0].purpose, found[0].data) == ("", ())


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("实时音视频；处理IP地址、设备型号", [("实时音视频", ("IP地址", "设备型号"))]),
        ("即时聊天。收集昵称、头像", [("即时聊天", ("昵称", "头像"))]),
        ("发送验证码；处理手机号", [("发送验证码", ("手机号",))]),
        ("我们依法处理；感谢您的支持", []),
        ("不处理IP地址、设备型号", []),
    ],
)
def test_clauses_below_a_name_in_bold(tmp_path, said, told):
    found = read_markdown(
        tmp_path,
        "我们的产品接入了下列合作伙伴的服务，其可能会处理您的个人信息：\n\n"
        f"> **声网**\n> {said}；[隐私政策](https://egret.example/privacy)\n",
    )
    assert [(fact.purpose, fact.data) for fact in found] == told


@pytest.mark.parametrize(
    ("answer", "data"),
    [("是（录音、设备信息）", ("录音", "设备信息")), ("会收集：IP地址", ("IP地址",)), ("是", ()), ("否（仅本地）", ())],
)
def test_an_answer_with_what_is_taken_behind_it(tmp_path, answer, data):
    found = read_markdown(
        tmp_path,
        "### 接入第三方SDK情况说明\n\n"
        f"- 名称：白鹭语音SDK\n  - 类型：语音识别\n  - 公司：白鹭股份有限公司\n  - 是否收集个人信息：{answer}\n"
        "- 名称：青鸟通信SDK\n  - 类型：即时通讯\n  - 公司：青鸟智企有限公司\n  - 是否收集个人信息：是（IP地址）\n",
    )
    assert [fact.data for fact in found] == [data, ("IP地址",)]


def test_a_third_party_is_the_company_with_its_product_in_brackets(tmp_path):
    found = read_text(
        tmp_path,
        "第三方共享清单：\n"
        "业务场景：地图导航\n第三方：白鹭软件有限公司（白鹭地图SDK）\n共享信息：精确位置\n共享目的：提供导航\n"
        "————————\n"
        "业务场景：身份核验\n第三方：青鸟科技有限公司（中国）\n共享信息：姓名、身份证号\n共享目的：核验身份\n",
    )
    assert [(fact.name, fact.company) for fact in found] == [
        ("白鹭地图SDK", "白鹭软件有限公司"),
        ("青鸟科技有限公司（中国）", "青鸟科技有限公司（中国）"),
    ]


TABLE = (
    "名称,供应商,功能,采集字段,备注\n"
    "易盾SDK,白鹭科技有限公司,风控,设备信息,{first}\n"
    "数美SDK,青鸟科技有限公司,风控,设备信息,{second}\n"
)


@pytest.mark.parametrize(
    ("remark", "link"),
    [
        ("隐私政策：https://egret.example/privacy", "https://egret.example/privacy"),
        ("https://egret.example/privacy", "https://egret.example/privacy"),
        ("已评估", ""),
    ],
)
def test_the_address_in_a_column_of_remarks(tmp_path, remark, link):
    found = read_table(tmp_path, TABLE.format(first=remark, second="见 https://bluebird.example/p"))
    assert [fact.link for fact in found] == [link, "https://bluebird.example/p"]


def test_labels_of_a_card_whose_last_is_the_policy(tmp_path):
    card = (
        "<dt>{name}</dt><dd><span>提供方</span>{company}</dd><dd><span>用途</span>崩溃监控</dd>"
        "<dd><span>收集信息</span>手机型号、系统版本</dd><dd><span>政策</span><a href='{link}'>点击查看</a></dd>"
    )
    found = read_page(
        tmp_path,
        "<h2>第三方SDK目录</h2><dl>"
        + card.format(name="Bugly", company="白鹭计算机系统有限公司", link="https://egret.example/p")
        + card.format(name="听云SDK", company="青鸟网络股份有限公司", link="https://bluebird.example/p")
        + "</dl>",
    )
    assert rows(found) == [
        ("Bugly", "白鹭计算机系统有限公司", "崩溃监控", ("手机型号", "系统版本"), "https://egret.example/p"),
        ("听云SDK", "青鸟网络股份有限公司", "崩溃监控", ("手机型号", "系统版本"), "https://bluebird.example/p"),
    ]


def test_headings_of_a_table_in_plain_words(tmp_path):
    found = read_table(
        tmp_path,
        "类别;SDK;提供者;干什么用;拿什么信息;哪里看政策\n"
        "登录;白鹭SDK;白鹭科技有限公司;方便你登录;昵称、头像;https://egret.example/\n"
        "推送;青鸟SDK;青鸟技术有限公司;给你发通知;Push Token;https://bluebird.example/\n",
    )
    assert rows(found) == [
        ("白鹭SDK", "白鹭科技有限公司", "方便你登录", ("昵称", "头像"), "https://egret.example/"),
        ("青鸟SDK", "青鸟技术有限公司", "给你发通知", ("Push Token",), "https://bluebird.example/"),
    ]


def test_a_glued_label_of_what_is_not_read_ends_the_data_above_it(tmp_path):
    card = (
        "<div><div>{name}</div><ul><li><b>第三方主体</b><i>{company}</i></li><li><b>共享目的</b><i>完成支付</i></li>"
        "<li><b>共享信息</b><i>订单号、支付金额</i></li><li><b>共享方式</b><i>SDK本机采集</i></li></ul>"
        "<a href='{link}'>隐私政策</a></div>"
    )
    found = read_page(
        tmp_path,
        "<p>第三方信息共享清单</p>"
        + card.format(name="支付宝支付", company="白鹭信息技术有限公司", link="https://egret.example/p")
        + card.format(name="云闪付支付", company="青鸟股份有限公司", link="https://bluebird.example/p"),
    )
    assert [fact.data for fact in found] == [("订单号", "支付金额"), ("订单号", "支付金额")]


def test_a_titled_link_below_labels_is_whole(tmp_path):
    found = read_markdown(
        tmp_path,
        "# 隐私政策\n\n我们的应用里用到了这些第三方SDK：\n\n"
        "**白鹭统计SDK**（白鹭科技有限公司）\n- 用来：统计日活\n- 会拿：设备信息、网络信息\n"
        "- [它的隐私政策](https://www.egret.example/policy)\n\n"
        "**青鸟SDK**（青鸟科技有限公司）\n- 用来：记录崩溃\n- 会拿：设备型号\n- [它的隐私政策](https://bluebird.example/p)\n",
    )
    assert [(fact.purpose, fact.data, fact.link) for fact in found] == [
        ("统计日活", ("设备信息", "网络信息"), "https://www.egret.example/policy"),
        ("记录崩溃", ("设备型号",), "https://bluebird.example/p"),
    ]


@pytest.mark.parametrize(("sdk", "name", "company"), [
    ("白鹭位置SDK", "白鹭位置SDK", "白鹭计算机有限公司"),
    ("", "白鹭计算机有限公司", ""),
])  # fmt: skip
def test_a_third_party_of_an_object_that_names_its_sdk_is_the_company(tmp_path, sdk, name, company):
    entry = (
        f'{{"第三方名称": "白鹭计算机有限公司", "SDK": "{sdk}", "用途": "定位", "政策地址": "https://egret.example/p"}}'
    )
    found = reader_of("list.json")(tmp_path, f"[{entry}]")
    assert [(fact.name, fact.company, fact.link) for fact in found] == [(name, company, "https://egret.example/p")]


def test_parts_of_a_line_that_begin_with_labels(tmp_path):
    found = read_text(
        tmp_path,
        "我们接入的第三方SDK：\n"
        "SDK1：名称 白鹭定位；公司 白鹭软件有限公司；目的 定位；信息 位置信息、设备信息；政策 https://egret.example/p/\n"
        "SDK2：名称 青鸟支付；公司 青鸟技术有限公司；目的 支付；信息 设备信息；政策 https://bluebird.example/p\n",
    )
    assert rows(found) == [
        ("白鹭定位", "白鹭软件有限公司", "定位", ("位置信息", "设备信息"), "https://egret.example/p/"),
        ("青鸟支付", "青鸟技术有限公司", "支付", ("设备信息",), "https://bluebird.example/p"),
    ]
