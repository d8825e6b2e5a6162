"""Lists whose copy has no colons, kinds of SDKs with their names, sentences that say when; and their near twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

EGRET = ("白鹭推送SDK", "白鹭科技有限公司", "消息推送", ("设备型号", "网络状态"), "https://egret.example/p")
BIRD = ("青鸟地图SDK", "青鸟软件有限公司", "展示地图", ("位置信息",), "https://bird.example/p")
LABELS = ("SDK名称", "公司名称", "使用目的", "收集信息", "隐私政策链接")
LEAD = "第三方SDK目录\n为保障应用稳定运行，我们接入了以下第三方SDK：\n\n"

read = reader_of("list.txt")


def said(facts):
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts]


def values(row) -> list[str]:
    return [value if isinstance(value, str) else "、".join(value) for value in row]


def cards(between: str, after: str) -> str:
    blocks = (after.join(between.join(pair) for pair in zip(LABELS, values(row), strict=True)) for row in (EGRET, BIRD))
    return LEAD + "\n\n".join(blocks) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        cards("\n", "\n"),  # each label and each value a line of its own
        cards(" ", "\n"),
        cards(" ", " "),
        cards(" ", "\n").replace("\n使用目的", " 使用目的").replace("\n隐私", " 隐私"),
        LEAD + "\t".join(LABELS) + "\n" + "\n".join([*values(EGRET), *values(BIRD)]) + "\n",
    ],
)
def test_labels_without_colons_stand_before_their_values(tmp_path, text):
    assert said(read(tmp_path, text)) == [EGRET, BIRD]
    assert said(read(tmp_path, text, "list.md")) == [EGRET, BIRD]


def test_a_directory_of_contents_lists_nobody(tmp_path):
    text = "隐私政策\n\n目录\n第三方服务\n数据分享\n联系我们\n\n第三方服务\n我们接入了白鹭SDK，用于统计。\n"
    assert [fact.name for fact in read(tmp_path, text)] == ["白鹭SDK"]


def test_headings_above_rows_of_words_are_no_labels(tmp_path):
    rows = "白鹭SDK 白鹭有限公司 推送 OAID\n青鸟SDK 青鸟有限公司 地图 OAID\n"
    text = f"第三方SDK目录\n\nSDK名称 公司名称 使用目的 收集信息\n{rows}"
    assert [(fact.name, fact.company) for fact in read(tmp_path, text)] == [
        ("白鹭SDK", "白鹭有限公司"),
        ("青鸟SDK", "青鸟有限公司"),
    ]


KINDS = "第三方SDK说明\n\n{lead}\n推送类：华为推送、小米推送等\n2. 统计类SDK：友盟+、白鹭SDK\n地图类：高德地图\n"


def test_kinds_of_sdks_list_those_behind_them(tmp_path):
    facts = read(tmp_path, KINDS.format(lead="我们接入的第三方SDK如下："))
    assert [(fact.name, fact.purpose) for fact in facts] == [
        ("华为推送", "推送"),
        ("小米推送", "推送"),
        ("友盟+", "统计"),
        ("白鹭SDK", "统计"),
        ("高德地图", "地图"),
    ]


def test_kinds_that_are_not_embedded_or_list_no_names_list_nobody(tmp_path):
    assert read(tmp_path, KINDS.format(lead="我们未接入以下第三方SDK：")) == []
    text = "第三方SDK说明\n\n我们接入的第三方SDK如下：\n推送类：公告、提醒\n统计类：用于统计访问人数\n"
    assert read(tmp_path, text) == []


ENTRIES = (
    "1、极光推送：为了向您推送消息，我们使用了白鹭信息技术有限公司的推送SDK，该SDK会收集设备标识符、网络状态。\n"
    "2、高德地图：当您查看附近门店时，会收集您的位置信息，政策见 https://bird.example/p 。\n"
    "3、白鹭SDK：如果您使用白鹭账号登录，我们会获取您的昵称、头像。\n"
)


def test_entries_of_known_names_say_what_is_taken_and_when(tmp_path):
    assert said(read(tmp_path, "四、我们使用的第三方SDK\n" + ENTRIES)) == [
        ("极光推送", "白鹭信息技术有限公司", "向您推送消息", ("设备标识符", "网络状态"), ""),
        ("高德地图", "", "查看附近门店", ("位置信息",), "https://bird.example/p"),
        ("白鹭SDK", "", "使用白鹭账号登录", ("昵称", "头像"), ""),
    ]


def test_ways_to_reach_the_operator_are_no_entries(tmp_path):
    text = "隐私政策\n\n一、如何联系我们\n1、微信：用于接收您的反馈，收集您的昵称。\n2、QQ：用于接收您的反馈。\n"
    assert read(tmp_path, text) == []


def test_what_a_sentence_says_for_itself_goes_before_when(tmp_path):
    text = "第三方SDK说明\n\n当您使用地图时，白鹭SDK会收集您的位置信息，用于规划路线。\n"
    assert [fact.purpose for fact in read(tmp_path, text)] == ["规划路线"]


def test_using_the_app_is_no_purpose(tmp_path):
    text = "第三方SDK说明\n\n当您使用本应用时，白鹭SDK会收集您的位置信息。\n"
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [("白鹭SDK", "")]
