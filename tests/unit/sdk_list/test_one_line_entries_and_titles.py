"""Entries of one line with labels, titles that calls make, addresses with Chinese, English entries of several lines."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

facts = reader_of("list.txt")


LEAD = "本App使用的第三方SDK如下:\n\n"
EGRET = "白鹭推送SDK 使用目的:消息推送 收集方式:自动收集 收集的个人信息类型:{data} {label}:白鹭有限公司\n\n"
BIRD = "{name} 使用目的:微信登录 收集方式:自动收集 收集的个人信息类型:应用列表 所属公司:青鸟有限公司\n\n"


@pytest.mark.parametrize(
    ("data", "label", "expected"),
    [
        ("OAID", "所属公司/机构", ("OAID",)),
        ("OAID", "所属公司", ("OAID",)),
        ("设备状态及身份信息", "所属公司/机构", ("设备状态及身份信息",)),
        # the first of two words is no name of the same thing, but the end of the value
        ("OAID、应用列表", "设备型号/所属机构", ("OAID", "应用列表 设备型号")),
    ],
)
def test_two_names_of_a_label_that_a_stroke_joins_are_one_label(tmp_path, data, label, expected):
    found = facts(tmp_path, LEAD + EGRET.format(data=data, label=label) + BIRD.format(name="青鸟SDK"))
    assert [(fact.company, fact.data) for fact in found] == [
        ("白鹭有限公司", expected),
        ("青鸟有限公司", ("应用列表",)),
    ]


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("微信开放平台(com.tencent.mm)", ["白鹭推送SDK", "微信开放平台(com.tencent.mm)"]),
        ("青鸟平台(com.blue.bird)", ["白鹭推送SDK", "青鸟平台(com.blue.bird)"]),
        # not the name of anybody, but how the use is meant
        ("具体的", ["白鹭推送SDK"]),
    ],
)
def test_a_name_before_the_first_label_may_end_in_its_package(tmp_path, name, names):
    found = facts(tmp_path, LEAD + EGRET.format(data="OAID", label="所属公司") + BIRD.format(name=name))
    assert [fact.name for fact in found] == names


NOTE = "说明:我们的产品基于某框架开发,详见《服务条款》。 (https://frame.example/terms)"


@pytest.mark.parametrize(
    ("each", "links"),
    [
        ("", ["", ""]),
        ("说明:详见 https://egret.example/p\n\n", ["https://egret.example/p", "https://frame.example/terms"]),
    ],
)
@pytest.mark.parametrize("word", ["说明", "备注"])
def test_a_note_below_entries_of_one_line_is_of_none_of_them(tmp_path, each, links, word):
    note = NOTE.replace("说明", word)
    text = LEAD + EGRET.format(data="OAID", label="所属公司") + each + BIRD.format(name="青鸟SDK") + note
    assert [fact.link for fact in facts(tmp_path, text)] == links


SCREEN = (
    "@Composable fun Policy() {{\n"
    '  Head("四、第三方 SDK 披露")\n  Body("本应用集成了以下第三方 SDK：")\n'
    '  {call}{number}BirdX（Bluebird）")\n  Bullet("用途：相机预览。")\n  Bullet("收集信息：画面。")\n'
    '  Bullet("隐私政策：https://bird.example/p")\n'
    '  {call}{number}Egret / Heron")\n  Bullet("用途：网络请求。")\n  Bullet("收集信息：IP地址。")\n}}\n'
)
TITLED = [("BirdX（Bluebird）", "相机预览", "https://bird.example/p"), ("Egret / Heron", "网络请求", "")]


@pytest.mark.parametrize(
    ("call", "number", "expected"),
    [
        ('SubSectionTitle("', "4.1 ", TITLED),
        ('SectionHeader(text = "', "4.1 ", TITLED),
        ('ItemTitle("', "", TITLED),
        # what is logged is shown to nobody
        ('logEvent("', "", []),
    ],
)
def test_a_title_above_labelled_lines_names_the_entry_whoever_knows_it(tmp_path, call, number, expected):
    found = facts(tmp_path, SCREEN.format(call=call, number=number), "Policy.kt")
    entries = [(fact.name, fact.purpose, fact.link) for fact in found]
    assert [entry for entry in entries if entry in TITLED] == expected


@pytest.mark.parametrize(
    ("shown", "link"),
    [
        ("https://bird.example/p/青鸟广告SDK隐私政策.html", "https://bird.example/p/青鸟广告SDK隐私政策.html"),
        ("https://bird.example/p/青鸟隐私政策-v2.pdf?v=2", "https://bird.example/p/青鸟隐私政策-v2.pdf?v=2"),
        ("https://bird.example/p隐私政策以官网为准", "https://bird.example/p"),
        ("https://bird.example/p.html查看隐私政策", "https://bird.example/p.html"),
    ],
)
def test_an_address_has_the_chinese_name_of_a_file_and_no_prose(tmp_path, shown, link):
    source = (
        f'val list = listOf(SdkInfo("青鸟SDK", "青鸟有限公司", "{shown}"), SdkInfo("白鹭SDK", "白鹭有限公司", ""))\n'
    )
    declared = "data class SdkInfo(val name: String, val company: String, val policy: String)\n"
    assert [fact.link for fact in facts(tmp_path, declared + source, "Sdks.kt")] == [link, ""]


ENTRIES = (
    "## Third-party services\n\nThe app shares data with the following services.\n\n{}- **Google Maps** — shows maps.\n"
)

WRAPPED = (
    "- **Firebase** — used for anonymous authentication,\n  crash reporting, push messaging, and cloud backups. See\n"
    "  <https://firebase.google.com/support/privacy>.\n"
)


@pytest.mark.parametrize(
    ("entry", "purpose", "data"),
    [
        (
            WRAPPED,
            "anonymous authentication, crash reporting, push messaging, and cloud backups",
            (),
        ),
        (
            "- **Firebase** — when you are at home, the app\n  sends your location to Firebase's API to find places.\n",
            "to find places",
            ("location",),
        ),
        ("- **Firebase** — outside Europe, your e-mail is sent to it for sign-in.\n", "for sign-in", ("e-mail",)),
        # the label of a field begins a line of its own
        (
            "- **Firebase** — used for anonymous authentication of people\n  data: e-mail\n",
            "anonymous authentication of people",
            ("e-mail",),
        ),
        # somebody else gets it
        (
            "- **Firebase** — the app sends your location to our own servers to find places.\n",
            "the app sends your location to our own servers to find places",
            (),
        ),
    ],
)
def test_an_english_entry_goes_on_in_the_next_line_and_says_what_is_handed_over(tmp_path, entry, purpose, data):
    found = next(fact for fact in facts(tmp_path, ENTRIES.format(entry), "list.md") if fact.name == "Firebase")
    assert (found.purpose, found.data) == (purpose, data)
