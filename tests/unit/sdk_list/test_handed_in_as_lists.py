"""Lists that do not say what they list count as they were handed in as lists; what else stands there ends that."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

ENGLISH = "Egret Analytics{0}usage analytics\nHeronpay{0}payment processing\nFinchmail{0}email delivery\n"
USES = [("Egret Analytics", "usage analytics"), ("Heronpay", "payment processing"), ("Finchmail", "email delivery")]
CHINESE = "白鹭推送：消息推送\n夜鹭统计：统计分析\n苍鹭云存储：图片存储\n"


def read(tmp_path, text: str, name: str):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons())


def uses(tmp_path, text: str, name: str) -> list[tuple[str, str]]:
    return [(fact.name, fact.purpose) for fact in read(tmp_path, text, name).facts]


@pytest.mark.parametrize("mark", [": ", " – ", " - "])
@pytest.mark.parametrize("name", ["list.txt", "list.md"])
def test_entries_without_a_title_are_read_with_the_first_of_them(tmp_path, mark, name):
    text = ENGLISH.format(mark).replace("\n", "\n\n" if name.endswith(".md") else "\n")
    assert uses(tmp_path, text, name) == USES


def test_entries_of_a_page_are_at_their_places(tmp_path):
    text = "<p>Egret Analytics - usage analytics</p>\n\n<p>Stripe - payment processing</p>"
    facts = read(tmp_path, text, "list.html").facts
    assert [(fact.name, fact.purpose) for fact in facts] == [
        ("Egret Analytics", "usage analytics"),
        ("Stripe", "payment processing"),
    ]
    assert [fact.location.line for fact in facts] == [1, 3]


@pytest.mark.parametrize("title", ["", "# 隐私政策\n\n", "# 记账本隐私政策\n\n", "# 附录一\n\n"])
def test_below_the_title_of_any_policy_they_are_read_as_well(tmp_path, title):
    assert uses(tmp_path, title + CHINESE.replace("\n", "\n\n"), "list.md") == [
        ("白鹭推送", "消息推送"),
        ("夜鹭统计", "统计分析"),
        ("苍鹭云存储", "图片存储"),
    ]


@pytest.mark.parametrize(
    "before",
    ["# 我们的功能\n\n", "# 隐私政策\n\n我们提供以下功能：\n\n", "# 隐私政策\n\n本应用不接入以下服务。\n\n"],
)
def test_a_heading_or_a_sentence_on_something_else_ends_that(tmp_path, before):
    reading = read(tmp_path, before + CHINESE.replace("\n", "\n\n"), "list.md")
    assert reading.facts == []
    assert [gap.reason for gap in reading.gaps] == ["unreadable"]


@pytest.mark.parametrize(
    "text",
    [
        "相机：扫码\n相册：上传头像\n位置：展示附近门店\n",
        "Device ID: crash analytics\nEmail address: account creation\nLocation: showing nearby shops\n",
        "联系电话：400-000-0000\n邮箱：a@b.example\n地址：北京市\n",
        "Data retention: 30 days\nData deletion: on request\nEncryption: TLS in transit\n",
        "注册登录：收集手机号码\n下单支付：收集订单信息\n消息推送：收集设备标识符\n",
        "_ga: used to distinguish users\n_gid: used to distinguish users\nsession: keeps you signed in\n",
        "白鹭推送：消息推送\n",
        "会员服务：提供会员权益\n积分商城：提供礼品兑换\n",
    ],
)
@pytest.mark.parametrize("mark", ["", "- "])
def test_data_permissions_particulars_and_single_lines_are_nobody(tmp_path, text, mark):
    marked = "".join(f"{mark}{line}\n" for line in text.splitlines())
    assert read(tmp_path, marked, "list.txt").facts == []


def test_who_is_said_not_to_be_there_is_not_read(tmp_path):
    text = "- Firebase – removed in version 2\n- AppsFlyer – not used\n- Stripe – payments\n"
    assert uses(tmp_path, text, "list.md") == [("Stripe", "payments")]


def test_commas_of_sentences_part_no_cells_and_those_of_rows_do(tmp_path):
    sentences = "Stripe receives name, card details for payment processing.\nOneSignal receives push token, IP address for push notifications.\n"  # noqa: E501
    read_of = {fact.name: (fact.purpose, fact.data) for fact in read(tmp_path, sentences, "list.txt").facts}
    assert read_of == {
        "Stripe": ("payment processing", ("name", "card details")),
        "OneSignal": ("push notifications", ("push token", "IP address")),
    }
    rows = "SDK,purpose\nStripe,payment processing\nOneSignal,push notifications\n"
    assert uses(tmp_path, rows, "list.txt") == [
        ("Stripe", "payment processing"),
        ("OneSignal", "push notifications"),
    ]
    assert uses(tmp_path, "Stripe, Inc. – payments\nEgret Ltd – hosting\n", "list.txt") == [
        ("Stripe, Inc.", "payments"),
        ("Egret Ltd", "hosting"),
    ]


@pytest.mark.parametrize("end", ["\n", ""])
def test_english_of_any_length_is_no_text_of_two_bytes_a_letter(tmp_path, end):
    # "(u" is the bytes of a common character in UTF-16
    text = "Egret Analytics (usage analytics)\nHeronpay (payment processing)\nFinchmail (email delivery)" + end
    assert uses(tmp_path, text, "list.txt") == USES


def test_sections_without_a_title_are_read_by_their_names_and_not_by_their_data(tmp_path):
    section = "### {0}\n\n我们使用{0}实现{1}，该SDK可能收集以下信息：\n\n- 设备型号\n- 上传的图片\n隐私政策：https://{2}.example/p\n\n"
    text = section.format("白鹭推送", "消息推送", "egret") + section.format("苍鹭云存储", "图片存储", "heron")
    found = [(fact.name, fact.data) for fact in read(tmp_path, text, "list.md").facts]
    assert found == [("白鹭推送", ("设备型号", "上传的图片")), ("苍鹭云存储", ("设备型号", "上传的图片"))]
