"""When data are taken, in brackets; companies called short; sentences on what we use somebody for; and near twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


BLOCK = "第三方SDK清单\n\nSDK名称：白鹭SDK\n使用目的：登录和分享\n收集信息：{0}\n"


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ("昵称（仅在用户授权微信登录时）、OAID", ("昵称", "OAID")),
        ("图片或内容（仅在使用分享/收藏功能时）、OAID", ("图片或内容", "OAID")),
        ("位置信息（只在您使用地图、导航时）", ("位置信息",)),
        ("人脸信息(若您开启刷脸、人脸登录时)、OAID", ("人脸信息", "OAID")),
        ("精确位置（使用导航/定位功能时收集）或OAID", ("精确位置", "OAID")),
        ("位置信息（需用户授权）", ("位置信息",)),
        # The near twins: what such brackets say is taken, and examples, which are no condition.
        ("设备信息（仅OAID、IMEI）", ("设备信息", "仅OAID", "IMEI")),
        ("设备信息（使用时间、时区）", ("设备信息", "使用时间", "时区")),
        ("账号信息（如您的昵称、头像）", ("账号信息", "昵称", "头像")),
        ("网络信息（IP地址、Wi-Fi状态）", ("网络信息", "IP地址", "Wi-Fi状态")),
    ],
)
def test_brackets_that_say_when_hold_no_data(tmp_path, value, items):
    assert [fact.data for fact in read(tmp_path, BLOCK.format(value), "list.txt")] == [items]


TABLE = "# Third-party SDKs\n\n| SDK | Data collected |\n|---|---|\n| Egret SDK | {0} |\n| Bluebird SDK | email |\n"


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ("location (only if you grant it, or share it), email", ("location", "email")),
        ("photos (when you upload / share them), contacts (if provided)", ("photos", "contacts")),
        ("location (only during a trip)", ("location",)),
        ("identifiers (IDFA, device ID)", ("identifiers", "IDFA", "device ID")),
    ],
)
def test_the_same_in_english(tmp_path, value, items):
    assert read(tmp_path, TABLE.format(value))[0].data == items


@pytest.mark.parametrize(
    ("name", "company"),
    [
        ("Egret Crash Reporting (Tencent)", "Tencent"),
        ("Egret Analytics (Google)", "Google"),
        ("白鹭统计SDK（腾讯）", "腾讯"),
        # The near twins: what it is for, a system, a product.
        ("Egret Analytics (Statistics)", ""),
        ("Egret Analytics (Android)", ""),
        ("Egret Analytics (Google Maps)", ""),
        ("白鹭统计SDK（微信登录）", ""),
    ],
)
def test_companies_called_short_in_brackets(tmp_path, name, company):
    text = f"# Third-party SDKs\n\n| SDK | Purpose |\n|---|---|\n| {name} | shows maps |\n| Bluebird SDK | pushes |\n"
    assert (read(tmp_path, text)[0].name, read(tmp_path, text)[0].company) == (name, company)


ENTRIES = (
    "# Privacy\n\n## Third-Party {0}\n\nWe use the following third-party services:\n\n### Venue and Location Data\n\n"
    "- **Egret** (egret.example): {1} You may choose. Egret's privacy policy: https://egret.example/privacy\n"
    "- **Bluebird** (bluebird.example): We use Bluebird for crash reports. https://bluebird.example/privacy\n"
)


@pytest.mark.parametrize("kind", ["Data Processors", "Service Providers", "Services We Use"])
@pytest.mark.parametrize(
    ("sentence", "use"),
    [
        ("We use Egret's API to find and display venues.", "find and display venues"),
        ("The app uses Egret, a map service, in order to show maps.", "show maps"),
        ("We rely on Egret for sending mail.", "sending mail"),
        # The near twins: the sentence is about somebody else, and what is told is no use.
        ("We use Kingfisher to send mail.", "We use Kingfisher to send mail"),
        ("Sends mail for us.", "Sends mail for us"),
    ],
)
def test_what_we_use_somebody_for(tmp_path, kind, sentence, use):
    facts = read(tmp_path, ENTRIES.format(kind, sentence))
    assert [(fact.name, fact.purpose) for fact in facts] == [("Egret", use), ("Bluebird", "crash reports")]


def test_what_we_use_whom_a_heading_names_for(tmp_path):
    text = (
        "# Privacy\n\n## Third-party services\n\n### Bugly Crash Reporting (Tencent)\n\n"
        "We use Bugly to collect crash logs in order to improve stability.\n\n- Device model\n- Crash log information\n"
    )
    assert [(fact.company, fact.purpose, fact.data) for fact in read(tmp_path, text)] == [
        ("Tencent", "collect crash logs in order to improve stability", ("Device model", "Crash log information"))
    ]


@pytest.mark.parametrize(("tabled", "names"), [("setlistly", ["Sentry", "Mixpanel", "Railway", "setlistly"]), ("", [])])
def test_entries_that_a_table_names_again_are_no_strangers(tmp_path, tabled, names):
    text = (
        "# Third-Party Data Processors\n\n## Infrastructure\n\n- **Sentry**: We use Sentry for crash reports.\n"
        "- **Mixpanel**: We use Mixpanel for statistics.\n- **Railway**: We use Railway for hosting.\n\n"
        "## Music\n\n- **setlistly**: We use setlistly to display concerts.\n"
    )
    table = f"\n## Shared\n\n| Service | Data Shared | Purpose |\n|---|---|---|\n| {tabled} | Band names | setlists |\n"
    found = {fact.name for fact in read(tmp_path, text + (table if tabled else ""))}
    assert ("setlistly" in found) == bool(names)
    assert {"Sentry", "Mixpanel", "Railway"} <= found
