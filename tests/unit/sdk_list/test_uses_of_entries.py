"""What entries say somebody is for, whole and without whose policy stands behind it; labels of engineers; twins."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of

facts = reader_of("list.md")


def _told(tmp_path, text):
    return [(fact.name, fact.company, fact.purpose, fact.data) for fact in facts(tmp_path, text)]


def _uses(tmp_path, text):
    return [(fact.name, fact.purpose) for fact in facts(tmp_path, text)]


def test_spaces_around_foreign_words_part_no_use(tmp_path):
    text = (
        "## 第三方服务\n我们使用以下第三方服务商处理部分资料：\n\n- Supabase：提供数据库、账号验证与照片存储服务。\n"
        "- Stripe：处理付款交易，详见 Stripe 隐私权政策。\n- Google：提供 Google 登录（OAuth）与地理定位服务。\n"
    )
    assert _uses(tmp_path, text) == [
        ("Supabase", "提供数据库、账号验证与照片存储服务"),
        ("Stripe", "处理付款交易"),
        ("Google", "提供 Google 登录（OAuth）与地理定位服务"),
    ]


def test_spaces_that_part_columns_still_do(tmp_path):
    text = (
        "## 第三方SDK列表\n\n白鹭推送SDK 白鹭科技有限公司 消息推送\n苍鹭地图SDK 苍鹭科技有限公司 定位服务\n"
        "秋沙统计SDK 秋沙科技有限公司 数据统计\n"
    )
    assert [(name, company, use) for name, company, use, _ in _told(tmp_path, text)] == [
        ("白鹭推送SDK", "白鹭科技有限公司", "消息推送"),
        ("苍鹭地图SDK", "苍鹭科技有限公司", "定位服务"),
        ("秋沙统计SDK", "秋沙科技有限公司", "数据统计"),
    ]


_LIBRARIES = """## SDKs

Our app uses the following third-party SDKs:

- **egret_bloc (v8.1.6)**
  - **Purpose**: State management
  - **Data Collection**: None - local only
  - **Publisher**: Felix Egret
- **heron_push (v5.1.1)**
  - **Purpose**: Push notification delivery
  - **Data Collection**: Device identifiers, app usage data
  - **Publisher**: Heron Inc.
"""


def test_data_collection_is_a_label_of_data(tmp_path):
    assert _told(tmp_path, _LIBRARIES) == [
        ("egret_bloc (v8.1.6)", "Felix Egret", "State management", ()),
        ("heron_push (v5.1.1)", "Heron Inc.", "Push notification delivery", ("Device identifiers", "app usage data")),
    ]


def test_a_heading_on_data_collection_names_nobody(tmp_path):
    text = "## Data Collection\n\nWe collect your email address when you register.\n\n- Your name\n- Your email\n"
    assert _told(tmp_path, text) == []


def test_what_is_none_of_ours_is_no_data(tmp_path):
    text = (
        "## Third-party services\n\n| Service | Purpose | Data |\n| --- | --- | --- |\n"
        "| Calendly | Booking | None from our site (direct redirect) |\n| Sentry | Crash reports | Crash logs |\n"
    )
    assert [(name, data) for name, _, _, data in _told(tmp_path, text)] == [
        ("Calendly", ()),
        ("Sentry", ("Crash logs",)),
    ]


def test_brackets_before_and_behind_a_colon_are_not_alike(tmp_path):
    text = (
        "## 四、第三方服务\n本站使用以下第三方服务处理您的请求：\n\n"
        "- MiniMax AI（minimax.io）：当您使用问答功能时，您的对话内容会传送至 MiniMax 的 AI 模型生成回答。\n"
        "- Vercel Analytics：收集匿名的页面访问统计（如页面浏览量），不包含任何可识别个人身份的信息。\n"
        "- Cloudflare R2：存储预生成的音频文件（朗诵、今日金句等），不涉及任何用户个人数据。\n"
    )
    (name, _, _, data), _, (last, _, use, _) = _told(tmp_path, text)
    assert (name, data) == ("MiniMax AI", ("对话内容",))
    assert (last, use) == ("Cloudflare R2", "存储预生成的音频文件（朗诵、今日金句等）")
