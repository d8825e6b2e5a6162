"""Rows of tables without bars around them that a page cut behind a bar, or whose first cells a copy left out; twins."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of

from appaudit.documents.document import document_from_text

HEADINGS = "第三方SDK | 服务功能 | 获取信息 | 服务商隐私政策\n---|---|---|---\n"
ABOVE = "隐私政策\n\n我们接入的第三方SDK如下：\n"

read = reader_of("policy.txt")


def told(facts) -> list[tuple[str, str, str, str]]:
    return [(fact.name, fact.purpose, "、".join(fact.data), fact.link) for fact in facts]


def test_the_last_cell_of_a_row_may_stand_on_the_next_line(tmp_path):
    """The row was lost, and so was its address."""
    text = (
        f"{ABOVE}{HEADINGS}白鹭SDK | 推送 | 设备型号、位置信息 |\nhttps://egret.example/privacy  \n"
        "青鸟SDK | 客服 | 相册、相机 |  \n苍鹭SDK | 分享 | 昵称 | https://heron.example/  \n"
    )
    assert told(read(tmp_path, text)) == [
        ("白鹭SDK", "推送", "设备型号、位置信息", "https://egret.example/privacy"),
        ("青鸟SDK", "客服", "相册、相机", ""),
        ("苍鹭SDK", "分享", "昵称", "https://heron.example/"),
    ]


def test_a_row_cut_between_two_cells_is_one(tmp_path):
    """What stood behind the cut was an SDK, and "是" its company."""
    text = (
        f"{ABOVE}插件名称 | 第三方名称 | 目的及功能 | 个人信息字段 | 是否去标识化传输\n---|---|---|---|---\n"
        "白鹭SDK | 白鹭科技有限公司 | 用于推送消息 |\n手机设备信息、网络信息 | 是\n"
        "青鸟SDK | 青鸟科技有限公司 | 用于定位 | 位置信息 | 是\n"
    )
    assert [(fact.name, fact.company, fact.data) for fact in read(tmp_path, text)] == [
        ("白鹭SDK", "白鹭科技有限公司", ("手机设备信息", "网络信息")),
        ("青鸟SDK", "青鸟科技有限公司", ("位置信息",)),
    ]


def test_the_text_behind_a_table_is_no_cell_of_its_last_row(tmp_path):
    rows = "白鹭SDK | 推送 | 设备型号 | https://egret.example/\n青鸟SDK | 客服 | 相册、相机 |\n"
    text = f"{ABOVE}{HEADINGS}{rows}如您不同意，可以关闭。\n"
    assert told(read(tmp_path, text))[1] == ("青鸟SDK", "客服", "相册、相机", "")


SHORT = "SDK 名称 | SDK 使用目的 | 信息收集内容 | 备注说明\n---|---|---|---\n"


def test_a_short_row_below_a_whole_one_holds_its_last_cells(tmp_path):
    """Each was an SDK called by what the one above it takes."""
    text = (
        f"{ABOVE}{SHORT}白鹭播放器 | 播放视频 | 读取手机状态 | 播放网络视频\n开机启动 | 接收广播时需要\n"
        "青鸟推送SDK | 消息推送 | 开机启动 | 接收广播时需要\n读取手机状态 | 读取手机状态\n读取存储卡 | 读取文件\n"
    )
    assert [(fact.name, fact.purpose, fact.data) for fact in read(tmp_path, text)] == [
        ("白鹭播放器", "播放视频", ("读取手机状态", "开机启动")),
        ("青鸟推送SDK", "消息推送", ("开机启动", "读取手机状态", "读取存储卡")),
    ]


def test_a_short_row_that_names_an_sdk_is_its_own(tmp_path):
    text = f"{ABOVE}{SHORT}白鹭推送SDK | 消息推送 | 设备型号 | 无\n青鸟统计SDK | 数据统计\n苍鹭地图SDK | 地图\n"
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [
        ("白鹭推送SDK", "消息推送"),
        ("青鸟统计SDK", "数据统计"),
        ("苍鹭地图SDK", "地图"),
    ]


def test_what_stands_behind_a_cut_row_stays_where_it_is():
    rows = "白鹭SDK | OAID |  \n用于推送  \n青鸟SDK | OAID | 用于统计\n"
    text = f"第三方 | 信息 | 目的\n---|---|---\n{rows}\n我们会保护您的信息。\n"
    document = document_from_text(text, "policy.txt")
    assert len(document.text) == len(text)
    assert document.text.index("我们会保护") == text.index("我们会保护")
    assert document.text.count("\n") == text.count("\n")
