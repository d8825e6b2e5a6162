"""Chinese names with an address below each, some with a note or two addresses; and near twins."""

from __future__ import annotations

from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

ABOVE = "隐私政策\n\n我们可能向您展示广告。\n\n以下为我们接入的第三方SDK名称及其隐私协议链接：\n\n"
NOTED = (
    "白鹭支付\n\nhttps://egret.example/privacy\n\n青鸟统计\n\nhttps://bird.example/privacy\n\n"
    "视图注解工具\n\n注：未开启您的任何权限，也不会收集您的个人信息\n\n"
    "苍鹰登录分享、支付\n\nhttps://hawk.example/pay\n\nhttps://hawk.example/share\n\n火烈鸟推送\n\nhttps://flamingo.example/privacy\n"
)


TITLED = (
    "<h1>隐私政策</h1><h2>{above}</h2><span>&nbsp; 百度地图 &nbsp;<a href='https://map.example/p'>隐私政策 &gt;</a>"
    "<br/>&nbsp; 白鹭广告 &nbsp;<a href='https://egret.example/p'>隐私政策 &gt;</a>"
    "<br/>&nbsp; 友盟 + <a href='https://umeng.example/p'>隐私政策 &gt;</a>"
    "<br/>&nbsp; 特殊说明: 白鹭广告包含相关包名的类。</span><h2>联系我们</h2><p>请致信</p>"
)


def read(tmp_path, text: str, name: str = "policy.txt") -> list[tuple[str, str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [(fact.name, fact.link) for fact in read_sdk_list(path, shipped_lexicons()).facts]


def test_a_name_with_a_note_in_place_of_an_address_and_one_with_two_are_entries(tmp_path):
    """The note and the second address ended the list."""
    assert read(tmp_path, f"{ABOVE}{NOTED}") == [
        ("白鹭支付", "https://egret.example/privacy"),
        ("青鸟统计", "https://bird.example/privacy"),
        ("视图注解工具", ""),
        ("苍鹰登录分享、支付", "https://hawk.example/pay"),
        ("火烈鸟推送", "https://flamingo.example/privacy"),
    ]


def test_a_note_that_denies_nothing_makes_no_entry_of_the_line_above_it(tmp_path):
    text = NOTED.replace("注：未开启您的任何权限，也不会收集您的个人信息", "注：请定期查看本页面的更新")
    assert "视图注解工具" not in [name for name, _ in read(tmp_path, f"{ABOVE}{text}")]


def test_a_name_before_a_link_that_is_titled_policy_is_an_entry(tmp_path):
    text = TITLED.format(above="我们使用了哪些第三方SDK?")
    assert read(tmp_path, text, "policy.html") == [
        ("百度地图", "https://map.example/p"),
        ("白鹭广告", "https://egret.example/p"),
        ("友盟 +", "https://umeng.example/p"),
    ]


def test_the_policies_of_apps_of_ones_own_are_no_entries(tmp_path):
    assert read(tmp_path, TITLED.format(above="我们的其他应用"), "policy.html") == []
