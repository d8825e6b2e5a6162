"""Chinese blocks of labels below counted names that nothing calls SDKs, led to by a line on SDKs; and a near twin."""

from __future__ import annotations

from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

RIGHTS = "## 二、您的权利\n\n您可以随时更正您的信息。\n\n"
BLOCKS = (
    "（1）白鹭文件上传服务(oss)\n\n收集的数据：设备型号\n\n使用目的：文件上传\n\n官网链接：<https://egret.example>\n\n"
    "（2）dio\n\n收集的数据：网络信息\n\n使用目的：网络请求\n\n官网链接：<https://github.com/example/dio>\n\n"
    "（3）4K播放器\n\n收集的数据：屏幕状态\n\n使用目的：视频播放\n\n官网链接：<https://player.example>\n"
)


def read(tmp_path, text: str):
    path = tmp_path / "policy.md"
    path.write_text(text, encoding="utf-8")
    return [(fact.name, fact.purpose, fact.link) for fact in read_sdk_list(path, shipped_lexicons()).facts]


def test_blocks_behind_the_first_that_a_line_leads_to_are_led_to_whatever_ends_their_links(tmp_path):
    """Only the first was read where each link stands between pointed brackets; the counts stayed in the names."""
    text = f"# 隐私政策\n\n{RIGHTS}我们对接入的第三方SDK逐项列举，详见如下：\n\n{BLOCKS}"
    assert read(tmp_path, text) == [
        ("白鹭文件上传服务(oss)", "文件上传", "https://egret.example"),
        ("dio", "网络请求", "https://github.com/example/dio"),
        ("4K播放器", "视频播放", "https://player.example"),
    ]


def test_blocks_behind_a_sentence_of_their_own_are_not(tmp_path):
    others = BLOCKS.replace("（2）", "以下为本应用的功能模块。\n\n（2）")
    text = f"# 隐私政策\n\n{RIGHTS}我们对接入的第三方SDK逐项列举，详见如下：\n\n{others}"
    assert [name for name, _, _ in read(tmp_path, text)] == ["白鹭文件上传服务(oss)"]
