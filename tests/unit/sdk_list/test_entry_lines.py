"""Lines that the name of an SDK opens, labels before names, and lists whose lines a page cut; with their near twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.txt")


def names(tmp_path, text: str, name: str = "list.txt") -> list[str]:
    return [fact.name for fact in read(tmp_path, text, name)]


TWO = "第三方SDK清单\n1、青鸟推送SDK：用于消息推送，收集OAID。\n2、苍鹭统计SDK：用于统计分析，收集设备型号。\n"


@pytest.mark.parametrize(
    "entry",
    [
        "3、白鹭地图SDK：为展示附近网点，本应用使用了白鹭公司的地图SDK，需要获取您的位置信息。",
        "3、白鹭地图SDK：使用了白鹭地图SDK，用于导航，收集位置信息。白鹭地图SDK还会读取网络状态。",
        "3、腾讯地图SDK：为展示附近网点，需要获取您的位置信息传输至腾讯，用于生成路线。",
        "3、Egret Core SDK：为推送通知，我们使用了Egret Core SDK，收集设备型号。",
    ],
)
def test_what_an_entry_names_again_is_no_other(tmp_path, entry):
    name = entry.partition("：")[0].removeprefix("3、")
    assert names(tmp_path, f"{TWO}{entry}\n") == ["青鸟推送SDK", "苍鹭统计SDK", name]


def test_another_that_an_entry_names_is_one_of_its_own(tmp_path):
    entry = "3、分享组件：我们使用了腾讯分享SDK，用于分享，收集设备型号。"
    assert "腾讯分享SDK" in names(tmp_path, f"{TWO}{entry}\n")


@pytest.mark.parametrize(
    ("company", "body"),
    [("白鹭科技股份有限公司", "人脸SDK"), ("", "人脸SDK和苍鹭活体SDK")],
)
def test_the_company_before_the_name_again_is_that_of_the_entry(tmp_path, company, body):
    entry = f"3、白鹭人脸SDK：为完成刷脸登录，本应用使用了白鹭科技股份有限公司的{body}，需要获取摄像头权限。"
    assert {fact.name: fact.company for fact in read(tmp_path, f"{TWO}{entry}\n")}["白鹭人脸SDK"] == company


@pytest.mark.parametrize(
    ("line", "is_listed"),
    [
        ("3、夜莺播放SDK", True),
        ("3、夜莺播放SDK：", True),
        ("3、夜莺播放SDK：如您不授权，将不能使用该功能。", True),
        ("3、夜莺播放SDK：已停用，自2.0版本移除。", False),
        ("3、夜莺播放SDK：我们不再使用。", False),
        ("夜莺播放SDK的说明", False),
        ("三、系统SDK", False),
        ("3、升级SDK：下载最新的SDK。", False),
    ],
)
def test_a_numbered_line_beside_others_that_only_names_one(tmp_path, line, is_listed):
    found = names(tmp_path, f"{TWO}{line}\n")
    assert found == ["青鸟推送SDK", "苍鹭统计SDK", *(["夜莺播放SDK"] if is_listed else [])]


@pytest.mark.parametrize(
    ("label", "said", "expected"),
    [
        ("使用的第三方SDK：", "登录时使用闪鹭SDK和移动鹭SDK获取本机号码。", ["闪鹭SDK", "移动鹭SDK"]),
        ("（3）接入的第三方SDK：", "地图页面由苍鹭地图SDK提供。", ["苍鹭地图SDK"]),
        ("使用的第三方插件：\n", "发布内容的审核需要用到苍鹭SDK，您可以通过不使用相关功能来拒绝。", ["苍鹭SDK"]),
        ("使用的第三方SDK：", "投屏功能通过苍鹭投屏SDK实现，不提供上述信息将无法使用。", ["苍鹭投屏SDK"]),
        ("使用的第三方SDK：", "分享至微博使用“苍鹭分享”SDK。", ["苍鹭分享 SDK"]),
        ("使用的第三方SDK：", "无。", []),
        ("使用的第三方SDK：", "本功能不再使用苍鹭投屏SDK。", []),
        ("收集的信息：", "地图页面由苍鹭地图SDK提供。", []),
    ],
)
def test_a_label_before_a_sentence_lists_whom_it_names(tmp_path, label, said, expected):
    text = f"隐私政策\n一、登录\n收集的信息：手机号码。\n使用的第三方SDK：推送依靠青鸟SDK。\n二、其他\n{label}{said}\n"
    assert names(tmp_path, text) == ["青鸟SDK", *expected]


@pytest.mark.parametrize("verb", ["下载", "导入", "初始化", "安装最新的", "如何使用", "升级"])
def test_what_developers_do_is_no_name(tmp_path, verb):
    steps = [f"1. {verb}SDK：从官网下载最新的SDK。", "2. 获取SDK：登录后下载。", "3. 调用SDK：调用初始化方法。"]
    assert names(tmp_path, "# SDK 集成指南\n\n" + "\n".join(steps) + "\n", "guide.md") == []


@pytest.mark.parametrize("name", ["华为SDK", "瑞为SDK", "有为SDK"])
def test_a_name_may_end_in_a_word_that_joins(tmp_path, name):
    text = f"接入的SDK如下：\n1）青鸟SDK 获取设备型号，用于统计分析。\n2）{name} 获取设备标识符，用于消息推送。\n"
    assert names(tmp_path, text) == ["青鸟SDK", name]


def test_that_word_before_sdk_still_names_nobody(tmp_path):
    text = "接入的SDK如下：\n1）青鸟SDK 获取设备型号，用于统计分析。\n上述组件统一命名为SDK，用于消息推送。\n"
    assert names(tmp_path, text) == ["青鸟SDK"]


@pytest.mark.parametrize("heading", ["第三方身份", "合作方身份", "第三方的身份信息"])
def test_a_column_of_who_third_parties_are(tmp_path, heading):
    text = f"## 第三方共享\n\n| {heading} | 目的 | 个人信息种类 |\n|---|---|---|\n| 青鸟SDK | 推送 | OAID |\n"
    assert [(fact.name, fact.company, fact.data) for fact in read(tmp_path, text, "list.md")] == [
        ("青鸟SDK", "", ("OAID",))
    ]


def test_a_column_of_the_identity_of_users_names_nobody(tmp_path):
    text = "## 权限\n\n| 用户身份 | 目的 | 个人信息种类 |\n|---|---|---|\n| 管理员 | 登录 | 手机号 |\n"
    assert names(tmp_path, text, "list.md") == []


@pytest.mark.parametrize("owned", ["旗下的", "的", "所提供的"])
def test_a_company_before_the_name_of_its_product(tmp_path, owned):
    text = (
        f"第三方SDK列表\n• 白鹭科技有限公司{owned}青鸟SDK：投放广告，收集OAID\n• 苍鹭统计SDK：统计分析，收集设备型号\n"
    )
    assert [(fact.name, fact.company) for fact in read(tmp_path, text)] == [
        ("青鸟SDK", "白鹭科技有限公司"),
        ("苍鹭统计SDK", ""),
    ]


CUT = """<p>青鸟推送SDK</p>
<p>收集信息：设备信息（设备型号、系统版本、传感器信息、</p>
<p>OAID、Android ID）、应用信息（应用名</p>
<p>、应用版本号）、网络信息</p>
<p>使用目的：消息推送</p>
<p>提供方：青鸟科技有限公司</p>
"""


def test_paragraphs_cut_inside_a_list_are_one(tmp_path):
    page = f"<html><body><h2>第三方SDK</h2>{CUT}{CUT.replace('青鸟', '苍鹭')}</body></html>"
    found = [(fact.name, fact.company, fact.purpose) for fact in read(tmp_path, page, "list.html")]
    assert found == [("青鸟推送SDK", "青鸟科技有限公司", "消息推送"), ("苍鹭推送SDK", "苍鹭科技有限公司", "消息推送")]
    assert read(tmp_path, page, "list.html")[0].data[-2:] == ("应用版本号", "网络信息")


@pytest.mark.parametrize(
    ("said", "purpose", "data"),
    [
        ("获取设备型号，网络信息，设备标识符，用于直播。", "直播", ("设备型号", "网络信息", "设备标识符")),
        ("获取设备型号，用于直播，以及为您提供连麦功能。", "直播，以及为您提供连麦功能", ("设备型号",)),
        ("获取设备型号，并提示您绑定账号，用于直播。", "直播", ("设备型号",)),
    ],
)
def test_what_is_taken_between_commas_and_for_what_else(tmp_path, said, purpose, data):
    text = f"第三方SDK说明：\n（1）青鸟直播SDK {said}\n（2）苍鹭SDK 获取设备型号，用于统计。\n"
    first = read(tmp_path, text)[0]
    assert (first.name, first.purpose, first.data) == ("青鸟直播SDK", purpose, data)


ENGLISH = """## Third-party services

### Egret Maps

- Used for map display and location search
- {policy}: https://egret.example/privacy

### Bluebird SDK

- Required for managing subscriptions
- Bluebird privacy policy: https://bluebird.example/privacy
"""


@pytest.mark.parametrize("policy", ["Egret Privacy Policy", "Egret Maps privacy policy", "Privacy policy"])
def test_what_a_name_is_used_for_stands_in_bullets_below_it(tmp_path, policy):
    found = [(fact.name, fact.link) for fact in read(tmp_path, ENGLISH.format(policy=policy), "list.md")]
    assert found == [
        ("Egret Maps", "https://egret.example/privacy"),
        ("Bluebird SDK", "https://bluebird.example/privacy"),
    ]
    assert "map display" in read(tmp_path, ENGLISH.format(policy=policy), "list.md")[0].purpose


def test_a_use_that_names_the_product_of_a_company(tmp_path):
    text = (
        "Third-party SDK list\n"
        "1. Egret Ads SDK: We use the Ads SDK of Egret Inc. to show ads. It collects the IP address.\n"
        "2. Bluebird SDK: We use the Bluebird SDK to open links. It collects the device model.\n"
    )
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [
        ("Egret Ads SDK", "show ads"),
        ("Bluebird SDK", "open links"),
    ]
