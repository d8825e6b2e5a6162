"""SDKs that a sentence names only to say that they are not there, and the same words where they are."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.third_parties import read_third_parties


@pytest.fixture(scope="module")
def named(lexicon):
    def read(sentence, language):
        title = "听风天气隐私政策" if language == "zh" else "StrideLog Privacy Policy"
        document = document_from_text(f"{title}\n\n{sentence}\n\n")
        parties = read_third_parties(DocumentIndex(document, lexicon.languages[language]))
        return " ".join(party.name for party in parties)

    return read


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("我们未接入友盟SDK。", "友盟"),
        ("本应用没有集成高德地图SDK。", "高德"),
        ("未接入任何第三方SDK，例如友盟、极光。", "友盟"),
        ("不包含友盟、极光、Bugly等第三方SDK。", "Bugly"),
        ("本应用不含友盟SDK。", "友盟"),
        ("有没有友盟统计：没有。", "友盟"),
        ("我们打算明年改用极光推送SDK。", "极光"),
        ("曾集成百度移动统计SDK，自3.0版本起该SDK已全部移除。", "百度"),
        ("听风商家版接入了高德地图SDK，听风天气不含该SDK。", "高德"),
    ],
)
def test_who_is_denied_planned_gone_or_of_another_app_is_not_named_zh(named, sentence, name):
    assert name not in named(sentence, "zh")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("我们接入了友盟SDK。", "友盟"),
        ("如果您未使用极光推送SDK的功能，我们不会收集推送标识。", "极光"),
        ("我们不使用友盟SDK收集您的位置信息。", "友盟"),
        ("听风天气接入了高德地图SDK，听风商家版不含该SDK。", "高德"),
        ("我们接入了高德地图SDK，您注销后您的数据已删除。", "高德"),
        ("我们的路线规划使用高德地图SDK。", "高德"),
        ("健身计划使用友盟SDK统计完成情况。", "友盟"),
        ("部分产品功能使用高德地图SDK。", "高德"),
        ("在应用中无需登录即可使用高德地图SDK。", "高德"),
        ("在您同意本政策前，我们不会启用友盟SDK。", "友盟"),
        ("未经您同意，我们不会使用友盟SDK。", "友盟"),
        ("我们不会启用友盟SDK，直到您同意本政策。", "友盟"),
        ("我们不使用通过友盟SDK收集的信息。", "友盟"),
        ("旧版首页曾展示天气卡片，我们接入了友盟SDK，天气卡片已下线。", "友盟"),
        ("我们接入了友盟SDK，您可以不使用该SDK。", "友盟"),
    ],
)
def test_who_is_there_stays_named_zh(named, sentence, name):
    assert name in named(sentence, "zh")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("We do not use the Facebook SDK.", "Facebook"),
        ("Our web shop uses Mixpanel. The StrideLog app does not contain it.", "Mixpanel"),
        ("It was built with the Facebook SDK. It was taken out in version 2.5.", "Facebook"),
        ("Most weather apps send your position to the Amap location SDK; ours looks it up on the phone.", "Amap"),
        ("You will find neither Firebase Analytics nor AppsFlyer in this app.", "AppsFlyer"),
    ],
)
def test_who_is_denied_gone_or_of_another_app_is_not_named(named, sentence, name):
    assert name not in named(sentence, "en")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("We use the Facebook SDK.", "Facebook"),
        ("The StrideLog app uses Mixpanel to follow visits. Our web shop does not contain it.", "Mixpanel"),
        ("We adopted AppsFlyer to measure campaigns.", "AppsFlyer"),
        ("We never use data collected through Google Analytics.", "Google"),
        ("Your crash reports are sent to the Sentry SDK. After 90 days, it is removed.", "Sentry"),
        ("Third-party information collected by Google Analytics is removed after 14 months.", "Google"),
        ("We aim to protect third-party data with the Firebase SDK.", "Firebase"),
        ("Some third-party services such as Firebase collect identifiers.", "Firebase"),
        ("The analytics of Firebase collect your IP address. The app does not use it to identify you.", "Firebase"),
        ("We use the Facebook SDK, included for login. We removed banner ads in version 3.", "Facebook"),
        ("We do not use the Facebook SDK until you consent.", "Facebook"),
        ("Without your consent, we do not use the Facebook SDK.", "Facebook"),
    ],
)
def test_who_is_there_stays_named(named, sentence, name):
    assert name in named(sentence, "en")
