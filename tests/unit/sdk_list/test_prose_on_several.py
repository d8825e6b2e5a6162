"""Sentences that name several services by further verbs of one subject, behind titles, with words left out."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, text: str, name: str = "policy.md"):
    path = tmp_path / name
    page = f"# Green Notes privacy policy\n\n## Data\n\n{text}\n\n## Contact\n\nWrite.\n"
    path.write_text(page if name.endswith("md") else text, encoding="utf-8")
    return {f.name: (f.purpose, f.data) for f in read_sdk_list(path, shipped_lexicons()).facts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We show ads from AdMob and Unity Ads, measure installs with AppsFlyer, and bill users with Stripe.",
            {
                "AdMob": ("show ads", ()),
                "Unity Ads": ("show ads", ()),
                "AppsFlyer": ("measure installs", ()),
                "Stripe": ("bill users", ()),
            },
        ),
        ("Our app is written in one language and sends crash reports to Sentry.", {"Sentry": ("", ("crash reports",))}),
        (
            "We share it with companies that help us: Supabase for hosting, Stripe for payments, PostHog for events.",
            {"Supabase": ("hosting", ()), "Stripe": ("payments", ()), "PostHog": ("events", ())},
        ),
        (
            "Stories are created with Claude, and narrated with ElevenLabs.",
            {"Claude": ("Stories", ()), "ElevenLabs": ("Stories", ())},
        ),
        (
            "To remind you we use Firebase Cloud Messaging, and for A/B tests Firebase Remote Config.",
            {"Firebase Cloud Messaging": ("remind you", ()), "Firebase Remote Config": ("A/B tests", ())},
        ),
        (
            "We engage third-party companies. Currently these are Twilio (SMS verification) and Zendesk (support).",
            {"Twilio": ("SMS verification", ()), "Zendesk": ("support", ())},
        ),
        ("**Crash data.** Sent to Bugsnag, hosted in the EU.", {"Bugsnag": ("", ())}),
        ("Optional cloud backup stores them with Backblaze.", {"Backblaze": ("", ())}),
        ("Our database is hosted by Supabase (EU region, Frankfurt).", {"Supabase": ("Our database", ())}),
        # a name that is a word as well begins the sentence
        ("Banner ads are provided by AdMob.", {"AdMob": ("Banner ads", ())}),
    ],
)
def test_a_sentence_names_each_of_several(tmp_path, text, expected):
    assert read(tmp_path, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The app shows no ads from Google AdMob and never measures installs with AppsFlyer.",
        "If you use the app to store files with Dropbox, its terms apply.",
        "You can back up your notes and store them with Backblaze.",
        "Your browser stores files with Dropbox, and the website loads maps from Mapbox.",
        "We decided against third-party companies. Other apps send crash reports to Sentry.",
        "Sync was built by us. These are the devices that work with it: Samsung and Huawei.",
        "Stripe is a trademark of Stripe, Inc., and Android is a trademark of Google LLC.",
        "The Crash Log screen stores reports in the app itself.",
    ],
)
def test_a_near_twin_names_nobody(tmp_path, text):
    assert read(tmp_path, text) == {}


PAGE = """<html><body><h1>Third-party services</h1>

| Service | Provider | Purpose | Data |
|---------|----------|---------|------|
| Sentry | Functional Software, Inc. | crash reports | stack trace |
| OneSignal | OneSignal, Inc. | push notifications | push token |

</body></html>"""


def test_a_table_of_markdown_left_in_a_page_has_rows(tmp_path):
    assert read(tmp_path, PAGE, "page.html") == {
        "Sentry": ("crash reports", ("stack trace",)),
        "OneSignal": ("push notifications", ("push token",)),
    }


def test_bars_between_links_of_a_page_are_no_table(tmp_path):
    page = "<html><body><p>Home\n| Privacy |\n| Sentry | OneSignal |</p></body></html>"
    assert read(tmp_path, page, "page.html") == {}


ROWS = """# 第三方共享清单

| 第三方公司名称 | 产品/类型 | 共享信息 | 使用目的 |
|---|---|---|---|
| 百度智能云 | 云服务 | 音频 | 语音转文字 |
| 和风天气 | 云服务 | 位置 | 天气信息 |
"""


def test_rows_whose_product_is_a_kind_have_the_names_of_their_companies(tmp_path):
    path = tmp_path / "list.md"
    path.write_text(ROWS, encoding="utf-8")
    facts = read_sdk_list(path, shipped_lexicons()).facts
    assert [(fact.name, fact.data) for fact in facts] == [("百度智能云", ("音频",)), ("和风天气", ("位置",))]


def test_rows_whose_product_has_a_name_keep_it(tmp_path):
    path = tmp_path / "list.md"
    path.write_text(ROWS.replace("| 云服务 |", "| 千帆云服务 |", 1), encoding="utf-8")
    assert read_sdk_list(path, shipped_lexicons()).facts[0].name == "千帆云服务"
