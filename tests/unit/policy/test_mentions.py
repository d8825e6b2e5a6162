"""Data types that a policy names, affirmed or denied, collected or shared."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.mentions import find_data_types, read_mentions
from appaudit.policy.statements import read_statements


@pytest.fixture(scope="module")
def mentions(lexicon):
    def read(text, language="zh"):
        document = document_from_text(text)
        index = DocumentIndex(document, lexicon.languages[language])
        found = read_mentions(index, read_statements(index), find_data_types(index))
        for mention in found:
            for quote in mention.quotes:
                assert document.text[quote.start : quote.end] == quote.text
        return {(m.data_type, m.polarity, m.action) for m in found}

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们会收集您的IMEI、IMSI和Android ID。", {"imei", "imsi", "android_id"}),
        ("我们会获取您的国际移动设备识别码与OAID。", {"imei", "oaid"}),
        ("为了推荐附近的门店，我们会收集您的精确位置。", {"location_precise"}),
        ("我们需要读取剪贴板。", {"clipboard"}),
        ("我们会读取您的通讯录、日历和短信内容。", {"contacts", "calendar", "sms"}),
        ("我们会收集已安装应用列表与正在运行的进程。", {"installed_apps", "running_apps"}),
        ("我们会收集有关您曾使用的移动应用（APP）和其他软件的信息。", {"running_apps"}),
        ("我们会收集MAC地址、BSSID和基站信息。", {"mac_address", "ssid_bssid", "cell_info"}),
        ("我们会收集设备序列号、系统版本、设备型号。", {"device_serial", "os_version", "device_model"}),
        ("实名认证时我们会收集您的姓名和身份证号码。", {"name", "id_card"}),
        ("我们会调用摄像头权限和麦克风权限。", {"camera", "microphone"}),
    ],
)
def test_named_data_types_are_found(mentions, text, expected):
    assert expected <= {data_type for data_type, polarity, _ in mentions(text) if polarity == "affirm"}


@pytest.mark.parametrize(
    ("text", "data_type", "is_named"),
    [
        ("我们会收集您的征信信息。", "credit_information", True),
        ("我们会收集您移动设备的软硬件特征信息。", "credit_information", False),
        ("我们会收集您的兴趣爱好。", "hobby", True),
        ("我们会收集您可能会感兴趣的信息。", "hobby", False),
        ("用户对服务表示兴趣时，我们会使用这些信息。", "hobby", False),
    ],
)
def test_words_inside_other_words_name_nothing(mentions, text, data_type, is_named):
    assert (data_type in {found for found, _, _ in mentions(text)}) == is_named


@pytest.mark.parametrize(
    ("text", "data_type", "polarity"),
    [
        ("我们不会收集您的通讯录。", "contacts", "deny"),
        ("本应用不读取短信内容，也不读取通话记录。", "call_log", "deny"),
        ("未经您同意，我们不会收集您的通讯录。", "contacts", "affirm"),
        ("除非您授权，我们不会收集您的位置信息。", "location", "affirm"),
        ("我们不会收集通讯录，但会收集您的手机号码。", "phone_number", "affirm"),
        ("如您拒绝，我们将不会获取您的位置信息。", "location", "affirm"),
    ],
)
def test_polarity_follows_the_denial_and_its_exceptions(mentions, text, data_type, polarity):
    assert (data_type, polarity, "collect") in mentions(text)


def test_items_of_a_list_take_the_action_of_the_lead_in(mentions):
    text = "注册时，我们会收集以下信息：\n- 手机号码；\n- 昵称；\n我们不收集以下信息：\n- 通讯录；\n- 短信内容。"
    found = mentions(text)
    assert ("phone_number", "affirm", "collect") in found
    assert ("contacts", "deny", "collect") in found


def test_sharing_is_told_from_collecting(mentions):
    found = mentions("我们会收集您的手机号码。\n我们会向第三方合作伙伴提供您的设备标识符。")
    assert ("phone_number", "affirm", "collect") in found
    assert ("device_identifier", "affirm", "share") in found


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("我们会收集您的位置信息。", {"location"}),
        ("我们会收集您的精准定位。", {"location_precise"}),
        ("我们会收集您的网络信息。", {"network_information"}),
        ("我们会收集您的网络类型。", {"network_type"}),
        ("我们会收集您的指纹。", {"fingerprint"}),
        ("我们会收集设备指纹。", {"device_identifier"}),
        ("我们会收集屏幕分辨率。", {"screen_resolution"}),
        ("我们会收集您的联系方式。", {"contact_information"}),
        ("我们会收集您的Wi-Fi信息。", {"wifi_information"}),
    ],
)
def test_a_wider_and_a_narrower_term_are_told_apart(mentions, text, types):
    assert {data_type for data_type, _, _ in mentions(text)} == types


def test_umbrella_term_is_its_own_type(mentions):
    types = {data_type for data_type, _, _ in mentions("我们会收集您的设备信息。")}
    assert types == {"device_information"}


@pytest.mark.parametrize(
    "text",
    [
        "个人信息是指姓名、出生日期、身份证件号码等能够识别自然人身份的各种信息。",
        "客服电话：400-000-0000",
        "祝您生活愉快，出行注意手机电量。",
        "目录\n一、收集手机号码\n二、收集位置信息\n三、收集通讯录\n\n欢迎使用。",
    ],
)
def test_what_is_not_collected_is_not_a_mention(mentions, text):
    assert mentions(text) == set()


def test_words_inside_other_words_are_not_types(mentions):
    found = {data_type for data_type, _, _ in mentions("我们会收集您在machine和ship中提供的信息，包括description。")}
    assert not found & {"mac_address", "ip_address", "device_serial"}


@pytest.mark.parametrize(
    ("text", "data_type", "polarity", "action"),
    [
        ("We collect your email address and IP address.", "email", "affirm", "collect"),
        ("We do not collect your contacts list.", "contacts", "deny", "collect"),
        ("We do not collect precise location unless you allow it.", "location_precise", "affirm", "collect"),
        ("We share your advertising ID with third parties.", "gaid", "affirm", "share"),
    ],
)
def test_english_mentions(mentions, text, data_type, polarity, action):
    assert (data_type, polarity, action) in mentions(text, "en")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "本政策所称“设备信息”，是指IMEI和MAC地址。我们重视您的权益。为保障安全，我们会收集您的设备信息。"),
        ("zh", "一、定义\n设备信息：是指IMEI和MAC地址。\n二、收集\n为保障安全，我们会收集设备信息。"),
        (
            "en",
            '"Device information" means the IMEI and MAC address. We care. We collect device information for safety.',
        ),
    ],
)
def test_a_broad_term_means_what_the_policy_says_it_means(mentions, language, text):
    found = {(data_type, polarity) for data_type, polarity, _ in mentions(text, language)}
    assert {("imei", "affirm"), ("mac_address", "affirm")} <= found


@pytest.mark.parametrize(
    "text",
    [
        "本政策所称“设备信息”，是指IMEI和MAC地址。我们会收集您的网络信息，用于保障安全。",
        "设备信息，是指IMEI和MAC地址。我们不会收集您的设备信息。",
        "设备信息是很重要的信息，请妥善保管IMEI。我们会收集您的设备信息，用于保障安全。",
    ],
)
def test_a_meaning_is_no_mention_where_the_term_is_not_collected_or_not_defined(mentions, text):
    assert "imei" not in {data_type for data_type, polarity, _ in mentions(text) if polarity == "affirm"}
