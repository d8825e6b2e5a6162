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


def test_entries_counted_in_words(tmp_path):
    found = read_text(
        tmp_path,
        "我们使用的第三方服务\n\n为了让App正常运行，我们接入了几家第三方：\n\n"
        "首先是微信支付（白鹭支付有限公司），付款时会用到，它会获取您的订单金额。\n"
        "其次是腾讯地图（青鸟系统有限公司），用来选择收货地址，它会获取您的位置。\n"
        "最后是友盟（苍鹭科技有限公司），用来统计崩溃，它会获取设备型号和系统版本。\n",
    )
    assert rows(found) == [
        ("微信支付", "白鹭支付有限公司", "付款时会用到", ("订单金额",), ""),
        ("腾讯地图", "青鸟系统有限公司", "选择收货地址", ("位置",), ""),
        ("友盟", "苍鹭科技有限公司", "统计崩溃", ("设备型号和系统版本",), ""),
    ]


def test_labels_with_a_sign_behind_them(tmp_path):
    found = read_text(
        tmp_path,
        "本应用第三方SDK说明\n"
        "[1] 白鹭SDK\n开发商 = 白鹭科技有限公司\n用途 = 统计\n收集 = 设备信息\n链接 = https://egret.example/p\n"
        "[2] 青鸟SDK\n开发商 = 青鸟系统有限公司\n用途 = 崩溃上报\n收集 = 崩溃日志\n链接 = https://bluebird.example/p\n",
    )
    assert rows(found) == [
        ("白鹭SDK", "白鹭科技有限公司", "统计", ("设备信息",), "https://egret.example/p"),
        ("青鸟SDK", "青鸟系统有限公司", "崩溃上报", ("崩溃日志",), "https://bluebird.example/p"),
    ]


@pytest.mark.parametrize(("cell", "company"), [("同上", "白鹭公司"), ("上海公司", "上海公司")])
def test_a_cell_that_says_what_the_one_above_says(tmp_path, cell, company):
    found = read_table(tmp_path, f"SDK名称,厂商,用途\n白鹭人脸SDK,白鹭公司,认证\n白鹭地图SDK,{cell},打卡\n")
    assert [fact.company for fact in found] == ["白鹭公司", company]


@pytest.mark.parametrize(("by", "company"), [("该SDK由白鹭科技有限公司提供，", "白鹭科技有限公司"), ("该SDK可能", "")])
def test_a_sentence_below_a_name_says_who_provides_it(tmp_path, by, company):
    found = read_text(
        tmp_path,
        "（二）SDK技术\n1. 百度移动统计SDK\n我们接入百度移动统计SDK，以便了解使用情况。\n"
        f"{by}会收集：设备标识、访问时长。\n"
        "2. 七鱼客服SDK\n我们接入七鱼客服SDK，以便提供客服。\n该SDK由青鸟科技有限公司提供，会收集：咨询内容。\n",
    )
    assert [(fact.name, fact.company) for fact in found] == [
        ("百度移动统计SDK", company),
        ("七鱼客服SDK", "青鸟科技有限公司"),
    ]


def test_rows_with_a_word_for_each_column_may_lack_the_form_of_a_company(tmp_path):
    heading = "SDK名称 所属机构 收集信息 用途\n"
    told = "友盟 白鹭科技有限公司 设备信息 统计\n穿山甲 青鸟技术有限公司 设备信息、位置 广告\n"
    found = read_text(tmp_path, f"{heading}ZXing 开源 无 扫码\n{told}")
    assert [(fact.name, fact.company, fact.purpose) for fact in found] == [
        ("ZXing", "开源", "扫码"),
        ("友盟", "白鹭科技有限公司", "统计"),
        ("穿山甲", "青鸟技术有限公司", "广告"),
    ]


def test_files_in_the_columns_of_no_field_are_no_addresses(tmp_path):
    found = read_table(
        tmp_path, "SDK名称,厂商,用途,文件\n白鹭SDK,白鹭公司,认证,auth.ts\n青鸟SDK,青鸟公司,部署,fly.toml\n"
    )
    assert [fact.link for fact in found] == ["", ""]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("推送类SDK（小米推送、华为推送）", [("小米推送", "推送"), ("华为推送", "推送")]),
        ("推送类SDK（离线消息）", [("推送类SDK", "向您推送消息")]),
    ],
)
def test_names_in_brackets_behind_a_kind_of_sdk(tmp_path, kind, found):
    told = read_text(
        tmp_path,
        "我们接入的第三方SDK类型、涉及的个人信息、使用目的：\n"
        f"{kind}：设备标识信息；用于向您推送消息\n地图类SDK（高德地图）：位置信息；用于展示地图\n",
    )
    assert [(fact.name, fact.purpose) for fact in told][:-1] == found
    assert told[-1].data == ("位置信息",)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Egret SDK / 白鹭SDK", ["Egret SDK / 白鹭SDK"]),
        ("白鹭SDK/苍鹭SDK", ["白鹭SDK", "苍鹭SDK"]),
    ],
)
def test_one_sdk_by_its_names_in_two_languages(tmp_path, cell, names):
    found = read_markdown(
        tmp_path,
        "## 第三方SDK清单\n\n| SDK名称 | 提供方 | 目的 |\n|---|---|---|\n"
        f"| {cell} | 白鹭公司 | 登录 |\n| 青鸟SDK | 青鸟公司 | 支付 |\n",
    )
    assert [fact.name for fact in found] == [*names, "青鸟SDK"]


def test_an_unknown_label_below_a_name_is_no_rest_of_it(tmp_path):
    found = read_markdown(
        tmp_path,
        "### SDK目录\n\n1. SDK：白鹭推送\n - 集成批次：首批\n - 涉及信息：OAID\n - 公司：白鹭公司\n"
        "2. SDK：青鸟统计\n - 集成批次：次批\n - 涉及信息：设备信息\n - 公司：青鸟公司\n",
    )
    assert [(fact.name, fact.company, fact.data) for fact in found] == [
        ("白鹭推送", "白鹭公司", ("OAID",)),
        ("青鸟统计", "青鸟公司", ("设备信息",)),
    ]


def test_what_is_sent_stands_behind_what_for(tmp_path):
    found = read_text(
        tmp_path,
        "第三方服务商名单\n（一）短信：容联云，白鹭信息技术有限公司，发送验证码，传输手机号。\n"
        "（二）支付：微信支付，青鸟支付有限公司，完成付款，传输订单号与金额。\n"
        "（三）物流：快递100，苍鹭网络有限公司，查询物流，传输快递单号。\n",
    )
    assert [(fact.name, fact.purpose, fact.data) for fact in found] == [
        ("容联云", "发送验证码", ("手机号",)),
        ("微信支付", "完成付款", ("订单号与金额",)),
        ("快递100", "查询物流", ("快递单号",)),
    ]


def test_labels_that_dots_lead_from(tmp_path):
    found = read_text(
        tmp_path,
        "本应用接入的第三方SDK\n名称……白鹭统计SDK\n厂家……白鹭科技有限公司\n干啥……统计\n要啥……设备信息\n"
        "名称……青鸟SDK\n厂家……青鸟科技有限公司\n干啥……推送\n要啥……网络状态\n",
    )
    assert rows(found) == [
        ("白鹭统计SDK", "白鹭科技有限公司", "统计", ("设备信息",), ""),
        ("青鸟SDK", "青鸟科技有限公司", "推送", ("网络状态",), ""),
    ]


@pytest.mark.parametrize(("said", "purpose"), [("Apache 2.0", ""), ("MIT License", ""), ("加载图片", "加载图片")])
def test_a_licence_is_no_use(tmp_path, said, purpose):
    found = read_markdown(tmp_path, f"## 第三方SDK\n\n- Retrofit - {said}\n- Bugly SDK - 崩溃上报\n")
    assert [(fact.name, fact.purpose) for fact in found] == [("Retrofit", purpose), ("Bugly SDK", "崩溃上报")]
