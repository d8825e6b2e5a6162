"""What further clauses of a Chinese sentence say of whom it names: what is sent to them, and whose they are."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, sentence: str):
    path = tmp_path / "policy.md"
    path.write_text(f"# 隐私政策\n\n## 三、第三方服务\n\n{sentence}\n", encoding="utf-8")
    facts = read_sdk_list(path, shipped_lexicons()).facts
    return [(fact.name, fact.company, fact.purpose, fact.data) for fact in facts]


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("天气数据来自和风天气，请求时会发送您的经纬度。", ("和风天气", "", "天气数据", ("经纬度",))),
        ("我们的地图能力来自高德，高德会读取您的定位信息。", ("高德", "", "地图能力", ("定位信息",))),
        ("登录短信通过阿里云发送，会传递您的手机号。", ("阿里云", "", "登录短信", ("手机号",))),
        ("对话由通义千问生成，您输入的文字会发送给它。", ("通义千问", "", "对话", ("输入的文字",))),
        (
            "客服功能由美洽提供，您与客服的聊天内容会保存在美洽的服务器上。",
            ("美洽", "", "客服功能", ("聊天内容",)),
        ),
        ("头像和昵称由微信提供。", ("微信", "", "", ("头像和昵称",))),
        (
            "为了实现消息推送，我们接入了极光推送，该服务由深圳市和讯华谷信息技术有限公司提供，会收集您的设备标识符。",
            ("极光推送", "深圳市和讯华谷信息技术有限公司", "实现消息推送", ("设备标识符",)),
        ),
    ],
)
def test_a_sentence_says_what_they_get(tmp_path, sentence, row):
    assert read(tmp_path, sentence) == [row]


@pytest.mark.parametrize(
    "sentence",
    ["天气数据来自和风天气，我们不会发送您的经纬度。", "天气数据来自和风天气，您可以随时关闭定位权限。"],
)
def test_what_is_not_sent_is_no_data(tmp_path, sentence):
    assert [data for *_, data in read(tmp_path, sentence)] in ([()], [])


def test_the_second_half_of_a_sentence_names_another_one(tmp_path):
    rows = read(tmp_path, "为了统计崩溃，应用集成了腾讯 Bugly；为了统计用户量，集成了友盟。")
    assert [(name, purpose) for name, _, purpose, _ in rows] == [("腾讯 Bugly", "统计崩溃"), ("友盟", "统计用户量")]


def test_the_company_of_another_service_is_not_theirs(tmp_path):
    rows = read(tmp_path, "为了实现消息推送，我们接入了极光推送，地图由高德软件有限公司提供。")
    assert ("极光推送", "") in [(name, company) for name, company, _, _ in rows]


@pytest.mark.parametrize("name", ["极光推送", "**极光推送**"])
def test_a_name_in_bold_is_shared_with_as_one_that_is_not(tmp_path, name):
    text = "除以下情形外，我们不会共享你的信息：\n\n- 与 {0} 共享设备标识，用于发送通知\n- 按法律要求向主管机关提供"
    assert read(tmp_path, text.format(name)) == [("极光推送", "", "发送通知", ("设备标识",))]


def test_what_something_is_turned_into_is_no_purpose(tmp_path):
    assert read(tmp_path, "您使用语音日记时，录音由科大讯飞转写为文字。")[0][2] == "录音"
    assert read(tmp_path, "本应用由科大讯飞提供语音识别。")[0][2] == "语音识别"
