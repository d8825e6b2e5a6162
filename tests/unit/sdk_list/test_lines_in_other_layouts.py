"""Lists of lines and cells in other layouts: broken lines, lists below labels, turned tables, uses before names."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import SdkListReading, read_sdk_list


def reading_of(tmp_path, text: str, name: str = "list.md") -> SdkListReading:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons())


def read(tmp_path, text: str, name: str = "list.md") -> list[tuple[str, str, str, tuple[str, ...], str]]:
    facts = reading_of(tmp_path, text, name).facts
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts]


BROKEN = """第三方 SDK 信息说明
SDK 名称：白鹭实时音视频 SDK
第三方主体：上海白鹭网络科技有限公司
使用目的：为用户提供视频问诊服务
收集个人信息类型：设备型号、操作系
统版本、网络类型、IP 地址、麦克风及
摄像头状态
隐私政策链接：https://egret.example/
{rest}
SDK 名称：青鸟存储 SDK
第三方主体：青鸟云计算有限公司
使用目的：上传报告图片
收集个人信息类型：图片
隐私政策链接：https://bluebird.example/privacy
"""
TAKEN = ("设备型号", "操作系统版本", "网络类型", "IP 地址", "麦克风及摄像头状态")


@pytest.mark.parametrize(
    ("rest", "link"),
    [
        ("privacy-policy/", "https://egret.example/privacy-policy/"),
        ("更新日期：2026年5月8日", "https://egret.example/"),
    ],
    ids=["rest of an address", "another line"],
)
def test_lines_that_a_page_has_broken_go_on(tmp_path, rest, link):
    first, second = read(tmp_path, BROKEN.replace("{rest}", rest), "list.txt")
    assert first[1:] == ("上海白鹭网络科技有限公司", "为用户提供视频问诊服务", TAKEN, link)
    assert second[3:] == (("图片",), "https://bluebird.example/privacy")


ITEMS = """### 附件：我们使用的第三方SDK

1. **白鹭位置服务SDK**（上海白鹭网络科技有限公司）
   - 我们为什么使用：
     - 展示门店地图
     - 计算配送距离
   - 该SDK处理的个人信息：
     - 位置信息
     - IP地址
   - {last}
2. **青鸟 IM SDK**（青鸟云计算有限公司）
   - 我们为什么使用：
     - 与客服在线沟通
   - 该SDK处理的个人信息：
     - 设备型号
   - [隐私政策](https://bluebird.example/privacy)
"""


@pytest.mark.parametrize(
    ("last", "data", "link"),
    [
        ("[隐私政策](https://egret.example/privacy)", ("位置信息", "IP地址"), "https://egret.example/privacy"),
        ("传感器信息", ("位置信息", "IP地址", "传感器信息"), ""),
    ],
    ids=["a policy", "one more"],
)
def test_uses_and_data_below_their_labels_end_where_a_policy_stands(tmp_path, last, data, link):
    first, second = read(tmp_path, ITEMS.replace("{last}", last))
    assert first[1:] == ("上海白鹭网络科技有限公司", "展示门店地图、计算配送距离", data, link)
    assert second[1:] == ("青鸟云计算有限公司", "与客服在线沟通", ("设备型号",), "https://bluebird.example/privacy")


ON_ITS_SIDE = """# 第三方SDK使用清单

| {corner} | 白鹭广告 | 青鸟地图 |
|---|---|---|
| 运营主体 | 北京白鹭科技有限公司 | 上海青鸟有限公司 |
| 功能 | 广告投放 | 门店导航 |
| 收集信息 | OAID | 位置信息 |
"""


@pytest.mark.parametrize("corner", ["项目", "", "SDK名称"])
def test_columns_of_a_table_on_its_side_are_called_by_its_first_row(tmp_path, corner):
    assert read(tmp_path, ON_ITS_SIDE.replace("{corner}", corner)) == [
        ("白鹭广告", "北京白鹭科技有限公司", "广告投放", ("OAID",), ""),
        ("青鸟地图", "上海青鸟有限公司", "门店导航", ("位置信息",), ""),
    ]


def test_a_table_on_its_side_with_names_in_a_row_of_their_own_is_called_by_that(tmp_path):
    named = ON_ITS_SIDE.replace("{corner}", "项目").replace("白鹭广告 | 青鸟地图", "一 | 二")
    named += "| SDK名称 | 白鹭广告SDK | 青鸟地图SDK |\n"
    assert [row[0] for row in read(tmp_path, named)] == ["白鹭广告SDK", "青鸟地图SDK"]


USES = """五、我们如何共享您的个人信息
为保障相关功能的实现，我们接入了第三方SDK，按使用场景列示如下：

1、消息推送：白鹭推送SDK；厂商通道：青鸟推送SDK、翠鸟推送SDK。收集的信息：设备标识信息、网络信息。
2、第三方登录：白鹭SDK、Sign in with Apple。收集的信息：昵称、头像。
3、{third}
"""


def test_each_sdk_behind_a_use_is_for_that(tmp_path):
    found = read(tmp_path, USES.replace("{third}", "支付：青鸟支付SDK。收集的信息：订单信息。"), "list.txt")
    pushed = ("", "消息推送", ("设备标识信息", "网络信息"), "")
    assert found == [
        *((name, *pushed) for name in ("白鹭推送SDK", "青鸟推送SDK", "翠鸟推送SDK")),
        *((name, "", "第三方登录", ("昵称", "头像"), "") for name in ("白鹭SDK", "Sign in with Apple")),
        ("青鸟支付SDK", "", "支付", ("订单信息",), ""),
    ]


def test_what_stands_behind_a_use_and_is_no_name_is_not_parted(tmp_path):
    found = read(tmp_path, USES.replace("{third}", "支付：余额、优惠券、积分。收集的信息：订单信息。"), "list.txt")
    assert not {row[0] for row in found} & {"余额", "优惠券", "积分"}


TWO_SYSTEMS = """# 第三方SDK目录

## 白鹭统计SDK
- 第三方公司：北京白鹭科技有限公司
- 使用目的：统计启动次数
- Android端收集：IMEI、Android ID
- {label}：IDFA、IDFV
"""


@pytest.mark.parametrize(
    ("label", "data"),
    [("iOS端收集", ("IMEI", "Android ID", "IDFA", "IDFV")), ("iOS端申请权限", ("IMEI", "Android ID"))],
)
def test_data_of_two_systems_are_both_taken(tmp_path, label, data):
    assert read(tmp_path, TWO_SYSTEMS.replace("{label}", label))[0][3] == data


DEFINED = """<html><meta charset="utf-8"><h1>第三方SDK清单</h1><dl>
<dt>白鹭登录 SDK</dt><dd><b>主体</b>白鹭计算有限公司</dd><dd><b>使用场景</b>本机号码登录</dd>
<dd><b>个人信息字段</b>网络类型</dd><dd><b>{label}</b><a href="https://egret.example/privacy">查看隐私政策</a></dd>
<dt>青鸟推送 SDK</dt><dd><b>主体</b>青鸟互动有限公司</dd><dd><b>使用场景</b>推送提醒</dd>
<dd><b>个人信息字段</b>设备型号</dd><dd><b>{label}</b><a href="https://bluebird.example/privacy">查看隐私政策</a></dd>
</dl></html>"""


@pytest.mark.parametrize(
    ("label", "links"),
    [("官网", ["https://egret.example/privacy", "https://bluebird.example/privacy"]), ("备注", ["", ""])],
)
def test_the_title_of_a_link_is_the_value_of_a_label_it_is_glued_to(tmp_path, label, links):
    found = read(tmp_path, DEFINED.replace("{label}", label), "list.html")
    assert [row[3] for row in found] == [("网络类型",), ("设备型号",)]
    assert [row[4] for row in found] == links


CARD = (
    "<details><summary>{}</summary><table><tr><td>Who</td><td>{} Ltd.</td></tr><tr><td>Why</td><td>Show ads</td></tr>"
    "<tr><td>What it gets</td><td>Advertising ID</td></tr></table></details>"
)


def test_questions_in_english_are_labels(tmp_path):
    page = f"<h1>Third-party SDKs</h1>{CARD.format('Egret Ads SDK', 'Egret')}{CARD.format('Heron SDK', 'Heron')}"
    assert read(tmp_path, f"<!doctype html><html><body>{page}</body></html>", "list.html") == [
        ("Egret Ads SDK", "Egret Ltd.", "Show ads", ("Advertising ID",), ""),
        ("Heron SDK", "Heron Ltd.", "Show ads", ("Advertising ID",), ""),
    ]


DENIED = """## Third-party SDKs

{above}

| SDK | Provider | Purpose |
|---|---|---|
| Egret SDK | Egret Ltd | Crash reports |
"""


@pytest.mark.parametrize(
    ("above", "count"),
    [
        ("The app does not use browser cookies. It uses the following SDKs:", 1),
        ("The app does not use the following SDKs:", 0),
        ("The app does not use third-party SDKs. Former ones are listed.", 0),
    ],
    ids=["of cookies", "of them", "of all"],
)
def test_a_denial_is_of_a_table_where_its_sentence_leads_to_it(tmp_path, above, count):
    reading = reading_of(tmp_path, DENIED.replace("{above}", above))
    assert len(reading.facts) == count
    assert bool(reading.gaps) == (not count)


@pytest.mark.parametrize(("heading", "count"), [("Storage type", 0), ("Service", 1)])
def test_what_a_device_keeps_is_nobody(tmp_path, heading, count):
    table = f"## Third-party SDKs\n\n| {heading} | Purpose | Category |\n|---|---|---|\n| Supabase | Login | Needed |\n"
    assert len(reading_of(tmp_path, table).facts) == count


SENTENCES = """附录：第三方SDK说明
（1）白鹭智能SDK：由北京白鹭科技有限公司提供，用于分析用户行为，{taken}。隐私政策：https://egret.example/privacy
（2）青鸟SDK：由上海青鸟有限公司提供，用于一键登录，会收集您的手机号码。隐私政策：https://bluebird.example/privacy
"""


@pytest.mark.parametrize(
    ("taken", "purpose", "data"),
    [
        ("会收集您的设备型号、操作日志", "用于分析用户行为", ("设备型号", "操作日志")),
        ("并生成报表", "用于分析用户行为，并生成报表", ()),
    ],
)
def test_what_a_sentence_says_is_taken_is_no_part_of_what_it_is_for(tmp_path, taken, purpose, data):
    first, second = read(tmp_path, SENTENCES.replace("{taken}", taken), "list.txt")
    assert first[2:] == (purpose, data, "https://egret.example/privacy")
    assert second[2:] == ("用于一键登录", ("手机号码",), "https://bluebird.example/privacy")


QUESTIONS = """# 第三方 SDK 常见问题

### 1. 白鹭推送 SDK
**由谁提供？** 北京白鹭科技有限公司
**为什么使用？** 送达通知
**{first}
**在哪里了解更多？** https://egret.example/privacy

### 2. 青鸟登录 SDK
**由谁提供？** 上海青鸟有限公司
**为什么使用？** 本机号码登录
**{second}
**在哪里了解更多？** https://bluebird.example/privacy
"""


@pytest.mark.parametrize(
    ("answers", "data"),
    [
        (("会收集什么？** OAID、设备型号", "会收集什么？** 本机号码"), [("OAID", "设备型号"), ("本机号码",)]),
        (("会收集什么？** OAID、设备型号", "何时可能失败？** 重启之后"), [("OAID", "设备型号"), ()]),
    ],
)
def test_answers_are_values_of_the_questions_before_them(tmp_path, answers, data):
    found = read(tmp_path, QUESTIONS.replace("{first}", answers[0]).replace("{second}", answers[1]))
    assert [row[1:3] for row in found] == [("北京白鹭科技有限公司", "送达通知"), ("上海青鸟有限公司", "本机号码登录")]
    assert [row[3] for row in found] == data
    assert [row[4] for row in found] == ["https://egret.example/privacy", "https://bluebird.example/privacy"]


PARTS = """SDK名称,开发者,功能,收集信息,{heading},隐私政策
白鹭SDK,北京白鹭科技有限公司,连麦,设备型号,摄像头画面,https://egret.example/privacy
青鸟SDK,上海青鸟有限公司,统计,OAID,传感器列表,https://bluebird.example/privacy
"""


@pytest.mark.parametrize(
    ("heading", "more"),
    [("可选收集", ("摄像头画面", "传感器列表")), ("iOS端收集", ("摄像头画面", "传感器列表")), ("备注", ())],
)
def test_a_further_column_of_data_is_joined_to_the_first(tmp_path, heading, more):
    found = read(tmp_path, PARTS.replace("{heading}", heading), "list.csv")
    assert [row[3][1:] for row in found] == ([(each,) for each in more] or [(), ()])


@pytest.mark.parametrize(
    ("heading", "data"), [("Data collected on iOS", ("Device ID", "IDFV")), ("Availability on iOS", ("Device ID",))]
)
def test_columns_of_data_for_two_systems_are_joined(tmp_path, heading, data):
    table = (
        f"# Third-party SDKs\n\n| SDK | Provided by | Why we use it | Data collected on Android | {heading} |\n"
        "|---|---|---|---|---|\n| Egret SDK | Egret, Inc. | Analytics | Device ID | IDFV |\n"
    )
    assert read(tmp_path, table)[0][3] == data
